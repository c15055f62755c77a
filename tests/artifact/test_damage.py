"""Whatever bytes are opened: the program that was written, or one of our errors; never anything else."""

from __future__ import annotations

import contextlib
import os
import struct
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cli.town import RULES
from property.test_ruleset_laws import compiled
from tsunagari.artifact.frame import FORMAT, MARK
from tsunagari.artifact.read import from_bytes, head_of
from tsunagari.artifact.write import to_bytes
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import TsunagariError, UsageError
from tsunagari.model.canonical import canonical_text
from tsunagari.pipeline.program import Program

TOLD: tuple[dict[str, Any], ...] = (
    {},
    {"issues": ["不登校"], "lives": "山形市", "age": 16},
    {"issues": ["いじめ"], "lives": "山形県", "declined": ["age"]},
    {"lives": "東京都", "age": (10, 40)},
)
SUM_AT, BODY_AT = 20, 52
CODES = {
    "artifact-foreign",
    "artifact-cut",
    "artifact-damaged",
    "artifact-format",
    "artifact-edition",
    "artifact-malformed",
}
WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))


@cache
def built() -> bytes:
    """A small artifact."""
    ruleset, found = compiled(RULES)
    assert not [one for one in found if one.severity == "error"]
    return to_bytes(Program(ruleset))


def resealed(raw: bytes) -> bytes:
    """The bytes with the length and the sum that they should have: what is inside is looked at."""
    opening = struct.pack("<8sIQ", MARK, FORMAT, len(raw))
    return opening + sha256(opening + raw[BODY_AT:]).digest() + raw[BODY_AT:]


def used(raw: bytes) -> None:
    """Open, answer, explain, and look at every part."""
    program = from_bytes(raw)
    asked: list[Any] = []
    for facts in TOLD:
        asked.append(lambda facts=facts: program.route(Consultation(**facts)).to_json())
    asked.append(lambda: program.explain(Consultation(**TOLD[1])).to_dict())
    asked.append(lambda: program.with_status({"学びの相談室": "paused"}).route(Consultation()).to_json())
    asked.append(lambda: list(program.index.around))
    asked.append(lambda: [*program.ruleset.sites.items(), *program.ruleset.examples, *program.index.facts])
    for ask in asked:
        with contextlib.suppress(TsunagariError):
            ask()


def outcome(raw: bytes) -> str:
    """The code of the error, or `fine`; whatever else is raised goes on."""
    try:
        used(raw)
    except UsageError as refused:
        return refused.code
    return "fine"


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("flip", "cut", "insert", "drop", "copy")),
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 255),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=4,
)


def changed(raw: bytes, changes: list[tuple[str, float, int, int]], start: int = 0) -> bytes:
    """The bytes after some accidents, none of them before `start`."""
    for kind, where, byte, length in changes:
        at = start + int(where * (len(raw) - start))
        match kind:
            case "flip":
                raw = raw[:at] + bytes((raw[at] ^ (byte or 1),)) + raw[at + 1 :] if at < len(raw) else raw
            case "cut":
                raw = raw[: max(at, start)] if byte < 64 else raw[: len(raw) - length]
            case "insert":
                raw = raw[:at] + bytes((byte,)) * length + raw[at:]
            case "drop":
                raw = raw[:at] + raw[at + length :]
            case "copy":
                raw = raw[:at] + raw[max(start, at - length) : at] + raw[at + length :]
    return raw


def test_the_untouched_artifact_is_fine() -> None:
    """It answers, and sealing it again changes nothing."""
    assert outcome(built()) == "fine"
    assert resealed(built()) == built()
    assert head_of(built()).ruleset == "試しの市の相談"


@settings(max_examples=WORLDS * 3, deadline=5000)
@given(CHANGES)
def test_a_damaged_file_is_refused(changes: list[tuple[str, float, int, int]]) -> None:
    """Flips, cuts and insertions anywhere: the sum or the frame shows them before anything is read."""
    raw = changed(built(), changes)
    found = outcome(raw)
    assert found in CODES if raw != built() else found == "fine"
    assert found != "artifact-malformed"


@settings(max_examples=WORLDS * 3, deadline=5000, suppress_health_check=list(HealthCheck))
@given(CHANGES)
def test_a_forged_file_raises_nothing_else(changes: list[tuple[str, float, int, int]]) -> None:
    """The same with a sum that fits: what is read late is refused late, by a code of ours, or answers something."""
    assert outcome(resealed(changed(built(), changes, BODY_AT))) in {*CODES, "fine"}


