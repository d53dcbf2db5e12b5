"""What an infographic says: the interpretation's live key points as segments, block by block.

A block (group) is a section of the picture: 出台背景, 目标任务, 主要措施 … What has been said in one block is not repeated in
a later one. Nothing is cut here except whole sentences that limit nothing (``highlights.shorten``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generators import icons
from generators.composing import supported_segment
from generators.highlights import comparable, figure_in, goal_in, shorten, tiers_in
from generators.masthead import in_third_person, masthead, policy_name
from generators.model import (
    Brief,
    Citation,
    Difference,
    Element,
    Figure,
    Interpretation,
    KeyPoint,
    Part,
    Segment,
    Support,
    Table,
)
from generators.prose import sentence

GROUPS = {
    "background": "出台背景",
    "goals": "目标任务",
    "measures": "主要措施",
    "benefits": "惠民利民举措",
    "scope": "适用范围",
    "standards": "执行标准",
    "steps": "办理流程",
    "dates": "时间安排",
    "changes": "新旧对比",
    "terms": "名词解释",
    "duties": "责任分工",
    "notes": "注意事项",
    "contact": "咨询方式",
    "sources": "依据条款",
}
"""The blocks in their usual order, with their titles."""

USUAL_MEASURES = 8
"""A picture for phones shows four to eight measures; ``options["extent"] = "full"`` shows all."""

CARD_LIMIT = 110
"""Characters a card shows before whole sentences behind the first are left to the article and the questions."""

_DENIAL = re.compile(r"不予?(?:享受|受理|补贴|补助|支持|奖励|纳入|适用|发放|资助|返还|认定)|不得(?:申请|申报|享受|参加)|不(?:再|能|可)享受|不在.{0,12}范围|除外|不属于|不列入")
_ENTITLEMENT = re.compile(r"享受|补贴|补助|奖励|资助|待遇|返还|贴息|减免|申领|申请|救助|支持")
_FORM = re.compile(r"申请表|申报表|登记表|汇总表|审批表|备案表|承诺书|申请书|任务分|责任分|签到|花名册")
_MONEY_OR_RATE = re.compile(r"\d[\d,.]*\s*(?:万|亿|千|百)?(?:元|%|％|分|倍|个月|平方米|㎡|人|次)")


@dataclass
class Draft:
    """The segments made so far and what they have said, so that nothing is said twice."""

    interpretation: Interpretation
    brief: Brief
    segments: list[Segment] = field(default_factory=list)
    said: list[tuple[str, frozenset[tuple[str, int, int]]]] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Tell whether the brief asks for every measure."""
        return self.brief.options.get("extent") == "full"

    def points(self, element: Element) -> list[KeyPoint]:
        """Return the live points for this audience that have not been said yet."""
        wanted = {"", self.brief.audience} if self.brief.audience else None
        live = self.interpretation.live_key_points(element)
        return [point for point in live if (wanted is None or point.audience in wanted) and not self._repeats(point)]

    def add(self, group: str, kind: str, segment_id: str, *supports: Support, **fields) -> Segment:
        """Add one content segment and remember what it says."""
        segment = supported_segment(self.interpretation, *supports, id=segment_id, kind=kind, group=group, **fields)
        self.segments.append(segment)
        spans = frozenset((c.ref, c.start, c.end) for support in supports for c in support.citations)
        self.said.append((_bare(segment.text), spans))
        return segment

    def words(self, point: KeyPoint, limit: int = 10_000) -> str:
        """Return the point's statement as the picture says it."""
        return shorten(in_third_person(sentence(point.statement), self.interpretation.document), limit)

    def _repeats(self, point: KeyPoint) -> bool:
        text = _bare(in_third_person(sentence(point.statement), self.interpretation.document))
        spans = frozenset((c.ref, c.start, c.end) for c in point.citations)
        return any(
            (text and text in said) or (spans and _covered(spans, said_spans)) for said, said_spans in self.said
        )


