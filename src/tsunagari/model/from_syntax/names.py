"""Namespaces: which names are declared, what each means, and which ones look like a name that is not.

Law: names are compared after NFKC and case folding; one spelling means one thing in its namespace; which of two
clashing declarations is kept never matters, because the clash is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.spelling import key

_LOOKED_AT = 20
_LIKENESS = 0.5


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most `limit` of the names that look like the text, the likest first."""
    wanted = key(text)[:200]
    traits = _traits(wanted)
    rough = sorted(names, key=lambda name: (-_overlap(traits, _traits(key(name))), name))[:_LOOKED_AT]
    scored = [(SequenceMatcher(None, wanted, key(name)[:200]).ratio(), name) for name in rough]
    return tuple(name for score, name in sorted(scored, key=lambda s: (-s[0], s[1])) if score >= _LIKENESS)[:limit]


def _traits(text: str) -> frozenset[str]:
    return frozenset((*text, *map("".join, pairwise(text))))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


@dataclass(slots=True)
class Namespace:
    """The names of one kind of thing: `canonical` by normalised spelling, `others` the other names by canonical one."""

    kind: str
    canonical: dict[str, str] = field(default_factory=dict)
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    first: dict[str, Where] = field(default_factory=dict)

    def get(self, text: str) -> str | None:
        """The canonical name that a spelling means, or None."""
        return self.canonical.get(key(text))

    def built_in(self, name: str, *others: str) -> None:
        """Declare a name that every ruleset has."""
        self.others[name] = others
        for spelling in (name, *others):
            self.canonical[key(spelling)] = name
            self.spelled[key(spelling)] = spelling

    def declare(self, name: str, where: Where, problems: Problems) -> bool:
        """Declare a name; False, and reported, where it is taken."""
        if not self._take(name, name, where, problems):
            return False
        self.others[name] = ()
        return True

    def also_called(self, name: str, other: str, where: Where, problems: Problems) -> None:
        """Give a declared name another spelling; reported where that is taken by something else."""
        if self.canonical.get(key(other)) != name and self._take(other, name, where, problems):
            self.others[name] = tuple(sorted((*self.others.get(name, ()), other)))

    def _take(self, spelling: str, name: str, where: Where, problems: Problems) -> bool:
        form = key(spelling)
        if form in self.canonical:
            self._clash(spelling, form, where, problems)
            return False
        self.canonical[form] = name
        self.spelled[form] = spelling
        self.first[form] = where
        return True

    def _clash(self, spelling: str, form: str, where: Where, problems: Problems) -> None:
        first = self.first.get(form)
        if first is None:
            problems.report("reserved-name", where, name=spelling)
        elif first.folder != where.folder:
            problems.report("name-clash", where, name=spelling, first=first.text())
        else:
            problems.report("duplicate-name", where, name=spelling, first=first.text())

    def find(self, text: str, where: Where, problems: Problems) -> str | None:
        """The canonical name, or None, and reported as unknown with the nearest names."""
        found = self.get(text)
        if found is None and not problems.lost(text):
            problems.report(f"unknown-{self.kind}", where, near=lambda: self.near(text), name=text)
        return found

    def near(self, text: str) -> tuple[str, ...]:
        """The nearest spellings."""
        return nearest(text, self.spelled.values())
