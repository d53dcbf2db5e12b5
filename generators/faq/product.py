"""The FAQ (政策问答): answers with the conclusion first, each with the clause it rests on."""

import re
from functools import partial
from itertools import groupby
from typing import ClassVar

from generators import gongwen, masthead, webpage
from generators.composing import supported_segment
from generators.faq.files import Setting, bank, markdown, paper, plain_answer
from generators.faq.once import told_once
from generators.faq.parts import handling, parts_of
from generators.faq.scenarios import (
    AUDIENCES,
    BY_AUDIENCE,
    CONCERNED,
    audience_names,
    by_audience,
    concerned,
    scenarios_of,
)
from generators.faq.untold import besides, is_told, not_told
from generators.labelling import label_of
from generators.markup import el
from generators.masthead import CLAUSES, MASTHEAD
from generators.model import (
    Answer,
    Brief,
    Element,
    Interpretation,
    PolicyDocument,
    Provenance,
    Question,
    RenderedFile,
    Segment,
)
from generators.previews import Preview
from generators.procedure import in_one_place
from generators.prose import REFERS_ON, in_one_line, sentence, tidy
from generators.registry import Materials, Progress, register
from styles.themes import Theme

MOST_ITEMS = 20
HANDLED, WINDOW, BENEFITS, NAMING = "where_to_apply", "application_window", "benefits", "naming"
USABLE = ("accepted", "edited", "supplemented", "proposed")
# Groups in reading order: a reader first asks whether it concerns him, then what he gets, then how.
GROUPS = {
    "政策背景": (Element.BACKGROUND, Element.RATIONALE, Element.OBJECTIVES),
    "适用对象": (Element.SCOPE,),
    "主要举措": (Element.CONTENT,),
    "标准与待遇": (Element.STANDARDS, Element.BENEFITS),
    "怎么办理": (Element.PROCEDURE,),
    "时间与期限": (Element.DATES,),
    "新旧变化": (Element.CHANGES,),
    "名词解释": (Element.TERMS,),
    "注意事项": (Element.NOTES,),
    "责任分工": (Element.RESPONSIBILITY,),
    "咨询": (Element.CONTACT,),
}
GROUP_OF = {element: group for group, elements in GROUPS.items() for element in elements}


