"""What the article says: key points allotted to sections, each said once, in sentences that add no fact."""

import re
from typing import NamedTuple

from generators import masthead
from generators.article.points import LABEL, allotted
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
from generators.prose import in_one_line, sentence, weave
from generators.wordings import differing

LONGEST_PARAGRAPH = 260
LONGEST_ITEM = 320
LONGEST_ARTICLE = 2500
LIMITS = ((1300, 500), (1100, 450), (900, 350), (700, 300), (550, 220), (450, 180), (350, 140))
"""Characters of 主要内容 and 办理流程, and of another itemised section, before the rest is only named, so that an article
explains and does not restate; the first pair that keeps the article within LONGEST_ARTICLE is used, else the last."""
MOST_DIFFERENCES = 8
MOST_TABLED = 3
LONGEST_CELL = 160
QUOTED_CHANGE = "”调整为“"
"""In a point that can only set both wordings beside each other, which a table does better."""

USABLE = ("accepted", "edited", "supplemented", "proposed")
RESPONSIBLE = re.compile(r"（(?:责任|牵头|配合|主责)(?:单位|部门)：[^（）]*(?:（[^（）]*）[^（）]*)*）\s*$")
INNER_QUOTES = str.maketrans("“”", "‘’")


class Section(NamedTuple):
    """A section: its title, the elements it covers, whether its points are numbered items, and a sentence to open it."""

    title: str
    elements: tuple[Element, ...]
    itemised: bool = False
    opening: str = ""


# The order of the nine elements, with what a citizen does next (办理) and when (施行) beside what belongs to them.
SECTIONS = (
    Section("背景依据", (Element.BACKGROUND, Element.RATIONALE)),
    Section("目标任务", (Element.OBJECTIVES,)),
    Section("主要内容", (Element.CONTENT,), itemised=True),
    Section("适用范围", (Element.SCOPE,), itemised=True),
    Section("执行标准", (Element.STANDARDS,), itemised=True),
    Section("惠民利民举措", (Element.BENEFITS,), itemised=True),
    Section("办理流程", (Element.PROCEDURE,), itemised=True),
    Section("新旧政策差异", (Element.CHANGES,)),
    Section("关键词诠释", (Element.TERMS,), opening="为便于准确理解，对有关用语说明如下。"),
    Section("注意事项", (Element.NOTES,), itemised=True),
    Section("施行时间", (Element.DATES,)),
    Section("责任分工", (Element.RESPONSIBILITY,)),
)
ISSUED = {("条例", "令", "决定"): "公布", ("通告", "公告"): "发布"}
CLOSING = Section("解读机构和联系方式", (Element.CONTACT,))


