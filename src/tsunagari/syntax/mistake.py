"""A part of a line that cannot be read: raised where it is seen, turned into a diagnostic where the line is known."""

from __future__ import annotations

from tsunagari.source import Span


class Mistake(Exception):
    """A catalogue code, the span at fault (None: the whole line) and the fields of the sentence.

    A field is a text, or a pair of texts (Japanese, English) where keywords are named.
    """

    def __init__(self, code: str, span: Span | None = None, **fields: str | tuple[str, str]) -> None:
        super().__init__(code)
        self.code = code
        self.span = span
        self.fields = fields

    def at(self, span: Span) -> Mistake:
        """The same mistake at a span."""
        return Mistake(self.code, span, **self.fields)

    def fields_in(self, language: str) -> dict[str, str]:
        """The fields with pairs settled for `ja` or `en`."""
        side = 0 if language == "ja" else 1
        return {key: value if isinstance(value, str) else value[side] for key, value in self.fields.items()}
