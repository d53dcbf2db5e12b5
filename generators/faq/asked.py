"""How the questions of one audience are worded: whole sentences made from what their answers say, never 人群：标题有什么规定？

Each returns an empty text where no such question can be made; what it was for is then told under another question.
"""

import re
from collections.abc import Sequence

from generators.faq.parts import is_conditional

GRANT = r"(?:补贴|补助|返还|奖励|贴息|津贴|资助|奖补|救助金)"
SUM = re.compile(r"\d[\d.,]*(?:万|亿)?元|\d[\d.]*[%％‰]")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_WHO = r"人员|居民|老年人|老人|儿童|婴儿|新生儿|青年|学生|毕业生|职工|劳动者|人才|残疾人|患者|参保人|申请人|承租人|纳税人|家庭|企业|机构|学校|高校|团体|组织|合作社|基地|载体|平台|单位|工商户|农户|团队"
_GIVEN = re.compile(rf"(?:给予|发放|提供|享受|申请|领取)(?:[^，。；]{{0,8}}[的元％%])?([\u4e00-\u9fff]{{0,10}}?{GRANT})")
_TO = re.compile(r"(?:^|[，。；：])对于?([^，。；：]{2,120}?)(?:，|给予|分别|按照?|实行|省级|市级|由)")
_SUBJECT = re.compile(rf"^([^，。；：]{{2,80}}?(?:{_WHO}))(?=，|可|应|由|自|享受|不|均|的，|的[^，。；]{{2,8}}由|在|按|申请|参加|招用|组织)")
_OF_WHAT = re.compile(r"(?:牵头|承担|获奖|入选|建设|运营)(?:企业|单位|机构)$")
"""Names that say nobody without what stands before their 的."""

_FROM_WHEN = re.compile(r"(?:自|从)([^，。；]{2,20}?)(?:起|开始)享受(?:相应的?)?([^，。；]{2,20}?待遇)")
_NARROWS = re.compile(r"[\u4e00-\u9fff]的[\u4e00-\u9fff]|的，|且|期间")
"""Told before who gets something: it is not all of them."""

_MAY_GET = re.compile(r"^[^，。；：]{4,40}(可以(?:获得|享受|申请|领取)[^，。；]{2,14})[。；]?$")
_VAGUE_GAIN = re.compile(r"(?:获得|享受|申请|领取)(?:扶持|相应|有关|资金|财政|政策)?(?:补助|补贴|奖励|支持|扶持)$")
"""Something given of which nothing more is said."""

_MAY_IF = re.compile(r"可以?(?:按照?规定)?((?:享受|申请|申领|领取)[^，。；：]{2,20})(?=[，。；：]|$)")
_WORK_OF = re.compile(r"其(申请[\u4e00-\u9fff]{2,8}?)工作")
_HANDLES = re.compile(r"(办理(?:(?!相应|有关|上述)[\u4e00-\u9fff]){2,10}?(?:登记|认证|缴费|备案))")
_APPLIES = re.compile(r"((?:申请|申领|申报)(?!人|材料|条件|表|书|时|后)(?:(?!相应|有关|上述|相关|时|后|的)[\u4e00-\u9fff]){2,10}?(?:补贴|补助|奖励|贷款|债券|认定|资助|待遇|公寓|复核|服务))")
_AS_TITLE = (
    (re.compile(r"(?:标准|比例|费率|额度|限额|金额|价格|基数|上限)$"), "{}是多少？"),
    (re.compile(r"(?:方式|渠道|途径)$"), "{}有哪些？"),
    (re.compile(r"(?:期限|时长)$"), "{}有多长？"),
)
_SAYS_HOW = re.compile(r"(?:登录|前往|通过|到(?!期)|向|凭|持|由[^，。；]{2,16}统一)[^。；]{2,60}(?:申请|申领|申报|办理|提交|提出|登记|缴费)")
"""Says where or with what something is applied for."""

_DOES = re.compile(r"^(?:进一步)?(?:优化|建立|支持|完善|推动|加强|扩大|提升|开展|落实|推进|健全|规范|保障|强化|简化|促进|保护|加快|改进|深化|推广|培育|构建|创新)(?=[\u4e00-\u9fff]{4})(?![^，。；]*等[^，。；]{0,4}$)")
"""Opens a title that says what is done."""

_OFFICE_DUTY = re.compile(r"^[^，。；]{2,24}(?:部门|政府|机关|局|委员会)应当?(?:建立|完善|健全|加强|制定|推进)")
"""What an office has to set up: nobody asks how it does that."""

_NOT_A_NAME = re.compile(r"^(?:提高|调整|落实|完善|加强|优化|建立|推动|支持|实施|执行|明确|规范|参照)|、$")
LONGEST_WHO, LONGEST_TITLE = 18, 24
_NOT_A_TITLE = re.compile(r"[，。；：]|^(?:申请|费用|缴费|服务|执行|补贴|待遇)(?:条件|标准|方式|渠道|期限)$")


