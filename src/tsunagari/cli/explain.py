"""`tsunagari explain`: why these resources, why not that one, and what would change it?

Law: the explanation is the program's; this file only turns options into facts and the explanation into lines. With
`--prose` it is the ruleset itself that is said, and nobody's facts are asked for.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tsunagari.cli import fact_options as told
from tsunagari.cli import speech
from tsunagari.cli.explain_text import explanation_lines
from tsunagari.cli.options import Json, Lang, RulesOrBuilt
from tsunagari.cli.told import consultation, paused
from tsunagari.shell.programs import load
from tsunagari.wire.json_text import write_json

Resources = Annotated[
    list[str] | None,
    typer.Option(
        "--resource",
        metavar="名前",
        help="わけを知りたい窓口。繰り返せる。 A resource to explain; repeatable.",
        show_default=False,
    ),
]

Prose = Annotated[
    bool,
    typer.Option("--prose", help="規則と窓口を文章で出す。相談の内容は要らない。 Say the ruleset in sentences."),
]


def command(
    context: typer.Context,
    rules: RulesOrBuilt,
    resource: Resources = None,
    age: told.Age = None,
    issue: told.Issues = None,
    lives: told.Lives = None,
    stays: told.Stays = None,
    works: told.Works = None,
    studies: told.Studies = None,
    channel: told.Channel = None,
    at: told.At = None,
    language: told.Language = None,
    wish: told.Wishes = None,
    danger: told.Danger = None,
    caller: told.Caller = None,
    caller_lives: told.CallerLives = None,
    caller_language: told.CallerLanguage = None,
    attribute: told.Attributes = None,
    declined: told.Declined = None,
    tried: told.Tried = None,
    paused_now: told.Paused = None,
    rotation: told.Rotation = None,
    prose: Prose = False,
    json: Json = False,
    lang: Lang = None,
) -> int:
    """なぜその窓口か、なぜ出ないか、何が変われば出るか。 Why, why not, and what would change it."""
    facts = told.facts_of(context.params)
    program = load(rules)
    if prose:
        from tsunagari.cli.explain_prose import tell

        asked = [*facts.values(), resource, paused_now]
        return tell(program.ruleset, json=json, facts_told=any(one not in (None, []) for one in asked))
    if paused_now:
        program = program.with_status(paused(paused_now))
    explanation = program.explain(consultation(program.ruleset, facts), resource or None)
    if json:
        speech.line(write_json(explanation.to_dict()))
        return 0
    for text in explanation_lines(explanation, program.ruleset.laws, speech.language()):
        speech.line(text)
    return 0
