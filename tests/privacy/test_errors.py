"""P8: whatever error leaves the package, it holds codes, keys and registry names; nothing that was told.

Every public way in is tried with a marker in every place. What leaves is taken apart: words in both languages,
arguments, attributes, cause, context, notes, and the local variables of every frame of ours that the traceback keeps.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tsunagari
from privacy import world
from privacy.canaries import Search, marker
from privacy.observing import HOME, seen
from tsunagari import Consultation, FactsError, Program, TsunagariError, UsageError, facts_from_json, privacy
from tsunagari.cli.entry import run
from tsunagari.errors import PrivacyError, guarded
from tsunagari.messages import CATALOGUE
from tsunagari.shell.audit_files import AuditLog

MARK = marker(Random(3))
SEARCH = Search({"mark": MARK})
KEYS = (
    "age", "issues", "lives", "stays", "works", "studies", "channel", "at", "language", "wishes", "danger", "caller",
    "caller_lives", "caller_language", "attributes", "declined", "tried", "rotation",
)  # fmt: skip


class Hostile:
    """Raises its text whatever is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(MARK)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError(MARK)

    __hash__ = None  # type: ignore[assignment]


class Words(str):
    """A text whose methods betray it."""

    def strip(self, *_: Any) -> str:
        """Raises itself."""
        raise ValueError(str.__str__(self))

    def __eq__(self, other: object) -> bool:
        raise ValueError(str.__str__(self))

    __hash__ = str.__hash__


SHAPES: dict[str, Callable[[], Any]] = {
    "text": lambda: MARK,
    "list": lambda: [MARK],
    "list of lists": lambda: [[MARK]],
    "mapping": lambda: {MARK: MARK},
    "tried": lambda: [{"resource": MARK, "outcome": "full"}],
    "outcome": lambda: [{"resource": "居場所", "outcome": MARK}],
    "attribute": lambda: {"通う学校": MARK},
    "number attribute": lambda: {"世帯人数": MARK},
    "place attribute": lambda: {"避難先": MARK},
    "range": lambda: {"from": MARK, "to": 3},
    "bytes": lambda: MARK.encode(),
    "surrogate": lambda: f"{MARK}\ud800",
    "error": lambda: ValueError(MARK),
    "hostile": Hostile,
    "hostile list": lambda: [Hostile()],
    "words": lambda: Words(MARK),
    "generator": lambda: (MARK for _ in range(2)),
    "naive": lambda: datetime(2026, 5, 1),
}


