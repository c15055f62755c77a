"""What a person sees of a mistake."""

from __future__ import annotations

import string

import pytest

from tsunagari.diagnostics import width
from tsunagari.messages.syntax import SYNTAX
from tsunagari.source import Source
from tsunagari.syntax.parser import parse

GOLDEN = {
    "a word too many": (
        "規則 若者相談\n  つなぐ先 居場所ひろば 総合窓口\n",
        "rules.tsu:2:15: error[unexpected-word]: `総合窓口` はここには書けません\n"
        "    2 |   つなぐ先 居場所ひろば 総合窓口\n"
        "      |                         ^^^^^^^^\n"
        "      = 二つ目の名前なら前に「、」を、空白を含む名前なら全体を「 」で囲んで書いてください",
    ),
    "a word too many, in English": (
        "rule youth\n  route drop-in youth desk\n",
        "rules.tsu:2:17: error[unexpected-word]: `youth` cannot stand here\n"
        "    2 |   route drop-in youth desk\n"
        "      |                 ^^^^^\n"
        "      = write a comma before a second name, and quotation marks around a name with a blank",
    ),
    "a night": (
        "時間帯 夜間\n  毎日 22：00〜6：00\n",
        "rules.tsu:2:3: error[span-backwards]: 終わりの 6:00 が始まりの 22:00 より後になっていません\n"
        "    2 |   毎日 22：00〜6：00\n"
        "      |   ^^^^^^^^^^^^^^^^^^\n"
        "      = 次の日まで続くなら `22:00〜翌6:00` と書いてください",
    ),
    "half-width kana before it": (
        "窓口 ｶﾞｲﾄﾞ 電話\n",
        "rules.tsu:1:10: error[unexpected-word]: `電話` はここには書けません\n"
        "    1 | 窓口 ｶﾞｲﾄﾞ 電話\n"
        "      |            ^^^^\n"
        "      = 二つ目の名前なら前に「、」を、空白を含む名前なら全体を「 」で囲んで書いてください"
        "（書けるもの: 別名、上位）",
    ),
    "decomposed kana before it": (
        "窓口 か\u3099 電話\n",
        "rules.tsu:1:7: error[unexpected-word]: `電話` はここには書けません\n"
        "    1 | 窓口 か\u3099 電話\n"
        "      |         ^^^^\n"
        "      = 二つ目の名前なら前に「、」を、空白を含む名前なら全体を「 」で囲んで書いてください"
        "（書けるもの: 別名、上位）",
    ),
    "a tab before it": (
        "resource a\n\tstatus\tgone\n",
        "rules.tsu:2:9: error[unknown-flag]: `gone` is not one of the values that may stand here\n"
        "    2 |  status gone\n"
        "      |         ^^^^\n"
        "      = values: active, paused, do-not-refer, closed",
    ),
    "at the end of a line": (
        "規則 甲\n  つなぐ先 ※ あとで\n",
        "rules.tsu:2:6: error[missing-value]: この行は途中で終わっています\n"
        "    2 |   つなぐ先 ※ あとで\n"
        "      |         ^^\n"
        "      = 続けて名前や値を書いてください",
    ),
    "a misspelt field": (
        "規則 甲\n  つなく先 乙\n",
        "rules.tsu:2:3: error[unknown-keyword]: 規則に `つなく先` という項目はありません\n"
        "    2 |   つなく先 乙\n"
        "      |   ^^^^^^^^\n"
        "      = もしかして: つなぐ先",
    ),
}


@pytest.mark.parametrize("kind", GOLDEN)
def test_a_mistake_is_drawn_under_its_word(kind: str) -> None:
    """The marks stand under the word at fault as a terminal draws it (UAX #11)."""
    text, drawn = GOLDEN[kind]
    found = parse(Source("rules.tsu", text))[1]
    assert [one.render() for one in found] == [drawn]


def test_the_marks_begin_and_end_with_the_word() -> None:
    """In every golden example the marks are as wide as what they mark and stand where it stands."""
    for text, drawn in GOLDEN.values():
        (found,) = parse(Source("rules.tsu", text))[1]
        marks = next(line for line in drawn.split("\n") if line.rstrip("^").endswith(" ") and "^" in line)
        line = text.split("\n")[found.line - 1]
        assert marks.index("^") == len("    1 | ") + width(line[: found.column - 1])
        assert marks.count("^") == max(1, width(line[found.column - 1 : found.end_column - 1]))


@pytest.mark.parametrize("code", SYNTAX)
def test_each_sentence_is_short_and_says_what_to_write_instead(code: str) -> None:
    """Both languages, one short sentence, advice, and the same fields in both; no class or terminal is named."""
    entry = SYNTAX[code]
    assert entry.ja_help and entry.en_help
    assert width(entry.ja) <= 80 and len(entry.en) <= 80
    for japanese, english in ((entry.ja, entry.en), (entry.ja_help, entry.en_help)):
        names = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (japanese, english)]
        assert names[0] - {"expected", "text"} == names[1] - {"expected", "text"}
        assert not japanese.isascii() and not japanese.endswith("。")
        assert english[0] not in string.ascii_uppercase
