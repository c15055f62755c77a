"""The words of a comparison of two rulesets: who is answered differently, how, and at which hours.

Law: phrases, not sentences, as in `explaining`; what fills them is a number, a date, a name of the ruleset or another
phrase.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note

_KINDS: Mapping[str, Entry] = {
    "diff-lost": note("どこにもつながらなくなる人", "people who lose everybody"),
    "diff-gained": note("新しくつながる人", "people who gain somebody"),
    "diff-closed": note("開いている窓口がなくなる時間がある人", "people who have nobody open at some hours any more"),
    "diff-moved": note("つながる窓口が変わる人", "people who are led to other desks"),
    "diff-reordered": note("窓口の順番だけが変わりうる人", "people whose desks may come in another order"),
}

_TOLD: Mapping[str, Entry] = {
    "no-longer": note("つながらなくなる窓口 {resources}", "no longer {resources}"),
    "from-now-on": note("新しくつながる窓口 {resources}", "from now on {resources}"),
    "order-of": note("変わるもと {keys}", "because of {keys}"),
    "order-urgency": note("{resource}の緊急度", "the urgency of {resource}"),
    "order-default": note("{resource}が規則によるか既定によるか", "{resource} by a rule or by default"),
    "order-wishes": note("{resource}が応じる希望", "the wishes that {resource} honours"),
    "order-area": note("{resource}の対象地域の広さ", "the size of the area of {resource}"),
    "outside-of": note("{attribute}が{values}以外", "{attribute} other than {values}"),
    "all-at-once": note("{one}＋{other}", "{one} + {other}"),
    "apart-attribute": note("属性「{attribute}」は片方にしかない", "only one has the attribute {attribute}"),
    "apart-old": note("{attribute}のうち、前だけにあるもの: {values}", "of {attribute} only before: {values}"),
    "apart-new": note("{attribute}のうち、後だけにあるもの: {values}", "of {attribute} only after: {values}"),
}

DIFFERING: Mapping[str, Entry] = {
    f"explain/{code}": entry for part in (_KINDS, _TOLD) for code, entry in part.items()
}
