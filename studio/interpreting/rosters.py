"""Notices of who sits in a body or holds a post: the decision, what the list is made up of and the other sentences, never names picked out of it."""

import re

from generators.model import Element, Part
from studio.interpreting import wording
from studio.interpreting.cues import Cue
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import Candidate

DECISION = Cue(Element.CONTENT, "decision", 9, name="part")
ENOUGH_NAMES = 6
SHARE = 0.6
"""Of the lines of a document how many are names with posts when the document is a roster."""

_POST = re.compile(
    r"^[^。；]{4,60}(?:长|主任|主席|书记|委员|成员|教授|院士|研究员|大学|主编|编辑|教师|经理|行长|校长|部长|司令员|政委|总裁|顾问|秘书)(?:[（(][^（()）]*[）)])?$"
)
_ROLE = re.compile(r"^((?:[\u4e00-\u9fff][\s　]{0,4}){2,8})[：:]")
_DECIDES = re.compile("决定|任命|任免|调整|成立|设立|免去")
_BODY = re.compile("(?:对|将|设立|成立|调整)([\u4e00-\u9fff]{4,24}?(?:委员会|小组|指挥部|办公室|协会)组成人员)")
_OFFICE = re.compile("办公室")


def is_roster(text: Text) -> bool:
    """Tell whether most lines of a document are names with posts."""
    lines = [clause.text.strip() for clause in text.document.clauses if clause.part is not Part.ATTACHMENT and clause.text.strip()]
    names = [line for line in lines if is_name(line)]
    return len(names) >= ENOUGH_NAMES and len(names) >= SHARE * len(lines)


def is_name(line: str) -> bool:
    """Tell whether a line is a name with a post."""
    return bool(_POST.match(line) or re.match(r"^[^，。；]{2,12}[\s　]{2,}[^。；]{2,50}$", line))


def decisions(text: Text) -> list[Candidate]:
    """Return what a roster decides, of which parts it is made up, and what its other sentences say, in document order."""
    told = [passage for passage in text.passages if passage.zone != "attachment" and not is_name(passage.text.strip()) and len(passage.text) >= 12]
    found = [_point(passage) for passage in told if not passage.introduces]
    roles = [(re.sub(r"[\s　]", "", role[1]), passage) for passage in text.passages if (role := _ROLE.match(passage.text)) and "现" not in role[1]]
    roles = list(dict(reversed(roles)).items())[::-1]  # each where it stands first
    if len(roles) >= 3:
        *others, last = [role for role, _ in roles]
        whole = next(filter(None, (_BODY.search(passage.text) for passage in text.passages)), None)
        body = whole[1] if whole else "组成人员" if any("组成人员" in passage.text for passage in text.passages) else "名单上的人员"
        cited = tuple(passage.citation for _, passage in roles)
        found.append(Candidate(Element.CONTENT, DECISION, roles[0][1], 70.0, f"{body}包括{'、'.join(others)}和{last}。", cited, ("名单构成",)))
    return sorted(found, key=lambda item: item.order)


def _point(passage: Passage) -> Candidate:
    later = re.search(r"因[^，。；]{2,12}(?:需要|原因)?[^，。；]{0,6}(?:调整|变动|变更)的", passage.text)
    title = "成员变动" if later else "办公室设置" if _OFFICE.search(passage.text) else "调整事由" if _DECIDES.search(passage.text) else "其他事项"
    return Candidate(Element.CONTENT, DECISION, passage, 80.0, wording.statement_of(passage), passage.citations, (title,))
