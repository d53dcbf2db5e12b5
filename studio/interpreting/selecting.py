"""From candidates to key points: how many of each element, in which order, under which title and id."""

import re
from collections import Counter
from dataclasses import replace

from generators.model import Element, KeyPoint, Level
from generators.prose import NO_GAIN
from studio.interpreting import scales
from studio.interpreting.choosing import title_for
from studio.interpreting.cues import AMOUNT, SEEN
from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate, distinct, repeats

LIMITS = {
    Element.CONTENT: 12,
    Element.STANDARDS: 12,
    Element.PROCEDURE: 9,
    Element.NOTES: 8,
    Element.TERMS: 8,
    Element.BACKGROUND: 4,
    Element.OBJECTIVES: 8,
    Element.CONTACT: 5,
    Element.CHANGES: 9,
}
USUAL_LIMIT = 6
IN_DOCUMENT_ORDER = (Element.CONTENT, Element.PROCEDURE, Element.OBJECTIVES, Element.RESPONSIBILITY)
ENOUGH_BENEFITS = 3
LONGEST_BENEFIT = 200
"""Characters of a list of standards that may be told among the benefits too."""

MARGINAL = 58
"""The score under which a step is another matter's: a review, a settlement between offices."""

ENOUGH_STEPS = 3
ANSWERS_ONLY = ("table_note", "materials_list", "period", "application", "outside")
"""Cues whose points only help to answer a question: alone they say too little for a product."""

CLEARLY = 70
"""The score from which a scope is the policy's own; without one, whom each measure is for takes its place."""


def key_points(text: Text, found: list[Candidate]) -> tuple[KeyPoint, ...]:
    """Return the points of every element: the best of its candidates, without repeats, each with its id and title."""
    chosen = {element: _chosen(text, element, found) for element in Element}
    chosen[Element.PROCEDURE] = _without_measures(chosen[Element.PROCEDURE], chosen[Element.CONTENT])
    chosen[Element.BENEFITS] = _benefits(chosen, found)
    chosen[Element.NOTES] = _apart(text, Element.NOTES, "forbidden", chosen[Element.SCOPE], found)
    chosen[Element.CONTACT] = _apart(text, Element.CONTACT, "online", chosen[Element.PROCEDURE], found)
    points: list[KeyPoint] = []
    told: dict[str, str] = {}
    for element in Element:
        points.extend(_numbered(text, chosen[element], told))
    return tuple(points)


def _chosen(text: Text, element: Element, found: list[Candidate]) -> list[Candidate]:
    pool = [item for item in found if item.element is element and item.cue.id not in ANSWERS_ONLY]
    pool = [item for item in pool if not (_LEFT_OVER.match(item.statement) or out_of_place(item))]
    if element is Element.SCOPE and any(item.score >= CLEARLY and item.cue.id != "beneficiary" for item in pool):
        pool = [item for item in pool if item.cue.id != "beneficiary"]
    if element is Element.STANDARDS:
        pool = scales.list_by_list(text, distinct(pool, len(pool)), LIMITS[element])
    if all(item.cue.id == "by_analogy" for item in pool if element is Element.SCOPE):
        pool = [item for item in pool if element is not Element.SCOPE]  # who only follows a policy is not whom it is for
    kept = distinct(pool, LIMITS.get(element, USUAL_LIMIT))
    if element is Element.PROCEDURE and sum(item.score >= MARGINAL for item in kept) >= ENOUGH_STEPS:
        kept = [item for item in kept if item.score >= MARGINAL]
    if element is Element.STANDARDS:
        return scales.in_lists(kept)
    if element is Element.SCOPE:
        return sorted(kept, key=lambda item: (not _OVERALL.search(item.statement[:60]), item.passage.clause.level in (Level.ITEM, Level.POINT)))
    return sorted(kept, key=lambda item: item.order) if element in IN_DOCUMENT_ORDER else kept


_LEFT_OVER = re.compile(r"(?:其他|其余|上述|前述|此类)(?![^，。；]{0,12}(?:《|规定的其他))[^，。；]{2,16}(?=[由可应按，])")
"""Opens a sentence that is understood only after the one before it: 其他补贴由企业自愿申请. An answer may have both."""


def out_of_place(item: Candidate) -> bool:
    """Tell whether a point speaks of other people's matters: who breaks the law does not thereby fall under the policy; what is refused,
    punished, paid in or asked for is no benefit; what is defined or watched over is no step; out of which fund something is paid says to
    whom nothing; who was only named at the end of the sentence before is charged with nothing by this one."""
    if item.element is Element.SCOPE:
        aside = re.search(r"法律责任|罚则", item.passage.chapter) or re.match(r"所需(?:资金|经费)|上述资金|[^，。]{2,20}列支。", item.statement)
        return bool(aside or ("符合规定的" in item.statement and "其中包括" in item.statement) or (item.cue.id == "may_apply" and _NO_SCOPE.search(item.statement)))
    if item.element is Element.NOTES:
        return item.cue.id == "notes_heading" and bool(_EXHORTS.search(item.statement)) and not _LAYS_DOWN.search(item.statement)
    if item.element is Element.STANDARDS:
        return bool(_NO_STANDARD.search(item.statement))
    if item.element is Element.RESPONSIBILITY:
        return not _CHARGES.search(item.statement) or bool(_NO_DIVISION.search(item.statement))
    if item.element is Element.PROCEDURE:
        return bool(_NO_STEP.search(item.statement))
    return item.element is Element.BENEFITS and bool(_NO_BENEFIT.search(item.statement) or NO_GAIN.search(item.statement))


