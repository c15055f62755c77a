"""Every problem of all files, collected; nothing is raised.

Law: the same problems in whatever order they were met give the same diagnostics: sorted by place and code,
identical ones once, at most `LIMIT` errors. Nearest names are only looked for where a diagnostic is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.messages import severity_of
from tsunagari.messages.names import listed, near_phrase
from tsunagari.model.from_syntax.spelling import key
from tsunagari.source import Span
from tsunagari.syntax.ast import File
from tsunagari.syntax.mistake import Mistake

LIMIT = 100

Near = Callable[[], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, and the folder that the file belongs to."""

    file: File
    span: Span
    folder: str = ""

    def at(self, span: Span) -> Where:
        """Another place in the same file."""
        return Where(self.file, span, self.folder)

    def text(self) -> str:
        """`file:line`, for messages."""
        return f"{self.file.source.name}:{self.file.source.position(self.span.start)[0]}"


@dataclass(frozen=True, slots=True)
class _Problem:
    code: str
    where: Where
    fields: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    near: Near | None


class Problems:
    """Collects problems while a ruleset is resolved; `lost` are names that unreadable heads seem to declare."""

    __slots__ = ("_found", "_lost")

    def __init__(self, lost: Iterable[str] = ()) -> None:
        self._found: list[_Problem] = []
        self._lost = frozenset(map(key, lost))

    def __len__(self) -> int:
        return len(self._found)

    def lost(self, text: str) -> bool:
        """True where a block whose head could not be read seems to declare this name."""
        return bool(self._lost) and key(text) in self._lost

    def lost_at_start(self, text: str) -> bool:
        """True where a text begins with such a name (`在学状況が…` where 在学状況 could not be read)."""
        form = key(text)
        return any(form.startswith(name) for name in self._lost if name)

    @property
    def anything_lost(self) -> bool:
        """True where some head could not be read."""
        return bool(self._lost)

    def report(
        self,
        code: str,
        where: Where,
        *,
        near: Near | None = None,
        lists: Iterable[tuple[str, Sequence[str]]] = (),
        **fields: str,
    ) -> None:
        """Note a problem; `near` gives nearest names, `lists` are fields that hold several names."""
        held = tuple((name, tuple(values)) for name, values in lists)
        self._found.append(_Problem(code, where, tuple(sorted(fields.items())), held, near))

    def mistaken(self, mistake: Mistake, where: Where) -> None:
        """Note a mistake that a reader of values raised."""
        fields = tuple(sorted(mistake.fields_in(where.file.language).items()))
        self._found.append(_Problem(mistake.code, where, fields, (), None))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, as the law says."""
        placed: dict[tuple[str, int, int, str, tuple[tuple[str, str], ...]], _Problem] = {}
        for problem in self._found:
            source = problem.where.file.source
            line, column = source.position(problem.where.span.start)
            placed.setdefault((source.name, line, column, problem.code, problem.fields), problem)
        kept: list[Diagnostic] = []
        errors = 0
        for place in sorted(placed):
            is_error = severity_of(place[3]) == "error"
            errors += is_error
            if not is_error or errors <= LIMIT:
                kept.append(_diagnostic(placed[place]))
        return tuple(kept)


def _diagnostic(problem: _Problem) -> Diagnostic:
    file = problem.where.file
    language = file.language
    fields = dict(problem.fields)
    fields.update((name, listed(language, values)) for name, values in problem.lists)
    if problem.near is not None:
        fields["near"] = near_phrase(language, problem.near())
    return at(problem.code, file.source, problem.where.span, language, **fields)
