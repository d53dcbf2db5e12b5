"""Whether a title fits a statement: the one judge every title has to pass, wherever it comes from.

A title that would mislead is worse than none: products show a point without one as it is.
"""

import re
from functools import lru_cache

from generators.model import Element
from studio.interpreting import labels, titles

NAMED_SO = (Element.TERMS, Element.RESPONSIBILITY, Element.CONTACT, Element.CHANGES, Element.OBJECTIVES, Element.BACKGROUND)
"""Elements whose points are rightly called by a bare noun: the word explained, who acts, what is reached."""

CLASSES = (Element.STANDARDS, Element.SCOPE)
"""Elements in which a class of people or things may name what is fixed for it."""


def fits(title: str, statement: str, element: Element, *, common: tuple[str, ...] = (), source: str = "", whole: bool = False, division: bool = False, made: bool = False) -> bool:
    """Tell whether ``title`` may stand over ``statement``, which speaks to ``element``.

    ``source`` is the heading it was taken from, if any; ``whole`` tells that the statement is all, or nearly all, of what stands under
    that heading, ``division`` that it is the name of a chapter; ``made`` that the title was made of the statement's main clause;
    ``common`` are words of the policy's own title.
    """
    return not fault(title, statement, element, common, source, whole=whole, division=division, made=made)


def fault(title: str, statement: str, element: Element, common: tuple[str, ...], source: str, *, whole: bool, division: bool, made: bool) -> str:
    """Return what keeps a title from standing over a statement, in a word; empty when it fits."""
    said = plain(statement)
    if title in GIVEN.get(element, ()):
        return ""
    own = bool(source) and title == source
    if not title or (is_broken(title) and not (own and not re.search("方面$|问题$|需提供$", title))):
        return "broken"
    if said.startswith(f"{title}："):
        return ""
    if division and not whole:
        named = title in re.split("[，。；：]", said)[0]
        return fault(title, statement, element, common, "", whole=False, division=False, made=made) if named else "chapter"
    if (title in labels.NEVER if source else labels.misused(title, said, element)):
        return "label"
    if contradicts(title, said):
        return "contradicts"
    bare = _SUFFIX.sub("", title) or title
    stock = not source and labels.is_stock(title)
    if not stock and (not made or bare in said) and (is_cut(bare, source) or "、" in source[: source.find(bare)] if source else is_cut(bare, said, made=made)):
        return "cut"
    if title == said.rstrip("。") and element is not Element.OBJECTIVES:
        return "repeats"
    if (source and whole) or stock:
        return ""
    if not source and not made and (_SAYS.search(title) or (element not in NAMED_SO and is_without_object(title))):
        return "sentence"
    if element in NAMED_SO:
        return "matter" if source and not is_of(title, said, common) else ""
    if not re.match(f"{re.escape(title)}，?(?:是指|包括)", said) and is_bare(title, said, element):
        return "bare"
    if not made and not is_of(bare, said, common):
        return "matter"
    if source or bare != title:
        return ""
    if (not made or title in said) and is_a_part(title, said, made=made):
        return "part"
    return "" if covers(title, said) else "one of several"


GIVEN = {
    Element.BACKGROUND: ("制定目的", "制定依据"),
    Element.RESPONSIBILITY: ("配合单位", "职责分工"),
}
"""Titles that points get from how they are put together."""

_SAYS = re.compile("(?<!^)(?:应当|可以|必须|应(?![急对用税收届当])|须(?!知)|向[^的]{2,10}(?:提|申|报)|(?<!但)(?<!还)是(?!否)|(?<!可以)不予)")
"""Words that make a phrase a sentence of its own."""

_SUFFIX = re.compile("(?:等(?:行为|活动))?(?:违规行为)?的(?:处罚|处理|责任|条件|情形|后果|含义)$|违规的责任$|(?:申请)?材料$|申请渠道$")
"""What is added to words of a statement to say what is ruled of them."""


@lru_cache(maxsize=4096)
def plain(statement: str) -> str:
    """Return a statement without its brackets, except short ones that name levels: 街道（乡镇）."""
    return re.sub(r"[（(](?![\u4e00-\u9fff、]{1,4}[）)])[^（()）]*[）)]", "", statement)


