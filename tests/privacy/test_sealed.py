"""P7: whatever Python can do with a value, a sealed container does not show what it holds."""

from __future__ import annotations

import ast
import copy
import dataclasses
import io
import json
import logging
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pydantic
import pytest

from privacy import world
from tsunagari import UsageError
from tsunagari.privacy import Caller, Case, Concealment, Package, PrivacyError, SealedError, Subject, hand_over
from tsunagari.privacy.fields import PERSONAL_FIELDS

SECRET = "ひみつ9731"
SOURCES = Path(__file__).parents[2] / "src" / "tsunagari"


@dataclasses.dataclass
class Holder:
    """Something that holds a container, as programs do."""

    held: Any


def package() -> Package:
    """A package with everything in it."""
    case = world.case(SECRET)
    consents = world.consented(case.subject, world.NEEDY, *world.every_field())
    found = hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT, consents=consents).package
    assert found is not None
    return found


def containers() -> list[Any]:
    """One of each kind, with the secret in every field."""
    subject, caller = world.people(SECRET)
    return [subject, caller, world.case(SECRET), package(), Concealment(excluded={SECRET})]


ATTEMPTS: dict[str, Callable[[Any], object]] = {
    "str": str,
    "format": lambda held: f"{held}",
    "format with a width": lambda held: f"{held:>20}",
    "percent": lambda held: "%s" % held,  # noqa: UP031
    "join": "".join,
    "iter": iter,
    "list": list,
    "unpack": lambda held: [*held],
    "len": len,
    "bool": bool,
    "in": lambda held: SECRET in held,
    "index": lambda held: held[0],
    "key": lambda held: held["name"],
    "hash": hash,
    "set": lambda held: {held},
    "as a key": lambda held: {held: 1},
    "less": lambda held: held < held,
    "add": lambda held: held + "",
    "bytes": bytes,
    "int": int,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "deepcopy of a holder": lambda held: copy.deepcopy([held]),
    "pickle": pickle.dumps,
    "oldest pickle": lambda held: pickle.dumps(held, protocol=0),
    "reduce": lambda held: held.__reduce__(),
    "getstate": lambda held: held.__getstate__(),
    "json": json.dumps,
    "json with str": lambda held: json.dumps(held, default=str),
    "json with vars": lambda held: json.dumps(held, default=vars),
    "asdict": lambda held: dataclasses.asdict(Holder(held)),
    "astuple": lambda held: dataclasses.astuple(Holder(held)),
    "vars": vars,
    "dict": lambda held: held.__dict__,
    "by name": lambda held: held.name,
    "by a name of ours": lambda held: held._kept,
    "by a mangled name": lambda held: held._Container__kept,
    "facts by name": lambda held: held._facts,
    "excluded by name": lambda held: held.excluded,
    "excluded by a name of ours": lambda held: held._excluded,
    "fields of a dataclass": lambda held: [getattr(held, one.name) for one in dataclasses.fields(held)],
    "set by name": lambda held: setattr(held, "name", "x"),
    "delete by name": lambda held: delattr(held, "name"),
    "pydantic schema": lambda held: pydantic.TypeAdapter(type(held)),
    "pydantic JSON": lambda held: pydantic.TypeAdapter(Any).dump_json(held),
    "path": lambda held: Path(held),
    "open": lambda held: open(held),  # noqa: SIM115
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_every_way_to_a_text_is_refused(attempt: str) -> None:
    """Each attempt raises, with the same words for every kind of container, and none of them holds the secret."""
    said = set()
    for held in containers():
        with pytest.raises(Exception) as caught:
            ATTEMPTS[attempt](held)
        assert not isinstance(caught.value, UsageError), "a fault of ours, not a refusal"
        assert caught.value.__cause__ is None or SECRET not in repr(caught.value.__cause__)
        assert SECRET not in repr(caught.value) + str(caught.value) + repr(caught.value.args)
        said.add(str(caught.value).replace(type(held).__name__, "…").replace(type(held).__module__, ""))
    assert len(said) == 1


def test_refusals_are_our_own() -> None:
    """They are coded, told in both languages, and are what Python takes for a wrong type and a missing attribute."""
    with pytest.raises(SealedError) as caught:
        str(Subject(name=SECRET))
    assert caught.value.code == "sealed"
    assert caught.value.message("ja") != caught.value.message("en")
    assert isinstance(caught.value, TypeError) and isinstance(caught.value, AttributeError)
    assert not hasattr(Subject(name=SECRET), "name")
    assert getattr(Subject(name=SECRET), "name", None) is None


def test_repr_is_one_text() -> None:
    """Containers of any kind, full or empty, print alike: in a traceback, in a list, in a log."""
    assert {repr(held) for held in [*containers(), Subject(), Caller()]} == {"<sealed>"}
    log = io.StringIO()
    logger = logging.getLogger("tests.sealed")
    handler = logging.StreamHandler(log)
    logger.addHandler(handler)
    logger.warning("%r", [*containers()])
    logger.removeHandler(handler)
    assert SECRET not in log.getvalue() and "<sealed>" in log.getvalue()


def test_equality_is_identity() -> None:
    """Whether two people have one name cannot be found out by comparing."""
    one, other = Subject(name=SECRET), Subject(name=SECRET)
    assert one != other
    assert one in [one]
    assert (one == SECRET) is False


def test_listing_shows_no_field() -> None:
    """`dir` is the same for a full and an empty container."""
    assert dir(Subject(name=SECRET)) == dir(Subject())
    assert not set(PERSONAL_FIELDS) & set(dir(Subject(name=SECRET)))
    with pytest.raises(SealedError):
        object.__reduce_ex__(Subject(name=SECRET), 2)


def test_a_container_is_filled_once() -> None:
    """Calling the constructor again changes nothing."""
    person = Subject(name="first")
    with pytest.raises(SealedError):
        person.__init__(name=SECRET)  # type: ignore[misc]
    hidden = Concealment("none", {SECRET})
    with pytest.raises(SealedError):
        hidden.__init__("municipality")  # type: ignore[misc]
    assert hidden.level == "none"


@pytest.mark.parametrize("field", PERSONAL_FIELDS)
@pytest.mark.parametrize("value", [[SECRET], {SECRET: 1}, SECRET.encode(), 9731, object()])
def test_what_is_no_text_is_refused_by_the_name_of_its_field(field: str, value: Any) -> None:
    """The error names the field and holds nothing of the value, not even in the frames behind it."""
    with pytest.raises(PrivacyError) as caught:
        Subject(**{field: value})
    assert caught.value.code == "wrong-type"
    assert caught.value.fields == {"field": field}
    assert caught.value.__context__ is None


def test_dates_are_taken_for_birthdates_only() -> None:
    """A date of birth may be a date."""
    assert isinstance(Subject(birthdate=date(2010, 4, 1)), Subject)
    with pytest.raises(PrivacyError):
        Subject(name=date(2010, 4, 1))  # type: ignore[arg-type]


def called(tree: ast.AST, name: str) -> list[str]:
    """The functions of a module that call this name."""
    return [
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) == name or getattr(node.func, "attr", None) == name)
    ]


def test_containers_are_opened_in_one_place() -> None:
    """One function reads what a container holds, one function calls it, and two methods write it for the receiver."""
    trees = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.rglob("*.py")}
    uses = {
        (name, function.name)
        for name, tree in trees.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr == "__get__" and getattr(node.value, "id", "") == "_KEPT"
    }
    assert uses == {("sealed.py", "opened")}
    importers = {
        name
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "tsunagari.privacy.sealed"
        and any(alias.name in ("opened", "_KEPT") for alias in node.names)
    }  # fmt: skip
    assert importers == {"package.py"}
    assert called(trees["package.py"], "opened") == ["_contents"]
    assert sorted(called(trees["package.py"], "_contents")) == ["sheet", "to_json"]
    assert "_KEPT" not in (SOURCES / "privacy" / "package.py").read_text(encoding="utf-8")


def test_the_case_keeps_its_people_apart() -> None:
    """A case gives its containers and facts, still sealed, and the answer."""
    case = world.case(SECRET)
    assert isinstance(case, Case)
    assert isinstance(case.subject, Subject) and isinstance(case.caller, Caller)
    assert SECRET not in case.decision.to_json() + repr(case.consultation)
