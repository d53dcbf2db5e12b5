"""Whether a title and a text speak of the same matter."""

import re

import rjieba

_WEAK = frozenset(
    ["支持", "鼓励", "加强", "加快", "加大", "提升", "提高", "推动", "推进", "促进", "开展", "实施", "完善", "健全", "建立", "强化", "优化", "落实", "做好", "进一步", "企业", "单位", "机构", "标准", "政策", "项目", "工作", "措施", "制度", "能力", "水平", "力度", "有关", "相关", "情形", "要求", "条件", "各类"]
)
"""Words any title may bear, which tell no matter."""

_SOFT = frozenset(
    ["责任", "管理", "作用", "资源", "体系", "机制", "建设", "发展", "规范", "规定", "方式", "行为", "处罚", "处理", "后果", "办法", "内容", "事项", "情况", "主体", "严格", "统筹", "引导", "探索", "构建", "打造", "培育", "严禁", "禁止", "不得", "实行", "给予", "进行", "应当", "及其", "以及", "其他", "时间", "期限", "安排", "概况", "违规", "违规行为", "违法", "效能", "成效", "水平", "格局", "情形"]
)
"""Words a title may bear beyond its matter, which need not be said again."""


def is_of_one_matter(title: str, text: str) -> bool:
    """Tell whether half the words of ``title`` that tell something stand in ``text``, or none of them tells anything."""
    words = {word for word, tag in rjieba.tag(title) if len(word) > 1 and tag[:1] in "nvjlizsate" and word not in _WEAK}
    return not words or 2 * sum(word in text for word in words) >= len(words)


def speaks_of(title: str, text: str) -> bool:
    """Tell whether ``text`` has half the words of ``title`` that tell its matter, or a longer form of them, and the last of them or most."""
    words = _telling(title)
    if not words:
        return True
    told = [_is_said(word, text) for word in words]
    return 2 * sum(told) >= len(told) and (told[-1] or len(told) > 2 and 3 * sum(told) >= 2 * len(told))


FEW = 3
"""Words that tell a matter, of a title short enough that one of them tells it."""


def speaks_enough(title: str, text: str, *, share: float) -> bool:
    """Tell whether ``text`` has at least ``share`` of the words of ``title`` that tell its matter; of few, one is enough for less than half."""
    words = _telling(title)
    told = sum(_is_said(word, text) for word in words)
    return told >= share * len(words) or (told > 0 and len(words) <= FEW and share <= HALF)


def speaks_wholly(title: str, text: str) -> bool:
    """Tell whether ``text`` has every word of ``title`` that tells its matter, and there is one."""
    words = _telling(title)
    return bool(words) and all(_is_said(word, text) for word in words)


HALF = 0.5


def speaks_a_little(title: str, text: str, *, but: str = "") -> bool:
    """Tell whether ``text`` has any word of ``title`` that is none of ``but``, or ``title`` none that tells its matter."""
    words = [word for word in _telling(title) if word not in but]
    return not words or any(_is_said(word, text) for word in words)


def _telling(title: str) -> list[str]:
    """Return the words of a title that tell its matter."""
    return [word for word, tag in rjieba.tag(title) if len(word) > 1 and tag[:1] in "nvjlizsat" and word not in _WEAK | _SOFT]


def _is_said(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, or, of a longer one, most of its pairs of characters; or in a longer form: 医保 of 医疗保险."""
    if word in text:
        return True
    if len(word) == 2:
        return bool(re.search(f"{word[0]}[\u4e00-\u9fff]{word[1]}", text))
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return 2 * sum(pair in text for pair in pairs) >= len(pairs)