_OPENS = re.compile(
    r"^(?:[之到与及和或的地向请]|针对|依托|用于|随同|直接|进行|发生的|在[^的，]{0,14}[日月年]内|用(?![工地水电户人能药餐])|可(?![再持靠穿])|全部|均|下同|前款|全省统|属于|要|通过|首先|其次|其(?!他)|满足|以[上下内]|该|并[^购网联]|且|则|但|由(?!于)|需(?!求|要)|应当?(?!急|用|届|税|对|收)|将|把|被(?!征|扶|保|投|赡)|后(?!续|勤)|会同|根据|按照|依据|依照|参照(?!执行)|自(?!主|愿|动|然|理|行|有|由|贸|我|治|觉)|为(?!老|民|农)|"
    r"从(?!业|事|严|轻|重|高|优|快|源)|如(?!实|何)|若|凡|当(?!地|场|年|月|日|事|前)|除|因|经(?!营|费|济|办|纪)|予以|给予|完成|做出|作出|再|一并|如需|起|在[^，的]{0,6}参保人员$|纳税人为|[二三四五六七八九十\d]+年?内)"
)
_ENDS = re.compile(
    r"(?:依法|需提供|请提交|提供|之下|方面|应当?|可以?|不得|的|等工作|相关工作|有关工作|下列|以下|之一|情况下|前提下|基础上|过程中|期间|以及|进行|开展|给予|、|每|按|(?<![行作])为|负责|[二三]者|必须|方可|(?<=[\u4e00-\u9fff]{3})后|[日月年](?:度)?内|(?<![同及实按定小临暂])时)$"
)
_LIMIT = re.compile(r"^(?:最[高低长多](?!生活|工资)|不得?(?:超过|高于|低于|少于|多于|含有其他))")


def is_broken(title: str) -> bool:
    """Tell whether a title is no whole phrase: it begins or stops in the middle of one, or a mark of a pair is left over."""
    pairs = any(title.count(opening) != title.count(closing) for opening, closing in ("“”", "《》", "（）", "()", "〈〉"))
    joined = titles.words_of(title)[-1] in ("或", "和", "与", "及", "或者") if title else True
    return pairs or joined or len(title) < 2 or bool(_OPENS.search(title) or _ENDS.search(title) or _LIMIT.search(title) or _POINTS.search(title))


_POINTS = re.compile("[，。；：|｜]$|^[，。；：、]|相关(?:核验|工作|规定|要求)|前款|本条|上述|下列|以下条件|如下|第[一二三四五六七八九十]+[条款]")


def is_without_object(title: str) -> bool:
    """Tell whether a title is verbs only (主动退回, 强制清除): of what it speaks was left out."""
    return len(title) <= 6 and all(tag[:1] in ("v", "d", "c") and tag != "vn" for _, tag in titles.tags_of(title))


_JOINTS = ("、", "和", "或", "与", "及", "以及", "并")
_PROHIBITS = re.compile("^(?:不得|禁止|严禁|不准|不能|不可|不予)")


def is_cut(title: str, text: str, *, made: bool = False) -> bool:
    """Tell whether a title is cut out of a longer phrase of ``text``: inside a list, before the noun it needs, after a 不 or 未."""
    if title not in text:
        text = re.sub("(?<=[\u4e00-\u9fff]{2})、(?=[\u4e00-\u9fff]{2})", "", text) if "、" not in title else text  # 建立、健全
    if title not in text:
        text = re.sub(r"\d[\d.,]*[万亿]?[个家名项件座所条支批户人]", "", text)
    if title in text:
        return all(_is_cut_at(title, text, found.start(), made=made) for found in re.finditer(re.escape(title), text))
    for at in range(2, len(title) - 1):
        left, right = re.escape(title[:at]), re.escape(title[at:])
        if re.search(rf"{left}[^，。；：]{{1,14}}[、和与及或]{right}|{left}[、和与及或][^，。；：]{{1,14}}{right}", text):
            return True
    return len(title) > 4 and _is_within(title, text)


def _is_within(title: str, text: str) -> bool:
    """Tell whether the characters of a title stand in the text in their order, within three times its length: words were left out."""
    for start in (found.start() for found in re.finditer(re.escape(title[0]), text)):
        rest = iter(text[start : start + 3 * len(title)])
        if all(character in rest for character in title):
            return True
    return False


