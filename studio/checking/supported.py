"""Check: every statement of every segment is what its clauses say."""

from collections.abc import Iterator

from generators.model import Issue, Segment
from studio.checking.evidence import evidence_of_segment, tells_of_changes
from studio.checking.findings import CheckContext
from studio.checking.statements import fragment_findings, statement_findings

TOLD_BESIDE = ("condition_missing", "subject_unclear")
_SENTENCE = 16
"""From this length a text is a statement that must name its conditions; shorter ones are labels."""


def statements_supported(context: CheckContext) -> tuple[Issue, ...]:
    """Return the figures, names, polarities, roles and bindings of segments that their clauses do not bear out."""
    found: list[Issue] = []
    for segment in context.segments:
        evidence = evidence_of_segment(context.interpretation, segment)
        beside = "\n".join(segment.statements())
        for text, whole in texts_of(segment):
            check = statement_findings if whole and not segment.furniture else fragment_findings
            findings = check(text, evidence, beside)
            if tells_of_changes(segment):
                # The table of old and new names subjects and conditions beside each change.
                findings = [finding for finding in findings if finding.code not in TOLD_BESIDE]
            found += [finding.issue(segment.id) for finding in findings]
    return tuple(dict.fromkeys(found))


def texts_of(segment: Segment) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a segment, and whether each is a statement of its own rather than a label, cell or figure."""
    if segment.heading:
        yield segment.heading, False
    for text in (segment.text, segment.narration, *segment.points):
        if text:
            yield text, len(text) >= _SENTENCE
    if segment.figure:
        figure = segment.figure
        yield f"{figure.prefix}{figure.value}{figure.unit} {figure.caption}", False
    for row in segment.table:
        yield " ｜ ".join(row), False
    for name, value in segment.details.items():
        yield f"{name}：{value}", False
