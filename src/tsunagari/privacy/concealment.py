"""Nobody learns where this person is (DV, stalking).

Law (design P5): beats every consent, ground and rule, for everybody. Only what cannot tell a place leaves unchanged:
the list of such fields is closed, and whatever is not on it stays. Places leave as coarse as the level says, never
finer. A text that people wrote is never looked at to see whether it tells a place; it stays. From whom somebody hides
is as personal as where: a concealment refuses what a sealed container refuses (P7), and only `excludes` asks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, TypeAlias, final

from tsunagari.errors import PrivacyError, SealedError, guarded
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.privacy.refusing import Refusing, taken_off

Level: TypeAlias = Literal["none", "prefecture", "municipality"]
"""The finest place that may leave: none at all, the prefecture, or the municipality."""

LEVELS: Final[tuple[Level, ...]] = ("none", "prefecture", "municipality")
PLACELESS: Final = frozenset(
    {"name", "kana", "birthdate", "age", "issue", "channel", "time", "language", "wish", "danger", "caller",
     "caller-language"}
)  # fmt: skip
"""Fields that tell no place. A contact may (a number's area code), unless somebody said that it is a safe one; so may
every attribute that a ruleset declares: a number can be a postal code."""


@final
class Concealment(Refusing):
    """How much of a place may leave, and who gets nothing at all.

    `excluded` are resources and organizations by canonical name: where the person must not be found through.
    `safe_contact`: the desk made sure that the contact on record tells no place and is safe to use.
    Raises PrivacyError: unknown-code, wrong-type.
    """

    __slots__ = ("_excluded", "_level", "_safe_contact")

    _level: Level
    _safe_contact: bool

    @guarded
    def __init__(
        self, level: Level = "none", excluded: Iterable[str] = frozenset(), safe_contact: bool = False
    ) -> None:
        if _is_set(self):  # called again by hand: what was concealed stays so
            raise SealedError()
        if not isinstance(level, str) or level not in LEVELS:
            raise PrivacyError("unknown-code", field="level", known="、".join(LEVELS))
        names: Any = list(excluded) if isinstance(excluded, Iterable) and not isinstance(excluded, str) else [None]
        if not all(isinstance(name, str) for name in names):
            raise PrivacyError("wrong-type", field="excluded")
        if not isinstance(safe_contact, bool):
            raise PrivacyError("wrong-type", field="safe_contact")
        object.__setattr__(self, "_level", level)
        object.__setattr__(self, "_safe_contact", safe_contact)
        _EXCLUDED.__set__(self, frozenset(names))

    @property
    def level(self) -> Level:
        """The finest place that may leave."""
        return self._level

    @property
    def safe_contact(self) -> bool:
        """Whether somebody made sure of the contact."""
        return self._safe_contact


(_EXCLUDED,) = taken_off(Concealment, "_excluded")


def _is_set(concealment: Concealment) -> bool:
    try:
        _EXCLUDED.__get__(concealment)
    except AttributeError:
        return False
    return True


def _names(concealment: Concealment) -> frozenset[str]:
    found: frozenset[str] = _EXCLUDED.__get__(concealment)
    return found


def strictest(several: Iterable[Concealment | None]) -> Concealment | None:
    """One concealment that keeps what each of them keeps; None where there is none.

    A child's place is that of the mother who calls: what conceals one person of a case conceals all of it.
    """
    found = [one for one in several if one is not None]
    if not found:
        return None
    return Concealment(
        level=min((one.level for one in found), key=LEVELS.index),
        excluded=frozenset().union(*map(_names, found)),
        safe_contact=all(one.safe_contact for one in found),
    )


def resolved(concealment: Concealment | None, ruleset: Ruleset) -> Concealment | None:
    """The concealment with every excluded name in its canonical form, however it was spelled.

    Raises PrivacyError (unknown-excluded): a name that means nobody would keep nobody away.
    """
    if concealment is None:
        return None
    named: dict[str, set[str]] = {spelled: {name} for spelled, name in ruleset.resource_names.items()}
    for one in ruleset.organizations.values():
        for name in (one.name, *one.names):
            named.setdefault(key(name), set()).add(one.name)
    found = [named.get(key(name), set()) for name in _names(concealment)]
    if not all(found):
        raise PrivacyError("unknown-excluded")
    return Concealment(concealment.level, frozenset().union(*found), concealment.safe_contact)


def kept_back(concealment: Concealment | None, field: str, attribute: Attribute | None) -> bool:
    """Whether a field stays whatever anybody permits; `attribute` is that of the ruleset, None for a personal field."""
    if concealment is None or field in PLACELESS:
        return False
    if field == "contact":
        return not concealment.safe_contact
    if attribute is not None and attribute.shape == "place":
        return concealment.level == "none"
    return True


def excludes(concealment: Concealment | None, *names: str | None) -> bool:
    """Whether one of these (a resource, its organization) must receive nothing."""
    return concealment is not None and not _names(concealment).isdisjoint(names)
