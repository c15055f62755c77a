"""The published limits, on both sides, and sources that were made to be slow."""

from __future__ import annotations

import time

import pytest

from tsunagari.source import Source
from tsunagari.syntax.limits import ENTRIES, ERRORS, NAME_LENGTH, PIECES
from tsunagari.syntax.parser import parse

FILE = 4 * 1024 * 1024
MANY = 100_000


def codes(text: str) -> list[str]:
    """The codes of the diagnostics of a text."""
    return [found.code for found in parse(Source("a.tsu", text))[1]]


def listing(count: int, joined: str = "、") -> str:
    """So many names between commas."""
    return joined.join(f"a{number}" for number in range(count))


def test_the_published_numbers() -> None:
    """Names of 200 characters, 10,000 entries, 100 errors: as the language says."""
    assert (NAME_LENGTH, ENTRIES, ERRORS) == (200, 10_000, 100)


@pytest.mark.parametrize(
    "form", ["窓口 {}", "窓口 「{}」", "窓口 甲 別名 {}", "規則 甲\n  つなぐ先 すべての{}", "規則 甲\n  ただし {}"]
)
def test_a_name_has_at_most_200_characters(form: str) -> None:
    """200 characters are a name, 201 are not; what counts is the name as compared (NFKC)."""
    assert codes(form.format("あ" * 200)) == []
    assert codes(form.format("あ" * 201)) == ["name-too-long"]
    assert codes(form.format("ｶﾞ" * 200)) == []
    assert codes(form.format("か\u3099" * 201)) == ["name-too-long"]


