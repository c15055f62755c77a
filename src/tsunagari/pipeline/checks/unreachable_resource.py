"""A resource that nobody can ever reach, or that is kept from everybody who is led to it.

Law (design C4; notice 第2の2(1)②, members are equals): told of active resources only.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="unreachable-resource",
        why=Said(
            "登録された窓口なのに、どの規則からも行き着けません。プラットフォームの構成員は対等です"
            "（通知 第2の2(1)②）。つなぐ規則を書くか、受けていないのなら状態を「休止中」「紹介停止」「廃止」にし"
            "てください。",
            "The resource is registered, but no rule can lead anybody to it. Members of a platform are equals "
            "(notice 第2の2(1)②): write a rule, or set its status to paused, do-not-refer or closed if it takes "
            "nobody.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 居場所
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource place
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
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 居場所
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室、居場所
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource place
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk, place
            """,
        ),
    ),
    Page(
        code="always-withheld",
        why=Said(
            "規則はこの窓口へつなぎますが、つながる人のすべてに「除外」が当てはまるので、だれにも出ません。除外の条件が広す"
            "ぎないか見てください。だれにも出さないと決めたのなら、つなぐ先から外すか、状態を「紹介停止」にしてください。"
            "時間や適用期間のある除外は、終わることがあるので数えません。",
            "Rules lead to the resource, but a withhold holds for everybody whom they lead there, so nobody is shown "
            "it. See whether the withhold is wider than it should be. If nobody is to be shown it, take it out of the "
            "routes or set its status to do-not-refer. Withholds with hours or a period are not counted: they end.",
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
            規則 家族へ
              条件 相談者が家族
              つなぐ先 シェルター
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
            rule for-family
              when caller family
              route shelter
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
            規則 だれでも
              つなぐ先 相談室
            規則 本人へ
              条件 相談者が本人、家族
              つなぐ先 シェルター
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
            rule for-the-person
              when caller self, family
              route shelter
            withhold family
              when caller family
              from shelter
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each active resource that nobody reaches."""
    for name in look.dead.unreached:
        if (written := look.resource(name)) is not None:
            yield written.finding("unreachable-resource", name=name)
    for name in look.dead.withheld:
        if (written := look.resource(name)) is not None:
            yield written.finding("always-withheld", name=name)
