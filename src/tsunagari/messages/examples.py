"""Sentences about tests, cases and asserts, as far as names and structure go.

Law: one entry a code; what a test run finds is said elsewhere (`checks`), because it needs answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

#: What goes into a cell of a column, in Japanese and English.
CELLS: Mapping[str, tuple[str, str]] = {
    "expect-default": (
        "既定になる行には「あり」と書き、ほかの行は空けてください",
        "write `yes` in a row that comes to the default, and leave the others empty",
    ),
    "expect-urgency": (
        "「即時 警察」のように、即時、当日、通常のいずれかと窓口の名前を書いてください",
        "write `immediate`, `same-day` or `normal` and a resource, as in `immediate police`",
    ),
}

EXAMPLES: Mapping[str, Entry] = {
    "nothing-expected": error(
        "`{name}` に結果が書かれていません",
        "`{name}` expects nothing",
        "「結果 …」などの行を書いてください",
        "write an `expect` line",
    ),
    "cannot-fail": error(
        "この結果は、何も求めていないので必ず成り立ちます",
        "this expectation names nothing, so it cannot fail",
        "窓口の名前を書いてください。誰にもつながらないことを求めるなら「結果 なし」と書きます",
        "name a resource, or write `expect none` if nobody is to come",
    ),
    "cannot-fail-excluded": error(
        "`{name}` へつなぐ規則がないので、この結果は必ず成り立ちます",
        "no clause leads to `{name}`, so this expectation cannot fail",
        "この行を消すか、つながり得る窓口の名前にしてください",
        "remove the line, or name a resource that could come",
    ),
    "unknown-fact": error(
        "`{name}` という属性はありません",
        "there is no attribute `{name}` to be told",
        "{near}属性、利用済み、休止中、回答しない、順番のいずれかで始めてください",
        "{near} begin with an attribute, `tried`, `paused`, `declined` or `rotation`",
    ),
    "personal-field": error(
        "`{name}` は必要事項で、属性ではありません",
        "`{name}` is something that a resource can need, and no attribute",
        "窓口の「必要事項」に書くものです。条件、前提、尋ねる事には属性を書いてください",
        "it belongs into the `needs` of a resource; conditions and facts name attributes",
    ),
    "closing-word-in-fact": error(
        "前提には「以外」や「のすべて」などを使えません（`{name}`）",
        "a fact of `{name}` is told plainly, without `not`, `any of`, `all of` and the like",
        "相談した人の値をそのまま書いてください",
        "write the value that the person has",
    ),
    "several-values": error(
        "`{name}` の前提は一つの値です",
        "a fact of `{name}` is one value",
        "広く言う時は「年齢 30〜39歳」「住所 愛媛県」のように書いてください",
        "tell it coarsely, as in `age 30..39` or `lives 愛媛県`",
    ),
    "fact-twice": error(
        "`{name}` の前提が二つあります（初めは {first}）",
        "`{name}` is told twice; the first is at {first}",
        "一つにしてください",
        "keep one of them",
    ),
    "not-an-instant": error(
        "`{name}` は日時として読めません",
        "`{name}` is no instant",
        "「2026年5月16日 23:00」のように書いてください",
        "write it like `2026-05-16 23:00`",
    ),
    "no-such-instant": error(
        "`{name}` という時刻はありません",
        "there is no such time of day as `{name}`",
        "0:00 から 23:59 までで書いてください。夜中の0時を過ぎたら次の日の日付です（例 2026年5月17日 1:00）",
        "write 0:00 to 23:59; after midnight it is the next day's date, as in `2026-05-17 1:00`",
    ),
    "unknown-outcome": error(
        "`{name}` という利用の結果はありません",
        "there is no outcome `{name}`",
        "{known} のいずれかを書いてください",
        "write one of {known}",
    ),
    "unknown-gap": error(
        "`{name}` という「つなぐ先なし」の種類はありません",
        "there is no gap `{name}`",
        "{known} のいずれかを書くか、何も書かないでください",
        "write one of {known}, or nothing",
    ),
    "unknown-column": error(
        "例表の見出し `{name}` は、属性でも結果でもありません",
        "the column `{name}` is neither an attribute nor an expectation",
        "{near}属性、利用済み、休止中、又は「結果に含む」などを見出しにしてください",
        "{near} use an attribute, `tried`, `paused` or an expectation such as `expect-includes`",
    ),
    "cell-unfit": error(
        "この欄の `{name}` は読めません",
        "the cell `{name}` cannot be read",
        "{wanted}",
        "{wanted}",
    ),
    "cases-without-rows": error(
        "例表 `{name}` には、見出しの行と一つ以上の例の行が要ります",
        "the cases `{name}` need a row of headers and at least one row below it",
        "「｜ 年齢 ｜ 結果 ｜」のような見出しの下に例を書いてください",
        "write rows below a header such as `| age | expect |`",
    ),
    "row-unfit": error(
        "この行の欄は {cells} 個ですが、見出しは {columns} 個です",
        "this row has {cells} cells where the header has {columns}",
        "空の欄も「｜」で区切ってください",
        "separate empty cells with `|` too",
    ),
    "assert-without-target": error(
        "「必ず」「決して」の後に窓口の名前がありません",
        "`always` and `never` need a resource",
        "「確認 必ず 警察」のように書いてください",
        "write it like `assert always police`",
    ),
}
