"""The clause tree as sentences in their places: each knows the headings above it and the “…：” it continues."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from generators.model import Citation, Clause, Level, Part, PolicyDocument
from studio.interpreting.titles import words_of

LABELLED = (Level.ITEM, Level.POINT, Level.HEADING_2, Level.HEADING_3, Level.HEADING_4, Level.DECIMAL)
HEADINGS = (Level.HEADING_1, *LABELLED[2:])
DIVISIONS = (Level.BOOK, Level.CHAPTER, Level.SECTION)
LONGEST_HEADING = 40
LONGEST_MERGE = 400
LONGEST_BARE_ITEM = 90

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]+[”’」』]*|[^。！？\n]+")
_OPENING, _CLOSING = "（(〔【《“", "）)〕】》”"
_FURNITURE = re.compile(
    r"^(?:[（(]?此件.{0,12}[）)]?|公开(?:方式|属性|类别)[：:].*|信息公开.{0,16}|(?:主题词|抄送|分送)[：:].*|"
    r".{2,40}(?:办公室|秘书处|办公厅)?\s*[\d〇一二三四五六七八九十]{1,4}年\d{1,2}月\d{1,2}日印发|"
    r"\d{4}年\d{1,2}月\d{1,2}日|[〇零○一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|"
    r"[（(]此页无正文[）)]|附\s*件|附件\s*\d*[：:].*|附[：:].*|\d{1,2}[.．、]《?.{2,40}(?:表|书|清单|名单|样式)》?|目\s*录)$"
)
_COURTESY = re.compile("(?:衷心|再次)?感谢|.{0,40}收悉[。，]|(?:特此|专此)[^，。]{0,6}。?$|此复。?$|以上答复")
"""Opens a short paragraph by which a letter begins or ends."""
_ADDRESSED = re.compile(r"^(?:各|市|省|区|县|机关|有关|全|局|厅|市政府|省政府|区属|市属|国务院)[^。；]{0,198}[：:]$")
_INTRODUCES = re.compile(
    r"(?:下列|以下|如下|为|是|包括|具体|其中|即|条件|材料|程序|范围|标准|规定|方式|要求|原则|情形|职责|待遇)[^，。]{0,16}[：:]$"
)
_SAYS_SOMETHING = re.compile(r"自.{2,20}起?施行|有效期|应当|不得|负责解释|是指|废止|[为是]\d|^(?:本|此)[^，。]{2,8}(?:由|自)")
_ANNOUNCES = re.compile(
    r"(?:下列|以下|如下)(?:[^，。]{0,6})(?:情形|条件|情况|原则|程序|材料|行为|规定)(?:之一)?[^。：]{0,90}。$"
)
_DEPENDS = re.compile(
    r"^(?:每(?:户|家|个|人|名|位|年|项|件|辆|所|单位)|单(?:个|户|家|项|笔|位)|同一|上述|该|前款|其(?![他中])|最高|最多|累计|期限|标准|个人应|补[贴助](?:期限|标准)|"
    r"所需资金|补[贴助](?:资金)?按照?|奖[励补](?:资金)?按照?|对(?:上述|此类)|以上|年度累计|具体(?:减|标准|金额|参照|按照|办法|办理|方式|时间|程序|由|请)|招用[^，]{2,16}的，补|[^，。；]{0,10}(?:期限|标准|额度|金额|限额)(?:最长|最高|不超过|不得超过)|[^，。；]{0,14}(?:上限|限额)为|[^，。；]{0,26}以[^，。；]{2,18}为准，但)"
)
_LABEL = re.compile(r"([^，；：。、\d]{2,18}的(?:[\u4e00-\u9fff]{0,4}(?:标准|比例|条件|程序|范围|对象|方式|期限|材料|流程)))。(?=.{8})")
"""Opens a paragraph with what it is about: 常规补贴机具的测算比例。补贴额测算比例不超过……."""

_RESPONSIBLE = re.compile(
    r"[（(](?:责任|牵头|配合|实施|负责|主责|完成|适用范围)[^（()）]{0,12}[：:][^）)]{1,300}[）)]$"
)


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence at ``clause.text[start:end]``. ``headings`` run from the outermost down to the clause's own, chapters and
    sections of regulations apart, whose nearest heading is ``chapter``; ``lead`` is
    the introducing “…：” this sentence continues; ``zone`` is main, cover (印发通知) or attachment, ``rank`` the place within it."""

    clause: Clause
    start: int
    end: int
    index: int
    rank: int = 0
    headings: tuple[str, ...] = ()
    lead: "Passage | None" = None
    zone: str = "main"
    chapter: str = ""

    @cached_property
    def text(self) -> str:
        """Return the words of the passage."""
        return self.clause.text[self.start : self.end]

    @property
    def citation(self) -> Citation:
        """Return the exact span as a citation."""
        return Citation(ref=self.clause.ref, quote=self.text, start=self.start, end=self.end)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the span, after that of the introducing sentence where there is one."""
        return (*(self.lead.citations if self.lead else ()), self.citation)

    @property
    def introduces(self) -> bool:
        """Tell whether the passage announces what follows (ends in ：)."""
        if self.headings and self.text == self.headings[-1]:
            return True
        return self.text.endswith(("：", ":", "如下。")) or bool(_ANNOUNCES.search(self.text[-130:]))

    @property
    def depends(self) -> bool:
        """Tell whether the sentence only adds to the one before it: a ceiling, a period, 该项……."""
        return bool(_DEPENDS.match(self.text))

    def part(self, start: int, end: int) -> "Passage":
        """Return the passage of ``text[start:end]``, in the same place."""
        return replace(self, start=self.start + start, end=self.start + end)


@dataclass(frozen=True, eq=False)
class Text:
    """A document as passages, with the items each introduction is followed by."""

    document: PolicyDocument
    passages: tuple[Passage, ...]
    headings: dict[str, str]

    def heading(self, clause: Clause) -> str:
        """Return the heading of a clause, alone or at the head of its text; empty when it has none."""
        return self.headings.get(clause.ref, "")

    @cached_property
    def items(self) -> dict[int, tuple[Passage, ...]]:
        """Return, by the index of an introduction, the first passages of the items it introduces."""
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.lead is not None:
                group = found.setdefault(passage.lead.index, [])
                if not group or group[-1].clause.ref != passage.clause.ref:
                    group.append(passage)
        return {index: tuple(group) for index, group in found.items()}

    @cached_property
    def by_clause(self) -> dict[str, tuple[Passage, ...]]:
        """Return the passages of each clause by its ref."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.clause.ref, []).append(passage)
        return {ref: tuple(group) for ref, group in found.items()}

    def with_dependents(self, passage: Passage, longest: int = 240) -> Passage:
        """Return the sentence together with the ceilings and periods that follow it in its clause, up to ``longest``."""
        group = self.by_clause.get(passage.clause.ref, ())
        end = passage.end
        for follower in group[bisect_left(group, end, key=_start) :]:
            if not follower.depends or follower.end - passage.start > longest:
                break
            end = follower.end
        return replace(passage, end=end)

    def with_antecedent(self, passage: Passage, longest: int = 240) -> Passage | None:
        """Return the sentence together with the one before it in its clause; None when there is none or both are too long."""
        group = self.by_clause.get(passage.clause.ref, ())
        at = bisect_left(group, passage.start, key=_start) - 1
        while at >= 0 and group[at].end > passage.start:
            at -= 1
        first = group[at] if at >= 0 else None
        if first is None or passage.end - first.start > longest or first.introduces:
            return None
        return replace(first, end=passage.end)

    @cached_property
    def common(self) -> tuple[str, ...]:
        """Return the longer words of the policy's own title: a reader of the page knows them already."""
        return tuple(word for word in dict.fromkeys(words_of(self.document.title)) if len(word) >= 3)

    def under(self, ref: str) -> list[Passage]:
        """Return the passages of a clause and of everything below it."""
        return [passage for clause in self.document.subtree(ref) for passage in self.by_clause.get(clause.ref, ())]


