"""A bar for work that takes longer than a second.

Law: it is drawn on a terminal's standard error only, is wiped away at the end, and changes no answer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tsunagari.pipeline.watching import Watch, nobody_watches

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE: Final = 1.0
"""Seconds that people wait without asking."""


@contextmanager
def watched() -> Iterator[Watch]:
    """Something to tell how far the work is; nobody is told where no terminal is there."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield nobody_watches
        return
    bar = _Bar()
    try:
        yield bar.tell
    finally:
        bar.end()


class _Bar:
    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.progress: Progress | None = None
        self.task: TaskID | None = None

    def tell(self, code: str, done: int, parts: int) -> None:
        """Draw how far it is, once a second has passed."""
        if self.progress is None:
            if time.monotonic() - self.begun < PATIENCE:
                return
            from rich.console import Console
            from rich.progress import Progress

            self.progress = Progress(console=Console(stderr=True), transient=True)
            self.progress.start()
            self.task = self.progress.add_task(code, total=parts)
        if self.task is not None:
            self.progress.update(self.task, description=code, completed=done, total=parts)

    def end(self) -> None:
        """Wipe it away."""
        if self.progress is not None:
            self.progress.stop()
