"""A decision as lines for the person at the telephone.

Law: the order is the decision's; whom to call and whether they are open comes first, why comes after; nothing is
left out that the decision says, and nothing is added but the number of a resource that any channel reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tsunagari.cli.answer_words import attribute_word, moment, words
from tsunagari.diagnostics import width
from tsunagari.engine.decision import Decision, Referral, WayOffered
from tsunagari.model.ruleset import Ruleset
from tsunagari.syntax.citing import cited

_LABEL = 10
"""Columns of the label in front of a detail."""


def answer_lines(decision: Decision, ruleset: Ruleset, at: datetime | None, language: str) -> Iterator[str]:
    """The lines of the whole answer, in `ja` or `en`; `at` is the instant that was told."""
    say = words(language)
    sure = [one for one in decision.referrals if one.fit == "yes"]
    maybe = [one for one in decision.referrals if one.fit == "maybe"]
    headline = say["found-maybe" if decision.maybe_count else "found"]
    when = say["not-asked-at"] if at is None else say["asked-at"].format(at=moment(at, language))
    yield headline.format(yes=len(sure), maybe=decision.maybe_count) + say["aside"].format(text=when)
    if decision.gap is not None:
        yield ""
        yield say["gap"] + say[decision.gap]
    if decision.by_default:
        yield ""
        yield say["by-default" if at is not None else "by-default-untimed"]
    for number, referral in enumerate(sure, 1):
        yield ""
        yield from _referral(f"{number}.", referral, ruleset, language)
    if maybe:
        yield ""
        yield f"── {say['maybes']} ──"
    for referral in maybe:
        yield ""
        yield from _referral("?", referral, ruleset, language)
    if decision.maybe_count > len(maybe):
        yield ""
        yield say["not-listed"].format(number=decision.maybe_count - len(maybe))
    yield from _rest(decision, language)
    yield ""
    yield f"{say['ruleset']} {decision.ruleset}  {decision.digest[:19]}"


def _referral(mark: str, referral: Referral, ruleset: Ruleset, language: str) -> Iterator[str]:
    say = words(language)
    urgent = say[referral.urgency]
    whose = say["aside"].format(text=referral.organization) if _other(referral) else ""
    head = [referral.resource + whose, _opening(referral, language)]
    head.append(say["urgent"].format(urgency=urgent) if urgent else "")
    yield f"{mark} {'  '.join(text for text in head if text)}"
    comma = say["comma"]
    details = [
        ("confirm", comma.join(attribute_word(name, language) for name in referral.confirm)),
        ("contact", comma.join(_contacts(referral, ruleset, language)) or say["no-contact"]),
        *((("" if number else "say"), say["quote"].format(text=text)) for number, text in enumerate(referral.say)),
        ("why", comma.join(_reasons(referral, ruleset.laws, language))),
    ]
    yield from (_detail(say[label] if label else "", text) for label, text in details if text)
    yield from (f"   ※ {remark}" for remark in _remarks(referral, language))


def _remarks(referral: Referral, language: str) -> Iterator[str]:
    """What to know before calling."""
    say = words(language)
    if referral.unmet_wishes:
        yield say["unmet"].format(wishes=say["comma"].join(referral.unmet_wishes))
    if referral.again:
        yield say["again"]
    if referral.by != "rule":
        yield say[referral.by]


def _other(referral: Referral) -> bool:
    """Whether the organization says more than the name of the resource."""
    return bool(referral.organization) and referral.organization != referral.resource


def _opening(referral: Referral, language: str) -> str:
    say = words(language)
    if referral.open != "later":
        return say[referral.open]
    if referral.opens_at is None:
        return say["later-unseen"]
    return say["later"].format(at=moment(referral.opens_at, language))


def _contacts(referral: Referral, ruleset: Ruleset, language: str) -> Iterable[str]:
    """The ways that fit; of a resource that wrote none, its number."""
    if referral.via:
        return [_way(way, referral, language) for way in referral.via]
    ways = ruleset.resources[referral.resource].ways
    return sorted({way.phone for way in ways if way.channel is None and way.phone})


def _way(way: WayOffered, referral: Referral, language: str) -> str:
    """A way with its number; how open it is only where that differs from the resource as a whole."""
    say = words(language)
    text = f"{way.channel} {way.phone}" if way.phone else way.channel
    remarks = []
    if way.phone is None and way.channel in ("電話", "FAX"):
        remarks.append(say["no-phone"])
    if way.open != referral.open and way.open in ("later", "unknown"):
        remarks.append(say[f"way-{way.open}"])
    return text + say["aside"].format(text=say["comma"].join(remarks)) if remarks else text


def _reasons(referral: Referral, laws: Iterable[str], language: str) -> Sequence[str]:
    """The rules that led here, and what they rest on."""
    say = words(language)
    rules = [name.replace("/", " ＞ ") for name in referral.rules]
    if not referral.basis:
        return rules
    basis = say["comma"].join(cited(text, laws, language) for text in referral.basis)
    return [say["comma"].join(rules) + say["aside"].format(text=basis)]


def _rest(decision: Decision, language: str) -> Iterator[str]:
    say = words(language)
    questions = [
        say["decides" if one.decides else "changes"].format(
            attribute=attribute_word(one.attribute, language), number=one.decides
        )
        for one in decision.questions
    ]
    rest = [
        ("questions", say["comma"].join(questions)),
        ("plan", " ＋ ".join(decision.plan)),
        ("unaddressed", say["comma"].join(decision.unaddressed)),
    ]
    if any(text for _, text in rest):
        yield ""
    for label, text in rest:
        if text:
            yield f"{say[label]}: {text}"


def _detail(label: str, text: str) -> str:
    return "   " + label + " " * max(1, _LABEL - width(label)) + text
