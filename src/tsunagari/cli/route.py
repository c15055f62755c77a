"""`tsunagari route`: who takes this person?

Law: the answer is the program's; this file only turns options into facts and the decision into lines.
"""

from __future__ import annotations

import typer

from tsunagari.cli import fact_options as told
from tsunagari.cli import speech
from tsunagari.cli.answer_text import answer_lines
from tsunagari.cli.options import Json, Lang, RulesOrBuilt
from tsunagari.cli.told import consultation, paused
from tsunagari.errors import UsageError
from tsunagari.shell.programs import load
from tsunagari.wire.decisions import decision_to_json


def command(
    context: typer.Context,
    rules: RulesOrBuilt,
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
    input_: told.Input = None,
    output: told.Output = None,
    jobs: told.Jobs = None,
    first: told.First = None,
    identifier: told.Identifier = None,
    json: Json = False,
    lang: Lang = None,
) -> int:
    """相談を一件、つなぎ先に。ファイルなら何件でも。 Route one consultation, or a file of them."""
    facts = told.facts_of(context.params)
    if input_ is None and output is not None:
        raise UsageError("output-without-input")
    if input_ is not None and any(value is not None and value != [] for value in facts.values()):
        raise UsageError("facts-with-input")
    table = input_ is not None and input_.endswith(".parquet")
    if not table and (jobs, first, identifier) != (None, None, None):
        raise UsageError("option-without-parquet")
    program = load(rules)
    if paused_now:
        program = program.with_status(paused(paused_now))
    if input_ is not None and table:
        # only here: nobody else waits for what runs over tables
        from tsunagari.cli.route_table import route_table

        return route_table(program, rules, input_, output, jobs, first, identifier)
    if input_ is not None:
        # only here: it brings pydantic, for which one answer on the command line does not wait
        from tsunagari.cli.route_lines import route_lines

        return route_lines(program, input_, output)
    case = consultation(program.ruleset, facts)
    decision = program.route(case)
    if json:
        speech.line(decision_to_json(decision))
        return 0
    for text in answer_lines(decision, program.ruleset, case.at, speech.language()):
        speech.line(text)
    return 0
