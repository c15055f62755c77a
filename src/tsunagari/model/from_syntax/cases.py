"""The cells of a cases table: what a column is, and what a cell under an expectation says.

Law: a header cell is an attribute, `tried`, `paused` and their like, or an expectation in any spelling of it; a
cell is read as the rest of that line would be.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.messages.examples import CELLS
from tsunagari.model.from_syntax.facts import circumstance
from tsunagari.model.from_syntax.names import nearest, personal
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Name, Names, Nothing, Row, Target, Targets, UrgencyOf, Value, Word, Words
from tsunagari.syntax.keywords import FIELDS, INNER, VALUES, spellings

_EXPECTED = {
    key(spelling): keyword
    for keyword in FIELDS
    if keyword.startswith("expect")
    for spelling in spellings(FIELDS[keyword])
}
_MARKS = frozenset(("yes", "あり", "はい", "○", "◯", "x"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the keyword of an expectation, or the first words of a `given` line."""

    expects: str = ""
    words: tuple[Word, ...] = ()

    def line(self, cell: Words) -> Words:
        """The cell as a `given` line."""
        first = cell.groups[0] if cell.groups else ()
        return Words(((*self.words, *first), *cell.groups[1:]), cell.span)


def columns(header: Row, where: Where, vocabulary: Vocabulary) -> list[Column | None]:
    """What each column is; None, and reported, where it is nothing."""
    found: list[Column | None] = []
    for cell in header.cells:
        column = _column(cell, vocabulary) if cell is not None else None
        if column is None:
            text = " ".join(word.text for group in cell.groups for word in group) if cell else ""
            _unknown(text, where.at(cell.span) if cell else where, vocabulary)
        found.append(column)
    return found


def _unknown(text: str, where: Where, vocabulary: Vocabulary) -> None:
    known = (*vocabulary.attribute_names.spelled.values(), *_EXPECTED)
    if not vocabulary.problems.lost(text, "attribute"):
        code = personal(text) or "unknown-column"
        vocabulary.problems.report(code, where, near=lambda: nearest(text, known), name=text)


def _column(cell: Words, vocabulary: Vocabulary) -> Column | None:
    if len(cell.groups) != 1 or not cell.groups[0]:
        return None
    words = cell.groups[0]
    spelled = key(" ".join(word.text for word in words))
    if (keyword := _EXPECTED.get(spelled)) is not None and not words[0].quoted:
        return Column(expects=keyword)
    if len(words) == 1 and (vocabulary.attribute_names.get(words[0].text) or circumstance(words[0])):
        return Column(words=words)
    return None


def expected(keyword: str, cell: Words, where: Where, problems: Problems) -> Value | None:
    """The value that the rest of an expectation's line would have."""
    groups = [group for group in cell.groups if group]
    if keyword == "expect-default":
        if _marked(groups):
            return Nothing()
        problems.report("cell-unfit", where, name=_text(groups[0]) if groups else "", wanted=CELLS[keyword])
        return None
    if keyword == "expect-gap":
        return Nothing() if _marked(groups) else Names(tuple(_name(group) for group in groups))
    if keyword == "expect-ask":
        return Names(tuple(_name(group) for group in groups))
    if keyword == "expect-urgency":
        return _urgency(groups, where, problems)
    return Targets(tuple(_target(group) for group in groups))


def _urgency(groups: list[tuple[Word, ...]], where: Where, problems: Problems) -> UrgencyOf | None:
    first = groups[0] if groups else ()
    for value, keyword in VALUES["urgency"].items():
        if first and not first[0].quoted and key(first[0].text) in map(key, spellings(keyword)):
            rest = [group for group in (first[1:], *groups[1:]) if group]
            return UrgencyOf(value, tuple(_target(group) for group in rest))
    problems.report("cell-unfit", where, name=_text(first), wanted=CELLS["expect-urgency"])
    return None


def _target(group: tuple[Word, ...]) -> Target:
    """`X`, `every KIND` / `すべてのX`, `every member of BODY` / `すべての構成団体 X`, `none`."""
    first = group[0]
    if first.quoted:
        return Target("resource", _name(group))
    if len(group) == 1 and first.text in spellings(INNER["no-target"]):
        return Target("none")
    for every in spellings(INNER["every"]):
        if first.text == every:
            rest = group[1:]
        elif not every.isascii() and first.text.startswith(every):
            rest = (Word(first.text[len(every) :], False, first.span), *group[1:])
        else:
            continue
        return _selector(rest) if rest else Target("resource", _name(group))
    return Target("resource", _name(group))


def _selector(rest: tuple[Word, ...]) -> Target:
    for member in spellings(INNER["member-of"]):
        words = tuple(member.split())
        if tuple(word.text for word in rest[: len(words)]) == words and len(rest) > len(words):
            return Target("member", _name(rest[len(words) :]))
    return Target("kind", _name(rest))


def _name(group: tuple[Word, ...]) -> Name:
    return Name(_text(group), group[0].span, len(group) == 1 and group[0].quoted)


def _text(group: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in group)


def _marked(groups: list[tuple[Word, ...]]) -> bool:
    return len(groups) == 1 and len(groups[0]) == 1 and key(groups[0][0].text) in _MARKS
