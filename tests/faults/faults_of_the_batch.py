"""Faults of what answers batches: the law that a batch is its rows must notice each."""

from __future__ import annotations

from faults.plant import Fault

LAW = ("tests/property/test_batch_laws.py::test_whoever_tells_everything_is_answered_at_once_and_the_same",)
COLUMNS = ("tests/batching/test_columns.py",)
TABLE = ("tests/cli/test_route_table.py",)

FAULTS = (
    Fault("who is unsure is sure", "batch/meeting.py", "odd[left] |= self._maybe(", "odd[left] &= self._maybe(", LAW),
    Fault("a second issue takes the place of the first", "batch/meeting.py",
          'buffer[start:] |= rows.take(numbers, axis=0, mode="clip")',
          'buffer[start:] = rows.take(numbers, axis=0, mode="clip")', LAW),
    Fault("a unit is hit by its last slot only", "batch/units.py", "found += self.low", "found += 0", LAW),
    Fault("an inactive desk is there", "batch/units.py",
          '(live.get(pair.resource) or resource.status) == "active",', "True,", LAW),
    Fault("chains go on to the end", "batch/picking.py", "kept[among] = stage <= first[where]",
          "kept[among] = stage <= stage", LAW),
    Fault("a clause that is over keeps its chain", "batch/picking.py",
          "kept[later] &= times.chains[", "kept[later] |= times.chains[", LAW),
    Fault("defaults are asked always", "batch/picking.py", "asked = ~ready[hits.row[own]]",
          "asked = ready[hits.row[own]] | True", LAW),
    Fault("who is withheld is met", "batch/picking.py", "hits.opened[gone > 0] = LATER", "hits.opened[gone > 9] = LATER",
          LAW),
    Fault("nobody is held back", "batch/picking.py", "units.resource[hits.bit[among]]]]] = HELD",
          "units.resource[hits.bit[among]]]]] = 0", LAW),
    Fault("the worst of a desk counts", "batch/picking.py", "np.bitwise_and.reduceat(code, firsts)",
          "np.bitwise_or.reduceat(code, firsts)", LAW),
    Fault("unmet wishes do not count", "batch/picking.py", "if unmet is not None:", "if unmet is None:", LAW),
    Fault("what is far comes first", "batch/picking.py", "key |= near.astype(np.uint64) << np.uint64(1)",
          "key |= (np.uint64(farthest) - near.astype(np.uint64)) << np.uint64(1)", LAW),
    Fault("the last of equals has its turn", "batch/picking.py", "key |= turn >> np.uint64(64 - turns)",
          "key |= ~turn >> np.uint64(64 - turns)", LAW),
    Fault("who works elsewhere is as near as at home", "batch/nearness.py", "left = np.flatnonzero(found == NOWHERE)",
          "left = np.flatnonzero(found != NOWHERE)", LAW),
    Fault("somebody in several prefectures meets one", "batch/kernel.py", "reading.odd |= part == _SEVERAL",
          "reading.odd |= part == 99", LAW),
    Fault("what was tried is forgotten", "batch/kernel.py", 'for key in ("declined", "tried"):',
          'for key in ("declined",):', LAW),
    Fault("a rotation key is not looked at", "batch/kernel.py",
          "np.where(column.numbers >= 0, own, found)", "np.where(column.numbers < -1, own, found)", LAW),
    Fault("what follows another attribute is untold", "batch/kernel.py",
          "codes[name] = stands if own is None else", "codes[name] = codes[upper] * 0 if own is None else", LAW),
    Fault("a day begins at midnight of Greenwich", "batch/clock.py", "_EAST: Final = 9 * 60", "_EAST: Final = 0", LAW),
    Fault("no hours look at dates", "engine/index/timetable.py",
          "        if not unsure:\n            return minutes", "        if True:\n            return minutes", LAW),
    Fault("an era lasts a day too long", "batch/clock.py", "one.end.toordinal() + 1 for one",
          "one.end.toordinal() + 2 for one", LAW),
    Fault("values under a null list count", "batch/encoded.py", "return np.where(self.absent, 0, np.diff(self.starts))",
          "return np.diff(self.starts)", COLUMNS),
    Fault("seconds are milliseconds", "batch/instants.py", '"s": 1, "ms": 1_000', '"s": 1_000, "ms": 1_000', COLUMNS),
    Fault("a part of another input is taken", "shell/batch_runs.py", "    if other:", "    if not asked:", TABLE),
    Fault("a damaged part is taken", "shell/parquet_files.py",
          "except (OSError, ValueError, pa.ArrowException):\n        return None",
          "except (OSError, ValueError, pa.ArrowException):\n        return 0", TABLE),
    Fault("parts come in the order of their end", "shell/batch_runs.py",
          "put_together(parts, answers,", "put_together(parts[::-1], answers,", TABLE),
)  # fmt: skip
