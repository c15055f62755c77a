"""Namespaces: which names are declared, what each means, and which ones look like a name that is not.

Law: names are compared after NFKC and case folding; one spelling means one thing in its namespace; which of two
clashing declarations is kept never matters, because the clash is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.spelling import key
from tsunagari.syntax.keywords import BLOCKS, FIELDS

_LOOKED_AT = 20
_LIKENESS = 0.5
_LATIN_LIKENESS = 0.65  # an alphabet of 26 letters: half of them are soon in common
_SHORT, _SHORT_LIKENESS = 4, 0.4  # 若もの and 若者 have one of five characters in common
_BLOCK_OF = {"place": "area", "kind": "resource-kind"}
_PERSONAL = frozenset(key(spelling) for row in built_in.PERSONAL for spelling in row)


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most `limit` of the names that look like the text, the likest first; of equals, one that begins or ends so."""
    wanted = key(text)[:200]
    traits = _traits(wanted)
    rough = sorted(names, key=lambda name: (-_overlap(traits, _traits(key(name))), name))[:_LOOKED_AT]
    scored = sorted((-likeness(wanted, key(name)), -_ends_alike(wanted, key(name)), name) for name in rough)
    return tuple(name for score, _, name in scored if -score >= _enough(wanted, key(name)))[:limit]


def likeness(one: str, other: str) -> float:
    """From 0 to 1, the share of characters in common, in order (Ratcliff and Obershelp 1988)."""
    return SequenceMatcher(None, one[:200], other[:200]).ratio()


def _ends_alike(one: str, other: str) -> int:
    """Whether two normalised names begin alike, and whether they end alike: 0 to 2."""
    return (one[:1] == other[:1]) + (one[-1:] == other[-1:])


def _enough(wanted: str, name: str) -> float:
    if wanted.isascii():
        return _LATIN_LIKENESS
    short = max(len(wanted), len(name)) <= _SHORT and wanted[:1] == name[:1]
    return _SHORT_LIKENESS if short else _LIKENESS


def _traits(text: str) -> frozenset[str]:
    return frozenset((*text, *map("".join, pairwise(text))))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def personal(text: str) -> str | None:
    """The code for a personal field (氏名) that stands where only an attribute may; None for any other name."""
    return "personal-field" if key(text) in _PERSONAL else None


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
            self._clash_of_folders(spelling, form, where, problems)
        elif where.place < first.place:  # aliases are declared after all names, but the later place is blamed
            problems.report("duplicate-name", first, name=self.spelled[form], first=where.text())
            self.first[form], self.spelled[form] = where, spelling
        else:
            problems.report("duplicate-name", where, name=spelling, first=first.text())

    def _clash_of_folders(self, spelling: str, form: str, where: Where, problems: Problems) -> None:
        """Shown where the root can mend it: at its own declaration, or at the line that brings the second one."""
        first = self.first[form]
        row = BLOCKS.get(_BLOCK_OF.get(self.kind, self.kind), FIELDS["except"])
        head = (row.ja[0], row.en[0])
        own, other, name = (where, first, spelling) if first.folder in problems.brought else (
            first, where, self.spelled[form],
        )  # fmt: skip
        if own.folder not in problems.brought:
            problems.report("name-clash", own, name=name, first=other.text(), head=head)
            return
        line = problems.brought[where.folder]
        problems.report("name-clash-of-used", line, name=spelling, first=first.text(), second=where.text(), head=head)

    def find(self, text: str, where: Where, problems: Problems) -> str | None:
        """The canonical name, or None, and reported as unknown with the nearest names."""
        found = self.get(text)
        if found is None and not problems.lost(text, self.kind):
            code = personal(text) if self.kind == "attribute" else None
            problems.report(code or f"unknown-{self.kind}", where, near=lambda: self.near(text), name=text)
        return found

    def near(self, text: str) -> tuple[str, ...]:
        """The nearest spellings."""
        return nearest(text, self.spelled.values())
