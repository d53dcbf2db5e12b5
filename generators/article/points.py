"""Which key point is told where: every statement once, under the element that needs it most."""

import re
from collections.abc import Iterable

from generators import masthead
from generators.model import Brief, Element, Interpretation, KeyPoint
from generators.natures import FROM_WHEN, by_function

REPEATED, RETOLD = 0.85, 0.5
"""Share of a statement's character pairs already said, from which on it says nothing new: about the same clauses, or, for
standards and benefits, in one statement of a measure that has all its figures (two such figures are enough)."""
MOSTLY_TOLD, SHORTEST_PIECE = 0.75, 10
"""Share of a text's words that, told in the same words elsewhere, make it a repetition; characters of a piece that counts."""
ENOUGH_LEFT = 0.5
"""Share of its measures 主要内容 must keep; with less it chooses before the other elements."""
FIGURE = re.compile(r"\d[\d.]*(?:[%％‰]|[万亿]?[\u4e00-\u9fff]?)")
LABEL = re.compile(r"^[^，。：；、“”《》（）]{2,10}：(?=.{4})")
UNFINISHED = re.compile(r"(如下|下列|以下|包括|分别为)[^，。；]{0,8}[：。]?$")
REACHABLE = re.compile(r"电话|热线|咨询|邮箱|网址|网站|反映|投诉|举报|地址|公众号|小程序|窗口|\d{3,4}-\d{7,8}")
IN_FORCE = re.compile(r"施行|[日起年月]实施|实施(?:日期|之日)|生效|有效期(?!届满前|内)|失效|废止|执行至|起执行|试行期|[印发公][发布]之日(?!起\d+[个日天工])")
OFFICES = re.compile("各(?:省|市|县|区|州|地|级|部门|有关部门|单位)")
ORDERS = re.compile(r"要(?!求|素|件|点)|(?:各[^，。]{1,20}|国务院[^，。]{0,12}|[^，。、]{2,14}(?:部|委|局|署|政府|部门))(?:要(?!求)|应当?(?:加强|切实|充分|建立|强化))")
WARNS = re.compile("不得|不予|不再|禁止|严禁|违反|违法|违规|处罚|追究|责令|撤销|取消|追回|退回|逾期|骗取")
"""Who in an office is to do what is no note for a reader, unless it tells what is forbidden or what follows."""
OF_STEPS = re.compile("申请(?:材料|条件|程序|流程)")
CHANNEL = re.compile("渠道，?受理[^。]*(投诉|举报|申请)|渠道[^。；，]{0,6}(投诉)")
BANS = re.compile("不得|严禁|禁止")
DIVIDES = re.compile("负责|牵头|会同|职责|统筹|协调|主管|配合|落实")
CUT_OFF = re.compile(r"^(?:双方(?!当事人)|上述|情况复杂|案情复杂|应当?在\d)")
"""Opens a sentence that does not say of whom or what it speaks, which the sentence before it did."""
OFFICES_EASE = re.compile(r"^[^，。；]{0,20}(?:部门|机关|政府)应当(?!遵守)|一并提出|简化[^，。；]{0,16}手续")
"""What makes a registration easier is not to whom a document applies."""
SAYS_FOR_WHOM = re.compile("适用|条件|对象|范围|参照|包括|是指|符合|视为|认定")
"""What a measure says that also tells for whom the document is; without it the measure's own place is where it is told."""
CHANGED = re.compile(
    r"废止|停止执行|失效|此前|以前|[施印发公][行发布]前|原[有来规享签政执先]|现行|修订|重新发布|不再|继续|衔接|过渡|有效期满|调整[为至到]|由.{2,60}(?:调整|提高|降低|放宽|扩大|延长|缩短|改|增加)|(?:提高|降低|放宽|扩大|延长|缩短)[到至为]|不一致的"
)
"""What a statement says that tells of a change where no earlier text is compared; 应当修改 tells of none."""
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
    measures = {point.statement for point in interpretation.live_key_points(Element.CONTENT)}
    with_more = _told_with_more(interpretation)
    short = set(with_more.values())
    changes = bool(interpretation.differences)
    kept: dict[Element, list[KeyPoint]] = {element: [] for element in Element}
    for element in order:
        for point in interpretation.live_key_points(element):
            fits = wanted is None or point.audience in wanted
            fits = fits and not (element is Element.BENEFITS and point.statement in standards)
            fits = fits and not (element is Element.SCOPE and point.statement in measures and point.state == "proposed" and not SAYS_FOR_WHOM.search(point.statement))
            fits = fits and not (element is Element.CONTENT and point.statement in scales | short)
            fits = fits and (element is not Element.CHANGES or point.state != "proposed" or changes or bool(CHANGED.search(point.statement)))
            fits = fits and (element is not Element.CONTACT or bool(REACHABLE.search(point.statement)))
            fits = fits and not re.fullmatch("（[^（）]*）。?", point.statement)
            fits = fits and not is_misplaced(point)
            if fits and not UNFINISHED.search(point.statement) and not said.again(point):
                kept[Element.CONTENT if element is Element.STANDARDS and point.statement in with_more else _told_under(point)].append(point)
    return kept


