"""Key points (要点): what the cues find, with exact citations and a self-contained statement; ranked, without repeats."""

import re
from dataclasses import dataclass, replace

from generators.model import Citation, Element, Level
from studio.interpreting import wording
from studio.interpreting.cues import AMOUNT, RATIO, SEEN, Cue, cues
from studio.interpreting.passages import Passage, Text
from studio.interpreting.references import addressed, by_count, dated, stated
from studio.interpreting.similar import shared_words, similarity
from studio.interpreting.wholes import completed, counterpart, whole_paragraph

LONGEST_LIST = 460
"""Characters up to which an introduction and its items make one point; a longer list is proposed item by item."""

LONGEST_INNER = 40
"""Characters of a point within an item, up to which a list of them can be read inside a sentence."""

LONGEST_SENTENCE = 170
"""Characters up to which a sentence stays whole that forbids something in one case and allows it in another: 测试中不得搭载……；示范中可按规定搭载……."""

SHORTEST = 9
"""Characters below which a sentence says nothing by itself."""

_ANAPHORA = re.compile(
    r"^(?:该|上述|前款|前述|其(?!他|中)|此类|对此|本款|前项|本条|除上述|对上述|以上|构成(?:犯罪|违反)|情节(?:较轻|较重|严重|恶劣)|(?:逾期|拒)不改|具体(?:办理)?(?:方式|办法|时间|标准|条件|程序)|如果?发现|其他情况下|(?:也|还)(?:可以?|应当?|需))"
)
_DAYS = re.compile(r"自(\d{4}年\d{1,2}月\d{1,2}日)")
_NUMBERS = re.compile(r"\d[\d.]*|第[一二三四五六七八九十]+|[一二三四五六七八九十]级|半")
_CONDITIONS = re.compile(
    r"(?:条件|情形|情况|人员|对象|材料|资料|之一|行为|要求)[^，。：]{0,6}(?:，[^，。：]{2,40})?[：:]$"
)
_DANGLING = re.compile(r"^(?:构成(?:犯罪|违反)|情节(?:较轻|较重|严重|恶劣)|(?:逾期|拒)不改)")
_PENAL = re.compile(r"责令|处分|处罚|追究|停止(?:发放|享受)|不予|追回|取消|违反本")
_POINTS_ON = re.compile(
    r"(?:下列|以下|如下)(?:[^，。；：]{0,10}(?:情形|条件|情况|材料|资料|标准|程序|步骤|流程|方式|渠道|规定|要求|项目|内容|人员|对象|行为|服务|工作)|[。：])"
)
_APPLIES = re.compile(
    r"^(.{4,120}?(?:提出|申请|申报|办理|申领)[^，。；：]{0,12})，(?:并)?(?:应当?|须|需)?(?:同时)?(?:提交|提供|携带|填写|递交)"
)
_OVERDUE = re.compile(r"^逾期")
_AFTERWARDS = re.compile(r"有异议|复评|复议|结算|抽查|监督检查|前款|前条|前项")
LABELLED = re.compile(r"^[^，。；：]{2,30}：(?=.{4})")
"""A line of a list that names what it is about: 轻型货车：工作日7时至9时禁止通行。"""
_CASES = re.compile(r"(?:下列|以下|如下)[^，。：]{0,6}(?:情形|条件|情况|行为|规范)")
_CLASS_ONLY = re.compile(r"^第[一二三四五六七八九十\d]+[类档级种][^，。；]{0,10}[。；：]?$")
_STANDS = re.compile(
    r"^(?:其中，)?(?:对|凡|除|在|经|获|被|自|给予|支持|鼓励|建立|推动|开展|加强|[^，；]{2,30}(?:给予|标准为|按照|负责|应当|不得|可以|为每)|[^，；]{2,40}(?:不超过|不低于|为)\d)"
)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A point in the making. ``order`` keeps the document's order, ``score`` ranks, ``titles`` are those it brings, best first;
    ``named`` is false when these are only words of its sentence."""

    element: Element
    cue: Cue
    passage: Passage
    score: float
    statement: str
    citations: tuple[Citation, ...]
    titles: tuple[str, ...] = ()
    named: bool = True

    @property
    def order(self) -> tuple[int, int]:
        """Return where the point stands in the document."""
        return (self.passage.index, self.passage.start)


def candidates(text: Text) -> list[Candidate]:
    """Return every point the cues propose, one for each cue and sentence."""
    found: list[Candidate] = []
    consumed: set[int] = set()
    told: set[tuple[int, Element]] = set()
    for passage in text.passages:
        if passage.clause.level is Level.ROW or (passage.lead is not None and passage.lead.index in consumed):
            continue
        if passage.introduces:
            whole = _whole(text, passage)
            whole = whole or _counted(text, passage)
            told.update((passage.index, item.element) for item in whole if item.element in (*_MISLED, Element.SCOPE))
            found.extend(whole)
            found.extend(_application(passage))
            if whole and is_one_list(text, passage):
                consumed.add(passage.index)
            if passage.index in text.items or (part := before_announcement(passage)) is None:
                continue
            passage = part
        lead = passage.lead.index if passage.lead is not None else -1
        for part in split(passage):
            found.extend(item for item in _sentence(text, part) if (lead, item.element) not in told)
    return found


def before_announcement(passage: Passage) -> Passage | None:
    """Return what a sentence says before it announces a table or a paragraph (……；按以下渠道办理：); None when it says nothing."""
    end = passage.text.rfind("；")
    return passage.part(0, end) if end >= 20 else None


def split(passage: Passage) -> list[Passage]:
    """Split a long sentence at ； where every piece grants or orders something of its own."""
    words = passage.text
    if len(words) <= wording.LONG or "；" not in words or words.startswith("其中"):
        return [passage]
    pieces, at = [], 0
    for piece in words.split("；"):
        pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    told = [words[start : min(end, start + SEEN)] for start, end in pieces]
    if len(words) <= LONGEST_SENTENCE and any("不得" in piece for piece in told) and any(re.search("可以|可按", piece) for piece in told):
        return [passage]
    if all(end - start >= 12 and _STANDS.match(words[start : min(end, start + 200)]) for start, end in pieces):
        return [passage.part(start, end) for start, end in pieces]
    return [passage]


GRANTING = (Element.STANDARDS, Element.BENEFITS, Element.CONTENT)
APPLICATION = Cue(Element.PROCEDURE, "application", 9, name="step")
ALONE = ("period",)
"""Cues whose sentence is told by itself although it only adds to the one before it."""


def _sentence(text: Text, passage: Passage) -> list[Candidate]:
    """Return the points one sentence makes. What is granted keeps its ceilings and periods; 该…… keeps what it refers to."""
    if len(passage.text) < SHORTEST:
        return []
    lone = passage
    if _ANAPHORA.match(passage.text):
        lone = text.with_antecedent(passage) or passage
    lone = completed(text, lone)
    full = completed(text, text.with_dependents(passage))
    found = []
    whole = None
    if passage.lead is not None and _CASES.search(passage.lead.text[-SEEN:]) and is_one_list(text, passage.lead):
        whole = whole_list(text, passage.lead)
    penal = passage.lead is not None and _PENAL.search(passage.lead.text[-SEEN:])
    for cue in cues():
        if penal and cue.element is not Element.NOTES:
            continue
        if not (strength := cue.strength(passage)) or (
            passage.zone == "attachment" and not _tells_in_attachment(passage, cue)
        ):
            continue
        alone = cue.id in ALONE
        if cue.element in GRANTING and not alone and passage.depends and text.with_antecedent(passage):
            continue
        if lone.start == passage.start and _DANGLING.match(passage.text):
            continue
        shown = full if cue.element in GRANTING and not alone else lone
        if cue.element in _WHOLE:
            shown = whole_paragraph(text, shown)
        if cue.element is Element.DATES:
            shown = _with_deadline(text, shown)
        statement, referred = stated(text, shown)
        if alone or cue.id.startswith("conditions"):
            statement = wording.under_heading(shown, statement)
        if cue.element is Element.CONTACT and _NOBODY.search(statement):
            continue
        if cue.id == "repealed":
            statement = dated(text, statement)
        if len(statement) < SHORTEST or points_on(statement):
            continue
        above = paragraph_above(text, shown) if cue.element in _STANDS_ALONE else None
        below = paragraph_below(text, shown) if cue.element in GRANTING and above is None else None
        score = strength * 10 + bonus(passage, cue.element, statement, len(shown.text) - len(passage.text))
        if whole is not None:
            found.append(Candidate(cue.element, cue, passage.lead, score, *whole))
            continue
        citations = (*shown.citations, *referred)
        if cue.element in _OF_BOTH and (both := counterpart(text, shown)):
            statement, citations = both
        if above is not None:
            statement, citations = above[0], (*above[1], *citations)
        if below is not None:
            statement, citations = below[0], (*citations, *below[1])
        found.append(Candidate(cue.element, cue, shown, score, statement, citations))
    return found


_NOBODY = re.compile("(?:相关|有关)(?:部门|单位)反映|及时(?:报告|反馈)")
"""Tells offices to report, and a reader nobody to ask."""
_WHOLE = (Element.CONTENT, Element.STANDARDS, Element.BENEFITS, Element.SCOPE, Element.NOTES)
"""Elements in which a sentence is told with the rest of its paragraph."""
_STANDS_ALONE = (Element.BENEFITS, Element.STANDARDS)
_OF_BOTH = (Element.DATES, Element.STANDARDS)
"""Elements in which what is ruled for one is not told without what is ruled for the other."""
LONGEST_PAIR = 200
"""Characters of a sentence together with the paragraph it refers to."""


def paragraph_above(text: Text, passage: Passage) -> tuple[str, tuple[Citation, ...]] | None:
    """Return a sentence after the paragraph above it which it refers to: ……享受半价优惠；65周岁以上老年人免费享受上述优待。

    None unless it refers (前款规定的) to the paragraph just before it, which is one sentence and not too long.
    """
    number = re.search(r"\.para_(\d+)$", passage.clause.ref)
    if number is None or int(number[1]) < 2 or not (named := re.search(r"前款(?:所?规定的?)?(?=[\u4e00-\u9fff]{2})", passage.text)):
        return None
    before = text.by_clause.get(f"{passage.clause.ref[: number.start()]}.para_{int(number[1]) - 1}") or (
        text.by_clause.get(passage.clause.ref[: number.start()]) if number[1] == "2" else None
    )
    if not before or len(before) != 1 or before[0].introduces or "前款" in before[0].text:
        return None
    said = wording.polish(passage.text.replace(named[0], "上述", 1))
    whole = wording.finish(f"{wording.polish(before[0].text).rstrip('。')}；{said}")
    return (whole, before[0].citations) if len(whole) <= LONGEST_PAIR else None


def paragraph_below(text: Text, passage: Passage) -> tuple[str, tuple[Citation, ...]] | None:
    """Return a paragraph's one sentence together with the one of the paragraph after it, which refers to it (前款规定的……)."""
    ref, number = passage.clause.ref, re.search(r"\.para_(\d+)$", passage.clause.ref)
    after = f"{ref[: number.start()]}.para_{int(number[1]) + 1}" if number else f"{ref}.para_2"
    following = text.by_clause.get(after, ())
    pair = paragraph_above(text, following[0]) if len(following) == 1 else None
    return (pair[0], following[0].citations) if pair else None


