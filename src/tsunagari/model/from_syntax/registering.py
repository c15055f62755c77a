"""The registry of a ruleset: laws, bodies, organizations, resources, and what targets expand to.

Law: each is resolved after what it refers to; kinds are gathered from all that bear one, before the first is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.declarations import Gathered
from tsunagari.model.from_syntax.issues import declared
from tsunagari.model.from_syntax.kinds import kinds
from tsunagari.model.from_syntax.lost import HEAD
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.registry import bodies, laws, organizations
from tsunagari.model.from_syntax.resources import Registrar
from tsunagari.model.from_syntax.targets import Targeting, by_body, by_kind
from tsunagari.model.registry import Body, Law, Organization, Resource
from tsunagari.model.spelling import key

#: Lines without which a body may seem to have no resource.
_OF_BODIES = (
    *((block, HEAD) for block in ("body", "organization", "resource")), ("organization", "member"), ("resource", "by"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything registered, by canonical name, with the names of laws and the reader of targets."""

    laws: dict[str, Law]
    bodies: dict[str, Body]
    organizations: dict[str, Organization]
    resources: dict[str, Resource]
    law_names: Namespace
    targeting: Targeting


def register(gathered: Gathered, conditions: Conditions) -> Registry:
    """Resolve the registry."""
    blocks, problems = gathered.declarations, conditions.problems
    law_names, law_blocks = declared("law", blocks["law"], problems)
    body_names, body_blocks = declared("body", blocks["body"], problems)
    organization_names, organization_blocks = declared("organization", blocks["organization"], problems)
    resource_names, resource_blocks = declared("resource", blocks["resource"], problems)
    users = (*blocks["body"], *blocks["organization"], *blocks["resource"])
    kind_names = kinds(blocks["resource-kind"], users, problems)
    every_organization = organizations(organization_blocks, organization_names, kind_names, body_names, problems)
    registrar = Registrar(
        conditions=conditions,
        names=resource_names,
        kinds=kind_names,
        organizations=organization_names,
        needs=_needs(conditions.vocabulary.attribute_names),
        rulesets={folder: head.name for folder, head in gathered.heads.items()},
    )
    resources = {name: registrar.resource(resource_blocks[name]) for name in sorted(resource_blocks)}
    targeting = Targeting(
        problems=problems,
        names=resource_names,
        kinds=kind_names,
        bodies=body_names,
        by_kind=by_kind(resources),
        by_body=by_body(resources, every_organization),
        unsure_kinds=problems.lost_lines.may_hold(("resource", HEAD), ("resource", "kind")),
        unsure_bodies=problems.lost_lines.may_hold(*_OF_BODIES),
    )
    return Registry(
        laws=laws(law_blocks, law_names, problems),
        bodies=bodies(body_blocks, body_names, kind_names, law_names, problems),
        organizations=every_organization,
        resources=resources,
        law_names=law_names,
        targeting=targeting,
    )


def _needs(attributes: Namespace) -> Namespace:
    """What `needs` may name: attributes, and fields of a person that are no attributes."""
    space = Namespace("need", dict(attributes.canonical), dict(attributes.others), dict(attributes.spelled))
    for row in built_in.PERSONAL:
        for spelling in row:
            space.canonical.setdefault(key(spelling), row[0])
            space.spelled.setdefault(key(spelling), spelling)
    return space
