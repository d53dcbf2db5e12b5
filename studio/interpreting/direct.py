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
OF_THESE = re.compile(r"^符合(?:下列|以下|如下)[^。：，]{0,4}条件(?:之一)?的[^。：；，]{2,24}：")
"""Those who meet one of some conditions, and not what they may do."""
_MUST_BE = re.compile(r"^(?P<subject>[^。：；，]{2,20})必须是[^。：]{2,40}应?具备[^。：]{0,8}(?:条件|资质)(?:之一)?：")


_PERSON = re.compile(r"(?:老年人|老人|人员|居民|家庭|儿童|学生|毕业生|残疾人|青年|职工|困难群众|申请人|对象)(?:，|$)")
_BODY = re.compile(r"(?:机构|组织|单位|企业|公司|医院|学校|基地|中心)(?:，|$)")


def _for_whom(bare: str) -> re.Match[str] | None:
    """Return where a line without brackets says for whom it lays down conditions."""
    return next(filter(None, (pattern.match(bare) for pattern in (_MUST_BE, _MAY_IF, _CONDITIONS_OF))), None)


def target(statement: str) -> str:
    """Return for whom a statement lays down conditions: persons, bodies, empty where it does not say."""
    bare = _BRACKETS.sub("", statement.split("\n")[0])
    match = _for_whom(bare) or _EITHER.match(bare)
    said = match["subject"] if match else ""
    return "persons" if _PERSON.search(said) else "bodies" if _BODY.search(said) else ""


_EITHER = re.compile(r"^[^。：；]{0,40}(?:符合|属于)(?:下列|以下)[^。：，]{0,6}(?:条件|情形)之一的(?P<subject>[^。：；，]{2,30})(?:，可以[^。：]{2,30})?：")


def subjects(lines: list[str]) -> str:
    """Return those the answer's conditions are for, one or two of them: 申请租赁人才公寓的人才 of 申请租赁人才公寓的人才应符合以下条件：."""
    listing = [line for line in lines if not re.match(r"（[一二三四五六七八九十]+）|· |\d+\. ", line)]
    named = []
    for line in listing:
        bare = _BRACKETS.sub("", line)
        match = _for_whom(bare)
        if match:
            subject = re.sub(r"，?是指.*$|(?:《[^》]*》|本[\u4e00-\u9fff]{2,4})规定的", "", match["subject"]).strip("，")
            subject = re.sub(r"^.*委托的(?=.{4})", "", subject)
            named.append(re.sub(r"^(?:对于?|凡是?)|还$|[，、]$", "", re.sub(r"^.*，(?=拟?[^，]{2,24}$)", "", subject)))
        elif not any(line.startswith(subject) for subject in named):
            return ""
    named = list(dict.fromkeys(named))
    if len(named) > 1 and all(subject.startswith(("享受", "申请", "申领")) for subject in named):  # kinds of one thing: 享受甲待遇的人员、享受乙待遇的人员
        return ""
    if len(named) > 1:
        named = [subject if len(subject) <= LONGEST_OF_TWO else subject.rpartition("的")[2] for subject in named]
        named = [subject.replace("、", "和") for subject in named]
    whole = all(len(subject) >= 3 and not re.search(r"^(?:其|该|上述|同时|并)|的$", subject) for subject in named)
    fits = 0 < len(named) <= 2 and all(len(subject) <= (LONGEST_OF_TWO if len(named) > 1 else LONGEST_SUBJECT) for subject in named)
    return "、".join(named) + ("分别" if len(named) > 1 else "") if whole and fits else ""


_DENIED = re.compile(
    r"不(?:予|再|能|得|可)(?:再次|重复|再)?(?:给予|享受|发放|申请|申报|申领|参加|受理|办理|登记|补贴|补助|奖励|资助|支持|批准|核准|许可|认定|备案|续租|通过)(?:[\u4e00-\u9fff]{0,10}?(?:补贴|补助|奖励|奖补|资助|待遇|政策|资金|支持|登记|资格|公寓|认定)(?=[，。；：]|$))?"
)


def denied(lines: list[str], paid: str) -> str:
    """Return what the answer says is not given or done, at most three such words: 不再给予补贴或者不予受理; ``paid`` is what it may leave out."""
    found = [said for line in lines for said in _DENIED.findall(re.sub("逾期[^，。；]{0,8}，[^。；]*", "", line))]
    found = [said.replace("不予享受", "不能享受") for said in found]
    found = [said for said in dict.fromkeys(found) if not any(said != other and said in other for other in found)]
    found = [said + paid.removeprefix("各项") if re.search("(?:享受|给予|发放)$", said) else said for said in found]
    return "或者".join(filter(None, ("、".join(found[:-1]), found[-1]))) if 0 < len(found) <= 3 else ""


