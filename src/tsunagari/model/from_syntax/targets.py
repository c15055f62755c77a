"""Targets of routes: resources by name, every resource of a kind, every resource of a body's members.

Law: a target is a set of canonical resource names; a selector that selects nothing is an error, because a
route that leads nowhere must be written `none`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsunagari.model.from_syntax.names import Namespace, nearest
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.registry import Organization, Resource
from tsunagari.syntax.ast import Target


@dataclass(frozen=True, slots=True)
class Targeting:
    """Expands targets; `unsure` where a line could not be read, so that a selector may miss a resource."""

    problems: Problems
    names: Namespace
    kinds: Namespace
    bodies: Namespace
    by_kind: Mapping[str, tuple[str, ...]]
    by_body: Mapping[str, tuple[str, ...]]
    unsure_kinds: bool = False
    unsure_bodies: bool = False

    @property
    def unsure(self) -> bool:
        """True where some selector may miss a resource."""
        return self.unsure_kinds or self.unsure_bodies

    def expand(self, targets: Iterable[Target], where: Where) -> tuple[str, ...]:
        """The resources meant, in the order written, each once (a selector's in order of name)."""
        found: dict[str, None] = {}
        for target in targets:
            if target.name is not None and target.kind != "none":
                found.update(dict.fromkeys(self._one(target.kind, target.name.text, where.at(target.name.span))))
        return tuple(found)

    def _one(self, kind: str, name: str, where: Where) -> tuple[str, ...]:
        if kind == "kind":
            return self._of_kind(name, where)
        if kind == "member":
            body = self.bodies.find(name, where, self.problems)
            found = self.by_body.get(body, ()) if body is not None else ()
            if body is not None and not found and not self.unsure_bodies:
                self.problems.report("body-without-resources", where, name=name)
            return found
        if self.names.get(name) is None and self.kinds.get(name) in self.by_kind and not self._lost(name):
            self.problems.report("kind-without-every", where, name=name)
            return ()
        resource = self.names.find(name, where, self.problems)
        return () if resource is None else (resource,)

    def _lost(self, name: str) -> bool:
        return self.problems.lost(name, "resource")

    def _of_kind(self, name: str, where: Where) -> tuple[str, ...]:
        kind = self.kinds.get(name)
        found = self.by_kind.get(kind, ()) if kind is not None else ()
        if not found and self.names.get(name) is not None:
            self.problems.report("every-of-one", where, name=name)
        elif not found and not self.unsure_kinds and not self.problems.lost(name, "kind"):
            spelled = [text for form, text in self.kinds.spelled.items() if self.kinds.canonical[form] in self.by_kind]
            self.problems.report("kind-without-resources", where, near=lambda: nearest(name, spelled), name=name)
        return found


def by_kind(resources: Mapping[str, Resource]) -> dict[str, tuple[str, ...]]:
    """Resources of every kind that some resource has."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(resources):
        if (kind := resources[name].kind) is not None:
            found[kind].append(name)
    return {kind: tuple(names) for kind, names in found.items()}


def by_body(resources: Mapping[str, Resource], organizations: Mapping[str, Organization]) -> dict[str, tuple[str, ...]]:
    """Resources of every body's members."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(resources):
        organization = organizations.get(resources[name].organization or "")
        for body in sorted({body for body, _ in organization.member_of} if organization else ()):
            found[body].append(name)
    return {body: tuple(names) for body, names in found.items()}
