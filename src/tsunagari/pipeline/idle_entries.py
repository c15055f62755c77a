"""The entries and lines of the loaded folder that can never matter, where they stand.

Law: a nested place of `serves` is not idle, for the smallest entry that holds somebody's home says who is near
(language §4, "Order"); there only what stands twice is, what excepts nothing, and whom nobody who is led here is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tsunagari.analysis.idle import Idle, asks_for_silence, inside, only_by
from tsunagari.analysis.needless import named
from tsunagari.analysis.pairs import within
from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.model.formula import TRUE, Any, Formula, In
from tsunagari.model.from_syntax.entries import Entries, Entry, Listing
from tsunagari.model.from_syntax.formulas import any_of
from tsunagari.model.registry import Resource
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Span
from tsunagari.syntax.ast import DeclaredList, Field, File, Name, Names, Serves, Words

_PLACES = ("lives", "works", "studies", "stays", "caller-lives")


@dataclass(frozen=True, slots=True)
class IdleEntry:
    """An entry that makes no difference, where it stands, and why."""

    text: str
    span: Span
    why: Said


@dataclass(frozen=True, slots=True)
class _Line:
    """A `when` line with the `or` lines below it."""

    listings: tuple[Listing, ...]
    formula: Formula
    span: Span


class IdleEntries:
    """Looks through the lists of one ruleset."""

    def __init__(self, ruleset: Ruleset, entries: Entries, idle: Idle) -> None:
        self.ruleset, self.entries, self.idle = ruleset, entries, idle
        self._read: dict[int, tuple[Sequence[Field], tuple[_Line, ...]]] = {}

    def of_lines(self, fields: Sequence[Field], file: File) -> Iterator[IdleEntry]:
        """Those of condition lines that are inside of others, whoever meets the rest."""
        for line in self._lines(fields, file):
            for listing in line.listings:
                yield from self._inside(listing.entries, listing)

    def of_clause(
        self, clause: Clause, above: tuple[Clause, ...], fields: Sequence[Field], file: File
    ) -> Iterator[IdleEntry]:
        """Those of a clause's own lines that nobody who meets the rest of it tells."""
        for line in self._lines(fields, file):
            for number, listing in enumerate(line.listings):
                besides = [other.formula for n, other in enumerate(line.listings) if n != number]
                yield from self._excluded(listing, line.formula, besides, clause, above)

    def needless_lines(
        self, clause: Clause, above: tuple[Clause, ...], fields: Sequence[Field], file: File
    ) -> Iterator[Span]:
        """The lines of a clause that everybody meets who meets the others."""
        for line in self._lines(fields, file):
            names = named(line.formula)
            if "time" in names or asks_for_silence(line.formula):
                continue
            others = [one for holder in (*above, clause) for one in holder.lines if one != line.formula]
            about_issues = "issue" not in names or any("issue" in named(one) for one in others)
            if about_issues and self.idle.implied(clause, above, line.formula):
                yield line.span

    def of_resource(self, resource: Resource, fields: Sequence[Field], file: File) -> Iterator[IdleEntry]:
        """Those of a resource's own conditions."""
        names = {keyword: _names(fields, keyword) for keyword in ("handles", "for", "honours")}
        ages = next((f.raw for f in fields if f.keyword == "ages" and f.raw is not None), None)
        lists = {
            "handles": self.entries.issues(names["handles"]),
            "for": self.entries.callers(names["for"]),
            "ages": self.entries.ages(ages, file) if ages is not None else (),
        }
        led = self.idle.led(resource.name) and not self.idle.condition(resource.name, "", TRUE)
        for field, entries in lists.items():
            gone = inside([one.test for one in entries], "any", self.idle.topics)
            yield from self._told(entries, gone, "any")
            for number, entry in enumerate(entries):
                if led and len(entries) > 1 and number not in gone and entry.test is not None:
                    kept = [one.test for n, one in enumerate(entries) if n not in gone and one.test is not None]
                    alone = only_by("any", kept, kept.index(entry.test), ())
                    if self.idle.condition(resource.name, field, alone):
                        yield IdleEntry(entry.text, entry.span, said("idle-unled"))
        yield from self._inside(self.entries.wishes(names["honours"]))
        for line in self._grouped(fields, file, "requires"):
            for listing in line.listings:
                yield from self._inside(listing.entries, listing)
        for written in (f.value for f in fields if isinstance(f.value, Serves)):
            yield from self._served(resource, written, file, led=led)

    def of_area(self, fields: Sequence[Field], file: File) -> Iterator[IdleEntry]:
        """Those of an area: what is inside of other entries, or excepts nothing."""
        included = self.entries.places(_included(fields), file)
        yield from self._inside(included)
        yield from self._exceptions(included, self.entries.places(_names(fields, "except"), file))

    def of_issue(self, fields: Sequence[Field]) -> Iterator[IdleEntry]:
        """Those of an issue that lie under another one that it includes."""
        yield from self._inside(self.entries.issues(_included(fields)))

    def _lines(self, fields: Sequence[Field], file: File) -> tuple[_Line, ...]:
        """The `when` lines of a block, read once."""
        if id(fields) not in self._read:  # the fields are kept, so that no others can get their id
            self._read[id(fields)] = (fields, tuple(self._grouped(fields, file, "when")))
        return self._read[id(fields)][1]

    def _grouped(self, fields: Sequence[Field], file: File, first: str) -> Iterator[_Line]:
        groups: list[list[Field]] = []
        for field in fields:
            if field.keyword == first:
                groups.append([field])
            elif field.keyword == "or" and groups:
                groups[-1].append(field)
        for group in groups:
            read = [self.entries.condition(one.value, file) for one in group if isinstance(one.value, Words)]
            listings = tuple(one for one in read if one is not None)
            span = Span(group[0].span.start, group[-1].span.end)
            yield _Line(listings, any_of(one.formula for one in listings), span)

    def _inside(self, entries: Sequence[Entry], listing: Listing | None = None) -> Iterator[IdleEntry]:
        mode = "any" if listing is None else listing.mode
        gone = inside([one.test for one in entries], mode, self.idle.topics)
        yield from self._told(entries, gone, mode)

    def _told(self, entries: Sequence[Entry], gone: object, mode: str) -> Iterator[IdleEntry]:
        assert isinstance(gone, dict)
        for number, by in sorted(gone.items()):
            entry, others = entries[number], [entries[n] for n in by]
            if others[0].test == entry.test:
                why = said("idle-twice")
            elif len(others) > 1:
                why = said("idle-several", others=listed([plain(f"`{one.text}`") for one in others]))
            else:
                why = said("idle-implied" if mode == "all" else "idle-inside", other=others[0].text)
            yield IdleEntry(entry.text, entry.span, why)

    def _excluded(
        self,
        listing: Listing,
        line: Formula,
        besides: Sequence[Formula],
        clause: Clause,
        above: tuple[Clause, ...],
    ) -> Iterator[IdleEntry]:
        if len(listing.entries) < 2 or listing.mode in ("count", "count-of"):
            return
        (name,) = named(listing.formula)
        if name == "time" or (self.idle.alone(clause, above, name) and not any(name in named(one) for one in besides)):
            return
        gone = inside([one.test for one in listing.entries], listing.mode, self.idle.topics)
        kept = [one for n, one in enumerate(listing.entries) if n not in gone and one.test is not None]
        tests = [one.test for one in kept if one.test is not None]
        for number, entry in enumerate(kept):
            if self.idle.line(clause, above, line, only_by(listing.mode, tests, number, besides)):
                code = {"none": "idle-none", "all": "idle-all"}.get(listing.mode, "idle-excluded")
                yield IdleEntry(entry.text, entry.span, said(code))

    def _served(self, resource: Resource, line: Serves, file: File, *, led: bool) -> Iterator[IdleEntry]:
        places, without = self.entries.places(line.places, file), self.entries.places(line.without, file)
        yield from self._exceptions(places, without)
        excepted = 0
        for one in without:
            excepted |= _mask(one)
        seen: dict[int, str] = {}
        for entry in places:
            mask = _mask(entry) & ~excepted
            if mask in seen:
                yield IdleEntry(entry.text, entry.span, said("idle-twice"))
            elif led and len(places) > 1:
                there = Any(tuple(In(name, mask & self.ruleset.attributes[name].admitted) for name in _PLACES))
                if self.idle.condition(resource.name, "serves", there):
                    yield IdleEntry(entry.text, entry.span, said("idle-unled"))
            seen.setdefault(mask, entry.text)

    def _exceptions(self, places: Iterable[Entry], without: Sequence[Entry]) -> Iterator[IdleEntry]:
        """What is excepted from a list of places: twice, or although it is not there."""
        served = 0
        for one in places:
            served |= _mask(one)
        yield from self._inside(without)
        for entry in without:
            if not _mask(entry) & served:
                yield IdleEntry(entry.text, entry.span, said("idle-exception"))


def _mask(entry: Entry) -> int:
    return entry.test.mask if isinstance(entry.test, In) else 0


def _names(fields: Iterable[Field], keyword: str) -> list[Name]:
    return [
        name for field in fields if field.keyword == keyword and isinstance(field.value, Names)
        for name in field.value.names
    ]  # fmt: skip


def _included(fields: Iterable[Field]) -> list[Name]:
    """What an issue or area includes; an entry with another name in brackets declares that, whatever else it does."""
    return [
        entry.name for field in fields if field.keyword == "includes" and isinstance(field.value, DeclaredList)
        for entry in field.value.entries if not entry.aliases
    ]  # fmt: skip


def clauses_with_above(ruleset: Ruleset) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    """Every clause with those that it stands under."""
    for top in (*ruleset.rules, *ruleset.withholds, *ruleset.defaults):
        yield from within(top, ())