_STOPPED = re.compile(r"(?:停止|终止|暂停)(?:发放|享受|支付|给付|办理)?(?:[\u4e00-\u9fff]{2,10}?(?:补贴|补助|资助|津贴|奖励|救助|待遇|保险金|资格|协议|授权|服务))?(?=[：，。；]|的|$)")


_ENDED = re.compile(r"(待遇|资格|补贴|服务)(终止|停止|暂停)手续")


def stopped(lines: list[str]) -> str:
    """Return what an answer says ends in cases it lists: 停止发放服务补贴."""
    for line in lines:
        opening = re.split("[：；。]", line)[0]
        if not re.search(r"情形之一|下列情形|以下情形", opening):
            continue
        if found := _ENDED.search(opening):
            named = re.match(rf"([\u4e00-\u9fff]{{2,8}}?{found[1]})(?=享受|领取|人员)", opening)
            return found[2] + (named[1] if named else found[1])
        if (found := _STOPPED.search(opening)) and len(found[0]) > 3:
            return found[0]
    return ""


_TOGETHER = (
    re.compile(r"同时享受(?P<one>[^，。；]{2,16}?)(?:以及|和|与|及)(?P<other>[^，。；]{2,18})(?=[，。；])"),
    re.compile(r"^(?P<one>[^，。；]{2,12}?)(?:政策)?每[^。；]*不(?:可|得|能)同时(?:领取|享受|申请)(?P<other>[^，。；]{2,16})(?=[，。；])"),
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
_RAISED_OF = re.compile(r"提高(?:部分|有关)?(?:重点)?([\u4e00-\u9fff]{2,4})(?:补贴额|补贴标准|补助标准|待遇标准)")
_CLASSES_FREE = re.compile(r"等\d+类([\u4e00-\u9fff]{2,8}?)(免费[\u4e00-\u9fff]{2,12}?)(?:政策)?[。；]?$")
_FREE = re.compile(r"不收费|不收取(?:任何)?费用")


def of_benefit(lines: list[str], act: str) -> str:
    """Return the question the one benefit of an answer is the answer to; empty when it has several or none such."""
    raised = [_RAISED.search(line) for line in lines]
    if lines and all(raised) and len({found[1] for found in raised}) == 1:
        whose = next((found[1] for line in lines if (found := _RAISED_OF.search(line))), "情形")
        return f"哪些{whose}可以提高{raised[0][1]}？"
    if len(lines) != 1:
        return ""
    line = _BRACKETS.sub("", lines[0])
    if _FREE.search(line) and len(line) <= 24:
        return f"{act}收费吗？" if act else "收费吗？"
    if found := _CLASSES_FREE.search(line):
        return f"哪些{found[1]}可以{found[2]}？"
    if found := _BORNE.search(line):
        opening = _OPENING.match(line)
        return f"{opening[1] + '，' if opening else ''}{found[2]}由谁{found[1].removeprefix('代')}？"
    if (found := _MAY.search(line)) and line.count("。") <= 1:
        whose = re.match(r"^(?:通过)?([^，。；]{2,16})，其", line)
        return f"{re.sub('的人员$', '人员', whose[1]) + '的' if whose else ''}{found[1]}可以{re.sub('本[市省区县]$', '', found[2])}吗？"
    return ""


_CASE = re.compile(r"^(?:违反[^，。；]{2,20}规定，)?(?:对于?)?(?P<case>[^。；：]{4,30}?)的，(?:由|按照?|依照?|依法|应|要|除|责令|处|追|给予|取消|收回|需|退回|[^，。；]{2,20}(?:部门|机关|机构|单位)(?:应|可|给予|责令|依法))")


_CHANGED = re.compile(r"^(?:[^，。；]{2,10}?(?:人员|企业|单位|对象))?([^，。；]{4,12})发生变[化更]的，")
_LATE = re.compile(r"；(?:因|对)?(未(?:及时|按时|按规定)(申报|报告|告知)[^，。；]{0,12})的，")
"""What must be told when something changes, and what follows where it is not."""

_IF = re.compile(r"，(?:若|如果?)([^，。；]{4,20})的，应?")


def of_breach(lines: list[str]) -> str:
    """Return 甲怎么处理？ for the one case an answer tells the consequences of; empty when it tells of more."""
    if len(lines) != 1:
        return ""
    if (changed := _CHANGED.match(lines[0])) and (late := _LATE.search(lines[0])):
        return f"{changed[1]}发生变化怎样{late[2]}，{late[1]}怎么处理？"
    pieces = [piece for piece in re.split("[。；]", _BRACKETS.sub("", lines[0])) if re.search("处|追|退回|责任|取消|停止|收回|罚", piece)]
    cases = [found[1] for piece in pieces if (found := _IF.search(piece))]
    cases += [found["case"].removeprefix("因") for piece in pieces if (found := _CASE.match(piece)) and not re.search(r"下列|以下|上述|规定$|^(?:违反|有|其|该)", found["case"])]
    return f"{cases[0]}怎么处理？" if cases else ""


_AGAIN = re.compile(r"^[^，。；]{2,40}(?:后|期间)(?P<case>(?:再次|重新|首次|中断|转入|退出)[^，。；]{2,8}的)，")


def case_of(lines: list[str]) -> str:
    """Return the case the one line of an answer is for, to stand before its question: 再次失业的，."""
    found = _AGAIN.match(_BRACKETS.sub("", lines[0])) if len(lines) == 1 else None
    return f"{found['case']}，" if found else ""


_SIGNIFICANT = re.compile(r"^(?P<what>《[^》]+》|[^，。；《》]{4,20}?)(?:(?=[，以的]|是|对|有|具有)[^。；]*具?有[^，。；]{0,6}(?:意义|作用)|关系[^，。；]{4,}(?:全局|大局|成色|根本))")


def of_reason(lines: list[str]) -> str:
    """Return 甲有什么重要意义？ for an answer that tells why a thing matters and not what the policy is for."""
    found = _SIGNIFICANT.match(lines[0]) if len(lines) == 1 and not re.search("为了|面临|问题|需要", lines[0]) else None
    return f"{found['what']}有什么重要意义？" if found else ""


_OWED = re.compile(r"^(?:相关|有关)?([\u4e00-\u9fff]{2,10}?)(?:应当[\u4e00-\u9fff]{2,4}而)?(尚未[\u4e00-\u9fff]{2,8})$")
_LASTS_ON = re.compile(r"^(?:《[^》]+》|本[\u4e00-\u9fff]{2,4})有效期(?:届)?满(?:而|后|时|，)?([^，。；]{4,30}?)的，")


def of_transition(lines: list[str]) -> str:
    """Return the question about what is still open when a policy ends, where an answer tells of nothing else."""
    found = _LASTS_ON.match(lines[0]) if len(lines) == 1 else None
    owed = _OWED.match(found[1]) if found else None
    what = f"{owed[2]}的{owed[1]}" if owed else f"{found[1]}的" if found else ""
    return f"{{short}}有效期满后，{what}怎么办？" if found else ""


_EXEMPT = re.compile(r"^对([^，。；]{4,16}?)(?:一次性)?(?:免征|免收|减征)")


def exempt(lines: list[str]) -> str:
    """Return those the first line of an answer about taxes lets off."""
    found = _EXEMPT.match(lines[0]) if lines else None
    return found[1] if found else ""


_SUBJECT = re.compile(r"^([^，。；：]{4,20}?(?:权|费|用地|资金|制度|事项|范围|面积))，")


def single(lines: list[str]) -> str:
    """Return the one matter the one line of an answer opens with; empty where it tells of more."""
    found = _SUBJECT.match(lines[0]) if len(lines) == 1 else None
    return found[1] if found else ""


_SPENT_ON = re.compile(r"：([\u4e00-\u9fff]{2,8}?)发生的[^。]*待遇享受")


def of_length(lines: list[str]) -> str:
    """Return for how long the one kind of a benefit may be had of which every line of an answer tells: 居家护理待遇."""
    kinds = {found[1] if (found := _SPENT_ON.search(line)) else "" for line in lines}
    kind = kinds.pop() if len(kinds) == 1 else ""
    return f"{kind}待遇最长可以享受多长时间？" if kind else ""


_LED = re.compile(r"^([^，。；由]{4,20}?)由[^，。；]{2,40}?负责(?:[，。；]|$)")


def of_duty(lines: list[str]) -> str:
    """Return by whom the one matter is done of which an answer says so: 会议的组织工作由谁负责？"""
    found = _LED.match(lines[0]) if len(lines) == 1 else None
    return f"{found[1]}由谁负责？" if found else ""


def of_explaining(lines: list[str]) -> str:
    """Return who explains the one document an answer names, of several a policy puts into force."""
    found = re.match(r"^(《[^》]+》)[^。；]*负责解释", lines[0]) if len(lines) == 1 else None
    return f"{found[1]}由谁负责解释？" if found else ""


_LISTED_AS = re.compile(r"^([\u4e00-\u9fff]{4,20})包括(?:下列|以下)(?:情形|情况)：")


def of_term(lines: list[str]) -> str:
    """Return 哪些情形属于甲？ for the one term an answer explains by a list of cases."""
    found = _LISTED_AS.match(lines[0]) if lines and all(line.startswith("· ") for line in lines[1:]) else None
    return f"哪些情形属于{found[1]}？" if found else ""


_AGAIN_NOT = re.compile(r"不(?:得|能|再)?重复(?:享受|申领|申请)([\u4e00-\u9fff]{4,16}?(?:补贴|补助|奖励|奖补|资助|待遇))(?:政策)?[。；，]")


_HAVING_HAD = re.compile(r"^(已(?:享受|获得)其他[^，。；]{2,12}的[^，。；的]{2,8})，")
_HIGHER = re.compile(r"^(?:[^。；]*[，。；])?([^，。；]{4,20}标准)与[^，。；]{2,30}(?:就高|择高|从高)(?:确定|执行)?[。；]?$")


def of_combining(lines: list[str]) -> str:
    """Return whether the benefit an answer names may be had beside another."""
    settled = _HIGHER.match(lines[0]) if len(lines) == 1 else None
    found = _AGAIN_NOT.search(lines[0]) if len(lines) == 1 and "其他" in lines[0] else None
    whose = _HAVING_HAD.match(lines[0]) if found else None
    if settled or not found:
        return f"{settled[1]}怎样确定？" if settled else ""
    return f"{whose[1] + '，' if whose else '享受其他补贴、资助后，'}还能享受{found[1]}吗？"


_TAKEN_BACK = re.compile(r"对(?:于)?([^，。；]{6,40})，(收回|追回|取消|停止|终止)([^，。；]{2,20})[。；]?$")
_KEPT_TO = re.compile(r"^([\u4e00-\u9fff]{4,14}(?:使用|管理|发放|申请|交易|经营))应[^。]*不得")


def of_ban(lines: list[str]) -> str:
    """Return the question the one ban or consequence of an answer is the answer to."""
    line = _BRACKETS.sub("", lines[0]) if len(lines) == 1 else ""
    if found := _TAKEN_BACK.search(line):
        return f"哪些情形{found[2]}{found[3]}？"
    if found := _KEPT_TO.match(line):
        return f"{found[1]}有哪些限制？"
    return of_breach(lines) or _of_fraud(lines)


_FRAUD = re.compile(r"骗取([\u4e00-\u9fff]{2,12}?)(?:支出|资金)?(?=及|和|[，。；、的])")


def _of_fraud(lines: list[str]) -> str:
    """Return 骗取甲或者违规领取的怎么处理？ where the first of a few lines without a ban is about that."""
    told = [line for line in lines if not line.startswith("· ")]
    found = _FRAUD.search(told[0]) if told and len(told) <= MOST_OF_FRAUD and not re.search("不得|禁止|严禁", "".join(told)) else None
    return f"骗取或者违规领取{found[1]}的，怎么处理？" if found and any("退回" in line for line in told[1:]) else ""


MOST_OF_FRAUD = 4
"""Lines of an answer about getting what one has no right to."""


_FORM = re.compile(r"^(?:· |[^：。；]{2,12}：)《?(?:[\u4e00-\u9fff]{1,8}?[省市区县])?([\u4e00-\u9fff、]{4,22}?(?:奖励|补贴|补助|资助|奖补))(?:资金)?申(?:请|报)表")


def of_papers(lines: list[str], act: str) -> str:
    """Return for what the one list of papers is, by the form that opens it: of several things a policy gives it is one."""
    listed = [line for line in lines if line.startswith("· ")] or lines
    found = _FORM.match(listed[0]) if lines and (len(lines) == 1 or len(listed) == len(lines) - 1) else None
    return f"申请{found[1]}需要准备哪些材料？" if found and found[1] not in act else ""


_DISPUTED = re.compile(r"^对([^，。；]{4,24})有(争议|异议)的，可以?")


_ONE_PARTY = re.compile(r"^([\u4e00-\u9fff]{2,8}(?:单位|企业|机构|组织|公司|个人))[^，。；]{0,16}提出([\u4e00-\u9fff]{4,10})申请，")


def of_handling(lines: list[str], act: str) -> str:
    """Return the question about the one step an answer tells, where it is for a special case."""
    if len(lines) == 1 and (party := _ONE_PARTY.match(_BRACKETS.sub("", lines[0]))):
        return f"{party[1]}怎样申请{party[2]}？"
    found = _DISPUTED.match(lines[0]) if len(lines) == 1 else None
    whose = _THEIRS.search(_BRACKETS.sub("", lines[0])) if len(lines) == 1 and act else None
    if whose:
        return f"{whose[1]}怎样{act}？"
    return f"对{found[1]}有{found[2]}怎么办？" if found else ""


_THEIRS = re.compile(r"(?:^|，)([^，。；]{2,16}的[\u4e00-\u9fff]{2,8}(?:人员|居民|家庭|企业|学生|儿童|老年人))(?:符合[^，。；]{2,30}的)?，应?[^，。；]{0,8}向[^，。；]{2,40}(?:提出|提交)申请")
"""One kind of applicants, told by what stands before their 的."""


_HAD_ALREADY = re.compile(r"^[^，。；]{0,24}?((?:按照?[^，。；]{4,20})?享受过(?!同类)[^，。；]{4,40})的，?不再给予(?:补贴|补助|奖励|资助)[。；]?$")
_SO_MANY = re.compile(r"^[^。；]*(?:年度|每年)[^，。；]{0,8}(?:申请|享受)[^，。；]{0,8}?(补贴|补助)的([\u4e00-\u9fff]{2,12})不得超过\d+件")


def of_exclusion(lines: list[str]) -> str:
    """Return what the one exclusion of an answer is the answer to: whether one who had a benefit gets it again, of how many it may be had."""
    if len(lines) != 1:
        return ""
    if found := _HAD_ALREADY.match(lines[0]):
        return f"{found[1]}的，还能再享受吗？"
    found = _SO_MANY.match(_BRACKETS.sub("", lines[0]))
    return f"申请{found[2]}的{found[1]}，有件数限制吗？" if found else ""


DIRECT: dict[str, Callable[[list[str], str], str]] = {
    "benefits": of_benefit,
    "why_issued": lambda lines, _: of_reason(lines),
    "repeals": lambda lines, _: of_transition(lines),
    "responsible_units": lambda lines, _: of_duty(lines),
    "who_explains": lambda lines, _: of_explaining(lines),
    "terms": lambda lines, _: of_term(lines),
    "how_long": lambda lines, _: of_length(lines),
    "who_is_excluded": lambda lines, _: of_exclusion(lines),
    "combination": lambda lines, _: of_combining(lines),
    "prohibitions": lambda lines, _: of_ban(lines),
    "materials": of_papers,
    "where_to_apply": of_handling,
}
"""By question of the bank: how it is put with the words of the one sentence that answers it."""

FORMS = (
    r"哪些(?:情形|(.{2,4}))可以提高(.{3,4})？", r"哪些(.{2,8})可以(免费.{2,12})？", r"(.{3,40})由谁(?:缴纳|承担|负担)？", r"(?:(.{2,16}?)的)?(.{2,16})可以(.{2,14})吗？", r"骗取或者违规领取(.{2,14})的，怎么处理？", r"(.{4,34}?)(?:发生变化怎样(?:申报|报告|告知)，(.{4,20}))?的?怎么处理？", r"对(.{4,24})有(?:争议|异议)怎么办？", r"(.{0,24})收费吗？",
    r"(.{4,24})有什么重要意义？", r"(?:《[^》]*》|这[项份].{2,4})有效期满后，(?:(尚未.{2,8})的)?(.{2,30}?)的?怎么办？", r"(.{4,24})由谁负责(?:解释)？", r"哪些情形属于(.{4,20})？",
    r"申请(.{6,26})需要准备哪些材料？", r"(.{6,24})怎样(.{4,24})？", r"享受其他补贴、资助后，还能享受(.{4,20})吗？", r"(已.{6,26})，还能享受(.{4,20})吗？", r"(.{4,20}标准)怎样确定？", r"(.{2,8})待遇最长可以享受多长时间？", r"(.{0,24}享受过.{4,40})的，还能再享受吗？", r"申请(.{2,16})的(补[贴助])，有件数限制吗？", r"哪些情形(?:收回|追回|取消|停止|终止)(.{2,20})？", r"(.{4,16})有哪些限制？",
)
"""How such questions read, so that one is known again."""