def _is_cut_at(title: str, text: str, at: int, *, made: bool) -> bool:
    before, after = text[:at], text[at + len(title) :]
    acts = _acts(title)
    if re.match("[、和或及与](?!谐|平|睦|会|国|时|者)|以及", after) and not _goes_on(title, after):
        return True
    if re.search("(?:[不未非无除]|除[^，。；]{0,12})$", before) and not before.endswith(("无论", "不论")):
        return True
    if made:
        return False
    if after.startswith("的") and acts and not _MATTERS.search(title) and not re.match("的[，。；：]", after):
        return True
    return _goes_after(title, after) or not acts and (bool(re.search("[、和或及与]$", before)) or _goes_before(before, title))


def _goes_after(title: str, after: str) -> bool:
    """Tell whether the noun a title ends with goes on behind it: 降低其他机具补贴 of 降低其他机具补贴额测算比例."""
    after = re.split("[，。；：的]", after)[0]
    if not after or re.match("工作|制度|机制|体系|活动", after):
        return False
    at = 0
    for word, tag in titles.tags_of(title + after):
        if at == len(title):
            return tag in ("n", "vn", "nz") and titles.tags_of(title)[-1][1][:1] in ("n", "v")
        at += len(word)
    return False


_PLACE = re.compile("(?:全|本|我|各)?[省市区县州国](?:级|内)?$|(?:本|该|其|各|每|等|的)$")


def _goes_before(before: str, title: str) -> bool:
    """Tell whether the noun a title begins with is the end of a longer name: 事实无人抚养儿童 is no 无人抚养儿童."""
    clause = re.split("[，。；：]", before)[-1]
    if not clause or _acts(title) or _PLACE.search(clause) or not _MATTERS.search(title):
        return False
    tagged = titles.tags_of(clause + title)
    at = 0
    for (word, tag), (following, _) in zip(tagged, tagged[1:], strict=False):
        at += len(word)
        if at == len(clause):
            return tag[:1] in ("n", "a", "b", "j", "l") and not following.startswith("的")
        if at > len(clause):
            return True
    return False


def _goes_on(title: str, after: str) -> bool:
    """Tell whether what a title leaves out after it is another whole act and not another member of its list: 和 stands before a verb."""
    rest = re.sub("^(?:以及|[、和或及与])", "", after)
    word, tag = next(iter(titles.tags_of(rest[:12])), ("", ""))
    return _acts(title) and tag in ("v", "vn", "d") and len(re.split("[，。；、]", rest)[0]) >= 4 and not after.startswith("、")


def _acts(title: str) -> bool:
    tagged = titles.tags_of(title)
    return bool(tagged) and tagged[0][1][:1] in ("v", "d") or bool(_PROHIBITS.match(title) or _DIRECTS.match(title) or _DOES.match(title))


_DOES = re.compile("(?:办理|弘扬|申请|提交|申领|维护|遵守|履行|保持|设立|成立|诚信|文明|传承|尊重|爱护|倡导|宣传|鼓励|收回|追回|取得|留存|签订|签发|签署|公布|公开|安排|给予)")
"""Verbs that a tagger of parts of speech takes for nouns at the head of a phrase."""


_ENCOURAGES = re.compile("^(?:鼓励|倡导|提倡|引导|支持|探索)")
_SOFT = re.compile("鼓励|倡导|提倡|引导|支持|探索|奖|补贴|补助|资助|扶持|配套|给予|推动|可以?|优先|保障|帮扶")
_TURNED = re.compile(r"(?:不予?|未|停止|无需|不再|不得)([\u4e00-\u9fff]{2})")


def contradicts(title: str, said: str) -> bool:
    """Tell whether a title says otherwise than its statement: 鼓励 over 应当, 不重复 over 可同时, 支付 over 不支付."""
    first = re.split("[；。]", said)[0]
    if re.search("不得?(?:重复|同时|叠加)", title) and re.search("可以?(?:同时|叠加|重复|一并)", said):
        return True
    if (verb := _ENCOURAGES.match(title)) and verb[0] not in said and re.search("应当|必须|不得", first) and not _SOFT.search(said):
        return True
    if _PROHIBITS.match(title) and any(word not in said for word in _words(title, ())):
        return True
    turned = {found[1] for found in _TURNED.finditer(said)}
    plainly = {word for word in turned if word in title and not re.search(f"(?<![不未])(?<!不予)(?<!停止)(?<!无需)(?<!不再)(?<!不得){word}", said)}
    return bool(plainly) and not re.search("不|未|停止|无需|禁止|终止|取消|暂停|严禁|逾期", title)


