"""A compiled ruleset as bytes: written once, checked and answered from anywhere (docs/artifact.md)."""
