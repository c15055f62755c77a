"""Names, aliases and codes become masks; what is unknown is refused without being repeated."""

from __future__ import annotations

from typing import Any

import pytest

from engine.test_consultation import SECRET, frames_of_ours
from engine.worlds import FRIDAY_15, attributes, bit, desk, leaves_of, ruleset
from tsunagari.engine.admission import admit, overlay
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.errors import FactsError
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE
from tsunagari.model.ruleset import Ruleset

WORLD = ruleset([desk("相談窓口", names=("ソウダン",)), desk("other")])


def known(world: Ruleset = WORLD, **facts: Any) -> Knowledge:
    """What these facts leave possible."""
    return admit(world, Consultation(**facts))


def refused(world: Ruleset = WORLD, **facts: Any) -> FactsError:
    """The error that these facts raise on admission."""
    consultation = Consultation(**facts)
    with pytest.raises(FactsError) as caught:
        admit(world, consultation)
    return caught.value


@pytest.mark.parametrize("told", ["鳥取市", "31201", "312011", "３１２０１", "鳥取県鳥取市", "とっとりし"])
def test_a_place_by_name_kana_or_code(told: str) -> None:
    """All spellings of one municipality are one leaf."""
    assert known(lives=told).masks["lives"] == leaves_of("鳥取市")


def test_coarse_places_are_all_their_leaves() -> None:
    """A prefecture, and a city with wards, leave every leaf below possible."""
    assert known(lives="鳥取県").masks["lives"].bit_count() == 19
    assert known(lives="大阪市").masks["lives"].bit_count() == 24


def test_a_channel_with_others_under_it_is_coarse() -> None:
    """Chat may be the app; the app is only the app."""
    assert known(channel="chat").masks["channel"] == bit("channel", "chat") | bit("channel", "app")
    assert known(channel="app").masks["channel"] == bit("channel", "app")
    assert known(channel="電話").masks["channel"] == bit("channel", "phone")


@pytest.mark.parametrize(
    ("told", "value"), [("ja", "日本語"), ("JA-jp", "日本語"), ("en-US", "英語"), ("tlh", "other")]
)
def test_a_language_by_tag(told: str, value: str) -> None:
    """A tag is looked up, then its longest part; one that no ruleset names is `other`."""
    assert known(language=told).masks["language"] == bit("language", value)


def test_ages_are_exact_or_coarse() -> None:
    """Both ends of a range are included."""
    assert known(age=16).masks["age"] == 1 << 16
    assert known(age=(30, 39)).masks["age"] == ((1 << 10) - 1) << 30


def test_declared_attributes_by_name_and_alias() -> None:
    """Choice, place and number; the Japanese name too."""
    facts = {"在学状況": "high", "birthplace": "鳥取県", "children": 3}
    told = known(attributes=facts).told
    assert told == {"school": 2, "birthplace": leaves_of("鳥取県"), "children": 8}


@pytest.mark.parametrize(
    ("facts", "code", "attribute"),
    [
        ({"lives": SECRET}, "unknown-value", "lives"),
        ({"lives": "00000"}, "unknown-value", "lives"),
        ({"lives": "312019"}, "unknown-value", "lives"),
        ({"works": "国外"}, "not-admitted", "works"),
        ({"lives": "なし"}, "not-admitted", "lives"),
        ({"issues": ["abuse", SECRET]}, "unknown-value", "issues"),
        ({"wishes": [SECRET]}, "unknown-value", "wishes"),
        ({"channel": SECRET}, "unknown-value", "channel"),
        ({"language": "エスペラント"}, "unknown-value", "language"),
        ({"language": "a-" * 5000}, "unknown-value", "language"),
        ({"caller": SECRET}, "unknown-value", "caller"),
        ({"attributes": {SECRET: "x"}}, "unknown-attribute", "attributes"),
        ({"attributes": {"age": 5}}, "unknown-attribute", "attributes"),
        ({"attributes": {"school": SECRET}}, "unknown-value", "school"),
        ({"attributes": {"school": 3}}, "wrong-type", "school"),
        ({"attributes": {"children": "3"}}, "wrong-type", "children"),
        ({"attributes": {"children": 11}}, "out-of-range", "children"),
        ({"attributes": {"children": 10**3000}}, "out-of-range", "children"),
        ({"attributes": {"school": "high", "在学状況": "none"}}, "told-twice", "school"),
        ({"declined": [SECRET]}, "unknown-attribute", "declined"),
        ({"tried": [SECRET]}, "unknown-resource", "tried"),
    ],
)
def test_what_no_ruleset_knows_is_refused(facts: dict[str, Any], code: str, attribute: str) -> None:
    """The code is stable, the key is named, and the value stands nowhere, not even in our frames."""
    error = refused(**facts)
    assert (error.code, error.attribute) == (code, attribute)
    assert error.__cause__ is None and error.__context__ is None
    shown = error.message("ja") + error.message("en") + repr(error.args) + repr(vars(error))
    assert SECRET not in shown + frames_of_ours(error.__traceback__)


