"""The FAQ for one kind of people: what concerns them by step (一件事), in the list of all answers and on a page of its own."""

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from generators import masthead
from generators.composing import supported_segment
from generators.faq import asked
from generators.faq.parts import MATERIALS, handling, is_step, parts_of, written
from generators.faq.parts import STEPS as HOW
from generators.model import (
    Answer,
    Audience,
    Brief,
    Element,
    Interpretation,
    KeyPoint,
    Level,
    Segment,
    Support,
)
from generators.procedure import in_one_place
from generators.prose import NO_GAIN, in_one_line, sentence

BY_AUDIENCE = "按人群查看"
AUDIENCES = "audiences"
CONCERNED = "concerned"
STEPS = {
    "scope": ("是否适用", (Element.SCOPE,)),
    "gains": ("能得到什么", (Element.CONTENT, Element.STANDARDS, Element.BENEFITS)),
    "procedure": ("怎么办理", (Element.PROCEDURE,)),
    "notes": ("注意事项", (Element.NOTES,)),
}
"""What someone asks one after the other: the heading on his own page, and the elements that answer it."""

COMMON = ("怎么办理", "时间与期限", "咨询")
ON_A_PAGE = ("是否适用", "能得到什么", "怎么办理", "时间与期限", "注意事项", "咨询")
"""Groups of answers that everyone needs; they end each page for one kind of people."""

_ON_ITS_PAGE = {"适用对象": "是否适用", "标准与待遇": "能得到什么", "怎么办理": "怎么办理", "时间与期限": "时间与期限", "注意事项": "注意事项", "咨询": "咨询"}
"""Groups of general answers that also stand on the page of whom they concern, and under which heading."""

MOST_POINTS, MOST_THINGS = 8, 6
OF_A_POINT = "point-"
"""Opens the id of an answer made of one key point."""

GRANTS = re.compile(r"补贴|补助|奖励|返还|贴息|贷款|津贴|资助|减免|免费|优惠|优待|免收|减收|待遇|奖补")
GIVEN = re.compile(GRANTS.pattern.replace("|待遇", "") + "|(?:享受|提高|保障)[^，。；]{0,20}待遇|免申即享")
"""Tells that a point gives something; of 待遇 alone, for which one has to be checked, it does not."""

BARS = re.compile(r"不得|不予|不再|禁止|严禁|停止|取消|追回|退回|骗取|追究")
PAID = re.compile(r"发放|拨付|兑付|到账")
OBLIGES = re.compile(r"(?:人员|参保人|申请人|对象|者|企业|主体|学生|家庭|居民|农户)[^，。；]{0,6}(?:应(?!当?(?:按[^，。]{1,16})?(?:给予|予以|发放|享受|为|减|免|提供|优先))|不得|必须|须)")
"""A duty of those a point is about; what offices have to do for them is none."""

HANDLED = re.compile(r"申请|申报|申领|办理|登记|提交|缴费|领取|报名|认证|受理|报销|查询|委托")
DEFINES = re.compile(r"^[^，。]{1,20}[，]?(?:是指|包括)")
LABEL = re.compile(r"^([^，。：；、“”《》（）]{2,10})：(?=.{4})")
_VERB = re.compile(r"^(?:进一步)?(?:提高|发放|给予|实施|推广|加大|落实|实行|扩大|调整|降低)(?=.{3})")
_MEASURE = re.compile(r"(?:的)?(?:标准|比例|额度|力度)$")
_GRANT = re.compile(f"(?:{asked.GRANT}|待遇)$")
_BORNE = re.compile("由(?:申请人|申请者|本人|个人|参保人员?|企业|单位)[^，。；]{0,16}(?:承担|负担|支付|缴纳)")



class Scenario(NamedTuple):
    """A page for one audience: its file's name, whom it is for, its answers in reading order."""

    filename: str
    label: str
    items: tuple[Segment, ...]
    about: tuple[str, ...] = ()
    """The questions that are about this audience, without those everyone asks."""


