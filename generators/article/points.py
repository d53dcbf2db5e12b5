"""Which key point is told where: every statement once, under the element that needs it most."""

import re

from generators import masthead
from generators.model import Brief, Element, Interpretation, KeyPoint

REPEATED, RETOLD = 0.85, 0.5
"""Share of a statement's character pairs already said, from which on it says nothing new: about the same clauses, or, for
standards and benefits, in one statement of a measure that has all its figures (two such figures are enough)."""
ENOUGH_LEFT = 0.5
"""Share of its measures 主要内容 must keep; with less it chooses before the other elements."""
FIGURE = re.compile(r"\d[\d.]*(?:[%％‰]|[万亿]?[\u4e00-\u9fff]?)")
LABEL = re.compile(r"^[^，。：；、“”《》（）]{2,10}：(?=.{4})")
UNFINISHED = re.compile(r"(如下|下列|以下|包括|分别为)[^，。；]{0,8}[：。]?$")
REACHABLE = re.compile(r"电话|热线|咨询|邮箱|网址|网站|反映|投诉|举报|地址|公众号|小程序|窗口|\d{3,4}-\d{7,8}")
IN_FORCE = re.compile(r"施行|[日起年月]实施|实施(?:日期|之日)|生效|有效期|失效|废止|执行至|起执行|试行期|印发之日|发布之日|公布之日")
# Who keeps a statement that was proposed under several elements: the narrow ones before 主要内容, that before the rest.
KEEPERS = (
    Element.BACKGROUND,
    Element.RATIONALE,
    Element.OBJECTIVES,
    Element.TERMS,
    Element.CHANGES,
    Element.SCOPE,
    Element.PROCEDURE,
    Element.CONTENT,
    Element.NOTES,
    Element.BENEFITS,
    Element.STANDARDS,
    Element.DATES,
    Element.RESPONSIBILITY,
    Element.CONTACT,
)


def allotted(interpretation: Interpretation, brief: Brief) -> dict[Element, list[KeyPoint]]:
    """Return the live points of each element that concern the brief's audience, each statement under one element only.

    主要内容 chooses first where the others would leave it little: the area and the vehicles are what a traffic notice says.
    """
    content_first = (Element.CONTENT, *(element for element in KEEPERS if element is not Element.CONTENT))
    allotted = _kept(interpretation, brief, KEEPERS)
    left = len(allotted[Element.CONTENT])
    first = _kept(interpretation, brief, content_first)
    return allotted if left and left >= ENOUGH_LEFT * len(first[Element.CONTENT]) else first


def _kept(interpretation: Interpretation, brief: Brief, order: tuple[Element, ...]) -> dict[Element, list[KeyPoint]]:
    audience = masthead.audience_of(interpretation, brief)
    wanted = None if audience is None else ("", audience.id)
    said = _Said()
    standards = {point.statement for point in interpretation.live_key_points(Element.STANDARDS)}
    scales = _scales(interpretation)
    kept: dict[Element, list[KeyPoint]] = {element: [] for element in Element}
    for element in order:
        for point in interpretation.live_key_points(element):
            fits = wanted is None or point.audience in wanted
            fits = fits and not (element is Element.BENEFITS and point.statement in standards)
            fits = fits and not (element is Element.CONTENT and point.statement in scales)
            fits = fits and (element is not Element.CONTACT or bool(REACHABLE.search(point.statement)))
            if fits and not UNFINISHED.search(point.statement) and not said.again(point):
                later = element is Element.DATES and not IN_FORCE.search(point.statement)
                kept[Element.PROCEDURE if later else element].append(point)
    return kept


def _scales(interpretation: Interpretation) -> set[str]:
    """Return the standards that are lines of one scale (服务补贴：甲……；服务补贴：乙……), which are told together or not at all."""
    lines: dict[str, list[str]] = {}
    for point in interpretation.live_key_points(Element.STANDARDS):
        if found := LABEL.match(point.statement):
            lines.setdefault(found[0], []).append(point.statement)
    return {statement for told in lines.values() if len(told) > 1 for statement in told}


class _Said:
    """What has been told so far: each statement's clauses, character pairs and figures, and which of them are measures."""

    def __init__(self) -> None:
        self.statements: list[tuple[set[str], set[str], set[str]]] = []
        self.measures: list[tuple[set[str], set[str]]] = []

    def again(self, point: KeyPoint) -> bool:
        """Tell whether the statement says nothing new, and note it as said.

        Its figures must stand together in one earlier statement: 70周岁 of one line and 200元 of another are not
        每人每月200元 for those of 70.
        """
        pairs, figures = _pairs(point.statement), set(FIGURE.findall(point.statement))
        refs = {citation.ref for citation in point.citations}
        beside = [(said, theirs) for places, said, theirs in self.statements if places & refs]
        known = set().union(*(said for said, _ in beside))
        together = any(figures <= theirs for _, theirs in beside)
        repeated = together and len(pairs & known) >= REPEATED * len(pairs)
        if point.element in (Element.STANDARDS, Element.BENEFITS, Element.DATES) and figures:
            repeated = repeated or any(
                figures <= theirs and (len(figures) > 1 or len(pairs & said) >= RETOLD * len(pairs))
                for said, theirs in self.measures
            )
        self.statements.append((refs, pairs, figures))
        if point.element in (Element.CONTENT, Element.DATES):
            self.measures.append((pairs, figures))
        return repeated


def _pairs(text: str) -> set[str]:
    words = re.sub(r"\W", "", text)
    return {words[at : at + 2] for at in range(len(words) - 1)}