_CHARGES = re.compile("负总责|负责(?!同志|人)|牵头|统筹|会同|配合|承担|指导|解释|发挥|组织|协调|落实|职责|机制")
_OVERALL = re.compile("适用于|对象为|对象是|应当?遵守本|享受本")
"""To whom or what a policy applies as a whole, which is told before the conditions of each part."""
_NO_SCOPE = re.compile(r"一并|合并办理|并联|注明|[^，。；]{2,20}时，可以")
"""Says how something may be applied for, not who may."""
_NO_STANDARD = re.compile(r"投诉人|投诉材料|被投诉|^[^。；]{0,20}资金(?:使用)?(?:总?量|总?规模)(?!等)")
_NO_DIVISION = re.compile(r"约谈|通报批评|督办通报|查处|追究|\d{1,2}月\d{1,2}日前|责令|给予处分|可以向[^。；]{2,80}申请|从严整治")
"""Of who has which task a sentence does not tell that punishes, sets a day for a report, or says where one applies."""
_EXHORTS = re.compile("要(?:充分|切实|加大|继续|增强|加强|高度|认真|深入|进一步|强化|提高)|^(?:支持|推动|加强|强化|切实|提高|加大)|切实(?:落实|强化|加强)")
"""What a closing section asks of all offices; no reader need heed it."""
_LAYS_DOWN = re.compile(r"不得|严禁|禁止|\d")
_NO_BENEFIT = re.compile(
    r"责令|处罚|罚款|追究|追回|追缴|骗取|弄虚作假|拒绝|劝离|不听|(?:免除|减轻)[^，。；]{0,8}责任|填开|退库|保险凭证|(?<!无需)(?<!不再)(?:随同|提交|出具)[^，。；]{0,12}(?:证明|材料)|请求|"
    r"资金由[^，。；]{2,20}列支。$|守牢|底线|^机关[^。；]{0,40}(?:应当|不得)"
)
_NO_STEP = re.compile(r"^[^，。；：]{2,30}是指|^引导|^鼓励[^，。；]{0,24}(?:探索|创新)|^[^。；]{0,60}(?:抽查|现场演示|测算)|^[^，。；]{0,40}发布[^，。；]{0,30}(?:方案|程序|一览表|规定|信息)|投档|不得以任何理由|^[^。；]{0,40}应(?:当)?遵守")
"""Opens what no applicant does: a definition, what offices may try out, look into, reckon or publish."""


def _without_measures(steps: list[Candidate], measures: list[Candidate]) -> list[Candidate]:
    """Drop what a measure says of its own handling where the document lists the steps: it is no step of everybody's."""
    if sum(item.cue.id == "step" for item in steps) < ENOUGH_STEPS:
        return steps
    told = {item.passage.clause.ref for item in measures}
    return [item for item in steps if item.cue.id == "step" or item.passage.clause.ref not in told]


def _benefits(chosen: dict[Element, list[Candidate]], found: list[Candidate]) -> list[Candidate]:
    """Prefer benefits the standards do not already state; fill up with the best of those, never with a part of a scale."""
    pool = [item for item in found if item.element is Element.BENEFITS and not out_of_place(item)]
    shown = chosen[Element.STANDARDS]
    fresh = [item for item in pool if not any(repeats(item, other) for other in shown)]
    kept = distinct(fresh, USUAL_LIMIT)
    if len(kept) < ENOUGH_BENEFITS:
        leads = Counter(item.passage.lead.index for item in shown if item.passage.lead is not None)
        alone = [item for item in shown if item.passage.lead is None or leads[item.passage.lead.index] == 1]
        alone = [item for item in alone if item.passage.zone != "attachment" and not (item.passage.introduces and len(item.statement) > LONGEST_BENEFIT)]
        amounts = [replace(item, element=Element.BENEFITS) for item in alone if AMOUNT.search(item.statement[:SEEN])]
        kept += [item for item in amounts if not any(repeats(item, other) for other in kept)][
            : ENOUGH_BENEFITS - len(kept)
        ]
    return kept


def _apart(text: Text, element: Element, cue: str, shown: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Choose the points of an element without those of one cue which another element already shows."""
    pool = [item for item in found if item.cue.id != cue or not any(repeats(item, other) for other in shown)]
    return _chosen(text, element, pool)


def _numbered(text: Text, chosen: list[Candidate], named: dict[str, str]) -> list[KeyPoint]:
    """Return the points of one element; ``named`` holds the titles given so far with their statements: what is said besides the
    measures (``_BESIDES``) gets none of them where its sentence offers another."""
    points: list[KeyPoint] = []
    used: Counter[str] = Counter()
    headings = Counter(item.passage.headings[-1] for item in chosen if item.passage.headings)
    for number, item in enumerate(chosen, 1):
        title = title_for(text, item, headings, used, named)
        used[title] += 1
        named.setdefault(title, item.statement)
        marker = f"_{item.cue.marker}" if item.cue.marker else ""
        point_id = f"{item.element.value}{marker}_{number}"
        citations = tuple(dict.fromkeys(item.citations))
        points.append(
            KeyPoint(id=point_id, element=item.element, title=title, statement=item.statement, citations=citations)
        )
    return points
