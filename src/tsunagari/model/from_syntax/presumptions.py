"""What an unstated attribute stands for: `presume` of an attribute, and of the root's ruleset block.

Law: only the root presumes for core attributes, and its word on a declared attribute wins over the attribute's own;
a presumption is a set of values, never `unknown`, and there is none of issues, wishes and time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax.conditions import span_of
from tsunagari.model.from_syntax.declarations import Declaration, Line, values
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.splitting import Part
from tsunagari.model.from_syntax.values import is_unknown, shown
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.syntax.ast import Word, Words


def presumed(vocabulary: Vocabulary, declared: Iterable[Declaration], root: tuple[Line, ...]) -> dict[str, Attribute]:
    """All attributes with what unstated means."""
    masks: dict[str, int] = {}
    for declaration in declared:
        attribute = vocabulary.attributes[declaration.name]
        for words, line in values(declaration.lines, "presume", Words):
            groups = enumerate(words.groups)
            parts = [Part(_text(group), len(group) == 1 and group[0].quoted, at) for at, group in groups]
            _presume(attribute, parts, words, line.where, vocabulary, masks)
    from_root: dict[str, int] = {}
    stands: dict[str, Where] = {}
    for words, line in values(root, "presume", Words):
        split = vocabulary.splitter.split(words)
        if split.attribute is None or split.fault or split.marked:
            text = _text(words.groups[0]) if words.groups else ""
            if not vocabulary.problems.lost(text, "attribute"):
                code = split.fault if split.attribute is not None and split.fault else "presume-unfit"
                vocabulary.problems.report(code, line.where.at(words.span), name=text)
            continue
        attribute = vocabulary.attributes[split.attribute]
        if (first := stands.get(split.attribute)) is not None:
            vocabulary.problems.report("presumed-twice", line.where, name=shown(attribute), first=first.text())
        stands.setdefault(split.attribute, line.where)
        _presume(attribute, split.parts, words, line.where, vocabulary, from_root)
    masks |= from_root
    return _with(vocabulary.attributes, masks)


def _presume(
    attribute: Attribute,
    parts: Iterable[Part],
    words: Words,
    where: Where,
    vocabulary: Vocabulary,
    masks: dict[str, int],
) -> None:
    if attribute.shape in ("set", "time"):
        vocabulary.problems.report("presume-unfit", where.at(words.span), name=shown(attribute))
        return
    for part in parts:
        at = where.at(span_of(words, part))
        if is_unknown(part):
            vocabulary.problems.report("presume-unfit", at, name=part.text)
            continue
        value = vocabulary.values.read(attribute, part, at)
        if value is not None:
            masks[attribute.name] = masks.get(attribute.name, 0) | value.mask


def _text(group: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in group)


def _with(attributes: Mapping[str, Attribute], masks: Mapping[str, int]) -> dict[str, Attribute]:
    return {
        name: replace(attribute, presumed=masks[name]) if masks.get(name) else attribute
        for name, attribute in sorted(attributes.items())
    }
