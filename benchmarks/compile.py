"""How long until a ruleset answers: from its sources, after one edit, and from a built file.

Run `python benchmarks/compile.py [RULES]` from the root. The ruleset has that many rules of about eleven lines (10,000
if not told) over 20 files. Seconds are processor time in one process; budgets are those of design §7.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from parse import RULE

from tsunagari.artifact.read import from_bytes
from tsunagari.artifact.write import to_bytes
from tsunagari.pipeline.compiling import Compiled
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.recompiling import Compiler
from tsunagari.source import Source
from tsunagari.syntax.parser import lark

T = TypeVar("T")
FILES = 20


def files(rules: int) -> dict[str, str]:
    """A national ruleset: a head, and the rules over 20 files."""
    head = ["規則集 「速さ」\n", "法令 法\n"]
    head += [f"相談分野 相談{n}\n" for n in range(80)] + [f"窓口 窓口{n}\n" for n in range(100)]
    found = {"head.tsu": "".join(head)}
    for part in range(FILES):
        numbers = range(part * rules // FILES, (part + 1) * rules // FILES)
        found[f"{part:02}.tsu"] = "".join(RULE.format(n=n, m=n % 80, k=n % 100) for n in numbers)
    return found


def timed(what: str, rules: int, step: Callable[[], T]) -> T:
    """The result of a step, and a line that says what it took."""
    start = time.process_time()
    found = step()
    seconds = time.process_time() - start
    print(f"{what:<34} {seconds:7.3f} s  {rules / seconds:10,.0f} rules a second")
    return found


def compiled(compiler: Compiler, texts: dict[str, str], rules: int, told: str) -> Program:
    """Parse, resolve and index, each told."""
    sources = [Source(name, text) for name, text in texts.items()]
    folders = timed(f"{told}: parse", rules, lambda: (compiler.parse_sources("speed", sources),))
    result: Compiled = timed(f"{told}: resolve", rules, lambda: compiler.compile_ruleset(folders))
    ruleset = result.ruleset
    assert ruleset is not None, result.diagnostics
    return timed(f"{told}: index", rules, lambda: compiler.program(ruleset))


def main() -> None:
    """Print a line for each step."""
    rules = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    lark()
    gc.disable()  # as the command line does
    texts, compiler = files(rules), Compiler()
    program = compiled(compiler, texts, rules, "cold")
    edited = texts | {"07.tsu": texts["07.tsu"].replace("緊急度 当日", "緊急度 即時", 1)}
    compiled(compiler, edited, rules, "one file of 20 edited")
    raw = timed("write the artifact", rules, lambda: to_bytes(program))
    timed("open the artifact", rules, lambda: from_bytes(raw))


if __name__ == "__main__":
    main()
