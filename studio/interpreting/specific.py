"""Titles that fit any document, told of whom or of what: 法律责任 over one sentence is 国有大型企业拖欠款项的责任."""

import re

from studio.interpreting.acts import penalised
from studio.interpreting.titles import LONGEST_TITLE, is_actor

SEEN = 300

PENAL = ("违规的后果", "法律责任", "依法追究责任")
ACTS = ("提出申请", "登记", "受理", "审核", "申领", "申报", "办理时限", "处理期限", "审批")

_ACTOR = (
    r"(?:[\u4e00-\u9fff]{1,8}、)*[\u4e00-\u9fff]{1,14}?(?:机关|单位|企业|机构|部门|人员|主体|组织|公司|政府|经营者|投诉人|申请人|参保人|驾驶人|申报人|购机者|未成年人)"
    r"(?:[和及与或者]{1,2}[\u4e00-\u9fff]{2,10}?(?:企业|单位|机构|人员|部门))?(?:及其(?:有关|相关)?工作人员)?"
)
_WHO = re.compile(rf"^({_ACTOR})(?=违反|未|没有|有(?:下列|以下)|对|在|不|滥用|拖欠|被|以|因|玩忽|擅自|骗取|伪造|提供|应当|超|，)")
_CASES = re.compile(r"^(?:违反(?:本|第)[^，。；]{1,12}规定，)?([^。；：]{0,30}?)，?(?:违反本[^，。；]{1,8}，)?有(?:下列|以下)[^，。；：]{0,8}(?:行为|情形|情况)之一")
_APPLIED = (
    re.compile(r"申请(成为[\u4e00-\u9fff]{2,12})(?=[，。；])"),
    re.compile(r"(?:提出|提交)([\u4e00-\u9fff]{2,10}?)(?:事项)?的?申请(?=[，。；])"),
    re.compile(r"(?:申请|申领|办理|申办)((?:登记)?[\u4e00-\u9fff\d]{0,12}?(?:登记|认定|备案|审批|许可证?|号牌|凭证|补贴|账户|鉴定|评估|延期|证明|手续))(?=[，。；：、和及]|$)"),
    re.compile(r"(?:进行)?()(预登记)"),
    re.compile(r"提出([\u4e00-\u9fff]{2,10}?(?:申领|认定|登记|备案|变更|续期|注销)[\u4e00-\u9fff]{0,2})(?=[，。；])"),
)
_GAINED = re.compile(r"可以?(?:按规定)?(享受[\u4e00-\u9fff]{2,8}待遇|享受[\u4e00-\u9fff]{2,8}补贴)[：。]|可以?(?:按规定)?(申请(?:领取)?[\u4e00-\u9fff]{2,8})[：。]")
_QUALIFIED = re.compile(r"^(?!申请)([\u4e00-\u9fff、]{2,12}?(?:主体|驾驶人|车辆|机构|组织|单位|企业))(?:是指[^：]{0,80}，)?应当?(?:同时)?(?:符合|具备|满足)")
_GENERAL_OBJECT = re.compile(r"可|继续|^(?:有关|相关|本|该|其|上述|规定|书面|一次|以下|下列|为|的|并|后|人|成为)(?!定点)|[\d]个$")


def specific(title: str, text: str) -> tuple[str, ...]:
    """Return a title that fits any document told of whom or what its sentence speaks, before itself; any other as it is."""
    text = text[:SEEN]
    if title in PENAL:
        return tuple(filter(None, (liability(text), title)))
    if title in ACTS:
        return tuple(filter(None, (applied_for(text), _complaint(title, text))))
    if title == "注意事项":
        return tuple(filter(None, (_ended(text), title)))
    if title == "申请条件" and (who := _QUALIFIED.match(text)):
        return (f"{who[1]}的条件", title)
    if title == "申请条件" and (what := _GAINED.search(text)):
        return (f"{what[1] or what[2]}的条件", title)
    return (title,)


