"""The words of a replay: what became of consultations under another ruleset.

Law: phrases for headings and rows; what fills them is a number that may be shown, a code or a name of the ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error, note

_KINDS: Mapping[str, Entry] = {
    "kind-same": note("初めの窓口が同じ", "the same first desk"),
    "kind-moved": note("初めの窓口が変わる", "another first desk"),
    "kind-lost": note("どこにもつながらなくなる", "lose every yes"),
    "kind-gained": note("新しくつながる", "gain a yes"),
    "kind-nobody": note("前も後もつながらない", "no yes before or after"),
    "kind-all": note("計", "all"),
}
_DETAILS: Mapping[str, Entry] = {
    "as-urgent": note("緊急度は同じ", "as urgent"),
    "more-urgent": note("緊急度が上がる", "more urgent"),
    "less-urgent": note("緊急度が下がる", "less urgent"),
    "gap-maybe-only": note("確認すればつながるかもしれない", "only maybes"),
    "gap-no-rule": note("規則がない", "no rule"),
    "gap-all-tried": note("すべて利用済み", "all were tried"),
    "gap-all-withheld": note("すべて、つながない窓口", "all are withheld"),
    "gap-all-paused": note("すべて休止中", "all are paused"),
    "gap-out-of-period": note("適用の期間の外", "outside of the period"),
    "gap-before": note("前は「{gap}」", "before: {gap}"),
    "gap-after": note("後は「{gap}」", "after: {gap}"),
    "gap-both": note("前は「{before}」、後は「{after}」", "before: {before}; after: {after}"),
}
_TABLES: Mapping[str, Entry] = {
    "total": note("相談 {total} 件", "{total} consultations"),
    "too-few": note(
        "比べられた相談が少なすぎるため、数も結果も示しません",
        "too few consultations could be compared, so neither numbers nor results are told",
    ),
    "by-place": note("都道府県ごと", "by prefecture"),
    "by-issue": note("相談ごと", "by issue"),
    "not-shown": note("{table}: 小さい数ばかりのため示しません", "{table}: not told, for nearly all numbers are small"),
    "pairs": note("初めの窓口の移り方", "from which first desk to which"),
    "pair-others": note("ほかの移り方", "all other moves"),
    "elsewhere": note("都道府県の申告なし・複数・国外など", "no prefecture told, several, no fixed abode or abroad"),
    "no-issue": note("相談の内容なし", "no issue stated"),
    "several": note("複数の相談", "several issues"),
    "hidden": note(
        "X は秘匿（20件未満の数と、そこから逆算できる数）",
        "X: hidden (numbers below 20, and what would give them away)",
    ),
    "bad": note("使えなかった行", "lines that could not be used"),
    "bad-none": note("相談として読めない", "no consultation"),
    "bad-old": note("前の規則集が断る", "refused by the old ruleset"),
    "bad-new": note("後の規則集が断る", "refused by the new ruleset"),
    "bad-both": note("どちらの規則集も断る", "refused by both rulesets"),
    "bad-lines": note("{count} 件（{lines} 行目{more}）", "{count} (line {lines}{more})"),
}
_REFUSALS: Mapping[str, Entry] = {
    "usage/replay-input": error(
        "相談の記録が指定されていません",
        "no consultations were named",
        "`--input 相談.jsonl` のように、一行に一件の事実（JSON）を書いたファイルを指定してください",
        "name a file with the facts of one consultation a line, as `--input consultations.jsonl`",
    ),
}

REPLAYING: Mapping[str, Entry] = {
    **{f"replay/{code}": entry for part in (_KINDS, _DETAILS, _TABLES) for code, entry in part.items()},
    **_REFUSALS,
}
