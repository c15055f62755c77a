"""Places that were said: every place by every exact key, ambiguity listed, slips only suggested."""

from __future__ import annotations

import pytest

from tsunagari.hearing.heard import Candidate
from tsunagari.hearing.letters import folded
from tsunagari.hearing.localities import almost_places, places
from tsunagari.hearing.postal import municipalities_of, postal_codes
from tsunagari.model.places import Place, gazetteer

CURRENT = [place for place in gazetteer().places if place.current]


def said(text: str) -> list[Candidate]:
    """The place candidates of a text that speaks of nobody else."""
    return list(places(folded(text), True))


def meant(one: Candidate) -> list[str]:
    """The codes that a candidate offers."""
    return [place.code for name in one.alternatives or (str(one.value),) for place in gazetteer().find(name)]


def codes(found: tuple[Place, ...]) -> list[str]:
    """Their codes."""
    return [place.code for place in found]


def test_every_place_by_its_name_with_what_it_lies_in() -> None:
    """All prefectures, municipalities and wards of today: one candidate, no choice, certain where one lives there."""
    assert len(CURRENT) == 47 + 1741 + 171
    for place in CURRENT:
        (one,) = said(f"{place.full_name}に住んでいます")
        assert (one.value, one.certain, one.attribute) == (place.full_name, True, "lives")


def test_every_place_by_its_name_alone() -> None:
    """A name lists everybody who bears it and decides nothing where there are several."""
    for place in CURRENT:
        (one,) = said(f"{place.name}です")
        assert meant(one) == codes(gazetteer().find(place.name))
        assert (one.value is None) == (len(one.alternatives) > 1) and not (one.value is None and one.certain)


def test_every_place_by_kana() -> None:
    """Kana finds whoever is read so."""
    for place in CURRENT:
        (one,) = said(f"{place.kana}にすんでます")
        assert meant(one) == codes(gazetteer().find(place.kana))


def test_every_place_by_code() -> None:
    """The codes of five and six digits, alone or after コード, and no other number."""
    for place in CURRENT:
        for text in (place.code, f"コードは{place.code6}です"):
            assert [meant(one) for one in said(text)] == [[place.code]]
    assert said("99999") == said("私は06201円持っています") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("府中市に住んでます", ["13206", "34208"]),
        ("広島の、府中市です", ["13206", "34208"]),
        ("広島県の府中市に住んでます", ["34208"]),
        ("大阪市北区です", ["27127"]),
        ("〒990-0041", ["06201"]),
        ("郵便番号は9900041です", ["06201"]),
        ("９９０－００４１です", ["06201"]),
    ],
)
def test_what_people_say(text: str, expected: list[str]) -> None:
    """A prefecture said just before decides; a postal code gives its set."""
    assert [meant(one) for one in said(text)] == [expected]


def test_a_bare_ward_lists_every_city_that_has_one() -> None:
    """北区 alone is a dozen places."""
    (one,) = said("北区です")
    assert one.value is None and len(one.alternatives) > 10


@pytest.mark.parametrize(
    "text",
    ["電話は090-1234-5678です", "会員番号123-45678", "0120-279-338", "023-990-0041", "990-0041-12",
     "新八代市役所ではない", "ちょっとつしまで", "9900041円"],
)  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    """Telephone numbers, sums and the middle of another name are none."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "name"), [("山方市に住んでます", "枚方市"), ("大阪に住んでます", "大阪府大阪市"), ("山形です", "山形県")]
)
def test_a_slip_is_only_suggested(text: str, name: str) -> None:
    """もしかして: no candidate, no value, never certain."""
    assert said(text) == []
    (one,) = almost_places(folded(text))
    assert one.value is None and not one.certain
    assert any(name.endswith(other) or other == name for other in one.alternatives)


def test_a_place_of_somebody_else_is_not_certain() -> None:
    """Where the text brings in another person, nobody knows who lives there."""
    (one,) = places(folded("息子は山形市に住んでいます"), False)
    assert one.value == "山形県山形市" and not one.certain and "caller_lives" in one.instead


def test_codes_of_the_table_lead_to_places_of_today() -> None:
    """A code behind a postal code is a place; what is no code leads nowhere; some cross a border."""
    assert all(gazetteer().by_code(code) for reached in set(postal_codes().values()) for code in reached)
    assert municipalities_of("0000000") == municipalities_of("99000") == municipalities_of("") == ()
    assert any(len(reached) > 1 for reached in postal_codes().values())
