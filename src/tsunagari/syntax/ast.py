"""The syntax tree: blocks, their fields and what stands in them, before any name is looked up.

Law: the tree is one for Japanese, English and mixed sources: keywords are canonical ids, dates and hours are values.
Where something stood and in which language it was written (`span`, `language`, `raw`, `comments`) rides
along and never takes part in equality. Condition lines stay words (language §2): they are split
once the attribute names of the whole ruleset are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tsunagari.calendar.days import DayPattern
from tsunagari.calendar.hours import HoursLine
from tsunagari.source import Source, Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Name:
    """A name, normalised (NFKC); `quoted` is how it was written."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    quoted: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text for people, as written."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A run without blanks, normalised, or one quoted text; only a quoted word is never split further.

    `written` is what stood between the quotation marks, before it was normalised.
    """

    text: str
    quoted: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    written: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Words:
    """The inside of a line as written: groups between commas, each of one or more words between blanks."""

    groups: tuple[tuple[Word, ...], ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Declared:
    """A name where it is declared, with its other names."""

    name: Name
    aliases: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredList:
    """`includes` of an issue or area, `one of` of an attribute."""

    entries: tuple[Declared, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of quoted texts."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class NumberRange:
    """`one of 0..10`: both ends included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AnyPlace:
    """`one of places`."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a route: kind `resource`, `kind` (every KIND), `member` (every member of BODY) or `none`."""

    kind: str
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """A list of targets."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Serves:
    """`serves PLACES except PLACES SCOPES`; scopes are `living working studying staying caller-living`."""

    places: tuple[Name, ...]
    without: tuple[Name, ...] = ()
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Openings:
    """`open`: names of hours; `around-the-clock` and `unknown` are marked by flags."""

    names: tuple[Name, ...] = ()
    always: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Phone:
    """`tel`: a number as dialled (digits, `-`, `#`, `+`), or None for unknown."""

    number: str | None


@dataclass(frozen=True, slots=True)
class Via:
    """`via CHANNEL`, with its own `open`, `tel`, `speaks` where written."""

    channel: Name
    open: Openings | None = None
    phone: Phone | None = None
    speaks: tuple[Name, ...] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """`member of BODY as ROLE`."""

    body: Name
    role: Name | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """`effective`: dates with both ends included; None is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """`verified`."""

    day: date


@dataclass(frozen=True, slots=True)
class DayList:
    """`except` and `as sunday` in hours; `weekday` is set (Monday = 0) in the latter."""

    days: tuple[DayPattern, ...]
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A line of an hours block."""

    line: HoursLine


@dataclass(frozen=True, slots=True)
class Ages:
    """`ages`: ranges with both ends included, sorted and merged, within 0..120."""

    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """`basis`: a declared law (or quoted text) and articles in canonical form: `6(1)`, `106-4(2)(1)`, `suppl.3`."""

    law: Name | None
    text: Text | None
    articles: tuple[str, ...] = ()
    place: Text | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A value from a closed list: secrecy, booking (`yes no unknown`), status, urgency."""

    value: str


@dataclass(frozen=True, slots=True)
class Allow:
    """`allow CODE "reason"`."""

    code: Name
    reason: Text


@dataclass(frozen=True, slots=True)
class Paths:
    """`uses`: relative paths of folders."""

    paths: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """`without KIND NAME`; `kind` is a block keyword id."""

    kind: str
    name: Name


@dataclass(frozen=True, slots=True)
class Proviso:
    """`except NAME [under NAME]` in a rule: the lines below it, up to the next proviso, are its own."""

    name: Declared
    under: Name | None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class UrgencyOf:
    """`expect urgency VALUE TARGETS`."""

    urgency: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """A field without a value (`expect default`)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a cases table; an empty cell is None."""

    cells: tuple[Words | None, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """What an `assert` states: `covered`, `open`, `always X`, `never X` with its modifiers."""

    property: str
    target: Name | None = None
    without_default: bool = False
    unstated: tuple[Name, ...] = ()
    loss: str | None = None


Value = (
    Words | DeclaredList | Names | Texts | NumberRange | AnyPlace | Targets | Serves | Openings | Phone | Via | Member
    | Dates | Day | DayList | Opening | Ages | Citation | Flag | Allow | Paths | Reference | Proviso | UrgencyOf
    | Nothing | Row
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """What only the printer needs: comments and blank lines above (`""` is a blank line), a comment behind, and

    comments inside a list that goes over several lines, as (offset, text)."""

    above: tuple[str, ...] = ()
    behind: str | None = None
    inside: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a block: a keyword id of `keywords.FIELDS` and its value.

    `raw` holds the words as written for values with their own small syntax (dates, ages, hours, citations).
    """

    keyword: str
    value: Value
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    language: str = field(default="ja", compare=False, repr=False)
    raw: Words | None = field(default=None, compare=False, repr=False)
    layout: Layout = field(default=Layout(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a keyword id of `keywords.BLOCKS`, its head and its fields in order.

    `amends` marks `amend KIND NAME`; `under` belongs to `caller` and `channel`; `title` to `law`; `property` to
    `assert`; `reference` to `without` written on its own. `broken` is True where a line of it could not be read: what
    seems missing in it may only be unread.
    """

    keyword: str
    name: Name | None = None
    aliases: tuple[Name, ...] = ()
    fields: tuple[Field, ...] = ()
    amends: bool = False
    under: Name | None = None
    title: Text | None = None
    property: Property | None = None
    reference: Reference | None = None
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    head: Span = field(default=NOWHERE, compare=False, repr=False)
    language: str = field(default="ja", compare=False, repr=False)
    layout: Layout = field(default=Layout(), compare=False, repr=False)
    broken: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """One source as a tree; `lost` are names that unreadable lines seem to hold: they are not reported as unknown."""

    blocks: tuple[Block, ...]
    source: Source = field(default=Source("", ""), compare=False, repr=False)
    language: str = field(default="ja", compare=False, repr=False)
    below: tuple[str, ...] = field(default=(), compare=False, repr=False)
    lost: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
