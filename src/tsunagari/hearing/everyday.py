"""One spelling for the many in which people write the same everyday word.

Law: what a caller writes and what a ruleset declares go through the same steps, so that a step can only bring
spellings together; it never decides what is meant. The steps: one spelling a word (子供・こども), one for saying no
(ない・へん・ません), one for going on (ている・とる・てしまう), and no particle after a kanji (学校に行けない and
学校行けない).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tsunagari.hearing.letters import Letters, plain

NO = "ぬ"
"""What every way of saying no becomes; it is not taken from any word that is longer than its ending."""

_SPELLINGS = """
子ども こども 子供 子共 小供 | 友だち ともだち 友達 友人 | こわ 怖 恐 | つら 辛 | たた 叩 敲 | なぐ 殴 撲
けら 蹴ら | さわ 触 | こま 困 | つか 疲 | 夫 旦那さん 旦那 だんなさん だんな 主人 ご主人
妻 女房 奥さん 家内 嫁さん | 父 お父さん おとうさん 父親 父さん 親父 おやじ
母 お母さん おかあさん 母親 母さん おふくろ | 彼氏 元彼 元カレ カレシ | 彼女 元カノ カノジョ | ひとり 一人 独り 1人
ふたり 二人 | まわり 周り | 誰 だれ | なに 何も | ごはん ご飯 御飯 | 食べ たべ | 暮ら くら | もら 貰 | くれ 呉れ
ほし 欲し | わから 解ら 分から 判ら | わかって 分かって 解って 判って | でき 出来 | うま 産ま 生ま | うむ 産む 生む
おろした 降ろした | おどさ 脅さ | おどし 脅し | 待ちぶせ 待ち伏せ まちぶせ 待伏せ | かくさ 隠さ | かくし 隠し
いじめ 苛め 虐め | はずれ 外れ | 落ちこ 落ち込 落込 | 振りこ 振り込 振込 ふりこ | 乗っと 乗っ取 のっと
亡くし 無くし 失くし なくし | 障害 障がい 障碍 しょうがい
ひきこも 引き籠も 引きこも 引籠も 引き籠 引籠 引き篭も 引篭も 引き篭 引篭 | うつ 鬱 欝 | がん 癌 | 体 身体 からだ
老老 老々 | 健診 検診 | ひっか 引っ掛 引っか 引掛 | しぶり 渋り | もの忘れ 物忘れ 物わすれ ものわすれ | 払え はらえ
払って はらって | もめ 揉め 揉 | だまさ 騙さ | ところが 所が 処が | ところも 所も | こと 事 | 聞い 訊い 聴い きい
聞か 訊か きか | 眠れ 寝られ 寝れ ねれ ねられ 眠られ ねむれ 寝付け ねつけ | やめられ 辞められ やめれ 辞めれ
やめ 辞め 罷め | やめられな 止められな | 借りられ 借りれ | 食べられ 食べれ | 会わせ あわせ | あっ 遭っ 会っ
やりなお やり直 | 送って おくって | 送っちゃった おくっちゃった | とられ 撮られ 盗られ 取られ | 泊ま とま
学校 がっこう | 仕事 しごと お仕事 | 会社 かいしゃ | お金 おかね 金が 金も 金は おカネ | 酒 お酒 | 米 お米
世話 お世話 せわ | 家賃 やちん | 借金 しゃっきん | 離婚 りこん | 妊娠 にんしん | 生理 せいり | 心配 しんぱい
不安 ふあん | 虐待 ぎゃくたい | 暴力 ぼうりょく | 介護 かいご | 認知症 にんちしょう | 避難 ひなん | 被災 ひさい
法律 ほうりつ | 相続 そうぞく | 差別 さべつ | 不登校 ふとうこう | 失業 しつぎょう | 解雇 かいこ | 孤独 こどく
孤立 こりつ | さびしい さみしい 寂しい 淋しい | さびし さみし 寂し 淋し | 多すぎ 多過ぎ | たくさん 沢山 大量に
怒鳴 どな | 暴れ あばれ | 逃げ にげ | 見張 みは | つきまと 付きまと 付き纏 | 浮気 うわき
赤ちゃん あかちゃん 赤ん坊 | 受験 じゅけん | 進路 しんろ | 学費 がくひ | 貯金 ちょきん | 底をつい 底を突い 底を尽い
いやがらせ 嫌がらせ | 悪口 わるぐち | 仲間 なかま | 生活 せいかつ | 電気 でんき | 水道 すいどう | 登校 とうこう
通訳 つうやく | 日本語 にほんご | 外国人 がいこくじん | 裁判所 さいばんしょ | 弁護士 べんごし | 手紙 てがみ
遺産 いさん | 近所 きんじょ | 付き合い つきあい づきあい 付合い | 部屋 へや | 息子 むすこ | 娘 むすめ | 施設 しせつ
全部 ぜんぶ 全て すべて | 欠席 けっせき | しんどい しんどか | 出てこ 出て来 | 手をあげ 手を上げ 手を挙げ
話し相手 はなし相手 | 心 こころ | 夜が よるが | 夜は よるは
"""
_VERBS = (
    ("たがらない", "たくない"), ("たがりません", "たくない"), ("うまくいってない", "うまくいかない"),
    ("うまくいっていない", "うまくいかない"), ("うまくいってません", "うまくいかない"),
    ("うまくいかん", "うまくいかない"), ("たくて", "たいて"), ("たくなる", "たいなる"), ("たかった", "たいた"),
    ("やっている", "して"), ("やってる", "して"),
)  # fmt: skip
SAYING_NO = re.compile(
    "ありまへん|ありません|あらへん|あれへん|ませんでした|まへんでした|ません|まへん"
    "|なくて|なくな|なかった|ない|なく|なか|なきゃ|なけれ|へんで|へん|ひん|ねえ|ねぇ|ねー"
    "|(?<=[れけめせえべら])ん(?=$|ねん|わ|けど|から|で|く|の|な|と)|(?<=[てで]こ)ん(?=$|ねん|の|で)"
    "|(?<=お)らん(?!ど)|(?<=い)いひん"
)
"""Every way of saying no, dialects too (へん, ひん, らん, こん)."""
_GOING_ON = re.compile(
    "てしまいました|てしまいます|てしまった|てしまって|てしまう|てしまい|ちゃいました|ちゃいます|ちゃった|ちゃって|ちゃう"
    "|ていました|ています|ていた|ていて|ている|てました|てます|てた|てて|てる"
    "|とりました|とります|とった|とって|とる|とん|ておりまして|ております|ており|ておる"
)
_PARTICLE = re.compile(
    "(?<=[\u3400-\u9fff々])(?:には|にも|では|でも|とは|とも|[がをにはもへのと]|で(?!き))(?=[^んっゃゅょ])"
)
_BE = re.compile("おりぬ|おら?ぬ|いぬ|居ぬ")
_ENDINGS = re.compile(
    "(?:かもしれ(?:ぬ|ません)|と思(?:う|います)|って?いい?ます"
    "|んです|のです|です|ました|ます|った|んだ|いた|いだ|て|[るたむくうすぐつぶだ]|(?<!た)い)$"
)
_SHORTEST = 3


def worded(letters: Letters) -> Letters:
    """The letters in everyday spelling; `letters` are folded and without blanks and signs."""
    out = letters
    for pattern, becomes in _spellings():
        out = out.rewritten(pattern, becomes)
    out = _each(out, SAYING_NO, NO)
    out = _each(out, _GOING_ON, "て")
    out = _each(out, _BE, "い" + NO)
    return _each(out, _PARTICLE, "")


def stem(word: str) -> str:
    """A worded word without its last ending, so that all its forms begin with it; never shorter than three letters."""
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= _SHORTEST else word


def _each(letters: Letters, pattern: re.Pattern[str], new: str) -> Letters:
    return letters.rewritten(pattern, _Always(new))


class _Always(dict[str, str]):
    """Every text becomes the same."""

    def __init__(self, new: str) -> None:
        self._new = new
        super().__init__()

    def __missing__(self, key: str) -> str:
        return self._new


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """First whole words, longest first; then verbs that say the same in another form."""
    words: dict[str, str] = {}
    for group in _SPELLINGS.strip().replace("\n", "|").split("|"):
        first, *others = group.split()
        words |= {plain(other): plain(first) for other in (first, *others)}
    steps = (words, dict(_VERBS))
    return tuple((re.compile("|".join(sorted(map(re.escape, step), key=len, reverse=True))), step) for step in steps)