def points_on(statement: str) -> bool:
    """Tell whether a statement announces what it does not hold: 按照以下标准发放。"""
    found = _POINTS_ON.search(statement)
    if found is None:
        return False
    told = re.search(r"[：:](.{2,})", statement[found.end() - 1 :], re.DOTALL)
    return told is None or ("之一" in statement[found.start() : found.end() + 3] and not re.search(r"[；;、]", told[1]))


def _with_deadline(text: Text, passage: Passage) -> Passage:
    """Return a window together with what happens to those who miss it: the 逾期…… after it, or the sentence before 逾期……."""
    group = text.by_clause.get(passage.clause.ref, ())
    if _OVERDUE.match(passage.text):
        return text.with_antecedent(passage) or passage
    after = next((item for item in group if item.start >= passage.end), None)
    return replace(passage, end=after.end) if after and _OVERDUE.match(after.text) else passage


def _application(lead: Passage) -> list[Candidate]:
    """Return how one applies, from a sentence that goes on to list the papers: 向街道办事处提出申请，并提交下列材料：."""
    found = _APPLIES.match(lead.text) if lead.zone != "attachment" else None
    if found is None:
        return []
    told = lead.part(0, found.end(1))
    statement = wording.statement_of(told)
    score = APPLICATION.weight * 10 + bonus(told, Element.PROCEDURE, statement)
    return [Candidate(Element.PROCEDURE, APPLICATION, told, score, statement, told.citations)]


