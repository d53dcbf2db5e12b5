"""Key points (要点): what the cues find, with exact citations and a self-contained statement; ranked, without repeats."""

import re
from collections import Counter
from dataclasses import dataclass

from generators.model import Citation, Element, Level
from studio.interpreting import wording
from studio.interpreting.cues import AMOUNT, RATIO, SEEN, Cue, cues
from studio.interpreting.passages import Passage, Text
from studio.interpreting.references import written_out

LONGEST_LIST = 460
"""Characters up to which an introduction and its items make one point; a longer list is proposed item by item."""

SHORTEST = 9
"""Characters below which a sentence says nothing by itself."""

_ANAPHORA = re.compile(
    r"^(?:该|上述|前款|前述|其(?!他|中)|此类|对此|本款|前项|本条|除上述|对上述|以上|构成犯罪|情节严重|逾期不改|拒不改正)"
)
_DAYS = re.compile(r"自(\d{4}年\d{1,2}月\d{1,2}日)")
_NUMBERS = re.compile(r"\d[\d.]*|第[一二三四五六七八九十]+|[一二三四五六七八九十]级|半")
_CONDITIONS = re.compile(
    r"(?:条件|情形|情况|人员|对象|材料|资料|之一|行为|要求)[^，。：]{0,6}(?:，[^，。：]{2,40})?[：:]$"
)
_DANGLING = re.compile(r"^(?:构成犯罪|情节严重|逾期不改|拒不改正)")
_PENAL = re.compile(r"责令|处分|处罚|追究|停止(?:发放|享受)|不予|追回|取消|违反本")
_CLASS_ONLY = re.compile(r"^第[一二三四五六七八九十\d]+[类档级种][^，。；]{0,10}[。；：]?$")
_STANDS = re.compile(
    r"^(?:其中，)?(?:对|凡|除|在|经|获|被|自|给予|支持|鼓励|建立|推动|开展|加强|[^，；]{2,30}(?:给予|标准为|按照|负责|应当|不得|可以|为每)|[^，；]{2,40}(?:不超过|不低于|为)\d)"
)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A point in the making. ``order`` keeps the document's order, ``score`` ranks, ``titles`` are those it brings, best first."""

    element: Element
    cue: Cue
    passage: Passage
    score: float
    statement: str
    citations: tuple[Citation, ...]
    titles: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        """Return where the point stands in the document."""
        return (self.passage.index, self.passage.start)


def candidates(text: Text) -> list[Candidate]:
    """Return every point the cues propose, one for each cue and sentence."""
    found: list[Candidate] = []
    consumed: set[int] = set()
    for passage in text.passages:
        if passage.clause.level is Level.ROW or (passage.lead is not None and passage.lead.index in consumed):
            continue
        if passage.introduces:
            whole = _whole(text, passage)
            found.extend(whole)
            if whole and is_one_list(text, passage):
                consumed.add(passage.index)
            if passage.index in text.items or (part := before_announcement(passage)) is None:
                continue
            passage = part
        for part in split(passage):
            found.extend(_sentence(text, part))
    return found


def before_announcement(passage: Passage) -> Passage | None:
    """Return what a sentence says before it announces a table or a paragraph (……；按以下渠道办理：); None when it says nothing."""
    end = passage.text.rfind("；")
    return passage.part(0, end) if end >= 20 else None


def split(passage: Passage) -> list[Passage]:
    """Split a long sentence at ； where every piece grants or orders something of its own."""
    words = passage.text
    if len(words) <= wording.LONG or "；" not in words:
        return [passage]
    pieces, at = [], 0
    for piece in words.split("；"):
        pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    if all(end - start >= 12 and _STANDS.match(words[start : min(end, start + 200)]) for start, end in pieces):
        return [passage.part(start, end) for start, end in pieces]
    return [passage]


GRANTING = (Element.STANDARDS, Element.BENEFITS, Element.CONTENT)


