"""What no key point tells of the document's parts and is too hard to leave out: amounts, limits, time limits, bans, penalties."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generators.article.points import told_before
from generators.model import Citation, Clause, Level, Part, PolicyDocument
from generators.model.numerals import to_chinese
from generators.prose import first_sentence, sentence

LONGEST_LIST = 300
"""Characters of a list told whole; a longer one is named by the number of its items."""
LEAST_SAID = 10
"""Characters an introduction says beyond its 下列, so that it tells something without its list: 情形之一的，不予受理."""
LONGEST_RULE = 340
HARD = 2
"""Weight from which a rule must be told."""

_WEIGHTS = (
    (3, re.compile(r"\d[\d.]*\s*(?:[万亿]?元|[%％‰])|万分之|百分之|罚款")),
    (2, re.compile(r"不(?:得)?(?:超过|低于|少于)|\d+\s*(?:个)?(?:工作)?[日月年天]|不得|禁止|严禁|责令|追回|取消|失信|最长|以上|不予|不支付|不纳入|终止|暂停")),
    (1, re.compile(r"\d|条件|补贴|补助|奖励|减免|优先|应当")),
)
_OFFICES = re.compile("[^，。；]{0,40}(?:部门|政府|办公室|机构)(?:应当|应|负责|会同|要|可以)")
_SLOGAN = re.compile("坚持|树立|加强|充分|统筹|深入|更好|弘扬|把|将")
"""Opens what is told only where a sub-heading has nothing harder."""
UNTOLD = re.compile("总则|附则|总体要求|总体思路|指导思想|基本原则|主要目标|工作目标|组织|保障措施|工作要求|有关要求|名词|术语|定义|加强领导|宣传|分工")
"""Parts whose matter other sections tell: purpose, goals, terms, who works on it."""
PENALTIES = re.compile("法律责任|罚则|责任追究|处罚|惩戒")
_GOES_ON = re.compile(r"^(?:前款|前项|前述|上述|其(?!他)|该|此|对此|但|因|同时|并|逾期|情况|确需|超过|以上|期满|拒不|仍|构成|情节|对涉及的|造成|未作|(?:[^，。]{1,4}方)|双方|有关|符合|属于|有下列|以下|具体|逐步|另)")
_REFERS = re.compile(r"^(?:前款|前项|前述|上述|其(?!他)|该|此|对此|但|同时|并|双方|逾期|情况|拒不|情节|对涉及的)")
_FOLLOWS = re.compile(r"^[^，。；]{2,8}(?:后|时|的)，")
"""What opens a sentence behind another whose case it goes on with: 调查结束后，……."""
_LISTED = re.compile("下列|以下")
_BRANCH = re.compile("[，的]可以?(?:按|享受|申请)")
"""Within an item of a list: it grants something by itself, so that the items are cases apart and no conditions together."""

_ONLY_NAMES = re.compile("[^，。；：、应可须不由予给是为有]{4,20}的[^，。；：、的应可须不由予给是为有]{2,8}。")
"""A heading printed within a paragraph (补贴额提高机具的测算比例。): a name and no sentence."""

_ELSEWHERE = re.compile("前款第|前条|本款第|第[一二三四五六七八九十]+项(?:所列|规定)")
"""Speaks of a clause by its place in the document, which a reader of the article has not before him."""
_FORCE = re.compile("电话[：:]|起施行|起实施|有效期|废止|负责解释")
_STEP = (Level.ITEM, Level.POINT)
_UNITS = (Level.ARTICLE, Level.HEADING_2, Level.HEADING_3, Level.DECIMAL)


class Rule(NamedTuple):
    """A rule no key point tells: its words, the words of the clauses they are, how hard it is, and whose it is.

    ``unit`` is the ref of its article or sub-heading, ``part`` that of its chapter or first-level heading (empty without one).
    """

    text: str
    citations: tuple[Citation, ...]
    weight: int
    unit: str
    part: str


def parts_of(document: PolicyDocument) -> list[Clause]:
    """Return the chapters of the document, or its headings of the first level; nothing for one that has neither."""
    body = _body(document)
    chapters = [clause for clause in body if clause.level is Level.CHAPTER]
    return chapters or [clause for clause in body if clause.level is Level.HEADING_1]


def unit_of(document: PolicyDocument, ref: str) -> str:
    """Return the ref of the article or the sub-heading a clause stands in; its own where there is none above it."""
    chain = (*document.ancestors(ref), document.clause(ref))
    return next((clause.ref for clause in chain if clause.level in _UNITS), ref)


def part_of(document: PolicyDocument, ref: str) -> str:
    """Return the ref of the chapter or first-level heading a clause stands in; empty where there is none."""
    chain = (*document.ancestors(ref), document.clause(ref))
    levels = (Level.CHAPTER,) if any(clause.level is Level.CHAPTER for clause in chain) else (Level.HEADING_1,)
    return next((clause.ref for clause in chain if clause.level in levels), "")


def untold(document: PolicyDocument, cited: list[Citation], refused: set[str], said: set[str], room: int, *, least: int = HARD) -> list[Rule]:
    """Return the rules to tell besides the key points, in the document's order, of ``room`` characters together.

    ``cited`` are the words already told, ``said`` the pieces of what was told, ``refused`` the clauses of points a person rejected.
    What nobody told anything of, a sub-heading or else a chapter, is told first, by its hardest rule; then the
    hardest rules of weight ``least`` or more.
    """
    told_places = {place for citation in cited for place in (part_of(document, citation.ref), unit_of(document, citation.ref))}
    found: list[Rule] = []
    for rule in _rules(document):
        again = any(ours.ref == theirs.ref and ours.start < theirs.end and theirs.start < ours.end for ours in rule.citations for theirs in cited)
        barred = any(citation.ref in refused for citation in rule.citations)
        if not again and not barred and len(rule.text) <= LONGEST_RULE and not told_before(rule.text, said):
            found.append(rule)
    first: dict[str, Rule] = {}
    for rule in sorted(found, key=lambda rule: (-rule.weight, bool(_SLOGAN.match(rule.text)))):
        place = rule.unit if document.clause(rule.unit).heading else rule.part
        if place and place not in told_places:
            first.setdefault(place, rule)
    needed = list(first.values())
    kept: list[Rule] = []
    for rule in sorted(found, key=lambda rule: (rule not in needed, -rule.weight)):
        beside = rule.weight and rule.unit in told_places  # the other limb of a rule told already
        if (rule.weight >= least or beside or rule in needed) and len(rule.text) <= room:
            kept.append(rule)
            room -= len(rule.text)
    return [rule for rule in found if rule in kept]


def _body(document: PolicyDocument) -> list[Clause]:
    enclosed = [clause for clause in document.clauses if clause.part is Part.ENCLOSURE]
    numbered = any(clause.level in (Level.CHAPTER, Level.HEADING_1, Level.ARTICLE) for clause in enclosed)
    return enclosed if numbered else [clause for clause in document.clauses if clause.part is Part.NOTICE]


def _rules(document: PolicyDocument) -> Iterator[Rule]:
    """Yield the rules of the document's body, whole sentences with the lists and the sentences that go on with them."""
    before = ""
    for clause in _body(document):
        broken, before = before[-1:] not in ("", *"。；：:！"), clause.text if clause.level is Level.PARAGRAPH or clause.level in _UNITS else ""
        part = part_of(document, clause.ref)
        above = document.clause(part).heading if part else ""
        numbered = clause.level in _UNITS or (clause.level is Level.PARAGRAPH and clause.parent and not broken)
        unit = unit_of(document, clause.ref)
        if numbered and not UNTOLD.search(above + document.clause(unit).heading):
            for text, citations in _of_clause(document, clause):
                if not document.doubts(text) and not _FORCE.search(text) and not _ELSEWHERE.search(text) and not re.search("[｜|]", text):
                    yield Rule(_by_place(text, clause, document.clause(unit).label.strip()), citations, weight_of(text), unit, part)


