"""Sentences about what `check` finds in a ruleset that can be read."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, note, warning

CHECKS: Mapping[str, Entry] = {
    "hours-unknown": note(
        "窓口 `{name}` の受付時間が分かりません",
        "the opening hours of `{name}` are not known",
        "分かったら「受付」を書いてください。それまで、開いているとは数えません",
        "write `open` once they are; until then it never counts as open",
    ),
    "contact-unknown": note(
        "窓口 `{name}` の連絡先がどの受付方法にもありません",
        "`{name}` has no telephone number in any of its ways",
        "分かったら「電話番号」を書いてください",
        "write `tel` once it is known",
    ),
    "not-proved": note(
        "この確認はまだ証明していません。この版の check には証明がありません",
        "this assertion is not proved: this version of check does not prove yet",
        "成り立つとも成り立たないとも言えません",
        "it may hold or not",
    ),
    "unused-allow": warning(
        "了承 `{name}` は何も消していません",
        "`allow {name}` silences nothing",
        "指摘がなくなったのなら、この行を消してください",
        "take the line away if the finding is gone",
    ),
}
