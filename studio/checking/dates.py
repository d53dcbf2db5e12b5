"""Check: the dates of the record are in an order in which they can have happened."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext
from studio.reading.date_order import OUT_OF_ORDER


def dates_in_order(context: CheckContext) -> tuple[Issue, ...]:
    """Return the dates that cannot all be right, unless somebody has compared them with the original on the record's page."""
    return tuple(
        Issue(
            code=OUT_OF_ORDER, severity=Severity.CONFIRM, where=warning.where, text=f"政策记录：{warning.message}",
            advice="在“政策记录”中更正日期；与原文一致的，在那里点“已对照原文，无误”。",
        )  # fmt: skip
        for warning in context.interpretation.document.warnings
        if warning.code == OUT_OF_ORDER
    )
