"""Remarks on their way into two places: the ledger of the import, and the ※ beside the resource.

Law: a doubt stands in both or in neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tsunagari.exchange.cleaning import text_of
from tsunagari.exchange.place_cells import looks_japanese, suggestion
from tsunagari.exchange.remarks import Ledger, Remark, Unreadable, Where


@dataclass(slots=True)
class RowNotes:
    """What there is to say about one resource; lives while it is read."""

    ledger: Ledger
    where: Where
    table: str
    language: str = "ja"
    found: list[Remark] = field(default_factory=list)

    def doubt(self, code: str, column: str = "", **fields: str) -> None:
        """Note a doubt about a cell of the row."""
        self.doubt_at(self.where.at(column), code, **fields)

    def doubt_at(self, where: Where, code: str, **fields: str) -> None:
        """Note a doubt about a cell of another row that belongs to it."""
        self.found.append(self.ledger.doubt(code, where, **self._hinted(code, fields)))

    def blank(self, column: str) -> None:
        """Count a blank."""
        self.ledger.blank(self.where, self.table, column)

    def refuse(self, unreadable: Unreadable, column: str, where: Where | None = None) -> None:
        """Refuse a row that belongs to it, or its own."""
        fields = self._hinted(unreadable.code, unreadable.fields)
        self.found.append(self.ledger.refuse(unreadable.code, (where or self.where).at(column), **fields))

    def _hinted(self, code: str, fields: dict[str, str]) -> dict[str, str]:
        """Fields with the nearest names of an unknown place, while there is time to look for them."""
        if code not in ("unknown-place", "place-skipped", "foreign-area"):
            return fields
        kind, near = fields.get("kind", ""), fields.get("near", "")
        wanted = looks_japanese(near) and self.ledger.hint()
        return {"text": fields["text"], "near": suggestion(near, kind) if wanted else ""}

    def sentences(self) -> tuple[str, ...]:
        """What stands beside the resource, one line each."""
        told = []
        for one in sorted(self.found, key=lambda one: (one.where.column, one.code, one.fields)):
            column = f"{one.where.column}: " if one.where.column else ""
            told.append(text_of(column + one.sentence(self.language)))
        return tuple(dict.fromkeys(told))