@register
class Faq:
    """政策问答: a page, a page an audience (一件事), Markdown, a question bank for portals and hotlines, a .docx. No options of its own."""

    name = "faq"
    label = "政策问答"
    version = "1"
    takes = ()
    blocks: ClassVar[dict[str, str]] = {}

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return the title block, one segment per answer in reading order, and the names of the cited clauses."""
        head = masthead.masthead(interpretation, brief, f"{masthead.quoted_name(interpretation.document)}政策问答")
        answers, own = _answers(interpretation, brief), by_audience(interpretation, brief)
        if not brief.audience:
            if is_told(BENEFITS, answers, own) and not interpretation.live_answer(BENEFITS).is_settled:
                answers = _answers(interpretation, brief, without=BENEFITS)
            own = not_told(own, answers)
            answers += besides(interpretation, (*answers, *own))
        whom = concerned(interpretation, answers)
        answers += own
        order = [BY_AUDIENCE, *GROUPS] if brief.audience else [*list(GROUPS)[:-2], BY_AUDIENCE, *list(GROUPS)[-2:]]
        answers = tuple(sorted(answers, key=lambda segment: order.index(segment.group)))
        names = masthead.clause_names(interpretation.document, answers)
        called = Segment(id=NAMING, kind=NAMING, furniture=True, details={NAMING: masthead.short_name(interpretation.document)})
        return (head, *answers, names, audience_names(interpretation), whom, called)

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return faq.html, faq.md, faq.json, faq.docx and, for each of several audiences, faq-scenario-N.html."""
        head, setting, items = _parted(segments, brief, self.label)
        progress(0.1, "排问答页面")
        label = label_of(segments, provenance)
        scenarios = scenarios_of(setting.audiences, items, brief, setting.concerned)
        links = tuple((scenario.filename, f"{scenario.label}一件事") for scenario in scenarios)
        page = _page(head, setting, items, theme, brief, provenance, label, links=links)
        progress(0.4, "排各类人群的页面")
        pages = [
            RenderedFile(
                filename=scenario.filename, media_type="text/html",
                data=_page(
                    head.replace(heading=f"{scenario.label}：{head.heading}"), setting, list(scenario.items), theme, brief, provenance, label,
                    kicker="政策问答 · 一件事", links=(("faq.html", "全部问答"),),
                ),
            )
            for scenario in scenarios
        ]  # fmt: skip
        progress(0.7, "写文字版和问答库")
        return (
            RenderedFile(filename="faq.html", media_type="text/html", data=page),
            RenderedFile(filename="faq.md", media_type="text/markdown", data=markdown(head, setting, items, brief, label, scenarios)),
            RenderedFile(
                filename="faq.json", media_type="application/json", data=bank(head, setting, items, brief, provenance, label)
            ),
            RenderedFile(filename="faq.docx", media_type=gongwen.DOCX, data=paper(head, setting, items, theme, brief, provenance, label, scenarios)),
            *pages,
        )

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the page of all questions; see ``Previews``."""
        head, setting, items = _parted(segments, brief, self.label)
        page = _page(head, setting, items, theme, brief, provenance, label_of(segments, provenance))
        return Preview("text/html", page, anchors=webpage.anchors(segments))


def _answers(interpretation: Interpretation, brief: Brief, without: str = "") -> tuple[Segment, ...]:
    """Return at most MOST_ITEMS answers; what a person has settled goes before what is only proposed."""
    asked = [(question, interpretation.live_answer(question.id)) for question in interpretation.questions if question.id != without]
    usable = [(q, a) for q, a in asked if a.state in USABLE and a.text.strip() and _concerns(interpretation, brief, a)]
    said: dict[str, str] = {}
    for question, answer in sorted(usable, key=lambda pair: pair[0].id == WINDOW):  # how one applies also tells when
        said.setdefault(re.sub(r"\W", "", answer.text), question.id)
    usable = [(q, a) for q, a in usable if q.id in said.values()]
    usable = [pair for at, pair in enumerate(usable) if not _told_elsewhere(pair, usable[:at], usable[at + 1 :])]
    usable = told_once(usable)
    chosen = sorted(usable, key=lambda pair: (not pair[1].is_settled, not pair[0].required))[:MOST_ITEMS]
    order = list(GROUPS)
    chosen.sort(key=lambda pair: (order.index(GROUP_OF[pair[0].element]), usable.index(pair)))
    return tuple(
        supported_segment(
            interpretation,
            answer,
            id=f"answer-{question.id}",
            kind="answer",
            group=GROUP_OF[question.element],
            element=question.element,
            heading=tidy(question.text),
            text=masthead.in_third_person(_text(question, answer, interpretation.document), interpretation.document),
        )
        for question, answer in chosen
    )


def _told_elsewhere(pair: tuple[Question, Answer], *others: list[tuple[Question, Answer]]) -> bool:
    """Tell whether a proposed answer only repeats lines of one before it in its group, or some of the lines of one after it."""
    question, answer = pair
    if answer.is_settled:
        return False
    lines = _bare_lines(answer)
    earlier, later = ([_bare_lines(told) for other, told in pairs if GROUP_OF[other.element] == GROUP_OF[question.element]] for pairs in others)
    return any(lines <= said for said in earlier) or any(lines < said for said in later)


def _bare_lines(answer: Answer) -> set[str]:
    told = REFERS_ON.sub("", answer.text)
    lines = [re.sub(r"^（[一二三四五六七八九十]+）", "", line) for line in told.splitlines() if line.strip()]
    items = [line for line in lines if not line.endswith("：")]  # the same items may stand under an introduction to the whole list or to some of it
    return {re.sub(r"\W", "", line) for line in items or lines}


def _concerns(interpretation: Interpretation, brief: Brief, answer: Answer) -> bool:
    """Tell whether an answer is for the brief's audience: not when all its clauses are only about other audiences."""
    wanted = masthead.audience_of(interpretation, brief)
    if not wanted or not answer.citations:
        return True
    audiences: dict[str, set[str]] = {}
    for point in interpretation.live_key_points():
        for citation in point.citations:
            audiences.setdefault(citation.ref, set()).add(point.audience)
    return any(audiences.get(c.ref, {""}) & {"", wanted.id} for c in answer.citations)


