"""How long until a ruleset answers: from its sources, after one edit, and from a built file.

Run `python benchmarks/compile.py [RULES]` from the root. The ruleset has that many rules of about eleven lines (10,000
if not told) over 20 files, one of which is then edited in its middle, nine times (the median is told). Seconds are
processor time in one process; budgets are those of design §7.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from parse import RULE

from tsunagari.artifact.read import from_bytes
from tsunagari.artifact.write import to_bytes
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.recompiling import Compiler
from tsunagari.source import Source
from tsunagari.syntax.parser import lark

T = TypeVar("T")
FILES = 20
EDITS = 9
STEPS = ("parse", "resolve", "index")


def files(rules: int) -> dict[str, str]:
    """A national ruleset: a head, and the rules over 20 files."""
    head = ["規則集 「速さ」\n", "法令 法\n"]
    head += [f"相談分野 相談{n}\n" for n in range(80)] + [f"窓口 窓口{n}\n" for n in range(100)]
    found = {"head.tsu": "".join(head)}
    for part in range(FILES):
        numbers = range(part * rules // FILES, (part + 1) * rules // FILES)
        found[f"{part:02}.tsu"] = "".join(RULE.format(n=n, m=n % 80, k=n % 100) for n in numbers)
    return found


def halves(text: str) -> tuple[str, str]:
    """A file cut at the block in its middle: what stands below an edit is read again, what stands above need not be."""
    cut = text.index("\n規則", len(text) // 2) + 1
    return text[:cut], text[cut:]


def compiled(compiler: Compiler, texts: dict[str, str]) -> tuple[Program, tuple[float, ...]]:
    """The program, and what parsing, resolving and indexing took."""
    sources = [Source(name, text) for name, text in texts.items()]
    times = [time.process_time()]
    folders = (compiler.parse_sources("speed", sources),)
    times.append(time.process_time())
    found = compiler.compile_ruleset(folders)
    times.append(time.process_time())
    assert found.ruleset is not None, found.diagnostics
    program = compiler.program(found.ruleset)
    times.append(time.process_time())
    return program, tuple(after - before for before, after in pairwise(times))


def edits(compiler: Compiler, texts: dict[str, str]) -> list[tuple[float, ...]]:
    """What compiling again took after each of some edits in the middle of a file, one file after the other."""
    taken = []
    for name in sorted(texts)[:EDITS]:
        head, tail = halves(texts[name])
        texts = texts | {name: head + tail.replace("いっしょに", "まず、いっしょに", 1)}
        taken.append(compiled(compiler, texts)[1])
    return taken


def told(what: str, rules: int, times: Sequence[float]) -> None:
    """A line for each step and for all of them."""
    for step, seconds in (*zip(STEPS, times, strict=True), ("all", sum(times))):
        print(f"{f'{what}: {step}':<34} {seconds:7.3f} s  {rules / seconds:10,.0f} rules a second")


def timed(what: str, rules: int, step: Callable[[], T]) -> T:
    """The result of a step, and a line that says what it took."""
    start = time.process_time()
    found = step()
    seconds = time.process_time() - start
    print(f"{what:<34} {seconds:7.3f} s  {rules / seconds:10,.0f} rules a second")
    return found


def main() -> None:
    """Print a line for each step."""
    rules = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    lark()
    gc.disable()  # as the command line does
    texts, compiler = files(rules), Compiler()
    program, taken = compiled(compiler, texts)
    told("cold", rules, taken)
    told("one edited file of 20", rules, sorted(edits(compiler, texts), key=sum)[EDITS // 2])
    raw = timed("write the artifact", rules, lambda: to_bytes(program))
    timed("open the artifact", rules, lambda: from_bytes(raw))


if __name__ == "__main__":
    main()
