"""A statement that nearly copies a sentence of its clauses: what exactly was changed in it, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from studio.checking.conditions import LONG_ENOUGH, is_condition
from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.measures import measure, same_value
from studio.checking.polarity import NEGATIVE, denials_in, polarities_in
from studio.checking.quoting import shortened
from studio.checking.texts import bare_words, bigrams, facts_of_text, share_of
from studio.interpreting.facts.folding import fold

_NEAR = 0.7
"""Share of a sentence's pairs of characters that must stand in one sentence of the clauses to compare word by word."""
_FROM_ELSEWHERE = 4
"""Characters from which an insertion that stands elsewhere in the clauses is no alteration: an item joined to its lead."""
_SHORTEST, _LONGEST = 8, 600
"""Characters of a sentence that is compared word by word."""
_SENTENCE = re.compile(r"[^。；！？]+")
_SAME_WORDS = (("应该", "应"), ("应当", "应"), ("可以", "可"), ("或者", "或"), ("以及", "及"), ("按照", "按"), ("不能", "不得"), ("必须", "须"), ("需要", "需"), ("无须", "无需"), ("之日起计算", "之日起"))
"""Words that change places without a change of sense."""
_FIGURES = {"money", "ratio", "duration", "count", "age", "date"}
_SAME_FRAME = 0.96
"""How alike two sentences must be apart from their facts, for the order of the facts to be compared."""
_JOINED = re.compile("[、和与及]|以及|（[^（）]*）[、和与及]?")
_NUMBER, _NAME = re.compile("第[一二三四五六七八九十百]+[章节条]"), re.compile("》?关于[^，。；：]{2,24}的")
"""A part of the document by its number, and by what it is about: 违反《条例》关于不文明行为治理的规定 denies nothing that 第三章规定 does not."""
_SPACE = re.compile(r"\s+")
_BOUNDS = {
    "<": re.compile("不超过|不得超过|不能超过|不高于|不得高于|最高|最多|最长|以内|以下|上限|不多于|至多|低于|少于|不足|不满|未满|不到|之前|以前|限额|封顶"),
    ">": re.compile("(?<![不得能可])超过|(?<!不)(?<!不得)高于|不低于|不得低于|不少于|不得少于|至少|最低|最少|以上|下限|年满|之后|以后|(?<!超)多于|起步|最短"),
}  # fmt: skip
_OPPOSITES = (
    ("牵头", "配合"), ("主办", "协办"), ("免费", "收费"), ("提高", "降低"), ("上调", "下调"), ("增加", "减少"), ("上浮", "下浮"), ("扩大", "缩小"), ("放宽", "收紧"), ("延长", "缩短"), ("上级", "下级"),
    ("线上", "线下"), ("自愿", "强制"), ("公开", "保密"), ("新增", "取消"), ("全额", "部分"), ("一次性", "分期"), ("按月", "按年"), ("按月", "按季"), ("按季", "按年"), ("每月", "每年"), ("首次", "再次"),
    ("之前", "之后"), ("以前", "以后"), ("境内", "境外"), ("城镇", "农村"), ("个人", "单位"), ("男", "女"), ("东", "西"), ("母", "父"), ("有效", "无效"), ("合格", "不合格"), ("有权", "无权"),
    ("支持", "限制"), ("鼓励", "限制"), ("允许", "禁止"), ("有", "无"), ("内", "外"), ("省级", "市级"), ("市级", "区级"), ("国家级", "省级"), ("上半年", "下半年"), ("直接", "间接"), ("净", "毛"), ("税前", "税后"),
    ("应", "可"), ("须", "可"), ("单个", "全部"), ("之一", "全部"), ("其中一项", "全部"), ("逐年", "一次性"), ("首次", "每次"), ("同一", "不同"), ("一方", "双方"), ("次月", "当月"), ("次年", "当年"), ("每人", "每户"), ("一类", "二类"), ("终止", "继续"), ("停止", "继续"), ("取消", "保留"), ("拒绝", "接受"), ("拒绝", "同意"), ("撤销", "维持"), ("暂停", "恢复"),
)  # fmt: skip


class Change(NamedTuple):
    """What the clause has and what the statement has in its place, each alone and with up to three characters on both sides.

    ``old_at`` and ``new_at`` are where they begin within the words around them.
    """

    old: str
    new: str
    old_around: str
    new_around: str
    old_at: int
    new_at: int


