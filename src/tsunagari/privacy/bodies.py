"""Legal grounds on which a council may hand over without consent, and the person who chose one.

Law (design P3): a ground is data that a council declares: a law of the ruleset, an article of it, the fields that it
covers. Nothing infers one: it is chosen for one handover by an officer, who goes by a number and is recorded. A ground
is never about the caller: who reports must not be known from it (児童虐待の防止等に関する法律 第七条).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tsunagari.errors import PrivacyError, guarded_class
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.privacy.fields import OF_CALLER, known
from tsunagari.syntax.citations import article as canonical_article

_CODE: Final = re.compile("[a-z][a-z0-9-]{0,39}")
_OFFICER: Final = re.compile("[a-z]{1,3}-[0-9]{1,8}")


@guarded_class
@dataclass(frozen=True, slots=True)
class Ground:
    """A legal ground: `code` is the council's own short name of it, `law` a law of the ruleset, `article` a citation.

    `fields` are what it covers, by canonical name. Raises PrivacyError: bad-code, bad-article, wrong-type.
    """

    code: str
    law: str
    article: str
    fields: frozenset[str]

    def __post_init__(self) -> None:
        code("ground", self.code, _CODE)
        if not isinstance(self.law, str):
            raise PrivacyError("wrong-type", field="law")
        article = canonical_article(self.article) if isinstance(self.article, str) else None
        if article is None:
            raise PrivacyError("bad-article")
        if isinstance(self.fields, str) or not all(isinstance(field, str) for field in self.fields):
            raise PrivacyError("wrong-type", field="fields")
        object.__setattr__(self, "article", article)
        object.__setattr__(self, "fields", frozenset(self.fields))


@guarded_class
@dataclass(frozen=True, slots=True)
class Chosen:
    """The ground that an officer chose for one handover: both are codes (`k-104`), never names or reasons in words.

    Raises PrivacyError (bad-code).
    """

    ground: str
    officer: str

    def __post_init__(self) -> None:
        code("ground", self.ground, _CODE)
        code("officer", self.officer, _OFFICER)


def declared(ruleset: Ruleset, ground: Ground) -> Ground:
    """The ground with its law by canonical name.

    Raises PrivacyError: unknown-law, unknown-field, ground-not-for-caller.
    """
    law = next((name for name, law in ruleset.laws.items() if key(ground.law) in map(key, (name, *law.names))), None)
    if law is None:
        raise PrivacyError("unknown-law")
    if not all(known(ruleset, field) for field in ground.fields):
        raise PrivacyError("unknown-field")
    if ground.fields & OF_CALLER:
        raise PrivacyError("ground-not-for-caller")
    return Ground(ground.code, law, ground.article, ground.fields)


def code(field: str, value: object, shape: re.Pattern[str]) -> None:
    """Refuse what is not written as a code."""
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise PrivacyError("bad-code", field=field)
