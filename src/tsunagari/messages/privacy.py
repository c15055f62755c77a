"""Sentences about what may not leave a venue, or may not be brought into one.

Law: a sentence names fields, codes and names of the registry, never what a field holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error, note

_CONTAINERS: Mapping[str, Entry] = {
    "privacy/sealed": error(
        "個人情報の入れ物は、中身を見せません",
        "a container of personal data does not show what it holds",
        "渡すには、引継ぎ（hand_over）を使ってください",
        "hand over what it holds with `hand_over`",
    ),
    "privacy/unknown-field": error(
        "個人情報の項目でも、この規則集の属性でもない項目があります",
        "there is a field that is neither one of a person nor an attribute of the ruleset",
        "項目は一つずつ名前で書きます。「すべて」という同意はありません",
        "name each field. There is no consent to everything",
    ),
    "privacy/wrong-type": error(
        "`{field}` の書き方が決められた形ではありません",
        "`{field}` does not have the shape that it takes",
    ),
    "privacy/no-person": error(
        "この相談の人ではありません",
        "this is not a person of the case",
        "相談を開いた時の、本人か相談者の入れ物を渡してください",
        "hand in the very container that the case was opened with",
    ),
}

_VENUES: Mapping[str, Entry] = {
    "privacy/platform-takes-no-case": error(
        "プラットフォームでは、個別の相談も個人情報も取り扱えません",
        "the platform takes neither a case nor anything that can hold personal data",
        "規則集、登録、公表した表だけを渡せます（通知 第2の2(1)④）",
        "hand in rulesets, the registry and published tables only (notice, part 2, 2(1)④)",
    ),
    "privacy/no-handover-here": error(
        "引継ぎは、窓口か協議会からだけできます",
        "a handover starts from a desk or a council only",
    ),
    "privacy/unknown-body": error(
        "この規則集にない会議体です",
        "this ruleset declares no such body",
        "「会議体」で宣言してください",
        "declare it as a `body`",
    ),
    "privacy/body-is-a-platform": error(
        "`{name}` はプラットフォームです。個別の相談を扱う会議体にはなれません",
        "`{name}` is a platform and cannot be where cases are discussed",
        "協議会を別の会議体として宣言してください（通知 第2の2(1)④）",
        "declare the council as a body of its own (notice, part 2, 2(1)④)",
    ),
}

_GROUNDS: Mapping[str, Entry] = {
    "privacy/unknown-law": error(
        "根拠の法令が、この規則集で宣言されていません",
        "the law of a ground is not declared in this ruleset",
        "「法令」で宣言してください",
        "declare it as a `law`",
    ),
    "privacy/bad-article": error(
        "根拠の条が、条文の引用として読めません",
        "the article of a ground is no citation",
        "「第二十五条の三」のように書いてください",
        "write it like `art. 25-3`",
    ),
    "privacy/bad-code": error(
        "`{field}` の符号の書き方が正しくありません",
        "`{field}` is not written as a code",
        "英小文字・数字・ハイフンで書き、職員は名前でなく `k-104` のような番号で示します",
        "use small letters, digits and hyphens; an officer goes by a number such as `k-104`, never by name",
    ),
    "privacy/ground-at-desk": error(
        "窓口からの引継ぎは、同意によるものだけです",
        "a desk hands over by consent only",
        "法令の根拠で渡せるのは、その根拠を宣言した協議会です",
        "only a council that declares the ground may hand over on it",
    ),
    "privacy/unknown-ground": error(
        "この会議体は、その根拠を宣言していません",
        "this body does not declare that ground",
    ),
    "privacy/secrecy-not-known": error(
        "`{name}` には守秘の義務があると分かっていないため、同意によってだけ渡せます",
        "`{name}` is not known to be bound to secrecy, so consent is the only way",
        "守秘を条文で確かめ、「守秘 あり」と宣言してください",
        "check the law and declare `secrecy yes`",
    ),
    "privacy/receiver-not-a-member": error(
        "渡す先 `{receiver}` は、この会議体の構成団体の窓口ではありません",
        "`{receiver}` is no resource of a member of this body",
        "守秘の義務のない相手には、同意によってだけ渡せます",
        "whoever is not bound to secrecy receives by consent only",
    ),
    "privacy/ground-not-for-caller": error(
        "法令の根拠で渡せるのは、当事者本人のことだけです",
        "a legal ground covers the person supported, not the caller",
        "相談者や通告した人のことは、その人の同意によってだけ渡せます",
        "what is the caller's leaves by the caller's consent only",
    ),
}

_CONSENTS: Mapping[str, Entry] = {
    "privacy/unknown-receiver": error(
        "この規則集にない窓口が、渡す先になっています",
        "a receiver is no resource of this ruleset",
        "登録された窓口の名前で書いてください。「すべて」という渡し先はありません",
        "name a registered resource. There is no consent for everybody",
    ),
    "privacy/unknown-code": error(
        "`{field}` に決められていない符号があります",
        "`{field}` has a code that is none of the known ones",
        "使えるのは {known} です",
        "use one of {known}",
    ),
    "privacy/naive-time": error(
        "`{field}` に時差がありません",
        "`{field}` is an instant without its offset from UTC",
    ),
    "privacy/consent-too-long": error(
        "同意の期限は、同意した時より後で、366日以内です",
        "a consent ends after it was given, and at most 366 days after",
        "長く続く支援では、同意を取り直してください",
        "ask again where support goes on",
    ),
}

_HANDOVERS: Mapping[str, Entry] = {
    "privacy/not-in-the-answer": error(
        "この相談の答えにない窓口には渡せません",
        "this resource is not in the answer to the case",
    ),
    "privacy/body-is-no-platform": error(
        "会議体 `{name}` の種別は、プラットフォームではありません",
        "the body `{name}` is no platform",
        "会議体の「種別」を確かめてください",
        "look at the `kind` of the body",
    ),
    "privacy/unknown-excluded": error(
        "知られてはならない相手として、この規則集にない窓口か団体が書かれています",
        "somebody who must not know is neither a resource nor an organization of this ruleset",
        "登録された窓口か団体の名前で書いてください。名前が違うと、だれも除かれません",
        "name a registered resource or organization: a name that means nobody keeps nobody away",
    ),
    "privacy/another-ruleset": error(
        "会議体は、相談に答えた規則集のものではありません",
        "the body is not one of the ruleset that answered",
    ),
    "privacy/receiver-excluded": error(
        "`{receiver}` には、居所を知られないために何も渡せません",
        "nothing may go to `{receiver}`: it must not learn where the person is",
    ),
    "privacy/bad-event": error(
        "記録に、符号でも登録の名前でもないものがあります（`{field}`）",
        "the record holds something that is neither a code nor a name of the registry (`{field}`)",
    ),
}

_WITHHELD: Mapping[str, Entry] = {
    "privacy/withheld-concealed": note("居所を知られないために渡さない", "kept back to conceal where the person is"),
    "privacy/withheld-absent": note("聞いていない", "not told"),
    "privacy/withheld-no-consent": note("同意がない", "no consent"),
    "privacy/withheld-not-yet": note("同意はまだ始まっていない", "consent has not begun"),
    "privacy/withheld-expired": note("同意の期限が過ぎた", "consent has expired"),
    "privacy/withheld-withdrawn": note("同意が取り消された", "consent was withdrawn"),
    "privacy/withheld-guardian-void": note(
        "居所を知られないため、保護者の同意は使わない", "a guardian's consent is void where a place is concealed"
    ),
}

_SHEET: Mapping[str, Entry] = {
    "privacy/sheet-title": note("引継ぎ票", "Handover sheet"),
    "privacy/sheet-receiver": note("渡す先", "To"),
    "privacy/sheet-from": note("渡す側", "From"),
    "privacy/sheet-no-sender": note(
        "（ここには書きません。届けた人に確かめてください）", "(not written here: ask whoever brought it)"
    ),
    "privacy/sheet-day": note("日付", "Date"),
    "privacy/sheet-about": note("だれのことか", "About"),
    "privacy/sheet-purpose": note("目的", "Purpose"),
    "privacy/sheet-permission": note("渡せるわけ", "Permitted by"),
    "privacy/sheet-limit": note(
        "この票は、上の目的のほかに使わず、ほかの人に渡さないでください",
        "for the purpose above only; pass it on to nobody",
    ),
    "privacy/about-subject": note("本人", "the person"),
    "privacy/about-caller": note("相談者", "the caller"),
    "privacy/purpose-referral": note("相談を引き継ぐため", "to take over the consultation"),
    "privacy/purpose-deliberation": note("支援の内容を話し合うため", "to discuss the support"),
    "privacy/purpose-follow-up": note("つながったかを確かめるため", "to see whether it reached the person"),
    "privacy/by-consent": note("同意", "consent"),
}

PRIVACY: Mapping[str, Entry] = {
    code: entry
    for part in (_CONTAINERS, _VENUES, _GROUNDS, _CONSENTS, _HANDOVERS, _WITHHELD, _SHEET)
    for code, entry in part.items()
}
