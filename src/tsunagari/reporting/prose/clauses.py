"""Rules, provisos, withholds and defaults as sentences.

Law: every field of a clause that can change an answer or is read by people has its sentence: conditions, whom it leads
to and in what order, urgency, grounds, words, notes, periods, and the ruleset that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.engine.explaining.said import Said, phrase
from tsunagari.model.registry import ALWAYS, Period
from tsunagari.model.rules import Clause
from tsunagari.reporting.prose.conditions import Conditions
from tsunagari.reporting.prose.paragraphs import Paragraph, Sentence
from tsunagari.reporting.prose.values import every, name
from tsunagari.syntax.written import a_date


def clause_paragraph(clause: Clause, conditions: Conditions, above: Clause | None = None) -> Paragraph:
    """A clause with its provisos under it; `above` is the clause that a proviso stands under."""
    kind = "proviso" if above is not None else clause.kind
    shown = clause.name.rpartition("/")[2] if above is not None else clause.name
    return Paragraph(
        kind=kind,
        name=clause.name,
        title=phrase(f"prose/{kind}", name=shown),
        sentences=tuple(_sentences(clause, conditions, above)),
        under=tuple(clause_paragraph(proviso, conditions, clause) for proviso in clause.provisos),
        site=clause.site,
        ruleset=clause.ruleset,
        tier=clause.tier,
    )


def period_words(code: str, period: Period) -> Iterator[Sentence]:
    """A period of dates, both ends included; nothing where it has no ends."""
    if period == ALWAYS:
        return
    start, end = (Said(a_date(day, "ja"), a_date(day, "en")) if day else "" for day in (period.start, period.end))
    form = "between" if period.start and period.end else "from" if period.start else "until"
    yield Sentence(phrase(f"prose/{code}-{form}", start=start, end=end))


def _sentences(clause: Clause, conditions: Conditions, above: Clause | None) -> Iterator[Sentence]:
    if above is not None:
        yield Sentence(phrase("prose/under", above=above.name))
    yield _leading(clause, conditions)
    for number, line in enumerate(clause.otherwise):
        code = "prose/otherwise" if number == 0 else "prose/otherwise-again"
        yield Sentence(phrase(code, targets=every(name(one) for one in line)))
    if clause.urgency != "normal":
        yield Sentence(phrase(f"prose/urgency-{clause.urgency}"))
    for basis in clause.basis:
        yield Sentence(phrase("prose/basis", basis=conditions.cited(basis)))
    for text in clause.say:
        yield Sentence(phrase("prose/say", text=text))
    for text in clause.note:
        yield Sentence(phrase("prose/note", text=text))
    yield from period_words("period", clause.effective)
    if clause.tier:
        yield Sentence(phrase("prose/of-ruleset", name=clause.ruleset, tier=clause.tier))
    yield from period_words("ruleset", clause.ruleset_effective)


def _leading(clause: Clause, conditions: Conditions) -> Sentence:
    """Who is led where."""
    points = tuple(conditions.said(line) for line in clause.lines)
    targets = every(name(one) for one in clause.route)
    code = clause.kind if clause.kind != "rule" else "route" if clause.route else "none"
    if not points:
        return Sentence(phrase(f"prose/{code}-everybody", targets=targets))
    if len(points) == 1:
        return Sentence(phrase(f"prose/{code}-one", condition=points[0], targets=targets))
    return Sentence(phrase(f"prose/{code}-all", number=len(points), targets=targets), points)
