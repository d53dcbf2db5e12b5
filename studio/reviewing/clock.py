"""The working-day clock: interpretations are published with the policy, at the latest three working days after it.

Source: 国办发〔2016〕80号 practice (三同步), counted in working days with their exchanges (调休).
"""

from datetime import date

from generators.workdays import LIMIT, working_days_after

__all__ = ["LIMIT", "interpret_by", "working_days_after"]


def interpret_by(published_on: date | None) -> tuple[date | None, str]:
    """Return the last day for publishing interpretations and a sentence about it."""
    if published_on is None:
        return None, "政策没有注明公布日期，请在政策记录中补充后再看解读期限。"
    last = working_days_after(published_on, LIMIT)
    if last is None:
        return None, "当年的节假日安排未公布，解读期限暂时无法计算。"
    return last, f"最迟应在 {last.year} 年 {last.month} 月 {last.day} 日（公布后第 {LIMIT} 个工作日）发布解读。"
