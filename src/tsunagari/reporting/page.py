"""A document as one page of HTML.

Law: every text is escaped (nothing of a ruleset is markup), a name that the template does not find is an error, and the
page holds no script and asks for nothing from anywhere. This is the one module that needs Jinja2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from tsunagari.reporting.tiles import COLUMNS
from tsunagari.reporting.tree import Cover, Document
from tsunagari.reporting.words import Words

_COVERS: tuple[Cover, ...] = ("rule", "default", "nobody", "unsettled")


def render(document: Document, template: str) -> str:
    """The page; `template` is the text of `report.html`."""
    words = Words(document.language)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    count: Counter[str] = Counter(one.severity for one in document.findings)
    passed = sum(one.passed for one in document.trials)
    page = environment.from_string(template, globals={"w": words, "doc": document, "nm_ja": _japanese(document)})
    shown = {one.cover for one in document.tiles}
    return page.render(
        columns=COLUMNS,
        glance=list(_glance(document, words, count, passed)),
        covers=[one for one in _COVERS if one in shown or one == "rule"],
        count={severity: count[severity] for severity in ("error", "warning", "note")},
        passed=passed,
    ).lstrip()


def _japanese(document: Document) -> Any:
    """Names of places, which are Japanese in every report."""

    def shown(text: str) -> Markup:
        return Markup('<span lang="ja">{}</span>').format(text) if document.language != "ja" else escape(text)

    return shown


def _glance(document: Document, words: Words, count: Counter[str], passed: int) -> Iterator[tuple[str, int | str, str]]:
    """Label, number and remark of each figure at the head of the page."""
    desks = [desk for group in document.desks for desk in group.desks]
    own = sum(len(group.desks) for group in document.desks if group.own)
    state = Counter(desk.state for desk in desks)
    yield "glance-desks", len(desks), words("glance-desks-note", own=own)
    yield "glance-open", state["now"], words("glance-open-note", unknown=state["unknown"])
    proved = sum(one.outcome == "proved" for one in document.promises)
    yield "glance-trials", passed, words("glance-of", number=len(document.trials))
    yield "glance-promises", proved, words("glance-of", number=len(document.promises))
    loud = count["error"] + count["warning"]
    yield "glance-findings", loud, words("glance-findings-note", number=count["note"])
    if document.losses is None or document.nobody is None:
        yield "glance-losses", words("not-asked"), ""
        return
    remark = words("losses-unsettled", number=document.unsettled) if document.unsettled else words("glance-losses-note")
    yield "glance-losses", len(document.losses), remark
    if not document.nobody and not document.nobody_settled:
        yield "glance-nobody", words("mark-unsettled"), ""
        return
    some = "glance-nobody-some" if document.nobody else "glance-nobody-none"
    yield "glance-nobody", words(some), words("glance-nobody-note")
