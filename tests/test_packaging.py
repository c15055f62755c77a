"""The package can be built and installed every way, and each way finds its grammar."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

RULES = """規則集 「試し」

窓口 相談室
  受付方法 電話 受付 24時間 電話番号 0120-000-000

規則 だれでも
  つなぐ先 相談室
"""
PROOF = """
import sys, tsunagari
d = tsunagari.load(sys.argv[1]).route(tsunagari.Consultation(age=16))
assert [r.resource for r in d.referrals] == ["相談室"], d
print(tsunagari.__file__)
"""


def test_every_package_is_listed() -> None:
    """The list of packages is the folders with an `__init__.py`: none is forgotten in a wheel."""
    source = ROOT / "src"
    folders = {".".join(path.parent.relative_to(source).parts) for path in source.rglob("__init__.py")}
    assert PROJECT["tool"]["setuptools"]["packages"] == sorted(folders | {"tsunagari.grammars"})
    assert (ROOT / "grammars" / "__init__.py").is_file()


def test_no_file_of_the_package_needs_more_than_the_list_says() -> None:
    """Besides modules the package ships its grammar, the page of a report and the marker of its types; nothing else."""
    extra = {path.name for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    extra = {name for name in extra if "egg-info" not in name}
    listed = PROJECT["tool"]["setuptools"]["package-data"]
    assert listed == {
        "tsunagari": ["py.typed"],
        "tsunagari.grammars": ["*.lark"],
        "tsunagari.reporting": ["report.html"],
    }
    egg_info = {path.name for path in (ROOT / "src").glob("*.egg-info/*")}
    assert extra - egg_info == {"py.typed", "report.html"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist; the wheel is built from the sdist, as an index would."""
    target = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--outdir", str(target), str(ROOT))
    return target


def run(*command: str, cwd: Path | None = None) -> str:
    """The output of a command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check_installed(tmp_path: Path, *what: str) -> Path:
    """Install into a new environment, answer a consultation there, and return where the package lies."""
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    run(python, "-m", "pip", "install", "-q", *what, cwd=tmp_path)
    rules = tmp_path / "rules" / "trial"
    rules.mkdir(parents=True)
    (rules / "rules.tsu").write_text(RULES, encoding="utf-8")
    where = run(python, "-c", PROOF, str(rules), cwd=tmp_path)
    assert "相談室" in run(str(home / "bin" / "tsunagari"), "route", str(rules), "--age", "16", cwd=tmp_path)
    return Path(where.strip())


@pytest.mark.packaging
def test_the_wheel_holds_the_grammar_and_nothing_foreign(built: Path) -> None:
    """The wheel is the package and its grammar, without tests and rules."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "tsunagari/grammars/tsunagari.lark" in names
    assert "tsunagari/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"tsunagari"}


@pytest.mark.packaging
def test_installed_from_the_wheel(built: Path, tmp_path: Path) -> None:
    """A wheel answers from its own files."""
    (wheel,) = built.glob("*.whl")
    assert ROOT not in check_installed(tmp_path, str(wheel)).parents


@pytest.mark.packaging
def test_installed_from_the_sdist(built: Path, tmp_path: Path) -> None:
    """A source distribution is whole."""
    (sdist,) = built.glob("*.tar.gz")
    assert ROOT not in check_installed(tmp_path, str(sdist)).parents


@pytest.mark.packaging
def test_installed_in_place(tmp_path: Path) -> None:
    """An editable installation answers from the repository's files, the grammar at its top included."""
    assert ROOT in check_installed(tmp_path, "-e", str(ROOT)).parents
