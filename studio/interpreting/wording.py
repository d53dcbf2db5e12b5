"""Statements as an editor would write them, by rules that cannot change a fact: they leave out, join and close sentences."""

import re

from generators.prose import without_annexes
from studio.interpreting.passages import Passage, without_responsible
from studio.interpreting.titles import tags_of

LONG = 110
"""Characters from which a sentence is split at its ；."""

_OPENERS = re.compile(
    r"^(?:(?:首先|其次|再次|最后)(?=[\u4e00-\u9fff])|(?:其中|同时|但是|因此|此外|另外|首先|其次|再次|最后|对此|为此|具体如下|具体为|注|备注)[，,：:]|[一二三四五六七八九十]是|——?|—|[-－·●■]|[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[.．、](?!\d))\s*"
)
_PREAMBLE = re.compile(
    r"^(?:为了?|围绕|按照|根据|依据|以|坚持|聚焦)[^，。；《》\d]{4,60}，(?=(?:对|给予|鼓励|支持|建立|设立|实施|开展|推进|加快|将|自动|每年|凡))"
)
_RESOLVED = re.compile(r"^为了?(?!此)[^。；]{4,240}?，(?=(?:国务院|[省市县]?(?:人民)?政府|[\u4e00-\u9fff]{2,10}[部委局厅会])决定)")
"""Why something is decided, which the aims of the policy tell."""
_HEREBY = re.compile("^现(?:将|予以?公布|公布)(?=[^，。；]{0,6}《)")
_NUMBER_OF_FILE = re.compile(
    r"\s{0,4}[（(][\u4e00-\u9fff]{1,14}\s{0,4}[〔\[（(【]\s{0,4}\d{4}\s{0,4}[〕\]）)】]\s{0,4}第?\s{0,4}\d{1,6}\s{0,4}号[）)]"
)
_ENDED = re.compile("废止|停止执行|停止施行|失效")
"""Of a document that ends the number is told: its name alone is often that of the new one."""
_SHORT_NAME = re.compile(r"[（(](?:以下|下)(?:简称|统称|称)[^（()）]{1,30}[）)]")
_LIST_WORDS = r"(?:的)?(?:标准|规定|方式|原则|方法|办法|程序|流程|比例|要求|情况|渠道|内容|步骤)?"
_LIST_INTRO = re.compile(
    rf"[，,]?(?:具体|主要)?(?:可以|可|应当|应|须|分别|统一){{0,6}}(?:按照|按|依照|通过|经)?(?:以下|下列|如下){_LIST_WORDS}[^，。：条情]{{0,8}}[：:。]$"
    r"|[，,](?:具体|其中|现)?[^，。：]{0,6}(?:如下|标准为|包括|为|是)[：:]$|[：:]$"
)
_SELF_STANDING = re.compile(
    r"^(?:对于?|凡|在|经|获|被|符合|首次|本市|本区|[^，]{2,40}的[^，]{0,16}，).{6,}(?:给予|予以|按|享受|可|应|不)"
)
_NO_SUBJECT = re.compile(r"^(?:可以?|应当?|须|不得|禁止|每日|每天|工作日|节假日|不予|为每|按(?!照国家))")
_WANTS_OBJECT = re.compile(r"(?:遵守|符合|具备|满足|做好|采取|履行|提供|提交|承担|开展|落实|实行|执行)$")
_CONDITIONAL = re.compile(r"\d|同时|且|以上|满|首次|下列|以下|符合|经[^，]{2,10}(?:认定|批准|评定)")


def statement_of(passage: Passage) -> str:
    """Return the passage as one self-contained sentence: the introduction it continues, then its own words."""
    text = polish(passage.text)
    who = _subject_before(passage)
    text = f"{who}{text}" if who and not text.startswith(who) else text
    named = _heading_as_subject(passage) if _NO_SUBJECT.match(text) else heading_as_label(passage, text) or _class_label(passage, text) or _object_label(passage, text)
    text = f"{named}：{text}" if named else text
    text = _named_by_heading(passage, text)
    if passage.lead is not None and not _goes_further(passage):
        stem = lead_stem(passage.lead)
        if stem and stem not in text and _needs_lead(passage, text, stem):
            text = _with_lead(stem, text)
    return finish(text)


def _goes_further(passage: Passage) -> bool:
    """Tell whether a sentence is not the first of its item and stands by itself: of a list's introduction only the first speaks."""
    heading = passage.headings[-1] if passage.headings and passage.clause.text.startswith(passage.headings[-1]) else ""
    before = passage.clause.text[len(heading) : passage.start].strip("。：: 　")
    return bool(before) and passage.text.startswith("优先")  # whom it prefers is none of what the list counts


