"""The inside of a field as pieces between commas, so that the printer may break a list.

Law: the pieces, joined with commas, read back to the same value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tsunagari.syntax import written
from tsunagari.syntax.ast import (
    NOWHERE,
    Ages,
    Allow,
    AnyPlace,
    Citation,
    Dates,
    Day,
    DayList,
    DeclaredList,
    Field,
    Flag,
    Member,
    Name,
    Names,
    Nothing,
    NumberRange,
    Opening,
    Openings,
    Phone,
    Reference,
    Serves,
    Target,
    Targets,
    Texts,
    UrgencyOf,
    Via,
    Word,
    Words,
)
from tsunagari.syntax.citations import article_en, article_ja
from tsunagari.syntax.keywords import AROUND_THE_CLOCK, BLOCKS, INNER, UNKNOWN, VALUES, Keyword, spellings
from tsunagari.syntax.lines import QUOTED
from tsunagari.syntax.names import needs_quotes


@dataclass(frozen=True, slots=True)
class Style:
    """The language of a line and its marks."""

    language: str

    @property
    def ja(self) -> bool:
        """Japanese."""
        return self.language == "ja"

    @property
    def comma(self) -> str:
        """The comma without its blank."""
        return "、" if self.ja else ","

    def join(self, parts: Iterable[str]) -> str:
        """A list on one line."""
        return ("、" if self.ja else ", ").join(parts)

    def spelled(self, keyword: Keyword) -> str:
        """A keyword's first spelling in this language."""
        return (keyword.ja if self.ja else keyword.en)[0]


def text(value: str, style: Style) -> str:
    """A quoted text, in the marks of the language where they fit."""
    marks = (f"「{value}」", f'"{value}"', f"｢{value}｣")
    order = marks if style.ja else (marks[1], marks[0], marks[2])
    return next(quoted for quoted in order if QUOTED.fullmatch(quoted))


def name(value: Name, style: Style, *, target: bool = False) -> str:
    """A name, quoted where it must be; one that was read without marks needs none."""
    plain = value.span != NOWHERE and not value.quoted
    return text(value.text, style) if not plain and needs_quotes(value.text, target=target) else value.text


def names(values: Iterable[Name], style: Style) -> list[str]:
    """Names."""
    return [name(value, style) for value in values]


def words(value: Words, style: Style) -> list[str]:
    """Words as written, but for blanks and the width of marks."""
    return [_group(group, style) for group in value.groups]


def _group(group: tuple[Word, ...], style: Style) -> str:
    out = ""
    for index, word in enumerate(group):
        before = group[index - 1] if index else None
        apart = before is not None and (NOWHERE in (before.span, word.span) or before.span.end != word.span.start)
        shown = text(word.written or word.text, style) if word.quoted else word.text
        out += (" " if apart else "") + (shown.replace("~", "〜") if style.ja and not word.quoted else shown)
    return out


def _entry(entry_name: Name, aliases: tuple[Name, ...], style: Style) -> str:
    if not aliases:
        return name(entry_name, style)
    inside = style.join(names(aliases, style))
    return f"{name(entry_name, style)}（{inside}）" if style.ja else f"{name(entry_name, style)} ({inside})"


def _target(target: Target, style: Style) -> str:
    if target.name is None:
        return style.spelled(INNER["no-target"])
    shown = name(target.name, style, target=True)
    if target.kind == "resource":
        return shown
    every = style.spelled(INNER["every"]) + ("" if style.ja else " ")
    return every + shown if target.kind == "kind" else f"{every}{style.spelled(INNER['member-of'])} {shown}"


def _openings(value: Openings, style: Style) -> list[str]:
    marks = (*spellings(AROUND_THE_CLOCK), *spellings(UNKNOWN))
    out = [text(n.text, style) if n.text in marks else name(n, style) for n in value.names]
    out += [style.spelled(AROUND_THE_CLOCK)] if value.always else []
    return out + ([style.spelled(UNKNOWN)] if value.unknown else [])


def _phone(value: Phone, style: Style) -> str:
    if value.number is None:
        return style.spelled(UNKNOWN)
    return text(value.number, style) if value.number.endswith("#") else value.number


