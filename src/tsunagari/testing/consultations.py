"""Random consultations for a given ruleset, leaning towards its edges."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tsunagari.engine.consultation import OUTCOMES
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.testing.edges import Edges, coarse_places, edges

_KEYS = {"caller-lives": "caller_lives", "caller-language": "caller_language"}
_OFTEN = ("age", "issues", "lives", "channel", "at")


def consultations(ruleset: Ruleset) -> st.SearchStrategy[dict[str, Any]]:
    """Facts as JSON (design §5) that the ruleset admits: exact, coarse and unstated in any mixture.

    Hand them to `tsunagari.facts_from_json`. Ages lie at bounds, instants at openings and closings, places at the
    borders of areas; several issues, wishes, tried desks with every outcome, declined questions, nothing at all.
    """
    found = edges(ruleset)
    facts = {key: values for key, values in _facts(ruleset, found).items() if values is not None}
    return _drawn(facts, _declared(ruleset, found))


@st.composite
def _drawn(
    draw: st.DrawFn, facts: dict[str, st.SearchStrategy[Any]], declared: dict[str, st.SearchStrategy[Any]]
) -> dict[str, Any]:
    likely = draw(st.sampled_from((0, 3, 6, 9)))
    told: dict[str, Any] = {}
    for key, values in facts.items():
        if draw(st.integers(0, 9)) < (likely if key in _OFTEN else likely // 3):
            told[key] = draw(values)
    attributes = {name: draw(values) for name, values in declared.items() if draw(st.integers(0, 9)) < likely}
    return {**told, "attributes": attributes} if attributes else told


def _facts(ruleset: Ruleset, found: Edges) -> dict[str, st.SearchStrategy[Any] | None]:
    places = {
        name: _place(ruleset.attributes[name], found) for name in ("lives", "stays", "works", "studies", "caller-lives")
    }
    names = sorted(ruleset.issues.above)
    resources = sorted(ruleset.resources)
    wishes = sorted(set(ruleset.wishes.values()))
    asked = ("age", "issue", "lives", "channel", "time", "danger", "caller")
    return {
        "age": _number(ruleset.attributes["age"], found),
        "issues": st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True) if names else None,
        **{_KEYS.get(name, name): values for name, values in places.items()},
        "channel": st.sampled_from(ruleset.attributes["channel"].values),
        "at": st.sampled_from([at.isoformat() for at in found.instants]),
        "language": st.sampled_from((*found.values["language"], "sw")).filter(lambda name: name != "other"),
        "caller_language": st.sampled_from(("日本語", "sw")),
        "wishes": st.lists(st.sampled_from(wishes), min_size=1, max_size=2, unique=True) if wishes else None,
        "danger": st.booleans(),
        "caller": st.sampled_from(ruleset.attributes["caller"].values),
        "declined": st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique=True),
        "rotation": st.sampled_from(("a", "b", "c")),
        "tried": st.lists(_tried(resources), min_size=1, max_size=2) if resources else None,
    }


def _tried(resources: list[str]) -> st.SearchStrategy[Any]:
    named = st.sampled_from(resources)
    return st.one_of(named, st.fixed_dictionaries({"resource": named, "outcome": st.sampled_from(sorted(OUTCOMES))}))


def _declared(ruleset: Ruleset, found: Edges) -> dict[str, st.SearchStrategy[Any]]:
    shapes = {
        "number": lambda one: _number(one, found),
        "place": lambda one: _place(one, found),
        "choice": lambda one: st.sampled_from(one.values),
    }
    return {
        name: shapes[one.shape](one) for name, one in ruleset.attributes.items() if one.declared and one.shape in shapes
    }


def _number(attribute: Attribute, found: Edges) -> st.SearchStrategy[Any]:
    exact = sorted(int(value) for value in found.values[attribute.name])
    pairs = [{"from": low, "to": high} for low in exact for high in exact if low < high][:200]
    return st.one_of(st.sampled_from(exact), st.sampled_from(pairs)) if pairs else st.sampled_from(exact)


def _place(attribute: Attribute, found: Edges) -> st.SearchStrategy[Any]:
    near = [
        value
        for value in (*found.values["lives"], *found.values[attribute.name])
        if attribute.bit(value) & attribute.admitted
    ]
    return st.one_of(st.sampled_from(sorted(set(near))), st.sampled_from(coarse_places()))
