"""How many people live where, as a table that the publisher hands in: we ship no populations.

Law: a line is `code,population`; codes are those of municipalities of today, of five digits or six with the right
check digit; each stands once. A first line of headers is passed over. What cannot be read is told by its line.
"""

from __future__ import annotations

import csv
import io
import re

from tsunagari.errors import UsageError
from tsunagari.model.places import gazetteer

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def read_population(text: bytes) -> dict[str, int]:
    """People by municipality code of five digits. Raises UsageError (`statistics-population`)."""
    found: dict[str, int] = {}
    try:
        lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise UsageError("statistics-population", line="1") from None
    for number, line in enumerate(lines, 1):
        words = [word.strip() for word in line[:2]]
        if not any(line) or (number == 1 and not any(map(str.isdigit, words))):
            continue
        place = gazetteer().by_code(words[0])
        good = len(words) == 2 and _NUMBER.fullmatch(words[1]) is not None
        if not good or place is None or not place.current or place.kind != "municipality" or place.code in found:
            raise UsageError("statistics-population", line=str(number))
        found[place.code] = int(words[1])
    return found
