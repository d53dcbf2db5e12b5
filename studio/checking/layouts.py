"""Whether the layouts a person chose suit what their segments say now."""

from generators.infographic.layouts import unsuited
from generators.model import Issue, Severity
from studio.checking.findings import CheckContext


def chosen_layouts_suit(context: CheckContext) -> tuple[Issue, ...]:
    """A layout that does not suit its segment any more is set aside; advise to choose again."""
    return tuple(
        Issue(
            code="layout_set_aside", severity=Severity.ADVISORY, where=segment.id,
            text=f"“{segment.heading or segment.text[:12]}”选定的版式不适合现在的内容，已按内容自动排版。",
            advice="在编排页重新选择版式，或改为“自动选择”。",
        )
        for segment in unsuited(context.segments)
    )  # fmt: skip