def _tells_in_attachment(passage: Passage, cue: Cue) -> bool:
    if cue.element is Element.BENEFITS and "元" not in passage.text[:SEEN]:
        return False
    return bool(AMOUNT.search(passage.text[:SEEN])) or cue.id in ("materials_heading", "phone")


def _whole(text: Text, lead: Passage) -> list[Candidate]:
    """Return the points an introduction makes together with all of its items."""
    whole = whole_list(text, lead)
    if whole is None:
        return []
    statement, citations = whole
    added = len(statement) - len(lead.text)  # however many the cases, what follows from them is told; however many the papers, all are needed
    penal = bool(_PENAL.search(lead.text[-SEEN:]))
    return [
        Candidate(cue.element, cue, lead, strength * 10 + bonus(lead, cue.element, statement, added * (penal or cue.element is Element.PROCEDURE)) + 5, statement, citations)
        for cue in cues()
        if cue.whole and (strength := cue.strength(lead))
    ]


_MISLED = (Element.NOTES, Element.PROCEDURE)
"""Elements in which one line of a list that is told as one misleads: one of seven cases, one of eleven papers."""


def _counted(text: Text, lead: Passage) -> list[Candidate]:
    """Return the points of an introduction whose list is too long to tell: what follows from it, the list by its address."""
    statement, citations = in_short(text, lead) or ("", ())
    return [
        Candidate(cue.element, cue, lead, strength * 10 + bonus(lead, cue.element, statement), statement, citations)
        for cue in cues()
        if statement and cue.whole and cue.element in _MISLED and (strength := cue.strength(lead))
    ]


