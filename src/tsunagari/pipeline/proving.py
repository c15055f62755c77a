"""The promises of a ruleset, proved or refuted over two years from a day.

Law (design C10): a refuted promise is an error with somebody whom it fails, an undecided one a warning; neither is
silence. Every counter-example is one by the plain reading too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from tsunagari.analysis.assertions import Outcome, Seen, Verdict, decide
from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.diagnostics import Diagnostic, at
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import MAYBE, YES
from tsunagari.model.examples import Assertion
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled
from tsunagari.pipeline.pasting import pasted
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.source import Source
from tsunagari.syntax.ast import Block

DAYS = 731
"""Two years, whichever of them is a leap year."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An assertion, what became of it, and the finding where it is not proved."""

    assertion: Assertion
    outcome: Outcome
    finding: Diagnostic | None

    @property
    def title(self) -> str:
        """Its head as written."""
        return self.assertion.title


def promises(
    compiled: Compiled, first: date, holidays: Holidays | None = None, watch: Watch = nobody_watches
) -> Iterator[Promise]:
    """Every assertion of the loaded folder, in the order of its files; none where it could not be compiled."""
    ruleset = compiled.ruleset
    if ruleset is None:
        return
    calendar = holidays or japanese_holidays()
    last = first + timedelta(days=DAYS - 1)
    by_site = {(one.site.file, one.site.line): one for one in ruleset.assertions}
    for file in compiled.folders[0].files:
        for block in file.blocks:
            line, _ = file.source.position(block.head.start)
            assertion: Assertion | None = by_site.get((file.source.name, line))
            if block.keyword == "assert" and assertion is not None:
                reading = partial(answering, holidays=calendar)
                steps = partial(watch, f"assert {assertion.title}")
                verdict = decide(ruleset, assertion, reading, calendar, first, last, watch=steps)
                yield Promise(assertion, verdict.outcome, _finding(verdict, ruleset, file.source, block))


def answering(ruleset: Ruleset, facts: Mapping[str, Any], holidays: Holidays | None = None) -> Seen:
    """The plain reading of one consultation."""
    reference, consultation = Reference(ruleset, holidays), Consultation(**facts)
    standings = reference.answer(admit(ruleset, consultation)).standings
    decision = reference.decide(consultation)
    return Seen(
        sure=frozenset(name for name, one in standings.items() if one.verdict == YES),
        perhaps=frozenset(name for name, one in standings.items() if one.verdict == MAYBE),
        open=frozenset(one.resource for one in decision.referrals if one.open in ("now", "not asked")),
    )


def _finding(verdict: Verdict, ruleset: Ruleset, source: Source, block: Block) -> Diagnostic | None:
    language = block.language
    if verdict.outcome == "proved":
        return None if verdict.met else at("assertion-empty", source, block.head, language)
    if verdict.outcome == "undecided":
        return at(
            "assertion-undecided", source, block.head, language, proofs=str(verdict.proofs), cases=str(verdict.cases)
        )
    title = "確認への反例" if language == "ja" else "counter-example"
    lost = "" if verdict.lost is None else verdict.lost.name
    found = at(
        "assertion-lost" if lost else "assertion-refuted", source, block.head, language,
        example=pasted(verdict, ruleset, language, title), **({"lost": lost} if lost else {}),
    )  # fmt: skip
    told = {key: value.isoformat() if isinstance(value, datetime) else value
            for key, value in (verdict.witness or {}).items()}  # fmt: skip
    return replace(found, witness=json.dumps(told, ensure_ascii=False, sort_keys=True))
