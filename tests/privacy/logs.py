"""The audit log of the small ruleset, without the waiting for a disk.

Law: a log starts empty in the same folder of this process, so that what can be seen of two runs can be compared.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from privacy import world
from tsunagari.privacy import DecisionEvent, HandoverEvent
from tsunagari.privacy.audit.verifying import Verified, verify
from tsunagari.privacy.audit.watermark import new_marks
from tsunagari.shell.audit_files import Appended, AuditLog
from tsunagari.shell.audit_folder import begin, read_log
from tsunagari.shell.disk import Disk


class Quick(Disk):
    """A disk that is trusted at once."""

    def keep(self, handle: int) -> None:
        """Nothing is waited for."""

    def keep_names(self, folder: Path) -> None:
        """Nothing is waited for."""


@dataclass(frozen=True)
class Kept:
    """What the log said to each event, what it holds when it is opened again, and its files as texts."""

    said: tuple[Appended, ...]
    found: Verified
    files: dict[str, str]


@cache
def folder() -> Path:
    """The folder of the log, for as long as the process lives."""
    made = Path(tempfile.mkdtemp(prefix="tsunagari-log-"))
    begin(made)
    return made


def kept(*sessions: Iterable[DecisionEvent | HandoverEvent]) -> Kept:
    """Write the events of several sessions into an empty log, each opened anew, and read it."""
    here = folder()
    for segment in sorted(here.glob("audit-*.log")):
        segment.unlink()
    (here / "mark").write_bytes(new_marks())
    said: list[Appended] = []
    for events in sessions:
        with AuditLog(here, world.terms(), disk=Quick()) as log:
            said += [log.append(event) for event in events]
    files = {one.name: one.read_text(encoding="utf-8") for one in sorted(here.iterdir())}
    return Kept(tuple(said), verify(read_log(here)), files)
