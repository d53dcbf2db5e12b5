"""What a question is about (objects): the thing all sentences of its answer speak of, else the matter of the document itself.

需要哪些材料 tells nobody for what; 办理货车通行证需要哪些材料 does.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from generators.masthead import SHORT_NAMES, policy_name
from generators.model import Citation, PolicyDocument

_GRANTS = ("补贴", "补助", "奖励", "奖补", "资助", "贴息", "返还", "津贴", "奖金", "救助金", "扣除", "消费券", "服务券")
"""What is given in money, as the things of several lines are summed up: 补贴、奖励."""

_ACTS = {
    "申领": "补贴|补助|保险金|救助金|津贴|凭证|优待证|券|号牌",
    "申请": "奖励|奖补|资助|贴息|贷款|救助|供养|公寓|住房|入户|落户|测试|示范应用|适配|服务资源|(?:养老|托育|照护|护理)服务|法律援助|试验区",
    "办理": "登记|认证|参保缴费|备案|年检|通行证|许可证?|居住证|(?<!保)(?<!凭)证",
    "享受": "待遇|优待|扣除|减免",
}
"""How one gets a thing, by what its name ends in."""

_ENDS = "|".join(f"(?:{ends})" for ends in _ACTS.values())
_THING = rf"[\u4e00-\u9fff]{{0,12}}?(?:{_ENDS})(?:{_ENDS})*(?!贷款|[\u4e00-\u9fff]{{0,3}}(?:标准|政策|资金|条件|材料|机构|工作|申请|部门|系统|平台|对象|期限|企业|机关|人员|手续|原则|目录|信息|事项|服务))"
_ASKED_FOR = re.compile(
    rf"(?:申请领取|申请办理|申请租赁|申请享受|申请|申领|申报|办理|领取|享受|租住|租赁|参加|颁发|核发)(?:、[续补升换变注][期办级领更销])*(?:本[市省区县]|我[市省区县]|了|相应的?|有关|规定的)?(?P<thing>{_THING}(?:、{_THING})?)"
)
"""What a sentence says is applied for, handled or received."""

_PUT_IN = re.compile(r"提出([\u4e00-\u9fff]{4,10})申请(?!人)|^([\u4e00-\u9fff]{4,14})申请材料(?:要求|如下)?：")
"""What is applied for, named before 申请."""

_OPENING = re.compile(r"^(?:过|本[市省区县]|我[市省区县]|[上下]?一?年度|一次(?!性)|首次|同一[种项类]|每[年月人次])+")
_NO_THING = re.compile(r"身份证|户口簿|^(?:之|人|表|书|材料|条件|资格)|^(?:上述|同等|两[种项]|符合|原|新)|^(?:其他|相关|有关|上述|同类|各类|多项|一次性|等|该|此|本|其|个人)?(?:补贴|补助|奖励|奖补|资助|待遇|优待|登记|证|服务|扣除|减免|手续|备案|认证)$|^(?:不|未|是否|可以|应当|进行|重复|同时|继续|停止|并)|[的了]")
"""Found by the pattern, but no name by which a thing is known."""

_TITLE_HEAD = re.compile(
    r"^(?:(?:中华人民共和国|[本我][国省市区县]|(?:[\u4e00-\u9fff]{2,9}?(?:省|市(?!场)|自治区|经济特区|县|(?<!社)(?<!地)区)))(?=[\u4e00-\u9fff\d])"
    r"|关于|进一步|全面|深化|加快|开展|做好|加强|完善|规范|调整|受理|支持|推进|推动|促进|实施|落实|保障|\d{4}(?:[-—]\d{4})?年度?)"
)
_TITLE_TAIL = re.compile(r"(?:工作|管理|实施|申领|发放|经办|审批|受理|操作|申请|征集|供给|高质量发展|若干|暂行|试行|政策)$")


@dataclass(frozen=True)
class Matter:
    """What a question asks about: the ``thing`` by its name and how one gets it (``act``); either may be empty."""

    thing: str = ""
    act: str = ""


_GRANTING = re.compile(rf"给予[^，。；]{{0,24}}(?:{'|'.join(_GRANTS)})")
ENOUGH_GRANTS = 3
"""A document that grants money in so many clauses is about that."""


def matter_of(document: PolicyDocument, lines: list[str], citations: tuple[Citation, ...]) -> Matter:
    """Return the matter an answer's lines are of; empty when neither they nor the document show one for certain."""
    own = own_matter(document)
    if lines and len(lines) <= FEW_LINES and (found := _BECOMES.search(lines[0])):
        return Matter(found[1] or found[2], f"申请{found[1] or found[2]}")
    thing = _in_most(lines, own) or _in_headings(document, citations) or own
    if thing:
        thing = _with_grant(document, lines, thing)
        return Matter(thing, act_on(thing) or f"申请{thing}")
    granting = [clause.text for clause in document.clauses if _GRANTING.search(clause.text)]
    given = given_in([clause.text for clause in document.clauses], _APPLIED) if len(granting) >= ENOUGH_GRANTS else given_in(lines)
    return Matter(given, f"申请{given}") if given else Matter()


