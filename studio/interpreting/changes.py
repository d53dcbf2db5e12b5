"""What changed in amounts, ratios and periods, as key points: 由A调整为B only where both sides are certain."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generators.model import Citation, Difference, Element, Level, PolicyDocument
from studio.interpreting import acts, titles, wording
from studio.interpreting.comparing import likeness
from studio.interpreting.cues import Cue
from studio.interpreting.facts import TextFact, facts_in
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import Candidate
from studio.interpreting.references import written_out

DIFFERENCE = Cue(Element.CHANGES, "difference", 11, name="part")
WORTH = {"money": 12, "ratio": 11, "duration": 9, "age": 8, "count": 6, "date": 3}
"""Kinds of figures whose change is told, and how much it weighs."""

SEEN = 3000
NEW_TO_THE_POLICY = 0.3
"""A clause more like some clause of the old version than this is not called new."""

MOST_ADDED = 3
MOST_IN_ONE = 4
_USUAL = {"duration": "期限调整", "date": "时间调整", "money": "标准调整", "ratio": "比例调整"}

_LIMITING = re.compile(
    r"(?:最高不超过|最长不超过|最高|最低|最长|最多|不超过|不低于|不少于|至少|每[人户家个][^，。\d]{0,4}|每[月年日次]){0,4}$"
)
_NOT_A_CHANGE = re.compile(r"施行|实施之日|有效期|第\d+次|常务会议|印发|废止")
_DIVIDING_BRACKETS = re.compile(r"（([^（）]*[，；][^（）]*)）")
"""A bracket that holds a sentence of its own: （现有职工超过100人的，达到5%以上）."""

_PER = re.compile(r"(?:每[人户家个名月年日次亩])+$")
_LIMIT_OF = re.compile(r"每[^，。\d]{1,8}?(?=最|不)")
_HANGS = re.compile(r"[的按以为达至到于在从由超过低自对将把给每]$")
_WITHIN = re.compile(r"^(.*?)(?:应当|应|须)?(?:并|在)?(?:自.{2,24}?之日起)?$")
SHORTEST_PHRASE = 10
"""Characters up to which a phrase is told with the condition before it: 职工超过100人的，达到5%以上."""

LONGEST_MEASURED = 24
"""Characters of the words before a figure that may open 由A调整为B; longer phrases are quoted as they stand."""

_DOING = re.compile(
    r"^(?:继续)?(?:提高|发放|实施|实行|给予|落实|支持|推广|加大|扩大|放宽|奖励|鼓励|调整|降低|提供|完善|健全)(?=[\u4e00-\u9fff]{4})"
)


class Change(NamedTuple):
    """A figure before and after, as written; the phrases they stand in; the span of the new one in the new text."""

    before: str
    after: str
    old_phrase: str
    new_phrase: str
    kind: str
    start: int
    end: int


def changed_points(text: Text, differences: tuple[Difference, ...], old: PolicyDocument | None) -> Iterator[Candidate]:
    """Yield a point for each changed figure and each added clause of the differences."""
    for difference in differences:
        if difference.kind == "changed" and text.by_clause.get(difference.new_ref or ""):
            yield from _changed(text, difference)
    if old is not None:
        yield from _added(text, differences, old)


def _changed(text: Text, difference: Difference) -> Iterator[Candidate]:
    """Yield the changed figures of one clause: alone with its name where that is clear, else its phrases before and after."""
    passages = text.by_clause[difference.new_ref]
    figures = changed_figures(difference.old_text[:SEEN], difference.new_text[:SEEN])
    found = [change for change in figures if not _NOT_A_CHANGE.search(change.new_phrase)]
    phrases: list[tuple[Change, Passage]] = []
    for change in found:
        passage = next((item for item in passages if item.start <= change.start < item.end), None)
        if passage is None or passage.zone == "cover" or passage.clause.level is Level.ROW:
            continue
        name = "" if _is_another_deed(passage, change) else _name_of(passage)
        whom, cited = _whom(text, passage, change)
        measured = _measured(name, change)
        if measured and (whom or (len(found) == 1 and "；" not in passage.text.rstrip("；"))):
            yield _told(
                f"{measured}{whom}由{change.before}调整为{change.after}。",
                name,
                [change],
                passage,
                (passage.citation, *cited),
            )
        else:
            phrases.append((change, passage))
    for at in range(0, len(phrases), MOST_IN_ONE):
        told = phrases[at : at + MOST_IN_ONE]
        changes = [change for change, _ in told]
        name = "" if any(_is_another_deed(passage, change) for change, passage in told) else _name_of(told[0][1])
        said = "，".join(_said(change, name) for change in changes)
        cited = tuple(dict.fromkeys(passage.citation for _, passage in told))
        whole = said if not name or said.startswith(name) else f"{name}：{said}"
        yield _told(f"{whole}。", name, changes, told[0][1], cited)


def _told(statement: str, name: str, changes: list[Change], passage: Passage, cited: tuple[Citation, ...]) -> Candidate:
    goal = _is_goal(passage)
    usual = "目标调整" if goal else _USUAL.get(changes[0].kind, "条件调整")
    timed = (
        name and all(change.kind == "duration" for change in changes) and not name.endswith(("期限", "时限", "时间"))
    )
    options = [
        f"{name}时限调整" if timed and len(name) <= 10 and "工作日" in statement else "",
        f"{name}调整" if name and len(name) <= 12 else "",
        name if len(name) <= titles.LONGEST_TITLE else "",
        usual,
    ]
    score = 100.0 + max(WORTH[change.kind] for change in changes) - 30 * goal - 0.01 * passage.index
    return Candidate(Element.CHANGES, DIFFERENCE, passage, score, statement, cited, tuple(filter(None, options)))


def _is_goal(passage: Passage) -> bool:
    return bool(passage.headings) and "目标" in passage.headings[-1]


def _name_of(passage: Passage) -> str:
    """Return what the changed figure belongs to: the clause's heading without its verb, the thing granted, the introduction."""
    if _is_goal(passage):
        return ""
    heading = passage.headings[-1] if passage.headings and passage.clause.text.startswith(passage.headings[-1]) else ""
    stem = wording.lead_stem(passage.lead) if passage.lead is not None else ""
    return (
        _DOING.sub("", heading)
        if heading
        else titles.granted(passage.text)
        or (stem if len(stem) <= 20 and not re.search(r"条件|情形|下列|以下", stem) else "")
        or titles.whole_subject(passage.text)
    )


