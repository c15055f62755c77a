"""What a peer is to the harness: lines in, the numbers of the lines that hold out, and the answer made of them.

Law: every peer answers the same question, *which resources are a yes through a rule, and how urgent* (resource number →
urgency), and what makes an answer of the lines that hold is the same code for all, timed with the peer. `prepare` is
not timed: parameters are encoded, statements prepared, expressions compiled before the clock runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeAlias

from contest.question import NORMAL, Asked, Line, Rulebook

Answer: TypeAlias = dict[int, int]


class Peer(Protocol):
    """An engine with the lines that it was made of."""

    def __init__(self, rulebook: Rulebook, lines: Sequence[Line]) -> None: ...

    def prepare(self, asked: Asked) -> Any:
        """The consultation in the form that the engine takes fastest."""
        ...

    def held(self, prepared: Any) -> Iterable[int]:
        """The numbers of the lines that hold."""
        ...


class Contestant(Protocol):
    """Who is timed: `ask` is what the clock runs over."""

    def prepare(self, asked: Asked) -> Any:
        """Not timed."""
        ...

    def ask(self, prepared: Any) -> Any:
        """Timed."""
        ...

    def answer(self, found: Any) -> Answer:
        """What `ask` gave, to be compared with the oracle; not timed."""
        ...


class Settled:
    """Makes the answer of the lines that hold."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._resource = [line.resource for line in rulebook.lines]
        self._urgency = tuple([line.urgencies[danger] for line in rulebook.lines] for danger in (0, 1))
        self._withholds = frozenset(line.number for line in rulebook.lines if line.withhold)

    def answer(self, held: Iterable[int], danger: bool) -> Answer:
        """Resource → urgency, the most urgent of its lines, without what is withheld."""
        resources, urgencies, withholds = self._resource, self._urgency[danger], self._withholds
        found: Answer = {}
        gone: list[int] = []
        for number in held:
            if number in withholds:
                gone.append(resources[number])
            else:
                resource, urgency = resources[number], urgencies[number]
                if urgency < found.get(resource, NORMAL + 1):
                    found[resource] = urgency
        for resource in gone:
            found.pop(resource, None)
        return found


class Whole:
    """A peer that was given every line."""

    def __init__(self, kind: type[Peer], rulebook: Rulebook) -> None:
        self._peer, self._settled = kind(rulebook, rulebook.lines), Settled(rulebook)

    def prepare(self, asked: Asked) -> Any:
        """What the peer takes, and whether there is danger."""
        return self._peer.prepare(asked), asked.danger

    def ask(self, prepared: Any) -> Answer:
        """The answer."""
        given, danger = prepared
        return self._settled.answer(self._peer.held(given), danger)

    def answer(self, found: Answer) -> Answer:
        """What `ask` gave."""
        return found


class Parted:
    """A peer given the product's partition: one of it for the nation, one for each prefecture that has any lines.

    `joined`: for peers that answer without looking at every line, each prefecture holds the nation's lines too, so
    that most consultations are one call; for the others that would only cost memory, since each line costs its time.
    """

    def __init__(self, kind: type[Peer], rulebook: Rulebook, *, joined: bool) -> None:
        self._settled, self._joined = Settled(rulebook), joined
        parts = parted(rulebook)
        nation = parts.pop(None)
        self._parts = {place: kind(rulebook, (*nation, *lines) if joined else lines) for place, lines in parts.items()}
        self._nation = kind(rulebook, nation)

    def prepare(self, asked: Asked) -> Any:
        """The parts that the consultation meets, each with what it takes."""
        met = [self._parts[place] for place in asked.prefectures if place in self._parts]
        if not self._joined or not met:
            met.append(self._nation)
        return [(part, part.prepare(asked)) for part in met], asked.danger

    def ask(self, prepared: Any) -> Answer:
        """The answer."""
        met, danger = prepared
        if len(met) == 1:
            ((part, given),) = met
            return self._settled.answer(part.held(given), danger)
        held: list[int] = []
        for part, given in met:
            held += part.held(given)
        return self._settled.answer(held, danger)

    def answer(self, found: Answer) -> Answer:
        """What `ask` gave."""
        return found


def parted(rulebook: Rulebook) -> dict[int | None, list[Line]]:
    """The lines of the nation (None) and those of each prefecture; an area over two prefectures stands in both."""
    found: dict[int | None, list[Line]] = {None: []}
    for line in rulebook.lines:
        if line.area is None:
            found[None].append(line)
        else:
            for prefecture in dict.fromkeys(rulebook.prefecture_of[place] for place in line.area):
                found.setdefault(prefecture, []).append(line)
    return found
