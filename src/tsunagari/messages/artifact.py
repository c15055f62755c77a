"""Sentences about built artifacts.

Law: every way in which a file is no artifact of ours has a code; a sentence names no place in the file, which says
nothing to whoever can only build it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

_AGAIN = "規則集のフォルダから `tsunagari build RULES -o FILE` で作り直してください"
_BUILD = "build it again from the folder of the ruleset: `tsunagari build RULES -o FILE`"

ARTIFACT: Mapping[str, Entry] = {
    "usage/artifact-foreign": error(
        "規則集のフォルダでも、`tsunagari build` で作ったファイルでもありません",
        "neither the folder of a ruleset nor a file that `tsunagari build` made",
        "規則集のフォルダ（例 rules/yamagata）か、`tsunagari build RULES -o FILE` で作ったファイルを指定してください",
        "name the folder of a ruleset, such as rules/yamagata, or a file made by `tsunagari build RULES -o FILE`",
    ),
    "usage/artifact-unreadable": error(
        "`{path}` を読めません（{reason}）",
        "`{path}` cannot be read ({reason})",
    ),
    "usage/artifact-cut": error(
        "組み立て済みの規則集が途中で切れています",
        "the built ruleset breaks off before its end",
        "写し直すか、`tsunagari build RULES -o FILE` で作り直してください",
        "copy it again, or build it again: `tsunagari build RULES -o FILE`",
    ),
    "usage/artifact-damaged": error(
        "組み立て済みの規則集が壊れています（検査の値が内容と合いません）",
        "the built ruleset is damaged: its checksum does not fit what it holds",
        "写し直すか、`tsunagari build RULES -o FILE` で作り直してください",
        "copy it again, or build it again: `tsunagari build RULES -o FILE`",
    ),
    "usage/artifact-format": error(
        "組み立て済みの規則集の形式 {written} は読めません（読めるのは {here}）",
        "the built ruleset has format {written}, and only {here} can be read",
        _AGAIN,
        _BUILD,
    ),
    "usage/artifact-edition": error(
        "組み立て済みの規則集は tsunagari の別の版（{written}）で作られています（この版は {here}）",
        "the built ruleset was made by another edition of tsunagari ({written}; this one is {here})",
        _AGAIN,
        _BUILD,
    ),
    "usage/artifact-malformed": error(
        "組み立て済みの規則集の中身のつじつまが合いません",
        "the contents of the built ruleset do not hold together",
        "だれが作ったファイルかを確かめ、`tsunagari build RULES -o FILE` で作り直してください",
        "find out who made the file, and build it again: `tsunagari build RULES -o FILE`",
    ),
    "usage/artifact-too-long": error(
        "この規則集は、組み立てると 4 GB を超えます",
        "built, this ruleset would be longer than four gigabytes",
        "規則集を都道府県などに分けてください",
        "part the ruleset, by prefecture for example",
    ),
    "usage/artifact-stale": error(
        "`{path}` は、いまの規則集のファイルから作られたものではありません",
        "`{path}` was not made from the files of the ruleset as they are now",
        _AGAIN,
        _BUILD,
    ),
    "usage/artifact-differs": error(
        "`{path}` の中身は、規則集から作り直したものと違います",
        "`{path}` does not hold what building the ruleset gives",
        "だれが作ったファイルかを確かめ、`tsunagari build RULES -o FILE` で作り直してください",
        "find out who made the file, and build it again: `tsunagari build RULES -o FILE`",
    ),
    "usage/artifact-needs-sources": error(
        "`{path}` は組み立て済みの規則集です。この操作には元の規則集のフォルダが要ります",
        "`{path}` is a built ruleset; this needs the folder that it was built from",
        "規則集のフォルダを指定してください（例 rules/yamagata）",
        "name the folder of the ruleset, such as rules/yamagata",
    ),
}
