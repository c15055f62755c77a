"""From a text to logical lines: what a file looks like before its words are read.

Law: the flat text has the length of the source, so that every position in it is a position in the source.
Full-width marks, digits and letters become half-width, comments become blanks, a line that ends in a comma goes on;
what is quoted is left as written. A decomposed or half-width-kana run is composed and padded with FILL at its end.
Characters that could deceive a reader (bidirectional controls, zero-width, NUL) are refused with their position.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice

from tsunagari.syntax.ast import Layout
from tsunagari.syntax.keywords import BLOCKS, FIELDS, spellings
from tsunagari.syntax.limits import PIECES

FILL = "\x00"

_QUOTE = (
    r"「[^「」\n]*(?:「[^「」\n]*」[^「」\n]*)*」"
    r"|｢[^｢｣\n]*(?:｢[^｢｣\n]*｣[^｢｣\n]*)*｣"
    r'|["＂][^"＂\n]*["＂]'
)
QUOTED = re.compile(_QUOTE)
_BLANK = r"[ \t\r\u3000\u00a0]"
_COMMENT = r"(?:※|[#＃](?=[\s]|$))[^\n]*"
_RANGE_MARKS = {ord(mark): "~" for mark in "〜～–—−"}
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|\r(?!\n)"
)
_RUN = re.compile(r"[^\s,()|:~\"]+")
_COMMA = re.compile(rf"(?:{_QUOTE})|(?P<comma>[,，、､])")
_PIECE = re.compile(rf"(?:{_QUOTE})|[^ ,|]+|\|")
_LINE = re.compile(r"\n\n+|[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line: its half-open range in the flat text, without surrounding blanks, and its layout."""

    start: int
    end: int
    layout: Layout


@dataclass(frozen=True, slots=True)
class Flat:
    """A text made flat: its lines that hold something, comments after the last of them, and what was refused.

    `refused` are (position, character); `unclosed` the positions of quotation marks that nothing closes.
    """

    text: str
    lines: tuple[Line, ...]
    below: tuple[str, ...]
    refused: tuple[tuple[int, str], ...]
    unclosed: tuple[int, ...]


class _Narrow(dict[int, str]):
    """Maps a character to its half-width form where that is one character; kept between calls by `_narrow`."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        self[code] = plain if len(plain) == 1 else char
        return self[code]


@cache
def _narrow() -> _Narrow:
    return _Narrow({ord("、"): ",", ord("､"): ",", ord("\t"): " ", ord("\r"): " ", **_RANGE_MARKS})


@cache
def _starting() -> re.Pattern[str]:
    words = {spelling for table in (BLOCKS, FIELDS) for keyword in table.values() for spelling in spellings(keyword)}
    keyword = "|".join(sorted((re.escape(word).replace(r"\ ", " +") for word in words), key=len, reverse=True))
    return re.compile(rf"{_BLANK}*(?:(?:{keyword})(?:{_BLANK}|[:：\n]|\Z)|[|｜]|\n|\Z)")


@cache
def _scanner() -> re.Pattern[str]:
    goes_on = rf"(?!{_starting().pattern})"
    return re.compile(
        rf"(?P<quote>{_QUOTE})|(?P<unclosed>[「｢\"＂])|(?P<comment>{_COMMENT})"
        rf"|(?P<goes_on>[,，、､]{_BLANK}*+(?:{_COMMENT})?+\n(?:{_BLANK}*+{_COMMENT}\n)*+{goes_on})",
        re.MULTILINE,
    )


def begins_a_line(text: str) -> bool:
    """True where a text at the start of a line would not go on with the list above."""
    return _starting().match(text) is not None


def flatten(text: str) -> Flat:
    """The flat text of a source with its logical lines; never raises."""
    refused = tuple((m.start(), m.group()) for m in _REFUSED.finditer(text))
    if refused:
        text = _REFUSED.sub(" ", text)
    pieces: list[str] = []
    comments: list[tuple[int, str]] = []
    unclosed: list[int] = []
    done = 0
    for match in _scanner().finditer(text):
        pieces.append(_plain(text[done : match.start()]))
        done = match.end()
        if match.lastgroup == "quote":
            pieces.append(match.group())
            continue
        if match.lastgroup == "unclosed":
            unclosed.append(match.start())
            pieces.append(match.group())
            continue
        found = match.group()
        if match.lastgroup == "goes_on":
            comments += [(match.start() + m.start(), m.group().rstrip()) for m in re.finditer(_COMMENT, found, re.M)]
            pieces.append("," + " " * (len(found) - 1))
        else:
            comments.append((match.start(), found.rstrip()))
            pieces.append(" " * len(found))
    pieces.append(_plain(text[done:]))
    flat = "".join(pieces)
    lines, below = _lines(flat, comments)
    return Flat(flat, lines, below, refused, tuple(unclosed))


def _plain(piece: str) -> str:
    flat = piece.translate(_narrow())
    if unicodedata.is_normalized("NFKC", flat):
        return flat
    return _RUN.sub(_compose, flat)


def _compose(match: re.Match[str]) -> str:
    run = match.group()
    composed = unicodedata.normalize("NFKC", run)
    short = len(run) - len(composed)
    return composed + FILL * short if short >= 0 and _RUN.fullmatch(composed) else run


def _lines(flat: str, comments: list[tuple[int, str]]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Logical lines with what stands around them; a blank line is kept as "" (one at most, none at the start)."""
    out: list[Line] = []
    above: list[str] = []
    waiting = iter([*comments, (len(flat) + 1, "")])
    offset, comment = next(waiting)
    for match in _LINE.finditer(flat):
        start, end = match.span()
        if start == end:
            break
        text = match.group()
        stripped = text.strip()
        here: list[tuple[int, str]] = []
        while offset < end:
            here.append((offset, comment))
            offset, comment = next(waiting)
        if not stripped:
            above += [text for _, text in here] or ([""] if above[-1:] != [""] and (out or above) else [])
            continue
        first = start + len(text) - len(text.lstrip())
        last = first + len(stripped)
        out.append(Line(first, last, _layout(flat, first, last, tuple(above), here)))
        above = []
    while above[-1:] == [""]:
        above.pop()
    return tuple(out), tuple(above)


def _layout(flat: str, first: int, last: int, above: tuple[str, ...], here: list[tuple[int, str]]) -> Layout:
    if not above and not here:
        return _BARE
    behind = here.pop()[1] if here and here[-1][0] >= last else None
    inside: list[tuple[int, str]] = []
    seen, done = 0, first
    for offset, text in here:
        seen, done = seen + commas(flat, done, offset), offset
        inside.append((seen, text))
    return Layout(above, behind, tuple(inside))


_BARE = Layout()


def commas(text: str, start: int, end: int) -> int:
    """How many commas stand between two positions, those in quotation marks left out."""
    return sum(1 for match in _COMMA.finditer(text, start, end) if match.lastgroup == "comma")


def too_many(text: str) -> bool:
    """True where a line holds more words and names than any list of it may."""
    return next(islice(_PIECE.finditer(text), PIECES, None), None) is not None


def char_name(char: str) -> str:
    """`U+200B`, for messages."""
    return f"U+{ord(char[0]):04X}"
