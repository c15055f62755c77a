"""Provisos of one clause that somebody meets together.

Law: one note a clause, with every pair that differs and somebody who meets the first pair; told by the plain reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tsunagari.analysis.facts import facts
from tsunagari.analysis.overlaps import Overlap, overlaps
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look, Written
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.persons import holding, in_words, witness

_SHOWN: Final = 5
PAGES = (
    Page(
        code="overlapping-provisos",
        why=Said(
            "ただし書は上から順に一つだけ選ばれるのではなく、当てはまるものがすべて働きます。二つが同時に当てはまる人は、"
            "両方の窓口へつながり、高いほうの緊急度になります。それでよければ、そのままで構いません。片方だけにしたけれ"
            "ば、片方に「上位」を付けて入れ子にするか、条件を分けてください。",
            "Provisos are not chosen one by one from above: all that hold apply. Somebody who meets two of them is led "
            "to the resources of both, with the higher urgency. If that is meant, it may stay. If only one should "
            "apply, put one `under` the other, or tell their conditions apart.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 警察
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              ただし 緊急
                条件 緊迫 あり
                つなぐ先 警察
                緊急度 即時
              ただし こども
                条件 年齢が18歳未満
                つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource police
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              except urgent
                when danger yes
                route police
                urgency immediate
              except young
                when age under 18
                route children
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 警察
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              ただし こども
                条件 年齢が18歳未満
                つなぐ先 こども相談
              ただし 緊急のこども 上位 こども
                条件 緊迫 あり
                あわせて 警察
                緊急度 即時
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource police
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              except young
                when age under 18
                route children
              except urgent under young
                when danger yes
                also police
                urgency immediate
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One note for each clause with provisos that overlap."""
    look.watch("overlapping-provisos", 0, 1)
    together: dict[str, list[Overlap]] = {}
    for one in overlaps(look.ruleset, look.everybody):
        together.setdefault(one.above.name, []).append(one)
    for found in together.values():
        if (written := look.clause(found[0].above)) is not None:
            yield _note(look, found, written)


def _note(look: Look, found: list[Overlap], written: Written) -> Diagnostic:
    language = written.language
    join = "と" if language == "ja" else "and"
    pairs = [f"・`{_short(one.first.name)}` {join} `{_short(one.second.name)}`" for one in found[:_SHOWN]]
    if more := len(found) - len(pairs):
        pairs.append(f"・ほか{more}組" if language == "ja" else f"・{more} more pairs")
    name, shown = found[0].above.name, "\n".join(pairs)
    for person in (facts(found[0].person, spare=True), facts(found[0].person)):
        if {found[0].first.name, found[0].second.name} <= holding(look.ruleset, person, look.holidays):
            words = in_words(person, language)
            finding = written.finding("overlapping-provisos", name=name, pairs=shown, person=words)
            return replace(finding, witness=witness(person))
    return written.finding("overlapping-provisos", name=name, pairs=shown)


def _short(name: str) -> str:
    """A proviso's own name."""
    return name.rpartition("/")[2]