def _ended(text: str) -> str:
    """Return what is ended in which cases, or that offices note who fails, as a title; empty for any other sentence."""
    ended = re.search(r"应当(终止|暂停|撤销|注销)其?([^：。，；]{2,12})：", text)
    return f"{ended[1]}{ended[2]}的情形" if ended else "失信惩戒" if "认定为失信" in text else ""


def liability(text: str) -> str:
    """Return whose or which conduct is punished, as a title; empty when it takes a sentence to say."""
    if named := penalised(text):
        return named
    if alone := re.match(r"违反[^，。；]{1,8}规定，?((?:擅自|未经)[^，。；、的]{4,12})的，", text):
        return f"{alone[1]}的处罚"
    if cases := _CASES.match(text):
        return _of_cases(re.sub("^凡|的$", "", cases[1]), text)
    event = re.search(r"发生([^，。；的]{2,8})(?:，应当|的，)", text[:60])
    if event and not re.match(r"违反|造成", event[1]):
        return f"{event[1]}的处理"
    if re.match(r"(?:违反[^，。；]{1,20}规定，)?构成(?:违反|犯罪)", text):
        return "违反治安管理或者构成犯罪的处理"
    if conduct := re.match(r"违反[^，。；]{1,20}规定，([^，。；]{4,15})的，", text):
        return f"{conduct[1]}的处罚"
    text = re.sub(r"^违反[^，。；]{1,20}规定，", "", text)
    who = _WHO.match(text)
    if who is None or re.match("其他|任何", who[1]) or (text[who.end() :].startswith("应当") and not who[1].endswith("工作人员")):
        return ""
    conduct = re.match(r"(拖欠|骗取|伪造|擅自|滥用|拒不|拒绝)([^，。；、的]{2,10})(?=[，的])", text[who.end() :])
    whole = f"{who[1]}{conduct[0]}的责任" if conduct else ""
    short = f"{who[1]}的责任" if who[1].endswith("工作人员") else f"{who[1]}违规的责任"
    if who[1].endswith("工作人员") and len(short) > LONGEST_TITLE:
        short = "有关工作人员的责任"
    return next((name for name in (whole, short) if 0 < len(name) <= LONGEST_TITLE), "")


def _of_cases(who: str, text: str) -> str:
    """Return the title of a list of punished cases: by whom or where they are, else by the first of them."""
    who = re.sub(r"^(?:违反本[^，]{1,8}(?:规定)?，|对)", "", who).rstrip("，")
    if 2 <= len(who) <= 11 and is_actor(who):
        return f"{who}违规的{'处罚' if '罚款' in text or '予以处罚' in text else '责任'}"
    if 2 <= len(who) <= 10 and "，" not in who:
        return f"{re.sub('^在', '', who)}违规行为的处罚"
    cases = re.findall(r"(?<=[：；])([^；。：，]{3,13}?)的?[；。]", text)
    first = next((case for case in cases if not re.search("规定|情节|其他|等", case)), "")
    return f"{first}等行为的处罚" if first else ""


def applied_for(text: str) -> str:
    """Return what is applied for, as a title: 申请成为定点服务机构; empty when the sentence does not say."""
    for number, pattern in enumerate(_APPLIED):
        found = pattern.search(text)
        if found is not None and found.lastindex == 2:
            return found[2]
        if found is None or _GENERAL_OBJECT.search(found[1]) or len(found[1]) < 2:
            continue
        verb = "申请" if number == 0 else "" if number == 4 else text[found.start() : found.start() + 2]
        name = f"{found[1]}申请" if number == 1 else f"{verb}{found[1]}"
        if 4 <= len(name) <= LONGEST_TITLE:
            return name
    return ""


def _complaint(title: str, text: str) -> str:
    """Return what is done with a complaint: 投诉转交; a title of anything else as it is."""
    if "投诉" not in text or "投诉" in title:
        return title
    handed = re.search(r"将投诉(转交|转送|移送|交办)", text)
    return f"投诉{handed[1]}" if handed else f"投诉{title}"
