"""Sentences about names."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry

NAMES: Mapping[str, Entry] = {}
