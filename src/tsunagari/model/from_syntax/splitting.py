"""Where a condition line is cut: attribute, values, closing word.

Law (language §2): the longest attribute name of the whole ruleset that fits, then exactly one が, は or a blank; the
values; one closing word at the very end, or the English words before the values. Quoted words are never cut, nothing
else is ever cut, and a split holds no positions, so equal words have one split (two, where が may touch a quote).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Word, Words
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import number_ranges

Mode = Literal["any", "all", "none", "count", "count-of"]

_N = "([0-9]{1,9}|[〇一二三四五六七八九十百千]{1,9})"
_CLOSING = re.compile(rf"(のいずれか|のすべて|以外|(?:のうち)?{_N}件以上)$")
_PREFIXES: Mapping[tuple[str, ...], Mode] = {
    ("any", "of"): "any",
    ("all", "of"): "all",
    ("none", "of"): "none",
    ("not",): "none",
}
_SUFFIXES: Mapping[str, Mode] = {"のいずれか": "any", "のすべて": "all", "以外": "none"}


def closes(text: str) -> bool:
    """Whether a name ends in words that would close a list of it, so that it must be quoted."""
    return _CLOSING.search(text) is not None



@dataclass(frozen=True, slots=True)
class Part:
    """One value as written; `group` is its place between the commas of the line."""

    text: str
    quoted: bool
    group: int


@dataclass(frozen=True, slots=True)
class Split:
    """A line cut up; `attribute` None means that the one part names a define.

    `fault` is a catalogue code where the line cannot be cut, at the group `fault_at`.
    """

    attribute: str | None
    parts: tuple[Part, ...] = ()
    mode: Mode = "any"
    number: int = 0
    marked: bool = False
    fault: str = ""
    fault_at: int = 0


class _Fault(Exception):
    def __init__(self, code: str, group: int) -> None:
        super().__init__(code)
        self.code = code
        self.group = group


class Splitter:
    """Cuts lines, given the canonical attribute of every spelling and which attributes are sets."""

    __slots__ = ("_known", "_longest", "_names", "_sets")

    def __init__(self, names: Mapping[str, str], sets: frozenset[str]) -> None:
        self._names = names
        self._sets = sets
        self._longest = 2 * max(map(len, names), default=0)
        self._known: dict[tuple[Words, bool], Split] = {}

    def split(self, words: Words) -> Split:
        """Cut one line; equal lines are cut once."""
        same = words, touching(words)
        found = self._known.get(same)
        if found is None:
            found = self._known[same] = self._split(words)
        return found

    def is_attribute(self, words: Words) -> bool:
        """True where the line begins with an attribute."""
        return self.split(words).attribute is not None

    def _split(self, words: Words) -> Split:
        groups = [list(group) for group in words.groups]
        if not groups or not groups[0]:
            return Split(None, fault="condition-without-value")
        attribute, rest = self._head(groups[0])
        groups[0] = rest
        try:
            return self._cut(attribute, groups)
        except _Fault as fault:
            return Split(attribute, fault=fault.code, fault_at=fault.group)

    def _cut(self, attribute: str | None, groups: list[list[Word]]) -> Split:
        mode, number = self._prefix(groups[0], attribute)
        marked = mode is not None
        numbered = [(at, group) for at, group in enumerate(groups) if group]
        closing = None
        if numbered:
            closing = self._suffix(numbered)
            if closing is not None:
                if mode is not None:
                    raise _Fault("closing-word-misplaced", numbered[-1][0])
                mode, number, marked = *closing, True
        parts = tuple(_part(at, group) for at, group in numbered if group)
        if not parts and mode != "count":
            raise _Fault("condition-without-value", 0)
        if mode in ("count", "count-of", "all") and attribute not in self._sets:
            raise _Fault("set-word-misplaced", numbered[-1][0] if closing is not None else 0)
        if (mode == "count") != (not parts):
            raise _Fault("closing-word-misplaced", len(groups) - 1)
        if attribute is None and len(parts) != 1:
            raise _Fault("unknown-attribute-or-define", 0)
        return Split(attribute, parts, mode or "any", number, marked)

    def _head(self, group: list[Word]) -> tuple[str | None, list[Word]]:
        """The attribute that the line begins with, and what is left of its first group."""
        first = group[0]
        if first.quoted:
            name = self._names.get(key(first.text))
            if name is None or len(group) < 2:
                return None, group
            second = group[1]
            if _touches(first, second) and not second.quoted and second.text[:1] in ("が", "は"):
                return name, _without_head(group[1:], 1)
            return name, group[1:]
        text = unicodedata.normalize("NFKC", first.text)
        for length in range(min(len(text), self._longest), 0, -1):
            name = self._names.get(key(text[:length]))
            if name is None:
                continue
            if length == len(text):
                return name, group[1:]
            if text[length] in ("が", "は"):
                return name, _without_head([Word(text, False, first.span), *group[1:]], length + 1)
        return None, group

    def _prefix(self, group: list[Word], attribute: str | None) -> tuple[Mode | None, int]:
        """Take the English words off the first group."""
        words = tuple("" if word.quoted else word.text.lower() for word in group[:4])
        for prefix, mode in _PREFIXES.items():
            if words[: len(prefix)] == prefix:
                del group[: len(prefix)]
                return mode, 0
        if attribute in self._sets and len(words) >= 3 and words[1:3] == ("or", "more") and words[0].isdecimal():
            of = words[3:4] == ("of",)
            del group[: 4 if of else 3]
            return ("count-of" if of else "count"), int(words[0][:9])
        return None, 0

    def _suffix(self, groups: list[tuple[int, list[Word]]]) -> tuple[Mode, int] | None:
        """Take the closing word off the last value; a fault where one stands elsewhere."""
        for at, group in groups:
            for place, word in enumerate(group):
                last = at == groups[-1][0] and place == len(group) - 1
                if not last and not word.quoted and _CLOSING.search(word.text):
                    raise _Fault("closing-word-misplaced", at)
            heads = tuple("" if word.quoted else word.text.lower() for word in group[:2])
            if at and (heads in _PREFIXES or heads[:1] == ("not",)):
                raise _Fault("closing-word-misplaced", at)
        at, group = groups[-1]
        word = group[-1]
        match = None if word.quoted else _CLOSING.search(word.text)
        if match is None:
            return None
        left = word.text[: match.start()]
        group[-1:] = [Word(left, False, word.span)] if left else []
        if _CLOSING.search(left):
            raise _Fault("closing-word-misplaced", at)
        if not match[2]:
            return _SUFFIXES[match[1]], 0
        return ("count-of" if match[1].startswith("のうち") else "count"), _number(match[2])


def touching(words: Words) -> bool:
    """Whether a line begins with a quoted word and the next one touches it: `「X」がY` is not `「X」 がY`."""
    first = words.groups[0] if words.groups else ()
    return len(first) > 1 and first[0].quoted and _touches(first[0], first[1])


def _touches(first: Word, second: Word) -> bool:
    return second.span.start == first.span.end


def without_closing(text: str) -> str:
    """A text without the closing word at its end."""
    return _CLOSING.sub("", text)


def _number(text: str) -> int:
    try:
        ranges = number_ranges(text)
    except Mistake:
        return 0
    return ranges[0][0] if ranges else 0


def _without_head(group: list[Word], length: int) -> list[Word]:
    first = group[0]
    left = first.text[length:]
    return [Word(left, False, first.span), *group[1:]] if left else group[1:]


def _part(at: int, group: list[Word]) -> Part:
    if len(group) == 1:
        return Part(group[0].text, group[0].quoted, at)
    return Part(" ".join(word.text for word in group), False, at)