def _is_another_deed(passage: Passage, change: Change) -> bool:
    """Tell whether the time limit is for a deed of its own in a later part of the sentence, which the heading does not name."""
    opening = passage.text[: change.start - passage.start]
    return change.kind == "duration" and "；" in opening and bool(re.match("内.{4,}", change.new_phrase.partition(change.after)[2]))


def _measured(name: str, change: Change) -> str:
    """Return what of ``name`` changed: its 标准, 比例 or 期限; empty for figures that need their own phrase to be understood."""
    if not name or name.endswith(("标准", "比例", "额度", "期限", "上限", "限额", "金额", "时限")):
        return name
    noun = {"money": "标准", "ratio": "比例", "duration": "期限"}.get(change.kind)
    return f"{name}的{noun}" if noun else ""


def _whom(text: Text, passage: Passage, change: Change) -> tuple[str, tuple[Citation, ...]]:
    """Return for whom a line of a list fixes the figure, in brackets: the opening of the part of the sentence the figure
    stands in, with references written out; empty when the part opens with the figure itself."""
    at = change.start - passage.start
    part = passage.text[passage.text.rfind("；", 0, at) + 1 : at]
    first = re.split(r"[，：]", part)[0]
    if passage.lead is None or len(first) == len(part):
        return "", ()
    words, referred = written_out(text, first + "，")
    words = words.rstrip("，的")
    return (f"（{words}）", referred) if 2 <= len(words) <= 40 else ("", ())


def _said(change: Change, name: str) -> str:
    """Return what changed as one reads it aloud: 初级工由每人800元调整为每人1000元; quoted where that would not be a sentence.

    Both phrases are equal but for the figure, so that what stands before and after it is said once.
    """
    before, after = _core(change.old_phrase), _core(change.new_phrase)
    if before.count(change.before) == 1 == after.count(change.after):
        opening, _, closing = after.partition(change.after)
        old_opening, _, old_closing = before.partition(change.before)
        if (opening, closing) == (old_opening, old_closing):
            return _measured_change(change, opening, closing) or f"“{before}”调整为“{after}”"
    return f"“{before}”调整为“{after}”"


def _measured_change(change: Change, opening: str, closing: str) -> str:
    """Return X由A调整为B; empty when the words about the figure do not allow it."""
    within = _WITHIN.match(opening)
    if change.kind == "duration" and closing.startswith("内") and 4 <= len(closing) <= 14 and within:
        return f"{within[1]}{closing[1:]}的时限由{change.before}调整为{change.after}"
    if not re.fullmatch("|以上|以下|以内|(?:给予|予以)(?:返还|补贴|补助|奖励|贴息|资助)", closing):
        return ""
    bound = closing if closing.startswith("以") else ""
    per = _PER.search(opening)
    opening, unit = (opening[: per.start()], per[0]) if per else (opening, "")
    was, now = f"{unit}{change.before}{bound}", f"{unit}{change.after}{bound}"
    shared = _LIMIT_OF.match(was)
    if not opening and shared and now.startswith(shared[0]):
        opening, was, now = shared[0], was[shared.end() :], now[shared.end() :]
    if len(opening) > LONGEST_MEASURED:
        return ""
    if not opening or not _HANGS.search(opening):
        return f"{opening}由{was}调整为{now}"
    share = opening.endswith("的") and not re.search(r"[应须]当|可以", opening)
    return f"由{opening}{was}调整为{now}" if share else ""