def _with_lead(stem: str, text: str) -> str:
    """Return one item of a list with what introduces the list, unless it says by itself of whom it speaks."""
    gives = _GIVES.match(stem) if _GRANTS.search(text) else None
    if gives:
        return text if gives[1].rpartition("的")[2] in text[:WHOM] else f"{gives[1]}：{text}"
    does = _DOES.match(stem)
    if _OWN_SUBJECT.match(text) and (does or _WORKS.search(stem)):
        return text
    return f"{does[1]}负责{text.removeprefix('负责')}" if does else f"{_one_of_several(stem)}：{text}"


WHOM = 60
"""Characters of a sentence within which it says of whom it speaks."""
_WORKS = re.compile("(?:以下|下列)[^，。；：]{0,6}(?:职责|工作|任务|职能|措施)$")
_DOES = re.compile(r"^([^，。；：]{2,24}?)(?:应当?|要|主要|具体)*(?:履行|承担|行使|负责|做好)(?:以下|下列)(?:[^，。；：]{0,6})(?:职责|工作|任务|职能|事项)$")
"""Introduces a list of what somebody does: 工作机构应当履行下列职责."""
_OWN_SUBJECT = re.compile(r"^[^，。；：]{2,20}(?:部门|机关|机构|单位|委员会|政府|局|厅|办公室)(?:负责|应当?|要|会同)")


_GIVES = re.compile(r"^对(?:于)?([^，。：；]{6,40}?)(?:给予|予以)[^，。：；]{0,10}(?:支持|扶持|奖励|补贴|补助|资助|奖补)(?:[和及][^，。：；]{2,8})?$")
_GRANTS = re.compile(r"给予|予以|奖励|补贴|补助")
"""对符合条件的企业给予支持：对新认定的给予20万元: whom it is for need be told, that something is given is told by the item."""

_BARE_PERIOD = re.compile(r"^(?:补贴|补助|贴息|享受|贷款)?(?:期限|时间)|^招用|^同一|^每|^该")
_NAMES = {
    "区域": "区域",
    "范围": "范围|区域",
    "对象": "人员|企业|单位|家庭|个人|居民|学生|老年人|儿童|车辆",
    "车辆": "车辆",
}
"""What a line under a heading ends in when the heading is its subject: 限行区域 over ……合围的区域。"""


def under_heading(passage: Passage, statement: str) -> str:
    """Return a bare 补贴期限最长不超过3年。 with the clause's own heading before it, so that it says whose period it is; and
    conditions under 申请条件 whose sentence does not say that they are conditions."""
    heading = passage.headings[-1] if passage.headings else ""
    bare = _BARE_PERIOD.match(statement)
    bare = bare or (heading.endswith("条件") and not re.search(r"条件|申请|申报|申领|符合|具备|满足|资金|列支", statement))
    bare = bare and passage.lead is None and passage.clause.text.startswith(heading) and len(heading) <= 20
    above = re.fullmatch("([^，。；的]{2,10})的(?:办理|申请|申领|申报)", passage.headings[-2]) if len(passage.headings) > 1 else None
    heading = f"{above[1]}{heading}" if above and heading == "申请条件" else heading
    return f"{heading}：{statement}" if heading and bare else statement


_BARE_SUBJECT = re.compile(
    r"^(?:(?:纳入|列入)[^，。；的]{2,8}的)?(?:费用|补贴额?|补助|奖励|待遇|缴费|收费|月?缴费|支付|资助|测试|申请|申报)?(?:测算)?(?:标准|比例|限额|额度|费率|期限|时间|金额|上限|基数)"
    r"(?:为|按|不|原则上|最|可|总体|暂)"
)
"""Opens a sentence whose subject leaves to the heading above it of what it is: 费用标准为每人每次200元."""


def heading_as_label(passage: Passage, text: str) -> str:
    """Return the heading a sentence needs before it to say of what it speaks; empty when it tells that itself."""
    heading = passage.headings[-1] if passage.headings and _BARE_SUBJECT.match(text) else ""
    bare = re.match(r"[^，。；]{2,12}?(?=为|按|不|原则上|最|可|总体|暂)", text)
    fits = 4 <= len(heading) <= 24 and bare and heading not in text and not re.search(r"总则|附则|其他|管理|[，；：]", heading)
    return heading if fits and not tags_of(heading)[0][1].startswith("v") and not bare[0].endswith(heading) else ""


