"""`tsunagari diff`: whose answers change, in which way; only who loses everybody fails the run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tsunagari as library
from cli.town import RULES, Tsunagari

ON = ("--on", "2026-05-01")
GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "diff"

#: Everybody has somebody at any hour; two desks take the same people.
TOWN = """規則集 「町の相談」

相談分野 不登校
相談分野 いじめ
希望項目 匿名

時間帯 開庁時間
  平日 8:30〜17:15

窓口 町の相談
  対象地域 山形市
  受付方法 電話 受付 24時間 電話番号 000-0000
  対応言語 すべて

窓口 県の相談
  対象地域 山形県
  受付方法 電話 受付 開庁時間 電話番号 000-0001
  対応言語 すべて

窓口 こどもの相談
  対象年齢 18歳未満
  受付方法 電話 受付 開庁時間 電話番号 000-0002
  受付方法 チャット 受付 24時間
  対応言語 すべて

規則 だれでも
  つなぐ先 町の相談、県の相談

規則 こども
  条件 相談がいじめ
  つなぐ先 こどもの相談
"""

Edited = Callable[..., Path]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The folder of the ruleset before."""
    return folder(tmp_path / "before" / "town", TOWN)


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Make the folder of the ruleset after: each pair of texts replaced."""

    def made(*pairs: tuple[str, str]) -> Path:
        text = TOWN
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return folder(tmp_path / "after" / "town", text)

    return made


def folder(path: Path, text: str) -> Path:
    """A folder with one file of rules."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "town.tsu").write_text(text, encoding="utf-8")
    return path


def told(out: str, title: str) -> str:
    """What stands below a heading."""
    lines = out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(title))
    rest = lines[first + 1 :]
    last = next((number for number, line in enumerate(rest) if not line.startswith(" ")), len(rest))
    return "\n".join([lines[first], *rest[:last]])


