"""What became of the assertions.

Law (design C10): a refuted promise is an error with somebody whom it fails, an undecided one a warning; neither is
silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="assertion-refuted",
        why=Said(
            "「確認」に書いた約束が守られない人がいます。反例は相談例としてそのまま貼り付けられ、約束が守られるまで不"
            "合格になります。規則を直すか、約束の範囲を直してください。",
            "There is somebody for whom what `assert` promises does not hold. The counter-example can be pasted "
            "as a test, which fails until the promise is kept. Mend the rules, or promise less.",
        ),
        bad=example(
            """
            規則集 「例」
              了承 gap 「例なので」
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 こども相談、相談室
            確認 網羅
              条件 年齢が20歳未満
            """,
            """
            ruleset "example"
              allow gap "an example"
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule young
              when age under 18
              route children, desk
            assert covered
              when age under 20
            """,
        ),
        good=example(
            """
            規則集 「例」
              了承 gap 「例なので」
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 こども
              条件 年齢が20歳未満
              つなぐ先 こども相談、相談室
            確認 網羅
              条件 年齢が20歳未満
            """,
            """
            ruleset "example"
              allow gap "an example"
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule young
              when age under 20
              route children, desk
            assert covered
              when age under 20
            """,
        ),
    ),
    Page(
        code="assertion-lost",
        why=Said(
            "窓口・団体・方法・時間帯のどれか一つが欠けただけで、約束が守られなくなります。その一つが休むと困る人がい"
            "るということです。代わりになる窓口を加えてください。",
            "The promise breaks as soon as one resource, organization, channel or block of hours is gone: "
            "somebody depends on it alone. Add one that can stand in.",
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
            規則 だれでも
              つなぐ先 相談室
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 こども相談
            確認 どの窓口が欠けても 網羅
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
            rule everybody
              route desk
            rule young
              when age under 18
              route children
            assert covered survives loss of each resource
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
            規則 だれでも
              つなぐ先 相談室、こども相談
            確認 どの窓口が欠けても 網羅
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
            rule everybody
              route desk, children
            assert covered survives loss of each resource
            """,
        ),
    ),
    Page(
        code="assertion-undecided",
        why=Said(
            "決められた手数のうちに、証明も反証もできませんでした。約束が守られているとは言えません。条件を分けていく"
            "つかの確認にすると、たいてい決まります。",
            "Within the steps allowed neither a proof nor a counter-example was found, so nothing may be "
            "promised. Split into several assertions with conditions of their own, it can usually be decided.",
        ),
    ),
    Page(
        code="assertion-empty",
        why=Said(
            "この確認の条件に当てはまる人も時もないので、何も約束していません。条件の書き誤りがほとんどです。",
            "Nobody, at no time, meets the conditions, so nothing is promised. Mostly a condition is mistyped.",
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
            規則 だれでも
              つなぐ先 相談室、こども相談
            確認 網羅
              条件 年齢が18歳未満
              条件 年齢が65歳以上
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
            rule everybody
              route desk, children
            assert covered
              when age under 18
              when age 65 or over
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
            規則 だれでも
              つなぐ先 相談室、こども相談
            確認 網羅
              条件 年齢が18歳未満
              または 年齢が65歳以上
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
            rule everybody
              route desk, children
            assert covered
              when age under 18
              or age 65 or over
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each assertion that is not proved."""
    for promise in look.promises:
        if promise.finding is not None:
            yield promise.finding
