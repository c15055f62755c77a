"""Places as tables name them, held to the gazetteer.

Law: a name comes out only where it means one place of Japan, written with its prefecture; what is unknown comes with
the nearest names, and never becomes a place by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tsunagari.exchange.remarks import Unreadable
from tsunagari.model.places import Place, gazetteer

LISTED: Final = re.compile(r"[、,，/／;；\n]+")
NATION: Final = ("全国", "日本全国", "nationwide", "nation", "日本", "japan")
_JAPANESE: Final = re.compile("[぀-ヿ一-鿿]")
_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A place that a resource serves: its code for the order, and its name as written into the rules."""

    code: str
    name: str


NATIONWIDE: Final = Area("00000", "全国")


def area_of(text: str, prefecture: str = "") -> Area:
    """The place of a cell, inside of a prefecture where one is given; raises Unreadable."""
    written = text.strip()
    if written.casefold() in NATION and not prefecture:
        return NATIONWIDE
    full = written if written.startswith(prefecture) else prefecture + written
    found = gazetteer().find(full)
    if len(found) > 1:
        raise Unreadable("ambiguous-place", text=written, near="、".join(place.full_name for place in found[:6]))
    if not found:
        raise Unreadable("unknown-place", text=written, near=full, kind="place" if prefecture else "")
    return Area(found[0].code, _name(found[0]))


def prefecture_of(text: str) -> Area:
    """A prefecture; raises Unreadable."""
    written = text.strip()
    found = [place for place in gazetteer().find(written) if place.kind == "prefecture"]
    if not found:
        raise Unreadable("unknown-place", text=written, near=written, kind="prefecture")
    return Area(found[0].code, found[0].name)


def suggestion(text: str, kind: str) -> str:
    """`もしかして … / perhaps …`, or an empty text; `kind` is `prefecture`, `place` inside of one, or "" for any."""
    near = _near(text) if looks_japanese(text) else []
    fits = {"prefecture": lambda one: one.kind == "prefecture", "place": lambda one: one.kind != "prefecture"}.get(kind)
    return _perhaps([place for place in near if fits is None or fits(place)])


def looks_japanese(text: str) -> bool:
    """Whether a text has kana or kanji in it."""
    return _JAPANESE.search(text) is not None


def _near(text: str) -> list[Place]:
    places = gazetteer()
    return [places.find(name)[0] for name in places.near(text, _LOOKED_AT)]


def _perhaps(places: list[Place]) -> str:
    names = "、".join(_name(place) for place in places[:2])
    return f"もしかして {names} / perhaps {names}" if names else ""


def _name(place: Place) -> str:
    if place.kind == "prefecture":
        return place.name
    return place.full_name
