"""Maps: a picture that is one may be published only with its 审图号 (地图管理条例第二十四条)."""

import re

from studio.errors import CannotAccept
from studio.interpreting.facts.folding import fold

_WORDS = re.compile(
    r"地图|版图|区划图|位置图|区位图|方位图|地形图|地势图|卫星图|影像图|航拍图|导航图|导览图|交通图|线路图|分布图|范围图|规划图|(?<!流程)(?<!步骤)(?<!结构)(?<!架构)(?<!操作)(?<!原理)(?<!关系)(?<!计算)示意图"
    r"|(?<![a-z])map(?![a-z])",
    re.IGNORECASE,
)
_PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔滇云藏陕秦甘陇青宁新兵"
_NUMBER = re.compile(
    rf"(?:审图号[:：]?)?\s*(?P<head>GS\s*[{_PROVINCES}]?|[{_PROVINCES}][{_PROVINCES}A-Z]{{0,2}}\s*S)\s*"
    r"[(（〔\[]\s*(?P<year>\d{4})\s*[)）〕\]]\s*(?P<number>\d{1,5})\s*号",
    re.IGNORECASE,
)


def map_word(*texts: str) -> str:
    """Return the word in ``texts`` (caption, alternative text, file name) that says the picture is a map; empty when none does."""
    return next((found[0] for text in texts if (found := _WORDS.search(fold(text)))), "")


def map_number(text: str, year: int) -> str:
    """Return a 审图号 as it is printed: GS京（2024）0123号. ``year`` is the present one.

    Raises:
        CannotAccept: it has not the form of one.
    """
    found = _NUMBER.fullmatch(text.strip())
    if not found or not 2000 <= int(found["year"]) <= year:
        raise CannotAccept(
            f"审图号“{text.strip()[:30]}”的写法不对，请照地图上的写，如 GS（2022）1873号、GS京（2024）0123号、京S（2023）045号。"
        )
    head = re.sub(r"\s", "", found["head"]).upper()
    return f"{head}（{found['year']}）{found['number']}号"