LISTS = {
    "targets": "規則 甲\n  つなぐ先 {}",
    "from": "除外 甲\n  つながない先 {}",
    "names": "窓口 甲\n  対応言語 {}",
    "aliases": "窓口 甲 別名 {}",
    "entries": "相談分野 甲\n  含む {}",
    "values": "属性 甲\n  選択 {}",
    "in parentheses": "相談分野 甲\n  含む 乙（{}）",
    "serves": "窓口 甲\n  対象地域 {} 在住",
    "serves except": "窓口 甲\n  対象地域 全国 除く {}",
    "open": "窓口 甲\n  受付 {}",
    "open in a way": "窓口 甲\n  受付方法 電話 受付 {}",
    "speaks in a way": "窓口 甲\n  受付方法 電話 対応言語 {}",
    "condition": "規則 甲\n  条件 相談が{}",
    "area except": "地域 甲\n  除く {}",
    "unstated": "確認 網羅 不明でも {}",
    "over lines": "規則 甲\n  つなぐ先 {}",
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_holds_at_most_10_000_entries(kind: str) -> None:
    """10,000 entries are a list, 10,001 are too long, wherever a list may stand."""
    joined = "、\n" if kind == "over lines" else "、"
    assert codes(LISTS[kind].format(listing(ENTRIES, joined))) == []
    assert codes(LISTS[kind].format(listing(ENTRIES + 1, joined))) == ["list-too-long"]


def test_texts_and_cells_are_lists_too() -> None:
    """10,000 synonyms and 10,000 cells are allowed, one more is not."""
    for count, wanted in ((ENTRIES, []), (ENTRIES + 1, ["list-too-long"])):
        assert codes("相談分野 甲\n  同義語 " + "、".join(["「文」"] * count)) == wanted
        assert codes("例表 「甲」\n  |" + "a|" * count) == wanted


def test_a_line_is_read_up_to_its_limit_of_words() -> None:
    """A line that repeats words without end is refused before it is read."""
    assert codes("規則 甲 " + "別名 a " * (PIECES // 2 + 1)) == ["list-too-long"]
    assert codes("規則 甲 " + "別名 a " * 5000) == []


def test_a_hundred_errors_are_reported() -> None:
    """99 mistakes give 99 diagnostics, 101 give the first 100 in the order of the text."""
    for count in (99, 100, 101, 1000):
        found = parse(Source("a.tsu", "規則 甲\n" + "  緊急度 至急\n" * count))[1]
        assert [d.line for d in found] == list(range(2, 2 + min(count, ERRORS)))


SLOW = {
    "round brackets": "規則 a\n" + "(" * FILE,
    "corner brackets": "規則 a\n 備考 " + "「" * (FILE // 3),
    "pairs of corner brackets": "規則 " + "「」" * (FILE // 6),
    "nested corner brackets": "備考 「" + "「a」" * (FILE // 8),
    "both brackets": "備考 " + "「｢" * (FILE // 6),
    "quotation marks": "規則 a\n備考 " + '"' * FILE,
    "commas": "規則 a\n条件 " + "," * FILE,
    "names": "規則 a\nつなぐ先 " + "a," * (FILE // 2) + "a",
    "one name": "規則 a\nつなぐ先 " + "a" * FILE,
    "keywords": "規則 a\nつなぐ先 " + "条件 " * (FILE // 7),
    "aliases": "規則 a " + "別名 a " * (FILE // 9),
    "100,000 aliases": "規則 a 別名 " + listing(MANY, ","),
    "claims": "確認 " + "網羅 " * (FILE // 7),
    "words": "規則 a\n条件 " + "a " * (FILE // 2),
    "bars": "例表 「a」\n" + "|" * FILE,
    "cells": "例表 「a」\n" + "|a" * (FILE // 2) + "|",
    "a list down the page": "規則 a\nつなぐ先 " + "a、\n" * MANY,
    "a list with comments": "規則 a\nつなぐ先 " + "a、※c\n" * MANY,
    "a comma and comments": "規則 a\nつなぐ先 a、\n" + "※c\n" * MANY,
    "comments": "※x\n" * MANY,
    "empty lines": "\n" * FILE,
    "blanks": " " * FILE + "x",
    "unclosed lines": "規則 a\n" + "備考 「x\n" * MANY,
    "unknown lines": "規則 a\n" + "joken x\n" * MANY,
    "lines said twice": "規則 a\n" + "条件 a\n" * MANY + "緊急度 当日\n" * MANY,
    "lines of no block": "条件 x\n" * MANY,
    "invisible characters": "\u200b" * (FILE // 3),
    "decomposed": "規則 " + "か\u3099" * (FILE // 6),
    "marks": "規則 a" + "\u0301" * (FILE // 2),
    "ages": "窓口 a\n対象年齢 " + "18歳," * (FILE // 8) + "18歳",
    "digits": "窓口 a\n対象年齢 " + "1" * FILE,
    "kanji digits": "窓口 a\n対象年齢 " + "十" * (FILE // 3),
    "spans": "時間帯 a\n平日 " + "8:00-9:00," * (FILE // 10) + "8:00-9:00",
    "days": "時間帯 a\n" + "月・" * (FILE // 6) + " 8:00-9:00",
    "days of the month": "時間帯 a\n毎月" + "1日・" * (FILE // 8) + " 8:00-9:00",
    "branches of an article": "規則 a\n根拠 法 第1条" + "の1" * (FILE // 4),
    "eras": "規則 a\n適用 " + "令和8年4月1日から" * (FILE // 25),
    "range marks": "規則 a\n条件 " + "~" * FILE,
    "colons": "規則 a\n条件" + ":" * FILE,
    "blanks behind a keyword": "規則 a\nexpect" + " " * FILE + "x",
    "commas and blanks": "規則 a\nつなぐ先 " + "a,      \n      " * (FILE // 16),
    "parentheses": "相談分野 a\n含む " + "a(b)," * (FILE // 5) + "a",
}


@pytest.mark.parametrize("kind", SLOW)
def test_no_source_of_4_mib_takes_long(kind: str) -> None:
    """What is long, deep or repeated is read in time that grows with its length: seconds for the largest file."""
    start = time.process_time()
    parse(Source("a.tsu", SLOW[kind]))
    assert time.process_time() - start < 15


def test_time_grows_with_length() -> None:
    """Twice the lines take about twice the time, whatever is wrong with them."""
    for line in ("  つなぐ先 a、\n", "  備考 「x\n", "  zzz\n", "  つなぐ先 a、※c\n", "規則 a b\n"):
        took = []
        for count in (4_000, 16_000):
            best = 9.0
            for _ in range(2):
                start = time.process_time()
                parse(Source("a.tsu", "規則 a\n" + line * count))
                best = min(best, time.process_time() - start)
            took.append(best)
        assert took[1] < 10 * took[0] + 0.1, (line, took)
