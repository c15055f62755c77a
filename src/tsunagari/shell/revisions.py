"""The folder of a ruleset, and all beside it that it may use, as they were in a revision of git.

Law: git is only read, in its own words and never through a shell: a revision is turned into the name of a commit before
anything else sees it, no configuration of the repository runs a program, and nothing is fetched. Whatever is wrong is
a coded UsageError that repeats what was typed for the revision at most.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from tsunagari.errors import UsageError
from tsunagari.shell.folders import SUFFIX, reason_of, ruleset_folder, shown
from tsunagari.syntax.limits import FILE_BYTES, RULESET_BYTES

_PATIENCE: Final = 120
"""Seconds that git may take for one answer."""

_MOST_SHOWN: Final = 100
_LINK, _FILES = "120000", ("100644", "100755")
_MISLEADING: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What would make git look at another repository than that of the folder (a hook sets these)."""


@contextmanager
def revisions(path: str | os.PathLike[str], asked: str) -> Iterator[tuple[Path, Path]]:
    """The folder as it was in two revisions, written `OLD..NEW` (a side left out is HEAD), while the context lasts.

    Raises UsageError where there is no such folder, no git, no repository or no such revision, or where the folder did
    not exist then.
    """
    folder = ruleset_folder(path)
    git = _Git(folder)
    commits = [(name, git.commit(name)) for name in _both(asked)]
    prefix = git.prefix()
    with tempfile.TemporaryDirectory(prefix="tsunagari-", ignore_cleanup_errors=True) as place:
        found = []
        for number, (name, commit) in enumerate(commits):
            top = Path(os.path.realpath(place)) / str(number)
            within = PurePosixPath(prefix) if prefix.parts else PurePosixPath(folder.name)
            git.write(commit, prefix, top)
            if not (top / within).is_dir():
                raise UsageError("not-in-revision", path=shown(path), revision=_short(name))
            found.append(top / within)
        yield found[0], found[1]


def _both(asked: str) -> tuple[str, str]:
    """The two revisions of `OLD..NEW`."""
    old, dots, new = asked.partition("..")
    if not dots or ".." in new or new.startswith(".") or not (old or new):
        raise UsageError("bad-option", option="--git", example="--git main..HEAD")
    return old or "HEAD", new or "HEAD"


def _short(name: str) -> str:
    return shown(name[:_MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file or link of a tree: its mode, the name of its content, its size in bytes and its path from the top."""

    mode: str
    name: str
    size: int
    path: PurePosixPath


class _Git:
    """The git of one folder."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("git")
        if program is None:
            raise UsageError("no-git")
        self.program, self.folder = program, folder

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision means."""
        # no name of a revision begins with a dash, so that none is taken for an option
        odd = revision.startswith("-") or any(ord(letter) < 32 or ord(letter) == 127 for letter in revision)
        found = None if odd else self._answer("rev-parse", "--verify", "--quiet", revision + "^{commit}")
        name = (found or b"").decode("ascii", "replace").strip()
        if not name or not all(letter in "0123456789abcdef" for letter in name):
            self.prefix()  # is it a repository at all?
            raise UsageError("unknown-revision", revision=_short(revision))
        return name

    def prefix(self) -> PurePosixPath:
        """The path of the folder from the top of its repository."""
        found = self._answer("rev-parse", "--show-prefix")
        if found is None:
            raise UsageError("no-repository", path=shown(self.folder.name))
        return PurePosixPath(os.fsdecode(found.removesuffix(b"\n")))

    def write(self, commit: str, prefix: PurePosixPath, top: Path) -> None:
        """Write the rules beside the folder, and below, as they were in a commit, to their paths under a new folder.

        Of a folder that is a repository itself there is nothing beside it.
        """
        beside = prefix.parent
        inside = top if prefix.parts else top / self.folder.name
        wanted = [beside.as_posix() + "/"] if beside.parts else []
        tree = self._answer("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *wanted)
        entries = list(_entries(tree or b""))
        small = [one for one in entries if one.size <= FILE_BYTES]
        if tree is None or sum(one.size for one in small) > RULESET_BYTES:
            raise UsageError("git-failed", reason="ls-tree")
        try:
            inside.mkdir(parents=True)
            for one in entries:
                if one.size > FILE_BYTES:  # too large: its size is all that will be looked at
                    _place(inside, one).touch()
                    os.truncate(inside / one.path, one.size)
            self._contents(small, inside)
        except (OSError, ValueError) as problem:
            raise UsageError("git-failed", reason=reason_of(problem)) from None

    def _contents(self, entries: Sequence[_Entry], inside: Path) -> None:
        """Write what these entries hold."""
        asked = "".join(one.name + "\n" for one in entries).encode()
        with tempfile.TemporaryFile() as stream:
            if self._run(("cat-file", "--batch"), asked, stream) != 0:
                raise UsageError("git-failed", reason="cat-file")
            stream.seek(0)
            for one in entries:
                head = stream.readline().split()
                if len(head) != 3 or head[1] != b"blob":
                    raise UsageError("git-failed", reason="cat-file")
                content = stream.read(int(head[2]))
                stream.read(1)
                where = _place(inside, one)
                if one.mode == _LINK:
                    os.symlink(os.fsdecode(content), where)
                else:
                    where.write_bytes(content)

    def _answer(self, *words: str) -> bytes | None:
        """What git prints, or None where it refuses."""
        with tempfile.TemporaryFile() as stream:
            if self._run(words, b"", stream) != 0:
                return None
            stream.seek(0)
            return stream.read()

    def _run(self, words: Sequence[str], given: bytes, output: IO[bytes]) -> int:
        """Run git, its answer to a file; its exit code. Raises UsageError where it cannot be run or never ends."""
        environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
        environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
        environment["GIT_LITERAL_PATHSPECS"] = "1"
        try:
            return subprocess.run(
                [self.program, "--no-pager", "-C", os.fspath(self.folder), *words],
                input=given, stdout=output, stderr=subprocess.DEVNULL, env=environment, timeout=_PATIENCE, check=False,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            raise UsageError("git-failed", reason="timeout") from None
        except (OSError, ValueError) as problem:
            raise UsageError("git-failed", reason=reason_of(problem)) from None


def _entries(tree: bytes) -> Iterator[_Entry]:
    """The files of rules in a listing of a tree, and the links; what leads out of it is left out."""
    for line in tree.split(b"\0"):
        head, tab, raw = line.partition(b"\t")
        if not tab:
            continue
        mode, _, name, size = head.decode("ascii", "replace").split()
        path = PurePosixPath(os.fsdecode(raw))
        strange = "\\" in str(path) or (os.name == "nt" and ":" in str(path))
        usable = not (path.is_absolute() or ".." in path.parts or ".git" in path.parts or strange)
        rules = mode in _FILES and path.name.casefold().endswith(SUFFIX)
        if usable and (rules or mode == _LINK):
            yield _Entry(mode, name, int(size) if size.isdigit() else 0, path)


def _place(inside: Path, entry: _Entry) -> Path:
    """Where an entry goes; its folders are made, and never through a link."""
    where = inside
    for part in entry.path.parts[:-1]:
        where = where / part
        if where.is_symlink():
            raise OSError("a link where a folder should be")
        where.mkdir(exist_ok=True)
    return where / entry.path.name
