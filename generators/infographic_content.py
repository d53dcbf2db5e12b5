"""What an infographic says: the interpretation's live key points as segments, block by block.

A block (group) is a section of the picture: 出台背景, 目标任务, 主要措施 … What has been said in one block is not repeated in
a later one. Nothing is cut here except whole sentences that limit nothing (``highlights.shorten``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generators import icons
from generators.composing import supported_segment
from generators.highlights import comparable, figure_in, goals_in, shorten, tiers_in
from generators.masthead import in_third_person, masthead, policy_name
from generators.model import (
    Brief,
    Citation,
    Difference,
    Element,
    Figure,
    Interpretation,
    KeyPoint,
    Level,
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

CARD_LIMIT = 110
"""Characters a card shows before whole sentences behind the first are left to the article and the questions."""

ROOM = 2700
"""Characters above which every block keeps to its smaller share, so that the picture stays within 10,000 pixels."""

# How many key points a block shows: usually, and where the policy has a great deal to say.
_SHARES = {
    "background": (3, 2), "goals": (8, 6), "measures": (8, 6), "benefits": (4, 2), "scope": (8, 6), "standards": (6, 2), "steps": (8, 7), "dates": (5, 2),
    "pairs": (4, 2), "changes": (5, 3), "terms": (5, 3), "duties": (4, 2), "notes": (5, 3), "contact": (4, 3),
}  # fmt: skip

_DENIAL = re.compile(r"不予?(?:享受|受理|补贴|补助|支持|奖励|纳入|适用|发放|资助|返还|认定)|不得(?:申请|申报|享受|参加)|不(?:再|能|可)享受|不在.{0,12}范围|除外|不属于|不列入")
_ENTITLEMENT = re.compile(r"享受|补贴|补助|奖励|资助|待遇|返还|贴息|减免|申领|申请|救助|支持")
_FORM = re.compile(r"申请表|申报表|登记表|汇总表|审批表|备案表|承诺书|申请书|任务分|责任分|签到|花名册")
_MONEY_OR_RATE = re.compile(r"\d[\d,.]*\s*(?:万|亿|千|百)?(?:元|%|％|分|倍|个月|平方米|㎡|人|次)")


@dataclass
class Draft:
    """The segments made so far and what they have said, so that nothing is said twice."""

    interpretation: Interpretation
    brief: Brief
    crowded: bool = False
    segments: list[Segment] = field(default_factory=list)
    said: list[tuple[str, frozenset[tuple[str, int, int]]]] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Tell whether the brief asks for every measure."""
        return self.brief.options.get("extent") == "full"

    def share(self, group: str) -> int:
        """Return how many statements a block may show."""
        return 100 if self.full else _SHARES[group][self.crowded]

    def points(self, element: Element, group: str = "") -> list[KeyPoint]:
        """Return the live points for this audience that have not been said yet, as many as ``group`` may show."""
        wanted = {"", self.brief.audience} if self.brief.audience else None
        live = self.interpretation.live_key_points(element)
        found = [point for point in live if (wanted is None or point.audience in wanted) and not self._repeats(point)]
        return found[: self.share(group)] if group else found

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
    draft = _drafted(interpretation, brief, crowded=False)
    if not draft.full and sum(len(text) for segment in draft.segments for text in segment.statements()) > ROOM:
        draft = _drafted(interpretation, brief, crowded=True)
    head = masthead(interpretation, brief, policy_name(interpretation.document))
    return (head, *draft.segments, *_furniture(draft, head))


def _drafted(interpretation: Interpretation, brief: Brief, *, crowded: bool) -> Draft:
    draft = Draft(interpretation, brief, crowded)
    for build in (
        _background, _goals, _measures, _benefits, _scope, _standards, _steps, _dates, _changes, _terms, _duties, _notes,
        _contact,
    ):  # fmt: skip
        build(draft)
    return draft


