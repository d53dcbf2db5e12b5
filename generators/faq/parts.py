"""The parts of an answer: conclusion first, then conditions, materials, steps, time limit, each only where the clauses give it.

An answer is plain text. Its first lines are the conclusion; a line that begins with the name of a part (条件：, 材料：, 步骤：,
时限：) opens that part, which runs to the next one. So a person can write and change parts in an ordinary text field.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from generators.prose import REFERS_ON, Block, blocks, lists_joined, sentence

CONDITIONS, MATERIALS, STEPS, TIME_LIMIT = "条件", "材料", "步骤", "时限"
NAMES = (CONDITIONS, MATERIALS, STEPS, TIME_LIMIT)
FIELDS = {"": "conclusion", CONDITIONS: "conditions", MATERIALS: "materials", STEPS: "steps", TIME_LIMIT: "time_limit"}
"""The fields of the parts in the question bank."""

_OPENS = re.compile(rf"^({'|'.join(NAMES)})[：:]\s*")
_CHANNEL = re.compile(r"(?:可以?|登录|通过|到|向)[^；。]{2,80}(?:申请|办理|申领|申报|续期|登记|缴费|提出|认证)")
_PAPERS = re.compile(r"(?:下列|以下|有关)(?:材料|资料)|材料[：:]|材料(?:包括|见)|资料[：:]|应当提供|须准备|需提供")
_LIMIT = re.compile(r"\d+个?(?:工作日|日|天|个月|小时)内|即时办理|当场(?:受理|办结)")
_AFTERWARDS = r"^(?:获批|经批准|获准|审核通过|公示|拟)"
"""Opens what happens when an application has been decided: not where one applies."""

_VERB = r"(?:按照?|以(?!上|下|内|单位)|给予|一次性|每[人户名家个]|可以?|由|享受|补贴|补助|奖励)"
_GAINS = (
    re.compile(rf"^(?P<who>[^。；]{{8,}}?的)，(?P<gain>{_VERB}.*\d.*)$"),
    re.compile(rf"^(?P<who>[^。；未不非无]{{6,}}?)，(?P<gain>{_VERB}[^，；。]*\d.*)$"),
)
"""甲的，按每人500元给予补助; where the conditions do not end in 的, the figure must stand in the next words, and nothing be denied."""

_GRANTED = re.compile(r"：|(?:给予|予以|发放|领取|享受|获得|补贴|补助|奖励|资助)[^，。；]{0,16}\d|\d[^，。；]{0,12}(?:给予|予以|发放|补贴|补助|奖励|资助)")
"""Tells that the words before are not the conditions alone: they introduce a list, or grant an amount themselves."""

_ANOTHER = re.compile(r"；[^；。]{4,}，(?:分别)?(?:给予|予以|发放)")
"""A second case after the first, with conditions and an amount of its own."""

_SPECIAL = re.compile(
    r"^(?:对(?!符合)|如(?!实)|由于|已|在(?!线|本市)|尚未|逾期|未|不|原|因|期满|除|有效期|(?!.{0,12}公示)[^，。；]{0,12}(?:困难|期满|届满|到期|异议|发生变[化更]|丢失|遗失|补办)|免申即享|《[^》]+》印发前)|^[^，。；]{4,40}(?:达到|超过)[^，。；]{2,30}时，|续[租期]|有争议"
)
"""Opens what only some have to do: not where everybody applies."""

_NO_STEP = re.compile(r"^[^，。；]{2,24}(?:实行“|原则上|按月发放|有效期)|有效期(?:最长|为|届满)|免申即享|自动(?:办理|延续|续)|^[^，。；]{2,60}认为|^要求在|^[^，。；]{2,30}只能|^其他[^。；]{2,30}自愿申[请领报]")
"""What nobody does next: how the whole is done, for how long it is good, what comes by itself."""

_OFFICE_ACTS = re.compile(r"^[^，。；]{0,40}(?:初审|复审|审核|核验|评审|推荐至|予以受理)|^由[^，。；]{2,40}(?:部门|局|单位|机构|政府|办事处)|^[^，。；]{2,24}是指")
_FROM_OFFICES = re.compile(r"^[^，。；]{0,24}(?:部门|机构|局|中心)[^。；]{0,40}(?:向[^，。；]{0,12}部门|报送)")
"""What one office sends another: nothing the applicant brings."""

_DISPUTES = re.compile(r"^[^，。；]{0,16}对[^，。；]{2,20}有(?:异议|争议)")
_OF_A_CLASS = re.compile(r"^[^，。；：]{2,40}(?:人才|人员|居民|家庭|学生|企业|单位|机构)：")
"""Opens what one class of applicants does: not the step after what another class does."""

_LISTED = re.compile(r"^(?P<lead>[^：。]{4,130})：(?P<items>[^。]+)。?$")
SHORTEST_ITEM, FEWEST_ITEMS, FEWEST_STEPS = 4, 3, 2


class Part(NamedTuple):
    """A part of an answer: its name, empty for the conclusion, and its text as paragraphs and lists."""

    name: str
    blocks: tuple[Block, ...]

    def lines(self) -> list[str]:
        """Return the part as plain lines, one a paragraph or item."""
        return [item for block in self.blocks for item in block.items]


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of an answer in the order of the text, the conclusion first."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if opening := _OPENS.match(line):
            name, line = opening[1], line[opening.end() :]
        found.setdefault(name, []).extend([line] if line else [])
    return tuple(Part(name, _laid_out(name, lines)) for name, lines in found.items() if lines)


def _laid_out(name: str, lines: list[str]) -> tuple[Block, ...]:
    if name and len(lines) > 1:
        return (Block("list", tuple(lines), ordered=name == STEPS),)
    return tuple(lists_joined(piece for line in lines for piece in _itemised(line)))


def _itemised(line: str) -> tuple[Block, ...]:
    """Return a line as blocks; 应当符合下列条件：甲；乙；丙。 becomes its lead and a list."""
    found = blocks(line)
    listed = _LISTED.match(line) if len(found) == 1 and found[0].kind == "paragraph" else None
    items = [item.strip() for item in re.split("；(?!或|并|且|其中)", listed["items"])] if listed else []
    if len(items) < FEWEST_ITEMS or any(len(item) < SHORTEST_ITEM or "：" in item for item in items):
        return found
    return Block("paragraph", (listed["lead"] + "：",)), Block("list", (*(f"{item}；" for item in items[:-1]), sentence(items[-1])))


def is_conditional(statement: str) -> bool:
    """Tell whether a statement grants an amount on conditions it lays down first: 甲的，按每人500元给予补助。"""
    found = next(filter(None, (pattern.match(statement) for pattern in _GAINS)), None)
    return bool(found) and found["who"].count("（") == found["who"].count("）") and not _GRANTED.search(found["who"]) and not _ANOTHER.search(found["gain"])


def is_step(line: str) -> bool:
    """Tell whether a line about handling is something one does next."""
    return not _NO_STEP.search(line)


def handling(statements: Iterable[str], together: Callable[[list[str]], bool] = bool) -> str:
    """Return how something is handled: where to apply first, then the papers to bring and the steps in their order.

    An introduction keeps the items below it. ``together`` tells whether lines are of one matter; where they are not, none is a step.
    """
    told = _with_items(statements)
    channels = [line for line in told if _is_channel(line)]
    general = [line for line in channels if not _SPECIAL.search(line)]
    special = [line for line in told if line not in general and (line in channels or _SPECIAL.match(line)) and not _OFFICE_ACTS.match(line)]
    first = general or [line for line in told if line not in special and not REFERS_ON.match(line)][:1] or told[:1]
    lead = [*first, *(line for line in special if line not in first)]
    lead += [line for line in told if line not in lead and REFERS_ON.match(line)]
    rest = [line for line in told if line not in lead]
    papers = [line for line in rest if _PAPERS.search(line) and not _FROM_OFFICES.search(line)]
    steps = [line for line in rest if line not in papers]
    lead += [line for line in steps if not is_step(line)]
    steps = [line for line in steps if line not in lead]
    rest = [line for line in rest if line not in lead]
    ordered = not steps or (together(steps) and not any(map(_OF_A_CLASS.match, steps)))
    listed = [line for line in rest if "\n" in line or (line in steps and not ordered)]
    lead, papers, steps = [*lead, *listed], *([line for line in lines if line not in listed] for lines in (papers, steps))
    if not ordered:
        return written({"": lead, MATERIALS: papers})
    if len(told) < FEWEST_ITEMS or (len(steps) < FEWEST_STEPS and not (steps and papers)):
        last = [line for line in lead if _DISPUTES.match(line)]
        return "\n".join([*(line for line in lead if line not in last), *(line for line in rest if line not in lead), *last])
    return written({"": lead, MATERIALS: papers, STEPS: steps})


_ITEM = re.compile(r"（[一二三四五六七八九十]+）|·\s*")


def _with_items(statements: Iterable[str]) -> list[str]:
    """Return the lines, each introduction with the items below it as one; an item without introduction loses its number."""
    told: list[str] = []
    for line in statements:
        item = _ITEM.match(line)
        if item and told and (told[-1].endswith("：") or "\n" in told[-1]):
            told[-1] += f"\n{line}"
        else:
            told.append(line[item.end() :] if item else line)
    return told


def _is_channel(line: str) -> bool:
    """Tell whether a line says where one applies: not what an office does, nor what follows the decision."""
    return bool(_CHANNEL.search(line)) and not re.search(f"{_LIMIT.pattern}|{_PAPERS.pattern}|{_AFTERWARDS}|{_OFFICE_ACTS.pattern}", line)


def written(parts: dict[str, list[str]]) -> str:
    """Return parts as the text of an answer, in the order a reader needs them; empty ones are left out."""
    found = []
    for name in ("", *NAMES):
        lines = parts.get(name) or []
        if lines:
            found += [f"{name}：{lines[0]}" if name else lines[0], *lines[1:]]
    return "\n".join(found)


def plain(text: str) -> str:
    """Return an answer as plain lines for systems that show text only: parts named, items numbered or marked with ·."""
    lines = []
    for part in parts_of(text):
        said = []
        for block in part.blocks:
            marks = [f"{n}. " if block.ordered else "· " for n in range(1, len(block.items) + 1)]
            said += block.items if block.kind == "paragraph" else [m + i for m, i in zip(marks, block.items, strict=True)]
        if part.name and len(said) > 1:
            lines.append(f"{part.name}：")
        elif part.name:
            said[0] = f"{part.name}：{said[0]}"
        lines += said
    return "\n".join(lines)