def in_short(text: Text, lead: Passage) -> tuple[str, tuple[Citation, ...]] | None:
    """Return what an introduction to a list too long to tell says, the list by its number; None when that says nothing."""
    items = text.items.get(lead.index, ())
    classes = all(_CLASS_ONLY.match(item.text) for item in items)  # who belongs to them is what one asks
    told = by_count(lead.clause, wording.polish(lead.text), len(items)) if items and not classes and whole_list(text, lead) is None else ""
    return (wording.finish(addressed(lead.clause, told)), (lead.citation, *(item.citation for item in items))) if told else None


def whole_list(text: Text, lead: Passage, longest: int = LONGEST_LIST) -> tuple[str, tuple[Citation, ...]] | None:
    """Return an introduction and its items as one statement with its citations; None when there are none or too many.

    An item that introduces points of its own takes them in: 有相应的人员，其中：……、……。
    """
    items = text.items.get(lead.index, ())
    if not items or all(_CLASS_ONLY.match(item.text) for item in items):
        return None
    words, citations = [], [lead.citation]
    for item in items:
        below = text.items.get(item.index, ()) if item.introduces else ()
        if any(point.introduces for point in below) or (item.introduces and not below):
            return None
        citations += [item.citation, *(point.citation for point in below)]
        points = [wording.polish(point.text).rstrip("；;。") for point in below]
        if any(len(point) > LONGEST_INNER or "，" in point for point in points):
            return None
        said = wording.polish(item.text)
        said = said.rstrip("：:") if said.rstrip("：:").endswith(("其中", "包括")) else said
        words.append(said + "、".join(points) if below else said.rstrip("：:"))
    opening = wording.polish(lead.text).strip("：: ")
    if not opening:
        return None
    opening = f"{named}，{opening}" if (named := wording.heading_as_label(lead, opening)) else wording.of_whom(lead, opening)
    labelled = opening in lead.headings and all(LABELLED.match(item.text) for item in items)
    statement = (
        wording.finish("；".join(word.rstrip("；。") for word in words)) if labelled else wording.joined(opening, words)
    )
    return (addressed(lead.clause, statement), tuple(citations)) if len(statement) <= longest else None


