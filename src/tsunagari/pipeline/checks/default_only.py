"""Whom only a default takes, in the words of the ruleset.

Law (design C5): said only where somebody takes everybody; regions biggest first, each as one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.region_words import region_lines

PAGES = (
    Page(
        code="default-only",
        why=Said(
            "既定は最後の受け皿です。ここに並ぶ人には、その人のための規則がまだなく、既定の窓口だけが受けとめます。人"
            "数の多いまとまりから、合う窓口がないか見てください。これでよいのなら、そのままで構いません。",
            "A default is the last net. For those listed here no rule of their own is written yet. Look at the "
            "biggest groups first and ask whether a resource would suit them better; if not, this may stay as it "
            "is.",
        ),
        bad=example(
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
            既定 最後に
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
            default last
              route general
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
            既定 最後に
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
            default last
              route general
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """At most one note about those whom only a default takes."""
    ruleset, head = look.ruleset, look.head
    if head is None or not ruleset.resources or not ruleset.defaults or look.nobody.found:
        return
    last = look.by_default
    if last.found:
        told = region_lines(ruleset, last.axes, last.found, head.language, whole=last.whole)
        finding = head.finding("default-only", head.block.head, regions=told)
        person = look.somebody(last, replace(ruleset, defaults=()))
        shown = None if person is None else json.dumps(person, ensure_ascii=False, sort_keys=True)
        yield replace(finding, witness=shown)
