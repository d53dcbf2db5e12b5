"""What an infographic says: the interpretation's live key points as segments, block by block.

A block (group) is a section of the picture: 出台背景, 目标任务, 主要措施 … What has been said in one block is not repeated in
a later one. Nothing is cut here except whole sentences that limit nothing (``highlights.shorten``).
"""

import re
from collections.abc import Iterator, Sequence

from generators import icons
from generators.highlights import amounts, comparable, figure_in, gives, goals_in, tiers_in
from generators.infographic.background import background
from generators.infographic.comparing import SHARING, introduction
from generators.infographic.differences import excerpts, passage_of, telling
from generators.infographic.draft import CARD_LIMIT, LEVELS, MOST_OF_A_CLAUSE, Draft, bare, go_together
from generators.infographic.given import with_pictures
from generators.infographic.patterns import day_of
from generators.infographic.standing import told_once, with_their_rules
from generators.infographic.steps import is_step_of, steps, words_of_steps
from generators.infographic.tables import grid_of, is_standard, place_of
from generators.masthead import chinese_date, display_title, masthead, quoted_name
from generators.matters import is_of_one_matter, speaks_a_little
from generators.model import (
    Brief,
    Citation,
    Difference,
    Element,
    Figure,
    Interpretation,
    KeyPoint,
    Segment,
    Support,
    Table,
)
from generators.natures import (
    is_complaint,
    is_demand_on_offices,
    is_entitlement,
    is_handling,
    is_punishment,
    is_transition,
)
from generators.prose import sentence, weave

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
}
"""The blocks in their usual order, with their titles."""

ROOM = 2500
"""Characters above which every block keeps to a smaller share, so that the picture stays within 10,000 pixels."""


ENOUGH_MEASURES = 3

NO_TITLE = "未命名政策文件"
"""What stands on the cover of a policy whose file gave no title: its name (policy) is none."""

_DENIAL = re.compile(
    r"不予?(?:享受|受理|补贴|补助|支持|奖励|纳入|适用|发放|资助|返还|认定)|不得(?:申请|申报|享受|参加)|不(?:再|能|可)享受|不在.{0,12}范围|(?<!规定的)(?<!要求的)除外|不属于|不列入"
)


