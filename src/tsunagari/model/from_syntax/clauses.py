"""Rules with their provisos, withholds and defaults.

Law: a proviso takes over what it does not write (`route` with what `also` added, `otherwise`, `urgency`, `basis`,
`say`); `route none` that it writes takes over no `otherwise`; its own condition stays its own. Provisos form
a tree by `under`, at most 16 deep; a clause that leads nowhere is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from tsunagari.model.boxes import count_boxes
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.cycles import ordered, way_around
from tsunagari.model.from_syntax.declarations import Declaration, Gathered, Line, texts, value, values, written
from tsunagari.model.from_syntax.gather import period
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.registry import basis
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.model.rules import Clause, Site, Urgency
from tsunagari.syntax.ast import Flag, Proviso, Targets
from tsunagari.syntax.limits import BOXES, PROVISO_DEPTH

_URGENCIES: Mapping[str, Urgency] = {"immediate": "immediate", "same-day": "same-day", "normal": "normal"}
_LEADING = ("route", "also", "otherwise")
Kind = Literal["rule", "withhold", "default"]


@dataclass(frozen=True, slots=True)
class Drafting:
    """Makes clauses from their declarations."""

    conditions: Conditions
    targeting: Targeting
    laws: Namespace
    gathered: Gathered

    def clause(self, declaration: Declaration) -> Clause:
        """A rule with its provisos, a withhold or a default."""
        kind: Kind = "rule"
        if declaration.keyword in ("withhold", "default"):
            kind = "withhold" if declaration.keyword == "withhold" else "default"
        head = self.gathered.heads[declaration.folder]
        blank = Clause(
            name=declaration.name,
            kind=kind,
            lines=(),
            ruleset=head.name,
            tier=declaration.tier,
            ruleset_effective=head.effective,
            site=site(declaration.where),
        )
        top = self._filled(blank, declaration.lines, None)
        if kind == "withhold":
            top = replace(top, route=self._targets(declaration.lines, "from"))
        self._leads(declaration, kind)
        return self._with_provisos(top, declaration) if kind == "rule" else top

    def within_limits(self, top: Clause, sizes: Mapping[str, int], declaration: Declaration) -> None:
        """Report a clause that has more boxes with a resource than the language allows (language §2).

        `sizes` are the boxes of each resource, counted once: a selector may lead to all of them.
        """
        waiting: list[tuple[Clause, tuple[Clause, ...]]] = [(top, ())]
        while waiting:
            clause, above = waiting.pop()
            waiting += [(proviso, (*above, clause)) for proviso in clause.provisos]
            led = (sizes.get(name, 1) for line in (clause.route, *clause.otherwise) for name in line)
            most = count_boxes(clause, above) * max(1, max(led, default=1))
            if most > BOXES:
                self.conditions.problems.report(
                    "too-many-boxes", declaration.where, name=clause.name, count=str(most), limit=str(BOXES)
                )
                return

    def _leads(self, declaration: Declaration, kind: Kind) -> None:
        if declaration.broken:
            return
        if kind == "withhold":
            if not written(declaration.lines, "from"):
                self.conditions.problems.report("no-from", declaration.where, name=declaration.name)
            return
        lines = (declaration.lines, *(line.within() for _, line in values(declaration.lines, "except", Proviso)))
        if not any(written(some, keyword) for some in lines for keyword in _LEADING):
            self.conditions.problems.report("no-route", declaration.where, name=declaration.name)

    def _filled(self, blank: Clause, lines: tuple[Line, ...], above: Clause | None) -> Clause:
        urgency = value(lines, "urgency", Flag)
        routed = written(lines, "route")
        route = set(self._targets(lines, "route") if routed or above is None else above.route)
        otherwise = self._otherwise(lines)
        if not written(lines, "otherwise") and above is not None and (route or not routed):
            otherwise = above.otherwise
        return replace(
            blank,
            lines=self.conditions.lines(lines),
            route=tuple(sorted(route.union(self._targets(lines, "also")))),
            otherwise=otherwise,
            urgency=(_URGENCIES.get(urgency[0].value, "normal") if urgency else above.urgency if above else "normal"),
            basis=basis(lines, self.laws, self.conditions.problems)
            if written(lines, "basis") or above is None
            else above.basis,
            say=texts(lines, "say") if written(lines, "say") or above is None else above.say,
            note=texts(lines, "note"),
            effective=period(lines, self.conditions.problems),
        )

    def _targets(self, lines: tuple[Line, ...], keyword: str) -> tuple[str, ...]:
        found: set[str] = set()
        for targets, line in values(lines, keyword, Targets):
            found.update(self.targeting.expand(targets.targets, line.where))
        return tuple(sorted(found))

    def _otherwise(self, lines: tuple[Line, ...]) -> tuple[tuple[str, ...], ...]:
        found = (
            tuple(sorted(self.targeting.expand(targets.targets, line.where)))
            for targets, line in values(lines, "otherwise", Targets)
        )
        return tuple(names for names in found if names)

    def _with_provisos(self, top: Clause, declaration: Declaration) -> Clause:
        problems = self.conditions.problems
        space = Namespace("proviso")
        kept: dict[str, tuple[Proviso, Line]] = {}
        for proviso, line in values(declaration.lines, "except", Proviso):
            called = proviso.name.name
            if space.declare(called.text, line.where.at(called.span), problems):
                kept[called.text] = (proviso, line)
        for name, (proviso, line) in kept.items():
            for alias in proviso.name.aliases:
                space.also_called(name, alias.text, line.where.at(alias.span), problems)
        parents = {name: self._parent(*kept[name], space, declaration) for name in kept}
        graph = {name: [up] if up else [] for name, up in parents.items()}
        order, circles = ordered(graph)
        for circle in circles:
            problems.circle("proviso-circle", kept[circle[0]][1].where, way_around(circle, graph))
            parents.update(dict.fromkeys(circle, None))
        return self._nested(top, kept, parents, order)

    def _parent(self, proviso: Proviso, line: Line, space: Namespace, declaration: Declaration) -> str | None:
        if proviso.under is None:
            return None
        where = line.where.at(proviso.under.span)
        if declaration.broken and space.get(proviso.under.text) is None:
            return None
        return space.find(proviso.under.text, where, self.conditions.problems)

    def _nested(
        self, top: Clause, kept: dict[str, tuple[Proviso, Line]], parents: dict[str, str | None], order: list[str]
    ) -> Clause:
        """Fill in from above (what is inherited), then put together from below."""
        filled: dict[str | None, Clause] = {None: top}
        depth: dict[str | None, int] = {None: 0}
        for name in order:
            up = parents[name]
            depth[name] = depth[up] + 1
            if depth[name] == PROVISO_DEPTH + 1:
                where = kept[name][1].where
                self.conditions.problems.report("proviso-too-deep", where, name=name, limit=str(PROVISO_DEPTH))
            line = kept[name][1]
            blank = replace(top, name=f"{top.name}/{name}", site=site(line.where), provisos=())
            filled[name] = self._filled(blank, line.within(), filled[up])
        inside: dict[str | None, list[Clause]] = {}
        for name in reversed(order):
            if depth[name] <= PROVISO_DEPTH:
                made = replace(filled[name], provisos=_sorted(inside.pop(name, [])))
                inside.setdefault(parents[name], []).append(made)
        return replace(top, provisos=_sorted(inside.get(None, [])))


def _sorted(clauses: list[Clause]) -> tuple[Clause, ...]:
    return tuple(sorted(clauses, key=lambda clause: clause.name))


def site(where: Where) -> Site:
    """A place as the model keeps it."""
    line, column = where.file.source.position(where.span.start)
    return Site(where.file.source.name, line, column)
