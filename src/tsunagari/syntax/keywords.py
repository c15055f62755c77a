"""Every keyword of the language, in both languages: the one table.

Law: a keyword has one id; the grammar's terminals, the printer, the messages and the documents all come from here.
The first spelling of a language is the one that the printer writes. Ids that share a spelling (`except`
the field and `except` in `serves`) never stand in the same place, which a test holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keyword:
    """Spellings of one keyword; a blank in a spelling is one or more blanks. `glued` may touch what follows."""

    en: tuple[str, ...]
    ja: tuple[str, ...]
    glued: bool = False


def _k(en: str, ja: str, *, glued: bool = False) -> Keyword:
    return Keyword(tuple(en.split("|")), tuple(ja.split("|")), glued)


BLOCKS: Mapping[str, Keyword] = {
    "ruleset": _k("ruleset", "規則集"),
    "law": _k("law", "法令"),
    "issue": _k("issue", "相談分野"),
    "area": _k("area", "地域"),
    "hours": _k("hours", "時間帯"),
    "attribute": _k("attribute", "属性"),
    "wish": _k("wish", "希望項目"),
    "caller": _k("caller", "相談者区分"),
    "channel": _k("channel", "方法区分"),
    "resource-kind": _k("resource-kind", "窓口種別"),
    "define": _k("define", "用語"),
    "body": _k("body", "会議体"),
    "organization": _k("organization", "団体"),
    "resource": _k("resource", "窓口"),
    "rule": _k("rule", "規則"),
    "withhold": _k("withhold", "除外"),
    "default": _k("default", "既定"),
    "test": _k("test", "相談例"),
    "cases": _k("cases", "例表"),
    "assert": _k("assert", "確認"),
    "amend": _k("amend", "改める"),
    "without": _k("without", "適用しない"),
}

FIELDS: Mapping[str, Keyword] = {
    "effective": _k("effective", "適用"),
    "uses": _k("uses", "使う語彙"),
    "presume": _k("presume", "推定"),
    "without": _k("without", "適用しない"),
    "includes": _k("includes", "含む"),
    "synonyms": _k("synonyms", "同義語"),
    "except": _k("except", "除く|ただし"),
    "as-monday": _k("as monday", "月曜扱い"),
    "as-saturday": _k("as saturday", "土曜扱い"),
    "as-sunday": _k("as sunday", "日曜扱い"),
    "one-of": _k("one of", "選択"),
    "when": _k("when", "条件"),
    "or": _k("or", "または"),
    "kind": _k("kind", "種別"),
    "basis": _k("basis", "根拠"),
    "secrecy": _k("secrecy", "守秘"),
    "member": _k("member of", "構成"),
    "by": _k("by", "実施団体"),
    "serves": _k("serves", "対象地域"),
    "ages": _k("ages", "対象年齢"),
    "for": _k("for", "対象者"),
    "handles": _k("handles", "対象分野"),
    "via": _k("via", "受付方法"),
    "open": _k("open", "受付"),
    "tel": _k("tel", "電話番号"),
    "speaks": _k("speaks", "対応言語"),
    "honours": _k("honours", "応じる希望"),
    "needs": _k("needs", "必要事項"),
    "booking": _k("booking", "予約"),
    "status": _k("status", "状態"),
    "verified": _k("verified", "確認日"),
    "requires": _k("requires", "対象条件"),
    "route": _k("route", "つなぐ先"),
    "also": _k("also", "あわせて"),
    "otherwise": _k("otherwise", "つながらない時"),
    "urgency": _k("urgency", "緊急度"),
    "note": _k("note", "備考"),
    "say": _k("say", "案内"),
    "allow": _k("allow", "了承"),
    "from": _k("from", "つながない先"),
    "given": _k("given", "前提"),
    "expect": _k("expect", "結果"),
    "expect-includes": _k("expect-includes", "結果に含む"),
    "expect-excludes": _k("expect-excludes", "結果に含まない"),
    "expect-first": _k("expect first", "最初の結果"),
    "expect-later": _k("expect later", "後で開く"),
    "expect-maybe": _k("expect maybe", "確認待ち"),
    "expect-default": _k("expect default", "既定になる"),
    "expect-gap": _k("expect gap", "つなぐ先なし"),
    "expect-ask": _k("expect ask", "尋ねる事"),
    "expect-urgency": _k("expect urgency", "結果の緊急度"),
    "expect-plan": _k("expect plan", "計画"),
}

#: Words inside a line, after its keyword.
INNER: Mapping[str, Keyword] = {
    "alias": _k("alias", "別名"),
    "under": _k("under", "上位"),
    "without-places": _k("except", "除く|ただし"),
    "as-role": _k("as", "として"),
    "every": _k("every", "すべての", glued=True),
    "member-of": _k("member of", "構成団体"),
    "no-target": _k("none", "なし"),
    "places": _k("places", "場所"),
    "living": _k("living", "在住"),
    "working": _k("working", "在勤"),
    "studying": _k("studying", "在学"),
    "staying": _k("staying", "滞在"),
    "caller-living": _k("caller-living", "相談者在住"),
    "open": _k("open", "受付|いつでも"),
    "via-tel": _k("tel", "電話番号"),
    "via-speaks": _k("speaks", "対応言語"),
    "covered": _k("covered", "網羅"),
    "always": _k("always", "必ず"),
    "never": _k("never", "決して"),
    "without-default": _k("without default", "既定なしで"),
    "even-unstated": _k("even if unstated", "不明でも"),
    "loss-organization": _k("survives loss of each organization", "どの団体が欠けても"),
    "loss-resource": _k("survives loss of each resource", "どの窓口が欠けても"),
    "loss-channel": _k("survives loss of each channel", "どの方法が欠けても"),
    "loss-hours": _k("survives loss of each hours", "どの時間帯が欠けても"),
}

_CLAUSE = ("when", "or", "route", "also", "otherwise", "urgency", "basis", "note", "say", "effective")
_EXPECT = tuple(key for key in FIELDS if key.startswith("expect"))

#: Which fields a block takes, besides `allow` and `note`, which every block takes; "" is a line without a keyword.
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "ruleset": ("effective", "uses", "presume", "without"),
    "law": ("effective",),
    "issue": ("includes", "synonyms"),
    "area": ("includes", "except"),
    "hours": ("", "except", "as-monday", "as-saturday", "as-sunday"),
    "attribute": ("one-of", "presume"),
    "wish": ("synonyms",),
    "caller": ("synonyms",),
    "channel": ("synonyms",),
    "resource-kind": ("synonyms",),
    "define": ("when", "or"),
    "body": ("kind", "basis", "secrecy"),
    "organization": ("kind", "member"),
    "resource": (
        "by", "kind", "serves", "ages", "for", "handles", "via", "open", "tel", "speaks", "honours", "needs",
        "booking", "status", "verified", "requires", "effective",
    ),
    "rule": (*_CLAUSE, "except"),
    "withhold": ("when", "or", "from", "basis", "effective"),
    "default": _CLAUSE,
    "test": ("given", *_EXPECT),
    "cases": ("row",),
    "assert": ("when", "or"),
    "without": (),
}  # fmt: skip

#: Which fields a proviso takes.
PROVISO = _CLAUSE

#: Fields that may stand once in a block or proviso.
ONCE = frozenset(
    (
        "effective",
        "one-of",
        "kind",
        "secrecy",
        "by",
        "ages",
        "for",
        "booking",
        "status",
        "verified",
        "urgency",
        "open",
        "tel",
    )
)


def spellings(keyword: Keyword) -> tuple[str, ...]:
    """All spellings of a keyword, English first."""
    return keyword.en + keyword.ja


#: Values from closed lists, by field: canonical value to spellings.
VALUES: Mapping[str, Mapping[str, Keyword]] = {
    "secrecy": {"yes": _k("yes", "あり"), "no": _k("no", "なし"), "unknown": _k("unknown", "不明")},
    "booking": {"yes": _k("required", "必要"), "no": _k("not required", "不要"), "unknown": _k("unknown", "不明")},
    "status": {
        "active": _k("active", "受付中"),
        "paused": _k("paused", "休止中"),
        "do-not-refer": _k("do-not-refer", "紹介停止"),
        "closed": _k("closed", "廃止"),
    },
    "urgency": {
        "immediate": _k("immediate", "即時"),
        "same-day": _k("same-day", "当日"),
        "normal": _k("normal", "通常"),
    },
}

#: `around-the-clock` and `unknown` where hours are named, `unknown` where a telephone number is.
AROUND_THE_CLOCK = _k("around-the-clock", "24時間")
UNKNOWN = _k("unknown", "不明")


def listed(keywords: Iterable[Keyword]) -> tuple[str, str]:
    """Keywords as a list for a message, Japanese and English."""
    chosen = list(keywords)
    return "、".join(keyword.ja[0] for keyword in chosen), ", ".join(keyword.en[0] for keyword in chosen)


def every_spelling() -> frozenset[str]:
    """Each spelling of each keyword of all three tables."""
    return frozenset(s for table in (BLOCKS, FIELDS, INNER) for keyword in table.values() for s in spellings(keyword))
