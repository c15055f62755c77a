"""A comparison as Markdown, for a comment on a pull request.

Law: a table of all kinds first, then each kind with its groups, and one person each as a 相談例 in a fence, ready to
paste; names of the ruleset cannot break out of the layout; the whole stays within what a comment may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tsunagari.cli.diff_words import counted, remarks, share, together, who
from tsunagari.engine.explaining.said import said
from tsunagari.pipeline.comparing import Comparison, Group
from tsunagari.pipeline.plainly import KINDS, Kind

_SHOWN: Final = 8
"""Groups of one kind that are told, with a person each."""

_LONG: Final = 600
"""Letters of a line that are shown."""


def markdown_lines(comparison: Comparison, names: Sequence[str], language: str) -> Iterator[str]:
    """The lines; `names` are what the two rulesets were called by."""
    ja = language == "ja"
    yield "## つながりの変化" if ja else "## Who is answered differently"
    yield ""
    yield f"{_plain(names[0])} → {_plain(names[1])}"
    yield ""
    yield "| 変わり方 | まとまり | 相談 |" if ja else "| change | groups | consultations |"
    yield "|---|--:|--:|"
    for kind in KINDS:
        if kind != "closed" or comparison.closed is not None:
            yield _row(comparison, kind, language)
    for kind in KINDS:
        if comparison.kind(kind):
            yield from _kind(comparison, kind, language)
    found = [one.spoken(language) for one in remarks(comparison)]
    if found:
        yield ""
        yield from (f"> {_plain(one)}  " for one in found)


def _row(comparison: Comparison, kind: Kind, language: str) -> str:
    groups, title = comparison.kind(kind), said(f"diff-{kind}").spoken(language)
    told = [group.people for group in groups if group.people is not None]
    many = share(sum(told), comparison.people) if told else None
    mark = "**" if groups and kind == "lost" else ""
    unsure = "+" if kind in comparison.undecided else ""
    behind = "" if many is None else many.spoken(language)
    return f"| {mark}{title}{mark} | {len(groups)}{unsure} | {behind} |"


def _kind(comparison: Comparison, kind: Kind, language: str) -> Iterator[str]:
    ja = language == "ja"
    groups = comparison.kind(kind)
    yield ""
    yield f"### {said(f'diff-{kind}').spoken(language)}"
    yield ""
    yield counted(groups, comparison.people).spoken(language) + _since(comparison, kind, language)
    left = _SHOWN
    for told, some in together(groups):
        if left > 0 and told:
            yield ""
            yield f"**{_plain(('、' if ja else '; ').join(one.spoken(language) for one in told))}**"
        for group in some[: max(left, 0)]:
            yield from _group(comparison, group, language)
        left -= len(some)
    if left < 0:
        yield ""
        yield f"ほか{-left}のまとまり" if ja else f"{-left} more"


def _since(comparison: Comparison, kind: Kind, language: str) -> str:
    if kind != "closed" or comparison.on is None:
        return ""
    day = comparison.on.isoformat()
    return f"（{day}から2年間）" if language == "ja" else f" (two years from {day})"


def _group(comparison: Comparison, group: Group, language: str) -> Iterator[str]:
    many = share(group.people, comparison.people)
    behind = "" if many is None else f"（{many.ja}）" if language == "ja" else f" ({many.en})"
    yield ""
    yield f"- {_plain(who(group).spoken(language))}{behind}"
    if group.example is not None:
        ticks = max((len(found) for found in re.findall("`+", group.example)), default=0)
        fence = "`" * max(3, ticks + 1)
        yield ""
        yield from (f"  {line}".rstrip() for line in (fence, *group.example.splitlines(), fence))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    short = text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    flat = " ".join(short.split())
    return re.sub(r"([\\`*_\[\]<>|#&~!])", r"\\\1", flat).replace("@", "@\u200b")
