"""A small ruleset, and what a run of the command line leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

RULES = """規則集 「試しの市の相談」
  了承 gap 「試しの市は、すべての人の相談は受けない」
  了承 closed-hours 「試しの市は、夜は閉まる」

相談分野 不登校
相談分野 いじめ
希望項目 匿名

時間帯 開庁時間
  平日 8:30〜17:15

属性 在学状況
  選択 小学生、中学生、高校生

属性 世帯人数
  選択 0〜10

団体 市教育委員会

窓口 学びの相談室
  実施団体 市教育委員会
  対象地域 山形市
  対象年齢 18歳未満
  対象分野 不登校、いじめ
  受付方法 電話 受付 開庁時間 電話番号 023-000-0000
  受付方法 来所 受付 開庁時間
  応じる希望 匿名

窓口 夜のチャット
  受付方法 チャット 受付 24時間

窓口 まちの居場所
  種別 居場所
  対象地域 山形県
  対象条件 在学状況が高校生

窓口 大家族の相談
  対象条件 世帯人数が5以上
  受付方法 電話 受付 24時間 電話番号 #9999

規則 学校の悩み
  条件 相談が不登校、いじめ
  つなぐ先 学びの相談室、夜のチャット
  つながらない時 まちの居場所
  根拠 「市の計画」
  案内 「いっしょに考えます。」
  ただし 緊急
    条件 緊迫 あり
    あわせて まちの居場所
    緊急度 即時

規則 大家族
  つなぐ先 大家族の相談

相談例 「昼の中学生」
  前提 年齢 14歳
  前提 相談 不登校
  前提 住所 山形市
  前提 世帯人数 3
  前提 時間 2026年5月1日 15:00
  結果 学びの相談室、夜のチャット
"""


@dataclass(frozen=True)
class Said:
    """What a run of the command line left."""

    code: int
    out: str
    err: str


Tsunagari = Callable[..., Said]
