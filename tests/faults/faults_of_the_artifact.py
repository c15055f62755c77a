"""Faults of the artifact: its laws must notice each."""

from __future__ import annotations

from faults.plant import Fault

VALUES = ("tests/artifact/test_values.py",)
DAMAGE = ("tests/artifact/test_damage.py",)
LATE = ("tests/artifact/test_late.py",)
SAME = ("tests/artifact/test_same_artifact.py",)
LAWS = ("tests/property/test_artifact_laws.py",)

FAULTS = (
    Fault("the sum is not looked at", "artifact/frame.py",
          "_summed(whole[: _OPENING.size], rest) != raw[_OPENING.size : _OPENING.size + _SUM]", "False", DAMAGE),
    Fault("what follows the end is overlooked", "artifact/frame.py", "if length < len(raw) or ", "if ", DAMAGE),
    Fault("another edition is as good", "artifact/frame.py",
          "if (head.edition, head.schema) != (edition, schema):", "if head.edition != edition:", DAMAGE),
    Fault("the digest in the head is not that inside", "artifact/read.py",
          "if (ruleset.name, ruleset.digest) != (head.ruleset, head.digest):", "if False:", DAMAGE),
    Fault("other exceptions get out", "artifact/sound.py", "(ValueError, LookupError,", "(ValueError,", DAMAGE),
    Fault("negative masks are written", "artifact/nodes.py",
          "if value < 0 and not self.signed:", "if False:", VALUES),
    Fault("a big number loses its sign", "artifact/numbers.py",
          "(~value if kind == _BIG_NEGATIVE else value)", "value", VALUES),
    Fault("zeros may be written or left out", "artifact/numbers.py",
          "if not body[at] and low < _RUN:", "if False:", VALUES),
    Fault("sets are written as they come", "artifact/shapes.py",
          "for one in sorted(value, key=self.item.key):", "for one in value:", SAME),
    Fault("mappings are always sorted", "artifact/shapes.py",
          "list(value) if self.ordered else sorted(value, key=self.keys.key)",
          "sorted(value, key=self.keys.key)", VALUES),
    Fault("a value is written for each who holds it", "artifact/book.py",
          "self.records.setdefault((told, bytes(body)), len(self.records))",
          "self.records.setdefault((told + str(len(self.records)), bytes(body)), len(self.records))", VALUES),
    Fault("numbers are taken for references", "artifact/book.py",
          "self.records.setdefault((told, bytes(body)), len(self.records))",
          "self.records.setdefault(('', bytes(body)), len(self.records))", VALUES),
    Fault("each thread has its own object", "artifact/lazily.py",
          "self._found.setdefault(at, self._read(at))", "self._read(at)", LATE),
    Fault("a missing key of the index is a KeyError", "artifact/lazily.py",
          "if self._whole and key not in where:", "if False:", LATE),
    Fault("who tells no place of theirs is out of sight", "artifact/read.py",
          "beside(nation, part, prefectures[number] | outside)", "beside(nation, part, prefectures[number])", LAWS),
    Fault("the digest of the sources forgets names", "artifact/write.py",
          "for text in (source.name, source.text):", "for text in (source.text,):", SAME),
)  # fmt: skip
