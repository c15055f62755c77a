"""How fast are sources read: rules of eleven lines to trees, and trees to a ruleset.

Run `python benchmarks/parse.py [RULES]` from the root. Seconds are processor time, best and median of five runs;
nothing is kept between runs but the parser itself.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time

from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.source import Source
from tsunagari.syntax.ast import File
from tsunagari.syntax.parser import lark, parse

RULE = """規則 規則{n}
  条件 年齢が18歳未満
  条件 相談が相談{m}
  つなぐ先 窓口{k}
  つながらない時 窓口0
  つながらない時 窓口1
  緊急度 当日
  根拠 法 第六条第一項
  備考 「速やかに。」
  案内 「いっしょに考えます。」
  適用 令和2年4月1日から
"""


def source(rules: int) -> Source:
    """A ruleset with that many rules, 80 issues and 100 resources."""
    head = ["規則集 「速さ」\n", "法令 法\n"]
    head += [f"相談分野 相談{n}\n" for n in range(80)] + [f"窓口 窓口{n}\n" for n in range(100)]
    return Source("speed.tsu", "".join(head) + "".join(RULE.format(n=n, m=n % 80, k=n % 100) for n in range(rules)))


def timed(rules: int) -> tuple[float, float]:
    """Processor seconds of reading and of resolving."""
    text = source(rules)
    start = time.process_time()
    file, problems = parse(text)
    read = time.process_time()
    ruleset, found = resolve([Folder("speed", (file,))])
    done = time.process_time()
    assert ruleset is not None and not problems, found
    assert isinstance(file, File)
    return read - start, done - read


def main() -> None:
    """Print a line for each step."""
    rules = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    start = time.process_time()
    lark()
    print(f"grammar built in {(time.process_time() - start) * 1000:.0f} ms")
    gc.disable()
    runs = [timed(rules) for _ in range(5)]
    for step, seconds in zip(("parse", "resolve"), zip(*runs, strict=True), strict=True):
        middle = statistics.median(seconds)
        print(f"{step}: {rules / middle:,.0f} rules a second (median), {rules / min(seconds):,.0f} (best)")


if __name__ == "__main__":
    main()
