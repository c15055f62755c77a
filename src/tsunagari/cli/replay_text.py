"""A replay as lines of text for a terminal.

Law: every kind of change is named, also where it is nobody's; a hidden number is `X`, and a table that cannot be told
is said to be there.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import width
from tsunagari.engine.explaining.said import phrase
from tsunagari.model.places import gazetteer
from tsunagari.privacy.statistics.table_words import HIDDEN
from tsunagari.replaying.change import ELSEWHERE, KINDS, NO_ISSUE, SEVERAL, Kind
from tsunagari.replaying.safe import BadLines, Breakdown, Number, Pairs, Replayed

_PAIRS_TOLD = 30
"""Pairs of resources that are told in text; JSON has all."""


def text_lines(replayed: Replayed, language: str) -> Iterator[str]:
    """The lines, in `ja` or `en`."""
    if replayed.total is None:
        yield _say("too-few", language)
    else:
        yield _say("total", language, total=str(replayed.total))
        yield from _kinds(replayed, language)
        if replayed.pairs is not None:
            yield from _pairs(replayed.pairs, language)
        yield from _breakdown(replayed.issues, "by-issue", language)
        yield from _breakdown(replayed.places, "by-place", language)
        yield ""
        yield f"※ {_say('hidden', language)}" if language == "ja" else f"# {_say('hidden', language)}"
    if replayed.bad:
        yield ""
        yield f"{_say('bad', language)}:"
        yield from (f"  {_bad(one, language)}" for one in replayed.bad)


def _say(code: str, language: str, **fields: str) -> str:
    return phrase(f"replay/{code}", **fields).spoken(language)


def _number(value: Number) -> str:
    return HIDDEN if value is None else str(value)


def _kinds(replayed: Replayed, language: str) -> Iterator[str]:
    for kind in KINDS:
        yield f"  {_say('kind-' + kind, language)}: {_number(replayed.kinds[kind])}"
        for detail, value in replayed.details[kind].items():
            if value != 0:
                yield f"    {_detail(kind, detail, language)}: {_number(value)}"


def _detail(kind: Kind, detail: str, language: str) -> str:
    if kind in ("same", "moved"):
        return _say(detail, language)
    gaps = [_say("gap-" + gap, language) for gap in detail.split(" ")]
    if kind == "nobody":
        return _say("gap-both", language, before=gaps[0], after=gaps[1])
    return _say("gap-after" if kind == "lost" else "gap-before", language, gap=gaps[0])


def _pairs(pairs: Pairs, language: str) -> Iterator[str]:
    if not pairs.told and not pairs.others:
        return
    yield ""
    yield f"{_say('pairs', language)}:"
    for old, new, count in pairs.told[:_PAIRS_TOLD]:
        yield f"  {old} → {new}: {count}"
    others = pairs.others + sum(count for *_, count in pairs.told[_PAIRS_TOLD:])
    if others:
        yield f"  {_say('pair-others', language)}: {others}"


def _breakdown(table: Breakdown | None, title: str, language: str) -> Iterator[str]:
    """One line a row that is not nothing throughout."""
    yield ""
    if table is None:
        yield _say("not-shown", language, table=_say(title, language))
        return
    join = "・" if language == "ja" else " / "
    heads = [join.join(_say("kind-" + kind, language) for kind in kinds) for kinds in table.columns]
    heads.append(_say("kind-all", language))
    rows = [(_row(name, language), [_number(value) for value in row]) for name, row in table.rows if any_of(row)]
    first = max((width(name) for name, _ in rows), default=0)
    yield f"{_say(title, language)}:"
    yield "  " + " " * first + "".join(f"  {head}" for head in heads)
    for name, row in rows:
        cells = "".join(f"  {' ' * (width(head) - len(cell))}{cell}" for head, cell in zip(heads, row, strict=True))
        yield f"  {name}{' ' * (first - width(name))}{cells}"


def any_of(row: tuple[Number, ...]) -> bool:
    """Whether a row has a number that is not nothing; a hidden one may be anything."""
    return any(value != 0 for value in row)


def _row(name: str, language: str) -> str:
    special = {ELSEWHERE: "elsewhere", NO_ISSUE: "no-issue", SEVERAL: "several"}
    if name in special:
        return _say(special[name], language)
    place = gazetteer().by_code(name)
    return name if place is None else place.name


def _bad(one: BadLines, language: str) -> str:
    lines = ("、" if language == "ja" else ", ").join(map(str, one.lines))
    told = _say(
        "bad-lines", language, count=str(one.count), lines=lines, more="…" if one.count > len(one.lines) else ""
    )
    return f"{one.code}: {_say('bad-' + (one.side or 'none'), language)}: {told}"
