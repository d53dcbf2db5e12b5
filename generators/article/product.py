"""The article (解读稿): the elements as sections in running text, every paragraph with its clause; for paper and portal."""

from typing import ClassVar

from generators import gongwen, webpage
from generators.article.outline import outline
from generators.gongwen import Block, Run
from generators.labelling import label_of
from generators.markup import el
from generators.masthead import CLAUSES, MASTHEAD
from generators.model import Brief, Interpretation, Provenance, RenderedFile, Segment
from generators.model.numerals import to_chinese
from generators.previews import Preview
from generators.prose import blocks, sentence
from generators.registry import Materials, Progress, register
from styles.themes import Theme

TABLE_SHARES = {3: (2, 5, 5)}
"""Widths of the columns of a table, by their number: the first names the clause."""


@register
class Article:
    """解读稿: a .docx in the layout of official documents and a page for the portal.

    Options: ``date`` (written by hand, 2026年3月1日) is set under the signature.
    """

    name = "article"
    label = "解读稿"
    version = "1"
    takes = ()
    blocks: ClassVar[dict[str, str]] = {}

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return title block, lead, the sections that have content, and the closing section."""
        return outline(interpretation, brief)

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return article.docx and article.html."""
        progress(0.1, "排公文版")
        paper = _paper(segments, theme, brief, provenance)
        progress(0.6, "排网页版")
        page = _page(segments, theme, brief, provenance)
        return (
            RenderedFile(filename="article.docx", media_type=gongwen.DOCX, data=paper),
            RenderedFile(filename="article.html", media_type="text/html", data=page),
        )

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the page for the portal; see ``Previews``."""
        sections = {heading.id: f"section-{n}" for n, (_, heading, _) in enumerate(_sections(segments), start=1) if heading}
        return Preview("text/html", _page(segments, theme, brief, provenance), anchors=webpage.anchors(segments) | sections)


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
    """Return each paragraph with what it opens with: a sub-heading （一）稳岗返还。, one without a number within a chapter, who speaks, or nothing."""
    count, found = 0, []
    for segment in body:
        runin = "起草部门说明：" if segment.supplements else ""
        if segment.kind == "item":
            count += 1
            runin = f"（{to_chinese(count)}）" + (sentence(segment.heading) if segment.text else segment.heading)
        elif segment.heading and not runin:
            runin = sentence(segment.heading)
        found.append((runin, segment))
    return found


def _paper(segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance) -> bytes:
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
        label=label_of(segments, provenance),
        imprint=gongwen.imprint_of(theme),
    )


def _paper_paragraphs(runin: str, segment: Segment) -> list[Block]:
    """Return the paragraphs of a segment: sub-heading run in, list items on their own lines, the basis as a footnote.

    The footnote's mark stands at the sub-heading where there is one: at the end of a line that is full it would fall alone
    on the next.
    """
    note, early = _note(segment), runin[-1:] in ("。", "：")
    lines: list[str] = []
    for block in blocks(segment.text):
        # A full-width point before a digit: 1.18周岁 would be another number.
        marks = [("" if not block.ordered else f"{n}．" if item[:1].isdigit() else f"{n}.") for n, item in enumerate(block.items, 1)]
        lines += block.items if block.kind == "paragraph" else [m + i for m, i in zip(marks, block.items, strict=True)]
    lines += segment.points
    found = []
    for index, line in enumerate(lines or [""]):
        runs = gongwen.run_in(runin, note if early else "") if runin and index == 0 else ()
        last = index == len(lines) - 1 and not early
        found.append(Block("body", (*runs, Run(line, note=note if last else ""))))
    if segment.table:
        head, *rows = segment.table
        summary = f"每行一条，依次为{'、'.join(head)}"
        found.append(Block("table", rows=(head, *rows), shares=TABLE_SHARES.get(len(head), ()), summary=summary))
    return found


def _note(segment: Segment) -> str:
    """Return the footnote: the clauses a paragraph rests on, and who in the department says so, on what ground."""
    if segment.kind == "comparison":
        return ""  # the table's first column names the clauses
    clauses = segment.basis.rsplit("；部门说明", 1)[0] if segment.citations else ""
    speakers = (
        "，".join(filter(None, (f"说明人：{s.author}", s.post, f"依据：{s.basis.rstrip('。')}"))) for s in segment.supplements
    )
    return sentence("；".join(filter(None, (f"见原文{clauses}" if clauses else "", *speakers))))


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
            label=label_of(segments, provenance),
            layout="article",
        )
    )


def _page_paragraph(runin: str, segment: Segment, names: dict[str, str], source_url: str):
    text = webpage.laid_out(segment.text) or ([el("p")] if runin else [])
    if runin and text:
        if text[0].tag != "p":
            text.insert(0, el("p"))
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
