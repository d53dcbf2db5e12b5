"""Titles of at most eighteen characters, as an editor would write them: the thing granted, the act, the word explained.

Chinese phrases end in their head, so a phrase that is too long loses its middle (enumerations, attributes, words of the
policy's own title), never its end: 支持建设、引进人工智能重大科技创新平台 → 支持建设重大科技创新平台.
"""

import re
from functools import lru_cache

import rjieba

LONGEST_TITLE = 18
LONGEST_WHOLE = 26
"""Characters up to which a phrase stays whole when it would not read without its middle."""

SEEN = 300
"""How many characters of a sentence a title is looked for in."""

_NEGATIONS = re.compile(r"不|禁止|严禁|无需|未|取消|停止|免|虚假|伪造|变造|骗取|套取|冒用|违规|违法|非法")
"""Words that turn the sense of a phrase: 提供资料申领 is the opposite of 提供虚假资料申领."""
_ENDS = "，。；：、,;: 　的和与及或并等对为在由按将把从向以—-“"
_ADVERBS = re.compile(
    r"^(?:首先|其次|关于|切实|进一步|积极|大力|着力|全面|加快|不断|持续|深入|扎实|有序|稳步|充分|严格|统筹|认真|着重|重点|探索|多措并举)+(?=[\u4e00-\u9fff]{4})"
)
_PLACES = re.compile(r"(?<![非资基根成样文课剧])(?:我|本|全)(?:省|市|区|县|州|盟|国)(?!级)(?:的)?|驻[\u4e00-\u9fff](?=高校|单位|企业)")
_FILLERS = re.compile(r"(?:相关|有关|领域|各类|各级|一定的?|相应的?|工作的?|能力与水平|水平和能力|等(?=$|的))")
_QUALITIES = re.compile(r"([\u4e00-\u9fff]{2,3}[化性型])(?:[、和与][\u4e00-\u9fff]{2,3}[化性型])+")
_VERB_PAIR = re.compile(
    r"^((?:支持|鼓励|推动|加快|促进|引导)?[\u4e00-\u9fff]{2})(?:、[\u4e00-\u9fff]{2})*[、和与][\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{4})"
)
_GRANTING = re.compile(
    r"(?:给予|予以|发放|享受|领取|提供|安排|申领|申请|获得|奖励|补助|补贴|资助|按照|按|实行|免收|免除|减收|减免|计发|可得)"
)
_GIFTS = (
    "补贴", "补助", "奖励", "奖补", "资助", "津贴", "救助金", "保险金", "补助金", "抚恤金", "养老金", "奖金", "消费券", "贴息",
    "优惠", "待遇", "扣除", "减免", "补偿", "经费", "优待", "扶持", "支持", "奖励金", "补贴金", "免费", "配套", "保证金", "学费",
)  # fmt: skip
_STANDARD = re.compile(
    r"([\u4e00-\u9fff“”]{2,24}?(?:标准|限额|额度|比例|上限|利率|保额|保费))(?:分别)?(?:统一)?(?:为|按|是|确定|提高|不超过|不低于|不得|最高)"
)
_BARE = {
    "资金",
    "适当",
    "一定",
    "单位",
    "相应",
    "财政",
    "定额",
    "据实",
    "个人",
    "企业",
    "政府",
    "上述",
    "前款",
    "本市",
    "我市",
    "相关",
    "年度",
    "其他",
    "该项",
}
_CUTS = re.compile(
    r"[\d\W_]|^(?:给予|予以|发放|享受|按|按照|为|的|对|可|可以|每|每人|每月|每年|最高|不超过|元|万元|一次性|单个|同一|该|其|进行|实行|获得|提供|领取|申请|申领|超过|由|将|和|或|及|与|在|到|至|等|后|予|再|给|且|并|获|应|须|有|用|用于|名|人|次|项|家|户|个|件|万|亿|奖励资金|年度|全额|定额|适当|一定|相应|相关|有关|规定)$"
)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text``."""
    return tuple(rjieba.cut(text))


@lru_cache(maxsize=4096)
def tags_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of ``text`` with their parts of speech."""
    return tuple(rjieba.tag(text))


