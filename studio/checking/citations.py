"""Check: the words a segment quotes still stand in the clause at their place."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext


def citations_hold(context: CheckContext) -> tuple[Issue, ...]:
    """Return the citations of segments whose quote no longer stands at its span."""
    document = context.interpretation.document
    found = []
    for segment in context.segments:
        for citation in segment.citations:
            if citation.holds_in(document):
                continue
            place = document.address(citation.ref) if document.has(citation.ref) else citation.ref
            found.append(
                Issue(
                    code="citation_broken", severity=Severity.BLOCKING, where=segment.id,
                    text=f"引文“{citation.quote[:30]}”与{place}的原文对不上。", advice="原文可能已经更新，重新选定依据条款。",
                )  # fmt: skip
            )
    return tuple(found)
