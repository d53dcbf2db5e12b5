"""Who leads, who supports, who explains: roles stay with their organisations."""

import re
from typing import NamedTuple

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.naming import same_office
from studio.checking.texts import bigrams, facts_of_text, share_of
from studio.interpreting.facts import TextFact

_ROLES = {
    "牵头": "lead", "主办": "lead", "主管": "lead", "责任": "lead", "配合": "support", "协助": "support", "参加": "support", "参与": "support",
    "协办": "support", "负责解释": "explain", "解释": "explain",
}  # fmt: skip
_HEAD = re.compile(r"(牵头|责任|配合|参加|参与|协办|主办|主管|解释)(?:单位|部门|机关|处室)?(?:（[^（）]{0,10}）)?[：:为是由]")
_TAIL = re.compile(r"(?:（[^（）]{0,20}）)?(?:(?:[、和与及]|会同|商)[^，。；：]{2,60}?)?(?:共同|具体|负责|要|应当?)?(牵头|负责解释|解释|配合|协助|主办|协办|参与)")
_JOINT = re.compile(r"(?:会同|商)[^，。；]{0,30}$")
_OPPOSED = {("lead", "support"), ("support", "lead")}
_ABOUT = 0.7
"""Clauses that share this much less with the statement than the best one are about other matters."""
_ONE_MATTER = 0.6
"""From this share with one clause a statement is about that clause alone, not a summary of who does what."""
_ADVICE = "照原文写明谁牵头、谁配合、谁负责。"


class Role(NamedTuple):
    """An organisation, what it does, and the words that say so."""

    organisation: str
    role: str
    words: str


def role_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the organisations that lead in ``text`` and support in the clauses, or the other way round, or newly explain."""
    topic = _topic(text)
    cited = [source for source in evidence.sources if source.cited]
    best = max((share_of(topic, source.text) for source in cited), default=0.0)
    written = [role for source in cited for role in roles_in(source.text)]
    about_it = [role for source in cited if share_of(topic, source.text) >= _ABOUT * best for role in roles_in(source.text)]
    found = []
    for said in roles_in(text) if written else ():
        own = [role for role in about_it if same_office(said.organisation, role.organisation)]
        if any(role.role == said.role for role in own):
            continue
        elsewhere = any(role.role == said.role and same_office(said.organisation, role.organisation) for role in written)
        opposed = [role for role in own if (said.role, role.role) in _OPPOSED]
        rivals = [role for role in about_it if role.role == said.role]
        if elsewhere and not (opposed and best >= _ONE_MATTER):
            continue
        if not elsewhere and (opposed or (rivals and said.role == "explain")):
            message = f"“{said.words}”与{evidence.label}的分工不符，原文是“{(opposed or rivals)[0].words}”。"
            found.append(Finding(code="role_differs", verdict="contradicted", text=message, advice=_ADVICE))
        elif opposed or rivals:
            message = f"“{said.words}”需要核对，{evidence.label}的原文是“{(opposed or rivals)[0].words}”。"
            found.append(Finding(code="role_differs", verdict="confirm", text=message, advice=_ADVICE))
    return list(dict.fromkeys(found))


def _topic(text: str) -> str:
    """Return what a statement is about besides its organisations and roles; all of it when nothing else is left."""
    for fact in facts_of_text(text):
        if fact.kind == "organisation":
            text = text.replace(fact.text, "")
    topic = re.sub("|".join(_ROLES), "", text)
    return topic if sum(bigrams(topic).values()) >= 3 else text


def roles_in(text: str) -> list[Role]:
    """Return the roles of the organisations named in ``text``, in order."""
    organisations = [fact for fact in facts_of_text(text) if fact.kind == "organisation"]
    return [role for fact in organisations if (role := _role_of(text, fact))]


def _role_of(text: str, fact: TextFact) -> Role | None:
    start = max(text.rfind(mark, 0, fact.start) for mark in "。；;\n|｜（") + 1
    before = text[start : fact.start]
    behind = _TAIL.match(text, fact.end)
    if behind and not _JOINT.search(before):
        return Role(fact.value, _ROLES[behind[1]], text[fact.start : behind.end()])
    heads = list(_HEAD.finditer(before))
    if heads:
        return Role(fact.value, _ROLES[heads[-1][1]], heads[-1][0] + fact.text)
    return None
