"""Questions put with the answer's own words: the subject of 应当符合下列条件, what 不予 denies, what the one sentence of an answer says."""

import re
from collections.abc import Callable

_CONDITIONS_OF = re.compile(
    r"^(?P<subject>[^。：；]{2,44}?)(?:，)?(?:还|均|一般)?(?:应当?|须|需|必须)(?:同时)?(?:还)?(?:应当?|应)?(?:符合|具备|满足)[^。：]{0,8}(?:条件|资质|要求)(?:之一)?(?:的)?(?:：|$)"
)
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
LONGEST_SUBJECT, LONGEST_OF_TWO = 34, 15
"""Characters of those conditions are for, alone and as one of two; with more the question is no question any more."""


_MAY_IF = re.compile(r"^(?P<subject>[^。：；]{2,44}?)，?(?:同时)?(?:符合|具备|满足)(?:下列|以下|如下)[^。：，]{0,8}(?:条件|情形)(?:之一)?的?，(?:均)?可以?[^。：]{2,40}：")
_OF_THESE = re.compile(r"^符合(?:下列|以下|如下)[^。：，]{0,4}条件(?:之一)?的(?P<subject>[^。：；，]{2,24})：")
_MUST_BE = re.compile(r"^(?P<subject>[^。：；，]{2,20})必须是[^。：]{2,40}应?具备[^。：]{0,8}(?:条件|资质)(?:之一)?：")


def subjects(lines: list[str]) -> str:
    """Return those the answer's conditions are for, one or two of them: 申请租赁人才公寓的人才 of 申请租赁人才公寓的人才应符合以下条件：."""
    listing = [line for line in lines if not re.match(r"（[一二三四五六七八九十]+）|· |\d+\. ", line)]
    named = []
    for line in listing:
        bare = _BRACKETS.sub("", line)
        match = next(filter(None, (pattern.match(bare) for pattern in (_OF_THESE, _MUST_BE, _MAY_IF, _CONDITIONS_OF))), None)
        if match:
            subject = re.sub(r"，?是指.*$|(?:《[^》]*》|本[\u4e00-\u9fff]{2,4})规定的", "", match["subject"]).strip("，")
            named.append(re.sub(r"^(?:对于?|凡是?)|还$|[，、]$", "", re.sub(r"^.*，(?=拟?[^，]{2,24}$)", "", subject)))
        elif not any(line.startswith(subject) for subject in named):
            return ""
    named = list(dict.fromkeys(named))
    if len(named) > 1 and all(subject.startswith(("享受", "申请", "申领")) for subject in named):  # kinds of one thing: 享受甲待遇的人员、享受乙待遇的人员
        return ""
    if len(named) > 1:
        named = [subject if len(subject) <= LONGEST_OF_TWO else subject.rpartition("的")[2] for subject in named]
    whole = all(len(subject) >= 3 and not re.search(r"^(?:其|该|上述|同时|并)|的$", subject) for subject in named)
    fits = 0 < len(named) <= 2 and all(len(subject) <= (LONGEST_OF_TWO if len(named) > 1 else LONGEST_SUBJECT) for subject in named)
    return "和".join(named) + ("分别" if len(named) > 1 else "") if whole and fits else ""


_DENIED = re.compile(
    r"不(?:予|再|能|得|可)(?:再次|重复|再)?(?:给予|享受|发放|申请|申报|申领|参加|受理|办理|登记|补贴|补助|奖励|资助|支持|批准|核准|许可|认定|备案|续租|通过)(?:[\u4e00-\u9fff]{0,10}?(?:补贴|补助|奖励|奖补|资助|待遇|政策|资金|支持|登记|资格|公寓|认定)(?=[，。；：]|$))?"
)


def denied(lines: list[str], paid: str) -> str:
    """Return what the answer says is not given or done, at most three such words: 不再给予补贴或者不予受理; ``paid`` is what it may leave out."""
    found = [said for line in lines for said in _DENIED.findall(line)]
    found = [said for said in dict.fromkeys(found) if not any(said != other and said in other for other in found)]
    found = [said + paid.removeprefix("各项") if re.search("(?:享受|给予|发放)$", said) else said for said in found]
    return "或者".join(filter(None, ("、".join(found[:-1]), found[-1]))) if 0 < len(found) <= 3 else ""


_STOPPED = re.compile(r"(?:停止|终止|暂停)(?:发放|享受|支付|给付|办理)?(?:[\u4e00-\u9fff]{2,10}?(?:补贴|补助|待遇|保险金|资格|协议|授权|服务))?(?=[：，。；]|的|$)")


_ENDED = re.compile(r"(待遇|资格|补贴|服务)(终止|停止|暂停)手续")


def stopped(lines: list[str]) -> str:
    """Return what an answer says ends in cases it lists: 停止发放服务补贴."""
    for line in lines:
        opening = re.split("[：；。]", line)[0]
        if not re.search(r"情形之一|下列情形|以下情形", opening):
            continue
        if found := _ENDED.search(opening):
            return found[2] + found[1]
        if (found := _STOPPED.search(opening)) and len(found[0]) > 3:
            return found[0]
    return ""


