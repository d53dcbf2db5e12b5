"""Headings and labels told of whom or of what: 申请条件 under 通行证的办理 is 通行证申请条件; over newborns 医保待遇享受时间 is 新生儿医保待遇享受时间."""

import re

from studio.interpreting import titles
from studio.interpreting.fitting import plain

LONGEST_CLASS = 12
_MATTER = re.compile("(?:续保|时间|期限|时限|标准|申请材料|费用|待遇|比例|费率)$")
_CLASS = re.compile("(?:[\u4e00-\u9fff]{2,}(?:人员|对象|企业|人|成员|家庭|人才)|婴儿|新生儿|儿童|学生|子女)$")
_BARE = re.compile("^(?:申请|申领|申报|办理|受理|领取|缴费|续期|补办|审核|服务|支付|收费|咨询){0,2}(?:条件|材料|资料|方式|渠道|时间|期限|时限|流程|程序|对象|标准|方式和时限|有效期限?|有效期)$")
_PARENT = re.compile("^(?:关于)?((?!申领|申请|申报|办理|受理)[\u4e00-\u9fff]{2,8}?)的?(?:办理|申请|申领|申报|发放|管理|认定)(?:程序|流程|和管理)?$")


def of_parent(own: str, headings: tuple[str, ...]) -> str:
    """Return a heading that does not say of what it speaks with what the heading above it names; empty where it says so or nothing is named."""
    parent = _PARENT.match(headings[-2]) if len(headings) > 1 and headings[-1] == own and _BARE.match(own) else None
    return f"{parent[1]}{own}" if parent and parent[1] not in own else ""


def of_class(heading: str, statement: str) -> str:
    """Return a heading with the class of people its statement is limited to, as the statement opens with it; empty without one."""
    if not _MATTER.search(heading):
        return ""
    first = re.split("[，：]|自|应当|可以?|还可|按|由(?!于)|的，", plain(statement))[0]
    if whole := re.match("([\u4e00-\u9fff]{2,6})的(?:参保)?(人员|企业|职工)(?=在|办理|，|自|按)", plain(statement)):
        return f"{whole[1]}{whole[2]}{heading}" if whole[1] not in heading else ""
    who = re.sub(r"^\d{4}年度?", "", re.split("的(?=[^的]{2,})", first)[-1]).removeprefix("对").removesuffix("的")
    fits = 2 <= len(who) <= LONGEST_CLASS and _CLASS.search(who) and who not in heading and heading not in who
    return f"{who}{heading}" if fits and not re.search("\\d|、$|^(?:该|其|上述|申请人|个人|单位|企业)$", who) else ""


_OWN = re.compile("(?:[^，。；：]{2,30}的)?(?:申报主体|申请人|申请对象|申请单位)(?:应当?)?[为是](?:在)?[^。；]*的([\u4e00-\u9fff]{2,12})(?:。|$)")
_FORM = re.compile("(?:^|[：；《])(?:[\u4e00-\u9fff]{2,4}[市省])?([\u4e00-\u9fff、]{6,20}?)(?:申请|申报)表")


def of_what(label: str, statement: str, own: str, parents: tuple[str, ...]) -> str:
    """Return a label that fits any application (申请条件, 申请材料) or a bare name with what the statement or the headings above say it is of."""
    said = plain(statement)
    if label.endswith("条件") and _BARE.match(label) and (who := _OWN.match(said)):
        return f"{who[1]}的{label}"
    if label.endswith("材料") and _BARE.match(label) and (form := _FORM.search(said)):
        return f"{form[1]}{label}"
    if demanded := re.match("(?:《[^》]*》|本[^，。；]{1,4})?(适用对象|扶持对象|支持对象|资助对象|申报主体|申报单位)(?:还|均)?应当(?!(?:同时)?(?:具备|符合|满足)?(?:下列|以下))", said):
        return f"对{demanded[1]}的要求"
    if label in STEPS and (what := _handled(label, said, parents)):
        return what
    if label == "解释机关" and (begins := re.match("[^。；]{0,20}自[^，。；]{2,16}(?:起|开始)(施行|执行|实施)，", said)):
        return f"{begins[1]}时间和解释机关"
    if label == own and re.fullmatch("(?:申报|申请)(?:主体|单位|对象)|申请人|申报人", own) and not said.removeprefix(f"{own}：").startswith(own) and "；" in said:
        return f"对{own}的要求"
    if label == own and _CLASS.search(own) and len(own) <= LONGEST_CLASS and re.search("符合[^。：]{0,12}(?:情形|条件)[^：]*可?(?:以)?(?:按规定)?享受[^。：]{0,16}待遇", said):
        return f"{own}享受待遇的条件"
    if label == own and own.endswith("费用") and re.search("按[^，。；]{1,6}的比例支付", said) and "标准" not in said:
        return f"{own}支付比例"
    above = next((one for one in reversed(parents) if one != label and re.search("(?:人员|对象|企业|居民|职工)$", one)), "")
    if re.search("(?:费率|基数|限额|缴费标准)$", label) and 2 <= len(above) <= LONGEST_CLASS and not any(word in label + said[:12] for word in (above, above[:2])):
        return f"{above}{label}"
    return ""


STEPS = ("申请渠道", "提出申请", "申请条件", "申报条件", "办理时限", "申请时间", "初审", "复核", "资格核实时限", "审核", "受理", "公示")
"""Steps and labels of an application that do not say of what it is."""

_ASKED = re.compile("(?:提出|提交|递交)((?!书面|相关|有关|一次)[\u4e00-\u9fff]{4,10}?)的?申请(?=[，。；])|申请((?:服务|设立)[\u4e00-\u9fff]{2,10}?)(?:应当|，|的)")
_DISPUTED = re.compile("对([\u4e00-\u9fff]{2,8}(?:结果|结论|决定))(?:有|存在)异议")
_GIVEN = re.compile("[\u4e00-\u9fff]{2,6}(?:资助|补贴|补助|奖励|奖补|津贴)$")


