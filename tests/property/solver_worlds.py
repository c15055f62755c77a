"""Rulesets of municipal shape, of some hundred clauses, with what goes wrong in real ones.

Law: the same seed and size give the same text. Every municipality that a world reaches has a desk for each field and
group of ages; over these lie desks of prefectures and of the nation, chains, provisos, withholds, defaults and hours.
Some rules are then lost, some contradict themselves or their desks: gaps and dead clauses, few and hidden.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from tsunagari.model.places import Place, gazetteer

AGES: Final = (("under 18", "18 or over"), ("under 15", "15..39", "40 or over"), ("0..120",))
HEAD: Final = """ruleset "towns"
wish anonymous
wish same-sex
caller teacher under supporter
channel app under chat
attribute school
  one of elementary, high, left
hours office
  weekdays 9:00-17:00
hours night
  daily 17:00-next-day 9:00
"""


def solver_world(clauses: int, seed: int) -> str:
    """A ruleset of about so many clauses, with its promises."""
    return "\n".join(_Towns(random.Random(f"towns {seed} {clauses}"), clauses).text()) + "\n"


class _Towns:
    """Draws one ruleset."""

    def __init__(self, chance: random.Random, clauses: int) -> None:
        self.chance = chance
        self.fields = chance.randint(2, 5)
        self.ages = chance.choice(AGES)
        leaves = gazetteer().leaves
        count = max(2, int(clauses * 0.7) // (self.fields * len(self.ages)))
        start, step = chance.randrange(len(leaves)), chance.choice((1, 1, 7, 40))
        self.towns = list({leaves[(start + n * step) % len(leaves)] for n in range(count)})
        self.towns.sort(key=lambda place: place.code)
        self.rest = clauses - count * self.fields * len(self.ages)
        self.desks: list[str] = []
        self.tiles: list[tuple[str, Place, int, str]] = []

    def text(self) -> Iterator[str]:
        """All blocks."""
        chance = self.chance
        yield HEAD
        for field in range(self.fields):
            yield f"issue f{field}\n  includes " + ", ".join(f"f{field}-{n}" for n in range(3))
        prefectures = sorted({place.prefecture for place in self.towns})
        yield "area reached\n  includes " + ", ".join(place.code for place in self.towns)
        yield from (f"organization o{code}" for code in prefectures)
        backed = chance.random() < 0.5
        for code in prefectures if backed else ():
            yield from self.backing(code)
        tiles = [tile for place in self.towns for tile in self.town(place)]
        for _ in range(chance.choice((0, 0, 1, 2))):  # a gap, unless somebody else takes these people
            lost = chance.randrange(len(tiles))
            tiles[lost] = tiles[lost].partition("\nrule ")[0]
        yield from tiles
        last = self.desks
        if chance.random() < 0.6:
            yield "resource nation\n  speaks any\nrule elsewhere\n  when lives not reached\n  route nation"
            yield "rule abroad\n  when language not 日本語\n  route nation"
            last = ["nation"]
        yield from (self.other(n) for n in range(self.rest))
        yield from (self.withhold(n) for n in range(chance.choice((0, 1, 1, 3))))
        for number in range(chance.choice((0, 0, 1, 2))):
            yield f"default last{number}\n{self.lines(0, 1)}  route {chance.choice(last)}"
        yield from self.promises(backed=backed)

    def backing(self, code: str) -> Iterator[str]:
        """A desk of the prefecture for all who live in its towns."""
        own = ", ".join(place.code for place in self.towns if place.prefecture == code)
        self.desks.append(f"all-{code}")
        yield f"resource all-{code}\n  by o{code}\n  serves {own}\n  open around-the-clock"
        yield f"rule all-{code}\n{self.lines(0, 1) if self.chance.random() < 0.2 else ''}  route all-{code}"

    def town(self, place: Place) -> Iterator[str]:
        """The desks and rules of a municipality, each with its rule."""
        for field in range(self.fields):
            for number, ages in enumerate(self.ages):
                name = f"d{place.code}-{field}-{number}"
                self.desks.append(name)
                self.tiles.append((name, place, field, ages))
                by = f"  by o{place.prefecture}\n" if self.chance.random() < 0.5 else ""
                asked = f"  ages {ages}\n" if self.chance.random() < 0.2 else ""
                more = self.proviso(name) if self.chance.random() < 0.1 else ""
                yield (
                    f"resource {name}\n{by}  serves {place.code}\n{asked}  open around-the-clock\n"
                    f"rule {name}\n  when issue f{field}\n  when age {ages}\n  route {name}{more}"
                )

    def proviso(self, name: str) -> str:
        """A proviso: most keep the desk, some lead elsewhere or take all."""
        chance = self.chance
        change = chance.choice(("", *(f"\n    {word} {chance.choice(self.desks)}" for word in ("also", "route"))))
        return f"\n  except p\n    when {chance.choice((self.condition(), 'danger yes', 'age 0..120'))}{change}"

    def other(self, number: int) -> str:
        """A rule with a desk of its own or of the town, with conditions of all kinds."""
        chance = self.chance
        name = chance.choice(self.desks)
        blocks = ""
        if chance.random() < 0.6:
            name = f"x{number}"
            blocks = f"resource {name}\n" + "".join(f"  {line}\n" for line in self.asking())
            self.desks.append(name)
        chain = f"\n  otherwise {chance.choice(self.desks)}" if chance.random() < 0.2 else ""
        more = self.proviso(name) if chance.random() < 0.2 else ""
        return f"{blocks}rule x{number}\n{self.lines(1, 3)}  route {name}{chain}{more}"

    def asking(self) -> Iterator[str]:
        """The conditions of a desk."""
        chance = self.chance
        scope = chance.choice(("", "", " living, working"))
        where = chance.choice((chance.choice(self.towns).code, "reached", "鳥取県", "全国"))
        if where != "全国":
            yield f"serves {where}{scope}"
        for line, share in (
            (f"ages {chance.choice(('under 18', '15..39', '65 or over'))}", 0.2),
            (f"for {chance.choice(('self', 'self, family', 'supporter'))}", 0.15),
            (f"handles f{chance.randrange(self.fields)}", 0.2),
            ("speaks any", 0.2),
            ("status paused", 0.03),
            (f"requires {self.condition()}", 0.1),
            (f"open {chance.choice(('office', 'night'))}", 0.5),
            ("via phone", 0.15),
            ("via chat", 0.1),
        ):
            if chance.random() < share:
                yield line

    def withhold(self, number: int) -> str:
        """A withhold from some desks."""
        chance = self.chance
        from_ = ", ".join(sorted(chance.sample(self.desks, min(len(self.desks), chance.choice((1, 1, 3))))))
        return f"withhold w{number}\n{self.lines(1, 2)}  from {from_}"

    def condition(self) -> str:
        """One test."""
        chance = self.chance
        field = chance.randrange(self.fields)
        ages = chance.choice(("under 18", "15..39", "65 or over", "18 or over"))
        return chance.choice((
            f"issue f{field}", f"issue f{field}-0, f{field}-1", f"issue none of f{field}",
            f"issue all of f0-0, f{field}", "issue 2 or more", f"age {ages}", f"lives {chance.choice(self.towns).code}",
            "lives not reached", "works none", "caller family", "caller supporter, self", "danger yes", "school high",
            "wish anonymous", "wish none of same-sex", "channel phone", "channel not chat", "language 英語",
            "time office",
        ))  # fmt: skip

    def lines(self, least: int, most: int) -> str:
        """`when` lines; at most one of them asks about the time."""
        tests = dict.fromkeys(self.condition() for _ in range(self.chance.randint(least, most)))
        return "".join(f"  when {test}\n" for test in tests)

    def promises(self, *, backed: bool) -> Iterator[str]:
        """Promises about people whom the ruleset reaches."""
        chance = self.chance
        here = "  when lives reached\n  when language 日本語"
        yield f"assert covered\n{here}"
        yield f"assert covered without default\n{here}\n  when {self.condition()}"
        yield f"assert covered even if unstated {chance.choice(('age', 'caller, danger', 'age, channel'))}\n{here}"
        if backed or chance.random() < 0.3:
            yield f"assert covered survives loss of each organization\n{here}"
        for kind in ("always", "always", "never", "never"):
            name, place, field, ages = chance.choice(self.tiles)
            lines = f"  when lives {place.code}\n  when language 日本語\n  when issue f{field}\n  when age {ages}"
            if kind == "always" and chance.random() < 0.4:
                lines = lines.replace(f"\n  when age {ages}", f"\n  when {self.condition()}")
            if kind == "never":
                lines = "\n".join(chance.sample(lines.split("\n"), 2)).replace("issue f", "issue none of f")
            yield f"assert {kind} {name}{chance.choice((' without default', ''))}\n{lines}"
