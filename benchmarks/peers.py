"""The product beside other engines, on the same rules, by turns in one run: `python benchmarks/peers.py`.

    python benchmarks/peers.py                       everything: 100 to 100,000 clauses, and few national clauses
    python benchmarks/peers.py --sizes 1000 10000    some sizes; the others keep their figures
    python benchmarks/peers.py --quick               a smoke test in seconds; writes nothing unless --into is given
    python benchmarks/peers.py --page                the page and the picture anew from RESULTS.json, without measuring

Figures go to `RESULTS.json`, the page to `RESULTS.md`, the picture to `RESULTS.svg`, all in `benchmarks/` or in the
folder after `--into`. Packages: `pip install -e '.[bench]'`; without one, its rows say so. Exit code 1 where an engine
gave another answer than the oracle or a budget is missed. How to read it: `docs/benchmarks.md`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from contest.blocks import CLOCKS
from contest.budgets import of_peers, table
from contest.chart import chart
from contest.checking import Disagreement
from contest.field import BY_KEY, ENTRIES, STANDARD, Scale
from contest.figures import Figures, key_of
from contest.page import page
from contest.run import Measure, contest, versions

SIZES = (100, 1_000, 10_000, 100_000)
FEW = 200
"""The most national clauses of the worlds that are held to few; below 2,000 clauses there are no more anyway."""
HERE = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Measure, write, and tell the budgets."""
    told = _options().parse_args(arguments)
    folder = told.into or (None if told.quick else HERE)
    figures = Figures.read((folder or HERE) / "RESULTS.json")
    if told.quick:
        figures = Figures({}, {})
    if not told.page and not _measured(told, figures, folder):
        return 1
    if folder is not None:
        _write(figures, folder)
    budgets = list(of_peers(figures))
    print("\n".join(table(budgets)))
    return 1 if any("missed" in one.verdict for one in budgets) and not told.quick else 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=None, help="numbers of clauses")
    options.add_argument("--worlds", choices=("both", "plain", "few-national"), default="both")
    options.add_argument(
        "--only", nargs="+", choices=[*BY_KEY, "standard"], help="some rows; `standard` needs no package"
    )
    options.add_argument("--checks", type=int, default=500, help="consultations that must agree before time counts")
    options.add_argument("--asks", type=int, default=2000, help="consultations timed")
    options.add_argument(
        "--patience", type=float, default=600, help="seconds after which checking or building gives up"
    )
    options.add_argument("--no-memory", action="store_true", help="leave out the fresh process for each engine")
    options.add_argument("--children", type=int, default=2, help="processes that ask the oracle; 0: none")
    options.add_argument("--clock", choices=sorted(CLOCKS), default="processor", help="whose time: see blocks.py")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--quick", action="store_true", help="100 clauses, 20 consultations")
    options.add_argument("--page", action="store_true", help="write page and picture anew from the JSON")
    options.add_argument("--into", type=Path, default=None, help="folder of the results")
    return options


def _measured(told: argparse.Namespace, figures: Figures, folder: Path | None) -> bool:
    """Every world asked for, written as soon as it is done; False where an engine disagreed."""
    keys = [entry.key for entry in ENTRIES]
    if told.only:
        named = {key for one in told.only for key in (STANDARD if one == "standard" else (one,))}
        keys = [key for key in keys if key in named]
    sizes = told.sizes or ((100,) if told.quick else SIZES)
    scales = [Scale(size) for size in sizes if told.worlds != "few-national"]
    scales += [Scale(size, FEW) for size in sizes if told.worlds != "plain" and size * 0.1 > FEW]
    measure = Measure(
        told.checks, told.asks, 50, 0.5, told.patience, not told.no_memory, told.seed, told.children, told.clock
    )
    if told.quick:
        measure = Measure(20, 40, 10, 0.1, 60, False, told.seed, told.children, told.clock)
    figures.versions = versions()
    for scale in scales:
        asked = keys if scale.national is None else [key for key in keys if not BY_KEY[key].partition]
        try:
            world = contest(scale, asked, measure, _teller(scale))
        except Disagreement as found:
            print(f"{scale.title}: another answer than the oracle's: {found}", file=sys.stderr)
            return False
        figures.worlds[key_of(world)] = world
        if folder is not None:
            _write(figures, folder)
    return True


def _teller(scale: Scale) -> Callable[[str], None]:
    started = time.monotonic()

    def tell(text: str) -> None:
        print(f"[{time.monotonic() - started:7.1f} s] {scale.title}: {text}", file=sys.stderr, flush=True)

    return tell


def _write(figures: Figures, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    figures.write(folder / "RESULTS.json")
    (folder / "RESULTS.md").write_text(page(figures), encoding="utf-8")
    if figures.plain():
        (folder / "RESULTS.svg").write_text(chart(figures.plain()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
