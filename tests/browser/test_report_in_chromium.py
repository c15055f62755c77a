"""The report as people meet it: in a browser, on a phone and on a desk, by keyboard, printed (run with `-m browser`).

Debian's chromium is driven by playwright; axe-core, which the package axe-playwright-python holds, looks for what
breaks WCAG 2.1 AA. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from reporting.pages import AT, ON, TOWN, page
from tsunagari.shell.reports import report_page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (360, 1280)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}

#: Where axe-core looks: each language in each width, the large page once (it takes ten seconds).
AXE = (("town-ja", 1280), ("town-en", 360), ("yamagata-ja", 360))

playwright = pytest.importorskip("playwright.sync_api")
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """Debian's chromium; without it these tests fail, they are not left out."""
    program = shutil.which("chromium")
    assert program is not None, "install chromium and fonts-noto-cjk (apt-get install), as .ci/run does"
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@cache
def text(name: str) -> str:
    """A page: the small town with everything that can go wrong, or a real ruleset."""
    which, language = name.split("-")
    if which == "town":
        return page(TOWN, language)
    return report_page(ROOT / "rules" / which, at=AT, on=ON, language=language, version="0")[0]


@contextmanager
def shown(browser: playwright.Browser, folder: Path, name: str, width: int) -> Iterator[playwright.Page]:
    """The page, open; that anything is said on the console or asked for fails the test."""
    file = folder / f"{name}.html"
    file.write_text(text(name), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800})
    opened, troubles = context.new_page(), list[str]()
    opened.on("console", lambda message: troubles.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    opened.on("request", lambda asked: troubles.append(f"request: {asked.url}") if asked.url[:5] != "data:" else None)
    opened.goto(file.as_uri())
    yield opened
    assert troubles == [f"request: {file.as_uri()}"]
    context.close()


@pytest.fixture(params=[(name, width) for name in ("town-ja", "town-en", "yamagata-ja") for width in WIDTHS], ids=str)
def opened(request: pytest.FixtureRequest, browser: playwright.Browser, tmp_path: Path) -> Iterator[playwright.Page]:
    """Each page in both widths."""
    with shown(browser, tmp_path, *request.param) as found:
        yield found


def test_it_fits_prints_and_goes_by_keyboard(opened: playwright.Page, tmp_path: Path) -> None:
    """Nothing runs out of the window, the first stop of the keyboard is the way to the content, a PDF comes out."""
    wide, window = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= window
    assert opened.evaluate("document.fonts.check('16px sans-serif', '孤独')")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    assert opened.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"
    pdf = opened.pdf(path=tmp_path / "page.pdf", format="A4")
    assert pdf[:5] == b"%PDF-" and len(pdf) > 20_000


def test_the_map_leads_to_the_municipalities(opened: playwright.Page) -> None:
    """A tile leads to its prefecture's list, which the keyboard unfolds."""
    opened.locator(".map a", has_text="山形").press("Enter")
    assert opened.url.endswith("#p06")
    summary = opened.locator("#p06 > summary")
    summary.press("Enter")
    assert opened.locator("#p06").get_by_text("天童市").first.is_visible()


@pytest.mark.parametrize(("name", "width"), AXE)
def test_axe_finds_nothing_to_mend(browser: playwright.Browser, tmp_path: Path, name: str, width: int) -> None:
    """No violation of WCAG 2.1 A and AA; in the small town with everything unfolded."""
    with shown(browser, tmp_path, name, width) as opened:
        if name.startswith("town"):
            opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = Axe().run(opened, options=RULES).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_axe_would_find_something(browser: playwright.Browser) -> None:
    """The net has no hole: a page with faint letters and an unnamed link is not let through."""
    broken = browser.new_page()
    broken.set_content("<html lang=ja><title>x</title><main><p style='color:#bbb'>うすい字</p><a href='#x'></a></main>")
    found = Axe().run(broken, options=RULES).response["violations"]
    assert {"color-contrast", "link-name"} <= {one["id"] for one in found}
