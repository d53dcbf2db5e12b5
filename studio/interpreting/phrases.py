"""Whether a title is a whole phrase: it neither begins nor stops inside one, keeps all members of a list, and its verb has its object."""

import re

from studio.interpreting import titles

_OPENS = re.compile(
    r"^(?:其他任何|考虑|力争|\d{4}年$|[之到与及和或的地向请]|针对|依托|用于|随同|直接|进行|发生的|在[^的，]{0,14}[日月年]内|用(?![工地水电户人能药餐])|可(?![再持靠穿])|全部|确保|均|下同|前款|全省统|属于|要|通过(?!.*(?:占比|比例|率)$)|首先|其次|其(?!他)|满足|以[上下内]|该|并[^购网联]|且|则|但|由(?!于)|需(?!求|要)|应当?(?!急|用|届|税|对|收)|将|把|被(?!征|扶|保|投|赡)|后(?!续|勤)|会同|根据|按照|依据|依照|参照(?!执行)|自(?!主|愿|动|然|理|行|有|由|贸|我|治|觉)|为(?!老|民|农)|"
    r"从(?!业|事|严|轻|重|高|优|快|源|.*的处[罚理]$)|如(?!实|何)|若|凡|当(?!地|场|年|月|日|事|前)|除|因|经(?!营|费|济|办|纪)|予以|给予|完成|做出|作出|再|一并|如需|起|在[^，的]{0,6}参保人员$|纳税人为|纳入|是(?!否)|于\d|相关|有关(?!单位|部门|工作|行政)|[二三四五六七八九十\d]+年?内)"
)
_ENDS = re.compile(
    r"(?:依法|需提供|请提交|提供|之下|方面|应当?|可以?|不得|的|等|等工作|相关工作|有关工作|下列|以下|之一|情况下|前提下|基础上|过程中|期间|以及|进行|开展|给予|、|每|按|(?<![行作])为|负责|[二三]者|必须|方可|(?<=[\u4e00-\u9fff]{3})后|[日月年](?:度)?内|时间内|名下|(?<![同及实按定小临暂])时)$"
)
_LIMIT = re.compile(r"^(?:最[高低长多](?!生活|工资)|不得?(?:超过|高于|低于|少于|多于|含有其他))")


def is_broken(title: str) -> bool:
    """Tell whether a title is no whole phrase: it begins or stops in the middle of one, or a mark of a pair is left over."""
    pairs = any(title.count(opening) != title.count(closing) for opening, closing in ("“”", "《》", "（）", "()", "〈〉"))
    joined = titles.words_of(title)[-1] in ("或", "和", "与", "及", "或者") if title else True
    return pairs or joined or len(title) < 2 or bool(_OPENS.search(title) or _ENDS.search(title) or _LIMIT.search(title) or _POINTS.search(title))


_POINTS = re.compile("[，。；：|｜]$|^[，。；：、]|相关(?:核验|工作|规定|要求|材料$)|(?<!及)其(?![他中余实次])|前款|本条|上述|自身|本单位|本部门|下列|以下条件|如下|第[一二三四五六七八九十]+[条款]")


def is_without_object(title: str) -> bool:
    """Tell whether a title is verbs only (主动退回, 强制清除): of what it speaks was left out."""
    if ban := PROHIBITS.match(title):
        return not any(tag[:1] in ("n", "i", "l", "j") for _, tag in titles.tags_of(re.sub("^(?:非法|擅自|恶意|随意|私自)", "", title[ban.end() :])))
    if re.fullmatch("(?:主动|及时|依法|强制|自行|统一|如实|积极)[\u4e00-\u9fff]{2}", title):
        return True
    return len(title) <= 6 and all(tag[:1] in ("v", "d", "c") and tag != "vn" for _, tag in titles.tags_of(title))


PROHIBITS = re.compile("^(?:不得|禁止|严禁|不准|不能|不可|不予)")


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


def stands_joined(title: str, text: str) -> bool:
    """Tell whether a title stands in a text but for a 、 between its verbs, an amount put at its end or a number left out."""
    joined = re.sub("(?<=[\u4e00-\u9fff]{2})、(?=[\u4e00-\u9fff]{2})", "", text)
    bare = re.sub(r"\d[\d.]*[万亿]?元$|咨询$", "", title)
    return title in joined or bare != title or title in re.sub(r"\d[\d.,]*[万亿]?[个家名项件座所条支批户人]", "", text)


def _is_within(title: str, text: str) -> bool:
    """Tell whether the characters of a title stand in the text in their order, within three times its length: words were left out."""
    for start in (found.start() for found in re.finditer(re.escape(title[0]), text)):
        rest = iter(text[start : start + 3 * len(title)])
        if all(character in rest for character in title):
            return True
    return False


