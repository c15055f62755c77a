"""The figures as a page: one table a world, growth, budgets.

Law: written from the JSON alone, so that the page can be made anew without measuring; every row says its figures or
why it has none, and an estimate is called one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contest.budgets import of_peers, table
from contest.field import ENTRIES, Entry, Scale
from contest.figures import Figures, estimate, growth, median, ratio

HEAD = """# Side by side: measured figures

Written by `python benchmarks/peers.py` from `RESULTS.json`; do not edit. What is asked, what each engine cannot
express, and how to read and repeat this: [docs/benchmarks.md](../docs/benchmarks.md).

![相談1件にかかる時間 / time for one consultation](RESULTS.svg)

Times are microseconds for one consultation. *blocks* are the smallest and the largest median of a block: how much a
single timing would have moved. *× five* and *× all*: how many times the product's median for the top five, and for
every referral, in the same run. Build and memory are of a fresh process for each engine, the ruleset or the lines being
there before; what the product's resolved ruleset holds is told above each table.
"""
COLUMNS = "| engine | answer | median µs | p99 | blocks | asks | × five | × all | build s | memory MB |"
RULE = "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"


def page(figures: Figures) -> str:
    """The whole page as Markdown."""
    parts = [HEAD, *_versions(figures), "", "## Budgets", "", *table(of_peers(figures)), ""]
    plain = figures.plain()
    parts += ["## Growth", "", *_growth(plain), ""]
    for size, world in sorted(plain.items()):
        title = Scale(size).title
        parts += [f"## {title}", "", *_about(world), "", *_rows(world, plain, partition=False), ""]
        parts += [f"### {title}, every peer given the partition by prefecture", ""]
        parts += [*_rows(world, plain, partition=True), ""]
    held = figures.held()
    for size, world in sorted(held.items()):
        parts += [f"## {Scale(size, world['national']).title}", "", *_about(world), ""]
        parts += [*_rows(world, held, partition=False), ""]
    return "\n".join(parts).rstrip() + "\n"


def _versions(figures: Figures) -> Iterator[str]:
    yield "Ran with " + ", ".join(f"{name} {version}" for name, version in figures.versions.items()) + "."


def _about(world: Mapping[str, Any]) -> Iterator[str]:
    measure, rows = world["measure"], world["rows"]
    yield (
        f"{world['lines']:,} of the clauses can hold, {world['national_lines']:,} of these are national. A person "
        f"has {world['hits']['mean']} resources as a yes by rule, the most is {world['hits']['most']}; "
        f"{world['distinct']:.1%} of the consultations are distinct. Every engine with figures first gave "
        f"the oracle's answer on {measure['checks']} of {measure['checks']} consultations. Time is of the "
        f"{'processor' if measure['clock'] == 'processor' else 'wall clock'}."
    )
    held = rows.get("product-count", {}).get("ruleset_mb")
    if held is not None:
        yield f"The product's resolved ruleset holds {held:,.1f} MB besides its index."


def _rows(world: Mapping[str, Any], worlds: Mapping[int, Any], *, partition: bool) -> Iterator[str]:
    """The table of one world; the product and its plain reading stand in both."""
    yield COLUMNS
    yield RULE
    for entry in ENTRIES:
        row = world["rows"].get(entry.key)
        if row is None or (
            entry.partition != partition and not (partition and entry.key in ("product-five", "product-all"))
        ):
            continue
        yield _row(entry, row, world, worlds)


def _row(entry: Entry, row: Mapping[str, Any], world: Mapping[str, Any], worlds: Mapping[int, Any]) -> str:
    if "not_run" in row:
        guess = estimate(worlds, entry.key, world["clauses"])
        told = "" if guess is None else f"; about {guess:,.0f} µs by its growth (estimate)"
        return f"| {entry.engine} | {entry.reading} | not run: {row['not_run']}{told} | | | | | | | |"
    blocks = row["block_medians"]
    times = [f"{ratio(world, entry.key, to) or 0:,.3g}" for to in ("product-five", "product-all")]
    return " | ".join(
        (
            f"| {entry.engine}",
            entry.reading,
            _micro(row["median"]),
            _micro(row["p99"]),
            f"{_micro(min(blocks))}–{_micro(max(blocks))}",
            f"{row['asks']:,}",
            *times,
            _told(row.get("build_s")),
            _told(row.get("memory_mb")) + " |",
        )
    )


def _growth(worlds: Mapping[int, Any]) -> Iterator[str]:
    sizes = sorted(worlds)
    yield f"| engine | answer | {' | '.join(f'{size:,}' for size in sizes)} | exponent |"
    yield f"|---|---|{'---:|' * len(sizes)}---:|"
    for entry in ENTRIES:
        found = [median(worlds[size], entry.key) for size in sizes]
        power = growth(worlds, entry.key)
        if any(found):
            name = f"{entry.engine}, by prefecture" if entry.partition else entry.engine
            shown = " | ".join("" if one is None else _micro(one) for one in found)
            yield f"| {name} | {entry.reading} | {shown} | {'' if power is None else f'{power:.2f}'} |"
    yield ""
    yield "Medians in µs; *exponent* is b of time = a · clauses^b, fitted by least squares over the sizes of the table."


def _micro(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _told(value: float | None) -> str:
    return "" if value is None else f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
