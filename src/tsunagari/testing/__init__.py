"""Strategies for Hypothesis: random rulesets, and consultations that look for the edges of a given one.

Law: what is drawn is valid by construction, and leans towards the boundaries where rules go wrong: ages at their
bounds, minutes at opening and closing, coarse places, several issues, nothing stated. Needs the package hypothesis,
which is no dependency of tsunagari: embedders who test have it.
"""

from __future__ import annotations

from tsunagari.testing.consultations import consultations
from tsunagari.testing.rulesets import Block, rulesets, shuffled, text_of

__all__ = ["Block", "consultations", "rulesets", "shuffled", "text_of"]
