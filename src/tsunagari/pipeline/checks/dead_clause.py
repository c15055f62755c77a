"""A clause that nobody can ever meet.

Law (design C4): only what the loaded folder wrote is told; what turns on hours or dates alone is never called dead.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="dead-clause",
        why=Said(
            "条件はすべて同時に満たす必要があります。打ち消し合う条件を持つ規則は、だれのためにもなりません。「または」"
            "のつもりで条件を並べていないか、ただし書が規則の全部を持っていっていないかを見てください。",
            "All conditions must hold together, so conditions that exclude one another help nobody. Look whether "
            "`or` was meant, and whether the provisos take everything away from the rule.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 誤り
              条件 年齢が18歳未満
              条件 年齢が65歳以上
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule mistaken
              when age under 18
              when age 65 or over
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
            窓口 若者と高齢者
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 若者と高齢者
              条件 年齢が18歳未満
              または 年齢が65歳以上
              つなぐ先 若者と高齢者
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource special
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young-and-old
              when age under 18
              or age 65 or over
              route special
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each clause that nobody meets."""
    for clause in look.dead.unmet:
        if (written := look.clause(clause)) is not None:
            yield written.finding("dead-clause", name=clause.name)
