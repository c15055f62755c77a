"""Every problem of all files, collected; nothing is raised.

Law: the same problems in whatever order they were met give the same diagnostics: sorted by place and code,
identical ones once, at most `LIMIT` errors. Nearest names are only looked for where a diagnostic is kept.
A field is a text, or a pair (Japanese, English) that the language of the file settles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.messages import severity_of
from tsunagari.messages.names import around, listed, near_phrase
from tsunagari.model.from_syntax.lost import Lost
from tsunagari.source import Span
from tsunagari.syntax.ast import File
from tsunagari.syntax.mistake import Mistake

LIMIT = 100

Near = Callable[[], Sequence[str]]
Said = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, and the folder that the file belongs to."""

    file: File
    span: Span
    folder: str = ""

    def at(self, span: Span) -> Where:
        """Another place in the same file."""
        return Where(self.file, span, self.folder)

    @property
    def place(self) -> tuple[str, int]:
        """File and position: what stands later in the text is greater."""
        return (self.file.source.name, self.span.start)

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
    """Collects problems while a ruleset is resolved; `lost` are the lines that could not be read.

    `brought` says for every folder but the root which line of the root brings it.
    """

    __slots__ = ("_found", "brought", "lost_lines")

    def __init__(self, lost: Lost | None = None, brought: Mapping[str, Where] | None = None) -> None:
        self._found: list[_Problem] = []
        self.lost_lines = lost or Lost()
        self.brought = dict(brought or {})

    def __len__(self) -> int:
        return len(self._found)

    def lost(self, text: str, *kinds: str) -> bool:
        """True where a line that could not be read seems to declare this name, of one of the kinds."""
        return self.lost_lines.name(text, kinds)

    def has(self, codes: Iterable[str]) -> bool:
        """True where one of the codes has been reported."""
        wanted = frozenset(codes)
        return any(problem.code in wanted for problem in self._found)

    def report(
        self,
        code: str,
        where: Where,
        *,
        near: Near | None = None,
        lists: Iterable[tuple[str, Sequence[str]]] = (),
        **fields: Said,
    ) -> None:
        """Note a problem; `near` gives nearest names, `lists` are fields that hold several names."""
        held = tuple((name, tuple(values)) for name, values in lists)
        side = 1 if where.file.language == "en" else 0
        settled = ((name, said if isinstance(said, str) else said[side]) for name, said in fields.items())
        self._found.append(_Problem(code, where, tuple(sorted(settled)), held, near))

    def circle(self, code: str, where: Where, way: Sequence[str]) -> None:
        """Note that things refer to each other in a circle; `way` leads around it."""
        self.report(code, where, way=(around("ja", code, way), around("en", code, way)))

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
