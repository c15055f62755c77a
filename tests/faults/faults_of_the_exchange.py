"""Faults of imports and exports: what becomes wrong, lost or invented on the way must be noticed."""

from __future__ import annotations

from faults.plant import Fault

CELLS = ("tests/exchange/test_hours_cells.py",)
LAWS = ("tests/exchange/test_laws.py",)
TABLE = ("tests/exchange/test_telephone_table.py",)
HSDS = ("tests/exchange/test_hsds.py",)
TRIP = ("tests/exchange/test_round_trip.py",)
CHANGES = ("tests/exchange/test_changes.py",)
DAMAGE = ("tests/exchange/test_damage.py",)

FAULTS = (
    Fault("an hour without half of the day is taken for the morning", "exchange/clock_cells.py",
          'if not half and hours <= 12 and re.search', 'if False and re.search', CELLS),
    Fault("a blank day is closed", "exchange/row_ways.py",
          "*([None] if missing else [])]", "]", TABLE),
    Fault("a blank area is everywhere", "exchange/entries.py",
          "return tuple(name for name in UNKNOWN_FIELDS if told[name] is None)",
          'return tuple(name for name in UNKNOWN_FIELDS if told[name] is None and name != "areas")', TABLE),
    Fault("days left out are forgotten", "exchange/hours_cells.py",
          "read.hours = ordered(Hours(tuple(lines), tuple(cuts)))",
          "read.hours = ordered(Hours(tuple(lines), ()))", CELLS),
    Fault("the order of lines shows", "exchange/hours_lines.py",
          "tuple(sorted(lines, key=_line_key)),", "tuple(lines),", LAWS),
    Fault("full-width formulas run", "exchange/formula_cells.py",
          '|%＝＋－＠"', '|%"', LAWS),
    Fault("weeks are counted from Monday whatever the rule says", "exchange/recurrence.py",
          "(_week(day, rule.wkst) - _week(start, rule.wkst))", "(_week(day, 0) - _week(start, 0))", LAWS),
    Fault("the last one of a month is the fourth", "exchange/recurrence.py",
          "nth, last = (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)",
          "nth, last = (day.day - 1) // 7 + 1, -((28 - min(day.day, 28)) // 7 + 1)", LAWS),
    Fault("a month that repeats every third month repeats every month", "exchange/recurrence.py",
          "return months % rule.interval == 0 and", "return", LAWS),
    Fault("an area outside of Japan is left out", "exchange/hsds_services.py",
          "        if foreign or not areas:\n", "        if not areas:\n", HSDS),
    Fault("nights are as long as they like", "exchange/hsds_schedules.py",
          "if end + DAY - start > LONGEST_NIGHT:", "if False:", HSDS),
    Fault("another time zone is ours", "exchange/hsds_schedules.py",
          "if zone and zone not in _JAPAN:", "if False:", HSDS),
    Fault("holidays stay open", "exchange/hsds_schedules.py",
          "            cuts.append(days)\n", "            pass\n", HSDS),
    Fault("a schedule has no end", "exchange/hsds_schedules.py",
          "start, end = max(starts, default=None), min(ends, default=None)",
          "start, end = max(starts, default=None), max(starts, default=None) and None", HSDS),
    Fault("contacts are read", "exchange/hsds_directory.py",
          '"phones": "phones", "phone": "phones",', '"phones": "phones", "contacts": "services",', HSDS),
    Fault("what rides along wins over what was edited", "exchange/hsds_extras.py",
          'or self.values.get("fingerprint") != fingerprint(contacts)', "", TRIP),
    Fault("remarks are lost on the way", "exchange/csv_export.py",
          '    yield "\\n".join(entry.remarks)\n', '    yield ""\n', TRIP),
    Fault("no condition becomes unknown", "exchange/csv_export.py",
          'return "\\n".join(values) or nothing', 'return "\\n".join(values)', TRIP),
    Fault("edited files are overwritten", "shell/import_folder.py",
          "if not overwrite and not untouched(text):", "if False:", CHANGES),
    Fault("a move is no change", "exchange/changes.py",
          "if (old.areas, old.without) != (new.areas, new.without):", "if False:", CHANGES),
    Fault("a broken source empties the registry", "cli/importing.py",
          "written = [] if dry_run or nothing else", "written = [] if dry_run else", CHANGES),
    Fault("workbooks may unpack to any size", "exchange/workbook.py",
          "if len(members) > _MEMBERS or size > UNPACKED or strings > _STRINGS:", "if False:", DAMAGE),
    Fault("a quotation mark swallows the rows below", "exchange/tables.py",
          "    except (csv.Error, StopIteration):\n        return None, 1\n",
          "    except (csv.Error, StopIteration):\n        return None, max(reader.line_num, 1)\n", DAMAGE),
)  # fmt: skip
