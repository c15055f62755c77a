"""Sentences about statistics: why a table cannot be made or must not be published.

Law: they name files, lines of a population table and months, never a count of a case.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.messages.entry import Entry, error

STATISTICS: Mapping[str, Entry] = {
    "usage/statistics-crisis": error(
        "--crisis に、規則集にない相談の名前があります（{number} 番目）",
        "--crisis names an issue that the ruleset does not have (number {number})",
        "ゼロも隠す相談（自殺、虐待など）を規則集の名前で書くか、なければ `--crisis なし` と書いてください",
        "name the issues whose zeros are hidden too as the ruleset does, or write `--crisis none`",
    ),
    "usage/statistics-issue": error(
        "監査記録に、この規則集にない相談があります",
        "the audit log holds an issue that this ruleset does not have",
        "記録した時の規則集を指定してください",
        "name the ruleset of the time of the records",
    ),
    "usage/statistics-population": error(
        "人口の表の {line} 行目が読めません",
        "line {line} of the table of populations cannot be read",
        "`市区町村コード,人口` の形で、一市区町村を一行に書いてください（例 06201,240000）",
        "write one municipality a line as `code,population`, such as 06201,240000",
    ),
    "usage/statistics-in-the-log": error(
        "`{path}` は監査記録のフォルダの中です。公表する表は、記録や台帳と別の場所に書きます",
        "`{path}` lies in the folder of the audit log: what is published is written elsewhere",
        "ほかのフォルダを指定してください",
        "name another folder",
    ),
    "usage/statistics-nowhere": error(
        "人口の表に、公表できる市区町村（人口2,000人以上）がありません",
        "the table of populations has no municipality of 2,000 people or more",
    ),
    "usage/statistics-damaged": error(
        "監査記録か公表の台帳が壊れているため、集計しません",
        "the audit log or the ledger of releases is damaged, so nothing is counted",
        "`tsunagari audit verify` で確かめてください",
        "look at it with `tsunagari audit verify`",
    ),
    "usage/statistics-destroyed": error(
        "{month} の記録は廃棄されているため、集計できません",
        "the records of {month} were destroyed and cannot be counted",
    ),
    "usage/statistics-before": error(
        "{month} は、監査記録を始める前の月です",
        "{month} lies before the first month of the audit log",
    ),
    "usage/statistics-unfinished": error(
        "{month} はまだ終わっていないため、公表できません",
        "{month} is not over yet and cannot be published",
        "月が終わってから集計してください",
        "wait for the end of the month",
    ),
    "usage/statistics-unsafe": error(
        "これまでに公表した表と合わせると、隠すべき数が絞り込めてしまうため、公表できません",
        "together with what was published before, hidden numbers could be worked out, so nothing is published",
    ),
    "usage/statistics-overlaps": error(
        "{month} は、別の期間としてすでに公表されています",
        "{month} was already published as part of another period",
        "公表した時と同じ期間を指定してください",
        "name the same period as before",
    ),
    "usage/statistics-shape": error(
        "同じ期間の表が、別の市区町村や相談の区分、ゼロを隠す相談ですでに公表されています",
        "the same period was already published with other areas, issues or crisis issues",
        "公表した時と同じ人口の表、規則集、--crisis で集計してください",
        "use the table of populations, the ruleset and --crisis of that release",
    ),
    "usage/statistics-differs": error(
        "すでに公表した数と、今の記録による数が違います。差から個人が分かるおそれがあるため、公表し直せません",
        "a number that was published differs from what the records say now, and the difference could tell of somebody",
    ),
}