def _by_place(text: str, clause: Clause, article: str) -> str:
    """Return the words of a paragraph with 本条第几款 and 前款 by the number of its article, since they stand alone from here on."""
    number = re.search(r"\.para_(\d+)$", clause.ref)
    if number and int(number[1]) > 1:
        text = text.replace("前款", f"{article}第{to_chinese(int(number[1]) - 1)}款")
    return text.replace("本条第", f"{article}第")


def weight_of(text: str) -> int:
    """Return how hard a rule is: 3 with an amount or a share, 2 with a limit, a time limit, a ban or a penalty, else 1 or 0.

    What an office is to do is worth nothing without any of these.
    """
    weight = next((weight for weight, pattern in _WEIGHTS if pattern.search(text)), 0)
    return 0 if weight == 1 and _OFFICES.match(text) else weight


def _of_clause(document: PolicyDocument, clause: Clause) -> list[tuple[str, tuple[Citation, ...]]]:
    """Return (words, citations) of the rules a clause holds; a list goes with what introduces it."""
    start = len(clause.heading) if clause.heading and clause.text.startswith(clause.heading) else 0
    body = clause.text[start:].lstrip("。：:；，、 　")
    found: list[str] = []
    while body:
        one, body = first_sentence(body)
        if body and _ONLY_NAMES.fullmatch(one):
            continue
        if found and (_GOES_ON.match(one) or _FOLLOWS.match(one)):
            found[-1] += one
        else:
            found.append(one)
    if found and _REFERS.match(found[0]):
        found = found[1:]  # what it refers to is another paragraph's
    rules: list[tuple[str, tuple[Citation, ...]]] = []
    steps = [child for child in document.children(clause.ref) if child.level in _STEP and child.text]
    for index, text in enumerate(found):
        if text not in clause.text:
            continue
        cited = Citation.of(clause, text)
        last = index == len(found) - 1
        if last and steps and text[-1] in "：:":
            listed = _with_list(document, clause, text, steps)
            rules += [(listed, (cited, *(Citation.of(step) for step in steps)))] if listed else []
        elif text[-1] in "。；！":
            rules.append((sentence(text.rstrip("；")), (cited,)))
    return rules


def _with_list(document: PolicyDocument, clause: Clause, lead: str, steps: list[Clause]) -> str:
    """Return an introduction with its list; a long list by the number of its items; nothing where that cannot be said.

    Items with lists of their own are rules by themselves, which are told as such.
    """
    inner = any(document.children(step.ref) for step in steps)
    told = "；".join(step.text.strip().rstrip("。；;，") for step in steps)
    if not inner and len(lead) + len(told) <= LONGEST_LIST:
        return sentence(lead + told)
    listed = _LISTED.search(lead)
    if inner or not listed or len(lead) - listed.end() < LEAST_SAID or "（" in lead or any(_BRANCH.search(step.text) for step in steps):
        return ""
    named = _LISTED.sub(f"规定的{len(steps)}项", lead, count=1).rstrip("：:")
    return sentence(named) if named.rstrip("。")[-2:] not in ("包括", "如下") else ""