def title_of(text: str, common: tuple[str, ...] = (), limit: int = LONGEST_TITLE) -> str:
    """Return ``text``, a heading or phrase, as a title of at most ``limit`` characters; ``common`` are words of the policy's
    own title, which a reader of the page already knows."""
    text = re.sub(r"[（(](?![区县市镇乡]）)[^（()）]*[）)]", "", text[:SEEN]).strip(" 　。；：，、,.:;")
    text = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|——?)\s*", "", text)
    text = re.sub(r"^在([^，。；的]{2,10})方面(?:着力|努力|要)(?:做到)?(?=[\u4e00-\u9fff]{3})", r"\1", text)
    text = re.sub(r"^(?:本|我)[省市区县](?=(?:推进|推动|完善|优化|建立|健全|加强|支持|鼓励|实行|开展|深化|强化|构建|促进|提升))", "", text)
    if len(text) > limit:
        first = re.split(r"[，；：。,;]", text)[0]
        text = first if len(first) >= 4 else text
    if len(text) <= limit:
        return _tidy(text)
    for shorter in _shorter(text, common):
        if 4 <= len(shorter) <= limit and _reads(shorter, text):
            return _keeping_polarity(text, _tidy(shorter))
    cut = _tidy(_head_and_verb(shorter, limit))
    if not _reads(cut, text) and len(text) <= LONGEST_WHOLE:
        return _tidy(text)
    return _keeping_polarity(text, cut) if _reads(cut, text) else ""


def _reads(title: str, text: str) -> bool:
    """Tell whether a phrase that lost its middle still reads: 鼓励文明行为进行表彰 and 以上老年人 do not."""
    if re.match(r"(?:周?岁|个|名|项|人|年|月)?以[上下内]|[一-龥]{0,2}(?:其|该)(?!他)", title):
        return False
    return title in text or not re.search(r"进行|开展|发挥|利用|对照|予以|[\u4e00-\u9fff](?:其(?!他)|在|(?<!增加)(?<!加强)(?<!加大)对|将|把|与)[\u4e00-\u9fff]", title)


def _keeping_polarity(text: str, title: str) -> str:
    """Return the title unless shortening lost a 不得 or turned the sense in another way: then nothing."""
    return "" if _NEGATIONS.search(text) and not _NEGATIONS.search(title) else title


def _shorter(text: str, common: tuple[str, ...]):
    """Yield the phrase with ever more of its middle left out."""
    text = re.sub(r"^在[^，]{2,10}方面(?=[^，]{4})", "", text)
    text = _ADVERBS.sub("", text)
    yield text
    text = _PLACES.sub("", text)
    yield text
    for word in common:
        if len(text) > LONGEST_TITLE and len(text) - len(word) >= 5 and not text.endswith(word):
            text = re.sub(rf"(?<![＋+“A-Za-z0-9]){re.escape(word)}", "", text, count=1)
    yield text
    text = _FILLERS.sub("", text) or text
    yield text
    text = _QUALITIES.sub(r"\1", text)
    yield text
    text = _VERB_PAIR.sub(r"\1", text)
    yield text
    joint = max(text[: LONGEST_TITLE + 1].rfind(mark) for mark in "、和及与")
    if joint >= 5 and len(text) - joint <= LONGEST_TITLE and "、" not in text[:joint] and not is_actor(text) and tags_of(text[:joint])[-1][1].startswith("n"):
        yield text[:joint]
    yield text


