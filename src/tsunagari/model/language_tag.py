"""Language tags that are well-formed (RFC 5646 §2.1): language, script, region, variants, extensions, private use.

Law: well-formed, not valid; no language of four letters or more, for there is none, and a mistyped name would pass for
one; at most 60 characters.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 60
_TAG: Final = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)


def language_tag(text: str) -> str | None:
    """The tag in its usual letter case (RFC 5646 §2.1.1), or None where the text is no well-formed tag."""
    lower = text.replace("_", "-").lower()
    if len(lower) > _LONGEST or not _TAG.fullmatch(lower):
        return None
    parts = lower.split("-")
    private = parts.index("x") if "x" in parts else len(parts)
    for at, part in enumerate(parts[1:private], 1):
        if len(parts[at - 1]) == 1:
            continue
        if len(part) == 2:
            parts[at] = part.upper()
        elif len(part) == 4 and part.isalpha():
            parts[at] = part.title()
    return "-".join(parts)
