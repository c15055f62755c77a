"""Every bad source under `tests/corpus/bad/names` says itself what is wrong with it, and nothing else is.

Law: `※! code` (or `# ! code`) at the end of a line expects that code on that line, `code=word` that it underlines that
word too; `※!^ code` expects it on the line above. One that is missing and one that nobody expects both fail.
A folder is a ruleset of several files; one with a folder `town` is that ruleset with what it uses beside it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tsunagari.diagnostics import Diagnostic
from tsunagari.messages.names import NAMES
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Source
from tsunagari.syntax.ast import File, Names, Paths
from tsunagari.syntax.parser import parse

CORPUS = Path(__file__).parents[1] / "corpus" / "bad" / "names"
ROOT = "town"
MARK = re.compile(r"(?:※|[#＃] ?)!(?P<above>\^?) (?P<codes>[^※#＃]+?) *$")
NEAR_MARK = re.compile(r"[※#＃] *!")

#: Codes that no text can bring about: the parser refuses it first, or a list would be 10,000 entries long.
NOT_BY_TEXT: Mapping[str, str] = {
    "ruleset-without-name": "a head without a name is a mistake of syntax",
    "period-reversed": "a period that ends before it starts is a mistake of syntax",
    "too-many-entries": "the parser refuses a list of more than 10,000 entries",
    "assert-without-target": "`always` without a name is a mistake of syntax",
}

#: Sources with a fault of ours that is not mended yet: what is still said wrongly. Whoever mends it removes the entry.
NOT_YET: Mapping[str, str] = {}

Expected = tuple[int, str, str | None]
Text = tuple[str, str]


def rulesets() -> list[str]:
    """The corpus, one entry a ruleset: a file, or a folder that holds other files or folders with a root."""
    found: list[str] = []
    for path in sorted(CORPUS.rglob("*")):
        if (path.is_dir() and ((path / ROOT).is_dir() or path.name.endswith("-files"))) or (
            path.suffix == ".tsu" and not any(path.is_relative_to(CORPUS / folder) for folder in found)
        ):
            found.append(path.relative_to(CORPUS).as_posix())
    return found


def texts(name: str) -> list[Text]:
    """The files of one ruleset, each as its path and text."""
    path = CORPUS / name
    files = [path] if path.is_file() else sorted(path.rglob("*.tsu"))
    return [(file.relative_to(CORPUS).as_posix(), file.read_text(encoding="utf-8")) for file in files]


def expected(name: str, text: str) -> list[Expected]:
    """What the marks of one text expect: line, code, and the word underlined or None."""
    found: list[Expected] = []
    for number, line in enumerate(text.split("\n"), 1):
        mark = MARK.search(line)
        assert mark or not NEAR_MARK.search(line), f"{name}:{number}: a mark that is not understood"
        for code in mark["codes"].split(" ") if mark else ():
            code, _, word = code.partition("=")
            found.append((number - bool(mark and mark["above"]), code, word or None))
    return found


def folders(files: Sequence[Text]) -> list[Folder]:
    """The texts as folders, the root first; `uses` of each is what its lines name."""
    towns = {path[: path.index(f"/{ROOT}/")] for path, _ in files if f"/{ROOT}/" in path}
    parsed: dict[str, list[File]] = {}
    for path, text in files:
        above = next((f"{town}/" for town in towns), None)
        key = above + path[len(above) :].split("/")[0] if above else ""
        parsed.setdefault(key, []).append(parse(Source(path, text))[0])
    order = sorted(parsed, key=lambda key: (posixpath.basename(key) != ROOT, key))
    return [Folder(key, tuple(parsed[key]), _uses(key, parsed[key])) for key in order]


def _uses(key: str, files: Sequence[File]) -> tuple[str, ...]:
    values = [
        field.value for file in files for block in file.blocks for field in block.fields if field.keyword == "uses"
    ]
    paths = [name.text for v in values for name in (v.paths if isinstance(v, Paths) else getattr(v, "names", ()))]
    assert all(isinstance(v, Paths | Names) for v in values)
    return tuple(posixpath.normpath(posixpath.join(key, path)) for path in paths)


def found(files: Sequence[Text]) -> tuple[Ruleset | None, list[Diagnostic]]:
    """The ruleset and every diagnostic, of syntax and of names."""
    ruleset, problems = resolve(folders(files))
    mistakes = [mistake for path, text in files for mistake in parse(Source(path, text))[1]]
    return ruleset, [*mistakes, *problems]


def underlined(diagnostic: Diagnostic) -> str:
    """What the reader sees underlined."""
    end = diagnostic.end_column if diagnostic.end_line == diagnostic.line else len(diagnostic.excerpt) + 1
    return diagnostic.excerpt[diagnostic.column - 1 : end - 1]


def differences(files: Sequence[Text]) -> list[str]:
    """Every expectation that was not met and every diagnostic that nobody expected, in plain words."""
    wanted = [(path, *one) for path, text in files for one in expected(path, text)]
    told: list[str] = []
    for diagnostic in found(files)[1]:
        at = (diagnostic.file, diagnostic.line, diagnostic.code)
        fitting = [one for one in wanted if one[:3] == at]
        exact = [one for one in fitting if one[3] in (None, underlined(diagnostic))]
        if not fitting:
            told.append(f"unexpected: {diagnostic.render()}")
        elif exact:
            wanted.remove(exact[0])
        else:
            told.append(f"underlines {underlined(diagnostic)!r}: {diagnostic.render()}")
            wanted.remove(fitting[0])
    return told + [f"missing: {path}:{line}: {code}" for path, line, code, _ in wanted]


def _cases() -> list[object]:
    def marks(name: str) -> list[pytest.MarkDecorator]:
        return [pytest.mark.xfail(strict=True, reason=NOT_YET[name])] if name in NOT_YET else []

    return [pytest.param(name, marks=marks(name), id=name) for name in rulesets()]


@pytest.mark.parametrize("name", _cases())
def test_a_bad_source_says_what_is_wrong_with_it(name: str) -> None:
    """Exactly the diagnostics that the source expects come out, and no ruleset does."""
    files = texts(name)
    assert not differences(files), "\n".join(differences(files))
    assert any(expected(path, text) for path, text in files)
    ruleset, problems = found(files)
    assert ruleset is None or not any(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize("name", rulesets())
def test_every_finding_can_be_read(name: str) -> None:
    """Each finding underlines a word of its line, has advice, leaves no field unfilled and shows none of our braces."""
    for problem in found(texts(name))[1]:
        assert problem.line > 0 and (problem.code == "no-ruleset" or underlined(problem).strip()), problem.render()
        assert underlined(problem) == underlined(problem).strip(), problem.render()
        assert problem.help and "{" not in problem.message + problem.help, problem.render()
        assert "``" not in problem.message and "``" not in problem.help, problem.render()


@pytest.mark.parametrize("name", rulesets())
def test_marks_and_line_ends_change_nothing(name: str) -> None:
    """The findings are those of the text without its marks, and of the text with CR LF."""
    files = texts(name)
    bare = [(path, "\n".join(MARK.sub("", line) for line in text.split("\n"))) for path, text in files]
    windows = [(path, text.replace("\n", "\r\n")) for path, text in files]
    assert _places(files) == _places(bare) == _places(windows)


@pytest.mark.parametrize("name", [name for name in rulesets() if not name.endswith(".tsu")])
def test_the_order_of_files_changes_nothing(name: str) -> None:
    """The findings of several files are the same in whatever order they are given."""
    files = texts(name)
    assert _places(files) == _places(files[::-1])


def _places(files: Sequence[Text]) -> list[tuple[str, int, int, str]]:
    return sorted((p.file, p.line, p.column, p.code) for p in found(files)[1])


def test_every_code_has_a_bad_source() -> None:
    """Each sentence about names and examples stands in the corpus, unless no text can bring it about."""
    held = {code for name in rulesets() for path, text in texts(name) for _, code, _ in expected(path, text)}
    assert set(NAMES) - held == set(NOT_BY_TEXT)


def test_the_corpus_is_large_enough() -> None:
    """There are at least sixty bad sources, several with three or more mistakes, in Japanese, English and both."""
    counts = {name: sum(len(expected(path, text)) for path, text in texts(name)) for name in rulesets()}
    assert len(counts) >= 60
    assert sum(name.startswith("several/") and count >= 3 for name, count in counts.items()) >= 8
    assert all(any(name.startswith(kind) for name in counts) for kind in ("english/", "mixed/", "folders/"))
    assert set(NOT_YET) <= set(counts)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("  つなぐ先 甲、乙", "unexpected"),
        ("  つなぐ先 甲 ※! unknown-resource", "missing"),
        ("  つなぐ先 甲、乙 ※! unknown-issue", "unexpected"),
        ("  つなぐ先 甲、乙 ※! unknown-resource=甲", "underlines"),
        ("  つなぐ先 甲、乙 ※! unknown-resource unknown-resource", "missing"),
        ("  つなぐ先 甲、乙 ※! unknown-resource=乙", ""),
        ("  つなぐ先 甲、乙\n※!^ unknown-resource=乙", ""),
        ("  つなぐ先 甲、乙 # ! unknown-resource", ""),
    ],
)
def test_a_wrong_mark_fails(line: str, told: str) -> None:
    """What is missing, unexpected or underlined elsewhere is told; a right mark is silent."""
    files = [("a.tsu", f"規則集 「試験」\n窓口 甲\n規則 丙\n{line}\n")]
    assert bool(differences(files)) == bool(told)
    assert all(one.startswith(("unexpected", "missing", "underlines")) for one in differences(files))
    assert not told or any(one.startswith(told) for one in differences(files))


def test_a_mark_that_is_not_understood_fails() -> None:
    """A misspelt mark is no silent comment."""
    with pytest.raises(AssertionError, match="not understood"):
        expected("a.tsu", "規則 丙 ※ ! no-route\n")
