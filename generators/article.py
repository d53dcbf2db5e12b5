"""The article (解读稿): the elements as sections in running text, every paragraph with its clause; for paper and portal."""

from typing import NamedTuple

from generators import gongwen, masthead, webpage
from generators.composing import supported_segment
from generators.gongwen import Block, Run
from generators.masthead import CLAUSES, MASTHEAD
from generators.model import (
    Answer,
    Brief,
    Citation,
    Element,
    Interpretation,
    KeyPoint,
    PolicyDocument,
    Provenance,
    RenderedFile,
    Segment,
)
from generators.model.numerals import to_chinese
from generators.prose import blocks, count_sentences, sentence, weave
from generators.registry import Progress, register
from generators.webpage import el
from styles.themes import Theme

LONGEST_PARAGRAPH = 260
LONGEST_CONTENT = 1300
"""Characters of 主要内容 before the remaining measures are only named, so that an article explains and does not restate."""
MOST_DIFFERENCES = 8
LONGEST_CELL = 150


class Section(NamedTuple):
    """A section: its title, the elements it covers, whether each point has a sub-heading, and a sentence to open it."""

    title: str
    elements: tuple[Element, ...]
    itemised: bool = False
    opening: str = ""


# The order of the nine elements, with what a citizen does next (办理) and when (施行) beside what belongs to them.
SECTIONS = (
    Section("背景依据", (Element.BACKGROUND, Element.RATIONALE)),
    Section("目标任务", (Element.OBJECTIVES,)),
    Section("主要内容", (Element.CONTENT,), itemised=True),
    Section("适用范围", (Element.SCOPE,)),
    Section("执行标准", (Element.STANDARDS,), itemised=True),
    Section("惠民利民举措", (Element.BENEFITS,), itemised=True),
    Section("办理流程", (Element.PROCEDURE,), itemised=True),
    Section("新旧政策差异", (Element.CHANGES,)),
    Section("关键词诠释", (Element.TERMS,), opening="为便于准确理解，对文中用语说明如下。"),
    Section("注意事项", (Element.NOTES,), itemised=True),
    Section("施行时间与责任分工", (Element.DATES, Element.RESPONSIBILITY)),
)
CLOSING_SECTION = "解读机构和联系方式"
USABLE = ("accepted", "edited", "supplemented", "proposed")


@register
class Article:
    """解读稿: a .docx in the layout of official documents and a page for the portal.

    Options: ``date`` (written by hand, 2026年3月1日) is set under the signature.
    """

    name = "article"
    label = "解读稿"
    version = "1"

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return title block, lead, the sections that have content, and the closing section."""
        title = f"{masthead.quoted_name(interpretation.document)}政策解读"
        segments = [masthead.masthead(interpretation, brief, title), _lead(interpretation)]
        for section in SECTIONS:
            segments += _section(interpretation, brief, section)
        segments += _closing(interpretation, brief)
        return (*segments, masthead.clause_names(interpretation.document, tuple(segments)))

    def render(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, progress: Progress
    ) -> tuple[RenderedFile, ...]:
        """Return article.docx and article.html."""
        progress(0.1, "排公文版")
        paper = _paper(segments, brief, provenance)
        progress(0.6, "排网页版")
        page = _page(segments, theme, brief, provenance)
        return (
            RenderedFile(filename="article.docx", media_type=gongwen.DOCX, data=paper),
            RenderedFile(filename="article.html", media_type="text/html", data=page),
        )


def _lead(interpretation: Interpretation) -> Segment:
    """Return the opening paragraph: only what the policy record itself says about the document."""
    document = interpretation.document
    short = masthead.short_name(document)
    number = f"{document.document_number}，" if document.document_number else ""
    first = f"{masthead.quoted_name(document)}（{number}以下简称{short}）"
    issued = f"由{'、'.join(document.issuing_authorities)}印发" if document.issuing_authorities else ""
    begins = f"自{masthead.chinese_date(document.effective_on)}起施行" if document.effective_on else ""
    facts = "，".join(filter(None, (issued, begins)))
    text = f"{first}{facts}。为便于理解和执行，现解读如下。" if facts else f"为便于理解和执行{first}，现解读如下。"
    return Segment(id="lead", kind="lead", furniture=True, text=text)


def _section(interpretation: Interpretation, brief: Brief, section: Section) -> list[Segment]:
    points = [point for element in section.elements for point in _points(interpretation, brief, element)]
    if section.itemised and len(points) > 1:
        body = _items(interpretation, section, points)
    else:
        body = _paragraphs(interpretation, section, points)
    body += _from_answers(interpretation, section, has_points=bool(points))
    if Element.CHANGES in section.elements:
        body += _comparison(interpretation, section)
    if not body:
        return []
    heading = Segment(
        id=f"section-{section.elements[0]}",
        kind="section",
        group=section.title,
        element=section.elements[0],
        furniture=True,
        heading=section.title,
        text=_opening(interpretation, section, points),
    )
    return [heading, *body]


def _opening(interpretation: Interpretation, section: Section, points: list[KeyPoint]) -> str:
    """Return a sentence that leads in: for the measures it names them, and states nothing beyond their titles."""
    titles = [point.title for point in points if point.title]
    if Element.CONTENT in section.elements and 3 <= len(points) == len(titles) == len(set(titles)):
        return f"{masthead.short_name(interpretation.document)}从{'、'.join(titles[:6])}等方面作出规定。"
    return section.opening


def _points(interpretation: Interpretation, brief: Brief, element: Element) -> list[KeyPoint]:
    """Return the live points of an element that concern the brief's audience."""
    audience = masthead.audience_of(interpretation, brief)
    wanted = ("", audience.id) if audience else None
    return [p for p in interpretation.live_key_points(element) if wanted is None or p.audience in wanted]


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


