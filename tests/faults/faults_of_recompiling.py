"""Faults of compiling again: the laws of recompiling must notice each."""

from __future__ import annotations

from faults.plant import Fault

AGAIN = ("tests/property/test_recompiling_laws.py",)

FAULTS = (
    Fault("files are known by name alone", "pipeline/recompiling.py",
          "if read is None or read[0].source.text != source.text:", "if read is None:", AGAIN),
    Fault("the block above an edit is as it was", "syntax/parser.py", "same) - 2)]", "same) - 1)]", AGAIN),
    Fault("a text with an open quote is taken on where it differs", "syntax/parser.py",
          "if before is not None and not (flat.refused or flat.unclosed):", "if before is not None:", AGAIN),
    Fault("what had mistakes is taken over", "pipeline/recompiling.py",
          "None if read is None or read[1] else read[0]", "None if read is None else read[0]", AGAIN),
    Fault("the language of the lines taken over is forgotten", "syntax/assemble.py",
          "self._japanese += sum(", "self._japanese += 0 * sum(", AGAIN),
    Fault("equal trees are taken for the same", "pipeline/recompiling.py",
          "and [*map(id, one.files)] == [*map(id, other.files)]", "and one.files == other.files", AGAIN),
    Fault("what was seen is never forgotten", "pipeline/recompiling.py",
          "self._before, self._now = self._now, {}", "self._before = {**self._before, **self._now}", AGAIN),
    Fault("collecting stays off", "pipeline/recompiling.py", "        if collecting:\n", "        if False:\n", AGAIN),
    Fault("a file of another folder is the same", "model/from_syntax/gather.py",
          "and (before.folder, before.tier) == (folder, tier)", "", AGAIN),
    Fault("quotation marks have no meaning", "model/from_syntax/keeping.py", "and _text(one) == _text(two)", "", AGAIN),
    Fault("clauses hold whatever else is written", "model/from_syntax/keeping.py",
          "if not self._surroundings.same(surroundings):", "if lost:", AGAIN),
    Fault("what lost lines excuse is excused for good", "model/from_syntax/keeping.py",
          "self._surroundings = Surroundings() if lost else surroundings", "self._surroundings = surroundings", AGAIN),
    Fault("heads have no say", "model/from_syntax/keeping.py",
          "(one.name, one.folder) == (two.name, two.folder)", "True", AGAIN),
    Fault("language tags have no say", "model/from_syntax/keeping.py",
          "(self.dropped, self.tags) == (other.dropped, other.tags)", "self.dropped == other.dropped", AGAIN),
    Fault("lines of other attributes are cut as before", "model/from_syntax/keeping.py",
          "if names != self._names:", "if not names:", AGAIN),
    Fault("what was said of a clause is said once", "model/from_syntax/assembling.py",
          "if len(problems) == before:", "if problems:", AGAIN),
    Fault("errors look at what was read this time", "model/from_syntax/__init__.py",
          "if ruleset is None and again:", "if ruleset is None and not again:", AGAIN),
    Fault("a memory takes an equal object for the one", "model/memory.py", "held = self._held.get(id(of))",
          "held = next((h for h in self._held.values() if h.of == of), None)", AGAIN),
    Fault("a memory forgets nothing", "model/memory.py", "if held.met == self._round", "if held", AGAIN),
    Fault("what a resource demands is drawn once", "engine/index/slots.py",
          "any([ruleset.resources[one.name] is not one for one in drawn.resources])", "False", AGAIN),
    Fault("clauses are drawn alike under all attributes", "engine/index/keeping.py",
          "if attributes != self._attributes:", "if not attributes:", AGAIN),
    Fault("a slot keeps the hours that it had", "engine/index/facts.py",
          "if told is None or told.hours != hours:", "if told is None:", AGAIN),
    Fault("a clause keeps the number that it had", "engine/index/slots.py",
          "elif drawn.first != len(holders):", "elif not holders:", AGAIN),
)  # fmt: skip
