"""Sums written out in a text are worked out anew."""

from decimal import Decimal

import pytest

from studio.checking import wrong_sums
from studio.checking.arithmetic import sums_in
from tests.plainly import times_plain


@pytest.mark.parametrize(
    "text",
    [
        "每月1500元×12个月=18000元，一次领取。",
        "按8万元×50%=4万元计算。",
        "（2000+500）×3=7500元",
        "20人×500元/人=1万元",
        "20000元÷3≈6667元",
        "3元×2餐×30天=180元（每月）",
        "1000元×（1-20%）=800元=0.08万元",
        "2人＋3人＝5人",
    ],
)
def test_a_sum_that_comes_out_is_left_alone(text):
    assert sums_in(text) and wrong_sums(text) == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("每月1500元×12个月=1.9万元", "1.8万"),
        ("8万元×5%=4万元", "4000"),
        ("20人×500元/人=10万元", "1万"),
        ("(2000+500)×3=6500元", "7500"),
    ],
)
def test_a_sum_that_does_not_come_out_blocks_and_says_what_would(text, right):
    (issue,) = wrong_sums(text, "seg")
    assert issue.severity == "blocking" and issue.where == "seg" and f"应为{right}" in issue.text


@pytest.mark.parametrize("text", ["2026-05-01起施行", "云政办发〔2026〕18号", "A=B", "9:00-12:00", "0689-5127001", "=5", "(((((", "3倍=多"])
def test_what_is_no_sum_is_not_taken_for_one(text):
    assert sums_in(text) == ()


def test_a_chain_is_compared_link_by_link():
    first, second, third = sums_in("2×3=6，4×5=4×6=24")
    assert first.holds and not second.holds and second.right == Decimal(20) and third.holds


@pytest.mark.parametrize("text", ["9×" * 40_000, "(" * 40_000, "1=" * 40_000, "9" * 80_000, "1 " * 40_000])
def test_hostile_text_costs_little(text):
    assert times_plain(sums_in, text, enough=12) < 12
