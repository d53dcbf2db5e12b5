"""The FAQ (政策问答): answers with the conclusion first, each with the clause it rests on."""

import json
import re
from itertools import groupby

from generators import masthead, webpage
from generators.composing import supported_segment
from generators.masthead import CLAUSES, MASTHEAD
from generators.model import (
    Answer,
    Brief,
    Element,
    Interpretation,
    KeyPoint,
    Provenance,
    RenderedFile,
    Segment,
)
from generators.prose import blocks, clean, in_one_line, sentence, tidy
from generators.registry import Progress, register
from generators.webpage import el
from styles.themes import Theme

MOST_ITEMS = 20
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
BY_AUDIENCE = "按人群查看"
GROUP_OF = {element: group for group, elements in GROUPS.items() for element in elements}
ENTITLING = (Element.SCOPE, Element.CONTENT, Element.STANDARDS, Element.BENEFITS)
FOR_AUDIENCE = (Element.SCOPE, Element.CONTENT, Element.STANDARDS, Element.BENEFITS, Element.PROCEDURE, Element.NOTES)


@register
class Faq:
    """政策问答: a page, Markdown, and a question bank for portals and hotlines. No options of its own."""

    name = "faq"
    label = "政策问答"
    version = "1"

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return the title block, one segment per answer in reading order, and the names of the cited clauses."""
        head = masthead.masthead(interpretation, brief, f"{masthead.quoted_name(interpretation.document)}政策问答")
        answers = _answers(interpretation, brief) + _by_audience(interpretation, brief)
        order = [BY_AUDIENCE, *GROUPS] if brief.audience else [*list(GROUPS)[:-2], BY_AUDIENCE, *list(GROUPS)[-2:]]
        answers = tuple(sorted(answers, key=lambda segment: order.index(segment.group)))
        return (head, *answers, masthead.clause_names(interpretation.document, answers))

    def render(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, progress: Progress
    ) -> tuple[RenderedFile, ...]:
        """Return faq.html, faq.md and faq.json."""
        head, names, items = _parts(segments, brief, self.label)
        progress(0.1, "排问答页面")
        page = _page(head, names, items, theme, brief, provenance)
        progress(0.7, "写文字版和问答库")
        return (
            RenderedFile(filename="faq.html", media_type="text/html", data=page),
            RenderedFile(filename="faq.md", media_type="text/markdown", data=_markdown(head, names, items, brief)),
            RenderedFile(
                filename="faq.json", media_type="application/json", data=_bank(head, names, items, brief, provenance)
            ),
        )


def _answers(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return at most MOST_ITEMS answers; what a person has settled goes before what is only proposed."""
    asked = [(question, interpretation.answer(question.id)) for question in interpretation.questions]
    usable = [(q, a) for q, a in asked if a.state in USABLE and a.text.strip() and _concerns(interpretation, brief, a)]
    said: dict[str, str] = {}
    for question, answer in usable:
        said.setdefault(re.sub(r"\W", "", answer.text), question.id)
    usable = [(q, a) for q, a in usable if q.id in said.values()]
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
            text=masthead.in_third_person(_lines(answer.text), interpretation.document),
        )
        for question, answer in chosen
    )


def _by_audience(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return one answer an audience that lists what concerns it: for the brief's audience, else when there are several."""
    wanted = masthead.audience_of(interpretation, brief)
    audiences = [wanted] if wanted else interpretation.audiences
    if not wanted and len(audiences) < 2:
        return ()
    found = []
    for audience in audiences:
        points = [
            p for p in interpretation.live_key_points() if p.audience == audience.id and p.element in FOR_AUDIENCE
        ]
        points = _best(points)
        if points and (wanted or any(point.element in ENTITLING for point in points)):
            found.append(
                supported_segment(
                    interpretation,
                    *points,
                    id=f"audience-{audience.id}",
                    kind="answer",
                    group=BY_AUDIENCE,
                    heading=f"与{audience.label}有关的规定有哪些？",
                    points=tuple(
                        masthead.in_third_person(sentence(in_one_line(point.statement)), interpretation.document)
                        for point in points
                    ),
                )
            )
    return tuple(found)


def _best(points: list[KeyPoint], limit: int = 8) -> list[KeyPoint]:
    """Return at most ``limit`` different points in the order a reader needs them, what he gets before the rest."""
    ranked = sorted(points, key=lambda point: FOR_AUDIENCE.index(point.element))
    return list({point.statement: point for point in reversed(ranked)}.values())[::-1][:limit]


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


def _lines(text: str) -> str:
    lines = [in_one_line(tidy(line)) for line in text.splitlines() if line.strip()]
    return "\n".join(lines[:-1] + [sentence(lines[-1])])


def _parts(segments: tuple[Segment, ...], brief: Brief, label: str) -> tuple[Segment, dict[str, str], list[Segment]]:
    """Return the title block (an empty one when it was hidden), the clause names and the answers, grouped."""
    furniture = {segment.kind: segment for segment in segments if segment.furniture}
    empty = Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or label)
    items = [segment for segment in segments if not segment.furniture]
    ranks = {group: rank for rank, group in reversed(list(enumerate(s.group for s in items)))}
    items.sort(key=lambda segment: ranks[segment.group])
    names = furniture[CLAUSES].details if CLAUSES in furniture else {}
    return furniture.get(MASTHEAD, empty), names, items


