"""An attribute that nobody need be asked for.

Law (design P6): what cannot change the answer is not asked. Told where the loaded folder declares the attribute; a
ruleset without rules is a vocabulary, and others use what it declares.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.analysis.needless import asking, needless
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said, listed, plain
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="needless-attribute",
        why=Said(
            "条件はこの属性で人を分けていますが、どの値の人も、結局は同じ窓口へ同じようにつながります。それなのに、言わ"
            "ない人は「確認待ち」になり、相談員はこの属性を尋ねることになります。条件から外すか、分けたかった違いを書いて"
            "ください。",
            "Conditions tell people apart by this attribute, but whatever its value, they are led to the same "
            "resources in the same way. Meanwhile those who leave it unstated stay a maybe, and are asked. Take it out "
            "of the conditions, or write the difference that it should make.",
        ),
        bad=example(
            """
            規則集 「例」
            属性 在学状況
              選択 在学中、在学していない
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 在学中の人
              条件 在学状況が在学中
              つなぐ先 相談室
            規則 在学していない人
              条件 在学状況が在学していない
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            attribute school
              one of attending, left
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule attending
              when school attending
              route desk
            rule left
              when school left
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
            属性 在学状況
              選択 在学中、在学していない
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 学校の相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 在学中の人
              条件 在学状況が在学中
              つなぐ先 学校の相談室
            """,
            """
            ruleset "example"
            attribute school
              one of attending, left
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource school-desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule attending
              when school attending
              route school-desk
            """,
        ),
    ),
    Page(
        code="unused-attribute",
        why=Said(
            "宣言した属性が、どの規則・除外・既定・窓口の条件にも出てきません。書きかけなら続きを、いらないなら消してくだ"
            "さい。集計のためだけに聞くことは、この規則集の仕事ではありません。",
            "No condition of any rule, withhold, default or resource names this attribute. Write what it was declared "
            "for, or take it away: asking people only to count them is not what a ruleset is for.",
        ),
        bad=example(
            """
            規則集 「例」
            属性 在学状況
              選択 在学中、在学していない
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            attribute school
              one of attending, left
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
            窓口 相談室
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
            rule everybody
              route desk
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each attribute of the loaded folder that is not needed."""
    ruleset = look.ruleset
    if not ruleset.rules:
        return
    look.watch("needless-attribute", 0, 1)
    found = needless(ruleset)
    for name in found.unused:
        if (written := look.at(ruleset.sites.get(("attribute", name)))) is not None:
            yield written.finding("unused-attribute", name=name)
    for name in found.needless:
        if (written := look.at(ruleset.sites.get(("attribute", name)))) is not None:
            owners = listed([plain(f"`{owner}`") for owner in asking(ruleset, name)]).spoken(written.language)
            yield written.finding("needless-attribute", name=name, owners=owners)
    if not found.whole:
        yield from look.not_finished("needless-attribute")
