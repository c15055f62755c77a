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
    "usage/bad-parquet": error(
        "`{path}` を Parquet として読めません",
        "`{path}` cannot be read as Parquet",
        "壊れていない Parquet のファイルを指定してください",
        "give a sound Parquet file",
    ),
    "usage/bad-row-group": error(
        "`{path}` の {number} 番目の行グループが壊れています",
        "row group {number} of `{path}` is damaged",
        "壊れていない Parquet のファイルを指定してください",
        "give a sound Parquet file",
    ),
    "usage/parquet-needs-output": error(
        "Parquet の入力には --output が要ります",
        "a Parquet input needs --output",
        "例: --input in.parquet --output out.parquet",
        "for example: --input in.parquet --output out.parquet",
    ),
    "usage/option-without-parquet": error(
        "--jobs、--first、--id は Parquet の入力と一緒に使います",
        "--jobs, --first and --id go with a Parquet input",
    ),
    "usage/batch-running": error(
        "`{path}` では、別の実行が動いています",
        "another run is at work in `{path}`",
        "それが終わるまで待つか、別の名前の出力を指定してください",
        "wait for it, or name another output",
    ),
    "usage/batch-parts-other": error(
        "`{path}` は、違うものについての途中の結果です（違うのは {what}）",
        "`{path}` holds the parts of something else; what differs is {what}",
        "初めから行うなら、そのフォルダを消してください",
        "to begin anew, remove that folder",
    ),
    "usage/batch-parts-foreign": error(
        "`{path}` は、途中の結果のフォルダではありません",
        "`{path}` is no folder of parts of ours",
        "別の名前の出力を指定してください",
        "name another output",
    ),
    "usage/batch-input-changed": error(
        "`{path}` が、実行の途中で変わりました",
        "`{path}` changed while it was being read",
        "変わらないファイルで、初めから行ってください",
        "begin anew with a file that stays as it is",
    ),
    "usage/batch-rules-changed": error(
        "規則集が、実行の途中で変わりました",
        "the ruleset changed while it was being used",
        "途中の結果のフォルダを消し、初めから行ってください",
        "remove the folder of parts and begin anew",
    ),
    "usage/worker-lost": error(
        "作業をしていたプロセスが、ひとりでに終わりました",
        "a process that was at work ended by itself",
        "もう一度行えば、続きから進みます。メモリが足りなければ --jobs を小さくしてください",
        "run it again and it goes on; where memory is short, lower --jobs",
    ),
}