def _page(head, names, items, theme, brief, provenance) -> bytes:
    sections, contents = [], []
    for number, (group, members) in enumerate(groupby(items, key=lambda segment: segment.group), start=1):
        name = f"group-{number}"
        contents.append((name, group))
        sections.append(
            el(
                "section",
                el("h2", group, id=name),
                [_item(segment, names, brief.source_url) for segment in members],
                class_="group",
                aria_labelledby=name,
            )
        )
    if not sections:
        sections.append(el("p", "暂无可以公布的问答，答复正在补充。"))
    return webpage.render_page(
        webpage.Page(
            title=head.heading,
            kicker="政策问答",
            masthead=head,
            main=tuple(sections),
            contents=tuple(contents),
            structured=_structured(head, items, brief, provenance),
            theme=theme,
            provenance=provenance,
            source_url=brief.source_url,
            draft=brief.draft,
            searchable=True,
            layout="faq",
        )
    )


def _item(segment: Segment, names: dict[str, str], source_url: str):
    from_department = bool(segment.supplements)
    return el(
        "details",
        el("summary", el("h3", segment.heading)),
        el(
            "div",
            el("p", "部门说明", class_="badge") if from_department else None,
            webpage.laid_out(segment.text, conclusion=True),
            el("ul", [el("li", point) for point in segment.points]) if segment.points else None,
            webpage.basis_fold(segment, names, source_url),
            class_="answer stated" if from_department else "answer",
        ),
        class_="qa",
        open="open",
        id=webpage.anchor(segment.id),
        **webpage.clause_data(segment),
    )


def plain_answer(segment: Segment) -> str:
    """Return an answer as plain lines: paragraphs, list items marked with ·, for systems that show text only."""
    lines = []
    for block in blocks(segment.text):
        marks = [f"{n}. " if block.ordered else "· " for n in range(1, len(block.items) + 1)]
        lines += block.items if block.kind == "paragraph" else [m + i for m, i in zip(marks, block.items, strict=True)]
    return "\n".join([*lines, *(f"· {point}" for point in segment.points)])


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


def _bank(head, names, items, brief, provenance) -> bytes:
    """Return the question bank: one object an item, with everything a hotline needs to answer and to prove it."""
    content = {
        "schema": "faq-bank/1",
        "title": head.heading,
        "draft": brief.draft,
        "policy": head.details,
        "source_url": webpage.safe_url(brief.source_url),
        "items": [
            {
                "id": segment.id,
                "group": segment.group,
                "question": segment.heading,
                "answer": plain_answer(segment),
                "basis": segment.basis,
                "clauses": [
                    {"ref": c.ref, "label": names.get(c.ref, c.ref), "quote": c.quote} for c in segment.citations
                ],
                "statements_of_department": [
                    s.model_dump(mode="json", exclude={"id"}, exclude_none=True) for s in segment.supplements
                ],
            }
            for segment in items
        ],
        "provenance": provenance.model_dump(),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _markdown(head, names, items, brief) -> bytes:
    lines = [f"# {_escaped(head.heading)}", ""]
    if brief.draft:
        lines += ["**草稿　未经审核，不得对外发布**", ""]
    lines += [f"- {name}：{_escaped(value)}" for name, value in head.details.items()]
    if link := webpage.safe_url(brief.source_url):
        lines.append(f"- 政策原文：<{link}>")
    group = None
    for segment in items:
        if segment.group != group:
            group = segment.group
            lines += ["", f"## {_escaped(group)}"]
        lines += ["", f"### {_escaped(segment.heading)}", ""]
        if segment.supplements:
            lines += ["*部门说明*", ""]
        for block in blocks(segment.text):
            if block.kind == "paragraph":
                lines += [_escaped(block.items[0]), ""]
            else:
                marks = [f"{n}. " if block.ordered else "- " for n in range(1, len(block.items) + 1)]
                lines += [mark + _escaped(item) for mark, item in zip(marks, block.items, strict=True)] + [""]
        if segment.points:
            lines += [f"- {_escaped(point)}" for point in segment.points] + [""]
        lines += [f"依据：{_escaped(segment.basis)}"]
        for ref, quote in webpage.quotes(segment).items():
            lines += ["", f"> {_escaped(names.get(ref, ref))}：{_escaped(quote)}"]
        for supplement in segment.supplements:
            lines += ["", f"> {_escaped(webpage.attribution(supplement))}：{_escaped(supplement.text)}"]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows exactly these characters: no markup, link or HTML can come from it."""
    text = re.sub(r"\s+", " ", clean(text)).strip()
    text = re.sub(r"([\\`*_\[\]<>#~]|&(?=[#A-Za-z]))", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)
