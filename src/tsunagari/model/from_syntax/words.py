"""Which words do condition lines hold, before any domain is known?

Law: a domain may depend on what is written (a language tag is a language once it is used), but never on tests and
asserts: adding a test changes no digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.declarations import Declaration, Line
from tsunagari.model.from_syntax.languages import built_in_languages
from tsunagari.model.from_syntax.splitting import Splitter
from tsunagari.model.language_tag import language_tag
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Names, Proviso, Via, Words

_SPOKEN = ("language", "caller-language")


def language_tags(declarations: Iterable[Declaration], presumed: Iterable[Line], splitter: Splitter) -> set[str]:
    """The language tags that are used and have no name of their own."""
    named = {key(spelling) for row in built_in_languages() for spelling in row}.union(built_in.ANY_LANGUAGE)
    found: set[str] = set()
    for line in _every_line(declarations, presumed):
        for text in _languages(line, splitter):
            if key(text) not in named and (tag := language_tag(text)) is not None:
                found.add(tag)
    return found


def _every_line(declarations: Iterable[Declaration], presumed: Iterable[Line]) -> Iterator[Line]:
    yield from presumed
    for declaration in declarations:
        for line in declaration.lines:
            yield line
            if isinstance(line.field.value, Proviso):
                yield from line.within()


def _languages(line: Line, splitter: Splitter) -> list[str]:
    value = line.field.value
    if line.field.keyword == "speaks" and isinstance(value, Names):
        return [name.text for name in value.names]
    if isinstance(value, Via):
        return [name.text for name in value.speaks or ()]
    if isinstance(value, Words) and line.field.keyword in ("when", "or", "requires", "presume"):
        split = splitter.split(value)
        return [part.text for part in split.parts] if split.attribute in _SPOKEN else []
    return []
