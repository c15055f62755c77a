"""Everything that there is to say about a ruleset.

Law: an error is never silenced; a warning or a note is, by an `allow` line with its code in the block that it
points into, and an `allow` that silences nothing is a warning itself, if its code is one that this version can find
at all (a ruleset may already answer the findings of a later one). Of the folders that a ruleset uses
only errors are told: the rest is told when they are checked themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.messages import CATALOGUE
from tsunagari.pipeline.compiling import Compiled, in_order
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.source import Source, Span
from tsunagari.syntax.ast import Allow, File

if TYPE_CHECKING:  # the checks load the analysis and the plain reading: nobody waits for them who only routes
    from tsunagari.analysis.regions import Regions
    from tsunagari.analysis.single_points import SinglePoint, SinglePoints
    from tsunagari.pipeline.proving import Promise


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a ruleset, by file, line and column, without those that somebody silenced.

    `promises` are its assertions with their outcomes, proved for the two years from the day `on`; `losses` everything
    whose loss would leave somebody alone, the biggest first, and `unsettled` how many losses the budget did not reach;
    `nobody` are those whom nobody takes, `by_default` those whom no rule takes (None where nothing was proved).
    """

    findings: tuple[Diagnostic, ...]
    promises: tuple[Promise, ...] = ()
    on: date | None = None
    losses: tuple[SinglePoint, ...] = ()
    unsettled: int = 0
    nobody: Regions | None = None
    by_default: Regions | None = None

    @property
    def ok(self) -> bool:
        """True where there is neither an error nor a warning; notes never fail."""
        return all(finding.severity == "note" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Allowance:
    """An `allow` line and the lines of the block that it speaks for."""

    code: str
    file: str
    first: int
    last: int
    source: Source
    span: Span
    language: str

    def silences(self, finding: Diagnostic) -> bool:
        """Whether the finding points into the block and is one that may be silenced."""
        inside = finding.file == self.file and self.first <= finding.line <= self.last
        return inside and finding.code == self.code and finding.severity != "error"


def report_on(compiled: Compiled, on: date | None = None, watch: Watch = nobody_watches) -> Report:
    """The findings of compiling a ruleset and of looking at what came out; `on` is the first day of what is proved."""
    own = compiled.folders[0].files
    more: list[Diagnostic] = []
    found: tuple[Promise, ...] = ()
    points: SinglePoints | None = None
    nobody = by_default = None
    if compiled.ruleset is not None:
        from tsunagari.pipeline.checks import EXACT, PLAIN, check_named
        from tsunagari.pipeline.checks.look import Look

        look = Look(compiled, compiled.ruleset, on, watch)
        for name in PLAIN if on is None else (*PLAIN, *EXACT):
            more.extend(check_named(name).find(look))
        if on is not None:
            found, points = look.promises, look.single_points
            if look.ruleset.resources:
                nobody, by_default = look.nobody, look.by_default
    findings = [*compiled.diagnostics, *more, *(_not_proved(own) if compiled.ruleset and on is None else ())]
    theirs = {file.source.name for folder in compiled.folders[1:] for file in folder.files}
    told = [one for one in findings if one.severity == "error" or one.file not in theirs]
    allowances = tuple(_allowances(own))
    left = [one for one in told if not any(allowance.silences(one) for allowance in allowances)]
    if compiled.ruleset is not None:  # before that nobody knows what the checks would have found
        left.extend(_unused(allowances, told))
    losses, unsettled = (points.found, points.unsettled) if points is not None else ((), 0)
    return Report(in_order(left), found, on, losses, unsettled, nobody, by_default)


def _not_proved(files: Iterable[File]) -> Iterator[Diagnostic]:
    for file in files:
        for block in file.blocks:
            if block.keyword == "assert":
                yield at("not-proved", file.source, block.head, block.language)


def _allowances(files: Iterable[File]) -> Iterator[_Allowance]:
    for file in files:
        for block in file.blocks:
            first, last = (file.source.position(offset)[0] for offset in (block.span.start, block.span.end))
            for field in block.fields:
                if isinstance(field.value, Allow):
                    name = field.value.code
                    yield _Allowance(name.text, file.source.name, first, last, file.source, name.span, field.language)


def _unused(allowances: Iterable[_Allowance], told: list[Diagnostic]) -> Iterator[Diagnostic]:
    for one in allowances:
        if one.code in CATALOGUE and not any(one.silences(finding) for finding in told):
            yield at("unused-allow", one.source, one.span, one.language, name=one.code)
