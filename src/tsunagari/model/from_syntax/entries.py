"""What each entry of a list means by itself, read once more from the trees of a ruleset that has no errors.

Law: an entry means here what it means in its line, and it is shown where it stands; what is at fault, or not there to
be read, is None. Nothing is kept of the reading that made the ruleset: whoever asks about entries pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tsunagari.model.attributes import AGE_LIMIT
from tsunagari.model.formula import During, Formula, In, Stated
from tsunagari.model.from_syntax.conditions import Conditions, span_of
from tsunagari.model.from_syntax.defines import resolve_defines
from tsunagari.model.from_syntax.gather import Folder, gather
from tsunagari.model.from_syntax.issues import declared
from tsunagari.model.from_syntax.keeping import Kept
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.splitting import Mode, Part
from tsunagari.model.from_syntax.values import is_unknown
from tsunagari.model.from_syntax.wording import wording
from tsunagari.source import Span
from tsunagari.syntax.ast import File, Name, Words
from tsunagari.syntax.values import number_ranges

Test = In | Stated | During


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written, where it stands, and the test that it would be alone; of `unknown` the test is None."""

    text: str
    span: Span
    test: Test | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of one list, how they are taken together, and, of a condition line, its formula."""

    mode: Mode
    entries: tuple[Entry, ...]
    formula: Formula


class Entries:
    """Reads entries in the vocabulary of some folders, the first of which is the loaded one."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        problems, nothing = Problems(), Kept(keeps=False)
        gathered = gather(folders, problems, nothing)
        self._vocabulary = wording(gathered, problems, nothing).vocabulary
        names, defines = declared("define", gathered.declarations["define"], problems)
        self._conditions = Conditions(self._vocabulary, names)
        resolve_defines(defines, self._conditions)

    def condition(self, words: Words, file: File) -> Listing | None:
        """The entries of a condition line; none of one that names a define."""
        split = self._vocabulary.splitter.split(words)
        formula = self._conditions.read(words, Where(file, words.span))
        if split.fault or split.attribute is None:
            return None if split.fault else Listing("any", (), formula)
        entries = tuple(
            _written(span_of(words, part), file, self._test(split.attribute, part, file)) for part in split.parts
        )
        return Listing(split.mode, entries, formula)

    def _test(self, name: str, part: Part, file: File) -> Test | None:
        if is_unknown(part):
            return None
        attribute, where = self._vocabulary.attributes[name], Where(file, Span(0, 0))
        if attribute.shape == "set":
            member = self._vocabulary.member(name, part, where)
            return None if member is None else Stated(name, "any", (member,))
        if attribute.shape == "time":
            opening = self._vocabulary.opening(part.text, part.quoted, where)
            return None if opening is None else During((opening[1],), (opening[0],))
        value = self._vocabulary.values.read(attribute, part, where)
        return None if value is None else In(name, value.mask)

    def places(self, names: Iterable[Name], file: File) -> tuple[Entry, ...]:
        """Places and areas, as places where somebody lives."""
        found = ((name, self._vocabulary.places.find(name.text, Where(file, name.span))) for name in names)
        return tuple(
            Entry(name.text, name.span, None if meant is None else In("lives", meant.mask)) for name, meant in found
        )

    def issues(self, names: Iterable[Name]) -> tuple[Entry, ...]:
        """Issues."""
        space = self._vocabulary.issue_names
        return tuple(self._stated("issue", name, space.get(name.text)) for name in names)

    def wishes(self, names: Iterable[Name]) -> tuple[Entry, ...]:
        """Wishes."""
        space = self._vocabulary.wish_names
        return tuple(self._stated("wish", name, space.get(name.text)) for name in names)

    def callers(self, names: Iterable[Name]) -> tuple[Entry, ...]:
        """Callers, each with those declared under it."""
        return tuple(
            Entry(name.text, name.span, self._caller(self._vocabulary.caller_names.get(name.text))) for name in names
        )

    def _caller(self, found: str | None) -> In | None:
        callers = self._vocabulary.attributes["caller"]
        return None if found is None else In("caller", callers.below[callers.values.index(found)])

    def ages(self, words: Words, file: File) -> tuple[Entry, ...]:
        """Ages and ranges of ages."""
        return tuple(_written(span, file, test) for span, test in _ages(words))

    @staticmethod
    def _stated(attribute: str, name: Name, found: str | None) -> Entry:
        return Entry(name.text, name.span, None if found is None else Stated(attribute, "any", (found,)))


def _written(span: Span, file: File, test: Test | None) -> Entry:
    """An entry as it stands in the source."""
    return Entry(file.source.text[span.start : span.end], span, test)


def _ages(words: Words) -> Iterator[tuple[Span, In]]:
    for group in words.groups:
        text = " ".join(word.text for word in group)
        mask = 0
        for low, high in number_ranges(text) or ():
            mask |= (1 << (min(high, AGE_LIMIT) + 1)) - (1 << max(low, 0))
        yield Span(group[0].span.start, group[-1].span.end), In("age", mask)
