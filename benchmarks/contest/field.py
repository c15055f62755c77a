"""Who takes part, and how each is made of a world.

Law: one row a contestant; a package that is not installed is said, never passed over in silence. A thing that several
rows share (a program, a database) is made once.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from worlds import World, world

from contest import encoding, with_product, with_sqlite
from contest.peer import Contestant, Parted, Whole
from contest.question import Asked, Line, Reading, Rulebook
from tsunagari.engine.reference import Reference
from tsunagari.pipeline.program import Program


@dataclass(frozen=True)
class Scale:
    """Which world: so many clauses, and at most so many national ones (None: as they fall)."""

    clauses: int
    national: int | None = None

    @property
    def title(self) -> str:
        """For people."""
        held = "" if self.national is None else f", at most {self.national} national"
        return f"{self.clauses:,} clauses{held}"


@dataclass
class Site:
    """One world with what the contestants are made of."""

    scale: Scale
    seed: int = 1
    _made: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def world(self) -> World:
        """The text."""
        return world(self.scale.clauses, self.seed, self.scale.national)

    @cached_property
    def reading(self) -> Reading:
        """The resolved ruleset with the numbers of its names."""
        return Reading(self.world.ruleset())

    @cached_property
    def rulebook(self) -> Rulebook:
        """The lines of the peers."""
        return self.reading.rulebook()

    @cached_property
    def leading(self) -> list[list[Line]]:
        """The lines that lead to each resource."""
        return with_sqlite.leading(self.rulebook)

    @cached_property
    def program(self) -> Program:
        """The product."""
        return Program(self.reading.ruleset)

    @cached_property
    def reference(self) -> Reference:
        """The oracle."""
        return Reference(self.reading.ruleset)

    def asked(self, count: int) -> tuple[Asked, ...]:
        """Consultations told exactly."""
        return tuple(self.reading.asked(self.world.told_exactly(count)))

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


@dataclass(frozen=True)
class Entry:
    """A row: `reading` tells what is asked of the engine, `package` what must be installed; `standard`: needs nothing.

    `partition`: it holds the product's partition. `shares` names the row whose engine it is too, for memory and build.
    """

    key: str
    engine: str
    reading: str
    make: Callable[[Site], Contestant]
    package: str | None = None
    partition: bool = False
    shares: str | None = None

    @property
    def absent(self) -> bool:
        """Whether its package is not installed."""
        return self.package is not None and importlib.util.find_spec(self.package) is None

    @property
    def product(self) -> bool:
        """Whether it is the product itself."""
        return self.engine == "tsunagari"


def _product(kind: str) -> Callable[[Site], Contestant]:
    return lambda site: getattr(with_product, kind)(site.reading.ruleset, site.program)


def _plain(site: Site) -> Contestant:
    return with_product.Plain(site.reading.ruleset, site.reference)


def _sqlite(first: bool, partition: bool) -> Callable[[Site], Contestant]:
    def make(site: Site) -> Contestant:
        database = site.once(("sqlite", partition), lambda: with_sqlite.Sqlite(site.rulebook, partition=partition))
        return with_sqlite.FirstFive(database) if first else database

    return make


def _sqlite_facts(site: Site) -> Contestant:
    database = site.once(("sqlite", False), lambda: with_sqlite.Sqlite(site.rulebook))
    return encoding.FactsIn(database, encoding.Encoder(site.reading))


def _peer(module: str, name: str, partition: bool) -> Callable[[Site], Contestant]:
    def make(site: Site) -> Contestant:
        kind = getattr(importlib.import_module(f"contest.{module}"), name)
        if partition:
            return Parted(kind, site.rulebook, joined=getattr(kind, "JOINED", False))
        return Whole(kind, site.rulebook)

    return make


def _entries() -> tuple[Entry, ...]:
    found = [
        Entry("product-count", "tsunagari", "count only", _product("Counted")),
        Entry("product-five", "tsunagari", "top five", _product("Five"), shares="product-count"),
        Entry("product-all", "tsunagari", "every referral", _product("Everything"), shares="product-count"),
        Entry("product-facts", "tsunagari", "keyword facts in, top five", _product("FactsIn"), shares="product-count"),
        Entry("product-made", "tsunagari", "`Consultation(…)` alone", _product("Constructed"), shares="product-count"),
        Entry("reference", "plain reading", "every referral", _plain),
    ]
    found.append(Entry("sqlite-facts", "SQLite", "keyword facts in, top five", _sqlite_facts, shares="sqlite-five"))
    for partition, after in ((False, ""), (True, "/prefectures")):
        found += [
            Entry(f"sqlite-five{after}", "SQLite", "top five", _sqlite(True, partition), None, partition),
            Entry(f"sqlite-all{after}", "SQLite", "every referral", _sqlite(False, partition), None, partition,
                  f"sqlite-five{after}"),
        ]  # fmt: skip
        found += [
            Entry(f"{key}{after}", engine, "match only", _peer(module, name, partition), package, partition)
            for key, engine, module, name, package in PEERS
        ]
    return tuple(found)


PEERS: Final = (
    ("roaring", "pyroaring", "with_roaring", "Roaring", "pyroaring"),
    ("zen", "zen-engine", "with_zen", "Zen", "zen"),
    ("cel", "common-expression-language", "with_cel", "Cel", "cel"),
    ("cedar", "cedarpy", "with_cedar", "Cedar", "cedarpy"),
    ("rule-engine", "rule-engine", "with_rule_engine", "RuleEngine", "rule_engine"),
)
"""Key, engine, module and class here, and the module that its package brings."""

ENTRIES: Final = _entries()
BY_KEY: Final[Mapping[str, Entry]] = {entry.key: entry for entry in ENTRIES}
STANDARD: Final = tuple(entry.key for entry in ENTRIES if entry.package is None)
"""Those that need no package from outside."""
