"""The tree back to text: the formatter `fmt`.

Law: `parse(print(t)) == t`, and printing what was parsed from a print changes nothing more. Comments and their order
stay. Every line keeps its own language unless one is asked for; what has several spellings (dates, hours, ages,
citations) keeps the officer's. `format_source` proves the first half on every run before it gives text back.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import width
from tsunagari.errors import RulesetError, UsageError
from tsunagari.source import Source
from tsunagari.syntax.ast import Block, Field, File, Layout, Property, Proviso, Row, Words
from tsunagari.syntax.keywords import BLOCKS, FIELDS, INNER, Keyword
from tsunagari.syntax.lines import begins_a_line, commas
from tsunagari.syntax.parser import parse
from tsunagari.syntax.pieces import Style, name, names, pieces, text, words

WIDTH = 100


def format_source(source: Source, language: str | None = None) -> str:
    """The source in its normal form; raises RulesetError where it cannot be read, or would not mean the same."""
    tree, problems = parse(source)
    if problems:
        raise RulesetError(problems)
    out = print_file(tree, language)
    again, mistaken = parse(Source(source.name, out))
    if mistaken or again != tree or print_file(again, language) != out:
        raise UsageError("fmt-unsafe", file=source.name)
    return out


def print_file(tree: File, language: str | None = None) -> str:
    """A file as text; `language` is `ja`, `en`, or None to keep each line's own."""
    out: list[str] = []
    for index, block in enumerate(tree.blocks):
        if index and not _together(tree.blocks[index - 1], block):
            out.append("\n")
        out.append(_block(block, language))
    below = "".join(line + "\n" for line in _without_lead(tree.below))
    return "".join(out) + ("\n" if below and out else "") + below


def _together(above: Block, block: Block) -> bool:
    """Blocks of one line, one right below the other, stay together like the entries of a list."""
    return not above.fields and not block.fields and block.layout.above[:1] != ("",)


def _spelled(keyword: Keyword, style: Style) -> str:
    return (keyword.ja if style.ja else keyword.en)[0]


def _block(block: Block, language: str | None) -> str:
    style = Style(language or block.language)
    lines = [*_above(block.layout, ""), *_inside(block.layout, "")]
    lines.append(_behind(_head(block, style), block.layout))
    rows = _table([field.value for field in block.fields if isinstance(field.value, Row)], style)
    for field in block.fields:
        if isinstance(field.value, Row):
            lines += [*_above(field.layout, "  "), *_inside(field.layout, "  "), _behind(next(rows), field.layout)]
        elif isinstance(field.value, Proviso):
            lines += _proviso(field, field.value, language)
        else:
            lines += _field(field, "  ", language, block.keyword)
    return "\n".join(lines) + "\n"


def _above(layout: Layout, indent: str) -> list[str]:
    kept = layout.above if indent else _without_lead(layout.above)
    return [indent + line if line else "" for line in kept]


