"""Sentences about how a file is written."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

SYNTAX: Mapping[str, Entry] = {
    "refused-character": error(
        "見えない文字、または読む人を惑わせる文字（{char}）が入っています",
        "there is a character {char} here that is invisible or could deceive a reader",
        "この文字を消してください。貼り付けた文なら、その所を打ち直してください",
        "delete this character; in pasted text, type that place anew",
    ),
    "unclosed-quote": error(
        "かぎ括弧（または引用符）が閉じていません",
        "this quotation mark is not closed",
        '同じ行の中で 」（または "）を書いて閉じてください',
        'close it with 」 or " on the same line',
    ),
    "outside-block": error(
        "この行の上に見出しがありません",
        "this line belongs to no block",
        "上に `規則 名前` や `窓口 名前` のような見出しを書いてください。覚え書きなら、行の頭に ※ を付けてください",
        "write a head such as `rule NAME` or `resource NAME` above it; a remark begins with # and a blank",
    ),
    "unknown-keyword": error(
        "{block}に `{word}` という項目はありません",
        "`{word}` is no field of {block}",
        "もしかして: {near}",
        "did you mean: {near}",
    ),
    "unknown-line": error(
        "{block}に `{word}` で始まる行はありません",
        "no line of {block} begins with `{word}`",
        "行の頭には項目の名前（条件、つなぐ先 など）を書きます。前の行の続きなら、前の行を読点で終えてください",
        "a line begins with the name of its field (when, route, …); in a list, end the line above in a comma",
    ),
    "blank-needed": error(
        "`{keyword}` の後に空白がありません",
        "there is no blank behind `{keyword}`",
        "`{keyword} …` のように、間に空白を入れてください",
        "write a blank, as in `{keyword} …`",
    ),
    "misplaced-field": error(
        "`{field}` は{block}には書けません",
        "`{field}` cannot stand in {block}",
        "書ける所: {takers}",
        "it belongs to: {takers}",
    ),
    "field-twice": error(
        "`{field}` は一度しか書けません",
        "`{field}` may stand only once",
        "どちらかの行を消すか、一行にまとめてください",
        "delete one of the lines, or put both on one line",
    ),
    "two-properties": error(
        "一つの確認に、確かめることが二つあります（`{word}`）",
        "this assert states two things (`{word}` is the second)",
        "確認を二つに分けてください",
        "write two asserts",
    ),
    "said-twice": error(
        "`{word}` が一行に二度あります",
        "`{word}` stands twice on one line",
        "どちらかを消してください",
        "delete one of them",
    ),
    "missing-value": error(
        "この行は途中で終わっています",
        "something is missing at the end of this line",
        "続けて名前や値を書いてください",
        "write a name or a value behind it",
    ),
    "missing-text": error(
        "この行には「 」で囲んだ文が要ります",
        "a quoted text is missing at the end of this line",
        "「…」 のように書いてください",
        'write "…"',
    ),
    "text-needs-quotes": error(
        "`{word}` が「 」で囲まれていません",
        "`{word}` is not in quotation marks",
        "文の全体を「 」で囲んでください",
        'put the whole text in quotation marks: "…"',
    ),
    "unexpected-word": error(
        "`{word}` はここには書けません",
        "`{word}` cannot stand here",
        "二つ目の名前なら前に「、」を、空白を含む名前なら全体を「 」で囲んで書いてください{expected}",
        "write a comma before a second name, and quotation marks around a name with a blank{expected}",
    ),
    "one-only": error(
        "読点の前までしか書けません。ここに書けるのは一つだけです",
        "only one may stand here, so no comma may follow",
        "ほかのものは、同じ項目の行をもう一つ足して書いてください。名前の中の読点なら、名前をかぎ括弧で囲んでください",
        "write any other on one more line of the same field; a name with a comma in it is written in quotes",
    ),
    "list-ends-in-comma": error(
        "読点の後に何もありません",
        "the list ends in a comma",
        "次の名前を書くか、読点を消してください",
        "delete the comma or write the next name",
    ),
    "empty-entry": error(
        "読点の前に何もありません",
        "there is nothing before this comma",
        "余分な読点を消してください",
        "delete the extra comma",
    ),
    "list-too-long": error(
        "一つの並びに書けるのは {limit} 件までです",
        "a list holds at most {limit} entries",
        "行を分けるか、地域や相談分野にまとめてください",
        "split the line, or gather the entries in an area or an issue",
    ),
    "quote-needed": error(
        "`{text}` の `{char}` は、囲まない名前には使えません",
        "`{char}` in `{text}` cannot stand in a plain name",
        "名前全体をかぎ括弧で囲んでください: 「{text}」",
        'put the whole name in quotation marks: "{text}"',
    ),
    "reads-as-value": error(
        "`{text}` は数・年齢・日付・時刻・曜日と読まれるので、名前になりません",
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
        "`不明` と時間帯は並べて書けません",
        "`unknown` cannot stand beside other hours",
        "分かっている時間帯だけを書くか、`不明` だけを書いてください",
        "write either the hours that are known or `unknown` alone",
    ),
    "not-a-number-to-call": error(
        "`{text}` は電話番号と読めません",
        "`{text}` is no number to call",
        "数字と - と # で書いてください。分からない時は `不明` と書きます",
        "use digits, - and # only, or write `unknown`",
    ),
    "none-among-targets": error(
        "`なし` とつなぐ先は並べて書けません",
        "`none` cannot stand beside other targets",
        "`なし` だけを書くか、つなぐ先だけを書いてください",
        "write `none` alone, or the targets alone",
    ),
    "assert-without-property": error(
        "何を確認するのかが書かれていません",
        "this assert does not say what it states",
        "`網羅`、`いつでも`、`必ず 窓口の名前`、`決して 窓口の名前` のどれか一つを書いてください",
        "write one of: covered, open, always RESOURCE, never RESOURCE",
    ),
    "unknown-flag": error(
        "`{text}` という値はありません",
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
        "`{text}` は期間と読めません",
        "`{text}` is no period",
        "例: 令和8年4月1日から令和9年3月31日まで、令和8年度",
        "for example: from 2026-04-01 until 2027-03-31, fy2026",
    ),
    "period-backwards": error(
        "期間の終わりが始まりより前になっています",
        "the period ends before it begins",
        "始まりと終わりの日付を確かめてください",
        "swap the dates or mend the year",
    ),
    "not-a-date": error(
        "`{text}` は日付と読めません",
        "`{text}` is no date",
        "例: 令和8年4月1日、2026-04-01",
        "for example: 2026-04-01",
    ),
    "no-such-date": error(
        "この日付は暦にありません",
        "there is no such date in the calendar",
        "月と日を確かめてください",
        "check the month and the day",
    ),
    "date-outside-era": error(
        "この日付は{era}の間にありません",
        "this date does not lie in the era {era}",
        "元号と年を確かめてください（令和は2019年5月1日から）",
        "mend the era or the year (令和 begins on 2019-05-01)",
    ),
    "no-such-time": error(
        "この時刻はありません",
        "there is no such time",
        "始まりは 0:00〜23:59、終わりは 47:59 まで。`翌8:30` のようにも書けます",
        "a span begins from 0:00 to 23:59 and ends by 47:59, also written next-day 8:30",
    ),
    "unknown-day": error(
        "`{text}` は曜日・日付と読めません",
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
        "`{text}` は時刻の範囲と読めません",
        "`{text}` is no span of time",
        "`8:30〜17:15` のように書き、複数なら読点で区切ってください",
        "write `8:30-17:15`, several between commas",
    ),
    "span-backwards": error(
        "終わりの {end} が始まりの {start} より後になっていません",
        "the end {end} is not after the start {start}",
        "次の日まで続くなら `{start}〜翌{end}` と書いてください",
        "if it goes on into the next day, write `{start}-next-day {end}`",
    ),
    "not-an-age": error(
        "`{text}` は年齢と読めません",
        "`{text}` is no age",
        "例: 18歳未満、15〜39歳、65歳以上、30代",
        "for example: under 18, 15..39, 65 or over",
    ),
    "age-out-of-range": error(
        "`{text}` にあたる年齢（0〜120歳）がありません",
        "`{text}` holds no age from 0 to 120",
        "0〜120歳の中で書いてください",
        "write ages from 0 to 120",
    ),
    "range-backwards": error(
        "範囲 `{text}` の始まりが終わりより大きくなっています",
        "the range `{text}` begins above its end",
        "小さい方を先に書いてください",
        "write the smaller number first",
    ),
    "not-an-article": error(
        "`{text}` は条項と読めません",
        "`{text}` is no article of a law",
        "例: 第六条第一項、第百六条の四第二項第一号。そのほかの箇所は 「…」 で囲んでください",
        "for example: art. 6(1), art. 106-4(2)(1); quote any other place",
    ),
}
