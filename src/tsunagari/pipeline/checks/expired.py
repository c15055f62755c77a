"""What is over on the day that is looked at, and still written as if it were not.

Law (language §4, "Time"): told at the `effective` line, or where a law that is over is cited; a ruleset that is over
says so for all that is in it, a clause for its provisos; what is closed may end quietly. Without a day nothing is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.model.spelling import key
from tsunagari.pipeline.checks.look import Look, Written
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.day_words import day_words
from tsunagari.syntax.ast import Citation, Dates, Field

PAGES = (
    Page(
        code="expired-law",
        why=Said(
            "効力の終わった法令を根拠にしています。後を継いだ法令の条文に書き換えるか、根拠のなくなった規則を見直して"
            "ください。終わりの日は「法令」の「適用」で決まります。",
            "What is cited is no longer in force. Cite the law that took its place, or see whether the rule still "
            "has a basis. The last day is that of `effective` in the `law` block.",
        ),
        bad=example(
            """
            規則集 「例」
            法令 旧法 「むかしの法律」
              適用 2000年4月1日から2026年3月31日まで
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              根拠 旧法 第三条
            """,
            """
            ruleset "example"
            law old-act "An act of old"
              effective from 2000-04-01 until 2026-03-31
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              basis old-act art. 3
            """,
        ),
        good=example(
            """
            規則集 「例」
            法令 新法 「いまの法律」
              適用 2026年4月1日から
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              根拠 新法 第三条
            """,
            """
            ruleset "example"
            law new-act "An act of today"
              effective from 2026-04-01
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              basis new-act art. 3
            """,
        ),
    ),
    Page(
        code="expired-resource",
        why=Said(
            "期間の終わった窓口にはだれもつながりません。続いているなら「適用」を改め、終わったのなら「状態 廃止」に"
            "してください。廃止と書いた窓口は、ここに挙げません。",
            "Nobody is led to a resource whose period is over. If it goes on, mend `effective`; if it has ended, "
            "write `status closed`, and it is not told here any more.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 年末の相談
              適用 2025年12月1日から2026年1月31日まで
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室、年末の相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource year-end
              effective from 2025-12-01 until 2026-01-31
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk, year-end
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 年末の相談
              適用 2025年12月1日から2026年1月31日まで
              状態 廃止
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室、年末の相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource year-end
              effective from 2025-12-01 until 2026-01-31
              status closed
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk, year-end
            """,
        ),
    ),
    Page(
        code="expired-rule",
        why=Said(
            "期間の終わった規則・ただし書・除外・既定は、もう働きません。続けるのなら「適用」を改め、終わったのなら消し"
            "てください。消しても、それまでの記録は版の履歴に残ります。",
            "A rule, proviso, withhold or default whose period is over does nothing any more. Mend `effective` if it "
            "goes on, or take it away: what it said stays in the history of versions.",
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
            規則 年末
              適用 2025年12月1日から2026年1月31日まで
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
            rule year-end
              effective from 2025-12-01 until 2026-01-31
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
            規則 年末
              適用 2026年12月1日から2027年1月31日まで
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
            rule year-end
              effective from 2026-12-01 until 2027-01-31
              route desk
              urgency same-day
            """,
        ),
    ),
    Page(
        code="expired-ruleset",
        why=Said(
            "期間の終わった規則集は、既定の窓口だけで答えます。新しい年度の規則集にするか、「適用」を改めてください。",
            "A ruleset whose period is over answers by its defaults only. Begin that of the new year, or mend "
            "`effective`.",
        ),
        bad=example(
            """
            規則集 「例」
              適用 2025年4月1日から2026年3月31日まで
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
              effective from 2025-04-01 until 2026-03-31
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
              適用 2026年4月1日から2027年3月31日まで
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
              effective from 2026-04-01 until 2027-03-31
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each period that is over and for each citation of a law that is."""
    on = look.on
    if on is None:
        return
    laws = {key(name): law for law in look.ruleset.laws.values() for name in (law.name, *law.names)}
    over = {name: law for name, law in laws.items() if law.effective.over(on)}
    if look.ruleset.effective.over(on):
        head = look.head
        if head is not None and (field := _ended(head.fields, on)) is not None:
            yield _told("expired-ruleset", head, field, look.ruleset.name)
        return
    for written in look.blocks.values():
        if written.fields is not written.block.fields and _ended(written.block.fields, on) is not None:
            continue  # a proviso of a rule that is over
        if (field := _ended(written.fields, on)) is not None:
            yield from _period(look, written, field)
            continue
        for one in written.fields:
            if isinstance(one.value, Citation) and one.value.law is not None and key(one.value.law.text) in over:
                law = over[key(one.value.law.text)]
                yield written.finding(
                    "expired-law", one.value.law.span, name=law.name, day=_last(law.effective.end, written.language)
                )


def _period(look: Look, written: Written, field: Field) -> Iterator[Diagnostic]:
    block, ruleset = written.block, look.ruleset
    name = written.source.text[written.span.start : written.span.end]
    if block.keyword in ("rule", "withhold", "default"):
        yield _told("expired-rule", written, field, name)
    elif block.keyword == "resource" and block.name is not None:
        resource = ruleset.resources.get(ruleset.resource_names.get(key(block.name.text), ""))
        if resource is not None and resource.status != "closed":
            yield _told("expired-resource", written, field, resource.name)


def _ended(fields: tuple[Field, ...], on: date) -> Field | None:
    """The `effective` line among fields, if its last day is past."""
    for field in fields:
        if field.keyword == "effective" and isinstance(field.value, Dates):
            end = field.value.end
            return field if end is not None and end < on else None
    return None


def _told(code: str, written: Written, field: Field, name: str) -> Diagnostic:
    assert isinstance(field.value, Dates)
    return written.finding(code, field.span, name=name, day=_last(field.value.end, written.language))


def _last(day: date | None, language: str) -> str:
    return "" if day is None else day_words(day, language)
