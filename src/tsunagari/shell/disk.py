"""The few things that a log asks of the system, in one place so that each can be made to fail.

Law: one call here is one call there; what the system refuses is its OSError, and a write that was cut short is one too.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

_PRIVATE = 0o600


class Disk:
    """Calls of the system on files that belong to the venue alone (mode 600, no links followed)."""

    def create(self, path: Path) -> int:
        """A new or still empty file, open for appending; the folder knows it when this returns."""
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, _PRIVATE)
        try:
            if os.fstat(handle).st_size:
                raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
            self.keep_names(path.parent)
        except OSError:
            os.close(handle)
            raise
        return handle

    def reopen(self, path: Path, least: int) -> int:
        """A file that is there, open for appending; OSError where it is shorter than `least` bytes."""
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
        if os.fstat(handle).st_size < least:
            os.close(handle)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return handle

    def write(self, handle: int, text: bytes) -> None:
        """One write at the end of the file."""
        if os.write(handle, text) != len(text):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write_at(self, handle: int, text: bytes, offset: int) -> None:
        """One write in the middle of the file."""
        if os.pwrite(handle, text, offset) != len(text):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def keep(self, handle: int) -> None:
        """What was written is on the disk when this returns."""
        os.fsync(handle)

    def truncate(self, handle: int, size: int) -> None:
        """Cut the file to a length, on the disk too."""
        os.ftruncate(handle, size)
        os.fsync(handle)

    def keep_names(self, folder: Path) -> None:
        """The names in a folder are on the disk when this returns."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Take a file away, and its name from the folder on the disk."""
        path.unlink()
        self.keep_names(path.parent)
