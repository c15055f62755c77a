"""The index as an answerer: the same questions as the plain reading takes, the same answers.

Law: index and reference agree on every part of every decision (tests/property/test_index_laws.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.admission import admit, lookup_of, overlay
from tsunagari.engine.answer import Answer
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.engine.index.compiler import compile_index
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.live import Live
from tsunagari.engine.index.settling import Settling
from tsunagari.engine.index.unfolding import unfolded
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.plain_words import plain_words, plainly
from tsunagari.model.ruleset import Ruleset


class Matcher:
    """A ruleset with its index; immutable, shared by threads."""

    __slots__ = ("index", "names", "words")

    def __init__(self, ruleset: Ruleset, holidays: Holidays | None = None, index: Index | None = None) -> None:
        """`index` is that of the ruleset where it was compiled before."""
        self.index: Index = compile_index(ruleset, holidays) if index is None else index
        self.names = lookup_of(ruleset)
        self.words = plain_words(ruleset, self.names)

    @property
    def ruleset(self) -> Ruleset:
        """The resolved ruleset."""
        return self.index.ruleset

    def decide(self, consultation: Consultation, status: Mapping[str, str] | None = None) -> Decision:
        """The decision; `status` is the live status of resources by name. Raises FactsError only."""
        live = self.live(status)
        return self.decide_live(consultation, live)

    def live(self, status: Mapping[str, str] | None) -> Live:
        """A status by name, ready for many consultations. Raises FactsError only."""
        return Live(self.index, overlay(self.ruleset, status), overlaid=status is not None)

    def decide_live(self, consultation: Consultation, live: Live) -> Decision:
        """The decision under a status. Raises FactsError only."""
        return unfolded(self.index, self.admitted(consultation), live)

    def admitted(self, consultation: Consultation) -> Knowledge:
        """What the consultation leaves possible; raises FactsError only."""
        known = plainly(self.words, consultation) if isinstance(consultation, Consultation) else None
        return admit(self.ruleset, consultation, self.names) if known is None else known

    def decide_known(
        self, knowledge: Knowledge, live: Mapping[str, str] | None = None, *, overlaid: bool = False
    ) -> Decision:
        """The decision on admitted knowledge; `live` is the status by canonical name."""
        return unfolded(self.index, knowledge, Live(self.index, live or {}, overlaid=overlaid))

    def answer(self, knowledge: Knowledge, live: Mapping[str, str] | None = None) -> Answer:
        """Where every resource stands, unranked."""
        return Settling(self.index, knowledge, live or {}).answer
