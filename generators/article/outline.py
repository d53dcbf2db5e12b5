"""What the article says: key points allotted to sections, each said once, in sentences that add no fact."""

import re

from generators import masthead
from generators.article.covering import UNTOLD, parts_of
from generators.article.items import items, told
from generators.article.points import allotted, clauses_of, is_misplaced, told_before, up_to
from generators.article.remainders import told_once, with_remainders
from generators.article.sections import CLOSING, SECTIONS, Section
from generators.article.structure import along
from generators.composing import basis_text, supported_segment
from generators.model import (
    Answer,
    Brief,
    Citation,
    Difference,
    Element,
    Interpretation,
    KeyPoint,
    PolicyDocument,
    Segment,
)
from generators.prose import REFERS_ON, in_one_line, sentence, weave
from generators.wordings import differing

LONGEST_PARAGRAPH = 260
LONGEST_ARTICLE = 4200
LONGEST_WHOLE = 4800
"""Characters up to which it is filled with what no key point tells."""
MOST_LEFT = 500
"""Characters beyond that for the rest of the paragraphs told in part."""
LIMITS = ((2400, 1400), (1800, 900), (1300, 500), (1100, 450), (900, 350), (700, 300), (550, 220), (450, 180), (350, 140))
"""Characters of 主要内容 and 办理流程, and of another itemised section, before the rest is told in short, so that an article
explains and does not restate; the first pair that keeps the article within LONGEST_ARTICLE is used, else the last."""
MOST_NAMED, LONGEST_NAMED = 7, 18
"""Parts of the document and characters of their titles that still make a sentence."""
MOST_DIFFERENCES = 8
MOST_TABLED = 3
LONGEST_CELL = 160
QUOTED_CHANGE = "”调整为“"
"""In a point that can only set both wordings beside each other, which a table does better."""

USABLE = ("accepted", "edited", "supplemented", "proposed")
RESPONSIBLE = re.compile(r"（(?:责任|牵头|配合|主责)(?:单位|部门)：[^（）]*(?:（[^（）]*）[^（）]*)*）\s*$")


_DAYS = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)[^，。；]{0,40}公布[^\d]{0,4}(\d{4}年\d{1,2}月\d{1,2}日)[^，。；\d]{0,40}(?:第\d+号)?修[订正][^\d]*$")
"""A line below the title that tells one day of publication and one of revision."""

REVISED = re.compile(r"(?:通过|公布).*\d{4}年.+(?:修订|修正)")
"""A note below the title that tells of an adoption and a later revision."""
_SETTLES = re.compile("奖励的?(?:决定|通报|公告)|科学技术奖|表彰|授予|任免|任命|聘任|免去|组成人员|名单")
"""In a title: what is settled by it, which nobody has to carry out."""
ISSUED = {("条例", "令", "决定"): "公布", ("通告", "公告"): "发布"}


