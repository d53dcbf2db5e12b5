"""What stands over a statement in the picture: its title where that tells what the words tell, else words of the statement itself."""

import re
from collections.abc import Callable

import rjieba

from generators.headings import is_of_other_kind, lacks_its_object, narrowed, tidied
from generators.matters import is_of_one_matter, speaks_wholly
from generators.openings import own_ban, own_heading

LONGEST = 32
"""Characters of a title that is carried on to the end of what it began to list."""

_FALSE = re.compile("弄虚|虚假|骗取|套取|隐瞒|伪造|变造|冒")
_PERMITS = re.compile("可以?(?:同时|叠加|重复|一并)")
_FORBIDS = re.compile("不得?(?:重复|同时|叠加)")
_BANS = re.compile("不得|禁止|严禁|不予|不能")
_TAIL = re.compile("不得?(?:超过|高于|低于|少于|多于)|参照实际|负责(?!解释)")
_JOINING = re.compile("(?:且|并且?|但|但最高|最高)$")
_KINDS = "流程|程序|步骤|材料|条件|对象|标准|期限|方式|渠道"
_CONDITION = re.compile("条件|符合|具备|满足|属于|须|应当|适用|对象|是指|包括|下列|以下|达到|取得|\\d")
_MANNER = "应当|必须|可以|需要|不得|要"


def heading_of(title: str, text: str, stands: Callable[[str], bool]) -> str:
    """Return the heading for ``text``: ``title`` where it ``stands``, carried on where it stops inside a list; else words of the text; else nothing."""
    if (line := of_scale(title, text)) != title and stands(title):
        return line
    title = halved(narrowed(tidied(title), text), text)
    if not title or misleads(title, text) or (carried := carried_on(title, text)) is None or not stands(carried):
        ban = own_ban(title, text)
        return _in_general(ban, text) if ban and not lacks_its_object(ban) and stands(ban) else of_scale(own_heading(text), text)
    if title.startswith("弄虚作假"):
        own = own_heading(text)
        return own if _FALSE.search(own) or not _FALSE.search(text) else title
    return _in_general(qualified(of_row(carried, text), text), text)


def _in_general(heading: str, text: str) -> str:
    """Return what is forbidden as a rule only as no more than that: 一般不得……."""
    return f"一般{heading}" if f"一般{heading}" in text and heading.startswith("不") else heading


LONGEST_QUALIFIED = 24
"""Characters of a heading with the time or place it holds for."""


def qualified(heading: str, text: str) -> str:
    """Return a heading that is a sentence's whole rule with when or where it holds: 非值班时间不得使用警铃 of 非值班时间，任何人不得使用警铃."""
    opened = re.match(f"((?:非|在)[^。；：，]{{2,60}}?(?:时间?|期间|过程中|举办中))，(?:[^，。；：]{{2,16}}(?=不得)|应当?)?{re.escape(heading)}(?=[，。；])", text)
    if not opened:
        return heading
    when = re.sub("^在[^，]*?、[^，]*?等(?=[^，]{4})", "在", opened[1])
    when = when if re.search("举办中$|和", when) else re.sub("^在", "", when)
    return f"{when}{heading}" if "、" not in when and len(when) + len(heading) <= LONGEST_QUALIFIED else heading


_SCALE = re.compile("([^，。：；]{2,14}(?:补贴|补助|津贴|资助|奖励))：([^，。；：]{4,30}?(?:人员|成员|家庭|对象|老年人))，")


def of_scale(title: str, text: str) -> str:
    """Return a line of a scale with both what is given and to whom: 低保边缘家庭成员的服务补贴 of 服务补贴：低保边缘家庭成员，……."""
    found = _SCALE.match(text)
    if not found or title not in (found[1], found[2]):
        return title
    whose = found[2] if len(found[1] + found[2]) < LONGEST_OF_SCALE else re.sub("^\\d+周?岁以[上下]的", "", found[2])
    return f"{whose}的{found[1]}" if len(found[1] + whose) < LONGEST_OF_SCALE else title


LONGEST_OF_SCALE = 26
"""Characters of a heading that says what is given and to whom."""


def of_row(title: str, text: str) -> str:
    """Return the name of a row of a table with the column its words are of: 大中专学生参保缴费渠道."""
    column = re.match(f"{re.escape(title)}(?:（[^（）]*）)?的([\u4e00-\u9fff]{{2,8}}(?:渠道|方式|时间|标准|材料|费用))(?:为|是|由)", text) if title else None
    return f"{title}{column[1]}" if column else title