def is_one_list(text: Text, lead: Passage) -> bool:
    """Tell whether the items are conditions, cases or the like, which say nothing when they stand alone."""
    if _CONDITIONS.search(lead.text[-60:]) or not lead.text.endswith(("：", ":", "。")):
        return True
    return not any(AMOUNT.search(item.text[:SEEN]) or len(item.text) > 60 for item in text.items.get(lead.index, ()))


def bonus(passage: Passage, element: Element, statement: str, added: int = 0) -> float:
    """Return what speaks for a sentence besides its cue: figures; against it: length, 该…, standing in an attachment.

    The ``added`` characters, of what it is not told without, do not speak against it.
    """
    length = len(statement) - added
    score = 0.0
    if element in GRANTING:
        score += 12 * bool(AMOUNT.search(statement[:SEEN])) + 6 * bool(RATIO.search(statement[:SEEN]))
    if element is Element.NOTES:
        score += 6 * bool(AMOUNT.search(statement[:SEEN]))
    if element is Element.DATES:
        score -= length / 12
    if element in (Element.DATES, Element.PROCEDURE):
        score -= 24 * bool(_AFTERWARDS.search(passage.text[:SEEN]))
    if element is Element.SCOPE and re.match("不受|免予", statement):
        score -= 12
    if length > wording.LONG:
        score -= min(30, (length - wording.LONG) / 6)
    if _ANAPHORA.match(passage.text):
        score -= 6
    if passage.zone == "attachment" or (passage.zone == "cover" and element not in _AT_HOME_ON_THE_COVER):
        score -= 12
    return score - min(10, passage.rank * 0.03)


_AT_HOME_ON_THE_COVER = (Element.BACKGROUND, Element.CONTACT, Element.DATES, Element.CHANGES)


def distinct(found: list[Candidate], limit: int) -> list[Candidate]:
    """Return the best ``limit`` candidates, none of which repeats another's words or span."""
    kept: list[Candidate] = []
    for item in sorted(found, key=lambda item: (-item.score, item.order)):
        if len(kept) == limit:
            break
        part = next((at for at, other in enumerate(kept) if _holds(item, other)), None)
        if part is not None:
            kept[part] = item  # who tells the same and more stands in its place
        elif not any(repeats(item, other) or _holds(other, item) for other in kept):
            kept.append(item)
    return kept


def _holds(one: Candidate, other: Candidate) -> bool:
    """Tell whether one point says all the other says, in the same words, and more."""
    return other.element is one.element and len(other.statement) < len(one.statement) and other.statement.rstrip("。") in one.statement


def repeats(one: Candidate, other: Candidate) -> bool:
    """Tell whether two points say the same: the same sentence or date of effect, or nearly the same words and figures."""
    if one.statement == other.statement:
        return True
    if _NUMBERS.findall(one.statement) != _NUMBERS.findall(other.statement) and "part" in (
        one.cue.name,
        other.cue.name,
    ):
        return False
    if one.cue.id == other.cue.id == "in_force" and (
        set(_DAYS.findall(one.statement)) & set(_DAYS.findall(other.statement))
    ):
        return True
    if "part" not in (one.cue.name, other.cue.name) and _overlap(one.passage, other.passage):
        return True
    if sorted(_NUMBERS.findall(one.statement)) != sorted(_NUMBERS.findall(other.statement)):
        return False
    if one.element is other.element is Element.NOTES and shared_words(one.statement, other.statement) >= SAME_BAN:
        return True
    return similarity(one.statement, other.statement) > 0.85


SAME_BAN = 0.85
"""Of the words of a shorter note how many another holds, in whatever order, when it forbids the same."""


def _overlap(one: Passage, other: Passage) -> bool:
    return one.clause.ref == other.clause.ref and one.start < other.end and other.start < one.end
