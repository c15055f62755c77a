"""Mistakes that people make, planted into rulesets of real platforms: each is found, with the right person or name.

Each plant is an edit of a file under `rules/`; before it the finding is not there, after it it is, and its witness is
somebody whom the edit concerns. What the plain reading says of the witness is looked up again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tsunagari.diagnostics import Diagnostic
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.checks import check_named
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.proving import answering
from tsunagari.shell.loading import compiled_folder

RULES = Path(__file__).parents[2] / "rules"
DAY = date(2026, 11, 23)

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Plant:
    """An edit of one file (`old` to `new`, or `new` added at its end) and what it must bring about."""

    folder: str
    file: str
    old: str
    new: str
    check: str
    code: str
    concerns: Callable[[Facts], bool] | None = None
    names: tuple[str, ...] = ()


def gap(old: str, new: str, concerns: Callable[[Facts], bool], folder: str = "national", file: str = "rules") -> Plant:
    """People whom nobody takes any more."""
    return Plant(folder, file, old, new, "gap", "gap", concerns)


def added(check: str, new: str, *names: str, folder: str = "national") -> Plant:
    """A clause or resource of one's own that can never apply."""
    return Plant(folder, "rules", "", new, check, check.replace("_", "-"), None, names)


def promised(new: str, concerns: Callable[[Facts], bool] | None, *names: str, folder: str = "national") -> Plant:
    """A promise that does not hold, or not once something is gone."""
    code = "assertion-lost" if names else "assertion-refuted"
    return Plant(folder, "tests", "", new, "assertions", code, concerns, names)


LAST = "既定 だれもこぼさない 別名 nobody-falls-through\n"
THREE = "よりそいホットライン、あなたのいばしょチャット、統一窓口の相談員"
DESKS = f"  つなぐ先 {THREE}\n  根拠 施行通知 「第1の2(1)」"


def last_only(condition: str) -> str:
    """The last net of the nation, for some only."""
    return f"{LAST}  条件 {condition}\n"


def last_desk(name: str, field: str, concerns: Callable[[Facts], bool]) -> Plant:
    """The last net of the nation, held by one desk alone."""
    desk = f"窓口 {name}\n{field}  対応言語 すべて\n\n"
    return gap(LAST + DESKS, desk + LAST + DESKS.replace(THREE, name), concerns)


GAPS = {
    "the last net ends at an age": gap(LAST, last_only("年齢が75歳未満"), lambda f: f["age"] >= 75),
    "the last net begins at an age": gap(LAST, last_only("年齢が20歳以上"), lambda f: f["age"] < 20),
    "the last net misses a prefecture": gap(
        LAST, last_only("住所が鹿児島県以外"), lambda f: f["lives"].startswith("鹿児島県")
    ),
    "the last net misses a town": gap(LAST, last_only("住所が京都府笠置町以外"), lambda f: "笠置町" in f["lives"]),
    "the last net forgets people without an abode": gap(
        LAST, last_only("住所が不定以外"), lambda f: f["lives"] == "no-fixed-abode"
    ),
    "the last net is for the person only": gap(LAST, last_only("相談者が本人"), lambda f: f["caller"] != "本人"),
    "the last net forgets other callers": gap(
        LAST, last_only("相談者が本人、家族"), lambda f: f["caller"] not in ("本人", "家族")
    ),
    "the last net takes telephone calls only": gap(LAST, last_only("方法が電話"), lambda f: f["channel"] != "電話"),
    "the last net forgets letters": gap(LAST, last_only("方法が手紙以外"), lambda f: f["channel"] == "手紙"),
    "the last net forgets an issue": gap(
        LAST, last_only("相談が詐欺以外"), lambda f: f["issues"] == ["詐欺"]
    ),
    "the last net forgets a language": gap(
        LAST, last_only("言語が日本語、英語"), lambda f: f["language"] not in ("日本語", "英語")
    ),
    "the last net forgets a wish": gap(
        LAST, last_only("希望が匿名以外"), lambda f: "匿名" in f["wishes"]
    ),
    "two conditions that leave a corner": gap(
        LAST, last_only("年齢が75歳未満\n  または 住所が青森県以外"),
        lambda f: f["age"] >= 75 and f["lives"].startswith("青森県"),
    ),
    "a withhold takes the last net away": gap(
        LAST, f"除外 誤り\n  条件 年齢が90歳以上\n  つながない先 {THREE}\n\n{LAST}", lambda f: f["age"] >= 90
    ),
    "a withhold for a place takes the last net away": gap(
        LAST, f"除外 誤り\n  条件 住所が福井市\n  つながない先 {THREE}\n\n{LAST}", lambda f: "福井市" in f["lives"]
    ),
    "the last net is one desk that takes adults": last_desk(
        "おとなだけの窓口", "  対象年齢 20歳以上\n", lambda f: f["age"] < 20
    ),
    "the last net is one desk of a prefecture": last_desk(
        "県の窓口", "  対象地域 青森県、秋田県\n",
        lambda f: not f["lives"].startswith(("青森県", "秋田県")),
    ),
    "the last net is a closed desk": last_desk("閉じた窓口", "  状態 休止中\n", lambda f: True),
    "there is no last net": gap(
        f"{LAST}{DESKS}", "※ なし", lambda f: True
    ),
}  # fmt: skip