def named_in(lines: list[str]) -> Matter | None:
    """Return the matter these lines name themselves; None when they name none."""
    thing = _in_most(lines, "")
    return Matter(thing, act_on(thing) or f"申请{thing}") if thing else None


FEW_LINES = 2
"""Lines of an answer whose first says what the whole is of."""

_BECOMES = re.compile(r"申请(成为[\u4e00-\u9fff]{3,12}?)(?=[，。；])|^((?:从事|设立|开办|举办)[\u4e00-\u9fff]{2,14}?)的?，应当?向")
"""What one applies to become or to do."""



def _with_grant(document: PolicyDocument, lines: list[str], own: str) -> str:
    """Return a service with what is paid for it where lines that tell of it mean that: 居家养老服务补贴."""
    given = given_in(lines, _APPLIED) or given_in([clause.text for clause in document.clauses], _APPLIED)
    paid = given in _GRANTS and re.search("(?:服务|适配)$", own) and sum(own[-2:] + given in clause.text for clause in document.clauses) >= ENOUGH_GRANTS
    return own + given if paid else own


_APPLIED = ("补贴", "补助", "奖励", "奖补", "资助", "津贴")
"""What one applies for; 贴息 and 返还 are told of by these."""


def given_in(lines: list[str], names: tuple[str, ...] = _GRANTS) -> str:
    """Return what lines give in money, the most frequent kinds of it: 补贴、补助; empty where they give nothing."""
    pieces = [piece for line in lines for piece in re.split("[；。]", line)]
    counted = Counter({name: sum(bool(re.search(f"{name}(?!{_NOT_GIVEN})", piece)) and (name != "补贴" or "服务券" not in piece) for piece in pieces) for name in names})
    if counted.get("奖补"):
        counted.pop("奖励", None)  # which 奖补 means too
    kinds = {name for name, count in counted.most_common(MOST_KINDS) if count and ENOUGH_BESIDE * count >= counted.most_common(1)[0][1]}
    return "、".join(name for name in names if name in kinds)


_NOT_GIVEN = "年度|对象|资格|目录|协议"
"""After 资助 or 补贴: what is not the money itself."""

ENOUGH_BESIDE = 6
"""A kind of payment is named beside another when that is not so many times more frequent."""

MOST_KINDS = 2
"""Kinds of payment a question names; the first two stand for the others."""

MANY_LINES = 4
"""With so many lines of one kind they are 各项补贴."""


def sum_of(document: PolicyDocument, lines: list[str], citations: tuple[Citation, ...]) -> str:
    """Return what an answer's sums and terms are of: the one thing most lines name, the matter of the document where that is given in money, else 各项补贴、补助."""
    lines = [re.sub(r"《[^》]*》|[（(][^（()）]*[）)]", "", line) for line in lines]
    own = _in_headings(document, citations) or own_matter(document)
    if len(lines) > 1 and (led := re.search(r"发放([\u4e00-\u9fff]{0,6}?(?:券|津贴))：$", lines[0])):
        return led[1]
    if lines and all(re.search("元[/每]平方米", line) for line in lines):
        return f"{own}租金"
    named = Counter(_OPENING.sub("", name) for line in lines for name in dict.fromkeys(_MONEY.findall(line)))
    most = max(named.values(), default=0)
    told = [name for name, count in named.items() if count == most and 2 * count >= len(lines) and not _NO_THING.search(name)]
    told = [name for name in told if not any(name != other and name in other for other in told)]
    if 0 < len(told) <= MOST_KINDS:
        return "、".join(told)
    if _PAID.search(own):
        return own
    given = given_in(lines)
    if own and (paid := _with_grant(document, lines, own)) != own:
        return paid
    if 2 * sum(any(name in line for name in _GRANTS) for line in lines) < len(lines):
        return _lent(lines)
    if given in _GRANTS and (quoted := re.search(f"(“[^”]{{1,8}}”{given})标准", "".join(lines))):
        return quoted[1]
    told = [line for line in lines if not re.match(r"\d+\. |· |（", line)]
    others = [line for line in told if not any(name in line for name in _GRANTS)]
    more = "等" if MANY_OTHERS * len(others) >= len(told) > 1 else ""
    return f"各项{given}{more}" if given and (len(lines) >= MANY_LINES or "、" in given) else given


def _lent(lines: list[str]) -> str:
    """Return the one kind of loan most lines are about, with 等 where others are about something else; empty when there is none."""
    loans = [found[1] if (found := re.search(r"的([\u4e00-\u9fff]{2,6}贷款)(?=[，。；])", line)) else "" for line in lines]
    named = [loan for loan in loans if loan]
    if len(set(named)) != 1 or 2 * len(named) < len(lines):
        return ""
    return named[0] + ("等" if len(named) < len(lines) else "")


