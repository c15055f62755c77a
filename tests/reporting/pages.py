"""Reports of small rulesets, and what a page of HTML holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser
from importlib import resources

from tsunagari.calendar.hours import JST
from tsunagari.pipeline.compiling import Compiled, compile_ruleset, parse_sources
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.report import report_on
from tsunagari.reporting.assembling import assemble
from tsunagari.reporting.page import render
from tsunagari.reporting.tree import Document
from tsunagari.source import Source

AT, ON = datetime(2026, 5, 1, 15, tzinfo=JST), date(2026, 4, 1)

#: A town with gaps: nobody takes 借金, only a default takes いじめ in 山形市, and a desk of unknown hours.
TOWN = """規則集 「ちいさな町」
相談分野 くらし
  含む 借金、家賃
相談分野 いじめ
希望項目 匿名
時間帯 昼間
  平日 9:00〜17:15
  土曜 10:00〜12:00
  除く 12月29日〜1月3日
団体 町役場
窓口 町の相談
  実施団体 町役場
  対象地域 山形市
  受付方法 電話 受付 昼間 電話番号 023-000-0000
窓口 家賃の窓口
  対象年齢 18歳以上
  受付方法 電話 受付 24時間
  受付方法 チャット 受付 昼間
窓口 学びの窓口
  対象年齢 18歳未満
窓口 休んでいる窓口
  状態 休止中
規則 家賃
  条件 相談が家賃
  つなぐ先 町の相談、家賃の窓口
規則 いじめ
  条件 相談がいじめ
  条件 年齢が18歳未満
  つなぐ先 学びの窓口
  つながらない時 家賃の窓口、休んでいる窓口
既定 いじめの受け皿
  条件 相談がいじめ
  条件 住所が山形市
  つなぐ先 町の相談
相談例 「家賃を払えない30歳」
  前提 年齢 30歳
  前提 相談 家賃
  前提 住所 山形市
  前提 時間 2026年5月1日 15:00
  結果 町の相談、家賃の窓口
相談例 「書き間違えた結果」
  前提 相談 家賃
  結果に含む 学びの窓口
確認 網羅
  条件 相談が家賃
  条件 年齢が18歳以上
  条件 言語が日本語
  条件 方法が電話
確認 必ず 町の相談
  条件 相談が家賃
"""


def compiled(text: str) -> Compiled:
    """A ruleset of one file."""
    found = compile_ruleset((parse_sources("town", [Source("town.tsu", text)]),))
    assert found.ruleset is not None, found.diagnostics
    return found


@cache
def document(text: str = TOWN, language: str = "ja", *, at: datetime = AT) -> Document:
    """The report of a ruleset of one file."""
    source = compiled(text)
    assert source.ruleset is not None
    return assemble(Program(source.ruleset), report_on(source, ON), at, language, "0")


@cache
def page(text: str = TOWN, language: str = "ja") -> str:
    """Its page."""
    return render(document(text, language), template())


def template() -> str:
    """The text of the template."""
    return resources.files("tsunagari.reporting").joinpath("report.html").read_text(encoding="utf-8")


@dataclass
class Element:
    """An element with its attributes and the text inside of it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: tuple[str, ...] = ()


@dataclass
class Html:
    """The elements of a page in their order."""

    elements: list[Element] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        """Those of these tags."""
        return [one for one in self.elements if one.tag in tags]


_VOID = {"meta", "link", "br"}


def read(text: str) -> Html:
    """The page, read by the parser of the standard library; unclosed elements fail."""
    found, open_elements = Html(), list[Element]()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            inside = tuple(one.tag for one in open_elements)
            one = Element(tag, {key: value or "" for key, value in attrs}, inside=inside)
            found.elements.append(one)
            if tag not in _VOID:
                open_elements.append(one)

        def handle_endtag(self, tag: str) -> None:
            assert open_elements and open_elements[-1].tag == tag, f"</{tag}> closes nothing"
            open_elements.pop()

        def handle_data(self, data: str) -> None:
            for one in open_elements:
                one.text += data

    reader = Reader(convert_charrefs=True)
    reader.feed(text)
    reader.close()
    assert not open_elements, [one.tag for one in open_elements]
    return found