def of_thing(thing: str, whom: str, said: Sequence[str], alone: bool) -> str:
    """Return the question about one thing granted; ``alone``: no other audience is asked about the same."""
    sums = any(map(SUM.search, said))
    if sums and thing not in said[0] and (those := _THOSE_WHO.search(said[0])) and thing[-2:] in GRANT:
        return f"{those[1]}能得到多少{thing[-2:]}？"
    if sums and "的" in thing and re.search(f"的{GRANT}$", thing):
        return "{}能得到多少{}？".format(*thing.rsplit("的", 1))
    if sums and thing.endswith("贷款"):
        return f"{thing}最多能贷多少？"
    if sums and re.search(f"{GRANT}$|待遇$", thing):
        return _on_conditions(thing, whom, said[0]) or (f"{thing}的标准是多少？" if alone else f"{whom}的{thing}标准是多少？")
    return of_grant(said[0], whom) if said else ""


_THOSE_WHO = re.compile(r"：对([^，。；：]{4,36}的[^，。；：的]{2,10}?)(?:分别)?给予")
"""Those one line under an introduction is for: what the introduction names is for others too."""


def _on_conditions(thing: str, whom: str, statement: str) -> str:
    """Return who gets a thing and how much of it, where that is what a statement says; else empty."""
    return f"哪些{whom}可以享受{thing}，标准是多少？" if is_conditional(statement) else ""


def of_grant(statement: str, whom: str) -> str:
    """Return how much of what is given to whom a statement says: 培训补贴的标准是多少？, 新型研发机构能得到多少补助？"""
    bare = re.sub(r"《[^》]*》", "", _BRACKETS.sub("", statement))
    found = _GIVEN.search(bare)
    if not found or not SUM.search(bare):
        return ""
    given = re.sub(r"^(?:一定|适当|相应|财政|资金|分别|最高|每人|每户)", "", found[1])
    if len(given) >= 4 and not re.search("[的每按]|不超过|最高", given):
        return _on_conditions(given, whom, bare) or f"{given}的标准是多少？"
    who = recipient(bare)
    return f"{who}能得到多少{given[-2:]}？" if who else ""


def recipient(statement: str) -> str:
    """Return those something is given to, or the subject, as a short name; empty when the statement shows none."""
    bare = _BRACKETS.sub("", statement)
    for found in (_TO.search(bare), _SUBJECT.match(bare)):
        if found:
            name, whole = (re.split(r"[、等]", phrase)[-1] for phrase in (found[1].rpartition("的")[2], found[1]))
            name = whole if _OF_WHAT.match(name) and len(whole) <= LONGEST_WHO else name
            name = re.sub(r"^(?:[我本][市省区县]|符合条件的|上述|其)", "", name)
            if 2 <= len(name) <= LONGEST_WHO and re.search(f"(?:{_WHO})$", name):
                return name
    return ""


def of_support(whom: str, statements: Sequence[str], more: bool) -> str:
    """Return 甲在融资方面能得到哪些支持？, by the fields the statements are of; of one statement the narrower group it names.

    Empty for one statement of no such field: the question would ask for more than it tells. ``more``: other answers stand before.
    """
    who = (_named_for(statements[0], whom) or recipient(statements[0])) if len(statements) == 1 else ""
    named = who if who and (who.endswith(whom[-2:]) or whom.endswith(who)) else whom
    fields = [field for field, words in _FIELDS.items() if any(re.search(words, text) for text in statements)]
    said = statements if len(statements) > 1 else [piece for piece in re.split("[，；。]", statements[0]) if re.search(GRANT, piece)] or statements
    whole = all(any(re.search(words, text) for words in _FIELDS.values()) for text in said)
    if len(statements) == 1 and fields and not whole:
        return f"{named}能得到哪些支持？"
    if fields and whole and len(fields) <= MOST_FIELDS:
        return f"{named}在{'、'.join(fields)}方面{'还' if more else ''}能得到哪些支持？"
    return "" if len(statements) == 1 or more else f"{named}能享受哪些支持？"


def _named_for(statement: str, whom: str) -> str:
    """Return the group a statement says something is done for, as it calls it: 中小企业 of 为中小企业提供信用贷款."""
    group = rf"[\u4e00-\u9fff]{{0,6}}?{re.escape(whom[-4:])}"
    found = re.search(rf"[为向]({group[:-len(re.escape(whom[-4:]))]}{re.escape(whom[-2:])})(?:提供|发放)|将[^，。；]*的({group})纳入", statement)
    return (found[1] or found[2]) if found else ""


