"""Every finding has a page, and its examples are what they say they are."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tsunagari.messages.checks import CHECKS
from tsunagari.pipeline.checks import EXACT, PLAIN, TOLD_ELSEWHERE, check_named, pages
from tsunagari.shell.loading import check

PAGES = pages()
SHOWN_BY_NO_EXAMPLE = {
    "not-finished": "takes a ruleset that is too much for a check: the laws of each check make one",
    "not-proved": "told where no day is given, whatever the ruleset",
    "assertion-undecided": "takes a formula of a hundred rules: `benchmarks/proofs.py` makes one",
}


def codes(tmp_path: Path, text: str, day: str) -> dict[str, str]:
    """Code → severity of what check finds in a text."""
    (tmp_path / "example.tsu").write_text(text, encoding="utf-8")
    found = check(tmp_path, on=date.fromisoformat(day)).findings
    return {one.code: one.severity for one in found}


def test_every_finding_of_a_check_has_a_page_and_every_page_a_finding() -> None:
    """The catalogue of what `check` finds and the pages name the same codes."""
    assert set(PAGES) == set(CHECKS)


@pytest.mark.parametrize("name", [*PLAIN, *EXACT])
def test_a_check_is_a_module_with_pages_that_finds(name: str) -> None:
    """Its file is named after the code, or holds several outcomes of one question."""
    module = check_named(name)
    own = [page.code for page in module.PAGES]
    assert own and callable(module.find)
    assert len(own) > 1 or own == [name.replace("_", "-")]
    assert not set(TOLD_ELSEWHERE) & {name}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("code", sorted(set(PAGES) - set(SHOWN_BY_NO_EXAMPLE)))
def test_the_bad_example_has_the_finding_and_the_good_one_nothing_that_fails(
    code: str, language: str, tmp_path: Path
) -> None:
    """In Japanese and in English; a bad example shows one thing, and no other that fails."""
    page = PAGES[code]
    bad = codes(tmp_path, page.bad.spoken(language), page.day)
    assert code in bad
    assert {one for one, severity in bad.items() if severity != "note"} <= {code}
    good = codes(tmp_path, page.good.spoken(language), page.day)
    assert code not in good and set(good.values()) <= {"note"}


@pytest.mark.parametrize("code", sorted(PAGES))
def test_a_page_says_why_in_both_languages(code: str) -> None:
    """Without an example there is a reason above."""
    page = PAGES[code]
    assert page.why.ja != page.why.en and page.why.ja.endswith("。") and page.why.en.endswith(".")
    assert bool(page.bad.ja) == (code not in SHOWN_BY_NO_EXAMPLE)


def test_the_documents_hold_the_pages_as_they_are() -> None:
    """`docs/findings.*.md` are written by a script from the pages."""
    script = Path(__file__).parents[2] / "scripts" / "make_findings_pages.py"
    done = subprocess.run([sys.executable, str(script), "--check"], check=False)
    assert done.returncode == 0, "run python scripts/make_findings_pages.py"
