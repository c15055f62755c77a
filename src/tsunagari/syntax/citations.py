"""Citations: `児童虐待防止法 第六条第一項`, `child-abuse-act art. 6(1)`.

Law: an article has one canonical form whatever language wrote it: `106-4(2)(1)` is 第百六条の四第二項第一号,
`2 item 1` is 第二条第一号 (an item of an article of one paragraph), `suppl.3` is 附則第三条.
"""

from __future__ import annotations

import re

from tsunagari.syntax.values import number

_N = r"([0-9]{1,4}|[〇一二三四五六七八九十百千]{1,9})"
_ARTICLE = re.compile(
    rf"(附則)?(?:第{_N}条((?:の(?:{_N[1:-1]}))*))?(?:第{_N}項)?(?:第{_N}号)?([イロハニホヘトチリヌ])?"
)
_ENGLISH = re.compile(
    r"(?:(suppl)\.? ?)?(?:arts?\.? ?)?([0-9]{1,4}(?:-[0-9]{1,3})*)(?:\(([0-9]{1,3})\))?(?:\(([0-9]{1,3})\))?"
    r"(?: item ([0-9]{1,3}))?([イロハニホヘトチリヌ])?",
    re.IGNORECASE,
)


def article(text: str) -> str | None:
    """The canonical form of one article, or None where the text is no citation of one."""
    if match := _ENGLISH.fullmatch(text):
        article, paragraph, item, words = match[2].split("-"), match[3], match[4] or match[5], match[5]
        if words and match[4]:
            return None
    elif (match := _ARTICLE.fullmatch(text)) and match[2]:
        article, paragraph, item = [match[2], *(part for part in match[3].split("の") if part)], match[4], match[5]
    else:
        return None
    head = ("suppl." if match[1] else "") + "-".join(str(number(part)) for part in article)
    if paragraph:
        head += f"({number(paragraph)})" + (f"({number(item)})" if item else "")
    elif item:
        head += f" item {number(item)}"
    return head + (match[6] or "")


def article_ja(canonical: str) -> str:
    """第106条の4第2項第1号, from the canonical form."""
    match = re.fullmatch(
        r"(suppl\.)?([0-9]+)((?:-[0-9]+)*)(?:\(([0-9]+)\))?(?:\(([0-9]+)\))?(?: item ([0-9]+))?(.?)", canonical
    )
    if not match:
        return canonical
    text = (
        ("附則" if match[1] else "") + f"第{match[2]}条" + "".join(f"の{part}" for part in match[3].split("-") if part)
    )
    text += f"第{match[4]}項" if match[4] else ""
    text += f"第{match[5] or match[6]}号" if match[5] or match[6] else ""
    return text + match[7]


def article_en(canonical: str) -> str:
    """art. 106-4(2)(1), from the canonical form."""
    return "suppl. art. " + canonical[6:] if canonical.startswith("suppl.") else "art. " + canonical
