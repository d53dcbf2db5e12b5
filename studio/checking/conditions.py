"""The condition travels with what it gives: a statement that says what a clause gives names what the clause asks for."""

import re

from studio.checking.bindings import BOUND_KINDS, places_of
from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.measures import measure, same_value, whole_bound
from studio.checking.quoting import shortened
from studio.checking.sense import words_of
from studio.checking.texts import bigrams, facts_of_text, sentences
from studio.checking.units import Piece, Unit, units_of
from studio.interpreting.facts import TextFact

_CONDITION = re.compile(
    r"符合|具备|具有|持有|取得|通过|认定|连续|累计|签订|签定|缴纳|登记|注册|年满|已满|满\d|满[一二三四五六七八九十半两]|不满|未满|以上|以下|未(?:享受|受|被|发生|超过|达)|首次|仅限|同时|且|达到|超过|不超过|"
    r"不低于|不高于|经.{0,14}(?:审核|批准|同意|评估|认定|鉴定|讨论)|的$|期间|期满|因.{2,}的?$|属于|其中|除.{2,}外|情节|情况|拒不|逾期|确需|时$|发布.{2,8}后"
)
_INDEFINITE = re.compile(r"^[^，。；]{0,6}(?:应当|须|必须)?同时?(?:符合|具备|满足)(?:下列|以下|如下)[^，。；]{0,4}条件$|对?(?:于)?符合(?:规定|有关|相关|上述|下列|以下|申请|申报|本措施|本办法)*(?:的)?条件的?")
_GOAL = re.compile("达到|控制在|实现|稳定在|提高到")
_RESULT = re.compile(r"给予|补贴|补助|奖励|资助|标准为|享受|减免|返还|发放|报销|支付|贴息|救助|追回|处以|罚款|^处|^可以|^应当|^不得|^由")
_ATTRIBUTE = re.compile(r"^(?:对于?|给予?|向|为|凡)?(?P<which>[\u4e00-\u9fff]{2,14}?)的(?P<what>[\u4e00-\u9fff]{2,10})")
_NARROW = re.compile(r"首次|首套|新(?=引进|认定|建|增|设|办|购)|全日制|连续|独立法人|经济困难|本市户籍|重点管理区|小微企业|当年")
_OPEN = re.compile(r"(?:的|后|(?<!小)时|前|期间|通过|同意|批准|审核|认定|评估|鉴定|公布|备案|验收|登记|核准)$|^(?:用于)?经|^因|^除|^符合|^具备|^具有|的(?![另再免给可应不发由按])[^，。；的]{0,6}$|的[^，。；]{0,24}(?:企业|单位|人员|青年|人才|组织|家庭|个人|职工|项目|机构|学校|人|者|对象|老年人|儿童|学生)$")
"""How a piece that leads up to another ends: …的，…后，经…同意，…的企业，"""
_ENOUGH = re.compile(r"只要|即可|就可以?|就能|便可|便能|即能|[人业位员]就|可以直接")
_REQUIRED = re.compile(r"同时(?:符合|具备|满足)|(?:应当|须|必须|需)")
_NAMED_ONLY = re.compile(r"对[^。；]+(?:作出|做出|作了)了?(?:具体|明确|相应)?(?:规定|安排)")
"""A sentence that tells only what a document provides for, and nothing of what it provides."""
_ANNOUNCES = re.compile(r"^现(?:就|将|结合|印发|提出|制定|对|予|通知|决定|公布|公告)")
"""What a document's opening says of itself: whose consent it has is how it came about and asks nothing of the reader."""
_EMPHASIS = re.compile("^(?:确需|确有必要|确因|对于?|凡|已经?)")
_MET, _MET_WITH_FIGURES, _LIKE = 0.4, 0.2, 0.55
"""Which share of a condition's words must be named, and how well a place must fit to be what the statement speaks of."""
LONG_ENOUGH = 8
"""Characters from which a text is a statement rather than a label."""
_ADVICE = "把条件和金额、期限、后果写在一起；如果前后文已经写明，则确认。"


