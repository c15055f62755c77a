"""A counter-example as facts that anybody can hand in.

Law: every attribute that was told exactly is told; what makes no difference gets the most usual value that is allowed,
so that a reader sees an ordinary person; what is unstated is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tsunagari.analysis.asking import Counter
from tsunagari.analysis.axes import SAME_AS
from tsunagari.model.attributes import NO_FIXED_ABODE, Attribute
from tsunagari.model.places import gazetteer

_KEYS: Final = {"caller-lives": "caller_lives", "caller-language": "caller_language"}
_USUAL: Final = {
    "language": ("日本語", "ja"), "danger": ("no",), "caller": ("本人", "self"), "channel": ("電話", "phone"),
    "works": ("none",), "studies": ("none",),
}  # fmt: skip
_USUAL_AGES: Final = (40, 16, 70)
_OTHER_TAGS: Final = ("mi", "haw", "iu", "yo", "zu", "xh", "kl", "fo")
"""Languages by which somebody speaks none that the ruleset names."""


def facts(counter: Counter, *, spare: bool = False, asked: Iterable[str] = ()) -> dict[str, Any]:
    """The facts of a counter-example, by the names of the JSON keys.

    `spare`: only those that the search looked at, and `asked`, of which it matters that they are told.
    """
    axes = counter.axes
    looked_at = {*counter.values, *counter.inside, "issue", *asked}
    chosen = {name: _value(name, counter) for name in axes.domains if name not in SAME_AS}
    chosen |= {name: _value(name, counter, chosen) for name in axes.domains if name in SAME_AS}
    found: dict[str, Any] = {}
    declared: dict[str, Any] = {}
    for name, bit in chosen.items():
        if spare and name not in looked_at:
            continue
        number = bit.bit_length() - 1
        if name in axes.sets:
            stated = axes.sets[name].sets[number]
            if stated:
                found["issues" if name == "issue" else "wishes"] = list(stated)
            continue
        attribute = axes.attributes[name]
        if attribute.declared:
            declared[name] = _told(attribute, number)
        elif name == "danger":
            found[name] = attribute.values[number] in ("yes", "あり")
        else:
            found[_KEYS.get(name, name)] = _told(attribute, number)
    if declared:
        found["attributes"] = declared
    if axes.at is not None:
        found["at"] = axes.at
    return found


def _value(name: str, counter: Counter, others: Mapping[str, int] | None = None) -> int:
    """The bit of the value on an axis: the one found, else the most usual one that is allowed."""
    axes = counter.axes
    allowed = counter.inside.get(name, -1) & axes.domains[name]
    if name in counter.values:
        return counter.values[name]
    same = (others or {}).get(SAME_AS.get(name, ""), 0)
    if name in axes.attributes and name not in axes.sets:
        attribute = axes.attributes[name]
        usual = [attribute.bit(value) for value in _USUAL.get(name, ())]
        if attribute.shape == "number":
            usual += [1 << (age - attribute.lowest) for age in _USUAL_AGES if age >= attribute.lowest]
        if attribute.values[same.bit_length() - 1 :][:1] != (NO_FIXED_ABODE,):
            usual.append(same)
        for bit in usual:
            if bit & allowed:
                return bit
    return allowed & -allowed


def _told(attribute: Attribute, number: int) -> str | int:
    """The value in the words of its attribute."""
    value = attribute.values[number]
    if attribute.shape == "number":
        return attribute.lowest + number
    if attribute.shape == "place":
        found = gazetteer().find(value) if value.isdigit() else ()
        return found[0].full_name if found else value
    if attribute.shape == "language" and value == "other":
        known = {tag for tag, _ in attribute.spellings}
        return next(tag for tag in _OTHER_TAGS if tag not in known)
    return value
