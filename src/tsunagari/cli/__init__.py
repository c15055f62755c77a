"""The command line: one file per verb."""

from tsunagari.cli.entry import main

__all__ = ["main"]
