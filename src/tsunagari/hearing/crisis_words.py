"""The words of crisis: the exact list that intake never misses inside a sentence.

It lives here and not in a ruleset, because nobody may lose it by an edit of a vocabulary, by a ruleset that uses no
vocabulary, or by `without`: a word of crisis is heard even where no issue of the ruleset stands for it. A ruleset
adds to it by synonyms of these issues. Law: a word is written in hiragana and kanji, `[a|b]` being a choice; the
list is compared after `crisis.squeezed`, which takes away blanks, marks, foreign letters, long vowels and the size
of kana. It tells apart nothing that a tired person may write alike: 死ぬほど笑った is not in it, 死にたいほど is.
Each group names issues by their English names, the first that the ruleset has being meant, and whether it is
danger now (緊迫), not only a worry.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crisis:
    """`issues` in order of preference, `now` for danger now, and the words, a blank between two."""

    issues: tuple[str, ...]
    now: bool
    words: str


_THOUGHTS = ("suicidal-thoughts", "suicide-risk")
_RISK = ("suicide-risk", "suicidal-thoughts")
_HARM = ("self-harm", "suicide-risk")
_VIOLENCE = ("violence", "domestic-violence")

JAPANESE: tuple[Crisis, ...] = (
    Crisis(_THOUGHTS, False, """
        [死|し|氏|市|詩|志|たひ|4|ひ]に[たい|たく|たか|て] [死|し|氏|たひ]にて
        [死|し]んだ[ほう|方]が[まし|いい|よい|良い|楽|らく] [死|し]んだら楽 [死|し]んだら[いい|よい]
        死ねば[いい|よい|良い] しねば[いい|よい]のか
        死んで[しまいた|しまおう|しまえ|もいい|もかまわ|終わり|おわり|楽に]
        しんで[しまいた|しまおう|もいいかな|もいいです] [死|し]んじゃ[いた|おう|えば] [死|し]なせて 死ぬ権利
        死に[方|かた|場所|ばしょ] しに[方|場所|ばしょ] [死|し]ぬ[方法|ほうほう] [死|し]ねる[方法|ほうほう|薬|場所]
        [消|き]え[たい|たく|たかっ|ちまいた|ちゃいた|てしまいた|てしまえ|てなくなりた|て無くなりた|てえ]
        消えて[いなくなりた|楽になりた] この世から[消え|きえ|いなく|去り] いなくなり[たい|たく|たか]
        [居|い]なくなって[しまいた|しまえ] [居|い]なくなりた [居|い]なくなった[ほう|方]が
        [生|い]き[て|て]い[たくな|たない] [生|い]きて[たくな|たない|られな|られへん|られん|ゆけな]
        [生|い]きていけな [生|い]きていても [生|い]きてても [生|い]きてるのが?[つら|しんど|辛|いや|嫌|苦]
        [生|い]きているのが?[つら|しんど|辛|いや|嫌|苦] [生|い]き[たくな|とうな|とない|たない]
        [生|い]きるのが?[つら|辛|しんど|いや|嫌|苦|こわ|怖|めんど|面倒] [生|い]きるのに?[つかれ|疲れ]
        [生|い]きるのを?[やめ|止め|辞め]
        [生|い]きる[意味|いみ|価値|かち|気力|希望|理由][がな|が無|もな|がわから|が分から|なんて]
        [生|い]きてる[意味|いみ|価値|かち|資格] [生|い]きている[意味|いみ|価値|かち|資格] [生|い]きる資格
        [生|産|う]まれてこなけ [生|産|う]まれてこんけ [生|う]まれて[来な|こな]
        [人生|じんせい]を[終わら|おわら|終え|おえ|終わりに|おわりに|やめ] [人生|じんせい]終わ[りにし|らせ]
        もう[終わり|おわり]にし[たい|よう|ます] [全部|ぜんぶ|すべて|全て][終わら|おわら]せ[た|よう]
        [全部|ぜんぶ|すべて|全て]終わりにし[た|よう] [この世|このよ]に[いた|居た]くな
        [あの世|あのよ]に[い|行]き[た] [逝]き[た] 天国に[行き|いき]た 命を[絶|断]
        [死|し]んでもええ [死|し]んだ[方|ほう]がええ [死|し]にとう 死にとな ちにたい [死|し|氏|たひ]にた[み|ひ] たひりた
        死んでま[いた|おう|う] しんでま[いた|おう] 死んでしも[た|う] 死んで[詫|お詫|わび|おわび] 死亡した[い|く]
        死ぬこと[を|ばかり|ばっか|しか|だけ|考] 死を[考え|選|願|望] 自害 自決 入水し[た|よ] 身投げ
        [逝]こう [終|仕舞]いにしたい 永遠に眠[り|ら] 目が覚めな[ければ|きゃ|いで|いまま|かったらいい]
        朝が[来|こ]なければ [居|い]なくなれば[いい|良い|ええ] おらん[方|ほう]がええ
        [私|わたし|あたし|俺|おれ|僕|ぼく|自分][が|は|なんか|なんて][居|い]ない[方|ほう]が
        存在を[消|け]し 存在ごと[消|け] もう楽にさせて 楽にさせてくださ もう[終わり|おわり]にする
        [生|い]きとっても [生|い]きとるのが?[つら|しんど|辛|いや|嫌|苦] [生|い]きんの[つら|しんど|辛|いや|嫌|苦]
        [生|い]きとる[意味|価値] もう[生|い]きられ
    """),
    Crisis(_THOUGHTS, True, """
        たひたひ [もう|無理|むり][死|し]ぬ [首|くび]を?くく [終わら|おわら]せたい人生 [今|いま]から[飛|跳|と]ぶ
        [死|し]ぬしかな 死ぬしか [死|し]ぬつもり 死のう しのうか しのうと [死|し]にます [死|し]んでやる しんでやる
        [今|いま|今日|きょう|今夜|こんや|今晩|明日|あした|これから|今から|いまから][死|し]ぬ
        [遺書|いしょ]を[書|か|残|のこ] [遺書|いしょ][書|か|残] 心中[し|を|する|しか] しんじゅうし
        [無理|むり][心中|しんじゅう] 道連れに 練炭[を|で死|自殺|買|用意] れんたんじさつ れんたんをか
        [首|くび]を[吊|つ]り [首|くび]を[吊|つ]る [首|くび]を[吊|つ]っ [首|くび]を[吊|つ]ろ
        [首|くび][吊り|つり|吊る|つる|吊っ|つっ|吊ろ|つろ] [飛|跳|と]び[降|お]り[た|よ|そう|ます|しか]
        [飛|跳|と]び[降|お]りる[しか|つもり|気|ところ|かも] [飛|跳|と]びおり[た|よ|そう] 飛び降り自殺
        とびおりじさつ 屋上[に|から|で][き|来|行|いる|います|飛|死|落|立]
        [線路|電車|ホーム|海|川|ほーむ|せんろ|でんしゃ][に|から|へ][飛び込|飛びこ|とびこ|とび込|身を投]
        [飛|と]び[込|こ][み|もう|む]と[思|お] [飛|と]び[込|こ]み[たい] 飛び込もう とびこもう 身を投げ みをなげ
        薬を[全部|ぜんぶ|大量|いっぱい|たくさん|沢山][飲|の] 死んだる 硫化水素
        [薬|くすり|眠剤]を?[ため|溜め|貯め][込|こ]ん ろーぷを?[買|用意|準備]
    """),
    Crisis(_RISK, False, """
        自殺 自[さつ|殺|4] じさつ 自死 じし[したい|するか|しよう] 希死念慮 きしねんりょ 自ら命
    """),
    Crisis(_HARM, False, """
        りすか[し|が|を|や|止|で|す|の] りすと[かっと] [切|き]っ[た|ちゃった|てしまった][手首|てくび]
        [手首|てくび]を?[切り|きり|切っ|きっ|切る|きる|傷] [手首|てくび][切り|きり|切っ|きっ|切る|きる]
        [腕|うで]を[切り|きり|切っ|きっ|切る|切ら] 腕[切っ|切り|切る]
        [自分|じぶん]を[傷つけ|きずつけ|切|殴|なぐ|たた|叩] 自傷 じしょう[行為|こうい|し]
        れぐか[し|っと] あむか[し|が|を|っと] かったーで[腕|手首|うで|自分]
    """),
    Crisis(_HARM, True, """
        お[ばあ|ば]ど[おず|ず] [薬|くすり]を?[全部|ぜんぶ|大量に|いっぱい|たくさん|沢山|ありったけ][飲|の]
        [市販薬|眠剤|睡眠薬|安定剤]を?[大量|全部|たくさん] [薬|くすり]を?[飲んで|のんで][起き|おき]な
        [薬|くすり]を?[飲み|のみ]すぎ [薬|くすり]を?[飲|の]んだ[たくさん|いっぱい|全部|ぜんぶ]
    """),
    Crisis(("violence", "domestic-violence", "child-abuse"), True, """
        [殺|ころ]され[る|そ|か|た|ま|ち] [殺|ころ]す[ぞ|と言|といわ|って言|といって] 殺して いっそ殺 ころして
        私を殺 首を[絞|締|し]め くびをしめ
        [刃物|はもの|包丁|ほうちょう|ないふ]を?[向け|むけ|突き|つき|持っ|もっ|振り|ふり] 包丁[向け|持っ]
        刺され[る|そ] [今|いま]も?[殴|なぐ][ら|っ] [今|いま]も?[殴|なぐ]る [今|いま]も?[叩|たた]か
        [今|いま]も?[蹴|け]ら[れ] [今|いま]も?[暴力|ぼうりょく]
        [今|いま][夫|旦那|父|母|彼|彼氏|親|息子|妻|お父さん|お母さん]が[殴|なぐ|暴|あば|たた|叩|怒] 暴れて[逃|に]
        [閉|と]じ[込|こ]め[ら|て] 監禁[さ|し] かんきんさ [家|いえ|部屋|へや]から[出|だ]して[もら|くれ]
        外に出して[もら|くれ] 逃げて[隠れ|きた|きま|います|る] 逃げられ[な|へ|ま|ん] にげられ[な|へ|ま|ん]
        見つかったら 血が[出|で|止まら|とまら] ちがとまら 息をして[な|い] いきをして[な|い] 息してな 意識がな
        いしきがな 息が止 泣き叫 なきさけ けが[させ|さして]られ 怪我させられ 大けが
        [子ども|子供|こども|赤ちゃん|あかちゃん|妻|夫|母|父|親|息子|娘|人|誰か|だれか|自分]を[殺|ころ]し
        殺してしまい ころしてしまい 殺したい ころしたい 手にかけて 手をかけて[しま] 人を刺し [誰か|だれか]を刺し
        何日も食べて[な|い] 首[絞め|締め|しめ]られ [刃物|包丁|ないふ]で[脅|おど|刺] 赤ちゃんが動かな
        [夫|旦那|父|母|親|彼|彼氏|息子|娘|妻|お父さん|お母さん]が[包丁|刃物|ないふ]
        [家|うち]に入れてもらえ べらんだに出され [赤ちゃん|子ども|子供|こども]を[揺さぶ|ゆさぶ]
    """),
    Crisis(("domestic-violence", "violence"), True, """
        dvから今 dvで今 今dv いまdv dvから逃げ dvされてる dvを受けて dvをうけて dvされて
    """),
    Crisis((), True, "[助|たす]けて"),
    Crisis(("child-abuse", "violence"), False, """
        [母|父|親|妻|夫|子ども|子供|こども|赤ちゃん|息子|娘]を[殴|なぐっ|なぐる|叩|たたい|たたく|蹴]
        [母|父|親|妻|子ども|子供|こども]に手を[あげ|上げ|挙げ]
        虐待[され|を受|をうけ|受けて|うけて|する親|し|かも] ぎゃくたい[され|をうけ|を受|し]
    """),
    Crisis(("child-abuse", "violence"), True, """
        [子|子ども|子供|こども|赤ちゃん]が今 子が[今|いま]たた お父さんに[け|蹴]られ お母さんに[け|蹴]られ
    """),
    Crisis(("sexual-violence", "violence"), False, """
        れいぷ 強姦 ごうかん [無理|むり][や|矢][り|理]され 無理矢理され [犯|おか]され[た|そ|る|て|ま]
        [体|からだ|身体|胸|むね]を[触|さわ][ら|っ] 性被害 性暴力
        性的なこと[を|さ|し] あそこを[触|さわ]
    """),
)  # fmt: skip
"""Compared with the letters of kana and kanji alone (Latin letters too in words that hold some)."""

FOREIGN: tuple[Crisis, ...] = (
    Crisis(_THOUGHTS, False, """
        wanttodie want2die wannadie wishiwasdead wishiweredead dontwanttolive endmylife betteroffdead shinita sinita
        想死 不想活 죽고싶 quieromorir queromorrer muốnchết mamatay
    """),
    Crisis(_RISK, True, "killmyself killingmyself suicide suicidal suicidio suicidar 자살 自杀"),
    Crisis(_VIOLENCE, True, "killme goingtokill helpme"),
    Crisis(_HARM, True, "od[した|しち|して|しま|を] odし overdosed cutmyself cuttingmyself"),
)
"""Compared with all letters."""


def spelled(word: str) -> tuple[str, ...]:
    """Every spelling of a word of the list: `[a|b]` is a choice, `x?` may be left out.

    >>> spelled("[死|し]ぬ")
    ('死ぬ', 'しぬ')
    """
    out = [""]
    rest = word
    while rest:
        if rest[0] == "[":
            inside, _, rest = rest[1:].partition("]")
            choices = inside.split("|")
        else:
            choices, rest = [rest[0]], rest[1:]
        if rest[:1] == "?":
            choices, rest = [*choices, ""], rest[1:]
        out = [start + choice for start in out for choice in choices]
    return tuple(out)
