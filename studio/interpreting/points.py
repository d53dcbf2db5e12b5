"""Key points (要点): what the cues find, with exact citations, a title, a self-contained statement; ranked, without repeats."""

import re
from collections import Counter
from dataclasses import dataclass, field

from generators.model import Citation, Element, KeyPoint
from studio.interpreting import wording
from studio.interpreting.cues import AMOUNT, PHONE, RATIO, Cue, cues
from studio.interpreting.passages import Passage, Text

LIMITS = {Element.CONTENT: 12, Element.STANDARDS: 10, Element.PROCEDURE: 9, Element.NOTES: 8, Element.TERMS: 8}
USUAL_LIMIT = 6
LONGEST_LIST = 220
_ANAPHORA = re.compile(r"^(?:该|上述|前款|前述|其(?!他|中)|此类|对此|本款|前项|本条)")
_EARLY = 6


@dataclass
class Candidate:
    """A point in the making. ``order`` keeps document order; ``score`` ranks."""

    element: Element
    cue: Cue
    passage: Passage
    score: float
    statement: str
    citations: tuple[Citation, ...]
    title: str = ""
    marker: str = ""
    order: tuple[int, int] = field(default=(0, 0))


def candidates(text: Text) -> list[Candidate]:
    """Return every point the cues propose, element by element, best first within one."""
    found = []
    for passage in text.passages:
        if passage.zone == "attachment" and not AMOUNT.search(passage.text[:600]):
            continue
        for part in split(passage):
            best: dict[Element, tuple[int, Cue]] = {}
            for cue in cues():
                if cue.only_early and passage.index > _EARLY:
                    continue
                strength = cue.strength(part)
                if strength > best.get(cue.element, (0, cue))[0]:
                    best[cue.element] = (strength, cue)
            for element, (strength, cue) in best.items():
                if (made := _candidate(text, part, element, cue, strength)) is not None:
                    found.append(made)
    return found


def split(passage: Passage) -> list[Passage]:
    """Split a long sentence at ； where every piece grants or orders something of its own."""
    words = passage.text
    if len(words) <= wording.LONG or "；" not in words:
        return [passage]
    pieces, at = [], 0
    for piece in words.split("；"):
        pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    stands = re.compile(r"^(?:其中，)?(?:对|凡|在|经|获|被|自|给予|支持|鼓励|建立|推动|开展|加强|[^，；]{2,30}(?:给予|标准为|按照|负责|应当|不得|可以))")
    if all(end - start >= 12 and stands.match(words[start:end]) for start, end in pieces):
        return [passage.part(start, end) for start, end in pieces]
    return [passage]


def _candidate(text: Text, passage: Passage, element: Element, cue: Cue, strength: int) -> Candidate | None:
    statement, citations = wording.statement_of(passage), passage.citations
    if passage.introduces:
        items = text.items.get(passage.index, ())
        if not items or not cue.whole:
            return None
        statement = wording.joined(wording.polish(passage.text), [wording.polish(item.text) for item in items])
        if len(statement) > LONGEST_LIST * 2:
            return None
        citations = (passage.citation, *(item.citation for item in items))
    elif passage.lead is not None and cue.whole and cue.strength(passage.lead):
        return None
    if len(statement) < 8:
        return None
    score = strength * 10 + _bonus(passage, element, statement)
    return Candidate(element, cue, passage, score, statement, citations, order=(passage.index, passage.start))


def _bonus(passage: Passage, element: Element, statement: str) -> float:
    score = 0.0
    if element in (Element.STANDARDS, Element.BENEFITS, Element.CONTENT):
        score += 12 * bool(AMOUNT.search(statement[:600])) + 6 * bool(RATIO.search(statement[:600]))
    if len(statement) > wording.LONG:
        score -= min(40, (len(statement) - wording.LONG) / 4)
    if _ANAPHORA.match(passage.text):
        score -= 12
    if passage.zone != "main":
        score -= 8 if element not in (Element.BACKGROUND, Element.CONTACT, Element.DATES) else 0
    return score - passage.index * 0.02


def titled(candidate: Candidate) -> str:
    """Return the title of a point, by the way its cue names."""
    passage, cue, text = candidate.passage, candidate.cue, candidate.passage.text
    heading = wording.own_heading(passage)
    if cue.title_from_heading and heading:
        return heading
    if cue.title and not cue.name:
        return cue.title
    if cue.name == "term":
        return wording.title_of(wording.term(text)) or heading or wording.subject(text)
    if cue.name == "granted":
        own = heading if heading and passage.clause.text.startswith(passage.headings[-1]) else ""
        named = wording.title_of(wording.granted(text))
        return (own if own and len(own) <= 10 else "") or named or heading or wording.subject(text)
    if cue.name == "benefit":
        return heading if heading and len(heading) <= 10 else wording.title_of(wording.granted(text)) or cue.title or wording.subject(text)
    if cue.name == "contact":
        return _contact_title(text)
    if cue.name == "step":
        return _step_title(passage) or heading or wording.subject(text)
    if cue.name in _FIXED:
        return next((title for pattern, title in _FIXED[cue.name] if re.search(pattern, text)), "") or heading or wording.subject(text)
    return heading or wording.subject(text)


