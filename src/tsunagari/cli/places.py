"""`tsunagari places`: which municipalities bear this name, and with which code?

Law: everything that a name or code may mean is shown; what is not found is told by its number among the words.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang
from tsunagari.errors import UsageError
from tsunagari.model.places import Place, gazetteer
from tsunagari.wire.json_text import write_json


def command(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME_OR_CODE", help="地名かコード。 Names or codes of places.", show_default=False),
    ],
    json: Json = False,
    lang: Lang = None,
) -> int:
    """地名やコードから市区町村を探す。 Look up places by name or code."""
    found = [gazetteer().find(name) for name in names]
    places = [place for matches in found for place in matches]
    if json:
        speech.line(write_json([place_to_dict(place) for place in places]))
    else:
        for place in places:
            speech.line(f"{place.code}  {place.full_name}（{place.kana}）")
    for number, (name, matches) in enumerate(zip(names, found, strict=True), 1):
        if not matches:
            _unknown(number, name)
    return 0 if all(found) else 1


def place_to_dict(place: Place) -> dict[str, Any]:
    """The JSON object of one place; `prefecture` by name, `parent` by code."""
    prefecture = gazetteer().by_code(place.prefecture)
    return {
        "code": place.code,
        "name": place.name,
        "kana": place.kana,
        "prefecture": prefecture.name if prefecture else None,
        "parent": place.parent,
    }


def _unknown(number: int, name: str) -> None:
    refused = UsageError("unknown-place", number=str(number))
    speech.problem(f"tsunagari: error[{refused.code}]: {refused.message(speech.language())}")
    if near := gazetteer().near(name):
        speech.problem(speech.either("  似た地名: ", "  similar: ") + "、".join(near))
