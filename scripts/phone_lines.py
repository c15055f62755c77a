"""Turns a table of telephone lines into the folder of a ruleset, and says what it could not read.

Law: what the table leaves blank stays unknown, never "everywhere" or "always"; what it says is written through, its
misspelt places too, so that `tsunagari check` names them; a row that cannot be read is refused with file, line, column
and reason, and the rest goes on. The order of the rows leaves no trace in the rules.

    python scripts/phone_lines.py FILE.csv -o FOLDER [--correct 青森道=青森県 ...]

Columns: 区分, 都道府県, 市区町村 (blank: the prefecture without the cities that other rows of its kind name), 平日,
土曜, 日祝 (hours as people write them), 電話 (several numbers; 「HPのみ」 where there is no telephone). One row is one
line of the file. Exit code 0, 1 where rows were refused, 2 where the table or the folder cannot be used.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from phone_cells import LISTED, NO_TELEPHONE, Spans, Unreadable, hours_of, numbers_of

from tsunagari.calendar.hours import DAY
from tsunagari.model.places import Place, gazetteer
from tsunagari.source import Source
from tsunagari.syntax.names import needs_quotes
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import format_source
from tsunagari.syntax.written import a_time

COLUMNS = ("区分", "都道府県", "市区町村", "平日", "土曜", "日祝", "電話")
DAYS = ("平日", "土曜", "日祝")
FILES = ("README.md", "ruleset.tsu", "hours.tsu", "lines.tsu", "rules.tsu", "promises.tsu")
SOURCE = "tokishirazu-llc/qq_sodan_doko, README, 2021-10-09"
LICENCE = "MIT"
CARE = "急な病気やけがの相談"
ADULTS, CHILDREN = re.compile("大人|おとな|成人"), re.compile("小児|こども|子ども|子供")

@dataclass(frozen=True)
class Doubt:
    """Something to look at in one cell; `refused` where its row was left out."""

    line: int
    column: str
    reason: str
    refused: bool = False


@dataclass(frozen=True)
class Kind:
    """What a line is for: the words of the table, the issue of the rules, and ages."""

    words: str
    issue: str
    ages: str | None


@dataclass(frozen=True)
class Row:
    """One row that could be read; `hours` by the days of DAYS, None where the table says nothing."""

    line: int
    kind: Kind
    prefecture: str
    cities: tuple[str, ...]
    hours: tuple[Spans | None, ...]
    numbers: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class Line:
    """One telephone line: rows of the same kind, numbers and hours are one, in whatever prefectures it serves."""

    kind: Kind
    serves: tuple[str, ...]
    without: tuple[str, ...]
    hours: tuple[Spans | None, ...]
    numbers: tuple[str, ...]
    remark: str


@dataclass
class Table:
    """What was read, what there is to say about it, and the cities named of each kind and prefecture."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    cities: dict[tuple[Kind, str], dict[str, None]] = field(default_factory=dict)

    def doubt(self, line: int, column: str, reason: str) -> None:
        """Note something to look at."""
        self.doubts.append(Doubt(line, column, reason))

    @property
    def refused(self) -> list[Doubt]:
        """The rows that were left out."""
        return [one for one in self.doubts if one.refused]


def read(path: Path, corrections: Mapping[str, str], adult_from: int) -> Table:
    """The rows of a table; raises ValueError where it is no such table at all."""
    table = Table()
    lines = path.read_text(encoding="utf-8-sig").split("\n")  # universal newlines: a row is a line
    header = [name.strip() for name in _cells(lines[0])] if lines else []
    if missing := [name for name in COLUMNS if name not in header]:
        raise ValueError(f"列がありません / columns are missing: {'、'.join(missing)}")
    met: set[str] = set()
    for line, text in enumerate(lines[1:], 2):
        try:
            cells = _cells(text)
        except csv.Error:
            table.doubts.append(Doubt(line, "-", "CSVの行として読めません / not a row of CSV", True))
            continue
        if len(cells) != len(header) and any(cells):
            reason = f"{len(header)}列のはずが{len(cells)}列です / {len(cells)} columns instead of {len(header)}"
            table.doubts.append(Doubt(line, header[min(len(cells), len(header)) - 1], reason, True))
        elif any(cell.strip() for cell in cells):
            named = {name: unicodedata.normalize("NFC", cell).strip() for name, cell in zip(header, cells, strict=True)}
            _read_row(table, line, named, corrections, adult_from)
            met.update((named["都道府県"], *LISTED.split(named["市区町村"])))
    if strange := sorted(set(corrections) - met):
        raise ValueError(f"直す語が表にありません / not in the table: {'、'.join(strange)}")
    return table


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], strict=True), [])


