"""Faults of the replay: a person who can be picked out, or is counted wrongly, must be noticed."""

from __future__ import annotations

from faults.plant import Fault

LAWS = ("tests/replaying/test_replay_laws.py",)
PRIVACY = ("tests/replaying/test_replay_privacy.py",)
VERB = ("tests/cli/test_replay.py",)

FAULTS = (
    Fault("lost and gained are confused", "replaying/change.py",
          'return "lost", after.gap, None', 'return "gained", after.gap, None', LAWS),
    Fault("urgency goes the wrong way", "replaying/change.py",
          "URGENCIES.index(one.urgency) - URGENCIES.index(other.urgency)",
          "URGENCIES.index(other.urgency) - URGENCIES.index(one.urgency)", LAWS),
    Fault("an issue above another stated one counts", "replaying/change.py",
          "if not any(issues.strictly_under(other, one) for other in stated)", "if True", LAWS),
    Fault("places count by municipality", "replaying/change.py",
          'known.told.get("lives", 0), "prefecture")', 'known.told.get("lives", 0), "municipality")', LAWS),
    Fault("who is refused by one ruleset is taken for refused by both", "replaying/change.py",
          'Refused("both" if before == after else "old", before)', 'Refused("both", before)', LAWS),
    Fault("every bad line is told", "replaying/tally.py",
          "if len(self.lines) < LINES_TOLD:", "if True:", LAWS),
    Fault("few people are told all the same", "replaying/safe.py",
          "_whole(tally) if tally.total >= HIGH else None", "_whole(tally)", LAWS),
    Fault("breakdowns show the kinds that the whole hides", "replaying/safe.py",
          "columns = (*shown, *((hidden,) if hidden else ()))",
          "columns = tuple((kind,) for kind in KINDS)", PRIVACY),
    Fault("pairs are told of a hidden number", "replaying/safe.py",
          'pairs=None if kinds["moved"] is None else _pairs(tally.pairs)', "pairs=_pairs(tally.pairs)", PRIVACY),
    Fault("the sum of small pairs is told, however small", "replaying/safe.py",
          "others = sum(pairs.values()) - sum(count for _, _, count in told)", "others = rest", PRIVACY),
    Fault("a sum that the whole shows is hidden in a breakdown", "privacy/statistics/suppression.py",
          "if may and divmod(other, width) not in kept else None", "if may else None", PRIVACY),
    Fault("somebody lost is not said", "replaying/safe.py",
          'loses=any(kind == "lost" for kind, _ in tally.changes)', "loses=bool(kinds['lost'])", PRIVACY),
    Fault("a line that is no consultation stops the run", "shell/replays.py",
          "        tally.refuse(number, None, refused.code)\n        return\n", "        raise\n", VERB),
    Fault("a bad line is fine", "replaying/safe.py",
          "return self.loses is False and not self.bad", "return self.loses is False", VERB),
)  # fmt: skip