_CLASS = re.compile(r"([\u4e00-\u9fff、，]{2,28}(?:人员|人才|企业|居民|职工|学生|家庭|园区))(?=$|以[^，。；]{2,10}名义)")
"""A heading over what is said of one class of several: 居民参保人员 over 缴费基数为……."""
_NO_CLASS = re.compile("管理|其他|有关|相关|申请|服务|适用|补贴|奖励|支持")


def _class_label(passage: Passage, text: str) -> str:
    """Return the class, named by the heading, of which a sentence speaks without naming it; empty for any other."""
    found = _CLASS.match(passage.headings[-1]) if passage.headings and passage.lead is None else None
    named = found is None or _NO_CLASS.search(found[1]) or found[1] in text or found[1][-4:] in text[:WHOM]
    return "" if named or tags_of(found[1])[0][1].startswith("v") else found[1]


_ONLY_WHO = re.compile("(?:应当?|可以?|适用|属于|包括|负责|申请|[是为])")


def of_whom(lead: Passage, opening: str) -> str:
    """Return an introduction as a sentence where the heading above it is its subject: 参保范围是……的下列人员."""
    heading = lead.headings[-1] if lead.headings else ""
    if re.search("(?:范围|对象)$", heading) and re.search("的(?:下列|以下)[^，。；]{2,6}$", opening) and not _ONLY_WHO.search(opening):
        return f"{heading}是{opening}"
    return opening


_LEAVES_WHO = re.compile(r"(?:受[^，。；]{2,8}委托，|也可以?|还(?:可以?|应当?)|因特殊(?:情况|需要)[^，。；]{2,20}，|(?:下|出席|参加|赴)[^，。；]{1,10}要|对[^，。；]{4,20}的事项要)")
"""Opens a sentence that leaves to the one before it who does what it says: 受总理委托，负责……."""
_WHO_ACTS = re.compile(
    r"([\u4e00-\u9fff、]{1,16}?(?:人员|[部各]门|机关|机构|单位|组织|企业|主体|委员|委员会|政府|同志|申请人))"
    r"(?=应|要|可|须|不|按|负责|必须)"
)
"""Opens the sentence before with who acts in it: 待遇领取人员可通过……."""


def _subject_before(passage: Passage) -> str:
    """Return who acts in a sentence that leaves that to the one before it in its clause; empty for any other."""
    before = passage.clause.text[: passage.start].rstrip("。；; 　") if _LEAVES_WHO.match(passage.text) else ""
    found = _WHO_ACTS.match(re.split("[。；]", before)[-1].strip())
    return found[1] if found else ""


_BARE_CHOICE = re.compile(r"(?:经[^，。；]{2,10}(?:约定|协商|同意)，|[\u4e00-\u9fff]{2,4})?(?:可以?|应当?)(?:选择)?由")
"""Opens a sentence that says by whom something is done, and of what only its chapter tells: 父母可以选择由其中一方扣除."""


def _object_label(passage: Passage, text: str) -> str:
    """Return the chapter that is the object of a sentence without one: 子女教育 over 父母可以选择由其中一方……扣除; empty for any other."""
    chapter = re.sub(r"^第[^章]{1,4}章", "", passage.chapter)
    bare = passage.start == 0 and passage.lead is None and _BARE_CHOICE.match(text)
    names = 3 <= len(chapter) <= 8 and chapter not in text and not re.search("则|规定|管理|责任|监督|保障|程序|措施", chapter)
    return chapter if bare and names else ""


def _named_by_heading(passage: Passage, text: str) -> str:
    """Return 限行区域为环路合围的区域 for a line without a verb of its own under the heading 限行区域; else ``text``."""
    heading = passage.headings[-1] if passage.headings else ""
    ends = next((words for noun, words in _NAMES.items() if heading.endswith(noun)), "")
    body = re.sub(r"[（(][^（()）]*[）)]", "", text).rstrip("。；")
    if not ends or passage.lead is not None or len(heading) > 12 or heading in text or heading.startswith("不"):
        return text
    phrase = re.search(f"的(?:{ends})$", body) and not re.search(r"[，；：]|应当|可以|不得|给予|享受|包括|适用", body)
    return f"{heading}为{text}" if phrase else text


