"""The sentences of `explain --prose`: rules and resources for people who do not read rules.

Law: each field of a clause or resource has a sentence of its own, so that no two rules that differ read alike; full
stops are put by whoever joins the sentences. Japanese is polite (です・ます), English plain.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note

_CONDITIONS: Mapping[str, Entry] = {
    "one": note("{attribute}が{value}である", "{attribute} is {value}"),
    "some": note("{attribute}が{values}のいずれかである", "{attribute} is any of {values}"),
    "other-than": note("{attribute}が{values}以外である", "{attribute} is anything but {values}"),
    "any-value": note("{attribute}が何でもよい", "{attribute} is anything at all"),
    "no-value": note("{attribute}がどの値でもない（だれも当てはまらない）", "{attribute} is no value at all (nobody)"),
    "flag-yes": note("{attribute}がある", "there is {attribute}"),
    "flag-no": note("{attribute}がない", "there is no {attribute}"),
    "stated-one": note("{attribute}に{value}がある", "{attribute} includes {value}"),
    "stated-any": note("{attribute}に{values}のいずれかがある", "{attribute} includes any of {values}"),
    "stated-all": note("{attribute}に{values}のすべてがある", "{attribute} includes all of {values}"),
    "stated-none": note("{attribute}に{values}のどれもない", "{attribute} includes none of {values}"),
    "stated-count": note("{attribute}が{number}件以上ある", "{attribute} includes {number} or more"),
    "stated-count-of": note(
        "{attribute}に{values}のうち{number}件以上がある", "{attribute} includes {number} or more of {values}"
    ),
    "during": note("相談の時刻が{values}の中にある", "the time lies within {values}"),
    "during-any": note("相談の時刻が{values}のどれかの中にある", "the time lies within any of {values}"),
    "or-untold": note("{condition}、または{attribute}が分からない", "{condition}, or {attribute} is not known"),
    "and-told": note("{attribute}が分かっていて、{condition}", "{attribute} is known and {condition}"),
    "not": note("「{condition}」に当たらない", "it is not so that ({condition})"),
    "and": note("{one}、かつ{other}", "{one}, and {other}"),
    "or": note("{one}、または{other}", "{one}, or {other}"),
    "always": note("条件がない", "nothing is asked for"),
    "never": note("だれも当てはまらない", "nobody meets it"),
    "group": note("「{condition}」に当たる", "({condition})"),
    "except": note("{value}（{without}を除く）", "{value} (except {without})"),
    "area": note("{value}（{places}）", "{value} ({places})"),
}

_CLAUSES: Mapping[str, Entry] = {
    "rule": note("規則「{name}」", "rule {name}"),
    "proviso": note("ただし書「{name}」", "proviso {name}"),
    "withhold": note("除外「{name}」", "withhold {name}"),
    "default": note("既定「{name}」", "default {name}"),
    "resource": note("窓口「{name}」", "resource {name}"),
    "hours": note("時間帯「{name}」", "hours {name}"),
    "route-everybody": note("どの相談も、{targets}につなぎます", "refer everybody to {targets}"),
    "route-one": note("{condition}時は、{targets}につなぎます", "if {condition}: refer to {targets}"),
    "route-all": note(
        "次の{number}つをすべて満たす時は、{targets}につなぎます", "refer to {targets} if all {number} of these hold"
    ),
    "none-everybody": note("どの相談も、どこにもつなぎません", "refer nobody to anybody"),
    "none-one": note("{condition}時は、どこにもつなぎません", "if {condition}: refer to nobody"),
    "none-all": note(
        "次の{number}つをすべて満たす時は、どこにもつなぎません", "refer to nobody if all {number} of these hold"
    ),
    "withhold-everybody": note("だれも、{targets}にはつなぎません", "never refer anybody to {targets}"),
    "withhold-one": note(
        "{condition}時は、ほかの規則に当たっても、{targets}にはつなぎません",
        "if {condition}: never refer to {targets}, whatever other rules say",
    ),
    "withhold-all": note(
        "次の{number}つをすべて満たす時は、ほかの規則に当たっても、{targets}にはつなぎません",
        "never refer to {targets}, whatever other rules say, if all {number} of these hold",
    ),
    "default-everybody": note(
        "確かにつながって、いま開いている窓口がない人は、{targets}につなぎます",
        "refer whoever has no certain resource that is open to {targets}",
    ),
    "default-one": note(
        "確かにつながって、いま開いている窓口がなく、{condition}時は、{targets}につなぎます",
        "if there is no certain resource that is open, and {condition}: refer to {targets}",
    ),
    "default-all": note(
        "確かにつながって、いま開いている窓口がなく、次の{number}つをすべて満たす時は、{targets}につなぎます",
        "refer to {targets} if there is no certain resource that is open, and all {number} of these hold",
    ),
    "under": note(
        "「{above}」に当たる人のうち、次の決まりに当たる人には、上の決まりの代わりにこちらを使います",
        "of those whom {above} covers, these are answered by this instead",
    ),
    "otherwise": note(
        "その中に、いま開いていると確かに言える窓口がなければ、{targets}につなぎます",
        "if none of these is sure to be open: refer to {targets}",
    ),
    "otherwise-again": note("それもなければ、{targets}につなぎます", "if none of these either: refer to {targets}"),
    "urgency-immediate": note("緊急度は「即時」です（すぐに対応します）", "urgency: immediate (at once)"),
    "urgency-same-day": note("緊急度は「当日」です（その日のうちに対応します）", "urgency: same-day (within the day)"),
    "basis": note("根拠は、{basis}です", "grounds: {basis}"),
    "say": note("相談した人に伝える言葉: 「{text}」", "to be said to the person: “{text}”"),
    "note": note("備考: 「{text}」", "note: “{text}”"),
    "period-between": note("{start}から{end}まで使います", "in use from {start} until {end}"),
    "period-from": note("{start}から使います", "in use from {start}"),
    "period-until": note("{end}まで使います", "in use until {end}"),
    "of-ruleset": note(
        "使っている規則集「{name}」にあります（{tier}段先）", "part of the ruleset {name} ({tier} away)"
    ),
    "ruleset-between": note(
        "その規則集の適用は、{start}から{end}までです", "ruleset in effect from {start} until {end}"
    ),
    "ruleset-from": note("その規則集の適用は、{start}からです", "ruleset in effect from {start}"),
    "ruleset-until": note("その規則集の適用は、{end}までです", "ruleset in effect until {end}"),
}

_RESOURCES: Mapping[str, Entry] = {
    "by": note("{name}が行う窓口です", "run by {name}"),
    "kind": note("種別は、{name}です", "kind: {name}"),
    "aliases": note("別名は、{names}です", "also called {names}"),
    "serves": note("対象地域は、{places}です", "serves {places}"),
    "serves-scopes": note("対象地域は、{places}です（{scopes}の人）", "serves {places} ({scopes})"),
    "living": note("在住", "living there"),
    "working": note("在勤", "working there"),
    "studying": note("在学", "studying there"),
    "staying": note("滞在", "staying there"),
    "caller-living": note("相談者が在住", "the caller living there"),
    "takes": note("{condition}人が対象です", "takes people of whom this holds: {condition}"),
    "handles": note("扱う分野は、{values}です", "handles {values}"),
    "way-any": note("受付方法は問いません", "by any channel"),
    "way": note("受付方法は、{channel}です", "by {channel}"),
    "way-phone": note("電話番号は、{phone}です", "number {phone}"),
    "way-hours": note("受付は、{hours}です", "open {hours}"),
    "way-hours-unknown": note("受付の時間は分かりません", "hours not known"),
    "way-speaks": note("{values}で話せます", "speaks {values}"),
    "way-speaks-any": note("どの言語でも話せます", "speaks any language"),
    "way-speaks-but": note("{values}を除く、どの言語でも話せます", "speaks any language except {values}"),
    "honours": note("{values}という希望に応じられます", "honours the wishes {values}"),
    "needs": note("つなぐ時に要るものは、{values}です", "needs {values} for a handover"),
    "booking-yes": note("予約が要ります", "booking required"),
    "booking-no": note("予約は要りません", "no booking required"),
    "status-paused": note("いまは休止中です", "paused for now"),
    "status-do-not-refer": note("いまは紹介を止めています", "not to be referred to for now"),
    "status-closed": note("廃止されました", "closed for good"),
    "verified": note("登録の内容は、{day}に確かめました", "verified on {day}"),
    "not-verified": note("登録の内容を確かめた日は、書かれていません", "no day of verification is written"),
    "registered-in": note("登録は、規則集「{name}」にあります", "registered in the ruleset {name}"),
    "hours-cut": note("ただし、{days}は休みです", "closed on {days}"),
    "hours-as": note("{days}は、{weekday}の時間です", "{days} have the hours of {weekday}"),
}

_HEADS: Mapping[str, Entry] = {
    "title": note("規則集「{name}」を文章で", "the ruleset {name} in sentences"),
    "head-rules": note("規則", "rules"),
    "head-withholds": note("つながない決まり（除外）", "withholds"),
    "head-defaults": note("最後の受け皿（既定）", "defaults"),
    "head-resources": note("窓口", "resources"),
    "head-terms": note("言葉と前提", "terms"),
    "issue": note("相談分野「{name}」", "issue {name}"),
    "issue-includes": note("{values}が含まれます", "includes {values}"),
    "untold": note("{attribute}が分からない時", "{attribute} untold"),
    "presumed": note("{condition}とみなします", "taken for granted: {condition}"),
    "head-hours": note("時間帯", "hours"),
}

PROSE: Mapping[str, Entry] = {
    f"prose/{code}": entry for part in (_CONDITIONS, _CLAUSES, _RESOURCES, _HEADS) for code, entry in part.items()
}
