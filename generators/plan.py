"""The plan of interpretation (解读方案), submitted with the draft policy: what is told, in which forms, where, when, by whom."""

import re
from collections.abc import Iterable
from typing import ClassVar

from generators import gongwen, masthead, registry, webpage
from generators.article.heads import is_cut_out
from generators.article.sections import SECTIONS, Section
from generators.composing import supported_segment
from generators.gongwen import Block, Run
from generators.labelling import label_of
from generators.markup import el
from generators.masthead import MASTHEAD
from generators.model import (
    Brief,
    Citation,
    Clause,
    Element,
    Interpretation,
    KeyPoint,
    Level,
    PolicyDocument,
    Provenance,
    RenderedFile,
    Segment,
    Supplement,
)
from generators.model.numerals import to_chinese
from generators.previews import Preview
from generators.prose import in_one_line, sentence
from generators.registry import Materials, Progress, register
from generators.workdays import LIMIT, working_days_after
from styles.themes import Theme

OUTLINE, FORMS, CHANNELS, TIMES, DUTIES = "解读提纲", "解读形式", "解读渠道", "时间安排", "责任分工"
AIMS = {
    Element.BACKGROUND: "说明出台的原因和依据",
    Element.OBJECTIVES: "说明目标和时间要求",
    Element.CONTENT: "讲清主要举措",
    Element.SCOPE: "讲清适用对象和条件",
    Element.STANDARDS: "讲清标准和计算办法",
    Element.BENEFITS: "讲清实惠和便利",
    Element.PROCEDURE: "讲清怎么办、多久办结",
    Element.CHANGES: "讲清新旧规定的变化",
    Element.TERMS: "解释专门用语",
    Element.NOTES: "提醒不能做的和后果",
    Element.DATES: "说明施行时间和有效期",
    Element.RESPONSIBILITY: "说明由谁牵头、由谁解释",
}
"""What the interpretation is to do with each element, by the first element of its section: a heading, not a statement."""

CHANNELS_USUAL = (
    "门户网站“政策解读”栏目，与政策文件页面互相链接；",
    "政务新媒体，发布一图读懂和短视频；",
    "办事窗口和政务服务便民热线，按政策问答和问答库答复咨询。",
)
MOST_TITLES, MOST_QUESTIONS, MOST_ADDRESSES = 8, 8, 40
ATTACHED = re.compile(r"附件\d*")
RULES = "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）"
RULE_MAKER = "国务院办公厅"
TOGETHER = "解读方案、解读材料与文件同步组织、同步审签、同步部署"
FIRST = "起草部门主要负责人是第一解读人和责任人"
REVIEW = "解读材料经部门负责人、分管领导、分管政务信息和保密工作的领导审核后发布。"