_FIELDS = {"融资": "贷款|信贷|融资|担保|贴息", "租金": "租金|房租", "场地": "场地", "税费": "免征|减征|税收|缓缴", "培训": "培训", "招用人员": "招用|吸纳|新招", "住房": "住房|购房|租房|公寓"}
"""Fields of support by the words that tell of them."""

MOST_FIELDS = 3
"""Fields a question names."""


def of_scope(whom: str, statements: Sequence[str]) -> str:
    """Return how an audience asks whether it is meant: what it may get, or on which conditions."""
    gets = {found[1] if (found := _MAY_GET.match(_BRACKETS.sub("", text))) else "" for text in statements}
    if len(gets) == 1 and "" not in gets:
        if _VAGUE_GAIN.search(next(iter(gets))):
            return ""
        return f"哪些{whom}{gets.pop()}？"
    if not re.search("条件|符合|具备|下列|以下", "".join(statements)):
        return ""
    if any("认定条件" in text for text in statements):
        return f"{whom}按什么条件认定？"
    got = next((found[1] for pattern in (_MAY_IF, _WORK_OF) for text in statements if (found := pattern.search(_BRACKETS.sub("", text)))), "")
    if not got and all(text.startswith("符合") for text in statements):  # those who meet some conditions, and not for what
        return ""
    return "" if re.search(r"\d", got) else f"{whom}{got}要符合哪些条件？"


def of_handling(whom: str, statements: Sequence[str]) -> str:
    """Return what an audience asks about how something is handled, with what that is; empty when no statement names it."""
    named = {recipient(text) for text in statements}
    who = named.pop() if len(named) == 1 else ""
    handled = next((found[1] for pattern in (_HANDLES, _APPLIES) for text in statements if (found := pattern.search(_BRACKETS.sub("", text)))), "")
    return f"{who or whom}怎样{handled}？" if handled and any(_SAYS_HOW.search(_BRACKETS.sub("", text)) for text in statements) else ""


def is_of_its_own(question: str) -> bool:
    """Tell whether a question names those it is about itself."""
    return "从什么时候开始享受" in question


def of_point(title: str, statement: str) -> str:
    """Return the question one statement is the answer to: by when its subject gets something, by its title where that names a measure."""
    if (found := _FROM_WHEN.search(_BRACKETS.sub("", statement))) and (who := recipient(statement)):
        return f"{_with_its_case(who, _BRACKETS.sub('', statement))}从什么时候开始享受{found[2]}？"
    if taken := _TAKEN_OFF.search(statement):
        return f"有{taken[1]}的怎样减分？"
    if (widened := re.fullmatch("扩大(.{4,14})范围", title)) and re.search(rf"扩[展大][至到][^，。；]*(?:{_WHO})", statement):
        return f"{widened[1]}扩大到哪些人？"
    label = _LABEL.match(statement)
    title = label[1] if label and not any(ends.search(title) for ends, _ in _AS_TITLE) else title
    if _NOT_A_TITLE.search(title) or _told_of(title, statement) < TOLD:
        return ""
    if _DOES.match(title) and _OFFICE_DUTY.match(statement):
        return ""
    if _DOES.match(title) and len(title) <= LONGEST_TITLE:
        return f"怎样{title}？"
    wording = next((wording for ends, wording in _AS_TITLE if ends.search(title)), "")
    return wording.format(title) if 4 <= len(title) <= LONGEST_TITLE and not _NOT_A_NAME.search(title) and (len(title) > 5 or title.endswith("方式")) else ""


def _with_its_case(who: str, statement: str) -> str:
    """Return a group as a statement narrows it: whole where that is short, else as those who meet its conditions."""
    opening = re.split("[，。；：]", statement)[0]
    if opening.endswith(f"的{who}"):
        return opening if len(opening) <= LONGEST_TITLE else f"符合条件的{who}"
    return f"符合条件的{who}" if _NARROWS.search(statement[: _FROM_WHEN.search(statement).start()]) else who


_TAKEN_OFF = re.compile(r"(?:^|[：，。；])([^，。；：\d]{4,12})，每[宗次项件人]减\d+分")
_LABEL = re.compile(r"^([\u4e00-\u9fff]{4,20}(?:标准|费率|比例|额度|限额|金额|价格))：")
TOLD = 0.3
"""Share of a title's words that a statement must hold to be what the title says."""


def _told_of(title: str, statement: str) -> float:
    """Return the share of a title's pairs of characters, its first verb apart, that stand in a statement."""
    name = title[2:] if _DOES.match(title) else title
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return sum(pair in statement for pair in pairs) / max(1, len(pairs))


def group_of(question: str) -> str:
    """Return the group of the FAQ a question made of one statement belongs to."""
    return "主要举措" if question.startswith("怎样") else "怎么办理" if re.search("(?:方式|渠道|途径)有哪些", question) else "标准与待遇"
