"""A program: immutable, shared, with live status on top."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from cli.town import RULES
from tsunagari import Consultation, FactsError, Program, load
from tsunagari.wire.decisions import decision_to_json

CASE = Consultation(age=16, issues=["不登校"], lives="山形市", at="2026-05-01T15:00:00+09:00")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The small ruleset, compiled once."""
    folder = tmp_path_factory.mktemp("rules") / "town"
    folder.mkdir()
    (folder / "town.tsu").write_text(RULES, encoding="utf-8")
    return load(folder)


def names(program: Program) -> list[str]:
    """Whom the case is referred to for certain."""
    return [one.resource for one in program.route(CASE).referrals if one.fit == "yes"]


def test_live_status_makes_a_new_program(program: Program) -> None:
    """The new program knows of the pause, the old one does not, and both have the ruleset's digest."""
    before = program.route(CASE)
    paused = program.with_status({"学びの相談室": "paused"})
    assert "学びの相談室" in names(program)
    assert "学びの相談室" not in names(paused)
    assert program.route(CASE) == before
    assert paused.digest == program.digest
    assert before.status is None
    assert (paused.route(CASE).status or "").startswith("sha256:")


def test_a_status_replaces_the_one_before(program: Program) -> None:
    """Status does not pile up: what is not named any more is as the ruleset says."""
    assert names(program.with_status({"学びの相談室": "paused"}).with_status({})) == names(program)
    assert program.with_status({"学びの相談室": "paused"}).with_status({}).route(CASE).status is None


@pytest.mark.parametrize("status", [{"ない窓口": "paused"}, {"学びの相談室": "asleep"}])
def test_a_status_that_cannot_be(program: Program, status: dict[str, str]) -> None:
    """An unknown resource or status is refused."""
    with pytest.raises(FactsError):
        program.with_status(status)


def test_a_program_is_shared_by_threads(program: Program) -> None:
    """Many threads get the same bytes from one program."""
    expected = decision_to_json(program.route(CASE))
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: decision_to_json(program.route(CASE)), range(40))) == {expected}


def test_fits_names_every_yes_and_maybe(program: Program) -> None:
    """`fits` and a decision agree on who takes the person."""
    decision = program.route(CASE)
    assert program.fits(CASE) == {one.resource: one.fit for one in decision.referrals}


def test_a_program_says_what_it_is_and_nothing_of_its_status(program: Program) -> None:
    """Its print names the ruleset and the digest."""
    assert repr(program) == f"Program('試しの市の相談', {program.digest!r})"
    assert dict(program.with_status({"学びの相談室": "paused"}).status) == {"学びの相談室": "paused"}
