"""From the grammar's matches to tree nodes: one method for each alternative of `grammars/tsunagari.lark`.

Law: nothing here looks beyond its own line; a name that cannot be one is a `Mistake` at its own span.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar, cast

from tsunagari.source import Span
from tsunagari.syntax.ast import (
    Allow,
    AnyPlace,
    Block,
    Declared,
    DeclaredList,
    Field,
    Member,
    Name,
    Names,
    Nothing,
    NumberRange,
    Openings,
    Phone,
    Property,
    Reference,
    Row,
    Serves,
    Target,
    Targets,
    Text,
    Texts,
    UrgencyOf,
    Via,
    Words,
)
from tsunagari.syntax.keywords import AROUND_THE_CLOCK, BLOCKS, FIELDS, INNER, UNKNOWN, VALUES, listed, spellings
from tsunagari.syntax.limits import ENTRIES
from tsunagari.syntax.lines import FILL, Line
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import checked, checked_declaration, plain
from tsunagari.syntax.words import cells, words

Entries = TypeVar("Entries", bound=Sequence[Any])
_PHONE = re.compile(r"[0-9#*+][0-9#*+-]*")
_RANGE = re.compile(r"([0-9]{1,9})(?:\.\.|~|-)([0-9]{1,9})")


class Token(str):
    """What the builder needs of the parser's tokens: their type and position."""

    type: str
    start_pos: int
    end_pos: int


#: `F_EXPECT_FIRST` → `expect-first`.
_IDS = {
    f"{prefix}_{key.upper().replace('-', '_')}": key
    for prefix, table in (("B", BLOCKS), ("F", FIELDS), ("I", INNER))
    for key in table
}


def _id(token: Token) -> str:
    return _IDS[token.type]


def _language(token: Token) -> str:
    return "en" if token.isascii() else "ja"


def _is(name: Name, keyword: Any) -> bool:
    return not name.quoted and name.text in spellings(keyword)