def _items(interpretation: Interpretation, section: Section, points: list[KeyPoint]) -> list[Segment]:
    """Return a paragraph with a sub-heading for each point; measures beyond LONGEST_CONTENT are named together."""
    found, length = [], 0
    for index, point in enumerate(points):
        rest = points[index:]
        length += len(point.statement)
        if length > LONGEST_CONTENT and len(rest) > 1 and all(p.title for p in rest):
            return [*found, _named_together(interpretation, section, rest)]
        found.append(
            supported_segment(
                interpretation,
                point,
                id=f"paragraph-{point.id}",
                kind="item",
                group=section.title,
                element=point.element,
                heading=point.title,
                text=_told(sentence(point.statement), interpretation.document),
            )
        )
    return found


def _told(text: str, document: PolicyDocument) -> str:
    """Return ``text`` as an interpreter tells it: the policy by its name, and not without a subject."""
    text = masthead.in_third_person(text, document)
    return masthead.short_name(document) + text if text.startswith("适用于") else text


def _named_together(interpretation: Interpretation, section: Section, points: list[KeyPoint]) -> Segment:
    names = "、".join(dict.fromkeys(point.title for point in points))
    return supported_segment(
        interpretation,
        *points,
        id=f"paragraph-{section.elements[0]}-rest",
        kind="paragraph",
        group=section.title,
        element=section.elements[0],
        text=f"此外，{masthead.short_name(interpretation.document)}还就{names}作出规定。",
    )


def _from_answers(interpretation: Interpretation, section: Section, *, has_points: bool) -> list[Segment]:
    """Return what the department adds from its own knowledge and, where no point speaks, the answers on the clauses."""
    found = []
    for question in interpretation.questions:
        answer = interpretation.answer(question.id)
        usable = question.element in section.elements and answer.state in USABLE and answer.text.strip()
        if usable and (answer.supplements or not has_points):
            found.append(
                supported_segment(
                    interpretation,
                    answer,
                    id=f"paragraph-answer-{question.id}",
                    kind="paragraph",
                    group=section.title,
                    element=question.element,
                    text=_attributed(answer, _told(answer.text, interpretation.document)),
                )
            )
    return found


def _attributed(answer: Answer, text: str) -> str:
    text = "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    return sentence(f"起草部门说明：{text}" if answer.supplements else text)


def _comparison(interpretation: Interpretation, section: Section) -> list[Segment]:
    """Return a table of the differences short enough to be read in one; the clauses now in force support it."""
    document = interpretation.document
    rows, citations = [], []
    for difference in interpretation.differences:
        texts = (difference.old_text, difference.new_text)
        if difference.kind == "moved" or max(map(len, texts)) > LONGEST_CELL or len(rows) >= MOST_DIFFERENCES:
            continue
        if difference.new_ref:
            citations.append(Citation.of(document.clause(difference.new_ref)))
        label = document.address(difference.new_ref) if difference.new_ref else f"原{difference.old_label}"
        rows.append((label, difference.old_text or "无", difference.new_text or "不再规定"))
    if not citations:
        return []
    old = f"《{interpretation.old_title}》" if interpretation.old_title else "原规定"
    basis = "、".join(dict.fromkeys(document.address(citation.ref) for citation in citations[:3]))
    return [
        Segment(
            id="comparison",
            kind="comparison",
            group=section.title,
            element=Element.CHANGES,
            text=f"与{old}相比，主要变化如下表所示。",
            table=(("条款", "原规定", "现规定"), *rows),
            citations=tuple(dict.fromkeys(citations)),
            basis=basis + ("等" if len(citations) > 3 else ""),
        )
    ]