def ways_in() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every way in, by name, with the marker in one place."""
    program = world.program()
    for key in KEYS:
        for shape, make in SHAPES.items():
            yield f"Consultation {key} {shape}", lambda key=key, make=make: Consultation(**{key: make()})
            yield (
                f"route {key} {shape}",
                lambda key=key, make=make: program.route(Consultation(**{key: make()})).to_json(),
            )
            yield f"explain {key} {shape}", lambda key=key, make=make: program.explain(Consultation(**{key: make()}))
            yield f"facts {key} {shape}", lambda key=key, make=make: facts_from_json({key: make()})
            yield f"Case {key} {shape}", lambda key=key, make=make: privacy.Case(program, Consultation(**{key: make()}))
    for key in KEYS:
        for text in (
            f'{{"{key}": "{MARK}"}}',
            f'{{"{key}": {MARK}}}',
            f'{{"{key}": ["{MARK}", 1]}}',
            f'{{"{key}": 1, "{MARK}": 1}}',
        ):
            yield f"JSON {key} {text[:9]}", lambda text=text: program.route(facts_from_json(text)).to_json()
    for shape, make in SHAPES.items():
        yield f"route {shape}", lambda make=make: program.route(make())
        yield f"fits {shape}", lambda make=make: program.fits(make())
        yield f"explain resource {shape}", lambda make=make: program.explain(Consultation(), make())
        yield f"status {shape}", lambda make=make: program.with_status(make())
        yield f"status of {shape}", lambda make=make: program.with_status({"居場所": make()})
        yield f"whole facts {shape}", lambda make=make: facts_from_json(make())
        for field in privacy.Subject.__init__.__kwdefaults__ or inspect.signature(privacy.Subject).parameters:
            yield f"Subject {field} {shape}", lambda field=field, make=make: privacy.Subject(**{field: make()})
        yield f"unknown field {shape}", lambda make=make: privacy.Subject(**{MARK: make()})


def told(way: str, action: Callable[[], Any]) -> str:
    """What can be seen of an attempt that fails; nothing where it does not fail, for an answer may repeat facts."""
    sinks = seen(action, steps=False)
    return "\n".join(sinks) if sinks[0].startswith("error ") else "\n".join(one for one in sinks if "result" not in one)


def test_no_error_holds_what_was_told() -> None:
    """Some 2,000 attempts, most of which are refused; each refusal is one of ours."""
    failed = 0
    for way, action in ways_in():
        text = told(way, action)
        assert not SEARCH.found_in(text), way
        failed += text.startswith("error ")
        assert text.startswith(("error FactsError", "error UsageError", "error PrivacyError", "printed", "steps")), way
    assert failed > 1000


def test_only_the_door_is_in_a_traceback() -> None:
    """Of an error that leaves a guarded function no frame of ours is kept but the one that holds nothing."""
    for action in (
        lambda: world.program().route(Consultation(lives=MARK)),
        lambda: world.program().explain(Consultation(lives=MARK)),
        lambda: privacy.hand_over(MARK, MARK, MARK, MARK, MARK),  # type: ignore[arg-type]
        lambda: privacy.Subject(name=[MARK]),  # type: ignore[arg-type]
        lambda: privacy.Consent(MARK, MARK, MARK, MARK, MARK, MARK),  # type: ignore[arg-type]
    ):
        with pytest.raises(TsunagariError) as caught:
            action()
        frames = [entry.frame for entry in caught.traceback if str(entry.path).startswith(HOME)]
        assert [frame.code.name for frame in frames] == ["door"]
        assert set(frames[0].f_locals) <= {"alone", "function"}
        assert caught.value.__cause__ is None and caught.value.__context__ is None


def test_what_is_no_error_of_ours_becomes_one() -> None:
    """A fault inside is told by its built-in kind alone; a kind that somebody made up could be named after a person."""

    @guarded
    def fails(error: Exception) -> None:
        raise error from ValueError(MARK)

    made_up = type(MARK, (Exception,), {})
    impostor = type("KeyError", (Exception,), {})
    for error, kind in ((KeyError(MARK), "KeyError"), (made_up(MARK), "Exception"), (impostor(MARK), "Exception")):
        with pytest.raises(UsageError) as caught:
            fails(error)
        assert (caught.value.code, caught.value.fields) == ("internal", {"kind": kind})
        assert not SEARCH.found_in(repr(caught.value) + repr(caught.value.__context__))


def test_an_error_of_ours_keeps_its_kind_and_code() -> None:
    """What callers rely on passes the door: class, code, fields, message; notes do not."""

    @guarded
    def fails(error: Exception) -> None:
        error.add_note(MARK)
        raise error

    for error in (
        FactsError("unknown-value", "lives"),
        PrivacyError("wrong-type", field="name"),
        UsageError("no-rules"),
    ):
        with pytest.raises(type(error)) as caught:
            fails(error)
        assert caught.value is error
        assert not hasattr(error, "__notes__")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_command_line_repeats_no_fact(lang: str, tmp_path: Path) -> None:
    """A line of a file that cannot be used is answered by its number and a code, on every sink."""
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "town.tsu").write_text(world.RULES, encoding="utf-8")
    lines = [json.dumps({key: shape}) for key in KEYS for shape in (MARK, [MARK], {MARK: 1}, {"from": MARK})]
    source = tmp_path / "facts.jsonl"
    source.write_text("\n".join([*lines, MARK, f'{{"{MARK}": 1}}', f"[{MARK}"]), encoding="utf-8")
    target = tmp_path / "answers.jsonl"
    sinks = "\n".join(
        seen(lambda: run(["route", str(folder), "--lang", lang, "--input", str(source), "--output", str(target)]))
    )
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(answers) == len(lines) + 3
    assert sum("error" in answer for answer in answers) > len(lines) * 0.9
    assert not SEARCH.found_in(sinks + target.read_text(encoding="utf-8"))


def raised_codes() -> set[str]:
    """Every code that the privacy layer raises, read from the sources."""
    found = set()
    for path in (Path(HOME) / "privacy").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("PrivacyError",):
                assert isinstance(node.args[0], ast.Constant), (
                    f"{path.name}:{node.lineno} raises a code made up on the way"
                )
                found.add(str(node.args[0].value))
    return found


def test_every_code_has_its_sentence_and_every_sentence_its_use() -> None:
    """The catalogue and the errors of the privacy layer name the same codes."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (Path(HOME) / "privacy").glob("*.py"))
    ours = {code.removeprefix("privacy/") for code in CATALOGUE if code.startswith("privacy/")}
    of_a_kind = {"sealed", "platform-takes-no-case"}  # these have a class of their own
    assert raised_codes() | of_a_kind <= ours
    said = {code for code in ours if code.startswith(("withheld-", "sheet-", "about-", "purpose-", "by-"))}
    assert {code for code in ours - said - of_a_kind} == raised_codes()
    assert {f"withheld-{reason}" for reason in privacy.granting.REASONS} == {
        c for c in said if c.startswith("withheld-")
    }
    assert all(f'"{code}"' in sources for code in said if code.startswith(("sheet-", "by-")))


def test_public_ways_in_are_guarded() -> None:
    """Each public function and constructor of the privacy layer, and each that takes facts, has the door."""
    functions: list[Any] = [getattr(privacy, name) for name in privacy.__all__]
    for thing in functions:
        if inspect.isclass(thing) and not issubclass(thing, Exception | privacy.HandedOver):
            events = (privacy.DecisionEvent, privacy.HandoverEvent, privacy.Withheld, privacy.Package)
            made_by_of = (privacy.Desk, privacy.Council, privacy.Platform, privacy.Terms)
            guarded_here = [thing.of.__func__] if thing in made_by_of else [thing.__init__]  # type: ignore[attr-defined]
            functions = [*functions, *(() if thing in events else guarded_here)]
    functions += [Program.route, Program.explain, Program.fits, Program.with_status]
    functions += [privacy.Package.to_json, privacy.Package.sheet, privacy.Platform.members, privacy.Platform.registry]
    functions += [privacy.Platform.table, AuditLog.append]
    for function in functions:
        if not inspect.isclass(function):
            assert getattr(function, "__wrapped__", None) is not None, function
            assert function.__code__ is guarded(len).__code__, function


def test_the_public_names_of_the_layer() -> None:
    """These names are what programs may rely on; each is there and says what it is."""
    assert dir(privacy) == sorted(privacy.__all__)
    for name in privacy.__all__:
        assert getattr(privacy, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'Consents'"):
        _ = privacy.Consents  # type: ignore[attr-defined]
    assert "privacy" not in tsunagari.__all__
