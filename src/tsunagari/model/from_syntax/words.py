"""Which words do condition lines hold, before any domain is known?

Law: a domain may depend on what is written (a language tag is a language once it is used), but never on tests and
asserts: adding a test changes no digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.declarations import Declaration, Line
from tsunagari.model.from_syntax.languages import built_in_languages
from tsunagari.model.from_syntax.splitting import Splitter
from tsunagari.model.language_tag import language_tag
from tsunagari.model.memory import Memory
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Block, Names, Proviso, Via, Words

_SPOKEN = ("language", "caller-language")


def language_tags(
    declarations: Iterable[Declaration],
    presumed: Iterable[Line],
    splitter: Splitter,
    known: Memory[Block | Declaration, frozenset[str]],
) -> set[str]:
    """The language tags that are used and have no name of their own; `known` are those of declarations met before."""
    named = {key(spelling) for row in built_in_languages() for spelling in row}.union(built_in.ANY_LANGUAGE)
    found = _tags(presumed, splitter, named)
    for declaration in declarations:
        tags = known.get(declaration.source)
        if tags is None:
            tags = known.put(declaration.source, frozenset(_tags(_every_line(declaration), splitter, named)))
        found |= tags
    return found


def _tags(lines: Iterable[Line], splitter: Splitter, named: Set[str]) -> set[str]:
    texts = (text for line in lines for text in _languages(line, splitter) if key(text) not in named)
    return {tag for text in texts if (tag := language_tag(text)) is not None}


def _every_line(declaration: Declaration) -> Iterator[Line]:
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