def outline(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return title block, lead, the sections that have content, the closing section and the names of the clauses."""
    points = allotted(interpretation, brief)
    title = f"{masthead.quoted_name(interpretation.document)}政策解读"
    head = [masthead.masthead(interpretation, brief, title), _lead(interpretation)]
    closing = _closing(interpretation, brief, points[Element.CONTACT])
    body: list[Segment] = []
    for limits in LIMITS:
        body = [
            segment
            for section in SECTIONS
            for segment in _section(interpretation, _retitled(section, interpretation, points), points, limits)
        ]
        if sum(map(_length, (*head, *body, *closing))) <= LONGEST_ARTICLE:
            break
    segments = (*head, *body, *closing)
    return (*segments, masthead.clause_names(interpretation.document, segments))


def _length(segment: Segment) -> int:
    return len(segment.heading) + len(segment.text) + sum(len(cell) for row in segment.table for cell in row)


def _retitled(section: Section, interpretation: Interpretation, points: dict[Element, list[KeyPoint]]) -> Section:
    """Name the standards in the title of 主要内容 when all of them are already told there."""
    proposed = interpretation.live_key_points(Element.STANDARDS)
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
    issued = f"由{'、'.join(document.issuing_authorities)}{verb}" if document.issuing_authorities else ""
    begins = f"自{masthead.chinese_date(document.effective_on)}起施行" if document.effective_on else ""
    facts = "，".join(filter(None, (issued, begins)))
    text = f"{first}{facts}。为便于理解和执行，现解读如下。" if facts else f"为便于理解和执行{first}，现解读如下。"
    return Segment(id="lead", kind="lead", furniture=True, text=text)


def _section(
    interpretation: Interpretation,
    section: Section,
    allotted: dict[Element, list[KeyPoint]],
    limits: tuple[int, int],
) -> list[Segment]:
    points = [point for element in section.elements for point in allotted[element]]
    length = sum(len(point.statement) for point in points)
    woven = Element.SCOPE in section.elements and length <= LONGEST_PARAGRAPH
    limit = limits[0 if set(section.elements) & {Element.CONTENT, Element.PROCEDURE} else 1]
    compared = _comparison(interpretation, section, points, limit) if Element.CHANGES in section.elements else []
    if Element.CHANGES in section.elements:
        points = _in_prose(points, compared)
    if section.itemised and len(points) > 1 and not woven:
        body = _items(interpretation, section, points, limit)
    else:
        body = _paragraphs(interpretation, section, _within(points, max(limit, LONGEST_PARAGRAPH)))
    proposed = any(interpretation.live_key_points(element) for element in section.elements)
    body += _from_answers(interpretation, section, only_supplements=proposed)
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
    """Return a sentence that leads in: for the measures it names them, and states nothing beyond their titles."""
    titles = [_useful_title(interpretation.document, point) for point in points]
    if Element.CONTENT in section.elements and 3 <= len(points) == len(set(filter(None, titles))) and not any(re.match("[在对从以按由]", title) for title in titles[:6]):
        named = "、".join(f"“{title}”" if "、" in title else title for title in titles[:6])
        return f"{masthead.short_name(interpretation.document)}主要从{named}等方面作出规定。"
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
            text=_told(weave(p.statement for p in group), interpretation.document),
        )
        for group in groups
    ]


def _within(points: list[KeyPoint], limit: int) -> list[KeyPoint]:
    """Return the points up to ``limit`` characters; beyond it only those a person accepted: an article selects."""
    kept, length = [], 0
    for point in points:
        length += len(point.statement)
        if not kept or length <= limit or point.state in ("accepted", "edited"):
            kept.append(point)
    return kept


def _in_prose(points: list[KeyPoint], table: list[Segment]) -> list[KeyPoint]:
    """Return the points about changes told in sentences: all but those the table of old and new shows in their place."""
    shown = {citation.ref for segment in table for citation in segment.citations}
    return [p for p in points if not (QUOTED_CHANGE in p.statement and {c.ref for c in p.citations} <= shown)]


def _items(interpretation: Interpretation, section: Section, points: list[KeyPoint], limit: int) -> list[Segment]:
    """Return a numbered paragraph for each title.

    What goes beyond ``limit`` characters is named in one paragraph at the end; a point without a title is left out there
    unless a person accepted it.
    """
    document = interpretation.document
    topics: dict[str, list[KeyPoint]] = {}
    for point in points:
        title = _useful_title(document, point)
        if (label := LABEL.match(point.statement)) and title.startswith(label[0].rstrip("：")):
            title = label[0].rstrip("：")  # 服务补贴200元 is a line of 服务补贴
        topics.setdefault(title if title not in ("", section.title) else point.id, []).append(point)
    found, rest, length = [], {}, 0
    last = len(topics) - 1
    for index, (title, members) in enumerate(topics.items()):
        named, members = title != members[0].id, _selected(members)
        length += sum(len(point.statement) for point in members)
        if found and length > limit and (rest or index < last):
            if named:
                rest[title] = members
                continue
            if all(point.state == "proposed" for point in members):
                continue
        text = weave(_without_label(point.statement, title) if named else point.statement for point in members)
        found.append(
            supported_segment(
                interpretation,
                *members,
                id=f"paragraph-{members[0].id}",
                kind="item",
                group=section.title,
                element=members[0].element,
                heading=title if named else "",
                text=_told(text, document),
            )
        )
    return [*found, _named_together(interpretation, section, rest)] if rest else found


def _selected(members: list[KeyPoint]) -> list[KeyPoint]:
    """Return the points told under one title: those that fit a paragraph, and whatever a person accepted."""
    kept, length = [], 0
    for point in members:
        length += len(point.statement)
        if not kept or length <= LONGEST_ITEM or point.state in ("accepted", "edited"):
            kept.append(point)
    return kept


def _useful_title(document: PolicyDocument, point: KeyPoint) -> str:
    """Return the title where it tells more than the sentence it would stand before; else the label the sentence begins with.

    失业人员。失业人员… says it twice. A title a person accepted or the clause itself has is good; words cut out of the
    sentence, whole or with gaps, are not: 提供资料申领 is not what 提供虚假资料申领 says.
    """
    title = point.title.strip("。：:；，、 ")
    label = point.statement.partition("：")[0] if LABEL.match(point.statement) else ""
    if re.search("[｜|]", title) or not title or title in point.statement[: len(title) + 3]:
        return label
    headings = "".join(document.clause(citation.ref).heading for citation in point.citations)
    trusted = point.state in ("accepted", "edited") or title in headings
    return title if trusted or not is_cut_out(title, point.statement) else label


def is_cut_out(title: str, statement: str) -> bool:
    """Tell whether the title's characters stand in the statement in their order, within twice the title's length."""
    for start, character in enumerate(statement):
        window = statement[start : start + 2 * len(title) + 2]
        if character == title[0] and _is_subsequence(title, window):
            return True
    return False


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _without_label(statement: str, title: str) -> str:
    """Return the statement without the label that the title before it already says; any other opening is part of it."""
    label = LABEL.match(statement)
    return statement[label.end() :] if label and label[0].rstrip("：") in title else statement


def _named_together(interpretation: Interpretation, section: Section, topics: dict[str, list[KeyPoint]]) -> Segment:
    names = "".join(f"“{title.translate(INNER_QUOTES)}”" for title in topics)
    return supported_segment(
        interpretation,
        *(point for points in topics.values() for point in points),
        id=f"paragraph-{section.elements[0]}-rest",
        kind="paragraph",
        group=section.title,
        element=section.elements[0],
        text=f"此外，{masthead.short_name(interpretation.document)}还对{names}作出规定。",
    )


def _told(text: str, document: PolicyDocument) -> str:
    """Return ``text`` as an interpreter tells it: the policy by its name, and not without a subject."""
    text = masthead.in_third_person(in_one_line(text), document)
    return masthead.short_name(document) + text if text.startswith("适用于") else text


def _from_answers(interpretation: Interpretation, section: Section, *, only_supplements: bool) -> list[Segment]:
    """Return what the department adds from its own knowledge and, where no point was proposed, the answers."""
    found = []
    for question in interpretation.questions:
        answer = interpretation.live_answer(question.id)
        usable = question.element in section.elements and answer.state in USABLE and answer.text.strip()
        if usable and (answer.supplements or not only_supplements):
            found.append(
                supported_segment(
                    interpretation,
                    answer,
                    id=f"paragraph-answer-{question.id}",
                    kind="paragraph",
                    group=section.title,
                    element=question.element,
                    text=_answer_text(answer, interpretation.document),
                )
            )
    return found


def _answer_text(answer: Answer, document: PolicyDocument) -> str:
    lines = [_told(line, document) for line in answer.text.splitlines() if line.strip()]
    return "\n".join([*lines[:-1], sentence(lines[-1])])


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
    found = [_heading(CLOSING, details=details)] if details or points else []
    found += _paragraphs(interpretation, CLOSING, points)
    if interpretation.interpreter:
        signature = {"署名": interpretation.interpreter, "日期": brief.options.get("date", "")}
        details = {name: value for name, value in signature.items() if value}
        found.append(Segment(id="signature", kind="signature", furniture=True, details=details))
    return found
