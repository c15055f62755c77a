"""`assert` blocks: what must hold for every consultation that meets their lines.

Law: an assertion names its resource and attributes canonically and keeps its head as written, so that a
finding about it can quote what the officer wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tsunagari.model.examples import Assertion
from tsunagari.model.from_syntax.clauses import site
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.declarations import Line
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.syntax.ast import Block, File, Property

_Kind = Literal["covered", "open", "always", "never"]
_KINDS: dict[str, _Kind] = {"covered": "covered", "open": "open", "always": "always", "never": "never"}
_LOSSES = ("organization", "resource", "channel", "hours")


def assertions(
    checks: Iterable[tuple[Block, File]], folder: str, conditions: Conditions, targeting: Targeting
) -> tuple[Assertion, ...]:
    """All assertions of the root, in the order of files and lines."""
    found: list[Assertion] = []
    for block, file in checks:
        if block.keyword != "assert" or block.property is None or block.property.property not in _KINDS:
            continue
        where = Where(file, block.head, folder)
        lines = tuple(Line(field, file, folder) for field in block.fields)
        found.append(
            Assertion(
                property=_KINDS[block.property.property],
                title=_title(block, file),
                site=site(where),
                target=_target(block.property, where, conditions, targeting),
                without_default=block.property.without_default,
                unstated=_unstated(block.property, where, conditions),
                loss=block.property.loss if block.property.loss in _LOSSES else None,
                lines=conditions.lines(lines),
            )
        )
    return tuple(found)


def _target(stated: Property, where: Where, conditions: Conditions, targeting: Targeting) -> str | None:
    if stated.property not in ("always", "never"):
        return None
    if stated.target is None:
        conditions.problems.report("assert-without-target", where)
        return None
    return targeting.names.find(stated.target.text, where.at(stated.target.span), conditions.problems)


def _unstated(stated: Property, where: Where, conditions: Conditions) -> tuple[str, ...]:
    names = conditions.vocabulary.attribute_names
    found = {names.find(name.text, where.at(name.span), conditions.problems) for name in stated.unstated}
    return tuple(sorted(name for name in found if name is not None))


def _title(block: Block, file: File) -> str:
    line, _ = file.source.position(block.head.start)
    return (
        file.source.line(line).strip()
        if file.source.text
        else f"assert {block.property.property if block.property else ''}"
    )
