"""What a sentence forbids, punishes, requires or sets going, as titles: uncut, or nothing."""

import re

from studio.interpreting import titles


def _without_excuses(text: str) -> str:
    """Return a text without what is given as an excuse, which is nobody's act: 不得以……履行内部付款流程……为由，拒绝支付."""
    return _EXCUSES.sub("", text)


_EXCUSES = re.compile("(?:不得)?以(?!上|下|内|外|及|后|前)[^。；]{4,120}?为由，?[^，。；]*")


def ban(text: str) -> str:
    """Return what a sentence forbids, for instance 不得提取现金; empty when that is too long to stand alone."""
    for found in re.finditer(r"(?<!除)(?:不得|严禁|禁止|不能|不准)[^，。；：]{2,40}(?=[，。；]|$)", text[:titles.SEEN]):
        said = titles.tidy(found[0])
        excuse = re.match(r"(不得)以[^，。；]{4,60}?为由，?([^，。；]{2,14})(?=[，。；])", text[found.start() :])
        bare = re.sub(r"(?:其他)?与[^，。；的]{1,10}无关的", "无关", re.sub(r"在[^，。；]{2,20}(?:过程中|期间)|以任何(?:方式|形式|名义)", "", said))
        act = re.sub(r"(擅自[\u4e00-\u9fff]{2})(?:可能)?[^，。；]{2,20}的(?=[\u4e00-\u9fff]{2,8}$)", r"\1", bare)
        options = (excuse[1] + excuse[2],) if excuse else () if said.startswith("不得以") and "为由" in text[found.start() :] else (said, bare, act)
        for title in options:
            if 4 <= len(title) <= titles.LONGEST_TITLE and not re.search(r"下列|以下|如下|其(?!他)|(?:提供|进行|开展|给予)$", title):
                return title
    return ""


def whole_ban(text: str) -> str:
    """Return what a sentence forbids, uncut, where it is longer than a title but still reads as one."""
    whole = next((titles.tidy(found[0]) for found in re.finditer(r"(?<!除)(?:不得|严禁|禁止)[^，。；：]{2,40}(?=[，。；])", text[: titles.SEEN])), "")
    return whole if titles.LONGEST_TITLE < len(whole) <= titles.LONGEST_WHOLE and not re.search(r"下列|以下|如下|其(?!他)|^不得以", whole) else ""


_REQUIRED = re.compile(
    r"(?:(?<!不)应当(?!事人)|(?<![相适对反响供不])应(?![急对用税收届当])|必须|可以(?=[^，。；：]{6}))(?:依法|及时|按照规定|按规定|自觉|积极|主动|采取(?:有效)?措施|不断|切实)*(?:[在于自][^，。；]{2,30}(?:[日天月年]|工作日|小时)(?:之?[内前])，?)?([^，。；：]{4,60})(?=[，。；：])"
)
_TAKEN = re.compile(
    r"(?:鼓励|支持|推动|引导|建立|健全|完善|探索|加强|加大|推进|实行|实施|设立|落实|优化|简化|培育|保障|强化|促进|深化|提升|规范|打造|扩大|统筹|改善|创建|发展|推广|简并)[^，。；：]{4,60}"
)
_POINTING = re.compile(
    r"^予以|^(?:书面)?(?:告知|通知)[^，。；]{2,24}(?:政府|办事处|部门|机关|机构)$|\d[\d.]*[%元万亿]|下列|以下|如下|其(?!他)|本条|第[一二三四五六七八九十\d]+[条款项]|该|上述|前款|之日|^应当事人|^(?:首先|市级层面|就|或者?|和|及|则|由|自|在[^，。；]*[后前内时间中]|为|对|将|把|与|向|根据|按照|是|有|当|按|从|以|经|于|给予|并|同时|包括)|的$|(?:前提|情况|条件|基础)[下上]$|过程中$|[^同及实按定]时$"
)


_SITUATION = re.compile(r"^((?:遇有|观看|饲养|驾驶|乘坐|参加|进行|举办|开展|使用|在[^，。；]{2,8}(?:进行|开展|举办))[^。；：]{2,30}?)，?(?:应当|应(?![急对用]))")


def situation(text: str) -> str:
    """Return when a duty holds with the duty, or only when, as a title: 遇有突发事件服从现场指挥; empty where no such case opens it."""
    found = _SITUATION.match(text[:titles.SEEN])
    case = re.sub(r"^在[^，。；]{2,8}(?:进行|开展|举办)", "", found[1]).strip("，") if found else ""
    whole = case + duty(text) if case and not re.search(r"规定|法律|法规", duty(text)) else ""
    return next((title for title in (whole, case) if 4 <= len(title) <= titles.LONGEST_TITLE and "，" not in title), "")


def duty(text: str) -> str:
    """Return what a sentence requires or allows, for instance 履行及时付款义务; empty when that is too long to stand alone."""
    text = _without_excuses(text)
    return next(filter(None, (_standing(found[1]) for found in _REQUIRED.finditer(text[:titles.SEEN]))), "")


def directive(text: str) -> str:
    """Return what a sentence sets going, uncut: 建立健全奖励表彰制度; empty when it opens otherwise or runs on too long."""
    text = _without_excuses(text)
    text = re.sub(r"^(?:本[省市区县]|我[省市区县]|全[省市区县]|[各市区县、（）]+人民政府)", "", text[:titles.SEEN])
    found = _TAKEN.match(text)
    if found and re.match(r"，(?:应|必|须|可以|不得|坚持|按)", text[found.end() :]):  # 保障款项支付工作，应当…… names what it speaks of
        return ""
    return _standing(found[0]) if found else ""


