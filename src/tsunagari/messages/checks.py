"""Sentences about checks."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry

CHECKS: Mapping[str, Entry] = {}
