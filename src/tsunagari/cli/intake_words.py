"""The words of `tsunagari intake` in both languages.

Law: one entry for every attribute, reason and heading; values are the ruleset's own names, and no line holds a
letter of what was said.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.hearing.heard import Candidate

_JAPANESE: Mapping[str, str] = {
    "crisis": "【命や安全に関わる言葉があります。最初に確かめてください】",
    "candidates": "聞き取った候補（どれも確かめてください）",
    "suggestions": "もしかして（事実には入れていません）",
    "nothing": "候補は見つかりませんでした。相談の中身は、たずねて選んでください。",
    "facts": "確かなものだけの事実（route にそのまま渡せます）",
    "issues": "相談分野", "wishes": "希望", "lives": "住所", "age": "年齢", "caller": "相談者", "danger": "緊迫",
    "stays": "現在地", "works": "勤務地", "studies": "通学先", "caller_lives": "相談者の住所",
    "caller-age": "相談者の年齢",
    "alias": "登録された言葉", "spelling": "書き方の違い", "near": "似た言葉", "reading": "辞書の読み",
    "place": "地名", "postal-code": "郵便番号", "school-year": "学年", "crisis-word": "危機の言葉",
    "caller-word": "名乗り", "age-word": "年齢の言葉",
    "line": "{attribute}: {value}（{span}、{reason}）{also}",
    "choose": "{values} のどれか", "instead": " {others}のことかもしれません",
    "years": "{first}〜{last}歳", "year": "{age}歳",
    "yes": "あり", "joint": "、", "unsure": " 確かめるまで事実に入れません",
    "span": "{first}〜{last}文字目", "one": "{first}文字目",
}  # fmt: skip

_ENGLISH: Mapping[str, str] = {
    "crisis": "[words of crisis were said: confirm these first]",
    "candidates": "heard (confirm each)",
    "suggestions": "perhaps (not among the facts)",
    "nothing": "Nothing was recognised; ask, and choose the issue.",
    "facts": "the certain ones as facts (route takes them as they are)",
    "issues": "issue", "wishes": "wish", "lives": "lives", "age": "age", "caller": "caller", "danger": "danger",
    "stays": "stays", "works": "works", "studies": "studies", "caller_lives": "caller lives",
    "caller-age": "age of the caller",
    "alias": "a declared word", "spelling": "another spelling", "near": "a similar word", "reading": "by dictionary",
    "place": "a place name", "postal-code": "a postal code", "school-year": "a year of school",
    "crisis-word": "a word of crisis", "caller-word": "introduced", "age-word": "told as an age",
    "line": "{attribute}: {value} ({span}, {reason}){also}",
    "choose": "one of {values}", "instead": "; perhaps {others}", "years": "{first}-{last}", "year": "{age}",
    "yes": "yes", "joint": ", ", "unsure": "; not a fact until confirmed",
    "span": "characters {first}-{last}", "one": "character {first}",
}  # fmt: skip


_REASONS: Mapping[str, str] = {"crisis": "crisis-word", "caller": "caller-word", "age": "age-word"}
"""Reasons that share their name with an attribute or a heading."""


def words(language: str) -> Mapping[str, str]:
    """Every phrase in `ja` or `en`."""
    return _JAPANESE if language == "ja" else _ENGLISH


def candidate_line(one: Candidate, language: str) -> str:
    """One candidate with its place in the text, counted from 1 to the last letter, and what else it may tell."""
    said = words(language)
    others = said["joint"].join(said[name] for name in one.instead)
    also = said["instead"].format(others=others) if others and not one.certain else ""
    unsure = "" if one.certain or (one.reason == "near" and one.value is None) else said["unsure"]
    reason = said[_REASONS.get(one.reason, one.reason)]
    span = said["one" if one.end == one.start + 1 else "span"].format(first=one.start + 1, last=one.end)
    return said["line"].format(
        attribute=said[one.attribute], value=_value(one, said), span=span, reason=reason, also=also + unsure,
    )  # fmt: skip


def _value(one: Candidate, said: Mapping[str, str]) -> str:
    if one.value is None:
        return said["choose"].format(values=said["joint"].join(one.alternatives))
    if isinstance(one.value, tuple):
        return said["years"].format(first=one.value[0], last=one.value[1])
    if one.value is True:
        return said["yes"]
    return said["year"].format(age=one.value) if isinstance(one.value, int) else one.value
