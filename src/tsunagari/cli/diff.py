"""`tsunagari diff`: who would be answered differently?

Law: 1 where somebody loses their last yes or where that could not be decided for everybody; 0 otherwise.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.diff_markdown import markdown_lines
from tsunagari.cli.diff_text import text_lines
from tsunagari.cli.first_day import On, first_day
from tsunagari.cli.options import Json, Lang
from tsunagari.cli.progress import watched
from tsunagari.errors import RulesetError, UsageError
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.comparing import compared
from tsunagari.shell.differences import folders
from tsunagari.shell.loading import load
from tsunagari.wire.json_text import write_json

_FORMS = ("text", "json", "markdown")

Old = Annotated[
    str,
    typer.Argument(
        metavar="OLD", help="前の規則集のフォルダ（--git の時は、比べる規則集）。 "
        "The folder before; with --git the one folder.",
        show_default=False,
    ),
]  # fmt: skip
New = Annotated[
    str | None, typer.Argument(metavar="NEW", help="後の規則集のフォルダ。 The folder after.", show_default=False)
]
Git = Annotated[
    str | None,
    typer.Option(
        "--git", metavar="版..版", help="フォルダの代わりに、git の二つの版（コミット、ブランチ、タグ）を比べる。 "
        "Compare two revisions of the one folder instead of two folders.", show_default=False,
    ),
]  # fmt: skip
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="text|json|markdown", help="出力の形。markdown はプルリクエストのコメント用。 "
        "The form of the output; markdown is for a comment on a pull request.", show_default=False,
    ),
]  # fmt: skip


Registry = Annotated[
    bool,
    typer.Option(
        "--registry", help="窓口の名簿だけを比べる（開いた、閉じた、対象地域・時間が変わった）。 "
        "Compare the registries only: opened, closed, moved, changed hours.",
    ),
]  # fmt: skip


def command(
    old: Old, new: New = None, git: Git = None, on: On = None, form: Format = None, registry: Registry = False,
    json: Json = False, lang: Lang = None,
) -> int:  # fmt: skip
    """規則集を変えると、だれの答えがどう変わるか。どこにもつながらなくなる人、新しくつながる人、開いている窓口がなくなる時間が
    ある人、つながる窓口が変わる人、順番だけが変わりうる人を、まとまりごとに例を一人ずつ添えて示す。つながらなくなる人がいるか、
    それを調べきれなければ、終了コードは1。 Whose answers change, and how: who loses everybody, who gains somebody, who
    has nobody open any more at some hours, who is led to other desks, and for whom only the order may change, in groups
    with one person each. The exit code is 1 if somebody loses everybody, or if that could not be settled.
    """
    if form not in (None, *_FORMS) or (json and form not in (None, "json")):
        raise UsageError("bad-option", option="--format", example="--format " + "|".join(_FORMS))
    if git is not None and new is not None:
        raise UsageError("new-with-git")
    after = git if new is None else new
    if after is None:
        raise UsageError("missing-argument", option="NEW")
    if registry:
        from tsunagari.cli.registry_diff import tell

        return tell(old, after, git=git is not None, json=json or form == "json")
    names = (old, after) if git is None else tuple(f"{old} {one or 'HEAD'}" for one in after.split("..", 1))
    day = first_day(on)
    with folders(old, after, git=git is not None) as found:
        sides = ("前の規則集", "the old ruleset"), ("後の規則集", "the new ruleset")
        before, later = (_ruleset(folder, *side) for folder, side in zip(found, sides, strict=True))
    with watched() as watch:
        comparison = compared(before, later, day, watch=watch)
    if json or form == "json":
        speech.line(write_json(comparison.to_dict()))
    else:
        lines = markdown_lines if form == "markdown" else text_lines
        for text in lines(comparison, names, speech.language()):
            speech.line(text)
    return 0 if comparison.ok else 1


def _ruleset(folder: object, ja: str, en: str) -> Ruleset:
    """The ruleset of a folder; where it is refused, which of the two that is goes before the findings."""
    try:
        return load(str(folder)).ruleset
    except RulesetError:
        speech.problem(speech.either(f"{ja}に誤りがあります。", f"there are errors in {en}."))
        raise