DEAD = {
    "ages that exclude one another": added(
        "dead_clause", "規則 誤り\n  条件 こども\n  条件 年齢が65歳以上\n  つなぐ先 家族会", "誤り"
    ),
    "a place outside of an area": added(
        "dead_clause", "規則 誤り\n  条件 住所が因幡\n  条件 住所が山形市\n  つなぐ先 因幡圏域の居場所", "誤り",
        folder="inaba",
    ),
    "a caller who is nobody": added(
        "dead_clause", "規則 誤り\n  条件 まわりの人\n  条件 相談者が本人\n  つなぐ先 家族会", "誤り"
    ),
    "an issue under what is excluded": added(
        "dead_clause", "規則 誤り\n  条件 相談がいじめ\n  条件 相談がこどもの悩み以外\n  つなぐ先 家族会", "誤り"
    ),
    "a language and all others": added(
        "dead_clause", "規則 誤り\n  条件 日本語以外で話す人\n  条件 言語が日本語\n  つなぐ先 家族会", "誤り"
    ),
    "a proviso that takes the whole rule": added(
        "dead_clause",
        "規則 誤り\n  条件 年齢が18歳以下\n  つなぐ先 家族会\n"
        "  ただし 全部\n    条件 こども\n    あわせて わかちあいの会",
        "誤り",
    ),
    "a withhold against nobody": added(
        "dead_clause", "除外 誤り\n  条件 緊迫 あり\n  条件 緊迫 なし\n  つながない先 家族会", "誤り"
    ),
    "a desk for other ages": added(
        "leads_nowhere", "規則 誤り\n  条件 年齢が40歳以上\n  つなぐ先 ユキサキチャット", "誤り", folder="yamagata"
    ),
    "a desk for other places": added(
        "leads_nowhere",
        "規則 誤り\n  条件 住所が山形県鶴岡市\n  条件 現在地が山形県鶴岡市\n  つなぐ先 山形市の居場所", "誤り",
        folder="yamagata",
    ),
    "a desk by another channel": added(
        "leads_nowhere", "規則 誤り\n  条件 方法が電話\n  つなぐ先 ユキサキチャット", "誤り", folder="yamagata"
    ),
    "a desk that nobody routes to": added(
        "unreachable_resource", "窓口 だれも来ない窓口\n  受付 不明", "だれも来ない窓口"
    ),
    "a desk whose only rule is for others": added(
        "unreachable_resource",
        "窓口 高齢の窓口\n  対象年齢 65歳以上\n規則 誤り\n  条件 こども\n  つなぐ先 高齢の窓口、家族会", "高齢の窓口",
    ),
}  # fmt: skip