def _sentence(text: Text, passage: Passage) -> list[Candidate]:
    """Return the points one sentence makes. What is granted keeps its ceilings and periods; 该…… keeps what it refers to."""
    if len(passage.text) < SHORTEST:
        return []
    lone = passage
    if _ANAPHORA.match(passage.text):
        lone = text.with_antecedent(passage) or passage
    full = text.with_dependents(passage)
    found = []
    penal = passage.lead is not None and _PENAL.search(passage.lead.text[-SEEN:])
    for cue in cues():
        if penal and cue.element is not Element.NOTES:
            continue
        if not (strength := cue.strength(passage)) or (
            passage.zone == "attachment" and not _tells_in_attachment(passage, cue)
        ):
            continue
        if cue.element in GRANTING and passage.depends and text.with_antecedent(passage):
            continue
        if lone is passage and _DANGLING.match(passage.text):
            continue
        shown = full if cue.element in GRANTING else lone
        statement, referred = written_out(text, wording.statement_of(shown))
        if len(statement) < SHORTEST:
            continue
        score = strength * 10 + bonus(passage, cue.element, statement)
        found.append(Candidate(cue.element, cue, shown, score, statement, (*shown.citations, *referred)))
    return found


def _tells_in_attachment(passage: Passage, cue: Cue) -> bool:
    return bool(AMOUNT.search(passage.text[:SEEN])) or cue.id in ("materials_heading", "phone")


def _whole(text: Text, lead: Passage) -> list[Candidate]:
    """Return the points an introduction makes together with all of its items."""
    whole = whole_list(text, lead)
    if whole is None:
        return []
    statement, citations = whole
    return [
        Candidate(cue.element, cue, lead, strength * 10 + bonus(lead, cue.element, statement) + 5, statement, citations)
        for cue in cues()
        if cue.whole and (strength := cue.strength(lead))
    ]


def whole_list(text: Text, lead: Passage) -> tuple[str, tuple[Citation, ...]] | None:
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
        inner = "、".join(wording.polish(point.text).rstrip("；;。") for point in below)
        words.append(wording.polish(item.text).rstrip("：:") + inner)
    opening = wording.polish(lead.text).strip("：: ")
    if not opening:
        return None
    statement = wording.joined(opening, words)
    return (statement, tuple(citations)) if len(statement) <= LONGEST_LIST else None


def is_one_list(text: Text, lead: Passage) -> bool:
    """Tell whether the items are conditions, cases or the like, which say nothing when they stand alone."""
    if _CONDITIONS.search(lead.text[-60:]) or not lead.text.endswith(("：", ":", "。")):
        return True
    return not any(AMOUNT.search(item.text[:SEEN]) or len(item.text) > 60 for item in text.items.get(lead.index, ()))


def bonus(passage: Passage, element: Element, statement: str) -> float:
    """Return what speaks for a sentence besides its cue: figures; against it: length, 该…, standing in an attachment."""
    score = 0.0
    if element in GRANTING:
        score += 12 * bool(AMOUNT.search(statement[:SEEN])) + 6 * bool(RATIO.search(statement[:SEEN]))
    if element is Element.DATES:
        score -= len(statement) / 12
    if len(statement) > wording.LONG:
        score -= min(30, (len(statement) - wording.LONG) / 6)
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
        if not any(repeats(item, other) for other in kept):
            kept.append(item)
    return kept


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
    return similarity(one.statement, other.statement) > 0.85


def _overlap(one: Passage, other: Passage) -> bool:
    return one.clause.ref == other.clause.ref and one.start < other.end and other.start < one.end


def similarity(one: str, other: str) -> float:
    """Return how much two texts share: the bigrams of the shorter found in the longer, 0 to 1."""
    short, long = sorted((bigrams(one), bigrams(other)), key=lambda grams: sum(grams.values()))
    return sum((short & long).values()) / max(1, sum(short.values()))


def bigrams(text: str) -> Counter:
    """Count the character bigrams of ``text``."""
    return Counter(text[index : index + 2] for index in range(len(text) - 1))