def _heading_as_subject(passage: Passage) -> str:
    """Return the clause's own heading when its first sentence leaves the subject to it: 重型货车。每日7时至22时禁止通行。"""
    if not passage.headings or passage.headings[-1] in re.sub("《[^》]*》", "", passage.text):
        return ""
    heading = passage.headings[-1]
    opens = passage.clause.text.startswith(heading) and passage.start <= len(heading) + 2
    timeless = re.search("[和及与][\u4e00-\u9fff]{0,2}(?:时限|期限|时间)$", heading) and not _A_TIME.search(passage.text)
    return heading if opens and not timeless and len(heading) <= 16 and not tags_of(heading)[0][1].startswith("v") else ""


_A_TIME = re.compile(r"\d[^，。；]{0,6}[日天月年时]|[即当]时|期限")


def _one_of_several(stem: str) -> str:
    """Return an introduction to many cases so that a single one of them does not look like all there are."""
    if has := _HAS.match(stem):
        return f"{has[1]}{has[2]}的{has[3]}包括"
    if obeys := _OBEYS.match(stem):
        return obeys[1]
    several = re.sub(r"(?:下列|以下)(?=[^，。：]{0,6}(?:情形|条件|情况|行为(?!规范|准则)))", "规定的", stem)
    if several == stem:
        several = re.sub(r"(?:下列|以下)(?=[^，。：]{0,8}(?:措施|职责|工作|规定|要求|制度|规范|服务|任务|权利|义务|事项|内容|材料|资料))", "", stem)
    several = several if several == stem else re.sub(r"，([^，]{4,24}除外)$", r"（\1）", several)
    return stem if several == stem else f"{several}，{'其中包括' if '规定的' in several else '包括'}"


_OBEYS = re.compile(r"^(.{8,60}?)，(?:并)?(?:应当?)?(?:遵守|执行)(?:下列|以下)(?:规定|要求)$")
"""Introduces how something is done, one rule of which says that itself: 应当按照……办理事项，并遵守下列规定."""
_HAS = re.compile(r"^(.*?(?:应当?|须|需|必须))(?:同时)?(具备|符合|满足|遵守)(?:以下|下列)([^，。；：]{0,8}(?:条件|要求|规定))$")
"""Introduces what is asked of somebody: 申请的城市应具备下列条件."""


def _needs_lead(passage: Passage, text: str, stem: str) -> bool:
    if _CONDITIONAL.search(stem):
        return True
    headed = bool(passage.headings) and passage.clause.text.startswith(passage.headings[-1])
    return not headed and not (len(text) >= 25 and _SELF_STANDING.match(text[:200]))


def lead_stem(lead: Passage) -> str:
    """Return what an introduction says without its 如下：, for instance 对符合条件的企业给予支持."""
    whole = polish(lead.text).strip(" ，；。：:")
    stem = _LIST_INTRO.sub("", _MAY_SO.sub(r"\1", polish(lead.text))).strip(" ，；。：:")
    stem = whole if _WANTS_OBJECT.search(stem) else stem
    stem = f"{named}，{stem}" if (named := heading_as_label(lead, stem)) else stem
    if lead.lead is not None and len(stem) < 12 and (above := lead_stem(lead.lead)):
        stem = f"{above}：{stem}" if stem else above
    return "" if len(stem) < 2 or len(stem) > 70 or re.fullmatch("[总附]则", stem) else stem


_MAY_SO = re.compile(r"(?<=，)(可以?|应当?|统一)按照?(?:以下|下列|如下)(?:标准|方式|比例)(?=[^，。；：]{2,8}[：:]?$)")
"""Announces how much of what one may do: 可以按照以下标准定额扣除."""


_WHOSE_DUTIES = re.compile(r"^[^，。；：]{2,12}(?:部门|单位|主体|机构)：(?=[^，。；：]{2,16}(?:负责|牵头))")
"""财政部门：市财政局负责……: the label of a list of duties says once more who is named."""


_WHO_BEFORE = re.compile(r"^[（(][^（()）。]{2,90}(?:负责|牵头|配合|指导|参加|参与|落实)[^（()）。]{0,12}[）)](?:[。；，]|$)?")
"""（财政部、税务总局负责）, which closes the sentence before."""


_BELOW = re.compile(r"[，,]\s*(?:下|以下)(?:文)?同[）)]")
_FIRST = re.compile(r"(?<=除)第一项(?:所列|规定的?)(?=[^，。；]{2,10}(?:以外|外))")
"""Within a list: all but what its first item names."""