PROMISES = {
    "everybody, also by letter, without a default": promised(
        "確認 既定なしで 網羅\n  条件 相談がいじめ", lambda f: f["issues"] == ["いじめ"]
    ),
    "children at night without a default": promised(
        "確認 既定なしで いつでも\n  条件 年齢が12歳以下\n  条件 相談が介護の悩み\n  条件 方法が来所",
        lambda f: f["age"] <= 12,
    ),
    "a shelter is never shown to family": promised(
        "確認 決して 一時保護・シェルター\n  条件 相談が配偶者暴力\n  条件 相談者が本人、家族",
        lambda f: f["caller"] == "本人",
    ),
    "the police for everybody in danger": promised(
        "確認 必ず 警察110番\n  条件 緊迫 あり", lambda f: f["danger"] is True
    ),
    "one counsellor takes all who come in person from abroad": promised(
        "確認 どの窓口が欠けても 既定なしで 網羅\n  条件 緊迫 あり\n  条件 住所が国外\n  条件 方法が来所",
        lambda f: f["lives"] == "abroad" and f["danger"], "統一窓口の相談員",
    ),
    "one counsellor takes all who come in person and speak English": promised(
        "確認 どの窓口が欠けても 網羅\n  条件 言語が英語\n  条件 方法が来所",
        lambda f: f["language"] == "英語" and f["channel"] == "来所", "統一窓口の相談員",
    ),
    "everything open at night is open around the clock": promised(
        "確認 どの時間帯が欠けても いつでも\n  条件 相談がだまされた被害\n  条件 言語が日本語\n  条件 方法が電話",
        lambda f: f["channel"] == "電話", "24時間",
    ),
    "one body alone runs the counsellors": promised(
        "確認 どの団体が欠けても 網羅\n  条件 言語が日本語\n  条件 方法が手紙", lambda f: f["channel"] == "手紙", "",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rulesets, to be edited."""
    root = tmp_path_factory.mktemp("planted") / "rules"
    shutil.copytree(RULES, root)
    return root


def looked(root: Path, plant: Plant) -> Look:
    """The ruleset of a plant as it is on disk."""
    compiled = compiled_folder(root / plant.folder)
    assert compiled.ruleset is not None, [one.render() for one in compiled.diagnostics if one.severity == "error"]
    return Look(compiled, compiled.ruleset, DAY)


def found(look: Look, plant: Plant) -> list[Diagnostic]:
    """What the check of a plant finds."""
    return [one for one in check_named(plant.check).find(look) if one.code == plant.code]


@pytest.mark.parametrize(("kind", "name"), [
    (kind, name) for kind, plants in (("gap", GAPS), ("dead", DEAD), ("promise", PROMISES)) for name in plants
])  # fmt: skip
def test_what_was_planted_is_found(kind: str, name: str, copied: Path) -> None:
    """With the person or the name that it concerns; gone again once the edit is taken back."""
    plant = {"gap": GAPS, "dead": DEAD, "promise": PROMISES}[kind][name]
    path = copied / plant.folder / f"{plant.file}.tsu"
    before = path.read_text(encoding="utf-8")
    assert not plant.old or before.count(plant.old) == 1
    path.write_text(before.replace(plant.old, plant.new) if plant.old else f"{before}\n{plant.new}\n", encoding="utf-8")
    try:
        look = looked(copied, plant)
        findings = found(look, plant)
    finally:
        path.write_text(before, encoding="utf-8")
    assert len(findings) == 1
    [finding] = findings
    told = finding.message + (finding.help or "")
    assert all(name in told for name in plant.names)
    if kind != "dead":
        assert finding.witness is not None
        facts = json.loads(finding.witness)
        if plant.concerns is not None:
            assert plant.concerns(facts), facts
        if kind == "gap":
            assert not nobody_but(look.ruleset, facts)


def nobody_but(ruleset: Ruleset, facts: Facts) -> frozenset[str]:
    """Who is a yes of somebody, by the plain reading."""
    return answering(ruleset, facts).sure


@pytest.mark.parametrize("folder", ["national", "yamagata", "inaba"])
def test_nothing_was_there_before(folder: str, copied: Path) -> None:
    """Unedited, the rulesets have none of these findings."""
    for check, code in sorted({(one.check, one.code) for one in (*GAPS.values(), *DEAD.values(), *PROMISES.values())}):
        plant = Plant(folder, "rules", "", "", check, code)
        assert found(looked(copied, plant), plant) == []
