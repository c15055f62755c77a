"""Conditions as predicates: 「年齢が18歳未満である」, "age is under 18".

Law: every test of a formula is said with its attribute, its values in full, and what becomes of it where the attribute
is not known; formulas that differ in any test differ in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsunagari.engine.explaining.said import Said, phrase
from tsunagari.engine.explaining.wording import Wording, named
from tsunagari.model.boxes import reversed_in
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.prose.values import among, every, name
from tsunagari.syntax.citing import cited


class Conditions:
    """Says conditions in the vocabulary of one ruleset."""

    __slots__ = ("_attributes", "_laws", "_wording")

    def __init__(self, ruleset: Ruleset) -> None:
        self._laws = tuple(ruleset.laws)
        self._attributes = ruleset.attributes
        self._wording = Wording(ruleset)

    def said(self, formula: Formula) -> Said:
        """A formula as a predicate that may stand before 「時」 or after "if"."""
        match formula:
            case In(attribute, mask, absent):
                words = among(self._wording.called(attribute), self._attributes[attribute], mask)
                return self._absence(words, attribute, absent)
            case Stated():
                return self._absence(self._stated(formula), formula.attribute, formula.absent)
            case During(_, names, absent):
                code = "prose/during" if len(names) == 1 else "prose/during-any"
                return self._absence(phrase(code, values=every(name(one) for one in names)), "time", absent)
            case Not(In() as part):
                return self.said(reversed_in(part, self._attributes))
            case Not(part):
                return phrase("prose/not", condition=self.said(part))
            case All(parts):
                return self._joined("prose/and", parts)
            case Any(parts):
                return self._joined("prose/or", parts)

    def listed(self, attribute: str, values: Sequence[str]) -> Said:
        """Issues or wishes by name, in English by an alias where they have one."""
        return every(_in_brackets(self._wording.listed([one], attribute)) for one in values)

    def value(self, attribute: str, number: int) -> Said:
        """One value of an attribute, by its position in the domain."""
        known = self._attributes[attribute]
        return named(known, number, known.below[number] if known.below else 1 << number)

    def issue(self, name: str) -> Said:
        """An issue, in English by an alias where it has one."""
        return self._wording.listed([name], "issue")

    def cited(self, basis: str) -> Said:
        """A citation as officers write it."""
        return Said(cited(basis, self._laws, "ja"), cited(basis, self._laws, "en"))

    def called(self, attribute: str) -> Said:
        """What an attribute is called."""
        return self._wording.called(attribute)

    def _stated(self, test: Stated) -> Said:
        called = self._wording.called(test.attribute)
        values = self.listed(test.attribute, test.values)
        if test.mode == "any" and len(test.values) == 1:
            return phrase("prose/stated-one", attribute=called, value=values)
        return phrase(f"prose/stated-{test.mode}", attribute=called, values=values, number=test.number)

    def _absence(self, words: Said, attribute: str, absent: bool | None) -> Said:
        if absent is None:
            return words
        called = self._wording.called(attribute)
        return phrase("prose/or-untold" if absent else "prose/and-told", condition=words, attribute=called)

    def _joined(self, code: str, parts: Sequence[Formula]) -> Said:
        if not parts:
            return phrase("prose/always" if code == "prose/and" else "prose/never")
        words = [self._part(part) if len(parts) > 1 else self.said(part) for part in parts]
        joined = words[0]
        for one in words[1:]:
            joined = phrase(code, one=joined, other=one)
        return joined

    def _part(self, part: Formula) -> Said:
        inner = isinstance(part, All | Any) and len(part.parts) > 1
        told = isinstance(part, In | Stated | During) and part.absent is not None
        words = self.said(part)
        return phrase("prose/group", condition=words) if inner or told else words


def _in_brackets(value: Said) -> Said:
    """A value that is stated, in Japanese always in brackets: 希望に「ただ聞いてほしい」がある."""
    quoted = name(value)
    return Said(quoted.ja if quoted.ja != value.ja else f"「{value.ja}」", quoted.en)