def test_a_name_that_two_places_bear_lists_them() -> None:
    """The candidates are names of places, with their prefecture."""
    error = refused(lives="伊達市")
    assert (error.code, error.candidates) == ("ambiguous-value", ("北海道伊達市", "福島県伊達市"))


def test_unstated_attributes_stand_for_what_the_language_says() -> None:
    """日本語, no danger, the person; other places as the home; nothing else is presumed."""
    silent = known()
    assert silent.masks["language"] == bit("language", "日本語")
    assert silent.masks["danger"] == bit("danger", "no")
    assert silent.masks["caller"] == bit("caller", "self")
    assert silent.masks["age"] == attributes()["age"].admitted
    assert not silent.told
    home = known(lives="鳥取市", language="en").masks
    assert all(home[name] == leaves_of("鳥取市") for name in ("stays", "works", "studies", "caller-lives"))
    assert home["caller-language"] == bit("language", "英語")


def test_of_no_fixed_abode_is_somewhere_and_works_nowhere() -> None:
    """`stays` is every leaf, works and studies are none, and the caller's home is as unfixed as the person's."""
    masks = known(lives=NO_FIXED_ABODE).masks
    assert masks["stays"] == (1 << 1892) - 1
    assert masks["works"] == masks["studies"] == leaves_of(NONE)
    assert masks["caller-lives"] == leaves_of(NO_FIXED_ABODE)


def test_somebody_abroad_stays_and_works_abroad() -> None:
    """What follows the home follows it abroad, although `works: abroad` cannot be told."""
    masks = known(lives="国外").masks
    assert masks["stays"] == masks["works"] == leaves_of(ABROAD)


def test_a_presumption_stands_for_unstated_and_is_not_given() -> None:
    """`presume lives 鳥取市` moves what follows the home too; a told value wins."""
    world = ruleset([desk("d")], presume={"lives": leaves_of("鳥取市")})
    silent = known(world)
    assert silent.masks["lives"] == silent.masks["works"] == leaves_of("鳥取市")
    assert not silent.given("lives")
    assert known(world, lives="米子市").masks["lives"] == leaves_of("米子市")


@pytest.mark.parametrize("name", ["lives", "issues", "at", "caller_lives", "caller-lives", "年齢", "在学状況"])
def test_declined_by_any_name(name: str) -> None:
    """JSON keys, canonical and Japanese names."""
    assert len(known(declined=[name]).declined) == 1


def test_what_is_declined_counts_as_untold() -> None:
    """A value told beside it is dropped."""
    declined = known(
        age=16, issues=["abuse"], at=FRIDAY_15, wishes=["anonymous"], lives="鳥取市",
        declined=["age", "issues", "at", "wishes", "lives"]
    )  # fmt: skip
    assert declined == know(attributes(), {}, declined=declined.declined)


def test_tried_by_alias_gathers_outcomes() -> None:
    """A bare name means that the resource declined."""
    tried = known(tried=["ソウダン", {"resource": "相談窓口", "outcome": "full"}]).tried
    assert tried == {"相談窓口": {"declined", "full"}}


def test_live_status_is_by_canonical_name() -> None:
    """Aliases are taken; unknown resources and statuses are refused."""
    assert overlay(WORLD, {"ソウダン": "paused"}) == {"相談窓口": "paused"}
    assert overlay(WORLD, None) == {}
    for status, code in (({SECRET: "paused"}, "unknown-resource"), ({"other": SECRET}, "unknown-status")):
        with pytest.raises(FactsError) as caught:
            overlay(WORLD, status)
        assert caught.value.code == code