_MATTERS = re.compile(
    r"(?:标准|条件|对象|范围|时间|期限|时限|区域|比例|限额|上限|费率|利率|材料|资料|方式|渠道|程序|流程|补贴|补助|奖励|奖补|资助|津贴|贴息|待遇|服务|政策|事项|含义|经费|费用|租金|制度|目录|名单|职责|额度|评估|认定|认证|登记|备案|审核|检查|结果|机制|项目|规范|行为|情形|处理|处罚|责任|后果|办理|申请|申领|管理|监督|保护|建设|[期率权])$"
)


def is_bare(title: str, said: str, element: Element) -> bool:
    """Tell whether a title is only the case or the subject a sentence opens with, so that a reader does not learn what is ruled of it."""
    at = said.find(title)
    if at < 0:
        return False
    after = said[at + len(title) :]
    if re.match("的(?:[，。；：]|人员|单位|企业)", after) or (re.match("，或者?", after) and at == 0):
        return True
    opens = at == 0 or bool(re.match(r"[^，。；：]{2,20}：$", said[:at]))
    if not opens or after.startswith("："):
        return False
    ruled = re.match("，?(?:应当?|必须|须|可以?|不得|需|由|按照?|仍|还|均|方|请|自|其|从)", after) or re.match("(?:，|[\u4e00-\u9fff]{0,3}(?:是|为|有|实行))", after)
    named = _MATTERS.search(title) or (element in CLASSES and not _acts(title) and titles.is_actor(title))
    if re.match("，?(?:不得|不(?!断)|禁止)", after):
        return True
    return bool(ruled) and not named and not (_DIRECTS.match(title) and after.startswith("，") and not re.match("，(?:应|必|须|可|不得|由|按|需)", after))


_GIVING = ("遵守", "应当", "可以", "必须", "应", "须", "可", "要", "需", "自觉", "依法", "积极", "给予", "享受", "发放", "领取", "获得", "申请", "予以", "申领", "提供", "收取")
_MODAL = re.compile("应当|必须|(?<![相适对反响供不])应(?![急对用税收届当])|可(?![再持能靠])|不得|(?<!无)须(?!知)|要(?!求)|负责|实行|统一|给予|免收|享受|^由(?!于)")
_BY_WHAT = re.compile(f"(?:{_MODAL.pattern})(?:在|对照|会同|按照?|根据|依照|依据|结合|依托|利用|通过|采取措施)[^，]*$")
_CASE = re.compile("^(?:对|为|按|根据|以|在|经|如|因|由于|凡|依托|通过|围绕|结合|坚持|充分|把握|逾期|未|有)|(?:的|时|后|前|中|下|内|外|间)$")
_DIRECTS = re.compile("^(?:大力|积极|进一步|切实|着力|不断)?(?:推动|加强|加大|建立|健全|完善|支持|鼓励|推进|强化|优化|提升|提高|开展|落实|引导|实施|深化|扩大|培育|发展|统筹|加快|组织|制定|规范|打造|构建)")


def is_a_part(title: str, said: str, *, made: bool = False) -> bool:
    """Tell whether a title is the tail of a sentence whose main clause stands before it, one of its later halves, or an object without its verb."""
    at = said.find(title)
    if at <= 0 or _PROHIBITS.match(title):
        return False
    before = said[:at]
    if "；" in before and "：" not in before:
        return True
    *earlier, own = re.split("，", re.split("[。；：]", before)[-1])
    if any((_MODAL.search(clause) or _DIRECTS.match(clause)) and not (_CASE.search(clause) or _BY_WHAT.search(clause)) for clause in earlier):
        return True
    if made:
        return False
    if not _acts(title) and own and (last := titles.tags_of(own)[-1])[1] == "v" and last[0] not in _GIVING:
        return True
    return not _acts(title) and bool(re.search(f"(?:{_MODAL.pattern})[^，。；]{{1,14}}$", own)) and not re.search("(?:给予|享受|发放|领取|申请|予以|获得|遵守)[^，。；]{0,10}$", own)