def _closing(interpretation: Interpretation, brief: Brief) -> list[Segment]:
    """Return 解读机构和联系方式, which every interpretation must carry, and the signature."""
    points = interpretation.live_key_points(Element.CONTACT)
    contact = masthead.contact_of(interpretation)
    details = {"解读机构": interpretation.interpreter, "咨询电话": contact}
    found = []
    if any(details.values()) or points:
        found.append(
            Segment(
                id="section-contact",
                kind="section",
                group=CLOSING_SECTION,
                element=Element.CONTACT,
                furniture=True,
                heading=CLOSING_SECTION,
                details={name: value for name, value in details.items() if value},
            )
        )
    others = [point for point in points if not contact or contact not in point.statement]
    found += _paragraphs(interpretation, Section(CLOSING_SECTION, (Element.CONTACT,)), list(others))
    if interpretation.interpreter:
        signature = {"署名": interpretation.interpreter, "日期": brief.options.get("date", "")}
        found.append(
            Segment(
                id="signature",
                kind="signature",
                furniture=True,
                details={name: value for name, value in signature.items() if value},
            )
        )
    return found


def _furniture(segments: tuple[Segment, ...], brief: Brief, label: str) -> tuple[Segment, dict[str, str]]:
    by_kind = {segment.kind: segment for segment in segments if segment.furniture}
    empty = Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or label)
    return by_kind.get(MASTHEAD, empty), (by_kind[CLAUSES].details if CLAUSES in by_kind else {})


def _sections(segments: tuple[Segment, ...]) -> list[tuple[str, Segment | None, list[Segment]]]:
    """Return (title, heading segment, body) of each section in order of first appearance."""
    found: dict[str, tuple[list[Segment], list[Segment]]] = {}
    for segment in segments:
        if segment.group:
            heads, body = found.setdefault(segment.group, ([], []))
            (heads if segment.kind == "section" else body).append(segment)
    return [
        (heads[0].heading if heads else group, heads[0] if heads else None, body)
        for group, (heads, body) in found.items()
        if body or (heads and heads[0].details)
    ]


def _numbered(body: list[Segment]) -> list[tuple[str, Segment]]:
    """Return each paragraph with the sub-heading it opens with: （一）稳岗返还。 or nothing."""
    count, found = 0, []
    for segment in body:
        runin = ""
        if segment.kind == "item" and segment.heading:
            count += 1
            runin = f"（{to_chinese(count)}）{segment.heading.rstrip('。：:')}。"
        found.append((runin, segment))
    return found


def _paper(segments: tuple[Segment, ...], brief: Brief, provenance: Provenance) -> bytes:
    head, _ = _furniture(segments, brief, Article.label)
    body: list[Block] = [Block("body", (Run(s.text),)) for s in segments if s.kind == "lead"]
    for number, (title, heading, paragraphs) in enumerate(_sections(segments), start=1):
        body.append(Block("heading", (Run(f"{to_chinese(number)}、{title}", "黑体"),)))
        if heading and heading.text:
            body.append(Block("body", (Run(heading.text),)))
        if heading:
            body += [Block("body", (Run(f"{name}：{value}。"),)) for name, value in heading.details.items()]
        for runin, segment in _numbered(paragraphs):
            body += _paper_paragraphs(runin, segment)
    for segment in segments:
        if segment.kind == "signature":
            body.append(Block("body"))
            body += [
                Block("date" if name == "日期" else "signature", (Run(value),))
                for name, value in segment.details.items()
            ]
    return gongwen.write(
        head.heading,
        tuple(body),
        properties=provenance.model_dump(),
        author=head.details.get("解读机构", ""),
        subject=head.details.get("政策名称", ""),
        draft=brief.draft,
    )


def _paper_paragraphs(runin: str, segment: Segment) -> list[Block]:
    """Return the paragraphs of a segment: sub-heading run in, list items on their own lines, the basis at the end."""
    note = _note(segment)
    lines: list[str] = []
    for block in blocks(segment.text):
        marks = [f"{n}." if block.ordered else "" for n in range(1, len(block.items) + 1)]
        lines += block.items if block.kind == "paragraph" else [m + i for m, i in zip(marks, block.items, strict=True)]
    lines += segment.points
    found = []
    for index, line in enumerate(lines or [""]):
        runs = [Run(runin, "楷体")] if runin and index == 0 else []
        runs += _with_note(line, note) if index == len(lines) - 1 else [Run(line)]
        found.append(Block("body", tuple(runs)))
    if segment.table:
        found.append(Block("table", rows=segment.table))
    return found