def _head_and_verb(text: str, limit: int) -> str:
    """Return the verb a phrase opens with and as many of its last words as fit."""
    pieces = [piece for piece in re.split(r"[、和及与]", text) if piece]
    tagged = tags_of(text)
    opening = tagged[0][0] if tagged and tagged[0][1].startswith("v") and len(tagged[0][0]) <= 2 else ""
    if len(pieces) > 1 and 5 <= len(pieces[-1]) <= limit < len(opening) + len(pieces[-1]):
        return pieces[-1]
    words = [word for word, _ in (tags_of(pieces[-1]) if pieces and len(pieces[-1]) >= 5 else tagged)]
    kept: list[str] = []
    for word in reversed(words):
        if len(opening) + sum(map(len, kept)) + len(word) > limit:
            break
        kept.insert(0, word)
    while kept and re.match(r"^[的和与及或、“”《》]|^(?:等|于)$", kept[0]):
        kept.pop(0)
    tail = "".join(kept)
    return tail if tail.startswith(opening) else opening + tail


def _tidy(text: str) -> str:
    for opening, closing in ("“”", "《》", "（）", "()", "‘’"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    text = text.replace('"', "") if text.count('"') % 2 else text
    text = text.strip("，。；：、,;: 　—-").removesuffix("等")
    text = re.sub(r"(?<=[\u4e00-\u9fff]{4})(?:主要)?(?:包括|分为|如下)$", "", text)
    while text and text[-1] in _ENDS and words_of(text)[-1] == text[-1]:  # 普及 and 面对 end in words, not in 及 and 对
        text = text[:-1]
    return text


def granted(text: str) -> str:
    """Return the name of what is granted or fixed, for instance 租房补贴 or 个人缴费标准; empty when none is named."""
    text = re.sub(r"[（(][^（()）]*[）)]", "", text[:SEEN])
    for found in _GRANTING.finditer(text):
        chunk = re.split(r"[，。；：（(]", text[found.end() : found.end() + 40])[0]
        if name := _gift_at_end(chunk.rstrip("。")):
            return name
    if lump := re.search(r"(?:给予|发放)(一次性(?:奖励|补助|补贴|资助|奖补))(?:资金)?(?=最高|不超过|[\d人每])", text):
        return lump[1]
    if found := _STANDARD.search(text):
        name = _tail(re.split(r"[，、：的]", found[1])[-1] or found[1], 14)
        return re.sub(r"^全[省市区县]", "", name) if len(name) >= 4 else ""
    return ""


def _gift_at_end(chunk: str) -> str:
    chunk = re.sub(
        r"(?:资金|奖励|奖金|建设)?(?:支持|扶持)$", lambda m: m[0][:2] if m[0][:2] in ("奖励", "奖金") else "", chunk
    )
    first = re.search(rf"^.*?(?:{'|'.join(_GIFTS)})", chunk)
    for phrase in (chunk if chunk.endswith(_GIFTS) else "", first[0] if first else ""):
        name = _tail(phrase, 10).removeprefix("的")
        bare = next(
            (name.removesuffix(gift) for gift in sorted(_GIFTS, key=len, reverse=True) if name.endswith(gift)), name
        )
        if len(name) >= 4 and bare and bare not in _BARE:
            return name
    return ""


def _tail(phrase: str, limit: int) -> str:
    """Return the last words of ``phrase`` that make one name."""
    kept = ""
    for word in reversed(words_of(phrase)):
        if _CUTS.search(word) or len(word) + len(kept) > limit:
            break
        kept = word + kept
    return kept


_EXPLAINED = r"[“\"]?([^，。：”\"（(]{2,24}?)[”\"]?(?:[（(][^）)]*[）)])?[，,]?"


def term(text: str) -> str:
    """Return the word a definition explains; empty when there is none."""
    text = text[:SEEN]
    if aside := re.match(r"([^，。]{2,12})作为[^，。]{2,30}，是指", text):
        return title_of(aside[1])
    for verbs in (r"(?:是指|指的是|主要是指)", r"(?:指|主要包括|包括|是|为)"):  # 文明行为，是指 is not 文明行 为
        if found := re.search(rf"(?:所称|所指|所说)的?{_EXPLAINED}{verbs}", text):
            break
    found = found or re.search(
        r"^(?:其中[，:]?)?[“\"]?([^，。：”\"（(]{2,20}?)[”\"]?(?:[（(][^）)]*[）)])?[，,]?(?:是指|主要包括|包括)", text
    )
    found = found or re.search(r"[，；][“\"]?([^，。：；”\"（(]{2,14}?)[”\"]?是指", text)
    return title_of(found[1].removeprefix("的")) if found else ""


def subject(text: str, common: tuple[str, ...] = ()) -> str:
    """Return who or what a sentence speaks about: its first phrase, without opening words, shortened if need be."""
    return title_of(_first_phrase(text) or text, common)


def whole_subject(text: str) -> str:
    """Return the first phrase of a sentence when it makes a title as it stands; empty when it would have to be cut."""
    phrase = _first_phrase(text)
    if not 2 <= len(phrase) <= LONGEST_TITLE or re.search(
        r"[\d第]|或其|^(?:任何|有关|各|符合|按照|根据|依据|经|对|以|如|凡|不|从|到|有|在|由于|请)|^[未已](?!.*的(?:人员|学生|企业|单位|家庭|对象)$)|(?:情形|条件)之一|[前本]条",
        phrase,
    ):
        return ""
    tagged = tags_of(phrase)
    return _tidy(phrase) if tagged and tagged[-1][1][:1] in ("n", "v") and len(_tidy(phrase)) == len(phrase) else ""


def opening(text: str) -> str:
    """Return whom or what a line of a list is about, its words before the first comma, when they make a title uncut."""
    phrase = re.split(r"[，：；。]", text[:SEEN])[0].removesuffix("的")
    return (
        _tidy(phrase) if 3 <= len(phrase) <= LONGEST_TITLE and not re.search(r"^(?:符合|按照|第)|[元%]", phrase) else ""
    )


def _first_phrase(text: str) -> str:
    text = re.sub(r"[（(](?![区县市镇乡]）)[^（()）]*[）)]", "", text[:SEEN])
    text = re.sub(r"^(?:其中|同时|此外|另外)[，,]?|^本[^，。]{1,6}所称", "", text)
    text = re.sub(r"^(?:对于?|凡|由(?!于)|在|自|为了?|将|被)(?=[\u4e00-\u9fff“]{4})", "", text)
    if about := re.match(r"在([^，。；]{3,14})方面，", text):
        return about[1]
    phrase = re.split(
        r"(?:应当|应该|必须|可以|不得|不能|负责|统一|[，。；：]|（(?![区县市镇乡]）)|享受|按照|按规定|如需|如果|是在|是指|按)",
        text,
    )[0]
    return re.sub(r"(?:应|可|须|需|均|并|分别|由)$", "", phrase)


def ban(text: str) -> str:
    """Return what a sentence forbids, for instance 不得提取现金; empty when that is too long to stand alone."""
    for found in re.finditer(r"(?<!除)(?:不得|严禁|禁止|不能|不准)[^，。；：]{2,40}(?=[，。；])", text[:SEEN]):
        said = _tidy(found[0])
        halves = said.split("、")
        parallel = len(halves) > 1 and len(halves[0]) >= 7 and all(len(half) >= 4 for half in halves) and "的" not in halves[-1]
        excuse = re.match(r"(不得)以[^。；]{4,120}?为由，?([^，。；]{2,14})(?=[，。；])", text[found.start() :])
        bare = re.sub(r"(?:其他)?与[^，。；的]{1,10}无关的", "无关", re.sub(r"在[^，。；]{2,20}(?:过程中|期间)", "", said))
        act = re.sub(r"(擅自[\u4e00-\u9fff]{2})(?:可能)?[^，。；]{2,20}的(?=[\u4e00-\u9fff]{2,8}$)", r"\1", bare)
        kinds = f"{halves[0]}的{halves[-1].rpartition('的')[2]}" if len(halves) > 1 and re.search(r"[^的]的[\u4e00-\u9fff]{2,6}$", halves[-1]) and "的" not in halves[0] else ""
        options = (excuse[1] + excuse[2],) if excuse else () if said.startswith("不得以") and "为由" in text[found.start() :] else (said, halves[0] if parallel else "", bare, act, kinds, _first_of_two(said))
        for title in options:
            if 4 <= len(title) <= LONGEST_TITLE and not re.search(r"下列|以下|如下|其(?!他)|(?:提供|进行|开展|给予)$", title):
                return title
    return ""


def _first_of_two(said: str) -> str:
    """Return the first of two acts forbidden together: 不得以自己的名义申请专利 of 不得……申请专利或者请求宣告专利权无效."""
    first, _, second = said.partition("或者")
    return first if len(first) >= 8 and len(second) >= 4 and tags_of(second)[0][1].startswith("v") and tags_of(first)[-1][1].startswith("n") else ""


_REQUIRED = re.compile(
    r"(?:应当(?!事人)|(?<![相适对反响供])应(?![急对用税收届当])|必须|可以(?=[^，。；：]{6}))(?:依法|及时|按照规定|按规定|自觉|积极|主动|采取(?:有效)?措施|不断|切实)*([^，。；：]{4,60})(?=[，。；：])"
)
_TAKEN = re.compile(
    r"(?:鼓励|支持|推动|引导|建立|健全|完善|探索|加强|加大|推进|实行|实施|设立|落实|优化|简化|培育|保障|强化|促进|深化|提升|规范|打造|扩大|统筹|改善|创建|发展|推广|简并)[^，。；：]{4,60}"
)
_POINTING = re.compile(
    r"\d[\d.]*[%元万亿]|下列|以下|如下|其(?!他)|本条|第[一二三四五六七八九十\d]+[条款项]|该|上述|前款|之日|^应当事人|^(?:首先|市级层面|就|或者?|和|及|则|由|自|在[^，。；]*[后前内时间中]|为|对|将|把|与|向|根据|按照|是|有|当|按|从|以|经|于|给予|并|同时|包括)|的$|(?:前提|情况|条件|基础)[下上]$|过程中$|[^同及实按定]时$"
)


_SITUATION = re.compile(r"^((?:遇有|观看|饲养|驾驶|乘坐|参加|进行|举办|开展|使用|在[^，。；]{2,8}(?:进行|开展|举办))[^。；：]{2,30}?)，?(?:应当|应(?![急对用]))")


def situation(text: str) -> str:
    """Return when a duty holds with the duty, or only when, as a title: 遇有突发事件服从现场指挥; empty where no such case opens it."""
    found = _SITUATION.match(text[:SEEN])
    case = re.sub(r"^在[^，。；]{2,8}(?:进行|开展|举办)", "", found[1]).strip("，") if found else ""
    whole = case + duty(text) if case and not re.search(r"规定|法律|法规", duty(text)) else ""
    return next((title for title in (whole, case) if 4 <= len(title) <= LONGEST_TITLE and "，" not in title), "")


def duty(text: str) -> str:
    """Return what a sentence requires or allows, for instance 履行及时付款义务; empty when that is too long to stand alone."""
    return next(filter(None, (_standing(found[1]) for found in _REQUIRED.finditer(text[:SEEN]))), "")


def directive(text: str) -> str:
    """Return what a sentence sets going, uncut: 建立健全奖励表彰制度; empty when it opens otherwise or runs on too long."""
    text = re.sub(r"^(?:本[省市区县]|我[省市区县]|全[省市区县]|[各市区县、（）]+人民政府)", "", text[:SEEN])
    found = _TAKEN.match(text)
    if found and re.match(r"，(?:应|必|须|可以|不得|坚持|按)", text[found.end() :]):  # 保障款项支付工作，应当…… names what it speaks of
        return ""
    return _standing(found[0]) if found else ""


def _standing(phrase: str) -> str:
    """Return a verb with its object as a title when it fits, or the first of its parallel halves; else nothing."""
    phrase = re.sub(r"[（(][^（()）]*[）)]", "", phrase)
    phrase = re.sub(r"^(建立|完善|制定)、(?=健全|完善|实施)", r"\1", phrase)
    phrase = re.sub(r"^(?:遵守|执行)(?=.{4,}(?:规范|规定|公约|制度)$)", "", phrase)
    pieces = phrase.split("、")
    parallel = len(pieces) > 1 and all(len(piece) >= 4 and tags_of(piece)[0][1].startswith("v") for piece in pieces)
    if len(phrase) > LONGEST_TITLE and parallel and not phrase.startswith("做到"):
        while len(phrase) > LONGEST_TITLE and len(pieces) > 1:
            phrase = "、".join(pieces := pieces[:-1])
        phrase = phrase if re.match(r"[\u4e00-\u9fff]+$", pieces[-1]) else ""
    if not 4 <= len(phrase) <= LONGEST_TITLE or _POINTING.search(phrase) or re.search(r"[“”《》]", phrase):
        return ""
    return _tidy(phrase)


_ACTOR = re.compile(
    r"(?:人民政府|政府|部门|机关|单位|机构|企业|委员会|办公室|组织|人员|公民|个人|纳税人|申请人|社会力量|公众|家庭|父母|中心|经营者|主体|平台|公司|学校|高校|银行|者|师|户|人|对象)$"
)
_GENERIC = re.compile(
    r"^(?:注意事项|其他(?:事项|规定|要求)?|有关(?:事项|要求|规定)|相关(?:事项|要求|规定)|工作要求|附则|总则|监督管理|监督检查|法律责任|罚则|保障措施|组织保障|组织实施|"
    r"(?:规范|促进|鼓励|倡导|实施|管理|监督|职责|保障|服务|引导|治理|奖励|支持|预防|处置|权利|指导)[与和](?:规范|促进|鼓励|倡导|实施|管理|监督|职责|保障|服务|引导|治理|奖励|支持|预防|处置|义务|落实|监管|检查)|政务服务|市场环境|监管执法|法治保障|基本行为规范|主要内容|内容|说明|备注|注)$"
)


def is_actor(phrase: str) -> bool:
    """Tell whether a phrase only names who acts: 纳税人, 市民政部门. That says nothing of what a sentence is about."""
    return bool(_ACTOR.search(phrase))


def acting(text: str) -> str:
    """Return who a sentence charges with a task, as a title: 市民政部门; 本办法由市民政局负责实施 names 市民政局."""
    by = re.match(r"[^，。；]{0,16}?由([^，。；]{3,26}?)(?:统一|具体)?(?:负责|牵头|承担|会同)", text[:SEEN])
    first = re.match(r"(?:由)?([^，。；]{3,26}?)(?:统一|具体|应当?|主要|要|将)?(?:负责|牵头|承担|统筹|指定|会同|充分发挥|发挥)", text[:SEEN])
    task = re.match(r"([^，。；、]{2,16}?(?:国务院|政府))负责[^，。；]{2,24}的(?:主管)?部门|()国务院负责[^，。；]{2,24}的(?:主管)?部门", text[:SEEN])
    whole = re.match(r"([^，。；]{3,26}?)对[^，。；]{2,40}负总责", text[:SEEN])
    if task:  # 负责……工作的部门 names the department, not what the government does
        return f"{task[1] or '国务院'}有关部门"
    who = by[1] if by else first[1] if first else whole[1] if whole else whole_subject(text)
    who = who.rpartition("：")[2]
    named = len(who) >= 3 and (is_actor(who) or _BODY.search(who)) and not re.search("要|建立|发挥|应当", who) and not tags_of(who)[0][1].startswith("v")
    return title_of(who, (), LONGEST_WHOLE) if named else ""


_BODY = re.compile(r"(?:[^格]局|[^全内外干一]部|厅|[^编]委|办|院|小组)$")
"""Ends the name of a body; too short a word to tell one anywhere else."""


def is_generic(heading: str) -> bool:
    """Tell whether a heading fits any document (注意事项, 监督管理, 鼓励与促进) and so tells nothing of this point."""
    return bool(_GENERIC.match(heading))


_PENALISED = re.compile(r"(?:^|，)(?:违反[^，。；]{2,24}规定，)?(?:有)?([^，。；：违]{4,40})的，(?:由|依照|依法|处|给予)(?=.{0,60}(?:罚款|处罚|责令|警告|追究))")


LONGEST_CONDUCT = 13
"""Characters of a punished conduct that make a title; of a longer one only its first case is named."""


def penalised(text: str) -> str:
    """Return whose or which conduct a sentence punishes, as a title: 露天烧烤经营的处罚; empty when it takes a sentence to say."""
    found = _PENALISED.search(text[:SEEN])
    conduct = found[1] if found else ""
    if len(conduct) > LONGEST_CONDUCT:  # 露天焚烧秸秆、落叶等产生烟尘的 is called by its first case
        first, _, rest = conduct.partition("、")
        conduct = f"{first}等行为" if "等" in rest and 4 <= len(first) <= LONGEST_CONDUCT - 2 else ""
    return "" if not conduct or re.search(r"情形|行为之一|规定|情节|履行|职责|滥用|拒不|逾期|构成|造成|涉嫌|审核|公示", conduct) else f"{conduct}的处罚"


def act(text: str) -> str:
    """Return what a sentence has someone do, as verb and object: 建立数据使用备案制度; empty when it opens otherwise."""
    for chunk in re.split(r"[，。；：]", text[:SEEN])[:4]:
        tagged = tags_of(chunk)
        if (
            tagged
            and tagged[0][1] == "v"
            and len(tagged[0][0]) >= 2
            and len(chunk) >= 6
            and not (is_actor(chunk) and "的" in chunk)
            and not re.search(
                r"\d|的$|第[一二三四五六七八九十]+条|(?:情形|条件)之一|应当?|可以|不得|不予|禁止|严禁|根据|按照|结合|^登记|^违反|^(?:围绕|充分考虑|考虑|依托|聚焦|坚持|利用|立足|针对|面向|适应|遵循|参照|包括|起草|如需|通过|进入)", chunk
            )
            and _reads(title := title_of(chunk), chunk)
        ):
            return title
    return ""


_WHOLE = re.compile(r"全额|全免|免费")
_PARTLY = re.compile(r"\d[\d.]*%|补贴上限|超出部分|不足部分")


def overstates(title: str, text: str) -> bool:
    """Tell whether a title names one of two measures: 全额补贴 over 首件全额补贴，第二件补贴60%; 半价优惠 over 半价……；……免费."""
    if re.search("半价|减半", title):
        return bool(_WHOLE.search(text)) and not _WHOLE.search(title)
    return bool(_WHOLE.search(title)) and bool(_PARTLY.search(text))


_REGISTERED = re.compile(r"(?:办理|申请|进行)([\u4e00-\u9fff]{0,10}?(?:登记|备案|认证|认定|补缴|变更|注销)(?:业务|手续|登记)?)(?=[，。；])")
_WHOSE = re.compile(r"(?:^|[，：])(?:对于?)?([^，。；：]{6,22}的?(?:企业|单位|机构|家庭|个人|人员|团队|项目|车辆|园区))，")


def apart(text: str) -> tuple[str, ...]:
    """Return titles that tell a sentence from others of the same name, best first: what it has registered, what it comes to, whose it is."""
    text = text[:SEEN]
    registered = _REGISTERED.search(text)
    last = next(filter(None, (_standing(part) for part in reversed(re.split(r"[，；。]", text)) if len(part) >= 4 and tags_of(part)[0][1][:1] == "v")), "")
    whose = _WHOSE.search(text)
    handed = "提交申请材料" if re.search(r"提交(?!申请，)[^，。；]{0,10}(?:材料|资料)", text) else ""
    checked = "材料审核" if re.search(r"对[^，。；]{0,12}(?:材料|资料)[^，。；]{0,10}审[核查]", text) else ""
    papers = re.match(r"([\u4e00-\u9fff]{2,10}?)(?:需|应当?|须)(?:提供|提交|准备)", text)
    found = (registered[1] if registered else "", f"{papers[1]}材料" if papers else "", checked, handed, last, title_of(whose[1], (), 22) if whose else "")
    return tuple(title for title in found if 4 <= len(title) <= 22 and not re.match("予以|给予|依照|依法|按照|可以|应当", title))