def _read_row(
    table: Table, line: int, cells: Mapping[str, str], corrections: Mapping[str, str], adult_from: int
) -> None:
    column, before = COLUMNS[0], len(table.doubts)
    try:
        kind = _kind(cells["区分"], adult_from)
        column = "都道府県"
        prefecture = corrections.get(cells[column], cells[column])
        if not prefecture:
            raise Unreadable("どこの窓口か書かれていません / it does not say where the line serves")
        _known(table, line, column, prefecture, prefecture, "prefecture")
        column = "市区町村"
        cities = tuple(dict.fromkeys(corrections.get(one, one) for one in LISTED.split(cells[column]) if one))
        for city in cities:
            if gazetteer().find(prefecture):
                _known(table, line, column, city, prefecture + city, "place")
        table.cities.setdefault((kind, prefecture), {}).update(dict.fromkeys(cities))
        hours: list[Spans | None] = []
        for column in DAYS:
            hours.append(hours_of(cells[column]))
            if hours[-1] is None:
                table.doubt(line, column, "空欄なので、この日の時間は不明とします / blank: unknown on these days")
        if not any(one is None or one for one in hours):
            raise Unreadable("どの日も開いていません / it is never open")
        column = "電話"
        numbers, remark = numbers_of(cells[column])
        row, column = Row(line, kind, prefecture, cities, tuple(hours), numbers, remark), "-"
        _, problems = parse(Source("row.tsu", _resource("窓口の名", _line([row], ()), {}, "2021-10-09")))
        if problems:
            raise Unreadable(problems[0].message)
    except Unreadable as unreadable:
        del table.doubts[before:]
        table.doubts.append(Doubt(line, column, str(unreadable), True))
        return
    if remark or not numbers:
        said = f"「{remark}」" if remark else "空欄"
        table.doubt(line, "電話", f"{said}なので、電話番号は不明とします / {said}: no number is known")
    table.rows.append(row)


def _kind(text: str, adult_from: int) -> Kind:
    words = re.sub(r"[（(].*", "", text).strip()
    if not words:
        raise Unreadable("何の窓口か書かれていません / it does not say what the line is for")
    if ADULTS.search(words):
        return Kind(words, CARE, f"{adult_from}歳以上")
    if CHILDREN.search(words):
        return Kind(words, CARE, f"{adult_from}歳未満")
    return Kind(words, words, None)


def _known(table: Table, line: int, column: str, written: str, full: str, what: str) -> None:
    """Note a place that the gazetteer does not have; it is written through all the same."""
    places = gazetteer()
    found = [one for one in places.find(full) if what == "place" or one.kind == what]
    if not found:
        every = [places.find(name)[0] for name in places.near(full, 60)]
        near = "、".join([one.name for one in every if what == "place" or one.kind == what][:2])
        perhaps = f"。もしかして {near} / unknown place, perhaps {near}" if near else " / unknown place"
        table.doubt(line, column, f"`{written}` という場所はありません{perhaps}")


def lines_of(table: Table) -> list[Line]:
    """The lines in the order of kinds and places; notes what a blank city is taken for."""
    together: dict[object, list[tuple[Row, tuple[str, ...]]]] = {}
    for row in sorted(table.rows, key=_order):
        without: tuple[str, ...] = ()
        if not row.cities and (others := table.cities[row.kind, row.prefecture]):
            without = tuple(sorted((row.prefecture + one for one in others), key=_code))
            reason = "空欄で、ほかの行に市区町村があるので、その残りとします / taken for what other rows leave"
            table.doubt(row.line, "市区町村", reason)
        own = [one for one in row.numbers if not one.startswith("#")]  # a short number is another line elsewhere
        key = (row.kind, frozenset(row.numbers), row.hours, without) if own else row.line
        together.setdefault(key, []).append((row, without))
    return [_line([row for row, _ in some], some[0][1]) for some in together.values()]


def _line(rows: Sequence[Row], without: tuple[str, ...]) -> Line:
    serves = [row.prefecture + city for row in rows for city in row.cities or ("",)]
    first = rows[0]
    ordered = tuple(sorted(dict.fromkeys(serves), key=_code))
    return Line(first.kind, ordered, without, first.hours, first.numbers, first.remark)


def _order(row: Row) -> tuple[object, ...]:
    places = sorted(_code(row.prefecture + city) for city in row.cities or ("",))
    return (row.kind.words, bool(row.cities), places, row.numbers, repr(row.hours), row.remark)


