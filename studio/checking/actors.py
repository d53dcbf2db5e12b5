"""Who does what: 初审 by the committee stays with the committee, and an application goes to the office that receives it."""

import re
from functools import lru_cache
from typing import NamedTuple

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.naming import is_stranger, same_office
from studio.checking.quoting import shortened
from studio.checking.sense import sense, words_of
from studio.checking.units import Piece, Unit, units_of

_BODY = re.compile(
    r"村（居）民委员会|村?居?民?委员会|[村居]委会|公安派出所|派出所|管委会|街道办事处|[省市区县]委[\u4e00-\u9fff]{1,4}办|"
    r"(?:[省市区县]|乡镇|乡|镇)?级?(?:财政|民政|教育|税务|人社|公安|司法|卫健|卫生健康|医保|医疗保障|农业农村|应急管理|城市管理|市场监管|生态环境|自然资源|住建|交通运输|商务|发改|科技|工信|文旅|审计|水利|气象|消防|人力资源社会保障)"
    r"(?:行政)?(?:主管)?(?:部门|机关)|(?:经办|社保|医保|税务|代理)机构|人民法院|检察院|人民政府|行政审批局"
)
_PARTY = re.compile(r"由(?P<by>[\u4e00-\u9fff（）]{2,12}?)(?=按照?规定|依法|为其|承担|负责|支付|缴纳|负担|出资|提出|办理|提供|自行)")
_TO = re.compile(r"(?:向|报|到|送|报请|报送)[\u4e00-\u9fff]{0,8}$")
_TO_WINDOW = 10
_ROLES = frozenset(("牵头", "配合", "协助", "负责", "参与", "具体", "共同"))
_LIKE_TO = 0.4
_LIKE, _CLEAR, _PLAIN, _FAR = 0.5, 0.3, 0.8, 0.6
"""From which fit another body's deed counts, by how much it must fit better; from which it is plain."""
_ADVICE = "照原文写明由谁办理、向谁申请、谁来承担；无误则确认。"


class Actor(NamedTuple):
    """A body, whether it does something or something is brought to it, and the words that name it."""

    name: str
    receives: bool


def actor_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the bodies of ``text`` to which it gives what the clauses give to another one."""
    found = []
    for said in units_of(text):
        for actor in actors_in(said.piece):
            finding = None if is_stranger(actor.name, evidence) else _given_away(said, actor, evidence)
            if finding:
                found.append(finding)
    return list(dict.fromkeys(found))


def _given_away(said: Unit, actor: Actor, evidence: Evidence) -> Finding | None:
    own, rival, nearest, rivals = 0.0, 0.0, None, ()
    ours = actors_in(said.piece)
    deed = (said.words - _naming_words(ours) - _ROLES) & frozenset(evidence.scale.weights)
    if len(deed) < 2 or any(said.text.strip() == unit.text.strip() for unit in evidence.scale.units):
        return None
    for unit in evidence.scale.units:
        theirs = [other for other in _actors_of(unit) if other.receives == actor.receives]
        if not theirs:
            continue
        names = _naming_words((*ours, *theirs)) | _ROLES
        fit = evidence.scale.fit(said.alone, unit.alone, names)
        if any(_same(actor.name, other.name) for other in theirs):
            own = max(own, fit)
        elif fit > rival and not any(_same(one.name, other.name) for one in ours for other in theirs):
            rival, nearest, rivals = fit, unit, theirs
    if nearest is None or rival < (_LIKE_TO if actor.receives else _LIKE) or rival - own < _CLEAR:
        return None
    plain = rival >= _PLAIN and rival - own >= _FAR
    whom = "、".join(dict.fromkeys(other.name for other in rivals))
    message = f"“{shortened(said.text)}”：{evidence.label_of(nearest)}写的是“{whom}”，原文是“{shortened(nearest.text)}”。"
    return Finding(code="actor_differs", verdict="contradicted" if plain else "confirm", text=message, advice=_ADVICE, ref=evidence.ref_of(nearest))


def _actors_of(unit: Unit) -> tuple[Actor, ...]:
    """Return the bodies of the piece, or, where it names none, the last ones before it in its sentence."""
    if own := actors_in(unit.piece):
        return own
    for lead in reversed(unit.leads):
        if before := actors_in(lead):
            return tuple(actor for actor in before if not actor.receives)
    return ()


def _same(left: str, right: str) -> bool:
    ours, theirs = sense(left), sense(right)
    return same_office(left, right) or ours in theirs or theirs in ours


def _naming_words(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(word for actor in actors for word in words_of(actor.name))


@lru_cache(maxsize=16384)
def actors_in(piece: Piece) -> tuple[Actor, ...]:
    """Return the bodies of a piece in order: offices, generic bodies (公安机关), and who 由…承担 names."""
    text = piece.text
    named = [(fact.start - piece.start, fact.end - piece.start) for fact in piece.facts if fact.kind == "organisation"]
    spans: list[tuple[int, int]] = []
    for start, end in sorted([*named, *(match.span() for match in _BODY.finditer(text))], key=lambda span: span[0] - span[1]):
        if not any(a < end and start < b for a, b in spans):
            spans.append((start, end))
    spans += [match.span("by") for match in _PARTY.finditer(text) if not any(a < match.end("by") and match.start("by") < b for a, b in spans)]
    return tuple(Actor(text[start:end], bool(_TO.search(text, max(0, start - _TO_WINDOW), start))) for start, end in sorted(spans))
