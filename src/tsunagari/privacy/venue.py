"""Where something is done decides what may be brought there: platform, desk, council.

Law (design P2; notice, part 2, 2(1)④: Art. 16(3) and Art. 18 of the Act bind the council, not the platform): a platform
takes rulesets and published tables and nothing else. That list is of exact types, so that nothing which can hold a
case or personal data comes in by inheriting, in a list or as a text. A desk hands over by consent. A council may also
use a legal ground that it declares, towards members, where it is known to be bound to secrecy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar, final

from tsunagari.errors import PlatformError, PrivacyError, guarded, guarded_class
from tsunagari.model.registry import Body, Organization, Resource
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.privacy.bodies import Ground, declared
from tsunagari.privacy.statistics.published import PublishedTable, of_issues

T = TypeVar("T", Ruleset, PublishedTable)
PLATFORM: Final = "プラットフォーム"
"""The kind of bodies that are platforms, and so no councils."""


@final
@guarded_class
@dataclass(frozen=True, slots=True)
class Platform:
    """A public-private platform (官民連携プラットフォーム, Art. 11): what it is given can hold no case.

    Every method, and making one, raises PlatformError (a TypeError too) for all but a ruleset or published table.
    """

    body: Body

    def __post_init__(self) -> None:
        if type(self.body) is not Body:
            raise PlatformError()
        if self.body.kind != PLATFORM:
            raise PrivacyError("body-is-no-platform", name=self.body.name)

    @classmethod
    @guarded
    def of(cls, ruleset: Ruleset, name: str) -> Platform:
        """The body of this name or alias as a platform. Raises PrivacyError: unknown-body, body-is-no-platform."""
        return cls(_body(_brought(ruleset, Ruleset), name))

    @guarded
    def members(self, ruleset: Ruleset) -> tuple[Organization, ...]:
        """The organizations that are members, by name: equals, in no rank (水平的連携)."""
        return _members(_brought(ruleset, Ruleset), self.body)

    @guarded
    def registry(self, ruleset: Ruleset) -> tuple[Resource, ...]:
        """Every registered resource, by name."""
        return tuple(_brought(ruleset, Ruleset).resources.values())

    @guarded
    def table(self, ruleset: Ruleset, published: PublishedTable) -> PublishedTable:
        """A table that may be talked about here: what was published may be known to everybody.

        Raises PrivacyError (another-ruleset) where its columns are not those of the issues of the ruleset.
        """
        if not of_issues(_brought(published, PublishedTable), _brought(ruleset, Ruleset).issues):
            raise PrivacyError("another-ruleset")
        return published


@final
@dataclass(frozen=True, slots=True)
class Desk:
    """A desk (相談窓口) that routes; it hands over by consent only. `name` is a resource or body of the ruleset."""

    name: str

    @classmethod
    @guarded
    def of(cls, ruleset: Ruleset, name: str) -> Desk:
        """The desk of this resource. Raises PrivacyError (wrong-type, unknown-receiver)."""
        _needs_ruleset(ruleset)
        found = ruleset.resource_names.get(key(name)) if isinstance(name, str) else None
        if found is None:
            raise PrivacyError("unknown-receiver")
        return cls(found)


@final
@dataclass(frozen=True, slots=True)
class Council:
    """A body where cases are discussed: basis, members and secrecy as the ruleset declares them, grounds as it does.

    `members` are organizations by canonical name. `body.secrecy` None is unknown: consent only.
    """

    body: Body
    members: frozenset[str]
    grounds: tuple[Ground, ...] = ()

    @classmethod
    @guarded
    def of(cls, ruleset: Ruleset, name: str, grounds: Iterable[Ground] = ()) -> Council:
        """The body of this name or alias.

        Raises PrivacyError: unknown-body, body-is-a-platform, unknown-law, unknown-field, ground-not-for-caller.
        """
        _needs_ruleset(ruleset)
        body = _body(ruleset, name)
        if body.kind == PLATFORM:
            raise PrivacyError("body-is-a-platform", name=body.name)
        members = frozenset(one.name for one in _members(ruleset, body))
        return cls(body, members, tuple(declared(ruleset, ground) for ground in grounds))

    @property
    def name(self) -> str:
        """The canonical name of the body."""
        return self.body.name


CaseVenue: TypeAlias = Desk | Council
"""Where a case may be."""


def ground_for(venue: CaseVenue, code: str, receiver: Resource) -> Ground:
    """The ground of this code, where the venue may use it towards this receiver.

    Raises PrivacyError: ground-at-desk, unknown-ground, secrecy-not-known, receiver-not-a-member.
    """
    if not isinstance(venue, Council):
        raise PrivacyError("ground-at-desk")
    ground = next((one for one in venue.grounds if one.code == code), None)
    if ground is None:
        raise PrivacyError("unknown-ground")
    if venue.body.secrecy is not True:
        raise PrivacyError("secrecy-not-known", name=venue.name)
    if receiver.organization not in venue.members:
        raise PrivacyError("receiver-not-a-member", receiver=receiver.name)
    return ground


def _brought(thing: Any, kind: type[T]) -> T:
    """What is brought to a platform: exactly a ruleset, or a table that came out of publishing."""
    if type(thing) is not kind:
        raise PlatformError()
    return thing


def _needs_ruleset(ruleset: object) -> None:
    if not isinstance(ruleset, Ruleset):
        raise PrivacyError("wrong-type", field="ruleset")


def _body(ruleset: Ruleset, name: object) -> Body:
    if isinstance(name, str):
        for body in ruleset.bodies.values():
            if key(name) in map(key, (body.name, *body.names)):
                return body
    raise PrivacyError("unknown-body")


def _members(ruleset: Ruleset, body: Body) -> tuple[Organization, ...]:
    return tuple(one for one in ruleset.organizations.values() if body.name in (of for of, _ in one.member_of))
