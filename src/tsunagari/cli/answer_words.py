"""The words of an answer in both languages.

Law: one entry for everything that a decision can say; names of resources, rules and wishes are the ruleset's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

WEEKDAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}

ATTRIBUTES: Mapping[str, str] = {
    "age": "年齢",
    "issue": "相談",
    "lives": "住所",
    "stays": "現在地",
    "works": "勤務地",
    "studies": "通学先",
    "channel": "方法",
    "time": "時間",
    "language": "言語",
    "wish": "希望",
    "danger": "緊迫（いま危険があるか）",
    "caller": "相談者（誰が相談しているか）",
    "caller-lives": "相談者の住所",
    "caller-language": "相談者の言語",
}
"""Core attributes in Japanese; in English they are called by their own names."""

JAPANESE: Mapping[str, str] = {
    "asked-at": "{at} の時点での答え",
    "not-asked-at": "時点を問わない答え",
    "found": "つなぎ先 {yes}件",
    "found-maybe": "つなぎ先 {yes}件、確かめれば候補になるもの {maybe}件",
    "maybes": "確かめれば候補になる窓口",
    "not-listed": "ほかに {number}件",
    "now": "いま開いている",
    "later": "{at} に開く",
    "later-unseen": "この先400日は開く予定がない",
    "unknown": "受付時間が分からない",
    "not asked": "",
    "immediate": "緊急 すぐに",
    "same-day": "今日のうちに",
    "normal": "",
    "contact": "連絡",
    "no-contact": "連絡先は未登録",
    "no-phone": "番号は未登録",
    "way-later": "いまは閉まっている",
    "way-unknown": "時間は不明",
    "why": "理由",
    "otherwise": "先の窓口につながらない時の窓口",
    "default": "ほかに当たるものがない時の既定の窓口",
    "say": "案内",
    "unmet": "希望「{wishes}」に応じるかは分からない",
    "urgent": "【{urgency}】",
    "aside": "（{text}）",
    "quote": "「{text}」",
    "again": "前に試したが、つながらなかった窓口",
    "confirm": "確かめる",
    "questions": "次に尋ねるとよい事",
    "decides": "{attribute}（{number}件が決まる）",
    "changes": "{attribute}（答えで変わる）",
    "plan": "全部の相談に応える組合せ",
    "unaddressed": "応える窓口が見つからない相談",
    "by-default": "規則から確かにつなげて、いま開いている窓口がないため、既定の窓口も挙げています。",
    "by-default-untimed": "規則から確かにつなげる窓口がないため、既定の窓口も挙げています。",
    "ruleset": "規則集",
    "comma": "、",
    "gap": "確実なつなぎ先はありません。",
    "maybe-only": "下の窓口は、確かめれば候補になります。",
    "no-rule": "この相談に当たる規則が、規則集にありません。規則集を書く人に知らせてください。",
    "all-tried": "当たる窓口は、すべて試したあとです。",
    "all-withheld": "当たる窓口は、この相談ではつながない決まりになっています。",
    "all-paused": "当たる窓口は、すべて休止中か紹介停止です。",
    "out-of-period": "規則集の適用期間の外です。",
}

ENGLISH: Mapping[str, str] = {
    "asked-at": "as of {at}",
    "not-asked-at": "at any time",
    "found": "{yes} to refer to",
    "found-maybe": "{yes} to refer to, {maybe} more if confirmed",
    "maybes": "possible, once confirmed",
    "not-listed": "and {number} more",
    "now": "open now",
    "later": "opens {at}",
    "later-unseen": "does not open within 400 days",
    "unknown": "hours not known",
    "not asked": "",
    "immediate": "at once",
    "same-day": "today",
    "normal": "",
    "contact": "contact",
    "no-contact": "not registered",
    "no-phone": "number not registered",
    "way-later": "closed now",
    "way-unknown": "hours not known",
    "why": "why",
    "otherwise": "where the ones before cannot be reached",
    "default": "the default where nothing else fits",
    "say": "say",
    "unmet": "not known to meet the wish for {wishes}",
    "urgent": "[{urgency}]",
    "aside": " ({text})",
    "quote": "“{text}”",
    "again": "tried before without getting through",
    "confirm": "confirm",
    "questions": "worth asking next",
    "decides": "{attribute} (settles {number})",
    "changes": "{attribute} (would change the answer)",
    "plan": "together they address everything",
    "unaddressed": "nobody found for",
    "by-default": "No rule leads for certain to somebody who is open, so defaults are listed too.",
    "by-default-untimed": "The default desks are listed too, as no rule leads to one for sure.",
    "ruleset": "ruleset",
    "comma": ", ",
    "gap": "There is nobody to refer to for certain.",
    "maybe-only": "Those below may take the person, once confirmed.",
    "no-rule": "No rule of this ruleset covers this consultation. Please tell those who write it.",
    "all-tried": "All that fit have been tried.",
    "all-withheld": "All that fit are withheld in this case.",
    "all-paused": "All that fit are paused or not taking referrals.",
    "out-of-period": "The ruleset is not in effect at this time.",
}


def words(language: str) -> Mapping[str, str]:
    """Every phrase in `ja` or `en`."""
    return JAPANESE if language == "ja" else ENGLISH


def attribute_word(name: str, language: str) -> str:
    """What an attribute is called to people."""
    return ATTRIBUTES.get(name, name) if language == "ja" else name


def moment(at: datetime, language: str) -> str:
    """An instant with its weekday."""
    day = WEEKDAYS[language][at.weekday()]
    if language == "ja":
        return f"{at.year}年{at.month}月{at.day}日（{day}）{at.hour}:{at.minute:02}"
    return f"{day} {at.year}-{at.month:02}-{at.day:02} {at.hour}:{at.minute:02}"
