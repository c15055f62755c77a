"""Findings about what can never apply, where it is written.

Law: only what the loaded folder itself wrote is told; a withheld or inactive resource is no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.analysis.dead import dead
from tsunagari.calendar.holidays import Holidays
from tsunagari.diagnostics import Diagnostic, at
from tsunagari.model.rules import Clause
from tsunagari.pipeline.compiling import Compiled
from tsunagari.source import Source, Span
from tsunagari.syntax.ast import Block, Field, Name, Proviso


def dead_findings(compiled: Compiled, holidays: Holidays) -> Iterator[Diagnostic]:
    """One finding for each clause that is never met or leads nowhere, and each resource that is never reached."""
    ruleset = compiled.ruleset
    if ruleset is None or not ruleset.resources:
        return
    found = dead(ruleset, holidays)
    places = dict(_places(compiled))
    for code, clauses in (("dead-clause", found.unmet), ("leads-nowhere", found.nowhere)):
        for clause in clauses:
            if (place := places.get(_line(clause))) is not None:
                source, span, language = place
                yield at(code, source, span, language, name=clause.name)
    for name in found.unreached:
        site = ruleset.sites.get(("resource", name))
        if site is not None and (place := places.get((site.file, site.line))) is not None:
            source, span, language = place
            yield at("unreachable-resource", source, span, language, name=name)


def _line(clause: Clause) -> tuple[str, int]:
    return (clause.site.file, clause.site.line) if clause.site is not None else ("", 0)


def _places(compiled: Compiled) -> Iterator[tuple[tuple[str, int], tuple[Source, Span, str]]]:
    """File and line → where the name of each block and proviso of the loaded folder stands."""
    for file in compiled.folders[0].files:
        for block in file.blocks:
            yield _place(file.source, block, block.name)
            for field in block.fields:
                if isinstance(field.value, Proviso):
                    yield _place(file.source, field, field.value.name.name)


def _place(source: Source, block: Block | Field, name: Name | None) -> tuple[tuple[str, int], tuple[Source, Span, str]]:
    start = block.head if isinstance(block, Block) else block.span
    line, _ = source.position(start.start)
    return (source.name, line), (source, name.span if name is not None else start, block.language)
