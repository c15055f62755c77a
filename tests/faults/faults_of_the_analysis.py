"""Faults of the analysis: a false proof or a false gap must be noticed by trying everybody."""

from __future__ import annotations

from faults.plant import Fault

POINT = "tests/property/test_pointwise_laws.py"
SEARCH = ("tests/property/test_search_laws.py", "tests/property/test_assertion_laws.py")
PROOFS = ("tests/pipeline/test_proving.py", POINT, "tests/property/test_assertion_laws.py")
GAPS = ("tests/property/test_gap_laws.py",)
DIFFERENCE = ("tests/property/test_difference_laws.py",)
LOSSES = ("tests/property/test_loss_laws.py",)
DEAD = ("tests/pipeline/test_dead.py",)

FAULTS = (
    Fault("of two branches the one that leaves less alive is dropped", "analysis/search.py",
          "if not any(other & ~one == 0 for other in kept):", "if not any(one & other for other in kept):", SEARCH),
    Fault("a guard that is not sure already ends what it guards", "analysis/search.py",
          "if alive >> number & 1 and not space.guards[number] & alive:", "if alive >> number & 1:", SEARCH),
    Fault("guards of guards are forgotten", "analysis/search.py",
          "            kept |= new\n", "            kept |= new\n            break\n", SEARCH),
    Fault("a proof does not say on what it leans", "analysis/search.py",
          "self.used |= held & -held", "self.used |= 0 & held", SEARCH),
    Fault("a region names one value of its class only", "analysis/search.py",
          "values[left] = values.get(left, 0) | 1 << value", "values[left] = 1 << value", SEARCH),
    Fault("withholds that are a maybe are overlooked", "analysis/covering.py",
          "axes.timeless(timeless, surely=False)", "axes.timeless(timeless, surely=True)", PROOFS),
    Fault("a loss never matters", "analysis/assertions.py",
          "if whole.counter is not None or whole.leans_on.isdisjoint(loss.ways):", "if True:", PROOFS),
    Fault("a chain is followed past a line that is taken", "analysis/asking.py",
          "for stage in range(pair.stage):", "for stage in range(0):", PROOFS),
    Fault("a default is asked although a rule takes the person", "analysis/asking.py",
          "found = built.taken_before(tier) if tier else 0", "found = 0", PROOFS),
    Fault("larger sets of issues are left out", "analysis/stated.py",
          "while frontier and whole and depth > 1:", "while frontier and whole and depth > 99:", PROOFS),
    Fault("what is unstated is taken for nothing", "analysis/axes.py",
          "return all(not known & ~mask if surely else known & mask for mask in masks)",
          "return all(known & mask for mask in masks)", PROOFS),
    Fault("an ended rule still leads", "analysis/asking.py",
          "if any(period.over(day) for period in (*pair.periods, resource)):", "if False:", PROOFS),
    Fault("a desk is open though its rule has not begun", "analysis/asking.py",
          "if hours is None or not all(one.contains(at.date()) for one in (*pair.periods, pair.effective)):",
          "if hours is None:", PROOFS),
    Fault("hours that are lost are not told apart", "analysis/assertions.py",
          "hours += [(one,) for one in pair.way.hours if apart]", "hours += []", PROOFS),
    Fault("merged regions forget what was free", "analysis/regions.py",
          "together.get(others, 0) | region.get(axis, domains[axis])", "together.get(others, 0) | region.get(axis, 1)",
          GAPS),
    Fault("gaps look at defaults that were to be left out", "analysis/gaps.py",
          "pairs_of(ruleset if defaults else replace(ruleset, defaults=()))", "pairs_of(ruleset)", GAPS),
    Fault("who loses and who gains are mixed up", "analysis/difference.py",
          "both.change(both.new, both.old, nodes), both.change(both.old, both.new, nodes)",
          "both.change(both.old, both.new, nodes), both.change(both.new, both.old, nodes)", DIFFERENCE),
    Fault("a withhold of the new rules is overlooked", "analysis/difference.py",
          "targets |= add(masks, held.get(pair.resource, 0))", "targets |= add(masks, 0)", DIFFERENCE),
    Fault("a loss takes nothing away", "analysis/single_points.py",
          "without = self.covering, self.targets & ~loss.gone", "without = self.covering, self.targets", LOSSES),
    Fault("boxes of a loss are counted twice", "analysis/single_points.py",
          "                without |= 1 << number\n", "                pass\n", LOSSES),
    Fault("who comes by a lost channel is forgotten", "analysis/single_points.py",
          "self._axes(frozenset({\"channel\"}))", "self._axes(frozenset())", LOSSES),
    Fault("hours close ways that have others", "analysis/single_points.py",
          "way.hours is not None and len(way.hours_names) == 1 and", "way.hours is not None and", LOSSES),
    Fault("defaults count for a sole resource", "analysis/single_points.py",
          "last |= box if pair.clause.kind == \"default\" else 0", "last |= 0", LOSSES),
    Fault("what is withheld covers all the same", "analysis/inside.py",
          "covering = without & ~self.space.guarded", "covering = without", LOSSES),
    Fault("guards are forgotten inside of a box", "analysis/inside.py",
          "self._anew(self.guards[one] & there, numbers) if self.guards[one] else 0", "0", LOSSES),
    Fault("a mask of most values is told by the others", "analysis/inside.py",
          "every & ~held[n] if turned >> n & 1 else held[n]", "held[n]", LOSSES),
    Fault("silence keeps nothing alive", "analysis/dead.py",
          "and not (silent and self._silently(values, silent)):", ":", DEAD),
)  # fmt: skip