def test_nobody_changes_between_equal_rulesets(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """Nor where only a remark differs; and that is said instead of six empty lists."""
    for other in (town, edited(("規則 だれでも\n", "規則 だれでも\n  備考 「みんなのため」\n"))):
        said = tsunagari("diff", town, other, *ON)
        assert said.code == 0
        assert said.out.splitlines()[1] == "規則集の意味は同じです。答えが変わる人はいません"
        assert len(said.out.splitlines()) == 2


def test_who_loses_everybody_fails_the_run(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """Both ways: what is lost one way is gained the other way."""
    narrower = edited(("  対象地域 山形県\n", "  対象地域 山形市\n"))
    said = tsunagari("diff", town, narrower, *ON)
    assert said.code == 1
    lost = told(said.out, "どこにもつながらなくなる人")
    assert "住所が山形県（山形市を除く）" in lost and "方法が電話" in lost
    back = tsunagari("diff", narrower, town, *ON)
    assert back.code == 0
    assert told(back.out, "新しくつながる人") == lost.replace("どこにもつながらなくなる人", "新しくつながる人")
    assert told(back.out, "どこにもつながらなくなる人").endswith("いません")


def test_who_has_nobody_open_any_more_is_told_with_the_hours(
    tsunagari: Tsunagari, town: Path, edited: Edited
) -> None:
    """In words: on which days, from when to when; and nobody is lost."""
    later = edited(("電話 受付 24時間 電話番号 000-0000", "電話 受付 開庁時間 電話番号 000-0000"))
    said = tsunagari("diff", town, later, *ON)
    assert said.code == 0
    closed = told(said.out, "開いている窓口がなくなる時間がある人（2026-05-01から2年間）")
    assert "時間が平日の8:30〜17:15以外" in closed
    assert "住所が山形市" in closed and "方法が電話" in closed
    english = tsunagari("diff", town, later, *ON, "--lang", "en").out
    assert "time not weekdays 8:30-17:15" in english
    back = tsunagari("diff", later, town, *ON)
    assert told(back.out, "開いている窓口がなくなる時間がある人").endswith("いません")


def test_hours_that_change_with_a_date_are_told_from_there(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """A desk that ends in a year is missed from the day after."""
    ends = edited(("窓口 町の相談\n", "窓口 町の相談\n  適用 令和9年4月30日まで\n"))
    said = tsunagari("diff", town, ends, *ON)
    closed = told(said.out, "開いている窓口がなくなる時間がある人")
    assert "時間が2027年4月30日までの毎日の終日" in closed


def test_who_is_led_elsewhere_is_told_with_both_desks(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """Which desks no longer, and which from now on."""
    other = edited(("条件 相談がいじめ", "条件 相談が不登校"))
    moved = told(tsunagari("diff", town, other, *ON).out, "つながる窓口が変わる人")
    assert "つながらなくなる窓口 こどもの相談" in moved and "新しくつながる窓口 こどもの相談" in moved
    gone, come = moved.split("つながらなくなる窓口 こどもの相談")[1], moved.split("新しくつながる窓口 こどもの相談")[1]
    assert "相談がいじめ" in gone and "相談が不登校" in come


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ("規則 こども\n", "規則 こども\n  緊急度 即時\n", "こどもの相談の緊急度"),
        ("窓口 町の相談\n", "窓口 町の相談\n  応じる希望 匿名\n", "町の相談が応じる希望"),
        ("  対象地域 山形県\n", "  対象地域 山形県、福島県\n", ""),
        ("  対象地域 山形市\n", "  対象地域 山形市、上山市\n", ""),
        ("  対象地域 山形県\n", "  対象地域 山形県、山形市\n", "県の相談の対象地域の広さ"),
    ],
)  # fmt: skip
def test_whose_order_may_change_is_told_with_the_reason(
    tsunagari: Tsunagari, town: Path, edited: Edited, old: str, new: str, because: str
) -> None:
    """Urgency and wishes change the order only, and so does a smaller entry inside a larger one; a larger area moves
    people as well, and orders nobody anew."""
    said = tsunagari("diff", town, edited((old, new)), *ON)
    reordered = told(said.out, "窓口の順番だけが変わりうる人")
    assert reordered.endswith("いません") == (not because)
    assert because in reordered


def test_a_larger_area_that_takes_nobody_new_is_an_order(tsunagari: Tsunagari, tmp_path: Path, town: Path) -> None:
    """One entry for two prefectures is larger than one for each, though both take the same people."""
    two = TOWN.replace("  対象地域 山形県\n", "  対象地域 山形県、福島県\n")
    area = "地域 二県\n  含む 山形県、福島県\n\n" + TOWN.replace("  対象地域 山形県\n", "  対象地域 二県\n")
    area = area.replace(area.partition("規則集")[0], "") + "\n" + area.partition("規則集")[0]
    before, after = folder(tmp_path / "two" / "town", two), folder(tmp_path / "area" / "town", area)
    said = tsunagari("diff", before, after, *ON)
    assert "変わるもと 県の相談の対象地域の広さ" in told(said.out, "窓口の順番だけが変わりうる人")
    assert told(said.out, "つながる窓口が変わる人").endswith("いません")


def test_who_states_two_things_is_told_apart(tsunagari: Tsunagari, tmp_path: Path) -> None:
    """Only whoever states both is led elsewhere by a rule that asks for both; of one issue nothing changes."""
    without = folder(tmp_path / "without" / "town", TOWN.partition("規則 こども")[0])
    both = folder(tmp_path / "both" / "town", TOWN.replace("相談がいじめ", "相談がいじめ、不登校のすべて"))
    said = tsunagari("diff", without, both, *ON)
    moved = told(said.out, "つながる窓口が変わる人")
    assert "新しくつながる窓口 こどもの相談" in moved
    assert "〔同時に話した時だけ〕" in moved and "相談がいじめ＋不登校" in moved
    assert moved.count("・") == moved.count("〔同時に話した時だけ〕")
    gained = told(said.out, "新しくつながる人")
    assert gained.count("・") == gained.count("〔同時に話した時だけ〕") > 0
    lost = tsunagari("diff", both, without, *ON)
    assert lost.code == 1 and "例: 年齢 16、相談 いじめ、不登校、" in lost.out


def test_what_only_one_ruleset_knows_is_named(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """A new issue, an attribute that is gone: they are compared nowhere, and that is said."""
    other = edited(("相談分野 いじめ\n", "相談分野 いじめ\n相談分野 家出\n"), ("希望項目 匿名\n", "希望項目 無料\n"))
    said = tsunagari("diff", town, other, *ON)
    assert "※ 比べていません: 相談のうち、後だけにあるもの: 家出" in said.out
    assert "※ 比べていません: 希望のうち、前だけにあるもの: 匿名" in said.out


def test_every_group_is_in_the_json(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """With its people counted, the person and what is told; the keys are always there."""
    narrower = edited(("  対象地域 山形県\n", "  対象地域 山形市\n"))
    found = json.loads(tsunagari("diff", town, narrower, *ON, "--json").out)
    assert set(found) == {
        "old", "new", "on", "people", "lost", "gained", "closed", "moved", "reordered", "whole", "undecided", "singly",
        "apart",
    }  # fmt: skip
    assert found["on"] == "2026-05-01" and found["whole"] is True and found["undecided"] == []
    assert found["gained"] == [] and found["moved"]
    assert all(group["lost"] == ["県の相談"] and group["person"]["age"] == 16 for group in found["moved"])
    keys = {"words", "people", "lost", "gained", "order", "hours", "person", "example"}
    assert all(set(group) == keys and group["person"] for kind in ("lost", "moved") for group in found[kind])
    assert 0 < sum(group["people"] for group in found["lost"]) < found["people"]
    assert found["lost"][0]["words"]["en"] == "age 18 or over; lives 山形県 except 山形市; channel phone"


def test_the_public_comparison_is_the_same(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """`tsunagari.diff` gives what the command line prints; without a day hours are not compared."""
    later = edited(("電話 受付 24時間 電話番号 000-0000", "電話 受付 開庁時間 電話番号 000-0000"))
    comparison = library.diff(town, later, on=date(2026, 5, 1))
    assert isinstance(comparison, library.Comparison)
    assert comparison.to_dict() == json.loads(tsunagari("diff", town, later, *ON, "--json").out)
    assert comparison.ok and comparison.closed
    assert library.diff(town, later).closed is None


@pytest.mark.parametrize(
    ("kind", "pairs"),
    [
        ("lost", [("  対象地域 山形県\n", "  対象地域 山形市\n")]),
        ("gained", [("  対象地域 山形県\n", "  対象地域 山形県、福島県\n")]),
        ("closed", [("電話 受付 24時間 電話番号 000-0000", "電話 受付 開庁時間 電話番号 000-0000")]),
        ("moved", [("条件 相談がいじめ", "条件 相談が不登校")]),
        ("reordered", [("規則 こども\n", "規則 こども\n  緊急度 即時\n")]),
    ],
)  # fmt: skip
def test_every_example_can_be_pasted_and_says_what_is_told(
    tsunagari: Tsunagari, town: Path, edited: Edited, kind: str, pairs: list[tuple[str, str]]
) -> None:
    """Of a loss it fails in the new ruleset until it is mended; else it holds there. In the old one it is the other
    way round, but where only the order changes."""
    after = edited(*pairs)
    groups = json.loads(tsunagari("diff", town, after, *ON, "--json").out)[kind]
    assert groups
    for group in groups:
        codes = []
        for place in (town, after):
            text = (place / "town.tsu").read_text(encoding="utf-8")
            pasted = folder(place.parent / "pasted", text + "\n" + group["example"] + "\n")
            codes.append(tsunagari("test", pasted).code)
        assert codes[1] == (1 if kind in ("lost", "closed") else 0), group["example"]
        assert kind == "reordered" or codes[0] != codes[1], group["example"]


def test_every_hash_seed_gives_the_same_bytes(town: Path, edited: Edited) -> None:
    """Regions, their order and their people depend on the rulesets only."""
    after = edited(("  対象地域 山形県\n", "  対象地域 山形市、福島市\n"), ("条件 相談がいじめ", "条件 相談が不登校"))
    told = [
        subprocess.run(
            [sys.executable, "-m", "tsunagari", "diff", str(town), str(after), *ON, "--json"],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, check=False,
        ).stdout
        for seed in ("0", "1", "2")
    ]  # fmt: skip
    assert json.loads(told[0])["moved"] and len(set(told)) == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_markdown_for_a_pull_request(tsunagari: Tsunagari, town: Path, edited: Edited, language: str) -> None:
    """A table of all kinds, then each with its groups and a person ready to paste."""
    after = edited(
        ("  対象地域 山形県\n", "  対象地域 山形市、福島市\n"),
        ("電話 受付 24時間 電話番号 000-0000", "電話 受付 開庁時間 電話番号 000-0000"),
        ("規則 こども\n", "規則 こども\n  緊急度 即時\n"),
    )
    said = tsunagari("diff", town, after, *ON, "--format", "markdown", "--lang", language)
    assert said.code == 1
    text = said.out.replace(str(town).replace("_", "\\_"), "OLD").replace(str(after).replace("_", "\\_"), "NEW")
    golden = GOLDEN / f"town.{language}.md"
    if os.environ.get("TSUNAGARI_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_names_cannot_break_out_of_markdown(tsunagari: Tsunagari, town: Path, edited: Edited) -> None:
    """Bars, backticks, tags and mentions in a name are shown as they are, and a fence is longer than what it holds."""
    name = "「`|<b>@team```」"
    before = folder(town.parent / "odd", TOWN.replace("こどもの相談", name))
    after = folder(town.parent / "odder", TOWN.replace("こどもの相談", name).replace("相談がいじめ", "相談が不登校"))
    out = tsunagari("diff", before, after, *ON, "--format", "markdown").out
    assert "\\`\\|\\<b\\>@\u200bteam\\`\\`\\`" in out
    assert "\n  ````\n  相談例" in out


# --- git -----------------------------------------------------------------------------------------------------------


class Repository:
    """A repository with rules in a folder below its top."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        """Run git here, with nobody's own settings."""
        own = {
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(self.top),
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.invalid",
        }  # fmt: skip
        done = subprocess.run(
            ["git", *words], cwd=self.top, env={**os.environ, **own}, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, files: dict[str, str]) -> str:
        """Write files and commit them; the name of the commit."""
        for name, text in files.items():
            path = self.top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "rules")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose town uses a vocabulary beside it; both change in the second commit."""
    words, rules = TOWN.partition("時間帯")[0], TOWN.partition("時間帯")[2]
    made = Repository(tmp_path / "repository")
    vocabulary = words.replace("町の相談", "語彙")
    used = "規則集 「町の相談」\n  使う語彙 ../vocabulary\n\n時間帯" + rules
    made.commit({"rules/vocabulary/a.tsu": vocabulary, "rules/town/a.tsu": used, "README.md": "x"})
    made.git("tag", "first")
    made.git("branch", "side")
    made.commit({
        "rules/vocabulary/a.tsu": vocabulary + "相談分野 家出\n",
        "rules/town/a.tsu": used.replace("相談がいじめ", "相談が不登校、家出"),
    })  # fmt: skip
    return made


@pytest.mark.needs_program("git")
@pytest.mark.parametrize("asked", ["first..HEAD", "side..main", "main~1..main", "first..", "HEAD~1..HEAD"])
def test_two_revisions_are_two_folders(
    tsunagari: Tsunagari, repository: Repository, tmp_path: Path, asked: str
) -> None:
    """Whatever names them, with what the rules used then, and whatever lies in the folder now."""
    rules = repository.top / "rules"
    shutil.copytree(rules, tmp_path / "new" / "rules")
    repository.git("checkout", "--quiet", "first")
    shutil.copytree(rules, tmp_path / "old" / "rules")
    repository.git("checkout", "--quiet", "main")
    expected = tsunagari("diff", tmp_path / "old/rules/town", tmp_path / "new/rules/town", *ON, "--json")
    assert json.loads(expected.out)["moved"]
    (rules / "town" / "a.tsu").write_text("壊れた下書き", encoding="utf-8")
    (rules / "vocabulary" / "a.tsu").unlink()
    said = tsunagari("diff", rules / "town", "--git", asked, *ON, "--json")
    assert (said.code, said.out) == (expected.code, expected.out)
    assert "家出" in tsunagari("diff", rules / "town", "--git", asked, *ON).out.splitlines()[-1]


@pytest.mark.needs_program("git")
def test_a_repository_that_is_the_ruleset_itself(tsunagari: Tsunagari, tmp_path: Path) -> None:
    """Rules at the top of a repository, and with names that are no plain letters; nothing outside is read."""
    made = Repository(tmp_path / "やまがた 市")
    first = made.commit({"a b/「x」.tsu": TOWN})
    second = made.commit({"a b/「x」.tsu": TOWN.replace("相談がいじめ", "相談が不登校")})
    said = tsunagari("diff", made.top, "--git", f"{first}..{second[:9]}", *ON, "--json")
    assert said.code == 1 and json.loads(said.out)["moved"]


@pytest.mark.needs_program("git")
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("nowhere..HEAD", "unknown-revision"), ("first..nowhere", "unknown-revision"),
        ("--output=x..HEAD", "unknown-revision"), ("first..-h", "unknown-revision"),
        ("first..--", "unknown-revision"), ("fi\nrst..HEAD", "unknown-revision"),
        ("first..HEAD:README.md", "unknown-revision"), ("^first..HEAD", "unknown-revision"),
        ("first", "bad-option"), ("first...HEAD", "bad-option"), ("..", "bad-option"), ("a..b..c", "bad-option"),
        ("", "bad-option"), ("x" * 5_000 + "..HEAD", "unknown-revision"),
    ],
)  # fmt: skip
def test_an_odd_revision_is_refused(
    tsunagari: Tsunagari, repository: Repository, asked: str, code: str
) -> None:
    """Never taken for an option of git, always one coded sentence, and nothing is written."""
    before = sorted(path.name for path in repository.top.rglob("*"))
    said = tsunagari("diff", repository.top / "rules" / "town", "--git", asked)
    assert said.code == 2 and f"error[{code}]" in said.err and len(said.err) < 1_000
    assert sorted(path.name for path in repository.top.rglob("*")) == before
    found = json.loads(tsunagari("diff", repository.top / "rules" / "town", "--git", asked, "--json").out)
    assert found["error"]["code"] == code


@pytest.mark.needs_program("git")
def test_a_folder_that_was_not_there_is_refused(tsunagari: Tsunagari, repository: Repository) -> None:
    """A ruleset that is newer than the revision."""
    repository.commit({"rules/other/a.tsu": TOWN})
    said = tsunagari("diff", repository.top / "rules" / "other", "--git", "first..HEAD")
    assert said.code == 2 and "error[not-in-revision]" in said.err and "`first`" in said.err


@pytest.mark.needs_program("git")
def test_a_folder_outside_any_repository_is_refused(tsunagari: Tsunagari, town: Path, tmp_path: Path) -> None:
    """Both languages say so."""
    for language, words in (("ja", "git のリポジトリの中にありません"), ("en", "is not in a git repository")):
        said = tsunagari("diff", town, "--git", "a..b", "--lang", language)
        assert said.code == 2 and words in said.err


@pytest.mark.needs_program("git")
def test_links_of_a_revision_lead_nowhere_else(tsunagari: Tsunagari, repository: Repository, tmp_path: Path) -> None:
    """A link that leads out of the rules is refused as it is in a folder; one inside them is followed."""
    outside = folder(tmp_path / "outside", TOWN) / "town.tsu"
    (repository.top / "rules" / "town" / "b.tsu").symlink_to(outside)
    repository.commit({})
    said = tsunagari("diff", repository.top / "rules" / "town", "--git", "first..HEAD")
    assert said.code == 1 and "後の規則集に誤りがあります" in said.err and "規則集の外を指しています" in said.err


@pytest.mark.needs_program("git")
def test_a_hook_does_not_mislead(
    tsunagari: Tsunagari, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git sets for its hooks points at another repository; the folder's own is read."""
    other = Repository(tmp_path / "other")
    other.commit({"x": "y"})
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.top))
    assert "家出" in tsunagari("diff", repository.top / "rules" / "town", "--git", "first..main", *ON).out


def test_without_git_that_is_said(tsunagari: Tsunagari, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is tried."""
    monkeypatch.setenv("PATH", os.devnull)
    said = tsunagari("diff", town, "--git", "a..b")
    assert said.code == 2 and "error[no-git]" in said.err


def test_a_git_that_fails_is_said(tsunagari: Tsunagari, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of that name that cannot be run is no internal fault."""
    program = town / "git"
    program.write_text("no program at all", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(town))
    said = tsunagari("diff", town, "--git", "a..b")
    assert said.code == 2 and "error[internal]" not in said.err and "error[" in said.err


def test_what_is_asked_for_must_fit_together(tsunagari: Tsunagari, town: Path) -> None:
    """One folder with --git, two without; a form and a day that there are."""
    assert "error[missing-argument]" in tsunagari("diff", town).err
    assert "error[new-with-git]" in tsunagari("diff", town, town, "--git", "a..b").err
    assert "error[bad-option]" in tsunagari("diff", town, town, "--format", "sarif").err
    assert "bad-option" in tsunagari("diff", town, town, "--format", "markdown", "--json").out
    assert "error[bad-option]" in tsunagari("diff", town, town, "--on", "明日").err
    assert "error[no-folder]" in tsunagari("diff", town, town / "nowhere").err


def test_the_side_that_is_wrong_is_named(tsunagari: Tsunagari, town: Path) -> None:
    """The findings are those of one of two rulesets: which one goes before them."""
    broken = folder(town.parent / "broken", RULES.replace("つなぐ先 学びの相談室", "つなぐ先 どこか"))
    said = tsunagari("diff", broken, town)
    assert said.code == 1 and said.err.startswith("前の規則集に誤りがあります。\n") and "どこか" in said.err
    assert tsunagari("diff", town, broken, "--lang", "en").err.startswith("there are errors in the new ruleset.")
