"""Stock labels (申请条件, 结果公布, 弄虚作假的后果) and the words a statement must have as its main matter to bear one."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from generators.model import Element
from studio.interpreting import topics

NEVER = ("注意事项", "主要举措", "惠民举措", "时间安排", "执行标准", "费用标准", "有关要求", "政策变化", "办理流程", "法律责任", "依法追究责任", "依法处理", "责任分工", "名词解释", "支付比例", "加强省级统筹", "加强统筹协调", "创新体制机制", "完善体制机制")
"""Names that stand over a group of products, a chapter, or anything: over one statement they say nothing."""


class _Label(NamedTuple):
    title: re.Pattern
    needs: re.Pattern
    without: re.Pattern | None


@cache
def _labels() -> tuple[_Label, ...]:
    text = resources.files("studio.interpreting").joinpath("labels.toml").read_text(encoding="utf-8")
    return tuple(_Label(re.compile(entry["title"]), re.compile(entry["needs"]), re.compile(entry["without"]) if "without" in entry else None) for entry in tomllib.loads(text)["label"])


def is_stock(title: str) -> bool:
    """Tell whether a title is a stock label, which ``misused`` judges."""
    return any(label.title.fullmatch(title) for label in _labels()) or title in topics.named()


def misused(title: str, said: str, element: Element, *, heading: bool = False) -> bool:
    """Tell whether a title is a stock label the main clause of a statement is not about, or one no statement may bear; of a ``heading``
    only what it calls a channel is judged."""
    if heading:
        return any(title.endswith(kind) and not re.search(told, said) for kind, told in (("渠道", "通过|登录|到|向|由|搜索"), ("申请材料", "提交|提供|材料|证明|证书|表|书"), ("申报材料", "提交|提供|材料|证明|证书|表|书")))
    if title in NEVER:
        return True
    if element in (Element.RESPONSIBILITY, Element.BACKGROUND) and title in ("职责分工", "制定目的", "制定依据", "发布目的", "发布依据", "批复依据"):
        return False
    main = main_words(said)
    label = next((label for label in _labels() if label.title.fullmatch(title)), None)
    if label is None and title in topics.named():
        return not any(pattern.search(main) for pattern in topics.named()[title])
    return label is not None and (not label.needs.search(main) or bool(label.without and label.without.search(said)))


_LISTED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){2,}(?=等)")
_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])[^，。；：]{2,50}(?:(?<!前)(?<!以)(?<!之)后|期满)，")
_IN_WHICH = re.compile(r"(?:[按依]照|根据|依据|参照|结合)[^，。；：]{1,60}?(?:规定|要求|标准|原则|程序|情况|比例|目录|清单|结果|指标数?|排名)的?")


def main_words(said: str) -> str:
    """Return the first sentence of a statement without lists of examples, what went before, and according to what it is done."""
    first = re.split("。", re.sub("《[^《》]*》", "《》", said))[0]
    return _IN_WHICH.sub("", _BEFORE.sub("", _LISTED.sub("", first)))
