"""Sentences about reading files, about calls that cannot be used, and about the command line.

Law: `usage/…` is for `UsageError`; the other keys are diagnostics of files and folders; what a person typed
as a fact never stands in a sentence here, only paths and names of files and resources do.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error, note, warning

_FOLDERS: Mapping[str, Entry] = {
    "not-utf8": error(
        "このファイルは UTF-8 ではありません（{encoding} のようです）。",
        "this file is not UTF-8; it looks like {encoding}.",
        "エディタで文字コードを UTF-8 にして保存し直してください。",
        "Save it again as UTF-8.",
    ),
    "unreadable-file": error(
        "このファイルを読めません（{reason}）。",
        "this file cannot be read ({reason}).",
        "ファイルの有無と権限を確かめてください。",
        "Check that it exists and that you may read it.",
    ),
    "file-too-large": error(
        "このファイルは大きすぎます（上限 4 MiB）。",
        "this file is too large (the limit is 4 MiB).",
        "ブロックをいくつかのファイルに分けてください。",
        "Split its blocks over several files.",
    ),
    "ruleset-too-large": error(
        "規則集が全体で大きすぎます（上限 512 MiB）。",
        "the ruleset as a whole is too large (the limit is 512 MiB).",
        "使わない語彙やファイルを外してください。",
        "Leave out what is not used.",
    ),
    "link-outside": error(
        "このリンクは、規則集を置いたフォルダの外を指しています。",
        "this link leads out of the folder that holds the rulesets.",
        "リンクの代わりにファイルそのものを置いてください。",
        "Put the file itself there.",
    ),
    "uses-missing": error(
        "使う語彙のフォルダ `{path}` が見つからないか、`*.tsu` がありません。",
        "the folder `{path}` that this ruleset uses is missing or holds no `*.tsu` file.",
        "この規則集のフォルダから見た道を書いてください（例 ../national）。",
        "Write its path as seen from this folder, such as ../national.",
    ),
    "uses-outside": error(
        "使う語彙のフォルダ `{path}` は、規則集を並べたフォルダの外にあります。",
        "the folder `{path}` lies outside the folder that holds the rulesets.",
        "隣に並ぶフォルダだけを使えます（例 ../national）。",
        "Only folders beside this one can be used, such as ../national.",
    ),
    "uses-cycle": error(
        "使う語彙が輪になっています（{path}）。",
        "the rulesets use each other in a circle ({path}).",
        "どちらか一方の「使う語彙」を消してください。",
        "Take one of these `uses` lines away.",
    ),
    "uses-overlap": error(
        "使う語彙のフォルダ `{path}` は、この規則集のフォルダと重なっています。",
        "the folder `{path}` and this ruleset's own folder overlap.",
        "使う側と使われる側を、隣り合う別々のフォルダに分けてください。",
        "Keep the two in separate folders side by side.",
    ),
}

_FINDINGS: Mapping[str, Entry] = {
    "hours-unknown": note(
        "窓口 `{name}` の受付時間が分かりません。",
        "the opening hours of `{name}` are not known.",
        "分かったら「受付」を書いてください。それまで、開いているとは数えません。",
        "Write `open` once they are; until then it never counts as open.",
    ),
    "contact-unknown": note(
        "窓口 `{name}` の連絡先がどの受付方法にもありません。",
        "`{name}` has no telephone number in any of its ways.",
        "分かったら「電話番号」を書いてください。",
        "Write `tel` once it is known.",
    ),
    "not-proved": note(
        "この確認はまだ証明していません。この版の check には証明がありません。",
        "this assertion is not proved: this version of check does not prove yet.",
        "成り立つとも成り立たないとも言えません。",
        "It may hold or not.",
    ),
    "unused-allow": warning(
        "了承 `{name}` は何も消していません。",
        "`allow {name}` silences nothing.",
        "指摘がなくなったのなら、この行を消してください。",
        "Take the line away if the finding is gone.",
    ),
}

_CALLS: Mapping[str, Entry] = {
    "usage/no-folder": error(
        "フォルダ `{path}` がありません。",
        "there is no folder `{path}`.",
        "規則集のフォルダを指定してください（例 rules/yamagata）。",
        "Name the folder of a ruleset, such as rules/yamagata.",
    ),
    "usage/not-a-folder": error(
        "`{path}` はフォルダではありません。",
        "`{path}` is not a folder.",
        "規則集は、`*.tsu` の入ったフォルダで指定します。",
        "A ruleset is the folder that holds its `*.tsu` files.",
    ),
    "usage/no-rules": error(
        "フォルダ `{path}` に `*.tsu` がありません。",
        "the folder `{path}` holds no `*.tsu` file.",
        "規則集のフォルダを指定してください（例 rules/yamagata）。",
        "Name the folder of a ruleset, such as rules/yamagata.",
    ),
    "usage/not-a-path": error(
        "フォルダの指定がパスではありません。",
        "what was given for the folder is not a path.",
    ),
    "usage/unreadable": error(
        "`{path}` を読めません（{reason}）。",
        "`{path}` cannot be read ({reason}).",
    ),
    "usage/unwritable": error(
        "`{path}` に書けません（{reason}）。元のファイルはそのままです。",
        "`{path}` cannot be written ({reason}); what was there is untouched.",
    ),
    "usage/same-file": error(
        "`{path}` は入力と出力の両方に指定されています。",
        "`{path}` is both the input and the output.",
        "別の名前の出力を指定してください。",
        "Name another output.",
    ),
    "usage/output-without-input": error(
        "--output は --input と一緒に使います。",
        "--output goes with --input.",
    ),
    "usage/facts-with-input": error(
        "--input と、年齢などの項目を同時には指定できません。",
        "--input and facts such as --age cannot be given together.",
        "項目は入力ファイルの各行に書いてください。",
        "Write the facts into each line of the input.",
    ),
    "usage/no-parquet": error(
        "この版は Parquet を読めません。",
        "this version does not read Parquet.",
        "一行一件の JSON（.jsonl）にしてください。",
        "Use one JSON object a line (.jsonl).",
    ),
    "usage/bad-option": error(
        "{option} の書き方が正しくありません。",
        "{option} is not written as it should be.",
        "例: {example}",
        "For example: {example}",
    ),
    "usage/unknown-option": error(
        "知らないオプションがあります。",
        "there is an option that tsunagari does not have.",
        "もしかして: {known}",
        "Did you mean: {known}",
    ),
    "usage/unknown-verb": error(
        "知らない動作が指定されました。",
        "there is no such verb.",
        "使えるのは {verbs} です。",
        "The verbs are {verbs}.",
    ),
    "usage/missing-argument": error(
        "{option} が足りません。",
        "{option} is missing.",
        "--help で使い方を確かめてください。",
        "See --help.",
    ),
    "usage/extra-argument": error(
        "余分な語があります。",
        "there is a word too many.",
        "項目の値が二つ以上ある時は、オプションごと繰り返してください（例 --issue 不登校 --issue いじめ）。",
        "For several values repeat the option, such as --issue 不登校 --issue いじめ.",
    ),
    "usage/unknown-place": error(
        "見つからない地名かコードがあります（{number} 番目）。",
        "a place name or code was not found (number {number}).",
        "都道府県から書くか、5桁か6桁の全国地方公共団体コードで書いてください。",
        "Write the prefecture too, or the code of 5 or 6 digits.",
    ),
    "usage/internal": error(
        "tsunagari の中で思わぬ誤りがありました（{kind}）。",
        "an unexpected fault inside tsunagari ({kind}).",
        "何をした時かを添えて知らせてください。相談の内容は添えないでください。",
        "Please report what you did, without the facts of any case.",
    ),
}

_FACTS: Mapping[str, Entry] = {
    "facts/too-large": error(
        "一件の相談が大きすぎます（上限 1 MiB）。",
        "one consultation is too large (the limit is 1 MiB).",
    ),
    "facts/too-deep": error(
        "JSON の入れ子が深すぎます。",
        "the JSON is nested too deeply.",
    ),
    "facts/not-an-object": error(
        "一件の相談は JSON のオブジェクト（`{{…}}`）で書きます。",
        "one consultation is a JSON object (`{{…}}`).",
    ),
    "facts/duplicate-key": error(
        "一つのオブジェクトに同じ項目が二度書かれています。",
        "an object holds the same key twice.",
        "一つにしてください。",
        "Keep one of them.",
    ),
    "facts/not-utf8": error(
        "UTF-8 として読めません。",
        "this cannot be read as UTF-8.",
    ),
}

USAGE: Mapping[str, Entry] = {**_FOLDERS, **_FINDINGS, **_CALLS, **_FACTS}