_TOGETHER = (
    re.compile(r"同时享受(?P<one>[^，。；]{2,16}?)(?:以及|和|与|及)(?P<other>[^，。；]{2,18})(?=[，。；])"),
    re.compile(r"(?:^|[，。；])(?P<one>[^，。；]{2,16}?)与(?:其)?(?:已)?(?:申请的|享受的)?(?P<other>[^，。；]{2,18}?)(?:就高|择高|择优|从高)"),
)


def together(lines: list[str]) -> str:
    """Return the two benefits an answer sets side by side: A和B of 可同时享受A以及B."""
    found = next((found for line in lines for pattern in _TOGETHER if (found := pattern.search(line))), None)
    return "和".join(found[name].removesuffix("标准") for name in ("one", "other")) if found else ""


_OPENING = re.compile(r"^([^，。；]{4,16}(?:期间|时|后))，")
_BORNE = re.compile(r"由[^，。；]{2,24}?(?:为[^，。；]{2,14}?)?(缴纳|承担|负担|代缴)([^，。；（(]{3,20}费用?)")
_MAY = re.compile(r"(?:^|[，。；])(?:其)?([^，。；]{2,14}?)(?<!不)可以?(?:同时|一并)?((?!选择|按|享受|申请|领取|不)[^，。；]{2,12})[。；]?$")
_RAISED = re.compile(r"提高[^，。；]{0,12}?(补贴额|补贴标准|补助标准|待遇标准)(?!测算)")
_FREE = re.compile(r"不收费|不收取(?:任何)?费用")


def of_benefit(lines: list[str], act: str) -> str:
    """Return the question the one benefit of an answer is the answer to; empty when it has several or none such."""
    raised = [_RAISED.search(line) for line in lines]
    if lines and all(raised) and len({found[1] for found in raised}) == 1:
        return f"哪些情形可以提高{raised[0][1]}？"
    if len(lines) != 1:
        return ""
    line = _BRACKETS.sub("", lines[0])
    if _FREE.search(line) and len(line) <= 24:
        return f"{act}收费吗？" if act else "收费吗？"
    if found := _BORNE.search(line):
        opening = _OPENING.match(line)
        return f"{opening[1] + '，' if opening else ''}{found[2]}由谁{found[1].removeprefix('代')}？"
    if (found := _MAY.search(line)) and line.count("。") <= 1:
        return f"{found[1]}可以{found[2]}吗？"
    return ""


_CASE = re.compile(r"^(?:违反[^，。；]{2,20}规定，)?(?:对于?)?(?P<case>[^。；：]{4,30}?)的，(?:由|按照?|依照?|依法|应|要|除|责令|处|追|给予|取消|收回|需|退回|[^，。；]{2,20}(?:部门|机关|机构|单位)(?:应|可|给予|责令|依法))")


_IF = re.compile(r"，(?:若|如果?)([^，。；]{4,20})的，应?")


def of_breach(lines: list[str]) -> str:
    """Return 甲的怎么处理？ for the one case an answer tells the consequences of; empty when it tells of more."""
    if len(lines) != 1:
        return ""
    pieces = [piece for piece in re.split("[。；]", _BRACKETS.sub("", lines[0])) if re.search("处|追|退回|责任|取消|停止|收回|罚", piece)]
    cases = [found[1] for piece in pieces if (found := _IF.search(piece))]
    cases += [found["case"].removeprefix("因") for piece in pieces if (found := _CASE.match(piece)) and not re.search(r"下列|以下|上述|规定$|^(?:违反|有|其|该)", found["case"])]
    return f"{cases[0]}的怎么处理？" if cases else ""


_AGAIN = re.compile(r"^[^，。；]{2,40}(?:后|期间)(?P<case>(?:再次|重新|首次|中断|转入|退出)[^，。；]{2,8}的)，")


def case_of(lines: list[str]) -> str:
    """Return the case the one line of an answer is for, to stand before its question: 再次失业的，."""
    found = _AGAIN.match(_BRACKETS.sub("", lines[0])) if len(lines) == 1 else None
    return f"{found['case']}，" if found else ""


_DISPUTED = re.compile(r"^对([^，。；]{4,24})有(争议|异议)的，可以?")


def of_handling(lines: list[str]) -> str:
    """Return the question about the one step an answer tells, where it is for a special case."""
    found = _DISPUTED.match(lines[0]) if len(lines) == 1 else None
    return f"对{found[1]}有{found[2]}怎么办？" if found else ""


DIRECT: dict[str, Callable[[list[str], str], str]] = {
    "benefits": of_benefit,
    "prohibitions": lambda lines, _: of_breach(lines),
    "where_to_apply": lambda lines, _: of_handling(lines),
}
"""By question of the bank: how it is put with the words of the one sentence that answers it."""

FORMS = (r"哪些情形可以提高(.{3,4})？", r"(.{3,40})由谁(?:缴纳|承担|负担)？", r"(.{2,16})可以(.{2,14})吗？", r"(.{4,34})的怎么处理？", r"对(.{4,24})有(?:争议|异议)怎么办？", r"(.{0,24})收费吗？")
"""How such questions read, so that one is known again."""