def _is_cut_at(title: str, text: str, at: int, *, made: bool) -> bool:
    before, after = text[:at], text[at + len(title) :]
    acts = is_an_act(title)
    if re.match("[、和或及与且](?!谐|平|睦|会|国|时|者)|以及", after) and not _goes_on(title, after):
        return True
    if at > 0 and after.startswith("：") and text[at - 1] in "；：" and "；" in after:
        return True
    if re.search("(?:上一|第|最)$", before) or (before.endswith("应") and title[0] in "纳缴付收"):
        return True
    if re.search("(?:[不未非无除]|除[^，。；]{0,12})$", before) and not before.endswith(("无论", "不论")):
        return True
    if made:
        return False
    if "、" in title and len(title.rpartition("、")[2]) <= 3 and re.match("[\u4e00-\u9fff]", after) and not re.match("达|突破|提|不|控|超|更|明显|的|应|可|由|按|为|是|等|工作|标准", after):
        return True
    if _splits_a_word(before, title):
        return True
    if after.startswith("的") and acts and not MATTERS.search(title) and not re.match("的[，。；：]", after):
        return True
    if (not acts or MATTERS.search(title)) and at > 0 and re.match("的(?![，。；：])", after) and text[at - 1] not in "，。；：":
        return True
    return _goes_after(title, after) or not acts and (bool(re.search("[、和或及与]$", before)) or _goes_before(before, title))


def _goes_after(title: str, after: str) -> bool:
    """Tell whether the noun a title ends with goes on behind it: 降低其他机具补贴 of 降低其他机具补贴额测算比例."""
    if re.match("额|率(?!先)|款|券", after):
        return True
    after = re.split("[，。；：的]", after)[0]
    if not after or re.match("工作|制度|机制|体系|活动|力争|达|突破|提|控|稳|保|超|不", after):
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
    if re.search("[区县市省州]的$", clause) and MATTERS.search(title):
        return True  # 甲区、乙区的基本生活标准 is not everybody's
    if not clause or is_an_act(title) or _PLACE.search(clause):
        return False
    tagged = titles.tags_of(clause + title)
    at = 0
    for (word, tag), (following, _) in zip(tagged, tagged[1:], strict=False):
        at += len(word)
        if at == len(clause):
            return tag[:1] in ("n", "a", "b", "j", "l") and not following.startswith("的")
        if at > len(clause):
            return False
    return False


def _splits_a_word(before: str, title: str) -> bool:
    """Tell whether a title begins in the middle of a word."""
    clause = re.split("[，。；：、]", before)[-1]
    if re.search("[由对在向经自为按以和与或及的将把被从有]$", clause):
        return False
    at = 0
    for word in titles.words_of(clause + title):
        if at >= len(clause):
            break
        at += len(word)
    return at > len(clause)


def _goes_on(title: str, after: str) -> bool:
    """Tell whether what a title leaves out after it is another whole act and not another member of its list: 和 stands before a verb."""
    rest = re.sub("^(?:以及|[、和或及与])", "", after)
    word, tag = next(iter(titles.tags_of(rest[:12])), ("", ""))
    return is_an_act(title) and tag in ("v", "vn", "d") and title[-2:] not in re.split("[，。；、]", rest)[0] and len(re.split("[，。；、]", rest)[0]) >= 4 and not after.startswith("、")


def is_an_act(title: str) -> bool:
    """Tell whether a title begins with what is done (推动, 办理, 不得) and is no name."""
    tagged = titles.tags_of(title)
    return bool(tagged) and tagged[0][1][:1] in ("v", "d") or bool(PROHIBITS.match(title) or DIRECTS.match(title) or _DOES.match(title))


_DOES = re.compile("(?:办理|弘扬|申请|提交|申领|维护|遵守|履行|保持|设立|成立|诚信|文明|传承|尊重|爱护|倡导|宣传|鼓励|收回|追回|取得|留存|签订|签发|签署|公布|公开|安排|给予)")
"""Verbs that a tagger of parts of speech takes for nouns at the head of a phrase."""



MATTERS = re.compile(
    r"(?:标准|条件|对象|范围|时间|期限|时限|区域|比例|限额|上限|费率|利率|材料|资料|方式|渠道|程序|流程|补贴|补助|奖励|奖补|资助|津贴|贴息|待遇|服务|政策|事项|含义|经费|费用|租金|制度|目录|名单|职责|额度|评估|认定|认证|登记|备案|审核|检查|结果|机制|项目|规范|行为|情形|处理|处罚|责任|后果|办理|申请|申领|管理|监督|保护|建设|[期率权])$"
)



DIRECTS = re.compile("^(?:大力|积极|进一步|切实|着力|不断)?(?:推动|加强|加大|建立|健全|完善|支持|鼓励|推进|强化|优化|提升|提高|开展|落实|引导|实施|深化|扩大|培育|发展|统筹|加快|组织|制定|规范|打造|构建|探索|倡导|设立|成立)")
