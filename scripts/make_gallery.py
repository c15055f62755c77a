"""Write `docs/gallery.md`: every ruleset under `rules/` with its picture and three consultations.

    python scripts/make_gallery.py [--check]

With `--check` nothing is written, and the exit code is 1 where the page is not what it should be or a picture is
missing (`scripts/make_gallery_pictures.py` makes those). The answers are the engine's, given to the first 相談例 of
each ruleset.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tsunagari import Consultation
from tsunagari.engine.decision import Decision, Referral
from tsunagari.model.examples import Example
from tsunagari.pipeline.program import Program
from tsunagari.reporting.told import told_words
from tsunagari.reporting.words import Words
from tsunagari.shell.loading import load

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
EXAMPLES, SHOWN = 3, 5

#: A line of the table in `rules/README.md`: folder, section of the notice, what was modelled.
ROW = re.compile(r"^\| \[([a-z-]+)\]\(\1/\) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

#: The same in English, by folder.
ENGLISH = {
    "national": "1-2(9): the nation-wide desks, the last resort of all other rulesets",
    "inaba": "annex, case 1: Tottori City with six towns; post offices, banks and supporters",
    "mihara": "annex, case 2: councils merged into one platform; worries that cross fields are coordinated",
    "ehime": "annex, case 3: from the general desk to the organizations on the list; people hit by the floods",
    "gifu": "annex, case 4: steering and general members as equals, all 42 municipalities, sections",
    "yamagata": "annex, case 5: a newly founded platform, a chat desk on trial, advisers",
    "hirakata": "annex, case 6: up to junior high school, 15 to 39, an app on school terminals, young carers",
    "tokushima": "annex, list: built on a meeting for multilayered support; the real-estate association",
    "kitakyushu": "annex, list: run by a private body",
    "tottori-ken": "annex, list: the prefecture's desk with its members; the chamber of commerce",
    "zama": "annex, list: places to be through art",
    "aomori": "annex, list: starting from suicide prevention",
    "uwajima": "annex, list: built on a body of disaster recovery, on top of the prefecture's ruleset",
    "kumamoto": "annex, list: built on a body of disaster recovery; watching over people who moved",
}

HEAD = {
    "ja": """# 規則集の見本帳

