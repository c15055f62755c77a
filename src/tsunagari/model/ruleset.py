"""The resolved ruleset: everything that a consultation is answered from.

Law: every name in it is canonical and every reference resolved; collections are in canonical
order (sorted by name), so that the order of files, blocks and lists leaves no trace;
tests and asserts ride along and are not part of the digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tsunagari.calendar.hours import Hours
from tsunagari.model.attributes import Attribute
from tsunagari.model.examples import Assertion, Example
from tsunagari.model.issues import Issues
from tsunagari.model.registry import ALWAYS, Body, Law, Organization, Period, Resource
from tsunagari.model.rules import Clause, Site


@dataclass(frozen=True, slots=True)
class Allowance:
    """`allow CODE "reason"` on a block: that finding about (keyword, name) is silenced."""

    keyword: str
    name: str
    code: str
    reason: str
    site: Site


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One resolved ruleset with what it uses.

    `rules`, `withholds`, `defaults` are the top clauses, sorted by (tier, name); `attributes` by canonical name, core
    and declared; `resource_names` maps every normalised name or alias of a resource (NFKC, case folded) to its
    canonical name; `wishes` maps normalised spellings to canonical wishes; `examples`, `assertions` are what
    tests and asserts became; `digest` is "sha256:…". `synonyms` are everyday words by kind (`wish`,
    `caller`, `channel`) and canonical name; `sites` tells where (keyword, canonical name) is declared; `allowances` are
    the `allow` lines.
    """

    name: str
    effective: Period
    attributes: Mapping[str, Attribute]
    attribute_names: Mapping[str, str]
    issues: Issues
    issue_names: Mapping[str, str]
    wishes: Mapping[str, str]
    hours: Mapping[str, Hours]
    laws: Mapping[str, Law]
    bodies: Mapping[str, Body]
    organizations: Mapping[str, Organization]
    resources: Mapping[str, Resource]
    resource_names: Mapping[str, str]
    rules: tuple[Clause, ...]
    withholds: tuple[Clause, ...]
    defaults: tuple[Clause, ...]
    examples: tuple[Example, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    digest: str = ""
    language: str = "ja"
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    sites: Mapping[tuple[str, str], Site] = field(default_factory=dict)
    allowances: tuple[Allowance, ...] = ()


__all__ = ["ALWAYS", "Allowance", "Ruleset"]
