"""What tests, cases and asserts of a ruleset say, with every name resolved.

Law: an example is facts as JSON would tell them and what must come out; an assertion is a property over the
consultations that its lines admit. Both ride along with a ruleset and are no part of its digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tsunagari.model.formula import Formula
from tsunagari.model.rules import Site, Urgency

ExpectationKind = Literal[
    "exactly", "includes", "excludes", "first", "later", "maybe", "default", "gap", "ask", "urgency", "plan"
]
GAPS = ("maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One `expect` line: `resources` are canonical names, sorted but for `first` and `plan`, which keep their order.

    `attribute` belongs to `ask`, `urgency` to `urgency`, `gap` to `gap` (None: any gap).
    """

    kind: ExpectationKind
    resources: tuple[str, ...] = ()
    attribute: str | None = None
    urgency: Urgency | None = None
    gap: str | None = None
    site: Site | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A test, or one row of a cases table: `facts` as JSON facts with English keys; `paused` canonical resources."""

    name: str
    site: Site
    facts: Mapping[str, Any]
    paused: tuple[str, ...] = ()
    expectations: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Assertion:
    """An `assert`: a property, over the consultations that meet all of `lines`.

    `target` is the resource of `always` and `never`; `unstated` are canonical attributes; `loss` is one of
    `organization`, `resource`, `channel`, `hours`; `title` is the head as written.
    """

    property: Literal["covered", "open", "always", "never"]
    title: str
    site: Site
    target: str | None = None
    without_default: bool = False
    unstated: tuple[str, ...] = ()
    loss: str | None = None
    lines: tuple[Formula, ...] = ()
