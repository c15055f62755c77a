"""The architecture of the package, held as a table: who may import whom, and what may be done where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tsunagari"

#: Rows from the ground up: a module imports only from rows above its own, or from its own part of its row.
ROWS: tuple[tuple[str, ...], ...] = (
    ("source", "messages"),
    ("diagnostics",),
    ("errors",),
    ("calendar",),
    ("syntax",),
    ("model",),
    ("engine", "analysis"),
    ("privacy",),
    ("pipeline",),
    ("artifact",),
    ("wire",),
    ("reporting",),
    ("testing",),
    ("hearing", "exchange", "batch", "replaying"),
    ("service",),
    ("shell",),
    ("cli",),
    ("__main__",),
)
#: The front door names what others rely on, and loads it when it is asked for.
FRONT_DOOR = "__init__"
#: Where a package from outside may be imported: a part of the package, or one module of it.
OUTSIDE = {
    "lark": ("syntax.parser",),
    "pydantic": ("wire",),
    "typer": ("cli",),
    "rich": ("cli",),
    "rapidfuzz": ("hearing",),
    "sudachipy": ("hearing.morphemes",),
    "hypothesis": ("testing",),
    "jpholiday": ("calendar.holidays",),
    "jinja2": ("reporting.page",),
    "markupsafe": ("reporting.page",),
    "openpyxl": ("exchange.workbook",),
    "numpy": ("batch",),
    "pyarrow": ("batch", "shell.parquet_files"),
    "daft": ("batch.daft",),
    "pyspark": ("batch.spark",),
}
SHELL_AND_ABOVE = ("testing", "service", "shell", "cli", "__main__")
#: What reaches out to the machine: calls by plain name, and by module and name.
REACHING = {"open", "print", "input", "exec", "eval", "compile", "__import__"}
REACHING_ATTRIBUTES = {
    ("os", "environ"),
    ("os", "getenv"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("sys", "stdout"),
    ("sys", "stderr"),
}
REACHING_MODULES = {"socket", "subprocess", "urllib", "http", "logging", "random", "secrets", "pickle", "tempfile"}
GENERATED = {"model.place_table", "hearing.postal_table", "calendar.place_table"}
MOST_LINES, MOST_FUNCTION_LINES = 400, 60
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "base", "manager", "handler", "data", "info"}


def module_name(path: Path) -> str:
    """`engine.reference` for its file; `engine` for the `__init__` of a part."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def row_of(module: str) -> int | None:
    """The number of the row that a module belongs to."""
    part = module.partition(".")[0]
    return next((number for number, row in enumerate(ROWS) if part in row), None)


def allowed(importer: str, imported: str) -> bool:
    """Whether the table lets one module of ours import another."""
    here, there = row_of(importer), row_of(imported)
    if here is None or there is None:
        return False
    same_part = importer.partition(".")[0] == imported.partition(".")[0]
    return there < here or (there == here and same_part)


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that a tree imports, `from a import b` as `a` and, where it is one of ours, `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the row"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner.removeprefix("tsunagari.") in MODULES else module


def ours(tree: ast.AST) -> Iterator[str]:
    """The modules of ours that a tree imports, without the package's name; the place table's package is not ours."""
    for name in imports(tree):
        if name.startswith("tsunagari.") and name != "tsunagari.grammars":
            yield name.removeprefix("tsunagari.")


@pytest.mark.parametrize("module", sorted(set(MODULES) - {FRONT_DOOR}))
def test_every_module_has_a_row(module: str) -> None:
    """A new part of the package is put into the table before it is used."""
    assert row_of(module) is not None, f"{module} has no row in the table"


@pytest.mark.parametrize("module", sorted(set(MODULES) - {FRONT_DOOR}))
def test_imports_go_upwards_only(module: str) -> None:
    """A module imports only from rows above it: one can read the package from the ground up."""
    wrong = sorted({name for name in ours(TREES[module]) if not allowed(module, name)})
    assert not wrong, f"{module} imports {', '.join(wrong)}"


def test_the_table_has_teeth() -> None:
    """The imports that the design forbids by name are refused, and its flow is allowed."""
    assert not allowed("engine.reference", "analysis.search")
    assert not allowed("analysis.search", "engine.reference")
    assert not allowed("syntax.parser", "model.ruleset")
    assert not allowed("model.rules", "cli.route")
    assert not allowed("nowhere", "source")
    assert allowed("pipeline.program", "engine.reference")
    assert allowed("cli.route", "shell.loading")
    assert list(ours(ast.parse("from tsunagari import source\nimport tsunagari.errors"))) == ["source", "errors"]


@pytest.mark.parametrize("package", sorted(OUTSIDE))
def test_packages_from_outside_stay_where_they_belong(package: str) -> None:
    """Each dependency is imported in its own corner, so that nothing else waits for it or leans on it."""
    corners = OUTSIDE[package]
    users = {name for name, tree in TREES.items() for used in imports(tree) if used.partition(".")[0] == package}
    wrong = [name for name in users if not any(name == c or name.startswith(c + ".") for c in corners)]
    assert not wrong, f"{package} is imported in {', '.join(sorted(wrong))}"


def test_nothing_else_comes_from_outside() -> None:
    """Only the standard library and the dependencies of the table are imported."""
    import sys

    known = {*sys.stdlib_module_names, *OUTSIDE, "tsunagari"}
    used = {(name, top) for name, tree in TREES.items() for top in (i.partition(".")[0] for i in imports(tree))}
    assert not sorted(pair for pair in used if pair[1] not in known)


def reaching(tree: ast.AST) -> Iterator[str]:
    """What in a tree reaches for a file, the clock, the environment, the terminal or the network."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REACHING:
            yield f"{node.func.id} in line {node.lineno}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in REACHING_ATTRIBUTES:
                yield f"{owner}.{node.attr} in line {node.lineno}"
    for name in imports(tree):
        if name.partition(".")[0] in REACHING_MODULES:
            yield f"import {name}"


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.partition(".")[0] not in SHELL_AND_ABOVE))
def test_below_the_shell_nothing_reaches_out(module: str) -> None:
    """The core has no file, clock, environment, print or network: what it answers depends on what it is given."""
    assert not list(reaching(TREES[module]))


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "print(1)",
        "import os\nos.environ['X']",
        "datetime.now()",
        "datetime.datetime.now()",
        "import socket",
    ],
)
def test_reaching_out_is_seen(source: str) -> None:
    """The watch over the core sees each way of reaching out."""
    assert list(reaching(ast.parse(source)))


@pytest.mark.parametrize("module", sorted(set(MODULES) - GENERATED))
def test_modules_are_short(module: str) -> None:
    """A module fits in a reader's head: at most 400 lines, functions at most 60."""
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MOST_FUNCTION_LINES, f"{module}.{node.name} has {lines} lines"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_modules_say_what_they_are(module: str) -> None:
    """Every module opens with its law, and none hides behind a name that says nothing."""
    assert ast.get_docstring(TREES[module]), f"{module} has no docstring"
    assert not FORBIDDEN_NAMES & set(module.split("."))
