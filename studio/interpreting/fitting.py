"""Whether a title fits a statement: the one judge every title has to pass, wherever it comes from.

A title that would mislead is worse than none: products show a point without one as it is.
"""

import re
from functools import lru_cache

from generators.model import Element
from studio.interpreting import labels, titles
from studio.interpreting.phrases import (
    DIRECTS,
    MATTERS,
    PROHIBITS,
    is_an_act,
    is_broken,
    is_cut,
    is_without_object,
    stands_joined,
)

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
        return "one of several" if re.search("；[^，。；：（）]{2,16}：", said) and re.search("货车|人员|企业|家庭|对象|车辆|单位$", title) else ""
    if division and not whole:
        named = said.startswith(title) or (said.endswith(f"{title}。") and "：" not in said)
        return fault(title, statement, element, common, "", whole=False, division=False, made=made) if named else "chapter"
    if title in labels.NEVER or labels.misused(title, said, element, heading=bool(source)):
        return "label"
    if contradicts(title, said):
        return "contradicts"
    bare = _SUFFIX.sub("", title) or title
    stock = not source and labels.is_stock(title)
    office = element is Element.RESPONSIBILITY and title.endswith("部门") and bool(re.match("[^，。；]{2,12}负责[^，。；]{2,24}的(?:主管)?部门", said))
    several = made and title.startswith(f"{bare}等")  # the first of a list says that there are others
    if not (stock or own or office or several) and (not made or bare in said) and _stops_short(title, bare, said, element, source, made=made):
        return "cut"
    if not (made or stock or source or element in NAMED_SO) and bare not in said and not stands_joined(bare, said):
        return "not in its words"
    if PROHIBITS.match(title) and is_a_ban_in_a_case(title, said):
        return "only in a case"
    if title == statement.rstrip("。") and element is not Element.OBJECTIVES:
        return "repeats"
    if (source and whole) or stock:
        return ""
    if not source and not made and (_SAYS.search(title) or (element not in NAMED_SO and is_without_object(title))):
        return "sentence"
    if source and (kind := _KIND.search(title)) and kind[0] not in core(said):
        return "matter"
    if element is Element.BACKGROUND and not source and said.find(title) > 0 and len(re.findall("，", said)) > 3:
        return "one of several"
    if source and not whole and is_of_one_kind(title, said):
        return "wider"
    if element in NAMED_SO:
        return "matter" if source and not is_of(title, said, common) else ""
    if not made and not re.match(f"{re.escape(title)}，?(?:是指|包括)", said) and is_bare(title, said, element):
        return "bare"
    if not made and not is_of(bare, said, common):
        return "matter"
    if source or bare != title:
        return ""
    if (not made or title in said) and is_a_part(title, said, made=made):
        return "part"
    return "" if covers(title, said) else "one of several"


def _stops_short(title: str, bare: str, said: str, element: Element, source: str, *, made: bool) -> bool:
    """Tell whether a title stops within a phrase of its heading, or of its statement where it has none; a goal may name the things it is of."""
    if source:
        cut = is_cut(bare, source) or "、" in source[: source.find(bare)]
    else:
        cut = is_cut(bare, said, made=made or element is Element.RESPONSIBILITY)
    named = element is Element.OBJECTIVES and title not in said and "、" in title and all(part in said for part in title.split("、"))
    return cut and not named


GIVEN = {
    Element.BACKGROUND: ("制定目的", "制定依据", "发布目的", "发布依据", "批复依据"),
    Element.RESPONSIBILITY: ("配合单位", "职责分工"),
}
"""Titles that points get from how they are put together."""

_KIND = re.compile("(?:标准|渠道|期限|条件)$")
"""A kind of thing a heading names, which its statement must lay down itself."""

_SAYS = re.compile("(?<!^)(?:应当|可以|必须|应(?![急对用税收届当])|须(?!知)|向[^的]{2,10}(?:提|申|报)|(?<!但)(?<!还)是(?!否)|(?<!可以)不予)")
"""Words that make a phrase a sentence of its own."""

def is_of_one_kind(title: str, said: str) -> bool:
    """Tell whether a heading is of one kind of thing (常规机具) and a statement under it of the thing in general."""
    words = [word for word in titles.words_of(title) if len(word) > 1]
    return len(words) == 2 and words[1] in said and words[0] not in said and titles.tags_of(title)[0][1] in ("n", "a", "b", "d", "nz") and not _MATTER_ALONE.search(title)


_MATTER_ALONE = re.compile("(?:条件|材料|渠道|流程|程序|时间|期限|时限|方式|对象|范围|要求|目标|依据|背景|意义|职责|分工|保障|措施|内容|管理|监督)$")
"""Ends a heading that says of what kind a section is, in words its sentences need not have."""

