"""Names that people cannot tell apart, and letters that are not what they look like.

Law (after UTS #39): of two names of different things in one namespace that look alike the later one is told, with the
one before it; names of one thing may look alike. A name told so is not told again for its letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.engine.explaining.said import Said, said
from tsunagari.model.look_alike import skeleton
from tsunagari.model.odd_letters import odd_letter
from tsunagari.model.spelling import key
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.declared_names import DeclaredName, declared_names

_SCRIPTS: Final = ("CJK", "KATAKANA", "HIRAGANA", "LATIN", "CYRILLIC", "GREEK", "DIGIT")

PAGES = (
    Page(
        code="look-alike-name",
        why=Said(
            "「カ」と「力」、「ー」と「一」、「土」と「士」、「0」と「O」、旧字体、空白や「・」だけの違いは、画面でも"
            "紙でも見分けられません。書いた人の思うものと別のものが選ばれます。同じものなら一つの名前にそろえ（または"
            "「別名」にし）、別のものなら見分けのつく名前にしてください。表は Unicode の UTS #39 と常用漢字表からとった"
            "小さなものです。",
            "カ and 力, ー and 一, 0 and O, a Cyrillic а, old forms of kanji, a blank or ・ more or less: nobody sees "
            "the difference on a screen or on paper, and something else is chosen than was meant. Give one thing one "
            "name (or an `alias`), and two things names that can be told apart. The table is a small one, from UTS "
            "#39 of Unicode and the official list of kanji.",
        ),
        bad=example(
            """
            規則集 「例」
            窓口 弁護士会
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 弁護土会
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 弁護士会、弁護土会
            """,
            """
            ruleset "example"
            resource desk-10
              speaks any
              open around-the-clock
              tel 000-0000
            resource desk-lO
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk-10, desk-lO
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 弁護士会
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            窓口 司法書士会
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 弁護士会、司法書士会
            """,
            """
            ruleset "example"
            resource desk-10
              speaks any
              open around-the-clock
              tel 000-0000
            resource desk-20
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk-10, desk-20
            """,
        ),
    ),
    Page(
        code="odd-letter",
        why=Said(
            "片仮名の言葉の中の漢字「力」、漢字の言葉の中の片仮名「カ」、英字の中のキリル文字は、見た目では分かりませ"
            "ん。検索しても見つからず、ほかの人が正しく打っても別の名前になります。打ち直してください。そう書くのが正"
            "しい名前なら「了承 odd-letter 「理由」」とします。",
            "A kanji 力 in a word of katakana, a katakana カ in a word of kanji, a Cyrillic letter in a Latin word: "
            "one cannot see it, a search does not find it, and whoever types the name properly writes another one. "
            'Type it again; if it is right as it is, write `allow odd-letter "reason"`.',
        ),
        bad=example(
            """
            規則集 「例」
            窓口 力ウンセリング
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 力ウンセリング
            """,
            """
            ruleset "example"
            resource dеsk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route dеsk
            """,
        ),
        good=example(
            """
            規則集 「例」
            窓口 カウンセリング
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 カウンセリング
            """,
            """
            ruleset "example"
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
    ),
)


def find(look: Look) -> Iterator[Diagnostic]:
    """One finding for each name that looks like an earlier one, and for each with a letter of another script."""
    before: dict[tuple[str, str], DeclaredName] = {}
    seen: set[tuple[str, str]] = set()
    for name in declared_names(look.compiled, look.ruleset):
        form = (name.namespace, skeleton(name.text))
        first = before.setdefault(form, name)
        spelled = (name.namespace, key(name.text))
        if not name.own or name.source is None or spelled in seen:
            continue
        seen.add(spelled)
        if first.owner != name.owner and key(first.text) != key(name.text):
            yield _alike(name, first)
        elif (odd := odd_letter(name.text)) is not None:
            yield at(
                "odd-letter", name.source, name.span, name.language, name=name.text, letter=odd.letter,
                meant=odd.meant, wanted=odd.name, script=_script(odd.letter).spoken(name.language),
                other=_script(odd.meant).spoken(name.language),
            )  # fmt: skip


def _alike(name: DeclaredName, first: DeclaredName) -> Diagnostic:
    assert name.source is not None
    one, other = (unicodedata.normalize("NFKC", text) for text in (name.text, first.text))
    pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]] if len(one) == len(other) else []
    difference = said("unseen-marks")
    if pairs:
        letters = [said("letter-of", letter=letter, script=_script(letter)) for letter in pairs[0]]
        difference = said("two-letters", one=letters[0], other=letters[1])
    place = first.place if first.source is not None else said("built-in").spoken(name.language)
    return at(
        "look-alike-name", name.source, name.span, name.language, name=name.text, other=first.text, first=place,
        difference=difference.spoken(name.language),
    )  # fmt: skip


def _script(letter: str) -> Said:
    """What kind of letter it is."""
    called = unicodedata.name(letter, "")
    found = next((script for script in _SCRIPTS if called.startswith(script)), None)
    return said(f"script-{found.lower()}" if found else "script-other")
