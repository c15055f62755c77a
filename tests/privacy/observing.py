"""Everything that anybody can see of a run, outside of sealed containers and the receiver's package.

Law: values are taken apart, errors with cause, context, notes and the local variables of our frames; logs, warnings,
what is printed, files and sockets are caught; so are caches, the state of our modules and the number of steps taken.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import importlib
import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any

import tsunagari
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.refusing import Refusing

HOME = str(tsunagari.__file__).removesuffix("__init__.py")
STEPPED = tuple(HOME + part for part in ("privacy/", "errors.py"))
DEPTH = 8
_files: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _files is not None and event.partition(".")[0] in ("open", "os", "socket", "subprocess", "shutil", "sqlite3"):
        _files.append(f"{event} {arguments!r}")


sys.addaudithook(_hook)


def seen(action: Callable[[], Any], *, steps: bool = True) -> list[str]:
    """The transcript of a run: one text for each thing that can be seen; counting steps takes time."""
    global _files
    out, log = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(_Everything())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(0)
    counting = _Steps()
    before = dict(_state())
    printing = (contextlib.redirect_stdout(out), contextlib.redirect_stderr(out))
    with printing[0], printing[1], warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        _files = files = []
        try:
            with counting if steps else contextlib.nullcontext():
                result = action()
            told = [f"result {text}" for text in parts(result)]
        except Exception as error:
            told = [f"error {text}" for text in error_parts(error)]
        finally:
            _files = None
            root.removeHandler(handler)
            root.setLevel(level)
    after = dict(_state())
    return [
        *told, f"steps {counting.count}", f"printed {out.getvalue()}", f"logged {log.getvalue()}",
        *(f"warned {one.message!r}" for one in warned), *(f"file {one}" for one in files),
        *(f"state {name} {text}" for name, text in after.items() if before.get(name) != text),
    ]  # fmt: skip


class _Everything(logging.Formatter):
    """A formatter that writes down whatever a record carries, `extra` too."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without what the clock and the machine say."""
        dull = {"created", "msecs", "relativeCreated", "thread", "process", "threadName", "processName", "taskName"}
        return repr({name: value for name, value in vars(record).items() if name not in dull}) + record.getMessage()


class _Steps:
    """Counts the lines of the privacy layer that are run, and the calls of everything else of ours."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> None:
        self.old = sys.gettrace()
        sys.settrace(self._call)

    def __exit__(self, *_: object) -> None:
        sys.settrace(self.old)

    def _call(self, frame: FrameType, event: str, argument: Any) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(HOME):
            return None
        self.count += 1
        return self._line if name.startswith(STEPPED) else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.count += 1
        return self._line


def parts(value: Any, depth: int = DEPTH) -> Iterator[str]:
    """The texts of a value and of all that can be reached in it without opening a container."""
    if value is None or isinstance(value, bool | int | float | str | bytes):
        yield repr(value)
    elif isinstance(value, Refusing):
        yield f"{type(value).__name__} {value!r} {dir(value)!r} {sys.getsizeof(value)}"
    elif isinstance(value, Ruleset | ModuleType | type) or callable(value) or depth == 0:
        yield type(value).__name__
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from parts(key, depth - 1)
            yield from parts(held, depth - 1)
    elif isinstance(value, tuple | list | set | frozenset):
        yield f"{type(value).__name__} of {len(value)}"
        for held in value if isinstance(value, tuple | list) else sorted(value, key=repr):
            yield from parts(held, depth - 1)
    elif isinstance(value, BaseException):
        yield from error_parts(value, depth - 1)
    else:
        yield f"{type(value).__name__} {value!r}" if type(value).__repr__ is not object.__repr__ else ""
        names = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
        for name in (*names, *getattr(value, "__dict__", {})):
            yield from parts(getattr(value, name, None), depth - 1)


def error_parts(error: BaseException | None, depth: int = DEPTH) -> Iterator[str]:
    """Kind, words, attributes, notes, chain, and the local variables of our own frames."""
    if error is None or depth == 0:
        return
    yield f"{type(error).__name__} {error!r} {error}"
    for language in ("ja", "en"):
        if hasattr(error, "message"):
            yield error.message(language)
    yield from parts(error.args, depth - 1)
    yield from parts({name: value for name, value in vars(error).items() if name != "args"}, depth - 1)
    yield from parts([getattr(error, "obj", None), getattr(error, "name", None)], depth - 1)
    for chained in (error.__cause__, error.__context__):
        yield from error_parts(chained, depth - 1)
    yield from _frames(error.__traceback__, depth)


def _frames(traceback: TracebackType | None, depth: int) -> Iterator[str]:
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename.startswith((HOME, "<")):
            yield f"frame {frame.f_code.co_name}"
            yield from parts(dict(frame.f_locals), depth - 1)
        traceback = traceback.tb_next


@functools.cache
def _modules() -> tuple[tuple[str, dict[str, Any]], ...]:
    """The modules that touch personal data, all loaded."""
    for path in Path(HOME, "privacy").rglob("[a-z]*.py"):
        importlib.import_module(".".join(("tsunagari", *path.relative_to(HOME).with_suffix("").parts)))
    wanted = ("tsunagari.privacy", "tsunagari.errors")
    return tuple((name, vars(module)) for name, module in sys.modules.items() if name.startswith(wanted))


def _state() -> Iterator[tuple[str, str]]:
    """What our modules keep between calls: caches by what they count, mutable values by their parts."""
    for name, held in _modules():
        for key, value in list(held.items()):
            if isinstance(value, functools._lru_cache_wrapper):
                yield f"{name}.{key}", f"{value.cache_info().currsize} {value.cache_info().misses}"
            elif isinstance(value, list | set | dict) and not key.startswith("__"):
                yield f"{name}.{key}", " ".join(parts(value))
