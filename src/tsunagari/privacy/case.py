"""A consultation in hand: the facts, the answer, the people, bound together.

Law: an answer, the facts that it answers, the ruleset that it comes from and the people whom it is about are put
together once and never again apart: nobody can hand over one case's facts under another case's answer, or read what
a receiver needs from another edition of the registry. What conceals one person of a case conceals all of it. A case
can hold personal data, so it refuses what a sealed container refuses (design P7) and no platform takes it (P2).
"""

from __future__ import annotations

from typing import Protocol, final

from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.errors import PrivacyError, guarded
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.concealment import Concealment, resolved, strictest
from tsunagari.privacy.refusing import Refusing
from tsunagari.privacy.sealed import Caller, Person, Subject, concealment_of


class Router(Protocol):
    """What answers from a ruleset: a `Program`, or the plain reading."""

    @property
    def ruleset(self) -> Ruleset:
        """The resolved ruleset."""
        ...

    def route(self, consultation: Consultation) -> Decision:
        """The decision on a consultation."""
        ...


@final
class Case(Refusing):
    """One consultation, routed, with the sealed containers of its people.

    Raises FactsError as `route` does, and PrivacyError: wrong-type where a part is none, unknown-excluded.
    """

    __slots__ = ("_caller", "_concealment", "_consultation", "_decision", "_ruleset", "_subject")

    _caller: Caller | None
    _concealment: Concealment | None
    _consultation: Consultation
    _decision: Decision
    _ruleset: Ruleset
    _subject: Subject

    @guarded
    def __init__(
        self,
        program: Router,
        consultation: Consultation,
        subject: Subject | None = None,
        caller: Caller | None = None,
    ) -> None:
        parts = {"consultation": Consultation, "subject": Subject | None, "caller": Caller | None}
        for (field, kind), part in zip(parts.items(), (consultation, subject, caller), strict=True):
            if not isinstance(part, kind):
                raise PrivacyError("wrong-type", field=field)
        put = object.__setattr__
        put(self, "_decision", program.route(consultation))
        put(self, "_ruleset", program.ruleset)
        put(self, "_consultation", consultation)
        put(self, "_subject", Subject() if subject is None else subject)
        put(self, "_caller", caller)
        people: list[Person] = [self._subject] if caller is None else [self._subject, caller]
        put(self, "_concealment", resolved(strictest(map(concealment_of, people)), program.ruleset))

    @property
    def decision(self) -> Decision:
        """The answer."""
        return self._decision

    @property
    def consultation(self) -> Consultation:
        """The facts."""
        return self._consultation

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset that answered."""
        return self._ruleset

    @property
    def subject(self) -> Subject:
        """The person supported; an empty container where nothing was said of them."""
        return self._subject

    @property
    def caller(self) -> Caller | None:
        """Whoever calls for them."""
        return self._caller

    @property
    def concealment(self) -> Concealment | None:
        """What conceals the whole case: the strictest of its people's."""
        return self._concealment
