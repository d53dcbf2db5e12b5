"""What to call a policy in running text: 《若干措施》, 《管理办法》."""

import re

from generators.model import PolicyDocument

_KINDS = (
    "若干政策措施", "若干政策", "若干措施", "若干规定", "若干意见", "实施细则", "管理细则", "工作细则", "管理办法", "暂行办法", "实施办法", "试行办法", "优待办法", "工作办法",
    "管理规定", "暂行规定", "实施方案", "工作方案", "行动方案", "行动计划", "实施意见", "指导意见", "发展规划", "应急预案", "工作规范", "实施规则", "管理条例",
    "条例", "办法", "细则", "规定", "规则", "方案", "计划", "规划", "意见", "措施", "政策", "预案", "标准", "指南", "规范", "通告", "公告", "决定", "通知", "批复", "函",
)


def inner_title(document: PolicyDocument) -> str:
    """Return the title of what is really said: the enclosed 《…》 of a 印发 notice, else the title itself."""
    found = re.search(r"(?:印发|发布|公布|转发|批转)[^《]{0,6}《(.+?)》", document.title)
    if found:
        return found[1]
    bare = re.search(r"关于(?:印发|重新发布|发布|公布|转发|重新印发)(.+?)的(?:通知|公告|通告|决定)$", document.title)
    return bare[1] if bare else document.title


def kind_of(document: PolicyDocument) -> str:
    """Return the kind of document its title ends in, for instance 若干措施 or 通告; empty when it shows none."""
    title = re.sub(r"[（(【〔][^）)】〕]*[）)】〕]|[》”\s]", "", inner_title(document))
    return next((kind for kind in _KINDS if title.endswith(kind)), "") or document.kind or ""


def short_name(document: PolicyDocument) -> str:
    """Return 《若干措施》 for 某市促进……若干措施; 文件 where the title shows no kind."""
    kind = kind_of(document)
    return f"《{kind}》" if kind else "文件"
