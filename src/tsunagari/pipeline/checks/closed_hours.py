"""At which hours nobody is open, and for whom, in the words of the ruleset.

Law (design C2): said of people who do get a resource (whom nobody takes is `gap`), for every minute of two years;
whoever has only resources with unknown hours then is told apart. Boxes of people and times, biggest first, each as one
line; a witness is one by the plain reading too. Where the budget ends, or not everybody whom nobody takes is known,
`not-finished` says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.closed import TIME, Closed, closed_hours
from tsunagari.analysis.facts import facts
from tsunagari.analysis.regions import Regions
from tsunagari.analysis.times import Telling
from tsunagari.analysis.widening import widest
from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.explaining.said import Said, said
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.proving import DAYS, answering
from tsunagari.pipeline.region_words import first_lines, region_words
from tsunagari.pipeline.time_words import time_words

PAGES = (
    Page(
        code="closed-hours",
        why=Said(
            "つながる窓口はあっても、その時間にはどこも開いていない人です。夜や休みの日に相談が来たとき、朝まで待つしか"
            "ありません。24時間の窓口を既定に加えるか、開く時間を延ばせないか話し合ってください。「受付時間の分からない"
            "窓口だけになる」人は、時間を確かめれば開いているかもしれません。承知のうえなら、規則集のブロックに"
            "「了承 closed-hours 「理由」」と書きます。",
            "These people do get a resource, but at these hours none is open: whoever asks at night or on a holiday "
            "can only wait. Add a resource that is open around the clock as a default, or ask whether one can stay "
            "open longer. Of those with only resources whose hours are not known somebody may be open: find out and "
            'write it. If it is accepted, write `allow closed-hours "reason"` in the ruleset block.',
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
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            rule everybody
              route desk
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
            窓口 夜の電話
              対応言語 すべて
              受付 24時間
              電話番号 000-0001
            規則 だれでも
              つなぐ先 相談室
              つながらない時 夜の電話
            """,
            """
            ruleset "example"
            hours daytime
              weekdays 9:00-17:00
            resource desk
              speaks any
              open daytime
              tel 000-0000
            resource night-line
              speaks any
              open around-the-clock
              tel 000-0001
            rule everybody
              route desk
              otherwise night-line
            """,
        ),
    ),
)

_SHOWN: Final = 8
"""Lines of each kind."""


def find(look: Look) -> Iterator[Diagnostic]:
    """At most one finding, about those for whom nobody is open."""
    ruleset, head, on = look.ruleset, look.head, look.on
    if head is None or on is None or not ruleset.resources:
        return
    nobody = look.nobody
    look.watch("closed-hours", 0, 1)
    closed = closed_hours(ruleset, nobody, look.holidays, on, on + timedelta(days=DAYS - 1))
    if not nobody.whole or (closed is not None and not (closed.shut.whole and closed.unknown.whole)):
        yield from look.not_finished("closed-hours")
    person = None if closed is None else _somebody(ruleset, closed)
    if closed is None or person is None:
        return
    words = _Words(ruleset, closed, look)
    parts = []
    for heading, regions, beside in (("nobody-open", closed.shut, nobody.found), ("perhaps-open", closed.unknown, ())):
        if regions.found:
            parts += [said(heading).spoken(head.language), words.lines(regions, beside, head.language)]
    finding = head.finding("closed-hours", head.block.head, regions="\n".join(parts))
    yield replace(finding, witness=json.dumps(_plain(person), ensure_ascii=False, sort_keys=True))


class _Words:
    """Regions over people and times in the words of a ruleset."""

    def __init__(self, ruleset: Ruleset, closed: Closed, look: Look) -> None:
        self.ruleset, self.states = ruleset, closed.states
        self.telling = Telling(closed.states, look.holidays)

    def lines(self, regions: Regions, beside: Sequence[Values], language: str) -> str:
        """The largest boxes first; they may reach into those who have nobody at all, of whom the same is so."""
        weights = {TIME: self.states.lengths()}
        boxes, left = widest(regions.found, regions.axes.domains, beside=beside, weights=weights, most=_SHOWN)
        return first_lines((self._line(regions, one) for one in boxes), left, language, whole=regions.whole)

    def _line(self, regions: Regions, box: Values) -> Said:
        time = time_words(self.ruleset, self.telling.told(box.get(TIME, self.states.every)))
        person = {axis: mask for axis, mask in box.items() if axis != TIME}
        return region_words(self.ruleset, regions.axes, person, time)


def _somebody(ruleset: Ruleset, closed: Closed) -> Mapping[str, Any] | None:
    """The facts of one of them, at an instant, of whom the plain reading says the same."""
    for region in (*closed.shut.found, *closed.unknown.found):
        counter = closed.somebody(region)
        for told in (facts(counter, spare=True), facts(counter)):
            then = answering(ruleset, told)
            anytime = answering(ruleset, {key: value for key, value in told.items() if key != "at"})
            if anytime.sure and not then.sure & then.open:
                return told
    return None


def _plain(person: Mapping[str, Any]) -> dict[str, Any]:
    return {**person, "at": person["at"].isoformat()}