def by_audience(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return the answers for each audience: for the brief's audience, else when there are several that gain something."""
    wanted = masthead.audience_of(interpretation, brief)
    audiences = [wanted] if wanted else interpretation.audiences
    if not wanted and len(audiences) < 2:
        return ()
    found: list[Segment] = []
    for audience in audiences:
        points = [p for p in interpretation.live_key_points() if p.audience == audience.id and step_of(p) and not _only_defines(p)]
        if wanted or any(step_of(point) in ("scope", "gains") for point in points):
            found += _answers(interpretation, audience, points, alone=bool(wanted))
    return tuple(found)


def concerned(interpretation: Interpretation, answers: Iterable[Segment]) -> Segment:
    """Return furniture that tells, by an audience's id, the ids of the general answers that hold what is said of it."""
    found: dict[str, list[str]] = {}
    for audience in interpretation.audiences:
        said = [re.sub(r"\W", "", point.statement) for point in interpretation.live_key_points() if point.audience == audience.id and step_of(point) and not _only_defines(point)]
        for answer in answers:
            bare = "".join(re.sub(r"\W", "", line) for line in (answer.text, *answer.points))
            if (answer.group in _ON_ITS_PAGE or answer.id.startswith(OF_A_POINT)) and any(statement in bare for statement in said):
                found.setdefault(audience.id, []).append(answer.id)
    return Segment(id=CONCERNED, kind=CONCERNED, furniture=True, details={name: " ".join(ids) for name, ids in found.items()})


def audience_names(interpretation: Interpretation) -> Segment:
    """Return furniture that tells the audiences' names by id, which pages are named by."""
    names = {audience.id: audience.label for audience in interpretation.audiences}
    return Segment(id=AUDIENCES, kind=AUDIENCES, furniture=True, details=names)


def scenarios_of(names: dict[str, str], items: list[Segment], brief: Brief, concerned_by: dict[str, str]) -> tuple[Scenario, ...]:
    """Return a page for each audience that has answers; none when the whole FAQ is for one audience.

    ``concerned_by``: ids of the general answers that concern an audience, by its id (``concerned``). What concerns a wider
    audience (企业) concerns the narrower one (中小微企业) too.
    """
    if brief.audience:
        return ()
    found = []
    for audience, label in names.items():
        around = [audience, *(known for known, other in names.items() if known != audience and label.endswith(other))]
        own = [item for known in around for item in items if audience_and_step(item, names)[0] == known]
        ids = " ".join(concerned_by.get(known, "") for known in around).split()
        general = [item for item in items if item.id in ids]
        if not own and not any(_ON_ITS_PAGE.get(item.group, STEPS["gains"][0]) in ON_A_PAGE[:2] for item in general):
            continue
        steps = [_on_its_page(item, names) for item in own]
        told = {line for item in steps for line in _bare_lines(item)}
        shared = [item for item in items if (item in general or item.group in COMMON) and not _bare_lines(item) <= told]
        steps += [item.replace(group=_ON_ITS_PAGE.get(item.group, STEPS["gains"][0])) for item in shared]
        about, page = {item.id for item in (*own, *general)}, _in_groups(steps)
        found.append(Scenario(f"faq-scenario-{len(found) + 1}.html", label, page, tuple(item.heading for item in page if item.id in about)))
    return tuple(found)


def audience_and_step(item: Segment, names: dict[str, str]) -> tuple[str, str]:
    """Return the audience's id and the step an answer is for; both empty for an answer that is for everyone."""
    rest = item.id.removeprefix("audience-")
    audience = next((known for known in sorted(names, key=len, reverse=True) if rest.startswith(f"{known}-")), "")
    if rest == item.id or not audience:
        return "", ""
    step = rest.removeprefix(f"{audience}-").partition(".")[0]
    return (audience, step) if step in STEPS else ("", "")


def _on_its_page(item: Segment, names: dict[str, str]) -> Segment:
    return item.replace(group=STEPS[audience_and_step(item, names)[1]][0])


def _in_groups(items: list[Segment]) -> tuple[Segment, ...]:
    """Return the items by step, with what everyone asks at its place among them."""
    return tuple(sorted(items, key=lambda item: ON_A_PAGE.index(item.group)))


def _answers(interpretation: Interpretation, audience: Audience, points: list[KeyPoint], alone: bool) -> list[Segment]:
    """Return an answer for each step, and for 能得到什么 one for each thing that has a name.

    ``alone``: the whole FAQ is for this audience, so that nothing said of it is left out; else it must be the one meant.
    """
    found = []
    for step, own in _by_step(points).items():
        if step == "gains":
            found += _gains(interpretation, audience, own, alone)
            continue
        meant = [point for point in own if alone or is_of(audience, point.statement)][:MOST_POINTS]
        if not meant or (step == "procedure" and not any(HANDLED.search(point.statement) for point in meant)):
            continue
        told = _in_sequence(interpretation, meant)[:MOST_POINTS] if step == "procedure" else meant
        if heading := _heading(step, audience.label, [point.statement for point in meant], alone):
            found.append(_answer(interpretation, audience, step, heading, told))
    return found


def _heading(step: str, label: str, said: list[str], alone: bool) -> str:
    """Return the question of a step; among everybody's questions 要注意什么 needs more than one thing to heed."""
    if step == "scope":
        may = f"{label}能不能享受？" if any(re.search("享受|参照|申请|申领|对象", text) for text in said) else f"哪些规定适用于{label}？"
        return asked.of_scope(label, said) or (may if alone else "")
    if step == "procedure":
        return asked.of_handling(label, said) or (f"{label}怎样办理？" if alone else "")
    return f"{label}要注意什么？" if alone or len(said) > 1 else ""


def _by_step(points: list[KeyPoint]) -> dict[str, list[KeyPoint]]:
    """Return the points of each step, each statement once: where it tells most, a bar before what is gained, that before notes."""
    found: dict[str, list[KeyPoint]] = {step: [] for step in STEPS}
    told: list[str] = []
    whole = [(step_of(point), re.sub(r"\W", "", point.statement)) for point in points]
    for step, bars in (("scope", None), ("procedure", None), ("notes", True), ("gains", None), ("notes", False)):
        for point in points:
            bare = re.sub(r"\W", "", point.statement)
            fits = step_of(point) == step and (bars is None or bool(BARS.search(point.statement)) is bars)
            if fits and not any(bare in other for other in told) and not any(bare in other and bare != other for where, other in whole if where == step):
                told.append(bare)
                found[step].append(point)
    return found


def _in_sequence(interpretation: Interpretation, own: list[KeyPoint]) -> list[KeyPoint]:
    """Return the points about handling in the order of the clauses, payment last, with those for everyone that stand among them."""
    document = interpretation.document
    cited = [document.clause(citation.ref) for point in own for citation in point.citations]
    beside = {clause.parent for clause in cited if clause.level is not Level.ROW} - {None}
    whole = [
        point
        for point in interpretation.live_key_points(Element.PROCEDURE)
        if point in own or (not point.audience and any(document.clause(c.ref).parent in beside for c in point.citations))
    ]
    places = {clause.ref: place for place, clause in enumerate(document.clauses)}
    def place(point: KeyPoint) -> tuple[bool, int]:
        return bool(PAID.search(point.statement)), min((places[c.ref] for c in point.citations), default=len(places))

    return sorted(whole, key=place)


def _gains(interpretation: Interpretation, audience: Audience, points: list[KeyPoint], alone: bool) -> list[Segment]:
    """Return an answer for each thing granted that can be asked for, MOST_THINGS of them, and one for what is left."""
    things: dict[str, list[KeyPoint]] = {}
    for point in points:
        things.setdefault(_thing(interpretation, point), []).append(point)
    rest = things.pop("", [])
    found: list[Segment] = []
    for name, members in things.items():
        heading = asked.of_thing(name, audience.label, [point.statement for point in members], _alone(interpretation, audience, name))
        if heading and len(found) < MOST_THINGS and (alone or is_of(audience, members[0].statement)):
            found.append(_about(interpretation, audience, name, heading, members))
        else:
            rest = [*members, *rest]
    if not alone:
        rest = [point for point in rest if _grants(point) and is_of(audience, point.statement)]
        support = asked.of_support(audience.label, [point.statement for point in rest], bool(found)) if rest else ""
        return [*found, _answer(interpretation, audience, "gains", support, rest[:MOST_POINTS])] if support else found
    obliged = re.compile(rf"{OBLIGES.pattern}|^[^。]*{re.escape(audience.label)}[^。]*应当")
    duties = sum(bool(obliged.search(point.statement)) for point in rest)
    granted = any(_grants(point) for point in rest) and 2 * duties <= len(rest)
    rest = [point for point in rest if (not _takes(point) if granted else is_of(audience, point.statement))]
    if rest:
        more = "还" if found else ""
        heading = (asked.of_support(audience.label, [point.statement for point in rest], False) or f"{audience.label}{more}能享受哪些支持？") if granted else f"{more and '还有'}哪些规定与{audience.label}有关？"
        found.append(_answer(interpretation, audience, "gains", heading, rest[:MOST_POINTS]))
    return found


def _alone(interpretation: Interpretation, audience: Audience, thing: str) -> bool:
    """Tell whether no other audience is granted a thing of this name."""
    return not any(thing in (point.title, LABEL.match(point.statement)) for point in interpretation.live_key_points() if point.audience not in ("", audience.id))


def _about(interpretation: Interpretation, audience: Audience, thing: str, heading: str, points: list[KeyPoint]) -> Segment:
    """Return the answer about one thing granted: to whom and how much, with which papers, handled how."""
    said = [LABEL.sub("", in_words(interpretation, point)) for point in points]
    supports: list[Support] = list(points)
    parts = {"": list(said)}
    for name, (lines, support) in (_papers(interpretation, thing), _ways(interpretation, thing)):
        lines = [line for line in lines if line not in said]
        parts.setdefault(name if all(map(is_step, lines)) else "", []).extend(lines)
        supports += [support] if lines and support else []
    return supported_segment(
        interpretation, *supports, id=f"audience-{audience.id}-gains.{points[0].id}", kind="answer", group=BY_AUDIENCE,
        element=points[0].element, heading=heading, text=written(parts),
    )  # fmt: skip


def _is_borne(statement: str) -> bool:
    """Tell whether those a statement is about pay themselves, and nobody else gives anything: whatever the chapter is called."""
    return bool(_BORNE.search(statement)) and not re.search("给予|补贴|补助|奖励|基金|财政", statement)


def is_of(audience: Audience, statement: str) -> bool:
    """Tell whether a statement says what an audience must, may or is given, rather than what an office does with it in mind."""
    nouns = "|".join(re.escape(name[-2:]) for name in re.split("[和、]", audience.label) if len(name) >= 2)
    acts = rf"^[^。；]{{0,40}}(?:{nouns})[^，。；]{{0,16}}，?(?:应当?(?!引导|支持)|不得|可以?|必?须|要|享受|有权|自主|(?:个人)?不?缴[费纳]|为\d|由)"
    given = rf"(?:对|给予|向|为|由|减轻|免收|补贴|奖励)[^，。；]{{0,24}}(?:{nouns})"
    opens = rf"^(?:[^，。；：]{{2,16}}：)?(?:对于?|凡)?[^，。；：]{{0,24}}(?:{nouns})(?:（[^（）]*）)?(?=参加|招用|吸纳|组织|因|承租|当年|获得|有|，|的，|的[^，。；]{{2,8}}由)"
    named = rf"^[^，。；：]{{0,40}}{re.escape(audience.label)}(?!部门|机构|服务|工作|评估)" if len(audience.label) > LONGEST_GENERIC else opens
    return any(re.search(pattern, statement) for pattern in (acts, given, opens, named))


LONGEST_GENERIC = 2
"""Characters of a name that stands in the names of much else: 企业, 人才."""


def _grants(point: KeyPoint) -> bool:
    """Tell whether a point gives its audience something: it names a benefit, and neither lays a duty on those it is about nor takes from them."""
    return bool(GIVEN.search(point.statement)) and not OBLIGES.search(point.statement) and not NO_GAIN.search(point.statement) and not _is_borne(point.statement)


def _takes(point: KeyPoint) -> bool:
    """Tell whether a point gives its audience nothing: it is paid in or watched over, or only bars something."""
    bars = BARS.search(point.statement) and not GIVEN.search(point.statement)
    return bool(NO_GAIN.search(point.statement) or _is_borne(point.statement) or bars or re.match(r"[^，。；]{0,30}(?:不得|禁止|严禁)", point.statement))


def _papers(interpretation: Interpretation, thing: str) -> tuple[str, tuple[list[str], Support | None]]:
    """Return the papers the answer about materials lists for this thing (一次性留工补助：停产停业情况说明……)."""
    answer = next((a for a in _usable(interpretation) if "材料" in interpretation.question(a.question).text), None)
    for line in answer.text.splitlines() if answer else ():
        label, colon, papers = line.strip().partition("：")
        cited = tuple(c for c in answer.citations if papers.rstrip("。；") and papers.rstrip("。；") in c.quote and thing in c.quote)
        if colon and thing in re.split("、", label.replace("“", "").replace("”", "")) and cited:
            return MATERIALS, ([sentence(papers)], Support(citations=cited, drafted=answer.drafted))
    return MATERIALS, ([], None)


def _ways(interpretation: Interpretation, thing: str) -> tuple[str, tuple[list[str], Support | None]]:
    """Return what the points about handling say of this thing by its name."""
    named = re.compile(rf"(?:^|[、，。；对])“?{re.escape(thing)}”?(?=[、，以由按可应实通])")
    for point in interpretation.live_key_points(Element.PROCEDURE):
        if GRANTS.search(thing) and named.search(point.statement):
            return HOW, ([in_words(interpretation, point)], point)
    return HOW, ([], None)


def _usable(interpretation: Interpretation) -> list[Answer]:
    answers = (interpretation.live_answer(question.id) for question in interpretation.questions)
    return [answer for answer in answers if answer.text and answer.state != "rejected"]


def _thing(interpretation: Interpretation, point: KeyPoint) -> str:
    """Return the name of what a point grants: the label it begins with, or its title where that can be relied on."""
    label = LABEL.match(point.statement)
    title = label[1] if label else point.title.strip("。：:；，、 ")
    document = interpretation.document
    above = (link for c in point.citations for link in (*document.ancestors(c.ref), document.clause(c.ref)))
    headings = "\n".join(link.heading for link in above)
    trusted = label or point.state in ("accepted", "edited") or title in headings or _GRANT.search(title)
    # Of words cut from a statement's beginning no question can be asked: who is meant is not what he gets.
    fits = 3 <= len(title) <= 16 and "｜" not in title and (label or not point.statement.startswith(title))
    thing = _VERB.sub("", _MEASURE.sub("", title))
    grants = _GRANT.search(thing) or (asked.SUM.search(point.statement) and not label)
    own = "\n".join(document.clause(citation.ref).heading for citation in point.citations)
    told = label or title in own or thing[-2:] in point.statement  # a chapter's name may stand over what is none of it
    return thing if trusted and fits and grants and told and not _is_borne(point.statement) else ""


def _answer(interpretation: Interpretation, audience: Audience, step: str, heading: str, points: list[KeyPoint]) -> Segment:
    said = tuple(in_words(interpretation, point) for point in points)
    together = partial(in_one_place, interpretation.document, [citation for point in points for citation in point.citations])
    fields = {"text": handling(said, together)} if step == "procedure" else {"text": said[0]} if len(said) == 1 else {"points": said}
    return supported_segment(
        interpretation, *points, id=f"audience-{audience.id}-{step}", kind="answer", group=BY_AUDIENCE,
        element=STEPS[step][1][0], heading=heading, **fields,
    )  # fmt: skip


def in_words(interpretation: Interpretation, point: KeyPoint) -> str:
    """Return what a point says as a sentence of an answer."""
    return masthead.in_third_person(sentence(in_one_line(point.statement)), interpretation.document)


def step_of(point: KeyPoint) -> str:
    """Return the step of somebody's page a point belongs to; empty when to none."""
    return next((step for step, (_, elements) in STEPS.items() if point.element in elements), "")


def _only_defines(point: KeyPoint) -> bool:
    return point.element is Element.SCOPE and bool(DEFINES.match(point.statement))


def _bare_lines(item: Segment) -> set[str]:
    lines = [line for part in parts_of(item.text) for line in part.lines()]
    return {re.sub(r"\W", "", line) for line in (*lines, *item.points)}
