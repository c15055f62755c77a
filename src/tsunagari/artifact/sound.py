"""Where bytes are read that somebody else may have written, what is wrong with them is one coded error.

Law: whatever a file holds, whoever opens it meets `UsageError` with a code of ours, at once or when a damaged part is
first read, and no other exception.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from tsunagari.errors import UsageError

P = ParamSpec("P")
R = TypeVar("R")

_WRONG = (ValueError, LookupError, OverflowError, TypeError, AttributeError, RecursionError)
"""What reading, and the constructors of the model, raise for values that cannot be (a bad string is a ValueError)."""


def sound(reading: Callable[P, R]) -> Callable[P, R]:
    """A reading whose failures are `artifact-malformed`."""

    @wraps(reading)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return reading(*args, **kwargs)
        except _WRONG:
            pass
        raise UsageError("artifact-malformed")

    return checked
