"""What a text is about in its own words, for a heading where its title is none: whom it strikes, what it registers, what it forbids."""

import re

import rjieba

LONGEST_OWN = 22
"""Characters of a heading taken out of a text."""

LONGEST_ACT = 14
"""Characters of an act that a heading names whole; of a longer one its first case."""

_OPENS = re.compile("^(?:[^，]{2,10}决定$|由|将(?!来|军)|要|其|适应|依托|利用|通过|围绕|坚持|结合|并|但|自|经|按|根据|依据|为|从|以|在|如|若|因|上述|前款|该|此|每|第|符合|具有|同时|原则上)")
_ENDS = re.compile("下列|以下|之一|如下|上述|前款|(?:规定|[中时后内下》外]|情况|基础上|工作|措施|地区|包括|提供|趋势|需要|过程|原则|要求)$")
SHORTEST_ACT = 4
"""Characters of a first case that tells what is done: 买卖 of 买卖、伪造优待凭证 does not."""

VERB = 2
"""Characters of most verbs."""

_BANS = re.compile("不得|禁止|严禁|不予|不能")
_FOR = re.compile("在([^，。；：]{2,8})方面，[^，。；：]{2,6}下列([^，。；：]{2,10})：|在([^，。；：]{2,10}?)应当遵守(?:下列|以下)([^，。；：]{2,8})：")
_FINED = re.compile("罚款|处罚|没收|拘留|警告")
_PURSUED = re.compile("追究|承担[^，。；]{0,10}责任|处分")
_TREATED = re.compile("停止发放|追回|收回|取消|退回|依法处理|予以处理|批评教育|解除[^，。；]{0,6}协议")
_REFUSED = re.compile("不予(?!行政处罚)([\u4e00-\u9fff]{2,4})")
_GIVEN = re.compile("(?:给予|予以|按|享受)[^。；]{0,40}?(补助|补贴|奖励|奖补|资助|贴息|扶持)")
_PEOPLE = re.compile("(?:人员|企业|家庭|老年人|学生|新生儿|婴儿|儿童|职工|居民|残疾人|毕业生|车辆|使用权|青年|户|户籍人口|团体|单位|机构|部门|者|人)$")
_BREACH = re.compile("^(?:个人|单位|任何单位和个人)?违反[^，。；]{0,30}规定，(?:有)?")


def own_ban(title: str, text: str) -> str:
    """Return what a text forbids in its own words, from 不得 to the next mark, where its title is a ban; empty where that is no whole."""
    found = _BANS.match(title) and re.search(r"(?<![但且并])(?<!否则)(?:不得|禁止|严禁)(?!以[^，。；]*[，。；]|超过|低于|少于|高于)[^，。；：、（）]{4,20}(?=[，。；])", text)
    return found[0] if found else ""


def own_heading(text: str) -> str:
    """Return who or what a text is about, in its own opening words with what is laid down for them; empty where these are too long or no name.

    对发行公司债券、企业债券的，按……给予补助 is about 发行公司债券、企业债券的补助; 伪造通行证的，依法追究…… about 伪造通行证的责任. A case alone
    (变更登记事项，应当……) is no heading.
    """
    if found := _FOR.match(text):
        return of_field(found[1], found[2]) if found[2] else f"{found[3]}行为规范"
    if found := _MEASURES.match(text):
        return found[1]
    if found := _SYSTEM.match(text):
        return f"{found[1]}{found[2]}"
    if found := _RULED_ELSEWHERE.match(text):
        return found[1]
    if found := _HONOURED.match(text):
        return f"{found[2]}{found[1]}"
    said = _BREACH.sub("", text)
    first, mark, rest = _split(said)
    if mark == "：" and "；" not in rest:
        return own_heading(rest)
    if mark == "：" and re.search("；[^，。；：]{2,20}：", rest):
        return ""  # the label of the first of several classes
    first = re.sub("(?:如下|包括|包含|为|有)$", "", first) if mark == "：" else first
    if mark not in ("，", "：") or re.search("；对于?", rest) or len(re.sub(r"[\s，。；：、]", "", rest)) < 8:
        return ""
    named = re.sub("^对于?(?!比|接|外|口)", "", first)
    case = bool(re.search("(?<!目)的$", named))
    named = re.sub("(?<!目)的$", "", named)
    if case and (refused := _REFUSED.search(rest)):
        return f"不予{refused[1][:2]}的情形"
    if not fits(named):
        return ""
    if mark == "：" or not case and not re.match("应当?|要|可以?|须", rest) and _PEOPLE.search(named) and not rjieba.tag(named)[0][1].startswith("v") and len(named) <= LONGEST_ACT and "，" not in said[: len(first)]:
        return named
    found = _with_what_follows(named, re.split("[；。]", rest)[0]) if case else ""
    return found if len(found) <= LONGEST_OWN else ""


