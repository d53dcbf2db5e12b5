"""What the head of every product says about the policy: its name, number, issuer, dates, validity, and whom to ask."""

import re
from datetime import date

from generators.model import (
    Audience,
    Brief,
    Citation,
    Element,
    Interpretation,
    PolicyDocument,
    Segment,
)

MASTHEAD = "masthead"
CLAUSES = "clauses"
LEFT_OUT = "……"
# Kinds of documents that run as 《办法》 in the running text, the longer names first.
# fmt: off
SHORT_NAMES = (
    "若干政策措施", "若干措施", "若干政策", "若干规定", "实施细则", "实施办法", "实施意见", "实施方案", "工作方案",
    "行动方案", "行动计划", "管理办法", "管理规定", "暂行办法", "暂行规定", "指导意见", "操作细则", "操作规程",
    "应急预案", "补助办法", "奖励办法", "服务指南", "办事指南", "若干意见", "管理细则", "工作细则", "试行办法",
    "优待办法", "工作办法", "发展规划", "工作规范", "实施规则", "管理条例", "办法", "规定", "细则", "措施", "意见",
    "方案", "条例", "规划", "计划", "政策", "通知", "通告", "公告", "决定", "指引", "指南", "规程", "规范", "标准",
    "制度", "预案", "规则", "要点", "纲要", "目录", "清单", "导则", "章程", "批复", "函", "令",
)
# fmt: on
NOT_A_PRONOUN = "(?<![基根成资样文版剧书课原])"  # in 根本措施, 基本办法, 成本方案 the 本 belongs to the word before it
AUTHORITY_END = re.compile(r"(政府|委员会|办公厅|办公室|管理局|法院|检察院|中心|银行|税务局|[局厅部委办署院会处行])$")


def policy_name(document: PolicyDocument) -> str:
    """Return the policy's own name without 《》: of a notice that issues (印发) a document, the name of that document.

    The issuers before 关于 are left out: X局关于做好Y工作的通知 is 关于做好Y工作的通知.
    """
    title = _close_up(document.title)
    issued = re.search(r"(?:印发|发布|公布)《([^《》]+(?:《[^《》]*》[^《》]*)*)》(?:的|$)", title)
    if issued and title.count("》的") <= 1:
        return _plain(issued[1])
    issued = re.search(r"关于(?:重新)?(?:印发|发布|公布)([^《》]+)的(?:通知|公告|通告|函)$", title)
    if (
        issued
        and _without_brackets(issued[1]).endswith(SHORT_NAMES)
        and not re.match("[我本][国省市区县州盟旗]", issued[1])
    ):
        return issued[1]
    before, about, rest = title.partition("关于")
    issuers = [name for name in re.split(r"[\s　]+", before) if name]
    known = {_close_up(name) for name in document.issuing_authorities}
    if about and issuers and all(name in known or AUTHORITY_END.search(name) for name in issuers):
        return _plain(about + rest)
    return _plain(title)


def display_title(document: PolicyDocument) -> str:
    """Return what stands large on a picture: the policy's name, of a notice that issues something only that, its region named.

    关于印发我市2026年救助标准的通知 of 青岚市民政局 is 青岚市2026年救助标准.
    """
    name = policy_name(document)
    found = re.fullmatch(r"关于(?:重新)?(?:印发|发布|公布)([^《》]{6,40})的(?:通知|公告|通告)", name)
    if not found:
        return name
    regions = [region[0] for body in document.issuing_authorities if (region := re.match("[\u4e00-\u9fff]{2,8}?[省市区县州盟旗]", body))]
    ours = re.match("[我本]([省市区县州盟旗])", found[1])
    if not ours:
        return found[1]
    region = next((region for region in regions if region.endswith(ours[1])), "")
    return region + found[1][2:] if region else name


def quoted_name(document: PolicyDocument) -> str:
    """Return the name in 《》; 《》 inside it become 〈〉, as punctuation rules (GB/T 15834) ask."""
    return f"《{policy_name(document).replace('《', '〈').replace('》', '〉')}》"


def made_how(document: PolicyDocument) -> str:
    """Return what is done with a document of this kind, as its purpose and its bases are headed: 批复依据, 发布目的, 制定目的."""
    name = short_name(document).strip("《》")
    return "批复" if name.endswith(("批复", "答复", "复函")) else "发布" if name.endswith(("通告", "公告", "通知", "通报", "决定", "函")) else "制定"


