"""What was proved, tried and found: assertions, 相談例, findings, and what was silenced with a reason.

Law: nothing is left out: also what failed, what is undecided and what somebody silenced is shown; a finding keeps the
language of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tsunagari.analysis.single_points import SinglePoint
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.decision import Referral
from tsunagari.engine.explaining.said import Said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.examples import Assertion
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.examples import Result
from tsunagari.pipeline.expectation_words import expectation_words
from tsunagari.pipeline.loss_words import people_words
from tsunagari.pipeline.proving import Promise
from tsunagari.reporting.prose.conditions import Conditions
from tsunagari.reporting.told import attribute_words, told_words
from tsunagari.reporting.tree import Finding, Loss, Promised, Silenced, Trial
from tsunagari.reporting.words import Words

_ROW: Final = re.compile(r" \(row ([0-9]+)\)$")
"""How a row of a table is named."""


def trials(ruleset: Ruleset, results: Iterable[Result], words: Words) -> Iterator[Trial]:
    """Every 相談例 with what came."""
    for result in results:
        example = result.example
        yield Trial(
            name=_ROW.sub(lambda row: words("trial-row", number=row[1]), example.name),
            told=told_words(ruleset, example.facts, example.paused, words),
            expected=tuple(
                expectation_words(one, words.language, lambda name: attribute_words(name, words))
                for one in example.expectations
            ),
            came=_came(result, words),
            passed=result.passed,
        )


def _came(result: Result, words: Words) -> str:
    if result.decision is None:
        return result.refusal.message(words.language) if result.refusal is not None else ""
    listed = [_referral(one, words) for one in result.decision.referrals]
    return words("comma").join(listed) if listed else words("nothing-came")


def _referral(referral: Referral, words: Words) -> str:
    remarks = [words("fit-maybe")] if referral.fit == "maybe" else []
    remarks += [words("open-later")] if referral.open == "later" else []
    if not remarks:
        return referral.resource
    return words("remarked", name=referral.resource, remarks=words("comma").join(remarks))


def losses(ruleset: Ruleset, points: Iterable[SinglePoint], words: Words) -> Iterator[Loss]:
    """Single points; what touches one resource only is told as that resource."""
    for point in points:
        if point.kind == "resource" or len(point.touches) > 1:
            yield Loss(
                lost=_lost(ruleset, point, words),
                touches=point.touches,
                people=words.spoken(people_words(ruleset, point.alone)),
                whole=point.alone.whole,
            )


def _lost(ruleset: Ruleset, point: SinglePoint, words: Words) -> str:
    name: Said | str = point.name
    if point.kind == "channel":
        channel = ruleset.attributes["channel"]
        name, _ = Wording(ruleset).values("channel", channel.bit(point.name))
    return words(f"lost-{point.kind}", name=name)


def findings(found: Iterable[Diagnostic]) -> Iterator[Finding]:
    """Findings, errors first, then warnings, then notes, each by its place."""
    order = ("error", "warning", "note")
    for one in sorted(found, key=lambda one: (order.index(one.severity), one.file, one.line, one.column, one.code)):
        place = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
        yield Finding(one.severity, one.code, place, one.message, one.help or "", one.language)


def promised(ruleset: Ruleset, promises: Iterable[Promise], words: Words) -> Iterator[Promised]:
    """Assertions with what became of them; their conditions in words."""
    conditions = Conditions(ruleset)
    for one in promises:
        finding = one.finding
        remark = "" if finding is None else "\n".join((finding.message, *([finding.help] if finding.help else [])))
        yield Promised(
            title=one.title,
            meaning=_meaning(one.assertion, words),
            conditions=tuple(words.spoken(conditions.said(line)) for line in one.assertion.lines),
            outcome=one.outcome,
            remark=remark,
            language=finding.language if finding is not None else "",
        )


def _meaning(assertion: Assertion, words: Words) -> str:
    """What an assertion promises, as a sentence."""
    parts = [words(f"promise-{assertion.property}", target=assertion.target or "")]
    if assertion.without_default:
        parts.append(words("promise-without-default"))
    if assertion.unstated:
        names = words("comma").join(attribute_words(name, words) for name in assertion.unstated)
        parts.append(words("promise-unstated", names=names))
    if assertion.loss is not None:
        parts.append(words(f"promise-loss-{assertion.loss}"))
    first, *others = parts
    return first if not others else words("remarked", name=first, remarks=words("comma").join(others))


def silenced(ruleset: Ruleset) -> Iterator[Silenced]:
    """What `allow` lines of the ruleset silence, with their reasons."""
    for one in sorted(ruleset.allowances, key=lambda one: (one.site.file, one.site.line)):
        yield Silenced(one.code, one.name or one.keyword, one.reason)
