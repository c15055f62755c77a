"""Two hundred thousand sources that nobody meant.

Law: whatever stands in a file, reading it ends soon, raises nothing, and says only what a person can be shown.
Plain seeded chance, so that every run sees the same sources; eight chunks for as many workers.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from property.test_language_laws import FRAGMENTS, well_formed
from syntax.corpus import ROOT
from tsunagari.errors import RulesetError
from tsunagari.source import Source
from tsunagari.syntax.keywords import every_spelling
from tsunagari.syntax.limits import ERRORS
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import format_source

CHUNKS, EACH = 8, 25_000
LONGEST = 2048
SECONDS = 2.0
KEYWORDS = sorted(every_spelling())
SCRIPTS = "あ漢ｱＡаΩאعह한ก\u0301\u3099\U0001f600\U00020bb7"
CONTROLS = "\x00\x07\x1b\x85\u200b\u202e\u2028\ufeff\ud800\r\t\u00a0"


def bases() -> list[str]:
    """The corpus in pieces of at most twelve lines."""
    out: list[str] = []
    for path in sorted([*(ROOT / "good").glob("*.tsu"), *(ROOT / "bad").rglob("*.tsu")]):
        lines = path.read_bytes().decode("utf-8").split("\n")
        out += ["\n".join(lines[start : start + 12])[:LONGEST] for start in range(0, min(len(lines), 60), 12)]
    return out


def _delete(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 1, 1, 2, 5, 20)) :]


def _double(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.choice((1, 1, 2, 6))
    return text[:end] + text[start:]


def _swap(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start : start + 2][::-1] + text[start + 2 :]


def _insert(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    more = chance.choice(
        (chance.choice(FRAGMENTS), chance.choice(SCRIPTS), chance.choice(CONTROLS), chr(chance.randrange(0x3100)))
    )
    return text[:start] + more + text[start:]


def _keyword(text: str, chance: random.Random) -> str:
    old = chance.choice([word for word in KEYWORDS if word in text] or ["\n"])
    return text.replace(old, chance.choice(KEYWORDS), chance.choice((1, -1)))


def _brackets(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    run = "".join(chance.choice('「」｢｣"（）()|｜、,') for _ in range(chance.randrange(1, 12)))
    return text[:start] + run + text[start:]


def _shuffle(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _truncate(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _repeat(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    piece = text[start : start + chance.choice((1, 2, 5, 30))]
    return text[:start] + piece * min(200, LONGEST // max(1, len(piece))) + text[start:]


def _join(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice((" ", "、\n", "\r\n", "")), chance.choice((1, -1)))


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    _delete, _delete, _double, _swap, _insert, _insert, _keyword, _brackets, _shuffle, _truncate, _repeat, _join,
)  # fmt: skip


def mutated(base: list[str], chance: random.Random) -> str:
    """One source: a piece of the corpus, changed one to four times, at most `LONGEST` characters."""
    text = chance.choice(base)
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        text = chance.choice(CHANGES)(text, chance)[:LONGEST]
    return text


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_source_breaks_the_reader(chunk: int) -> None:
    """25,000 mutated sources each: no exception, no hang, every diagnostic well formed; every tenth is laid out."""
    chance = random.Random(f"tsunagari {chunk}")
    base = bases()
    problems = 0
    for number in range(EACH):
        text = mutated(base, chance)
        start = time.process_time()
        _, found = parse(Source("a.tsu", text))
        assert time.process_time() - start < SECONDS, repr(text)
        assert len(found) <= ERRORS
        for one in found:
            well_formed(one, text)
        problems += bool(found)
        if number % 10 == 0 and not found:
            _lay_out(text)
    assert EACH // 4 < problems < EACH


def _lay_out(text: str) -> None:
    try:
        format_source(Source("a.tsu", text))
    except RulesetError:
        pytest.fail(f"read without a mistake, but not laid out: {text!r}")