_SUFFIX = re.compile("(?:等(?:行为|活动))?(?:违规行为)?的(?:处罚|处理|责任|条件|情形|后果|含义)$|违规的责任$|(?:申请)?材料$|申请渠道$")
"""What is added to words of a statement to say what is ruled of them."""


@lru_cache(maxsize=4096)
def plain(statement: str) -> str:
    """Return a statement without its brackets, except short ones that name levels: 街道（乡镇）."""
    return re.sub(r"[（(](?![\u4e00-\u9fff、]{1,4}[）)])[^（()）]*[）)]", "", statement)


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
    if PROHIBITS.match(title) and any(word not in said for word in _words(title, ())):
        return True
    turned = {found[1] for found in _TURNED.finditer(said)}
    plainly = {word for word in turned if word in title and not re.search(f"(?<![不未])(?<!不予)(?<!停止)(?<!无需)(?<!不再)(?<!不得){word}", said)}
    return bool(plainly) and not re.search("不|未|停止|无需|禁止|终止|取消|暂停|严禁|逾期", title)


def is_a_ban_in_a_case(title: str, said: str) -> bool:
    """Tell whether what a title forbids is forbidden only in a case it does not tell, or of a thing it leaves out: 除……外，不得……; 严禁用于……."""
    before = said[: max(0, said.find(title))]
    return bool(re.search("(?:(?:^|[，。；])(?:除[^，。；]{2,40}外?|未[^，。；]{2,24}|逾期[^，。；]{0,12}|[^，。；]{4,60}的)，(?:在[^，。；]{2,16}之?[前后]，)?|原则上|[^，。；]{2,}后，在[^，。；]*期限内|期限内)$", before)) or bool(re.match("(?:不得|严禁|禁止)(?:用于|作为|确定为|列为|视为)", title))


def is_bare(title: str, said: str, element: Element) -> bool:
    """Tell whether a title is only the case or the subject a sentence opens with, so that a reader does not learn what is ruled of it."""
    at = said.find(title)
    if at < 0:
        return False
    after = said[at + len(title) :]
    if re.match("的(?:[，。；：]|人员|单位|企业)", after) or (re.match("，或者?", after) and at == 0):
        return True
    if re.match("，(?:应当|应(?!急)|可以|不得|必须|须|由(?!于))", after) and not _MODAL.search(re.split("[，。；：]", said[:at])[-1] + title) and not DIRECTS.match(title):
        return element not in CLASSES or not titles.is_actor(title)
    opens = at == 0 or bool(re.fullmatch(r"(?:[^，。；：]{2,20}：)?(?:对于?|在|凡|经)?", said[:at]))
    if not opens or after.startswith("："):
        return False
    if re.match("，[^，。]{2,30}的，", after) or (said[:at] in ("对", "对于") and element not in CLASSES):
        return True
    ruled = re.match("，?(?:应当?|必须|须|可以?|不得|需|由|按照?|仍|还|均|方|请|自|其|从)", after) or re.match("(?:，|[\u4e00-\u9fff]{0,3}(?:是|为|有|实行))", after)
    if is_an_act(title) and after.startswith("，") and not DIRECTS.match(title):
        return True
    named = MATTERS.search(title) or (element in CLASSES and not is_an_act(title) and titles.is_actor(title))
    if re.match("，?(?:不得|不(?![断予])|禁止)", after):
        return True
    return bool(ruled) and not named and not (DIRECTS.match(title) and after.startswith("，") and not re.match("，(?:应|必|须|可|不得|由|按|需)", after))


_GIVING = ("遵守", "应当", "可以", "必须", "应", "须", "可", "要", "需", "自觉", "依法", "积极", "给予", "享受", "发放", "领取", "获得", "申请", "予以", "申领", "提供", "收取")
_MODAL = re.compile("应当|必须|(?<![相适对反响供不])应(?![急对用税收届当])|可(?![再持能靠])|不得|(?<!无)须(?!知)|要(?!求)|提出|提交|签署|承诺|负责|实行|统一|给予|免收|享受|^由(?!于)")
_BY_WHAT = re.compile(f"(?:{_MODAL.pattern})(?:在|对照|会同|按照?|根据|依照|依据|结合|依托|利用|通过|采取措施)[^，]*$")
_CASE = re.compile("^(?:对|为|按|根据|以|在|经|如|因|由于|凡|依托|通过|围绕|结合|坚持|充分|把握|逾期|未|有)|(?:的|时|后|前|中|下|内|外|间)$")


