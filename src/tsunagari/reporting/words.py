"""The words of a report in its language.

Law: everything that a report says of its own comes from the catalogue (`report/…`); a name of the ruleset stays as it
is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tsunagari.engine.explaining.said import Said
from tsunagari.messages import prose

_WEEKDAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks one language, `ja` or `en`."""

    language: str

    def __call__(self, code: str, **fields: Said | str | int) -> str:
        """The phrase `report/code`, filled in."""
        filled = {key: one.spoken(self.language) if isinstance(one, Said) else str(one) for key, one in fields.items()}
        return prose(f"report/{code}", self.language, filled)[0]

    def sentence(self, code: str, **fields: Said | str | int) -> str:
        """The same as a sentence with its full stop."""
        text = self(code, **fields)
        return text + "。" if self.language == "ja" else text[:1].upper() + text[1:] + "."

    def head(self, code: str, **fields: Said | str | int) -> str:
        """The same as a heading."""
        text = self(code, **fields)
        return text[:1].upper() + text[1:]

    def weekday(self, number: int) -> str:
        """月 or Mon, Monday = 0."""
        return _WEEKDAYS[self.language][number]

    def day(self, day: date) -> str:
        """A date as people write it."""
        return f"{day.year}年{day.month}月{day.day}日" if self.language == "ja" else day.isoformat()

    def moment(self, at: datetime) -> str:
        """An instant with its weekday."""
        clock, name, day = f"{at.hour}:{at.minute:02}", self.weekday(at.weekday()), self.day(at.date())
        return f"{day}（{name}）{clock}" if self.language == "ja" else f"{name} {day} {clock}"

    def spoken(self, words: Said) -> str:
        """A phrase of another part."""
        return words.spoken(self.language)