_WEAK = frozenset(
    ["支持", "鼓励", "加强", "加快", "加大", "提升", "提高", "推动", "推进", "促进", "开展", "实施", "完善", "健全", "建立", "强化", "优化", "落实", "做好", "进一步", "标准", "政策", "项目", "工作", "措施", "制度", "能力", "水平", "力度", "有关", "相关", "情形", "要求", "条件", "各类", "责任", "作用", "机制", "体系", "管理", "建设", "规范", "发展", "处理", "处罚", "后果", "行为", "规定", "事项", "主体", "保障", "服务", "方式", "办法", "方案", "对象", "范围", "组织", "明确", "构建", "打造", "构筑", "培育", "壮大", "深化", "改进", "创新", "改善", "有序", "扩大", "统筹", "积极", "严格", "全面", "重点", "重大", "单位", "部门", "机构", "人员", "企业", "申请", "办理", "享受", "时间", "期限"]
)
"""Words that may stand in any title and tell no matter."""


def _words(title: str, common: tuple[str, ...]) -> list[str]:
    """Return the words of a title that tell its matter; those of the policy's own title only where there are no others."""
    quoted = re.findall("“([^”]{2,8})”", title)
    told = [*quoted, *(word for word, tag in titles.tags_of(title) if len(word) > 1 and tag[:1] in "nvjlizsate" and word not in _WEAK and not _PROHIBITS.match(word))]
    return [word for word in told if not any(word in name for name in common)] or told


_MANNER = re.compile(
    r"(?:按照|按(?!时|月|年|期|规定)|依照|根据|依据|参照|遵照|结合|贯彻落实|贯彻|凭|围绕)[^，。；：]{1,60}?(?:规定|要求|标准|原则|程序|部署|精神|约定|情况|比例|目录|清单|指标数?|规划|方案|办法|意见|结果|方式|需求|政策|特色|号令|《》)(?:[和及与、][^，。；：]{2,14}(?=，))?的?，?"
)


@lru_cache(maxsize=4096)
def core(said: str) -> str:
    """Return a statement without the names of documents and without according to what something is done: what it says itself."""
    said = re.sub("《[^《》]*》", "《》", said)
    return _MANNER.sub("", said)


def is_of(title: str, said: str, common: tuple[str, ...] = ()) -> bool:
    """Tell whether a title names what the statement itself speaks of: half its telling words, and the last of them, stand in its core."""
    kept = core(said)
    if title in said:
        return title in kept
    words = _words(title, common)
    if not words:
        return True
    there = [any(part in kept for part in _forms(word)) for word in words]
    return 2 * sum(there) >= len(there) and (there[-1] or 3 * sum(there) >= 2 * len(there))


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and, of a long one, its halves: 管控平台 is told of where 管控 is."""
    return (word, word[:2], word[-2:]) if len(word) >= 4 else (word,)


_LEANS = re.compile(
    r"^(?:但|其中|其(?!他)|情[况节形]|案情|逾期|构成|具体|法律|国家|确需|特殊|合同|每[户家个人项]|单个|同一|最[高长低]|前款|该|上述|此类|以上|因|如|未|不|期满|所需|双方|对|符合|补[贴助]|造成|涉嫌|需要|超过|有效期|由此|评估|本条|不足|剩余|可以?|并|同时|也|还|当)"
)
"""Opens a sentence that carries on the matter of the one before it."""


def covers(title: str, said: str) -> bool:
    """Tell whether a title that is no heading holds for every sentence of a statement: each goes on with its matter or leans on the one before."""
    sentences = [sentence for sentence in re.split("。", said) if len(sentence) >= 6]
    if len(sentences) < 2:
        return True
    words = _words(title, ())
    first = is_of(title, sentences[0]) or bool(_PROHIBITS.match(title)) and any(word in sentences[0] for word in words)
    rest = all(_LEANS.match(sentence) or any(word in sentence for word in words) for sentence in sentences[1:])
    return first and rest
