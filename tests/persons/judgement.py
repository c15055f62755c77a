"""What a good night-shift counsellor says of a consultation, and where an answer differs from it.

Law: a judgement is written before the answer is looked at; each of its keys can fail on its own, every name in it is
a resource of the ruleset, and a judgement that asks for nothing is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tsunagari import Decision, Program

NEAR: Final = 3
"""How many answers somebody at a telephone reads before speaking."""
NAMED: Final = ("first", "near", "includes", "maybe", "never")
KEYS: Final = (*NAMED, "asks", "asks_not", "urgency", "open_now")
ASIDE: Final = ("sentence", "facts", "changed")
"""What is no judgement; `changed` says why one was set right after the answer had been read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One consultation: the ruleset, what is said, the facts as `--input` takes them, and the judgement."""

    ruleset: str
    sentence: str
    facts: Mapping[str, Any]
    judgement: Mapping[str, Any]


def judged(file: Path) -> Iterator[Judged]:
    """The consultations of one file; ValueError for an unknown key or a judgement that asks for nothing."""
    for one in tomllib.loads(file.read_text(encoding="utf-8"))["consultation"]:
        judgement = {key: value for key, value in one.items() if key not in ASIDE}
        if unknown := judgement.keys() - set(KEYS):
            raise ValueError(f"{file.name}: {one['sentence']}: {sorted(unknown)}")
        if not any(judgement.values()):
            raise ValueError(f"{file.name}: {one['sentence']}: a judgement that cannot fail")
        yield Judged(file.stem, one["sentence"], one["facts"], judgement)


def unknown_names(program: Program, judgement: Mapping[str, Any]) -> list[str]:
    """Names in a judgement that no resource of the ruleset bears: such a line could never fail, or never hold."""
    known = program.ruleset.resources
    return [name for key in NAMED for name in judgement.get(key, ()) if name not in known]


def differences(decision: Decision, judgement: Mapping[str, Any]) -> list[str]:
    """Where the answer is not what the judgement says, a line each; empty where they agree."""
    yes = [one for one in decision.referrals if one.fit == "yes"]
    names = [one.resource for one in yes]
    read = names[:NEAR]
    maybe = [one.resource for one in decision.referrals if one.fit == "maybe"]
    asked = {one.attribute for one in decision.questions}
    found: list[str] = []
    if "first" in judgement and not (names and names[0] in judgement["first"]):
        found.append(f"first: {read} instead of {judgement['first']}")
    found += [f"near: {name} is not in {read}" for name in judgement.get("near", ()) if name not in read]
    found += [f"includes: {name} is missing" for name in judgement.get("includes", ()) if name not in names]
    found += [f"maybe: {name} is missing" for name in judgement.get("maybe", ()) if name not in maybe]
    found += [f"never: {name} is there" for name in judgement.get("never", ()) if name in (*names, *maybe)]
    found += [f"asks: {name} is not asked" for name in judgement.get("asks", ()) if name not in asked]
    found += [f"asks_not: {name} is asked" for name in judgement.get("asks_not", ()) if name in asked]
    if "urgency" in judgement and (not yes or yes[0].urgency != judgement["urgency"]):
        found.append(f"urgency: {yes[0].urgency if yes else None} instead of {judgement['urgency']}")
    if judgement.get("open_now") and not any(one.open == "now" for one in yes):
        found.append("open_now: nobody can talk now")
    return found
