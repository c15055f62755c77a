"""What is good to know about a ruleset without proving anything.

Law: what is not known is said, and never fails a run; an assertion that nobody proved is not called fine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.model.registry import Resource
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled
from tsunagari.source import Source
from tsunagari.syntax.ast import Block


def notes(compiled: Compiled, *, proved: bool = False) -> Iterator[Diagnostic]:
    """The notes about the blocks of the loaded folder; none where it could not be compiled.

    `proved`: somebody else says what became of the assertions.
    """
    ruleset = compiled.ruleset
    if ruleset is None:
        return
    for file in compiled.folders[0].files:
        for block in file.blocks:
            if block.keyword == "assert" and not proved:
                yield at("not-proved", file.source, block.head, block.language)
            elif block.keyword == "resource" and (resource := _resource(ruleset, block)) is not None:
                yield from _unknowns(resource, file.source, block)


def _resource(ruleset: Ruleset, block: Block) -> Resource | None:
    if block.name is None:
        return None
    name = ruleset.resource_names.get(unicodedata.normalize("NFKC", block.name.text).casefold())
    return ruleset.resources.get(name) if name else None


def _unknowns(resource: Resource, source: Source, block: Block) -> Iterator[Diagnostic]:
    if resource.status == "closed":
        return
    where = block.name.span if block.name is not None else block.head
    if any(way.hours is None for way in resource.ways):
        yield at("hours-unknown", source, where, block.language, name=resource.name)
    if all(way.phone is None for way in resource.ways):
        yield at("contact-unknown", source, where, block.language, name=resource.name)
