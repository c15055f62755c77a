"""P1, P7, P8: markers in every personal field, many operations, faults thrown in: none turns up in any sink."""

from __future__ import annotations

import contextlib
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from privacy import world
from privacy.canaries import Search, forms, marker
from privacy.observing import seen
from privacy.operations import OPERATIONS, Operation, Play, Texts
from tsunagari.privacy import Concealment, consent, events, granting, handover, package, sealed, sheet
from tsunagari.privacy.fields import PERSONAL_FIELDS
from tsunagari.shell import audit_files

EACH = 100
"""Operations that share one set of markers."""
BREAKABLE: tuple[tuple[Any, str], ...] = (
    (handover, "granted"), (handover, "fact_texts"), (handover, "admit"), (handover, "present"), (handover, "Package"),
    (handover, "Heading"), (handover, "decided"), (package, "opened"), (package, "_contents"), (package, "sheet"),
    (sheet, "_plain"), (granting, "state"), (granting, "kept_back"), (events, "place_within"), (sealed, "_text"),
    (consent, "instant"), (handover, "about"), (audit_files, "check"), (audit_files, "line_of"),
)  # fmt: skip
"""Where a fault is thrown in: what was handed in and what came out go into its text."""
KINDS: tuple[Callable[[str], Exception], ...] = (
    RuntimeError, KeyError, ValueError, MemoryError, RecursionError, AttributeError, StopIteration,
    type("KindOfTheirs", (Exception,), {}),
    lambda text: OSError(28, "No space left on device", f"/tmp/{text}"),
    lambda text: UnicodeDecodeError("utf-8", text.encode("utf-8", "replace"), 0, 1, text),
)  # fmt: skip


@contextlib.contextmanager
def broken(module: Any, name: str, kind: Callable[[str], Exception]) -> Iterator[None]:
    """While this lasts, the function works and then fails with all that it saw."""
    whole = getattr(module, name)

    def fails(*arguments: Any, **more: Any) -> Any:
        result = whole(*arguments, **more)
        shown = [arguments, more, result]
        if name == "Package":
            shown.append(package._contents(result))
        raise kind(repr(shown)) from ValueError(repr(shown))

    setattr(module, name, fails)
    try:
        yield
    finally:
        setattr(module, name, whole)


def texts(chance: Random) -> Texts:
    """Another marker in every field of both people, and one that strays."""
    subject, caller = ({field: marker(chance) for field in PERSONAL_FIELDS} for _ in range(2))
    return Texts(subject, caller, marker(chance))


def search_for(told: Texts) -> Search:
    """The search for all of its markers."""
    named = {f"subject {field}": text for field, text in told.subject.items()}
    return Search({**named, **{f"caller {field}": text for field, text in told.caller.items()}, "stray": told.stray})


def run(seed: int, operations: int) -> tuple[int, int]:
    """Run so many operations and look through all that could be seen; how many failed, how many on thrown-in faults."""
    chance = Random(seed)
    told = texts(chance)
    search = search_for(told)
    every = frozenset(PERSONAL_FIELDS)
    failed = thrown = 0
    for number in range(operations):
        concealment = chance.choice(
            (None, None, Concealment("prefecture"), Concealment("municipality", safe_contact=True))
        )
        numbers = tuple(chance.randrange(1000) for _ in range(7))
        play = Play((every, every), (concealment, None), (Operation(chance.choice(sorted(OPERATIONS)), numbers),))
        ((step, scene),) = play.scenes(told)
        fault = broken(*chance.choice(BREAKABLE), chance.choice(KINDS)) if number % 3 == 0 else contextlib.nullcontext()
        with fault:
            sinks = seen(lambda step=step, scene=scene: step(scene), steps=False)
        text = "\n".join(sinks)
        assert not search.found_in(text), (seed, number, play.operations)
        failed += any(one.startswith("error ") for one in sinks)
        thrown += "an unexpected fault inside tsunagari" in text
    return failed, thrown


@pytest.mark.parametrize("seed", range(20))
def test_no_marker_turns_up(seed: int) -> None:
    """Two thousand operations in all, a third of them while something inside is broken."""
    failed, thrown = run(seed, EACH)
    assert failed > EACH // 4
    assert thrown > 0


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_no_marker_turns_up_in_many_operations(block: int) -> None:
    """A hundred thousand operations in all."""
    for seed in range(1000 + 50 * block, 1050 + 50 * block):
        run(seed, EACH)


TOLD = texts(Random(7))
SEARCH = Search({"name": TOLD.subject["name"]})
SINKS: dict[str, Callable[[str], Any]] = {
    "result": lambda text: {"x": [(text,)]},
    "key": lambda text: {text: 1},
    "error": lambda text: (_ for _ in ()).throw(ValueError(text)),
    "printed": print,
    "told as a problem": lambda text: print(text, file=sys.stderr),
    "logged": lambda text: logging.getLogger("x").debug("%s", text),
    "logged as extra": lambda text: logging.getLogger("x").debug("", extra={"more": [text]}),
    "warned": lambda text: warnings.warn(text, stacklevel=1),
    "file name": lambda text: contextlib.suppress(OSError).__enter__() or open(f"/nowhere/{text}"),  # noqa: SIM115
    "state": lambda text: vars(sealed).setdefault("_SEEN", []).append(text),
    "table": world.table,
}


@pytest.mark.parametrize("sink", SINKS)
def test_the_search_finds_what_is_planted(sink: str) -> None:
    """In every sink, in every form: a text that has the form in its middle is found to hold it."""
    for form, written in forms(TOLD.subject["name"]).items():
        text = f"<{written}>"
        sinks = "\n".join(seen(lambda text=text: SINKS[sink](text), steps=False))
        vars(sealed).pop("_SEEN", None)
        assert ("name", form) in SEARCH.found_in(sinks)


def test_encodings_are_found_inside_longer_texts() -> None:
    """A marker is found wherever it stands in something encoded as a whole."""
    import base64

    for lead in ("", "a", "ab", "abc", "あ"):
        whole = f"{lead}{TOLD.subject['name']}{lead}end"
        for coded in (base64.b64encode(whole.encode()).decode(), whole.encode().hex(), whole.encode("utf-16-le").hex()):
            assert SEARCH.found_in(coded), lead


def test_a_leak_through_a_broken_function_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the door that errors leave by, the faults thrown in are found to carry markers: the run has teeth."""
    monkeypatch.setattr(handover, "hand_over", handover.hand_over.__wrapped__)  # type: ignore[attr-defined]
    case = world.case(TOLD.subject["name"])
    with broken(handover, "Package", RuntimeError):
        consents = world.consented(case.subject, world.NEEDY, *world.every_field())
        sinks = seen(
            lambda: handover.hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT, consents=consents),
            steps=False,
        )
    assert SEARCH.found_in("\n".join(sinks))
