"""A change of facts: attributes told differently, as a value that can be said and applied.

Law: a change holds only what the rules know (values, classes of values), nothing that was told; applied to a
consultation and admitted, it gives the knowledge that it gives applied to the consultation's knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from tsunagari.engine.consultation import Consultation
from tsunagari.engine.explaining.said import Said
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key as spelling

How = Literal["told", "adding", "instead", "less", "untold"]


@dataclass(frozen=True, slots=True)
class Option:
    """One attribute told differently in one way.

    `told`: as `mask` (one value with all below it; `alike` are those that the rules treat alike) or at `at`; `adding`
    to, `instead` of or `less` than the stated values are `values`; `untold`. `tried` with `untold` takes back what
    became of the resource `values`.
    """

    attribute: str
    how: How
    mask: int = 0
    values: tuple[str, ...] = ()
    at: datetime | None = None
    alike: int = 0

    def fact(self, attributes: Mapping[str, Attribute]) -> Any:
        """The value as it would be told in JSON; a list for issues and wishes; None where it is untold."""
        if self.how == "untold":
            return None
        if self.at is not None:
            return self.at.isoformat()
        if self.how != "told":
            return list(self.values)
        attribute = attributes[self.attribute]
        value = attribute.values[_position(attribute, self.mask)]
        if attribute.shape == "number":
            return int(value)
        return value in ("yes", "あり") if attribute.shape == "flag" else value


@dataclass(frozen=True, slots=True)
class Retelling:
    """One attribute told differently: `option` is one way of it, `fact` as JSON, `text` says all that would do."""

    option: Option
    fact: Any
    text: Said

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "attribute": self.option.attribute,
            "how": self.option.how,
            "value": self.fact,
            "text": self.text.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """Attributes told differently at once, in canonical order."""

    retellings: tuple[Retelling, ...]

    @property
    def attributes(self) -> tuple[str, ...]:
        """What is told differently."""
        return tuple(one.option.attribute for one in self.retellings)

    def to_dict(self) -> list[dict[str, Any]]:
        """The JSON array."""
        return [one.to_dict() for one in self.retellings]

    def known(self, attributes: Mapping[str, Attribute], knowledge: Knowledge) -> Knowledge:
        """The knowledge after the change."""
        return changed(attributes, knowledge, tuple(one.option for one in self.retellings))

    def told(self, ruleset: Ruleset, consultation: Consultation) -> Consultation:
        """The consultation after the change."""
        facts = {field.name: getattr(consultation, field.name) for field in fields(consultation)}
        for one in self.retellings:
            _tell(ruleset, facts, one.option)
        return Consultation(**facts)


def changed(attributes: Mapping[str, Attribute], knowledge: Knowledge, options: tuple[Option, ...]) -> Knowledge:
    """The knowledge, had these attributes been told so."""
    told = dict(knowledge.told)
    for option in options:
        name = option.attribute
        if name == "tried":
            tried = {resource: found for resource, found in knowledge.tried.items() if resource not in option.values}
            knowledge = replace(knowledge, tried=MappingProxyType(tried))
        elif name == "time":
            knowledge = replace(knowledge, at=option.at)
        elif name == "issue":
            knowledge = replace(knowledge, issues=_stated(option, knowledge.issues))
        elif name == "wish":
            knowledge = replace(knowledge, wishes=_stated(option, knowledge.wishes))
        elif option.how == "untold":
            told.pop(name, None)
        else:
            told[name] = option.mask
    if told == knowledge.told:
        return knowledge
    masks = know(attributes, told).masks
    return replace(knowledge, told=MappingProxyType(told), masks=masks)


def _stated(option: Option, stated: frozenset[str]) -> frozenset[str]:
    match option.how:
        case "adding":
            return stated | frozenset(option.values)
        case "less":
            return stated - frozenset(option.values)
        case _:
            return frozenset(option.values)


def _tell(ruleset: Ruleset, facts: dict[str, Any], option: Option) -> None:
    name = option.attribute
    value = option.fact(ruleset.attributes)
    if name == "tried":
        names = ruleset.resource_names
        facts["tried"] = [pair for pair in facts["tried"] if names.get(spelling(pair[0])) not in option.values]
    elif name in ("issue", "wish"):
        key, names = ("issues", ruleset.issue_names) if name == "issue" else ("wishes", ruleset.wishes)
        kept = () if option.how in ("instead", "untold") else facts[key]
        if option.how == "less":
            facts[key] = [text for text in kept if names.get(spelling(text)) not in option.values]
        else:
            facts[key] = [*kept, *option.values]
    elif name == "time":
        facts["at"] = option.at
    elif ruleset.attributes[name].declared:
        known = ruleset.attribute_names
        others = {text: fact for text, fact in facts["attributes"] if known.get(spelling(text), text) != name}
        facts["attributes"] = others if value is None else {**others, name: value}
    else:
        facts[name.replace("-", "_")] = value


def _position(attribute: Attribute, mask: int) -> int:
    """The value that stands for a mask: the one told with all below it, else the first."""
    if mask in attribute.below:
        return attribute.below.index(mask)
    return (mask & -mask).bit_length() - 1
