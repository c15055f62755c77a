"""P2 and P7 for the type checker: bringing a case to a platform or looking into a container does not pass mypy."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SNIPPETS = """
from datetime import datetime
from tsunagari import Consultation, Program
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy import Caller, Case, Consent, Desk, Package, Platform, PublishedTable, Subject, hand_over

def fine(platform: Platform, ruleset: Ruleset, table: PublishedTable) -> None:
    platform.members(ruleset)
    platform.registry(ruleset)
    platform.table(ruleset, table)

def at_a_platform(
    platform: Platform, rules: Ruleset, case: Case, told: Consultation, subject: Subject, package: Package
) -> None:
    platform.members(case)  # E: arg-type
    platform.members(told)  # E: arg-type
    platform.registry(subject)  # E: arg-type
    platform.table(rules, told)  # E: arg-type
    platform.table(rules, case.decision)  # E: arg-type
    platform.table(rules, package)  # E: arg-type
    platform.table(rules, [case])  # E: arg-type
    platform.table(rules, "name")  # E: arg-type

def from_a_platform(platform: Platform, desk: Desk, case: Case, at: datetime, text: str) -> None:
    hand_over(case, "x", case.subject, desk, at)
    hand_over(case, "x", case.subject, platform, at)  # E: arg-type
    hand_over(case, "x", text, desk, at)  # E: arg-type
    hand_over(case, "x", case.subject, desk, at, ground="law")  # E: arg-type
    hand_over(case, "x", case.subject, desk, at, purpose="anything")  # E: arg-type

def into_a_container(subject: Subject, package: Package, case: Case) -> None:
    subject.name  # E: attr-defined
    subject._kept  # E: attr-defined
    package._facts  # E: attr-defined
    list(subject)  # E: call-overload
    len(subject)  # E: arg-type
    subject["name"]  # E: index
    [field for field in subject]  # E: attr-defined
    for field in package:  # E: attr-defined
        pass
    subject < subject  # E: operator
    subject + "x"  # E: operator

def apart(program: Program, told: Consultation, subject: Subject, caller: Caller, at: datetime) -> None:
    Case(program, told, subject, caller)
    Case(program, told, caller, subject)  # E: arg-type arg-type
    Consent("name", "x", "name", "referral", at, at)  # E: arg-type
    Subject("name")  # E: call-arg
    Subject(name=1)  # E: arg-type
"""


def test_mypy_refuses_what_the_run_would_refuse(tmp_path: Path) -> None:
    """Every marked line has exactly the errors it names, and no other line has any."""
    module = tmp_path / "snippets.py"
    module.write_text(SNIPPETS, encoding="utf-8")
    command = [
        sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context", "--show-error-codes",
        "--follow-imports=silent", f"--cache-dir={ROOT / '.mypy_cache'}", str(module),
    ]  # fmt: skip
    environment = {"MYPYPATH": str(ROOT / "src"), "PATH": "/usr/bin"}
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    found = sorted(
        (int(match[1]), match[2])
        for match in re.finditer(r"snippets\.py:(\d+): error: .*\[([a-z-]+)\]$", said.stdout, re.MULTILINE)
    )
    expected = sorted(
        (number, code)
        for number, line in enumerate(SNIPPETS.splitlines(), 1)
        for code in line.partition("# E: ")[2].split()
    )
    assert said.stderr == ""
    assert found == expected