def _background(draft: Draft) -> None:
    document = draft.interpretation.document
    names = [f"《{base.title.strip('《》')}》" + (f"（{base.document_number}）" if base.document_number else "") for base in document.bases]
    points = draft.points(Element.BACKGROUND, "background")
    listed = [point for point in points if any(base.title in point.statement for base in document.bases)]
    reasons = [point for point in points if point not in listed or _says_more_than_bases(point)]
    for point in reasons:
        draft.add("background", "reason", f"background.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, 160))
    support = _bases_support(draft, listed)
    if names and support is not None and not support.is_empty() and not all(_named_in(reasons, base.title) for base in document.bases):
        draft.add("background", "bases", "background.bases", support, element=Element.BACKGROUND, heading="制定依据", points=tuple(names), icon="scale")


def _says_more_than_bases(point: KeyPoint) -> bool:
    """A sentence that gives reasons as well as bases is worth its words; a bare list of documents is not."""
    rest = re.sub(r"《[^》]*》|（[^）]*）", "", point.statement)
    return len(re.sub(r"根据|依据|制定|法律法规|结合.{0,10}实际|[本我]\w{1,4}|[、，。和等的是有关规定文件精神要求为了]", "", rest)) > 14


def _named_in(points: list[KeyPoint], title: str) -> bool:
    return any(title in point.statement for point in points)


def _bases_support(draft: Draft, listed: list[KeyPoint]) -> Support | None:
    document = draft.interpretation.document
    if listed and all(_named_in(listed, base.title) for base in document.bases):
        return Support(citations=tuple(c for point in listed for c in point.citations))
    found = []
    for base in document.bases:
        clause = document.clause(base.ref) if base.ref and document.has(base.ref) else None
        if clause is None or base.title not in clause.text:
            return None
        found.append(Citation.of(clause, base.title))
    return Support(citations=tuple(found))


def _goals(draft: Draft) -> None:
    for point in draft.points(Element.OBJECTIVES, "goals"):
        text = draft.words(point, 150)
        figures = goals_in(text)
        figure = figures[0] if figures and all(_quoted(figure, point) for figure in figures) else None
        draft.add(
            "goals", "figure" if figure else "goal", f"goals.{point.id}", point,
            element=point.element, heading=point.title, text=text, figure=figure, icon=icons.icon_for(point.title, text, default="target"),
        )  # fmt: skip


def _measures(draft: Draft) -> None:
    points = draft.points(Element.CONTENT)
    if len(points) > draft.share("measures"):
        points = _chosen(points, draft.share("measures"))
    used: list[str] = []
    for point in points:
        text = draft.words(point, CARD_LIMIT)
        icon = icons.icon_for(point.title, text, avoid=used)
        used.append(icon)
        tiers = tiers_in(text)
        draft.add(
            "measures", "card", f"measures.{point.id}", point, element=point.element, heading=point.title, text=text, icon=icon,
            figure=None if tiers else _quoted(figure_in(text, point.title), point), table=tuple((tier.label, tier.amount) for tier in tiers),
        )  # fmt: skip


def _chosen(points: list[KeyPoint], count: int) -> list[KeyPoint]:
    """Keep the measures that give something definite (an amount), in document order; a person can ask for all."""
    ranked = sorted(range(len(points)), key=lambda i: (points[i].state == "proposed", figure_in(points[i].statement) is None, i))
    return [points[i] for i in sorted(ranked[:count])]


def _benefits(draft: Draft) -> None:
    for point in draft.points(Element.BENEFITS, "benefits"):
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
    for point in draft.points(Element.STANDARDS, "standards"):
        text = draft.words(point, CARD_LIMIT)
        tiers = tiers_in(text)
        values, unit = comparable((tier.label, tier.amount) for tier in tiers)
        if len(values) >= 3 and not charted:
            charted = True
            draft.add("standards", "chart", f"standards.{point.id}", point, element=point.element, heading=point.title, text=text,
                      table=tuple((tier.label, tier.amount) for tier in tiers), figure=Figure(value="", unit=unit))  # fmt: skip
            continue
        draft.add("standards", "standard", f"standards.{point.id}", point, element=point.element, heading=point.title, text=text,
                  figure=_quoted(figure_in(text, point.title), point), icon=icons.icon_for(point.title, text, default="list-checks"))  # fmt: skip


def _grid_of(table: Table) -> tuple[tuple[tuple[str, ...], ...], str]:
    """Return the rows without a bare numbering column, and the notes (rows of one cell) that stand below the table."""
    rows = [tuple(re.sub(r"\s+", " ", cell).strip() for cell in row) for row in table.rows]
    notes = [next(cell for cell in row if cell) for row in rows[1:] if len({cell for cell in row if cell}) == 1]
    rows = [row for row in rows if len({cell for cell in row if cell}) > 1]
    if rows and rows[0][0] == "序号" and len({len(row) for row in rows}) == 1:
        rows = [row[1:] for row in rows]
    return tuple(rows), "".join(sentence(note) for note in notes)


def _is_standard(table: Table) -> bool:
    """A table of standards has a header, amounts in most rows, and fits a phone: up to 14 rows of 2–6 short cells."""
    rows, note = _grid_of(table)
    if _FORM.search(table.caption) or not 3 <= len(rows) <= 15 or not 2 <= len(rows[0]) <= 6 or len(note) > 160:
        return False
    if len({len(row) for row in rows}) != 1 or not all(rows[0]) or max(len(c) for r in rows for c in r) > 90:
        return False
    priced = sum(any(_MONEY_OR_RATE.search(cell) or re.fullmatch(r"[\d,.]+", cell) for cell in row[1:]) for row in rows[1:])
    empty = sum(not cell for row in rows for cell in row)
    return priced >= 0.6 * (len(rows) - 1) and empty <= 0.15 * len(rows) * len(rows[0]) and sum(len(c) for r in rows for c in r) <= 700


def _add_table(draft: Draft, table: Table) -> None:
    document = draft.interpretation.document
    refs = [f"{table.ref}.row_{number}" for number in range(1, len(table.rows) + 1)]
    clauses = [document.clause(ref) for ref in refs if document.has(ref) and document.clause(ref).text]
    if not clauses:
        return
    rows, note = _grid_of(table)
    support = Support(citations=tuple(Citation.of(clause) for clause in clauses))
    above = document.clause(table.clause).heading if table.clause and document.has(table.clause) else ""
    heading = (table.caption or above or "标准一览")[:40]
    segment = draft.add("standards", "table", f"standards.{table.ref}", support, element=Element.STANDARDS, heading=heading, text=note, table=rows)
    draft.segments[-1] = segment.replace(basis=_home_of(draft, table) or segment.basis)


def _home_of(draft: Draft, table: Table) -> str:
    """Return where the table stands: 附件1, or the clause above it."""
    document = draft.interpretation.document
    number = re.match(r"att_(\d+)", table.ref)
    attached = {clause.ref.split(".")[0] for clause in document.clauses if clause.part is Part.ATTACHMENT}
    if number and attached:
        return f"附件{number[1]}" if len(attached) > 1 else "附件"
    return document.address(table.clause) if table.clause and document.has(table.clause) else ""


def _steps(draft: Draft) -> None:
    used: list[str] = []
    for point in draft.points(Element.PROCEDURE, "steps"):
        text = draft.words(point, CARD_LIMIT)
        icon = icons.icon_for(point.title, text, default="clipboard-check", avoid=used)
        used.append(icon)
        draft.add("steps", "step", f"steps.{point.id}", point, element=point.element, heading=point.title, text=text, icon=icon)


def _dates(draft: Draft) -> None:
    for point in draft.points(Element.DATES, "dates"):
        draft.add("dates", "date", f"dates.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, 120))


def _changes(draft: Draft) -> None:
    for number, difference in enumerate(_telling(draft), start=1):
        _add_difference(draft, number, difference)
    for point in draft.points(Element.CHANGES, "changes"):
        draft.add("changes", "change_note", f"changes.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, CARD_LIMIT))


def _telling(draft: Draft) -> list[Difference]:
    """Return the differences worth a card: of the policy itself, short enough to compare, amounts first, in document order."""
    document = draft.interpretation.document
    enclosed = any(clause.part is Part.ENCLOSURE for clause in document.clauses)
    fit = []
    for difference in draft.interpretation.differences:
        if difference.kind not in ("changed", "added") or not difference.new_ref or not document.has(difference.new_ref):
            continue
        clause = document.clause(difference.new_ref)
        old, new = _excerpts(difference)
        if 6 <= len(new) <= 130 and len(old) <= 130 and not (enclosed and clause.part is Part.NOTICE) and clause.level is not Level.ROW:
            fit.append(difference)
    ranked = sorted(range(len(fit)), key=lambda i: (fit[i].kind != "changed", not _moved_amount(fit[i]), i))
    return [fit[i] for i in sorted(ranked[: draft.share("pairs")])]


def _moved_amount(difference: Difference) -> bool:
    return set(_MONEY_OR_RATE.findall(difference.new_text)) != set(_MONEY_OR_RATE.findall(difference.old_text)) or bool(
        {found[0] for found in _MONEY_OR_RATE.finditer(difference.new_text)} - {found[0] for found in _MONEY_OR_RATE.finditer(difference.old_text)}
    )


def _excerpts(difference: Difference) -> tuple[str, str]:
    """Return the two sides of a difference without the sentences both have, and of a long sentence only from where it differs."""
    old, new = (re.sub(r"（(?:牵头|责任|配合)单位[^）]*）", "", text) for text in (difference.old_text, difference.new_text))
    if not old or not new:
        return old, new
    ours, theirs = _sentences(_without_heading(new)), _sentences(_without_heading(old))
    left = "".join(piece for piece in theirs if piece not in ours) or old
    right = "".join(piece for piece in ours if piece not in theirs) or new
    return _from_difference(left, right)


def _from_difference(old: str, new: str, longest: int = 70) -> tuple[str, str]:
    """Drop the clauses (to a comma) with which both sides begin alike, once either side is long; …… stands for them."""
    if max(len(old), len(new)) <= longest:
        return old, new
    pairs = list(zip(re.findall(r"[^，；]*[，；]?", old), re.findall(r"[^，；]*[，；]?", new), strict=False))
    alike = 0
    for left, right in pairs:
        if left != right:
            break
        alike += len(left)
    return (f"……{old[alike:]}", f"……{new[alike:]}") if 10 <= alike < min(len(old), len(new)) - 5 else (old, new)


def _without_heading(text: str) -> str:
    """Drop a run-in heading (实施失业保险稳岗返还。): a short first sentence that gives nothing."""
    first, stop, rest = text.partition("。")
    return rest if stop and len(rest) > 10 and len(first) <= 20 and "，" not in first and not re.search(r"\d", first) else text


def _sentences(text: str) -> list[str]:
    return [piece for piece in re.findall(r"[^。；]*[。；]?", text) if piece]


def _add_difference(draft: Draft, number: int, difference: Difference) -> None:
    document = draft.interpretation.document
    clause = document.clause(difference.new_ref)
    quote = difference.new_text if difference.new_text in clause.text else clause.text
    if not quote:
        return
    support = Support(citations=(Citation.of(clause, quote),))
    heading = re.sub(r"[。：:]$", "", clause.heading)[:20] or document.address(clause.ref)
    old_words, new_words = _excerpts(difference)
    name = f"changes.{clause.ref}"
    if any(segment.id == f"{name}.new" for segment in draft.segments):
        name = f"changes.{clause.ref}.{number}"
    if difference.old_text:
        old = draft.add("changes", "change", f"{name}.old", support, element=Element.CHANGES, heading=heading, text=sentence(_own_words(old_words, clause.heading)), tone="old")
        draft.segments[-1] = old.replace(basis=f"原{difference.old_label}" if difference.old_label else "原规定")
    draft.add("changes", "change", f"{name}.new", support, element=Element.CHANGES, heading=heading, text=sentence(_own_words(new_words, clause.heading)), tone="new")


def _own_words(text: str, heading: str) -> str:
    return text.removeprefix(heading).lstrip("。：: ") if heading and len(text) > len(heading) + 8 else text


def _terms(draft: Draft) -> None:
    for point in draft.points(Element.TERMS, "terms"):
        draft.add("terms", "term", f"terms.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, 160))


def _duties(draft: Draft) -> None:
    for point in draft.points(Element.RESPONSIBILITY, "duties"):
        text = draft.words(point, 220)
        draft.add("duties", "duty", f"duties.{point.id}", point, element=point.element, heading=point.title, text=text, icon=icons.icon_for(point.title, default="landmark"))


def _notes(draft: Draft) -> None:
    for point in draft.points(Element.NOTES, "notes"):
        draft.add("notes", "note", f"notes.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, CARD_LIMIT))
    for point in draft.points(Element.RATIONALE):
        draft.add("notes", "note", f"notes.{point.id}", point, element=point.element, heading=point.title, text=draft.words(point, CARD_LIMIT))


def _contact(draft: Draft) -> None:
    for point in draft.points(Element.CONTACT, "contact"):
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
