"""A rule or proviso that others make needless.

Law (language §5; design C10): the ruleset without all of those that are told answers alike. Only what says nothing of
its own is told: a clause that is more urgent, or has words or a basis that the others lack, is there for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.analysis.shadows import shadows
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said, listed, plain
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="shadowed-clause",
        why=Said(
            "当てはまる規則はすべて働くので、ほかの規則がもう同じ人を同じ窓口へつないでいれば、この規則は何も加えませ"
            "ん。読む人は違いを探し、片方だけ直して食い違いが生まれます。消すか、加えたかった違いを書いてください。緊急"
            "度や案内や根拠が違う規則は、ここには出ません。何を言った人、言わない人についても確かめてあります。",
            "Everything that holds applies: where other rules already lead the same people to the same resources, this "
            "one adds nothing. A reader looks for a difference, and one day only one of them is mended. Take it away, "
            "or write what it was to add. A rule of its own urgency, words or basis is not told here. It holds of "
            "everybody, whatever they tell or leave unstated.",
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
            規則 こども
              条件 年齢が18歳未満
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
            rule young
              when age under 18
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
            規則 だれでも
              つなぐ先 相談室
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 相談室
              案内 「学校や家の人に知らせることはしません。」
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when age under 18
              route desk
              say "We tell neither school nor home."
            """,
        ),
    ),
    Page(
        code="shadowed-when-told",
        why=Said(
            "ほかの規則を合わせると、この規則（ただし書）と同じ人が同じ窓口へつながります。年齢や住所などを言わない人、お"
            "おまかに言う人への答えは、変わることがあります。規則なら、その人たちにはこれだけが働いているかもしれません。"
            "ただし書なら、ないほうがその人たちにも確かに答えられることがあります。そこを見てから決めてください。",
            "Other clauses together lead the same people to the same resources. Those who leave their age or address "
            "unstated, or say it roughly, may be answered differently: a rule may be the only one that still applies "
            "to them, and without a proviso the rule above it may be sure of them. Look at those people first.",
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
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 相談室
              緊急度 当日
            規則 おとな
              条件 年齢が18歳以上
              つなぐ先 相談室
              緊急度 当日
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when age under 18
              route desk
              urgency same-day
            rule grown
              when age 18 or over
              route desk
              urgency same-day
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 相談室
              緊急度 当日
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when age under 18
              route desk
              urgency same-day
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each clause that others make needless."""
    if not look.ruleset.resources:
        return
    look.watch("shadowed-clause", 0, 1)
    found = shadows(look.ruleset, leave=look.lifeless)
    for shadow in found.found:
        if (written := look.clause(shadow.clause)) is not None:
            code = "shadowed-clause" if shadow.always else "shadowed-when-told"
            by = listed([plain(f"`{name}`") for name in shadow.by]).spoken(written.language)
            yield written.finding(code, name=shadow.clause.name, by=by)
    if not found.whole:
        yield from look.not_finished("shadowed-clause")
