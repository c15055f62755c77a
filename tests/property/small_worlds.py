"""Random rulesets as text, so small that everybody can be asked.

Law: the same seed gives the same pair of rulesets, the one an edit of the other, with at most `MOST` consultations told
exactly (one for each class that no test of the two tells apart). A world looks at few attributes, its *themes*; half of
the worlds are made of tiles that leave hardly anybody out, so that proofs are as frequent as counter-examples.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from property.enumeration import MOST, world_size
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Source
from tsunagari.syntax.parser import parse

VOCABULARY: Final = (
    ["issue a", "  includes a1, a2"],
    ["issue b"],
    ["area here", "  includes 鳥取市, 岩美町"],
    ["area there", "  includes 米子市, 兵庫県香美町"],
    ["attribute school", "  one of low, high"],
    ["attribute level", "  one of 0..3"],
    ["attribute birthplace", "  one of places"],
    ["wish w1"],
    ["wish w2"],
    ["caller teacher under supporter"],
    ["channel app under chat"],
    ["organization o1"],
    ["organization o2"],
    ["hours day", "  weekdays 9:00-17:00"],
    ["hours night", "  daily 17:00-next-day 9:00"],
    ["hours six", "  monday, tuesday, wednesday, thursday, friday, saturday 0:00-24:00"],
    ["hours sundays", "  sunday 0:00-24:00"],
    ["hours workdays", "  weekdays 0:00-24:00"],
    ["hours off", "  saturday, sunday, holidays 0:00-24:00"],
    ["hours ordinary", "  daily 0:00-24:00", "  except holidays"],
    ["hours dated", "  daily 0:00-24:00", "  except 05-05"],
    ["hours morning", "  daily 0:00-12:00"],
    ["hours afternoon", "  daily 12:00-24:00"],
)
#: Hours that together are open throughout, or nearly.
PAIRS: Final = (
    ("six", "sundays"), ("workdays", "off"), ("morning", "afternoon"), ("day", "night"), ("ordinary", "off"),
)  # fmt: skip

TESTS: Final = {
    "age": ("under 18", "18 or over", "15..39", "40 or over", "under 15, 65 or over"),
    "lives": ("here", "鳥取県", "here, abroad", "no-fixed-abode", "there", "no-fixed-abode, here"),
    "stays": ("here", "鳥取県"),
    "works": ("here", "none", "none, here"),
    "studies": ("there", "none"),
    "caller-lives": ("here", "abroad"),
    "channel": ("phone", "chat", "app", "app, phone"),
    "language": ("日本語", "英語"),
    "caller-language": ("日本語",),
    "danger": ("yes", "no"),
    "caller": ("self", "supporter", "teacher", "self, family"),
    "school": ("low", "high"),
    "level": ("2 or over", "0..1", "1..2"),
    "birthplace": ("here", "鳥取県"),
    "wish": ("w1", "w2", "w1, w2", "all of w1, w2", "2 or more", "1 or more of w1, w2"),
    "issue": ("a", "a1", "b", "a1, b", "all of a1, b", "2 or more", "2 or more of a1, a2, b", "all of a, b"),
}  # fmt: skip
THEMES: Final = (
    *TESTS, "issue", "age", "lives", "channel", "channel", "stays", "works", "school", "level", *("time",) * 7,
)  # fmt: skip
#: What a block of the vocabulary may be edited to, where a world looks at an attribute.
DECLARED: Final = (
    ("issue", ("issue b",), ("issue b", "  includes b1")),
    ("issue", ("issue a", "  includes a1, a2"), ("issue a", "  includes a1, a2, a3")),
    ("wish", ("wish w2",), ("wish w2x",)),
    ("school", ("attribute school", "  one of low, high"), ("attribute school", "  one of basic, high, low")),
    ("level", ("attribute level", "  one of 0..3"), ("attribute level", "  one of 1..4")),
    ("birthplace", ("attribute birthplace", "  one of places"), ("attribute birthland", "  one of places")),
    ("channel", ("channel app under chat",), ("channel app under phone",)),
    ("caller", ("caller teacher under supporter",), ("caller nurse under supporter",)),
    ("lives", ("area here", "  includes 鳥取市, 岩美町"), ("area here", "  includes 鳥取市")),
)
#: Attributes that stand for another one while they are unstated, which is then looked at too.
FOLLOWED: Final = {"stays": "lives", "works": "lives", "studies": "lives", "caller-lives": "lives"}
PERIODS: Final = ("from 2026-05-03", "until 2026-05-02", "from 2026-05-02 until 2026-05-04", "from 2020-01-01")


@dataclass(frozen=True)
class Small:
    """A ruleset and an edit of it, as text and resolved; `silent` are the attributes that may be left unstated."""

    text: str
    edited: str
    ruleset: Ruleset
    changed: Ruleset
    silent: tuple[str, ...]


class Unresolved(Exception):
    """The text has an error."""


def read(text: str) -> Ruleset:
    """The resolved ruleset of a text; after a line of `---` stands the ruleset that it uses."""
    own, _, used = text.partition("\n---\n")
    folders, problems = [], []
    for key, part, uses in (("small", own, ("below",) if used else ()), *([("below", used, ())] if used else [])):
        tree, found = parse(Source(f"{key}.tsu", part))
        problems += found
        folders.append(Folder(key, (tree,), uses))
    ruleset, found = resolve(folders)
    if ruleset is None or problems:
        raise Unresolved("\n".join(one.render() for one in (*problems, *found)))
    return ruleset


def world(seed: int) -> Small:
    """The pair of a seed."""
    for attempt in range(1_000):
        drawn = _Drawing(random.Random(f"small {seed} {attempt}"))
        blocks = drawn.blocks()
        text = drawn.text(blocks)
        ruleset = read(text)
        if world_size(ruleset, drawn.silent) > MOST:
            continue
        edited = drawn.edited(blocks, ruleset)
        if edited is not None:
            return Small(text, edited[0], ruleset, edited[1], drawn.silent)
    raise AssertionError("no world is small")


class _Drawing:
    """Draws one world."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.themes = tuple(dict.fromkeys(chance.choice(THEMES) for _ in range(chance.choice((1, 2, 2, 3, 3, 4)))))
        self.timed = "time" in self.themes
        self.themes = tuple(one for one in self.themes if one != "time") or ("issue",)
        told = [*self.themes, *(FOLLOWED[one] for one in self.themes if one in FOLLOWED)]
        self.silent = tuple(sorted({one for one in told if chance.random() < (0.6 if one in FOLLOWED else 0.3)}))
        self.wordy = bool(self.silent) and chance.random() < 0.5
        self.hours = tuple(dict.fromkeys((*chance.choice(PAIRS), *chance.choice(PAIRS))))
        self.desks = [f"d{n}" for n in range(chance.choice((1, 2, 2, 3, 4)))]
        self.rough = chance.random() < 0.5

    # --- texts -------------------------------------------------------------------------------------------------

    def text(self, blocks: Iterable[Sequence[str]]) -> str:
        """The blocks as one text; those that another ruleset brings stand below."""
        own = [one for one in blocks if one[0] != "below"]
        used = [one[1:] for one in blocks if one[0] == "below"]
        shared = list(VOCABULARY) + [one for one in own if one[0].startswith("resource")]
        if not used:
            return "\n".join("\n".join(block) for block in own) + "\n"
        own = [[*own[0], "  uses ../below"], *(one for one in own[1:] if one not in shared)]
        used = [['ruleset "below"'], *shared, *used]
        return "\n".join("\n".join(b) for b in own) + "\n---\n" + "\n".join("\n".join(b) for b in used) + "\n"

    def blocks(self) -> list[list[str]]:
        """All blocks, the head first."""
        chance = self.chance
        head = ['ruleset "small"']
        if chance.random() < 0.1:
            head.append(f"  effective {chance.choice(PERIODS)}")
        if chance.random() < 0.15:
            name = chance.choice(self.themes)
            value = {"age": "15..39", "lives": "here", "channel": "phone", "school": "high", "works": "there"}.get(name)
            head += [f"  presume {name} {value}"] if value else []
        rules = [self.rule(f"r{n}") for n in range(chance.randint(1, 4))] if self.rough else self.tiles()
        withholds = [self.withhold(f"w{n}") for n in range(chance.choice((0, 0, 1, 1, 2)))]
        defaults = [self.default(f"f{n}") for n in range(chance.choice((0, 1, 1, 2)))]
        below = [["below", *self.default(f"g{n}")] for n in range(chance.choice((0, 0, 0, 1)))]
        asserts = [self.assertion(rules) for _ in range(6)]
        desks = [self.desk(name) for name in self.desks]
        return [head, *map(list, VOCABULARY), *desks, *rules, *withholds, *defaults, *below, *asserts]

    def edited(self, blocks: Sequence[Sequence[str]], ruleset: Ruleset) -> tuple[str, Ruleset] | None:
        """Text and ruleset with a few things changed; None where nothing was found that keeps the world small."""
        for _ in range(20):
            edited = [list(block) for block in blocks]
            for _ in range(self.chance.choice((1, 2, 3))):
                self.edit(edited)
            text = self.text(edited)
            try:
                changed = read(text)
            except Unresolved:
                continue
            if text != self.text(blocks) and world_size(ruleset, self.silent, changed) <= MOST:
                return text, changed
        return None

    def edit(self, blocks: list[list[str]]) -> None:
        """Change one thing."""
        chance = self.chance
        kinds = chance.choice((("rule ",), ("rule ",), ("rule ", "withhold", "default", "below")))
        clauses = [n for n, block in enumerate(blocks) if block[0].startswith(kinds)]
        desks = [n for n, block in enumerate(blocks) if block[0].startswith("resource")]
        match chance.choice(("drop", "drop", "line", "line", "clause", "desk", "desk", "vocabulary", "vocabulary")):
            case "drop" if clauses:
                del blocks[chance.choice(clauses)]
            case "line" if clauses:
                block = blocks[chance.choice(clauses)]
                lines = [n for n, line in enumerate(block) if line.strip().startswith(("when", "or "))]
                if lines:
                    number = chance.choice(lines)
                    before = block[number].split()[0]
                    indent = block[number][: len(block[number]) - len(block[number].lstrip())]
                    block[number] = f"{indent}{before} {self.test()}"
            case "clause":
                blocks.append(chance.choice((self.rule, self.withhold, self.default))("new"))
            case "desk":
                number = chance.choice(desks)
                blocks[number] = self.desk(blocks[number][0].split()[1])
            case "vocabulary":
                self.declare(blocks)

    def declare(self, blocks: list[list[str]]) -> None:
        """Other words than before: a value more, a number less, an issue or a channel declared or forgotten."""
        _, old, new = self.chance.choice([one for one in DECLARED if one[0] in ("issue", *self.themes)])
        for number, block in enumerate(blocks):
            if block == list(old):
                blocks[number] = [*new]

    # --- conditions --------------------------------------------------------------------------------------------

    def test(self, *, times: bool = True) -> str:
        """One test of a theme, as written."""
        chance = self.chance
        name = chance.choice(("issue", *self.themes, *self.themes, *(["time"] if self.timed and times else [])))
        if name == "time":
            return f"time {chance.choice(('', '', 'not '))}{chance.choice(self.hours)}"
        if name in self.silent and self.wordy and chance.random() < 0.4:
            values = chance.choice([one for one in TESTS[name] if " of " not in one and "more" not in one])
            return f"{name} {chance.choice(('unknown', f'{values}, unknown', 'not unknown', f'not {values}, unknown'))}"
        values = chance.choice(TESTS[name])
        if chance.random() < 0.25 and " of " not in values and "more" not in values:
            values = f"not {values}"
        return f"{name} {values}"

    def lines(self, least: int, most: int, indent: str = "  ") -> list[str]:
        """`when` lines, some with an `or` below."""
        found = []
        for _ in range(self.chance.randint(least, most)):
            found.append(f"{indent}when {self.test()}")
            if self.chance.random() < 0.2:
                found.append(f"{indent}or {self.test()}")
        return found

    def both(self) -> tuple[str, str]:
        """A test and its reverse."""
        name = self.chance.choice(("issue", *self.themes, *self.themes, *(["time"] if self.timed else [])))
        if name == "time":
            one, other = self.chance.choice(PAIRS)
            return f"time {one}", f"time {self.chance.choice((other, f'not {one}'))}"
        values = self.chance.choice([one for one in TESTS[name] if " of " not in one and "more" not in one])
        return f"{name} {values}", f"{name} not {values}"

    def period(self, indent: str, share: float) -> list[str]:
        """A period, mostly none."""
        return [f"{indent}effective {self.chance.choice(PERIODS)}"] if self.chance.random() < share else []

    # --- blocks ------------------------------------------------------------------------------------------------

    def target(self) -> str:
        """One or two desks."""
        return ", ".join(sorted(self.chance.sample(self.desks, min(len(self.desks), self.chance.choice((1, 1, 2))))))

    def chain(self, share: float) -> list[str]:
        """`otherwise` lines."""
        return [f"  otherwise {self.target()}" for _ in range(2) if self.chance.random() < share]

    def rule(self, name: str) -> list[str]:
        """A rule with provisos, some nested."""
        chance = self.chance
        found = [f"rule {name}", *self.lines(0, 2), f"  route {self.target()}", *self.chain(0.35)]
        found += self.period("  ", 0.1)
        for number in range(chance.choice((0, 0, 0, 1, 1, 2))):
            under = f" under p{chance.randrange(number)}" if number and chance.random() < 0.5 else ""
            found.append(f"  except p{number}{under}")
            found += self.lines(1, 1, "    ") + self.period("    ", 0.2)
            change = chance.choice(("also", "route", "route", "none", "nothing", "otherwise"))
            found += [f"    {change} {self.target()}"] if change in ("also", "route", "otherwise") else []
            found += ["    route none"] if change == "none" else []
        return found

    def tiles(self) -> list[list[str]]:
        """Rules that together leave nobody out, but for what is then broken."""
        chance = self.chance
        cells: list[list[str]] = [[]]
        for _ in range(chance.choice((1, 1, 2, 2, 3))):
            cell = cells.pop(chance.randrange(len(cells)))
            cells += [[*cell, f"  when {half}"] for half in self.both()]
        found = [[f"rule r{n}", *cell, f"  route {self.target()}", *self.chain(0.25)] for n, cell in enumerate(cells)]
        if chance.random() < 0.3:  # a cell as a proviso of another
            found[0] += ["  except p0", f"    when {self.test()}"]
            found[0].append(f"    {chance.choice(('also', 'route'))} {self.target()}")
        if chance.random() < 0.35:
            del found[chance.randrange(len(found))]
        if chance.random() < 0.2:
            found.append(self.rule("extra"))
        return found or [["rule r0", f"  route {self.target()}"]]

    def withhold(self, name: str) -> list[str]:
        """A withhold."""
        return [f"withhold {name}", *self.lines(1, 2), f"  from {self.target()}", *self.period("  ", 0.15)]

    def default(self, name: str) -> list[str]:
        """A default."""
        lines = self.lines(0, 1)
        return [f"default {name}", *lines, f"  route {self.target()}", *self.chain(0.15), *self.period("  ", 0.1)]

    def desk(self, name: str) -> list[str]:
        """A resource; it asks only about the themes."""
        chance, found = self.chance, [f"resource {name}"]
        often = 0.5 if self.rough else 0.15

        def perhaps(line: str, *, of: str) -> None:
            if of in ("", *self.themes) and chance.random() < often:
                found.append(f"  {line}")

        found += [f"  by {chance.choice(('o1', 'o2'))}"] if chance.random() < 0.6 else []
        scope = chance.choice(("", "", " living", " working", " living, working", " staying", " caller-living"))
        words = {"": "lives", " living": "lives", " caller-living": "caller-lives"}
        looked_at = words.get(scope, "works" if "working" in scope else "stays")
        perhaps(f"serves {chance.choice(('here', '鳥取県', '鳥取県 except here'))}{scope}", of=looked_at)
        perhaps(f"ages {chance.choice(('under 18', '15..39', '18 or over'))}", of="age")
        perhaps(f"for {chance.choice(('self', 'self, family', 'supporter'))}", of="caller")
        perhaps(f"handles {chance.choice(('a', 'b', 'a1, b'))}", of="issue")
        perhaps(f"requires {self.test(times=False)}", of="")
        spoken = chance.choice(("日本語", "日本語, 英語", "any")) if "language" in self.themes else "any"
        found.append(f"  speaks {spoken}")
        if chance.random() < 0.85:
            found.append(f"  open {self.opening()}")
        if "channel" in self.themes and chance.random() < 0.7:
            for channel in chance.sample(("phone", "chat", "app", "visit"), chance.choice((1, 1, 2, 3))):
                found.append(f"  via {channel}" + (f" open {self.opening()}" if chance.random() < 0.4 else ""))
        found += ["  status paused"] if chance.random() < 0.05 else []
        return found + self.period("  ", 0.1)

    def opening(self) -> str:
        """The hours of a desk or way."""
        names = self.chance.sample(self.hours, self.chance.choice((1, 1, 2)))
        return self.chance.choice(("around-the-clock", ", ".join(names), ", ".join(names)))

    def assertion(self, rules: Sequence[Sequence[str]]) -> list[str]:
        """A promise: about what a rule says itself, or about anybody of the themes."""
        chance = self.chance
        kind = chance.choice(("covered", "covered", "always", "never", *(("open",) * 4 if self.timed else ())))
        lines = [f"  when {self.test()}" for _ in range(chance.choice((0, 1, 1, 2)))]
        target = chance.choice(self.desks)
        if chance.random() < 0.6:
            rule = chance.choice(rules)
            lines = [line for line in rule if line.startswith("  when")] + lines[:1]
            led = [line.split()[1].strip(",") for line in rule if line.startswith(("  route", "  otherwise"))]
            target = chance.choice(led or [target])
        head = [f"{kind} {target}" if kind in ("always", "never") else kind]
        head += ["without default"] if chance.random() < 0.4 else []
        silent = [one for one in (*self.silent, *(["time"] if self.timed else [])) if chance.random() < 0.4]
        head += [f"even if unstated {', '.join(silent)}"] if silent else []
        if silent and chance.random() < 0.4:  # of those alone who do not tell it
            lines = [f"  when {chance.choice(silent)} unknown", *lines[:1]]
        if any(one in FOLLOWED for one in silent) and chance.random() < 0.4:
            lines = ["  when lives no-fixed-abode", *lines[:1]]
        kinds = ("resource", "organization", "hours", *(["channel"] * 3 if "channel" in self.themes else []))
        head += [f"survives loss of each {chance.choice(kinds)}"] if chance.random() < 0.4 else []
        return [f"assert {' '.join(head)}", *lines]
