"""The table of old and new (新旧对照表): both wordings of every changed clause side by side, changed words marked."""

import re
from typing import ClassVar, Literal

from generators import gongwen, masthead, webpage
from generators.composing import supported_segment
from generators.errors import CannotMake
from generators.gongwen import Block, Run
from generators.labelling import label_of
from generators.markup import el
from generators.masthead import MASTHEAD
from generators.model import (
    Brief,
    Citation,
    Difference,
    Element,
    Interpretation,
    KeyPoint,
    Level,
    Part,
    Provenance,
    RenderedFile,
    Segment,
    Support,
)
from generators.model.numerals import to_chinese
from generators.previews import Preview
from generators.prose import sentence
from generators.registry import Materials, Progress, register
from generators.wordings import Piece, compared
from styles.themes import Theme

HEAD = ("条款", "原规定", "现规定", "说明")
SHARES = (4, 11, 11, 6)
LONGEST_NOTE = 90
NOTHING = "——"
CLAUSES, ATTACHMENTS, REMOVED = "正文条款", "附件", "删去的条款"
LEGEND = "“原规定”栏中加删除线的文字为删去或者改动的内容，“现规定”栏中加粗并加下划线的文字为新增或者改动的内容。"
NO_OLD_VERSION = "没有旧版文件，做不成新旧对照表：请先在“政策记录”页附上旧版文件，再制作这个产品。"
NOTHING_DIFFERS = "新旧两个版本的条文没有差别，做不成新旧对照表：请核对“政策记录”页所附的是不是旧版文件。"


@register
class Comparison:
    """新旧对照表: a .docx on the page turned, and a page for the portal. Needs the old version. No options of its own."""

    name = "comparison"
    label = "新旧对照表"
    version = "1"
    takes = ()
    usual: ClassVar[bool] = False

    def refusal(self, interpretation: Interpretation) -> str:
        """Return why there is nothing to compare, as one sentence; empty when there is."""
        if not interpretation.old_title and not interpretation.differences:
            return NO_OLD_VERSION
        return "" if _told(interpretation) else NOTHING_DIFFERS

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return title block, lead, a segment a changed, added or removed clause, and what only moved.

        Raises:
            CannotMake: there is no old version, or nothing differs from it.
        """
        if why := self.refusal(interpretation):
            raise CannotMake(why)
        document = interpretation.document
        head = masthead.masthead(interpretation, brief, f"{masthead.quoted_name(document)}新旧对照表")
        rows = tuple(_row(interpretation, difference) for difference in _told(interpretation))
        moved = _moved(interpretation)
        names = masthead.clause_names(document, rows)
        return (head, _lead(interpretation), *rows, *([moved] if moved else []), names)

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return comparison.docx and comparison.html."""
        progress(0.1, "排对照表")
        paper = _paper(segments, theme, brief, provenance)
        progress(0.6, "排网页版")
        page = _page(segments, theme, brief, provenance)
        return (
            RenderedFile(filename="comparison.docx", media_type=gongwen.DOCX, data=paper),
            RenderedFile(filename="comparison.html", media_type="text/html", data=page),
        )

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the page for the portal; see ``Previews``."""
        return Preview("text/html", _page(segments, theme, brief, provenance), anchors=webpage.anchors(segments))


def _told(interpretation: Interpretation) -> list[Difference]:
    """Return the differences of the policy itself, in its order: not those of the notice that issues it, nor what only moved."""
    document = interpretation.document
    enclosed = any(clause.part is Part.ENCLOSURE for clause in document.clauses)
    found = []
    for difference in interpretation.differences:
        known = difference.new_ref and document.has(difference.new_ref)
        part = document.clause(difference.new_ref).part if known else None
        same = _bare(difference.old_text) == _bare(difference.new_text)
        if not same and (known or not difference.new_ref) and not (enclosed and part is Part.NOTICE):
            found.append(difference)
    return found


def _bare(text: str) -> str:
    """Return a wording without punctuation and spaces: a comma more or less is no change to tell."""
    return re.sub(r"[\W_]", "", text)


def _row(interpretation: Interpretation, difference: Difference) -> Segment:
    """Return one clause before and after. A removed one has no clause to cite: it rests on the comparison itself."""
    document = interpretation.document
    wordings = (("原规定", "现规定"), (difference.old_text or NOTHING, difference.new_text or NOTHING))
    if not difference.new_ref:
        return Segment(
            id=f"removed-{difference.old_ref}", kind="change", group=REMOVED, element=Element.CHANGES, furniture=True,
            heading=f"原{difference.old_label}", text="删去。", table=wordings,
        )  # fmt: skip
    clause = document.clause(difference.new_ref)
    points = _points_on(interpretation, difference)
    renumbered = difference.old_label and difference.old_label != difference.new_label
    heading = difference.new_label + (f"（原{difference.old_label}）" if renumbered else "")
    row = Support(citations=(Citation.of(clause),))
    return supported_segment(
        interpretation, row, *points, id=f"change-{difference.old_ref or 'new'}-{difference.new_ref}", kind="change",
        group=ATTACHMENTS if clause.part is Part.ATTACHMENT or clause.level is Level.ROW else CLAUSES,
        element=Element.CHANGES, heading=heading, text=_note(difference, points), table=wordings,
    )  # fmt: skip


def _points_on(interpretation: Interpretation, difference: Difference) -> list[KeyPoint]:
    """Return the short points about changes that rest on this clause alone: they say in words what changed."""
    return [
        point
        for point in interpretation.live_key_points(Element.CHANGES)
        if {citation.ref for citation in point.citations} == {difference.new_ref} and len(point.statement) <= LONGEST_NOTE
    ]


def _note(difference: Difference, points: list[KeyPoint]) -> str:
    if difference.kind == "added":
        return "新增。"
    if points:
        return "".join(sentence(point.statement) for point in points)
    return "改写。" if compared(difference.old_text, difference.new_text).rewritten else "修改。"


def _lead(interpretation: Interpretation) -> Segment:
    new = masthead.quoted_name(interpretation.document)
    old = f"《{interpretation.old_title.replace('《', '〈').replace('》', '〉')}》" if interpretation.old_title else "原文件"
    compared_with = f"{new}修改前后的条文" if old == new else f"{old}与{new}"
    return Segment(id="lead", kind="lead", furniture=True, text=f"本表对照{compared_with}。{LEGEND}")


def _moved(interpretation: Interpretation) -> Segment | None:
    """Return one line about the clauses that only have another number."""
    found = [d for d in interpretation.differences if d.kind == "moved" and d.old_label != d.new_label]
    if not found:
        return None
    told = "；".join(f"原{difference.old_label}改为{difference.new_label}" for difference in found)
    return Segment(
        id="moved", kind="moved", element=Element.CHANGES, furniture=True, text=f"以下条款只调整序号，文字未改：{told}。"
    )


def _groups(segments: tuple[Segment, ...]) -> dict[str, list[Segment]]:
    """Return the rows by group, in the order in which the groups appear."""
    found: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.kind == "change":
            found.setdefault(segment.group, []).append(segment)
    return found


def _wordings(segment: Segment) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both wordings of a row in pieces; what has nothing beside it is not marked, the whole row is new or gone."""
    old, new = (cell.replace(" ｜ ", "｜") for cell in segment.table[-1])
    if NOTHING in (old, new):
        return (Piece(old),), (Piece(new),)
    found = compared(old, new)
    return found.old, found.new


