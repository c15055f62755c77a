"""`expect` lines: what must come out of an example.

Law: an expectation that no answer can break is an error: one that names nothing, and the exclusion of a resource
that no clause leads to. (That a paused desk stays away is worth a test: somebody may reopen it.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.model.examples import Expectation, ExpectationKind
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.clauses import site
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.model.registry import Resource
from tsunagari.model.rules import Clause, Urgency
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Names, Nothing, Target, Targets, UrgencyOf, Value

_KINDS: Mapping[str, ExpectationKind] = {
    "expect": "exactly",
    "expect-includes": "includes",
    "expect-excludes": "excludes",
    "expect-first": "first",
    "expect-later": "later",
    "expect-maybe": "maybe",
    "expect-plan": "plan",
}
_URGENCIES: Mapping[str, Urgency] = {"immediate": "immediate", "same-day": "same-day", "normal": "normal"}
_GAPS = {key(spelling): row[0] for row in built_in.GAPS for spelling in row}


@dataclass(frozen=True, slots=True)
class Expecting:
    """Reads expectations; `live` are the resources that some clause leads to.

    `unsure` where a clause could not be read, so that more resources may be live.
    """

    vocabulary: Vocabulary
    targeting: Targeting
    live: frozenset[str] = frozenset()
    unsure: bool = False

    def read(self, keyword: str, value: Value, where: Where) -> Iterator[Expectation]:
        """The expectations of one line (`expect ask` may name several attributes)."""
        at = site(where)
        if keyword == "expect-default" and isinstance(value, Nothing):
            yield Expectation("default", site=at)
        elif keyword == "expect-gap" and isinstance(value, Names | Nothing):
            yield from self._gap(value, where)
        elif keyword == "expect-ask" and isinstance(value, Names):
            for name in value.names:
                attribute = self.vocabulary.attribute_names.find(
                    name.text, where.at(name.span), self.vocabulary.problems
                )
                if attribute is not None:
                    yield Expectation("ask", attribute=attribute, site=at)
        elif keyword == "expect-urgency" and isinstance(value, UrgencyOf):
            resources = self._resources(value.targets, where, may_be_none=False)
            if resources:
                yield Expectation("urgency", tuple(sorted(resources)), urgency=_URGENCIES.get(value.urgency), site=at)
        elif keyword in _KINDS and isinstance(value, Targets):
            yield from self._targets(_KINDS[keyword], value.targets, where)

    def _gap(self, value: Names | Nothing, where: Where) -> Iterator[Expectation]:
        name = value.names[0] if isinstance(value, Names) and value.names else None
        gap = _GAPS.get(key(name.text)) if name is not None else None
        if name is not None and gap is None:
            known = [row[0 if where.file.language == "en" else 1] for row in built_in.GAPS]
            self.vocabulary.problems.report(
                "unknown-gap", where.at(name.span), name=name.text, lists=[("known", known)]
            )
            return
        yield Expectation("gap", gap=gap, site=site(where))

    def _targets(self, kind: ExpectationKind, targets: Sequence[Target], where: Where) -> Iterator[Expectation]:
        resources = self._resources(targets, where, may_be_none=kind in ("exactly", "plan"))
        if resources is None:
            return
        if kind == "excludes":
            self._may_fail(targets, where)
        ordered = resources if kind in ("first", "plan") else tuple(sorted(resources))
        yield Expectation(kind, ordered, site=site(where))

    def _resources(self, targets: Sequence[Target], where: Where, *, may_be_none: bool) -> tuple[str, ...] | None:
        """The resources; None where a name is at fault, or where nothing is named that could be expected."""
        before = len(self.vocabulary.problems)
        found = self.targeting.expand(targets, where)
        if found or (may_be_none and all(target.kind == "none" for target in targets) and targets):
            return found if len(self.vocabulary.problems) == before else None
        selecting = any(target.kind in ("kind", "member") for target in targets)
        if len(self.vocabulary.problems) == before and not (selecting and self.targeting.unsure):
            self.vocabulary.problems.report("cannot-fail", where)
        return None

    def _may_fail(self, targets: Sequence[Target], where: Where) -> None:
        """A resource by name must be one that could come; of a selector, one of them."""
        if self.unsure or self.targeting.unsure:
            return
        for target in targets:
            found = self.targeting.expand((target,), where)
            if found and not self.live.intersection(found) and target.name is not None:
                at = where.at(target.name.span)
                self.vocabulary.problems.report("cannot-fail-excluded", at, name=target.name.text)


def live(resources: Mapping[str, Resource], clauses: Sequence[Clause]) -> frozenset[str]:
    """The resources that some clause leads to."""
    led: set[str] = set()
    waiting = list(clauses)
    while waiting:
        clause = waiting.pop()
        led.update(clause.route, *clause.otherwise)
        waiting += clause.provisos
    return frozenset(name for name in led if name in resources)
