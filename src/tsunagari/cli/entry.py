"""From the words after `tsunagari` to the verb's file and its exit code.

Law: 0 is fine; 1 means errors, warnings that nobody silenced, failed tests or bad lines; 2 means input that cannot be
used. Whatever goes wrong is one coded sentence that repeats nothing of what was typed. Only the file of the verb
asked for is loaded: a counsellor waits for the answer, not for the other verbs.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from tsunagari import __version__
from tsunagari.cli import speech
from tsunagari.errors import FactsError, RulesetError, UsageError

VERBS = (
    "route", "explain", "check", "test", "diff", "replay", "report", "build", "fmt", "places", "intake", "audit",
    "statistics", "import", "export",
)  # fmt: skip
"""Each verb is `tsunagari.cli.<verb>` with a function `command`; `import` is no name for a module."""
_MODULES = {"import": "importing", "export": "exporting"}

HELP = """つながり: 相談をどの窓口につなぐかを、自治体の規則集から答えます。

Which of the registered resources take this person, in what order and why.

終了コード: 0 問題なし、1 誤り・警告・失敗した相談例・読めない行、2 使えない入力。
Exit codes: 0 fine, 1 errors, warnings, failed tests or bad lines, 2 unusable input."""

# typer brings its own copy of click, or click itself in other versions: the base of its errors is found by name
_CLICK_PROBLEM: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")


def main() -> None:
    """Run the command line of this process and leave it with the exit code."""
    speech.prepare_streams()
    gc.disable()  # compiling makes many small lasting objects and no garbage worth looking for
    code = run(sys.argv[1:])
    code = code if speech.flush_streams() else 2
    gc.freeze()  # nor is there any to look for on the way out
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; never raises."""
    try:
        return _run(arguments)
    except BrokenPipeError:  # while a problem was told
        speech.close_streams()
        return 1
    except Exception:  # not even a problem can be told
        return 2


def _run(arguments: Sequence[str]) -> int:
    speech.choose_language(arguments)
    try:
        command = command_of([verb for verb in VERBS if arguments[:1] == [verb]] or list(VERBS))
        result = command.main(args=list(arguments) or ["--help"], prog_name="tsunagari", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except RulesetError as refused:
        speech.findings(refused.diagnostics, arguments)
        return 1
    except (FactsError, UsageError) as refused:
        speech.refusal(refused, arguments)
        return 2
    except typer.Exit as left:
        return left.exit_code
    except _CLICK_PROBLEM as misused:
        speech.refusal(misuse(misused), arguments)
        return 2
    except BrokenPipeError:
        speech.close_streams()
        return 1
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as fault:  # the last resort: a coded sentence, and no value of anybody's
        speech.refusal(UsageError("internal", kind=type(fault).__name__), arguments)
        return 2


class _AsTyped:
    """Takes the values of an option as they are: every option of ours is a text, a list of texts or a flag."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value; an option that may be repeated and was not given is an empty list."""
        return [] if value is None and (param.multiple or param.nargs == -1) else value


def command_of(verbs: Sequence[str]) -> Any:
    """The command with these verbs, ready to run.

    Some versions of typer load pydantic to check even plain texts, which takes longer than the answer; where there is
    such a step, it is passed over.
    """
    group: Any = typer.main.get_command(app_of(verbs))
    for command in (group, *group.commands.values()):
        asked = typer.Context(command, help_option_names=["--help", "-h"])
        for parameter in command.get_params(asked):
            if hasattr(parameter, "_runtime_param"):
                parameter._runtime_param = _AsTyped()
    return group


def app_of(verbs: Sequence[str]) -> typer.Typer:
    """The command with these verbs, as typer has it."""
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(help=HELP)(_before_the_verb)
    for verb in verbs:
        app.command(verb)(import_module(f"tsunagari.cli.{_MODULES.get(verb, verb)}").command)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        speech.line(__version__)
        raise typer.Exit(0)


def _before_the_verb(
    version: Annotated[
        bool,
        typer.Option("--version", help="版を示して終わる。 Print the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Nothing is done before the verb; the version is shown on the way."""


def misuse(problem: Exception) -> UsageError:
    """What is wrong with a command line, without the words typed: only names of our own options and verbs."""
    kind = type(problem).__name__
    known = [name for name in getattr(problem, "possibilities", None) or () if isinstance(name, str)]
    if kind in ("NoSuchOption", "NoSuchCommand"):
        return UsageError("unknown-option", known="、".join(known) or "--help")
    option = getattr(problem, "option_name", None) or "、".join(
        getattr(getattr(problem, "param", None), "opts", None) or ()
    )
    if kind == "MissingParameter":
        return UsageError("missing-argument", option=_metavar(problem) or option)
    if option:
        return UsageError("bad-option", option=str(option), example="--help")
    if "No such command" in str(problem):
        return UsageError("unknown-verb", verbs="、".join(VERBS))
    return UsageError("extra-argument")


def _metavar(problem: Exception) -> str:
    return str(getattr(getattr(problem, "param", None), "metavar", None) or "")
