"""A ruleset as a formula for z3, from the text of the language alone.

Law (language §4): of somebody told exactly, time untold, every formula of the model is what it says: yes where it
holds, and, for what asks about hours, maybe. A verdict is therefore two formulas, *sure* and *may*; the least is an
and, the greatest an or, the reverse changes them for each other's negation. Nothing here makes boxes, axes or pairs:
what the analysis proves about those, z3 proves about this. (Two tests of hours that exclude each other, of which the
boxes know, do not occur in these worlds, nor does silence that a rule asks about.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any as Anything

import z3

from property.enumeration import classes
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

#: What untold attributes are known to be (language §3), by any of these names; all others may be anything.
USUAL = {"language": ("日本語", "ja"), "danger": ("no", "なし"), "caller": ("self", "本人")}
Verdict = tuple[Anything, Anything]
"""Sure, and at least maybe."""


class Solving:
    """One ruleset; `unstated` are attributes that nobody tells."""

    def __init__(self, ruleset: Ruleset, unstated: Iterable[str] = ()) -> None:
        self.ruleset, self.unstated = ruleset, frozenset(unstated)
        found = classes(ruleset)
        self.solver = z3.Solver()
        self.values: dict[str, list[tuple[Anything, int]]] = {}
        for name, values in found.values.items():
            own = [(z3.Bool(f"{name} {value}"), mask) for value, mask in values]
            self.values[name] = own
            self.solver.add(z3.PbEq([(one, 1) for one, _ in own], 1))
        self.stated = {
            "issue": {name: z3.Bool(f"issue {name}") for name in ruleset.issues.leaves()},
            "wish": {name: z3.Bool(f"wish {name}") for name in sorted(set(ruleset.wishes.values()))},
        }
        self.solver.add(z3.Or([*self.stated["issue"].values()]))
        self.there = {name: z3.Bool(f"there {name}") for name in ruleset.resources}
        self._known: dict[Formula, Verdict] = {}
        self._answers: dict[bool, dict[str, Verdict]] = {}
        self._held = self._withheld()

    # --- formulas ------------------------------------------------------------------------------------------------

    def verdict(self, formula: Formula) -> Verdict:
        """When a formula is sure, and when it is more than a no."""
        if formula not in self._known:
            self._known[formula] = self._verdict(formula)
        return self._known[formula]

    def _verdict(self, formula: Formula) -> Verdict:
        match formula:
            case Not(part):
                sure, may = self.verdict(part)
                return z3.Not(may), z3.Not(sure)
            case All(parts):
                return self.both(map(self.verdict, parts))
            case Any(parts):
                return self.any(map(self.verdict, parts))
            case During():
                return z3.BoolVal(False), z3.BoolVal(True)
            case Stated():
                held = self._of_stated(formula)
                return held, held
        return self._of_value(formula)

    def _of_value(self, test: In) -> Verdict:
        if test.attribute not in self.unstated:
            told = z3.Or([one for one, mask in self.values[test.attribute] if mask & test.mask])
            return told, told
        if test.absent is not None:
            return z3.BoolVal(test.absent), z3.BoolVal(test.absent)
        attribute = self.ruleset.attributes[test.attribute]
        known = attribute.presumed or next((b for n in USUAL.get(test.attribute, ()) if (b := attribute.bit(n))), 0)
        known = known or attribute.admitted
        return z3.BoolVal(not known & ~test.mask), z3.BoolVal(bool(known & test.mask))

    def _of_stated(self, test: Stated) -> Anything:
        variables = self.stated[test.attribute]
        under = self.ruleset.issues.under if test.attribute == "issue" else str.__eq__
        found = [z3.Or([v for name, v in variables.items() if under(name, one)]) for one in test.values]
        match test.mode:
            case "any":
                return z3.Or(found)
            case "none":
                return z3.Not(z3.Or(found))
            case "all":
                return z3.And(found)
            case "count":
                return z3.PbGe([(one, 1) for one in variables.values()], test.number)
        return z3.PbGe([(one, 1) for one in found], test.number)

    def both(self, verdicts: Iterable[Verdict]) -> Verdict:
        """The least."""
        found = list(verdicts)
        return z3.And([sure for sure, _ in found]), z3.And([may for _, may in found])

    def any(self, verdicts: Iterable[Verdict]) -> Verdict:
        """The greatest."""
        found = list(verdicts)
        return z3.Or([sure for sure, _ in found]), z3.Or([may for _, may in found])

    # --- clauses -------------------------------------------------------------------------------------------------

    def clauses(self) -> list[tuple[Clause, Verdict]]:
        """Every clause, and when it holds: its lines, those above it, and the lines of none of its provisos."""
        tops = (*self.ruleset.rules, *self.ruleset.withholds, *self.ruleset.defaults)
        found: list[tuple[Clause, Verdict]] = []
        waiting: list[tuple[Clause, tuple[Formula, ...]]] = [(top, ()) for top in tops]
        while waiting:
            clause, above = waiting.pop()
            lines = (*above, *clause.lines)
            waiting += [(proviso, lines) for proviso in clause.provisos]
            outside = (Not(All(proviso.lines)) for proviso in clause.provisos)
            found.append((clause, self.verdict(All((*lines, *outside)))))
        return found

    def resource(self, name: str) -> Verdict:
        """When a resource takes somebody who is led to it; never where it is not active or lost."""
        resource = self.ruleset.resources[name]
        ways = Any(
            tuple(All((In("channel", way.channels, absent=True), In("language", way.speaks))) for way in resource.ways)
        )
        conditions = (formula for _, formula in resource.conditions)
        sure, may = self.verdict(All((*conditions, ways)))
        there = z3.And(self.there[name], resource.status == "active")
        return z3.And(there, sure), z3.And(there, may)

    def _withheld(self) -> dict[str, Verdict]:
        found: dict[str, list[Verdict]] = {}
        for clause, verdict in self.clauses():
            if clause.kind == "withhold":
                for name in clause.route:
                    found.setdefault(name, []).append(verdict)
        return {name: self.any(some) for name, some in found.items()}

    def answer(self, *, defaults: bool = True) -> dict[str, Verdict]:
        """Who is sure and who at least a maybe, by resource: routes, chains, then defaults by tier."""
        if defaults not in self._answers:
            self._answers[defaults] = self._answer(defaults=defaults)
        return self._answers[defaults]

    def _answer(self, *, defaults: bool) -> dict[str, Verdict]:
        found: dict[str, list[Verdict]] = {}
        clauses = self.clauses()
        for clause, verdict in clauses:
            if clause.kind == "rule":
                self._lead(clause, verdict, z3.BoolVal(True), found)
        lasts = [(clause, verdict) for clause, verdict in clauses if clause.kind == "default" and defaults]
        for tier in sorted({clause.tier for clause, _ in lasts}):
            alone = z3.Not(z3.Or([sure for sure, _ in self._standing(found).values()]))
            for clause, verdict in lasts:
                if clause.tier == tier:
                    self._lead(clause, verdict, alone, found)
        return self._standing(found)

    def _lead(self, clause: Clause, verdict: Verdict, asked: Anything, found: dict[str, list[Verdict]]) -> None:
        """What a clause adds where it is asked: its route, and each line of its chain where none before was taken."""
        taken: list[Anything] = []
        for names in (clause.route, *clause.otherwise):
            applies = z3.And(asked, *(z3.Not(one) for one in taken))
            for name in names:
                sure, may = self.both((verdict, self.resource(name)))
                found.setdefault(name, []).append((z3.And(applies, sure), z3.And(applies, may)))
                taken.append(z3.And(sure, z3.Not(self._held_may(name))))

    def _held_may(self, name: str) -> Anything:
        return self._held[name][1] if name in self._held else z3.BoolVal(False)

    def _standing(self, found: dict[str, list[Verdict]]) -> dict[str, Verdict]:
        """After withholds: one that is sure takes away, one that is a maybe leaves a maybe."""
        standing = {}
        for name, verdicts in found.items():
            sure, may = self.any(verdicts)
            held = self._held[name][0] if name in self._held else z3.BoolVal(False)
            standing[name] = z3.And(sure, z3.Not(self._held_may(name))), z3.And(may, z3.Not(held))
        return standing

    # --- questions -----------------------------------------------------------------------------------------------

    def exists(self, *formulas: Anything, lost: Sequence[str] = ()) -> bool:
        """Whether somebody is as the formulas say, with some resources lost."""
        self.solver.push()
        self.solver.add(*formulas, *(z3.Not(one) if name in lost else one for name, one in self.there.items()))
        answer = self.solver.check()
        self.solver.pop()
        assert answer != z3.unknown
        return bool(answer == z3.sat)

    def nobody(self, *, defaults: bool = True) -> Anything:
        """Where nobody is a sure answer."""
        return z3.Not(z3.Or([sure for sure, _ in self.answer(defaults=defaults).values()]))

    def one_issue(self) -> Anything:
        """One issue, at most one wish."""
        issues, wishes = ([(one, 1) for one in some.values()] for some in self.stated.values())
        return z3.And(z3.PbEq(issues, 1), z3.PbLe(wishes, 1))
