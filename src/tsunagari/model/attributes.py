"""Attributes of a consultation and the values that they may take.

Law: every single-valued attribute but time has a finite domain of canonical values in a
fixed order; a set of values is an int, bit i for the value at position i. Places stand as
leaf codes (5 digits) followed by `no-fixed-abode`, `abroad` and `none`, the same positions
for every attribute that takes places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Shape = Literal["number", "place", "choice", "tree", "language", "flag", "set", "time"]

#: The core attributes (language §3) in canonical order.
CORE = (
    "age", "issue", "lives", "stays", "works", "studies", "channel", "time", "language",
    "wish", "danger", "caller", "caller-lives", "caller-language",
)  # fmt: skip

NO_FIXED_ABODE, ABROAD, NONE = "no-fixed-abode", "abroad", "none"
AGE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: canonical name, shape, other names, domain and what unstated means.

    `values[i]` is the canonical value at bit i (empty for `set` and `time`); `lowest` is the number at bit 0 of
    a `number`; `below[i]` (shape `tree`) is the mask of value i and everything declared under it; `admitted` is the
    mask of values that may be told or written; `presumed` is the mask that stands for unstated, or None.
    `spellings` maps a normalised spelling (NFKC, case folded) to the mask that it names.
    """

    name: str
    shape: Shape
    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    admitted: int = 0
    presumed: int | None = None
    lowest: int = 0
    below: tuple[int, ...] = ()
    spellings: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    declared: bool = False

    @property
    def single(self) -> bool:
        """True where a consultation has one value of it (everything but `issue` and `wish`)."""
        return self.shape != "set"

    def bit(self, value: str) -> int:
        """The mask of one canonical value; KeyError-free: 0 where it is not in the domain."""
        try:
            return 1 << self.values.index(value)
        except ValueError:
            return 0
