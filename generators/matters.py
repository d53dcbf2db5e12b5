"""Whether a title and a text speak of the same matter."""

import rjieba

_WEAK = frozenset(
    ["支持", "鼓励", "加强", "加快", "加大", "提升", "提高", "推动", "推进", "促进", "开展", "实施", "完善", "健全", "建立", "强化", "优化", "落实", "做好", "进一步", "企业", "单位", "机构", "标准", "政策", "项目", "工作", "措施", "制度", "能力", "水平", "力度", "有关", "相关", "情形", "要求", "条件", "各类"]
)
"""Words any title may bear, which tell no matter."""


def is_of_one_matter(title: str, text: str) -> bool:
    """Tell whether half the words of ``title`` that tell something stand in ``text``, or none of them tells anything."""
    words = {word for word, tag in rjieba.tag(title) if len(word) > 1 and tag[:1] in "nvjlizsate" and word not in _WEAK}
    return not words or 2 * sum(word in text for word in words) >= len(words)