_ADDS = re.compile(
    r"^((?:在[^，。；]{2,30}的[^，。；]{2,24}，)?(?:[^，。；：、]{0,24}?[\u4e00-\u9fff])?)(?:也|还|同时还|并)(?=(?:可以?|应当?|须|需|要|能)(?!能))"
)
"""Opens a sentence with what ties it to the one before it: 申请人也可登录平台查询."""
_BESIDES = re.compile(r"^除上述[^，。；]{2,5}外，(?!还|也|应|可|须|不)")
"""Opens a sentence with what it sets aside, which only the sentences before it name."""
_ABOVE = re.compile(r"^([^，。；]{0,8})上述(?=[“《])|^(除)上述(?=[^，。；]{8,}(?:以外|外)，)")
"""Points above at what it names itself: 除上述提高补贴额的机具以外."""


_PAPERS_ABOVE = re.compile("上述(?:申请|提交的|申报)?(材料|资料|复印件)")
"""Papers a sentence points to and does not list."""


def _by_itself(text: str) -> str:
    """Return a sentence without the 也 or 还 before its 可 or 应 and the 上述 that tie it to one not told with it."""
    text = _ABOVE.sub(lambda found: found[1] or found[2] or "", _BESIDES.sub("", _ADDS.sub(r"\1", text)))
    return _PAPERS_ABOVE.sub(lambda found: found[0] if found[1] in text[: found.start()] else found[0][2:], text)


def polish(text: str) -> str:
    """Drop what states nothing: opening connectives, preambles (为进一步…，), numbers of files, short names, responsible units."""
    text = without_responsible(text.strip())
    text = _OPENERS.sub("", text)
    if "（1）" not in text and "（2）" in text:
        text = re.sub(r"(?<=[；。])\s*（\d{1,2}）", "", text)  # the others of a list whose first mark went
    text = re.sub("^((?:修[订正]后的)?《[^》]{2,60}》)，(?=自)", r"\1", _HEREBY.sub("", text))
    text = _WHOSE_DUTIES.sub("", _WHO_BEFORE.sub("", text))
    text = text if _ENDED.search(text) else _NUMBER_OF_FILE.sub("", text)
    text = without_short_names(_FIRST.sub("前述", _BELOW.sub("）", without_annexes(text))))
    if len(text) > 40:
        text = _RESOLVED.sub("", _PREAMBLE.sub("", text))
    text = re.sub(r"^(?:本[^，。]{1,6}|前款)(?:所称|所指)的?(?=[^“][^，。]{0,30}[，,]?(?:是指|指|包括))", "", text)
    text = re.sub("(?<=；)所称的?(?=[^，。；]{2,24}，?(?:是指|包括))", "", text)
    text = _BY_STANDARD.sub("", text) if text.count("；") == 0 else text
    return _by_itself(text.replace("\n", "").strip())


_BY_STANDARD = re.compile(r"按照?(?:下列|以下|如下)(?:标准|方式|比例)(?=[^，。；：]{0,6}(?:给予|予以|发放|享受)[^，。；：]{2,16}：对)")
"""Announces several of what only the first is told."""


def without_short_names(text: str) -> str:
    """Drop （以下简称……） where the short name is not used afterwards."""
    for found in reversed(list(_SHORT_NAME.finditer(text))):
        name = re.search(r"[“《\"]?([^“”\"《》：:（()）]{1,20})[”》\"]?[）)]$", found[0])
        name = re.sub(r"^(?:以下|下)?(?:简称|统称|称)[：:“]*", "", name[1]) if name else ""
        if not name or name not in text[found.end() :]:
            text = text[: found.start()] + text[found.end() :]
    return text


def finish(text: str) -> str:
    """Return ``text`` ending in one full stop."""
    text = re.sub(r"[，,]?(?:其中|具体)$", "", text.strip().rstrip("；;，,、。：: "))
    return text if text.endswith(("！", "？")) else f"{text}。"


def joined(lead: str, items: list[str]) -> str:
    """Return an introduction and its items as one sentence: lead：A；B；C。"""
    cleaned = [
        re.sub(r"的?[；;。，,]*$", lambda found: "的" if found[0].startswith("的") else "", item.strip())
        for item in items
    ]
    lead = re.sub(r"[：:。]\s*$", "", lead).strip()
    if aside := re.fullmatch(r"[^，。；（]{2,10}[（(]([^（()）]*(?:下列|以下)[^（()）]{0,8})[）)]", lead):
        lead = aside[1]  # 申报条件（申报主体应同时具备下列条件） says it twice
    return finish(f"{lead}：{'；'.join(cleaned)}")
