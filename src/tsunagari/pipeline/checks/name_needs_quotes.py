"""A name that a condition line reads as something else unless it stands in quotation marks.

Law (language §2): the line is cut as any condition is; told is a name that does not come out of it as it was declared.
A name that had to be quoted where it was declared shows that already. Only what conditions may name is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.engine.explaining.said import Said
from tsunagari.model.from_syntax.splitting import Splitter
from tsunagari.model.spelling import key
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.page import Page, example
from tsunagari.pipeline.declared_names import VALUE_OF, DeclaredName, declared_names
from tsunagari.syntax.ast import Word, Words
from tsunagari.syntax.names import wrong_character

_ATTRIBUTES = {
    "issue": ("相談", "issue"), "wish": ("希望", "wish"), "caller": ("相談者", "caller"),
    "channel": ("方法", "channel"), "area": ("住所", "lives"), "hours": ("時間", "time"),
}  # fmt: skip

PAGES = (
    Page(
        code="name-needs-quotes",
        why=Said(
            "条件の行は、初めの属性の名と、終わりの「以外」「のすべて」「2件以上」などの言葉で切られます。そう始まる用語、"
            "そう終わる名前は、条件では「」で囲まないと別の意味に読まれます。囲み忘れても誤りにならないことがあるので、"
            "名前を変えるほうが安全です。",
            "A condition is cut at the attribute it begins with and at words that close it, such as 以外, のすべて, "
            "2件以上, or open it, such as `not`. A name that looks so is read as something else unless it is quoted, "
            "sometimes without an error: another name is safer.",
        ),
        bad=example(
            """
            規則集 「例」
            相談分野 いじめ
            相談分野 いじめ以外
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            issue money
            issue not
            resource desk
              speaks any
              open around-the-clock
              tel 000-0000
            rule everybody
              route desk
            """,
        ),
        good=example(
            """
            規則集 「例」
            相談分野 いじめ
            相談分野 ほかの悩み
            窓口 相談室
              対応言語 すべて
              受付 24時間
              電話番号 000-0000
            規則 だれでも
              つなぐ先 相談室
            """,
            """
            ruleset "example"
            issue money
            issue other
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
    """One note for each name of the loaded folder that a condition would cut."""
    names = look.ruleset.attribute_names
    sets = frozenset(one.name for one in look.ruleset.attributes.values() if one.shape == "set")
    splitter = Splitter(names, sets)
    seen: set[tuple[str, str]] = set()
    for name in declared_names(look.compiled, look.ruleset):
        form = (name.namespace, key(name.text))
        if not name.own or name.source is None or form in seen:
            continue
        seen.add(form)
        attribute = _attribute(name)
        if attribute is None or (name.quoted and wrong_character(name.text) is not None):
            continue
        if not all(_is_read(splitter, words, name.text) for words in _lines(attribute, name.text, name.language)):
            line = f"{attribute}が「{name.text}」" if attribute else f"「{name.text}」"
            if name.language != "ja":
                line = f'{attribute} "{name.text}"'.strip()
            yield at("name-needs-quotes", name.source, name.span, name.language, name=name.text, line=line)


def _attribute(name: DeclaredName) -> str | None:
    """The attribute that takes the name as a value, nothing for a define, None where no condition names it."""
    if name.namespace == "define":
        return ""
    if name.namespace.startswith(VALUE_OF):
        return name.namespace.removeprefix(VALUE_OF)
    found = _ATTRIBUTES.get(name.namespace)
    return None if found is None else found[0 if name.language == "ja" else 1]


def _lines(attribute: str, text: str, language: str) -> Iterator[Words]:
    """The name in a condition, without quotation marks: behind a blank and, in Japanese, behind が."""
    value = Word(text)
    if not attribute:
        yield Words(((value,),))
        return
    yield Words(((Word(attribute, quoted=wrong_character(attribute) is not None), value),))
    if language == "ja" and wrong_character(attribute) is None:
        yield Words(((Word(f"{attribute}が{text}"),),))


def _is_read(splitter: Splitter, words: Words, text: str) -> bool:
    """Whether the line is cut so that the name comes out whole."""
    return [part.text for part in splitter.split(words).parts] == [text]
