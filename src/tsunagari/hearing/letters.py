"""Letters that know where they stood.

Law: however a text is folded, rewritten or squeezed, every letter keeps the code points [start, end) of the text as
told that it came from; starts and ends never go backwards. Folding is NFKC, case folding and katakana to hiragana,
cluster by cluster, with at most one mark a letter: no text grows beyond a fixed multiple of itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from re import Match, Pattern

_VOICED = {"\u3099", "\u309a", "ﾞ", "ﾟ"}
_MOST_FROM_ONE = 8  # NFKC makes up to 18 letters of one (U+FDFA): nobody says them


@dataclass(frozen=True, slots=True, repr=False)
class Letters:
    """A folded text: letter `i` came from the code points [starts[i], ends[i]) of the text as told."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __repr__(self) -> str:
        """How many letters, and none of them."""
        return f"Letters({len(self.text)})"

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the letters [first, last) stood; last > first."""
        return self.starts[first], self.ends[last - 1]

    def kept(self, wanted: Callable[[str], bool]) -> Letters:
        """Only the letters that are wanted."""
        return _gathered(
            (one, start, end)
            for one, start, end in zip(self.text, self.starts, self.ends, strict=True)
            if wanted(one)
        )

    def part(self, first: int, last: int) -> Letters:
        """The letters [first, last)."""
        return Letters(self.text[first:last], self.starts[first:last], self.ends[first:last])

    def rewritten(self, pattern: Pattern[str], becomes: Mapping[str, str]) -> Letters:
        """Every match replaced by what its text becomes; each new letter came from the whole match."""
        out: list[tuple[str, int, int]] = []
        after = 0
        for match in pattern.finditer(self.text):
            out += self._between(after, match.start())
            out += self._replaced(match, becomes[match.group()])
            after = match.end()
        return _gathered((*out, *self._between(after, len(self.text)))) if after else self

    def _between(self, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        return zip(self.text[first:last], self.starts[first:last], self.ends[first:last], strict=True)

    def _replaced(self, match: Match[str], new: str) -> Iterator[tuple[str, int, int]]:
        start, end = self.span(match.start(), match.end())
        return ((letter, start, end) for letter in new)


def folded(text: str) -> Letters:
    """The text folded; marks, blanks and signs are still in it."""
    return _gathered(
        (letter, start, end) for start, end in _clusters(text) for letter in _fold(text[start:end])[:_MOST_FROM_ONE]
    )


def plain(text: str) -> str:
    """The folded letters alone, for words that we compare with."""
    return folded(text).text


def spoken(letter: str) -> bool:
    """Whether somebody says this letter: kana, kanji, Latin, digits and the long mark; no sign and no blank."""
    return letter.isalnum() or letter in "ー々〆"


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a letter with the marks that sit on it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (text[at] in _VOICED or unicodedata.combining(text[at])):
            yield start, at
            start = at


def _fold(cluster: str) -> str:
    letter, mark = cluster[:1], next((one for one in cluster[1:] if one in _VOICED), "")
    # a lone voicing mark of half width is a blank with a mark for NFKC: it is no letter
    folded_letter = unicodedata.normalize("NFKC", letter + mark if letter not in _VOICED else "").casefold()
    return "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in folded_letter)


def _gathered(letters: Iterator[tuple[str, int, int]] | tuple[tuple[str, int, int], ...]) -> Letters:
    held = list(letters)
    return Letters("".join(one[0] for one in held), tuple(one[1] for one in held), tuple(one[2] for one in held))
