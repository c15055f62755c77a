"""The words that a ruleset knows for its issues and wishes, made ready once.

Law: every name, alias and synonym that people could say leads to its value in its own letters (`exact`) and in
everyday spelling without its last ending (`stems`); where two values share a form, both stay. An English alias is a
name for rules, not a word that callers say: it counts only where it is all that was said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagari.hearing.everyday import stem, worded
from tsunagari.hearing.letters import folded, spoken
from tsunagari.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value of an attribute (`issue`, `wish`)."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Forms and what they may mean, sorted; `whole` are the forms that count only as all that was said."""

    exact: Mapping[str, tuple[Meaning, ...]]
    stems: Mapping[str, tuple[Meaning, ...]]
    whole: Mapping[str, tuple[Meaning, ...]]
    words: tuple[tuple[str, Meaning], ...]


def phrases_of(ruleset: Ruleset) -> Phrases:
    """The phrases of a ruleset."""
    words = tuple(dict.fromkeys(_words(ruleset)))
    exact = _by_form((bare(word), meaning) for word, meaning in words if not _for_rules(word))
    stems = _by_form((stem(_worded(word)), meaning) for word, meaning in words if not _for_rules(word))
    whole = _by_form((bare(word), meaning) for word, meaning in words if _for_rules(word))
    return Phrases(exact, stems, whole, tuple(pair for pair in words if not _for_rules(pair[0])))


def bare(word: str) -> str:
    """A word folded, without blanks and signs."""
    return folded(word).kept(spoken).text


def _worded(word: str) -> str:
    return worded(folded(word).kept(spoken)).text


def _for_rules(word: str) -> bool:
    """`care-worries`, `drugs`: small ASCII letters and hyphens; DV, LGBT and whole English sentences are said."""
    return word.isascii() and word == word.lower() and " " not in word


def _words(ruleset: Ruleset) -> Iterator[tuple[str, Meaning]]:
    for name in ruleset.issues.above:
        for word in (name, *ruleset.issues.names.get(name, ()), *ruleset.issues.synonyms.get(name, ())):
            yield word, Meaning("issue", name)
    synonyms = ruleset.synonyms.get("wish", {})
    for spelling, wish in ruleset.wishes.items():
        yield from ((word, Meaning("wish", wish)) for word in (spelling, *synonyms.get(wish, ())))


def _by_form(pairs: Iterable[tuple[str, Meaning]]) -> dict[str, tuple[Meaning, ...]]:
    found: defaultdict[str, set[Meaning]] = defaultdict(set)
    for form, meaning in pairs:
        if form:
            found[form].add(meaning)
    return {form: tuple(sorted(found[form], key=lambda one: (one.attribute, one.value))) for form in sorted(found)}