def _standing(phrase: str) -> str:
    """Return a verb with its object as a title when it fits, or the first of its parallel halves; else nothing."""
    phrase = re.sub(r"[（(][^（()）]*[）)]", "", phrase)
    phrase = re.sub(r"^(建立|完善|制定)、(?=健全|完善|实施)", r"\1", phrase)
    phrase = re.sub(r"^(?:遵守|执行)(?=[^、和]{4,}(?:规范|规定|公约|制度)$)", "", phrase)
    pieces = phrase.split("、")
    parallel = len(pieces) > 1 and all(len(piece) >= 4 and titles.tags_of(piece)[0][1].startswith("v") for piece in pieces)
    if len(phrase) > titles.LONGEST_TITLE and parallel and not phrase.startswith("做到"):
        while len(phrase) > titles.LONGEST_TITLE and len(pieces) > 1:
            phrase = "、".join(pieces := pieces[:-1])
        phrase = phrase if re.match(r"[\u4e00-\u9fff]+$", pieces[-1]) else ""
    if not 4 <= len(phrase) <= titles.LONGEST_TITLE or _POINTING.search(phrase) or re.search(r"[“”《》]", phrase):
        return ""
    return titles.tidy(phrase)


_PENALISED = re.compile(r"(?:^|，)(?:违反[^，。；]{2,24}规定，)?(?:有)?([^，。；：违]{4,40})的，(?:由|依照|依法|处|给予)(?=.{0,60}(?:罚款|处罚|责令|警告|追究))")


LONGEST_CONDUCT = 13
"""Characters of a punished conduct that make a title; of a longer one only its first case is named."""


def penalised(text: str) -> str:
    """Return whose or which conduct a sentence punishes, as a title: 露天烧烤经营的处罚; empty when it takes a sentence to say."""
    found = _PENALISED.search(text[:titles.SEEN])
    conduct = found[1] if found else ""
    if len(conduct) > LONGEST_CONDUCT:  # 露天焚烧秸秆、落叶等产生烟尘的 is called by its first case
        first, _, rest = conduct.partition("、")
        conduct = f"{first}等行为" if "等" in rest and 4 <= len(first) <= LONGEST_CONDUCT - 2 else ""
    return "" if not conduct or re.search(r"情形|行为之一|规定|情节|履行|职责|滥用|拒不|逾期|构成|造成|涉嫌|审核|公示", conduct) else f"{conduct}的处罚"


def act(text: str) -> str:
    """Return what a sentence has someone do, as verb and object: 建立数据使用备案制度; empty when it opens otherwise."""
    text = _without_excuses(text)
    for chunk in re.split(r"[，。；：]", text[:titles.SEEN])[:4]:
        tagged = titles.tags_of(chunk)
        if (
            tagged
            and tagged[0][1] == "v"
            and len(tagged[0][0]) >= 2
            and len(chunk) >= 6
            and not (titles.is_actor(chunk) and "的" in chunk)
            and not re.search(
                r"\d|的$|第[一二三四五六七八九十]+条|(?:情形|条件)之一|应当?|须|可以|不得|不予|禁止|严禁|根据|按照|结合|^登记|^违反|^(?:围绕|充分考虑|考虑|依托|聚焦|坚持|利用|立足|针对|面向|适应|遵循|参照|包括|起草|如需|通过|进入)", chunk
            )
            and titles.reads(title := titles.title_of(chunk), chunk)
        ):
            return title
    return ""


_REGISTERED = re.compile(r"(?:办理|申请|进行)([\u4e00-\u9fff]{0,10}?(?:登记|备案|认证|认定|补缴|变更|注销)(?:业务|手续|登记)?)(?=[，。；])")
_WHOSE = re.compile(r"(?:^|[，：])(?:对于?)?([^，。；：]{6,22}的?(?:企业|单位|机构|家庭|个人|人员|团队|项目|车辆|园区))，")


def apart(text: str) -> tuple[str, ...]:
    """Return titles that tell a sentence from others of the same name, best first: what it has registered, what it comes to, whose it is."""
    text = text[:titles.SEEN]
    registered = _REGISTERED.search(text)
    last = next(filter(None, (_standing(part) for part in reversed(re.split(r"[，；。]", text)) if len(part) >= 4 and titles.tags_of(part)[0][1][:1] == "v")), "")
    whose = _WHOSE.search(text)
    handed = "提交申请材料" if re.search(r"提交(?!申请，)[^，。；]{0,10}(?:材料|资料)", text) else ""
    checked = "材料审核" if re.search(r"对[^，。；]{0,12}(?:材料|资料)[^，。；]{0,10}审[核查]", text) else ""
    found = (registered[1] if registered else "", papers(text), checked, handed, last, titles.title_of(whose[1], (), 22) if whose else "")
    return tuple(title for title in found if 4 <= len(title) <= 22 and not re.match("予以|给予|依照|依法|按照|可以|应当", title))


def papers(text: str) -> str:
    """Return whose papers a sentence asks for, as a title: 重点企业材料; empty when it asks for none."""
    found = re.match(r"([\u4e00-\u9fff]{2,10}?)(?:需|应当?|须)(?:提供|提交|准备)", text[:titles.SEEN])
    return f"{found[1]}材料" if found else ""
