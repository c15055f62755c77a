"""Sentences about rows of tables and directories that are imported.

Law: a sentence says what was read, and its advice what to do about it; what stands in backticks is the source's.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error, note, warning

_ROWS: Mapping[str, Entry] = {
    "not-a-row": error("CSVの行として読めません", "not a row of CSV"),
    "columns-differ": error("{expected}列のはずが{found}列です", "{found} columns instead of {expected}"),
    "cell-too-long": error(
        "セルが長すぎます（上限 {limit} 字）", "the cell is too long (the limit is {limit} letters)"
    ),
    "file-unreadable": error("ファイルを読めません（{reason}）", "the file cannot be read ({reason})"),
    "row-unwritable": error(
        "規則集の言葉で書けません（{reason}）", "cannot be written in the rule language ({reason})"
    ),
    "name-blank": error("名前がありません", "it has no name"),
    "name-cut": warning("名前が長いので、200字で切りました", "the name is long and was cut at 200 letters"),
    "letters-dropped": warning("見えない文字を除きました", "letters that cannot be seen were taken out"),
    "given-twice": error("`{text}` は前にもあります", "`{text}` was there before"),
    "not-an-object": error("項目の組（オブジェクト）ではありません", "not an object"),
    "not-a-list": error("`{text}` は並び（配列）ではありません", "`{text}` is not a list"),
    "not-a-text": warning("`{text}` の値は文字でも数でもないので読みません", "the value of `{text}` is not read"),
    "file-outside": error("`{text}` はこのフォルダの外です", "`{text}` lies outside this folder"),
    "file-missing": error("`{text}` がありません", "there is no `{text}`"),
    "not-used": note("`{text}` の表は使いません", "the table `{text}` is not used"),
}

_CELLS: Mapping[str, Entry] = {
    "not-hours": error(
        "時間として読めません: `{text}`",
        "not hours: `{text}`",
        "例 午後7時から翌8時",
        "write for example 9:00-17:00",
    ),
    "hours-unread": warning(
        "時間として読めないので、時間は不明とします: `{text}`",
        "not hours, so the hours are unknown: `{text}`",
        "例 平日9時〜17時、土曜9時〜12時",
        "write for example 平日 9:00-17:00",
    ),
    "span-backwards": error(
        "終わりが始まりより後になりません: `{text}`",
        "does not end after its start: `{text}`",
        "夜をまたぐ時は「翌」を書いてください",
        "over midnight write the next day",
    ),
    "morning-or-evening": error("午前か午後か分かりません: `{text}`", "morning or evening? `{text}`"),
    "no-such-time": error(
        "そのような時刻はないか、正午か夜中か分かりません: `{text}`", "no such time, or noon or midnight? `{text}`"
    ),
    "never-open": error("どの日も開いていません", "it is never open"),
    "cut-from-all": warning(
        "除く日は、すべての行から除きました: `{text}`", "the days left out are taken from every line: `{text}`"
    ),
    "no-days": warning(
        "曜日が書かれていないので、毎日としました: `{text}`", "no days are given; read as every day: `{text}`"
    ),
    "year-end": warning(
        "年末年始を12月29日〜1月3日としました",
        "年末年始 was read as December 29 to January 3",
        "窓口に確かめてください",
        "ask the desk",
    ),
    "not-a-number": error("電話番号として読めません: `{text}`", "not a telephone number: `{text}`"),
    "number-skipped": warning("電話番号として読めないので、除きました: `{text}`", "left out, no number: `{text}`"),
    "number-elsewhere": warning("`{text}` なので、番号は不明とします", "`{text}`: no number is known"),
    "extension": warning("内線 {text} は備考に書きました", "extension {text} is in the note"),
    "phone-kind": warning("電話の種類 `{text}` は読みません", "the kind of telephone `{text}` is not read"),
    "unknown-place": error("`{text}` という場所はありません", "there is no place `{text}`", "{near}", "{near}"),
    "place-skipped": warning(
        "`{text}` という場所はないので、除きました", "there is no place `{text}`; it was left out", "{near}", "{near}"
    ),
    "ambiguous-place": error("`{text}` はいくつもあります", "`{text}` is several places", "{near}", "{near}"),
    "foreign-area": warning(
        "`{text}` は日本の市区町村ではないので、対象地域は不明とします",
        "`{text}` is no municipality of Japan; the area stays unknown",
        "{near}",
        "{near}",
    ),
    "taken-for-rest": warning(
        "空欄で、ほかの行に市区町村があるので、その残りとします", "blank: taken for what other rows leave"
    ),
    "not-an-age": warning("年齢として読めないので、不明とします: `{text}`", "not an age, unknown: `{text}`"),
    "age-one-sided": warning("年齢は片側だけ書かれています", "only one side of the ages is given"),
    "unknown-language": warning("知らない言語です: `{text}`", "a language that is not known: `{text}`"),
    "language-note": warning("言語の注記は読みません: `{text}`", "the note on languages is not read: `{text}`"),
    "conditions-in-words": warning(
        "言葉で書かれた条件は読まず、対象者は確かめる事とします: `{text}`",
        "conditions in words are not read; who is served has to be asked: `{text}`",
    ),
    "unknown-status": warning(
        "知らない状態なので、紹介停止とします: `{text}`", "an unknown status, taken as do-not-refer: `{text}`"
    ),
    "not-a-date": warning("日付として読めません: `{text}`", "not a date: `{text}`"),
}

_DIRECTORIES: Mapping[str, Entry] = {
    "organization-missing": warning("団体 `{text}` の行がありません", "there is no row for the organization `{text}`"),
    "link-missing": warning("`{text}` の行がありません", "there is no row for `{text}`"),
    "unlinked": warning(
        "どの窓口のものか書かれていません。時間帯だけを書きました",
        "it does not say which service this belongs to; only the hours were written",
    ),
    "only-location": warning(
        "場所は書かれていないので、団体のただ一つの場所 `{text}` の時間としました",
        "no location is given; the hours are those of the organization's only one, `{text}`",
    ),
    "one-of-locations": warning(
        "団体に時間の分かる場所が{text}あり、どこか書かれていないので、時間は不明とします",
        "the organization has {text} locations with hours and it does not say which; the hours stay unknown",
    ),
    "unlinked-place": error(
        "どの窓口の場所か書かれていません", "it does not say which service is at this location"
    ),
    "unlinked-phone": error("どの窓口の番号か書かれていません", "it does not say which service has this number"),
    "owner-refused": error("この行の窓口を取り込めませんでした", "the service of this row was refused"),
    "no-service": note("この団体の窓口はありません", "no service of this organization was imported"),
    "half-a-span": error("始まりと終わりの片方しかありません", "only one of start and end is given"),
    "not-a-weekday": error("曜日として読めません: `{text}`", "not a weekday: `{text}`"),
    "long-night": error(
        "`{text}` は翌日までの16時間より長い夜になります", "`{text}` would be a night of more than 16 hours",
        "午前と午後を確かめてください", "check morning and afternoon",
    ),
    "over-midnight": warning("`{text}` を翌日までの時間としました", "`{text}` was read as going on to the next day"),
    "not-a-rule": error("繰り返しとして読めません: `{text}`", "not a rule of recurrence: `{text}`"),
    "rule-mixed": error(
        "`{text}` はこの頻度と一緒に使えません（RFC 5545）", "`{text}` cannot stand with this frequency (RFC 5545)"
    ),
    "rule-part": error(
        "`{text}` は、読み方が決まっていないので読みません", "`{text}` is read in different ways and is not taken"
    ),
    "other-time-zone": error("日本の時間帯ではありません: `{text}`", "not the time zone of Japan: `{text}`"),
    "words-beside-hours": warning("時間の説明は読みません: `{text}`", "words beside the hours are not read: `{text}`"),
    "dates-listed": warning(
        "規則の言葉で書けない繰り返しなので、{text}までの日付で書きました",
        "the recurrence was written as dates until {text}",
    ),
}  # fmt: skip

_CHANGES: Mapping[str, Entry] = {
    "opened": note("新しい窓口: {name}", "opened: {name}"),
    "gone": note("なくなった窓口: {name}", "gone: {name}"),
    "closed": note("閉じた窓口: {name}（{before} → {after}）", "closed: {name} ({before} → {after})"),
    "reopened": note("再び開いた窓口: {name}（{before} → {after}）", "reopened: {name} ({before} → {after})"),
    "moved": note("対象地域が変わった窓口: {name}（{before} → {after}）", "moved: {name} ({before} → {after})"),
    "hours": note("時間が変わった窓口: {name}（{before} → {after}）", "changed hours: {name} ({before} → {after})"),
    "ways": note("連絡先が変わった窓口: {name}（{before} → {after}）", "changed contact: {name} ({before} → {after})"),
    "ages": note("年齢が変わった窓口: {name}（{before} → {after}）", "changed ages: {name} ({before} → {after})"),
    "verified": note("確認日が変わった窓口: {name}（{before} → {after}）", "verified: {name} ({before} → {after})"),
    "other": note("ほかの項目が変わった窓口: {name}（{before} → {after}）", "changed: {name} ({before} → {after})"),
    "notes": note("備考か※が変わった窓口: {name}", "changed notes: {name}"),
}

IMPORTING: Mapping[str, Entry] = {
    **{f"import/{code}": entry for part in (_ROWS, _CELLS, _DIRECTORIES) for code, entry in part.items()},
    **{f"change/{code}": entry for code, entry in _CHANGES.items()},
}
