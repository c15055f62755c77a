"""The words on a published table, in Japanese and English.

Law: one word for one thing, in the CSV and in the picture alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tsunagari.model.places import gazetteer
from tsunagari.privacy.months import Period
from tsunagari.privacy.statistics.columns import Column, Measure

HIDDEN: Final = "X"
"""How a hidden number is written (秘匿)."""

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "ja": (
        "都道府県コード又は市区町村コード", "地方公共団体名", "年月", "相談の区分", "相談の内容", "相談件数（延べ）",
        "窓口あり", "既定の窓口のみ", "後の時間の窓口のみ", "対応する窓口なし", "備考",
    ),
    "en": (
        "local government code", "local government", "months", "kind of row", "issue", "asked", "answered",
        "by default only", "open later only", "unaddressed", "remarks",
    ),
}  # fmt: skip
MEASURES: Final[tuple[Measure, ...]] = ("asked", "answered", "default-only", "later-only", "unaddressed")
"""The measures in the order of the headers."""

_KINDS: Final = {
    "whole": ("合計", "all"),
    "issue": ("相談の計", "issue"),
    "own": ("下位の相談を除く", "issue without those below it"),
}
_NOTHING: Final = ("（相談の内容なし）", "(no issue named)")
_SUM: Final = ("（掲載市区町村の計）", " (sum of the municipalities listed)")
_REMARK: Final = ("X は秘匿", "X: hidden")
_INCOMPLETE: Final = ("失われた記録があり、実際はこれより多い", "records were lost: there were more")


def kind_of(column: Column, language: str) -> str:
    """What a row of the CSV is: the whole, an issue with all below it, or without."""
    kind = "own" if column.own else "whole" if column.issue is None else "issue"
    return _in(_KINDS[kind], language)


def issue_of(column: Column, language: str) -> str:
    """The issue of a column; empty for the whole."""
    if column.issue is not None:
        return column.issue
    return _in(_NOTHING, language) if column.own else ""


def area_of(code: str, language: str) -> str:
    """The name of an area; a prefecture's stands for the sum of those listed."""
    place = gazetteer().by_code(code)
    name = place.full_name if place else code
    return name + _in(_SUM, language) if code.endswith("000") else name


def code_of(code: str) -> str:
    """The code with its check digit."""
    place = gazetteer().by_code(code)
    return place.code6 if place else code


def period_of(period: Period) -> str:
    """`2026-04`, or `2026-04/2026-06` (ISO 8601-1, 5.5)."""
    return period.first if period.first == period.last else f"{period.first}/{period.last}"


def remark(hidden: bool, incomplete: bool, language: str) -> str:
    """What stands beside a row: that it hides a number, that records of the period were lost, both, or nothing."""
    told = [_in(words, language) for words, holds in ((_REMARK, hidden), (_INCOMPLETE, incomplete)) if holds]
    return ("。" if language == "ja" else "; ").join(told)


def title_of(period: Period, prefecture: str, language: str) -> str:
    """The title of a picture."""
    place = gazetteer().by_code(prefecture)
    name = place.name if place else prefecture
    when = period_of(period)
    return _in(
        (f"{name} {when} 相談件数（延べ）と対応する窓口のない件数", f"{name} {when}: asked, and unaddressed"), language
    )


def legend(incomplete: bool, language: str) -> str:
    """How to read a picture; `incomplete` where records of the period were lost."""
    told = _in(
        (
            "各欄: 相談件数 / うち対応する窓口なし（濃いほど多い）。X は秘匿。どこも 0 の相談は省く",
            "cells: asked / unaddressed (darker is more); X is hidden; issues that are 0 everywhere are left out",
        ),
        language,
    )
    return told + _in(("。", "; "), language) + _in(_INCOMPLETE, language) if incomplete else told


def _in(pair: tuple[str, str], language: str) -> str:
    return pair[0] if language == "ja" else pair[1]
