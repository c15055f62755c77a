"""Which leaves does a name of a place or area mean?

Law: a mask is over the positions that every attribute of places shares: the gazetteer's leaves in code order, then
no fixed abode, abroad, none. An area is its entries less its exceptions; areas may hold areas, in no circle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.cycles import ordered
from tsunagari.model.from_syntax.declarations import Declaration, Line, values
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.spelling import key
from tsunagari.model.places import gazetteer
from tsunagari.syntax.ast import DeclaredList, Name, Names


@dataclass(frozen=True, slots=True)
class Meant:
    """What a place name means: its canonical name (code, area name or special value) and its mask."""

    name: str
    mask: int


class Places:
    """Place names of one ruleset: the gazetteer, the special values and the areas declared."""

    __slots__ = ("_areas", "_problems", "_special", "_spoiled", "_table", "areas")

    def __init__(self, declarations: Sequence[Declaration], problems: Problems) -> None:
        self._table = gazetteer()
        self._problems = problems
        self._special = _special(len(self._table.leaves))
        self._areas: dict[str, int] = {}
        self._spoiled: set[str] = set()
        self.areas = Namespace("place")
        self._declare(declarations)

    @property
    def values(self) -> tuple[str, ...]:
        """The domain: leaf codes in order, then the three special values."""
        return (*(place.code for place in self._table.leaves), NO_FIXED_ABODE, ABROAD, NONE)

    @property
    def leaves(self) -> int:
        """The mask of all leaves."""
        return (1 << len(self._table.leaves)) - 1

    def spellings(self) -> dict[str, int]:
        """Masks of the names that the gazetteer does not know: special values and areas, by normalised spelling."""
        found = {spelling: meant.mask for spelling, meant in self._special.items()}
        for form, name in self.areas.canonical.items():
            if self._areas.get(name):
                found[form] = self._areas[name]
        return found

    def find(self, text: str, where: Where) -> Meant | None:
        """What a name means; None, and reported, where it is unknown or ambiguous."""
        area = self.areas.get(text)
        if area is not None:
            return None if area in self._spoiled else Meant(area, self._areas.get(area, 0))
        if (special := self._special.get(key(text))) is not None:
            return special
        found = self._table.find(text)
        if len(found) == 1:
            return Meant(found[0].code, self._table.mask(found[0]))
        if len(found) > 1:
            full = [place.full_name for place in found]
            self._problems.report("ambiguous-place", where, lists=[("candidates", full)], name=text)
        elif (right := self._table.wrong_check_digit(text)) is not None:
            self._problems.report("wrong-check-digit", where, name=text, right=right)
        elif not self._problems.lost(text):
            self._problems.report("unknown-place", where, near=lambda: self.near(text), name=text)
        return None

    def near(self, text: str) -> tuple[str, ...]:
        """Names of areas and places that look like the text."""
        return (*self.areas.near(text)[:2], *self._table.near(text))[:4]

    def _declare(self, declarations: Sequence[Declaration]) -> None:
        kept: dict[str, Declaration] = {}
        for area in declarations:
            spelled = [(area.name, area.where), *((alias.text, alias.where) for alias in area.aliases)]
            for text, where in spelled:
                if self._table.find(text) or key(text) in self._special:
                    self._problems.report("area-is-place", where, name=text)
            if self.areas.declare(area.name, area.where, self._problems):
                kept[area.name] = area
        for area in kept.values():
            for alias in area.aliases:
                self.areas.also_called(area.name, alias.text, alias.where, self._problems)
        order, circles = ordered({name: self._mentioned(area) for name, area in kept.items()})
        self._spoiled = {name for circle in circles for name in circle}
        for circle in circles:
            self._problems.report("area-circle", kept[circle[0]].where, lists=[("names", circle)])
        for name in order:
            if name not in self._spoiled:
                self._areas[name] = self._area(kept[name])

    def _mentioned(self, area: Declaration) -> list[str]:
        found = (self.areas.get(name.text) for name, _ in _entries(area))
        return [name for name in found if name is not None]

    def _area(self, area: Declaration) -> int:
        mask = 0
        for entries, line in values(area.lines, "includes", DeclaredList):
            for entry in entries.entries:
                mask |= self._entry(area, entry.name, line)
                if entry.aliases:
                    self._problems.report("alias-in-area", line.where.at(entry.name.span), name=entry.name.text)
        for names, line in values(area.lines, "except", Names):
            for name in names.names:
                mask &= ~self._entry(area, name, line)
        if area.broken:
            self._spoiled.add(area.name)
        elif not mask and area.name not in self._spoiled:
            self._problems.report("empty-area", area.where, name=area.name)
        return mask

    def _entry(self, area: Declaration, name: Name, line: Line) -> int:
        """The leaves of one entry; an area with an entry that is none is never reported for what follows from it."""
        meant = self.find(name.text, line.where.at(name.span))
        if meant is None:
            self._spoiled.add(area.name)
            return 0
        return meant.mask & self.leaves


def _entries(area: Declaration) -> list[tuple[Name, Line]]:
    included = [(e.name, line) for v, line in values(area.lines, "includes", DeclaredList) for e in v.entries]
    return included + [(name, line) for v, line in values(area.lines, "except", Names) for name in v.names]


def _special(leaves: int) -> Mapping[str, Meant]:
    rows = (
        (built_in.NATION, Meant("全国", (1 << leaves) - 1)),
        (built_in.NO_FIXED_ABODE, Meant(NO_FIXED_ABODE, 1 << leaves)),
        (built_in.ABROAD, Meant(ABROAD, 2 << leaves)),
        (built_in.NONE, Meant(NONE, 4 << leaves)),
    )
    return {key(spelling): meant for spellings, meant in rows for spelling in spellings}
