"""Sentences about names and what they refer to: everything that the step from trees to the ruleset finds.

Law: one entry a code; `{near}` is a whole sentence with the nearest names, or nothing; the advice
says what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsunagari.messages.entry import Entry, error
from tsunagari.messages.examples import EXAMPLES

_THINGS: Mapping[str, tuple[str, str, str]] = {
    "law": ("法令", "law", "法令"),
    "issue": ("相談分野", "issue", "相談分野"),
    "hours": ("時間帯", "hours", "時間帯"),
    "attribute": ("属性", "attribute", "属性"),
    "wish": ("希望項目", "wish", "希望項目"),
    "caller": ("相談者区分", "caller", "相談者区分"),
    "channel": ("方法区分", "channel", "方法区分"),
    "body": ("会議体", "body", "会議体"),
    "organization": ("団体", "organization", "団体"),
    "resource": ("窓口", "resource", "窓口"),
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


def _unknown() -> dict[str, Entry]:
    return {
        f"unknown-{kind}": error(
            f"`{{name}}` という{ja}はありません",
            f"there is no {en} `{{name}}`",
            f"{{near}}無ければ「{keyword} {{name}}」の行で宣言してください",
            f"{{near}} if it is new, declare it with a line `{en} {{name}}`",
        )
        for kind, (ja, en, keyword) in _THINGS.items()
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
        "`{name}` は、別のフォルダの {first} でも宣言されています",
        "`{name}` is also declared in another folder, at {first}",
        "中身を変えるなら「改める」、使わないなら「適用しない」を書くか、別の名前にしてください",
        "write `amend` to change it, `without` to leave it out, or choose another name",
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
        "別の名前にしてください",
        "choose another name",
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
        "相談分野の含む関係が輪になっています: {names}",
        "these issues include each other in a circle: {names}",
        "どれか一つの「含む」を消してください",
        "remove one of the `includes`",
    ),
    "area-circle": error(
        "地域の含む関係が輪になっています: {names}",
        "these areas include each other in a circle: {names}",
        "どれか一つの「含む」を消してください",
        "remove one of the `includes`",
    ),
    "under-circle": error(
        "上位の関係が輪になっています: {names}",
        "these stand under each other in a circle: {names}",
        "どれか一つの「上位」を組込みの区分にしてください",
        "put one of them under a built-in one",
    ),
    "define-circle": error(
        "用語が互いを使って輪になっています: {names}",
        "these defines use each other in a circle: {names}",
        "どれか一つを、ほかの用語を使わずに書いてください",
        "write one of them without the others",
    ),
    "missing-under": error(
        "`{name}` がどの区分の下にあるかが書かれていません",
        "`{name}` does not say what it stands under",
        "「{name} 上位 支援者」のように、上位の区分を書いてください",
        "write it like `{name} under supporter`",
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
        "`{name}` の推定が二つあります",
        "`{name}` is presumed twice",
        "一つにしてください",
        "keep one of them",
    ),
}

_CONDITIONS: Mapping[str, Entry] = {
    "unknown-attribute-or-define": error(
        "`{name}` は、属性で始まっておらず、用語の名前でもありません",
        "`{name}` neither begins with an attribute nor is the name of a define",
        "{near}「年齢が18歳未満」のように属性から書くか、用語として宣言してください",
        "{near} begin with an attribute, as in `age under 18`, or declare a define",
    ),
    "condition-without-value": error(
        "`{name}` の後に値がありません",
        "there is no value after `{name}`",
        "「年齢が18歳未満」のように値を書いてください",
        "write a value, as in `age under 18`",
    ),
    "unknown-value": error(
        "`{attribute}` に `{name}` という値はありません",
        "`{attribute}` has no value `{name}`",
        "{near}宣言した値の名前で書いてください",
        "{near} write a value that is declared",
    ),
    "value-not-admitted": error(
        "`{attribute}` に `{name}` は使えません",
        "`{attribute}` does not take `{name}`",
        "`国外` は住所と現在地の値、`なし` は勤務地と通学先の値です",
        "`abroad` belongs to lives and stays, `none` to works and studies",
    ),
    "not-a-number": error(
        "`{name}` は `{attribute}` の数として読めません",
        "`{name}` is no number for `{attribute}`",
        "`18歳未満`、`15〜39歳`、`3以上` のように書いてください",
        "write it like `under 18`, `15..39` or `65 or over`",
    ),
    "value-out-of-range": error(
        "`{name}` は `{attribute}` の範囲 {low}〜{high} の外です",
        "`{name}` lies outside the range {low}..{high} of `{attribute}`",
        "範囲の中の数を書いてください",
        "write numbers within the range",
    ),
    "closing-word-misplaced": error(
        "「のいずれか」「のすべて」「以外」「N件以上」は、行の最後に一つだけ書けます",
        "`any of`, `all of`, `none of`, `not` and `N or more` stand once, before the first value",
        "この言葉で終わる名前は「 」で囲んでください",
        "put a name that begins with these words in quotation marks",
    ),
    "set-word-misplaced": error(
        "「のすべて」「N件以上」は、相談と希望にだけ使えます",
        "`all of` and `N or more` belong to issue and wish only",
        "値を並べるだけで「いずれか」の意味になります",
        "a plain list already means any of them",
    ),
    "count-out-of-range": error(
        "{number} 件以上という数え方はできません（1 から {most} まで）",
        "a count of {number} cannot be: write 1 to {most}",
        "並べた値の数までの件数を書いてください",
        "count no further than the values that there are",
    ),
    "too-many-boxes": error(
        "`{name}` は場合分けが {count} 通りになり、上限の {limit} を超えます",
        "`{name}` has {count} combinations of cases, more than the limit of {limit}",
        "「または」やただし書を減らすか、規則を分けてください",
        "use fewer `or` lines and provisos, or split the rule",
    ),
    "or-without-line": error(
        "「または」の上に、つながる条件の行がありません",
        "`or` has no line above it to join",
        "最初の行は「条件」で始めてください",
        "begin the first line with `when`",
    ),
    "define-without-when": error(
        "用語 `{name}` に条件がありません",
        "the define `{name}` has no condition",
        "「条件 …」の行を書いてください",
        "write a `when` line",
    ),
    "define-too-deep": error(
        "用語 `{name}` は、用語の中の用語が {limit} 段を超えています",
        "the define `{name}` goes deeper than {limit} defines within defines",
        "途中の用語を条件で書き直してください",
        "write one of the defines between as conditions",
    ),
    "define-too-large": error(
        "用語 `{name}` は、条件が {limit} 個を超えます",
        "the define `{name}` comes to more than {limit} conditions",
        "用語を分けるか、値を並べて一行にまとめてください",
        "split it, or put values into one list",
    ),
}

_REGISTRY: Mapping[str, Entry] = {
    "unknown-need": error(
        "`{name}` という必要事項はありません",
        "there is no field `{name}` that a resource can need",
        "{near}属性の名前か、氏名、連絡先、住居の所在地、生年月日、ふりがな、備考、家族構成のいずれかを書いてください",
        "{near} write an attribute, or name, contact, address, birthdate, kana, note or household",
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
        "ただし書の上位が輪になっています: {names}",
        "these provisos stand under each other in a circle: {names}",
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

NAMES: Mapping[str, Entry] = {**_unknown(), **_FOLDERS, **_WORDS, **_CONDITIONS, **_REGISTRY, **EXAMPLES}
