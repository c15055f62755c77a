"""A resource whose opening hours nobody wrote.

Law: what is not known is said, and never fails a run; a closed resource needs none.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="hours-unknown",
        why=Said(
            "受付時間の分からない窓口は、いま開いているとは数えられません。時間を問う相談では、開いていると分かる窓口"
            "の後に並びます。分からないまま推し量って書かず、窓口に確かめてから書いてください。",
            "A resource whose hours are not known never counts as open: where the time is told it comes after "
            "those that are known to be open. Do not guess: ask the resource, then write its hours.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One note for each resource with a way whose hours are unknown."""
    for resource in look.ruleset.resources.values():
        written = look.resource(resource.name)
        if written is not None and resource.status != "closed" and any(way.hours is None for way in resource.ways):
            yield written.finding("hours-unknown", name=resource.name)
