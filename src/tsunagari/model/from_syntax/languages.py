"""Languages that every ruleset knows by name.

Law: one row, one language: Japanese name (canonical), English name, BCP 47 tag, other names. Written forms and
regional forms that a desk would not tell apart are other names, so that nobody misses a desk over them. A well-formed
tag (`model.language_tag`) that has no row is a language too, once a ruleset uses it.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final = """\
日本語 japanese ja ja-JP 国語 やさしい日本語
日本手話 japanese-sign-language jsl 手話
英語 english en en-US en-GB
中国語 chinese zh zh-Hans zh-Hant zh-CN zh-TW 中文 简体中文 繁體中文 簡体字中国語 繁体字中国語
広東語 cantonese yue
台湾語 taiwanese nan
韓国語 korean ko ko-KR 한국어 朝鮮語 韓国・朝鮮語
ベトナム語 vietnamese vi
フィリピノ語 filipino fil フィリピン語
タガログ語 tagalog tl
セブアノ語 cebuano ceb
イロカノ語 ilocano ilo
ポルトガル語 portuguese pt pt-BR pt-PT ブラジル・ポルトガル語
スペイン語 spanish es
ネパール語 nepali ne
インドネシア語 indonesian id
タイ語 thai th
ミャンマー語 burmese my ビルマ語
クメール語 khmer km カンボジア語
ラオス語 lao lo ラオ語
マレー語 malay ms
ジャワ語 javanese jv
モンゴル語 mongolian mn
ロシア語 russian ru
ウクライナ語 ukrainian uk
ベラルーシ語 belarusian be
フランス語 french fr
ドイツ語 german de
イタリア語 italian it
オランダ語 dutch nl
ポーランド語 polish pl
チェコ語 czech cs
スロバキア語 slovak sk
ハンガリー語 hungarian hu
ルーマニア語 romanian ro
ブルガリア語 bulgarian bg
ギリシャ語 greek el ギリシア語
セルビア語 serbian sr
クロアチア語 croatian hr
スウェーデン語 swedish sv
ノルウェー語 norwegian no
デンマーク語 danish da
フィンランド語 finnish fi
アラビア語 arabic ar
ペルシア語 persian fa ペルシャ語
ダリー語 dari prs
パシュトー語 pashto ps
クルド語 kurdish ku
トルコ語 turkish tr
ヘブライ語 hebrew he
ヒンディー語 hindi hi
ウルドゥー語 urdu ur
ベンガル語 bengali bn
シンハラ語 sinhala si
タミル語 tamil ta
パンジャブ語 punjabi pa
ウズベク語 uzbek uz
カザフ語 kazakh kk
キルギス語 kyrgyz ky
ウイグル語 uyghur ug
チベット語 tibetan bo
スワヒリ語 swahili sw
アムハラ語 amharic am
ソマリ語 somali so
ハウサ語 hausa ha
"""

def built_in_languages() -> tuple[tuple[str, ...], ...]:
    """Rows of names, the canonical one first."""
    return tuple(tuple(row.split()) for row in _TABLE.splitlines())
