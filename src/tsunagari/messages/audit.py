"""Sentences about the audit log.

Law: `audit-…` are findings of `tsunagari audit verify`, `usage/audit-…` refusals; they name files, numbers of lines
and codes of ours, never what a record holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error, note, warning

AUDIT: Mapping[str, Entry] = {
    "audit-torn-tail": note(
        "最後の記録は書きかけで終わっています（書込み中に止まった跡で、記録済みとは答えていません）",
        "the last record breaks off: a writer was stopped in the middle of it, and never said that it was kept",
        "次に記録を始める時に取り除かれます",
        "it is dropped when the log is next written to",
    ),
    "audit-torn-mark": note(
        "到達点の控えの一方が書きかけです。もう一方で確かめました",
        "one of the two marks of how far the log had come is torn; the other one was used",
    ),
    "audit-maybe-cut": warning(
        "到達点の控えの一方が壊れ、もう一方は今の末尾を指しています。末尾の記録が削られたかもしれません",
        "one of the two marks is damaged, the other is where the log ends now: its last records may have been cut off",
        "別の場所に控えた最後の鎖の値と、写しを比べてください",
        "compare with the newest chain value noted elsewhere, and with a copy",
    ),
    "audit-ahead": note(
        "この記録は今月より後の月のものです（時計が進んでいた跡です）。その月が過ぎるまで、後の記録もここに入ります",
        "this segment is of a month still to come (a clock was ahead); until then every later record comes in here too",
        "新しいフォルダで記録を始めてください。月ごとの廃棄ができるようになります",
        "start a new log in another folder, so that months can be destroyed again",
    ),
    "audit-still-there": note(
        "廃棄したと記された月の記録がまだ残っています",
        "a segment that is declared destroyed is still there",
        "もう一度廃棄してください",
        "destroy it again",
    ),
    "audit-broken-record": error(
        "この記録は壊れているか、書き換えられています",
        "this record is damaged or was changed",
        "控えから戻し、だれが書き換えられたかを調べてください",
        "restore it from a copy, and find out who could change it",
    ),
    "audit-broken-chain": error(
        "この記録の前で鎖が切れています（記録の書換え、並べ替え、削除、挿入のいずれか）",
        "the chain is broken before this record: something was changed, moved, taken out or put in",
        "控えから戻し、だれが書き換えられたかを調べてください",
        "restore it from a copy, and find out who could change it",
    ),
    "audit-not-admitted": error(
        "この記録は決められた形ではありません",
        "this record is outside the schema",
    ),
    "audit-misplaced": error(
        "この記録はこのファイルのここにあるべきものではありません",
        "this record does not belong at this place of this file",
    ),
    "audit-missing-segment": error(
        "第{segment}区分の記録がなく、廃棄の記載もありません",
        "segment {segment} is missing, and nothing says that it was destroyed",
        "控えから戻してください",
        "restore it from a copy",
    ),
    "audit-cut": error(
        "第{segment}区分には少なくとも{count}件あったはずですが、足りません",
        "segment {segment} is known to have had at least {count} records, and has fewer",
        "控えから戻してください",
        "restore it from a copy",
    ),
    "audit-mark-differs": error(
        "到達点の控え（第{segment}区分、{count}件目）が記録の鎖と合いません",
        "the mark of how far the log had come (segment {segment}, record {count}) does not agree with the chain",
    ),
    "audit-no-mark": error(
        "到達点の控えがないか、読めません",
        "the mark of how far the log had come is missing or cannot be read",
        "末尾の記録が削られていないか、控えと比べてください",
        "compare with a copy whether records were cut off the end",
    ),
    "audit-chain-unknown": error(
        "控えておいた鎖の値が、この記録の中にありません",
        "the chain value noted earlier is nowhere in this log",
        "記録全体が作り直されたおそれがあります",
        "the whole log may have been made anew",
    ),
    "usage/audit-record": error(
        "監査記録の `{field}` が決められた形ではありません",
        "`{field}` of an audit record does not have its form",
    ),
    "usage/audit-busy": error(
        "この監査記録は、ほかの動作が書いている途中です",
        "another process is writing this audit log",
        "一つの記録には、一つの動作だけが書きます",
        "only one process writes a log at a time",
    ),
    "usage/audit-damaged": error(
        "この監査記録は壊れているため、書き足せません",
        "this audit log is damaged and cannot be added to",
        "`tsunagari audit verify` で確かめ、別のフォルダで新しい記録を始めてください",
        "look at it with `tsunagari audit verify`, and start a new log in another folder",
    ),
    "usage/audit-lost": error(
        "監査記録 {count} 件を書けないまま閉じました",
        "the audit log was closed with {count} records that could not be written",
        "ディスクの空きを確かめ、この件数を控えてください",
        "look at the disk, and note this number",
    ),
    "usage/audit-future": error(
        "明日より後の日の監査記録は書けません",
        "a day after tomorrow cannot be recorded",
        "この機械の時計と、渡した時刻を確かめてください",
        "look at the clock of this machine, and at the instant that was handed in",
    ),
    "usage/audit-closed": error(
        "この監査記録は閉じられています",
        "this audit log is closed",
    ),
    "usage/audit-current": error(
        "書いている途中の月や、記録のない月は廃棄できません",
        "the month that is being written, or one that has no segment, cannot be destroyed",
    ),
    "usage/no-audit": error(
        "`{path}` に監査記録がありません",
        "`{path}` holds no audit log",
        "`audit-2026-05.log` のようなファイルの入ったフォルダを指定してください",
        "name the folder that holds files such as `audit-2026-05.log`",
    ),
}