def _start(passage: Passage) -> int:
    return passage.start


def spans_of_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``text``; a full stop within brackets does not end one."""
    spans: list[tuple[int, int]] = []
    depth = 0
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if depth > 0 and spans and end - spans[-1][0] <= LONGEST_MERGE:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
            depth = 0
        piece = match.group()
        depth += sum(piece.count(mark) for mark in _OPENING) - sum(piece.count(mark) for mark in _CLOSING)
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def heading_of(clause: Clause) -> str:
    """Return the heading of a clause, alone or at the head of its text; empty when it has none."""
    if clause.heading:
        heading = clause.heading.strip(" 　。：:")
        return "" if clause.text.strip() == f"{heading}。" or _SAYS_SOMETHING.search(heading) else heading
    if clause.level not in HEADINGS:
        label = _LABEL.match(clause.text.strip()) if clause.level is Level.PARAGRAPH else None
        return label[1] if label else ""
    text = clause.text.strip()
    first = re.match(r"[^。；：:]{2,40}[。]", text)
    if first and len(first.group()) < len(text) and not _is_a_statement(first.group()):
        return first.group().rstrip("。")
    if len(text) <= LONGEST_HEADING and not re.search(r"[，；：。]", text):
        return text
    return ""


def _is_a_statement(sentence: str) -> bool:
    return bool(re.search(r"\d|是指|不得|应当|[，].*[，]|的。$|给予|负责", sentence))


def _heading_over_children(document: PolicyDocument, clause: Clause) -> str:
    """Return the text of a clause that only names what its children list: 申请材料。"""
    text = clause.text.strip().rstrip("。")
    short = 2 <= len(text) <= LONGEST_HEADING and not re.search(r"[；：。]|，.*，|\d元|应当|不得", text)
    return text if short and clause.level in HEADINGS and document.children(clause.ref) else ""


def _after_heading(clause: Clause, heading: str) -> int:
    """Return where the clause's own words begin after its run-in heading."""
    if not heading or not clause.text.lstrip().startswith(heading):
        return 0
    at = clause.text.find(heading) + len(heading)
    if clause.text[at : at + 1] in ("：", ":"):
        return 0
    while at < len(clause.text) and clause.text[at] in " 　。：:．.\t\n":
        at += 1
    return at


