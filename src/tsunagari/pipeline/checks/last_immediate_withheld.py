"""A withhold that leaves somebody in danger without an immediate resource.

Law (design C8): told only with somebody of whom the plain reading says so: with no withhold there is an immediate yes,
with all of them none, and this one alone already takes the resource.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tsunagari.analysis.facts import facts
from tsunagari.analysis.immediate import Withheld, last_immediate
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.persons import immediate, in_words, witness

PAGES = (
    Page(
        code="last-immediate-withheld",
        why=Said(
            "「除外」は、どの規則にも既定にも勝ちます。危険の迫る人から即時の窓口を外したとき、ほかに即時の窓口がなけれ"
            "ば、その人は後回しになります。外すのがその人を守るためでも、代わりにすぐつながる先を用意してください。",
            "A withhold beats every route and default. If it takes an immediate resource from somebody in danger and "
            "no other immediate one is left, that person has to wait. Even where it protects them, give them another "
            "one that answers at once.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 シェルター
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 緊急
              条件 緊迫 あり
              つなぐ先 シェルター
              緊急度 即時
            除外 家族からの連絡
              条件 相談者が家族
              つながない先 シェルター
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource shelter
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule urgent
              when danger yes
              route shelter
              urgency immediate
            withhold family
              when caller family
              from shelter
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 シェルター
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 警察
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 緊急
              条件 緊迫 あり
              つなぐ先 シェルター、警察
              緊急度 即時
            除外 家族からの連絡
              条件 相談者が家族
              つながない先 シェルター
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource shelter
              speaks any
              open around-the-clock
              tel 000-0000
            resource police
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule urgent
              when danger yes
              route shelter, police
              urgency immediate
            withhold family
              when caller family
              from shelter
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each withhold that takes the last immediate resource from somebody in danger."""
    look.watch("last-immediate-withheld", 0, 1)
    found = last_immediate(look.ruleset, look.holidays)
    for one in found.found:
        written, person = look.clause(one.clause), _person(look, one)
        if written is not None and person is not None:
            words = in_words(person, written.language)
            finding = written.finding(
                "last-immediate-withheld", name=one.clause.name, resource=one.resource, person=words
            )
            yield replace(finding, witness=witness(person))
    if not found.whole:
        yield from look.not_finished("last-immediate-withheld")


def _person(look: Look, withheld: Withheld) -> dict[str, object] | None:
    """Somebody of whom the plain reading says so; the facts that matter only, where those are enough."""
    ruleset = look.ruleset
    for person in (facts(withheld.person, spare=True), facts(withheld.person)):
        free, alone, held = (
            immediate(replace(ruleset, withholds=some), person, look.holidays)
            for some in ((), (withheld.clause,), ruleset.withholds)
        )
        if withheld.resource in free and withheld.resource not in alone and not held:
            return person
    return None
