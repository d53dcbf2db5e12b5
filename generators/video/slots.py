"""What may stand under the fixed names of slides (适用对象, 怎么办理, 注意事项): what answers them for those the policy is for."""

import re
from collections.abc import Iterable

from generators.headings import is_general
from generators.masthead import made_how
from generators.model import Element, KeyPoint, PolicyDocument
from generators.natures import (
    FROM_WHEN,
    is_complaint,
    is_demand_on_offices,
    is_entitlement,
    is_handling,
    is_paid,
    names_no_basis,
    of_officials,
    of_organs,
)

_CORE = re.compile("适用于|适用《|(?:补贴|服务|奖补|扶持|支持|保障|优待|适用|参保)?对象(?:是|为|包括|主要)|主要面向|下列人员|以下人员|是指|参保人员?应")
_TO_PEOPLE = re.compile("[对象人员者]|老年人|企业|单位|居民|家庭|个体|学生|儿童|职工|机构|主体|城市|户")
_APART = re.compile("丧失|停止|终止|退回|追回|[也还]可|对象为[^，。；]*的，|(?:之日|次月|当月|[日月])起[^。]{0,6}(?:享受|发放)|起即?可享受|^[^，。]{0,10}(?:机具|产品|车辆|设备|资金)")
_WITHOUT = re.compile("条件|资格")
_CASE_APART = re.compile("[^，。；：]{0,12}(?:尚未|困难的|也可|还可)|申请人也|[^，。；]{0,10}如需")
_ACTIVITIES = re.compile("(?:活动|工作|服务|行为|管理|事项|范围内的?[^，。]{0,24}工作)[^，。；]{0,6}(?:，|及其相关[^，。]*，)?适用|适用于[^。]*(?:活动|工作|管理|行为)")
_REPORTS = re.compile("报送|报告|总结|清算|备案")
_BY_OFFICES = re.compile("^[^，。；]{0,20}(?:财政|民政|主管|经办机构|社保|街道办事处|人民政府|委员会|科技部)[^，。；]{0,16}(?:应当?|负责|要|设立|对|在|自|每月|统一)")
_STAGE = re.compile("初审|复审|评估|评审|公示|发放|认证|签订")


def answers(element: Element, point: KeyPoint) -> bool:
    """Tell whether a statement answers what the slide of its element asks: duties of offices and complaints are no 怎么办理."""
    said = point.statement
    if element is Element.PROCEDURE:
        return bool(is_handling(point) or _STAGE.search(said)) and not (is_complaint(point) or of_organs(said))
    if element is Element.SCOPE:
        return bool(_TO_PEOPLE.search(said) or "适用" in said) and not (is_entitlement(point) or is_demand_on_offices(point) or _APART.search(said))
    if element is Element.NOTES:
        return not of_officials(said)
    if element is Element.DATES:
        return not (_REPORTS.search(said) or FROM_WHEN.search(said) or "有效期届满" in said)
    return element is not Element.BACKGROUND or not names_no_basis(point)


def arranged(element: Element, points: list[KeyPoint]) -> list[KeyPoint]:
    """Return the statements of a slide in the order in which it tells them: whom a policy is for, else its conditions."""
    if element is Element.SCOPE:
        core = [point for point in points if _CORE.search(point.statement)]
        return core or [point for point in points if not (_WITHOUT.search(point.title) and not re.search("人|企业|单位|家庭|主体", point.statement[:20]))]
    return points


def for_applicants(points: Iterable[KeyPoint]) -> list[KeyPoint]:
    """Return what those do who apply, of rules that are no steps one after the other: no work of offices, no exception without its rule."""
    told = [point for point in points if not _CASE_APART.match(point.statement) and not _BY_OFFICES.match(point.statement)]
    return sorted(told, key=is_paid)


def name_of(element: Element, points: Iterable[KeyPoint], document: PolicyDocument, usual: tuple[str, str]) -> tuple[str, str]:
    """Return the name and the question of a slide: the ``usual`` ones, or those of what it tells instead (适用范围, 制定依据, 批复依据)."""
    said = [point.statement for point in points]
    if element is Element.SCOPE and all(_ACTIVITIES.search(one) for one in said):
        return "适用范围", "先看适用范围。"
    if element is Element.BACKGROUND and not any(re.search("为了|目的|为[^，。]{4,}，", one) for one in said) and all("依据" in one for one in said):
        return f"{made_how(document)}依据", "依据是什么？"
    if element is Element.BACKGROUND and made_how(document) != "制定":
        return "为什么发布", "为什么发布？"
    return usual


def name_of_few(element: Element, headings: list[str], usual: str) -> str:
    """Return the name of a slide of one point, or of two rules of handling that are no steps, by what these say; else the ``usual`` one.

    怎么办理 over one rule and 注意事项 over one note promise more than stands there.
    """
    most = MOST_RULES if element is Element.PROCEDURE else 1
    if element not in _NAMED_BY_ONE or not 0 < len(headings) <= most or not all(headings) or any(map(is_general, headings)):
        return usual
    if element is Element.SCOPE and not _KIND_OF_SCOPE.search(headings[0]) or len(headings) > 1 and not all(map(_OF_HANDLING.search, headings)):
        return usual
    named = headings[0] if len(headings) == 1 else joined(headings)
    return named if len(headings) == 1 or len(named) <= LONGEST_OF_TWO else usual


def joined(names: list[str]) -> str:
    """Return two names as one, the act they share told once: 建设方案和年度总结的报送 of 建设方案报送主管部门 and 年度总结报送."""
    found = [_OF_ONE_ACT.fullmatch(name) for name in names]
    if all(found) and len({one[2] for one in found}) == 1:
        return f"{'和'.join(dict.fromkeys(one[1] for one in found))}的{found[0][2]}"
    return "、".join(dict.fromkeys(re.sub("^办理(?=.{2,}登记$)", "", name) for name in names))


_OF_ONE_ACT = re.compile("(.{2,}?)的?(申请|申领|报送|备案|登记|认定)(?:渠道|时间|材料|方式|条件|时限|[\u4e00-\u9fff]{0,4}[部厅局委]门?)?")
_KIND_OF_SCOPE = re.compile("(?:范围|对象|条件)$")
_OF_HANDLING = re.compile("^(?:申请|申领|申报|办理|提交|领取|缴纳|变更|注销|登记|预约)|(?:申请|申领|申报|办理|登记|备案|缴费|认证|认定|续期|报销|方式|渠道|时间|手续|报送|报送[\u4e00-\u9fff]{2,6})$")


_NAMED_BY_ONE = (Element.PROCEDURE, Element.NOTES, Element.RESPONSIBILITY, Element.SCOPE, Element.CHANGES)

MOST_RULES = 2
"""Rules of handling on one slide whose own names may stand over it together."""

LONGEST_OF_TWO = 26
"""Characters of two names that can stand over a slide."""
