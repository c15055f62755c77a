"""What the caller may see of an answer under concealment.

Law (design P5): who calls may not be who is safe to know. A resource that concealment excludes is not shown, but an
emergency number always is: it tells the caller nothing that a telephone book does not, and it may be needed now.
"""

from __future__ import annotations

from tsunagari.engine.decision import Referral
from tsunagari.errors import PrivacyError, guarded
from tsunagari.privacy.case import Case
from tsunagari.privacy.concealment import excludes


@guarded
def shown_to_caller(case: Case) -> tuple[Referral, ...]:
    """The referrals to show, in order; all of them where nothing is concealed. Raises PrivacyError (wrong-type)."""
    if not isinstance(case, Case):
        raise PrivacyError("wrong-type", field="case")
    return tuple(
        one
        for one in case.decision.referrals
        if one.urgency == "immediate" or not excludes(case.concealment, one.resource, one.organization)
    )