def _text(question: Question, answer: Answer, document: PolicyDocument) -> str:
    """Return an answer's text; how something is handled is put in order unless a person wrote it."""
    text = _lines(answer.text)
    if not question.id.startswith(HANDLED) or answer.state not in ("proposed", "accepted"):
        return text
    return handling(text.splitlines(), partial(in_one_place, document, answer.citations))


def _lines(text: str) -> str:
    lines = [in_one_line(tidy(line)) for line in text.splitlines() if line.strip()]
    return "\n".join(lines[:-1] + [sentence(lines[-1])])


def _parted(segments: tuple[Segment, ...], brief: Brief, label: str) -> tuple[Segment, Setting, list[Segment]]:
    """Return the title block (an empty one when it was hidden), what the answers share, and the answers, grouped."""
    furniture = {segment.kind: segment for segment in segments if segment.furniture}
    head = furniture.get(MASTHEAD, Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or label))
    clauses, audiences, whom, called = (furniture[kind].details if kind in furniture else {} for kind in (CLAUSES, AUDIENCES, CONCERNED, NAMING))
    items = [segment for segment in segments if not segment.furniture]
    ranks = {group: rank for rank, group in reversed(list(enumerate(s.group for s in items)))}
    items.sort(key=lambda segment: ranks[segment.group])
    return head, Setting(clauses, audiences, whom, called.get(NAMING, "这项政策"), head.details.get("咨询电话", "")), items


def _page(head, setting, items, theme, brief, provenance, label, *, kicker="政策问答", links=()) -> bytes:
    """Return one page; ``links`` are (file name, words) of the pages beside it."""
    sections, contents = [], []
    if links:
        sections.append(el("p", [el("a", words, href=name) for name, words in links], class_="beside"))
    for number, (group, members) in enumerate(groupby(items, key=lambda segment: segment.group), start=1):
        name = f"group-{number}"
        contents.append((name, group))
        sections.append(
            el(
                "section",
                el("h2", group, id=name),
                [_item(segment, setting, brief.source_url, folded=group == BY_AUDIENCE and bool(links)) for segment in members],
                class_="group",
                aria_labelledby=name,
            )
        )
    if not contents:
        sections.append(el("p", "暂无可以公布的问答，答复正在补充。"))
    return webpage.render_page(
        webpage.Page(
            title=head.heading,
            kicker=kicker,
            masthead=head,
            main=tuple(sections),
            contents=tuple(contents),
            structured=_structured(head, items, brief, provenance),
            theme=theme,
            provenance=provenance,
            source_url=brief.source_url,
            draft=brief.draft,
            label=label,
            searchable=True,
            layout="faq",
        )
    )


def _item(segment: Segment, setting: Setting, source_url: str, *, folded: bool = False):
    """Return a question with its answer in a fold; ``folded`` when it stands open on a page of its own."""
    from_department = bool(segment.supplements)
    conclusion, *others = parts_of(segment.text) or (None,)
    telephone = setting.telephone_of(segment)
    named = [(part.name, webpage.laid_out(part.blocks)) for part in others]
    named += [("咨询电话", [el("p", telephone)])] if telephone else []
    return el(
        "details",
        el("summary", el("h3", segment.heading)),
        el(
            "div",
            el("p", "部门说明", class_="badge") if from_department else None,
            webpage.laid_out(conclusion.blocks, conclusion=True) if conclusion else None,
            el("ul", [el("li", point) for point in segment.points]) if segment.points else None,
            el("dl", [el("div", el("dt", name), el("dd", shown)) for name, shown in named], class_="parts") if named else None,
            webpage.basis_fold(segment, setting.clauses, source_url),
            class_="answer stated" if from_department else "answer",
        ),
        class_="qa",
        open=None if folded else "open",
        id=webpage.anchor(segment.id),
        data_also="　".join(setting.similar_to(segment)) or None,
        **webpage.clause_data(segment),
    )


def _structured(head, items, brief, provenance) -> dict:
    policy = webpage.legislation(head, brief.source_url)
    content = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "zh-CN",
        "name": head.heading,
        "isBasedOn": policy,
        "publisher": webpage.organisation(head),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in provenance.model_dump().items()
        ],
        "mainEntity": [
            {
                "@type": "Question",
                "@id": f"#{webpage.anchor(segment.id)}",
                "name": segment.heading,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": plain_answer(segment),
                    "citation": [citation.ref for citation in segment.citations],
                },
            }
            for segment in items
        ],
    }
    return {name: value for name, value in content.items() if value}