MANY_OTHERS = 3
"""Of so many paragraphs one that gives none of the kinds named makes them examples: 各项补贴、奖励等."""


def is_given(thing: str) -> bool:
    """Tell whether a thing is given in money, by what its name ends in."""
    return bool(_PAID.search(thing))


def is_general(paid: str) -> bool:
    """Tell whether a name of what is paid is that of its kind alone: 补贴, 扣除."""
    return paid in _GRANTS and len(paid) == len("补贴")


_MONEY = re.compile(
    r"(?:^|[，。；：、的\n]|给予|享受|领取|发放|实行|实施|申请|申领|支付)(?:的|其)?((?:(?!发放|享受|领取|给予|实行|实施|申请|申领|支付|全额|按照?|可以?|向|其他|标准|定额)[\u4e00-\u9fff]){2,10}?"
    r"(?:补贴|补助|奖励|奖补|资助|贴息|津贴|保险金|返还|扣除|待遇|零用钱|租金|利息|缴费))(?=的?标准|的?期限|期间|：|只能|可以?享受|限额|上限|[，。；]|为每|每)"
)
_PAID = re.compile(r"(?:补贴|补助|奖励|奖补|资助|津贴|保险金|待遇|扣除|救助|供养)$")


def act_on(thing: str) -> str:
    """Return what one does to get a thing: 办理市场主体登记, 申领补贴."""
    verb = next((verb for verb, ends in _ACTS.items() if re.search(f"(?:{ends})$", thing)), "")
    return verb + thing if verb else ""


def _in_most(lines: list[str], own: str) -> str:
    """Return the thing most lines name as what is applied for; of several kinds of the document's ``own`` matter (变更登记、注销登记) that itself."""
    named = Counter(thing for line in lines for thing in things(line))
    if own and any(own in line for line in lines) and not any(thing.startswith(own) for thing in named):
        return own
    kinds = [thing for thing in named if own and thing[-2:] == own[-2:]]
    for thing, _ in named.most_common():
        if 2 * sum(thing[-LONGEST_END:] in line for line in lines) >= len(lines):
            return own if thing in kinds and len(kinds) > 1 else thing
    return ""


LONGEST_END = 7
"""Characters of the end of a long name by which it is known again: 临时行驶车号牌."""


def handled_in(lines: list[str]) -> str:
    """Return what several lines say is handled, two or three things by name: 办理注销登记、动产担保登记等."""
    named = list(dict.fromkeys(thing for line in lines for thing in sorted(things(line), key=line.find) if act_on(thing).startswith("办理")))
    return f"办理{'、'.join(named[:3])}等" if len(named) > 1 else ""


def things(text: str) -> set[str]:
    """Return what a text says is applied for, handled or received."""
    asked = _PUT_IN.search(text)
    found = {asked[1] or asked[2]} if asked else set()
    found |= {_OPENING.sub("", match["thing"]) for match in _ASKED_FOR.finditer(re.sub(r"《[^》]*》|[（(][^（()）]*[）)]", "", text))}
    return {thing for thing in found if len(thing) > 2 and not _NO_THING.search(thing)}


def _in_headings(document: PolicyDocument, citations: tuple[Citation, ...]) -> str:
    for citation in citations[:1]:
        clause = document.clause(citation.ref)
        for link in (clause, *reversed(document.ancestors(clause.ref))):
            found = re.search(f"({_THING})(?:的)?(?:申请|办理|条件|标准|程序|流程|材料)", link.heading)
            if found and not _NO_THING.search(found[1]):
                return found[1]
    return ""


@lru_cache(maxsize=16)
def own_matter(document: PolicyDocument) -> str:
    """Return the matter the document is about: the one its title names, else what its sentences mostly say is applied for."""
    title = in_title(document)
    if re.search(f"(?:{_ENDS})$", title):
        return title
    named = Counter(thing for clause in document.clauses for thing in things(clause.text))
    (thing, count), *others = named.most_common(2) or [("", 0)]
    return thing if count >= 3 and all(count >= 2 * other for _, other in others) else ""


def in_title(document: PolicyDocument) -> str:
    """Return what the title of a policy is about without region, kind and the words of administration: 失业保险金 of a 失业保险金申领发放办法."""
    name = re.sub(r"[（(〔][^（()）〕]*[）)〕]|[《》〈〉“”\s]", "", policy_name(document))
    name = re.sub(r"^关于(?:重新)?(?:印发|发布|公布)(.+)的(?:通知|公告|通告)$", r"\1", name)
    kind = next((kind for kind in SHORT_NAMES if name.endswith(kind)), "")
    name = name.removesuffix(re.sub("^(?:优待|补助|奖励|服务)", "", kind)).removesuffix("的")
    for _ in range(6):
        name = _TITLE_TAIL.sub("", _TITLE_HEAD.sub("", name, count=1))
    name = re.sub("集中(?=参保)|^.*等(?=奖补$)", "", name)
    return name if 3 <= len(name) <= 22 else ""
