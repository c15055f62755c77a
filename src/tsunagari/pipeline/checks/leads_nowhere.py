"""A clause whose resources take nobody of those who meet it.

Law (design C4): a withheld or inactive resource is no mistake of the clause that routes to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="leads-nowhere",
        why=Said(
            "規則の条件と、つなぐ先の窓口の対象（地域・年齢・分野・状態）が重なっていません。規則に当てはまった人は、"
            "その規則からはどこにもつながりません。",
            "The conditions of the clause and what its resources take (place, age, issues, status) do not meet: "
            "whoever meets the clause is led nowhere by it.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 こども相談
              対応言語 すべて
              対象年齢 18歳未満
              受付 24時間
              電話番号 000-0000
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室、こども相談
            規則 おとな
              条件 年齢が18歳以上
              つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource children
              speaks any
              ages under 18
              open around-the-clock
              tel 000-0000
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk, children
            rule grown
              when age 18 or over
              route children
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 こども相談
              対応言語 すべて
              対象年齢 18歳未満
              受付 24時間
              電話番号 000-0000
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 こども相談
            規則 おとな
              条件 年齢が18歳以上
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource children
              speaks any
              ages under 18
              open around-the-clock
              tel 000-0000
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule young
              when age under 18
              route children
            rule grown
              when age 18 or over
              route desk
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each clause that leads nowhere."""
    for clause in look.dead.nowhere:
        if (written := look.clause(clause)) is not None:
            yield written.finding("leads-nowhere", name=clause.name)