def short_name(document: PolicyDocument) -> str:
    """Return what a running text calls the policy: 《若干措施》, 《办法》; 文件, without 《》, when its kind is not known.

    Where the title does not show the kind, the document's own word for itself does: 本指引 is 《指引》, 本政策 这项政策.
    """
    name = _without_brackets(policy_name(document))
    if _BY_NUMBER.search(name):
        return name
    kind = next((kind for kind in SHORT_NAMES if name.endswith(kind)), document.kind or "")
    if not kind and (kind := _own_word(document)) == "政策":
        return THIS_POLICY
    other = _kind_before_and(name)
    return f"《{other}》和《{kind}》" if other and kind and other != kind else f"《{kind}》" if kind else "文件"


THIS_POLICY = "这项政策"
"""What a text without a title that calls itself 本政策 is called."""

_BY_NUMBER = re.compile(r"^[^，。；：]{2,16}[一二三四五六七八九十\d]号文件$")
"""A title that is already how everybody calls it: 中央一号文件."""


def _own_word(document: PolicyDocument) -> str:
    """Return the kind a document calls itself by (本指导意见), the one it uses most; empty when it does not."""
    own = re.compile(f"{NOT_A_PRONOUN}本({'|'.join(SHORT_NAMES)})")
    said = [kind for clause in document.clauses for kind in own.findall(_OTHER_TITLES.sub("", clause.text))]
    return max(dict.fromkeys(said), key=said.count, default="")


_OTHER_TITLES = re.compile("《[^《》]*》")


def _kind_before_and(name: str) -> str:
    """Return the kind of the first of two documents issued together: 若干政策 in X若干政策和Y行动计划; empty for one document."""
    for found in re.finditer("和|及|以及", name):
        kind = next((kind for kind in SHORT_NAMES if len(kind) >= 4 and name[: found.start()].endswith(kind)), "")
        if kind and len(name) - found.end() >= 6:
            return kind
    return ""


_BIDS = re.compile("^要(?![求素件点约么是])(?=[\u4e00-\u9fff]{4})")
"""Opens what a higher office bids those it writes to, whom the sentence does not name: 要加强组织领导."""


def in_third_person(text: str, document: PolicyDocument) -> str:
    """Return ``text`` as its interpreter says it: 本措施自…起施行 becomes 《若干措施》自…起施行.

    Only the policy's own kind is replaced, and only outside 《》; the quoted clause itself is never touched.
    """
    text = _BIDS.sub("", text)
    short = short_name(document)
    names = re.findall("《([^》]*)》", short)
    if len(names) > 1:  # of two documents issued together each is meant only by its own kind
        for name in names:
            kinds = [kind for kind in SHORT_NAMES if name.endswith(kind) and not any(n.endswith(kind) for n in names if n != name)]
            text = re.sub(f"{NOT_A_PRONOUN}本(?:{'|'.join(kinds or [name])})", f"《{name}》", text)
        return text
    if short == THIS_POLICY:
        return re.sub(f"{NOT_A_PRONOUN}本(?:政策|意见|文件|措施|若干政策|若干措施)", short, text)
    if not names:
        return text
    kinds = [kind for kind in SHORT_NAMES if names[0].endswith(kind)]
    return re.sub(f"{NOT_A_PRONOUN}本(?:{'|'.join([*kinds, '文件', '政策'])}|规定(?=[自由]))", short, text)


