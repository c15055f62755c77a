"""What a caller says, as candidate facts.

Law: nothing is decided here: each candidate is for a person to confirm, and the router never sees the text. The text is
not stored, logged or echoed, by no error either. Words of crisis are looked for first, in all of it, and nothing
that follows takes one back. Any text of at most `LONGEST` code points is answered; a longer one is refused, because
a part that nobody read might be the one with the cry in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tsunagari.errors import UsageError, guarded
from tsunagari.hearing.ages import SOMEBODY_ELSE, ages
from tsunagari.hearing.callers import callers
from tsunagari.hearing.crisis import Cry, cries, crisis_issues
from tsunagari.hearing.doubts import doubtful_phrase
from tsunagari.hearing.heard import Candidate, Heard
from tsunagari.hearing.letters import Letters, folded
from tsunagari.hearing.localities import almost_places, places
from tsunagari.hearing.matching import Match, chosen, matches, mentioned, sentences
from tsunagari.hearing.morphemes import Readings, dictionary_phrases, read
from tsunagari.hearing.phrases import Phrases, phrases_of
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.pipeline.program import Program

LONGEST = 2000
"""Code points of one text; about five minutes of speech."""
_ATTRIBUTES = {"issue": "issues", "wish": "wishes"}
_SURE = ("alias", "spelling", "reading")


@guarded
def intake(program: Program, text: str, *, dictionary: bool = True) -> Heard:
    """Candidate facts from what a caller said, for a person to confirm; never a decision.

    `text` has at most 2,000 code points. `dictionary=False` leaves SudachiPy (extra `[ja]`) out even where it is
    installed. Raises UsageError: `no-text` for what is no text, `text-too-long`.
    """
    if not isinstance(program, Program) or not isinstance(text, str):
        raise UsageError("no-text")
    if len(text) > LONGEST:
        raise UsageError("text-too-long", limit=str(LONGEST))
    told = str.__str__(text)
    known = _known(_Ruleset(program.ruleset.digest, program.ruleset))
    letters = folded(told)
    cried = cries(letters)
    alone = not SOMEBODY_ELSE.search(letters.text)
    said = list(_phrases(told, letters, known, dictionary))
    urgent = list(_crisis(cried, [one for one in said if one.certain], program.ruleset))
    found = [
        *urgent,
        *(one for one in said if not any(_same(one, cry) for cry in urgent)),
        *ages(letters, alone),
        *places(letters, alone),
        *(one for sentence in sentences(letters) for one in callers(sentence, program.ruleset)),
    ]
    ordered = tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end, one.attribute, str(one.value))))
    return Heard(ordered, tuple(almost_places(letters)), bool(cried))


@dataclass(frozen=True, slots=True)
class _Ruleset:
    """A ruleset to keep phrases by: two of one digest say the same."""

    digest: str
    ruleset: Ruleset = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Known:
    """The phrases of a ruleset, and the same by the dictionary."""

    phrases: Phrases
    readings: Readings


@lru_cache(maxsize=8)
def _known(one: _Ruleset) -> _Known:
    phrases = phrases_of(one.ruleset)
    return _Known(phrases, dictionary_phrases(phrases))


def _crisis(cried: tuple[Cry, ...], said: Sequence[Candidate], ruleset: Ruleset) -> Iterator[Candidate]:
    """Issues and danger for every word of crisis; a phrase of the ruleset for the same letters says which issue."""
    grave = {ruleset.issue_names[key(one)] for one in crisis_issues() if key(one) in ruleset.issue_names}
    for cry in cried:
        near = (one.value for one in said if one.attribute == "issues" and one.start < cry.end and cry.start < one.end)
        named = [issue for issue in near if _grave(issue, grave, ruleset)]
        known = (ruleset.issue_names[key(one)] for one in cry.crisis.issues if key(one) in ruleset.issue_names)
        issue = next(iter((*named, *known)), None)
        if issue is not None:
            yield Candidate("issues", issue, cry.start, cry.end, "crisis", 1.0, certain=True)
        if cry.crisis.now or issue is None:
            yield Candidate("danger", True, cry.start, cry.end, "crisis", 1.0, certain=True)


def _same(one: Candidate, cry: Candidate) -> bool:
    """Whether a word of crisis already says this of the same letters."""
    return (one.attribute, one.value) == (cry.attribute, cry.value) and one.start < cry.end and cry.start < one.end


def _grave(issue: object, grave: Iterable[str], ruleset: Ruleset) -> bool:
    return isinstance(issue, str) and any(ruleset.issues.under(issue, upper) for upper in grave)


def _phrases(told: str, letters: Letters, known: _Known, dictionary: bool) -> Iterator[Candidate]:
    for sentence in sentences(letters):
        found = matches(told, sentence, known.phrases)
        if dictionary and known.readings and not mentioned(sentence):
            found = chosen([*found, *read(told, sentence, known.readings)])
        for match in found:
            yield from _candidates(match, doubtful_phrase(sentence.text, *_within(sentence, match)))


def _within(sentence: Letters, match: Match) -> tuple[int, int]:
    """Where a match begins and ends among the letters of its sentence."""
    return bisect_left(sentence.starts, match.start), bisect_left(sentence.starts, match.end)


def _candidates(match: Match, doubtful: bool) -> Iterator[Candidate]:
    """One candidate for each attribute; where several values share the words, none is chosen."""
    for attribute in dict.fromkeys(one.attribute for one in match.meanings):
        values = tuple(one.value for one in match.meanings if one.attribute == attribute)
        yield Candidate(
            _ATTRIBUTES[attribute], values[0] if len(values) == 1 else None, match.start, match.end, match.reason,
            round(match.score, 3), certain=match.reason in _SURE and len(values) == 1 and not doubtful,
            alternatives=values if len(values) > 1 else (),
        )  # fmt: skip
