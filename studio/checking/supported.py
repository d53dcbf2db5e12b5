"""Check: every statement of every segment is what its clauses say."""

import re
from collections.abc import Iterator

from generators.model import Issue, Segment
from studio.checking.evidence import evidence_of_segment, tells_of_changes
from studio.checking.findings import CheckContext
from studio.checking.statements import fragment_findings, statement_findings

TOLD_BESIDE = ("condition_missing", "subject_unclear")
_SEEN = re.compile(r"(?<![第前后每])[一二两三四五六七八九十]{1,3}(?=[位名群对排张座辆盏把间块])")
_SENTENCE = 16
"""From this length a text is a statement that must name its conditions; shorter ones are labels."""


def statements_supported(context: CheckContext) -> tuple[Issue, ...]:
    """Return the figures, names, polarities, roles and bindings of segments that their clauses do not bear out."""
    found: list[Issue] = []
    for segment in context.segments:
        evidence = evidence_of_segment(context.interpretation, segment)
        beside = "\n".join(segment.statements())
        for text, whole in texts_of(segment):
            text = _without_what_is_seen(text) if segment.kind == "picture" else text
            check = statement_findings if whole and not segment.furniture else fragment_findings
            findings = check(text, evidence, beside)
            if tells_of_changes(segment):
                # The table of old and new names subjects and conditions beside each change.
                findings = [finding for finding in findings if finding.code not in TOLD_BESIDE]
            found += [finding.issue(segment.id) for finding in findings]
    return tuple(dict.fromkeys(found))


def _without_what_is_seen(text: str) -> str:
    """Return a text of a picture without a map's number and without how many people or things are to be seen.

    Three people at a counter are no statement of the policy; amounts, shares, dates and names are held against it as everywhere.
    """
    if text.startswith("审图号："):
        return ""
    return _SEEN.sub("几", text) if text.startswith("画面：") else text


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
