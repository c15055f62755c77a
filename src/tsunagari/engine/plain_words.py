"""Consultations told in words that the ruleset has as they stand: known at once.

Law: where `plainly` gives knowledge it is what `admit` gives; it gives None where a name must be normalised, a value is
a range, something was declined or tried, or anything is wrong, and `admit` says what.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from tsunagari.engine.consultation import Consultation
from tsunagari.engine.freezing import maker
from tsunagari.engine.knowledge import FOLLOWS, Knowledge, following, named, no_fixed_abode, whole
from tsunagari.engine.lookup import Lookup
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key as spelling

KEYED: Final = {
    "lives": "lives",
    "stays": "stays",
    "works": "works",
    "studies": "studies",
    "channel": "channel",
    "language": "language",
    "caller": "caller",
    "caller_lives": "caller-lives",
    "caller_language": "caller-language",
}
"""JSON key → attribute, of those that are told as one name."""

_NAMED: Final = tuple(KEYED.values())
_NAMES: Final = attrgetter(*KEYED)
_OTHERS: Final = attrgetter("declined", "tried", "age", "danger", "attributes", "issues", "wishes", "at", "rotation")
_NOTHING: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})
_NONE: Final[Mapping[str, int]] = MappingProxyType({})
_knowledge: Final = maker(Knowledge)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlainWords:
    """The tables of one ruleset.

    `keyed`: those of `KEYED`, in its order, word → mask; `declared`: the same of each declared attribute by its name;
    `issues` and `wishes`: word → canonical name; `ages` and `danger`: value → mask; `unstated`: K of everything of
    which nothing is told; `follows`: who stands for whom, what is presumed, and who is of no fixed abode (0: no place).
    """

    keyed: tuple[Mapping[str, int], ...]
    declared: Mapping[str, Mapping[str, int]]
    issues: Mapping[str, str]
    wishes: Mapping[str, str]
    ages: tuple[int, ...]
    danger: Mapping[bool, int]
    unstated: Mapping[str, int]
    follows: tuple[tuple[str, str, int, int, Attribute], ...]


def plain_words(ruleset: Ruleset, lookup: Lookup) -> PlainWords:
    """The tables of a ruleset."""
    attributes = ruleset.attributes
    age = attributes["age"]
    admitted = whole(age)
    ages = tuple(1 << n if admitted >> n & 1 else 0 for n in range(len(age.values))) if age.lowest == 0 else ()
    danger = attributes["danger"]
    follows = []
    for name, source in FOLLOWS.items():
        if name in attributes:
            one = attributes[name]
            homeless = no_fixed_abode(one) if name in ("stays", "works", "studies") else 0
            follows.append((name, source, one.presumed or 0, homeless, one))
    made: dict[Hashable, Mapping[str, int]] = {}

    def exact(one: Attribute) -> Mapping[str, int]:
        alike = one.values, one.spellings, one.below, one.admitted  # places are told in the same words everywhere
        if alike not in made:
            made[alike] = _exact(one, lookup)
        return made[alike]

    return PlainWords(
        keyed=tuple(exact(attributes[name]) for name in _NAMED),
        declared=MappingProxyType({
            name: exact(one)
            for name, one in attributes.items()
            if one.declared and one.single and one.shape not in ("number", "time")
        }),
        issues=_same(ruleset.issue_names),
        wishes=_same(ruleset.wishes),
        ages=ages,
        danger=MappingProxyType({
            told: mask & whole(danger)
            for told, names in ((True, ("yes", "あり")), (False, ("no", "なし")))
            if (mask := named(danger, *names))
        }),
        unstated=lookup.unstated,
        follows=tuple(follows),
    )  # fmt: skip


def plainly(words: PlainWords, consultation: Consultation) -> Knowledge | None:
    """What the consultation leaves possible, where all of it is told in these words."""
    declined, tried, age, danger, attributes, issues, wishes, at, rotation = _OTHERS(consultation)
    if declined or tried:
        return None
    told: dict[str, int] = {}
    for name, table, word in zip(_NAMED, words.keyed, _NAMES(consultation), strict=True):
        if word is not None:
            mask = table.get(word)
            if not mask:
                return None
            told[name] = mask
    if age is not None:
        if age.__class__ is not int or not 0 <= age < len(words.ages) or not words.ages[age]:
            return None
        told["age"] = words.ages[age]
    if danger is not None:
        mask = words.danger.get(danger)
        if not mask:
            return None
        told["danger"] = mask
    for name, word in attributes:
        mask = words.declared.get(name, _NONE).get(word) if word.__class__ is str else None
        if not mask or name in told:
            return None
        told[name] = mask
    stated = _all_of(words.issues, issues)
    wished = _all_of(words.wishes, wishes)
    if stated is None or wished is None:
        return None
    masks = {**words.unstated, **told}
    for name, source, presumed, homeless, attribute in words.follows:
        if name not in told:
            mask = presumed
            if not mask:
                mask = masks[source]
                if homeless & mask:
                    mask = following(attribute, mask)
            masks[name] = mask
    return _knowledge(
        MappingProxyType(told), MappingProxyType(masks), stated, wished, at, frozenset(), _NOTHING, rotation
    )


def _all_of(names: Mapping[str, str], words: tuple[str, ...]) -> frozenset[str] | None:
    try:
        return frozenset([names[word] for word in words])
    except KeyError:
        return None


def _exact(attribute: Attribute, lookup: Lookup) -> Mapping[str, int]:
    """The words that need no normalising, of values that may be told."""
    admitted, name = whole(attribute), attribute.name
    found = {}
    for word in (*lookup.spelled[name], *lookup.written[name]):
        mask = lookup.mask(name, word)
        if mask and not mask & ~admitted:
            found[word] = mask
    return MappingProxyType(found)


def _same(names: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({word: name for word, name in names.items() if spelling(word) == word})
