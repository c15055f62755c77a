"""Sets of places are called by few words, and by names wherever there is room."""

from __future__ import annotations

import pytest

from engine.worlds import attributes
from tsunagari.engine.explaining.place_words import EVERYWHERE, FEW, Room, place_words
from tsunagari.model.places import gazetteer

LIVES = attributes()["lives"]
LISTED = ("青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県")


def mask(*names: str) -> int:
    """The leaves of places, by name; `-` in front takes away."""
    places, found = gazetteer(), 0
    for name in names:
        one = places.mask(places.find(name.removeprefix("-"))[0])
        found = found & ~one if name.startswith("-") else found | one
    return found


@pytest.mark.parametrize(
    ("names", "room", "ja"),
    [
        (("鳥取県",), FEW, "鳥取県"),
        (("鳥取県", "-鳥取市", "-米子市"), FEW, "鳥取県（鳥取市、米子市を除く）"),
        (("兵庫県", "-神戸市"), EVERYWHERE, "兵庫県（神戸市を除く）"),
        (("鳥取市", "米子市"), FEW, "鳥取市、米子市"),
        (("鳥取市", "米子市", "倉吉市", "境港市", "岩美町"), FEW, "鳥取県の5市区町村"),
        (("鳥取市", "米子市", "倉吉市", "境港市", "岩美町"), EVERYWHERE, "鳥取市、米子市、倉吉市、境港市、岩美町"),
        (LISTED, FEW, "青森県、岩手県、宮城県、秋田県、山形県、福島県、茨城県、栃木県、ほか2"),
        (LISTED, EVERYWHERE, "、".join(LISTED)),
    ],
)
def test_places_are_named_where_there_is_room(names: tuple[str, ...], room: Room, ja: str) -> None:
    """Whole prefectures, few municipalities by name, and few that are left out."""
    words, outside = place_words(LIVES, mask(*names), room)
    assert (words.ja, outside) == (ja, False)


def test_nearly_everywhere_is_told_by_what_is_left_out() -> None:
    """With those abroad: not in Kami; without them, and with those of no fixed abode alone, the nation but Kami."""
    nation = (1 << len(gazetteer().leaves)) - 1
    most = nation & ~mask("兵庫県香美町")
    words, outside = place_words(LIVES, most | LIVES.bit("no-fixed-abode") | LIVES.bit("abroad"))
    assert (words.ja, outside) == ("香美町", True)
    words, outside = place_words(LIVES, most | LIVES.bit("no-fixed-abode"))
    assert (words.ja, words.en, outside) == (
        "全国（香美町を除く）、不定", "anywhere in Japan except 香美町, no fixed abode", False,
    )  # fmt: skip
