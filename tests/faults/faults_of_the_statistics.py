"""Faults of the statistics: a hidden number that can be worked out, or a person counted wrongly, must be noticed."""

from __future__ import annotations

from faults.plant import Fault

LAWS = ("tests/privacy/test_suppression_laws.py",)
COUNTS = ("tests/privacy/test_counts.py",)
VERB = ("tests/privacy/test_statistics.py",)

FAULTS = (
    Fault("nothing is hidden besides small numbers", "privacy/statistics/suppression.py",
          "    if missing <= 0:\n", "    if True:\n", LAWS),
    Fault("what is hidden besides is not protected itself", "privacy/statistics/suppression.py",
          "queue += _protected(counts, network, cell)", "_protected(counts, network, cell)", LAWS),
    Fault("hidden numbers may be nothing for whoever knows better", "privacy/statistics/suppression.py",
          "return 0 if counts.columns.columns[column].above_crisis else 1", "return 0", LAWS),
    Fault("zeros about a crisis are shown", "privacy/statistics/suppression.py",
          "return counts.columns.columns[c].crisis", "return False", LAWS),
    Fault("issues are taken for people", "privacy/statistics/suppression.py",
          "return counts.people[r][c] < counts.areas[r].threshold",
          "return counts.rows[r][c] < counts.areas[r].threshold", LAWS),
    Fault("an interval is one value short", "privacy/statistics/suppression.py",
          "return counts.areas[cell[0]].threshold - 1", "return counts.areas[cell[0]].threshold - 2", LAWS),
    Fault("any zero is hidden where that helps", "privacy/statistics/suppression.py",
          "may = value > 0 or counts", "may = value >= 0 or counts", LAWS),
    Fault("sums of the prefecture are left out of the network", "privacy/statistics/suppression.py",
          "tails.append(here if r == last else outer)", "tails.append(outer)", LAWS),
    Fault("what shrinks is counted as growing too", "privacy/statistics/network.py",
          "known = self.grows if forwards == way else self.shrinks", "known = self.grows", LAWS),
    Fault("a number can shrink below nothing", "privacy/statistics/network.py",
          "return ENDLESS if forwards else", "return ENDLESS if True else", LAWS),
    Fault("the arc itself is a way around", "privacy/statistics/network.py",
          "if to in came or arc == without:", "if to in came:", LAWS),
    Fault("a way that is too narrow is taken", "privacy/statistics/network.py",
          "- least[arc] < wide:", "- least[arc] < 0:", LAWS),
    Fault("towns of 25,000 are small", "privacy/statistics/thresholds.py",
          "if population < SMALL else", "if population <= SMALL else", LAWS),
    Fault("villages are shown", "privacy/statistics/thresholds.py",
          "population < SMALLEST:", "population < 0:", LAWS),
    Fault("an earlier release is forgotten when thresholds change", "privacy/statistics/releases.py",
          "    if narrow(strict, table):\n", "    if False:\n", LAWS),
    Fault("a number may change after it was shown", "privacy/statistics/releases.py",
          "if any(one.rows[r][c] != counts.rows[r][c] for r, c in one.shown()):", "if False:", VERB),
    Fault("periods may overlap", "privacy/months.py",
          "return self.first <= other.last and other.first <= self.last", "return self == other", VERB),
    Fault("crisis issues may change between releases", "privacy/statistics/releases.py",
          "one.measure, one.parent, one.crisis] for one", "one.measure, one.parent] for one", VERB),
    Fault("a month is published before it is over", "shell/statistics_files.py",
          "if period.last >= today:", "if False:", VERB),
    Fault("destroyed months are counted as nothing", "shell/statistics_files.py",
          "if month in destroyed:", "if False:", VERB),
    Fault("an upper issue is counted beside the lower one", "privacy/statistics/counts.py",
          "if not any(issues.strictly_under(other, one) for other in stated)", "if True", COUNTS),
    Fault("wards are lost", "privacy/statistics/counts.py",
          'place.kind == "ward" or not place.current', "not place.current", COUNTS),
    Fault("an issue under two others is counted under the first", "privacy/statistics/columns.py",
          "if all(one in line for line in lines)] if lines", "] if lines", COUNTS),
    Fault("what lies under a crisis is none", "privacy/statistics/columns.py",
          "if any(issues.under(name, one) for one in crisis)", "if name in crisis", COUNTS),
)  # fmt: skip
