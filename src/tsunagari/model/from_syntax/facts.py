"""`given` lines become facts as JSON tells them.

Law: a fact is told once and without closing words; what a line leaves open (`age 30..39`, a prefecture) stays open;
`unknown` tells nothing. Whatever cannot be told in JSON is an error here and not in a test run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tsunagari.model.attributes import CORE, Attribute
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.conditions import span, span_of
from tsunagari.model.from_syntax.names import nearest, personal
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.splitting import Split
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.model.from_syntax.values import is_unknown, shown
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.model.spelling import key
from tsunagari.source import Span
from tsunagari.syntax.ast import Word, Words
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import instant

_NONE = frozenset(map(key, built_in.NONE))
_CIRCUMSTANCES = {key(s): name for name, spellings in built_in.CIRCUMSTANCES.items() for s in spellings}
_OUTCOMES = {key(spelling): row[0] for row in built_in.OUTCOMES for spelling in row}
_OTHER_KEYS = ("attributes", "declined", "tried", "rotation")


def circumstance(word: Word) -> str | None:
    """`tried`, `paused`, `declined`, `rotation`, or None."""
    return None if word.quoted else _CIRCUMSTANCES.get(key(word.text))


class Telling:
    """Collects the facts of one example."""

    def __init__(self, vocabulary: Vocabulary, targeting: Targeting) -> None:
        self._vocabulary = vocabulary
        self._targeting = targeting
        self._problems = vocabulary.problems
        self._told: dict[str, Any] = {}
        self._stands: dict[str, Where] = {}
        self._paused: set[str] = set()

    def facts(self) -> Mapping[str, Any]:
        """The facts, keys in canonical order."""
        order = [built_in.FACT_KEYS.get(name, name) for name in CORE]
        return {name: self._told[name] for name in (*order, *_OTHER_KEYS) if name in self._told}

    def paused(self) -> tuple[str, ...]:
        """The resources said to be paused."""
        return tuple(sorted(self._paused))

    def take(self, words: Words, where: Where) -> None:
        """Read one `given` line."""
        split = self._vocabulary.splitter.split(words)
        if split.attribute is not None:
            self._fact(words, split, where)
        elif words.groups and words.groups[0] and (what := circumstance(words.groups[0][0])) is not None:
            groups = [(*words.groups[0][1:],), *words.groups[1:]]
            if not all(groups):
                self._problems.report("condition-without-value", where.at(words.span), name=words.groups[0][0].text)
                return
            self._circumstance(what, groups, where)
        else:
            self._unknown(words, where)

    def _unknown(self, words: Words, where: Where) -> None:
        """Report a line that begins with no attribute; only that word is underlined."""
        first = words.groups[0][0] if words.groups and words.groups[0] else Word("")
        end = next((at for at, char in enumerate(first.text) if at and char in "がは" and not first.quoted), None)
        text = first.text[:end]
        length = len(text) if end is not None else first.span.end - first.span.start
        if not self._problems.lost(text, "attribute"):
            known = (*self._vocabulary.attribute_names.spelled.values(), *_CIRCUMSTANCES)
            at = where.at(Span(first.span.start, first.span.start + length) if words.groups else words.span)
            code = personal(text) or "unknown-fact"
            self._problems.report(code, at, near=lambda: nearest(text, known), name=text)

    def _circumstance(self, what: str, groups: list[tuple[Word, ...]], where: Where) -> None:
        if what == "rotation":
            told = " ".join(word.text for group in groups for word in group)
            self._set("rotation", told, (built_in.CIRCUMSTANCES[what][1], what), where)
            return
        for group in groups:
            at = where.at(group[0].span)
            if what == "tried":
                self._tried(group, at)
            elif what == "paused":
                name = self._targeting.names.find(_text(group), at, self._problems)
                self._paused |= {name} if name is not None else set()
            else:
                name = self._vocabulary.attribute_names.find(_text(group), at, self._problems)
                if name is not None:
                    self._told.setdefault("declined", []).append(name)

    def _tried(self, group: tuple[Word, ...], where: Where) -> None:
        outcome = _OUTCOMES.get(key(group[-1].text)) if len(group) > 1 and not group[-1].quoted else None
        if len(group) > 1 and outcome is None:
            known = [row[0 if where.file.language == "en" else 1] for row in built_in.OUTCOMES]
            at = where.at(group[-1].span)
            self._problems.report("unknown-outcome", at, name=group[-1].text, lists=[("known", known)])
            return
        name = self._targeting.names.find(_text(group[:-1] if outcome else group), where, self._problems)
        if name is not None:
            entry = name if outcome is None else {"resource": name, "outcome": outcome}
            self._told.setdefault("tried", []).append(entry)

    def _fact(self, words: Words, split: Split, where: Where) -> None:
        attribute = self._vocabulary.attributes[split.attribute or ""]
        if split.fault and split.fault != "set-word-misplaced":
            self._problems.report(split.fault, where.at(span(words, split.fault_at)), name=shown(attribute))
        elif split.marked or split.fault:
            self._problems.report("closing-word-in-fact", where.at(words.span), name=shown(attribute))
        elif attribute.shape == "set":
            self._set_of(attribute, words, split, where)
        elif not any(map(is_unknown, split.parts)):
            value = self._value(attribute, words, split, where)
            if value is not None:
                self._tell(attribute, value, where)
        elif len(split.parts) > 1:
            self._problems.report("several-values", where.at(words.span), name=shown(attribute))

    def _set_of(self, attribute: Attribute, words: Words, split: Split, where: Where) -> None:
        told = self._told.setdefault(built_in.FACT_KEYS[attribute.name], [])
        for part in split.parts:
            if is_unknown(part) or (attribute.name == "wish" and not part.quoted and key(part.text) in _NONE):
                continue
            name = self._vocabulary.member(attribute.name, part, where.at(span_of(words, part)))
            if name is not None and name not in told:
                told.append(name)
        if not told:
            del self._told[built_in.FACT_KEYS[attribute.name]]

    def _value(self, attribute: Attribute, words: Words, split: Split, where: Where) -> object:
        at = where.at(span(words, split.parts[0].group))
        if attribute.shape == "time":
            return self._instant(" ".join(part.text for part in split.parts), where.at(words.span))
        found = [self._vocabulary.values.read(attribute, p, where.at(span_of(words, p))) for p in split.parts]
        if attribute.shape == "number" and len(found) > 1:
            mask = 0
            for value in found:
                mask |= value.mask if value is not None else 0
            low = (mask & -mask).bit_length() - 1 + attribute.lowest
            high = mask.bit_length() - 1 + attribute.lowest
            if None not in found and mask.bit_count() == high - low + 1:
                return low if low == high else {"from": low, "to": high}
        if len(found) > 1:
            self._problems.report("several-values", at, name=shown(attribute))
            return None
        return found[0].told if found[0] is not None else None

    def _instant(self, text: str, where: Where) -> str | None:
        try:
            found = instant(text)
        except Mistake as mistake:
            if mistake.code == "no-such-time":
                self._problems.report("no-such-instant", where, name=text)
            else:
                self._problems.mistaken(mistake, where)
            return None
        if found is None:
            self._problems.report("not-an-instant", where, name=text)
            return None
        return found.isoformat()

    def _tell(self, attribute: Attribute, value: object, where: Where) -> None:
        if not attribute.declared:
            self._set(built_in.FACT_KEYS.get(attribute.name, attribute.name), value, shown(attribute), where)
            return
        self._once(f"attributes/{attribute.name}", shown(attribute), where)
        self._told.setdefault("attributes", {})[attribute.name] = value

    def _set(self, name: str, value: object, spelled: tuple[str, str], where: Where) -> None:
        self._once(name, spelled, where)
        self._told[name] = value

    def _once(self, name: str, spelled: tuple[str, str], where: Where) -> None:
        first = self._stands.setdefault(name, where)
        if first is not where:
            self._problems.report("fact-twice", where, name=spelled, first=first.text())


def _text(group: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in group)
