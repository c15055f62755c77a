"""A check that ended before it had looked at everything.

Law (design C10): silence is never taken for an answer; told by the checks that may run out of steps.
"""

from __future__ import annotations

from tsunagari.engine.explaining.said import Said
from tsunagari.pipeline.checks.page import Page

PAGES = (
    Page(
        code="not-finished",
        why=Said(
            "一つの点検に使う手数は決めてあります。とても大きな、または条件の入り組んだ規則集では、終わりまで見られない"
            "ことがあります。見つかったものは確かですが、見つからなかったものがないとは言えません。",
            "Each check has a limit of steps. In a very large ruleset, or one of very entangled conditions, it may not "
            "get to the end: what it found is sure, but what it did not find may still be there.",
        ),
    ),
)
