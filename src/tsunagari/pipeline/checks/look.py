"""What the checks look at together: a compiled ruleset, where its blocks stand, and what several of them ask.

Law: each question of the analysis is asked once a report, whoever asks first; only what the loaded folder itself
wrote has a place, so that what it uses is told when it is checked itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tsunagari.analysis.dead import Dead, dead
from tsunagari.analysis.facts import facts
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.analysis.regions import Regions
from tsunagari.analysis.single_points import Losing, SinglePoints
from tsunagari.analysis.somebody import Everybody
from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.diagnostics import Diagnostic, at
from tsunagari.model.rules import Clause, Site
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled
from tsunagari.pipeline.proving import DAYS, Promise, answering, promises
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.source import Source, Span
from tsunagari.syntax.ast import Block, Field, Name, Proviso


@dataclass(frozen=True, slots=True)
class Written:
    """Where a block or proviso is written: its name (or its first words), and its lines."""

    source: Source
    span: Span
    language: str
    block: Block
    fields: tuple[Field, ...]

    def finding(self, code: str, span: Span | None = None, **filled: str) -> Diagnostic:
        """A finding at its name, or at another span of its source."""
        return at(code, self.source, span or self.span, self.language, **filled)


class Look:
    """One look at a ruleset that could be compiled; `on` is the first day of what is proved, if there is one."""

    def __init__(self, compiled: Compiled, ruleset: Ruleset, on: date | None, watch: Watch = nobody_watches) -> None:
        self.compiled, self.ruleset, self.on, self.watch = compiled, ruleset, on, watch
        self.holidays: Holidays = japanese_holidays()

    @cached_property
    def blocks(self) -> Mapping[tuple[str, int], Written]:
        """File and line → the block or proviso of the loaded folder that begins there."""
        return dict(_written(self.compiled))

    @cached_property
    def head(self) -> Written | None:
        """The `ruleset` block; findings about the whole are told there."""
        return next((one for one in self.blocks.values() if one.block.keyword == "ruleset"), None)

    def at(self, site: Site | None) -> Written | None:
        """What is written at a site, if the loaded folder wrote it."""
        return None if site is None else self.blocks.get((site.file, site.line))

    def clause(self, clause: Clause) -> Written | None:
        """Where a clause is written, if the loaded folder wrote it."""
        return self.at(clause.site)

    def resource(self, name: str) -> Written | None:
        """Where a resource is written, if the loaded folder wrote it."""
        return self.at(self.ruleset.sites.get(("resource", name)))

    @cached_property
    def everybody(self) -> Everybody:
        """All who may come in the time for which things are proved."""
        assert self.on is not None, "only exact checks ask, and those have a first day"
        return Everybody(self.ruleset, self.holidays, self.on, self.on + timedelta(days=DAYS - 1))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days for which things are proved, as far as the ruleset itself is in effect."""
        period, everybody = self.ruleset.effective, self.everybody
        every = (everybody.first + timedelta(days=n) for n in range(DAYS))
        return tuple(day for day in every if period.contains(day))

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What became of the assertions; without a first day nothing is proved."""
        return () if self.on is None else tuple(promises(self.compiled, self.on, self.holidays, self.watch))

    @cached_property
    def dead(self) -> Dead:
        """What can never apply; nothing of a ruleset that has no resources yet."""
        if not self.ruleset.resources:
            return Dead((), (), ())
        self.watch("dead-clause", 0, 1)
        return dead(self.ruleset, self.holidays)

    @cached_property
    def lifeless(self) -> frozenset[str]:
        """The names of the clauses that nobody meets or that lead nowhere: of these nothing else need be said."""
        return frozenset(clause.name for clause in (*self.dead.unmet, *self.dead.nowhere))

    def not_finished(self, code: str) -> Iterator[Diagnostic]:
        """That the search for a finding ended before its end."""
        if self.head is not None:
            yield self.head.finding("not-finished", self.head.block.head, name=code)

    @cached_property
    def nobody(self) -> Regions:
        """Those whom nobody takes."""
        self.watch("gap", 0, 1)
        return regions_without_a_yes(self.ruleset, self.holidays, defaults=True)

    @cached_property
    def by_default(self) -> Regions:
        """Those whom no rule takes."""
        self.watch("default-only", 0, 1)
        return regions_without_a_yes(self.ruleset, self.holidays, defaults=False)

    def somebody(self, regions: Regions, ruleset: Ruleset) -> dict[str, Any] | None:
        """The facts of somebody of the first region of whom the plain reading agrees that nobody is a yes there."""
        for region in regions.found:
            counter = regions.somebody(region)
            for told in (facts(counter, spare=True), facts(counter)):
                if not answering(ruleset, told, self.holidays).sure:
                    return told
        return None

    @cached_property
    def losing(self) -> Losing:
        """What is asked about losses."""
        return Losing(self.ruleset, self.holidays)

    @cached_property
    def single_points(self) -> SinglePoints:
        """Everything whose loss leaves somebody alone; nothing of a ruleset that has no resources yet."""
        if not self.ruleset.resources:
            return SinglePoints()
        self.watch("single-point", 0, 1)
        return self.losing.single_points()

    @cached_property
    def sole_resources(self) -> SinglePoints:
        """The resources that are the only one for somebody, not counting defaults."""
        self.watch("sole-resource", 0, 1)
        return self.losing.sole_resources()


def _written(compiled: Compiled) -> Iterator[tuple[tuple[str, int], Written]]:
    for file in compiled.folders[0].files:
        for block in file.blocks:
            yield _place(file.source, block, block, block.name, block.head, block.fields)
            for field in block.fields:
                if isinstance(field.value, Proviso):
                    proviso = field.value
                    yield _place(file.source, block, field, proviso.name.name, field.span, proviso.fields)


def _place(
    source: Source, block: Block, written: Block | Field, name: Name | None, head: Span, fields: tuple[Field, ...]
) -> tuple[tuple[str, int], Written]:
    line, _ = source.position(head.start)
    span = name.span if name is not None else head
    return (source.name, line), Written(source, span, written.language, block, fields)
