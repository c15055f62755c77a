"""Everything that a condition line may name, resolved.

Law: made once, before the first condition is read; nothing here changes afterwards but the collected problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsunagari.calendar.hours import AROUND_THE_CLOCK, Hours
from tsunagari.model.attributes import CORE, Attribute
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.joined import joined
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.places import Places
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.splitting import Part, Splitter
from tsunagari.model.from_syntax.values import Values
from tsunagari.model.issues import Issues
from tsunagari.model.spelling import key

_SHAPES = ("number", "set", "choice", "tree", "language", "time", "flag", "place")
_ALWAYS = frozenset(map(key, built_in.AROUND_THE_CLOCK))


def _unlikely(attribute: Attribute) -> tuple[int, bool, int, str]:
    core = CORE.index(attribute.name) if attribute.name in CORE else 0
    return (_SHAPES.index(attribute.shape), attribute.declared, core, attribute.name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Attributes, values, issues, wishes and hours of one ruleset."""

    problems: Problems
    attribute_names: Namespace
    attributes: Mapping[str, Attribute]
    splitter: Splitter
    places: Places
    values: Values
    issues: Issues
    issue_names: Namespace
    wish_names: Namespace
    channel_names: Namespace
    caller_names: Namespace
    hours_names: Namespace
    hours: Mapping[str, Hours]

    def named(self, attribute: str) -> Namespace:
        """The namespace of a set-valued attribute."""
        return self.issue_names if attribute == "issue" else self.wish_names

    def opening(self, text: str, quoted: bool, where: Where) -> tuple[str, Hours] | None:
        """Hours by name, 24時間 among them; None, and reported, where unknown."""
        if not quoted and key(text) in _ALWAYS:
            return built_in.AROUND_THE_CLOCK[0], AROUND_THE_CLOCK
        name = self.hours_names.find(text, where, self.problems)
        return None if name is None else (name, self.hours[name])

    def language(self, text: str, where: Where) -> tuple[str, int] | None:
        """A language by name or tag, with its mask; None, and reported, where unknown."""
        attribute = self.attributes["language"]
        mask = self.values.spellings["language"].get(key(text))
        if mask is not None:
            return attribute.values[mask.bit_length() - 1], mask
        self.values.unknown_language(text, where)
        return None

    def is_hours(self, text: str) -> bool:
        """True for a name of hours, 24時間 among them."""
        return key(text) in _ALWAYS or self.hours_names.get(text) is not None

    def taking(self, text: str) -> Attribute | None:
        """The attribute that a text reads as a value of, for advice: the first that takes it, places last."""
        for attribute in sorted(self.attributes.values(), key=_unlikely):
            if attribute.shape == "set":
                takes = self.named(attribute.name).get(text) is not None
            elif attribute.shape == "time":
                takes = self.is_hours(text)
            else:
                takes = attribute.shape != "flag" and self.values.knows(attribute, text)
            if takes:
                return attribute
        return None

    def member(self, attribute: str, part: Part, where: Where) -> str | None:
        """A value of a set-valued attribute; None, and reported, where unknown."""
        space = self.named(attribute)
        if joined(part, lambda text: space.get(text) is not None) and not self.problems.lost(part.text):
            self.problems.report("joined-values", where, name=part.text)
            return None
        return space.find(part.text, where, self.problems)
