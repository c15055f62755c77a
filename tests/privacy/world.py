"""A small ruleset with bodies, needs and places, people with canaries in every field, and strategies over both."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tsunagari import JST, Consultation, Program, load
from tsunagari.privacy import (
    Caller,
    Case,
    Chosen,
    Concealment,
    Consent,
    Council,
    Desk,
    Ground,
    PublishedTable,
    Subject,
    Terms,
)
from tsunagari.privacy.concealment import LEVELS
from tsunagari.privacy.fields import PERSONAL_FIELDS
from tsunagari.privacy.months import Period
from tsunagari.privacy.statistics.columns import Columns, columns_of

RULES = """規則集 「試しの県の相談」

法令 児童福祉法 別名 child-welfare-act
法令 孤独・孤立対策推進法 別名 loneliness-act

相談分野 不登校
相談分野 配偶者暴力
希望項目 匿名

属性 通う学校
  選択 第一中学校、第二中学校

属性 世帯人数
  選択 0〜10

属性 避難先
  選択 場所

会議体 要対協 別名 child-council
  種別 協議会
  根拠 児童福祉法 第二十五条の二
  守秘 あり

会議体 連絡会 別名 open-council
  種別 協議会
  守秘 不明

会議体 みんなの場 別名 the-platform
  種別 プラットフォーム
  守秘 なし

団体 児童相談所
  構成 要対協（幹事団体）
  構成 みんなの場
団体 町の団体
  構成 連絡会
  構成 みんなの場
団体 よその会社

窓口 総合相談
  実施団体 町の団体
  必要事項 氏名、連絡先、相談、年齢

窓口 児童相談窓口
  実施団体 児童相談所
  必要事項 氏名、ふりがな、連絡先、住居の所在地、生年月日、家族構成、備考、相談、年齢、
    住所、現在地、時間、方法、言語、希望、緊迫、相談者、相談者の住所、通う学校、世帯人数、避難先

窓口 見守り
  実施団体 よその会社
  必要事項 氏名、住居の所在地、住所

窓口 居場所
  実施団体 町の団体
  種別 居場所

窓口 警察
  種別 緊急
  受付方法 電話 受付 24時間 電話番号 110
  必要事項 現在地

窓口 夜の保護
  実施団体 よその会社
  受付方法 電話 受付 24時間 電話番号 0120-000-000

窓口 関わらない所
  必要事項 氏名

規則 だれでも
  つなぐ先 総合相談、児童相談窓口、見守り、居場所

規則 危ない時
  条件 緊迫 あり
  つなぐ先 警察、夜の保護
  緊急度 即時

規則 別の人
  条件 年齢が100歳以上
  つなぐ先 関わらない所
"""

NEEDY = "児童相談窓口"
AT = datetime(2026, 5, 1, 15, tzinfo=JST)
FIRST = "氏名"
APRIL = Period("2026-04", "2026-04")
FACTS: dict[str, Any] = {
    "age": 14,
    "issues": ["不登校", "配偶者暴力"],
    "lives": "山形市",
    "stays": "仙台市青葉区",
    "channel": "電話",
    "at": AT,
    "wishes": ["匿名"],
    "danger": True,
    "caller": "家族",
    "caller_lives": "山形市",
    "attributes": {"通う学校": "第一中学校", "世帯人数": 3, "避難先": "天童市"},
}
GROUND = Ground("protection", "child-welfare-act", "第二十五条の三", frozenset({"name", "address", "age", "lives"}))
CHOSEN = Chosen("protection", "k-104")


@cache
def program() -> Program:
    """The ruleset, compiled once."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "town.tsu").write_text(RULES, encoding="utf-8")
        return load(folder)


@cache
def terms() -> Terms:
    """The names that events of the small ruleset may hold."""
    return Terms.of(program().ruleset)


@cache
def columns() -> Columns:
    """The columns of the small ruleset's issues."""
    return columns_of(program().ruleset.issues, frozenset({"配偶者暴力"}))


def table(issue: str | None = None) -> PublishedTable:
    """A published table with every number hidden but the whole; its last column about this issue, where one is told."""
    listed = columns().columns
    last = listed[-1] if issue is None else replace(listed[-1], issue=issue)
    row = (30, *[None] * (len(listed) - 1))
    return PublishedTable(APRIL, ("06201", "06000"), Columns((*listed[:-1], last)), (row, row))


@cache
def desk() -> Desk:
    """The desk of the small ruleset."""
    return Desk.of(program().ruleset, "総合相談")


@cache
def council() -> Council:
    """A council that is bound to secrecy and declares a ground."""
    return Council.of(program().ruleset, "child-council", [GROUND])


@cache
def open_council() -> Council:
    """A council of which nobody knows whether it is bound to secrecy, with the same ground."""
    return Council.of(program().ruleset, "open-council", [GROUND])


def people(mark: str = "") -> tuple[Subject, Caller]:
    """A subject and a caller with a marked text in every field."""
    return Subject(**texts("S", mark)), Caller(**texts("C", mark))


def texts(whose: str, mark: str) -> dict[str, Any]:
    """A text for every personal field, told apart by field, person and mark."""
    return {field: f"{whose}-{field}-{mark}" for field in PERSONAL_FIELDS}


def case(mark: str = "", **facts: Any) -> Case:
    """A case with every fact told and every personal field filled in."""
    subject, caller = people(mark)
    return Case(program(), Consultation(**{**FACTS, **facts}), subject, caller)


def consented(person: Subject | Caller, receiver: str, *fields: str, **more: Any) -> list[Consent]:
    """A consent for each field, given an hour ago and until a week from then."""
    terms = {"purpose": "referral", "given": AT - timedelta(hours=1), "expires": AT + timedelta(days=7), **more}
    return [Consent(person, receiver, field, **terms) for field in fields]


@cache
def every_field() -> tuple[str, ...]:
    """All fields that there are: personal ones and attributes."""
    return (*PERSONAL_FIELDS, *sorted(program().ruleset.attributes))


MINUTES = st.integers(-3, 3).map(lambda minutes: AT + timedelta(minutes=minutes))
"""Instants close to each other, so that ends and beginnings meet."""


@st.composite
def consents_for(draw: st.DrawFn, case: Case) -> list[Consent]:
    """Consents of the people of a case and of a stranger, many of them relevant and close to their ends."""
    stranger = Subject(name="stranger")
    person = st.sampled_from([0, 0, 0, 1, 2]).map((case.subject, case.caller, stranger).__getitem__)
    found = []
    for _ in range(draw(st.integers(0, 12))):
        given = draw(MINUTES)
        found.append(
            Consent(
                draw(person),
                draw(st.sampled_from([*[NEEDY] * 8, "見守り", "総合相談"])),
                draw(st.sampled_from((*PERSONAL_FIELDS, *every_field()))),
                draw(st.sampled_from(["referral", "referral", "deliberation"])),
                given,
                given + timedelta(minutes=draw(st.integers(1, 4))),
                draw(st.sampled_from(["self", "self", "guardian"])),
                draw(st.none() | MINUTES),
            )
        )
    return found


CONCEALMENTS = st.none() | st.builds(
    Concealment,
    st.sampled_from(LEVELS),
    st.frozensets(st.sampled_from(["見守り", "よその会社", "警察", "夜の保護"])),
    st.booleans(),
)
