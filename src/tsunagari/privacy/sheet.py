"""A handover as a page of text, in Japanese or English.

Law: one line for each field, in a fixed order; what a person wrote can begin no line of the page, so that no name or
note can be mistaken for a heading; characters that steer a terminal or the direction of writing are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tsunagari.messages import prose
from tsunagari.privacy.fields import label

_STEERING: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_REPLACEMENT: Final = "\ufffd"
_CONTINUED: Final = "\n    │ "


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the fields: codes and names of the registry; `sender` None where it may not stand."""

    receiver: str
    sender: str | None
    day: str
    about: str
    purpose: str
    permitted_by: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The part of the JSON object above `fields`."""
        return {
            "receiver": self.receiver,
            "from": self.sender,
            "day": self.day,
            "about": self.about,
            "purpose": self.purpose,
            "permitted_by": list(self.permitted_by),
        }


def sheet(heading: Heading, fields: Mapping[str, str], language: str) -> str:
    """The page; it ends in a newline."""
    permitted = [_said("by-consent", language) if one == "consent" else one for one in heading.permitted_by]
    rows = [
        (_said("sheet-receiver", language), heading.receiver),
        (_said("sheet-from", language), heading.sender or _said("sheet-no-sender", language)),
        (_said("sheet-day", language), heading.day),
        (_said("sheet-about", language), _said(f"about-{heading.about}", language)),
        (_said("sheet-purpose", language), _said(f"purpose-{heading.purpose}", language)),
        (_said("sheet-permission", language), ("、" if language == "ja" else ", ").join(permitted)),
    ]
    told = [(label(field, language), text) for field, text in fields.items()]
    lines = [_said("sheet-title", language), "", *_lines(rows, language), "", *_lines(told, language), ""]
    return "\n".join([*lines, _said("sheet-limit", language), ""])


def _lines(rows: Iterable[tuple[str, str]], language: str) -> list[str]:
    colon = "：" if language == "ja" else ": "
    return [f"{name}{colon}{_plain(text)}" for name, text in rows]


def _plain(text: str) -> str:
    """The text without what steers; its further lines stand behind a bar."""
    return _STEERING.sub(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", _CONTINUED)


def _said(code: str, language: str) -> str:
    return prose(f"privacy/{code}", language, {})[0]
