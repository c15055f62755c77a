"""Fail where a test was skipped: a skipped test proves nothing.

Law: the only leave is for data that lies beside the repository and may be absent, told by the reason's first words.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree

LEAVE = "needs ../shared"


def main() -> int:
    """Read a junit file; 1 if a test was skipped without leave."""
    cases = ElementTree.parse(sys.argv[1]).iter("testcase")
    skipped = [
        (f"{case.get('classname')}::{case.get('name')}", mark.get("message") or "")
        for case in cases
        for mark in case.iter("skipped")
        if mark.get("type") != "pytest.xfail"
    ]
    wrong = [(name, reason) for name, reason in skipped if not reason.startswith(LEAVE)]
    for name, reason in wrong:
        print(f"skipped: {name}: {reason}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
