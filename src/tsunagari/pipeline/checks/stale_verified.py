"""Resources that nobody has looked after for long.

Law: one note for all that were last verified more than a year before the day that is looked at, the oldest first, and
for those that say no day at all; one for each whose day has not come yet. Without a day nothing is old. What is closed
needs no looking after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.model.registry import Resource
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.day_words import day_words

_DAYS_SHOWN: Final = 4
_NAMED: Final = 5

PAGES = (
    Page(
        code="stale-verified",
        why=Said(
            "番号や時間は変わります。「確認日」から1年を過ぎた窓口は、年に一度は公表資料か電話で確かめて、日付を書き改"
            "めてください。「確認日」のない窓口は、いつの内容なのかがだれにも分かりません。廃止の窓口は数えません。",
            "Numbers and hours change. What was verified more than a year ago should be looked up again, from what "
            "is published or by a call, and its `verified` day renewed. Of a resource without one nobody knows "
            "from when it is. Closed resources are not counted.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
              確認日 2024年4月1日
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
              verified 2024-04-01
            rule everybody
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
              確認日 2025年10月1日
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
              verified 2025-10-01
            rule everybody
              route desk
            """,
        ),
    ),
    Page(
        code="verified-in-future",
        why=Said(
            "「確認日」がまだ来ていない日になっています。年の書き誤りがほとんどです。確かめた日を書いてください。",
            "The `verified` day has not come yet: mostly the year is mistyped. Write the day on which it was verified.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
              確認日 2062年3月1日
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
              verified 2062-03-01
            rule everybody
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
              確認日 2026年3月1日
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
              verified 2026-03-01
            rule everybody
              route desk
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One note for each day that has not come yet, and at most one for all that is old."""
    if look.on is None:
        return
    old: dict[date, list[str]] = {}
    never: list[str] = []
    for resource in look.ruleset.resources.values():
        if resource.status == "closed" or look.resource(resource.name) is None:
            continue
        if resource.verified is None:
            never.append(resource.name)
        elif resource.verified > look.on:
            yield from _not_yet(look, resource, resource.verified)
        elif resource.verified < year_before(look.on):
            old.setdefault(resource.verified, []).append(resource.name)
    if look.head is not None and (old or never):
        language = look.head.language
        told = "\n".join(line.spoken(language) for line in _lines(old, never))
        yield look.head.finding("stale-verified", look.head.block.head, regions=told)


def year_before(day: date) -> date:
    """The same day a year before; of 29 February the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _not_yet(look: Look, resource: Resource, day: date) -> Iterator[Diagnostic]:
    written = look.resource(resource.name)
    if written is not None:
        line = next((one for one in written.fields if one.keyword == "verified"), None)
        shown = day_words(day, written.language)
        yield written.finding("verified-in-future", line.span if line else None, name=resource.name, day=shown)


def _lines(old: dict[date, list[str]], never: list[str]) -> Iterator[Said]:
    """A line for each day, the oldest first, and one for those without."""
    days = sorted(old)
    for day in days[:_DAYS_SHOWN]:
        shown = Said(day_words(day, "ja"), day_words(day, "en"))
        yield said("verified-on", day=shown, number=len(old[day]), names=_names(old[day]))
    if more := [name for day in days[_DAYS_SHOWN:] for name in old[day]]:
        yield said("verified-later", number=len(more), names=_names(more))
    if never:
        yield said("never-verified", number=len(never), names=_names(never))


def _names(names: list[str]) -> Said:
    return listed([plain(f"`{name}`") for name in names], _NAMED)
