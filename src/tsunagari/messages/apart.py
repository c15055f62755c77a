"""Sentences about a ruleset that another process compiles.

Law: they say what became of the new ruleset; the old one goes on answering in every case.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

APART: Mapping[str, Entry] = {
    "usage/apart-died": error(
        "規則集を組み立てる別のプロセスが、途中で止まりました。前の規則集が答え続けます",
        "the process that compiles the ruleset died; the ruleset before goes on answering",
        "`tsunagari check RULES` で規則集を確かめ、メモリが足りるかも見てください",
        "look at the ruleset with `tsunagari check RULES`, and whether there is enough memory",
    ),
    "usage/apart-slow": error(
        "規則集の組み立てが {limit} 秒で終わらないため、止めました。前の規則集が答え続けます",
        "compiling the ruleset took longer than {limit} seconds and was stopped; the ruleset before goes on answering",
        "待つ時間（limit）を延ばしてください",
        "allow more time (`limit`)",
    ),
    "usage/apart-garbled": error(
        "規則集を組み立てる別のプロセスの返事が読めません。前の規則集が答え続けます",
        "what the process that compiles the ruleset said cannot be read; the ruleset before goes on answering",
        "もう一度試してください",
        "try again",
    ),
}