def _handled(label: str, said: str, parents: tuple[str, ...]) -> str:
    """Return a step with what it is a step of: what its statement applies for or disputes, else what the chapter it stands in gives."""
    if label == "复核" and (disputed := _DISPUTED.search(said)):
        return f"{disputed[1]}的复核"
    asked = _ASKED.search(said)
    what = (asked[1] or asked[2]) if asked else next((re.sub("\\s", "", one) for one in reversed(parents) if _GIVEN.fullmatch(one)), "")
    if not what or what in label:
        return ""
    if label == "提出申请":
        return f"{what}申请" if asked and asked[1] else f"申请{what}"
    return f"{what}{label}"


_SUBJECT = re.compile("((?:[\u4e00-\u9fff]{2,6}(?<!经营)(?<!市场)主体|[\u4e00-\u9fff]{2,4}协会|(?:服务|从业|上门|护理)人员|[\u4e00-\u9fff]{2,4}学生|志愿者|监护人|教师|医师))(?!的|及其|和|与|、)")


def of_subject(title: str, statement: str) -> str:
    """Return a title that says what to do with who does it, where that is not those the policy is for in general: 服务人员取得健康证明."""
    found = _SUBJECT.match(plain(statement))
    if not found or not titles.tags_of(title) or titles.tags_of(title)[0][1][:1] != "v" and not re.match("不得|禁止|严禁", title):
        return title
    told = len(found[1]) + len(title) <= titles.LONGEST_WHOLE and found[1] not in title and not re.search("的(?:责任|处罚|处理|情形|条件|要求)$", title)
    return f"{found[1]}{title}" if told and re.search("应当?|必须|须|可以?|不得|凭", statement.partition("。")[0]) else title


def terms(text: str) -> str:
    """Return the words one statement explains, where these are several: 中小企业、大型企业; empty otherwise."""
    found = re.findall("(?:^|[，；。])(?:[^，；。]{0,30}所称的?)?[“\"]?([^，；。：”\"（(、]{2,14}?)[”\"]?[，,]?(?:分别)?是指", text)
    words = list(dict.fromkeys(found))
    if len(words) < 2:
        return ""
    joined = "、".join(words)
    return joined if len(joined) <= titles.LONGEST_WHOLE else f"{'、'.join(words[:2])}等"


def actors(text: str) -> str:
    """Return who has tasks by one statement, where these are two: 市民政部门负责……，县（区）民政部门负责…… is of 民政部门; empty otherwise."""
    found = re.findall("(?:^|[，；])([^，；。：]{2,18}?(?:部门|局|厅|委|办公室|小组|机构|中心))(?:统筹)?(?:负责|牵头)", text)
    who = list(dict.fromkeys(found))
    halves = [re.match("[^，。；：]{2,14}?(?:部门|局|厅|委)(?=负责|牵头|根据|按照|应当|对)", half) for half in text.split("；")]
    if len(who) == 1 and len(halves) == 2 and all(halves):
        who = [half[0] for half in halves]
    if len(who) != 2 or not text.startswith(who[0]) or len(re.findall("负责", text)) > 3:
        return ""
    tails = [re.search("([\u4e00-\u9fff]{2,8}?)(?:部门|局|厅|委)$", name) for name in who]
    if all(tails):
        stem = _shared_end(*(tail[1] for tail in tails))
        if len(stem) >= 2:
            return f"{stem}部门"
    joined = f"{who[0]}及其办公室" if who[1] == f"{who[0]}办公室" else "、".join(who)
    return joined if len(joined) <= titles.LONGEST_WHOLE else ""


def _shared_end(one: str, other: str) -> str:
    length = next((at for at, (left, right) in enumerate(zip(reversed(one), reversed(other), strict=False)) if left != right), min(len(one), len(other)))
    return one[len(one) - length :]


_HALVES = re.compile("([\u4e00-\u9fff]{0,6}?)([\u4e00-\u9fff]{2,4})[和及与]([\u4e00-\u9fff]{2,4})$")


def of_half(heading: str, statement: str) -> str:
    """Return the half of a heading of two matters that a statement is about: 办理方式 of 办理方式和时限; empty where it tells both or neither."""
    halves = _HALVES.fullmatch(heading)
    if halves is None:
        return ""
    told = [bool(_TOLD[half].search(statement)) if (half := next((key for key in _TOLD if name.endswith(key)), "")) else None for name in halves.groups()[1:]]
    if None in told or told[0] == told[1]:
        return ""
    return f"{halves[1]}{halves[2]}" if told[0] else f"{halves[1]}{halves[3]}"


_TOLD = {
    "方式": re.compile("通过|登录|到|向|以"),
    "渠道": re.compile("通过|登录|到|向"),
    "时限": re.compile("\\d+(?:个)?(?:工作)?日|即时|当场"),
    "期限": re.compile("\\d+(?:个)?(?:年|月|日)(?!\\d)(?!/)"),
    "费用": re.compile("元"),
    "标准": re.compile("元|[%％]"),
    "条件": re.compile("条件|符合|具备"),
    "流程": re.compile("审核|受理|签订|提交"),
}
"""What a statement has that tells the matter named so."""


def of_list(heading: str) -> str:
    """Return a heading of too many members with the first and 等: 高层次人才等以个人名义申请; empty for any other."""
    found = re.match("([^、，]{2,8})、[^，]*?(?:人才|企业|人员|单位|机构)(以[^，]{2,12}名义申请|申请材料)", heading)
    return f"{found[1]}等{found[2]}" if found else ""
