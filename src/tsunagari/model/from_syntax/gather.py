"""From folders to one pool of declarations: heads, tiers, and what the root alone brings.

Law: a used folder brings every block but its ruleset, tests, cases and asserts; its tier is its shortest
distance from the root. The order of folders, files and blocks leaves no trace but in where a clash is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.model.from_syntax.amending import Amendment, Removal, amended
from tsunagari.model.from_syntax.declarations import DECLARING, Called, Declaration, Gathered, Head, Line, value
from tsunagari.model.from_syntax.keeping import Kept, Read
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.registry import ALWAYS, Period
from tsunagari.source import Source, Span
from tsunagari.syntax import ast


@dataclass(frozen=True, slots=True)
class Folder:
    """One ruleset folder, parsed; `uses` are the keys of the folders that it uses directly."""

    key: str
    files: tuple[ast.File, ...]
    uses: tuple[str, ...] = ()


def gather(folders: Sequence[Folder], problems: Problems, kept: Kept) -> Gathered:
    """Put the folders together; the first is the root."""
    root = folders[0].key
    known = {folder.key: folder for folder in reversed(folders)}
    tiers = _tiers(root, known)
    used = sorted((known[name] for name in tiers), key=lambda folder: (tiers[folder.key], folder.key))
    heads = {folder.key: _head(folder, tiers[folder.key], problems) for folder in used}
    pool: list[Declaration] = []
    changes: list[Amendment | Removal] = []
    for folder in used:
        for file in _files(folder):
            read = _read(file, folder.key, tiers[folder.key], kept)
            pool += read.pool
            changes += read.changes
        for line in heads[folder.key].lines:
            if isinstance(reference := line.field.value, ast.Reference):
                span = reference.name.span
                changes.append(Removal(reference, line.where.at(span), tiers[folder.key]))
    reach = {name: _tiers(name, known).keys() - {name} for name in tiers}
    left, dropped = amended(pool, changes, reach, problems)
    declarations: defaultdict[str, list[Declaration]] = defaultdict(list)
    for declaration in left:
        declarations[declaration.keyword].append(declaration)
    return Gathered(
        declarations={keyword: tuple(declarations[keyword]) for keyword in DECLARING},
        heads=heads,
        root=heads[root],
        checks=tuple(
            (block, file) for file, block in _blocks(known[root]) if block.keyword in ("test", "cases", "assert")
        ),
        dropped=dropped,
    )


def brought(folders: Sequence[Folder]) -> dict[str, Where]:
    """For every folder but the first, the path in the first one's `uses` lines that brings it."""
    root = folders[0]
    known = {folder.key: folder for folder in reversed(folders)}
    lines = [
        (name.text, Where(file, name.span, root.key))
        for file in root.files
        for block in file.blocks
        for field in block.fields
        if field.keyword == "uses"
        for name in _paths(field.value)
    ]
    found: dict[str, Where] = {}
    for at, used in enumerate(root.uses):
        line = lines[at] if len(lines) == len(root.uses) else _ending_like(used, lines)
        if line is not None and used in known:
            found.setdefault(used, line[1])
    for used, where in tuple(found.items()):
        found.update((folder, where) for folder in _tiers(used, known) if folder not in found)
    found.pop(root.key, None)
    return found


def _paths(value: ast.Value) -> tuple[ast.Name, ...]:
    return value.paths if isinstance(value, ast.Paths) else value.names if isinstance(value, ast.Names) else ()


def _ending_like(folder: str, lines: Sequence[tuple[str, Where]]) -> tuple[str, Where] | None:
    last = folder.rstrip("/").rpartition("/")[2]
    return next((line for line in lines if line[0].rstrip("/").rpartition("/")[2] == last), None)


def _tiers(start: str, known: Mapping[str, Folder]) -> dict[str, int]:
    """Distance of every folder that `start` reaches."""
    tiers = {start: 0}
    edge = [start]
    while edge:
        edge = [name for at in edge for name in known[at].uses if name in known]
        step = max(tiers.values()) + 1
        edge = [name for name in dict.fromkeys(edge) if name not in tiers]
        tiers.update(dict.fromkeys(edge, step))
    return tiers


def _files(folder: Folder) -> list[ast.File]:
    return sorted(folder.files, key=lambda file: file.source.name)


def _blocks(folder: Folder) -> Iterator[tuple[ast.File, ast.Block]]:
    for file in _files(folder):
        for block in file.blocks:
            yield file, block


def _read(file: ast.File, folder: str, tier: int, kept: Kept) -> Read:
    """What a file declares and changes."""
    before = kept.files.get(file)
    if before is not None and (before.folder, before.tier) == (folder, tier):
        return before
    pool: list[Declaration] = []
    changes: list[Amendment | Removal] = []
    for block in file.blocks:
        where = Where(file, block.name.span if block.name else block.head, folder)
        if block.amends and block.name is not None:
            changes.append(Amendment(block, where, tier))
        elif block.reference is not None:
            changes.append(Removal(block.reference, where.at(block.reference.name.span), tier))
        elif block.keyword in DECLARING and block.name is not None:
            pool.append(_declaration(block, where, tier))
    return kept.files.put(file, Read(folder, tier, tuple(pool), tuple(changes)))


def _declaration(block: ast.Block, where: Where, tier: int) -> Declaration:
    assert block.name is not None
    return Declaration(
        keyword=block.keyword,
        name=block.name.text,
        where=where,
        aliases=tuple(Called(alias.text, where.at(alias.span)) for alias in block.aliases),
        lines=tuple(Line(field, where.file, where.folder) for field in block.fields),
        tier=tier,
        broken=block.broken,
        under=block.under,
        title=block.title,
        block=block,
    )


def _head(folder: Folder, tier: int, problems: Problems) -> Head:
    """The one ruleset block; reported where there is none, or another one."""
    found = [(file, block) for file, block in _blocks(folder) if block.keyword == "ruleset" and not block.amends]
    if not found:
        file = min(folder.files, key=lambda file: file.source.name, default=ast.File((), Source(folder.key, "")))
        if not problems.lost_lines.any_head(folder.key):
            problems.report("no-ruleset", Where(file, Span(0, 0), folder.key))
        return Head(folder.key, ALWAYS, (), file.language, folder.key, tier)
    first, block = found[0]
    for file, other in found[1:]:
        where = Where(file, other.head, folder.key)
        problems.report("two-rulesets", where, first=Where(first, block.head).text())
    lines = tuple(Line(field, first, folder.key) for field in block.fields)
    if block.name is None and not block.broken:
        problems.report("ruleset-without-name", Where(first, block.head, folder.key))
    name = block.name.text if block.name else folder.key
    return Head(name, period(lines, problems), lines, first.language, folder.key, tier)


def period(lines: tuple[Line, ...], problems: Problems) -> Period:
    """What `effective` says; reported where it ends before it starts."""
    found = value(lines, "effective", ast.Dates)
    if found is None:
        return ALWAYS
    dates, line = found
    if dates.start is not None and dates.end is not None and dates.end < dates.start:
        problems.report("period-reversed", line.where, start=dates.start.isoformat(), end=dates.end.isoformat())
        return ALWAYS
    return Period(dates.start, dates.end)
