"""Checks: the dates of the record are in an order in which they can have happened, and those of the text can be meant."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext
from studio.reading.date_doubts import SUSPICIOUS, SUSPICIOUS_NUMBER
from studio.reading.date_order import OUT_OF_ORDER

_READ = "与原文一致的，在那里点“已对照原文，无误”。"
_ADVICE = {
    OUT_OF_ORDER: f"在“政策记录”中更正日期；{_READ}",
    SUSPICIOUS: f"请对照原件核对，在“政策记录”中更正；{_READ}",
    SUSPICIOUS_NUMBER: f"请对照原件核对，在“政策记录”中更正；{_READ}",
}


def dates_in_order(context: CheckContext) -> tuple[Issue, ...]:
    """Return the dates and numbers that cannot be right, unless somebody has compared them with the original on the record's page."""
    document = context.interpretation.document
    return tuple(
        Issue(
            code=warning.code, severity=Severity.CONFIRM, where=warning.where, advice=_ADVICE[warning.code],
            text=f"政策记录{f'（{document.address(warning.where)}）' if document.has(warning.where) else ''}：{warning.message}",
        )  # fmt: skip
        for warning in document.warnings
        if warning.code in _ADVICE
    )
