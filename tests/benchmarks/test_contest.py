"""The comparison with other engines: nobody's time counts who answers something else, and what is told is measured."""

from __future__ import annotations

import json
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import peers
import pytest
from contest.blocks import CLOCKS, cost, timed
from contest.checking import Disagreement, NotRun, check, truths
from contest.field import BY_KEY, ENTRIES, STANDARD, Scale, Site
from contest.peer import Parted, Settled, parted
from contest.question import holds
from contest.with_sqlite import Sqlite

from tsunagari.engine.decision import Decision

SIZE, CHECKS = 300, 40
OTHERS = [entry for entry in ENTRIES if entry.key not in STANDARD]


@pytest.fixture(scope="module")
def site() -> Site:
    """A small world."""
    return Site(Scale(SIZE))


@pytest.fixture(scope="module")
def oracle(site: Site) -> Any:
    """Its consultations and the plain reading's answers."""
    asked = site.asked(CHECKS)
    return asked, truths(site, asked, processes=0)


def test_lines_mean_what_the_rules_mean(site: Site, oracle: Any) -> None:
    """What peers are given, read by plain Python, has the oracle's answer on every consultation; not all are empty."""
    asked, told = oracle
    settled = Settled(site.rulebook)
    for one, truth in zip(asked, told, strict=True):
        held = [line.number for line in site.rulebook.lines if holds(line, one)]
        assert settled.answer(held, one.danger) == truth.answer
    assert sum(len(truth.answer) for truth in told) > CHECKS / 2


def test_no_line_is_in_no_part(site: Site) -> None:
    """The partition holds every line, an area over two prefectures in both."""
    parts = parted(site.rulebook)
    assert {line.number for lines in parts.values() for line in lines} == set(range(len(site.rulebook.lines)))
    for line in site.rulebook.lines:
        homes = {place for place, lines in parts.items() if line in lines}
        assert homes == {None} if line.area is None else {site.rulebook.prefecture_of[one] for one in line.area}


@pytest.mark.parametrize("key", STANDARD)
def test_standard_rows_agree(site: Site, oracle: Any, key: str) -> None:
    """Product, plain reading and SQLite give the oracle's answers."""
    assert check(BY_KEY[key], BY_KEY[key].make(site), site, *oracle, patience=60) == CHECKS


@pytest.mark.peers
@pytest.mark.parametrize("entry", OTHERS, ids=[entry.key for entry in OTHERS])
def test_other_engines_agree(site: Site, oracle: Any, entry: Any) -> None:
    """Every engine from outside gives the oracle's answers, whole and by prefecture."""
    assert check(entry, entry.make(site), site, *oracle, patience=60) == CHECKS


class Losing:
    """A contestant that forgets something."""

    def __init__(self, honest: Any, fault: Any) -> None:
        self._honest, self._fault = honest, fault
        self.prepare, self.answer = honest.prepare, honest.answer

    def ask(self, prepared: Any) -> Any:
        """The honest answer with the fault in it."""
        return self._fault(self._honest.ask(prepared))


