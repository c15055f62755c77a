"""Who falls through, in the words of the ruleset.

Law (design C1): one finding for all regions, biggest first, each as one line; an example is shown only where the plain
reading agrees. A ruleset without resources leads nobody anywhere and is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.pasting import example as pasted
from tsunagari.pipeline.region_words import region_lines

PAGES = (
    Page(
        code="gap",
        why=Said(
            "だれも取りこぼさないことが、この法律と官民連携プラットフォームの出発点です（通知 第1の2(1)(2)）。ここに"
            "並ぶ人は、何を話しても、どの窓口にもつながりません。まず「既定」で受けとめる窓口を決め、"
            "次に、その人たちのための規則を書いてください。あえて受けないのなら、規則集のブロックに"
            "「了承 gap 「理由」」と書きます。",
            "That nobody is left out is where the Act and the platform begin (notice 第1の2(1)(2)). Whoever is "
            "listed here is led nowhere, whatever they say. Decide first who takes everybody as `default`, then "
            'write rules for them. If they are left out on purpose, write `allow gap "reason"` in the ruleset '
            "block.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            rule young
              when age under 18
              route children
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 総合相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 こども相談
            規則 おとな
              条件 年齢が18歳以上
              つなぐ先 総合相談
            """,
            """
            ruleset "example"
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource general
              speaks any
              open around-the-clock
              tel 000-0000
            rule young
              when age under 18
              route children
            rule grown
              when age 18 or over
              route general
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """At most one finding about those whom nobody takes."""
    ruleset, head = look.ruleset, look.head
    if head is None or not ruleset.resources:
        return
    nobody = look.nobody
    person = look.somebody(nobody, ruleset)
    if person is not None:
        language = head.language
        title = "だれにもつながらない人" if language == "ja" else "nobody takes this person"
        wanted = sorted(name for name, one in ruleset.resources.items() if one.status == "active")
        shown = pasted(person, language, title, includes=(wanted or sorted(ruleset.resources))[0])
        told = region_lines(ruleset, nobody.axes, nobody.found, language, whole=nobody.whole)
        finding = head.finding("gap", head.block.head, regions=told, example=shown)
        yield replace(finding, witness=json.dumps(person, ensure_ascii=False, sort_keys=True))
