"""What is heard and yet is no ready fact.

Law: a doubt takes no candidate away, it only leaves the fact to whoever confirms. Doubtful are phrases that the same
clause goes on to deny (借金はしていません), or to tell as a job or a campaign (介護の仕事), and short words in hiragana
whose edges may belong to another word (がんばる, とりこんで, うつ伏せ); ages of another day or of two people's distance
(来月18歳に, 二歳差); and homes that are somebody's past, plan, work or school (実家は…, …に住みたい).
"""

from __future__ import annotations

import re

from tsunagari.hearing.everyday import SAYING_NO

_LATER_NO = re.compile(
    "(?:とか|など|なんか|わけ|こと|つもり|まだ|もう|必要|予定|考え|かんがえ|受け|うけ|ふるわ|され|られ|思って|よく"
    f"|[しりいてではもがをにのくとたるっん困])*?(?:{SAYING_NO.pattern}|じゃ)"
)
_WORK = re.compile("(?:の|を)?(?:お?仕事|防止|対策|支援|施設|職員|相談員|事業所|にゅーす|返し|完済)|はもう(?:返|終|済)")
_HIRAGANA = re.compile("[ぁ-ゖー]{1,3}")
_EDGE_BEFORE = re.compile("[^ぁ-ゖー]|[をにはがもの]")
_EDGE_AFTER = re.compile(
    "$|[^ぁ-ゖー\u3400-\u9fff々]|[をはにも]|が(?!ん)|の|です|でし|で[、。]?$|で[^ぁ-ゖ]|だ|か|と(?:か|思|言|診|い)|って|など|や|じゃ|っぽ"
    "|ぎみ|み|[病状症患気者持問相検手予性罹再発治]"
)
_NOT_TODAY_BEFORE = re.compile(
    "(?:来月|来年|来週|さ来年|もうすぐ|もう少しで|そろそろ|まもなく|あと|去年|昨年|一昨年|おととし|前は|前に|昔|今度|年前|いつか)[^。]{0,8}$"
)
_NOT_TODAY_AFTER = re.compile(
    "児|に(?:な[らる]|なった[らと時]|なりま?す|なるまで)|以降|以後|差|年上|年下|上|下|違い|ちがい|離れ|はなれ|でした|だった"
    "|の(?!私|わたし|あたし|俺|僕|ぼく|女|男|学生|高校|中学|大学|小学|会社員|主婦|者|本人)"
)
_MY_HOME = re.compile(
    "(?<![\u3400-\u9fff])(?:私|わたし|あたし|俺|おれ|僕|ぼく|自分|家|うち|自宅|住所|住まい|住んでいるの|住んでるの|居住地|今|現在|当方|こちら)[はがもの]$"
)
_TOPIC = re.compile("(?:[はがも]|[^ぁ-ゖ]の|では|まで)$")
_NOT_LIVING = re.compile(
    "に(?:住|すん?|すみ|すむ|暮ら|くら)[ぁ-ゖ]{0,5}?(?:(?:い|て|まし|んだ|んで)た|たい|たく|な[いか]|ません|へん|わけ|予定|つもり|かも)"
)


def doubtful_phrase(said: str, first: int, last: int) -> bool:
    """Whether the phrase at [first, last) of a sentence without signs is only to be confirmed."""
    rest = said[last:]
    if _LATER_NO.match(rest) or _WORK.match(rest):
        return True
    if not _HIRAGANA.fullmatch(said, first, last):
        return False
    return not ((first == 0 or _EDGE_BEFORE.match(said, first - 1)) and _EDGE_AFTER.match(rest))


def another_day(text: str, first: int, last: int) -> bool:
    """Whether the age at [first, last) is told of another day, or is a distance."""
    return bool(_NOT_TODAY_BEFORE.search(text[:first]) or _NOT_TODAY_AFTER.match(text, last))


def another_home(text: str, first: int, last: int) -> bool:
    """Whether the place at [first, last) may be no home of today: a topic that is no home, a past, a plan, a no."""
    before = text[:first]
    return bool(_NOT_LIVING.match(text, last)) or bool(_TOPIC.search(before) and not _MY_HOME.search(before))
