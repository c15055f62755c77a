"""Citations as officers write them.

Law: only what follows the name of a law that the ruleset declares is read as articles; every other text stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.syntax.citations import article_en, article_ja


def cited(basis: str, laws: Iterable[str], language: str) -> str:
    """`孤独・孤立対策推進法 4` as 孤独・孤立対策推進法 第4条, or in English as art. 4."""
    article, comma = (article_ja, "、") if language == "ja" else (article_en, ", ")
    for law in sorted(laws, key=len, reverse=True):
        if basis.startswith(law + " "):
            articles = basis.removeprefix(law + " ").split(", ")
            return f"{law} {comma.join(article(one) if one[:1] != '「' else one for one in articles)}"
    return basis
