"""Faults of the checks that read what is written: each must be noticed at its boundary."""

from __future__ import annotations

from faults.plant import Fault

EXPIRED = ("tests/pipeline/test_expired.py",)
VERIFIED = ("tests/pipeline/test_verified.py",)
NAMES = ("tests/pipeline/test_look_alike_names.py",)
LETTERS = ("tests/model/test_look_alike.py",)
QUOTES = ("tests/pipeline/test_name_needs_quotes.py",)
WORDS = ("tests/pipeline/test_losses.py",)

FAULTS = (
    Fault("a period is over on its last day", "pipeline/checks/expired.py",
          "return field if end is not None and end < on else None",
          "return field if end is not None and end <= on else None", EXPIRED),
    Fault("what is closed must not end", "pipeline/checks/expired.py",
          'if resource is not None and resource.status != "closed":', "if resource is not None:", EXPIRED),
    Fault("a rule that is over is told for its provisos again", "pipeline/checks/expired.py",
          "continue  # a proviso of a rule that is over", "pass", EXPIRED),
    Fault("a year to the day is old", "pipeline/checks/stale_verified.py",
          "elif resource.verified < year_before(look.on):", "elif resource.verified <= year_before(look.on):",
          VERIFIED),
    Fault("today has not come yet", "pipeline/checks/stale_verified.py",
          "elif resource.verified > look.on:", "elif resource.verified >= look.on:", VERIFIED),
    Fault("names of one thing must not look alike", "pipeline/checks/look_alike_name.py",
          "if first.owner != name.owner and key(first.text) != key(name.text):",
          "if key(first.text) != key(name.text):", NAMES),
    Fault("all values are one namespace", "pipeline/declared_names.py",
          "VALUE_OF + block.name.text", "VALUE_OF", NAMES),
    Fault("what is used is told as one's own", "pipeline/checks/look_alike_name.py",
          "if not name.own or name.source is None or spelled in seen:",
          "if name.source is None or spelled in seen:", NAMES),
    Fault("every kanji before katakana is odd", "model/odd_letters.py",
          "if run.startswith(_STAND_ALONE):", "if False:", LETTERS),
    Fault("a katakana among numbers is odd", "model/odd_letters.py",
          'if letter == "カ" and (left in _COUNTED or right in _COUNTING):', "if False:", LETTERS),
    Fault("old forms are other letters", "model/look_alike.py",
          "(UNICODE + OURS + OLD + GLYPHS).split()", "(UNICODE + OURS).split()", LETTERS),
    Fault("a line with が is not tried", "pipeline/checks/name_needs_quotes.py",
          'if language == "ja" and wrong_character(attribute) is None:', "if False:", QUOTES),
    Fault("defines are not looked at", "pipeline/checks/name_needs_quotes.py", 'return ""', "return None", QUOTES),
    Fault("a loss of one resource is told again for its organization", "pipeline/checks/single_point.py",
          'if one.kind == "resource" or len(one.touches) > 1]', "if one]", WORDS),
    Fault("what leaves nobody is told as a sole resource too", "pipeline/checks/sole_resource.py",
          "if one.name not in worse]", "if one]", WORDS),
)  # fmt: skip
