"""A map is published only with its 审图号; what only sounds like one is not taken for a map."""

import pytest

from studio.errors import CannotAccept
from studio.materials.maps import map_number, map_word


@pytest.mark.parametrize("text", ["云和市地图", "行政区划图", "站点位置示意图", "IMG_map.png", "city-map-2.jpg", "公交线路图", "各区分布图", "MAP.JPG"])
def test_what_says_it_is_a_map_is_one(text):
    assert map_word("", text)


@pytest.mark.parametrize("text", ["办理流程示意图", "食堂里的老人", "mapping.png", "bitmap.png", "组织结构示意图", "改革路线图", "办事大厅.jpg"])
def test_what_is_no_map_is_not_taken_for_one(text):
    assert not map_word("", text)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("GS(2022)1873号", "GS（2022）1873号"),
        ("GS（2022）1873号", "GS（2022）1873号"),
        ("审图号：GS京(2024)0123号", "GS京（2024）0123号"),
        ("京S(2023)045号", "京S（2023）045号"),
        ("gs 浙〔2021〕12号", "GS浙（2021）12号"),
        ("粤BS(2023)001号", "粤BS（2023）001号"),
    ],
)
def test_a_number_is_printed_in_one_form(written, printed):
    assert map_number(written, 2026) == printed


@pytest.mark.parametrize("written", ["无", "GS2022-1873", "GS(2022)号", "GS(1822)1号", "GS(2031)1号", "国S(2023)045号", "GS(2022)1873号之二", "<b>GS(2022)1号</b>"])
def test_what_is_no_such_number_is_refused_with_how_it_is_written(written):
    with pytest.raises(CannotAccept, match="如 GS（2022）1873号"):
        map_number(written, 2026)