_FIXED = {
    "goal": [(r"到(20\d\d)年", "")],
    "excluded": [(r"不(?:再|予|能|得)?享受", "不能享受的情形"), (r"不予受理", "不予受理的情形"), (r"不予?(?:补贴|补助|支持|奖励)", "不予支持的情形"), (r"不(?:能|得)(?:再)?(?:申请|申报)", "不得申请的情形"), (r"不适用", "不适用的情形")],
    "consequence": [(r"停止(?:发放|享受|领取)", "停止享受的情形"), (r"追回|收回|追缴", "追回资金的情形"), (r"退回|退还", "需要退回的情形"), (r"取消", "取消资格的情形"), (r"终止", "终止的情形")],
    "forbidden": [(r"不得收取|不收取|收取任何费用", "不得收取费用"), (r"严禁|禁止", "禁止的行为"), (r"不得", "不得有的行为")],
    "changed": [(r"有效期", "有效期调整"), (r"提高|上调|增加", "标准提高"), (r"降低|下调", "标准降低"), (r"延长", "期限延长"), (r"缩短", "时限缩短")],
    "unit": [(r"牵头", "牵头单位"), (r"解释", "负责解释")],
}
_STEPS = [("公示", "公示"), ("初审|预审|初核", "初审"), ("复审|复核", "复审"), ("拨付|兑付|兑现", "资金拨付"), ("发放|计发", "发放"), ("受理", "受理"), ("审核|审查|核定|核准", "审核"), ("评审|评估", "评审评估"), ("登记", "登记"), ("缴费|清缴", "缴费"), ("报名", "报名"), ("申领", "申领"), ("申报", "申报"), ("申请|提交", "提出申请"), ("推荐", "推荐"), ("续期", "续期"), ("告知|公布|发布", "结果公布")]


def _step_title(passage: Passage) -> str:
    text = passage.text[:200]
    places = [(found.start(), title) for pattern, title in _STEPS if (found := re.search(pattern, text))]
    return min(places)[1] if places else ""


def _contact_title(text: str) -> str:
    found = re.search(r"([\u4e00-\u9fff]{2,8}(?:电话|热线|方式))", text)
    return wording.title_of(found[1]) if found else "咨询电话"


def key_points(text: Text, found: list[Candidate]) -> list[KeyPoint]:
    """Return the points of all elements but CONTENT: best first, without repeats, each with its id and title."""
    points: list[KeyPoint] = []
    for element in Element:
        chosen = distinct([item for item in found if item.element is element], LIMITS.get(element, USUAL_LIMIT))
        if element in (Element.PROCEDURE, Element.DATES):
            chosen.sort(key=lambda item: item.order)
        points.extend(numbered(chosen))
    return points


def distinct(found: list[Candidate], limit: int) -> list[Candidate]:
    """Return the best ``limit`` candidates, none of which repeats another's words or span."""
    kept: list[Candidate] = []
    for item in sorted(found, key=lambda item: (-item.score, item.order)):
        if len(kept) == limit:
            break
        if not any(_repeats(item, other) for other in kept):
            kept.append(item)
    return kept


def _repeats(one: Candidate, other: Candidate) -> bool:
    if set(one.citations) & set(other.citations) and (one.passage.clause.ref, one.passage.start) == (other.passage.clause.ref, other.passage.start):
        return True
    return similarity(one.statement, other.statement) > 0.8


def similarity(one: str, other: str) -> float:
    """Return how much two texts share: the bigrams of the shorter found in the longer, 0 to 1."""
    if not one or not other:
        return 0.0
    short, long = sorted((bigrams(one), bigrams(other)), key=lambda grams: sum(grams.values()))
    return sum((short & long).values()) / max(1, sum(short.values()))


def bigrams(text: str) -> Counter:
    """Count the character bigrams of ``text``."""
    return Counter(text[index : index + 2] for index in range(len(text) - 1))


def numbered(chosen: list[Candidate]) -> list[KeyPoint]:
    """Return candidates as key points with ids, giving repeated titles something to tell them apart."""
    points, titles = [], Counter()
    for number, item in enumerate(chosen, 1):
        title = titled(item)
        if titles[title] and (other := wording.subject(item.passage.text)) and other != title:
            title = other
        titles[title] += 1
        prefix = item.element.value + (f"_{item.marker}" if item.marker else "")
        points.append(
            KeyPoint(id=f"{prefix}_{number}", element=item.element, title=title, statement=item.statement, citations=tuple(dict.fromkeys(item.citations)))
        )
    return points


def phones_in(text: str) -> list[str]:
    """Return the telephone numbers of ``text`` as written."""
    return [found.group() for found in PHONE.finditer(text)]
