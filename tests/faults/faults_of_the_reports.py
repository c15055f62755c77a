"""Faults of the reports and of the prose: a word that is lost, a number that is not the engine's, must be noticed."""

from __future__ import annotations

from faults.plant import Fault

_PROSE = "tests/reporting/test_prose.py::test_"
LISTS = (_PROSE + "no_list_is_cut",)
UNDER = (_PROSE + "a_value_without_those_under_it_says_so",)
SPECIAL = (_PROSE + "no_fixed_abode_and_abroad_are_said",)
JOINED = (_PROSE + "and_and_or_are_kept_apart",)
UNKNOWN = (_PROSE + "what_becomes_of_the_unknown_is_said",)
CHANGES = (_PROSE + "a_change_of_meaning_changes_the_sentences",)
CLAUSES = (_PROSE + "every_field_of_a_clause_is_said",)
RESOURCES = (_PROSE + "every_field_of_a_resource_is_said",)
NAMES = (_PROSE + "names_with_the_marks_of_a_list_are_quoted",)
_REPORT = "tests/reporting/test_report.py::test_"
COUNTS = (_REPORT + "the_numbers_of_issues_and_ages_are_those_of_the_plain_reading",)
PLACES = (_REPORT + "the_numbers_of_places_are_those_of_the_plain_reading",)
WEEK = (_REPORT + "an_hour_has_the_least_number_of_its_minutes",)
DAYS = (_REPORT + "a_week_with_holidays_shows_the_next_day_that_is_none",)
MARKS = (_REPORT + "marks_say_whom_rules_reach",)
SHOWN = (_REPORT + "what_failed_is_shown_first_hand",)
ESCAPED = (_REPORT + "nothing_of_a_ruleset_is_markup",)

FAULTS = (
    Fault("a long list is cut short", "reporting/prose/values.py",
          "    kept = list(parts)\n", "    kept = list(parts)[:6]\n", LISTS),
    Fault("a value without those under it reads like the whole", "reporting/prose/values.py",
          "if without else shown\n\n\ndef _leftovers", "if False else shown\n\n\ndef _leftovers", UNDER),
    Fault("all but the named reads like the named", "reporting/prose/values.py",
          "    if outside:\n", "    if False:\n", SPECIAL),
    Fault("no fixed abode is not said", "reporting/prose/values.py",
          "return [*places(homes), *special], False", "return [*places(homes)], False", SPECIAL),
    Fault("an area reads like its name alone", "reporting/prose/values.py",
          'places=every(places(mask)))', 'places="")', CHANGES),
    Fault("not known is not said", "reporting/prose/conditions.py",
          "        if absent is None:\n", "        if absent is not True:\n", UNKNOWN),
    Fault("a group loses its brackets", "reporting/prose/conditions.py",
          'if inner or told else words', 'if told else words', JOINED),
    Fault("a note is not said", "reporting/prose/clauses.py",
          "    for text in clause.note:\n", "    for text in ():\n", CLAUSES),
    Fault("the second line of a chain is not said", "reporting/prose/clauses.py",
          "enumerate(clause.otherwise)", "enumerate(clause.otherwise[:1])", CLAUSES),
    Fault("whose place counts is not said", "reporting/prose/registered.py",
          'if line.scopes else "prose/serves"', 'if False else "prose/serves"', RESOURCES),
    Fault("names of a list are not quoted", "reporting/prose/values.py",
          "    if not needs_quotes(text, target=True):\n", "    if True:\n", NAMES),
    Fault("only the certain are counted", "reporting/asking.py",
          "return Answered(sure, frozenset(standings))", "return Answered(sure, sure)", COUNTS),
    Fault("an hour has the most of its minutes", "reporting/week.py",
          "column.append(min(numbers))", "column.append(max(numbers))", WEEK),
    Fault("an hour has its first minute only", "reporting/week.py",
          "        edges |= mask ^ mask << 1\n", "        edges |= 0\n", WEEK),
    Fault("a holiday stands for its weekday", "reporting/week.py",
          "if day.weekday() == weekday and not asking.holidays.is_holiday(day))", "if day.weekday() == weekday)", DAYS),
    Fault("markup is let through", "reporting/page.py", "autoescape=True", "autoescape=False", ESCAPED),
    Fault("a default covers those whom nobody takes", "reporting/reached.py",
          '[("nobody", nobody), ("default", by_default)]', '[("default", nobody), ("nobody", by_default)]', MARKS),
    Fault("people who come by any way are asked about", "reporting/reached.py",
          '    "channel": ("電話", "phone"),\n', "", MARKS),
    Fault("what every place has is told of each", "reporting/covered.py",
          "extra = answered.possible - everywhere", "extra = answered.possible", PLACES),
    Fault("the bands of age are too wide", "reporting/covered.py",
          "cuts = [0, *(n for n in range(1, size)", "cuts = [0, *(n for n in range(60, size)", COUNTS),
    Fault("a failed test is shown as passed", "reporting/proofs.py",
          "passed=result.passed", "passed=result.decision is not None", SHOWN),
)  # fmt: skip