def _behind(out: list[str], word: str, more: list[str]) -> list[str]:
    """The pieces with a word and further pieces behind the last one."""
    return [*out[:-1], f"{out[-1]} {word} {more[0]}", *more[1:]]


def _via(value: Via, style: Style) -> list[str]:
    out = [name(value.channel, style)]
    if value.open is not None:
        out = _behind(out, style.spelled(INNER["open"]), _openings(value.open, style))
    if value.phone is not None:
        out = _behind(out, style.spelled(INNER["via-tel"]), [_phone(value.phone, style)])
    if value.speaks is not None:
        out = _behind(out, style.spelled(INNER["via-speaks"]), names(value.speaks, style))
    return out


def _serves(value: Serves, style: Style) -> list[str]:
    out = names(value.places, style)
    if value.without:
        out = _behind(out, style.spelled(INNER["without-places"]), names(value.without, style))
    scopes = [style.spelled(INNER[scope]) for scope in value.scopes]
    return [*out[:-1], f"{out[-1]} {scopes[0]}", *scopes[1:]] if scopes else out


def _citation(value: Citation, style: Style) -> list[str]:
    law = name(value.law, style) if value.law is not None else text(value.text.text if value.text else "", style)
    if value.place is not None:
        return [f"{law} {text(value.place.text, style)}"]
    articles = [article_ja(a) if style.ja else article_en(a) for a in value.articles]
    return [f"{law} {articles[0]}", *articles[1:]] if articles else [law]


def _flag(value: Flag, field: str, style: Style) -> str:
    return style.spelled(VALUES[field][value.value])


def pieces(field: Field, block: str, style: Style, keep: bool) -> list[str]:
    """The pieces of a field; with `keep`, values of their own small syntax stay as they were written."""
    if keep and field.raw is not None and not isinstance(field.value, Flag):
        return words(field.raw, style)
    match field.value:
        case Words() as value:
            return words(value, style)
        case Names(found):
            return [_path(n, style) for n in found] if field.keyword == "uses" else names(found, style)
        case Texts(texts):
            return [text(one.text, style) for one in texts]
        case DeclaredList(entries):
            return [_entry(entry.name, entry.aliases, style) for entry in entries]
        case NumberRange(low, high):
            return [f"{low}〜{high}" if style.ja else f"{low}..{high}"]
        case AnyPlace():
            return [style.spelled(INNER["places"])]
        case Targets(targets):
            return [_target(target, style) for target in targets]
        case UrgencyOf(urgency, targets):
            shown = [_target(target, style) for target in targets]
            return [f"{style.spelled(VALUES['urgency'][urgency])} {shown[0]}", *shown[1:]]
        case Serves() as value:
            return _serves(value, style)
        case Openings() as value:
            return _openings(value, style)
        case _:
            return _single(field, style)


def _path(value: Name, style: Style) -> str:
    plain = not any(char.isspace() or char in '",|()「」｢｣＂#※、，､〜～–—−' for char in value.text)
    return value.text if plain and value.text.strip(":") == value.text != "" else text(value.text, style)


def _single(field: Field, style: Style) -> list[str]:
    match field.value:
        case Phone() as value:
            return [_phone(value, style)]
        case Via() as value:
            return _via(value, style)
        case Member(body, role):
            role_text = "" if role is None else _role(role, style)
            return [name(body, style) + role_text]
        case Dates() as value:
            return [written.a_period(value, style.language)]
        case Day(day):
            return [written.a_date(day, style.language)]
        case DayList(days):
            return [written.a_day(day, style.language) for day in days]
        case Opening(line):
            return written.hours_line(line, style.language)
        case Ages() as value:
            return written.ages(value, style.language)
        case Citation() as value:
            return _citation(value, style)
        case Flag() as value:
            return [_flag(value, field.keyword, style)]
        case Allow(code, reason):
            return [f"{name(code, style)} {text(reason.text, style)}"]
        case Reference(kind, target):
            return [f"{style.spelled(BLOCKS[kind])} {name(target, style)}"]
        case Nothing():
            return []
        case _:
            raise AssertionError(field.keyword)


def _role(role: Name, style: Style) -> str:
    return f"（{name(role, style)}）" if style.ja else f" as {name(role, style)}"
