"""What the plain reading says of one person, of both rulesets: it decides whether a person is shown for a change.

Law (design C10): nobody is shown of whom the plain reading does not say what is claimed; the 相談例 made of them says
of the new ruleset what it does now, or, where somebody loses, what it did before and does no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from tsunagari.analysis.difference import Told
from tsunagari.analysis.standing import Key
from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.knowledge import leaves
from tsunagari.engine.ranking import rank, reach, unmet
from tsunagari.engine.reference import Reference
from tsunagari.engine.referrals import Writer
from tsunagari.engine.verdicts import YES
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.pasting import Expected, expecting

Kind: TypeAlias = Literal["lost", "gained", "closed", "moved", "reordered"]
KINDS: tuple[Kind, ...] = ("lost", "gained", "closed", "moved", "reordered")


@dataclass(frozen=True, slots=True)
class Plainly:
    """One answer: the yes resources in order, those that are open then, the maybes, and what the order is made of."""

    yes: tuple[str, ...]
    open: frozenset[str]
    maybe: frozenset[str]
    keys: Mapping[Key, object]


class Plain:
    """One ruleset, read plainly; the reading is made once."""

    def __init__(self, ruleset: Ruleset, holidays: Holidays) -> None:
        self.ruleset, self.holidays = ruleset, holidays
        self._reference = Reference(ruleset, holidays)

    def answer(self, facts: Mapping[str, Any]) -> Plainly:
        """What it says of these facts."""
        known = admit(self.ruleset, Consultation(**facts))
        standings = self._reference.answer(known).standings
        writer = Writer(self.ruleset, known, self.holidays)
        opened = {name: writer.openness(one).open for name, one in standings.items()}
        yes = [one for one in standings.values() if one.verdict == YES]
        yes.sort(key=lambda one: rank(self.ruleset, known, one, opened[one.resource]))
        nation = leaves(self.ruleset.attributes["lives"])
        keys: dict[Key, object] = {}
        for one in yes:
            name, desk = one.resource, self.ruleset.resources[one.resource]
            keys[name, "urgency"] = one.urgency
            keys[name, "default"] = one.by == "default"
            keys[name, "wishes"] = bool(unmet(known, desk))
            keys[name, "area"] = reach(desk, known.masks, nation)
        return Plainly(
            tuple(one.resource for one in yes),
            frozenset(one.resource for one in yes if opened[one.resource] in ("now", "not asked")),
            frozenset(standings) - {one.resource for one in yes},
            keys,
        )


def agrees(kind: Kind, told: Told, old: Plainly, new: Plainly) -> bool:
    """Whether the plain reading of both rulesets says what is told of a person."""
    before, after = set(old.yes), set(new.yes)
    match kind:
        case "lost":
            return bool(before) and not after
        case "gained":
            return bool(after) and not before
        case "closed":
            return bool(old.open) and not new.open
        case "moved":
            gone, come = before - after, after - before
            return bool(before and after) and (gone, come) == (set(told.lost), set(told.gained))
    differing = {key for key, value in old.keys.items() if new.keys.get(key) != value}
    return before == after and len(after) > 1 and differing == set(told.keys)


def shown(
    kind: Kind, told: Told, facts: Mapping[str, Any], title: str, new: Ruleset, answers: Sequence[Plainly]
) -> str:
    """The 相談例 of a change, in the words of the new ruleset; of a loss it fails there until that is mended."""
    old, now = answers
    there = [name for name, one in new.resources.items() if one.status == "active"]
    expected: Expected = "includes"
    names: Sequence[str]
    if kind == "closed":
        expected = "exactly"
        names = [name for name in sorted(old.open) if name in new.resources] or sorted(now.yes)[:1]
    elif kind == "lost":
        names = [name for name in old.yes if name in there][:1]
    elif kind == "reordered":
        moved = [name for name, _ in told.keys]
        expected = "first" if now.yes[0] != old.yes[0] else "includes"
        names = now.yes[:1] if expected == "first" else moved[:1]
    elif kind == "moved" and not told.gained:
        gone = [name for name in told.lost if name in new.resources and name not in now.maybe]
        expected = "excludes" if gone else "includes"
        names = gone[:1] or now.yes[:1]
    else:
        names = told.gained[:1] or now.yes[:1]
    return expecting(facts, new.language, title, expected, names or there[:1] or sorted(new.resources)[:1])
