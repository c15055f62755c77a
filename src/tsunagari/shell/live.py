"""The ruleset that answers now, and how another one takes its place.

Law: one reference names the program that answers; whoever routes reads it once, so that a decision is made by one
program whole and names one digest. Only a program that compiled without errors in another process, and whose own tests
passed, is ever put in its place; anything else leaves the old one where it is and comes back as a value.

Routing takes no lock. What it relies on is that reading and writing an attribute are each one step, which holds with
the global lock and in free-threaded Python alike (PEP 703: the slots of an object are read and written atomically), and
that a program never changes. Who swaps takes a lock, and only against others who swap.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.errors import UsageError, guarded
from tsunagari.pipeline.program import Program
from tsunagari.shell.apart import LIMIT, Compiled, compiled_apart


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of an attempt to put another ruleset in place.

    `digest` is what answers afterwards. Where the attempt failed (`renewed` is False), `diagnostics` are the findings
    of a ruleset with errors, `failed` the names of its tests that did not pass, `fault` what else went wrong.
    `unknown` are the resources with a live status that the new ruleset does not have.
    """

    renewed: bool
    digest: str
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: tuple[str, ...] = ()
    fault: UsageError | None = None
    unknown: tuple[str, ...] = ()


class Live:
    """The program that answers now; shared by threads, any of which may route while one renews it.

    The live status belongs to the desk, not to a ruleset: it stays when the ruleset is renewed.
    """

    __slots__ = ("_before", "_program", "_renewing", "_status", "_swapping")

    def __init__(self, program: Program) -> None:
        self._program = self._before = program
        self._status = dict(program.status)
        self._renewing, self._swapping = Lock(), Lock()

    @property
    def program(self) -> Program:
        """The program that answers now; it stays valid when another one takes its place."""
        return self._program

    @property
    def digest(self) -> str:
        """The digest of the ruleset that answers now."""
        return self._program.digest

    def route(self, consultation: Consultation) -> Decision:
        """The decision of the program that answers now. Raises FactsError as `Program.route` does."""
        return self._program.route(consultation)

    @guarded
    def set_status(self, status: Mapping[str, str]) -> None:
        """The live status from now on (resource → active, paused, do-not-refer, closed) instead of the old.

        Waits for nothing but another swap, also while a ruleset is being compiled. Raises FactsError as `with_status`.
        """
        with self._swapping:
            made = self._program.with_status(status)
            self._put(made, dict(made.status))

    @guarded
    def renew(self, path: str | os.PathLike[str], *, tests: bool = True, limit: float = LIMIT) -> Renewal:
        """Compile the ruleset of a folder in another process and put it in place.

        `tests` is whether its own tests must pass; `limit` is how many seconds the other process has. Renewals come one
        after the other, in the order in which they were asked for by one thread.
        """
        with self._renewing:
            return self.take(compiled_apart(path, tests=tests, limit=limit))

    @guarded
    def take(self, compiled: Compiled) -> Renewal:
        """Put a program that was compiled apart in place, if there is one."""
        if compiled.program is None:
            return Renewal(False, self.digest, compiled.diagnostics, compiled.failed, compiled.fault)
        with self._swapping:
            known = compiled.program.ruleset.resources
            status = {name: said for name, said in self._status.items() if name in known}
            made = compiled.program.with_status(status) if status else compiled.program
            self._put(made, self._status)
        return Renewal(True, made.digest, unknown=tuple(sorted(self._status.keys() - status.keys())))

    def _put(self, program: Program, status: dict[str, str]) -> None:
        """The swap itself. The program before is let go here, at the next swap, and not by a thread that routes."""
        self._before, self._status = self._program, status
        self._program = program

    def __repr__(self) -> str:
        return f"Live({self.digest!r})"
