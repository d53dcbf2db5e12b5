"""What a statement may rest on: the cited clauses with their headings, supplements, the document's own particulars."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from generators.masthead import short_name
from generators.model import (
    Clause,
    Difference,
    Element,
    Interpretation,
    Level,
    PolicyDocument,
    Segment,
    Supplement,
    Table,
)
from studio.checking.texts import facts_of_text
from studio.checking.units import Cell, Scale, Unit, units_of
from studio.interpreting.facts import TextFact, cell_facts

PARTICULARS = "文件信息"


class Source(NamedTuple):
    """One text of the evidence. ``label`` is what people call it; ``cited`` is False for headings and particulars; ``columns``
    are the headings of a table row's columns."""

    label: str
    text: str
    facts: tuple[TextFact, ...]
    cited: bool = True
    columns: tuple[str, ...] = ()
    ref: str = ""
    """The clause's ref; empty for supplements, former wording and particulars."""

    def heading_of(self, fact: TextFact) -> str:
        """Return the heading of the column a fact of a table row stands in; '' outside tables."""
        column = self.text.count(" ｜ ", 0, fact.start)
        return self.columns[column] if column < len(self.columns) else ""

    def units(self) -> tuple[Unit, ...]:
        """Return the text in units; a cell of a table has the row's and the column's heading for its lead."""
        if not self.columns:
            return units_of(self.text)
        cells, at, found = self.text.split(" ｜ "), 0, []
        for index, cell in enumerate(cells):
            inside = tuple(fact for fact in self.facts if at <= fact.start and fact.end <= at + len(cell))
            column = self.columns[index] if index < len(self.columns) and self.columns[index] != cell else ""
            text = f"{cells[0]}{column}{'' if inside else cell}" if index else cell
            found.append(Unit(Cell(text, at, inside)))
            at += len(cell) + 3
        return tuple(found)


class Evidence:
    """The sources of one statement, read once. ``document_text`` is every word of the policy, for what is not cited."""

    def __init__(self, document: PolicyDocument, sources: Iterable[Source], counted: frozenset[int] = frozenset()):
        self.document = document
        self.sources = tuple(sources)
        self.counted = counted
        """Numbers a reader may count: how many items each cited clause, and the clause it stands in, has."""

    @cached_property
    def text(self) -> str:
        """All sources in one text, a line each."""
        return "\n".join(source.text for source in self.sources)

    @cached_property
    def rule_text(self) -> str:
        """The cited clauses with what they hang on (有下列情形之一的，不予享受：), without the document's particulars."""
        return "\n".join(source.text for source in self.sources if source.label != PARTICULARS)

    @cached_property
    def label(self) -> str:
        """What to call the evidence in an issue: 第五条, 第五条、第六条等."""
        names = list(dict.fromkeys(source.label for source in self.sources if source.cited and source.label))
        return "、".join(names[:2]) + ("等" if len(names) > 2 else "") or "依据条款"

    @cached_property
    def scale(self) -> Scale:
        """The units of all sources but the particulars, with what their words weigh."""
        return Scale(unit for _, units in self.source_units for unit in units)

    @cached_property
    def source_units(self) -> tuple[tuple["Source", tuple[Unit, ...]], ...]:
        """The units of each source but the particulars."""
        return tuple((source, source.units()) for source in self.sources if source.label != PARTICULARS)

    def source_of(self, unit: Unit) -> "Source | None":
        """Return the source a unit stands in."""
        return next((source for source, units in self.source_units if any(unit is other for other in units)), None)

    def label_of(self, unit: Unit) -> str:
        """Return what to call the source a unit stands in."""
        source = self.source_of(unit)
        return source.label if source else self.label

    def ref_of(self, unit: Unit) -> str:
        """Return the ref of the clause a unit stands in; '' when it stands in none."""
        source = self.source_of(unit)
        return source.ref if source else ""

    @cached_property
    def document_text(self) -> str:
        """The whole policy: title, particulars and every clause."""
        return "\n".join((particulars(self.document), *(clause.text for clause in self.document.clauses)))

    def facts(self) -> Iterable[tuple[Source, TextFact]]:
        """Yield every fact with the source it stands in."""
        for source in self.sources:
            for fact in source.facts:
                yield source, fact


