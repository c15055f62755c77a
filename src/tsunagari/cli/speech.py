"""What the command line says, where and in which language.

Law: answers go to standard output, problems to standard error, unless JSON was asked for, which is always one
document on standard output. Japanese is spoken unless `--lang en` or the locale says English.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from io import TextIOWrapper
from itertools import pairwise

from tsunagari.diagnostics import Diagnostic
from tsunagari.errors import FactsError, UsageError

_LANGUAGE: ContextVar[str] = ContextVar("language", default="ja")


def prepare_streams() -> None:
    """UTF-8 into pipes and files whatever the locale; on a terminal a letter it lacks becomes `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def flush_streams() -> bool:
    """Write out what is left; a reader who has gone away is no problem, a disk that is full is told (False)."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        close_streams()
    except OSError as fault:
        close_streams()
        problem(f"tsunagari: error[unwritable]: {_unwritable(fault).message(language())}")
        return False
    return True


def close_streams() -> None:
    """Nobody reads any more: let the rest of the output go nowhere."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unwritable(fault: OSError) -> UsageError:
    return UsageError("unwritable", path="-", reason=fault.strerror or "")


def choose_language(arguments: Sequence[str]) -> None:
    """Take the language from `--lang`, else from the locale's message language."""
    told = [after for word, after in pairwise(arguments) if word == "--lang"]
    told += [word.partition("=")[2] for word in arguments if word.startswith("--lang=")]
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    _LANGUAGE.set("en" if (told[-1] if told else locale).startswith("en") else "ja")


def language() -> str:
    """`ja` or `en`."""
    return _LANGUAGE.get()


def either(japanese: str, english: str) -> str:
    """The text in the language that is spoken."""
    return english if language() == "en" else japanese


def line(text: str = "") -> None:
    """One line of an answer; BrokenPipeError where nobody listens, UsageError where it cannot be written."""
    if sys.stdout is None:
        raise BrokenPipeError
    try:
        sys.stdout.write(text + "\n")
    except BrokenPipeError:
        raise
    except OSError as fault:
        close_streams()
        raise _unwritable(fault) from None


def problem(text: str) -> None:
    """One line about a problem; where nobody listens it is lost, and the exit code stays."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        sys.stdout.flush()
    with contextlib.suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(text + "\n")


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether `--json` is among the words."""
    return "--json" in arguments


def findings(diagnostics: Iterable[Diagnostic], arguments: Sequence[str]) -> None:
    """The findings for which a verb refuses a ruleset."""
    if wants_json(arguments):
        from tsunagari.wire.findings import findings_to_json

        line(findings_to_json(spoken(diagnostics)))
        return
    for finding in spoken(diagnostics):
        if finding.severity == "error":
            problem(finding.render() + "\n")


def spoken(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings about whole files in the spoken language; the others speak the language of their file."""
    return [one if one.line else replace(one, language=language()) for one in diagnostics]


def refusal(refused: FactsError | UsageError, arguments: Sequence[str]) -> None:
    """Why the input cannot be used."""
    if wants_json(arguments):
        from tsunagari.wire.findings import error_to_json

        line(error_to_json(refused))
        return
    if isinstance(refused, FactsError):
        from tsunagari.cli.fact_options import option_of

        refused = FactsError(refused.code, option_of(refused.attribute), refused.candidates)
    problem(f"tsunagari: error[{refused.code}]: {refused.message(language())}")
