"""The options of `route` and `explain` that tell facts, one for each fact of design §5, with their words.

Law: all but one are texts, whatever they mean: `told` reads them, so that no message repeats what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

import typer


def _told(flag: str, words: str, metavar: str = "名前") -> Any:
    return typer.Option(flag, metavar=metavar, help=words, show_default=False)


_SEVERAL: Final = {"issue": "issues", "wish": "wishes", "attribute": "attributes"}
_FACTS: Final = (
    "age", "issue", "lives", "stays", "works", "studies", "channel", "at", "language", "wish", "danger", "caller",
    "caller_lives", "caller_language", "attribute", "declined", "tried", "rotation",
)  # fmt: skip


def facts_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """What the options of a command told, by the names of the facts."""
    return {_SEVERAL.get(name, name): options[name] for name in _FACTS}


def option_of(fact: str) -> str:
    """`--issue` for `issues`; what is no fact stays as it is."""
    names = {_SEVERAL.get(name, name): name for name in _FACTS} | {"status": "paused", "resource": "resource"}
    return "--" + names[fact].replace("_", "-") if fact in names else fact


_One = str | None
_Several = list[str] | None

Age = Annotated[_One, _told("--age", "年齢。16、15-19、18歳未満 など。 Age, or a range of ages.", "年齢")]
Issues = Annotated[_Several, _told("--issue", "相談したい事。繰り返せる。 What it is about; repeatable.")]
Lives = Annotated[_One, _told("--lives", "住所。地名、コード、不定、国外。 Where the person lives.", "地名")]
Stays = Annotated[_One, _told("--stays", "現在地。 Where the person is now.", "地名")]
Works = Annotated[_One, _told("--works", "勤務地、または なし。 Where the person works.", "地名")]
Studies = Annotated[_One, _told("--studies", "通学先、または なし。 Where the person studies.", "地名")]
Channel = Annotated[_One, _told("--channel", "方法。電話、チャットなど。 Phone, chat and so on.", "方法")]
At = Annotated[_One, _told("--at", "時点。書かなければ今、none で問わない。 When; now if left out.", "時点")]
Language = Annotated[_One, _told("--language", "言語。 The language to speak in.", "言語")]
Wishes = Annotated[_Several, _told("--wish", "希望。繰り返せる。 A wish; repeatable.")]
Danger = Annotated[
    bool | None,
    typer.Option("--danger/--no-danger", help="緊迫した危険の有無。 Whether there is danger now.", show_default=False),
]
Caller = Annotated[_One, _told("--caller", "相談者。本人、家族など。 Who is asking.", "区分")]
CallerLives = Annotated[_One, _told("--caller-lives", "相談者の住所。 Where the caller lives.", "地名")]
CallerLanguage = Annotated[_One, _told("--caller-language", "相談者の言語。 The caller's language.", "言語")]
Attributes = Annotated[
    _Several, _told("--attribute", "規則集の属性。繰り返せる。 A ruleset's attribute; repeatable.", "名前=値")
]
Declined = Annotated[_Several, _told("--declined", "答えない項目。繰り返せる。 What was not said.", "項目")]
Tried = Annotated[_Several, _told("--tried", "もう使った窓口。繰り返せる。 Already tried; repeatable.", "名前[=結果]")]
Paused = Annotated[_Several, _told("--paused", "いま休んでいる窓口。 A resource paused now; repeatable.")]
Rotation = Annotated[_One, _told("--rotation", "順番の鍵。 The key by which equals take turns.", "文字")]
Input = Annotated[_One, _told("--input", "一行一件の JSON（- は標準入力）か .parquet。 JSON lines or Parquet.", "FILE")]
Jobs = Annotated[_One, _told("--jobs", "Parquet を同時に進める数。 Processes; all cores if left out.", "数")]
First = Annotated[_One, _told("--first", "Parquet で一件に並べる窓口の数（既定 5）。 Resources a row.", "数")]
Identifier = Annotated[_One, _told("--id", "Parquet でそのまま写す列（既定 id）。 The column carried over.", "列")]
Output = Annotated[_One, _told("--output", "答えを書くファイル。 Where the answers go.", "FILE")]
