"""A first ruleset around a registry, for a folder that has none: it leads everybody to what their conditions allow.

Law: it is written once and never again; everything that it promises stands in the resources' own conditions.
"""

from __future__ import annotations

from typing import Final

from tsunagari.exchange.entries import Registry
from tsunagari.syntax.ast import Block, Field, File, Name, Target, Targets
from tsunagari.syntax.printer import print_file

_RULESET: Final = "※ 取り込んだ窓口の規則集。名前と適用の期間を書いてください\n"
_RULES: Final = "※ 取り込みが初めに書いた規則。ここからは人が直す（次の取り込みはこのファイルに触れない）\n\n"


def starting_files(registry: Registry, title: str) -> dict[str, str]:
    """`ruleset.tsu`, and `rules.tsu` where there are resources."""
    kinds = sorted({entry.kind for entry in registry.entries})
    rules = [
        Block("rule", Name(f"{kind}につなぐ"[:200]), fields=(Field("route", Targets((Target("kind", Name(kind)),))),))
        for kind in kinds
    ]
    ruleset = Block("ruleset", Name(title))
    files = {"ruleset.tsu": _RULESET + print_file(File((ruleset,)))}
    return {**files, "rules.tsu": _RULES + print_file(File(tuple(rules)))} if rules else files
