"""A compiler that lives on: what has not changed is not read again.

Law: compiling after any edits gives what a fresh compile of the same sources gives: the same ruleset, the same
diagnostics, the same artifact. Sources are kept by content: one that did not change is not read again, and an edited
one from the block above the first edit on. The rest is kept of the trees that come back. What a compile does not meet
is forgotten after the next one. Garbage is not looked for meanwhile: a compile makes many small lasting objects and
hardly any circles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.index.compiler import compile_index
from tsunagari.engine.index.keeping import Drawings
from tsunagari.engine.index.matcher import Matcher
from tsunagari.model.from_syntax import Kept
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled, Parsed, compile_ruleset
from tsunagari.pipeline.program import Program
from tsunagari.source import Source
from tsunagari.syntax.ast import File
from tsunagari.syntax.parser import parse

_Read = tuple[File, tuple[Diagnostic, ...]]


class Compiler:
    """Compiles rulesets one after the other; for one thread at a time.

    `parse_sources` reads the folders of one ruleset, `compile_ruleset` resolves them and ends the round, `program`
    makes what answers. One that is there for a single ruleset need not keep what it resolved and drew (`keeps`). Two
    rulesets in turn have little of each other: what is kept is that of the last one.
    """

    __slots__ = ("_before", "_drawings", "_kept", "_last", "_now")

    def __init__(self, *, keeps: bool = True) -> None:
        self._kept, self._drawings = Kept(keeps=keeps), Drawings(keeps=keeps)
        self._before: dict[tuple[str, str], _Read] = {}
        self._now: dict[tuple[str, str], _Read] = {}
        self._last: Compiled | None = None

    def parse_sources(self, key: str, sources: Iterable[Source]) -> Parsed:
        """The trees of the sources of one folder."""
        with without_garbage_collection():
            found = [self._read(key, source) for source in sources]
        return Parsed(key, tuple(file for file, _ in found), tuple(one for _, problems in found for one in problems))

    def compile_ruleset(self, folders: tuple[Parsed, ...], found: Iterable[Diagnostic] = ()) -> Compiled:
        """Resolve the folders (the loaded one first); what was compiled last comes back where nothing changed."""
        problems = tuple(found)
        last = self._last
        if problems or last is None or not _same(last.folders, folders):
            with without_garbage_collection():
                last = compile_ruleset(folders, problems, self._kept)
            self._last = None if problems else last
        self._before, self._now = self._now, {}
        return last

    def program(self, ruleset: Ruleset) -> Program:
        """The program of a ruleset; what was drawn of clauses that it shares with the one before is not drawn again."""
        with without_garbage_collection():
            return Program(ruleset, answerer=Matcher(ruleset, index=compile_index(ruleset, drawings=self._drawings)))

    def _read(self, key: str, source: Source) -> _Read:
        name = key, source.name
        read = self._now.get(name) or self._before.get(name)
        if read is None or read[0].source.text != source.text:
            read = parse(source, None if read is None or read[1] else read[0])
        self._now[name] = read
        return read


def _same(ones: tuple[Parsed, ...], others: tuple[Parsed, ...]) -> bool:
    """Whether these are the same trees, one by one: equal trees may stand at other places of their files."""
    return len(ones) == len(others) and all(
        (one.key, one.uses, one.diagnostics) == (other.key, other.uses, other.diagnostics)
        and [*map(id, one.files)] == [*map(id, other.files)]
        for one, other in zip(ones, others, strict=True)
    )


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """No collection while the block runs, whatever comes of it; collecting goes on afterwards if it did before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
