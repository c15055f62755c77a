"""Kills at random points during writes: every acknowledged record is there, torn tails are dropped, the chain holds."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from privacy.killed_writer import numbered
from privacy.records import TERMS
from tsunagari.privacy import DecisionEvent
from tsunagari.privacy.audit.record import Interruption
from tsunagari.privacy.audit.verifying import verify
from tsunagari.shell.audit_files import AuditLog
from tsunagari.shell.audit_folder import read_log

WRITER = Path(__file__).with_name("killed_writer.py")


def killed(folder: Path, first: int, chance: random.Random) -> int:
    """Run a writer, kill it or let it kill itself; the highest number it called kept, or the one before the first."""
    alone = chance.random() < 0.7
    at, part = (chance.randrange(1, 60), chance.choice((0, 1, 8, 40, 83, 84, 150, 400))) if alone else (0, 0)
    command = [sys.executable, str(WRITER), str(folder), str(first), str(at), str(part)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        said = b""
        if not alone:
            said = writer.stdout.readline()
            time.sleep(chance.random() * 0.02)
            writer.kill()
        said += writer.stdout.read()
    whole = said[: said.rfind(b"\n") + 1].split()
    return int(whole[-1]) if whole else first - 1


def kills(folder: Path, times: int, seed: int) -> Counter[str]:
    """So many kills on one log, looked at after each; what was seen of them."""
    chance, count, seen = random.Random(seed), 0, Counter[str]()
    for _ in range(times):
        acknowledged = killed(folder, count, chance)
        left = verify(read_log(folder))
        assert left.ok, [one.code for one in left.findings]
        seen.update(one.code for one in left.findings)
        with AuditLog(folder, TERMS) as log:
            seen["dropped"] += log.dropped > 0
        after = verify(read_log(folder))
        assert not after.findings
        kept = [one for one in after.records if isinstance(one, DecisionEvent)]
        assert kept == [numbered(number) for number in range(len(kept))]
        assert acknowledged < len(kept) <= acknowledged + 2
        told = [one for one in after.records if isinstance(one, Interruption)]
        assert sum(one.lost for one in told) <= seen["dropped"] == len(told)
        count = len(kept)
    seen["records"] = count
    return seen


def test_ten_kills(tmp_path: Path) -> None:
    """A quick look at the law."""
    seen = kills(tmp_path / "log", 10, seed=5)
    assert seen["records"] > 20 and seen["dropped"] == seen["audit-torn-tail"] > 0


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_three_hundred_kills(tmp_path: Path, seed: int) -> None:
    """The law over 100 kills on each of three logs, with torn tails and torn marks among what they leave."""
    seen = kills(tmp_path / "log", 100, seed)
    assert seen["dropped"] == seen["audit-torn-tail"] > 3 and seen["audit-torn-mark"] > 0
