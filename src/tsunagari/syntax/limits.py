"""The limits of the language, published and tested on both sides (language §2)."""

from __future__ import annotations

FILE_BYTES = 4 * 1024 * 1024
RULESET_BYTES = 512 * 1024 * 1024
PROVISO_DEPTH = 16
ENTRIES = 10_000
PIECES = 4 * ENTRIES  # words and names of one line, whatever lists it is made of
NAME_LENGTH = 200
ERRORS = 100
BOXES = 4_096
