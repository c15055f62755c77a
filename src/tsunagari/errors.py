"""The exceptions of tsunagari.

Law: nothing that a caller hands in raises anything but a `TsunagariError`,
and no exception carries a fact's value: only codes, attribute and registry
names, and positions (design P8, "by allow-list"). `guarded` holds the rest of
that law where an error leaves us: the frames behind it stay behind.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from tsunagari.diagnostics import Diagnostic
from tsunagari.messages import prose

P = ParamSpec("P")
R = TypeVar("R")


class TsunagariError(Exception):
    """Base of every exception that tsunagari raises; `code` is stable."""

    code: str = "error"


class RulesetError(TsunagariError):
    """A ruleset that cannot be used; `diagnostics` holds every problem of every file."""

    code = "ruleset"

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        errors = [d for d in self.diagnostics if d.severity == "error"]
        super().__init__("\n".join(d.headline() for d in errors[:20]) or "no diagnostics")


class FactsError(TsunagariError):
    """Facts that cannot be admitted; names the attribute, never the value.

    `code` is stable (`unknown-value`, `unknown-key`, `naive-time`, …); `attribute` is the
    JSON key at fault, or "" where the whole text is; `candidates` are registry names.
    """

    def __init__(self, code: str, attribute: str = "", candidates: Sequence[str] = ()) -> None:
        self.code = code
        self.attribute = attribute
        self.candidates = tuple(candidates)
        super().__init__(self.message("en"))

    def message(self, language: str = "ja") -> str:
        """The sentence for people, in `ja` or `en`."""
        fields = {"attribute": self.attribute, "candidates": "、".join(self.candidates)}
        return _sentence("facts/" + self.code, language, fields)


class UsageError(TsunagariError):
    """A call or a file that cannot be used at all (exit code 2 on the command line)."""

    def __init__(self, code: str, **fields: str) -> None:
        self.code = code
        self.fields = fields
        super().__init__(self.message("en"))

    def message(self, language: str = "ja") -> str:
        """The sentence for people, in `ja` or `en`."""
        return _sentence("usage/" + self.code, language, self.fields)


class PrivacyError(TsunagariError):
    """What may not leave, or may not be brought in (design P1-P9); `fields` are codes and registry names."""

    def __init__(self, code: str, **fields: str) -> None:
        self.code = code
        self.fields = fields
        super().__init__(self.message("en"))

    def message(self, language: str = "ja") -> str:
        """The sentence for people, in `ja` or `en`."""
        return _sentence("privacy/" + self.code, language, self.fields)


class SealedError(PrivacyError, TypeError, AttributeError):
    """Somebody asked a sealed container for what it holds.

    It is a TypeError to whoever wants a text, and an AttributeError to whoever feels for an attribute (`hasattr`).
    """

    def __init__(self, code: str = "sealed", **fields: str) -> None:
        super().__init__(code, **fields)
        self.name, self.obj = "", None  # else Python puts in what was asked for, and of whom


class PlatformError(PrivacyError, TypeError):
    """Something that can hold a case was brought to a platform."""

    def __init__(self, code: str = "platform-takes-no-case", **fields: str) -> None:
        super().__init__(code, **fields)


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """A public function from which an error leaves alone: no frame of ours, cause, context or note goes with it.

    A traceback keeps the local variables of every frame that it went through, and tools that report errors send
    them away. So the error is raised again from a frame that holds nothing. What is not ours becomes `internal`
    with the name of a built-in kind of exception, and nothing of its text.
    """

    @wraps(function)
    def door(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except Exception as fault:
            alone = bare(fault)
        del args, kwargs
        raise alone

    return door


def guarded_class(cls: type[R]) -> type[R]:
    """A class whose constructor is `guarded`: the frame of a generated `__init__` holds all that was handed in."""
    type.__setattr__(cls, "__init__", guarded(cls.__init__))
    return cls


def bare(fault: Exception) -> Exception:
    """The error without the frames that it came through; what is not ours is `internal`."""
    if not isinstance(fault, TsunagariError):
        kind = type(fault).__name__
        return UsageError("internal", kind=kind if getattr(builtins, kind, None) is type(fault) else "Exception")
    vars(fault).pop("__notes__", None)
    fault.__cause__ = fault.__context__ = None
    return fault.with_traceback(None)


def _sentence(code: str, language: str, fields: Mapping[str, str]) -> str:
    text, advice = prose(code, language, fields)
    return text if advice is None else f"{text}{'。' if language == 'ja' else ': '}{advice}"
