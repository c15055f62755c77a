"""An `allow` line that silences nothing.

Law: told by the report, which alone knows what was silenced.
"""

from __future__ import annotations

from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.page import Page, example

PAGES = (
    Page(
        code="unused-allow",
        why=Said(
            "「了承」は、指摘を理由とともに受け入れた印です。指摘がなくなったのに残っていると、次に同じ指摘が出たとき"
            "だれにも気づかれません。消してください。",
            "`allow` records that a finding was accepted, and why. Once the finding is gone the line would "
            "silence the next one unseen: take it away.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              了承 unreachable-resource 「準備中」
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              allow unreachable-resource "being prepared"
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
    ),
)
