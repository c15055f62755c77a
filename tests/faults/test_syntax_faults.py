"""The laws of the language have teeth: faults planted in reader and printer are found by them.

Whether each fault can still be planted is tested in every run; that it is found, in the nightly one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.plant import Fault, applies, found

VALUES = ("tests/syntax/test_values.py",)
LAWS = ("tests/property/test_language_laws.py", "tests/syntax/test_corpus.py")
FILES = ("tests/syntax/test_corpus.py", "tests/syntax/test_formatting.py")

FAULTS = (
    Fault(
        "a name that needs quotation marks is printed without", "syntax/pieces.py",
        "if not plain and needs_quotes(value.text, target=target)", "if not plain and not value.text", LAWS,
    ),
    Fault(
        "unknown as the name of hours is printed without quotation marks", "syntax/pieces.py",
        "text(n.text, style) if n.text in marks else name(n, style)", "name(n, style)", LAWS,
    ),
    Fault(
        "an article of supplementary provisions loses its first digit", "syntax/citations.py",
        "canonical[6:]", "canonical[7:]", LAWS,
    ),
    Fault("a night ends a minute late in print", "syntax/written.py", "minutes - 1440", "minutes - 1439", LAWS),
    Fault("under 18 is printed as under 17", "syntax/written.py", "{high + 1}歳未満", "{high}歳未満", LAWS),
    Fault(
        "a long list breaks before a word that begins a line", "syntax/printer.py",
        "index and not starts and width", "index and width", LAWS,
    ),
    Fault(
        "a comment behind a line is dropped", "syntax/printer.py",
        'return f"{line}  {layout.behind}" if layout.behind else line', "return line", FILES,
    ),
    Fault("comments in a list come one name late", "syntax/printer.py", "count <= seen", "count < seen", LAWS),
    Fault(
        "a comment that has no place in a list is lost", "syntax/printer.py",
        "        lines += _inside(field.layout, indent)\n", "", LAWS,
    ),
    Fault(
        "an unclosed quotation mark takes the next line along", "syntax/parser.py",
        "        if damaged < line.end:", "        if damaged < line.end + 30:", LAWS,
    ),
    Fault(
        "a line that cannot be read swallows its block", "syntax/assemble.py",
        "        self._broken = True\n        self._lost.update(plain(word) for word in _NAMED.findall(self.flat, line",
        "        self._block = None\n        self._lost.update(plain(word) for word in _NAMED.findall(self.flat, line",
        LAWS,
    ),
    Fault(
        "allow goes to the proviso above it", "syntax/assemble.py",
        'self._proviso is not None and field.keyword != "allow"', "self._proviso is not None", FILES,
    ),
    Fault(
        "decomposed kana move what follows", "syntax/lines.py",
        "return composed + FILL * short if", "return composed if", ("tests/syntax/test_rendering.py",),
    ),
    Fault("an end at its start is a span", "syntax/openings.py", "if end <= start:", "if end < start:", FILES),
    Fault("over 18 holds 18", "syntax/values.py", "return value + 1, UNBOUNDED", "return value, UNBOUNDED", VALUES),
    Fault("a quoted word may be split", "syntax/words.py", 'unicodedata.normalize("NFKC", inside), True',
          'unicodedata.normalize("NFKC", inside), False', LAWS),
    Fault("the half-width comma is a letter", "syntax/lines.py", ', ord("､"): ","', "", FILES),
    Fault(
        "only full-width keywords are normalised", "syntax/names.py",
        'normal = unicodedata.normalize("NFKC", text.replace(FILL, ""))', 'normal = text.replace(FILL, "")', VALUES,
    ),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_fault_can_be_planted(fault: Fault) -> None:
    """The text that the fault breaks stands in its file exactly once."""
    assert applies(fault)


@pytest.mark.nightly
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_fault_is_found(fault: Fault, tmp_path: Path) -> None:
    """The laws fail where the fault is in, in one run of four: they draw their examples by chance."""
    assert any(found(fault, tmp_path / str(attempt)) for attempt in range(4))