def _without_lead(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Without the blank line that stands between blocks anyway."""
    return comments[1:] if comments[:1] == ("",) else comments


def _inside(layout: Layout, indent: str) -> list[str]:
    return [indent + comment for _, comment in layout.inside]


def _behind(line: str, layout: Layout) -> str:
    return f"{line}  {layout.behind}" if layout.behind else line


def _head(block: Block, style: Style) -> str:
    if block.reference is not None:
        return " ".join((
            _spelled(BLOCKS["without"], style), _spelled(BLOCKS[block.reference.kind], style),
            name(block.reference.name, style),
        ))  # fmt: skip
    parts = [_spelled(BLOCKS["amend"], style)] if block.amends else []
    parts.append(_spelled(BLOCKS[block.keyword], style))
    if block.keyword in ("ruleset", "test", "cases") and block.name is not None:
        parts.append(text(block.name.text, style))
    elif block.name is not None:
        parts.append(name(block.name, style))
    if block.property is not None:
        parts += _property(block.property, style)
    if block.under is not None:
        parts += [_spelled(INNER["under"], style), name(block.under, style)]
    if block.aliases:
        parts += [_spelled(INNER["alias"], style), style.join(names(block.aliases, style))]
    if block.title is not None:
        parts.append(text(block.title.text, style))
    return " ".join(parts)


def _property(value: Property, style: Style) -> list[str]:
    parts: list[str] = []
    if value.without_default:
        parts.append(_spelled(INNER["without-default"], style))
    if value.unstated:
        parts += [_spelled(INNER["even-unstated"], style), style.join(names(value.unstated, style))]
    if value.loss is not None:
        loss = _spelled(INNER["loss-" + value.loss], style)
        parts += [loss] if style.ja else []
    keyword = INNER[value.property]
    parts.append(keyword.ja[-1] if style.ja else keyword.en[0])
    if value.target is not None:
        parts.append(name(value.target, style))
    if value.loss is not None and not style.ja:
        parts.append(loss)
    return parts


def _proviso(field: Field, value: Proviso, language: str | None) -> list[str]:
    style = Style(language or field.language)
    parts = ["ただし" if style.ja else "except", name(value.name.name, style)]
    if value.under is not None:
        parts += [_spelled(INNER["under"], style), name(value.under, style)]
    if value.name.aliases:
        parts += [_spelled(INNER["alias"], style), style.join(names(value.name.aliases, style))]
    lines = [*_above(field.layout, "  "), *_inside(field.layout, "  ")]
    lines.append(_behind("  " + " ".join(parts), field.layout))
    for inner in value.fields:
        lines += _field(inner, "    ", language, "rule")
    return lines


def _field(field: Field, indent: str, language: str | None, block: str) -> list[str]:
    """A field with its comments; a long list, or one with comments in it, goes over several lines."""
    style = Style(language or field.language)
    keep = language is None or language == field.language
    out = pieces(field, block, style, keep)
    keyword = FIELDS.get(field.keyword)
    start = _spelled(keyword, style) if keyword is not None else ""
    if field.keyword == "except" and block == "rule":
        start = "ただし" if style.ja else "except"
    lines = [*_above(field.layout, indent)]
    head = indent + start + (" " if start and out else "")
    broken = _broken(out, head, indent + "  ", field.layout.inside, style)
    if broken is None:
        lines += _inside(field.layout, indent)
        broken = _broken(out, head, indent + "  ", (), style) or [head]
    return [*lines, *broken[:-1], _behind(broken[-1], field.layout)]


def _broken(
    out: list[str], head: str, indent: str, inside: tuple[tuple[int, str], ...], style: Style
) -> list[str] | None:
    """A list over as many lines as its width and its comments need; None where its comments have no place in it."""
    lines: list[str] = []
    current, waiting, forced, seen = head, list(inside), False, 0
    for index, piece in enumerate(out):
        end = "" if index == len(out) - 1 else style.comma
        starts = begins_a_line(piece + end)
        if forced and starts:
            return None
        if not forced and index and not starts and width(current.rstrip() + " " + piece + end) > WIDTH:
            lines.append(current.rstrip())
            current = indent
        current += piece + end + ("" if style.ja or not end else " ")
        seen += commas(piece + end, 0, len(piece) + 1)
        comments = [comment for count, comment in waiting if count <= seen and end]
        waiting = waiting[len(comments) :]
        for position, comment in enumerate(comments):
            lines.append(f"{current.rstrip()}  {comment}" if not position else indent + comment)
        forced = bool(comments)
        current = indent if forced else current
    return None if waiting else [*lines, current.rstrip()]


def _table(rows: list[Row], style: Style) -> Iterator[str]:
    """The rows of a table with their columns aligned as a terminal draws them."""
    drawn = [[_cell(cell, style) for cell in row.cells] for row in rows]
    count = max((len(cells) for cells in drawn), default=0)
    widths = [max((width(cells[i]) for cells in drawn if i < len(cells)), default=0) for i in range(count)]
    bar = "｜" if style.ja else "|"
    for cells in drawn:
        padded = [cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(cells)]
        yield "  " + bar + bar.join(f" {cell} " for cell in padded) + bar


def _cell(cell: Words | None, style: Style) -> str:
    return "" if cell is None else style.join(words(cell, style))