def alignment_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return opposite words, swapped words and conditions left out, where a sentence otherwise follows its clause."""
    written = [piece for source in evidence.sources if source.cited for piece in _pieces(source.text) if len(piece) <= 2 * _LONGEST]
    everything = set(written)
    found = []
    for said in _pieces(text):
        if said in everything or not _SHORTEST <= len(said) <= _LONGEST:
            continue
        nearest = max(written, key=lambda piece: (share_of(said, piece), share_of(piece, said)), default="")
        if share_of(said, nearest) < _NEAR:
            continue
        changes = _changes(nearest, said)
        alike = [piece for piece in written if share_of(said, piece) >= _NEAR and share_of(piece, said) >= _NEAR]
        finding = _reordered(said, alike, evidence) or _opposed(changes, said, nearest, evidence) or _swapped(changes, nearest, evidence) or _left_out(changes, said, nearest, text + beside, evidence)
        if finding:
            found.append(finding)
    return list(dict.fromkeys(found))


def _pieces(text: str) -> list[str]:
    plain = _SPACE.sub("", fold(text).replace("\n", "。"))
    for long, short in _SAME_WORDS:
        plain = plain.replace(long, short)
    return _SENTENCE.findall(plain)


def _changes(written: str, said: str) -> list[Change]:
    codes = SequenceMatcher(None, written, said, autojunk=False).get_opcodes()
    return [
        Change(written[a:b], said[c:d], written[max(0, a - 3) : b + 3], said[max(0, c - 3) : d + 3], min(a, 3), min(c, 3))
        for tag, a, b, c, d in codes if tag != "equal"
    ]  # fmt: skip


def _opposed(changes: list[Change], said: str, written: str, evidence: Evidence) -> Finding | None:
    for change in changes:
        if len(change.old) > 12 or len(change.new) > 12 or (not change.new and re.search("[（）]", change.old)):
            continue
        if _NUMBER.fullmatch(change.old) and _NAME.fullmatch(change.new):
            continue
        if not change.old and len(change.new) >= _FROM_ELSEWHERE and bare_words(change.new) in bare_words(evidence.text):
            continue
        if _turns_polarity(change, said, written):
            return _contradicted("polarity_differs", change, written, evidence, "可以、应当、不得、无需照原文写，不要改变。")
        if _turns_bound(change):
            return _contradicted("bound_differs", change, written, evidence, "照原文写明上限、下限或者起止，不要改动。")
        if _is_opposite(change):
            return _contradicted("meaning_differs", change, written, evidence, "照原文改正。")
    return None


def _turns_polarity(change: Change, said: str, written: str) -> bool:
    old = polarities_in(change.old_around, change.old_at, change.old_at + len(change.old))
    new = polarities_in(change.new_around, change.new_at, change.new_at + len(change.new))
    if bool(old & NEGATIVE) != bool(new & NEGATIVE):
        return denials_in(written) != denials_in(said) or bool(old and new)
    return {"oblige", "permit"} == {*(old - NEGATIVE), *(new - NEGATIVE)} and len(old) == len(new) == 1


def _turns_bound(change: Change) -> bool:
    old = _bounds(change.old_around, change.old_at, change.old_at + len(change.old))
    new = _bounds(change.new_around, change.new_at, change.new_at + len(change.new))
    return len(old) == 1 and len(new) == 1 and old != new


def _bounds(around: str, start: int, end: int) -> set[str]:
    """Return the directions of the bounds that share a character with ``around[start:end]``."""
    return {
        sign for sign, pattern in _BOUNDS.items() for match in pattern.finditer(around)
        if match.start() < end and start < match.end()
    }  # fmt: skip


def _is_opposite(change: Change) -> bool:
    for left, right in _OPPOSITES:
        for one, other in ((left, right), (right, left)):
            if len(left) == 1:
                if (change.old, change.new) == (one, other):
                    return True
            elif one in change.old_around and other in change.new_around and one not in change.new_around and other not in change.old_around:
                return True
    return False


def _reordered(said: str, alike: list[str], evidence: Evidence) -> Finding | None:
    """Return a finding when the sentence is one of the clause's but for a figure, or for the order of its figures or bodies.

    Each figure may well stand elsewhere in the clause: here it stands in another one's place.
    """
    for kinds in (_FIGURES, {"organisation"}):
        ours, our_frame = _in_order(said, kinds)
        framed = [(piece, *_in_order(piece, kinds)) for piece in alike]
        same = [(piece, theirs) for piece, theirs, frame in framed if SequenceMatcher(None, our_frame, frame, autojunk=False).ratio() >= _SAME_FRAME]
        if not ours or any(ours == theirs for _, theirs in same):
            continue
        for piece, theirs in same:
            moved = sorted(map(sorted, ours)) == sorted(map(sorted, theirs))
            if moved or (kinds is _FIGURES and len(ours) == len(theirs) and _differ_plainly(ours, theirs)):
                message = f"“{shortened(said, 100)}”与{evidence.label}不同，原文是“{shortened(piece, 100)}”。"
                advice = "对照原文，把数字、日期、机关放回各自的位置。"
                return Finding(code="words_swapped" if moved else "figure_contradicted", verdict="contradicted", text=message, advice=advice)
    return None


def _differ_plainly(ours: list[frozenset[str]], theirs: list[frozenset[str]]) -> bool:
    """Tell whether one figure in a row of equal ones has another value of its kind; a date told with fewer parts has not."""
    pairs = [(one, other) for left, right in zip(ours, theirs, strict=True) if left != right for one in left for other in right]
    kinds = [(one.split("=")[0], other.split("=")[0]) for one, other in pairs]
    partial = any(one.split("=")[1] in other or other.split("=")[1] in one for one, other in pairs if one.startswith("date"))
    return len(pairs) == 1 and kinds[0][0] == kinds[0][1] and not partial


def _in_order(text: str, kinds: set[str]) -> tuple[list[frozenset[str]], str]:
    """Return the facts of these kinds in their order, bodies joined by 、 as one, and the text with a mark in their place."""
    found: list[set[str]] = []
    frame, at, last = [], 0, -9
    for fact in facts_of_text(text):
        if fact.kind not in kinds or fact.start < at:
            continue
        between = text[at : fact.start]
        if found and fact.kind == "organisation" and last == at and _JOINED.fullmatch(between):
            found[-1].add(fact.value)
        else:
            found.append({fact.value if fact.kind == "organisation" else "=".join(map(str, measure(fact)))})
        frame += (between, "■")
        at = last = fact.end
    return [frozenset(each) for each in found], "".join((*frame, text[at:]))


def _swapped(changes: list[Change], written: str, evidence: Evidence) -> Finding | None:
    """Return a question when two words changed places: each was replaced where the other stands in the clause."""
    for index, first in enumerate(changes):
        for second in changes[index + 1 :]:
            if len(first.new) >= 2 and first.new == second.old and second.new == first.old:
                message = f"“{first.new}”和“{second.new}”的位置与{evidence.label}相反，原文是“{written[:50]}”。"
                return Finding(code="words_swapped", verdict="confirm", text=message, advice="对照原文，看对象和数字有没有写反；无误则确认。")
    return None


def _left_out(changes: list[Change], said: str, written: str, shown: str, evidence: Evidence) -> Finding | None:
    """Return a question when a piece that sets a condition for a figure was left out of the sentence."""
    reach = _last_common_figure(said, written)
    if reach < 0 or len(said) < LONG_ENOUGH:
        return None
    for change in changes:
        for piece in re.split("[，：]", re.sub(r"（[^（）]*）?|^[^（]*）", "", change.old)):
            left_out = sum(bigrams(piece).values()) >= 5 and share_of(piece, shown) < 0.4
            if left_out and is_condition(piece) and written.find(piece) < reach:
                message = f"没有写到{evidence.label}的条件“{piece[:40]}”。"
                return Finding(code="condition_missing", verdict="confirm", text=message, advice="把条件和金额、期限写在一起；如果前后文已经写明，则确认。")
    return None


def _last_common_figure(said: str, written: str) -> int:
    """Return where in ``written`` the last amount or ratio stands that ``said`` states too; -1 when there is none."""
    ours = [fact for fact in facts_of_text(said) if fact.kind in ("money", "ratio")]
    return max((fact.start for fact in facts_of_text(written) if any(same_value(fact, other) for other in ours)), default=-1)


def _contradicted(code: str, change: Change, written: str, evidence: Evidence, advice: str) -> Finding:
    message = f"“{change.new_around}”与{evidence.label}不符，原文是“{change.old_around}”（{written[:40]}）。"
    return Finding(code=code, verdict="contradicted", text=message, advice=advice)
