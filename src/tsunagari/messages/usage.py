"""Sentences about reading files, about calls that cannot be used, and about the command line.

Law: `usage/…` is for `UsageError`; the other keys are diagnostics of files and folders; what a person typed
as a fact never stands in a sentence here, only paths and names of files and resources do.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.batch import BATCH
from tsunagari.messages.entry import Entry, error

_FOLDERS: Mapping[str, Entry] = {
    "not-utf8": error(
        "このファイルは UTF-8 ではありません（{encoding} のようです）",
        "this file is not UTF-8; it looks like {encoding}",
        "エディタで文字コードを UTF-8 にして保存し直してください",
        "save it again as UTF-8",
    ),
    "unreadable-file": error(
        "このファイルを読めません（{reason}）",
        "this file cannot be read ({reason})",
        "ファイルの有無と権限を確かめてください",
        "check that it exists and that you may read it",
    ),
    "file-too-large": error(
        "このファイルは大きすぎます（上限 4 MiB）",
        "this file is too large (the limit is 4 MiB)",
        "ブロックをいくつかのファイルに分けてください",
        "split its blocks over several files",
    ),
    "ruleset-too-large": error(
        "規則集が全体で大きすぎます（上限 512 MiB）",
        "the ruleset as a whole is too large (the limit is 512 MiB)",
        "使わない語彙やファイルを外してください",
        "leave out what is not used",
    ),
    "link-outside": error(
        "このリンクは、規則集の外を指しています",
        "this link leads out of the ruleset",
        "リンクの代わりにファイルそのものを置いてください",
        "put the file itself there",
    ),
    "uses-missing": error(
        "使う語彙のフォルダ `{path}` が見つからないか、`*.tsu` がありません",
        "the folder `{path}` that this ruleset uses is missing or holds no `*.tsu` file",
        "この規則集のフォルダから見た道を書いてください（例 ../national）",
        "write its path as seen from this folder, such as ../national",
    ),
    "uses-outside": error(
        "使う語彙のフォルダ `{path}` は、規則集を並べたフォルダの外にあります",
        "the folder `{path}` lies outside the folder that holds the rulesets",
        "隣に並ぶフォルダだけを使えます（例 ../national）",
        "only folders beside this one can be used, such as ../national",
    ),
    "uses-cycle": error(
        "使う語彙が輪になっています（{path}）",
        "the rulesets use each other in a circle ({path})",
        "どちらか一方の「使う語彙」を消してください",
        "take one of these `uses` lines away",
    ),
    "uses-overlap": error(
        "使う語彙のフォルダ `{path}` は、この規則集のフォルダと重なっています",
        "the folder `{path}` and this ruleset's own folder overlap",
        "使う側と使われる側を、隣り合う別々のフォルダに分けてください",
        "keep the two in separate folders side by side",
    ),
}

_CALLS: Mapping[str, Entry] = {
    "usage/no-folder": error(
        "フォルダ `{path}` がありません",
        "there is no folder `{path}`",
        "規則集のフォルダを指定してください（例 rules/yamagata）",
        "name the folder of a ruleset, such as rules/yamagata",
    ),
    "usage/not-a-folder": error(
        "`{path}` はフォルダではありません",
        "`{path}` is not a folder",
        "規則集は、`*.tsu` の入ったフォルダで指定します",
        "a ruleset is the folder that holds its `*.tsu` files",
    ),
    "usage/no-rules": error(
        "フォルダ `{path}` に `*.tsu` がありません",
        "the folder `{path}` holds no `*.tsu` file",
        "規則集のフォルダを指定してください（例 rules/yamagata）",
        "name the folder of a ruleset, such as rules/yamagata",
    ),
    "usage/not-a-path": error(
        "フォルダの指定がパスではありません",
        "what was given for the folder is not a path",
    ),
    "usage/unreadable": error(
        "`{path}` を読めません（{reason}）",
        "`{path}` cannot be read ({reason})",
    ),
    "usage/unwritable": error(
        "`{path}` に書けません（{reason}）。元のファイルはそのままです",
        "`{path}` cannot be written ({reason}); what was there is untouched",
    ),
    "usage/fmt-unsafe": error(
        "`{file}` は、整えると意味が変わるおそれがあるため、整えませんでした。元のファイルはそのままです",
        "`{file}` was left as it is: laid out anew, it might not mean the same",
        "tsunagari の誤りです。ファイルを添えて知らせてください",
        "this is a fault of tsunagari. Please report it with the file",
    ),
    "usage/no-git": error(
        "git が見つかりません",
        "git was not found",
        "git を入れるか、二つのフォルダを比べてください",
        "install git, or compare two folders",
    ),
    "usage/no-repository": error(
        "`{path}` は git のリポジトリの中にありません",
        "`{path}` is not in a git repository",
        "リポジトリの中のフォルダを指定するか、--git を使わずに二つのフォルダを比べてください",
        "name a folder inside a repository, or compare two folders without --git",
    ),
    "usage/unknown-revision": error(
        "`{revision}` という版（コミット、ブランチ、タグ）はありません",
        "there is no commit, branch or tag `{revision}`",
        "浅く取得したリポジトリなら、git fetch で過去の版も取得してください",
        "in a shallow clone fetch the earlier commits first",
    ),
    "usage/not-in-revision": error(
        "`{path}` は `{revision}` の版にはありません",
        "`{path}` is not in the revision `{revision}`",
    ),
    "usage/git-failed": error(
        "git から読み出せませんでした（{reason}）",
        "git could not be read ({reason})",
    ),
    "usage/new-with-git": error(
        "--git を使う時は、フォルダを一つだけ指定します",
        "with --git there is one folder only",
        "例: tsunagari diff rules/yamagata --git main..HEAD",
        "for example: tsunagari diff rules/yamagata --git main..HEAD",
    ),
    "usage/same-file": error(
        "`{path}` は入力と出力の両方に指定されています",
        "`{path}` is both the input and the output",
        "別の名前の出力を指定してください",
        "name another output",
    ),
    "usage/output-without-input": error(
        "--output は --input と一緒に使います",
        "--output goes with --input",
    ),
    "usage/facts-with-input": error(
        "--input と、年齢などの項目を同時には指定できません",
        "--input and facts such as --age cannot be given together",
        "項目は入力ファイルの各行に書いてください",
        "write the facts into each line of the input",
    ),
    "usage/facts-with-prose": error(
        "--prose は規則集そのものを文章にします。相談の内容や窓口とは一緒に指定できません",
        "--prose says the ruleset itself and goes with no facts and no resource",
        "年齢などの項目を外すか、--prose を外してください",
        "leave out either the facts or --prose",
    ),
    "usage/no-report-extra": error(
        "レポートを作るには Jinja2 が要ります",
        "a report needs Jinja2",
        "`pip install tsunagari[report]` で入れてください",
        "install it by `pip install tsunagari[report]`",
    ),
    "usage/bad-option": error(
        "{option} の書き方が正しくありません",
        "{option} is not written as it should be",
        "例: {example}",
        "for example: {example}",
    ),
    "usage/unknown-option": error(
        "知らないオプションがあります",
        "there is an option that tsunagari does not have",
        "もしかして: {known}",
        "did you mean: {known}",
    ),
    "usage/unknown-verb": error(
        "知らない動作が指定されました",
        "there is no such verb",
        "使えるのは {verbs} です",
        "the verbs are {verbs}",
    ),
    "usage/unknown-code": error(
        "そのような指摘はありません",
        "there is no finding with such a code",
        "近いもの、またはあるもの: {known}",
        "near ones, or those that there are: {known}",
    ),
    "usage/missing-argument": error(
        "{option} が足りません",
        "{option} is missing",
        "--help で使い方を確かめてください",
        "see --help",
    ),
    "usage/extra-argument": error(
        "余分な語があります",
        "there is a word too many",
        "項目の値が二つ以上ある時は、オプションごと繰り返してください（例 --issue 不登校 --issue いじめ）",
        "for several values repeat the option, such as --issue 不登校 --issue いじめ",
    ),
    "usage/unknown-place": error(
        "見つからない地名かコードがあります（{number} 番目）",
        "a place name or code was not found (number {number})",
        "都道府県から書くか、5桁か6桁の全国地方公共団体コードで書いてください",
        "write the prefecture too, or the code of 5 or 6 digits",
    ),
    "usage/no-text": error(
        "聞き取る文章がありません",
        "there is no text to listen to",
        "規則集のプログラムと文章を渡してください",
        "hand in a program and a text",
    ),
    "usage/text-too-long": error(
        "文章が長すぎます（上限 {limit} 文字）",
        "the text is too long (the limit is {limit} characters)",
        "読み残しが出ないよう、分けて渡してください",
        "hand it in in parts, so that nothing is left unread",
    ),
    "usage/import-unreadable": error(
        "`{path}` を読めません（{reason}）",
        "`{path}` cannot be read ({reason})",
        "CSV（UTF-8）、Excel（.xlsx）、JSON のどれかで、壊れていないファイルを指定してください",
        "give a sound file: CSV in UTF-8, Excel (.xlsx) or JSON",
    ),
    "usage/import-encoding": error(
        "`{path}` は UTF-8 ではありません（{encoding} のようです）",
        "`{path}` is not UTF-8; it looks like {encoding}",
        "UTF-8 で保存し直すか、--encoding で文字コードを指定してください（例 --encoding cp932）",
        "save it again as UTF-8, or name its encoding, such as --encoding cp932",
    ),
    "usage/import-too-large": error(
        "`{path}` は大きすぎます（上限 {limit}）",
        "`{path}` is too large (the limit is {limit})",
        "いくつかに分けてください",
        "split it",
    ),
    "usage/import-no-excel": error(
        "Excel を読むには openpyxl が要ります",
        "reading Excel needs openpyxl",
        "pip install 'tsunagari[excel]' で入れるか、CSV で保存してください",
        "install it with pip install 'tsunagari[excel]', or save the table as CSV",
    ),
    "usage/import-no-table": error(
        "`{path}` に読める表がありません",
        "`{path}` holds no table that can be read",
        "形式と対応表を確かめてください（docs/import.md）",
        "check the format and the mapping (docs/import.md)",
    ),
    "usage/import-mapping": error(
        "対応表 `{path}` の {key} が正しくありません",
        "{key} in the mapping `{path}` is not as it should be",
        "書けるもの: {known}",
        "what may stand there: {known}",
    ),
    "usage/import-columns": error(
        "表に列がありません: {columns}",
        "columns are missing in the table: {columns}",
        "対応表の [columns] を、表の見出しに合わせてください",
        "make [columns] of the mapping fit the header of the table",
    ),
    "usage/import-corrections": error(
        "直す語が表にありません: {words}",
        "what is to be corrected is not in the table: {words}",
    ),
    "usage/import-edited": error(
        "`{path}` は、取り込んだ後で手で直されています。書き換えませんでした",
        "`{path}` was edited after it was imported; nothing was written",
        "直した事を元の表か対応表に移すか、--overwrite を付けてください",
        "move the changes to the source or the mapping, or give --overwrite",
    ),
    "usage/export-nothing": error(
        "`{path}` に窓口がありません",
        "there is no resource in `{path}`",
    ),
    "usage/export-exists": error(
        "`{path}` がもうあります",
        "`{path}` is there already",
        "別の名前を指定するか、--overwrite を付けてください",
        "name another one, or give --overwrite",
    ),
    "usage/internal": error(
        "tsunagari の中で思わぬ誤りがありました（{kind}）",
        "an unexpected fault inside tsunagari ({kind})",
        "何をした時かを添えて知らせてください。相談の内容は添えないでください",
        "please report what you did, without the facts of any case",
    ),
}

USAGE: Mapping[str, Entry] = {**_FOLDERS, **_CALLS, **BATCH}
