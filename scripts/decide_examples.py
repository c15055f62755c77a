"""Print a SHA-256 for each ruleset under `rules/`: its decisions on every example and the first few explanations.

The same bytes must come out whatever the hash seed and the Python: `tests/test_same_bytes.py` compares them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import tsunagari
from tsunagari.wire.decisions import decision_to_json
from tsunagari.wire.json_text import write_json

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = 3


def main() -> None:
    """One line for each ruleset: name, digest, number of decisions, hash."""
    for folder in sorted(path.parent for path in (ROOT / "rules").glob("*/README.md")):
        program = tsunagari.load(str(folder))
        found = hashlib.sha256()
        examples = program.ruleset.examples
        for number, example in enumerate(examples):
            consultation = tsunagari.Consultation(**dict(example.facts))
            there = program.with_status(dict.fromkeys(example.paused, "paused"))
            found.update(decision_to_json(there.route(consultation)).encode())
            if number < EXPLAINED:
                found.update(write_json(there.explain(consultation).to_dict()).encode())
        print(folder.name, program.digest, len(examples), found.hexdigest())


if __name__ == "__main__":
    main()
