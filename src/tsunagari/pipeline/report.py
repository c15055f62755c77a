"""Everything that there is to say about a ruleset.

Law: an error is never silenced; a warning or a note is, by an `allow` line with its code in the block that it
points into, and an `allow` that silences nothing is a warning itself, if its code is one that this version can find
at all (a ruleset may already answer the findings of a later one). Of the folders that a ruleset uses
only errors are told: the rest is told when they are checked themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.messages import CATALOGUE
from tsunagari.pipeline.compiling import Compiled, in_order
from tsunagari.pipeline.notes import notes
from tsunagari.source import Source, Span
from tsunagari.syntax.ast import Allow, File


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a ruleset, by file, line and column, without those that somebody silenced."""

    findings: tuple[Diagnostic, ...]

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


def report_on(compiled: Compiled) -> Report:
    """The findings of compiling a ruleset and of looking at what came out."""
    own = compiled.folders[0].files
    findings = [*compiled.diagnostics, *notes(compiled)]
    theirs = {file.source.name for folder in compiled.folders[1:] for file in folder.files}
    told = [one for one in findings if one.severity == "error" or one.file not in theirs]
    allowances = tuple(_allowances(own))
    left = [one for one in told if not any(allowance.silences(one) for allowance in allowances)]
    if compiled.ruleset is not None:  # before that nobody knows what the checks would have found
        left.extend(_unused(allowances, told))
    return Report(in_order(left))


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
