"""Whether a policy is still in force on a day: told to people, never a reason to stop them."""

import re
from datetime import date

from generators.model import PolicyDocument

_OVER = re.compile(r"(?:现|已经|已|经){0,2}被?(?:全文|全部|宣布)?(?:废止|失效|作废|停止执行|停止施行)")


def has_expired(document: PolicyDocument, today: date) -> bool:
    """Tell whether the last day in force has passed."""
    return document.expires_on is not None and document.expires_on < today


def no_longer_in_force(document: PolicyDocument, today: date) -> str:
    """Return one sentence when the record says that the policy is repealed, or its last day has passed; empty otherwise."""
    said = document.validity or ""
    if _OVER.match(said):
        return f"政策记录中这份政策的有效性是“{said}”，不宜再作为现行政策解读和发布，请先核实。"
    if has_expired(document, today):
        day = document.expires_on
        return f"这份政策已于{day.year}年{day.month}月{day.day}日有效期届满，不宜再作为现行政策解读和发布；如已延期或另有新规定，请先更正政策记录或改用新文件。"
    return ""
