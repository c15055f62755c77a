"""Rule text back to a registry: for exports, and to compare two imports.

Law: reading what `writing` wrote gives the registry again. Of hand-written rules what a directory has no place for is
named, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tsunagari.calendar.hours import AROUND_THE_CLOCK, Hours
from tsunagari.exchange.entries import INSIDE, UNKNOWN_FIELDS, Entry, Registry, Timetable, Way
from tsunagari.exchange.hours_lines import hours_of_fields, ordered
from tsunagari.exchange.place_cells import NATIONWIDE, Area
from tsunagari.model.places import gazetteer
from tsunagari.syntax.ast import (
    Ages,
    Block,
    Day,
    File,
    Flag,
    Name,
    Names,
    Openings,
    Phone,
    Serves,
    Texts,
    Via,
    Words,
)
from tsunagari.syntax.keywords import FIELDS

_CARRIED: Final = (
    "by", "kind", "serves", "ages", "handles", "requires", "via", "open", "tel", "speaks", "status", "verified", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A registry, and by resource the fields that a directory has no place for."""

    registry: Registry
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def registry_of(files: Iterable[File], used: Iterable[File] = ()) -> ReadBack:
    """The resources of some files; hours may also be declared in `used` ones."""
    own = [block for file in files for block in file.blocks if not block.amends]
    blocks = [*own, *(block for file in used for block in file.blocks if not block.amends)]
    hours = {one.name.text: hours_of_fields(one.fields) for one in blocks if one.keyword == "hours" and one.name}
    entries, left_out, named = [], {}, set()
    for block in own:
        if block.keyword == "resource" and block.name is not None:
            reader = _Resource(block, hours)
            entries.append(reader.entry())
            named |= reader.named
            if reader.left_out:
                left_out[block.name.text] = tuple(dict.fromkeys(reader.left_out))
    tables = [
        Timetable(block.name.text, (hours[block.name.text],), _remarks(block))
        for block in own
        if block.keyword == "hours" and block.name is not None and block.name.text not in named and block.fields
    ]
    organizations = {entry.organization for entry in entries if entry.organization}
    return ReadBack(
        Registry(tuple(entries), tuple(sorted(organizations)), tuple(sorted(tables, key=lambda one: one.name))),
        left_out,
    )


def _remarks(block: Block) -> tuple[str, ...]:
    above = block.fields[0].layout.above if block.fields else ()
    return tuple(line.removeprefix("※").strip() for line in above if line.startswith("※"))


@dataclass(slots=True)
class _Resource:
    """Reads one block; `named` are the hours that it names."""

    block: Block
    hours: Mapping[str, Hours]
    named: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)

    def entry(self) -> Entry:
        """The entry of the block."""
        unknown = self._unknown()
        serves = [one for one in self._values("serves") if isinstance(one, Serves)]
        if any(one.scopes for one in serves):
            self.left_out.append("serves")
        areas = tuple(sorted({_area(name) for one in serves for name in one.places}))
        without = tuple(sorted({_area(name) for one in serves for name in one.without}))
        ages = [one.ranges for one in self._values("ages") if isinstance(one, Ages)]
        topics = tuple(sorted(self._listed("handles")))
        languages = tuple(sorted(self._listed("speaks")))
        days = [one.day for one in self._values("verified") if isinstance(one, Day)]
        flags = [one.value for one in self._values("status") if isinstance(one, Flag)]
        self.left_out += [
            one.keyword for one in self.block.fields if one.keyword not in _CARRIED and one.keyword != "allow"
        ]
        return Entry(
            name=self.block.name.text if self.block.name else "", kind=next(iter(self._listed("kind")), ""),
            organization=next(iter(self._listed("by")), None),
            areas=None if "areas" in unknown else areas, without=without,
            ages=None if "ages" in unknown else (ages[0] if ages else ()),
            clients=None if "clients" in unknown else (),
            topics=None if "topics" in unknown else topics,
            languages=None if "languages" in unknown else languages,
            ways=self._ways(), status=flags[0] if flags else None, verified=days[0] if days else None,
            notes=tuple(text.text for one in self._values("note") if isinstance(one, Texts) for text in one.texts),
            remarks=_remarks(self.block),
        )  # fmt: skip

    def _values(self, keyword: str) -> list[object]:
        return [field.value for field in self.block.fields if field.keyword == keyword]

    def _listed(self, keyword: str) -> list[str]:
        return [name.text for one in self._values(keyword) if isinstance(one, Names) for name in one.names]

    def _unknown(self) -> set[str]:
        """The fields that a condition on an attribute of an import stands for."""
        found = set()
        for value in self._values("requires"):
            told = " ".join(word.text for group in value.groups for word in group) if isinstance(value, Words) else ""
            name = next((name for name, check in UNKNOWN_FIELDS.items() if told.startswith(check)), None)
            if name is not None and told.endswith(f"が{INSIDE[0]}"):
                found.add(name)
            else:
                self.left_out.append("requires")
        return found

    def _ways(self) -> tuple[Way, ...]:
        opens = next((one for one in self._values("open") if isinstance(one, Openings)), None)
        tel = next((one for one in self._values("tel") if isinstance(one, Phone)), None)
        found = []
        for via in (one for one in self._values("via") if isinstance(one, Via)):
            if via.speaks is not None:
                self.left_out.append("via-speaks")
            number = via.phone or tel
            found.append(Way(via.channel.text, self._hours(via.open or opens), number.number if number else None))
        return tuple(found) or (Way(None, self._hours(opens), tel.number if tel else None),)

    def _hours(self, openings: Openings | None) -> tuple[Hours, ...] | None:
        if openings is None or openings.unknown:
            return None
        names = [name.text for name in openings.names]
        self.named |= set(names)
        known = [self.hours[name] for name in names if name in self.hours]
        if len(known) < len(names):
            return None
        return (*known, *([ordered(AROUND_THE_CLOCK)] if openings.always else []))


def _area(name: Name) -> Area:
    if name.text in ("全国", "nationwide", "nation"):
        return NATIONWIDE
    found = gazetteer().find(name.text)
    return Area(found[0].code if len(found) == 1 else "99999", name.text)


def field_name(keyword: str, language: str) -> str:
    """A field as it is spelled in the rules."""
    known = FIELDS.get(keyword)
    return keyword if known is None else (known.ja if language == "ja" else known.en)[0]


def named_fields(keywords: Sequence[str], language: str) -> str:
    """Fields as a list."""
    return ("、" if language == "ja" else ", ").join(field_name(one, language) for one in keywords)
