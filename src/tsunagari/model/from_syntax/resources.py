"""Resources with their own conditions (language §4).

Law: a field that is not written is no condition; several lines of one field are a union, but for `requires`, whose
lines must all hold; whose place counts is said by the scopes, and without one it is living, and staying for no
fixed abode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tsunagari.model.attributes import NO_FIXED_ABODE, NONE
from tsunagari.model.formula import All, Formula, In, Stated
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.declarations import Declaration, Line, texts, value, values
from tsunagari.model.from_syntax.formulas import all_of, any_of
from tsunagari.model.from_syntax.gather import period
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.places import Meant
from tsunagari.model.from_syntax.registry import KNOWN, kind_of
from tsunagari.model.from_syntax.ways import ways
from tsunagari.model.registry import Resource, Serves, Status
from tsunagari.syntax.ast import Ages, Day, Flag, Name, Names
from tsunagari.syntax.ast import Serves as ServesLine

_SCOPES = {
    "living": "lives",
    "working": "works",
    "studying": "studies",
    "staying": "stays",
    "caller-living": "caller-lives",
}
_STATUSES: Mapping[str, Status] = {
    "active": "active",
    "paused": "paused",
    "do-not-refer": "do-not-refer",
    "closed": "closed",
}


@dataclass(frozen=True, slots=True)
class Registrar:
    """Makes resources from their declarations."""

    conditions: Conditions
    names: Namespace
    kinds: Namespace
    organizations: Namespace
    needs: Namespace
    rulesets: Mapping[str, str]
    areas: dict[tuple[Serves, ...], tuple[tuple[Serves, ...], Formula]] = field(default_factory=dict)
    """What serves the same places shares its lines and their formula: their masks are as long as the nation is wide."""

    def resource(self, declaration: Declaration) -> Resource:
        """One resource."""
        lines, problems = declaration.lines, self.conditions.problems
        by = value(lines, "by", Names)
        organization = None
        if by is not None and by[0].names:
            name = by[0].names[0]
            organization = self.organizations.find(name.text, by[1].where.at(name.span), problems)
        booking, status = value(lines, "booking", Flag), value(lines, "status", Flag)
        verified = value(lines, "verified", Day)
        serves, served = self._area(declaration)
        handles = self._listed(declaration, "handles", self.conditions.vocabulary.issue_names)
        return Resource(
            name=declaration.name,
            names=self.names.others.get(declaration.name, ()),
            organization=organization,
            kind=kind_of(declaration, self.kinds),
            serves=serves,
            conditions=self._conditions(declaration, served, handles),
            handles=handles,
            ways=ways(declaration, self.conditions.vocabulary),
            honours=self._listed(declaration, "honours", self.conditions.vocabulary.wish_names),
            needs=self._listed(declaration, "needs", self.needs),
            booking=KNOWN.get(booking[0].value) if booking else None,
            status=_STATUSES.get(status[0].value, "active") if status else "active",
            effective=period(lines, problems),
            verified=verified[0].day if verified else None,
            note=texts(lines, "note"),
            ruleset=self.rulesets.get(declaration.folder, ""),
        )

    def _conditions(
        self, declaration: Declaration, served: Formula | None, handles: tuple[str, ...]
    ) -> tuple[tuple[str, Formula], ...]:
        found: list[tuple[str, Formula]] = []
        if served is not None:
            found.append(("serves", served))
        if (ages := value(declaration.lines, "ages", Ages)) is not None:
            found.append(("ages", self._ages(ages[0])))
        if (callers := self._callers(declaration)) is not None:
            found.append(("for", In("caller", callers)))
        if handles:
            found.append(("handles", Stated("issue", "any", handles)))
        required = self.conditions.lines(declaration.lines, first="requires")
        if required:
            found.append(("requires", all_of(required)))
        return tuple(sorted(found))

    def _ages(self, ages: Ages) -> Formula:
        whole = (1 << len(self.conditions.vocabulary.attributes["age"].values)) - 1
        mask = 0
        for low, high in ages.ranges:
            if 0 <= low <= high:
                mask |= (1 << (min(high, 200) + 1)) - (1 << min(low, 200))
        return In("age", mask & whole)

    def _callers(self, declaration: Declaration) -> int | None:
        vocabulary, mask, written = self.conditions.vocabulary, 0, False
        callers = vocabulary.attributes["caller"]
        for names, line in values(declaration.lines, "for", Names):
            for name in names.names:
                found = vocabulary.caller_names.find(name.text, line.where.at(name.span), vocabulary.problems)
                if found is not None:
                    written = True
                    mask |= callers.below[callers.values.index(found)]
        return mask if written else None

    def _listed(self, declaration: Declaration, keyword: str, space: Namespace) -> tuple[str, ...]:
        problems = self.conditions.problems
        found = {
            space.find(name.text, line.where.at(name.span), problems)
            for names, line in values(declaration.lines, keyword, Names)
            for name in names.names
        }
        return tuple(sorted(name for name in found if name is not None))

    def _area(self, declaration: Declaration) -> tuple[tuple[Serves, ...], Formula | None]:
        """The `serves` lines and their formula, None without any."""
        serves = self._serves(declaration)
        if not serves:
            return (), None
        if serves not in self.areas:
            self.areas[serves] = serves, self._serving(serves)
        return self.areas[serves]

    def _serves(self, declaration: Declaration) -> tuple[Serves, ...]:
        found: set[Serves] = set()
        for serves, line in values(declaration.lines, "serves", ServesLine):
            excepted = 0
            for name in serves.without:
                meant = self._place(name, line)
                excepted |= meant.mask if meant is not None else 0
            entries: set[tuple[str, int]] = set()
            for name in serves.places:
                where = line.where.at(name.span)
                meant = self._place(name, line)
                if meant is None:
                    continue
                if meant.mask & ~excepted & self._someone():
                    entries.add((meant.name, meant.mask & ~excepted))
                else:
                    self.conditions.problems.report("serves-nobody", where, name=name.text)
            if entries:
                scopes = tuple(sorted(scope for scope in set(serves.scopes) if scope in _SCOPES))
                found.add(Serves(tuple(sorted(entries)), scopes))
        return tuple(sorted(found, key=lambda serves: (serves.entries, serves.scopes)))

    def _place(self, name: Name, line: Line) -> Meant | None:
        """A place that a resource may serve: any but `none`."""
        where = line.where.at(name.span)
        meant = self.conditions.vocabulary.places.find(name.text, where)
        if meant is not None and meant.name == NONE:
            self.conditions.problems.report("serves-no-place", where, name=name.text)
            return None
        return meant

    def _someone(self) -> int:
        return self.conditions.vocabulary.attributes["lives"].admitted

    def _serving(self, serves: tuple[Serves, ...]) -> Formula:
        """The union over lines and scopes, one set for each attribute."""
        attributes = self.conditions.vocabulary.attributes
        masks: dict[str, int] = {}
        homeless = 0
        for line in serves:
            mask = 0
            for _, entry in line.entries:
                mask |= entry
            for scope in line.scopes or ("living",):
                masks[_SCOPES[scope]] = masks.get(_SCOPES[scope], 0) | mask
            if not line.scopes:
                homeless |= mask
        admitted = {name: mask & attributes[name].admitted for name, mask in masks.items()}
        parts: list[Formula] = [In(name, mask) for name, mask in admitted.items() if mask]
        nowhere = attributes["lives"].bit(NO_FIXED_ABODE)
        if homeless and not masks.get("lives", 0) & nowhere:
            parts.append(All((In("lives", nowhere), In("stays", homeless & attributes["stays"].admitted))))
        return any_of(parts)
