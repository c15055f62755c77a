"""Faults of the reports and of the prose: a word that is lost, a number that is not the engine's, must be noticed."""

from __future__ import annotations

from faults.plant import Fault

PROSE = ("tests/reporting/test_prose.py",)
_REPORT = "tests/reporting/test_report.py::test_"
COUNTS = (_REPORT + "the_numbers_of_issues_and_ages_are_those_of_the_plain_reading",)
PLACES = (_REPORT + "the_numbers_of_places_are_those_of_the_plain_reading",)
WEEK = (_REPORT + "an_hour_has_the_least_number_of_its_minutes",)
MARKS = (_REPORT + "marks_say_whom_rules_reach",)
SHOWN = (_REPORT + "what_failed_is_shown_first_hand",)
ESCAPED = (_REPORT + "nothing_of_a_ruleset_is_markup",)

FAULTS = (
    Fault("a long list is cut short", "reporting/prose/values.py",
          "    kept = list(parts)\n", "    kept = list(parts)[:6]\n", PROSE),
    Fault("a value without those under it reads like the whole", "reporting/prose/values.py",
          "if without else shown\n\n\ndef _leftovers", "if False else shown\n\n\ndef _leftovers", PROSE),
    Fault("all but the named reads like the named", "reporting/prose/values.py",
          "    if outside:\n", "    if False:\n", PROSE),
    Fault("no fixed abode is not said", "reporting/prose/values.py",
          "return [*places(homes), *special], False", "return [*places(homes)], False", PROSE),
    Fault("an area reads like its name alone", "reporting/prose/values.py",
          'places=every(places(mask)))', 'places="")', PROSE),
    Fault("not known is not said", "reporting/prose/conditions.py",
          "        if absent is None:\n", "        if absent is not True:\n", PROSE),
    Fault("a group loses its brackets", "reporting/prose/conditions.py",
          'if inner or told else words', 'if told else words', PROSE),
    Fault("a note is not said", "reporting/prose/clauses.py",
          "    for text in clause.note:\n", "    for text in ():\n", PROSE),
    Fault("the second line of a chain is not said", "reporting/prose/clauses.py",
          "enumerate(clause.otherwise)", "enumerate(clause.otherwise[:1])", PROSE),
    Fault("whose place counts is not said", "reporting/prose/registered.py",
          'if line.scopes else "prose/serves"', 'if False else "prose/serves"', PROSE),
    Fault("names of a list are not quoted", "reporting/prose/values.py",
          "    if not needs_quotes(text, target=True):\n", "    if True:\n", PROSE),
    Fault("only the certain are counted", "reporting/asking.py",
          "return Answered(sure, frozenset(standings))", "return Answered(sure, sure)", COUNTS),
    Fault("an hour has the most of its minutes", "reporting/week.py",
          "column.append(min(numbers))", "column.append(max(numbers))", WEEK),
    Fault("an hour has its first minute only", "reporting/week.py",
          "        edges |= mask ^ mask << 1\n", "        edges |= 0\n", WEEK),
    Fault("a holiday stands for its weekday", "reporting/week.py",
          "day.weekday() == weekday and not asking", "day.weekday() == weekday or asking", WEEK),
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