通知（令和6年2月2日 府孤準第8号）から起こした規則集の、レポートの絵と、三つの相談例です。
自治体が作ったものではありません。答えは、規則集の相談例をエンジンに尋ねて、そのまま写しました。
絵は `tsunagari report rules/名前 -o report.html` の初めの部分です。
この頁は `python scripts/make_gallery.py` が書き出したもので、試験が確かめています。 [English](#gallery)
""",
    "en": """# Gallery

The rulesets made from the notice of 2 February 2024, each with a picture of its report and three consultations.
They are not publications of the municipalities. The answers are those that the engine gives to the first tests of
each ruleset.
A picture is the beginning of `tsunagari report rules/NAME -o report.html`. This page is written by
`python scripts/make_gallery.py`; tests hold it.
""",
}
PHRASES = {
    "ja": {
        "now": "いま開いている", "later": "いまは閉まっている", "unknown": "開いているか分からない", "not asked": "",
        "maybe": "確かめれば", "default": "既定", "more": "ほか{n}", "none": "確実な窓口なし",
        "alt": "「{name}」のレポート", "notice": "通知", "facts": "相談", "answer": "答え", "rules": "規則集",
    },
    "en": {
        "now": "open now", "later": "closed now", "unknown": "hours not known", "not asked": "",
        "maybe": "once confirmed", "default": "default", "more": "{n} more", "none": "nobody for certain",
        "alt": "report on {name}", "notice": "Notice", "facts": "consultation", "answer": "answer", "rules": "Ruleset",
    },
}  # fmt: skip


def cases() -> list[tuple[str, str, str]]:
    """Folder, section of the notice and what was modelled, of each ruleset with resources."""
    table = ROW.findall((ROOT / "rules" / "README.md").read_text(encoding="utf-8"))
    return [row for row in table if row[0] != "vocabulary"]


def chosen(program: Program) -> list[tuple[Example, Decision]]:
    """The first tests that are about something else than those before, with what the engine answers."""
    found: list[tuple[Example, Decision]] = []
    about: set[object] = set()
    for example in sorted(program.ruleset.examples, key=lambda one: (one.site.file, one.site.line)):
        key = (tuple(example.facts.get("issues", ())), example.facts.get("caller"))
        if example.paused or " (row " in example.name or key in about or len(found) == EXAMPLES:
            continue
        decision = program.route(Consultation(**dict(example.facts)))
        if decision.referrals:
            about.add(key)
            found.append((example, decision))
    return found


def answer(decision: Decision, language: str) -> str:
    """The first resources of an answer, each with how it stands."""
    say, comma = PHRASES[language], "、" if language == "ja" else ", "
    shown = [referral(one, language) for one in decision.referrals[:SHOWN]]
    sure = sum(one.fit == "yes" for one in decision.referrals)
    more = sure + decision.maybe_count - SHOWN
    if more > 0:
        shown.append(say["more"].format(n=more))
    return comma.join(shown) if decision.gap is None else f"{say['none']}{comma}{comma.join(shown)}"


def referral(one: Referral, language: str) -> str:
    """A resource with how it stands."""
    say = PHRASES[language]
    remarks = [say[one.open]] if say[one.open] else []
    remarks += [say["maybe"]] if one.fit == "maybe" else []
    remarks += [say["default"]] if one.by == "default" else []
    if not remarks:
        return one.resource
    return f"{one.resource}（{'、'.join(remarks)}）" if language == "ja" else f"{one.resource} ({', '.join(remarks)})"


def section(folder: str, notice: str, modelled: str, program: Program, language: str) -> Iterator[str]:
    """One ruleset."""
    say, name = PHRASES[language], program.ruleset.name
    yield f"## {name}（{folder}）\n" if language == "ja" else f"## {folder}: {name}\n"
    about = f": {notice.strip()}。{modelled.strip()}。" if language == "ja" else f" {ENGLISH[folder]}."
    yield f"{say['notice']}{about} {say['rules']}: [rules/{folder}](../rules/{folder}/)\n"
    yield f"![{say['alt'].format(name=name)}](gallery/{folder}.png)\n"
    yield f"| {say['facts']} | {say['answer']} |\n|---|---|"
    for example, decision in chosen(program):
        facts = told_words(program.ruleset, example.facts, example.paused, Words(language))
        yield f"| {cell(example.name)}<br>{cell(facts)} | {cell(answer(decision, language))} |"
    yield ""


def cell(text: str) -> str:
    """A text inside of a table of Markdown."""
    return re.sub(r"([\\|<>*_`\[\]])", r"\\\1", text)


def text() -> str:
    """The whole page, Japanese first."""
    programs = {folder: load(ROOT / "rules" / folder) for folder, _, _ in cases()}
    parts = []
    for language in ("ja", "en"):
        parts.append(HEAD[language])
        for folder, notice, modelled in cases():
            parts.extend(section(folder, notice, modelled, programs[folder], language))
    return "\n".join(parts)


def main() -> int:
    """Write the page, or look whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page is not current")
    if not parser.parse_args().check:
        PAGE.write_text(text(), encoding="utf-8")
        return 0
    missing = [folder for folder, _, _ in cases() if not (PICTURES / f"{folder}.png").is_file()]
    for folder in missing:
        print(f"docs/gallery/{folder}.png is missing: python scripts/make_gallery_pictures.py", file=sys.stderr)
    current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text()
    if not current:
        print("docs/gallery.md is not current: python scripts/make_gallery.py", file=sys.stderr)
    return 1 if missing or not current else 0


if __name__ == "__main__":
    sys.exit(main())
