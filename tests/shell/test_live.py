"""A ruleset takes the place of another as a whole, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari import Consultation, Live, Program, load
from tsunagari.artifact.write import to_bytes
from tsunagari.errors import FactsError, RulesetError
from tsunagari.shell import live as live_module
from tsunagari.shell.apart import Compiled, compiled_apart, message, understood
from tsunagari.shell.apart_child import told

GOOD = """ruleset "one"
issue money
resource desk
  serves 山形県
resource other
rule money
  when issue money
  route desk, other
"""
TEST = """test "led"
  given issue money
  given lives 山形市
  given language 日本語
  expect {desk}
"""
SOMEBODY = Consultation(issues=["money"], lives="山形市", language="日本語")


def folder_of(where: Path, text: str) -> Path:
    """A ruleset's folder."""
    where.mkdir(parents=True, exist_ok=True)
    (where / "rules.tsu").write_text(text, encoding="utf-8")
    return where


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ruleset."""
    return folder_of(tmp_path_factory.mktemp("rules") / "one", GOOD)


@pytest.fixture(scope="module")
def program(one: Path) -> Program:
    """Its program."""
    return load(one)


def test_a_good_ruleset_takes_the_place(program: Program, tmp_path: Path) -> None:
    """Compiled by another process, it answers as the one that `load` gives, and the old program stays valid."""
    other = folder_of(tmp_path / "two", GOOD.replace("serves 山形県", "serves 東京都") + TEST.format(desk="other"))
    live = Live(program)
    renewal = live.renew(other)
    assert renewal.renewed and renewal.digest == live.digest == load(other).digest != program.digest
    assert not renewal.diagnostics and not renewal.failed and renewal.fault is None
    assert live.route(SOMEBODY).to_json() == load(other).route(SOMEBODY).to_json()
    assert program.route(SOMEBODY).digest == program.digest


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (GOOD.replace("route desk", "route nobody"), {"unknown-resource"}),
        (GOOD + "rule money\n  route desk\n", {"duplicate-name"}),
    ],
)
def test_a_ruleset_with_errors_comes_back_as_its_findings(
    program: Program, tmp_path: Path, text: str, codes: set[str]
) -> None:
    """They are those that `load` raises, whole: position, words, advice; the old one answers on."""
    bad = folder_of(tmp_path / "bad", text)
    live = Live(program)
    renewal = live.renew(bad)
    with pytest.raises(RulesetError) as refused:
        load(bad)
    assert not renewal.renewed and renewal.digest == live.digest == program.digest and live.program is program
    assert renewal.diagnostics == refused.value.diagnostics and {one.code for one in renewal.diagnostics} == codes


def test_a_ruleset_whose_tests_fail_stays_out(program: Program, tmp_path: Path) -> None:
    """Unless nobody wants them run."""
    wrong = folder_of(tmp_path / "wrong", GOOD.replace('"one"', '"wrong"') + TEST.format(desk="desk"))
    live = Live(program)
    renewal = live.renew(wrong)
    assert (renewal.renewed, renewal.failed, live.program) == (False, ("led",), program)
    assert live.renew(wrong, tests=False).renewed and live.digest == load(wrong).digest


def test_what_is_no_ruleset_is_a_fault(program: Program, tmp_path: Path) -> None:
    """No folder, an empty one: the code that `load` would raise."""
    live = Live(program)
    (tmp_path / "empty").mkdir()
    for path, code in ((tmp_path / "none", "no-folder"), (tmp_path / "empty", "no-rules")):
        renewal = live.renew(path)
        assert renewal.fault is not None and renewal.fault.code == code and live.program is program


CHILDREN = {
    "dies": ("import os; os._exit(3)", "apart-died"),
    "is killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "apart-died"),
    "raises": ("raise ValueError", "apart-died"),
    "says nothing": ("pass", "apart-garbled"),
    "says rubbish": ("import sys; sys.stdout.buffer.write(bytes(range(256)) * 99)", "apart-garbled"),
    "says JSON": ("print('[1]')", "apart-garbled"),
    "hangs": ("import time; time.sleep(60)", "apart-slow"),
    "hangs after it spoke": ("import time; print('{}', flush=True); time.sleep(60)", "apart-slow"),
}


@pytest.mark.parametrize("name", CHILDREN)
def test_a_bad_child_is_a_value(one: Path, name: str) -> None:
    """A child that dies, hangs or says rubbish gives no program and raises nothing."""
    script, code = CHILDREN[name]
    command = (sys.executable, "-c", script)
    made = compiled_apart(one, tests=True, limit=1.0 if code == "apart-slow" else 60.0, command=command)
    assert made.program is None and made.fault is not None and made.fault.code == code


def test_a_command_that_is_none_is_a_value(one: Path) -> None:
    """Not even a child that cannot be started raises."""
    made = compiled_apart(one, tests=True, command=("/nowhere/python",))
    assert made.fault is not None and made.fault.code == "apart-died"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_message_that_was_touched_gives_the_same_program_or_none(data: st.DataObject) -> None:
    """Cut, changed, lengthened or doubled: never an exception, never another program."""
    said = _MESSAGES["program"]
    at = data.draw(st.integers(0, 400) | st.integers(0, len(said) - 1))
    touched = data.draw(
        st.sampled_from(
            (said[:at], said[:at] + b"x" + said[at:], said[:at] + bytes([said[at] ^ 1]) + said[at + 1 :], said + said)
        )
    )
    made = understood(touched)
    assert made.program is None or made.program.digest == _PROGRAM.digest
    if touched[said.find(b"\n") :] != said[said.find(b"\n") :]:
        assert made.program is None and made.fault is not None


@pytest.mark.parametrize(
    "head",
    [
        {"kind": "program", "digest": "sha256:0"},
        {"kind": "errors", "errors": []},
        {"kind": "errors", "errors": [{"code": "no-such-code"}]},
        {"kind": "errors", "errors": 7},
        {"kind": "tests", "failed": []},
        {"kind": "tests", "failed": [1]},
        {"kind": "refused", "code": "no-such-code", "fields": {}},
        {"kind": "refused", "code": "no-rules", "fields": {"path": 1}},
        {"kind": "else"},
        {},
    ],
)
def test_a_message_that_means_nothing_is_garbled(head: dict[str, object]) -> None:
    """Whole as it is, what it says must be something that a child of ours says."""
    payload = to_bytes(_PROGRAM) if head.get("kind") == "program" else b""
    made = understood(message(head, payload))
    assert made.program is None and made.fault is not None and made.fault.code == "apart-garbled"


def test_live_status_stays_when_the_ruleset_changes(program: Program, tmp_path: Path) -> None:
    """A paused desk stays paused; one that the new ruleset lacks is told, and remembered for the next."""
    live = Live(program)
    live.set_status({"desk": "paused", "other": "paused"})
    without = folder_of(tmp_path / "two", GOOD.replace("resource other\n", "").replace("desk, other", "desk"))
    renewal = live.renew(without)
    assert renewal.renewed and renewal.unknown == ("other",) and live.route(SOMEBODY).gap == "all-paused"
    back = live.take(understood(told(str(folder_of(tmp_path / "one", GOOD)), tests=True)))
    assert back.unknown == () and live.route(SOMEBODY).gap == "all-paused"
    live.set_status({})
    assert live.route(SOMEBODY).gap is None
    with pytest.raises(FactsError):
        live.set_status({"nobody": "paused"})


def test_a_pause_does_not_wait_for_a_compiler(
    program: Program, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a ruleset is being compiled, a desk can be paused, and that outlasts the swap."""
    begun, finish = Event(), Event()

    def slow(*_: object, **__: object) -> Compiled:
        begun.set()
        assert finish.wait(30)
        return Compiled(load(one))

    monkeypatch.setattr(live_module, "compiled_apart", slow)
    live = Live(program)
    renewing = Thread(target=live.renew, args=(one,))
    renewing.start()
    assert begun.wait(30)
    live.set_status({"desk": "paused"})
    assert [one.resource for one in live.route(SOMEBODY).referrals] == ["other"]
    finish.set()
    renewing.join(30)
    assert live.program is not program and [one.resource for one in live.route(SOMEBODY).referrals] == ["other"]


def _program_of(text: str) -> Program:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return load(folder_of(Path(folder) / "one", text))


_PROGRAM = _program_of(GOOD)
_MESSAGES = {"program": message({"kind": "program", "digest": _PROGRAM.digest}, to_bytes(_PROGRAM))}
