"""Run the commands of a README as its reader would, from the folder that they are written for.

Law: every command that makes an environment is run, in the order written, and each must succeed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

FENCE = re.compile(r"^```(?:sh|bash|console|shell)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BEGINNING = "python3 -m venv"


def commands(text: str) -> list[str]:
    """The commands in the fenced blocks, continued lines joined, prompts taken off."""
    lines = [line for block in FENCE.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in (line.strip().removeprefix("$ ") for line in lines) if line.startswith(BEGINNING)]


def main() -> int:
    """Run them; 1 if one fails, or if there is none that tests."""
    found = commands(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if not any("pytest" in command for command in found):
        print("the README has no command that runs the tests", file=sys.stderr)
        return 1
    for command in found:
        print(f"$ {command}", flush=True)
        if subprocess.run(["bash", "-euo", "pipefail", "-c", command]).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
