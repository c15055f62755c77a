"""Sentences about condition lines: what is cut, what is named, what is too large.

Law: one entry a code; where a line was written as people speak, the advice shows the line as it should be.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

CONDITIONS: Mapping[str, Entry] = {
    "unknown-attribute-or-define": error(
        "`{name}` は、属性で始まっておらず、用語の名前でもありません",
        "`{name}` neither begins with an attribute nor is the name of a define",
        "{near}「年齢が18歳未満」のように属性から書くか、用語として宣言してください",
        "{near} begin with an attribute, as in `age under 18`, or declare a define",
    ),
    "condition-without-value": error(
        "`{name}` の後に値がありません",
        "there is no value after `{name}`",
        "「年齢が18歳未満」のように値を書いてください",
        "write a value, as in `age under 18`",
    ),
    "define-alone": error(
        "用語 `{name}` は、それだけで一行の条件です",
        "the define `{name}` is a condition of its own",
        "一行に用語は一つです。次の用語は「または」（どれか）か「条件」（どれも）の行に書き、打ち消しは「{name}以外」と書きます",
        "write one define a line, the next one in an `or` or a `when` line, and `not {name}` for its reverse",
    ),
    "value-without-attribute": error(
        "`{name}` が何の値かが書かれていません",
        "`{name}` does not say what it is a value of",
        "「{line}」のように、属性から書いてください",
        "begin with an attribute, as in `{line}`",
    ),
    "joined-values": error(
        "`{name}` が一つの値として書かれています",
        "`{name}` is written as one value",
        "値は「、」で並べ、別の条件は行を分けてください",
        "put commas between values, and another condition on a line of its own",
    ),
    "unknown-value": error(
        "`{attribute}` に `{name}` という値はありません",
        "`{attribute}` has no value `{name}`",
        "{near}{values}",
        "{near} {values}",
    ),
    "value-not-admitted": error(
        "`{attribute}` に `{name}` は使えません",
        "`{attribute}` does not take `{name}`",
        "`国外` は住所と現在地の値、`なし` は勤務地と通学先の値です",
        "`abroad` belongs to lives and stays, `none` to works and studies",
    ),
    "not-a-number": error(
        "`{name}` は `{attribute}` の数として読めません",
        "`{name}` is no number for `{attribute}`",
        "`18歳未満`、`15〜39歳`、`3以上` のように書いてください",
        "write it like `under 18`, `15..39` or `65 or over`",
    ),
    "value-out-of-range": error(
        "`{name}` は `{attribute}` の範囲 {low}〜{high} の外です",
        "`{name}` lies outside the range {low}..{high} of `{attribute}`",
        "範囲の中の数を書いてください",
        "write numbers within the range",
    ),
    "closing-word-misplaced": error(
        "「のいずれか」「のすべて」「以外」「N件以上」は、行の最後に一つだけ書けます",
        "`any of`, `all of`, `none of`, `not` and `N or more` stand once, before the first value",
        "言葉を行の最後に移してください（例 相談が失業、借金以外）。この言葉で終わる名前は「 」で囲みます",
        "put the words before the values, as in `issue none of debt, loss`; quote a name that begins with such words",
    ),
    "set-word-misplaced": error(
        "「のすべて」「N件以上」は、相談と希望にだけ使えます",
        "`all of` and `N or more` belong to issue and wish only",
        "値を並べるだけで「いずれか」の意味になります",
        "a plain list already means any of them",
    ),
    "count-out-of-range": error(
        "{number} 件以上という数え方はできません（1 から {most} まで）",
        "a count of {number} cannot be: write 1 to {most}",
        "並べた値の数までの件数を書いてください",
        "count no further than the values that there are",
    ),
    "too-many-boxes": error(
        "`{name}` は場合分けが {count} 通りになり、上限の {limit} を超えます",
        "`{name}` has {count} combinations of cases, more than the limit of {limit}",
        "「または」やただし書を減らすか、規則を分けてください",
        "use fewer `or` lines and provisos, or split the rule",
    ),
    "or-without-line": error(
        "「または」の上に、つながる条件の行がありません",
        "`or` has no line above it to join",
        "最初の行は「条件」で始めてください",
        "begin the first line with `when`",
    ),
    "define-without-when": error(
        "用語 `{name}` に条件がありません",
        "the define `{name}` has no condition",
        "「条件 …」の行を書いてください",
        "write a `when` line",
    ),
    "define-too-deep": error(
        "用語 `{name}` は、用語の中の用語が {limit} 段を超えています",
        "the define `{name}` goes deeper than {limit} defines within defines",
        "途中の用語を条件で書き直してください",
        "write one of the defines between as conditions",
    ),
    "define-too-large": error(
        "用語 `{name}` は、条件が {limit} 個を超えます",
        "the define `{name}` comes to more than {limit} conditions",
        "用語を分けるか、値を並べて一行にまとめてください",
        "split it, or put values into one list",
    ),
}