def is_furniture(clause: Clause) -> bool:
    """Tell whether a clause is layout rather than content: addressees, signature, dates of signature, openness."""
    text = re.sub(r"\s+", "", clause.text)
    if clause.level is Level.PARAGRAPH and clause.parent is None and _ADDRESSED.match(text):
        return not _INTRODUCES.search(text)
    if _FURNITURE.match(text) or (len(text) <= 60 and _COURTESY.match(text)):
        return True
    return clause.level is Level.PARAGRAPH and len(text) <= 40 and not re.search(r"[。，：；、？]", text)


def passages_of(document: PolicyDocument) -> Text:
    """Return the document as passages, in document order, without layout."""
    enclosed = any(clause.part is Part.ENCLOSURE for clause in document.clauses)
    found: list[Passage] = []
    leads: dict[str | None, Passage] = {}
    styles: dict[str | None, str] = {}
    trails: dict[str | None, tuple[str, ...]] = {None: ()}
    chapters: dict[str | None, str] = {}
    headings: dict[str, str] = {}
    ranks: Counter[str] = Counter()
    for clause in document.clauses:
        trail = trails.get(clause.parent, ())
        own = heading_of(clause) or _heading_over_children(document, clause)
        if own and clause.level in LABELLED and not document.children(clause.ref) and not _goes_on(clause, own):
            own = ""
        division = clause.level in DIVISIONS
        own = re.sub(r"[\s　]+", "", own) if division else own
        if own:
            headings[clause.ref] = own
        if division:
            chapters[clause.ref], own = own, ""
        trails[clause.ref] = (*trail, own) if own else trail
        chapter = chapters.setdefault(clause.ref, chapters.get(clause.parent, ""))
        if division or is_furniture(clause):
            continue
        lead = _lead_of(clause, leads, styles)
        zone = _zone(clause, enclosed)
        at = _after_heading(clause, own)
        for start, end in spans_of_sentences(clause.text):
            if end <= at:
                continue
            start = max(start, at)
            found.append(Passage(clause, start, end, len(found), ranks[zone], trails[clause.ref], lead, zone, chapter))
            ranks[zone] += 1
        if own and at >= len(clause.text.rstrip()) and _is_bare_list(document, clause):
            start = clause.text.find(own)
            found.append(
                Passage(
                    clause, start, start + len(own), len(found), ranks[zone], trails[clause.ref], None, zone, chapter
                )
            )
            leads[clause.ref] = found[-1]
        if found and found[-1].clause is clause and found[-1].introduces:
            leads[clause.ref] = found[-1]
            if clause.level is Level.PARAGRAPH:
                leads[f"beside {clause.parent}"] = found[-1]
                styles.pop(f"beside {clause.parent}", None)
    return Text(document, tuple(found), headings)


