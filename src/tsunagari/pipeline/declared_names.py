"""Every name that a ruleset declares, with its namespace and where it is written.

Law: names of one thing (its name and its aliases) have one owner; what every ruleset has comes first, then what is
used, then the loaded folder, each in the order of files and lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tsunagari.model.from_syntax.declarations import DECLARING
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.pipeline.compiling import Compiled
from tsunagari.source import Source, Span
from tsunagari.syntax.ast import NOWHERE, Block, Declared, DeclaredList, Name, Proviso

VALUE_OF: Final = "value of "
"""Before the name of an attribute: the namespace of its values."""


@dataclass(frozen=True, slots=True)
class DeclaredName:
    """A name in a namespace (`issue`, `value of 在学状況`); `source` is None of what every ruleset has.

    `own` is true of what the loaded folder wrote, `quoted` where it was written in quotation marks.
    """

    namespace: str
    owner: str
    text: str
    source: Source | None = None
    span: Span = NOWHERE
    language: str = "ja"
    own: bool = False
    quoted: bool = False

    @property
    def place(self) -> str:
        """`file:line`, or nothing."""
        return "" if self.source is None else f"{self.source.name}:{self.source.position(self.span.start)[0]}"


def declared_names(compiled: Compiled, ruleset: Ruleset) -> Iterator[DeclaredName]:
    """All names."""
    yield from _built_in(ruleset)
    for folder in reversed(compiled.folders):
        for file in folder.files:
            for block in file.blocks:
                for namespace, owner, name in _in_block(block):
                    yield DeclaredName(
                        namespace, key(owner.text), name.text, file.source, name.span, block.language,
                        folder is compiled.folders[0], name.quoted,
                    )  # fmt: skip


def _built_in(ruleset: Ruleset) -> Iterator[DeclaredName]:
    """The attributes, callers and channels of every ruleset."""
    for attribute in ruleset.attributes.values():
        if not attribute.declared:
            for text in (attribute.name, *attribute.names):
                yield DeclaredName("attribute", key(attribute.name), text)
    for namespace in ("caller", "channel"):
        declared = {key(name) for keyword, name in ruleset.sites if keyword == namespace}
        attribute = ruleset.attributes[namespace]
        owners = {below: key(value) for value, below in zip(attribute.values, attribute.below, strict=True)}
        for text, mask in attribute.spellings:
            if (owner := owners.get(mask, key(text))) not in declared:
                yield DeclaredName(namespace, owner, text)


def _in_block(block: Block) -> Iterator[tuple[str, Name, Name]]:
    """Namespace, the name of the thing, one of its names."""
    if block.keyword not in DECLARING or block.name is None or block.reference is not None:
        return
    for name in (*(() if block.amends else (block.name,)), *block.aliases):
        yield block.keyword, block.name, name
    for field in block.fields:
        value = field.value
        if isinstance(value, DeclaredList) and block.keyword in ("issue", "attribute"):
            namespace = "issue" if block.keyword == "issue" else VALUE_OF + block.name.text
            for entry in value.entries:
                yield from ((namespace, entry.name, name) for name in _names(entry))
        elif isinstance(value, Proviso):
            yield from ((f"proviso of {block.name.text}", value.name.name, name) for name in _names(value.name))


def _names(declared: Declared) -> tuple[Name, ...]:
    return (declared.name, *declared.aliases)
