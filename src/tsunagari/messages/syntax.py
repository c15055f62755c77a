"""Sentences about how a file is written."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

SYNTAX: Mapping[str, Entry] = {
    "refused-character": error(
        "見えない、または読む人を欺くおそれのある文字 {char} があります",
        "there is a character {char} here that is invisible or could deceive a reader",
        "この文字を削除してください",
        "delete this character",
    ),
    "unclosed-quote": error(
        "かぎ括弧または引用符が閉じていません",
        "this quotation mark is not closed",
        '同じ行の中で 」 または " を書いて閉じてください',
        'close it with 」 or " on the same line',
    ),
    "outside-block": error(
        "どの区分にも属さない行です",
        "this line belongs to no block",
        "この行の前に `規則 名前` や `窓口 名前` のような見出しを書いてください",
        "write a head such as `rule NAME` or `resource NAME` above it",
    ),
    "unknown-keyword": error(
        "`{word}` という項目はありません（{block} の中）",
        "`{word}` is no field of {block}",
        "もしかして: {near}",
        "did you mean: {near}",
    ),
    "unknown-line": error(
        "`{word}` で始まる行は {block} にはありません",
        "no line of {block} begins with `{word}`",
        "行の最初には項目の名前（条件、つなぐ先 など）を書きます",
        "a line begins with the name of its field (when, route, …)",
    ),
    "blank-needed": error(
        "`{keyword}` のあとに空白がありません",
        "there is no blank behind `{keyword}`",
        "`{keyword} …` のように空白を入れてください",
        "write a blank, as in `{keyword} …`",
    ),
    "misplaced-field": error(
        "`{field}` は {block} には書けません",
        "`{field}` cannot stand in {block}",
        "書ける区分: {takers}",
        "it belongs to: {takers}",
    ),
    "field-twice": error(
        "`{field}` が二度書かれています",
        "`{field}` is written twice",
        "一行にまとめるか、どちらかを削除してください",
        "put it on one line, or delete one of them",
    ),
    "said-twice": error(
        "`{word}` が一行に二度あります",
        "`{word}` stands twice on one line",
        "どちらかを削除してください",
        "delete one of them",
    ),
    "missing-value": error(
        "この行には続きが必要です",
        "something is missing at the end of this line",
        "続けて名前や値を書いてください",
        "write a name or a value behind it",
    ),
    "missing-text": error(
        "この行にはかぎ括弧で囲んだ文が必要です",
        "a quoted text is missing at the end of this line",
        "「…」 のように書いてください",
        'write "…"',
    ),
    "text-needs-quotes": error(
        "`{word}` のところには、かぎ括弧で囲んだ文を書きます",
        "a quoted text belongs here, not `{word}`",
        "「{word}」 のように囲んでください",
        'put it in quotation marks: "{word}"',
    ),
    "unexpected-word": error(
        "`{word}` はここには書けません",
        "`{word}` cannot stand here",
        "区切りの「、」を忘れていないか、名前に空白が入っていないか確かめてください{expected}",
        "is a comma missing, or is it a name with a blank that needs quotation marks?{expected}",
    ),
    "one-only": error(
        "読点の前までしか書けません。ここに書けるのは一つだけです",
        "only one may stand here, so no comma may follow",
        "ほかのものは、同じ項目の行をもう一つ足して書いてください",
        "write any other on one more line of the same field",
    ),
    "list-ends-in-comma": error(
        "並びが読点で終わっています",
        "the list ends in a comma",
        "読点を削除するか、次の名前を書いてください",
        "delete the comma or write the next name",
    ),
    "empty-entry": error(
        "並びの中に空の項目があります",
        "there is an empty entry in the list",
        "余分な読点を削除してください",
        "delete the extra comma",
    ),
    "list-too-long": error(
        "一つの並びに書けるのは {limit} 件までです",
        "a list holds at most {limit} entries",
        "行を分けるか、地域や相談分野にまとめてください",
        "split the line, or gather the entries in an area or an issue",
    ),
    "quote-needed": error(
        "`{text}` の `{char}` は名前に使えません",
        "`{char}` in `{text}` cannot stand in a plain name",
        "名前全体をかぎ括弧で囲んでください: 「{text}」",
        'put the whole name in quotation marks: "{text}"',
    ),
    "reads-as-value": error(
        "`{text}` は数・年齢・日付・時刻・曜日として読まれるため、名前になりません",
        "`{text}` reads as a number, age, date, time or day and so is no name",
        "名前にするには、かぎ括弧で囲んでください: 「{text}」",
        'to make it a name, put it in quotation marks: "{text}"',
    ),
    "name-too-long": error(
        "名前は {limit} 文字までです",
        "a name has at most {limit} characters",
        "短い名前にし、詳しいことは備考に書いてください",
        "choose a shorter name and put the rest into a note",
    ),
    "empty-name": error(
        "名前が空です",
        "the name is empty",
        "名前を書いてください",
        "write a name",
    ),
    "under-misplaced": error(
        "`上位` は相談者区分・方法区分・ただし書だけに書けます",
        "`under` belongs to caller, channel and except only",
        "相談分野や地域は、上の区分の `含む` に書いてください",
        "for issues and areas write `includes` in the upper one",
    ),
    "unknown-among-hours": error(
        "`不明` はほかの時間帯と並べられません",
        "`unknown` cannot stand beside other hours",
        "わかっている時間帯だけを書くか、`不明` だけを書いてください",
        "write either the hours that are known or `unknown` alone",
    ),
    "not-a-number-to-call": error(
        "`{text}` は電話番号として読めません",
        "`{text}` is no number to call",
        "数字と - # だけで書くか、`不明` と書いてください",
        "use digits, - and # only, or write `unknown`",
    ),
    "none-among-targets": error(
        "`なし` はほかのつなぐ先と並べられません",
        "`none` cannot stand beside other targets",
        "`なし` だけを書くか、つなぐ先だけを書いてください",
        "write `none` alone, or the targets alone",
    ),
    "assert-without-property": error(
        "何を確認するのかが書かれていません",
        "this assert does not say what it states",
        "網羅、いつでも、必ず 窓口、決して 窓口 のどれかを書いてください",
        "write one of: covered, open, always RESOURCE, never RESOURCE",
    ),
    "unknown-flag": error(
        "`{text}` はここに書ける値ではありません",
        "`{text}` is not one of the values that may stand here",
        "書ける値: {values}",
        "values: {values}",
    ),
    "row-unclosed": error(
        "表の行が縦線で閉じていません",
        "this row of the table does not end with a bar",
        "行の最後に ｜ を書いてください",
        "end the row with |",
    ),
    "not-a-period": error(
        "`{text}` は期間として読めません",
        "`{text}` is no period",
        "例: 令和8年4月1日から令和9年3月31日まで、令和8年度",
        "for example: from 2026-04-01 until 2027-03-31, fy2026",
    ),
    "period-backwards": error(
        "期間の終わりが始まりより前です",
        "the period ends before it begins",
        "日付を入れ替えるか、年を直してください",
        "swap the dates or mend the year",
    ),
    "not-a-date": error(
        "`{text}` は日付として読めません",
        "`{text}` is no date",
        "例: 令和8年4月1日、2026-04-01",
        "for example: 2026-04-01",
    ),
    "no-such-date": error(
        "暦にない日付です",
        "there is no such date in the calendar",
        "月と日を確かめてください",
        "check the month and the day",
    ),
    "date-outside-era": error(
        "この日付は {era} の期間にありません",
        "this date does not lie in the era {era}",
        "元号か年を直してください（令和は2019年5月1日から）",
        "mend the era or the year (令和 begins on 2019-05-01)",
    ),
    "no-such-time": error(
        "時刻として読めません",
        "there is no such time",
        "0:00 から 47:59 まで、または 翌8:30 のように書いてください",
        "write 0:00 to 47:59, or next-day 8:30",
    ),
    "unknown-day": error(
        "`{text}` は曜日・日付として読めません",
        "`{text}` names no day",
        "例: 平日、月〜金、第2土曜、祝日、毎月10日、12月29日〜1月3日",
        "for example: weekdays, monday-friday, second saturday, holidays, monthly 10, 12-29..01-03",
    ),
    "hours-without-times": error(
        "`{text}` に時刻がありません",
        "`{text}` has no times",
        "`平日 8:30〜17:15` のように曜日と時刻を書いてください",
        "write days and times, as in `weekdays 8:30-17:15`",
    ),
    "hours-without-days": error(
        "`{text}` に曜日がありません",
        "`{text}` has no days",
        "`毎日 {text}` や `平日 {text}` のように書いてください",
        "write `daily {text}` or `weekdays {text}`",
    ),
    "not-a-span": error(
        "`{text}` は時刻の範囲として読めません",
        "`{text}` is no span of time",
        "`8:30〜17:15` のように書き、複数なら読点で区切ってください",
        "write `8:30-17:15`, several between commas",
    ),
    "span-backwards": error(
        "終わりの時刻 {end} が始まり {start} より後ではありません",
        "the end {end} is not after the start {start}",
        "翌日に続くなら `{start}〜翌{end}` と書いてください",
        "if it goes on into the next day, write `{start}-next-day {end}`",
    ),
    "not-an-age": error(
        "`{text}` は年齢として読めません",
        "`{text}` is no age",
        "例: 18歳未満、15〜39歳、65歳以上、30代",
        "for example: under 18, 15..39, 65 or over",
    ),
    "age-out-of-range": error(
        "`{text}` にあたる年齢（0〜120歳）がありません",
        "`{text}` holds no age from 0 to 120",
        "年齢を確かめてください",
        "check the age",
    ),
    "range-backwards": error(
        "範囲 `{text}` の始まりが終わりより大きくなっています",
        "the range `{text}` begins above its end",
        "小さい方を先に書いてください",
        "write the smaller number first",
    ),
    "not-an-article": error(
        "`{text}` は条項として読めません",
        "`{text}` is no article of a law",
        "例: 第六条第一項、第百六条の四第二項第一号。そのほかの箇所は 「…」 で囲んでください",
        "for example: art. 6(1), art. 106-4(2)(1); quote any other place",
    ),
}
