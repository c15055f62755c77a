"""What the caller may see of an answer under concealment.

Law (design P5): who calls may not be who is safe to know. A resource that concealment excludes is not shown, but an
emergency number always is: it tells the caller nothing that a telephone book does not, and it may be needed now. What
such a number is, the registry declares and nothing guesses: a resource of the kind 緊急 (`emergency`) that everybody in
the nation may call, by telephone. How urgent an answer is makes no number of it: a shelter can be immediate too.
"""

from __future__ import annotations

from typing import Final

from tsunagari.engine.decision import Referral
from tsunagari.engine.knowledge import leaves
from tsunagari.errors import PrivacyError, guarded
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.case import Case
from tsunagari.privacy.concealment import excludes

EMERGENCY: Final = "緊急"
"""The built-in kind of resources such as the police at 110 and the fire department at 119."""


@guarded
def shown_to_caller(case: Case) -> tuple[Referral, ...]:
    """The referrals to show, in order; all of them where nothing is concealed. Raises PrivacyError (wrong-type)."""
    if not isinstance(case, Case):
        raise PrivacyError("wrong-type", field="case")
    return tuple(
        one
        for one in case.decision.referrals
        if not excludes(case.concealment, one.resource, one.organization) or _is_emergency_number(case.ruleset, one)
    )


def _is_emergency_number(ruleset: Ruleset, referral: Referral) -> bool:
    """Whether the registry declares it: the kind, a number to call, and no area that it is for alone."""
    resource = ruleset.resources[referral.resource]
    nation = leaves(ruleset.attributes["lives"])
    served = [mask for one in resource.serves for _, mask in one.entries]
    everywhere = not served or any(not nation & ~mask for mask in served)
    return resource.kind == EMERGENCY and everywhere and any(way.phone is not None for way in resource.ways)
