"""Phrases that findings are put together from: why an entry is idle, on which days and at which hours.

Law: phrases, not sentences, in both languages, as those of an explanation (`explain/…`), from which they take their
prefix; names are the ruleset's own and stand in `{braces}`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note

_PHRASES: Mapping[str, Entry] = {
    "idle-twice": note("同じものがもう書いてあります", "the same is listed already"),
    "idle-inside": note("`{other}` に含まれています", "it lies within `{other}`"),
    "idle-implied": note("`{other}` があれば、いつも満たされます", "`{other}` never holds without it"),
    "idle-several": note("{others} を合わせたものに含まれています", "{others} hold all of it between them"),
    "idle-excluded": note("ほかの条件も満たす人には、当てはまりません", "nobody who meets the other conditions has it"),
    "idle-none": note(
        "ほかの条件があるので、除いても除かなくても同じです", "with the other conditions it excludes nobody"
    ),
    "idle-all": note("ほかの条件があるので、加えても同じです", "with the other conditions it asks for nothing more"),
    "idle-unled": note("ここへつながる人には、当てはまりません", "nobody who is led here has it"),
    "idle-exception": note("除く前の範囲に入っていません", "there is nothing of it to except"),
    "days-all": note("毎日", "every day"),
    "days-weekday": note("平日", "weekdays"),
    "days-saturday": note("土曜", "Saturdays"),
    "days-sunday": note("日曜", "Sundays"),
    "days-holiday": note("祝日", "holidays"),
    "days-weekend": note("土日祝", "weekends and holidays"),
    "hours-all-day": note("終日", "all day"),
    "hours-on": note("{days} {spans}", "{days}: {spans}"),
    "hours-some-days": note("{day}など{number}日", "{number} days, {day} among them"),
    "hours-besides": note("{day}など、ほか{number}日にも", "also on {number} other days, {day} among them"),
}

CHECK_PHRASES: Mapping[str, Entry] = {f"explain/{code}": entry for code, entry in _PHRASES.items()}
