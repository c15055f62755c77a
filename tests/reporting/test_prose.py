"""A ruleset in sentences: nothing that a rule says is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.reading_rulesets import resolved
from model.whole_ruleset import CHANGES, ENGLISH, WHOLE
from tsunagari.model.canonical import formula_text
from tsunagari.model.formula import All, During, Formula, In, Not, Stated
from tsunagari.model.formula import Any as AnyOf
from tsunagari.model.registry import Period, Resource
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.prose.clauses import clause_paragraph
from tsunagari.reporting.prose.conditions import Conditions
from tsunagari.reporting.prose.registered import resource_paragraph
from tsunagari.reporting.prose.whole import prose
from tsunagari.shell.loading import load

RULES = Path(__file__).resolve().parents[2] / "rules"
LANGUAGES = ("ja", "en")

#: Changes that no rule, resource or block of hours shows: names, words, bodies, and an area that nobody serves.
ELSEWHERE = {
    "「児童虐待の防止等に関する法律」", "別名 abuse", "「たたかれる」", "第十五条第一項", "守秘 あり", "（幹事団体）",
    "団体 市役所", "希望項目 静か", "除く 岩美町", "上位 支援者 別名", "上位 チャット",
    "中学生、高校生、在学", "選択 0〜10",
}  # fmt: skip


@cache
def whole(text: str = WHOLE) -> Ruleset:
    """The ruleset that uses every block and field."""
    return resolved(text)


@cache
def hirakata() -> Ruleset:
    """A real ruleset with declared attributes, defines, channels and callers."""
    return load(RULES / "hirakata").ruleset


def text(ruleset: Ruleset, language: str) -> str:
    """All of it."""
    return "\n".join(prose(ruleset).lines(language))


@pytest.mark.parametrize(("old", "new"), [one for one in CHANGES if one[0] not in ELSEWHERE])
def test_a_change_of_meaning_changes_the_sentences(old: str, new: str) -> None:
    """Whatever line of a rule, resource or block of hours is changed, somebody who reads the prose sees it."""
    assert WHOLE.count(old) >= 1
    changed = whole(WHOLE.replace(old, new))
    for language in LANGUAGES:
        assert text(changed, language) != text(whole(), language)


def test_what_is_left_out_is_what_is_named() -> None:
    """The list of changes that prose does not show is not longer than it must be."""
    known = {old for old, _ in CHANGES}
    assert known >= ELSEWHERE


def test_both_languages_of_a_ruleset_are_one_prose() -> None:
    """Sentences follow from what is meant, not from the words it was written in."""
    english = WHOLE
    for old, new in ENGLISH:
        english = english.replace(old, new)
    assert text(whole(english), "ja") == text(whole(), "ja")


def masks(ruleset: Ruleset) -> st.SearchStrategy[In]:
    """A test of one single-valued attribute: any set of values, except none and all."""
    names = [name for name, one in ruleset.attributes.items() if one.single and one.shape != "time"]

    @cache
    def of(name: str) -> st.SearchStrategy[In]:
        attribute = ruleset.attributes[name]
        bits = [n for n in range(len(attribute.values)) if (attribute.admitted or -1) >> n & 1]
        some = st.lists(st.sampled_from(bits), min_size=1, max_size=4, unique=True)
        masked = some.map(lambda chosen: sum(1 << n for n in chosen))
        every = sum(1 << n for n in bits)
        told = st.one_of(masked, masked.map(lambda mask: every & ~mask)).filter(lambda mask: 0 < mask < every)
        return st.builds(In, st.just(name), told, st.sampled_from((None, True, False)))

    return st.sampled_from(sorted(names)).flatmap(of)


def stated(ruleset: Ruleset) -> st.SearchStrategy[Stated]:
    """A test of issues or wishes, every mode."""

    def of(name: str) -> st.SearchStrategy[Stated]:
        known = sorted(ruleset.issues.above) if name == "issue" else sorted(set(ruleset.wishes.values()))
        values = st.lists(st.sampled_from(known), min_size=1, max_size=9, unique=True).map(lambda v: tuple(sorted(v)))
        absent = st.sampled_from((None, True, False))
        plain = st.builds(Stated, st.just(name), st.sampled_from(("any", "none")), values, st.just(0), absent)
        several = values.filter(lambda v: len(v) > 1)
        every = st.builds(Stated, st.just(name), st.just("all"), several, st.just(0), absent)
        some = st.builds(Stated, st.just(name), st.just("count-of"), several, st.integers(1, 2), absent)
        count = st.builds(Stated, st.just(name), st.just("count"), st.just(()), st.integers(1, 3), absent)
        return st.one_of(plain, every, some, count)

    return st.sampled_from(("issue", "wish")).flatmap(of)


def during(ruleset: Ruleset) -> st.SearchStrategy[During]:
    """A test of the time."""
    names = st.lists(st.sampled_from(sorted(ruleset.hours)), min_size=1, max_size=3, unique=True)
    return st.builds(
        lambda some, absent: During(tuple(ruleset.hours[one] for one in some), tuple(some), absent),
        names.map(sorted), st.sampled_from((None, True, False)),
    )  # fmt: skip


@cache
def formulas(which: Callable[[], Ruleset]) -> st.SearchStrategy[Formula]:
    """Formulas as the model has them: no part twice, no and in an and, no or in an or, no reverse of an `In`."""
    ruleset = which()
    tests = st.one_of(masks(ruleset), stated(ruleset), during(ruleset))

    def joined(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        several = st.lists(parts, min_size=2, max_size=3, unique_by=formula_text).map(tuple)
        return st.one_of(
            several.filter(lambda some: not any(isinstance(one, All) for one in some)).map(All),
            several.filter(lambda some: not any(isinstance(one, AnyOf) for one in some)).map(AnyOf),
            parts.filter(lambda one: not isinstance(one, In | Not)).map(Not),
        )

    return st.recursive(tests, joined, max_leaves=4)


@pytest.mark.parametrize("ruleset", [whole, hirakata], ids=["whole", "hirakata"])
@given(data=st.data())
def test_formulas_that_differ_read_differently(ruleset: Any, data: st.DataObject) -> None:
    """Two conditions have the same words only where they are the same condition, in both languages."""
    conditions = Conditions(ruleset())
    some = data.draw(st.lists(formulas(ruleset), min_size=2, max_size=4, unique_by=formula_text))
    assume(len(some) > 1)
    for language in LANGUAGES:
        assert len({conditions.said(one).spoken(language) for one in some}) == len(some)


@given(data=st.data())
def test_one_value_more_or_less_reads_differently(data: st.DataObject) -> None:
    """Sets that differ in a single value have different words: lists are never cut short."""
    ruleset = hirakata()
    one = data.draw(masks(ruleset))
    attribute = ruleset.attributes[one.attribute]
    bits = [n for n in range(len(attribute.values)) if (attribute.admitted or -1) >> n & 1]
    other = replace(one, mask=one.mask ^ 1 << data.draw(st.sampled_from(bits)))
    conditions = Conditions(ruleset)
    for language in LANGUAGES:
        assert conditions.said(one).spoken(language) != conditions.said(other).spoken(language)


def test_a_value_without_those_under_it_says_so() -> None:
    """Chat without the app is not chat; nor is it the app."""
    ruleset = whole()
    channel, conditions = ruleset.attributes["channel"], Conditions(ruleset)
    chat, app = (channel.values.index(one) for one in ("チャット", "アプリ"))
    assert channel.below[chat] == 1 << chat | 1 << app
    read = [conditions.said(In("channel", mask)) for mask in (channel.below[chat], 1 << chat, 1 << app)]
    assert [one.ja for one in read] == [
        "方法がチャットである", "方法がチャット（アプリを除く）である", "方法がアプリである",
    ]  # fmt: skip
    assert [one.en for one in read] == ["channel is chat", "channel is chat (except app)", "channel is app"]


def test_no_fixed_abode_and_abroad_are_said() -> None:
    """Places and what is no place stand in one list, whichever side of the set is said."""
    ruleset = whole()
    lives, conditions = ruleset.attributes["lives"], Conditions(ruleset)
    here, homeless, abroad = (lives.bit(one) for one in ("06201", "no-fixed-abode", "abroad"))
    every = lives.admitted
    masks = [here, here | homeless, here | abroad, every & ~here, every & ~here & ~abroad]
    assert [conditions.said(In("lives", mask)).ja for mask in masks] == [
        "住所が山形市である", "住所が山形市、不定のいずれかである", "住所が山形市、国外のいずれかである",
        "住所が山形市以外である", "住所が山形市、国外以外である",
    ]  # fmt: skip


def test_no_list_is_cut() -> None:
    """Of a dozen places, issues or languages each is named, whichever is left out."""
    ruleset = hirakata()
    conditions, lives = Conditions(ruleset), ruleset.attributes["lives"]
    places = sum(1 << n for n in range(0, 1200, 100))
    issues = tuple(sorted(ruleset.issues.above)[:12])
    for language in LANGUAGES:
        read = [conditions.said(In("lives", places & ~(1 << n))).spoken(language) for n in range(0, 1200, 100)]
        fewer = (Stated("issue", "any", issues[:n] + issues[n + 1 :]) for n in range(12))
        read += [conditions.said(one).spoken(language) for one in fewer]
        assert len(set(read)) == 24
    assert lives.shape == "place"


def test_what_becomes_of_the_unknown_is_said() -> None:
    """A line on `unknown`, its reverse, and neither."""
    ruleset = whole()
    conditions = Conditions(ruleset)
    for test in (In("age", 3), Stated("issue", "any", ("失業",)), During((), ("開庁時間",))):
        for language in LANGUAGES:
            read = {conditions.said(replace(test, absent=absent)).spoken(language) for absent in (None, True, False)}
            assert len(read) == 3


def test_and_and_or_are_kept_apart() -> None:
    """(A and B) or C is not A and (B or C)."""
    conditions = Conditions(whole())
    one, two, three = Stated("issue", "any", ("失業",)), Stated("wish", "any", ("匿名",)), In("danger", 1)
    read = [conditions.said(AnyOf((All((one, two)), three))), conditions.said(All((one, AnyOf((two, three)))))]
    assert read[0] != read[1] and read[0].ja.startswith("「") and read[1].ja.startswith("相談に")


def clauses(ruleset: Ruleset) -> Iterator[tuple[Clause, Clause | None]]:
    """Every clause with the one that it stands under."""
    todo: list[tuple[Clause, Clause | None]] = [(one, None) for one in (*ruleset.rules, *ruleset.withholds)]
    todo += [(one, None) for one in ruleset.defaults]
    while todo:
        clause, above = todo.pop()
        yield clause, above
        todo += [(proviso, clause) for proviso in clause.provisos]


def other_clauses(clause: Clause, resources: list[str]) -> Iterator[Clause]:
    """The clause with one field changed, each in turn."""
    spare = next(name for name in resources if name not in clause.route)
    day = date(2031, 1, 2)
    yield replace(clause, name=clause.name + "x")
    yield replace(clause, lines=(*clause.lines, In("age", 1)))
    if clause.lines:
        yield replace(clause, lines=clause.lines[:-1])
    yield replace(clause, provisos=(*clause.provisos, replace(clause, name=clause.name + "/x", provisos=())))
    if clause.provisos:
        yield replace(clause, provisos=clause.provisos[:-1])
    yield replace(clause, route=(*clause.route, spare))
    if clause.route:
        yield replace(clause, route=clause.route[1:])
    if clause.kind != "withhold":
        yield replace(clause, otherwise=(*clause.otherwise, (spare,)))
        if clause.otherwise:
            yield replace(clause, otherwise=((spare,), *clause.otherwise))
    for urgency in ("immediate", "same-day", "normal"):
        if urgency != clause.urgency:
            yield replace(clause, urgency=urgency)
    yield replace(clause, basis=(*clause.basis, "施行通知 「第9」"))
    yield replace(clause, say=(*clause.say, "またいつでも。"))
    yield replace(clause, note=(*clause.note, "確かめること。"))
    yield replace(clause, effective=Period(day, None))
    yield replace(clause, effective=Period(None, day))
    yield replace(clause, effective=Period(day, day))
    yield replace(clause, ruleset_effective=Period(day, None))
    yield replace(clause, tier=clause.tier + 1)
    if clause.tier:
        yield replace(clause, ruleset=clause.ruleset + "x")


@pytest.mark.parametrize("ruleset", [whole, hirakata], ids=["whole", "hirakata"])
def test_every_field_of_a_clause_is_said(ruleset: Any) -> None:
    """A clause that differs in one field reads differently, and so do two that differ in different fields."""
    conditions, names = Conditions(ruleset()), sorted(ruleset().resources)
    for clause, above in clauses(ruleset()):
        for language in LANGUAGES:
            read = ["\n".join(clause_paragraph(clause, conditions, above).lines(language))]
            for other in other_clauses(clause, names):
                read.append("\n".join(clause_paragraph(other, conditions, above).lines(language)))
            assert len(set(read)) == len(read), clause.name


def other_resources(resource: Resource, issues: list[str], wishes: list[str]) -> Iterator[Resource]:
    """The resource with one field changed, each in turn."""
    day = date(2031, 1, 2)
    yield replace(resource, name=resource.name + "x")
    yield replace(resource, names=(*resource.names, "べつのなまえ"))
    yield replace(resource, organization="ある団体")
    yield replace(resource, kind="ある種別")
    yield replace(resource, conditions=(*resource.conditions, ("requires", In("age", 1))))
    yield replace(resource, handles=tuple(one for one in issues if one not in resource.handles)[:1] + resource.handles)
    yield replace(resource, honours=tuple(one for one in wishes if one not in resource.honours)[:1] + resource.honours)
    for needed in ("name", "age", "contact"):
        if needed not in resource.needs:
            yield replace(resource, needs=(*resource.needs, needed))
    for booking in (True, False, None):
        if booking != resource.booking:
            yield replace(resource, booking=booking)
    for status in ("active", "paused", "do-not-refer", "closed"):
        if status != resource.status:
            yield replace(resource, status=status)
    yield replace(resource, effective=Period(day, None))
    yield replace(resource, effective=Period(None, day))
    yield replace(resource, verified=day)
    if resource.verified is not None:
        yield replace(resource, verified=None)
    yield replace(resource, note=(*resource.note, "確かめること。"))
    yield replace(resource, ruleset="べつの規則集")
    yield replace(resource, ways=(*resource.ways, replace(resource.ways[0], phone="1")))
    for n, way in enumerate(resource.ways):
        others = [replace(way, phone="000"), replace(way, speaks=way.speaks ^ 1)]
        others += [replace(way, hours=None, hours_names=())] if way.hours is not None else []
        for other in others:
            yield replace(resource, ways=(*resource.ways[:n], other, *resource.ways[n + 1 :]))
    for n, line in enumerate(resource.serves):
        name, mask = line.entries[0]
        less = replace(line, entries=((name, mask & mask - 1), *line.entries[1:]))
        scoped = replace(line, scopes=("studying",) if line.scopes != ("studying",) else ("working",))
        for other_line in (less, scoped):
            yield replace(resource, serves=(*resource.serves[:n], other_line, *resource.serves[n + 1 :]))


@pytest.mark.parametrize("ruleset", [whole, hirakata], ids=["whole", "hirakata"])
def test_every_field_of_a_resource_is_said(ruleset: Any) -> None:
    """A resource that differs in one field reads differently."""
    known: Ruleset = ruleset()
    issues, wishes = sorted(known.issues.above), sorted(set(known.wishes.values()))
    conditions = Conditions(known)
    for resource in known.resources.values():
        for language in LANGUAGES:
            read = ["\n".join(resource_paragraph(resource, known, conditions).lines(language))]
            for other in other_resources(resource, issues, wishes):
                if other == resource:  # it honours every wish there is
                    continue
                read.append("\n".join(resource_paragraph(other, known, conditions).lines(language)))
            assert len(set(read)) == len(read), resource.name


def test_names_with_the_marks_of_a_list_are_quoted() -> None:
    """Two resources A and B never read like one whose name is `A、B`."""
    ruleset = whole()
    conditions = Conditions(ruleset)
    clause = Clause("規則", "rule", (), route=("A", "B"))
    other = replace(clause, route=("A、B",))
    assert list(clause_paragraph(clause, conditions).lines("ja"))[1] == "  どの相談も、A、Bにつなぎます。"
    assert list(clause_paragraph(other, conditions).lines("ja"))[1] == "  どの相談も、「A、B」につなぎます。"


def test_sentences_are_polite_and_whole() -> None:
    """The prose of a real rule, word by word."""
    found = text(load(RULES / "yamagata").ruleset, "ja")
    assert (
        """規則「チャットで話したい市民」
  次の2つをすべて満たす時は、つながりよりそいチャットにつなぎます：
    ・方法がチャットである
    ・住所が山形市である
  その中に、いま開いていると確かに言える窓口がなければ、あなたのいばしょチャットにつなぎます。
  根拠は、施行通知 「別添 事例⑤」です。
  相談した人に伝える言葉: 「電話が苦手でも、文字で話せます。」
"""
        in found
    )
