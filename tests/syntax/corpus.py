"""The corpus of sources: what a file expects stands in its own comments.

Law: `※! code` (or `# ! code`) at the end of a line expects exactly these diagnostics on it; `code@7` at that column,
`code=name` where that is what is marked; `!^ code` on the line above (a caret a line), `!file code` on the file as a
whole. What is not written is not expected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tsunagari.diagnostics import Diagnostic
from tsunagari.source import Source

ROOT = Path(__file__).parents[1] / "corpus"
_EXPECTED = re.compile(r"(?:※|# )!(?P<up>\^*|file) (?P<codes>\S.*)$")
_CODE = re.compile(r"(?P<code>[a-z0-9-]+)(?:@(?P<column>[0-9]+))?(?:=(?P<name>\S+))?")


@dataclass(frozen=True)
class Expected:
    """A diagnostic that a comment asks for; column and name may be left open."""

    file: str
    line: int
    code: str
    column: int | None
    name: str | None

    def fits(self, found: Diagnostic) -> bool:
        """True where this is the diagnostic that was asked for."""
        return (
            (self.file, self.line, self.code) == (found.file, found.line, found.code)
            and self.column in (None, found.column)
            and self.name in (None, found.excerpt[found.column - 1 : found.end_column - 1])
        )


def source(path: Path) -> Source:
    """A file of the corpus, its line ends as they are."""
    return Source(path.relative_to(ROOT).as_posix(), path.read_bytes().decode("utf-8"))


def expected(sources: Sequence[Source]) -> list[Expected]:
    """Each diagnostic that the comments of some sources ask for, in their order."""
    found: list[Expected] = []
    for one in sources:
        for number, line in enumerate(one.text.split("\n"), 1):
            if match := _EXPECTED.search(line.rstrip("\r")):
                at = 0 if match["up"] == "file" else number - len(match["up"])
                for code in match["codes"].split():
                    part = _CODE.fullmatch(code)
                    assert part, f"{one.name}:{number}: `{code}` is no expectation"
                    column = int(part["column"]) if part["column"] else None
                    found.append(Expected(one.name, at, part["code"], column, part["name"]))
    return found


def differences(sources: Sequence[Source], found: Sequence[Diagnostic]) -> list[str]:
    """What is missing and what is not expected, as sentences; empty where all is as written."""
    left = list(found)
    out: list[str] = []
    for one in sorted(expected(sources), key=lambda wanted: (wanted.column is None, wanted.name is None)):
        earned = next((diagnostic for diagnostic in left if one.fits(diagnostic)), None)
        if earned is None:
            out.append(f"missing: {one.file}:{one.line}:{one.column or ''} {one.code} {one.name or ''}".rstrip())
        else:
            left.remove(earned)
    return out + [f"not expected: {d.headline()}" for d in left]


def comments_of(text: str) -> list[str]:
    """The comments in the order of the text, as a plain reading finds them."""
    quoted = r"「[^「」\n]*(?:「[^「」\n]*」[^「」\n]*)*」|｢[^｢｣\n]*(?:｢[^｢｣\n]*｣[^｢｣\n]*)*｣|[\"＂][^\"＂\n]*[\"＂]"
    found = re.finditer(rf"(?:{quoted})|(?P<comment>(?:※|[#＃](?=\s|\Z))[^\n]*)", text)
    return [match["comment"].rstrip() for match in found if match["comment"]]
