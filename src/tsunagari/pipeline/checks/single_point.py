"""What alone stands between somebody and nobody.

Law (design C3): one note for all; a loss that touches one resource only is told as that resource's, never twice. Time
is untold: of hours only the closing of ways that have no other is counted. Good to know, not a fault: a ruleset under
construction is full of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from tsunagari.analysis.losses import loss_of
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
        code="single-point",
        why=Said(
            "窓口が休む、団体がやめる、方法や時間帯がなくなる。その一つだけで、どの窓口にもつながらなくなる人がいる"
            "という注記です（既定の窓口も数えます）。一つの窓口だけに関わる団体・方法・時間帯は、その窓口として挙げ"
            "ます。方法が欠けた時は、方法を言わずに来る人で数えます。時間帯は、それしか書いていない受付方法が閉まると"
            "数えます。代わりになる窓口を加えると消えます。約束したい範囲は「確認 どの窓口が欠けても 網羅」で証明でき"
            "ます。",
            "A resource closes, an organization leaves, a channel or a block of hours is gone: for the people listed "
            "here that alone means that nobody is left, defaults included. An organization, channel or block of "
            "hours that concerns one resource only is told as that resource. Of a channel that is gone, people come "
            "by any other; a block of hours closes the ways that have no other. Add a resource that can stand in, "
            "and prove what you promise by `assert covered survives loss of each resource`.",
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
              対象年齢 18歳未満
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室、こども相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              ages under 18
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk, children
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
              対象年齢 18歳未満
              受付 24時間
              電話番号 000-0000
            窓口 おとな相談
              対応言語 すべて
              対象年齢 18歳以上
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室、こども相談、おとな相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              ages under 18
              open around-the-clock
              tel 000-0000
            resource grown
              speaks any
              ages 18 or over
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk, children, grown
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """At most one note about everything whose loss leaves somebody alone."""
    ruleset, head = look.ruleset, look.head
    if head is None or not ruleset.resources:
        return
    points = [one for one in look.single_points.found if one.kind == "resource" or len(one.touches) > 1]
    person = witness(points, partial(_left_alone, ruleset))
    if person is not None:
        told = loss_lines(ruleset, points, look.single_points.unsettled, head.language)
        yield replace(head.finding("single-point", head.block.head, regions=told), witness=person)


def _left_alone(ruleset: Ruleset, point: SinglePoint, told: Mapping[str, Any]) -> bool:
    without = loss_of(ruleset, point.kind, point.name).ruleset
    return bool(answering(ruleset, told).sure) and not answering(without, told).sure
