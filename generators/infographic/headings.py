"""What stands over a statement in the picture: its title where that tells what the words tell, else words of the statement itself."""

import re

import rjieba

from generators.matters import is_of_one_matter

LONGEST = 32
"""Characters of a title that is carried on to the end of what it began to list."""

LONGEST_OWN = 22
"""Characters of a heading taken out of the statement."""

_STOCK = re.compile(
    r"^(?:.{0,4}违规.{0,2}的?后果|法律责任|(?:依法)?追究责任|职责分工|责任分工|主要职责|评审评估|年度复核|补贴上限|处理期限|有关要求|工作要求|其他事项|相关要求)$"
)
"""Names that fit any policy and tell nothing of this one."""

_FALSE = re.compile("弄虚|虚假|骗取|套取|隐瞒|伪造|变造|冒")
_PERMITS = re.compile("可以?(?:同时|叠加|重复|一并)")
_FORBIDS = re.compile("不得?(?:重复|同时|叠加)")
_OPENS = re.compile("^(?:由|要|其|适应|依托|利用|通过|围绕|坚持|结合|并|但|自|经|按|根据|依据|为|从|以|在|如|若|因|上述|前款|该|此|每|第|符合|具有|同时|原则上)")
_ENDS = re.compile("下列|以下|之一|如下|上述|前款|(?:规定|[中时后内下》外]|情况|基础上|工作|措施|地区|包括|提供|趋势|需要|过程|原则|要求)$")
_BANS = re.compile("不得|禁止|严禁|不予|不能")
_TAIL = re.compile("不得?(?:超过|高于|低于|少于|多于)|参照实际|负责(?!解释)")
_JOINING = re.compile("(?:且|并且?|但|但最高|最高)$")
_KINDS = "流程|程序|步骤|材料|条件|对象|标准|期限|方式|渠道"
_CONDITION = re.compile("条件|符合|具备|满足|属于|须|应当|适用|对象|是指|包括|下列|以下|达到|取得|\\d")
_MANNER = "应当|必须|可以|需要|不得|要"


def heading_of(title: str, text: str, *, whole: bool = True) -> str:
    """Return the heading for ``text``: ``title`` where it suits, carried on where it stops inside a list; else words of the text; else nothing.

    ``whole`` tells that the text is all, or nearly all, of what the title was given to: then it need not say the title's words.
    """
    if not title or misleads(title, text):
        return own_ban(title, text) or own_heading(text)
    carried = _carried(title, text)
    if carried is None or _STOCK.match(title):
        return own_heading(text)
    if title.startswith("弄虚作假"):
        own = own_heading(text)
        return own if _FALSE.search(own) or not _FALSE.search(text) else title
    return carried if whole or is_of_one_matter(title, text) else own_heading(text) or carried


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
    return bool(halves) and not all(half in text or is_of_one_matter(half, text) for half in halves.groups())


def own_ban(title: str, text: str) -> str:
    """Return what a text forbids in its own words, from 不得 to the next mark, where its title is a ban; empty where that is no whole."""
    found = _BANS.match(title) and re.search(r"(?<![但且并])(?<!否则)(?:不得|禁止|严禁)(?!以[^，。；]*[，。；]|超过|低于|少于|高于)[^，。；：、（）]{4,20}(?=[，。；])", text)
    return found[0] if found else ""


def contradicts(title: str, text: str) -> bool:
    """Tell whether a title forbids (不重复享受) what the first sentence under it permits (可同时享受)."""
    return bool(_FORBIDS.search(title) and _PERMITS.search(re.split("[；。]", text)[0]))


def is_set_aside(title: str, text: str) -> bool:
    """Tell whether a title names what the statement leaves out (除享受企业上市各项补助外), or an applying it does not speak of."""
    if title == "提出申请":
        return not re.search("(?:提出|提交|递交)[^，。；]{0,16}申请", re.split("[。；]", text)[0])
    return bool(re.search(f"除[^，。；]{{0,12}}{re.escape(title)}[^，。；]{{0,6}}[外，]", text))


def own_heading(text: str) -> str:
    """Return who or what a statement is about in its own opening words; empty where these are too long or no name.

    对发行公司债券、企业债券的，按……给予补助 is about 发行公司债券、企业债券; 被投诉人未及时反馈的，…… about 被投诉人未及时反馈.
    """
    first, mark, rest = _split(text)
    if mark == "：" and "；" not in rest:
        return own_heading(rest)
    first = re.sub("(?:如下|包括|包含|为|有)$", "", first) if mark == "：" else first
    if mark in ("", "；") or len(re.sub(r"[\s，。；：、]", "", rest)) < 8:
        return ""
    named = re.sub("^对于?(?!比|接|外|口)", "", first)
    named = re.sub("(?<!目)的$", "", named)
    fits = 5 <= len(named) <= LONGEST_OWN and not re.search(r"\d[\d.]*(?:[万亿]?元|[%％‰])", named) and named.count("（") == named.count("）")
    return named if fits and not _OPENS.match(named) and not _ENDS.search(named) else ""


def _split(text: str) -> tuple[str, str, str]:
    found = re.match("([^，。；：]*)([，。；：])", text)
    return (found[1], found[2], text[found.end() :]) if found else (text, "", "")


def _carried(title: str, text: str) -> str | None:
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
