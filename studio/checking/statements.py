"""One statement against its clauses."""

from collections.abc import Iterable

from generators.model import PolicyDocument, Supplement
from studio.checking.actors import actor_findings
from studio.checking.alignment import alignment_findings
from studio.checking.bindings import binding_findings
from studio.checking.conditions import condition_findings
from studio.checking.contrasts import contrast_findings
from studio.checking.evidence import Evidence, evidence_for
from studio.checking.figures import figure_findings
from studio.checking.findings import Finding, StatementVerdict, worst
from studio.checking.logic import logic_findings
from studio.checking.naming import name_findings
from studio.checking.polarity import polarity_findings
from studio.checking.retrieval import best_refs, further_refs
from studio.checking.roles import role_findings
from studio.checking.wording import wording_findings

LONGEST = 4000
"""Characters of a statement that are read; nothing in a product is longer."""

BLOCKERS = (figure_findings, polarity_findings, name_findings, role_findings, alignment_findings, contrast_findings, binding_findings, actor_findings, logic_findings)
QUESTIONS = (condition_findings, wording_findings)


def statement_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return everything wrong with ``text``. What only needs a look is not asked where something is plainly wrong.

    ``beside`` is what stands next to the text on the same card: a bound or a condition named there counts.
    """
    found = [finding for check in BLOCKERS for finding in check(text, evidence, beside)]
    if any(finding.verdict != "confirm" for finding in found):
        return found
    return found + [finding for check in QUESTIONS for finding in check(text, evidence, beside)]


def fragment_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return what is wrong with a heading, cell or figure: its facts and names, and unless it asks, what it allows or forbids."""
    asks = text.rstrip().endswith(("？", "?"))
    checks = (figure_findings, name_findings) if asks else (figure_findings, name_findings, polarity_findings)
    return [finding for check in checks for finding in check(text, evidence, beside)]


def check_statement(
    document: PolicyDocument, statement: str, refs: Iterable[str] | None = None, supplements: Iterable[Supplement] = ()
) -> StatementVerdict:
    """Return whether the clauses at ``refs`` support ``statement``; without ``refs`` the best clauses are looked for.

    Refs the document does not have are left out; when none is left, the best clauses are looked for as well.
    """
    text = statement[:LONGEST].strip()
    given = tuple(ref for ref in refs or () if document.has(ref))
    known = given or best_refs(document, text)
    findings = statement_findings(text, evidence_for(document, known, supplements))
    if not given and worst(findings) in ("contradicted", "unsupported") and (more := further_refs(document, text, known)):
        wider = statement_findings(text, evidence_for(document, (*known, *more), supplements))
        if not wider:
            known, findings = (*known, *more), wider
    nearest = known[0] if known else ""
    return StatementVerdict(verdict=worst(findings), issues=tuple(finding.issue(finding.ref or nearest) for finding in findings), refs=known)
