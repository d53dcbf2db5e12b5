"""Three working days after publication, counted as people count them."""

from datetime import date

import pytest

from studio.reviewing.clock import interpret_by, working_days_after


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),  # Monday → Thursday
        (date(2026, 3, 5), date(2026, 3, 10)),  # Thursday, over a weekend
        (date(2026, 9, 30), date(2026, 10, 10)),  # over the National Day holiday, to a Saturday worked in exchange
    ],
)
def test_weekends_and_holidays_do_not_count_and_exchanged_saturdays_do(published, last):
    assert interpret_by(published)[0] == last


def test_beyond_the_announced_holidays_no_date_is_guessed():
    assert working_days_after(date(2094, 1, 4), 3) is None
    assert interpret_by(date(2094, 1, 4)) == (None, "当年的节假日安排未公布，解读期限暂时无法计算。")


def test_without_a_publication_date_the_person_is_asked_for_one():
    last, note = interpret_by(None)
    assert last is None and "补充" in note
