"""Sentences about batches and the files that they come from.

Law: a column is told by its number, unless its name is one of ours: the names of others' columns may be facts.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

BATCH: Mapping[str, Entry] = {
    "usage/no-batch-extra": error(
        "まとめて答えるには pyarrow と numpy が要ります",
        "batches need pyarrow and numpy",
        "`pip install tsunagari[batch]` で入れてください",
        "install them by `pip install tsunagari[batch]`",
    ),
    "usage/batch-first": error(
        "一件に並べる窓口の数は、1 から {most} までの整数です",
        "how many resources a row lists is a whole number from 1 to {most}",
    ),
    "usage/batch-type": error(
        "まとめて答えるのは pyarrow の RecordBatch です",
        "a batch is a RecordBatch of pyarrow",
        "表（Table）なら、to_batches() の一つずつを渡してください",
        "of a Table, hand in each of to_batches()",
    ),
    "usage/batch-column": error(
        "{number} 番目の列は、知らない項目です",
        "column {number} is no fact",
        "使える列: {known}",
        "the columns that may be there: {known}",
    ),
    "usage/batch-column-twice": error(
        "`{column}` の列が二つあります",
        "there are two columns for `{column}`",
        "一つにしてください",
        "keep one of them",
    ),
    "usage/batch-column-type": error(
        "`{column}` の列の型が、この項目の型ではありません",
        "the column `{column}` does not have a type in which this fact is told",
        "項目ごとの型は docs/batch.md にあります",
        "docs/batch.md lists the types",
    ),
}
