"""A writer to be killed: it appends numbered records and says which are kept, until somebody or it itself ends it.

Arguments: folder, first number, and the number of the system call at which it kills itself (0: never), after having
written so many bytes of what that call was to write.
"""

from __future__ import annotations

import os
import signal
import sys

from privacy.records import TERMS, decision
from tsunagari.privacy import DecisionEvent
from tsunagari.shell.audit_files import AuditLog
from tsunagari.shell.disk import Disk


class Deadly(Disk):
    """A disk that ends the process at one of its calls, with a part of the text written."""

    def __init__(self, at: int, part: int) -> None:
        self.left, self.part = at, part

    def _step(self, handle: int, text: bytes, offset: int | None) -> None:
        self.left -= 1
        if self.left == 0:
            if offset is None:
                os.write(handle, text[: self.part])
            else:
                os.pwrite(handle, text[: self.part], offset)
            os.kill(os.getpid(), signal.SIGKILL)

    def write(self, handle: int, text: bytes) -> None:
        self._step(handle, text, None)
        super().write(handle, text)

    def write_at(self, handle: int, text: bytes, offset: int) -> None:
        self._step(handle, text, offset)
        super().write_at(handle, text, offset)

    def keep(self, handle: int) -> None:
        self._step(handle, b"", None)
        super().keep(handle)

    def truncate(self, handle: int, size: int) -> None:
        self._step(handle, b"", None)
        super().truncate(handle, size)


def numbered(number: int) -> DecisionEvent:
    """The record with this number; every thirty of them share a month."""
    year, month = divmod(number // 30, 12)
    return decision(f"{2000 + year % 200}-{month + 1:02}-01", None, ("孤独",), digest=f"sha256:{number:064x}")


def main() -> None:
    """Append until killed."""
    folder, first, at, part = sys.argv[1], *map(int, sys.argv[2:5])
    log = AuditLog(folder, TERMS, disk=Deadly(at, part) if at else None)
    number = first
    while True:
        if log.append(numbered(number)).code == "kept":
            os.write(1, b"%d\n" % number)
        number += 1


if __name__ == "__main__":
    main()
