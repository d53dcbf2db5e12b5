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
    text = re.sub(r"[（(](?![区县市镇乡村街道、]{1,4}[）)])[^（()）]*[）)]", "", text[:SEEN]).strip(" 　。；：，、,.:;")
    text = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|——?)\s*", "", text)
    text = re.sub(r"^在([^，。；的]{2,10})方面(?:着力|努力|要)(?:做到)?(?=[\u4e00-\u9fff]{3})", r"\1", text)
    text = re.sub(r"^(?:本|我)[省市区县](?=(?:推进|推动|完善|优化|建立|健全|加强|支持|鼓励|实行|开展|深化|强化|构建|促进|提升))", "", text)
    if len(text) > limit:
        first = re.split(r"[，；：。,;]", text)[0]
        text = first if len(first) >= 4 else text
    if len(text) <= limit:
        return tidy(text)
    for shorter in _shorter(text, common):
        if 4 <= len(shorter) <= limit and reads(shorter, text):
            return _keeping_polarity(text, tidy(shorter))
    cut = tidy(_head_and_verb(shorter, limit))
    if not reads(cut, text) and len(text) <= LONGEST_WHOLE:
        return tidy(text)
    return _keeping_polarity(text, cut) if reads(cut, text) else ""


def reads(title: str, text: str) -> bool:
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


def tidy(text: str) -> str:
    """Return a phrase without the marks and the particles that are left of what was cut away."""
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
    return tidy(phrase) if tagged and tagged[-1][1][:1] in ("n", "v") and len(tidy(phrase)) == len(phrase) else ""


def opening(text: str) -> str:
    """Return whom or what a line of a list is about, its words before the first comma, when they make a title uncut."""
    phrase = re.split(r"[，：；。]", text[:SEEN])[0].removesuffix("的")
    return (
        tidy(phrase.removeprefix("对").removeprefix("在")) if 3 <= len(phrase) <= LONGEST_WHOLE and (_CLASS_ONLY.search(phrase) or len(phrase) <= LONGEST_TITLE and not re.search(r"^(?:符合|按照|第)|[元%]", phrase)) else ""
    )


_CLASS_ONLY = re.compile("^(?!符合|按照|第).*的(?:企业|单位|家庭|人员|机构|[\u4e00-\u9fff]{0,6}成员|老年人)$")
"""A class of people or firms, told by what it has: 上一年度营业收入50亿元以上的企业."""


def _first_phrase(text: str) -> str:
    text = re.sub(r"[（(](?![区县市镇乡村街道、]{1,4}[）)])[^（()）]*[）)]", "", text[:SEEN])
    text = re.sub(r"^(?:其中|同时|此外|另外)[，,]?|^本[^，。]{1,6}所称", "", text)
    text = re.sub(r"^(?:对于?|凡|由(?!于)|在|自|为了?|将|被)(?=[\u4e00-\u9fff“]{4})", "", text)
    if about := re.match(r"在([^，。；]{3,14})方面，", text):
        return about[1]
    phrase = re.split(
        r"(?:应当|应该|必须|须(?=[同在由符先])|可以|不得|不能|负责|统一|[，。；：]|（(?![区县市镇乡村街道、]{1,4}）)|享受|按照|按规定|如需|如果|是在|是指|按)",
        text,
    )[0]
    return re.sub(r"(?:应|可|须|需|均|并|分别|由)$", "", phrase)


_ACTOR = re.compile(
    r"(?:人民政府|政府|部门|机关|单位|机构|企业|委员会|办公室|组织|人员|公民|个人|纳税人|申请人|社会力量|公众|家庭|父母|中心|经营者|主体|平台|公司|学校|高校|银行|者|师|户|人|成员|对象)$"
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
        work = re.match("[^，。；]*?负责([^，。；]{2,20}?)的(?:主管)?部门(?![、和及])", text[:SEEN])
        whole = f"{task[1] or '国务院'}{work[1]}部门" if work else ""
        return whole if 0 < len(whole) <= LONGEST_WHOLE else f"{task[1] or '国务院'}有关部门"
    who = by[1] if by else first[1] if first else whole[1] if whole else whole_subject(text)
    who = who.rpartition("：")[2]
    named = len(who) >= 3 and (is_actor(who) or _BODY.search(who)) and not re.search("要|建立|发挥|应当", who) and not tags_of(who)[0][1].startswith("v")
    return title_of(who, (), LONGEST_WHOLE) if named else ""


_BODY = re.compile(r"(?:[^格]局|[^全内外干一]部|厅|[^编]委|办|院|小组)$")
"""Ends the name of a body; too short a word to tell one anywhere else."""


def is_generic(heading: str) -> bool:
    """Tell whether a heading fits any document (注意事项, 监督管理, 鼓励与促进) and so tells nothing of this point."""
    return bool(_GENERIC.match(heading))


_WHOLE = re.compile(r"全额|全免|免费")
_PARTLY = re.compile(r"\d[\d.]*%|补贴上限|超出部分|不足部分")


def overstates(title: str, text: str) -> bool:
    """Tell whether a title names one of two measures: 全额补贴 over 首件全额补贴，第二件补贴60%; 半价优惠 over 半价……；……免费."""
    if re.search("半价|减半", title):
        return bool(_WHOLE.search(text)) and not _WHOLE.search(title)
    return bool(_WHOLE.search(title)) and bool(_PARTLY.search(text))