def _code(name: str) -> tuple[str, str]:
    """By code, unknown places after all others."""
    found: Sequence[Place] = gazetteer().find(name)
    return (found[0].code if found else "99999", name)


def written(lines: Sequence[Line], about: str, as_of: str, adult_from: int) -> dict[str, str]:
    """The files of the ruleset by name."""
    head = "※ scripts/phone_lines.py が表から作った。手で直さず、表を直して作り直す。\n\n"
    hours: dict[str, list[str]] = {}
    blocks = [_resource(name, line, hours, as_of) for name, line in _named(lines)]
    times = ["\n  ".join([f"時間帯 {quoted(name)}", *some]) for name, some in sorted(hours.items())]
    kinds = sorted({line.kind for line in lines}, key=lambda kind: kind.words)
    texts = {
        "ruleset.tsu": f"規則集 「電話相談と医療機関案内の地図」\n  備考 「{_inside(about)}」",
        "hours.tsu": "\n\n".join(times),
        "lines.tsu": "\n\n".join(blocks),
        "rules.tsu": "\n\n".join(_rules(kinds)),
        "promises.tsu": _promises(kinds, adult_from),
    }
    return {name: format_source(Source(name, head + text + "\n")) for name, text in texts.items()}


def _rules(kinds: Sequence[Kind]) -> Iterator[str]:
    """What the lines are for, and who is led to them."""
    yield from (f"相談分野 {quoted(issue)}" for issue in dict.fromkeys(kind.issue for kind in kinds))
    yield "※ ホームページだけの窓口。電話をかける人には届かない\n方法区分 ホームページ 別名 web-page 上位 オンライン"
    for kind in kinds:
        name, resources = quoted(kind.words + "の電話"), quoted(kind.words)
        yield f"窓口種別 {resources}"
        yield f"規則 {name}\n  条件 相談が{quoted(kind.issue)}\n  つなぐ先 すべての{resources}"


def _promises(kinds: Iterable[Kind], adult_from: int) -> str:
    """What a platform would promise of such a map: an adult line everywhere, at every hour."""
    if not any(kind.issue == CARE and ADULTS.search(kind.words) for kind in kinds):
        return ""
    conditions = (f"相談が{CARE}", f"年齢が{adult_from}歳以上", "住所が国外、不定以外", "方法が電話", "言語が日本語")
    lines = "".join(f"\n  条件 {one}" for one in conditions)
    anywhere = f"※ 日本のどこに住む大人にも、電話がある\n確認 網羅{lines}"
    return f"{anywhere}\n\n※ それが、どの時間にも開いている\n確認 いつでも{lines}"


