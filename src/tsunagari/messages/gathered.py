"""Words of findings that are made of parts, as phrases in both languages: losses, days, letters.

Law: phrases that lists are made of; names are the ruleset's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note

GATHERED: Mapping[str, Entry] = {
    "explain/lost-resource": note("窓口 `{name}`", "resource `{name}`"),
    "explain/lost-organization": note("団体 `{name}`", "organization `{name}`"),
    "explain/lost-channel": note("方法 `{name}`", "channel `{name}`"),
    "explain/lost-hours": note("時間帯 `{name}`", "hours `{name}`"),
    "explain/left-alone": note("・{lost}：{people}", "・{lost}: {people}"),
    "explain/left-alone-at-least": note("・{lost}：少なくとも {people}", "・{lost}: at least {people}"),
    "explain/largest-group": note("　いちばん大きなまとまり：{region}", "  largest group: {region}"),
    "explain/more-lost": note("・ほか{number}：{names}", "・{number} more: {names}"),
    "explain/losses-unsettled": note(
        "・{number}件は、決めた手数では調べきれませんでした", "・{number} could not be settled within the steps allowed"
    ),
    "explain/people": note("{places}、{ages}、{issues}", "{places}; {ages}; {issues}"),
    "explain/any-place": note("どこの人も", "wherever they are"),
    "explain/any-age": note("どの年齢も", "of any age"),
    "explain/any-issue": note("どの相談も", "about anything"),
    "explain/some-issues": note("相談分野{number}（{values}）", "{number} issues ({values})"),
    "explain/one-issue": note("相談分野 {values}", "issue {values}"),
    "explain/verified-on": note("・{day}：{number}件（{names}）", "・{day}: {number} ({names})"),
    "explain/verified-later": note("・その後：{number}件（{names}）", "・later: {number} ({names})"),
    "explain/never-verified": note("・確認日なし：{number}件（{names}）", "・no day: {number} ({names})"),
    "explain/built-in": note("はじめからある名前", "built in"),
    "explain/unseen-marks": note("空白や「・」だけ", "blanks or ・ only"),
    "explain/two-letters": note("{one}と{other}", "{one} and {other}"),
    "explain/letter-of": note("{script}の「{letter}」", "the {script} `{letter}`"),
    "explain/script-cjk": note("漢字", "kanji"),
    "explain/script-katakana": note("片仮名", "katakana"),
    "explain/script-hiragana": note("平仮名", "hiragana"),
    "explain/script-latin": note("英字", "Latin letter"),
    "explain/script-cyrillic": note("キリル文字", "Cyrillic letter"),
    "explain/script-greek": note("ギリシャ文字", "Greek letter"),
    "explain/script-digit": note("数字", "digit"),
    "explain/script-other": note("記号", "mark"),
}
