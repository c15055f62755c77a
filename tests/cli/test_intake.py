"""`tsunagari intake`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cli.town import Tsunagari
from tsunagari.cli.intake_words import words

VOCABULARY = Path(__file__).resolve().parents[2] / "rules" / "vocabulary"
SPOKEN = "母です。中2の娘が学校行けへんくて、もう死にたいって。府中市に住んでます。山方市も"


def test_a_person_reads_what_to_confirm(tsunagari: Tsunagari) -> None:
    """Cries first, then each candidate with its place in the text and its reason, then suggestions, then the facts."""
    said = tsunagari("intake", SPOKEN, "--rules", VOCABULARY)
    assert said.code == 0
    assert said.out.splitlines() == [
        "【命や安全に関わる言葉があります。最初に確かめてください】",
        "  相談分野: 希死念慮（21〜24文字目、危機の言葉）",
        "聞き取った候補（どれも確かめてください）",
        "  相談者: 親（1文字目、名乗り）",
        "  年齢: 13〜14歳（5〜6文字目、学年） 相談者の年齢のことかもしれません 確かめるまで事実に入れません",
        "  相談分野: 不登校（10〜15文字目、書き方の違い）",
        "  住所: 東京都府中市、広島県府中市 のどれか（28〜30文字目、地名）"
        " 現在地、勤務地、通学先、相談者の住所のことかもしれません 確かめるまで事実に入れません",
        "もしかして（事実には入れていません）",
        "  住所: 行方市、枚方市、直方市 のどれか（38〜40文字目、似た言葉）"
        " 現在地、勤務地、通学先、相談者の住所のことかもしれません",
        "確かなものだけの事実（route にそのまま渡せます）",
        '  {"caller": "親", "issues": ["不登校", "希死念慮"]}',
    ]


def test_in_english(tsunagari: Tsunagari) -> None:
    """The same in English; names are the ruleset's own."""
    said = tsunagari("intake", "17歳です。不登校です", "--rules", VOCABULARY, "--lang", "en")
    assert said.out.splitlines() == [
        "heard (confirm each)",
        "  age: 17 (characters 1-3, told as an age)",
        "  issue: 不登校 (characters 7-9, a declared word)",
        "the certain ones as facts (route takes them as they are)",
        '  {"age": 17, "issues": ["不登校"]}',
    ]


def test_nothing_heard(tsunagari: Tsunagari) -> None:
    """Nothing is said to be nothing, with empty facts."""
    assert tsunagari("intake", "こんにちは", "--rules", VOCABULARY).out.splitlines() == [
        "候補は見つかりませんでした。相談の中身は、たずねて選んでください。",
        "確かなものだけの事実（route にそのまま渡せます）",
        "  {}",
    ]


def spoken_in(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    """Put this on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


def test_standard_input_and_the_way_to_route(
    tsunagari: Tsunagari, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`-` reads what no shell history keeps; the facts of the JSON go into `route` as they are."""
    spoken_in(monkeypatch, "\ufeff17歳です。ふとうこうで、山形市に住んでいます\n".encode())
    said = tsunagari("intake", "-", "--rules", VOCABULARY.parent / "yamagata", "--json")
    heard = json.loads(said.out)
    assert heard["facts"] == {"age": 17, "issues": ["不登校"], "lives": "山形県山形市"}
    assert heard["candidates"][0] == {
        "attribute": "age", "value": 17, "alternatives": [], "instead": ["caller-age"], "start": 0, "end": 3,
        "reason": "age", "score": 1.0, "certain": True,
    }  # fmt: skip
    told = tmp_path / "facts.jsonl"
    told.write_text(json.dumps(heard["facts"], ensure_ascii=False) + "\n", encoding="utf-8")
    routed = tsunagari("route", VOCABULARY.parent / "yamagata", "--input", told)
    assert routed.code == 0
    assert json.loads(routed.out)["referrals"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"\xff\xfe\x00", 0), (b"", 0), (("あ" * 2000).encode(), 0), (("あ" * 2001).encode(), 2), (b"x" * 10**6, 2)],
)
def test_hostile_input(tsunagari: Tsunagari, monkeypatch: pytest.MonkeyPatch, raw: bytes, code: int) -> None:
    """Bytes that are no UTF-8 are heard as far as they can be; too much is refused whole."""
    spoken_in(monkeypatch, raw)
    said = tsunagari("intake", "-", "--rules", VOCABULARY)
    assert said.code == code
    assert ("text-too-long" in said.err) == (code == 2)


def test_both_languages_have_every_word() -> None:
    """No phrase is missing in one of the two, and none is the other's."""
    japanese, english = words("ja"), words("en")
    assert japanese.keys() == english.keys()
    assert all(japanese[name] != english[name] for name in japanese)
