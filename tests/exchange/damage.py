"""Damaged variants of registry files, made from a seed: the same number is the same damage."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

Damage = Callable[[random.Random, bytes], bytes]
ENCODINGS = ("cp932", "utf-16", "utf-16-le", "utf-32", "latin-1", "iso2022_jp", "utf-8-sig", "utf-7")
FORMULAS = (b"=1+1", b"+1", b"-1", b"@SUM(1)", "＝1".encode(), b'=HYPERLINK("x","y")', b"=cmd|' /C calc'!A0", b"\t=1")


def cut(random: random.Random, raw: bytes) -> bytes:
    """The file ends somewhere, or lacks its beginning."""
    at = random.randrange(len(raw) + 1)
    return raw[:at] if random.random() < 0.7 else raw[at:]


def shuffle(random: random.Random, raw: bytes) -> bytes:
    """Lines in another order, some of them lost or twice there."""
    lines = raw.split(b"\n")
    return b"\n".join(random.choices(lines, k=len(lines)))


def encode(random: random.Random, raw: bytes) -> bytes:
    """Another encoding."""
    return raw.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


def huge(random: random.Random, raw: bytes) -> bytes:
    """One cell or text of a million letters."""
    at = random.randrange(len(raw) + 1)
    return (
        raw[:at]
        + random.choice((b"x", "ア".encode(), b"9", b" ", b"1-", b"(", b"[", b'"', b"9:00-")) * 1_000_000
        + raw[at:]
    )


def formula(random: random.Random, raw: bytes) -> bytes:
    """Cells that a spreadsheet would run."""
    parts = raw.split(b",")
    for _ in range(min(20, len(parts))):
        parts[random.randrange(len(parts))] = random.choice(FORMULAS)
    return b",".join(parts)


def twice(random: random.Random, raw: bytes) -> bytes:
    """A column or key twice."""
    if raw.lstrip()[:1] in (b"{", b"["):
        return raw.replace(b'"name":', b'"id": "twice", "id":', random.randrange(1, 4))
    header, _, rest = raw.partition(b"\n")
    cells = header.rstrip(b"\r").split(b",")
    cells[random.randrange(len(cells))] = random.choice(cells)
    return b",".join(cells) + b"\n" + rest


def flip(random: random.Random, raw: bytes) -> bytes:
    """Bytes at random places are others."""
    changed = bytearray(raw)
    for _ in range(random.randrange(1, 200)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def quotes(random: random.Random, raw: bytes) -> bytes:
    """Quotation marks, controls and brackets where there were none."""
    changed = bytearray(raw)
    for _ in range(random.randrange(1, 60)):
        changed.insert(random.randrange(len(changed) + 1), random.choice(b'",\n\r\x00\x1b{}[]:;\\\t'))
    return bytes(changed)


def swap(random: random.Random, raw: bytes) -> bytes:
    """Values that belong to other cells."""
    parts = raw.split(b",")
    for _ in range(min(50, len(parts))):
        one, other = random.randrange(len(parts)), random.randrange(len(parts))
        parts[one], parts[other] = parts[other], parts[one]
    return b",".join(parts)


def deep(random: random.Random, raw: bytes) -> bytes:
    """Brackets in brackets."""
    return b'{"services":[' * random.choice((10, 500, 200_000)) + raw


TEXT: tuple[Damage, ...] = (cut, shuffle, encode, huge, formula, twice, flip, quotes, swap, deep)


def bomb(random: random.Random, raw: bytes) -> bytes:
    """A workbook of which one part unpacks to far more than it weighs."""
    return repacked(
        raw, random.choice(("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/more.xml")), b"0" * 80_000_000
    )


def lying(random: random.Random, raw: bytes) -> bytes:
    """The sizes in the archive are not those of its parts."""
    changed = bytearray(repacked(raw, "xl/more.xml", b"0" * 5_000_000))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := changed.find(mark, start)) >= 0:
            changed[start + at : start + at + 4] = random.randrange(1, 1000).to_bytes(4, "little")
            start += 4
    return bytes(changed)


def entities(random: random.Random, raw: bytes) -> bytes:
    """A part that would grow by its entities (the billion laughs)."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    text = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">' + laughs + b"]><worksheet>&l9;</worksheet>"
    return repacked(raw, "xl/worksheets/sheet1.xml", text)


def far(random: random.Random, raw: bytes) -> bytes:
    """A sheet that says it is as large as a sheet can be."""
    text = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return repacked(raw, "xl/worksheets/sheet1.xml", text)


def lost_part(random: random.Random, raw: bytes) -> bytes:
    """A workbook without one of its parts."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return repacked(raw, random.choice(archive.namelist()), None)


EXCEL: tuple[Damage, ...] = (cut, flip, bomb, lying, entities, far, lost_part)


def repacked(raw: bytes, name: str, text: bytes | None) -> bytes:
    """The archive with one part replaced, or left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        if text is not None:
            new.writestr(name, text)
    return out.getvalue()
