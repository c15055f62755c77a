"""The words of the report page: headings, explanations of figures, marks.

Law: each figure has a sentence that says what it counts; nothing here is about one ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note

_HEAD: Mapping[str, Entry] = {
    "title": note("「{name}」のレポート", "report on {name}"),
    "skip": note("本文へ", "skip to the content"),
    "contents": note("目次", "contents"),
    "at": note("この時点で", "as of"),
    "proved-from": note("証明の始まりの日（2年間）", "proved for two years from"),
    "period": note("規則集の適用", "ruleset in effect"),
    "used": note("使っている規則集", "rulesets used"),
    "digest": note("内容のしるし", "digest"),
    "made-by": note("tsunagari {version} が規則集から作成", "made from the ruleset by tsunagari {version}"),
    "period-always": note("期間の定めなし", "no period"),
    "period-between": note("{start}から{end}まで", "from {start} until {end}"),
    "period-from": note("{start}から", "from {start}"),
    "period-until": note("{end}まで", "until {end}"),
    "period-over": note(
        "{period}（終わっています。既定だけで答えます）", "{period} (over: it answers by its defaults alone)"
    ),
    "period-to-come": note(
        "{period}（まだ始まっていません。既定だけで答えます）", "{period} (not begun: it answers by its defaults alone)"
    ),
    "print-note": note("印刷には、開いてある部分だけが出ます", "only what is unfolded is printed"),
    "comma": note("、", ", "),
    "holiday": note("祝日", "holiday"),
}

_GLANCE: Mapping[str, Entry] = {
    "head-glance": note("ひと目で", "at a glance"),
    "glance-desks": note("登録された窓口", "registered resources"),
    "glance-desks-note": note("うち、この規則集のもの {own}", "of these {own} of this ruleset"),
    "glance-open": note("いま開いている窓口", "open now"),
    "glance-open-note": note("受付時間の分からない窓口 {unknown}", "hours not known of {unknown}"),
    "glance-trials": note("合格した相談例", "tests passed"),
    "glance-of": note("全{number}件のうち", "of {number}"),
    "glance-promises": note("証明された確認", "assertions proved"),
    "glance-findings": note("誤りと警告", "errors and warnings"),
    "glance-findings-note": note("ほかに注記 {number}", "and {number} notes"),
    "glance-losses": note("欠けると困るもの", "single points of failure"),
    "glance-losses-note": note(
        "一つなくなるだけで、つながる先を失う人がいる", "whose loss alone leaves somebody with nobody"
    ),
    "glance-nobody": note("どこにもつながらない人", "people whom nobody takes"),
    "glance-nobody-none": note("いない", "none"),
    "glance-nobody-some": note("いる", "some"),
    "glance-nobody-note": note(
        "すべて正確に話した人について、証明済み", "proved for everybody who tells everything exactly"
    ),
    "not-asked": note("調べていない", "not asked"),
}

_MAP: Mapping[str, Entry] = {
    "head-map": note("どこで、だれが受けとめるか", "who is covered where"),
    "map-note": note(
        "数は、そこに住むとだけ話した人に、つながり得る窓口の数（確実なものと、確かめれば候補になるもの）。"
        "話していないことは、言語の決まりのとおり（本人、日本語、緊迫なし）に読み、ほかは何でもあり得るとして数えた",
        "the number is that of the resources that may take somebody who tells only that they live there: those that "
        "are certain, and those that are possible once more is known. What is untold is read as the language says "
        "(the person themself, Japanese, no danger); all else may be anything",
    ),
    "map-marks": note(
        "◎△×は、電話で、自分のことを、日本語で、希望を言わずに話す人（緊迫なし）について、年齢と相談分野をすべて調べた"
        "結果です。★は、この規則集の窓口が対象地域にしている県",
        "the marks ◎ △ × are proved for people who phone for themselves, in Japanese, without a wish and in no danger, "
        "of every age and about every issue. ★ marks prefectures that this ruleset's own resources serve",
    ),
    "mark-rule": note("どの分野でも、規則で窓口につながる", "rules lead to somebody for every issue"),
    "mark-default": note("既定の窓口だけになる分野がある", "for some issues only a default is left"),
    "mark-nobody": note("つながる先のない分野がある", "for some issues there is nobody"),
    "mark-unsettled": note("調べきれていない", "not settled"),
    "mark-own": note("この規則集の対象地域", "served by this ruleset"),
    "tile": note("{name} {number}か所", "{name} {number}"),
    "map-title": note("都道府県の地図（タイル）", "map of the prefectures (tiles)"),
    "lists-title": note("市区町村の一覧", "lists of municipalities"),
    "everywhere": note(
        "どの市区町村でもつながり得る窓口（{number}）", "resources that may take people everywhere ({number})"
    ),
    "extra": note("加えて、ここでは", "besides, here"),
    "extra-none": note("加わる窓口はない", "none besides"),
    "sure": note("確実", "certain"),
    "perhaps": note("確かめれば", "possible"),
    "counts": note(
        "つながり得る {possible}、うち確実 {sure}、いま開いている {open}",
        "possible {possible}, certain {sure}, open now {open}",
    ),
    "left": note("既定だけか、つながる先のない分野 {number}", "issues left to defaults or nobody: {number}"),
}

_TABLES: Mapping[str, Entry] = {
    "head-issues": note("相談分野ごと", "by issue"),
    "issues-note": note(
        "その分野の相談だとだけ話した人に、つながり得る窓口の数。年齢の列は、年齢も話した時の数。どこに住んでいるかは問わない",
        "the number of resources that may take somebody who tells only this issue; in the columns of ages, who "
        "tells the age too. They may live anywhere",
    ),
    "issues-caption": note("相談分野と、つながり得る窓口の数", "issues and the resources that may take them"),
    "issues-ages-title": note("年齢ごとの数も見る", "see the numbers by age"),
    "issues-ages-caption": note(
        "相談分野と年齢ごとの、つながり得る窓口の数", "resources that may take an issue, by age"
    ),
    "column-issue": note("相談分野", "issue"),
    "column-possible": note("つながり得る", "possible"),
    "column-sure": note("うち確実", "certain"),
    "column-open": note("いま開いている", "open now"),
    "column-cover": note("規則で届くか", "by rule"),
    "cover-rule": note("規則で届く", "by rule"),
    "cover-default": note("既定だけの人がいる", "some by default only"),
    "cover-nobody": note("届かない人がいる", "some get nobody"),
    "cover-unsettled": note("調べきれていない", "not settled"),
    "head-ages": note("年齢ごと", "by age"),
    "ages-note": note(
        "年齢だけを話した人に、つながり得る窓口の数。この規則集が区別する年齢で分けた（一つの帯の中では、どの年齢でも同じ数）",
        "the number of resources that may take somebody who tells only their age, by the bands that the ruleset tells "
        "apart: one number holds for every age of a band",
    ),
    "ages-caption": note("年齢と、つながり得る窓口の数", "ages and the resources that may take them"),
    "column-age": note("年齢", "age"),
    "ages": note("{low}〜{high}歳", "{low}–{high}"),
    "age-one": note("{low}歳", "{low}"),
    "age-from": note("{low}歳以上", "{low}+"),
    "head-hours": note("時間ごと", "by hour"),
    "hours-note": note(
        "何も話していない人（本人、日本語、緊迫なし）につながり得る窓口のうち、開いていると確かに言えるものの数。"
        "その一時間の中で一番少ない分の数なので、どの分に相談しても、少なくともこれだけ開いている。受付時間の分からない窓口"
        "（{unknown}）は数えていない",
        "of the resources that may take somebody who tells nothing, those that are surely open. It is the least of all "
        "minutes of the hour, so that at least so many are open at each of them. Resources of unknown hours "
        "({unknown}) are not counted",
    ),
    "hours-caption": note("一週間の時間ごとに、開いている窓口の数", "open resources by hour of the week"),
    "column-hour": note("時", "hour"),
    "slots-caption": note(
        "相談分野ごとに、その時間帯で一番少ない時に開いている窓口の数", "open resources by issue, at the worst minute"
    ),
    "slots-note": note(
        "その分野の相談だとだけ話した人に、つながり得る窓口のうち開いているものの、一番少ない時の数",
        "of the resources that may take somebody who tells only this issue, the least number that is open at any "
        "minute",
    ),
    "slot-workday": note("平日の昼（9〜17時）", "weekdays 9–17"),
    "slot-evening": note("平日の夜（17〜22時）", "weekdays 17–22"),
    "slot-night": note("深夜と早朝（22〜9時）", "nights 22–9"),
    "slot-saturday": note("土曜の昼", "Saturday 9–17"),
    "slot-sunday": note("日曜の昼", "Sunday 9–17"),
    "slot-holiday": note("祝日の昼", "holiday 9–17"),
}

_LISTS: Mapping[str, Entry] = {
    "head-gaps": note("取りこぼしはないか", "is anybody left out"),
    "gaps-nobody": note("どこにもつながらない人", "people whom nobody takes"),
    "gaps-nobody-none": note(
        "いません。年齢・住所・相談・方法などをすべて正確に話した人（相談は一つ）について、証明されています",
        "none. This is proved for everybody who tells everything exactly, with one issue",
    ),
    "gaps-default": note("規則では届かず、既定の窓口だけになる人", "people whom only a default takes"),
    "gaps-default-none": note("いません。証明されています", "none; this is proved"),
    "gaps-note": note(
        "同じ答えになる人をまとめた、大きい順", "put together where the answer is the same, the largest first"
    ),
    "head-losses": note("一つ欠けると困るもの", "single points of failure"),
    "losses-note": note(
        "それ一つがなくなるだけで、既定も含めてどこにもつながらなくなる人がいるもの",
        "what alone stands between somebody and nobody, defaults included",
    ),
    "losses-none": note(
        "ありません。どの一つが欠けても、だれかが受けとめます", "none: whatever one thing is lost, somebody takes them"
    ),
    "losses-unsettled": note("調べきれなかったもの {number}", "not settled: {number}"),
    "losses-caption": note("一つ欠けると困るものと、困る人", "what is lost, and who is left alone"),
    "lost-resource": note("窓口「{name}」", "resource {name}"),
    "lost-organization": note("団体「{name}」", "organization {name}"),
    "lost-channel": note("方法「{name}」", "channel {name}"),
    "lost-hours": note("時間帯「{name}」", "hours {name}"),
    "column-lost": note("欠けるもの", "lost"),
    "column-touches": note("受けられなくなる窓口", "resources that go with it"),
    "column-people": note("つながらなくなる人", "who is left alone"),
    "at-least": note("少なくとも", "at least"),
    "head-desks": note("窓口", "resources"),
    "desks-note": note("開いているかどうかは、{at}の時点です", "open or not is told as of {at}"),
    "desks-own": note("この規則集の窓口（{number}）", "of this ruleset ({number})"),
    "desks-of": note("規則集「{name}」の窓口（{number}）", "of the ruleset {name} ({number})"),
    "open-now": note("いま開いている", "open now"),
    "open-later": note("いまは閉まっている", "closed now"),
    "opens-at": note("いまは閉まっている。次は{at}", "closed now; opens {at}"),
    "opens-never": note("いまは閉まっている。この先400日は開く予定がない", "closed; does not open within 400 days"),
    "open-unknown": note("受付時間が分からない", "hours not known"),
    "status-paused": note("休止中", "paused"),
    "status-do-not-refer": note("紹介停止", "not referred to"),
    "status-closed": note("廃止", "closed for good"),
    "any-channel": note("方法は問わない", "any channel"),
    "in-detail": note("{name}をくわしく", "{name} in detail"),
    "led-by": note("つなぐ規則", "rules that lead here"),
    "led-by-none": note("つなぐ規則がない", "no rule leads here"),
    "head-trials": note("相談例", "tests"),
    "trials-note": note("合格 {passed}、不合格 {failed}", "passed {passed}, failed {failed}"),
    "trials-none": note("相談例がありません", "there are no tests"),
    "trial-row": note("（{number}行目）", " (row {number})"),
    "passed": note("合格", "passed"),
    "failed": note("不合格", "failed"),
    "told": note("話したこと", "told"),
    "expected": note("書かれた結果", "expected"),
    "came": note("出た結果", "came"),
    "nothing-came": note("なし", "nothing"),
    "fit-maybe": note("確認待ち", "maybe"),
    "remarked": note("{name}（{remarks}）", "{name} ({remarks})"),
    "fact": note("{name}：{value}", "{name}: {value}"),
    "fact-comma": note("／", "; "),
    "fact-paused": note("休止中: {names}", "paused: {names}"),
    "fact-declined": note("答えない", "declined"),
    "fact-tried": note("利用済み", "tried"),
    "fact-rotation": note("順番の鍵", "rotation"),
    "tells-nothing": note("何も話さない", "tells nothing"),
    "place-no-fixed-abode": note("不定", "no fixed abode"),
    "place-abroad": note("国外", "abroad"),
    "place-none": note("なし", "none"),
    "yes": note("あり", "yes"),
    "no": note("なし", "no"),
    "head-promises": note("確認（証明したこと）", "assertions"),
    "promises-note": note(
        "証明は、正確に話した人すべてと、{day}からの2年間のすべての分についてのもので、抜き取りではない",
        "a proof covers everybody who tells things exactly, and every minute of the two years from {day}; nothing is "
        "sampled",
    ),
    "promises-none": note("確認が書かれていません", "there are no assertions"),
    "promise-covered": note("だれもが、どこかの窓口につながる", "everybody gets somebody"),
    "promise-open": note("いつでも、開いている窓口につながる", "everybody gets somebody who is open, at every minute"),
    "promise-always": note("必ず、{target}につながる", "everybody gets {target}"),
    "promise-never": note("決して、{target}にはつながらない", "nobody gets {target}"),
    "promise-without-default": note("既定の窓口は数えない", "not counting defaults"),
    "promise-unstated": note("{names}を話さなくても", "even if {names} are untold"),
    "promise-loss-organization": note("どの団体が欠けても", "whichever organization is lost"),
    "promise-loss-resource": note("どの窓口が欠けても", "whichever resource is lost"),
    "promise-loss-channel": note("どの方法が欠けても", "whichever channel is lost"),
    "promise-loss-hours": note("どの時間帯が欠けても", "whichever block of hours is lost"),
    "promise-for": note("こういう人について", "for whom"),
    "as-written": note("規則集の行", "as written"),
    "proved": note("証明", "proved"),
    "refuted": note("反証", "refuted"),
    "undecided": note("未決", "undecided"),
    "head-findings": note("指摘", "findings"),
    "findings-note": note(
        "誤り {errors}、警告 {warnings}、注記 {notes}", "errors {errors}, warnings {warnings}, notes {notes}"
    ),
    "findings-none": note("指摘はありません", "there are no findings"),
    "findings-notes": note("注記を見る（{number}）", "see the notes ({number})"),
    "error": note("誤り", "error"),
    "warning": note("警告", "warning"),
    "note": note("注記", "note"),
    "silenced-title": note("了承されている指摘", "silenced with a reason"),
    "silenced-caption": note("了承されている指摘と、その理由", "findings that were silenced, and why"),
    "column-code": note("指摘", "finding"),
    "column-block": note("どこで", "where"),
    "column-reason": note("理由", "reason"),
    "head-prose": note("規則を文章で", "the rules in sentences"),
    "prose-note": note(
        "規則を読まない人が内容を確かめるための文章です。窓口と時間帯の文章は tsunagari explain --prose で出ます",
        "for review by people who do not read rules; tsunagari explain --prose says resources and hours too",
    ),
    "prose-chapter": note("{title}（{number}）", "{title} ({number})"),
}

REPORTING: Mapping[str, Entry] = {
    f"report/{code}": entry for part in (_HEAD, _GLANCE, _MAP, _TABLES, _LISTS) for code, entry in part.items()
}
