"""Which leaves does a name of a place or area mean?

Law: a mask is over the positions that every attribute of places shares: the gazetteer's leaves in code order, then
no fixed abode, abroad, none. An area is its entries less its exceptions; areas may hold areas, in no circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.cycles import ordered, way_around
from tsunagari.model.from_syntax.declarations import Declaration, Line, values
from tsunagari.model.from_syntax.names import Namespace, likeness
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.places import Place, fold, gazetteer
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import DeclaredList, Name, Names

_LOOKED_AT = 60
_FALLING_OFF = 0.2  # what is so much less like the text than the best is not offered


@dataclass(frozen=True, slots=True)
class Meant:
    """What a place name means: its canonical name (code, area name or special value) and its mask."""

    name: str
    mask: int


class Places:
    """Place names of one ruleset: the gazetteer, the special values and the areas declared."""

    __slots__ = ("_areas", "_home", "_met", "_problems", "_special", "_spoiled", "_table", "areas")

    def __init__(self, declarations: Sequence[Declaration], problems: Problems, home: str = "") -> None:
        """`home` is where the ruleset presumes people to live: of places that look like a text its prefecture leads."""
        self._table = gazetteer()
        self._home = {place.prefecture for place in self._table.find(home)}
        self._met: set[Place] = set()
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
            if not found[0].current:
                self._former(found[0], text, where)
            self._met.add(found[0])
            return Meant(found[0].code, self._table.mask(found[0]))
        if len(found) > 1:
            full = [place.full_name for place in found]
            self._problems.report("ambiguous-place", where, lists=[("candidates", full)], name=text)
        elif (right := self._table.wrong_check_digit(text)) is not None:
            self._problems.report("wrong-check-digit", where, name=text, right=right)
        elif not self._problems.lost(text, "place"):
            self._problems.report("unknown-place", where, near=lambda: self.near(text), name=text)
        return None

    def knows(self, text: str) -> bool:
        """True where `find` has something better to say of a name than that it is unknown; reports nothing."""
        if self.areas.get(text) is not None or key(text) in self._special:
            return True
        return bool(self._table.find(text)) or self._table.wrong_check_digit(text) is not None

    def near(self, text: str) -> tuple[str, ...]:
        """Names of areas and places that look like the text; of equals those near home, then those of the same ends.

        Home is the prefecture that is presumed, then those of which most places are named.
        """
        met = Counter(place.prefecture for place in self._met)
        wanted = fold(text)
        scored = []
        for at, name in enumerate(self._table.near(text, _LOOKED_AT)):
            place = self._table.find(name)[0]
            forms = (place.name, place.full_name, place.kana)
            known = max(map(fold, forms), key=lambda form: likeness(wanted, form))
            if wanted.endswith(fold(place.name)):  # a mistyped prefecture stands in front: the right one is offered
                name = place.full_name
            at_home = place.prefecture in self._home
            alike = (wanted[:1] == known[:1]) + (wanted[-1:] == known[-1:])
            scored.append((-round(likeness(wanted, known), 2), not at_home, -met[place.prefecture], -alike, at, name))
        enough = min(scored, default=(0.0,))[0] + _FALLING_OFF
        near = (name for score, *_, name in sorted(scored) if score <= enough)
        return (*self.areas.near(text)[:2], *near)[:4]

    def _former(self, place: Place, text: str, where: Where) -> None:
        """A place that is no more means its successors: said, because the officer may want to write them."""
        named = {other.code: other.full_name for other in self._table.places}
        self._problems.report(
            "former-place", where, lists=[("successors", [named[code] for code in place.successors])], name=text
        )

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
        graph = {name: self._mentioned(area) for name, area in kept.items()}
        order, circles = ordered(graph)
        self._spoiled = {name for circle in circles for name in circle}
        for circle in circles:
            self._problems.circle("area-circle", kept[circle[0]].where, way_around(circle, graph))
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
        if meant is not None and not meant.mask & self.leaves and meant.name not in self._areas:
            self._problems.report("no-place-of-area", line.where.at(name.span), name=name.text, area=area.name)
            meant = None
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
