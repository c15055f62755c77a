"""A counter-example as a 相談例, ready to paste.

Law (language §1, "tests"): the text parses, tells the facts of the counter-example, and expects what was promised, so
that it fails until the promise is kept. In the language of the ruleset; names are quoted where the printer would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Literal

from tsunagari.analysis.assertions import Verdict
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE
from tsunagari.model.from_syntax.splitting import closes
from tsunagari.model.ruleset import Ruleset
from tsunagari.syntax.lines import QUOTED
from tsunagari.syntax.names import needs_quotes

_FACTS: Final[Mapping[str, tuple[str, str]]] = {
    "age": ("年齢", "age"),
    "issues": ("相談", "issue"),
    "lives": ("住所", "lives"),
    "stays": ("現在地", "stays"),
    "works": ("勤務地", "works"),
    "studies": ("通学先", "studies"),
    "channel": ("方法", "channel"),
    "at": ("時間", "time"),
    "language": ("言語", "language"),
    "wishes": ("希望", "wish"),
    "danger": ("緊迫", "danger"),
    "caller": ("相談者", "caller"),
    "caller_lives": ("相談者の住所", "caller-lives"),
    "caller_language": ("相談者の言語", "caller-language"),
}
_SPECIAL: Final = {NO_FIXED_ABODE: "不定", ABROAD: "国外", NONE: "なし"}
_PLACES: Final = ("lives", "stays", "works", "studies", "caller_lives")


def pasted(verdict: Verdict, ruleset: Ruleset, language: str, title: str) -> str:
    """The 相談例 of a refuted assertion."""
    ja = language == "ja"
    lines = _head(verdict.witness or {}, ja, title)
    comma = "、" if ja else ", "
    if verdict.lost is not None and verdict.lost.gone:
        gone = comma.join(_name(one, ja) for one in verdict.lost.gone)
        lines.append(f"  {'前提 休止中' if ja else 'given paused'} {gone}")
    elif verdict.lost is not None:
        gone = _name(verdict.lost.name, ja)
        said = f"※ {gone}がない時のこと。相談例には書けない" if ja else f"# once {gone} is gone: no test can say so"
        lines.append("  " + said)
    lines.append("  " + _expected(verdict, ruleset, ja))
    return "\n".join(lines)


Expected = Literal["includes", "excludes", "exactly", "first"]
_EXPECTED: Final[Mapping[Expected, tuple[str, str]]] = {
    "includes": ("結果に含む", "expect-includes"),
    "excludes": ("結果に含まない", "expect-excludes"),
    "exactly": ("結果", "expect"),
    "first": ("最初の結果", "expect first"),
}


def example(facts: Mapping[str, Any], language: str, title: str, *, includes: str) -> str:
    """A 相談例 of these facts that expects a resource."""
    return expecting(facts, language, title, "includes", (includes,))


def expecting(
    facts: Mapping[str, Any], language: str, title: str, kind: Expected, resources: Iterable[str]
) -> str:
    """A 相談例 of these facts that expects resources in one of the ways of the language."""
    ja = language == "ja"
    names = ("、" if ja else ", ").join(_name(one, ja) for one in resources)
    return "\n".join([*_head(facts, ja, title), f"  {_EXPECTED[kind][0 if ja else 1]} {names}"])


def _head(facts: Mapping[str, Any], ja: bool, title: str) -> list[str]:
    lines = [f"  {'前提' if ja else 'given'} {name} {value}" for name, value in told(facts, ja)]
    return [f"相談例 「{title}」" if ja else f'test "{title}"', *lines]


def told(facts: Mapping[str, Any], ja: bool) -> Iterator[tuple[str, str]]:
    """The name and the value of each fact, as a `given` line has them."""
    for key, names in _FACTS.items():
        if key in facts:
            yield names[0 if ja else 1], _value(key, facts[key], ja)
    for name, value in facts.get("attributes", {}).items():
        yield _name(name, ja), str(value) if isinstance(value, int) else _name(value, ja)


def _value(key: str, value: Any, ja: bool) -> str:
    if key == "danger":
        return ("あり" if value else "なし") if ja else ("yes" if value else "no")
    if isinstance(value, datetime):
        day = f"{value.year}年{value.month}月{value.day}日" if ja else f"{value:%Y-%m-%d}"
        return f"{day} {value.hour}:{value.minute:02}"
    if isinstance(value, int):
        return str(value)
    if key in _PLACES and value in _SPECIAL:
        return _SPECIAL[value] if ja else value
    names: Iterable[str] = value if isinstance(value, list) else (value,)
    return ("、" if ja else ", ").join(_name(one, ja) for one in names)


def _name(text: str, ja: bool) -> str:
    if not needs_quotes(text, target=True) and not closes(text):
        return text
    marks = (f"「{text}」", f'"{text}"', f"｢{text}｣")
    order = marks if ja else (marks[1], marks[0], marks[2])
    return next((quoted for quoted in order if QUOTED.fullmatch(quoted)), order[0])


def _expected(verdict: Verdict, ruleset: Ruleset, ja: bool) -> str:
    """What the promise says of this person: the resource that was named, or one that could be there and is not."""
    assertion = verdict.assertion
    if assertion.target is not None and assertion.target not in verdict.anyway:
        wanted = assertion.property == "always"
        kind = ("結果に含む", "expect-includes") if wanted else ("結果に含まない", "expect-excludes")
        return f"{kind[0 if ja else 1]} {_name(assertion.target, ja)}"
    lost = set(verdict.lost.gone) if verdict.lost is not None else set()
    clauses = (*ruleset.defaults, *ruleset.rules)
    routed = [*(name for clause in clauses for name in clause.route), *sorted(ruleset.resources)]
    active = [name for name in routed if ruleset.resources[name].status == "active"]
    absent = [name for name in active if name not in verdict.anyway]
    there = next(iter([name for name in absent if name not in lost] or absent), None)
    if there is None:  # all are there, but by default only
        excluded = assertion.target or next(iter(active), None)
        if excluded is None:
            return "※ 窓口がまだありません" if ja else "# there is no resource yet"
        return f"{'結果に含まない' if ja else 'expect-excludes'} {_name(excluded, ja)}"
    kind = ("結果", "expect") if assertion.property == "open" else ("結果に含む", "expect-includes")
    return f"{kind[0 if ja else 1]} {_name(there, ja)}"
