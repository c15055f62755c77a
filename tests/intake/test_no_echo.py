"""P1, P8: of what was said only names of the ruleset, places and ages come back; texts alike are not told apart."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

import tsunagari
from intake.measuring import RULES, program
from privacy.canaries import Search, marker
from privacy.observing import parts, seen
from privacy.test_canaries import KINDS, broken
from tsunagari.cli.entry import run
from tsunagari.hearing import listening
from tsunagari.hearing.as_json import heard_to_json
from tsunagari.hearing.heard import Heard

SPOKEN = (
    "{}です。17歳、学校に行けません。山形市に住んでいます", "死にたい。{}", "{}が、もう消えたい", "〒990-0041 {}",
    "府中市の{}に住んでます。母です。DV", "{}", "山方市{}大阪に住んでます",
)  # fmt: skip
BREAKABLE = (
    "folded", "cries", "sentences", "matches", "ages", "places", "almost_places", "callers", "read", "chosen", "_known",
)  # fmt: skip


def hear(text: str) -> list[Any]:
    """Everything that a caller of ours can make of a text."""
    heard = tsunagari.intake(program(), text)
    assert isinstance(heard, Heard)
    return [heard, repr(heard), heard.facts, heard_to_json(heard), [repr(one) for one in heard.candidates]]


@pytest.mark.parametrize("spoken", SPOKEN)
def test_no_part_of_the_text_comes_back(spoken: str) -> None:
    """Markers in the text turn up in no value, print, log, warning, file or state."""
    chance = Random(spoken)
    for _ in range(10):
        told = marker(chance)
        transcript = seen(lambda told=told: hear(spoken.format(told)), steps=False)
        assert transcript
        assert not Search({"text": told}).found_in("\n".join(transcript))


@pytest.mark.parametrize("spoken", SPOKEN)
def test_two_runs_are_alike(spoken: str) -> None:
    """Two texts that differ only in what is no fact give the same in every sink."""
    chance = Random(spoken)
    told = marker(chance), marker(chance)
    one, other = (seen(lambda text=text: hear(spoken.format(text)), steps=False) for text in told)
    assert one == other


@pytest.mark.parametrize("name", BREAKABLE)
def test_a_fault_inside_tells_nothing(name: str) -> None:
    """A fault that carries all it saw leaves as a coded error without frames, cause or words."""
    chance = Random(name)
    for kind in KINDS:
        told = marker(chance)
        with broken(listening, name, kind):
            transcript = seen(lambda told=told: tsunagari.intake(program(), f"{told}、死にたい。17歳"), steps=False)
        assert any("internal" in line or "unexpected fault" in line for line in transcript)
        assert not Search({"text": told}).found_in("\n".join(transcript))


@pytest.mark.parametrize("long", [False, True])
def test_errors_and_the_command_line_do_not_repeat_it(long: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused or answered, as text or as JSON, in both languages."""
    chance = Random(7)
    for words in ([], ["--json"], ["--lang", "en"]):
        told = marker(chance)
        text = told + "。死にたい。府中市に住んでます。" + ("あ" * 3000 if long else "")
        code = run(["intake", text, "--rules", str(RULES / "vocabulary"), *words])
        out, err = capsys.readouterr()
        assert code == (2 if long else 0)
        assert not Search({"text": told}).found_in(out + err)


def test_repr_shows_no_value() -> None:
    """Facts identify too: what is printed by accident names attributes and reasons only."""
    heard = tsunagari.intake(program(), "山形市に住む17歳です。死にたい。匿名で")
    shown = repr(heard) + "".join(repr(one) for one in heard.candidates)
    assert "山形" not in shown and "17" not in shown and "希死念慮" not in shown
    assert "crisis=True" in shown and "Candidate(age, age)" in shown
    assert any("希死念慮" in part for part in parts(heard)), "the values themselves are there for who asks"