def _note(segment: Segment) -> str:
    """Return the basis as 括注: 〔见二、（一）〕, or who in the department says so.

    Notes in the text, not at the foot: they survive copying into a portal's editor, and reading aloud. The brackets are
    〔 〕 because addresses such as 二、（一） hold round ones.
    """
    if segment.supplements:
        speakers = (
            "，".join(filter(None, (s.author, s.post, f"依据：{s.basis.rstrip('。')}"))) for s in segment.supplements
        )
        clauses = [f"见{segment.basis.rsplit('；部门说明', 1)[0]}"] if segment.citations else []
        return "〔" + "；".join([*clauses, *speakers]) + "〕"
    if segment.kind == "comparison":
        return ""  # the table's first column names the clauses
    return f"〔见{segment.basis}〕" if segment.basis else ""


def _with_note(line: str, note: str) -> list[Run]:
    """Set the note before the stop of a single sentence, and after the last stop when it covers several."""
    if note and line[-1:] in "。；" and count_sentences(line) == 1:
        return [Run(line[:-1]), Run(note, "楷体"), Run(line[-1])]
    return [Run(line), Run(note, "楷体")] if note else [Run(line)]


def _page(segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance) -> bytes:
    head, names = _furniture(segments, brief, Article.label)
    main = [el("p", s.text, class_="lead", data_segment=s.id) for s in segments if s.kind == "lead"]
    contents = []
    for number, (title, heading, paragraphs) in enumerate(_sections(segments), start=1):
        name = f"section-{number}"
        contents.append((name, title))
        facts = heading.details.items() if heading else ()
        main.append(
            el(
                "section",
                el("h2", f"{to_chinese(number)}、{title}", id=name),
                el("p", heading.text, class_="bridge") if heading and heading.text else None,
                [el("p", f"{label}：{value}", class_="bridge") for label, value in facts],
                [_page_paragraph(runin, segment, names, brief.source_url) for runin, segment in _numbered(paragraphs)],
                aria_labelledby=name,
            )
        )
    signed = [value for s in segments if s.kind == "signature" for value in s.details.values()]
    main += [el("p", value, class_="sign") for value in signed]
    return webpage.render_page(
        webpage.Page(
            title=head.heading,
            kicker="政策解读",
            masthead=head,
            main=tuple(main),
            contents=tuple(contents),
            structured=_structured(head, segments, brief, provenance),
            theme=theme,
            provenance=provenance,
            source_url=brief.source_url,
            draft=brief.draft,
            layout="article",
        )
    )


def _page_paragraph(runin: str, segment: Segment, names: dict[str, str], source_url: str):
    text = webpage.laid_out(segment.text)
    if runin and text and text[0].tag == "p":
        opening = el("strong", runin, class_="runin")
        opening.tail, text[0].text = text[0].text, None
        text[0].insert(0, opening)
    return el(
        "div",
        text,
        el("ul", [el("li", point) for point in segment.points]) if segment.points else None,
        _page_table(segment.table) if segment.table else None,
        webpage.basis_fold(segment, names, source_url),
        class_="paragraph stated" if segment.supplements else "paragraph",
        id=webpage.anchor(segment.id),
        **webpage.clause_data(segment),
    )


def _page_table(rows: tuple[tuple[str, ...], ...]):
    head, *body = rows
    return el(
        "div",
        el(
            "table",
            el("thead", el("tr", [el("th", cell, scope="col") for cell in head])),
            el("tbody", [el("tr", [el("td", cell) for cell in row]) for row in body]),
        ),
        class_="scroll",
    )


def _structured(head, segments, brief, provenance) -> dict:
    written = [s for s in segments if s.kind in ("lead", "paragraph", "item", "comparison")]
    content = {
        "@context": "https://schema.org",
        "@type": "Article",
        "inLanguage": "zh-CN",
        "headline": head.heading,
        "isBasedOn": webpage.legislation(head, brief.source_url),
        "publisher": webpage.organisation(head),
        "author": webpage.organisation(head),
        "articleSection": [title for title, _, _ in _sections(segments)],
        "articleBody": "\n".join("".join(filter(None, (s.heading and s.heading + "。", s.text))) for s in written),
        "citation": list(dict.fromkeys(c.ref for s in written for c in s.citations)),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in provenance.model_dump().items()
        ],
    }
    return {name: value for name, value in content.items() if value}
