"""Who leads, who supports, who explains: roles stay with their organisations."""

import re

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.naming import same_office
from studio.checking.texts import bigrams, facts_of_text, share_of
from studio.interpreting.facts.duties import GROUPS, roles_in

_OPPOSED = {("lead", "support"), ("support", "lead")}
_ABOUT = 0.7
"""Clauses that share this much less with the statement than the best one are about other matters."""
_ONE_MATTER = 0.6
"""From this share with one clause a statement is about that clause alone, not a summary of who does what."""
_ADVICE = "照原文写明谁牵头、谁配合、谁负责。"


def role_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the organisations that lead in ``text`` and support in the clauses, or the other way round, or newly explain."""
    topic = _topic(text)
    cited = [source for source in evidence.sources if source.cited]
    best = max((share_of(topic, source.text) for source in cited), default=0.0)
    written = [role for source in cited for role in roles_in(source.text, facts_of_text(source.text))]
    about_it = [role for source in cited if share_of(topic, source.text) >= _ABOUT * best for role in roles_in(source.text, facts_of_text(source.text))]
    found = []
    for said in roles_in(text, facts_of_text(text)) if written else ():
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
    topic = re.sub("|".join(GROUPS), "", text)
    return topic if sum(bigrams(topic).values()) >= 3 else text
