"""Sentences about names and what they refer to: everything that the step from trees to the ruleset finds.

Law: one entry a code; `{near}` is a whole sentence with the nearest names, or nothing; the advice
says what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsunagari.messages.conditions import CONDITIONS
from tsunagari.messages.entry import Entry, error, note
from tsunagari.messages.examples import EXAMPLES

#: Kind: what it is called in Japanese and in English, and the line that declares a new one.
_THINGS: Mapping[str, tuple[str, str, str, str]] = {
    "law": ("法令", "law", "法令 {name}", "law {name}"),
    "issue": ("相談分野", "issue", "相談分野 {name}", "issue {name}"),
    "hours": ("時間帯", "hours", "時間帯 {name}", "hours {name}"),
    "attribute": ("属性", "attribute", "属性 {name}", "attribute {name}"),
    "wish": ("希望項目", "wish", "希望項目 {name}", "wish {name}"),
    "caller": ("相談者区分", "caller", "相談者区分 {name} 上位 支援者", "caller {name} under supporter"),
    "channel": ("方法区分", "channel", "方法区分 {name} 上位 チャット", "channel {name} under chat"),
    "body": ("会議体", "body", "会議体 {name}", "body {name}"),
    "organization": ("団体", "organization", "団体 {name}", "organization {name}"),
    "resource": ("窓口", "resource", "窓口 {name}", "resource {name}"),
}

#: What a circle of one element is.
_ITSELF: Mapping[str, tuple[str, str]] = {
    "issue-circle": ("`{name}` が自分自身を含んでいます", "`{name}` includes itself"),
    "area-circle": ("`{name}` が自分自身を含んでいます", "`{name}` includes itself"),
    "under-circle": ("`{name}` の上位が自分自身です", "`{name}` stands under itself"),
    "define-circle": ("`{name}` が自分自身を使っています", "`{name}` uses itself"),
    "proviso-circle": ("`{name}` の上位が自分自身です", "`{name}` stands under itself"),
}


def listed(language: str, names: Sequence[str]) -> str:
    """Names as a list in `ja` or `en`, each between backticks."""
    return ("、" if language == "ja" else ", ").join(f"`{name}`" for name in names)


def near_phrase(language: str, names: Sequence[str]) -> str:
    """A sentence that offers the nearest names; empty where there is none."""
    if not names:
        return ""
    offered = listed(language, names)
    return f"もしかして: {offered}。" if language == "ja" else f"did you mean {offered}?"


def values_phrase(language: str, names: Sequence[str]) -> str:
    """A sentence with all values that there are; without names, one that says where they stand."""
    if language == "ja":
        return f"値は {listed(language, names)} のいずれかです" if names else "宣言した値の名前で書いてください"
    return f"its values are {listed(language, names)}" if names else "write a value that is declared"


def around(language: str, code: str, way: Sequence[str]) -> str:
    """A circle in its order, the first name again at the end; of one element, what it does to itself."""
    if len(way) < 3:
        return _ITSELF[code][language != "ja"].format(name=way[0])
    return " → ".join(f"`{name}`" for name in way)


def _unknown() -> dict[str, Entry]:
    return {
        f"unknown-{kind}": error(
            f"`{{name}}` という{ja}はありません",
            f"there is no {en} `{{name}}`",
            f"{{near}}新しい{ja}なら、「{line_ja}」の行で宣言してください",
            f"{{near}} if it is new, declare it with a line `{line_en}`",
        )
        for kind, (ja, en, line_ja, line_en) in _THINGS.items()
    }


_FOLDERS: Mapping[str, Entry] = {
    "no-ruleset": error(
        "このフォルダに規則集の行がありません",
        "this folder has no ruleset block",
        "ファイルの一つに「規則集 「名前」」の行を書いてください",
        'write a line `ruleset "name"` in one of its files',
    ),
    "two-rulesets": error(
        "規則集の行が二つあります（初めは {first}）",
        "this folder has two ruleset blocks; the first is at {first}",
        "一つにまとめてください",
        "merge them into one",
    ),
    "ruleset-without-name": error(
        "規則集に名前がありません",
        "the ruleset has no name",
        "「規則集 「名前」」のように名前を書いてください",
        'write it like `ruleset "name"`',
    ),
    "name-clash": error(
        "`{name}` は、使う語彙の {first} でも宣言されています",
        "`{name}` is also declared in what this folder uses, at {first}",
        "中身を変えるなら「改める {head} {name}」、使わないなら「適用しない {head} {name}」と書くか、"
        "別の名前にしてください",
        "write `amend {head} {name}` to change it, `without {head} {name}` to leave theirs out, or choose another name",
    ),
    "name-clash-of-used": error(
        "使う語彙の二か所（{first} と {second}）が `{name}` を宣言しています",
        "two places that this folder uses declare `{name}`: {first} and {second}",
        "「適用しない {head} {name}」と書いて要るものを自分で宣言するか、この語彙を使うのをやめてください",
        "write `without {head} {name}` and declare your own, or do not use this folder",
    ),
    "duplicate-name": error(
        "`{name}` は {first} で既に宣言されています",
        "`{name}` is already declared at {first}",
        "一つを消すか、別の名前にしてください",
        "remove one of them or choose another name",
    ),
    "reserved-name": error(
        "`{name}` は初めから決まっている名前です",
        "`{name}` is built in",
        "宣言せずにそのまま使えます。別の物なら別の名前にしてください",
        "use it without declaring it, or choose another name if you mean something else",
    ),
    "amend-unknown": error(
        "`{name}` は、使う語彙の中にありません",
        "nothing that this folder uses declares `{name}`",
        "{near}「改める」で変えられるのは、使う語彙が宣言したものだけです",
        "{near} `amend` only changes what `uses` brought",
    ),
    "amend-twice": error(
        "`{name}` は {first} でも改められています",
        "`{name}` is amended at {first} too",
        "一つにまとめてください",
        "merge the amendments into one",
    ),
    "without-unknown": error(
        "`{name}` は、使う語彙の中にありません",
        "nothing that this folder uses declares `{name}`",
        "{near}「適用しない」で外せるのは、使う語彙が宣言したものだけです",
        "{near} `without` only removes what `uses` brought",
    ),
    "period-reversed": error(
        "期間の終わり {end} が始まり {start} より前です",
        "the period ends on {end}, before it starts on {start}",
        "始まりと終わりの日付を確かめてください",
        "check both dates",
    ),
}

_WORDS: Mapping[str, Entry] = {
    "issue-circle": error(
        "相談分野の含む関係が輪になっています: {way}",
        "these issues include each other in a circle: {way}",
        "どれか一つの「含む」を消してください",
        "remove one of the `includes`",
    ),
    "area-circle": error(
        "地域の含む関係が輪になっています: {way}",
        "these areas include each other in a circle: {way}",
        "どれか一つの「含む」を消してください",
        "remove one of the `includes`",
    ),
    "under-circle": error(
        "上位の関係が輪になっています: {way}",
        "these stand under each other in a circle: {way}",
        "どれか一つの「上位」を組込みの区分にしてください",
        "put one of them under a built-in one",
    ),
    "define-circle": error(
        "用語が互いを使って輪になっています: {way}",
        "these defines use each other in a circle: {way}",
        "どれか一つを、ほかの用語を使わずに書いてください",
        "write one of them without the others",
    ),
    "missing-under": error(
        "`{name}` がどの区分の下にあるかが書かれていません",
        "`{name}` does not say what it stands under",
        "「{line}」のように、上位の区分を書いてください",
        "write it like `{line}`",
    ),
    "area-is-place": error(
        "`{name}` は市区町村や都道府県の名前、又は組込みの場所なので、地域の名前にはできません",
        "`{name}` is the name of a municipality, a prefecture or a built-in place, so no area can bear it",
        "`{name}圏` のように別の名前にしてください",
        "choose another name, such as `{name}-area`",
    ),
    "alias-in-area": error(
        "地域の中の場所 `{name}` に別名は付けられません",
        "the place `{name}` cannot be given another name in an area",
        "括弧を消してください。同じ名の場所は `福島県伊達市` のように書きます",
        "remove the parentheses. Where two places bear a name, write the prefecture too, as in `福島県伊達市`",
    ),
    "empty-area": error(
        "地域 `{name}` には場所が一つも残りません",
        "the area `{name}` holds no place",
        "「含む」の行を足すか、「除く」を減らしてください",
        "add an `includes` line or except less",
    ),
    "no-place-of-area": error(
        "`{name}` は場所ではないので、地域 `{area}` に入れられません",
        "`{name}` is no place, so the area `{area}` cannot hold it",
        "地域には市区町村、都道府県、ほかの地域だけを書き、`国外` や `不定` は「条件 住所が{area}、国外」のように"
        "条件に並べてください",
        "an area holds municipalities, prefectures and areas; put `abroad` or `no-fixed-abode` in a condition"
        " beside it, as in `when lives {area}, abroad`",
    ),
    "former-place": note(
        "`{name}` は今はない場所で、{successors} と読まれます",
        "`{name}` is a place of the past and is read as {successors}",
        "今の名前に書き換えてください",
        "write the name that it has today",
    ),
    "unknown-place": error(
        "`{name}` という場所も地域もありません",
        "there is no place and no area `{name}`",
        "{near}市区町村や都道府県の名前、コード、又は宣言した地域の名前を書いてください",
        "{near} write a municipality, a prefecture, a code, or an area that is declared",
    ),
    "ambiguous-place": error(
        "`{name}` という場所は二つ以上あります: {candidates}",
        "several places bear the name `{name}`: {candidates}",
        "都道府県名を付けるか、コードで書いてください",
        "write the prefecture too, or the code",
    ),
    "wrong-check-digit": error(
        "コード `{name}` の検査数字が違います",
        "the check digit of the code `{name}` is wrong",
        "`{right}` ではありませんか",
        "did you mean `{right}`?",
    ),
    "unknown-language": error(
        "`{name}` という言語は分かりません",
        "there is no language `{name}`",
        "{near}言語の名前か、`pt-BR` のような BCP 47 の記号を書いてください",
        "{near} write the name of a language or a BCP 47 tag such as `pt-BR`",
    ),
    "attribute-without-values": error(
        "属性 `{name}` に値がありません",
        "the attribute `{name}` has no values",
        "「選択 …」の行で値を書いてください",
        "write its values in a line `one of …`",
    ),
    "too-many-entries": error(
        "`{name}` の値が多過ぎます（{limit} まで）",
        "`{name}` has too many values; {limit} is the most",
        "数なら「選択 0〜100」のように範囲で書いてください",
        "write numbers as a range, such as `one of 0..100`",
    ),
    "range-unfit": error(
        "属性 `{name}` の範囲が逆か、広過ぎます（{limit} 個まで）",
        "the range of the attribute `{name}` runs backwards or is wider than {limit} values",
        "「選択 0〜10」のように書いてください",
        "write it like `one of 0..10`",
    ),
    "hours-without-line": error(
        "時間帯 `{name}` に開いている時間がありません",
        "the hours `{name}` have no line",
        "「平日 8:30〜17:15」のような行を書いてください",
        "write a line such as `weekdays 8:30-17:15`",
    ),
    "presume-unfit": error(
        "`{name}` は推定できません",
        "`{name}` cannot be presumed",
        "「推定 住所 鳥取市」のように、一つの属性とその値を書いてください。相談、希望、時間、不明は推定できません",
        "write one attribute and its value, as in `presume lives 鳥取市`; not issues, wishes, time or `unknown`",
    ),
    "presumed-twice": error(
        "`{name}` の推定が二つあります（初めは {first}）",
        "`{name}` is presumed twice; the first is at {first}",
        "一つにしてください",
        "keep one of them",
    ),
}

_REGISTRY: Mapping[str, Entry] = {
    "unknown-need": error(
        "`{name}` という必要事項はありません",
        "there is no field `{name}` that a resource can need",
        "{near}属性の名前か、氏名、連絡先、住居の所在地、生年月日、ふりがな、備考、家族構成のいずれかを書いてください",
        "{near} write an attribute, or name, contact, address, birthdate, kana, note or household",
    ),
    "serves-no-place": error(
        "対象地域に `{name}` は書けません",
        "`{name}` is no place that a resource serves",
        "市区町村や都道府県、地域の名前を書いてください。どこの人でもよいなら「対象地域」の行を消してください",
        "write places or areas, or remove the line if it serves everybody",
    ),
    "serves-nobody": error(
        "対象地域の `{name}` は、除く場所を引くと何も残りません",
        "`{name}` serves nobody once the exceptions are taken away",
        "`{name}` か、除く場所を消してください",
        "remove `{name}` or the exception",
    ),
    "kind-without-resources": error(
        "種別 `{name}` の窓口がありません",
        "no resource is of the kind `{name}`",
        "{near}窓口に「種別 {name}」を書くか、窓口の名前でつないでください",
        "{near} write `kind {name}` in a resource, or route to resources by name",
    ),
    "kind-without-every": error(
        "`{name}` は窓口の名前ではなく、種別の名前です",
        "`{name}` is no resource but a kind of resources",
        "この種別のどの窓口にもつなぐなら「すべての{name}」と書いてください",
        "write `every {name}` for each resource of that kind",
    ),
    "every-of-one": error(
        "`{name}` は種別の名前ではなく、窓口の名前です",
        "`{name}` is no kind but a resource",
        "「すべての」を付けずに「{name}」と書いてください",
        "write `{name}` without `every`",
    ),
    "body-without-resources": error(
        "会議体 `{name}` の構成団体には窓口がありません",
        "the members of `{name}` have no resource",
        "団体に「構成 {name}」、窓口に「実施団体 …」を書いてください",
        "write `member of {name}` in an organization and `by …` in its resources",
    ),
    "no-route": error(
        "`{name}` につなぐ先がありません",
        "`{name}` leads nowhere",
        "「つなぐ先 …」を書いてください。どこへもつながないなら「つなぐ先 なし」と書きます",
        "write a `route` line; `route none` if it is to lead nowhere",
    ),
    "no-from": error(
        "除外 `{name}` に、つながない先がありません",
        "the withhold `{name}` does not say what it withholds",
        "「つながない先 …」を書いてください",
        "write a `from` line",
    ),
    "unknown-proviso": error(
        "この規則に `{name}` というただし書はありません",
        "this rule has no proviso `{name}`",
        "{near}上位には、同じ規則のただし書の名前を書いてください",
        "{near} `under` names a proviso of the same rule",
    ),
    "proviso-circle": error(
        "ただし書の上位が輪になっています: {way}",
        "these provisos stand under each other in a circle: {way}",
        "どれか一つの「上位」を消してください",
        "remove one of the `under`",
    ),
    "proviso-too-deep": error(
        "ただし書 `{name}` は {limit} 段より深くなっています",
        "the proviso `{name}` is nested deeper than {limit}",
        "規則を分けてください",
        "split the rule",
    ),
}

NAMES: Mapping[str, Entry] = {**_unknown(), **_FOLDERS, **_WORDS, **CONDITIONS, **_REGISTRY, **EXAMPLES}