@given(st.binary(max_size=80))
@example(b"")
@example(MARK)
@example(MARK[:4])
@example(MARK + struct.pack("<IQ", FORMAT, 20))
@example(MARK + struct.pack("<IQ", FORMAT, 52) + bytes(32))
def test_any_bytes_are_refused(raw: bytes) -> None:
    """Nothing that is not an artifact is taken for one, with or without a mark and a sum that fits."""
    for bytes_ in (raw, MARK + raw, resealed(raw.ljust(BODY_AT, b"\0"))):
        assert outcome(bytes_) in CODES


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "artifact-foreign"),
        ("規則集 町".encode(), "artifact-foreign"),
        (b"PK\x03\x04" + bytes(100), "artifact-foreign"),
        (MARK[:-1] + b"\r" + bytes(100), "artifact-foreign"),
        (MARK, "artifact-cut"),
    ],
)
def test_what_is_no_artifact_is_told(raw: bytes, code: str) -> None:
    """Each kind of file has its code."""
    assert outcome(raw) == code


def test_each_kind_of_damage_has_its_code() -> None:
    """Cut, longer, flipped, of another format, of another edition, forged."""
    raw = built()
    assert outcome(raw[:-1]) == "artifact-cut"
    assert outcome(raw[:30]) == "artifact-cut"
    assert outcome(raw + b"\0") == "artifact-damaged"
    assert outcome(raw[:-9] + bytes((raw[-9] ^ 1,)) + raw[-8:]) == "artifact-damaged"
    assert outcome(raw[:SUM_AT] + bytes(32) + raw[BODY_AT:]) == "artifact-damaged"
    opening = struct.pack("<8sIQ", MARK, FORMAT, len(raw) - 1)
    assert outcome(opening + sha256(opening + raw[BODY_AT:]).digest() + raw[BODY_AT:]) == "artifact-damaged"
    assert outcome(raw[:8] + struct.pack("<I", FORMAT + 1) + raw[12:]) == "artifact-format"
    edition = b'"edition":"' + head_of(raw).edition.encode()
    assert outcome(resealed(raw.replace(edition, edition[:-1] + b"x", 1))) == "artifact-edition"
    schema = head_of(raw).schema.encode()
    assert outcome(resealed(raw.replace(schema, schema[::-1], 1))) == "artifact-edition"
    digest = head_of(raw).digest.encode()
    assert outcome(resealed(raw.replace(digest, digest[::-1], 1))) == "artifact-malformed"
    assert outcome(resealed(raw[: BODY_AT + 3])) == "artifact-malformed"


def test_every_single_flip_is_noticed() -> None:
    """Each byte of the frame, and every hundredth of the rest."""
    raw = built()
    for at in (*range(200), *range(200, len(raw), 100)):
        assert outcome(raw[:at] + bytes((raw[at] ^ 0x10,)) + raw[at + 1 :]) in CODES - {"artifact-malformed"}


@pytest.mark.parametrize("roots", [b"[0,0,0]", b"[9,9,9]", b"[1,2]", b"[-1,-1,-1]", b"[1e3,0,0]", b"[99999999,0,0]"])
def test_roots_that_are_none_are_refused(roots: bytes) -> None:
    """A record of another kind, and no record at all, where the ruleset should be."""
    raw = built()
    start = raw.index(b'"roots":') + 8
    end = raw.index(b"]", start) + 1
    head = BODY_AT + 4
    length = struct.unpack_from("<I", raw, BODY_AT)[0] + len(roots) - (end - start)
    forged = raw[:BODY_AT] + struct.pack("<I", length) + raw[head:start] + roots + raw[end:]
    assert outcome(resealed(forged)) == "artifact-malformed"


def test_a_huge_count_takes_no_memory() -> None:
    """Lengths and counts beyond the file are refused before anything is made of them."""
    raw = built()
    end = BODY_AT + 4 + struct.unpack_from("<I", raw, BODY_AT)[0]
    for part in range(4):
        for size in (1 << 40, (1 << 64) - 1):
            at = end + 8 * part
            assert outcome(resealed(raw[:at] + struct.pack("<Q", size) + raw[at + 8 :])) == "artifact-malformed"
    assert outcome(resealed(raw[:BODY_AT] + b"\xff\xff\xff\xff" + raw[BODY_AT + 4 :])) == "artifact-malformed"


def test_a_forged_file_says_the_same_until_it_is_read_again() -> None:
    """What was changed inside changes the digest that is worked out from it: who distrusts a file can tell."""
    program = from_bytes(built())
    assert "sha256:" + sha256(canonical_text(program.ruleset).encode()).hexdigest() == program.digest
