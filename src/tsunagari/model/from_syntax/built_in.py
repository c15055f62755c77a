"""What every ruleset has without declaring it: core attributes, callers, channels, kinds and personal fields.

Law: tables only; the canonical name stands first in each row. Core attributes and personal fields go by their
English id, other built-in values by their Japanese name (language §3).
"""

from __future__ import annotations

from typing import Final

#: Core attribute → Japanese spellings.
ATTRIBUTES: Final = {
    "age": ("年齢",),
    "issue": ("相談",),
    "lives": ("住所",),
    "stays": ("現在地",),
    "works": ("勤務地",),
    "studies": ("通学先",),
    "channel": ("方法",),
    "time": ("時間",),
    "language": ("言語",),
    "wish": ("希望",),
    "danger": ("緊迫",),
    "caller": ("相談者",),
    "caller-lives": ("相談者の住所",),
    "caller-language": ("相談者の言語",),
}

CHANNELS: Final = (
    ("電話", "phone"),
    ("チャット", "chat"),
    ("メール", "email"),
    ("来所", "visit"),
    ("訪問", "outreach"),
    ("オンライン", "video"),
    ("FAX", "fax"),
    ("手紙", "letter"),
)

#: The person and those beside them (法第2条); supporters (法第6条).
CALLERS: Final = (
    ("本人", "self"),
    ("家族", "family"),
    ("身近な人", "close"),
    ("支援者", "supporter"),
)

#: Under what a declared one mostly stands: what advice shows.
EXAMPLES: Final = {"channel": ("チャット", "chat"), "caller": ("支援者", "supporter")}

#: Kinds of resources, organizations and bodies; any other name is a kind too.
KINDS: Final = (
    ("居場所", "ibasho"),
    ("専門相談", "specialist-desk"),
    ("総合相談", "general-desk"),
    ("傾聴", "listening"),
    ("緊急", "emergency"),
    ("行政", "public"),
    ("民間団体", "npo"),
    ("社会福祉協議会", "social-welfare-council"),
    ("企業", "company"),
    ("学校", "school"),
    ("医療機関", "medical"),
    ("住民組織", "residents"),
    ("金融機関", "bank"),
    ("郵便局", "post-office"),
    ("協議会", "council"),
    ("プラットフォーム", "platform"),
    ("支援会議", "support-meeting"),
    ("その他", "other"),
)

#: Fields of a handover that are no attributes of a consultation.
PERSONAL: Final = (
    ("name", "氏名"),
    ("contact", "連絡先"),
    ("address", "住居の所在地"),
    ("birthdate", "生年月日"),
    ("kana", "ふりがな"),
    ("note", "備考"),
    ("household", "家族構成"),
)

#: What may have become of an earlier referral.
OUTCOMES: Final = (
    ("no-answer", "応答なし"),
    ("full", "満員"),
    ("declined", "断られた"),
    ("declined-by-person", "本人が断った"),
    ("not-eligible", "対象外"),
    ("reached", "つながった"),
)

#: First words of a `given` line that are no attribute.
CIRCUMSTANCES: Final = {
    "tried": ("tried", "利用済み"),
    "paused": ("paused", "休止中"),
    "declined": ("declined", "回答しない"),
    "rotation": ("rotation", "順番", "輪番"),
}

NATION: Final = ("全国", "nationwide", "nation")
NO_FIXED_ABODE: Final = ("不定", "no-fixed-abode")
ABROAD: Final = ("国外", "abroad")
NONE: Final = ("なし", "none")
UNKNOWN: Final = ("不明", "unknown")
YES: Final = ("あり", "yes")
AROUND_THE_CLOCK: Final = ("24時間", "around-the-clock")
OTHER_LANGUAGE: Final = "other"

#: Why an answer has no yes.
GAPS: Final = (
    ("maybe-only", "確認待ちのみ"),
    ("no-rule", "規則なし"),
    ("all-tried", "すべて利用済み"),
    ("all-withheld", "すべて除外"),
    ("all-paused", "すべて休止中"),
    ("out-of-period", "期間外"),
)

#: Attribute → key of a fact in JSON, where they differ.
FACT_KEYS: Final = {
    "issue": "issues",
    "wish": "wishes",
    "time": "at",
    "caller-lives": "caller_lives",
    "caller-language": "caller_language",
}

#: What `speaks` says of a desk that serves in every language, by an interpreter or without words.
ANY_LANGUAGE: Final = ("すべて", "any")
