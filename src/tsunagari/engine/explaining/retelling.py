"""A change of one attribute in words.

Law: the words say every value that would do as well, in the words of the rules: the class of each value that was tried.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsunagari.engine.explaining.changes import Option
from tsunagari.engine.explaining.said import Said, listed, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.ruleset import Ruleset

_WEEKDAYS = ("月火水木金土日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def retelling(wording: Wording, ruleset: Ruleset, alike: Sequence[Option]) -> Said:
    """What to tell differently; `alike` are options of one attribute that all do."""
    one = alike[0]
    if one.attribute == "tried":
        return said("not-tried")
    name = wording.called(one.attribute)
    if one.how == "untold":
        return said("untold", attribute=name)
    if one.at is not None:
        return said("at", at=_moment(one))
    if one.how == "told":
        mask = 0
        for option in alike:
            mask |= option.alike
        return wording.among(one.attribute, mask)
    shown = [option for option in alike if not _covered(option, alike, ruleset)]
    values = listed([_values(wording, option) for option in shown])
    return said(one.how if len(shown) == 1 else f"{one.how}-one-of", attribute=name, values=values)


def _covered(option: Option, alike: Sequence[Option], ruleset: Ruleset) -> bool:
    """Whether another option of the list names what this one lies under."""
    if option.attribute != "issue" or len(option.values) != 1:
        return False
    return any(ruleset.issues.strictly_under(option.values[0], other.values[0]) for other in alike)


def _values(wording: Wording, option: Option) -> Said:
    first, *rest = (wording.listed([value], option.attribute) for value in option.values)
    return said("two-values", one=first, other=rest[0]) if rest else first


def _moment(option: Option) -> Said:
    at = option.at
    assert at is not None
    clock = f"{at.hour}:{at.minute:02}"
    ja, en = (days[at.weekday()] for days in _WEEKDAYS)
    return Said(f"{at.year}年{at.month}月{at.day}日（{ja}）{clock}", f"{en} {at.date().isoformat()} {clock}")