@register
class Plan:
    """解读方案: a .docx in the layout of official documents, to go with the draft policy.

    Options: ``channels`` (written by hand, one a line) instead of the usual ones; ``date`` under the signature.
    """

    name = "plan"
    label = "解读方案"
    version = "1"
    takes = ()
    usual: ClassVar[bool] = False

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return title block, lead, and the five parts a plan must have: outline, forms, channels, times, duties."""
        head = masthead.masthead(interpretation, brief, f"{masthead.quoted_name(interpretation.document)}解读方案")
        parts = (
            *_told(interpretation),
            *_asked(interpretation),
            *_forms(interpretation, brief),
            _channels(brief),
            _times(interpretation.document),
            *_duties(interpretation),
        )
        names = masthead.clause_names(interpretation.document, parts)
        return (head, _lead(interpretation.document), *parts, _signature(interpretation, brief), names)

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return plan.docx."""
        progress(0.2, "排解读方案")
        return (RenderedFile(filename="plan.docx", media_type=gongwen.DOCX, data=_paper(segments, brief, provenance)),)

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the plan as a page to look at while it is arranged; it is no file of the product."""
        return Preview("text/html", _page(segments, theme, brief, provenance), anchors=webpage.anchors(segments))


def _lead(document: PolicyDocument) -> Segment:
    number = f"（{document.document_number}）" if document.document_number else ""
    text = f"为做好{masthead.quoted_name(document)}{number}的解读工作，按照“谁起草、谁解读”的要求，制定本方案。"
    return Segment(id="lead", kind="lead", furniture=True, text=text)


def _told(interpretation: Interpretation) -> list[Segment]:
    """Return for each section of the interpretation what it is to tell, with the titles of its points and their clauses."""
    found = []
    for section in SECTIONS:
        points = [point for element in section.elements for point in interpretation.live_key_points(element)]
        if points:
            found.append(
                supported_segment(
                    interpretation, *points, id=f"outline-{section.elements[0]}", kind="outline", group=OUTLINE,
                    element=section.elements[0], heading=section.title, text=f"{AIMS[section.elements[0]]}。", points=_titles(interpretation.document, section, points),
                )
            )  # fmt: skip
    return found


def _titles(document: PolicyDocument, section: Section, points: list[KeyPoint]) -> tuple[str, ...]:
    """Return what is to be told by name: headings, not statements; none where there is only one, or where they name the section."""
    titles = list(dict.fromkeys(filter(None, (_title(document, point) for point in points))))
    whole = [title for title in titles if not any(title != other and title.startswith(other) for other in titles)]
    return tuple(whole[:MOST_TITLES]) if len(whole) > 1 and section.elements[0] is not Element.BACKGROUND else ()


def _as_told(segment: Segment) -> str:
    """Return an item of the outline as one sentence: 讲清主要举措：稳岗返还、扩岗补助。"""
    named = "、".join(f"“{title}”" if "、" in title else title for title in segment.points)
    return sentence(f"{segment.text.rstrip('。')}{'：' if named else ''}{named}")


def _title(document: PolicyDocument, point: KeyPoint) -> str:
    """Return the title of a point; not one cut out of the sentence with gaps, unless a person accepted it or the clause bears it."""
    title = point.title.strip("。：:；，、 ")
    headings = "".join(document.clause(citation.ref).heading for citation in point.citations)
    whole = title in headings + point.statement or not is_cut_out(title, point.statement)
    return title if title and "｜" not in title and (whole or point.state in ("accepted", "edited")) else ""


def _asked(interpretation: Interpretation) -> list[Segment]:
    """Return the questions the policy does not answer: the drafting department has to."""
    open_ones = [q for q in interpretation.questions if not interpretation.live_answer(q.id).text and q.element is not Element.CONTACT]
    open_ones = [q for q in open_ones if interpretation.live_answer(q.id).state not in ("not_applicable", "rejected")]
    chosen = sorted(open_ones, key=lambda question: (not question.required, question.element is not Element.RATIONALE))
    if not chosen:
        return []
    points = tuple(question.text for question in chosen[:MOST_QUESTIONS])
    text = "下列问题政策原文没有写明，需另作说明，并注明说明人和依据。"
    return [Segment(id="asked", kind="outline", group=OUTLINE, furniture=True, heading="需另作说明的内容", text=text, points=points)]


def _forms(interpretation: Interpretation, brief: Brief) -> list[Segment]:
    """Return a row for each usual product: which elements it tells, and on which clauses it rests."""
    titles = {element: section.title for section in SECTIONS for element in section.elements}
    found = []
    for name in registry.usual():
        segments = [
            s for s in registry.composed(name, interpretation, Brief(audience=brief.audience)) if not s.furniture and s.citations
        ]
        if segments:
            told = list(dict.fromkeys(titles[s.element] for s in segments if s.element in titles))
            citations = list(dict.fromkeys(c for s in segments for c in s.citations))
            addresses = _addresses(interpretation.document, citations)
            label = registry.get(name).label
            found.append(
                Segment(
                    id=f"form-{name}", kind="form", group=FORMS, heading=label, table=((label, "、".join(told), addresses),),
                    citations=tuple(citations), basis=addresses,
                )
            )  # fmt: skip
    return found


def _addresses(document: PolicyDocument, citations: Iterable[Citation]) -> str:
    """Return the articles or numbered sections cited, each once, in the order of the document."""
    refs = {_matter(document, citation.ref).ref for citation in citations if document.has(citation.ref)}
    named = [document.address(clause.ref) for clause in document.clauses if clause.ref in refs]
    together: dict[str, list[str]] = {}
    for name in dict.fromkeys(ATTACHED.match(name)[0] if ATTACHED.match(name) else name for name in named):
        section, bracket, rest = name.partition("（")
        together.setdefault(section, []).append(bracket + rest)
    told = [section + "".join(items) for section, items in together.items()]
    return ("；" if any("、" in name for name in told) else "、").join(told[:MOST_ADDRESSES]) + ("等" if len(told) > MOST_ADDRESSES else "")


def _matter(document: PolicyDocument, ref: str) -> Clause:
    """Return the article or the second-level section a clause belongs to; of a table its heading row; else the clause."""
    clause = document.clause(ref)
    if clause.level is Level.ROW and document.has(first := ref.rpartition(".row_")[0] + ".row_1"):
        return document.clause(first)
    chain = (*document.ancestors(ref), clause)
    return next((link for link in chain if link.level in (Level.ARTICLE, Level.HEADING_2)), clause)


def _channels(brief: Brief) -> Segment:
    entered = tuple(line.strip() for line in brief.options.get("channels", "").splitlines() if line.strip())
    return Segment(id="channels", kind="channels", group=CHANNELS, furniture=True, points=entered or CHANNELS_USUAL)


def _times(document: PolicyDocument) -> Segment:
    """Return the times: with the policy, at the latest on the third working day after it, and when it comes into force and ends."""
    published = document.published_on
    last = working_days_after(published, LIMIT) if published else None
    limit = f"文件公布后{LIMIT}个工作日内"
    on_day = f"（最迟{masthead.chinese_date(last)}）" if last else ""
    rows = [
        ("文件报审", f"{TOGETHER}。"),
        ("解读发布", f"与文件同日发布；确有困难的，在{limit}{on_day}发布。"),
    ]
    if document.effective_on:
        rows.append(("文件施行", f"{masthead.chinese_date(document.effective_on)}起施行，施行前全部解读材料应当已经公开。"))
    if document.expires_on:
        rows.append(("有效期满", f"{masthead.chinese_date(document.expires_on)}有效期届满，及时标明解读的有效性。"))
    text = f"解读与文件同日发布，最迟在{limit}发布" + (f"，即{masthead.chinese_date(last)}前" if last else "")
    given = f"；公布日期{masthead.chinese_date(published)}" if published else ""
    return _ruled(
        "times", TIMES, f"{TOGETHER}；{text}{given}", table=(("环节", "时间要求"), *rows),
        citations=tuple(Citation.of(clause) for clause in document.clauses if clause.text and _tells_of_force(document, clause))[:1],
    )  # fmt: skip


def _tells_of_force(document: PolicyDocument, clause: Clause) -> bool:
    day = document.effective_on
    return bool(day) and masthead.chinese_date(day) in clause.text and ("施行" in clause.text or "实施" in clause.text)


def _duties(interpretation: Interpretation) -> list[Segment]:
    """Return who answers for the interpretation, who reviews it, who is asked; and what the policy says of who explains it."""
    name, contact = interpretation.interpreter, masthead.contact_of(interpretation)
    found = [_ruled("duty-first", DUTIES, FIRST, heading="解读责任", text=sentence(FIRST))]
    if name:
        found.append(Segment(id="duty-interpreter", kind="duty", group=DUTIES, furniture=True, heading="解读机构", text=f"{name}，负责解读、答复咨询、回应关切。"))
    found.append(Segment(id="duty-review", kind="duty", group=DUTIES, furniture=True, heading="审核把关", text=REVIEW))
    if interpretation.spokesperson:
        found.append(Segment(id="duty-spokesperson", kind="duty", group=DUTIES, furniture=True, heading="解读人", text=sentence(re.sub(r"\s+(?=\S+$)", "，", interpretation.spokesperson.strip()))))
    points = [p for p in interpretation.live_key_points(Element.RESPONSIBILITY) if "解释" in p.statement]
    if points:
        text = masthead.in_third_person(sentence(in_one_line(points[0].statement)), interpretation.document)
        found.append(
            supported_segment(interpretation, points[0], id="duty-explains", kind="duty", group=DUTIES, element=Element.RESPONSIBILITY, heading="政策解释", text=text)
        )
    if contact:
        found.append(Segment(id="duty-contact", kind="duty", group=DUTIES, furniture=True, heading="咨询电话", text=sentence(contact)))
    return found


def _ruled(name: str, group: str, rule: str, **fields) -> Segment:
    """Return a segment that rests on the standing rules of interpretation, which are named as its source."""
    source = Supplement(id=f"rule-{name}", text=sentence(rule), author=RULE_MAKER, basis=RULES)
    return Segment(id=name, kind="duty", group=group, supplements=(source,), basis=f"{RULE_MAKER}{RULES}", **fields)


def _signature(interpretation: Interpretation, brief: Brief) -> Segment:
    signature = {"署名": interpretation.interpreter, "日期": brief.options.get("date", "")}
    details = {name: value for name, value in signature.items() if value}
    return Segment(id="signature", kind="signature", furniture=True, details=details)


def _paper(segments: tuple[Segment, ...], brief: Brief, provenance: Provenance) -> bytes:
    head = next((s for s in segments if s.kind == MASTHEAD), Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or Plan.label))
    body = [Block("body", (Run(s.text),)) for s in segments if s.kind == "lead"]
    groups = list(dict.fromkeys(segment.group for segment in segments if segment.group))
    for number, group in enumerate(groups, start=1):
        members = [segment for segment in segments if segment.group == group]
        body.append(Block("heading", (Run(f"{to_chinese(number)}、{group}", "黑体"),)))
        body += _part(group, members)
    for segment in segments:
        if segment.kind == "signature" and segment.details:
            body.append(Block("body"))
            body += [Block("date" if name == "日期" else "signature", (Run(value),)) for name, value in segment.details.items()]
    return gongwen.write(
        head.heading, tuple(body), properties=provenance.model_dump(), author=head.details.get("解读机构", ""),
        subject=head.details.get("政策名称", ""), draft=brief.draft, label=label_of(segments, provenance),
    )  # fmt: skip


def _part(group: str, members: list[Segment]) -> list[Block]:
    """Return the blocks of one part: numbered paragraphs with their clauses as footnotes, or a table."""
    rows = [row for segment in members for row in segment.table]
    if group == FORMS and rows:
        return [Block("table", rows=(("形式", "解读的内容", "对应条款"), *rows), shares=(2, 4, 5), summary="每行一种解读形式")]
    blocks = [Block("table", rows=tuple(rows), shares=(2, 7), summary="每行一个环节")] if rows else []
    told = [segment for segment in members if not segment.table]
    for number, segment in enumerate(told, start=1):
        opening = f"（{to_chinese(number)}）{segment.heading}。" if segment.heading else ""
        note = f"见原文{segment.basis}。" if segment.citations else f"依据：{segment.basis}。" if segment.basis else ""
        told_in_one = segment.kind == "outline" and not segment.furniture
        text = _as_told(segment) if told_in_one else segment.text
        blocks += [Block("body", (*gongwen.run_in(opening, note), Run(text)))] if opening else []
        items = enumerate(() if told_in_one else segment.points, start=1)
        blocks += [Block("body", (Run(f"{index}.{point}" if segment.heading else f"（{to_chinese(index)}）{point}"),)) for index, point in items]
    return blocks


def _page(segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance) -> bytes:
    head = next((s for s in segments if s.kind == MASTHEAD), Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or Plan.label))
    main = [el("p", s.text, class_="lead") for s in segments if s.kind == "lead"]
    groups = list(dict.fromkeys(segment.group for segment in segments if segment.group))
    for number, group in enumerate(groups, start=1):
        members = [segment for segment in segments if segment.group == group]
        main.append(el("section", el("h2", f"{to_chinese(number)}、{group}", id=f"section-{number}"), [_shown(segment) for segment in members]))
    page = webpage.Page(
        title=head.heading, kicker=Plan.label, masthead=head, main=tuple(main), contents=tuple((f"section-{n}", group) for n, group in enumerate(groups, start=1)), structured={}, theme=theme,
        provenance=provenance, draft=brief.draft, label=label_of(segments, provenance), layout="plan",
    )  # fmt: skip
    return webpage.render_page(page)


def _shown(segment: Segment):
    rows = [el("tr", [el("td", cell) for cell in row]) for row in segment.table]
    return el(
        "div",
        el("p", el("strong", sentence(segment.heading), class_="runin"), segment.text) if segment.heading and not rows else None,
        el("ul", [el("li", point) for point in segment.points]) if segment.points else None,
        el("div", el("table", el("tbody", rows)), class_="scroll") if rows else None,
        class_="paragraph", id=webpage.anchor(segment.id),
    )  # fmt: skip
