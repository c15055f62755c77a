"""In which order can things that refer to each other be resolved, and which of them run in a circle?

Law: nodes and edges are visited in sorted order, so the answer depends on the graph alone; no recursion,
so a chain of any length is fine. Circles are the strongly connected components of Tarjan (1972).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence


def ordered(graph: Mapping[str, Iterable[str]]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Nodes with those they refer to first, and the circles, each sorted; edges to unknown nodes do not count."""
    edges = {node: sorted({other for other in graph[node] if other in graph}) for node in sorted(graph)}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    order: list[str] = []
    circles: list[tuple[str, ...]] = []
    for root in edges:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        held.add(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    held.add(other)
                    work.append((other, iter(edges[other])))
                    break
                if other in held:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found = _popped(stack, node)
                    held.difference_update(found)
                    order += found
                    if len(found) > 1 or node in edges[node]:
                        circles.append(tuple(found))
    return order, circles


def way_around(circle: Sequence[str], graph: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A shortest way from the first of a circle's nodes back to it: both ends are that node."""
    start, within = circle[0], frozenset(circle)
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked: breadth first
        for other in sorted(within.intersection(graph[way[-1]])):
            if other == start:
                return (*way, start)
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return (start,)


def _popped(stack: list[str], node: str) -> list[str]:
    """Take everything off the stack down to the node."""
    found = [stack.pop()]
    while found[-1] != node:
        found.append(stack.pop())
    return sorted(found)
