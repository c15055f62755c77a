"""Chains of `otherwise` that end closed.

Law (design C2, C10): the warning is told only with somebody of whom the plain reading says that nobody is open then.
Where others take over, or hours are not known, one note a ruleset says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsunagari.analysis.chains import ClosedChain, Minutes, closed_chains
from tsunagari.analysis.facts import facts
from tsunagari.analysis.times import Telling
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said, listed, plain
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.persons import holding, in_words, open_then, witness
from tsunagari.pipeline.time_words import time_words

PAGES = (
    Page(
        code="closed-chain",
        why=Said(
            "「つながらない時」は、開いている窓口が見つかるまで順にたどります。最後まで閉まっている時間があると、その時間に"
            "来た人にはだれもいません。方法（電話・チャットなど）を問わない、日本語の人について調べています。最後に24時間"
            "の窓口を書くか、既定を置いてください。",
            "A chain is followed until somebody is open. If at some hours all of it is closed, people who come then "
            "find nobody. Looked at are people who speak Japanese and may come by any channel. End the chain with a "
            "resource that is open around the clock, or write a default.",
        ),
        bad=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            時間帯 夕方
              平日 17:00〜21:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 夜の相談
              対応言語 すべて
              受付 夕方
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              つながらない時 夜の相談
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            hours evening
              weekdays 17:00-21:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource late
              speaks any
              open evening
              tel 000-0000
            rule everybody
              route desk
              otherwise late
            """,
        ),
        good=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 いつでも相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              つながらない時 いつでも相談
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource always
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              otherwise always
            """,
        ),
    ),
    Page(
        code="closed-chain-taken-over",
        why=Said(
            "規則の「つながらない時」は閉まって終わりますが、その時間にはほかの規則か既定が開いています。だれも取り残されま"
            "せんが、規則に書いた窓口とは違うところが受けもつことになります。",
            "The chain of a rule ends closed, but another rule or a default is open then. Nobody is left alone, but "
            "somebody else than the rule names takes these people.",
        ),
        bad=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 分室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 いつでも相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              つながらない時 分室
            既定 最後に
              つなぐ先 いつでも相談
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource branch
              speaks any
              open daytime
              tel 000-0000
            resource always
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              otherwise branch
            default last
              route always
            """,
        ),
        good=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 いつでも相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              つながらない時 いつでも相談
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource always
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              otherwise always
            """,
        ),
    ),
    Page(
        code="chain-hours-unknown",
        why=Said(
            "受付時間の分からない窓口は、開いているとは数えません。「つながらない時」の先にそういう窓口しか残らない人がいる"
            "と、いつでもつながるとは言えません。時間が分かったら書き、分かるまでは24時間の窓口を最後に書いてください。",
            "A resource whose hours are not known never counts as open. Where a chain leaves somebody with nobody "
            "else, nobody can say that they always get through. Write the hours once they are known; until then end "
            "the chain with a resource that is open around the clock.",
        ),
        bad=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 当番の窓口
              対応言語 すべて
              受付 不明
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              つながらない時 当番の窓口
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource on-duty
              speaks any
              open unknown
              tel 000-0000
            rule everybody
              route desk
              otherwise on-duty
            """,
        ),
        good=example(
            """
            規則集 「例」
            時間帯 平日の昼
              平日 9:00〜17:00
            窓口 相談室
              対応言語 すべて
              受付 平日の昼
              電話番号 000-0000
            窓口 いつでも相談
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
              つながらない時 いつでも相談
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource always
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
              otherwise always
            """,
        ),
    ),
)
_SHOWN = 5


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each chain that leaves somebody alone, and at most one note of each kind."""
    look.watch("closed-chain", 0, 1)
    everybody = look.everybody
    found = closed_chains(look.ruleset, everybody.first, everybody.last, look.holidays)
    taken_over = [one for one in found.found if not one.alone]
    for one in found.found:
        if one.alone and (finding := _finding(look, one)) is not None:
            yield finding
    head = look.head
    if head is not None:
        chains = [_taken_over(look, one) for one in taken_over if look.clause(one.clause) is not None]
        if chains:
            yield head.finding("closed-chain-taken-over", head.block.head, chains=_lines(chains, head.language))
        unknown = [
            Said(f"`{clause.name}`：{_listed(names).ja}", f"`{clause.name}`: {_listed(names).en}")
            for clause, names in found.unknown if look.clause(clause) is not None
        ]  # fmt: skip
        if unknown:
            yield head.finding("chain-hours-unknown", head.block.head, chains=_lines(unknown, head.language))
    if not found.whole:
        yield from look.not_finished("closed-chain")


def _finding(look: Look, chain: ClosedChain) -> Diagnostic | None:
    """The warning, with somebody of whom the plain reading says that nobody is open; none where it does not."""
    written = look.clause(chain.clause)
    if written is None:
        return None
    for person in (facts(chain.person, spare=True), facts(chain.person)):
        if chain.clause.name in holding(look.ruleset, person, look.holidays) and not open_then(
            look.ruleset, person, look.holidays
        ):
            assert chain.alone is not None
            finding = written.finding(
                "closed-chain",
                name=chain.clause.name,
                hours="・" + _hours(look, chain.alone).spoken(written.language),
                person=in_words(person, written.language),
            )
            return replace(finding, witness=witness(person))
    return None


def _hours(look: Look, minutes: Minutes) -> Said:
    return time_words(look.ruleset, Telling(minutes.states, look.holidays).told(minutes.mask))


def _taken_over(look: Look, chain: ClosedChain) -> Said:
    hours = _hours(look, chain.closed)
    return Said(f"`{chain.clause.name}`：{hours.ja}", f"`{chain.clause.name}`: {hours.en}")


def _listed(names: Sequence[str]) -> Said:
    return listed([plain(f"`{name}`") for name in names], most=3)


def _lines(lines: Sequence[Said], language: str) -> str:
    """The first lines as a list, and how many more there are."""
    shown = ["・" + line.spoken(language) for line in lines[:_SHOWN]]
    if more := len(lines) - len(shown):
        shown.append(f"・ほか{more}" if language == "ja" else f"・{more} more")
    return "\n".join(shown)
