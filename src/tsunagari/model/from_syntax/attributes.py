"""The attributes of a ruleset: the core ones with their domains, and those declared.

Law: a domain's order is fixed by canonical names, never by where something is written. What unstated means is put
in last (`presumed`), because reading a presumption needs the domains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tsunagari.model.attributes import AGE_LIMIT, CORE, Attribute, Shape
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.declarations import Declaration, value
from tsunagari.model.from_syntax.languages import built_in_languages
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.places import Places
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import AnyPlace, DeclaredList, NumberRange
from tsunagari.syntax.limits import ENTRIES

MOST_VALUES = ENTRIES
_RESERVED = frozenset(map(key, built_in.UNKNOWN))


def attribute_names(
    declarations: Sequence[Declaration], problems: Problems
) -> tuple[Namespace, dict[str, Declaration]]:
    """The namespace of attributes, core ones first, and the declarations kept."""
    space = Namespace("attribute")
    for name in CORE:
        space.built_in(name, *built_in.ATTRIBUTES[name])
    kept = {d.name: d for d in declarations if space.declare(d.name, d.where, problems)}
    for declaration in kept.values():
        for alias in declaration.aliases:
            space.also_called(declaration.name, alias.text, alias.where, problems)
    return space, kept


def core_attributes(places: Places, tags: Iterable[str], trees: Sequence[Attribute]) -> dict[str, Attribute]:
    """The core attributes; `tags` are language tags used without a name, `trees` channel and caller."""
    whole, leaves = (1 << len(places.values)) - 1, places.leaves
    somewhere, none = leaves | (leaves + 1) * 3, (leaves + 1) * 4
    found = {attribute.name: attribute for attribute in trees}
    found["caller"] = replace(found["caller"], presumed=found["caller"].below[0])
    found["age"] = _core("age", "number", tuple(map(str, range(AGE_LIMIT + 1))))
    found["danger"] = _flag("danger")
    for name in ("issue", "wish"):
        found[name] = _core(name, "set", ())
    found["time"] = _core("time", "time", ())
    for name in ("lives", "stays", "caller-lives"):
        found[name] = _place(name, places, somewhere)
    for name in ("works", "studies"):
        found[name] = _place(name, places, (leaves | none) & whole)
    for name in ("language", "caller-language"):
        found[name] = _language(name, sorted(set(tags)))
    return found


def declared_attributes(kept: Iterable[Declaration], places: Places, problems: Problems) -> dict[str, Attribute]:
    """The declared attributes by canonical name."""
    return {declaration.name: _declared(declaration, places, problems) for declaration in kept}


def _core(name: str, shape: Shape, values: tuple[str, ...]) -> Attribute:
    return Attribute(name, shape, built_in.ATTRIBUTES[name], values, (1 << len(values)) - 1)


def _place(name: str, places: Places, admitted: int) -> Attribute:
    return Attribute(
        name, "place", built_in.ATTRIBUTES[name], places.values, admitted,
        spellings=tuple(sorted(places.spellings().items())),
    )  # fmt: skip


def _flag(name: str) -> Attribute:
    spellings = {"yes": 1, "あり": 1, "no": 2, "なし": 2}
    return Attribute(
        name,
        "flag",
        built_in.ATTRIBUTES[name],
        ("yes", "no"),
        3,
        presumed=2,
        spellings=tuple(sorted(spellings.items())),
    )


def _language(name: str, tags: Sequence[str]) -> Attribute:
    rows = built_in_languages()
    values = (*(row[0] for row in rows), *tags, built_in.OTHER_LANGUAGE)
    spellings = {key(spelling): 1 << at for at, row in enumerate(rows) for spelling in row}
    spellings |= {key(tag): 1 << at for at, tag in enumerate(tags, len(rows))}
    return Attribute(
        name, "language", built_in.ATTRIBUTES[name], values, (1 << len(values)) - 1,
        presumed=1 if name == "language" else None, spellings=tuple(sorted(spellings.items())),
    )  # fmt: skip


def _declared(declaration: Declaration, places: Places, problems: Problems) -> Attribute:
    name, names = declaration.name, tuple(sorted({alias.text for alias in declaration.aliases}))
    if (found := value(declaration.lines, "one-of", NumberRange)) is not None:
        range_, line = found
        if range_.high < range_.low or range_.high - range_.low >= MOST_VALUES:
            problems.report("range-unfit", line.where, name=name, limit=str(MOST_VALUES))
            range_ = NumberRange(range_.low, range_.low)
        numbers = tuple(map(str, range(range_.low, range_.high + 1)))
        return Attribute(name, "number", names, numbers, (1 << len(numbers)) - 1, lowest=range_.low, declared=True)
    if value(declaration.lines, "one-of", AnyPlace) is not None:
        spellings = tuple(sorted(places.spellings().items()))
        whole = (1 << len(places.values)) - 1
        return Attribute(name, "place", names, places.values, whole, spellings=spellings, declared=True)
    return _choice(declaration, names, problems)


def _choice(declaration: Declaration, names: tuple[str, ...], problems: Problems) -> Attribute:
    space = Namespace("value")
    found = value(declaration.lines, "one-of", DeclaredList)
    entries = found[0].entries if found else ()
    if not entries and not declaration.broken:
        problems.report("attribute-without-values", declaration.where, name=declaration.name)
    if len(entries) > MOST_VALUES:
        problems.report("too-many-entries", declaration.where, name=declaration.name, limit=str(MOST_VALUES))
        entries = entries[:MOST_VALUES]
    at = found[1].where if found else declaration.where
    for entry in entries:
        _reserved(entry.name.text, at.at(entry.name.span), problems)
        space.declare(entry.name.text, at.at(entry.name.span), problems)
    for entry in entries:
        for alias in entry.aliases:
            _reserved(alias.text, at.at(alias.span), problems)
            space.also_called(space.get(entry.name.text) or "", alias.text, at.at(alias.span), problems)
    values = tuple(sorted(space.others))
    place = {value: at for at, value in enumerate(values)}
    return Attribute(
        name=declaration.name,
        shape="choice",
        names=names,
        values=values,
        admitted=(1 << len(values)) - 1,
        spellings=tuple(sorted((form, 1 << place[name]) for form, name in space.canonical.items() if name in place)),
        declared=True,
    )


def _reserved(text: str, where: Where, problems: Problems) -> None:
    if key(text) in _RESERVED:
        problems.report("reserved-name", where, name=text)