def condition_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the conditions of the clause that ``text`` leaves out where it states what they lead to."""
    if len(text) < LONG_ENOUGH:
        return []
    shown = f"{text}\n{beside}"
    missing: dict[str, str] = {}
    for said in units_of(_NAMED_ONLY.sub(lambda found: "。" * len(found.group()), text)):
        for label, unit in _spoken_of(said, evidence):
            for words in conditions_of(unit):
                if not _is_met(words, _shown_with(said, text, beside), evidence):
                    missing.setdefault(words, label)
    if _ENOUGH.search(text):
        missing |= dict.fromkeys(_other_requirements(text, shown, evidence), evidence.label)
    return [
        Finding(code="condition_missing", verdict="confirm", text=f"没有写到{label}的条件“{shortened(words)}”。", advice=_ADVICE)
        for words, label in list(missing.items())[:2]
    ]


def _shown_with(said: Unit, text: str, beside: str) -> str:
    """Return what is shown with a piece: its sentence, the sentences that give nothing of their own, what stands beside."""
    kept = []
    for start, end in sentences(text):
        own = start <= said.start < end
        if own or not any(fact.kind in ("money", "ratio") for fact in facts_of_text(text[start:end])):
            kept.append(text[start:end])
    return "\n".join((*kept, beside))


def _spoken_of(said: Unit, evidence: Evidence) -> list[tuple[str, Unit]]:
    """Return the unit a piece of the statement speaks of: where its figure stands, or whose words it has."""
    for fact in said.facts:
        if fact.kind in BOUND_KINDS - {"age"}:
            own, _ = places_of(fact, said, evidence)
            if own is not None and own.source.cited and own.fit > 0.2:
                return [(own.source.label, own.unit)]
    if evidence.scale.information(said) < 3:
        return []
    fits = [(evidence.scale.fit(said, unit), label, unit) for label, unit in _cited_units(evidence)]
    fit, label, unit = max(fits, key=lambda entry: entry[0], default=(0.0, "", None))
    return [(label, unit)] if unit is not None and fit >= _LIKE and fit > 0 else []


def _cited_units(evidence: Evidence) -> list[tuple[str, Unit]]:
    return [(source.label, unit) for source, units in evidence.source_units if source.cited for unit in units]


def conditions_of(unit: Unit) -> list[str]:
    """Return what stands before a unit in its sentence, or in its own words, and sets a condition for it."""
    if _ANNOUNCES.match(unit.piece.text):
        return []
    found = []
    for lead, following in zip(unit.leads, (*unit.leads[1:], unit.piece), strict=False):
        piece = lead.text
        gives = any(fact.kind == "money" for fact in lead.facts) and _RESULT.search(piece)
        if not gives and (_OPEN.search(piece) or following.text.startswith(("且", "并且"))) and not _RESULT.search(piece[-8:].removesuffix("的")) and is_condition(piece, joined=following.text.startswith(("且", "并且"))):
            found.append(piece)
    opening = re.match(r"(?P<when>[^，。；]{3,24}?(?:的|时|期间))(?=可以|应当|不得|由|给予|按|可(?!以)|免(?!费)|不收)", unit.text)
    if opening and is_condition(opening["when"]):
        found.append(opening["when"])
    for piece in (*unit.leads, unit.piece):
        attribute = _ATTRIBUTE.match(piece.text)
        if attribute and not _RESULT.search(attribute["which"]) and _NARROW.search(attribute["which"]):
            found.append(attribute["which"])
    return [words for words in dict.fromkeys(found) if words.strip()]


def is_condition(piece: str, joined: bool = False) -> bool:
    """Tell whether a piece of a sentence asks for something definite; 对符合条件的企业 does not say what.

    What is to be reached (达到1000人次) is a goal, unless it ends in 的 or is ``joined`` to a further condition by 且.
    """
    if _GOAL.search(piece) and not joined and not piece.endswith(("的", "后", "时")):
        return False
    rest = _INDEFINITE.sub("", piece)
    return bool(_CONDITION.search(rest)) and sum(bigrams(rest).values()) >= 3


def _is_met(words: str, shown: str, evidence: Evidence) -> bool:
    """A condition is named when its figures are, or, without figures, enough of its words, the rare ones above all."""
    ours = facts_of_text(shown)
    figures = [fact for fact in facts_of_text(words) if fact.kind in BOUND_KINDS]
    if figures and not any(_is_stated(fact, other) for fact in figures for other in ours):
        return False
    wanted = words_of(_EMPHASIS.sub("", Piece(words, 0, facts_of_text(words)).bare))
    weights = {word: evidence.scale.weights.get(word, 1.0) for word in wanted}
    total = sum(weights.values())
    there = words_of(shown)
    return not total or sum(weight for word, weight in weights.items() if word in there) / total >= (_MET_WITH_FIGURES if figures else _MET)


def _is_stated(fact: TextFact, other: TextFact) -> bool:
    return measure(fact)[0] == measure(other)[0] and (same_value(other, fact) or same_value(whole_bound(other), whole_bound(fact)))


def _other_requirements(text: str, shown: str, evidence: Evidence) -> list[str]:
    """Return what a clause also asks for where the statement calls one thing enough (只要…就可以)."""
    found: list[str] = []
    for source in evidence.sources:
        if not source.cited or source.columns:
            continue
        for sentence in re.split("[。\n]", source.text):
            if not _REQUIRED.search(sentence):
                continue
            units = [unit for unit in units_of(sentence) if len(unit.words) >= 2]
            named = [unit for unit in units if _is_met(unit.text, shown, evidence)]
            asked = [unit for unit in units if is_condition(unit.text) or re.match("并|且", unit.text) or _REQUIRED.search(unit.text)]
            if len(named) >= 1 and len(named) < len(units):
                found += [unit.text for unit in asked if unit not in named]
    return found