_MEASURES = re.compile("[^。；：]{2,30}?(?:应当|要)采取(?:有效)?措施，?([^，。；：（]{6,16})(?:（[^（）]*）)?，(?:其中)?包括：[^。]*；")
"""What several measures are taken for: 简化登记手续 of 应当采取措施简化登记手续，其中包括：……；……."""


_SYSTEM = re.compile("对([^，。；：的]{2,10}?)(?:在[^，。；：]{2,8})?实行([^，。；：的]{4,14}制度)[。，]")
"""What a system is and for what: 重大项目影响评估制度 of 对重大项目在招商阶段实行影响评估制度."""
_HONOURED = re.compile("[^。；：]*?(作出(?:突出|重大|重要)贡献的[^，。；：的]{2,16})给予(奖励|表彰|表扬)。")
"""Who is honoured: 奖励作出突出贡献的船员和组织."""
_RULED_ELSEWHERE = re.compile("(?:[本我全][市省区县])?([^，。；：]{2,12}(?:条件|标准|范围|程序))按照?[^，。；：]{2,16}(?:规定|标准)(?:实施|执行)[，。]")
"""What is as other rules have it: 特困人员认定条件 of 特困人员认定条件按国家有关规定执行."""


def of_field(field: str, rules: str) -> str:
    """Return rules with the field they are of, no word said twice: 文明旅游行为规范, 公共卫生方面的文明行为规范."""
    if not (rules.startswith("文明") and "文明" in field):
        return f"{field}方面的{rules}"
    return f"{field}{'' if field.startswith('文明') else '的'}{rules.removeprefix('文明')}"


def fits(named: str) -> bool:
    """Tell whether opening words read as a name: whole, of fair length, no amount among them."""
    whole = 4 <= len(named) <= LONGEST_OWN and not re.search(r"\d[\d.]*(?:[万亿]?元|[%％‰])", named) and named.count("（") == named.count("）")
    return whole and not _OPENS.match(named) and not _ENDS.search(named)


def _with_what_follows(case: str, rest: str) -> str:
    """Return a case with what becomes of it (伪造、变造通行证的责任); people as they are; else nothing."""
    if _PEOPLE.search(case) and not _FINED.search(rest) and not _PURSUED.search(rest):
        return "" if "的" not in case and _is_a_clause(case) else case
    act = _act(case)
    for sign, name in ((_FINED, "处罚"), (_PURSUED, "责任"), (_TREATED, "处理")):
        if sign.search(rest):
            return f"{act}的{name}" if act else ""
    if found := _GIVEN.search(rest):
        return f"{case}的{found[1]}" if len(case) <= LONGEST_ACT else ""
    return ""


def _is_a_clause(case: str) -> bool:
    """Tell whether words say what somebody does (企业招用同一人员) and name nobody."""
    return [tag[:1] for _, tag in rjieba.tag(case)][:2] == ["n", "v"]


def _act(case: str) -> str:
    """Return what is done, whole or by its first case with what it is done to: 伪造、涂改营业执照 → 伪造营业执照等行为; nothing where that is long."""
    if len(case) <= LONGEST_ACT:
        return "" if re.match("出现.*情形$", case) else case if len(case) >= SHORTEST_ACT else ""
    first, *others = case.split("、")
    if others and all(len(other) == VERB for other in others[:-1]) and len(others[-1]) > VERB:
        if others[-1][VERB] == "的":
            return case if len(case) <= LONGEST_OWN - VERB - 1 else ""  # 伪造、变造的凭证 are one thing
        return f"{first}{others[-1][VERB:]}等行为" if len(first) + len(others[-1]) <= LONGEST_ACT + VERB else ""
    return f"{first}等行为" if others and SHORTEST_ACT <= len(first) <= LONGEST_ACT - 2 else ""


def _split(text: str) -> tuple[str, str, str]:
    found = re.match("([^，。；：]*)([，。；：])", text)
    return (found[1], found[2], text[found.end() :]) if found else (text, "", "")