def chinese_date(day: date) -> str:
    """Return 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def iso_date(text: str) -> str | None:
    """Return the ISO form of a date written by chinese_date; None for anything else."""
    found = re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def contact_of(interpretation: Interpretation) -> str:
    """Return whom to ask, as people read it; empty when neither the person nor the policy says so, or the policy names
    a telephone for each kind of applicant: none of them is for everyone."""
    if interpretation.contact:
        return interpretation.contact
    if sum(bool(PHONE.search(point.statement)) for point in interpretation.live_key_points(Element.CONTACT)) > MOST_CONTACTS:
        return ""
    for point in interpretation.live_key_points(Element.CONTACT):
        if "咨询" in point.title + point.statement:
            first = re.split(r"[；;。]", point.statement)[0]
            told = re.search(r"咨询(?:服务)?(?:电话|热线|方式)(?:为|是)?[：:]?\s*(.+)", first)
            said = told[1] if told else first
            if PHONE.search(said) and (told or (len(said) <= LONGEST_CONTACT and not _HOTLINE_OF.search(said))):
                return said
    return ""


PHONE = re.compile(
    r"(?:0\d{2,3}[-—－ ]?\d{7,8}(?:转\d+)?|1\d{10}|[48]00[-— ]?\d{3,4}[-— ]?\d{3,4}|(?<!\d)\d{7,8}(?!\d)|(?<!\d)1[12]\d{3}(?!\d))"
)
"""A telephone: with its area, a mobile one, 400 and 800 numbers, a local one, a short one of five digits (12345)."""

MOST_CONTACTS = 2
"""Statements with telephones up to which the first may be given for all."""

LONGEST_CONTACT = 40
"""Characters up to which a sentence with a telephone is a way to ask; a longer one tells of something else."""

_HOTLINE_OF = re.compile(r"可以|可通过|应当|有权|依托|开通|设立|公布")
"""Words of a sentence that tells what may be asked or set up, in which a number only occurs."""


def audience_of(interpretation: Interpretation, brief: Brief) -> Audience | None:
    """Return the audience the brief names by id or by label; one the interpretation does not know is taken as a label."""
    if not brief.audience:
        return None
    known = (a for a in interpretation.audiences if brief.audience in (a.id, a.label))
    return next(known, Audience(id=brief.audience, label=brief.audience))


def masthead(interpretation: Interpretation, brief: Brief, title: str) -> Segment:
    """Return the title block (furniture): ``heading`` is the product's title, ``details`` the policy's particulars.

    ``text`` names the audience when the product is made for one. Nothing unknown is listed.
    """
    document = interpretation.document
    dates = {
        "成文日期": document.written_on,
        "发布日期": document.published_on,
        "施行日期": document.effective_on,
        "有效期至": document.expires_on,
    }
    details = {
        "政策名称": policy_name(document),
        "发文字号": document.document_number or "",
        "发文机关": "、".join(document.issuing_authorities),
        **{label: chinese_date(day) if day else "" for label, day in dates.items()},
        "有效性": _validity(document),
        "索引号": document.index_number or "",
        "解读机构": interpretation.interpreter,
        "解读人": interpretation.spokesperson,
        "咨询电话": contact_of(interpretation),
    }
    details = {name: value for name, value in details.items() if not document.doubts(value)}
    audience = audience_of(interpretation, brief)
    return Segment(
        id=MASTHEAD,
        kind=MASTHEAD,
        furniture=True,
        heading=brief.title or title,
        text=f"面向{audience.label}" if audience else "",
        details={name: value for name, value in details.items() if value},
    )


def clause_names(document: PolicyDocument, segments: tuple[Segment, ...]) -> Segment:
    """Return furniture that tells a renderer, which does not see the policy, how each cited clause is called.

    A place where a quote begins or ends inside a sentence (``ref@offset``) is called ……, which is set there.
    """
    cited = dict.fromkeys(citation for segment in segments for citation in segment.citations)
    cuts = {place: LEFT_OUT for citation in cited for place in _cuts(document, citation)}
    return Segment(id=CLAUSES, kind=CLAUSES, furniture=True, details={c.ref: document.address(c.ref) for c in cited} | cuts)


def _cuts(document: PolicyDocument, citation: Citation) -> list[str]:
    """Return the ends of a quote that stand inside a sentence; a clause's heading before it is not missed."""
    clause = document.clause(citation.ref)
    before, after = clause.text[: citation.start].removeprefix(clause.heading).strip(), clause.text[citation.end :].strip()
    begins = f"{citation.ref}@{citation.start}" if before.strip("。：；，、 　") and before[-1] not in "。！？；：" else ""
    whole = citation.quote.rstrip()[-1:] in "。！？；：" or after[:1] in ("。", "！", "？", "；", "")
    return [place for place in (begins, "" if whole else f"{citation.ref}@{citation.end}") if place]


def _validity(document: PolicyDocument) -> str:
    """Return the validity unless it only repeats the last day of force, which has its own line."""
    validity = document.validity or ""
    repeats = document.expires_on is not None and (chinese_date(document.expires_on) in validity or "有效期" in validity)
    return "" if repeats else validity


def _close_up(text: str) -> str:
    """Remove the line breaks and spaces a typeset title carries between Chinese characters; keep one between issuers."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<=[局厅部委府办署院会处行室心]) (?=[\u4e00-\u9fff])", "　", text)
    return re.sub(r"(?<![A-Za-z0-9]) (?! )|(?<! ) (?![A-Za-z0-9])", "", text)


def _without_brackets(name: str) -> str:
    return re.sub(r"[（(【〔][^（()）】〕]*[）)】〕]|[》”\s]", "", name)


def _plain(name: str) -> str:
    return re.sub(r"[\s　]+", " ", name).strip()
