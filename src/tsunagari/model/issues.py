"""Issues: what a consultation may be about, as an acyclic graph.

Law: an issue may lie under several others; `under` is reflexive and transitive; the graph
has no cycle (the step that builds it reports one, and breaks it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issues:
    """`above[name]` is every issue that `name` lies under, itself included; `synonyms[name]` its everyday words."""

    above: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, tuple[str, ...]]

    def under(self, lower: str, upper: str) -> bool:
        """True where `lower` is `upper` or lies under it."""
        return upper in self.above.get(lower, frozenset((lower,)))

    def strictly_under(self, lower: str, upper: str) -> bool:
        """True where `lower` lies under `upper` and is another issue."""
        return lower != upper and self.under(lower, upper)

    def below(self, upper: str) -> tuple[str, ...]:
        """Every issue that lies under `upper`, itself included, sorted."""
        return tuple(sorted(name for name in self.above if self.under(name, upper)))

    def leaves(self) -> tuple[str, ...]:
        """The issues under which no other lies, sorted."""
        inner = {up for name, ups in self.above.items() for up in ups if up != name}
        return tuple(sorted(set(self.above) - inner))
