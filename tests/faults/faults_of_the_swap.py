"""Faults of the swap: a bad ruleset that answers, or a decision of two rulesets, must be noticed."""

from __future__ import annotations

from faults.plant import Fault

LIVE = ("tests/shell/test_live.py",)
SOAK = ("tests/shell/test_soak.py",)

FAULTS = (
    Fault("failed tests are no obstacle", "shell/apart_child.py",
          "    if failed:\n", "    if False:\n", LIVE),
    Fault("tests are never run", "shell/apart_child.py",
          'stream.write(told(path, tests=tests == "tests"))', "stream.write(told(path, tests=False))", LIVE),
    Fault("a message is not summed", "shell/apart.py",
          'or head.get("sum") != sha256(payload).hexdigest()', "", LIVE),
    Fault("a program of another digest is taken", "shell/apart.py",
          'return Compiled(program) if program.digest == head["digest"] else _garbled()',
          "return Compiled(program)", SOAK),
    Fault("a child that died is believed", "shell/apart.py",
          "if child.returncode != 0:", "if False:", LIVE),
    Fault("a child may take for ever", "shell/apart.py",
          "child.communicate(timeout=limit)", "child.communicate(timeout=None)", LIVE),
    Fault("live status is lost when the ruleset changes", "shell/live.py",
          "made = compiled.program.with_status(status) if status else compiled.program",
          "made = compiled.program", LIVE),
    Fault("the status of a resource that is away is forgotten", "shell/live.py",
          "self._put(made, self._status)", "self._put(made, status)", LIVE),
    Fault("a pause waits for the compiler", "shell/live.py",
          "        with self._swapping:\n            made = self._program.with_status(status)",
          "        with self._renewing:\n            made = self._program.with_status(status)", LIVE),
    Fault("what was put in place is not what answers", "shell/live.py",
          "        self._program = program\n", "", SOAK),
    Fault("a decision asks the reference twice", "shell/live.py",
          "return self._program.route(consultation)",
          "decision = self._program.route(consultation)\n"
          "        object.__setattr__(decision, \"_parts\", {**decision._parts, \"digest\": self._program.digest})\n"
          "        return decision", SOAK),
)  # fmt: skip