def evidence_for(
    document: PolicyDocument, refs: Iterable[str], supplements: Iterable[Supplement] = (), differences: Iterable[Difference] = ()
) -> Evidence:
    """Return the evidence of a statement that cites ``refs``: their text, what they hang on, supplements, old wording.

    A clause that only introduces (…：) brings its items; a table row brings the table's heading row and units.
    """
    refs = tuple(dict.fromkeys(refs))
    sources: list[Source] = []
    seen: set[str] = set()
    for ref in refs:
        if document.has(ref):
            for clause, cited in _with_surroundings(document, document.clause(ref)):
                if clause.ref not in seen:
                    seen.add(clause.ref)
                    sources.append(_source(document, clause, cited or clause.ref in refs))  # 第一款 is above 第三款, and cited all the same
    for supplement in supplements:
        text = f"{supplement.text}\n{supplement.basis}"
        sources.append(Source(f"{supplement.author}的部门说明", text, facts_of_text(text)))
    for difference in differences:
        sources.append(Source(f"旧文件{difference.old_label}", difference.old_text, facts_of_text(difference.old_text)))
    own = particulars(document)
    sources.append(Source(PARTICULARS, own, facts_of_text(own), cited=False))
    return Evidence(document, sources, _counted(document, refs))


def _counted(document: PolicyDocument, refs: Iterable[str]) -> frozenset[int]:
    parents = {clause.parent for ref in refs if document.has(ref) for clause in (document.clause(ref),) if clause.parent}
    numbers = {len(document.children(ref)) for ref in (*refs, *parents)}
    return frozenset(number for number in numbers if number > 1)


def evidence_of_segment(interpretation: Interpretation, segment: Segment) -> Evidence:
    """Return the evidence of a segment; furniture may use all of the document and what the department gave of itself."""
    document = interpretation.document
    if segment.furniture:
        whole = evidence_for(document, (clause.ref for clause in document.clauses), interpretation.supplements, interpretation.differences)
        given = f"{interpretation.interpreter}\n解读人：{interpretation.spokesperson}\n咨询电话：{interpretation.contact}\n{interpretation.old_title}"
        return Evidence(document, (*whole.sources, Source("解读稿", given, facts_of_text(given))))
    refs = {citation.ref for citation in segment.citations}
    # Only what tells of changes may rest on the former wording: elsewhere it would lend a figure that no longer holds.
    about = [
        difference
        for difference in interpretation.differences
        if tells_of_changes(segment) and (difference.new_ref in refs or _mentions(segment, difference))
    ]
    return evidence_for(document, (citation.ref for citation in segment.citations), segment.supplements, about)


def tells_of_changes(segment: Segment) -> bool:
    """Tell whether a segment says what differs from the former version."""
    return segment.element is Element.CHANGES or segment.tone in ("old", "new")


def _mentions(segment: Segment, difference: Difference) -> bool:
    """A segment on what changed may quote a clause the new document no longer has."""
    said = "".join(segment.statements())
    return bool(difference.old_text) and any(fact.text in said for fact in facts_of_text(difference.old_text))


def _with_surroundings(document: PolicyDocument, clause: Clause) -> Iterable[tuple[Clause, bool]]:
    for ancestor in document.ancestors(clause.ref):
        yield ancestor, False
    yield clause, True
    if clause.text.rstrip().endswith(("：", ":")) or clause.text.strip() == clause.heading.strip():
        for below in document.subtree(clause.ref)[1:]:
            yield below, True
    if clause.level is Level.ROW:
        heading = clause.ref.rpartition(".row_")[0] + ".row_1"
        if document.has(heading):
            yield document.clause(heading), False


def _source(document: PolicyDocument, clause: Clause, cited: bool) -> Source:
    facts = facts_of_text(clause.text)
    table = _table_of(document, clause)
    if table:
        facts = (*facts, *cell_facts(table, clause.ref, clause.text, facts))
    text = clause.text if clause.heading in clause.text else f"{clause.heading}。{clause.text}"
    if text != clause.text:
        facts = facts_of_text(text)
    return Source(document.address(clause.ref), text, facts, cited, table.rows[0] if table and table.rows else (), clause.ref)


def _table_of(document: PolicyDocument, clause: Clause) -> Table | None:
    if clause.level is not Level.ROW:
        return None
    wanted = clause.ref.rpartition(".row_")[0]
    return next((table for table in document.tables if table.ref == wanted), None)


def particulars(document: PolicyDocument) -> str:
    """Return the document's particulars as a text: title, numbers, authorities, dates, bases, repeals, attachments, the line below the title."""
    dated = (
        ("成文日期", document.written_on), ("印发日期", document.printed_on), ("发布日期", document.published_on),
        ("自", document.effective_on), ("有效期至", document.expires_on),
    )  # fmt: skip
    dates = [f"{name}{day.year}年{day.month}月{day.day}日{'起施行' if name == '自' else ''}" for name, day in dated if day]
    named = [f"《{item.title.strip('《》')}》{item.document_number or ''}" for item in (*document.bases, *document.repeals)]
    attached = [f"《{item.title.strip('《》')}》" for item in document.attachments]
    lines = (
        f"《{document.title.strip('《》')}》", short_name(document), document.document_number, document.registration_number, "、".join(document.issuing_authorities),
        "、".join(document.addressees), *dates, *named, *attached, document.index_number, document.adoption_note,
    )  # fmt: skip
    return "\n".join(line for line in lines if line)
