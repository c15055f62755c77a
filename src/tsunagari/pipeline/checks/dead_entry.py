"""List entries that can never matter, and condition lines that everybody meets anyway.

Law (language §5; design C4, C10): each is told where it stands; of a clause that nobody meets, or that leads nowhere,
nothing more is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.analysis.idle import Idle
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said
from tsunagari.model.from_syntax import Folder
from tsunagari.model.from_syntax.entries import Entries
from tsunagari.model.spelling import key
from tsunagari.pipeline.checks.look import Look, Written
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.idle_entries import IdleEntries, IdleEntry, clauses_with_above
from tsunagari.syntax.ast import File

PAGES = (
    Page(
        code="dead-entry",
        why=Said(
            "並べた項目のうち、あってもなくても同じものです。ほかの項目に含まれているか、ほかの条件も満たす人には当てはま"
            "りません。書き誤りでないか見てください。「対象地域」だけは、県と市を並べて書くと市の人に近い窓口として先に出"
            "るので、含まれていても指摘しません。",
            "An entry of a list that could as well not be there: it lies within another one, or nobody who meets the "
            "other conditions has it. Look whether something else was meant. Only in `serves` a city beside its "
            "prefecture is left alone: it puts the desk first for the people of that city.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 鳥取のこども
              条件 住所が鳥取県、鳥取市
              条件 年齢が18歳未満
              つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when lives 鳥取県, 鳥取市
              when age under 18
              route children
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 鳥取のこども
              条件 住所が鳥取県
              条件 年齢が18歳未満
              つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when lives 鳥取県
              when age under 18
              route children
            """,
        ),
    ),
    Page(
        code="needless-line",
        why=Said(
            "この条件の行は、同じ規則（または上の規則）のほかの条件を満たす人なら、だれでも満たします。広すぎる条件を書い"
            "たか、同じことを二度書いています。害はありませんが、読む人は違いを探します。",
            "Everybody who meets the other conditions of this clause, and of those above it, meets this line too: it "
            "is wider than was meant, or says the same twice. It does no harm, but a reader looks for what it adds.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 こども
              条件 年齢が18歳未満
              条件 年齢が20歳未満
              つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when age under 18
              when age under 20
              route children
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 こども相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            規則 こども
              条件 年齢が18歳未満
              つなぐ先 こども相談
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            resource children
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            rule young
              when age under 18
              route children
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each entry and each line."""
    look.watch("dead-entry", 0, 1)
    ruleset, compiled = look.ruleset, look.compiled
    folders = [Folder(folder.key, folder.files, folder.uses) for folder in compiled.folders]
    idle = IdleEntries(ruleset, Entries(folders), Idle(ruleset, look.holidays))
    files = {file.source.name: file for file in compiled.folders[0].files}
    for written in look.blocks.values():
        for one in _of_block(look, idle, written, files[written.source.name]):
            yield _finding(written, one)
    for clause, above in clauses_with_above(ruleset):
        at = look.clause(clause)
        if at is None or clause.name in look.lifeless:
            continue
        file = files[at.source.name]
        for one in idle.of_clause(clause, above, at.fields, file):
            yield _finding(at, one)
        for span in idle.needless_lines(clause, above, at.fields, file):
            yield at.finding("needless-line", span)


def _of_block(look: Look, idle: IdleEntries, written: Written, file: File) -> Iterator[IdleEntry]:
    """What can be said of the lists of one block or proviso by itself."""
    block = written.block
    if block.keyword == "issue":
        yield from idle.of_issue(written.fields)
    elif block.keyword == "area":
        yield from idle.of_area(written.fields, file)
    elif block.keyword == "resource" and block.name is not None:
        name = look.ruleset.resource_names.get(key(block.name.text))
        if name is not None:
            yield from idle.of_resource(look.ruleset.resources[name], written.fields, file)
    elif block.keyword in ("rule", "withhold", "default", "define"):
        yield from idle.of_lines(written.fields, file)


def _finding(written: Written, one: IdleEntry) -> Diagnostic:
    return written.finding("dead-entry", one.span, name=one.text, why=one.why.spoken(written.language))
