"""`tsunagari test`: do the 相談例 of a ruleset come out as written?

Law: a failure says what was expected, what came, and through which rules, so that nobody has to run it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.cli import speech
from tsunagari.cli.answer_words import attribute_word, words
from tsunagari.cli.options import Json, Lang, RulesOrBuilt
from tsunagari.engine.decision import Decision, Referral
from tsunagari.model.examples import Expectation
from tsunagari.pipeline.examples import Result, run_examples
from tsunagari.pipeline.expectation_words import expectation_words
from tsunagari.shell.programs import load
from tsunagari.wire.json_text import write_json


def command(rules: RulesOrBuilt, json: Json = False, lang: Lang = None) -> int:
    """規則集の相談例を確かめる。 Run the tests of a ruleset."""
    results = run_examples(load(rules))
    failed = [result for result in results if not result.passed]
    if json:
        speech.line(write_json({"tests": [_as_dict(result) for result in results]}))
        return 1 if failed else 0
    for result in failed:
        for text in _failure(result):
            speech.line(text)
        speech.line()
    passed = len(results) - len(failed)
    if not results:
        speech.line(speech.either("相談例がありません。", "There are no tests."))
    else:
        speech.line(speech.either(f"合格 {passed}、不合格 {len(failed)}", f"passed {passed}, failed {len(failed)}"))
    return 1 if failed else 0


def _as_dict(result: Result) -> dict[str, object]:
    site = result.example.site
    return {
        "name": result.example.name,
        "file": site.file,
        "line": site.line,
        "passed": result.passed,
        "unmet": [_expected(one) for one in result.unmet],
        "error": None if result.refusal is None else result.refusal.code,
    }


def _failure(result: Result) -> Iterator[str]:
    site = result.example.site
    yield f"{site.file}:{site.line}: {speech.either('不合格', 'failed')}: {result.example.name}"
    if result.refusal is not None:
        yield f"  {result.refusal.message(speech.language())}"
    for expectation in result.unmet:
        yield f"  {speech.either('書かれた結果', 'expected')}: {_expected(expectation)}"
    if result.decision is not None:
        yield f"  {speech.either('出た結果', 'came')}:"
        yield from _came(result.decision)


def _expected(expectation: Expectation) -> str:
    """The expectation as it is written in a ruleset."""
    language = speech.language()
    return expectation_words(expectation, language, lambda name: attribute_word(name, language))


def _came(decision: Decision) -> Iterator[str]:
    if not decision.referrals:
        yield f"    {speech.either('なし', 'nothing')}"
    for referral in decision.referrals:
        yield f"    {_line(referral)}"
    facts = {
        speech.either("つなぐ先なし", "gap"): decision.gap or "",
        speech.either("既定", "by default"): speech.either("はい", "yes") if decision.by_default else "",
        speech.either("尋ねる事", "ask"): "、".join(
            attribute_word(one.attribute, speech.language()) for one in decision.questions
        ),
        speech.either("計画", "plan"): "、".join(decision.plan),
    }
    for label, text in facts.items():
        if text:
            yield f"    {label}: {text}"


def _line(referral: Referral) -> str:
    say = words(speech.language())
    fit = speech.either("確認待ち", "maybe") if referral.fit == "maybe" else ""
    opening = {"later": speech.either("後で開く", "later"), "not asked": ""}.get(referral.open, say[referral.open])
    remarks = [text for text in (fit, opening, say[referral.urgency]) if text]
    through = ", ".join(referral.rules)
    return f"{referral.resource}（{'、'.join(remarks)}） ← {through}" if remarks else f"{referral.resource} ← {through}"
