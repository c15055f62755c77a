"""One paragraph for each block of a ruleset: its heading, its sentences, and the paragraphs under it.

Law: a sentence stands alone on its line; `points` are what a sentence counts ("all three of these"), one condition
each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsunagari.engine.explaining.said import Said
from tsunagari.model.rules import Site


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its full stop, and the conditions that it counts."""

    words: Said
    points: tuple[Said, ...] = ()

    def spoken(self, language: str) -> str:
        """The sentence with its stop, or the colon before its points."""
        text = self.words.spoken(language)
        if language == "ja":
            return text + ("：" if self.points else "" if text.endswith("」") else "。")
        return text[:1].upper() + text[1:] + (":" if self.points else "" if text.endswith("”") else ".")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block in sentences; `kind` is its keyword, `name` its canonical name, `site` where it is written."""

    kind: str
    name: str
    title: Said
    sentences: tuple[Sentence, ...]
    under: tuple[Paragraph, ...] = ()
    site: Site | None = None
    ruleset: str = ""
    tier: int = 0

    def lines(self, language: str, depth: int = 0) -> Iterator[str]:
        """The paragraph as text, two blanks a level."""
        space = "  " * depth
        yield space + self.title.spoken(language)
        for one in self.sentences:
            yield f"{space}  {one.spoken(language)}"
            for point in one.points:
                yield f"{space}    ・{point.spoken(language)}"
        for part in self.under:
            yield from part.lines(language, depth + 1)
