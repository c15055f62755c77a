"""An assertion that nobody proved is not called fine.

Law: told by the report where no first day was given.
"""

from __future__ import annotations

from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.page import Page

PAGES = (
    Page(
        code="not-proved",
        why=Said(
            "証明には始まりの日が要ります。`tsunagari check` は今日から2年間を証明します。Python から呼ぶときは`tsuna"
            "gari.check(path, on=日付)` としてください"
            "。",
            "A proof needs a first day. `tsunagari check` proves the two years from today; from Python, call "
            "`tsunagari.check(path, on=DATE)`.",
        ),
    ),
)
