"""Faults of the analysis: a false proof or a false gap must be noticed by trying everybody."""

from __future__ import annotations

from faults.plant import Fault

POINT = "tests/property/test_pointwise_laws.py"
SEARCH = ("tests/property/test_search_laws.py", "tests/property/test_assertion_laws.py")
PROOFS = ("tests/pipeline/test_proving.py", POINT, "tests/property/test_assertion_laws.py")
GAPS = ("tests/property/test_gap_laws.py",)
DIFFERENCE = ("tests/property/test_difference_laws.py",)
DEAD = ("tests/pipeline/test_dead.py",)
SHADOWS = ("tests/pipeline/test_shadowed.py", "tests/property/test_shadow_laws.py")

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
    Fault("silence keeps nothing alive", "analysis/dead.py",
          "and not (silent and self._silently(values, silent)):", ":", DEAD),
    Fault("a box that leaves some people out stands in for all", "analysis/inside.py",
          "        if both != region[axis]:\n", "        if both != region[axis] and axis == 'age':\n", SHADOWS),
    Fault("what is less urgent stands in for what is more", "analysis/giving.py",
          "URGENCIES.index(mine.urgency) <= URGENCIES.index(theirs.urgency)", "True", SHADOWS),
    Fault("what ends sooner stands in for what does not", "analysis/giving.py",
          "and one.periods <= other.periods", "and True", SHADOWS),
    Fault("what stands in is silent", "analysis/giving.py", "set(theirs.say) <= set(mine.say)", "True", SHADOWS),
    Fault("a stronger test is taken for no stronger where nothing is told", "analysis/giving.py",
          "return not _both(own) & everything & ~_both(tests)", "return True", SHADOWS),
    Fault("what the clause above does in place of a proviso is overlooked", "analysis/shadows.py",
          "(gone, new), (come, old), loosely=False", "(gone, new), loosely=False", SHADOWS),
    Fault("two that shadow each other both go", "analysis/shadows.py",
          "del self.left[rule.name], self.gives[rule.name]", "del self.left[rule.name]", SHADOWS),
    Fault("a chain adds nobody", "analysis/standing_in.py",
          "led |= dict.fromkeys(name for line in clause.otherwise for name in line)", "pass", SHADOWS),
    Fault("what a desk addresses in a plan is overlooked", "analysis/standing_in.py",
          "if self.ruleset.resources[resource].handles:", "if True:", SHADOWS),
    Fault("larger sets of issues never matter to what stands in", "analysis/giving.py",
          "adverse = set(tests) if len(tests) > 1 or any(one.mode != \"any\" for one in tests) else set()",
          "adverse = set()", SHADOWS),
)  # fmt: skip
