"""Uploaded texts are hostile: long, odd or empty ones must neither fail nor take more than linear time."""


import pytest

from studio.interpreting import interpret
from tests.interpreting.documents import document, draft
from tests.plainly import plain_seconds, seconds_of

ODD = [
    "标题\n" + "（" * 3000,
    "标题\n" + "“" * 500 + "《" * 500 + "为了" * 500,
    "标题\n" + "，" * 2000 + "。" * 2000,
    "标题\n" + "：\n" * 300,
    "标题\n第一条 \n第二条 \u200b\u202e\ufeff给予补贴100元\u0300。\n",
    "标题\n一、\n（一）\n1.\n（1）\n",
    "标题\n第一条 符合第一条第一项规定的，每人每月100元：\n（一）符合第一条第一项规定的，不予享受：\n",
    "no chinese at all 100 200 300\nline two",
    "标题\n" + "到2027年，" * 400 + "达到5%。",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_interpreted_without_failing(text):
    interpretation = draft(text)
    for point in interpretation.key_points:
        assert point.statement and len(point.title) <= 14


# Eight times the text may take up to 24 times as long on a busy machine; work that grows with the square would take 64.


def _seconds(text: str) -> float:
    return seconds_of(interpret, document(text))


@pytest.mark.parametrize(
    "unit",
    [
        "为贯彻落实有关规定，对符合条件的企业给予补贴，不得重复享受，由市财政局负责拨付",
        "符合下列条件的可以申请补贴100元；",
        "补贴到2027年达到5%，",
    ],
)
def test_one_endless_sentence_takes_linear_time(unit):
    small = _seconds("标题\n第一条 " + unit * 300 + "。")
    large = _seconds("标题\n第一条 " + unit * 2400 + "。")
    assert large < 24 * small + 24 * plain_seconds()


def test_many_clauses_take_linear_time():
    def policy(number: int) -> str:
        return "标题\n" + "\n".join(
            f"第{index}条 对第{index}类企业给予补贴{index}元，每户每年最高不超过{index}万元。"
            for index in range(1, number)
        )

    small, large = _seconds(policy(100)), _seconds(policy(800))
    assert large < 24 * small + 24 * plain_seconds()
