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
_MANNER = "应当|必须|可以|需要|不得|要"


def heading_of(title: str, text: str, *, whole: bool = True) -> str:
    """Return the heading for ``text``: ``title`` where it suits, carried on where it stops inside a list; else words of the text; else nothing.

    ``whole`` tells that the text is all, or nearly all, of what the title was given to: then it need not say the title's words.
    """
    if not title or contradicts(title, text) or is_set_aside(title, text):
        return own_heading(text)
    carried = _carried(title, text)
    if carried is None or _STOCK.match(title):
        return own_heading(text)
    if title.startswith("弄虚作假"):
        own = own_heading(text)
        return own if _FALSE.search(own) or not _FALSE.search(text) else title
    return carried if whole or is_of_one_matter(title, text) else own_heading(text) or carried


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
    if not mark or len(re.sub(r"[\s，。；：、]", "", rest)) < 8:
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
