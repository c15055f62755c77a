"""A comparison as lines of text for a terminal.

Law: every kind of change is named, also where nobody changes so; what was left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tsunagari.cli.diff_words import counted, remarks, share, together, who
from tsunagari.engine.explaining.said import Said, said
from tsunagari.pipeline.comparing import Comparison, Group
from tsunagari.pipeline.plainly import KINDS, Kind

_SAME: Final = Said(
    "規則集の意味は同じです。答えが変わる人はいません", "the rulesets mean the same: nobody's answer changes"
)
_SHOWN: Final = 12
"""Groups of one kind that are told."""


def text_lines(comparison: Comparison, names: Sequence[str], language: str) -> Iterator[str]:
    """The lines; `names` are what the two rulesets were called by."""
    ja = language == "ja"
    yield f"{names[0]} → {names[1]}"
    if comparison.old == comparison.new:
        yield _SAME.spoken(language)
        return
    for kind in KINDS:
        if kind != "closed" or comparison.closed is not None:
            yield from _kind(comparison, kind, language)
    found = [one.spoken(language) for one in remarks(comparison)]
    if found:
        yield ""
        yield from (f"※ {one}" if ja else f"# {one}" for one in found)


def _kind(comparison: Comparison, kind: Kind, language: str) -> Iterator[str]:
    ja = language == "ja"
    groups, title = comparison.kind(kind), said(f"diff-{kind}").spoken(language)
    if kind == "closed" and comparison.on is not None:
        day = comparison.on.isoformat()
        title += f"（{day}から2年間）" if ja else f" (two years from {day})"
    if not groups:
        yield f"{title}: いません" if ja else f"{title}: none"
        return
    yield f"{title}: {counted(groups, comparison.people).spoken(language)}"
    left = _SHOWN
    for told, some in together(groups):
        if left > 0 and told:
            yield "  " + ("、" if ja else "; ").join(one.spoken(language) for one in told)
        for group in some[: max(left, 0)]:
            yield from _group(comparison, group, language, "    " if told else "  ")
        left -= len(some)
    if left < 0:
        yield f"  ・ほか{-left}のまとまり" if ja else f"  · {-left} more"


def _group(comparison: Comparison, group: Group, language: str, indent: str) -> Iterator[str]:
    many = share(group.people, comparison.people)
    bullet = "・" if language == "ja" else "· "
    behind = "" if many is None else f"（{many.ja}）" if language == "ja" else f" ({many.en})"
    yield f"{indent}{bullet}{who(group).spoken(language)}{behind}"
    if group.example is not None:
        facts = [line.strip().partition(" ")[2] for line in group.example.splitlines()[1:-1]]
        told = f"例: {'、'.join(facts)}" if language == "ja" else f"such as {'; '.join(facts)}"
        yield from [f"{indent}  {told}"] if facts else []