def outline(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return the segments of the picture in reading order, furniture at both ends."""
    draft = Draft(interpretation, brief)
    head = masthead(interpretation, brief, policy_name(interpretation.document))
    for build in (
        _background, _goals, _measures, _benefits, _scope, _standards, _steps, _dates, _changes, _terms, _duties, _notes,
        _contact,
    ):  # fmt: skip
        build(draft)
    return (head, *draft.segments, *_furniture(draft, head))


def _background(draft: Draft) -> None:
    document = draft.interpretation.document
    names = [f"《{base.title.strip('《》')}》" + (f"（{base.document_number}）" if base.document_number else "") for base in document.bases]
    points = draft.points(Element.BACKGROUND)
    listed = [point for point in points if names and sum(b.title in point.statement for b in document.bases) == len(names)]
    reasons = [point for point in points if point not in listed or _says_more_than_bases(point, document)]
    for point in reasons:
        draft.add("background", "reason", f"background.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, 160))
    support = _bases_support(draft, listed)
    if names and support is not None and not any(point in reasons for point in listed):
        draft.add("background", "bases", "background.bases", support, element=Element.BACKGROUND, heading="制定依据", points=tuple(names), icon="scale")


def _says_more_than_bases(point: KeyPoint, document) -> bool:
    """A sentence that gives reasons as well as bases is worth its words; a bare list of documents is not."""
    rest = re.sub(r"《[^》]*》|（[^）]*）", "", point.statement)
    return len(re.sub(r"根据|依据|制定|结合.{0,10}实际|本\w{2,6}|[、，。和等有关规定文件精神要求]", "", rest)) > 16


def _bases_support(draft: Draft, listed: list[KeyPoint]) -> Support | None:
    if listed:
        return Support(citations=tuple(c for point in listed for c in point.citations))
    document = draft.interpretation.document
    found = []
    for base in document.bases:
        clause = document.clause(base.ref) if base.ref and document.has(base.ref) else None
        if clause is None or base.title not in clause.text:
            return None
        found.append(Citation.of(clause, base.title))
    return Support(citations=tuple(found))


def _goals(draft: Draft) -> None:
    for point in draft.points(Element.OBJECTIVES):
        text = draft.words(point, 150)
        figure = _quoted(goal_in(text), point)
        draft.add(
            "goals", "figure" if figure else "goal", f"goals.{point.id}", point,
            element=point.element, heading=point.title, text=text, figure=figure, icon=icons.icon_for(point.title, text, default="target"),
        )  # fmt: skip


def _measures(draft: Draft) -> None:
    points = draft.points(Element.CONTENT)
    if not draft.full and len(points) > USUAL_MEASURES:
        points = _chosen(points, USUAL_MEASURES)
    used: list[str] = []
    for point in points:
        text = draft.words(point, CARD_LIMIT)
        icon = icons.icon_for(point.title, text, avoid=used)
        used.append(icon)
        tiers = tiers_in(text)
        draft.add(
            "measures", "card", f"measures.{point.id}", point, element=point.element, heading=point.title, text=text, icon=icon,
            figure=None if tiers else _quoted(figure_in(text), point), table=tuple((tier.label, tier.amount) for tier in tiers),
        )  # fmt: skip


def _chosen(points: list[KeyPoint], count: int) -> list[KeyPoint]:
    """Keep the measures that give something definite (an amount), in document order; a person can ask for all."""
    ranked = sorted(range(len(points)), key=lambda i: (points[i].state == "proposed", figure_in(points[i].statement) is None, i))
    return [points[i] for i in sorted(ranked[:count])]


def _benefits(draft: Draft) -> None:
    for point in draft.points(Element.BENEFITS):
        text = draft.words(point, CARD_LIMIT)
        draft.add(
            "benefits", "benefit", f"benefits.{point.id}", point,
            element=point.element, heading=point.title, text=text, icon=icons.icon_for(point.title, text, default="gift"),
        )  # fmt: skip


def _scope(draft: Draft) -> None:
    for element in (Element.SCOPE, Element.NOTES):
        for point in draft.points(element):
            denied = bool(_DENIAL.search(point.title + point.statement[:400]))
            if element is Element.NOTES and not _is_exclusion(point):
                continue
            tone = "negative" if denied else "positive"
            draft.add("scope", "scope", f"scope.{point.id}", point, element=element, heading=point.title, text=draft.words(point, 200), tone=tone)


def _is_exclusion(point: KeyPoint) -> bool:
    return bool(re.search(r"不(?:能|予|得)?享受|不予(?:补贴|补助|支持|奖励|受理)|不得(?:申请|申报)|不适用", point.title + point.statement)) and not re.search(r"重复|追回|骗取|退回|取消", point.title + point.statement)


def _standards(draft: Draft) -> None:
    document = draft.interpretation.document
    for table in document.tables:
        if _is_standard(table):
            _add_table(draft, table)
    charted = False
    for point in draft.points(Element.STANDARDS):
        text = draft.words(point, CARD_LIMIT)
        tiers = tiers_in(text)
        values, unit = comparable((tier.label, tier.amount) for tier in tiers)
        if len(values) >= 3 and not charted:
            charted = True
            draft.add("standards", "chart", f"standards.{point.id}", point, element=point.element, heading=point.title, text=text,
                      table=tuple((tier.label, tier.amount) for tier in tiers), figure=Figure(value="", unit=unit))  # fmt: skip
            continue
        draft.add("standards", "standard", f"standards.{point.id}", point, element=point.element, heading=point.title, text=text,
                  figure=_quoted(figure_in(text), point), icon=icons.icon_for(point.title, text, default="list-checks"))  # fmt: skip


def _is_standard(table: Table) -> bool:
    """A table of standards has a header, amounts in most rows, and fits a phone: up to 14 rows of 2–6 short cells."""
    rows = table.rows
    if _FORM.search(table.caption) or not 3 <= len(rows) <= 15 or not 2 <= len(rows[0]) <= 6:
        return False
    if len({len(row) for row in rows}) != 1 or any(not cell.strip() for cell in rows[0]) or max(len(c) for r in rows for c in r) > 90:
        return False
    priced = sum(any(_MONEY_OR_RATE.search(cell) or re.fullmatch(r"[\d,.]+", cell.strip()) for cell in row[1:]) for row in rows[1:])
    empty = sum(not cell.strip() for row in rows for cell in row)
    return priced >= 0.6 * (len(rows) - 1) and empty <= 0.15 * len(rows) * len(rows[0]) and sum(len(c) for r in rows for c in r) <= 700


def _add_table(draft: Draft, table: Table) -> None:
    document = draft.interpretation.document
    refs = [f"{table.ref}.row_{number}" for number in range(1, len(table.rows) + 1)]
    clauses = [document.clause(ref) for ref in refs if document.has(ref) and document.clause(ref).text]
    if len(clauses) != len(table.rows):
        return
    support = Support(citations=tuple(Citation.of(clause) for clause in clauses))
    heading = table.caption or (document.clause(table.clause).heading if table.clause and document.has(table.clause) else "") or "标准一览"
    segment = draft.add("standards", "table", f"standards.{table.ref}", support, element=Element.STANDARDS, heading=heading[:40],
                        table=tuple(tuple(re.sub(r"\s+", " ", cell).strip() for cell in row) for row in table.rows))  # fmt: skip
    home = document.address(table.clause) if table.clause and document.has(table.clause) else ""
    number = re.match(r"att_(\d+)", table.ref)
    attached = [clause for clause in document.clauses if clause.part is Part.ATTACHMENT]
    if number and attached:
        several = len({clause.ref.split(".")[0] for clause in attached}) > 1
        home = f"附件{number[1]}" if several else "附件"
    if home:
        draft.segments[-1] = segment.replace(basis=home)


def _steps(draft: Draft) -> None:
    used: list[str] = []
    for point in draft.points(Element.PROCEDURE):
        text = draft.words(point, CARD_LIMIT)
        icon = icons.icon_for(point.title, text, default="clipboard-check", avoid=used)
        used.append(icon)
        draft.add("steps", "step", f"steps.{point.id}", point, element=point.element, heading=point.title, text=text, icon=icon)


def _dates(draft: Draft) -> None:
    for point in draft.points(Element.DATES):
        draft.add("dates", "date", f"dates.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, 120))


def _changes(draft: Draft) -> None:
    for number, difference in enumerate(_telling(draft.interpretation.differences), start=1):
        _add_difference(draft, number, difference)
    for point in draft.points(Element.CHANGES):
        draft.add("changes", "change_note", f"changes.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, CARD_LIMIT))


def _telling(differences: tuple[Difference, ...], count: int = 6) -> list[Difference]:
    """Return the differences worth a card: both sides short enough to compare, amounts first, in document order."""
    fit = [d for d in differences if d.kind in ("changed", "added") and d.new_ref and 6 <= len(d.new_text) <= 160 and len(d.old_text) <= 160]
    ranked = sorted(range(len(fit)), key=lambda i: (fit[i].kind != "changed", not _MONEY_OR_RATE.search(fit[i].new_text), i))
    return [fit[i] for i in sorted(ranked[:count])]


def _add_difference(draft: Draft, number: int, difference: Difference) -> None:
    document = draft.interpretation.document
    if not document.has(difference.new_ref):
        return
    clause = document.clause(difference.new_ref)
    quote = difference.new_text if difference.new_text in clause.text else clause.text
    if not quote:
        return
    support = Support(citations=(Citation.of(clause, quote),))
    heading = re.sub(r"[。：:]$", "", clause.heading)[:14] or document.address(clause.ref)
    name = f"changes.{clause.ref}"
    if any(segment.id == f"{name}.new" for segment in draft.segments):
        name = f"changes.{clause.ref}.{number}"
    if difference.old_text:
        old = draft.add("changes", "change", f"{name}.old", support, element=Element.CHANGES, heading=heading, text=sentence(difference.old_text), tone="old")
        draft.segments[-1] = old.replace(basis=f"原{difference.old_label}" if difference.old_label else "原规定")
    draft.add("changes", "change", f"{name}.new", support, element=Element.CHANGES, heading=heading, text=sentence(_own_words(difference.new_text, clause.heading)), tone="new")


def _own_words(text: str, heading: str) -> str:
    return text.removeprefix(heading).lstrip("。：: ") if heading and len(text) > len(heading) + 8 else text


def _terms(draft: Draft) -> None:
    for point in draft.points(Element.TERMS):
        draft.add("terms", "term", f"terms.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, 160))


def _duties(draft: Draft) -> None:
    for point in draft.points(Element.RESPONSIBILITY):
        text = draft.words(point, 220)
        draft.add("duties", "duty", f"duties.{point.id}", point, element=point.element, heading=point.title, text=text, icon=icons.icon_for(point.title, default="landmark"))


def _notes(draft: Draft) -> None:
    for point in draft.points(Element.NOTES):
        draft.add("notes", "note", f"notes.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, CARD_LIMIT))
    for point in draft.points(Element.RATIONALE):
        draft.add("notes", "note", f"notes.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, CARD_LIMIT))


def _contact(draft: Draft) -> None:
    for point in draft.points(Element.CONTACT):
        draft.add("contact", "contact", f"contact.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point), icon="phone")


def _furniture(draft: Draft, head: Segment) -> Iterator[Segment]:
    interpreter = head.details.get("解读机构", "")
    yield Segment(id="sources", kind="sources", group="sources", furniture=True, heading=GROUPS["sources"])
    details = {"解读机构": interpreter} if interpreter else {}
    yield Segment(id="colophon", kind="colophon", furniture=True, text="解读内容以正式印发文件为准", details=details)


def _quoted(figure: Figure | None, support: Support) -> Figure | None:
    """Return the figure only when a cited clause has the very number: what is set large must be in the source."""
    if figure is None or not support.citations:
        return None if figure is None or not support.supplements else figure
    return figure if any(figure.value in citation.quote for citation in support.citations) else None


def _bare(text: str) -> str:
    return re.sub(r"[\s，。；：、]", "", text)


def _covered(spans: frozenset[tuple[str, int, int]], said: frozenset[tuple[str, int, int]]) -> bool:
    """Tell whether nine tenths of ``spans`` lie within ``said``."""
    inside = 0
    for ref, start, end in spans:
        inside += max((min(end, b) - max(start, a) for other, a, b in said if other == ref), default=0)
    whole = sum(end - start for _, start, end in spans)
    return whole > 0 and inside >= 0.9 * whole


def entitles(segments: tuple[Segment, ...]) -> bool:
    """Tell whether the policy gives people something, so that its scope reads 可以享受 rather than 适用."""
    return any(_ENTITLEMENT.search(segment.text) for segment in segments if segment.group == "scope")
