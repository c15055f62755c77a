"""Sentences about facts."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

FACTS: Mapping[str, Entry] = {
    "facts/wrong-type": error(
        "`{attribute}` の書き方が決められた形ではありません",
        "`{attribute}` does not have the shape that this fact takes",
        "文字列、数、一覧など、項目ごとの形で書いてください",
        "write it as the text, number or list that the documentation names",
    ),
    "facts/bad-text": error(
        "`{attribute}` に空の文字列か、文字として読めないものがあります",
        "`{attribute}` holds an empty text or one that cannot be read as text",
        "分からない時は、その項目を書かないでください",
        "leave the fact out where it is not known",
    ),
    "facts/out-of-range": error(
        "`{attribute}` の数が範囲の外です",
        "`{attribute}` lies outside its range",
    ),
    "facts/empty-range": error(
        "`{attribute}` の範囲は、始めが終わりより大きくなっています",
        "`{attribute}` is a range that starts after its end",
    ),
    "facts/naive-time": error(
        "`{attribute}` に時差がありません",
        "`{attribute}` is an instant without its offset from UTC",
        "`2026-05-01T15:00:00+09:00` のように書いてください",
        "write it like `2026-05-01T15:00:00+09:00`",
    ),
    "facts/bad-time": error(
        "`{attribute}` は日時として読めません",
        "`{attribute}` cannot be read as an instant",
        "`2026-05-01T15:00:00+09:00` のように書いてください",
        "write it like `2026-05-01T15:00:00+09:00`",
    ),
    "facts/told-twice": error(
        "`{attribute}` に同じ項目が二度あります",
        "`{attribute}` tells one fact twice",
        "一つにしてください",
        "keep one of them",
    ),
    "facts/unknown-outcome": error(
        "`{attribute}` に決められていない結果があります",
        "`{attribute}` has an outcome that is none of the known ones",
        "`no-answer` `full` `declined` `declined-by-person` `not-eligible` `reached` のいずれかにしてください",
        "use `no-answer`, `full`, `declined`, `declined-by-person`, `not-eligible` or `reached`",
    ),
    "facts/unknown-value": error(
        "`{attribute}` の値は、この規則集にも組込みの語にもありません",
        "`{attribute}` has a value that neither this ruleset nor the built-in words know",
        "規則集にある名前、別名、コードで書いてください",
        "write a name, an alias or a code that the ruleset declares",
    ),
    "facts/ambiguous-value": error(
        "`{attribute}` の値に当てはまるものが二つ以上あります（{candidates}）",
        "`{attribute}` has a value that several bear: {candidates}",
        "都道府県名を付けるか、コードで書いてください",
        "write the prefecture too, or a code",
    ),
    "facts/not-admitted": error(
        "`{attribute}` にその値は使えません",
        "`{attribute}` does not take this value",
    ),
    "facts/unknown-attribute": error(
        "`{attribute}` に、この規則集にない属性の名前があります",
        "`{attribute}` names an attribute that this ruleset does not have",
        "属性の名前を確かめてください。年齢や住所などは、それぞれの項目に書きます",
        "check the name. Age, home and the like have keys of their own",
    ),
    "facts/unknown-resource": error(
        "`{attribute}` に、この規則集にない窓口の名前があります",
        "`{attribute}` names a resource that this ruleset does not have",
        "規則集にある窓口の名前か別名で書いてください",
        "write a name or alias of a resource that the ruleset registers",
    ),
    "facts/unknown-status": error(
        "`{attribute}` に決められていない状態があります",
        "`{attribute}` has a status that is none of the known ones",
        "`active` `paused` `do-not-refer` `closed` のいずれかにしてください",
        "use `active`, `paused`, `do-not-refer` or `closed`",
    ),
    "facts/unknown-key": error(
        "知らない項目があります",
        "there is a key that is no fact",
        "使える項目は説明書の「facts」にあります",
        "the documentation lists the keys under “facts”",
    ),
    "facts/not-json": error(
        "JSON として読めません",
        "this cannot be read as JSON",
    ),
    "facts/not-utf8": error(
        "UTF-8 として読めません",
        "this is not UTF-8",
        "UTF-8 で保存し直してください",
        "save it as UTF-8",
    ),
    "facts/not-an-object": error(
        "相談の内容は、項目と値の組（JSON のオブジェクト）で書きます",
        "facts are a JSON object of keys and values",
    ),
    "facts/duplicate-key": error(
        "同じ項目が二度あります",
        "a key stands twice",
        "一つにしてください",
        "keep one of them",
    ),
    "facts/too-large": error(
        "相談の内容が大きすぎます",
        "the facts are too large",
    ),
    "facts/too-deep": error(
        "相談の内容の入れ子が深すぎます",
        "the facts are nested too deeply",
    ),
}