def outline(interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
    """Return the segments of the picture in reading order, furniture at both ends."""
    for crowding in range(LEVELS):
        draft = _drafted(interpretation, brief, crowding)
        if draft.full or sum(len(text) for segment in draft.segments for text in segment.statements()) <= ROOM:
            break
    title = display_title(interpretation.document)
    head = masthead(interpretation, brief, title if re.search("[\u4e00-\u9fff]", title) else NO_TITLE)
    return with_pictures((head, *draft.segments, *_furniture(draft, head)), brief)


def _drafted(interpretation: Interpretation, brief: Brief, crowding: int) -> Draft:
    draft = Draft(interpretation, brief, crowding)
    for build in (
        background, _goals, _measures, _benefits, _scope, _standards, steps, _dates, _changes, _terms, _duties, _notes,
        _contact,
    ):  # fmt: skip
        build(draft)
    if not draft.full:
        own = frozenset(draft.own)
        draft.segments = told_once(with_their_rules(draft.segments, interpretation, own), own)
    return draft


def _goals(draft: Draft) -> None:
    for point in draft.points(Element.OBJECTIVES, "goals"):
        text = draft.words(point, 150)
        figures = goals_in(text)
        figure = figures[0] if len(figures) == 1 and _quoted(figures[0], [point]) else None
        if figure and point.state != "edited" and not speaks_a_little(point.title, figure.caption):
            point = point.replace(title=figure.caption)  # the number is of what its own words say
        icon = icons.icon_for(point.title, default="target")
        draft.tell("goals", "figure" if figure else "goal", point, text, figure=figure, icon=icon)


def _measures(draft: Draft) -> None:
    steps_told = words_of_steps(draft)
    in_sets = {bare(point.statement) for point in _sets(draft)}
    content = [point for point in draft.points(Element.CONTENT) if bare(point.statement) not in in_sets]
    points = _not_elsewhere(draft, _not_fuller_later(draft, content), steps_told)
    if len(points) > draft.share("measures"):
        points = _chosen(draft, points, draft.share("measures"))
    runs = [part for run in _with_what_bears_their_names(draft, points, steps_told, in_sets) for part in draft.apart("measures", "card", run, CARD_LIMIT)]
    for run in runs:
        text = weave(draft.words(point, CARD_LIMIT) for point in run)
        icon = icons.icon_for(run[0].title)
        for before in draft.segments[-1:]:
            icon = icons.unlike(icon, run[0].title, before.icon, before.heading)
        tiers = tiers_in(text)
        figure = None if tiers else _large(draft, run, text)
        table = tuple((tier.label, tier.amount) for tier in tiers)
        draft.tell("measures", "card", run[0], text, more=run[1:], icon=icon, figure=figure, table=table)


def _with_what_bears_their_names(
    draft: Draft, points: list[KeyPoint], steps_told: list[str], in_sets: set[str]
) -> list[list[KeyPoint]]:
    """Return each measure with the measures, standards, benefits and rules of handling near it that bear its name: they belong to its card."""
    runs: list[list[KeyPoint]] = []
    told: list[str] = []
    elements = (Element.STANDARDS, Element.BENEFITS, Element.PROCEDURE)
    for point in [*points, *(other for element in elements for other in draft.points(element) if bare(other.statement) not in in_sets)]:
        said = bare(point.statement)
        own = next((run for run in runs if run[0].title == point.title and draft.near(run[0], point) and go_together([*run, point])), None)
        if point in points and own is None:
            runs.append([point])
        elif own is None or any(said in other or other in said for other in told) or is_step_of(steps_told, point):
            continue
        else:
            own.append(point)
        told.append(said)
    return [draft.in_order(run) for run in runs]


def _chosen(draft: Draft, points: list[KeyPoint], count: int) -> list[KeyPoint]:
    """Keep the measures that give something definite, the weightiest of each chapter before a second one, in document order.

    A person can ask for all.
    """
    document = draft.interpretation.document
    tops = [document.ancestors(point.citations[0].ref)[:1] if point.citations else () for point in points]
    chapters = [top[0].ref if top else points[i].id for i, top in enumerate(tops)]
    worth = [_worth(point) for point in points]
    turn = [sum(chapters[j] == chapters[i] and (-worth[j], j) < (-worth[i], i) for j in range(len(points))) for i in range(len(points))]
    definite = [_gives(point.statement) for point in points]
    ranked = sorted(range(len(points)), key=lambda i: (points[i].state == "proposed", not definite[i], 0 if definite[i] else turn[i], 0 if definite[i] else -worth[i], i))
    return [points[i] for i in sorted(ranked[:count])]


def _worth(point: KeyPoint) -> int:
    """Return how much a statement lays down: limits of time, what must be; nothing when its title is all of it."""
    said = point.statement
    if bare(said) == bare(point.title):
        return 0
    return 1 + 2 * bool(_LIMIT_OF_TIME.search(said)) + ("应当" in said)


_LIMIT_OF_TIME = re.compile(r"\d+个?(?:工作日|自然日|日|天|个月|月|年)(?:之)?内")


def _not_elsewhere(draft: Draft, points: list[KeyPoint], steps_told: list[str]) -> list[KeyPoint]:
    """Leave whom it is for, how to apply, when and what words mean to their own blocks, as long as enough measures remain:
    of a notice that only says where and when something is forbidden, that is the content.
    """
    own = (Element.SCOPE, Element.PROCEDURE, Element.DATES, Element.TERMS)
    elsewhere = {point.statement for element in own for point in draft.points(element)}
    points = [point for point in points if not is_step_of(steps_told, point)] or points
    kept = [point for point in points if point.statement not in elsewhere]
    return kept if len(kept) >= ENOUGH_MEASURES or 2 * len(kept) >= len(points) else points


def _not_fuller_later(draft: Draft, points: list[KeyPoint]) -> list[KeyPoint]:
    """Leave what a benefit or a standard tells in full, and more besides, to that."""
    fuller = [bare(point.statement) for element in (Element.BENEFITS, Element.STANDARDS) for point in draft.points(element)]
    return [point for point in points if not any(bare(point.statement) in said and bare(point.statement) != said for said in fuller)]


def _gives(statement: str) -> bool:
    return gives(statement) or any(re.search("[元%％]", found["unit"]) for found in amounts(statement))


def _benefits(draft: Draft) -> None:
    points = [*draft.points(Element.BENEFITS), *filter(is_entitlement, draft.points(Element.SCOPE))][: draft.share("benefits")]
    for run, text in draft.told_together("benefits", "benefit", points, CARD_LIMIT):
        draft.tell("benefits", "benefit", run[0], text, more=run[1:], icon=icons.icon_for(run[0].title, default="gift"))


def _scope(draft: Draft) -> None:
    for element in (Element.SCOPE, Element.NOTES):
        points = [point for point in draft.points(element) if element is Element.SCOPE or _is_exclusion(point)]
        points = [point for point in points if not (is_entitlement(point) or is_demand_on_offices(point))]
        if any(not _is_definition(point) for point in draft.interpretation.live_key_points(element)):
            points = [point for point in points if not _is_definition(point)]
        for point in points[: draft.share("scope")]:
            denied = bool(_DENIAL.search(point.title + point.statement[:400]))
            tone = "negative" if denied else "positive"
            draft.tell("scope", "scope", point, draft.words(point, 200), tone=tone)


def _is_definition(point: KeyPoint) -> bool:
    """Tell whether a statement explains a word (就业困难人员，是指……): such stand among the terms, where they are looked for."""
    return bool(re.match(r"[^，。：；]{2,24}[，,]?是?指(?!导|定|数|标)", point.statement))


def _is_exclusion(point: KeyPoint) -> bool:
    return bool(
        re.search(
            r"不(?:能|予|得)?享受|不予(?:补贴|补助|支持|奖励|受理)|不得(?:申请|申报)|不适用",
            point.title + point.statement,
        )
    ) and not re.search(r"重复|追回|骗取|退回|取消|逾期", point.title + point.statement)


def _standards(draft: Draft) -> None:
    document = draft.interpretation.document
    for table in document.tables:
        if is_standard(table):
            _add_table(draft, table)
    charted = False
    sets = _sets(draft)
    points = [*sets, *(point for point in draft.points(Element.STANDARDS) if bare(point.statement) not in {bare(one.statement) for one in sets})][: max(len(sets), draft.share("standards"))]
    if draft.crowding == LEVELS - 1 and any(segment.kind == "table" for segment in draft.segments):
        points = []
    for run, text in draft.told_together("standards", "standard", points, CARD_LIMIT):
        point, more = run[0], run[1:]
        if any(bare(text.removeprefix(introduction(text))) in said for said, _ in draft.said):
            continue  # one grade of a standard that has been told whole
        tiers = tiers_in(text)
        values, unit = comparable((tier.label, tier.amount) for tier in tiers)
        if len(values) >= 3 and not charted:
            charted = True
            table = tuple((tier.label, tier.amount) for tier in tiers)
            draft.tell("standards", "chart", point, text, more=more, table=table, figure=Figure(value="", unit=unit))
            continue
        figure = _quoted(figure_in(text, point.title), run) if point in sets else _large(draft, run, text)
        icon = icons.icon_for(point.title, default="list-checks")
        draft.tell("standards", "standard", point, text, more=more, figure=figure, icon=icon)


def _sets(draft: Draft) -> list[KeyPoint]:
    """Return the grades of one standard, which share its introduction, in the policy's order: all stand together, none without the others."""
    points = [point for element in (Element.CONTENT, Element.STANDARDS, Element.BENEFITS) for point in draft.points(element)]
    points = list({bare(point.statement): point for point in points}.values())
    stems = [introduction(point.statement) for point in points]
    return draft.in_order(point for point, stem in zip(points, stems, strict=True) if stem and stems.count(stem) >= SHARING and amounts(point.statement))


def _add_table(draft: Draft, table: Table) -> None:
    document = draft.interpretation.document
    refs = [f"{table.ref}.row_{number}" for number in range(1, len(table.rows) + 1)]
    clauses = [document.clause(ref) for ref in refs if document.has(ref) and document.clause(ref).text]
    if not clauses:
        return
    rows, note = grid_of(table)
    support = Support(citations=tuple(Citation.of(clause) for clause in clauses))
    above = document.clause(table.clause).heading if table.clause and document.has(table.clause) else ""
    heading = (table.caption or above or "标准一览")[:40]
    segment = draft.add(
        "standards",
        "table",
        f"standards.{table.ref}",
        support,
        element=Element.STANDARDS,
        heading=heading,
        text=note,
        table=rows,
    )
    draft.segments[-1] = segment.replace(basis=place_of(document, table) or segment.basis)


def _dates(draft: Draft) -> None:
    points = [point for point in draft.points(Element.DATES) if draft.full or not _stands_on_cover(draft, point)]
    told = [(point, draft.words(point, 120)) for point in points[: draft.share("dates")]]
    for point, words in sorted(told, key=lambda one: day_of(one[1])):
        draft.tell("dates", "date", point, words)


def _stands_on_cover(draft: Draft, point: KeyPoint) -> bool:
    """Tell whether a statement only says from when the policy is in force, which the cover says: 《条例》自2026年3月1日起施行。"""
    said = re.fullmatch(r"[^，。；]{0,40}?自([^，。；]{2,14}日)起(?:施行|实施|执行|生效)。?", draft.words(point))
    return bool(said) and said[1] == (chinese_date(day) if (day := draft.interpretation.document.effective_on) else "")


def _changes(draft: Draft) -> None:
    for number, difference in enumerate(
        telling(draft.interpretation.document, draft.interpretation.differences, draft.share("pairs")), start=1
    ):
        _add_difference(draft, number, difference)
    told = {bare(point.statement): point for point in [*filter(is_transition, draft.points(Element.PROCEDURE)), *draft.points(Element.CHANGES)]}
    notes = draft.in_order(told.values())[: draft.share("changes")]
    if draft.crowding == LEVELS - 1 and any(segment.group == "changes" for segment in draft.segments):
        notes = []
    for point in notes:
        draft.tell("changes", "change_note", point, draft.words(point, CARD_LIMIT))


def _add_difference(draft: Draft, number: int, difference: Difference) -> None:
    document = draft.interpretation.document
    clause = document.clause(difference.new_ref)
    if not clause.text:
        return
    heading = re.sub(r"[。：:]$", "", clause.heading)[:20] or document.address(clause.ref)
    old_words, new_words = excerpts(difference)
    support = Support(citations=(Citation.of(clause, passage_of(clause.text, new_words)),))
    name = f"changes.{clause.ref}"
    if any(segment.id == f"{name}.new" for segment in draft.segments):
        name = f"changes.{clause.ref}.{number}"
    if difference.old_text:
        old = draft.add(
            "changes",
            "change",
            f"{name}.old",
            support,
            element=Element.CHANGES,
            heading=heading,
            text=sentence(_own_words(old_words, clause.heading)),
            tone="old",
        )
        draft.segments[-1] = old.replace(basis=f"原{difference.old_label}" if difference.old_label else "原规定")
    draft.add(
        "changes",
        "change",
        f"{name}.new",
        support,
        element=Element.CHANGES,
        heading=heading,
        text=sentence(_own_words(new_words, clause.heading)),
        tone="new",
    )


def _own_words(text: str, heading: str) -> str:
    return text.removeprefix(heading).lstrip("。：: ") if heading and len(text) > len(heading) + 8 else text


def _terms(draft: Draft) -> None:
    points = draft.points(Element.TERMS) + [point for point in draft.points(Element.SCOPE) if _is_definition(point)]
    points = [point for point in points if draft.full or "本数" not in point.statement]
    points = list({point.statement: point for point in points}.values())
    for point in points[: draft.share("terms")]:
        draft.tell("terms", "term", point, draft.words(point, 160))


def _duties(draft: Draft) -> None:
    points = [point for point in draft.points(Element.RESPONSIBILITY) if not is_punishment(point)]
    points += [point for point in draft.points(Element.PROCEDURE) if not is_handling(point) and is_demand_on_offices(point)]
    for run, text in draft.told_together("duties", "duty", points[: draft.share("duties")], 220):
        draft.tell("duties", "duty", run[0], text, more=run[1:], icon=icons.office_icon(run[0].title, text))


def _notes(draft: Draft) -> None:
    """Add the warnings, in the order in which the policy gives them, and what a person added."""
    punished = [point for point in draft.points(Element.RESPONSIBILITY) if is_punishment(point)]
    warnings = [*draft.points(Element.NOTES), *punished][: draft.share("notes")]
    complaints = [point for point in draft.points(Element.PROCEDURE) if is_complaint(point)]
    points = [*draft.in_order(warnings), *complaints[:1], *draft.points(Element.RATIONALE)]
    for run, text in draft.told_together("notes", "note", points, CARD_LIMIT):
        draft.tell("notes", "note", run[0], text, more=run[1:])


def _contact(draft: Draft) -> None:
    for point in draft.points(Element.CONTACT, "contact"):
        draft.tell("contact", "contact", point, draft.words(point), icon="phone")


def _furniture(draft: Draft, head: Segment) -> Iterator[Segment]:
    interpreter = head.details.get("解读机构", "")
    number = head.details.get("发文字号", "")
    source = quoted_name(draft.interpretation.document) + (f"（{number}）" if number else "")
    details = {**({"解读机构": interpreter} if interpreter else {}), "资料来源": source}
    yield Segment(id="colophon", kind="colophon", furniture=True, text="解读内容以正式印发文件为准", details=details)


def _large(draft: Draft, run: Sequence[KeyPoint], text: str) -> Figure | None:
    """Return the figure set large, of the very matter the statements are called by and in a clause they cite."""
    told = draft.share_of_clauses(run) >= MOST_OF_A_CLAUSE or is_of_one_matter(run[0].title, text)
    return _quoted(figure_in(text, run[0].title), run) if told else None


def _quoted(figure: Figure | None, supports: Sequence[Support]) -> Figure | None:
    """Return the figure only when a cited clause has the very number: what is set large must be in the source."""
    citations = [citation for support in supports for citation in support.citations]
    if figure is None or not citations:
        return None if figure is None or not any(support.supplements for support in supports) else figure
    return figure if any(figure.value in citation.quote for citation in citations) else None
