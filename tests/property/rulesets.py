from tsunagari.testing.rulesets import *  # noqa: F403
