"""Of what nature a statement is, where its element alone would put it into a block it does not belong to."""

import re

from generators.model import Element, KeyPoint

_TO_WHOM = re.compile(r"适用|范围|对象|条件|资格|具备|符合|是?指|凡|除外|包括|面向|限于|属于|注册|户籍|居住|纳税|满\d+周?岁|下列(?:人员|单位|企业|情形)")
_ENTITLED = re.compile(r"可(?:以)?(?:[^，。；]{0,12})(?:获得|享受|优先)|(?:给予|予以|提供)[^，。；]{0,16}(?:补贴|补助|优惠|支持|服务)")
_OF_OFFICES = re.compile(r"^[^，。；]{0,24}(?:机构|部门|政府|委员会|单位|组织|公司)[^，。；]{0,10}(?:应当?|须|必须|不得|负责)")
_PUNISHES = re.compile(r"(?:给予|予以|依法)[^，。；]{0,8}(?:处分|处罚)|追究[^，。；]{0,12}责任|责令|罚款")
_BANS = re.compile("不得|禁止|严禁|不予|不再|不能|取消|追回|退回|收回|处罚|罚款|责任|违规|违法|骗取|失信|弄虚作假|依法处理")
_HANDLED = re.compile("申请|申报|申领|报名|提交|办理|受理|领取|登记|审核|缴|购|报销|预约|签订")
_ORGANS = re.compile("由(?:总理|主任|[省市区县]长|[^，。；]{0,6}负责人)签[发署]|设立[^，。]{0,16}委员会|预算[^。]*拨付|拨付[^。]*预算|清算|应当优化")
FROM_WHEN = re.compile("(?:之日|次月|当月|[日月])(?:起|至[^，。]{0,12}日)[^，。]{0,8}(?:享受|发放)|起即?可享受")
"""From when somebody has what he gets: no step, and not whom a policy is for."""
_APPLIES = re.compile("提交|提出申请|登录|办理[^，。]{0,12}(?:登记|手续)[^。]{0,12}[，。](?!自)")
_LOST = re.compile("丧失[^。]{0,12}资格|资格发生变化|停止享受|终止享受")
_TO_WHOM_OR_WHAT = re.compile("[人者户员]|企业|单位|家庭|主体|机构|城市|组织|居民|适用|享受|补贴|补助|条件")
_ENTITLES = re.compile("(?!《)[^。；：]{0,60}可(?:以)?(?:按规定)?(?:享受|获得)[^。；：]{0,20}(?:奖励|补贴|补助|资金|优惠|奖补|配套)")
_OFFICIALS = re.compile("玩忽职守|滥用职权|徇私舞弊|(?:部门|机关|政府)及其工作人员|国家机关工作人员")
_OLD_AND_NEW = re.compile(r"^[^，。；]{0,16}(?:施行|实施|印发|发布)[之以]?[前后]|^(?:原|此前|现行)[^，。；]{0,30}(?:继续|仍|有效期)")


def warns(heading: str, text: str) -> bool:
    """Tell whether a note forbids or threatens, so that it bears the sign of warning; what may be done and how is only to be noted."""
    if text.endswith("见原文。"):
        return False
    permits = re.search("可(?:以)?(?:同时|叠加|分期|申请|向)", text) and not _BANS.search(heading)
    return bool(_BANS.search(heading + text) and not permits or _PUNISHES.search(text))


def is_punishment(point: KeyPoint) -> bool:
    """Tell whether a duty is what happens to who does not do it: that stands among the warnings."""
    return bool(_PUNISHES.search(point.statement)) and not re.search(r"负责[^，。]{0,20}(?:处罚|查处|执法)", point.statement)


def is_entitlement(point: KeyPoint) -> bool:
    """Tell whether a statement of whom a policy applies to only says what somebody gets (可以获得财政资金配套)."""
    return bool(_ENTITLED.search(point.statement)) and not _TO_WHOM.search(point.statement)


def is_demand_on_offices(point: KeyPoint) -> bool:
    """Tell whether a statement of whom a policy applies to says what an office or a contractor has to be or to do."""
    return bool(_OF_OFFICES.match(point.statement)) and not re.search("适用|是指|其中", point.statement)


def is_handling(point: KeyPoint) -> bool:
    """Tell whether a statement of a procedure has to do with what people apply for or bring; setting up an office has not."""
    return bool(_HANDLED.search(point.statement))


def is_transition(point: KeyPoint) -> bool:
    """Tell whether a statement says what becomes of what was there before: that stands with the old and the new."""
    return bool(_OLD_AND_NEW.match(point.statement))


def names_no_basis(point: KeyPoint) -> bool:
    """制定依据是有关法律、法规的规定 names nothing one could look up: it is left to the text itself."""
    _, _, named = point.statement.partition("依据是")
    return bool(named) and not re.search(r"《|决定|意见|条例|办法|\d{4}年", named) and not point.supplements


def of_officials(statement: str) -> bool:
    """Tell whether a statement is of what officials answer for (玩忽职守), which is no note to those a policy is for."""
    return bool(_OFFICIALS.search(statement))


def is_paid(point: KeyPoint) -> bool:
    """Tell whether a step is the paying out, which comes after the applying wherever a policy says it."""
    return bool(re.search(r"发放|拨付|兑付|兑现", point.statement)) and not re.search(r"申请|受理|审核|提交|公示", point.statement)


def is_complaint(point: KeyPoint) -> bool:
    """Tell whether a point only says how to complain or report: that is no step of an application."""
    return bool(re.search(r"投诉|举报", point.statement)) and not re.search(r"申请|申领|申报|办理", point.statement)


def of_organs(statement: str) -> bool:
    """Tell whether a statement says how organs are set up or money is passed on, which nobody applies for."""
    return bool(_ORGANS.search(statement))


def by_function(point: KeyPoint) -> Element:
    """Return the element a statement belongs to by what it does, where that is another than the one its words brought it under.

    Whom a policy is for is told there, what somebody gets is a benefit, what an office has to be is content; what is applied for and
    brought is a procedure, from when one has what one gets is not.
    """
    said = point.statement
    if point.element is Element.PROCEDURE:
        if is_complaint(point):
            return Element.NOTES
        return Element.CONTENT if of_organs(said) or FROM_WHEN.search(said) and not _APPLIES.search(said) else point.element
    if point.element is Element.SCOPE:
        if _LOST.search(said):
            return Element.NOTES
        if point.title.endswith("条件") and not _TO_WHOM_OR_WHAT.search(said):
            return Element.PROCEDURE  # what something that is applied for has to be
        if is_entitlement(point) or _ENTITLES.match(said):
            return Element.BENEFITS
        return Element.CONTENT if is_demand_on_offices(point) or FROM_WHEN.search(said) else point.element
    return point.element
