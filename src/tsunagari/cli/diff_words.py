"""What the text and the Markdown of a comparison have in common.

Law: how many people a group is, is said as a share of all consultations told exactly, rounded, never as nothing; groups
of whom the same is told stand together, the biggest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tsunagari.engine.explaining.said import Said, listed, said
from tsunagari.pipeline.comparing import Comparison, Group
from tsunagari.pipeline.plainly import KINDS

_SCALE: int = 100_000_000


def share(people: int | None, everybody: int) -> Said | None:
    """How many of all consultations; None of people who state several things, who are not counted."""
    if people is None:
        return None
    part = Fraction(people, max(everybody, 1))
    if part >= Fraction(1, 10_000):
        percent = f"{float(100 * part):.2g}" if part < Fraction(1, 10) else f"{float(100 * part):.0f}"
        return Said(f"組合せの{percent}%", f"{percent}% of all combinations")
    number = int(_SCALE * part)
    if number:
        return Said(f"1億の組合せに{number}", f"{number} in 100 million combinations")
    return Said("1億の組合せに1未満", "less than 1 in 100 million combinations")


def together(groups: Sequence[Group]) -> Iterator[tuple[tuple[Said, ...], list[Group]]]:
    """The groups of whom the same is told, with what that is; those with most people first."""
    alike: dict[tuple[Said, ...], list[Group]] = {}
    for group in groups:
        alike.setdefault(group.told, []).append(group)
    yield from sorted(alike.items(), key=lambda one: -sum(group.people or 0 for group in one[1]))


def counted(groups: Sequence[Group], everybody: int) -> Said:
    """How many groups, and how many people they are together."""
    told = [group.people for group in groups if group.people is not None]
    number = Said(f"{len(groups)}のまとまり", f"{len(groups)} group{'' if len(groups) == 1 else 's'}")
    many = share(sum(told), everybody) if told else None
    return number if many is None else Said(f"{number.ja}、{many.ja}", f"{number.en}, {many.en}")


def who(group: Group) -> Said:
    """Who they are; people who state several things are told apart."""
    if group.people is not None:
        return group.words
    return Said(f"〔同時に話した時だけ〕{group.words.ja}", f"[only when said at once] {group.words.en}")


def remarks(comparison: Comparison) -> Iterator[Said]:
    """What was not looked at, or not to the end."""
    if comparison.old != comparison.new and not any(comparison.kind(kind) for kind in KINDS):
        yield Said(
            "規則集には違いがあります。言葉、根拠、番号、ほかの窓口が開いている時間、聞いていない事がある人への答えは"
            "比べていません",
            "the rulesets do differ; words, grounds, numbers, hours at which others are open, and answers to people "
            "who leave something unstated are not compared",
        )
    if any(group.people is not None for kind in KINDS for group in comparison.kind(kind)):
        yield Said(
            "割合は、年齢・住所・言語などの値の組合せをどれも同じ重さで数えたもので、人数ではありません",
            "shares count every combination of age, place, language and so on alike; they are no numbers of people",
        )
    if comparison.undecided:
        kinds = listed([said(f"diff-{kind}") for kind in comparison.undecided])
        yield Said(f"調べきれませんでした: {kinds.ja}", f"not settled: {kinds.en}")
    if comparison.singly:
        kinds = listed([said(f"diff-{kind}") for kind in comparison.singly])
        yield Said(
            f"相談か希望をいくつも話す人については、一部だけ調べました: {kinds.ja}",
            f"of people who state several issues or wishes only some were looked at: {kinds.en}",
        )
    if comparison.closed is None:
        yield Said(
            "時間は比べていません（二つの規則集の適用に、重なる日がありません）",
            "hours were not compared (no day lies within the periods of both rulesets)",
        )
    for one in comparison.apart:
        yield Said(f"比べていません: {one.ja}", f"not compared: {one.en}")
