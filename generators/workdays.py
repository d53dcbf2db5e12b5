"""Working days with their exchanges (调休), for the times an interpretation must keep."""

from datetime import date, timedelta

import chinese_calendar

LIMIT = 3
"""Working days between the policy's publication and its interpretation's, at most (国办发〔2016〕80号)."""


def working_days_after(day: date, number: int) -> date | None:
    """Return the ``number``-th working day after ``day``; None when the holidays of that time are not yet announced."""
    try:
        while number:
            day += timedelta(days=1)
            number -= chinese_calendar.is_workday(day)
    except NotImplementedError:
        return None
    return day