def is_misplaced(point: KeyPoint) -> bool:
    """Tell whether a point cannot be told alone, or says how an office eases something where it should say who falls under the document."""
    eases = point.element is Element.SCOPE and OFFICES_EASE.search(point.statement) and "适用" not in point.statement
    return point.state == "proposed" and bool(CUT_OFF.match(point.statement) or eases)


def _told_under(point: KeyPoint) -> Element:
    """Return the element a point is told under: a day that is none of being in force is a step, or a task; what goes on is a date;
    what offices are told to do is a task."""
    if point.state == "proposed" and (own := by_function(point)) is not point.element:
        return own
    if point.element is Element.DATES and not IN_FORCE.search(point.statement):
        if FROM_WHEN.search(point.statement):
            return Element.CONTENT
        return Element.RESPONSIBILITY if OFFICES.match(point.statement) else Element.PROCEDURE
    if point.element is Element.NOTES and point.state == "proposed" and ORDERS.match(point.statement) and not WARNS.search(point.statement):
        return Element.RESPONSIBILITY
    if point.element is Element.RESPONSIBILITY and point.state == "proposed":
        return _of_no_division(point)
    if point.element is Element.CHANGES and point.state == "proposed" and re.match("[^，。]{0,20}有效期满", point.statement):
        return Element.DATES
    return point.element


def _told_with_more(interpretation: Interpretation) -> dict[str, str]:
    """Return the standards that say all a measure of their title says, and more: the measure's statement by the standard's."""
    live = interpretation.live_key_points
    return {
        standard.statement: measure.statement
        for standard in live(Element.STANDARDS)
        for measure in live(Element.CONTENT)
        if standard.state == measure.state == "proposed" and standard.title == measure.title != ""
        and standard.statement != measure.statement and standard.statement.startswith(measure.statement)
    }  # fmt: skip


def _of_no_division(point: KeyPoint) -> Element:
    """Return the element of what divides no work: papers and where to complain are steps, a ban without a task is a note."""
    if OF_STEPS.search(point.title) or CHANNEL.search(point.statement):
        return Element.PROCEDURE
    if BANS.search(point.statement) and not DIVIDES.search(point.statement):
        return Element.NOTES
    return Element.RESPONSIBILITY


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
        self.clauses: set[str] = set()

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
        repeated = repeated or (point.state == "proposed" and told_before(point.statement, self.clauses))
        if not repeated:
            self.clauses |= clauses_of(point.statement)
        self.statements.append((refs, pairs, figures))
        if point.element in (Element.CONTENT, Element.DATES):
            self.measures.append((pairs, figures))
        return repeated


def up_to(limit: int, points: Iterable[KeyPoint]) -> list[KeyPoint]:
    """Return the points up to ``limit`` characters, the first in any case; beyond it only those a person accepted: an article selects."""
    kept, length = [], 0
    for point in points:
        length += len(point.statement)
        if not kept or length <= limit or point.state in ("accepted", "edited"):
            kept.append(point)
    return kept


def clauses_of(text: str) -> set[str]:
    """Return the pieces a text consists of, without their marks and numbers in a list; short ones are left out."""
    pieces = (re.sub(r"^（[一二三四五六七八九十\d]+）|^\d{1,2}[.．](?!\d)|\W", "", piece) for piece in re.split(r"[。；\n]|：(?=.{12})", text))
    return {piece for piece in pieces if len(piece) >= SHORTEST_PIECE}


def told_before(text: str, told: set[str]) -> bool:
    """Tell whether most of what a text says was told in the same words: the steps of a procedure listed once more."""
    pieces = clauses_of(text)
    whole = sum(map(len, pieces))
    return bool(whole) and sum(len(piece) for piece in pieces if piece in told) >= MOSTLY_TOLD * whole


def _pairs(text: str) -> set[str]:
    words = re.sub(r"\W", "", text)
    return {words[at : at + 2] for at in range(len(words) - 1)}
