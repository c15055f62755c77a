"""A report from a ruleset and what was found about it.

Law: the same ruleset, findings, instant and language give the same document; no clock is read, no order is left to
chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tsunagari.analysis.pairs import pairs_of
from tsunagari.analysis.regions import Regions
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.registry import ALWAYS
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.examples import run_examples
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.region_words import region_lines
from tsunagari.pipeline.report import Report
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.reporting import covered, proofs
from tsunagari.reporting.asking import Asking
from tsunagari.reporting.desks import desks
from tsunagari.reporting.prose.whole import prose
from tsunagari.reporting.reached import Reached
from tsunagari.reporting.tree import Document
from tsunagari.reporting.week import week
from tsunagari.reporting.words import Words


def assemble(
    program: Program, report: Report, at: datetime, language: str, version: str, watch: Watch = nobody_watches
) -> Document:
    """The report of a ruleset at an instant, in `ja` or `en`; `report` is what was found and proved about it."""
    ruleset, words, holidays = program.ruleset, Words(language), japanese_holidays()
    first = report.on or at.date()
    asking, pairs = Asking(ruleset, at, holidays), pairs_of(ruleset)
    reached = Reached(ruleset, report.nobody, report.by_default)
    called = _issue_names(ruleset, words)
    ages = covered.bands(pairs)
    oldest = ruleset.attributes["age"].lowest + len(ruleset.attributes["age"].values) - 1
    names = covered.band_words(ages, oldest, words)
    places = covered.places(asking, reached, watch)
    return Document(
        language=language,
        names=ruleset.language,
        title=ruleset.name,
        period=_period(ruleset, words, at.date()),
        at=words.moment(at),
        day=words.day(first),
        digest=ruleset.digest,
        version=version,
        used=tuple(sorted({one.ruleset for one in ruleset.resources.values()} - {"", ruleset.name})),
        everywhere=places.everywhere,
        tiles=places.tiles,
        prefectures=places.prefectures,
        bands=names,
        ages=covered.age_rows(asking, ages, names),
        issues=covered.issue_rows(asking, reached, ages, called, watch),
        week=week(asking, pairs, first, called, words, watch),
        losses=None if report.nobody is None else tuple(proofs.losses(ruleset, report.losses, words)),
        unsettled=report.unsettled,
        nobody=_region_lines(ruleset, report.nobody, language),
        nobody_settled=report.nobody is not None and report.nobody.whole,
        by_default=_region_lines(ruleset, report.by_default, language),
        by_default_settled=report.by_default is not None and report.by_default.whole,
        desks=desks(ruleset, at, holidays, words),
        trials=tuple(proofs.trials(ruleset, run_examples(program), words)),
        promises=tuple(proofs.promised(ruleset, report.promises, words)),
        findings=tuple(proofs.findings(report.findings)),
        silenced=tuple(proofs.silenced(ruleset)),
        prose=prose(ruleset),
    )


def _issue_names(ruleset: Ruleset, words: Words) -> Mapping[str, str]:
    wording = Wording(ruleset)
    return {name: words.spoken(wording.listed([name], "issue")) for name in ruleset.issues.above}


def _region_lines(ruleset: Ruleset, regions: Regions | None, language: str) -> tuple[str, ...] | None:
    if regions is None:
        return None
    if not regions.found:
        return ()
    lines = region_lines(ruleset, regions.axes, regions.found, language, whole=regions.whole).split("\n")
    return tuple(line.removeprefix("・") for line in lines)


def _period(ruleset: Ruleset, words: Words, day: date) -> str:
    """When the ruleset is in effect; outside of that it answers by its defaults alone, and the page says so."""
    period = ruleset.effective
    if period == ALWAYS:
        return words("period-always")
    start, end = (words.day(day) if day else "" for day in (period.start, period.end))
    form = "between" if period.start and period.end else "from" if period.start else "until"
    told = words(f"period-{form}", start=start, end=end)
    if period.contains(day):
        return told
    return words("period-over" if period.over(day) else "period-to-come", period=told)
