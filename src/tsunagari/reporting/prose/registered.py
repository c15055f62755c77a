"""Resources and hours as sentences.

Law: every field of a resource and of a block of hours has its sentence; what is not known is said to be not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.calendar.days import DayPattern
from tsunagari.calendar.hours import AROUND_THE_CLOCK, Hours
from tsunagari.engine.explaining.said import Said, phrase
from tsunagari.engine.knowledge import whole
from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax.built_in import AROUND_THE_CLOCK as AROUND
from tsunagari.model.from_syntax.built_in import PERSONAL
from tsunagari.model.registry import Resource, Way
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.prose.clauses import period_words
from tsunagari.reporting.prose.conditions import Conditions
from tsunagari.reporting.prose.paragraphs import Paragraph, Sentence
from tsunagari.reporting.prose.values import entry, every, name, values
from tsunagari.syntax.written import a_date, a_day, hours_line

_PERSONAL = dict(PERSONAL)


def resource_paragraph(resource: Resource, ruleset: Ruleset, conditions: Conditions) -> Paragraph:
    """A resource of a ruleset."""
    return Paragraph(
        kind="resource",
        name=resource.name,
        title=phrase("prose/resource", name=resource.name),
        sentences=tuple(_resource(resource, ruleset, conditions)),
        site=ruleset.sites.get(("resource", resource.name)),
        ruleset=resource.ruleset,
        tier=0 if resource.ruleset in ("", ruleset.name) else 1,
    )


def hours_paragraph(called: str, hours: Hours) -> Paragraph:
    """A block of hours."""
    return Paragraph("hours", called, phrase("prose/hours", name=called), tuple(_hours(hours)))


def _resource(resource: Resource, ruleset: Ruleset, conditions: Conditions) -> Iterator[Sentence]:
    if resource.organization is not None:
        yield Sentence(phrase("prose/by", name=name(resource.organization)))
    if resource.kind is not None:
        yield Sentence(phrase("prose/kind", name=name(resource.kind)))
    if resource.names:
        yield Sentence(phrase("prose/aliases", names=every(name(one) for one in resource.names)))
    for line in resource.serves:
        places = every(entry(*one) for one in line.entries)
        scopes = every(phrase(f"prose/{scope}") for scope in line.scopes)
        code = "prose/serves-scopes" if line.scopes else "prose/serves"
        yield Sentence(phrase(code, places=places, scopes=scopes))
    for field, formula in resource.conditions:
        if field not in ("serves", "handles"):  # of these the entries say more than the formula
            yield Sentence(phrase("prose/takes", condition=conditions.said(formula)))
    if resource.handles:
        yield Sentence(phrase("prose/handles", values=conditions.listed("issue", resource.handles)))
    for way in resource.ways:
        yield _way(way, ruleset)
    if resource.honours:
        yield Sentence(phrase("prose/honours", values=conditions.listed("wish", resource.honours)))
    if resource.needs:
        needed = every(_need(one, conditions, ruleset) for one in resource.needs)
        yield Sentence(phrase("prose/needs", values=needed))
    if resource.booking is not None:
        yield Sentence(phrase("prose/booking-yes" if resource.booking else "prose/booking-no"))
    if resource.status != "active":
        yield Sentence(phrase(f"prose/status-{resource.status}"))
    yield from period_words("period", resource.effective)
    if resource.verified is None:
        yield Sentence(phrase("prose/not-verified"))
    else:
        day = Said(a_date(resource.verified, "ja"), a_date(resource.verified, "en"))
        yield Sentence(phrase("prose/verified", day=day))
    for text in resource.note:
        yield Sentence(phrase("prose/note", text=text))
    if resource.ruleset not in ("", ruleset.name):
        yield Sentence(phrase("prose/registered-in", name=resource.ruleset))


def _need(field: str, conditions: Conditions, ruleset: Ruleset) -> Said:
    if field in ruleset.attributes:
        return conditions.called(field)
    return Said(_PERSONAL.get(field, field), field)


def _way(way: Way, ruleset: Ruleset) -> Sentence:
    """A way on one line: channel, number, hours, languages."""
    channel, language = ruleset.attributes["channel"], ruleset.attributes["language"]
    if way.channel is None:
        parts = [phrase("prose/way-any")]
    else:
        found, outside = values(channel, way.channels)
        shown = every(found) if found and not outside else name(way.channel)
        parts = [phrase("prose/way", channel=shown)]
    if way.phone is not None:
        parts.append(phrase("prose/way-phone", phone=way.phone))
    if way.hours is None:
        parts.append(phrase("prose/way-hours-unknown"))
    else:
        parts.append(phrase("prose/way-hours", hours=every(name(one) for one in way.hours_names)))
    parts.append(_speaks(way.speaks, language))
    return Sentence(Said("。".join(part.ja for part in parts), "; ".join(part.en for part in parts)))


def _speaks(mask: int, language: Attribute) -> Said:
    if not whole(language) & ~mask:
        return phrase("prose/way-speaks-any")
    found, outside = values(language, mask)
    return phrase("prose/way-speaks-but" if outside else "prose/way-speaks", values=every(found))


def hours_words(hours: Hours) -> Said:
    """A block of hours on one line."""
    lines = [one.words for one in _hours(hours)]
    return Said("。".join(one.ja for one in lines), "; ".join(one.en for one in lines))


def _hours(hours: Hours) -> Iterator[Sentence]:
    if hours == AROUND_THE_CLOCK:
        yield Sentence(Said(*AROUND))
        return
    for line in hours.lines:
        yield Sentence(Said("、".join(hours_line(line, "ja")), ", ".join(hours_line(line, "en"))))
    if hours.cuts:
        yield Sentence(phrase("prose/hours-cut", days=_days(hours.cuts)))
    for one in hours.substitutions:
        weekday = Said("月火水木金土日"[one.weekday] + "曜", _ENGLISH[one.weekday])
        yield Sentence(phrase("prose/hours-as", days=_days(one.days), weekday=weekday))


_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _days(patterns: tuple[DayPattern, ...]) -> Said:
    return every(Said(a_day(one, "ja"), a_day(one, "en")) for one in patterns)
