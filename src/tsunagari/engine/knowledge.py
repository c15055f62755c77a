"""What a consultation leaves possible: one mask of values for every single-valued attribute.

Law (language §4, "Knowledge"): a value told is a set K of values, one bit or several; what is not told stands for
what the ruleset presumes, else for what another attribute says (`stays` as `lives` …), else for the whole domain.
A presumption is knowledge but was not *given*. An attribute told and declined counts as declined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from tsunagari.model.attributes import CORE, Attribute

FOLLOWS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stays": "lives",
        "works": "lives",
        "studies": "lives",
        "caller-lives": "lives",
        "caller-language": "language",
    }
)
"""What an attribute stands for while it is untold: the same as that of another one (language §3)."""

_USUAL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"language": ("日本語", "ja"), "danger": ("no", "なし"), "caller": ("self", "本人")}
)


@dataclass(frozen=True, slots=True, repr=False)
class Knowledge:
    """An admitted consultation; its repr shows nothing of it.

    `told` are the masks of single-valued attributes that were given, `masks` is K of every one of them but
    time; `issues` and `wishes` are canonical names; `tried` maps resources to their outcomes; `at` is in Asia/Tokyo.
    """

    told: Mapping[str, int]
    masks: Mapping[str, int]
    issues: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    at: datetime | None = None
    declined: frozenset[str] = frozenset()
    tried: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rotation: str | None = None

    def __repr__(self) -> str:
        return "Knowledge(…)"

    @property
    def day(self) -> date | None:
        """The date in Asia/Tokyo, or None where the instant is untold."""
        return None if self.at is None else self.at.date()

    def stated(self, attribute: str) -> frozenset[str]:
        """The stated values of `issue` or `wish`."""
        return self.issues if attribute == "issue" else self.wishes

    def given(self, attribute: str) -> bool:
        """True where the attribute was literally told and not declined; a presumption does not count."""
        if attribute == "time":
            return self.at is not None
        if attribute in ("issue", "wish"):
            return bool(self.stated(attribute))
        return attribute in self.told


def know(
    attributes: Mapping[str, Attribute],
    told: Mapping[str, int],
    *,
    issues: Iterable[str] = (),
    wishes: Iterable[str] = (),
    at: datetime | None = None,
    declined: Iterable[str] = (),
    tried: Mapping[str, frozenset[str]] | None = None,
    rotation: str | None = None,
    unstated: Mapping[str, int] | None = None,
) -> Knowledge:
    """Knowledge from told masks and canonical names; what is in `declined` is dropped from what was told.

    `unstated` is what `usually` gives of these attributes, if somebody has it.
    """
    refused = frozenset(declined)
    kept = {name: mask for name, mask in told.items() if name not in refused}
    return Knowledge(
        told=MappingProxyType(kept),
        masks=MappingProxyType(_masks(attributes, kept, unstated)),
        issues=frozenset() if "issue" in refused else frozenset(issues),
        wishes=frozenset() if "wish" in refused else frozenset(wishes),
        at=None if "time" in refused else at,
        declined=refused,
        tried=MappingProxyType(dict(tried or {})),
        rotation=rotation,
    )


def telling(attributes: Mapping[str, Attribute], knowledge: Knowledge, name: str, mask: int) -> Knowledge:
    """The same knowledge, had `name` been told as `mask`."""
    told = {**knowledge.told, name: mask}
    return replace(knowledge, told=MappingProxyType(told), masks=MappingProxyType(_masks(attributes, told)))


def moved_with(knowledge: Knowledge, name: str) -> frozenset[str]:
    """The attributes whose K depends on what is told about `name`: itself and those that stand for it."""
    return frozenset({name, *(lower for lower, upper in FOLLOWS.items() if upper == name)}) - (
        frozenset(knowledge.told) - {name}
    )


def movers(knowledge: Knowledge, names: Iterable[str]) -> frozenset[str]:
    """The attributes of which an answer moves one of these: they themselves, and those that they follow."""
    found = set(names)
    return frozenset(found.union(u for n in found if (u := FOLLOWS.get(n)) and n in moved_with(knowledge, u)))


def whole(attribute: Attribute) -> int:
    """The whole domain: every value that may be told."""
    return attribute.admitted or (1 << len(attribute.values)) - 1


def named(attribute: Attribute, *spellings: str) -> int:
    """The mask of the first of these canonical values that the attribute has, else 0."""
    return next((bit for bit in map(attribute.bit, spellings) if bit), 0)


def no_fixed_abode(attribute: Attribute) -> int:
    """The bit of `no-fixed-abode` in an attribute that takes places (the third from the end)."""
    return 1 << (len(attribute.values) - 3)


def leaves(attribute: Attribute) -> int:
    """The bits of all leaves in an attribute that takes places: everything before the last three."""
    return no_fixed_abode(attribute) - 1


def in_order(attributes: Iterable[str]) -> tuple[str, ...]:
    """Attribute names in canonical order: the core ones as the language lists them, then declared by name."""
    return tuple(sorted(attributes, key=place_in_order))


def place_in_order(attribute: str) -> tuple[int, str]:
    """The sort key of an attribute's name in canonical order."""
    return (CORE.index(attribute) if attribute in CORE else len(CORE), attribute)


def usually(attributes: Mapping[str, Attribute]) -> dict[str, int]:
    """K of each attribute of which nothing is told, but for those that stand for another one."""
    return {
        name: _unstated(attribute)
        for name, attribute in attributes.items()
        if attribute.single and attribute.shape != "time" and name not in FOLLOWS
    }


def _masks(
    attributes: Mapping[str, Attribute], told: Mapping[str, int], unstated: Mapping[str, int] | None = None
) -> dict[str, int]:
    masks = dict(usually(attributes) if unstated is None else unstated)
    for name, mask in told.items():
        if mask:
            masks[name] = mask
    for name, source in FOLLOWS.items():
        if name in attributes:
            own = told.get(name) or attributes[name].presumed
            masks[name] = own or following(attributes[name], masks[source])
    return masks


def _unstated(attribute: Attribute) -> int:
    if attribute.presumed is not None:
        return attribute.presumed
    usual = _USUAL.get(attribute.name)
    return (named(attribute, *usual) if usual else 0) or whole(attribute)


def following(attribute: Attribute, mask: int) -> int:
    """K of an untold attribute from K of the one it follows.

    Somebody of no fixed abode is somewhere, so `stays` may be any leaf, and works and studies nowhere.
    """
    if attribute.name not in ("stays", "works", "studies"):
        return mask
    homeless = no_fixed_abode(attribute)
    if not mask & homeless:
        return mask
    none = homeless << 2
    return mask & ~homeless | (leaves(attribute) if attribute.name == "stays" else none)
