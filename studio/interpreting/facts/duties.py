"""Who leads, who supports, who explains: the duty a text gives to an organisation it names."""

import re
from typing import NamedTuple

from studio.interpreting.facts.textfact import TextFact

GROUPS = {
    "牵头": "lead", "主办": "lead", "主管": "lead", "责任": "lead", "配合": "support", "协助": "support", "参加": "support", "参与": "support",
    "协办": "support", "负责解释": "explain", "解释": "explain",
}  # fmt: skip
"""The words of duties, and which of three groups they belong to."""
_HEAD = re.compile(r"(牵头|责任|配合|参加|参与|协办|主办|主管|解释)(?:单位|部门|机关|处室)?(?:（[^（）]{0,10}）)?[：:为是由]")
_TAIL = re.compile(r"(?:（[^（）]{0,20}）)?(?:(?:[、和与及]|会同|商)[^，。；：]{2,60}?)?(?:共同|具体|负责|要|应当?)?(牵头|负责解释|解释|配合|协助|主办|协办|参与)")
_REACH = 300
"""Characters looked back from a body for the duty that governs it (牵头单位：…、…、…)."""
_JOINT = re.compile(r"(?:会同|商)[^，。；]{0,30}$")
_DOES = re.compile(
    r"(?:（[^（）]{0,20}）)?(?:等?部门)?(?:应当?|要|可以|具体|共同|依法|统一|负责)*(?P<does>受理|初审|复审|审核|审批|复核|核准|拨付|发放|兑付|监督|监管|组织实施|组织|实施|统筹|指导|保障|核验|推荐|评审|公示|公布|发布|备案|处理|处罚|责令|解释|管理|落实|负责)"
)


class Role(NamedTuple):
    """An organisation, the group of its duty, the words that say so, and the duty's own word."""

    organisation: str
    role: str
    words: str
    duty: str


def roles_in(text: str, facts: tuple[TextFact, ...]) -> list[Role]:
    """Return who leads, supports and explains among the organisations of ``facts``, in order."""
    return [role for fact in facts if fact.kind == "organisation" and (role := role_of(text, fact))]


def role_of(text: str, fact: TextFact) -> Role | None:
    """Return the role of one organisation of a folded or stored ``text``; None when none is said."""
    floor = max(0, fact.start - _REACH)
    start = max(floor, max(text.rfind(mark, floor, fact.start) for mark in "。；;\n|｜（") + 1)
    before = text[start : fact.start]
    behind = _TAIL.match(text, fact.end)
    if behind and not _JOINT.search(before):
        return Role(fact.value, GROUPS[behind[1]], text[fact.start : behind.end()], behind[1])
    heads = list(_HEAD.finditer(before))
    if heads:
        return Role(fact.value, GROUPS[heads[-1][1]], heads[-1][0] + fact.text, heads[-1][1])
    if text.startswith("会同", fact.end):
        return Role(fact.value, "lead", fact.text + "会同", "牵头")
    if _JOINT.search(before):
        return Role(fact.value, "support", "会同" + fact.text, "配合")
    return None


def duty_of(text: str, fact: TextFact) -> str:
    """Return what an organisation does, in one word of the text (牵头, 审核, 拨付); empty when it is not said."""
    role = role_of(text, fact)
    if role:
        return role.duty
    does = _DOES.match(text, fact.end)
    return does["does"] if does else ""