def is_a_part(title: str, said: str, *, made: bool = False) -> bool:
    """Tell whether a title is the tail of a sentence whose main clause stands before it, one of its later halves, or an object without its verb."""
    at = said.find(title)
    if at <= 0 or PROHIBITS.match(title) or (made and title.startswith("确定")):
        return False
    before = said[:at]
    if "；" in before and "：" not in before:
        return True
    if "；" in said and len(before.partition("：")[0]) > 8 and "：" in before:
        return True
    if is_an_act(title) and any(title[:2] in half for half in said.split("；")[1:]) and "：" not in said:
        return True
    *earlier, own = re.split("，", re.split("[。；：]", before)[-1])
    if any(_RULES_BEFORE.match(clause) for clause in earlier):
        return True
    if any((_MODAL.search(clause) or DIRECTS.match(clause)) and not (_CASE.search(clause) or _BY_WHAT.search(clause)) for clause in earlier):
        return True
    if any(_MODAL.search(clause) for clause in earlier) and any(_is_a_predicate(clause) for clause in earlier[1:]):
        return True
    if made:
        return False
    if not is_an_act(title) and own and (last := titles.tags_of(own)[-1])[1] == "v" and last[0] not in _GIVING:
        return True
    return not is_an_act(title) and bool(re.search(f"(?:{_MODAL.pattern})[^，。；]{{1,14}}$", own)) and not re.search("(?:给予|享受|发放|领取|申请|予以|获得|遵守)[^，。；]{0,10}$", own)


_RULES_BEFORE = re.compile("(?:原则上)?将[^，]{4,}用于|对[^，]{2,40}(?:要|应当)(?:开展|实行|进行|加强|建立)|(?:为|向)[^，]{2,14}提供")
"""A clause that lays something down by itself, though it opens with what it is for: 对疑难问题要开展培训，……."""


def _is_a_predicate(clause: str) -> bool:
    """Tell whether a clause says what is done: it opens with a verb, behind an adverb or not."""
    if re.match("(?:科学|合理|严格|认真|及时|依法|定期|主动|积极|统筹)[\u4e00-\u9fff]{2}", clause):
        return True
    tags = [tag[:1] for _, tag in titles.tags_of(clause)[:2]]
    return not _CASE.search(clause) and bool(tags) and (tags[0] == "v" or tags[0] in ("d", "a") and tags[1:] == ["v"])


_WEAK = frozenset(
    ["支持", "鼓励", "加强", "加快", "加大", "提升", "提高", "推动", "推进", "促进", "开展", "实施", "完善", "健全", "建立", "强化", "优化", "落实", "做好", "进一步", "标准", "政策", "项目", "工作", "措施", "制度", "能力", "水平", "力度", "有关", "相关", "情形", "要求", "条件", "各类", "责任", "作用", "机制", "体系", "管理", "建设", "规范", "发展", "处理", "处罚", "后果", "行为", "规定", "事项", "主体", "保障", "服务", "方式", "办法", "方案", "对象", "范围", "组织", "明确", "构建", "打造", "构筑", "培育", "壮大", "深化", "改进", "创新", "改善", "有序", "扩大", "统筹", "积极", "严格", "全面", "重点", "重大", "单位", "部门", "机构", "人员", "企业", "申请", "办理", "享受", "时间", "期限", "时限"]
)
"""Words that may stand in any title and tell no matter."""


def _words(title: str, common: tuple[str, ...]) -> list[str]:
    """Return the words of a title that tell its matter; those of the policy's own title only where there are no others."""
    quoted = re.findall("“([^”]{2,8})”", title)
    told = [*quoted, *(word for word, tag in titles.tags_of(title) if len(word) > 1 and tag[:1] in "nvjlizsate" and word not in _WEAK and not PROHIBITS.match(word))]
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
    words = _words(title, common) or [word for word in titles.words_of(title) if len(word) > 1]
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


PURPOSE = re.compile("^(?:以?确保|保障|促进|提高|提升|防止|避免|实现|推动|推进|形成|构建|便于|逐步|增强|改善|引导|保证|不断|方便|使|为|加强|定期)")
"""Opens what an act is for, which is no second matter."""


def covers(title: str, said: str) -> bool:
    """Tell whether a title that is no heading holds for every sentence of a statement: each goes on with its matter or leans on the one before."""
    also = re.match("，(?:并|且)(?:应当?)?([^，。；]{4,})", said[said.find(title) + len(title) :]) if title in said else None
    if also and not PURPOSE.match(also[1]):
        return False
    sentences = [sentence for sentence in re.split("。", said) if len(sentence) >= 6]
    if len(sentences) < 2:
        return True
    words = _words(title, ())
    first = is_of(title, sentences[0]) or bool(PROHIBITS.match(title)) and any(word in sentences[0] for word in words)
    rest = all(_LEANS.match(sentence) or any(word in sentence for word in words) for sentence in sentences[1:])
    return first and rest
