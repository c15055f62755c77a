"""From what was told to what is known: names, aliases and codes become masks and canonical names.

Law: a consultation is admitted against one ruleset, or a `FactsError` names the JSON key and, at most, names that
are public (places of Japan); the value told is in no message, argument or exception context.
A coarse value (a prefecture, a city with wards, a channel with others under it) is itself and all below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from tsunagari.engine.consultation import Consultation, Range
from tsunagari.engine.knowledge import Knowledge, know, named, whole
from tsunagari.engine.lookup import Lookup, lookup
from tsunagari.engine.plain_words import KEYED
from tsunagari.errors import FactsError
from tsunagari.model.attributes import Attribute
from tsunagari.model.language_tag import language_tag
from tsunagari.model.places import gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key as spelling

STATUSES: Final = ("active", "paused", "do-not-refer", "closed")

_OTHER_KEYS: Final = {"issues": "issue", "wishes": "wish", "at": "time"}


Fault: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Code, JSON key and candidates of a FactsError."""


def lookup_of(ruleset: Ruleset) -> Lookup:
    """What `admit` looks names up in, to be made once for many consultations."""
    return lookup(ruleset, {**KEYED, **_OTHER_KEYS})


def admit(ruleset: Ruleset, consultation: Consultation, names_of: Lookup | None = None) -> Knowledge:
    """What the consultation leaves possible under this ruleset; `names_of` is its `lookup_of`, if somebody has it.

    Raises FactsError: unknown-value, ambiguous-value, not-admitted, unknown-attribute, unknown-resource,
    out-of-range, wrong-type, told-twice.
    """
    if not isinstance(consultation, Consultation):
        raise FactsError("wrong-type", "consultation")
    found = _Admission(ruleset, consultation, lookup_of(ruleset) if names_of is None else names_of)
    told, names, tried = found.told(), found.names(), found.tried()
    if found.fault is not None:
        raise FactsError(*found.fault)
    return know(
        ruleset.attributes,
        told,
        issues=names["issues"],
        wishes=names["wishes"],
        at=consultation.at,
        declined=names["declined"],
        tried=tried,
        rotation=consultation.rotation,
        unstated=found.lookup.unstated,
    )


def overlay(ruleset: Ruleset, status: Mapping[str, str] | None) -> dict[str, str]:
    """Live status by canonical resource name, sorted; raises FactsError for a resource or status unknown."""
    found: dict[str, str] = {}
    if not isinstance(status, Mapping | None):
        raise FactsError("wrong-type", "status")
    for name, value in (status or {}).items():
        resource = ruleset.resource_names.get(spelling(name)) if isinstance(name, str) else None
        if resource is None:
            raise FactsError("unknown-resource", "status")
        if value not in STATUSES:
            raise FactsError("unknown-status", "status")
        found[resource] = value
    return dict(sorted(found.items()))


class _Admission:
    """Looks up what one consultation tells and notes the first fault: no error is raised where a value is in sight."""

    def __init__(self, ruleset: Ruleset, consultation: Consultation, lookup: Lookup) -> None:
        self.ruleset, self.consultation, self.lookup = ruleset, consultation, lookup
        self.fault: Fault | None = None

    def refuse(self, code: str, key: str, candidates: tuple[str, ...] = ()) -> None:
        """Note a fault, unless there is one already."""
        self.fault = self.fault or (code, key, candidates)

    def told(self) -> dict[str, int]:
        """The masks of the single-valued attributes that were told."""
        attributes, consultation = self.ruleset.attributes, self.consultation
        told = {
            name: self.value(attributes[name], value, key)
            for key, name in KEYED.items() if (value := getattr(consultation, key)) is not None
        }  # fmt: skip
        if consultation.age is not None:
            told["age"] = self.value(attributes["age"], consultation.age, "age")
        if consultation.danger is not None:
            told["danger"] = named(attributes["danger"], *(("yes", "あり") if consultation.danger else ("no", "なし")))
        for text, value in consultation.attributes:
            name = self.ruleset.attribute_names.get(spelling(text), text)
            attribute = attributes.get(name)
            if attribute is None or not attribute.declared:
                self.refuse("unknown-attribute", "attributes")
            elif name in told:
                self.refuse("told-twice", name)
            else:
                told[name] = self.value(attribute, value, name)
        return {name: mask for name, mask in told.items() if mask}

    def value(self, attribute: Attribute, value: str | int | Range, key: str) -> int:
        """The mask of one told value; 0 where it is refused."""
        if isinstance(value, str) == (attribute.shape == "number"):
            self.refuse("wrong-type", key)
            return 0
        if not isinstance(value, str):
            mask = _number(attribute, value)
            if not mask:
                self.refuse("out-of-range", key)
        else:
            mask, candidates = _mask(self.lookup, attribute, value)
            if not mask:
                self.refuse("ambiguous-value" if candidates else "unknown-value", key, candidates)
        admitted = mask & whole(attribute)
        if mask and not admitted:
            self.refuse("not-admitted", key)
        return admitted

    def names(self) -> dict[str, list[str]]:
        """Canonical issues, wishes and declined attributes."""
        ruleset, told = self.ruleset, self.consultation
        return {
            "issues": self.looked_up(ruleset.issue_names, told.issues, "issues", "unknown-value"),
            "wishes": self.looked_up(ruleset.wishes, told.wishes, "wishes", "unknown-value"),
            "declined": self.looked_up(self.lookup.declinable, told.declined, "declined", "unknown-attribute"),
        }

    def tried(self) -> dict[str, frozenset[str]]:
        """Outcomes by canonical resource."""
        found: dict[str, frozenset[str]] = {}
        for text, outcome in self.consultation.tried:
            for name in self.looked_up(self.ruleset.resource_names, (text,), "tried", "unknown-resource"):
                found[name] = found.get(name, frozenset()) | {outcome}
        return dict(sorted(found.items()))

    def looked_up(self, names: Mapping[str, str], told: Iterable[str], key: str, code: str) -> list[str]:
        """The canonical names of what was told."""
        found = [names.get(spelling(text)) for text in told]
        if None in found:
            self.refuse(code, key)
        return [name for name in found if name is not None]


def _number(attribute: Attribute, value: int | Range) -> int:
    first, last = (value, value) if isinstance(value, int) else value
    low, high = attribute.lowest, attribute.lowest + len(attribute.values) - 1
    return (1 << (last - low + 1)) - (1 << (first - low)) if low <= first <= last <= high else 0


def _mask(lookup: Lookup, attribute: Attribute, text: str) -> tuple[int, tuple[str, ...]]:
    """The mask of a value by name, alias or code; 0 and the candidates where several places bear the name."""
    mask = lookup.mask(attribute.name, text)
    if not mask and attribute.shape == "place":
        places = gazetteer()
        found = places.find(text)
        if len(found) > 1:
            return 0, tuple(place.full_name for place in found)
        mask = places.mask(found[0]) if found else 0
    if not mask and attribute.shape == "language":
        mask = _language(lookup, attribute, text)
    return mask, ()


def _language(lookup: Lookup, attribute: Attribute, text: str) -> int:
    """A tag that the ruleset does not name: the longest part that it does name (RFC 4647 §3.4), else `other`."""
    tag = (language_tag(spelling(text)) or "").lower()
    if not tag:
        return 0
    while "-" in tag:
        tag = tag.rpartition("-")[0]
        if mask := lookup.mask(attribute.name, tag):
            return mask
    return attribute.bit("other")
