"""The sections of the article: the nine elements in the order in which they are told."""

from typing import NamedTuple

from generators.model import Element


class Section(NamedTuple):
    """A section: its title, the elements it covers, whether its points are numbered items, and a sentence to open it."""

    title: str
    elements: tuple[Element, ...]
    itemised: bool = False
    opening: str = ""


# The order of the nine elements, with what a citizen does next (办理) and when (施行) beside what belongs to them.
SECTIONS = (
    Section("背景依据", (Element.BACKGROUND, Element.RATIONALE)),
    Section("目标任务", (Element.OBJECTIVES,)),
    Section("主要内容", (Element.CONTENT,), itemised=True),
    Section("适用范围", (Element.SCOPE,), itemised=True),
    Section("执行标准", (Element.STANDARDS,), itemised=True),
    Section("惠民利民举措", (Element.BENEFITS,), itemised=True),
    Section("办理流程", (Element.PROCEDURE,), itemised=True),
    Section("新旧政策差异", (Element.CHANGES,)),
    Section("关键词诠释", (Element.TERMS,), opening="为便于准确理解，对有关用语说明如下。"),
    Section("注意事项", (Element.NOTES,), itemised=True),
    Section("施行时间", (Element.DATES,)),
    Section("责任分工", (Element.RESPONSIBILITY,)),
)
CLOSING = Section("解读机构和联系方式", (Element.CONTACT,))
