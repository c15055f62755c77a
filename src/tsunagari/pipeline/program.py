"""A ruleset ready to answer.

Law: a program never changes and may be shared by threads; live status makes a new one and leaves the old one valid;
`route` reads nothing but the ruleset, the status and the consultation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.verdicts import YES
from tsunagari.errors import FactsError, guarded
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key as spelling

if TYPE_CHECKING:  # the plain reading is loaded when somebody asks why: a route need not wait for it
    from tsunagari.engine.explaining.explanation import Explanation
    from tsunagari.engine.reference import Reference


class Program:
    """A resolved ruleset with what answers from it, and the live status of resources."""

    __slots__ = ("_answerer", "_live")

    def __init__(
        self, ruleset: Ruleset, status: Mapping[str, str] | None = None, answerer: Matcher | None = None
    ) -> None:
        self._answerer = Matcher(ruleset) if answerer is None else answerer
        self._live = self._answerer.live(status or None)

    @property
    def ruleset(self) -> Ruleset:
        """The resolved ruleset."""
        return self._answerer.ruleset

    @property
    def index(self) -> Index:
        """What answers: the compiled form of the ruleset."""
        return self._answerer.index

    @property
    def digest(self) -> str:
        """`sha256:…` of the ruleset's meaning; live status has a digest of its own."""
        return self.ruleset.digest

    @property
    def status(self) -> Mapping[str, str]:
        """The live status by canonical resource name; empty where there is none."""
        return dict(self._live.status)

    @property
    def status_digest(self) -> str | None:
        """`sha256:…` of the live status, as decisions name it; None where there is none."""
        return self._live.digest

    @property
    def matcher(self) -> Matcher:
        """The index with what it looks names up in, for what answers many consultations together."""
        return self._answerer

    @property
    def reference(self) -> Reference:
        """The plain reading of the ruleset, read anew: the oracle of the index, and what explains."""
        from tsunagari.engine.reference import Reference

        return Reference(self.ruleset)

    @guarded
    def route(self, consultation: Consultation) -> Decision:
        """Who can take this person, in what order, why, and what to ask first.

        Raises FactsError where the ruleset does not know a name or a value that was told.
        """
        return self._answerer.decide_live(consultation, self._live)

    @guarded
    def fits(self, consultation: Consultation) -> Mapping[str, str]:
        """`yes` or `maybe` for every resource of the answer, also for the maybes that a decision only counts.

        Raises FactsError as `route` does.
        """
        answer = self._answerer.answer(self._answerer.admitted(consultation), self._live.status)
        return {name: "yes" if one.verdict == YES else "maybe" for name, one in answer.standings.items()}

    @guarded
    def explain(self, consultation: Consultation, resource: str | Iterable[str] | None = None) -> Explanation:
        """Why, why not and what would change it, from the plain reading.

        `resource` is a name or names to explain, by default those that the decision lists. Raises FactsError as `route`
        does, and for a resource that the ruleset does not have.
        """
        from tsunagari.engine.explaining.explain import explain

        names: list[str] | None = None
        if resource is not None:
            asked = [resource] if isinstance(resource, str) else list(resource)
            names = [self.ruleset.resource_names.get(spelling(name), "") for name in asked]
            if "" in names:
                raise FactsError("unknown-resource", "resource")
        return explain(self.reference, self._answerer.admitted(consultation), self._live.status or None, names)

    @guarded
    def with_status(self, status: Mapping[str, str]) -> Program:
        """A new program with this live status (resource → active, paused, do-not-refer, closed) instead of the old.

        Raises FactsError for a resource that the ruleset does not have or a status that is none of these.
        """
        return Program(self.ruleset, status, self._answerer)

    def __repr__(self) -> str:
        return f"Program({self.ruleset.name!r}, {self.digest!r})"
