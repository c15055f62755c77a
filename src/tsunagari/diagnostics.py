"""What is wrong, where, and what to write instead.

Law: a diagnostic is a value (code, place, fields); its prose comes from the one catalogue
(`tsunagari.messages`), in the language of the file, and never names a class of ours.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import chain, repeat

from tsunagari.messages import prose, severity_of
from tsunagari.source import Source, Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code at a place; line 0 where a whole file is meant.

    Lines and columns count from 1, columns in code points; `end_column` is exclusive.
    `fields` fill the catalogue's sentence; `witness` is facts as JSON text, or None.
    """

    code: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    language: str = "ja"
    fields: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    witness: str | None = None

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`."""
        return severity_of(self.code)

    @property
    def message(self) -> str:
        """What is wrong, one sentence."""
        return prose(self.code, self.language, dict(self.fields))[0]

    @property
    def help(self) -> str | None:
        """What to write instead, or None."""
        return prose(self.code, self.language, dict(self.fields))[1]

    def headline(self) -> str:
        """`file:line:column: severity[code]: message`."""
        return f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]: {self.message}"

    def render(self) -> str:
        """The finding with its line of source and the span drawn under it, as wide as a terminal draws it."""
        out = [self.headline()]
        if self.line and self.excerpt:
            gutter = f"{self.line:>5} | "
            end = self.end_column if self.end_line == self.line else len(self.excerpt) + 1
            lead, marked = self.excerpt[: self.column - 1], self.excerpt[self.column - 1 : end - 1]
            out.append(gutter + self.excerpt.replace("\t", " "))
            out.append(" " * 5 + " | " + " " * width(lead) + "^" * max(1, width(marked)))
        if self.help:
            marks = chain("=", repeat(" "))
            out += [f"      {mark} {line}" for mark, line in zip(marks, self.help.split("\n"), strict=False)]
        return "\n".join(out)


def at(code: str, source: Source, span: Span, language: str, **fields: str) -> Diagnostic:
    """A diagnostic for a span of a source."""
    line, column = source.position(span.start)
    end_line, end_column = source.position(max(span.end, span.start))
    return Diagnostic(
        code, source.name, line, column, end_line, end_column,
        language, tuple(sorted(fields.items())), source.line(line),
    )  # fmt: skip


def whole_file(code: str, name: str, language: str = "ja", **fields: str) -> Diagnostic:
    """A diagnostic that means a whole file or folder."""
    return Diagnostic(code, name, 0, 0, 0, 0, language, tuple(sorted(fields.items())))


def width(text: str) -> int:
    """Columns that a terminal gives to a text (UAX #11: wide and full-width count two, marks none)."""
    total = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf"):
            continue
        total += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
    return total
