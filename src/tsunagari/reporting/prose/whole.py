"""A whole ruleset in sentences.

Law: every rule, proviso, withhold, default, resource, block of hours, presumption and issue with others under it has
its paragraph, those of the ruleset itself before those of what it uses; the order of files leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagari.engine.explaining.said import Said, phrase
from tsunagari.engine.knowledge import in_order
from tsunagari.model.formula import In
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.prose.clauses import clause_paragraph
from tsunagari.reporting.prose.conditions import Conditions
from tsunagari.reporting.prose.paragraphs import Paragraph, Sentence
from tsunagari.reporting.prose.registered import hours_paragraph, resource_paragraph


@dataclass(frozen=True, slots=True)
class Chapter:
    """Paragraphs of one kind under a heading."""

    kind: str
    title: Said
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A ruleset in sentences."""

    title: Said
    chapters: tuple[Chapter, ...]

    def lines(self, language: str) -> Iterator[str]:
        """The whole as text, with Markdown's headings."""
        yield f"# {_capital(self.title.spoken(language))}"
        for chapter in self.chapters:
            yield ""
            yield f"## {_capital(chapter.title.spoken(language))}"
            for paragraph in chapter.paragraphs:
                yield ""
                yield from paragraph.lines(language)


def prose(ruleset: Ruleset) -> Prose:
    """The ruleset with what it uses, in sentences."""
    conditions = Conditions(ruleset)
    resources = [resource_paragraph(ruleset.resources[name], ruleset, conditions) for name in sorted(ruleset.resources)]
    chapters = (
        _clauses("rules", ruleset.rules, conditions),
        _clauses("withholds", ruleset.withholds, conditions),
        _clauses("defaults", ruleset.defaults, conditions),
        Chapter("resources", phrase("prose/head-resources"), tuple(sorted(resources, key=lambda one: one.tier))),
        Chapter("terms", phrase("prose/head-terms"), (*_issues(ruleset, conditions), *_presumed(ruleset, conditions))),
        Chapter(
            "hours",
            phrase("prose/head-hours"),
            tuple(hours_paragraph(name, ruleset.hours[name]) for name in sorted(ruleset.hours)),
        ),
    )
    return Prose(phrase("prose/title", name=ruleset.name), tuple(one for one in chapters if one.paragraphs))


def _clauses(kind: str, clauses: Sequence[Clause], conditions: Conditions) -> Chapter:
    found = tuple(clause_paragraph(clause, conditions) for clause in clauses)
    return Chapter(kind, phrase(f"prose/head-{kind}"), found)


def _issues(ruleset: Ruleset, conditions: Conditions) -> Iterator[Paragraph]:
    """What lies under an issue that has others under it."""
    issues = ruleset.issues
    for name in sorted(issues.above):
        below = [one for one in issues.below(name) if one != name]
        if below:
            words = phrase("prose/issue-includes", values=conditions.listed("issue", below))
            title = phrase("prose/issue", name=conditions.issue(name))
            yield Paragraph("issue", name, title, (Sentence(words),))


def _presumed(ruleset: Ruleset, conditions: Conditions) -> Iterator[Paragraph]:
    """What is taken for granted where nothing is told."""
    for name in in_order(ruleset.attributes):
        mask = ruleset.attributes[name].presumed
        if mask is not None:
            words = phrase("prose/presumed", condition=conditions.said(In(name, mask)))
            title = phrase("prose/untold", attribute=conditions.called(name))
            yield Paragraph("presumption", name, title, (Sentence(words),))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
