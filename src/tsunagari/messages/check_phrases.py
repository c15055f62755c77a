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
}

CHECK_PHRASES: Mapping[str, Entry] = {f"explain/{code}": entry for code, entry in _PHRASES.items()}
