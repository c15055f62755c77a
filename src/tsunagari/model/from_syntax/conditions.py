"""Condition lines become formulas.

Law: a line means the same wherever it stands, so equal lines are read once; a line that is at fault is reported
where it stands and counts as always true, so that nothing follows from it. `or` joins a line to the one above it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tsunagari.model.attributes import Attribute
from tsunagari.model.formula import TRUE, During, Formula, In, Stated
from tsunagari.model.from_syntax.declarations import Line
from tsunagari.model.from_syntax.formulas import any_of, in_order, negated
from tsunagari.model.from_syntax.joined import first_piece, joined
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.splitting import Part, Split, touching, without_closing
from tsunagari.model.from_syntax.values import is_unknown, shown
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.model.spelling import key
from tsunagari.source import Span
from tsunagari.syntax.ast import Words


@dataclass(slots=True)
class Conditions:
    """Reads condition lines; `defines` are filled in as they are resolved."""

    vocabulary: Vocabulary
    define_names: Namespace
    defines: dict[str, Formula] = field(default_factory=dict)
    _known: dict[tuple[Words, bool], Formula] = field(default_factory=dict)

    @property
    def problems(self) -> Problems:
        """Where problems are noted."""
        return self.vocabulary.problems

    def lines(self, lines: Iterable[Line], first: str = "when") -> tuple[Formula, ...]:
        """The formulas of `when` lines (or of another keyword), each or-ed with the `or` lines below it, in order."""
        found: list[list[Formula]] = []
        for line in lines:
            words = line.field.value
            if line.field.keyword not in (first, "or") or not isinstance(words, Words):
                continue
            if line.field.keyword == first:
                found.append([self.read(words, line.where)])
            elif found:
                found[-1].append(self.read(words, line.where))
            else:
                self.problems.report("or-without-line", line.where)
                found.append([TRUE])
        return in_order(any_of(parts) for parts in found)

    def read(self, words: Words, where: Where) -> Formula:
        """The formula of one line; always true where it is at fault."""
        same = words, touching(words)
        known = self._known.get(same)
        if known is not None:
            return known
        before = len(self.problems)
        formula = self._formula(words, where)
        if formula is not None and len(self.problems) == before:
            self._known[same] = formula  # what is reported is reported again where an equal line stands
        return TRUE if formula is None else formula

    def uses(self, words: Words) -> str | None:
        """The define that a line names, if it names one."""
        split = self.vocabulary.splitter.split(words)
        if split.attribute is not None or split.fault or not split.parts:
            return None
        return self.define_names.get(split.parts[0].text)

    def _formula(self, words: Words, where: Where) -> Formula | None:
        split = self.vocabulary.splitter.split(words)
        if split.fault:
            self._fault(words, split, where)
            return None
        if split.attribute is None:
            return self._define(words, split, where)
        attribute = self.vocabulary.attributes[split.attribute]
        if attribute.shape == "set":
            return self._stated(attribute, words, split, where)
        if attribute.shape == "time":
            return self._during(words, split, where)
        return self._in(attribute, words, split, where)

    def _fault(self, words: Words, split: Split, where: Where) -> None:
        """Report a line that cannot be cut."""
        if self._lost(words):
            return
        code, at, name = split.fault, where.at(span(words, split.fault_at)), _text(words)
        if split.attribute is not None:
            name = self._attribute_of(name)
        elif (define := self._define_of(name)) is not None:
            code, at, name = "define-alone", where.at(words.span), define
        elif code == "set-word-misplaced":  # what it would count is not known
            code = "unknown-attribute-or-define"
        self.problems.report(code, at, near=lambda: self._near(words), name=name)

    def _define(self, words: Words, split: Split, where: Where) -> Formula | None:
        name = self.define_names.get(split.parts[0].text)
        if name is None:
            if not self._lost(words):
                self._unknown(words, split.parts[0], where)
            return None
        formula = self.defines.get(name)
        if formula is None:  # in a circle, which is reported at its declaration
            return None
        return negated(formula, self.vocabulary.attributes) if split.mode == "none" else formula

    def _in(self, attribute: Attribute, words: Words, split: Split, where: Where) -> Formula | None:
        mask, absent, sound = 0, None, True
        for part in split.parts:
            if is_unknown(part):
                absent = True
                continue
            value = self.vocabulary.values.read(attribute, part, where.at(span_of(words, part)))
            sound = sound and value is not None
            mask |= value.mask if value is not None else 0
        if not sound:
            return None
        found = In(attribute.name, mask, absent)
        return negated(found, self.vocabulary.attributes) if split.mode == "none" else found

    def _stated(self, attribute: Attribute, words: Words, split: Split, where: Where) -> Formula | None:
        names: set[str] = set()
        absent, sound = None, True
        for part in split.parts:
            if is_unknown(part):
                absent = True
                continue
            name = self._member(attribute, part, where.at(span_of(words, part)))
            sound = sound and name is not None
            names |= {name} if name is not None else set()
        if not sound:
            return None
        if split.mode in ("count", "count-of"):
            most = len(names) if split.mode == "count-of" else len(self.vocabulary.named(attribute.name).others)
            if not 1 <= split.number <= most:
                self.problems.report(
                    "count-out-of-range", where.at(words.span), number=str(split.number), most=str(most)
                )
                return None
        if split.mode == "none" and absent:
            absent = False
        return Stated(attribute.name, split.mode, tuple(sorted(names)), split.number, absent)

    def _member(self, attribute: Attribute, part: Part, where: Where) -> str | None:
        return self.vocabulary.member(attribute.name, part, where)

    def _during(self, words: Words, split: Split, where: Where) -> Formula | None:
        found, absent = {}, None
        for part in split.parts:
            if is_unknown(part):
                absent = True
                continue
            at = where.at(span_of(words, part))
            if joined(part, self.vocabulary.is_hours) and not self.problems.lost(part.text):
                self.problems.report("joined-values", at, name=part.text)
                return None
            opening = self.vocabulary.opening(part.text, part.quoted, at)
            if opening is None:
                return None
            found[opening[0]] = opening[1]
        names = tuple(sorted(found))
        during = During(tuple(found[name] for name in names), names, absent)
        return negated(during, self.vocabulary.attributes) if split.mode == "none" else during

    def _unknown(self, words: Words, part: Part, where: Where) -> None:
        """Report a line that begins with no attribute and names no define."""
        first = part.text if key(_text(words)) == "not" else _text(words)
        if (define := self._define_of(first)) is not None:
            self.problems.report("define-alone", where.at(words.span), name=define)
            return
        at = where.at(span(words, part.group))
        attribute = None if part.quoted else self.vocabulary.taking(part.text)
        if attribute is not None:
            ja, en = shown(attribute)
            line = (f"{ja}が{part.text}", f"{en} {part.text}")
            self.problems.report("value-without-attribute", at, name=part.text, line=line)
        else:
            self.problems.report("unknown-attribute-or-define", at, near=lambda: self._near(words), name=first)

    def _attribute_of(self, text: str) -> str:
        """The attribute that a word begins with, as written."""
        names = self.vocabulary.attribute_names
        return next((text[:end] for end in range(len(text), 0, -1) if names.get(text[:end]) is not None), text)

    def _define_of(self, text: str) -> str | None:
        """The define that a word begins with, as written, where something stands behind it; None where none does."""
        bare = first_piece(without_closing(text))
        cuts = (bare, *(bare[:at] for at, char in enumerate(bare) if char in "がは"))
        return next((cut for cut in cuts if self.define_names.get(cut) is not None), None)

    def _lost(self, words: Words) -> bool:
        lost = self.problems.lost_lines
        return lost.beginning(_text(words), ("attribute", "define")) or any(
            self.problems.lost(word.text) for group in words.groups for word in group
        )

    def _near(self, words: Words) -> tuple[str, ...]:
        text = words.groups[0][0].text if words.groups and words.groups[0] else ""
        for mark in ("が", "は"):
            if mark in text[1:]:
                near = self.vocabulary.attribute_names.near(text[: text.index(mark, 1)])
                return (*near, *self.define_names.near(text))[:3]
        return (*self.define_names.near(text), *self.vocabulary.attribute_names.near(text))[:3]


def span(words: Words, group: int) -> Span:
    """Where a group of a line stands."""
    held = words.groups[group] if group < len(words.groups) else ()
    return Span(held[0].span.start, held[-1].span.end) if held else words.span


def span_of(words: Words, part: Part) -> Span:
    """Where a value stands: without the attribute before it and the closing word behind it, where they touch it."""
    held = words.groups[part.group] if part.group < len(words.groups) else ()
    for word in held:
        at = word.text.rfind(part.text)
        if at >= 0 and not word.quoted and word.span.end - word.span.start == len(word.text):
            return Span(word.span.start + at, word.span.start + at + len(part.text))
    return span(words, part.group)


def _text(words: Words) -> str:
    return words.groups[0][0].text if words.groups and words.groups[0] else ""
