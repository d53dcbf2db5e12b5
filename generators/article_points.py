"""Which key point is told where: every statement once, under the element that needs it most."""

import re

from generators import masthead
from generators.model import Brief, Element, Interpretation, KeyPoint

REPEATED, RETOLD = 0.85, 0.5
"""Share of a statement's character pairs already said, from which on it says nothing new: about the same clauses, or, for
standards and benefits, in one statement of a measure that has all its figures (two such figures are enough)."""
FIGURE = re.compile(r"\d[\d.]*(?:[%％‰]|[万亿]?[\u4e00-\u9fff]?)")
UNFINISHED = re.compile(r"(如下|下列|以下|包括|分别为)[^，。；]{0,8}[：。]?$")
REACHABLE = re.compile(r"电话|热线|咨询|邮箱|网址|网站|反映|投诉|举报|地址|公众号|小程序|窗口|\d{3,4}-\d{7,8}")
IN_FORCE = re.compile(r"施行|实施|生效|有效期|失效|废止|执行至|起执行|试行期|印发之日|发布之日|公布之日")
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

    主要内容 is never left empty by the others: then it chooses first.
    """
    content_first = (Element.CONTENT, *(element for element in KEEPERS if element is not Element.CONTENT))
    allotted = _kept(interpretation, brief, KEEPERS)
    return allotted if allotted[Element.CONTENT] else _kept(interpretation, brief, content_first)


def _kept(interpretation: Interpretation, brief: Brief, order: tuple[Element, ...]) -> dict[Element, list[KeyPoint]]:
    audience = masthead.audience_of(interpretation, brief)
    wanted = None if audience is None else ("", audience.id)
    said = _Said()
    kept: dict[Element, list[KeyPoint]] = {element: [] for element in Element}
    for element in order:
        for point in interpretation.live_key_points(element):
            fits = wanted is None or point.audience in wanted
            fits = fits and (element is not Element.CONTACT or bool(REACHABLE.search(point.statement)))
            if fits and not UNFINISHED.search(point.statement) and not said.again(point):
                later = element is Element.DATES and not IN_FORCE.search(point.statement)
                kept[Element.PROCEDURE if later else element].append(point)
    return kept


class _Said:
    """What has been told so far: character pairs by clause, and each measure with its figures."""

    def __init__(self) -> None:
        self.by_ref: dict[str, set[str]] = {}
        self.measures: list[tuple[set[str], set[str]]] = []

    def again(self, point: KeyPoint) -> bool:
        """Tell whether the statement says nothing new, and note it as said."""
        pairs, figures = _pairs(point.statement), set(FIGURE.findall(point.statement))
        refs = [citation.ref for citation in point.citations]
        known = set().union(*(self.by_ref.get(ref, set()) for ref in refs))
        repeated = bool(refs) and figures <= known and len(pairs & known) >= REPEATED * len(pairs)
        if point.element in (Element.STANDARDS, Element.BENEFITS, Element.DATES) and figures:
            repeated = repeated or any(
                figures <= theirs and (len(figures) > 1 or len(pairs & said) >= RETOLD * len(pairs))
                for said, theirs in self.measures
            )
        for ref in refs:
            self.by_ref.setdefault(ref, set()).update(pairs | figures)
        if point.element in (Element.CONTENT, Element.DATES):
            self.measures.append((pairs, figures))
        return repeated


def _pairs(text: str) -> set[str]:
    words = re.sub(r"\W", "", text)
    return {words[at : at + 2] for at in range(len(words) - 1)}
