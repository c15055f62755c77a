"""The process that compiles a ruleset for another one: `python -m tsunagari.shell.apart_child RULES tests|no-tests`.

Law: it writes one message to its standard output and nothing else, whatever the ruleset is. The tests of a ruleset are
run on what was read back from the bytes, so that what passed is what is handed over.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import asdict

from tsunagari.artifact.read import from_bytes
from tsunagari.artifact.write import to_bytes
from tsunagari.errors import RulesetError, UsageError
from tsunagari.pipeline.examples import run_examples
from tsunagari.shell.apart import message
from tsunagari.shell.programs import load


def told(path: str, *, tests: bool) -> bytes:
    """The message about a ruleset."""
    try:
        program = load(path)
        raw = to_bytes(program)
        failed = [one.example.name for one in run_examples(from_bytes(raw)) if not one.passed] if tests else []
    except RulesetError as refused:
        return message({"kind": "errors", "errors": [asdict(one) for one in refused.diagnostics]})
    except UsageError as refused:
        return message({"kind": "refused", "code": refused.code, "fields": refused.fields})
    if failed:
        return message({"kind": "tests", "failed": failed})
    return message({"kind": "program", "digest": program.digest}, raw)


def main() -> None:
    """Compile, and hand over."""
    out = os.dup(1)
    os.dup2(2, 1)  # whatever else is printed is no part of the message
    gc.disable()  # this process ends soon
    path, tests = sys.argv[1:]
    with open(out, "wb") as stream:
        stream.write(told(path, tests=tests == "tests"))


if __name__ == "__main__":
    main()
