"""A program to bytes.

Law: one ruleset with one set of sources gives one artifact, byte for byte: on every machine, on every Python and in
whatever order its files were read. Live status is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from tsunagari import __version__
from tsunagari.artifact.book import Pages
from tsunagari.artifact.contents import Asking, roots
from tsunagari.artifact.frame import Head, framed
from tsunagari.pipeline.program import Program
from tsunagari.source import Source


def to_bytes(program: Program, sources: str = "") -> bytes:
    """The artifact of a program; `sources` is the digest of what it was compiled from, if it is known."""
    index = program.index
    every, pages = roots(), Pages()
    numbers = (
        every.ruleset.write(program.ruleset, pages),
        every.index.write(index, pages),
        every.asking.write(Asking(*index.alternatives.parts()), pages),
    )
    ruleset = program.ruleset
    head = Head(__version__, every.fingerprint, ruleset.name, ruleset.digest, sources, numbers)
    return framed(head, pages)


def sources_digest(sources: Iterable[Source]) -> str:
    """`sha256:…` over the names and texts of all files, by name; it changes with every letter of any of them."""
    found = sha256()
    for source in sorted(sources, key=lambda source: (source.name, source.text)):
        for text in (source.name, source.text):
            raw = text.encode("utf-8", "surrogatepass")
            found.update(len(raw).to_bytes(8, "little") + raw)
    return "sha256:" + found.hexdigest()
