"""Sentences about what `check` finds in a ruleset that can be read."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error, note, warning

CHECKS: Mapping[str, Entry] = {
    "hours-unknown": note(
        "窓口 `{name}` の受付時間が分かりません",
        "the opening hours of `{name}` are not known",
        "分かったら「受付」を書いてください。それまで、開いているとは数えません",
        "write `open` once they are; until then it never counts as open",
    ),
    "contact-unknown": note(
        "窓口 `{name}` の連絡先がどの受付方法にもありません",
        "`{name}` has no telephone number in any of its ways",
        "分かったら「電話番号」を書いてください",
        "write `tel` once it is known",
    ),
    "not-proved": note(
        "この確認は証明していません。始まりの日を渡されていないためです",
        "this assertion was not proved: no first day was given",
        "`tsunagari check` か、`check(path, on=日付)` で証明してください",
        "prove it by `tsunagari check`, or by `check(path, on=DATE)`",
    ),
    "assertion-refuted": error(
        "この確認は成り立ちません",
        "this assertion does not hold",
        "反例です。相談例として貼り付けられます（求める窓口の名前は書き換えてください）\n{example}",
        "here is somebody whom it fails, ready to paste as a test (name the resource that you want)\n{example}",
    ),
    "assertion-lost": error(
        "この確認は `{lost}` が欠けると成り立ちません",
        "this assertion does not hold once `{lost}` is gone",
        "反例です。相談例として貼り付けられます（求める窓口の名前は書き換えてください）\n{example}",
        "here is somebody whom it fails, ready to paste as a test (name the resource that you want)\n{example}",
    ),
    "gap": warning(
        "だれにもつながらない人がいます",
        "there are people whom nobody takes",
        "{regions}\nたとえば、この相談例はつながりません\n{example}",
        "{regions}\nthis one, for example\n{example}",
    ),
    "dead-clause": warning(
        "`{name}` に当てはまる人はいません",
        "nobody can ever meet `{name}`",
        "条件どうし、または「ただし」の条件が打ち消し合っています。条件を見直すか、消してください",
        "its conditions, or those of its provisos, exclude one another: mend them or take it away",
    ),
    "leads-nowhere": warning(
        "`{name}` に当てはまる人を受けとめる窓口が、つなぐ先にありません",
        "none of the resources that `{name}` routes to takes anybody who meets it",
        "窓口の対象地域・対象年齢・対象分野・状態と、この条件を見比べてください",
        "compare its conditions with what the resources serve, their ages, issues and status",
    ),
    "unreachable-resource": warning(
        "窓口 `{name}` にはだれも行き着けません",
        "nobody can ever reach `{name}`",
        "つなぐ規則を書くか、その規則の条件と窓口の条件を見比べてください",
        "write a rule that routes to it, or compare the conditions of those that do with its own",
    ),
    "always-withheld": warning(
        "窓口 `{name}` は、つながる人のすべてに除外が当てはまります",
        "`{name}` is withheld from everybody who is led to it",
        "除外の条件を狭くするか、つなぐ先から外すか、状態を「紹介停止」にしてください",
        "narrow the withhold, take it out of the routes, or set its status to do-not-refer",
    ),
    "shadowed-clause": warning(
        "`{name}` がなくても、だれへの答えも変わりません",
        "without `{name}` nobody would be answered differently",
        "{by} が、同じ人を同じ窓口へ、同じかそれより急いでつなぎます。"
        "消すか、加えたかった違い（窓口・緊急度・案内・根拠）を書いてください",
        "{by} already leads the same people to the same resources, at least as urgently: take it away, or write what "
        "it was meant to add (a resource, an urgency, words, a basis)",
    ),
    "shadowed-when-told": note(
        "`{name}` がなくても、何もかもはっきり言った人への答えは変わりません",
        "without `{name}` nobody who tells everything exactly would be answered differently",
        "{by} が同じ窓口へつなぎます。年齢や住所などを言わない人、おおまかに言う人への答えは変わることがあります。"
        "その人たちのために要るのなら、このままで構いません",
        "{by} lead them to the same resources; those who leave something unstated, or say it roughly, may be answered "
        "differently: if it is there for them, it may stay",
    ),
    "overlapping-provisos": note(
        "`{name}` の「ただし」には、同時に当てはまるものがあります",
        "provisos of `{name}` may hold at once",
        "{pairs}\n当てはまる「ただし」はすべて働きます。先に書いたほうだけではありません\n"
        "たとえば、どちらにも当てはまる人：{person}",
        "{pairs}\nall that hold apply, not only the one that is written first\nmeeting both, for example: {person}",
    ),
    "last-immediate-withheld": warning(
        "`{name}` は、危険の迫る人から最後の即時の窓口を外します",
        "`{name}` takes the last immediate resource from somebody in danger",
        "`{resource}` を外すと、すぐにつながる窓口が一つも残りません。"
        "ほかの即時の窓口を加えるか、外す人を絞ってください\nたとえば、この人です：{person}",
        "without `{resource}` nothing immediate is left: add another immediate resource, or withhold it from fewer "
        "people\nthis one, for example: {person}",
    ),
    "dead-entry": warning(
        "`{name}` を書いても書かなくても、何も変わりません",
        "`{name}` makes no difference here",
        "{why}。消すか、書きたかったものに直してください",
        "{why}: take it away, or write what was meant",
    ),
    "needless-line": note(
        "この条件は、ほかの条件を満たす人ならだれでも満たします",
        "everybody who meets the other conditions meets this one",
        "分けたかった違いを書くか、消してください",
        "write the difference that it should make, or take it away",
    ),
    "closed-chain": warning(
        "`{name}` の「つながらない時」をたどっても、だれも開いていない時間があります",
        "the chain of `{name}` ends closed: at some hours nobody in it is open",
        "{hours}\nその時間には、ほかの規則や既定にも開いている窓口がありません。いつでも開いている窓口を最後に書いてください\n"
        "たとえば、この人です：{person}",
        "{hours}\nnobody else is open then, by any other rule or default: end it with one that always is\n"
        "this one, for example: {person}",
    ),
    "closed-chain-taken-over": note(
        "「つながらない時」をたどってもだれも開いていない時間を、ほかの規則や既定が受けもっています",
        "some chains end closed at hours at which other rules or defaults take over",
        "{chains}\nそれでよければ、このままで構いません",
        "{chains}\nif that is meant, it may stay",
    ),
    "chain-hours-unknown": note(
        "「つながらない時」の先の受付時間が分からず、いつも開いているとは言えません",
        "some chains lead to resources whose hours are not known: nobody can say that they do not end closed",
        "{chains}\n受付時間が分かったら書いてください",
        "{chains}\nwrite `open` once the hours are known",
    ),
    "needless-attribute": warning(
        "属性 `{name}` は、どの答えも変えません",
        "the attribute `{name}` changes no answer",
        "{owners} の条件に出てきますが、どの値でも同じ窓口につながります。"
        "条件から外すか、分けたかった違いを書いてください",
        "it is asked for by {owners}, but whatever its value, people are led to the same resources: take it out of "
        "the conditions, or write the difference that it should make",
    ),
    "unused-attribute": note(
        "属性 `{name}` は、どの条件にも出てきません",
        "no condition names the attribute `{name}`",
        "使う条件を書くか、消してください",
        "write the condition that it was declared for, or take it away",
    ),
    "default-only": note(
        "規則ではだれにもつながらず、既定だけが受けとめる人がいます",
        "there are people whom only a default takes",
        "{regions}",
        "{regions}",
    ),
    "closed-hours": note(
        "開いていると分かる窓口がない時間のある人がいます",
        "there are people for whom, at some hours, nobody is known to be open",
        "{regions}",
        "{regions}",
    ),
    "single-point": note(
        "一つ欠けるだけで、どの窓口にもつながらなくなる人がいます",
        "some people have nobody left once a single thing is gone",
        "{regions}",
        "{regions}",
    ),
    "sole-resource": note(
        "規則でつながる窓口が一つしかない人がいます。欠けると既定だけになります",
        "some people have one resource only by rule; without it a default is all that is left",
        "{regions}",
        "{regions}",
    ),
    "expired-law": warning(
        "根拠の `{name}` は {day} で効力が終わっています",
        "`{name}`, which is cited here, was over after {day}",
        "いまの根拠に書き換えるか、この規則が要るかを見直してください",
        "cite what is in force now, or see whether this is still needed",
    ),
    "expired-resource": warning(
        "窓口 `{name}` の期間は {day} で終わっています",
        "the period of `{name}` was over after {day}",
        "続いているなら「適用」を改め、終わったのなら「状態 廃止」と書いてください",
        "mend `effective` if it goes on, write `status closed` if it has ended",
    ),
    "expired-rule": warning(
        "`{name}` の期間は {day} で終わり、もう働きません",
        "`{name}` was over after {day} and does nothing any more",
        "続けるのなら「適用」を改め、終わったのなら消してください",
        "mend `effective` if it goes on, or take it away",
    ),
    "expired-ruleset": warning(
        "規則集の期間は {day} で終わり、いまは既定だけで答えます",
        "the period of this ruleset was over after {day}: it answers by its defaults only",
        "新しい期間の規則集にするか、「適用」を改めてください",
        "begin that of the new period, or mend `effective`",
    ),
    "stale-verified": note(
        "確かめてから1年を過ぎた、または確認日のない窓口があります",
        "some resources were last verified more than a year ago, or say no day",
        "{regions}\n確かめたら「確認日」を書き改めてください",
        "{regions}\nlook them up again and renew `verified`",
    ),
    "verified-in-future": note(
        "窓口 `{name}` の確認日 {day} は、まだ来ていません",
        "`{name}` says that it was verified on {day}, which has not come yet",
        "確かめた日を書いてください",
        "write the day on which it was verified",
    ),
    "look-alike-name": warning(
        "`{name}` は、すでにある `{other}`（{first}）と見分けられません",
        "`{name}` cannot be told apart from `{other}` ({first})",
        "違いは{difference}です。同じものなら名前をそろえ、別のものなら見分けのつく名前にしてください",
        "they differ in {difference}: give one thing one name, and two things names that can be told apart",
    ),
    "odd-letter": warning(
        "`{name}` の「{letter}」は{script}です",
        "the `{letter}` in `{name}` is a {script}",
        "{other}の「{meant}」のつもりなら、`{wanted}` と打ち直してください",
        "type `{wanted}` again if the {other} `{meant}` is meant",
    ),
    "name-needs-quotes": note(
        "`{name}` は、条件では「」で囲まないと別の意味に読まれます",
        "`{name}` is read as something else in a condition unless it is quoted",
        "条件には `{line}` と書くか、ほかの名前にしてください",
        "write `{line}` in conditions, or choose another name",
    ),
    "assertion-empty": warning(
        "この確認の条件に当てはまる人も時もありません",
        "nobody, at no time, meets the conditions of this assertion",
        "条件どうしが打ち消し合っているか、有効期間の外です。これでは何も約束していません",
        "its conditions exclude one another or lie outside of the period: it promises nothing",
    ),
    "assertion-undecided": warning(
        "この確認は決められませんでした（{cases}件の証明のうち{proofs}件まで）",
        "this assertion could not be decided (after {proofs} of {cases} proofs)",
        "条件を分けて、いくつかの確認にしてください",
        "split its conditions into several assertions",
    ),
    "not-finished": note(
        "`{name}` の点検は、決められた手数では終わりませんでした",
        "looking for `{name}` did not end within the steps allowed",
        "ここまでの指摘は確かですが、ほかにないとは言えません",
        "what was found so far is sure; there may be more",
    ),
    "unused-allow": warning(
        "了承 `{name}` は何も消していません",
        "`allow {name}` silences nothing",
        "指摘がなくなったのなら、この行を消してください",
        "take the line away if the finding is gone",
    ),
}
