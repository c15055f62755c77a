"""`tsunagari audit`: is the audit log whole (`verify`)? And the end of a month's records (`destroy`).

Law: `verify` writes nothing, 0 where the log is whole (a torn tail is only noted), 1 where something was changed, moved
or lost. Nothing that a record holds is shown: files, numbers of lines and chain values only.
"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang
from tsunagari.errors import UsageError
from tsunagari.privacy.audit.verifying import Verified, verify
from tsunagari.privacy.months import is_month
from tsunagari.shell.audit_files import today_in_japan
from tsunagari.shell.audit_folder import destroy, log_folder, read_log
from tsunagari.wire.findings import finding_to_dict
from tsunagari.wire.json_text import write_json

_CHAIN = re.compile("(?:sha256:)?([0-9a-f]{64})", re.ASCII)

Action = Annotated[
    str,
    typer.Argument(
        metavar="verify|destroy",
        help="verify: 確かめる。destroy: 月の記録を廃棄する。 Check the log, or destroy the records of a month.",
        show_default=False,
    ),
]
Log = Annotated[
    str, typer.Argument(metavar="DIR", help="監査記録のフォルダ。 The folder of the log.", show_default=False)
]
Chain = Annotated[
    str | None,
    typer.Option(
        "--chain", metavar="sha256:…", show_default=False,
        help="前に控えた鎖の値が記録にあるか。 A chain value noted earlier that the log must still hold.",
    ),
]  # fmt: skip
Month = Annotated[
    str | None,
    typer.Option("--month", metavar="2026-04", help="廃棄する月。 The month to destroy.", show_default=False),
]


def command(
    action: Action, log: Log, chain: Chain = None, month: Month = None, json: Json = False, lang: Lang = None
) -> int:
    """監査記録を確かめる、月の記録を廃棄する。 Check an audit log, or destroy a month of it."""
    if action == "verify" and month is None:
        return _verify(log, chain, json)
    if action == "destroy" and chain is None:
        return _destroy(log, month, json)
    raise UsageError("bad-option", option="audit", example="tsunagari audit verify DIR")


def _verify(log: str, chain: str | None, json: bool) -> int:
    noted = None if chain is None else _CHAIN.fullmatch(chain)
    if chain is not None and noted is None:
        raise UsageError("bad-option", option="--chain", example="--chain sha256:" + "0" * 64)
    month = today_in_japan().strftime("%Y-%m")
    found = verify(read_log(log_folder(log)), noted and noted[1], speech.language(), month=month)
    if json:
        speech.line(write_json(_to_dict(found)))
        return 0 if found.ok else 1
    for finding in found.findings:
        speech.line(finding.render() + "\n")
    count, newest = len(found.records), "sha256:" + found.newest
    told = ("正しく続いています", "the log is whole") if found.ok else ("誤りがあります", "the log is not whole")
    speech.line(
        speech.either(
            f"{told[0]}: 記録 {count}、最後の鎖の値 {newest}",
            f"{told[1]}: {count} records, newest chain value {newest}",
        )
    )
    return 0 if found.ok else 1


def _to_dict(found: Verified) -> dict[str, object]:
    return {
        "ok": found.ok,
        "records": len(found.records),
        "newest": "sha256:" + found.newest,
        "findings": [finding_to_dict(one) for one in found.findings],
    }


def _destroy(log: str, month: str | None, json: bool) -> int:
    if month is None or not is_month(month):
        raise UsageError("bad-option", option="--month", example="--month 2026-04")
    entry = destroy(log_folder(log), month)
    if json:
        speech.line(write_json({"destroyed": entry.month, "records": entry.count - 1, "last": "sha256:" + entry.last}))
    else:
        speech.line(
            speech.either(
                f"廃棄しました: {entry.month}（記録 {entry.count - 1}）。最後の鎖の値 sha256:{entry.last} は残ります",
                f"destroyed: {entry.month} ({entry.count - 1} records); its last chain value sha256:{entry.last} stays",
            )
        )
    return 0
