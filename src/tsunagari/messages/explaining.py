"""The words of an explanation: conditions, reasons and changes of facts, in both languages.

Law: phrases, not sentences: they are joined into lines; names of rules, resources and values are the ruleset's own and
stand in `{braces}`. An English condition reads as it would be written in a ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note

_CONDITIONS: Mapping[str, Entry] = {
    "among": note("{attribute}が{values}", "{attribute} {values}"),
    "outside": note("{attribute}が{values}以外", "{attribute} not {values}"),
    "or-unknown": note("{condition}、または不明", "{condition}, or unknown"),
    "and-known": note("{condition}（不明ではない）", "{condition} (and not unknown)"),
    "all-of": note("{attribute}が{values}のすべて", "{attribute} all of {values}"),
    "none-of": note("{attribute}が{values}のどれでもない", "{attribute} none of {values}"),
    "number": note("{attribute}が{number}件以上", "{attribute} {number} or more"),
    "number-of": note("{attribute}が{values}のうち{number}件以上", "{attribute} {number} or more of {values}"),
    "both": note("{one}、かつ{other}", "{one}, and {other}"),
    "either": note("{one}、または{other}", "{one}, or {other}"),
    "grouped": note("（{condition}）", "({condition})"),
    "reverse": note("「{condition}」ではない", "not ({condition})"),
    "always": note("条件なし", "no condition"),
    "nobody": note("だれも当てはまらない", "nobody"),
    "unnamed-hours": note("決まった時間帯", "certain hours"),
    "ages": note("{low}〜{high}歳", "{low} to {high}"),
    "ages-from": note("{low}歳以上", "{low} or over"),
    "ages-below": note("{above}歳未満", "under {above}"),
    "one-age": note("{low}歳", "{low}"),
    "numbers": note("{low}〜{high}", "{low} to {high}"),
    "numbers-from": note("{low}以上", "{low} or over"),
    "numbers-to": note("{high}以下", "{high} or under"),
    "anything": note("すべて", "any"),
    "nation": note("全国", "anywhere in Japan"),
    "no-fixed-abode": note("不定", "no fixed abode"),
    "abroad": note("国外", "abroad"),
    "none": note("なし", "none"),
    "flag-yes": note("あり", "yes"),
    "flag-no": note("なし", "no"),
    "some-of-prefecture": note("{prefecture}の{number}市区町村", "{number} municipalities of {prefecture}"),
    "some-municipalities": note("{number}市区町村", "{number} municipalities"),
    "place-without": note("{place}（{without}を除く）", "{place} except {without}"),
    "and-more": note("{values}、ほか{number}", "{values} and {number} more"),
}

_TIMES: Mapping[str, Entry] = {
    "any-time": note("いつでも", "at any time"),
    "days-and-times": note("{days}の{times}", "{days} {times}"),
    "daily-times": note("毎日{times}", "daily {times}"),
    "all-day": note("終日", "all day"),
    "days-without": note("{days}（{without}を除く）", "{days} (except {without})"),
    "days-within": note("{period}の{days}", "{days} {period}"),
    "times-with": note("{one}と{other}", "{one}, and {other}"),
    "nobody-open": note("どこも開いていない", "nobody is open"),
    "perhaps-open": note("受付時間の分からない窓口だけになる", "only resources whose hours are not known"),
    "other-times": note("{times}、ほか", "{times}, and more"),
}

_LINES: Mapping[str, Entry] = {
    "serves": note("対象地域が{values}", "serves {values}"),
    "serves-scope": note("対象地域が{values}（{scopes}）", "serves {values} ({scopes})"),
    "living": note("在住", "living"),
    "working": note("在勤", "working"),
    "studying": note("在学", "studying"),
    "staying": note("滞在", "staying"),
    "caller-living": note("相談者在住", "caller living"),
    "for": note("対象者が{values}", "for {values}"),
    "handles": note("対象分野が{values}", "handles {values}"),
    "requires": note("対象条件: {condition}", "requires {condition}"),
    "ages-served": note("対象{condition}", "takes {condition}"),
    "proviso": note("ただし書「{name}」（{condition}）に当たらない", "not under its proviso {name} ({condition})"),
    "way": note("受付方法が{values}", "reached by {values}"),
    "speaks": note("対応言語が{values}", "speaks {values}"),
    "period-of-clause": note("規則の適用が{period}", "rule in effect {period}"),
    "period-of-ruleset": note("規則集の適用が{period}", "ruleset in effect {period}"),
    "period-of-resource": note("窓口の適用が{period}", "resource in effect {period}"),
    "period-between": note("{start}から{end}まで", "from {start} until {end}"),
    "period-from": note("{start}から", "from {start}"),
    "period-until": note("{end}まで", "until {end}"),
    "together": note("{attributes}の条件を同時に満たすこと", "all conditions on {attributes} at once"),
}

_REASONS: Mapping[str, Entry] = {
    "paused": note("窓口が休止中", "the resource is paused"),
    "do-not-refer": note("窓口が紹介停止", "the resource takes no referrals"),
    "closed": note("窓口が廃止", "the resource is closed"),
    "tried": note("前に試して、もう終わった窓口", "tried before, and that is over"),
    "withheld": note("除外「{name}」により、つながない", "withheld by {name}"),
    "may-be-withheld": note("除外「{name}」に当たるかもしれない", "may be withheld by {name}"),
    "no-clause": note("この窓口につなぐ規則がない", "no rule leads to it"),
    "lines": note("「{name}」の条件に合わない", "the conditions of {name} do not hold"),
    "unsure": note("「{name}」の条件がまだ分からない", "the conditions of {name} are not known yet"),
    "chain-not-reached": note(
        "「{name}」では、先の窓口（{resources}）につながる",
        "{name} finds {resources} before it",
    ),
    "default-not-reached": note(
        "既定「{name}」は使わない。ほかにつながる窓口がある（{resources}）",
        "the default {name} is not needed: there is {resources}",
    ),
    "not-begun": note("「{name}」の適用がまだ始まっていない", "{name} is not in effect yet"),
    "not-reached": note("「{name}」は、この相談ではここまで来ない", "{name} does not come so far in this case"),
}

_ORDER: Mapping[str, Entry] = {
    "behind-fit": note("確実な窓口の後", "after those that are certain"),
    "behind-again": note("まだ試していない窓口の後", "after those not tried before"),
    "behind-open": note("先に開いている窓口の後", "after those that are open sooner"),
    "behind-urgency": note("より緊急の窓口の後", "after the more urgent"),
    "behind-by": note("規則による窓口の後", "after those that rules lead to"),
    "behind-wishes": note("希望すべてに応じる窓口の後", "after those that meet every wish"),
    "behind-reach": note("より近い地域の窓口の後", "after those that serve a smaller area"),
    "behind-standing-in": note("規則がじかにつなぐ窓口の後", "after those that rules lead to directly"),
    "behind-turn": note("対等な窓口の輪番", "equals take turns"),
    "behind-name": note("対等な窓口の輪番", "equals take turns"),
}

_CHANGES: Mapping[str, Entry] = {
    "adding": note("{attribute}に{values}が加わる", "{attribute} also {values}"),
    "adding-one-of": note("{attribute}に{values}のどれかが加わる", "{attribute} also one of {values}"),
    "adding-some-of": note("{attribute}に次のどれかが加わる: {values}", "{attribute} also one of: {values}"),
    "instead": note("{attribute}が{values}だけ", "{attribute} only {values}"),
    "instead-one-of": note("{attribute}が{values}のどれかだけ", "{attribute} only one of {values}"),
    "less": note("{attribute}から{values}が外れる", "{attribute} without {values}"),
    "less-one-of": note("{attribute}から{values}のどれかが外れる", "{attribute} without one of {values}"),
    "untold": note("{attribute}を聞いていない", "{attribute} not told"),
    "at": note("時間が、例えば{at}", "time, for example, {at}"),
    "not-tried": note("この窓口をまだ試していない", "this resource not tried before"),
    "two-values": note("{one}と{other}", "{one} with {other}"),
}

_SPOKEN: Mapping[str, Entry] = {
    "head-yes": note("つながる窓口のわけ {number}件", "why these {number}"),
    "head-maybe": note("確かめれば候補になる窓口 {number}件", "possible once confirmed: {number}"),
    "head-no": note("答えに出ない窓口のわけ {number}件", "why not these {number}"),
    "nothing": note("つながる窓口はありません", "there is nobody to refer to"),
    "absent": note(
        "答えに出ない窓口がほかに{number}件。わけは --resource 窓口名 で見られます",
        "{number} more are not in the answer; see why with --resource NAME",
    ),
    "rule": note("規則", "rule"),
    "why-not": note("わけ", "reason"),
    "open": note("受付", "open"),
    "place": note("順番", "order"),
    "change": note("こうなら出る", "yes if"),
    "changed": note("変えても", "no change"),
    "confirmed": note("確かめる", "confirm"),
    "or": note("または", "or"),
    "more": note("ほか{number}", "{number} more"),
    "by-otherwise": note("先の窓口につながらない時の窓口", "where the ones before cannot be reached"),
    "by-default": note("既定の窓口", "a default"),
    "after": note("{key}（{resource} の次）", "{key} (next to {resource})"),
    "hours-of-way": note("{channel} {hours}", "{channel}: {hours}"),
    "hours-unknown": note("時間は不明", "hours not known"),
    "closed-now": note("{hours}（いまは閉まっている）", "{hours} (closed now)"),
    "no-change": note(
        "相談の内容を{most}項目まで変えても出ない。出すには規則か登録を改める",
        "no change of up to {most} facts would do; only the rules or the registry could",
    ),
    "undecided": note(
        "{most}項目の組合せまで調べたが、調べきれなかった",
        "not settled: {most} facts at once were more than could be tried",
    ),
}

EXPLAINING: Mapping[str, Entry] = {
    f"explain/{code}": entry
    for part in (_CONDITIONS, _TIMES, _LINES, _REASONS, _ORDER, _CHANGES, _SPOKEN)
    for code, entry in part.items()
}
