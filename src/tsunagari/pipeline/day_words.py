"""A date as people write it.

Law: year, month and day, in Japanese with their characters, in English as ISO 8601.
"""

from __future__ import annotations

from datetime import date


def day_words(day: date, language: str) -> str:
    """2026年4月1日, or 2026-04-01."""
    return f"{day.year}年{day.month}月{day.day}日" if language == "ja" else day.isoformat()
