"""`tsunagari places`."""

from __future__ import annotations

import json

from cli.town import Tsunagari


def test_every_place_that_bears_the_name(tsunagari: Tsunagari) -> None:
    """An ambiguous name shows all its places, a code the one it belongs to."""
    said = tsunagari("places", "府中市", "062014")
    assert said.code == 0
    assert said.out.splitlines() == [
        "13206  東京都府中市（ふちゅうし）",
        "34208  広島県府中市（ふちゅうし）",
        "06201  山形県山形市（やまがたし）",
    ]


def test_as_json(tsunagari: Tsunagari) -> None:
    """A list with one object for each match, with its prefecture and the place that it lies in."""
    places = json.loads(tsunagari("places", "札幌市中央区", "山形県", "--json").out)
    assert places == [
        {"code": "01101", "name": "中央区", "kana": "ちゅうおうく", "prefecture": "北海道", "parent": "01100"},
        {"code": "06000", "name": "山形県", "kana": "やまがたけん", "prefecture": "山形県", "parent": None},
    ]


def test_what_is_not_found(tsunagari: Tsunagari) -> None:
    """The rest is still shown; what was not found is told by its number, with names that look like it."""
    said = tsunagari("places", "山形市", "山方市", "--json")
    assert said.code == 1
    assert len(json.loads(said.out)) == 1
    assert "2 番目" in said.err
    assert "似た地名" in said.err