def _core(phrase: str) -> str:
    """Return a phrase without the words that only hook it into its sentence: 按照……的标准给予补贴."""
    return re.sub(r"的标准.*$", "", re.sub(r"^(?:按照|按|以(?!上|下|内)|可以申请)其?", "", phrase))


def _added(text: Text, differences: tuple[Difference, ...], old: PolicyDocument) -> Iterator[Candidate]:
    told = 0
    for difference in differences:
        passages = text.by_clause.get(difference.new_ref or "", ()) if difference.kind == "added" else ()
        passages = tuple(item for item in passages if item.zone == "main" and not item.introduces and item.lead is None)
        if not passages or len(passages[0].text) < 20 or likeness(difference.new_text, old) > NEW_TO_THE_POLICY:
            continue
        first = text.with_dependents(passages[0])
        heading = first.headings[-1] if first.headings and first.clause.text.startswith(first.headings[-1]) else ""
        named = titles.title_of(heading, (), titles.LONGEST_TITLE - 2) if heading else titles.granted(first.text)
        said = wording.statement_of(first)
        if len(said) > 200 or told == MOST_ADDED:
            continue
        told += 1
        statement = f"新增“{heading}”：{said}" if heading else f"新增规定：{said}"
        named = named or acts.duty(first.text) or acts.directive(first.text) or acts.ban(first.text)
        title = f"新增：{named}" if re.match(r"[“不严禁]|[\u4e00-\u9fff]{2}、", named) else f"新增{named}" if named else f"新增{difference.new_label}"
        cited = (Citation.of(first.clause, heading), first.citation) if heading else (first.citation,)
        yield Candidate(
            Element.CHANGES, DIFFERENCE, first, 95 - 0.01 * first.index, statement, cited, (titles.title_of(title),)
        )


def changed_figures(old: str, new: str) -> list[Change]:
    """Return the figures that changed.

    Certain means: two phrases are equal but for their figures, each occurs once, and the figures stand in the same order.
    """
    before = _phrases(old)
    found = []
    for frame, phrase, facts in _phrases(new):
        same = [
            (other_phrase, others)
            for other, other_phrase, others in before
            if other == frame and len(others) == len(facts)
        ]
        if not facts or len(frame) < 6 or len(same) != 1:
            continue
        old_phrase, others = same[0]
        for fact, other in zip(facts, others, strict=True):
            if fact.kind == other.kind and _measure(fact) != _measure(other):
                lead, lead_old = _LIMITING.search(new[: fact.start])[0], _LIMITING.search(old[: other.start])[0]
                kept = lead if lead == lead_old and not fact.text.startswith(lead or " ") else ""
                found.append(
                    Change(
                        kept + other.text,
                        kept + fact.text,
                        old_phrase,
                        phrase,
                        fact.kind,
                        fact.start - len(kept),
                        fact.end,
                    )
                )
    return found


def _measure(fact: TextFact) -> tuple[str, str, str]:
    return (fact.value, fact.unit, fact.comparator)


def _phrases(text: str) -> list[tuple[str, str, list[TextFact]]]:
    """Return the phrases between punctuation: as frames with each figure replaced by its kind, as written, and the figures."""
    facts = [fact for fact in facts_in(text) if fact.kind in WORTH]
    phrases: list[tuple[str, str, list[TextFact]]] = []
    for found in re.finditer(r"[^，。；：、\n｜]+", _DIVIDING_BRACKETS.sub(lambda found: f"，{found[1]}，", text)):
        inside: list[TextFact] = []
        while facts and facts[0].start < found.end():
            fact = facts.pop(0)
            if fact.start >= found.start() and fact.end <= found.end() and not (inside and fact.start < inside[-1].end):
                inside.append(fact)
        frame, at = "", found.start()
        for fact in inside:
            frame += text[at : fact.start] + f"〔{fact.kind}〕"
            at = fact.end
        frame, phrase = frame + text[at : found.end()], found.group().strip()
        if len(phrase) <= SHORTEST_PHRASE and phrases and phrases[-1][1].endswith("的"):
            frame, phrase = f"{phrases[-1][1]}，{frame}", f"{phrases[-1][1]}，{phrase}"
        phrases.append((re.sub(r"\s+", "", frame), phrase, inside))
    return phrases
