"""Who hands over, as a receiver may read it.

Law (design P5): under concealment the name of the sender would tell where somebody asked for help, so it stands on a
package only where the ruleset declares that the desk serves at least one whole place of the level allowed: the nation
for none. A body declares no area, and a desk without `serves` none either: what nobody declared stays. Whoever delivers
the package can say who sends it; the venue's own record always does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tsunagari.engine.knowledge import leaves
from tsunagari.model.places import Kind, gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.concealment import Concealment, Level
from tsunagari.privacy.venue import CaseVenue, Desk

_WIDE: Final[Mapping[Level, tuple[Kind, ...]]] = {
    "municipality": ("municipality", "prefecture"),
    "prefecture": ("prefecture",),
    "none": (),
}


def told_sender(ruleset: Ruleset, venue: CaseVenue, concealment: Concealment | None) -> str | None:
    """The canonical name of the venue; None where it could tell a place finer than the level."""
    if concealment is None:
        return venue.name
    resource = ruleset.resources.get(venue.name) if isinstance(venue, Desk) else None
    mask = 0
    for served in resource.serves if resource is not None else ():
        for _, entry in served.entries:
            mask |= entry
    return venue.name if mask and _is_wide(ruleset, mask, concealment.level) else None


def _is_wide(ruleset: Ruleset, mask: int, level: Level) -> bool:
    """Whether an area holds a whole place of this level or above."""
    nation = leaves(ruleset.attributes["lives"])
    if not nation & ~mask:
        return True
    places = gazetteer()
    return any(not places.mask(one) & ~mask for one in places.places if one.current and one.kind in _WIDE[level])