@pytest.mark.parametrize(
    "fault",
    [
        lambda rows: rows[1:],
        lambda rows: rows[::-1],
        lambda rows: [(*row[:1], 1 - row[1] // 2, *row[2:]) for row in rows],
    ],
    ids=["a row lost", "another order", "another urgency"],
)
def test_a_wrong_row_is_found(site: Site, oracle: Any, fault: Any) -> None:
    """Of SQLite the rows, their urgency and their order are held to the oracle."""
    with pytest.raises(Disagreement):
        check(BY_KEY["sqlite-all"], Losing(Sqlite(site.rulebook), fault), site, *oracle, patience=60)


def test_a_wrong_decision_is_found(site: Site, oracle: Any) -> None:
    """Of the product every part of a decision is held to the oracle, not only who is a yes."""

    def renamed(found: Decision) -> Decision:
        parts = {name: getattr(found, name) for name in Decision.__match_args__}
        return Decision(**{**parts, "unaddressed": ("nothing",)})

    with pytest.raises(Disagreement):
        honest = BY_KEY["product-five"].make(site)
        check(BY_KEY["product-five"], Losing(honest, renamed), site, *oracle, patience=60)


def test_who_is_too_slow_is_not_run(site: Site, oracle: Any) -> None:
    """A contestant that would outlast the patience is told as such, with how long it would take."""

    def slowed(found: Any) -> Any:
        time.sleep(0.01)
        return found

    entry = BY_KEY["sqlite-all"]
    found = check(entry, Losing(Sqlite(site.rulebook), slowed), site, *oracle, patience=0.1)
    assert isinstance(found, NotRun) and "minutes" in found.reason


def test_parts_are_asked_together(site: Site, oracle: Any) -> None:
    """Somebody who works in another prefecture meets the lines of both: leaving one out is found."""

    class Plainly:
        def __init__(self, rulebook: Any, lines: Any) -> None:
            self._lines = lines

        def prepare(self, asked: Any) -> Any:
            return asked

        def held(self, prepared: Any) -> list[int]:
            return [line.number for line in self._lines if holds(line, prepared)]

    asked, told = oracle
    assert any(len(one.prefectures) == 2 for one in asked)
    for joined in (True, False):
        contestant = Parted(Plainly, site.rulebook, joined=joined)
        assert [contestant.ask(contestant.prepare(one)) for one in asked] == [truth.answer for truth in told]


class Sleeping:
    """Takes so many seconds and remembers what it was asked."""

    def __init__(self, seconds: float, seen: list[str], name: str) -> None:
        self._seconds, self._seen, self._name = seconds, seen, name

    def prepare(self, asked: Any) -> Any:
        """As told."""
        return asked

    def ask(self, prepared: Any) -> None:
        """Sleep."""
        self._seen.append(self._name)
        time.sleep(self._seconds)

    def answer(self, found: Any) -> dict[int, int]:
        """Nothing."""
        return {}


def test_blocks_alternate_and_end(site: Site) -> None:
    """A block for each in every round, in turns of who begins; who is slow stops early, after at least one."""
    seen: list[str] = []
    contestants = {"quick": Sleeping(0, seen, "q"), "slow": Sleeping(0.02, seen, "s")}
    found = timed(contestants, site.asked(12), block=4, box=0.03, clock=time.perf_counter_ns, tell=lambda _: None)
    assert len(found["quick"].single) == 12 and len(found["quick"].blocks) == len(found["slow"].blocks) == 3
    assert 3 <= len(found["slow"].single) <= 6
    turns = "".join(one for number, one in enumerate(seen) if number == 0 or seen[number - 1] != one)
    assert turns == "qsqs"  # quick and slow, slow and quick, quick and slow: neighbours of one name run together
    assert found["slow"].figures()["median"] >= 20_000 > found["quick"].figures()["median"]


def test_time_is_of_the_work_alone() -> None:
    """The processor's clock runs while somebody works and stands while somebody waits; reading it costs little."""
    clock = CLOCKS["processor"]
    before = clock()
    time.sleep(0.05)
    assert clock() - before < 25_000_000
    while clock() - before < 30_000_000:
        pass
    assert 0 < cost(clock) < 100_000


def test_the_quick_run_writes_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One command measures, writes page, picture and raw figures, and names every budget."""
    assert peers.main(["--quick", "--only", "standard", "--children", "0", "--into", str(tmp_path)]) == 0
    world = json.loads((tmp_path / "RESULTS.json").read_text(encoding="utf-8"))["worlds"]["100"]
    assert set(world["rows"]) == set(STANDARD)
    assert all(
        row["checked"] == 20 and row["asks"] > 0 and 0 < row["median"] <= row["p99"] for row in world["rows"].values()
    )
    picture = (tmp_path / "RESULTS.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag.endswith("svg") and "先頭5件" in picture
    page = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "| tsunagari | top five |" in page and "not measured" in capsys.readouterr().out
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    peers.main(["--page", "--into", str(tmp_path)])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