def _goes_on(clause: Clause, heading: str) -> bool:
    """Tell whether a clause says more than its heading and who is responsible; else the heading is its whole content."""
    rest = clause.text.strip().removeprefix(heading).strip(" 　。；")
    return bool(without_responsible(rest).strip(" 　。；"))


def _is_bare_list(document: PolicyDocument, clause: Clause) -> bool:
    """Tell whether a heading stands directly over short items that say nothing without it: 申请材料 over 1. 2. 3."""
    children = document.children(clause.ref)
    return len(children) >= 2 and all(
        child.level in LABELLED
        and len(child.text) <= LONGEST_BARE_ITEM
        and "。" not in child.text.rstrip("。 ")
        and not document.children(child.ref)
        and _is_line(child)
        for child in children
    )


def _is_line(clause: Clause) -> bool:
    """Tell whether an item is one line: it has no heading, is nothing but its heading, or is 轻型货车：每日……."""
    text, heading = clause.text.strip(), heading_of(clause)
    return not heading or text.rstrip("。；") == heading or text.startswith(f"{heading}：")


def _zone(clause: Clause, enclosed: bool) -> str:
    if clause.part is Part.ATTACHMENT:
        return "attachment"
    return "cover" if enclosed and clause.part is Part.NOTICE else "main"


def _lead_of(clause: Clause, leads: dict, styles: dict) -> "Passage | None":
    """Return the introduction of an item: its parent's last sentence, or the paragraph before it at its side."""
    if clause.level in LABELLED and clause.parent in leads:
        return leads[clause.parent]
    beside = f"beside {clause.parent}"
    if beside not in leads:
        return None
    if clause.level in LABELLED:
        style = f"{clause.level} {clause.label[:1] in '（('}"
    elif clause.level is Level.PARAGRAPH and (clause.text.rstrip().endswith(("；", ";")) or styles.get(beside) == "；"):
        style = "；"
    else:
        return None
    if styles.setdefault(beside, style) != style:
        leads.pop(beside)
        return None
    if style == "；" and not clause.text.rstrip().endswith(("；", ";")):
        return leads.pop(beside)
    return leads[beside]


def without_responsible(text: str) -> str:
    """Drop a closing （责任单位：…）, which is a point of its own."""
    return _RESPONSIBLE.sub("", text.rstrip("。")) + ("。" if text.endswith("。") else "")
