"""A resource that is the only one by rule for somebody: without it only a default is left.

Law: defaults are not counted, or it would be the question of `single-point`; what that one names is not told twice, and
without defaults there is nothing to add to it. One note for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from tsunagari.analysis.single_points import SinglePoint
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.loss_words import loss_lines, witness
from tsunagari.pipeline.proving import answering

PAGES = (
    Page(
        code="sole-resource",
        why=Said(
            "ここに並ぶ人を規則がつなぐ窓口は、一つしかありません。それが休むと、残るのは既定の窓口だけです。離島や少数"
            "の言語のように仕方のないこともあります。ほかに受けられる窓口がないか見てください。既定もなくなる人は "
            "single-point に挙げます。",
            "The rules lead the people listed here to one resource only: if it closes, a default is all that is left. "
            "Sometimes that cannot be helped, as on an island or for a rare language. See whether another resource "
            "could take them. Those whom no default would take are told by single-point.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 総合相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 総合相談
              ただし こども
                条件 年齢が18歳未満
                つなぐ先 こども相談
            既定 最後に
              つなぐ先 相談室、総合相談
            """,
            """
            ruleset "example"
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource general
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route general
              except young
                when age under 18
                route children
            default last
              route desk, general
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 総合相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 総合相談、相談室
              ただし こども
                条件 年齢が18歳未満
                つなぐ先 こども相談、総合相談
            既定 最後に
              つなぐ先 相談室、総合相談
            """,
            """
            ruleset "example"
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource general
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route general, desk
              except young
                when age under 18
                route children, general
            default last
              route desk, general
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """At most one note about the resources that are the only ones by rule."""
    ruleset, head = look.ruleset, look.head
    if head is None or not ruleset.defaults:
        return
    worse = {one.name for one in look.single_points.found if one.kind == "resource"}
    points = [one for one in look.sole_resources.found if one.name not in worse]
    person = witness(points, partial(_alone_by_rule, replace(ruleset, defaults=())))
    if person is not None:
        told = loss_lines(ruleset, points, look.sole_resources.unsettled, head.language)
        yield replace(head.finding("sole-resource", head.block.head, regions=told), witness=person)


def _alone_by_rule(rules: Ruleset, point: SinglePoint, told: Mapping[str, Any]) -> bool:
    return answering(rules, told).sure == {point.name}
