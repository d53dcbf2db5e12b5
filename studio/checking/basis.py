"""Check: readers see what each segment rests on, and whose words a supplement is."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext


def basis_shown(context: CheckContext) -> tuple[Issue, ...]:
    """Return the content segments that show no basis."""
    return tuple(
        Issue(
            code="basis_missing", severity=Severity.BLOCKING, where=segment.id,
            text=f"“{(segment.heading or segment.text)[:20]}”没有写明依据哪一条。", advice="补上依据条款；本部门补充的内容写明说明人。",
        )  # fmt: skip
        for segment in context.segments
        if not segment.furniture and not segment.basis.strip()
    )


def supplements_named(context: CheckContext) -> tuple[Issue, ...]:
    """Return the segments that use a department's own explanation without naming who gives it."""
    found = []
    for segment in context.segments:
        shown = segment.basis + segment.text
        for supplement in segment.supplements:
            if supplement.author not in shown:
                found.append(
                    Issue(
                        code="supplement_unnamed", severity=Severity.BLOCKING, where=segment.id,
                        text=f"“{supplement.text[:20]}”是部门补充的说明，但没有写明说明人{supplement.author}。", advice="在依据一栏写明“部门说明”和说明人。",
                    )  # fmt: skip
                )
    return tuple(found)
