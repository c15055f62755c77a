"""The report of an import as text.

Law: every refused and doubtful row is told with its place; what the source leaves blank is counted by column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tsunagari.cli.diff_text import text_lines
from tsunagari.exchange.changes import Change
from tsunagari.exchange.importing import Imported
from tsunagari.pipeline.comparing import Comparison

MOST: int = 400
"""Remarks and changes of one kind that are told one by one; the JSON report has all of them."""


def report_lines(
    imported: Imported,
    differences: Sequence[Change],
    comparison: Comparison | None,
    written: Sequence[str],
    language: str,
) -> Iterator[str]:
    """The lines of the report."""
    yield from _remark_lines(imported, language)
    yield from change_lines(differences, language)
    if comparison is not None:
        names = ("取り込みの前", "取り込みの後") if language == "ja" else ("before", "after")
        yield from text_lines(comparison, names, language)
    for name in written:
        yield f"書きました: {name}" if language == "ja" else f"written: {name}"
    yield from _counts(imported, language)


def _remark_lines(imported: Imported, language: str) -> Iterator[str]:
    remarks = list(imported.ledger.ordered())
    refused, doubts = ("取り込めません", "疑問") if language == "ja" else ("refused", "doubt")
    for one in remarks[:MOST]:
        yield f"{one.where}: {refused if one.refused else doubts}[{one.code}]: {one.sentence(language)}"
    if len(remarks) > MOST:
        more = len(remarks) - MOST
        yield f"ほか{more}件（--json ですべて）" if language == "ja" else f"and {more} more (all of them with --json)"


def change_lines(differences: Sequence[Change], language: str) -> Iterator[str]:
    """The changes in words; kinds with very many are cut, with their number."""
    kinds = Counter(one.kind for one in differences)
    told: Counter[str] = Counter()
    for one in differences:
        told[one.kind] += 1
        if told[one.kind] <= MOST:
            yield one.sentence(language)
    for kind, number in kinds.items():
        if number > MOST:
            yield f"{kind}: {number}"


def _counts(imported: Imported, language: str) -> Iterator[str]:
    ja = language == "ja"
    for (table, column), count in sorted(imported.ledger.blanks.items()):
        yield f"空欄 → 不明: {table} {column} {count}行" if ja else f"blank, so unknown: {table} {column}, {count} rows"
    for table, counts in imported.ledger.counts().items():
        taken, doubtful, refused = counts.values()
        yield (
            f"{table}: 取り込み {taken}、疑問つき {doubtful}、取り込めない {refused}"
            if ja
            else f"{table}: imported {taken}, with doubts {doubtful}, refused {refused}"
        )
    taken, doubtful, refused = imported.ledger.total().values()
    resources, tables = len(imported.registry.entries), len(imported.registry.timetables)
    if ja:
        yield f"行: 取り込み {taken}、疑問つき {doubtful}、取り込めない {refused}"
        yield f"窓口 {resources}、窓口のない時間帯 {tables}"
    else:
        yield f"rows: imported {taken}, with doubts {doubtful}, refused {refused}"
        yield f"resources {resources}, hours without a resource {tables}"
