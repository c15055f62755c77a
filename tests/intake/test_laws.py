"""Laws of intake over any text: total, inside the text, never silent about a cry, fit for the router."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tsunagari
from intake.measuring import RULES, program, sayings
from tsunagari.errors import TsunagariError
from tsunagari.hearing.as_json import heard_to_json
from tsunagari.hearing.crisis_words import FOREIGN, JAPANESE, spelled
from tsunagari.hearing.everyday import worded
from tsunagari.hearing.letters import folded, spoken
from tsunagari.hearing.listening import LONGEST

SAYINGS = [line["text"] for kind in ("noisy", "unrelated", "crisis", "alike") for line in sayings(kind, "tuning")]
WORDS = sorted({s for crisis in JAPANESE for word in crisis.words.split() for s in spelled(word)})
LATIN = sorted({word for crisis in FOREIGN for word in crisis.words.split() if word.isascii() and word.isalpha()})
hostile = st.text(alphabet="死にたい\u200b\u0336\ud800ﾞ市17歳〒0-。\n ", max_size=8)
pieces = st.sampled_from(SAYINGS) | st.text(max_size=8) | hostile
texts = st.lists(pieces, max_size=5).map("".join)
between = st.text(alphabet=" 　・。、.-_/★…\u200b\u2060\u0336😢\n\t'", max_size=3)
around = st.text(alphabet="昨日はずっと学校ABC 。、！", max_size=12)
WIDE = {point: chr(point + 0x60) for point in range(ord("ぁ"), ord("ゔ") + 1)}
patient = settings(deadline=None, max_examples=150)


@patient
@example("\ufdfa" * LONGEST)
@example("し" + "\u0336\u0489" * 900)
@example("ﾞ\ud800\x00")
@given(texts)
def test_any_text_is_heard(text: str) -> None:
    """Nothing is raised; every span lies in the text, in order; scores are shares; what must be chosen has choices."""
    heard = tsunagari.intake(program(), text[:LONGEST])
    assert [one.start for one in heard.candidates] == sorted(one.start for one in heard.candidates)
    for one in (*heard.candidates, *heard.suggestions):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 < one.score <= 1
        assert (one.value is None) == bool(one.alternatives)
        assert not (one.certain and one.value is None)
    assert not any(one.certain for one in heard.suggestions)


@patient
@given(texts)
def test_the_facts_are_taken_by_the_router(text: str) -> None:
    """What is ready is JSON that `facts_from_json` reads and `route` admits."""
    heard = tsunagari.intake(program(), text[:LONGEST])
    written = json.loads(heard_to_json(heard))
    case = tsunagari.facts_from_json(json.dumps(written["facts"]))
    assert program().route(case).digest == program().digest
    assert set(written) == {"candidates", "suggestions", "crisis", "facts"}


@patient
@given(st.sampled_from(WORDS), st.data())
def test_a_word_of_crisis_is_heard_however_it_is_written(word: str, data: st.DataObject) -> None:
    """Blanks, marks, signs and foreign letters between, katakana, any text before and after: still heard and a fact."""
    start, end = data.draw(around), data.draw(around)
    written = "".join(
        letter + (data.draw(between | st.sampled_from(["w", "x", "１", "ー"])) if spoken(letter) else "")
        for letter in (word.translate(WIDE) if data.draw(st.booleans()) and word.isalpha() else word)
    )
    heard = tsunagari.intake(program(), f"{start}。{written}。{end}")
    if any(letter.isascii() for letter in word):
        return  # Latin letters of the list itself (dv, od) cannot be told from those put between
    assert heard.crisis
    assert heard.facts.get("issues") or heard.facts.get("danger")


@patient
@given(st.sampled_from(LATIN), between, around)
def test_english_words_of_crisis_are_heard(word: str, mark: str, after: str) -> None:
    """Blanks and marks between Latin letters, wide letters, capitals."""
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in word)
    for written in (mark.join(word), word.upper(), wide):
        assert tsunagari.intake(program(), f"{written}。{after}").crisis


@patient
@given(texts)
def test_nothing_takes_a_cry_back(text: str) -> None:
    """Whatever else is said, before or after, a cry stays in the ready facts."""
    for whole in (f"{text[:900]}。死にたい", f"死にたい。{text[:900]}"):
        heard = tsunagari.intake(program(), whole)
        assert heard.crisis and "希死念慮" in heard.facts["issues"]


@patient
@given(texts)
def test_letters_keep_their_places(text: str) -> None:
    """Folded letters come from where they stood; without marks the text is what NFKC and kana folding make of it."""
    letters = folded(text)
    assert len(letters.text) == len(letters.starts) == len(letters.ends)
    assert list(letters.starts) == sorted(letters.starts)
    for letter, start, end in zip(letters.text, letters.starts, letters.ends, strict=True):
        assert start < end
        assert letter in folded(text[start:end]).text
    plain = [one for one in text if not unicodedata.combining(one)]
    assert len(letters.text) <= 8 * max(1, len(plain)) + 8


@patient
@given(texts)
def test_rewriting_keeps_places_too(text: str) -> None:
    """However letters are rewritten, they stay in order and inside of the text."""
    letters = worded(folded(text).kept(spoken))
    assert list(letters.starts) == sorted(letters.starts)
    assert all(start < end <= len(text) for start, end in zip(letters.starts, letters.ends, strict=True))


@pytest.mark.parametrize("text", [None, 3, b"bytes", ["list"], object()])
def test_what_is_no_text_is_refused(text: object) -> None:
    """A coded error, and nothing else."""
    with pytest.raises(tsunagari.UsageError) as refused:
        tsunagari.intake(program(), text)  # type: ignore[arg-type]
    assert refused.value.code == "no-text"
    with pytest.raises(tsunagari.UsageError, match="no text"):
        tsunagari.intake(text, "x")  # type: ignore[arg-type]


def test_a_text_may_be_so_long_and_no_longer() -> None:
    """The limit on both sides; beyond it nothing is read by halves."""
    assert tsunagari.intake(program(), "あ" * (LONGEST - 4) + "死にたい").crisis
    for size in (LONGEST + 1, 1_000_000):
        with pytest.raises(TsunagariError) as refused:
            tsunagari.intake(program(), "あ" * size)
        assert getattr(refused.value, "code", "") == "text-too-long"


@pytest.mark.parametrize(
    "text",
    ["学校市" * 666, "死にたい" * 500, "123-4567-" * 222, "一二三四五六七八九十百" * 181,
     "夫になぐられた府中市17歳" * 150, "ｶﾞ" * 1000,
     "小中高" * 666, "のこと" * 666, "ない" * 1000, "()（）「」" * 333],
)  # fmt: skip
def test_no_text_hangs(text: str) -> None:
    """The worst that fits is answered in seconds, whatever it repeats."""
    start = time.process_time()
    tsunagari.intake(program(), text[:LONGEST])
    assert time.process_time() - start < 10


def test_threads_hear_alike() -> None:
    """A program is shared by threads; each hears what one alone does, with the dictionary too."""
    alone = [heard_to_json(tsunagari.intake(program(), text)) for text in SAYINGS[:120]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: heard_to_json(tsunagari.intake(program(), text)), SAYINGS[:120])) == alone


def test_hash_seeds_do_not_matter() -> None:
    """Same text, same ruleset, same bytes, whatever the hash seed."""
    code = (
        "import json, sys, tsunagari; from tsunagari.hearing.as_json import heard_to_json\n"
        "program = tsunagari.load(sys.argv[1])\n"
        "for text in json.load(sys.stdin): print(heard_to_json(tsunagari.intake(program, text)))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(RULES / "vocabulary")], input=json.dumps(SAYINGS), capture_output=True,
            text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(printed) == 1


@pytest.mark.nightly
@settings(deadline=None, max_examples=20_000)
@given(texts)
def test_any_text_is_heard_at_length(text: str) -> None:
    """The first law with 20,000 texts."""
    assert repr(tsunagari.intake(program(), text[:LONGEST])).startswith("Heard(")
