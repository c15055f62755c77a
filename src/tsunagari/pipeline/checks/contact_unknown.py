"""A resource that nobody can call.

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
        code="contact-unknown",
        why=Said(
            "連絡先のない窓口を案内されても、その人は自分ではつながれません。公開された番号があれば書き、なければ「電"
            "話番号」を書かずに置いて、つなぐ側がどう連絡するかを「伝える事」に書いてください。",
            "Somebody who is led to a resource without a number cannot reach it alone. Write the number if it is "
            "public; if it is not, leave it out and `say` how the person will be put through.",
        ),
        bad=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
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
    """One note for each resource without a telephone number in any of its ways."""
    for resource in look.ruleset.resources.values():
        written = look.resource(resource.name)
        if written is not None and resource.status != "closed" and all(way.phone is None for way in resource.ways):
            yield written.finding("contact-unknown", name=resource.name)