def outline(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return title block, lead, the sections that have content, the closing section and the names of the clauses."""
    points = allotted(interpretation, brief)
    title = f"{masthead.quoted_name(interpretation.document)}政策解读"
    head = [masthead.masthead(interpretation, brief, title), _lead(interpretation)]
    closing = _closing(interpretation, brief, points[Element.CONTACT])
    body: list[Segment] = []
    for limits in LIMITS:
        used: set[str] = set()
        body = [
            segment
            for section in SECTIONS
            for segment in _section(interpretation, _retitled(section, interpretation, points), points, limits, used)
        ]
        if sum(map(_length, (*head, *body, *closing))) <= LONGEST_ARTICLE:
            break
    room = LONGEST_WHOLE - sum(map(_length, (*head, *closing)))
    body = along(interpretation, brief, body, room - sum(map(_length, body)))
    if masthead.audience_of(interpretation, brief) is None:
        body = with_remainders(interpretation, body, room + MOST_LEFT - sum(map(_length, body)))
    body = told_once(interpretation, body)
    segments = (*head, *body, *closing)
    return (*segments, masthead.clause_names(interpretation.document, segments))


def _length(segment: Segment) -> int:
    return len(segment.heading) + len(segment.text) + sum(len(cell) for row in segment.table for cell in row)


def _retitled(section: Section, interpretation: Interpretation, points: dict[Element, list[KeyPoint]]) -> Section:
    """Name the standards in the title of 主要内容 when all of them are already told there."""
    proposed = [point for point in interpretation.live_key_points(Element.STANDARDS) if not is_misplaced(point)]
    if Element.CONTENT in section.elements and proposed and not points[Element.STANDARDS]:
        return section._replace(title="主要内容和执行标准")
    return section


def _lead(interpretation: Interpretation) -> Segment:
    """Return the opening paragraph: only what the policy record itself says about the document."""
    document = interpretation.document
    short = masthead.short_name(document)
    number = f"{document.document_number}，" if document.document_number else ""
    first = f"{masthead.quoted_name(document)}（{number}以下简称{short}）"
    ordered = "令" in (document.document_number or "")
    verb = (
        "公布"
        if ordered
        else next((verb for kinds, verb in ISSUED.items() if short.strip("《》").endswith(kinds)), "印发")
    )
    if verb == "公布" and REVISED.search(document.adoption_note or ""):
        days = _DAYS.search(document.adoption_note or "")
        verb = f"于{days[1]}公布、{days[2]}修订" if days else "公布，后经修订"
    issued = f"由{'、'.join(document.issuing_authorities)}{verb}" if document.issuing_authorities else ""
    day = masthead.chinese_date(document.effective_on) if document.effective_on else ""
    begins = f"自{day}起施行" if day and not document.doubts(day) else ""
    facts = "，".join(filter(None, (issued, begins)))
    purpose = "" if _SETTLES.search(document.title) else "为便于理解和执行"
    followed = f"{purpose}，现解读如下。" if purpose else "现解读如下。"
    text = f"{first}{facts}。{followed}" if facts else f"{purpose or '现将'}{first}{'，现解读如下' if purpose else '解读如下'}。"
    return Segment(id="lead", kind="lead", furniture=True, text=text)


def _section(
    interpretation: Interpretation,
    section: Section,
    allotted: dict[Element, list[KeyPoint]],
    limits: tuple[int, int],
    used: set[str],
) -> list[Segment]:
    points = [point for element in section.elements for point in allotted[element]]
    length = sum(len(point.statement) for point in points)
    woven = Element.SCOPE in section.elements and length <= LONGEST_PARAGRAPH
    limit = limits[0 if set(section.elements) & {Element.CONTENT, Element.PROCEDURE} else 1]
    compared = _comparison(interpretation, section, points, limit) if Element.CHANGES in section.elements else []
    if Element.CHANGES in section.elements:
        points = _in_prose(points, compared)
    if section.itemised and len(points) > 1 and not woven:
        body = items(interpretation, section, points, limit, used)
    else:
        body = _paragraphs(interpretation, section, up_to(max(limit, LONGEST_PARAGRAPH), points))
    proposed = any(interpretation.live_key_points(element) for element in section.elements)
    told_already = {piece for told_points in allotted.values() for point in told_points for piece in clauses_of(point.statement)}
    body += _from_answers(interpretation, section, told_already, only_supplements=proposed)
    body += compared
    if not body:
        return []
    return [_heading(section, _opening(interpretation, section, points)), *body]


def _heading(section: Section, opening: str = "", **fields) -> Segment:
    return Segment(
        id=f"section-{section.elements[0]}",
        kind="section",
        group=section.title,
        element=section.elements[0],
        furniture=True,
        heading=section.title,
        text=opening,
        **fields,
    )


def _opening(interpretation: Interpretation, section: Section, points: list[KeyPoint]) -> str:
    """Return a sentence that leads in: for the measures it names the chapters of the document, all that hold any."""
    titles = [re.sub(r"^[一二三四五六七八九十]+、|\s", "", part.heading) for part in parts_of(interpretation.document)]
    titles = [title for title in titles if title and not UNTOLD.search(title)]
    if Element.CONTENT in section.elements and 3 <= len(titles) <= MOST_NAMED and len(points) > 1 and max(map(len, titles)) <= LONGEST_NAMED:
        named = "、".join(f"“{title}”" if re.search("[、，]", title) else title for title in titles)
        return f"{masthead.short_name(interpretation.document)}从{named}等方面作出规定。"
    return section.opening


def _paragraphs(interpretation: Interpretation, section: Section, points: list[KeyPoint]) -> list[Segment]:
    """Weave the points into running paragraphs; definitions stand one by one."""
    groups: list[list[KeyPoint]] = []
    for point in points:
        length = sum(len(p.statement) for p in groups[-1]) if groups else 0
        alone = Element.TERMS in section.elements or point.element != (groups[-1][-1].element if groups else None)
        if alone or length + len(point.statement) > LONGEST_PARAGRAPH:
            groups.append([point])
        else:
            groups[-1].append(point)
    return [
        supported_segment(
            interpretation,
            *group,
            id=f"paragraph-{group[0].id}",
            kind="paragraph",
            group=section.title,
            element=group[0].element,
            text=told(weave(p.statement for p in group), interpretation.document, tasks=Element.RESPONSIBILITY in section.elements),
        )
        for group in groups
    ]


def _in_prose(points: list[KeyPoint], table: list[Segment]) -> list[KeyPoint]:
    """Return the points about changes told in sentences: all but those the table of old and new shows in their place."""
    shown = {citation.ref for segment in table for citation in segment.citations}
    return [p for p in points if not (QUOTED_CHANGE in p.statement and {c.ref for c in p.citations} <= shown)]


def _from_answers(interpretation: Interpretation, section: Section, told_already: set[str], *, only_supplements: bool) -> list[Segment]:
    """Return what the department adds from its own knowledge and, where no point was proposed, the answers that tell something new."""
    found = []
    for question in interpretation.questions:
        answer = interpretation.live_answer(question.id)
        usable = question.element in section.elements and answer.state in USABLE and answer.text.strip()
        text = _answer_text(answer, interpretation.document) if usable else ""
        new = answer.supplements or (not only_supplements and (answer.state == "edited" or not told_before(text, told_already)))
        if text and new:
            found.append(
                supported_segment(
                    interpretation,
                    answer,
                    id=f"paragraph-answer-{question.id}",
                    kind="paragraph",
                    group=section.title,
                    element=question.element,
                    text=text,
                )
            )
    return found


def _answer_text(answer: Answer, document: PolicyDocument) -> str:
    """Return an answer as an article tells it: not where the rest stands, which the notes say, unless a person wrote so."""
    text = answer.text if answer.state in ("edited", "supplemented") else REFERS_ON.sub("", answer.text)
    lines = [told(line, document) for line in text.splitlines() if line.strip()]
    return "\n".join([*lines[:-1], sentence(lines[-1])]) if lines else ""


def _comparison(interpretation: Interpretation, section: Section, points: list[KeyPoint], limit: int) -> list[Segment]:
    """Return a table of the sentences that differ where no point says the change plainly (由A调整为B).

    It holds rows short enough to be read, up to MOST_TABLED × ``limit`` characters; the clauses now in force support it.
    """
    document = interpretation.document
    plainly = {c.ref for point in points if QUOTED_CHANGE not in point.statement for c in point.citations}
    rows, citations, length = [], [], 0
    for difference in _weightiest_first(interpretation):
        texts = _cells(difference)
        told = difference.kind == "moved" or difference.new_ref in plainly or texts[0] == texts[1]
        if told or max(map(len, texts)) > LONGEST_CELL or len(rows) >= MOST_DIFFERENCES:
            continue
        length += sum(map(len, texts))
        if rows and length > MOST_TABLED * limit:
            break
        if difference.new_ref:
            citations.append(Citation.of(document.clause(difference.new_ref)))
        label = document.address(difference.new_ref) if difference.new_ref else f"原{difference.old_label}"
        rows.append((label, in_one_line(texts[0]) or "无", in_one_line(texts[1]) or "不再规定"))
    if not citations:
        return []
    old = f"《{interpretation.old_title}》" if interpretation.old_title else "原规定"
    return [
        Segment(
            id="comparison",
            kind="comparison",
            group=section.title,
            element=Element.CHANGES,
            text=f"与{old}相比，{'其他' if plainly else ''}主要变化如下表所示。",
            table=(("条款", "原规定", "现规定"), *rows),
            citations=tuple(dict.fromkeys(citations)),
            basis=basis_text(document, citations),
        )
    ]


def _cells(difference: Difference) -> tuple[str, str]:
    """Return the sentences of both wordings that differ, without the （牵头单位：……） at their end."""
    before, after = RESPONSIBLE.search(difference.old_text), RESPONSIBLE.search(difference.new_text)
    old = difference.old_text[: before.start()] if before else difference.old_text
    new = difference.new_text[: after.start()] if after else difference.new_text
    return differing(old, new) if old and new else (old, new)


def _weightiest_first(interpretation: Interpretation) -> list[Difference]:
    """Return the differences in the order of the points about changes: changed amounts before the wording of the preamble."""
    cited = [c.ref for point in interpretation.live_key_points(Element.CHANGES) for c in point.citations]
    ranks = {ref: rank for rank, ref in reversed(list(enumerate(cited)))}
    return sorted(interpretation.differences, key=lambda difference: ranks.get(difference.new_ref, len(cited)))


def _closing(interpretation: Interpretation, brief: Brief, points: list[KeyPoint]) -> list[Segment]:
    """Return 解读机构和联系方式, which every interpretation must carry, and the signature."""
    contact = masthead.contact_of(interpretation)
    told = any(contact in point.statement for point in points)
    details = {"解读机构": interpretation.interpreter, "解读人": interpretation.spokesperson, "咨询电话": "" if told else contact}
    details = {name: value for name, value in details.items() if value}
    spoken = interpretation.interpreter or interpretation.spokesperson
    title = CLOSING.title if spoken and (contact or points) else "解读机构" if spoken else "联系方式"
    section = CLOSING._replace(title=title)
    found = [_heading(section, details=details)] if details or points else []
    found += _paragraphs(interpretation, section, points)
    if interpretation.interpreter and brief.options.get("date"):
        signature = {"署名": interpretation.interpreter, "日期": brief.options.get("date", "")}
        details = {name: value for name, value in signature.items() if value}
        found.append(Segment(id="signature", kind="signature", furniture=True, details=details))
    return found