class Builder:
    """Methods named as the alternatives of the grammar; each gets the children that the grammar keeps.

    `line` is the logical line that is read; the parser's positions count from its start.
    """

    def __init__(self, line: Line) -> None:
        self._start = line.start
        self._line = Span(line.start, line.end)
        self._layout = line.layout

    def build(self, tree: Any) -> Any:
        """The node of a match of the grammar (at most four levels deep)."""
        children = [child if isinstance(child, str) else self.build(child) for child in tree.children]
        return getattr(self, tree.data)(children)

    def _span(self, token: Token) -> Span:
        return Span(self._start + token.start_pos, self._start + token.end_pos)

    def _word(self, token: Token) -> Span:
        """The span of a keyword, which its match overshoots by blanks and colons."""
        start = self._start + token.start_pos
        return Span(start, start + len(token.rstrip(" :")))

    def _name(self, token: Token) -> Name:
        if token.type == "QUOTED":
            return Name(unicodedata.normalize("NFKC", token[1:-1]).strip(), self._span(token), True)
        return Name(plain(token), self._span(token))

    def _text(self, token: Token) -> Text:
        return Text(unicodedata.normalize("NFC", token[1:-1]), self._span(token))

    def _names(self, tokens: Sequence[Token]) -> tuple[Name, ...]:
        return tuple(checked(self._name(token)) for token in limited(tokens))

    def _openings(self, tokens: Sequence[Token]) -> Openings:
        found = [self._name(token) for token in tokens]
        named = tuple(checked(n) for n in found if not _is(n, AROUND_THE_CLOCK) and not _is(n, UNKNOWN))
        always = any(_is(n, AROUND_THE_CLOCK) for n in found)
        unknown = any(_is(n, UNKNOWN) for n in found)
        if unknown and len(found) > 1:
            raise Mistake("unknown-among-hours", self._span(tokens[0]))
        return Openings(named, always, unknown)

    def _phone(self, token: Token) -> Phone:
        name = self._name(token)
        if _is(name, UNKNOWN):
            return Phone(None)
        if not name.text:
            raise Mistake("missing-value", name.span)
        if not _PHONE.fullmatch(name.text):
            raise Mistake("not-a-number-to-call", name.span, text=name.text)
        return Phone(name.text)

    # heads
    def declared(self, children: list[Any]) -> tuple[Declared, Name | None]:
        """A declared name, its other names and what it stands under."""
        name = checked_declaration(self._name(children[0]))
        aliases: list[Name] = []
        under: Name | None = None
        for kind, names in children[1:]:
            if kind == "under":
                under = names[0]
            else:
                aliases += [checked_declaration(alias) for alias in names]
        return Declared(name, tuple(aliases)), under

    def alias(self, children: list[Any]) -> tuple[str, tuple[Name, ...]]:
        """別名 …"""
        return "alias", self._names(children[1:])

    def parens(self, children: list[Any]) -> tuple[str, tuple[Name, ...]]:
        """（…）"""
        return "alias", self._names(children)

    def under(self, children: list[Any]) -> tuple[str, tuple[Name, ...]]:
        """上位 …"""
        return "under", self._names(children[1:])

    def _head(self, token: Token, **more: Any) -> Block:
        more.setdefault("keyword", _id(token))
        return Block(
            head=self._word(token), language=_language(token), span=self._line, layout=self._layout, **more
        )  # fmt: skip

    def titled(self, children: list[Any]) -> Block:
        """A head with a title."""
        return self._head(children[0], name=checked(self._name(children[1])))

    def declaration(self, children: list[Any]) -> Block:
        """A head that declares a name."""
        declared, under = children[1]
        if under is not None and _id(children[0]) not in ("caller", "channel"):
            raise Mistake("under-misplaced", under.span)
        return self._head(children[0], name=declared.name, aliases=declared.aliases, under=under)

    def law(self, children: list[Any]) -> Block:
        """法令 with its full title."""
        declared, under = children[1]
        if under is not None:
            raise Mistake("under-misplaced", under.span)
        title = self._text(children[2]) if len(children) > 2 else None
        return self._head(children[0], name=declared.name, aliases=declared.aliases, title=title)

    def amendment(self, children: list[Any]) -> Block:
        """改める 窓口 …"""
        name = checked(self._name(children[2]))
        return self._head(children[0], keyword=_id(children[1]), amends=True, name=name)

    def removal(self, children: list[Any]) -> Block:
        """適用しない 規則 …"""
        name = checked(self._name(children[2]))
        return self._head(children[0], name=name, reference=Reference(_id(children[1]), name))

    def claim(self, children: list[Any]) -> tuple[Token, tuple[Name, ...]]:
        """One word of an assertion with the names behind it."""
        return children[0], self._names(children[1:])

    def assertion(self, children: list[Any]) -> Block:
        """確認 …"""
        found: dict[str, Any] = {}
        for token, names in children[1:]:
            word = _id(token)
            value: Any
            if word in ("covered", "open", "always", "never"):
                key, value = "property", word
                if names:
                    found["target"] = names[0]
            elif word.startswith("loss-"):
                key, value = "loss", word[5:]
            elif word == "without-default":
                key, value = "without_default", True
            else:
                key, value = "unstated", names
            if key in found:
                code = "two-properties" if key == "property" else "said-twice"
                raise Mistake(code, self._word(token), word=plain(token.rstrip(" :")))
            found[key] = value
        if "property" not in found:
            raise Mistake("assert-without-property", self._word(children[0]))
        return self._head(children[0], property=Property(**found))

    # fields
    def _field(self, token: Token, value: Any, raw: Words | None = None) -> Field:
        return Field(_id(token), value, self._line, _language(token), raw, self._layout)

    def words(self, children: list[Any]) -> Field:
        """A line whose inside is split later, or by a reader of its own."""
        inside = words(children[1], self._start + children[1].start_pos)
        limited(inside.groups)
        return self._field(children[0], inside, inside)

    def named(self, children: list[Any]) -> Field:
        """A list of names; paths of `uses` may hold other characters."""
        keyword, tokens = children
        if keyword.type == "F_USES":
            return self._field(keyword, Names(tuple(self._name(token) for token in tokens)))
        return self._field(keyword, Names(self._names(tokens)))

    def texts(self, children: list[Any]) -> Field:
        """Quoted texts."""
        return self._field(children[0], Texts(tuple(self._text(token) for token in limited(children[1:]))))

    def names(self, children: list[Any]) -> list[Any]:
        """The tokens of a list of names."""
        return limited(children)

    def entry(self, children: list[Any]) -> tuple[Token, tuple[Name, ...]]:
        """A name with other names in parentheses."""
        return children[0], children[1][1] if len(children) > 1 else ()

    def _entries(self, children: list[Any]) -> DeclaredList:
        return DeclaredList(tuple(Declared(checked(self._name(token)), names) for token, names in limited(children)))

    def entries(self, children: list[Any]) -> Field:
        """含む …"""
        return self._field(children[0], self._entries(children[1:]))

    def choice(self, children: list[Any]) -> Field:
        """選択 …: places, a range of numbers, or values."""
        keyword, first = children[0], children[1]
        if isinstance(first, str):
            return self._field(keyword, AnyPlace())
        if len(children) == 2 and (match := _RANGE.fullmatch(plain(first[0]))):
            low, high = int(match[1]), int(match[2])
            if low > high:
                raise Mistake("range-backwards", self._span(first[0]), text=match[0])
            return self._field(keyword, NumberRange(low, high))
        return self._field(keyword, self._entries(children[1:]))

    def target(self, children: list[Any]) -> Target:
        """One target of a route."""
        last = children[-1]
        if last.type == "I_NO_TARGET":
            return Target("none")
        kind = "resource" if len(children) == 1 else "kind" if len(children) == 2 else "member"
        return Target(kind, checked(self._name(last)))

    def targets(self, children: list[Any]) -> Targets:
        """A list of targets; `none` stands alone."""
        if len(limited(children)) > 1 and any(target.kind == "none" for target in children):
            raise Mistake("none-among-targets")
        return Targets(tuple(children))

    def routed(self, children: list[Any]) -> Field:
        """A field of targets."""
        return self._field(children[0], children[1])

    def scope(self, children: list[Any]) -> Token:
        """在住 …"""
        return cast(Token, children[0])

    def serves(self, children: list[Any]) -> Field:
        """対象地域 …"""
        lists = [child for child in children[1:] if isinstance(child, list)]
        words = [_id(cast(Token, child)) for child in children[1:] if isinstance(child, str)]
        scopes = tuple(dict.fromkeys(word for word in words if word != "without-places"))
        without = self._names(lists[1]) if len(lists) > 1 else ()
        return self._field(children[0], Serves(self._names(lists[0]), without, scopes))

    def via_open(self, children: list[Any]) -> tuple[Token, str, Any]:
        """受付 … in a way."""
        return children[0], "open", self._openings(children[1])

    def via_tel(self, children: list[Any]) -> tuple[Token, str, Any]:
        """電話番号 … in a way."""
        return children[0], "phone", self._phone(children[1])

    def via_speaks(self, children: list[Any]) -> tuple[Token, str, Any]:
        """対応言語 … in a way."""
        return children[0], "speaks", self._names(children[1])

    def via(self, children: list[Any]) -> Field:
        """受付方法 …"""
        parts: dict[str, Any] = {}
        for token, key, value in children[2:]:
            if key in parts:
                raise Mistake("said-twice", self._word(token), word=plain(token.rstrip(" :")))
            parts[key] = value
        return self._field(children[0], Via(checked(self._name(children[1])), **parts))

    def opened(self, children: list[Any]) -> Field:
        """受付 …"""
        return self._field(children[0], self._openings(children[1]))

    def phone(self, children: list[Any]) -> Field:
        """電話番号 …"""
        return self._field(children[0], self._phone(children[1]))

    def member(self, children: list[Any]) -> Field:
        """構成 …"""
        role: Name | None = None
        if len(children) > 2:
            last = children[-1]
            role = last[1][0] if isinstance(last, tuple) else checked(self._name(last))
        return self._field(children[0], Member(checked(self._name(children[1])), role))

    def bare(self, children: list[Any]) -> Field:
        """A field without a value."""
        return self._field(children[0], Nothing())

    def gap(self, children: list[Any]) -> Field:
        """つなぐ先なし, with the kind of gap or without."""
        return self._field(children[0], Names(self._names(children[1:])))

    def urgency_of(self, children: list[Any]) -> Field:
        """結果の緊急度 …"""
        name = checked(self._name(children[1]))
        for value, keyword in VALUES["urgency"].items():
            if name.text in spellings(keyword):
                return self._field(children[0], UrgencyOf(value, children[2].targets))
        raise Mistake("unknown-flag", name.span, text=name.text, values=choices("urgency"))

    def allow(self, children: list[Any]) -> Field:
        """了承 …"""
        return self._field(children[0], Allow(checked(self._name(children[1])), self._text(children[2])))

    def without(self, children: list[Any]) -> Field:
        """適用しない … in a ruleset block."""
        return self._field(children[0], Reference(_id(children[1]), checked(self._name(children[2]))))

    def row(self, children: list[Any]) -> Field:
        """A row of a table."""
        token = children[0]
        found = Row(limited(cells(token, self._start + token.start_pos)))
        return Field("row", found, self._line, "en" if token.replace(FILL, "").isascii() else "ja", None, self._layout)

    def other(self, children: list[Any]) -> Field:
        """A line that no keyword begins: hours, or a mistake."""
        token = children[0]
        inside = words(token, self._start + token.start_pos)
        language = "en" if token.replace(FILL, "").isascii() else "ja"
        return Field("", inside, self._line, language, inside, self._layout)


def limited(entries: Entries) -> Entries:
    """The entries of a list, where they are not too many."""
    if len(entries) > ENTRIES:
        raise Mistake("list-too-long", None, limit=str(ENTRIES))
    return entries


def choices(field: str) -> tuple[str, str]:
    """The values of a closed list, for messages, Japanese and English."""
    return listed(VALUES[field].values())