def _named(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Each line with a name of its own: its kind and where it serves."""
    used: dict[str, int] = {}
    for line in lines:
        more = ("ほか" if len(line.serves) > 1 else "") + ("の残り" if line.without else "")
        name = f"{line.kind.words}・{line.serves[0]}{more}"
        used[name] = used.get(name, 0) + 1
        yield (name if used[name] == 1 else f"{name}・{used[name]}"), line


def _resource(name: str, line: Line, hours: dict[str, list[str]], as_of: str) -> str:
    told = [f"窓口 {quoted(name)}", f"  種別 {quoted(line.kind.words)}"]
    without = f" 除く {'、'.join(map(quoted, line.without))}" if line.without else ""
    told.append(f"  対象地域 {'、'.join(map(quoted, line.serves))}{without}")
    if line.kind.ages:
        told.append(f"  対象年齢 {line.kind.ages}")
    channel = "ホームページ" if NO_TELEPHONE.search(line.remark) else "電話"
    for open_ in _open(line.hours, hours):
        for number in line.numbers or ("不明",):
            told.append(f"  受付方法 {channel} 受付 {open_} 電話番号 {number}")
    told.append(f"  確認日 {as_of}")
    if line.remark:
        told.append(f"  備考 「表の電話の欄: {_inside(line.remark)}」")
    return "\n".join(told)


def _open(days: Sequence[Spans | None], hours: dict[str, list[str]]) -> list[str]:
    """What stands behind 受付, one for each way: the hours known, and 不明 where some days are not told."""
    known = [(day, spans) for day, spans in zip(DAYS, days, strict=True) if spans]
    found = []
    if len(known) == len(DAYS) and len({spans for _, spans in known}) == 1:
        known = [("毎日", known[0][1])]
    if known == [("毎日", ((0, DAY),))]:
        found.append("24時間")
    elif known:
        times = [(day, "、".join(map(_span_text, spans))) for day, spans in known]
        name = " ".join(day + said for day, said in times)
        hours[name] = [f"{'日曜' if day == '日祝' else day} {said}" for day, said in times]
        hours[name] += [] if known[0][0] == "毎日" else ["日曜扱い 祝日"]
        found.append(quoted(name))
    if None in days:
        found.append("不明")
    return found


def _span_text(span: tuple[int, int]) -> str:
    return f"{a_time(span[0], 'ja')}〜{a_time(span[1], 'ja')}"


def quoted(name: str) -> str:
    """A name as it must stand in a ruleset."""
    return f"「{_inside(name)}」" if needs_quotes(name, target=True) else name


def _inside(text: str) -> str:
    return re.sub("[「」\"\n]", " ", text)


def readme(args: argparse.Namespace, table: Table, lines: Sequence[Line]) -> str:
    """What stands beside the ruleset for people."""
    doubts = [f"- {args.file.name}:{one.line} {one.column}: {one.reason}" for one in _sorted(table.doubts)]
    return f"""# 電話相談と医療機関案内の地図

`scripts/phone_lines.py` が表 `{args.file.name}` から作った規則集。A ruleset made from a table of telephone lines.

- 出典 / source: {args.source}
- ライセンス / licence: {args.licence}
- 表の日付 / date of the table: {args.as_of}（窓口に確かめた日ではない / the lines were not asked）
- 行 / rows: {len(table.rows)}、窓口 / lines: {len(lines)}、読めなかった行 / refused: {len(table.refused)}
- 大人は{args.adult_from}歳以上、小児は{args.adult_from}歳未満とした。表に年齢はない / the table does not give ages
- 表が書かないことは不明のまま / what the table leaves blank is unknown

## 直した語 / corrections

{chr(10).join(f"- {one}" for one in args.correct) or "- なし / none"}

## 確かめること / to look at

{chr(10).join(doubts) or "- なし / none"}
"""


def _sorted(doubts: Iterable[Doubt]) -> list[Doubt]:
    return sorted(doubts, key=lambda one: (one.line, COLUMNS.index(one.column) if one.column in COLUMNS else -1))


def main(words: Sequence[str] | None = None) -> int:
    """Run; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--correct", action="append", default=[], metavar="WRONG=RIGHT", help="a place to correct")
    parser.add_argument("--adult-from", type=int, default=15, metavar="AGE")
    parser.add_argument("--as-of", default="2021-10-09", metavar="DATE", help="the date of the table")
    parser.add_argument("--source", default=SOURCE)
    parser.add_argument("--licence", default=LICENCE)
    args = parser.parse_args(words)
    corrections = dict(one.split("=", 1) for one in args.correct if one.count("=") == 1)
    if len(corrections) != len(args.correct):
        parser.error("--correct WRONG=RIGHT")
    if not 1 <= args.adult_from <= 119:
        parser.error("--adult-from 1..119")
    try:
        as_of = date.fromisoformat(args.as_of).isoformat()
        table = read(args.file, corrections, args.adult_from)
        if args.output.exists() and (strange := {one.name for one in args.output.iterdir()} - set(FILES)):
            raise ValueError(f"ほかのファイルがあります / other files are there: {'、'.join(sorted(strange))}")
        lines = lines_of(table)
        files = written(lines, f"出典 {args.source}（{args.licence}）", as_of, args.adult_from)
        args.output.mkdir(parents=True, exist_ok=True)
        for name, text in {**files, "README.md": readme(args, table, lines)}.items():
            (args.output / name).write_text(text, encoding="utf-8")
    except (OSError, ValueError, csv.Error) as error:
        reason = "UTF-8ではありません / not UTF-8" if isinstance(error, UnicodeDecodeError) else error
        print(f"{args.file.name}: {reason}", file=sys.stderr)
        return 2
    for doubt in _sorted(table.doubts):
        kind = "refused" if doubt.refused else "note"
        print(f"{args.file.name}:{doubt.line}: {doubt.column}: {kind}: {doubt.reason}", file=sys.stderr)
    doubtful, refused = len({one.line for one in table.doubts if not one.refused}), len(table.refused)
    print(f"行 {len(table.rows)}、窓口 {len(lines)}、注記のある行 {doubtful}、読めない行 {refused} / "
          f"rows {len(table.rows)}, lines {len(lines)}, rows with notes {doubtful}, refused {refused}")  # fmt: skip
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
