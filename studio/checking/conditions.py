"""The condition travels with the amount: a statement that gives what the clause gives names what the clause asks for."""

import re

from studio.checking.evidence import Evidence, Source
from studio.checking.findings import Finding
from studio.checking.measures import same_value
from studio.checking.texts import bigrams, facts_of_text, share_of
from studio.interpreting.facts import TextFact

_CONDITION = re.compile(
    r"符合|具备|持有|取得|通过|认定|连续|累计|签订|签定|缴纳|登记|注册|年满|已满|满\d|满[一二三四五六七八九十半两]|不满|未满|以上|以下|未(?:享受|受|被|发生)|首次|仅限|同时|且|达到|超过|不超过|"
    r"不低于|不高于|经.{0,12}(?:审核|批准|同意|评估|认定|鉴定)|的$|期间|因.{2,}的?$|属于|其中"
)
_INDEFINITE = re.compile(r"对?符合(?:规定|有关|相关|上述|下列|以下|申请|申报|本措施|本办法)*(?:的)?条件的?")
_GOAL = re.compile("达到|控制在|实现|稳定在|提高到")
_GIVES = re.compile(r"给予|补贴|补助|奖励|资助|标准|享受|减免|返还|发放|报销|支付|扣除|贴息|救助|申请|申报|领取|办理|免收|免费|优惠|追回|处以|罚款")
_KINDS = {"money", "ratio", "duration", "count"}
_NAMED = 0.3
"""Which share of a condition's words the statement must have for the condition to count as named."""
LONG_ENOUGH = 12
"""Characters from which a text is a statement rather than a label."""


def condition_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the conditions of the clause that ``text`` leaves out where it states what they give."""
    if len(text) < LONG_ENOUGH:
        return []
    missing: dict[str, str] = {}
    kept = False
    for fact in facts_of_text(text):
        if fact.kind not in _KINDS:
            continue
        for source, written in _places(fact, evidence):
            lost = [words for words in conditions_before(source.text, written) if share_of(words, f"{text}\n{beside}") < _NAMED]
            kept = kept or not lost
            for words in lost:
                missing.setdefault(words, source.label)
    if not missing or kept:
        return []
    words, label = next(iter(missing.items()))
    return [
        Finding(
            code="condition_missing", verdict="confirm", text=f"没有写到{label}的条件“{words.strip()[:40]}”。",
            advice="把条件和金额、期限写在一起；如果前后文已经写明，则确认。",
        )  # fmt: skip
    ]


def _places(fact: TextFact, evidence: Evidence) -> list[tuple[Source, TextFact]]:
    return [
        (source, other) for source, other in evidence.facts() if source.cited and other.kind == fact.kind and same_value(fact, other)
    ]


def is_condition(piece: str) -> bool:
    """Tell whether a piece of a sentence asks for something definite; 对符合条件的企业 does not say what."""
    if _GOAL.search(piece) and not piece.endswith("的"):
        return False
    rest = _INDEFINITE.sub("", piece)
    return bool(_CONDITION.search(rest)) and sum(bigrams(rest).values()) >= 4


def conditions_before(text: str, fact: TextFact) -> list[str]:
    """Return the pieces of the sentence before a fact that set a condition for it: …满1年的，…，"""
    start = max(text.rfind(mark, 0, fact.start) for mark in "。；\n") + 1
    pieces = re.split("[，,]", text[start : fact.start])
    tail = text[fact.start : fact.end + 30]
    if not _GIVES.search(pieces[-1] + tail):
        return []
    found = []
    for piece in pieces[:-1]:
        gives = any(other.kind == "money" for other in facts_of_text(piece)) and _GIVES.search(piece)
        if not gives and is_condition(piece):
            found.append(piece)
    return found
