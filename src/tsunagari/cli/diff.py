"""`tsunagari diff`: who would be answered differently?

Law: 1 where somebody loses their last yes or where that could not be decided; 0 otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang
from tsunagari.pipeline.comparing import Group, compared
from tsunagari.shell.loading import load
from tsunagari.wire.json_text import write_json

_SHOWN = 20

Old = Annotated[str, typer.Argument(metavar="OLD", help="前の規則集。 The folder before.", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW", help="後の規則集。 The folder after.", show_default=False)]


def command(old: Old, new: New, json: Json = False, lang: Lang = None) -> int:
    """二つの規則集で、つながらなくなる人と新しくつながる人。 Who loses everybody, who gains somebody."""
    found = compared(load(old).ruleset, load(new).ruleset)
    if json:
        speech.line(write_json(found.to_dict()))
    else:
        _tell(("どこにもつながらなくなる人", "people who lose everybody"), found.lost)
        _tell(("新しくつながる人", "people who gain somebody"), found.gained)
        if not found.whole:
            speech.line(speech.either("すべては調べきれませんでした", "not everything could be compared"))
    return 1 if found.lost or not found.whole else 0


def _tell(who: tuple[str, str], groups: Sequence[Group]) -> None:
    if not groups:
        speech.line(speech.either(f"{who[0]}: いません", f"{who[1]}: none"))
        return
    speech.line(speech.either(f"{who[0]}（{len(groups)}のまとまり）", f"{who[1]} ({len(groups)} groups)"))
    for group in groups[:_SHOWN]:
        speech.line("  ・" + group.words.spoken(speech.language()))
    if len(groups) > _SHOWN:
        speech.line(speech.either(f"  ・ほか{len(groups) - _SHOWN}", f"  ・{len(groups) - _SHOWN} more"))