def halved(title: str, text: str) -> str:
    """Return a title of two matters (支出责任与兑付) without the one its words do not have, where they have the other; any other as it is."""
    halves = re.fullmatch("(?:([^和与及、]{4,}?)[和与及]([^其和与及、][^和与及、]+))", title)
    if not halves or not names_more(title, text):
        return title
    first, second = halves.groups()
    kind = re.search("(?:安排|要求|规定|制度|办法|政策|工作|活动|机制)$", second)
    return first if speaks_wholly(first, text) and not kind and not re.search(re.escape(second[-2:]), text) and rjieba.tag(first)[-1][1][:1] in ("n", "v", "j", "l") else title


def misleads(title: str, text: str) -> bool:
    """Tell whether a title would stand over words of another matter: it contradicts them, names what they set aside, is the tail of their
    sentence, names another kind of thing than they list, or forbids in words they do not have.
    """
    return contradicts(title, text) or is_set_aside(title, text) or is_tail(title, text) or is_of_another_kind(title, text) or is_worded_otherwise(title, text) or is_one_of_several(title, text)


def is_tail(title: str, text: str) -> bool:
    """Tell whether a title is how a sentence ends (不得超过所处罚款金额的一半): it says neither who nor what."""
    at = text.find(title)
    return bool(_TAIL.match(title)) or at > 0 and bool(_JOINING.search(text[:at])) and bool(re.match("[，。；]|$", text[at + len(title) :]))


def is_of_another_kind(title: str, text: str) -> bool:
    """Tell whether a title names a kind of thing (流程) where the words list another (材料如下：), or conditions where they lay down none."""
    kind = re.search(f"(?:{_KINDS})$", title)
    if not kind:
        return False
    listed = re.match(f"[^，。；：]*?({_KINDS})(?:如下|包括|有|为)?：", text)
    other = bool(listed) and listed[1] not in title and not (listed[1] in "流程序步骤" and kind[0] in "流程序步骤")
    return other or kind[0] in ("条件", "对象") and "优先" in text and not _CONDITION.search(text)


def is_worded_otherwise(title: str, text: str) -> bool:
    """Tell whether a title forbids in words that the text does not have (不得以审计拖延结算 of 不得以审计结果作为结算依据)."""
    if not _BANS.match(title):
        return False
    words = [word for word, tag in rjieba.tag(title) if len(word) > 1 and tag[:1] in "nvja" and not _BANS.match(word)]
    return any(word not in text for word in words)


def is_one_of_several(title: str, text: str) -> bool:
    """Tell whether a title (受理) names one of several things a statement lists, and not the first."""
    listed = re.split("；", text.rstrip("。"))
    return len(listed) >= 3 and "：" not in text and title not in listed[0] and sum(title in one for one in listed) == 1


def names_more(title: str, text: str) -> bool:
    """Tell whether a title names two matters (监督与考核, 申请和使用流程) of which the words have one, or neither."""
    halves = re.fullmatch("([\u4e00-\u9fff]{2,})[与和及]([\u4e00-\u9fff]{2,})", title)
    return bool(halves) and not all(half in text or is_of_one_matter(half, text) or re.search(f"(?:{_KINDS}|时间|时限)$", half) and not is_of_other_kind(half, text) for half in halves.groups())


def contradicts(title: str, text: str) -> bool:
    """Tell whether a title forbids (不重复享受) what the first sentence under it permits (可同时享受)."""
    return bool(_FORBIDS.search(title) and _PERMITS.search(re.split("[；。]", text)[0]))


def is_set_aside(title: str, text: str) -> bool:
    """Tell whether a title names what the statement leaves out (除享受企业上市各项补助外), or an applying it does not speak of."""
    if title == "提出申请":
        return not re.search("(?:提出|提交|递交)[^，。；]{0,16}(?:申请|材料|资料)", re.split("[。；]", text)[0])
    return bool(re.search(f"除[^，。；]{{0,12}}{re.escape(title)}[^，。；]{{0,6}}[外，]", text))


def carried_on(title: str, text: str) -> str | None:
    """Return a title that stands in the text from its verb to its head noun (不得设立能耗高 → ……的项目); None where that is too long."""
    at = text.find(title)
    if at < 0 or len(title) < 4:
        return title
    carried = title
    after = text[at + len(title) :]
    cut = re.match("[、和与及或](?!谐|国|时|会)", after) or _BANS.match(title) and re.match("的(?![，。；：])", after)
    if cut:
        carried += re.match("[^，。；：]*", after)[0]
    if office := re.match("负责[^，。；]{2,20}?的(?:部门|机构)(?!职责)", after):  # 县级以上人民政府负责……的部门 is no government
        carried += office[0]
    before = re.split("[，。；：]", text[:at])[-1]
    verb = re.search(f"(?:{_MANNER})([\u4e00-\u9fff]{{2}})$", before)
    if verb and rjieba.tag(verb[1])[0][1][:1] == "v" and len(rjieba.tag(verb[1])) == 1:
        carried = verb[1] + carried
    return carried if len(carried) <= LONGEST else None
