"""No line of text makes reading, checking an upload or interpreting slow: every expression is linear on what may be uploaded."""

import re

import pytest
from hostile_pages import POLICY
from measuring import CHEAP, Measurer

from studio.checking import check_upload
from studio.errors import CannotAccept
from studio.interpreting import interpret
from studio.reading import read
from tests.plainly import times_plain

LENGTH = 8_000
RUNS = [
    *" \u3000\t（）([〔1一甲《》“”\"'.。·…-—、，；：:aA@|#*_<>&\\第的和应不元市局号令年月对在由自百千万%％★①㈠Ⅰ１\u200b",
    "12 ", "一、", "第一", "第一条", "1.", "1、", "1,", "（一）", "附件", "2026年", "2026年1月1日", "1元", "1万元", "5%", "1个工作日", "不低于", "不得", "给予",
    "应当，", "根据《a》", "（，", "，“", "《，", "第、", " 。", "一，", "年月", "市教育局、", "1至", "1-1-", "010-", "13800000000", "，由", "提高到", "、局",
    "62220000", "11010119900101", "每人1元，", "每人每月", "1.2.", "[[", "{{", "![", "（以下简称", "（（《", "1：", "甲|",
]  # fmt: skip
BEFORE = [
    "密级", "机密", "附件", "第", "（", "《", "根据", "自", "由", "给予", "不超过", "责任单位：", "咨询电话：", "有效期", "所称", "“", "云溪市人民政府关于", "（以下简称", "废止", "1",
    "1.", "一、", "（一）", "2026年", "〔", "关于印发", "| ", "# ", "---\n", "- ", "> ", "**", "![", "<!--", "百", "最高", "签发人：", "抄送：", "目录\n一",
]  # fmt: skip
FILLING = [" ", "\u3000", "1", "一", "甲", "，", "、", "（", "）", "的", "百", "《", "“", ".", "-", "应", "1,", "局、"]
LINES = [
    "第一条 甲应当给予补贴1元。", "第{}条 甲。", "（一）甲；", "一、甲", "1.甲；", "1.{} 甲", "①甲", "附件：1.甲", "附件{}", "附件", "目录", "甲", "云溪市教育局", "2026年1月1日",
    "云溪市教育局 2026年1月1日", "抄送：市局。", "各区人民政府：", "云政发〔2026〕{}号", "《云溪市办法》", "关于印发《云溪市办法》的通知", "云溪市办法", "| 甲 | 乙 |", "# 甲",
    "第{}章 甲", "（此件公开发布）", "符合下列条件的：", "由市教育局负责解释。", "责任单位：市教育局", "《甲乙丙丁》同时废止。", "-{}-", "索引号：{}", "绝密",
]  # fmt: skip


def go_through(text: str) -> None:
    """Read, check and interpret a text, or have it refused."""
    data = (POLICY + text + "\n").encode()
    try:
        document = read(data, "文本.txt")
    except CannotAccept:
        return
    check_upload(data, document)
    interpret(document)


def is_quick(text: str, most: float) -> None:
    """Fail when what a text goes through costs more than ``most`` times plain work."""
    assert (cost := times_plain(go_through, text, enough=most)) < most, (text[:20], cost)


def test_no_run_of_one_thing_makes_it_slow():
    for piece in RUNS:
        is_quick("第二条 " + piece * (LENGTH // len(piece)), 24)


def test_nothing_unfinished_makes_it_slow():
    for before in BEFORE:
        for filling in FILLING[len(before) % 3 :: 3]:
            is_quick(f"第二条 {before}{filling * (LENGTH // len(filling))}！", 24)


@pytest.mark.parametrize("line", LINES)
def test_many_lines_of_one_kind_cost_what_their_number_says(line):
    """800 lines cost a score of plain passes; were the cost to grow with the square, they would cost far more."""
    is_quick("\n".join(line.format(number) for number in range(800)), 20)


@pytest.mark.parametrize("piece", ["（", "《", " ", "一", "第", "1.", "，", "的", "“"])
def test_the_longest_line_costs_what_a_page_costs(piece):
    measurer = Measurer()
    cost = measurer.cost((POLICY + "第二条 " + piece * (150_000 // len(piece)) + "\n").encode(), "文本.txt")
    measurer.close()
    assert cost.times < CHEAP and not cost.fault


@pytest.mark.parametrize(
    "text",
    [
        "政务公开 登录 无障碍 长者模式 高级搜索 首页 要闻动态 互动交流 网站地图 当前位置 : 首页 > 动态要闻 " * 30,
        "===PAGE 1===\n\n===PAGE 2===\n\n===PAGE 3===\n",
        "1234567890\n---\n***",
    ],
    ids=["navigation", "failed recognition", "no letters"],
)  # fmt: skip
def test_navigation_and_failed_recognition_are_no_policy(text):
    with pytest.raises(CannotAccept) as caught:
        read(text.encode(), "政策.txt")
    assert re.fullmatch(r"[^。！]*。", str(caught.value))


def test_cost_grows_no_faster_than_the_text():
    measurer = Measurer()

    def times(count: int) -> float:
        text = POLICY + "".join(f"第{number}条 本办法自2026年1月{number % 28 + 1}日起施行。\n（一）甲；\n" for number in range(2, count))
        return min(measurer.cost(text.encode(), "a.txt").times for _ in range(3))

    assert times(2_000) < 6 * times(500) + 1
    measurer.close()