def _cell(pieces: tuple[Piece, ...], mark: Literal["deleted", "added"]) -> tuple[Run, ...]:
    return tuple(Run(piece.text, mark=mark if piece.changed else "") for piece in pieces)


def _paper(segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance) -> bytes:
    head = next((s for s in segments if s.kind == MASTHEAD), Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or Comparison.label))
    body = [Block("body", (Run(s.text),)) for s in segments if s.kind == "lead"]
    groups = _groups(segments)
    for number, (name, rows) in enumerate(groups.items(), start=1):
        if len(groups) > 1:
            body.append(Block("heading", (Run(f"{to_chinese(number)}、{name}", "黑体"),)))
        cells = [
            (row.heading, _cell(old, "deleted"), _cell(new, "added"), row.text)
            for row in rows
            for old, new in [_wordings(row)]
        ]
        body.append(Block("table", rows=(HEAD, *cells), shares=SHARES, summary=f"{name}：每行一条，依次为条款、原规定、现规定和说明"))
    body += [Block("body", (Run(s.text),)) for s in segments if s.kind == "moved"]
    return gongwen.write(
        head.heading, tuple(body), properties=provenance.model_dump(), author=head.details.get("解读机构", ""),
        subject=head.details.get("政策名称", ""), draft=brief.draft, label=label_of(segments, provenance), page=gongwen.LANDSCAPE, imprint=gongwen.imprint_of(theme),
    )  # fmt: skip


def _page(segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance) -> bytes:
    by_kind = {segment.kind: segment for segment in segments if segment.furniture}
    head = by_kind.get(MASTHEAD, Segment(id=MASTHEAD, kind=MASTHEAD, furniture=True, heading=brief.title or Comparison.label))
    main = [el("p", s.text, class_="lead") for s in segments if s.kind == "lead"]
    contents = []
    for number, (name, rows) in enumerate(_groups(segments).items(), start=1):
        anchor = f"section-{number}"
        contents.append((anchor, name))
        main.append(el("section", el("h2", name, id=anchor), _page_table(name, rows), aria_labelledby=anchor))
    main += [el("p", s.text, class_="lead") for s in segments if s.kind == "moved"]
    return webpage.render_page(
        webpage.Page(
            title=head.heading, kicker=Comparison.label, masthead=head, main=tuple(main), contents=tuple(contents),
            structured={
                "@context": "https://schema.org", "@type": "Table", "inLanguage": "zh-CN", "name": head.heading,
                "isBasedOn": webpage.legislation(head, brief.source_url),
            },
            theme=theme, provenance=provenance, source_url=brief.source_url, draft=brief.draft,
            label=label_of(segments, provenance), layout="comparison",
        )
    )  # fmt: skip


def _page_table(name: str, rows: list[Segment]):
    """Return the table; its roles are written out, since on a narrow screen its rows are set as blocks and would lose them."""
    lines = []
    for row in rows:
        old, new = _wordings(row)
        lines.append(
            el(
                "tr",
                el("th", row.heading, scope="row", role="rowheader"),
                el("td", [el("del", piece.text) if piece.changed else piece.text for piece in old], role="cell", data_label=HEAD[1]),
                el("td", [el("ins", piece.text) if piece.changed else piece.text for piece in new], role="cell", data_label=HEAD[2]),
                el("td", row.text, role="cell", data_label=HEAD[3]),
                role="row",
                id=webpage.anchor(row.id),
                **webpage.clause_data(row),
            )
        )
    head = el("thead", el("tr", [el("th", cell, scope="col", role="columnheader") for cell in HEAD], role="row"), role="rowgroup")
    body = el("tbody", lines, role="rowgroup")
    return el("div", el("table", el("caption", f"{name}的新旧对照"), head, body, role="table"), class_="scroll")
