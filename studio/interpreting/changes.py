"""What changed in amounts, conditions and periods, as key points: 由A调整为B only where both sides are certain."""

import re
from collections.abc import Iterator

from generators.model import Citation, Difference, Element
from studio.interpreting import titles, wording
from studio.interpreting.cues import Cue
from studio.interpreting.facts import TextFact, facts_in
from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate

DIFFERENCE = Cue(Element.CHANGES, "difference", 11, name="part")
MEASURED = ("money", "ratio", "duration", "count", "age", "date")
SEEN = 3000
_LIMITING = re.compile(r"(?:最高|最低|最长|最多|不超过|不低于|不少于|至少|最高不超过|最长不超过|每[人户家个][^，。]{0,4}|每[月年日次])*$")


def changed_points(text: Text, differences: tuple[Difference, ...]) -> Iterator[Candidate]:
    """Yield a point for each changed figure and each added clause of the differences."""
    for difference in differences:
        if difference.kind == "changed":
            yield from _changed(text, difference)
        elif difference.kind == "added":
            yield from _added(text, difference)


def _changed(text: Text, difference: Difference) -> Iterator[Candidate]:
    passages = text.by_clause.get(difference.new_ref or "")
    if not passages:
        return
    clause = passages[0].clause
    for before, after, start, end in changed_figures(difference.old_text[:SEEN], difference.new_text[:SEEN]):
        passage = next((item for item in passages if item.start <= start < item.end), passages[0])
        name = _name_of(text, passage.text, passage.headings)
        statement = f"{name}由{before}调整为{after}。" if name else f"{difference.new_label}的规定由{before}调整为{after}。"
        cited = (passage.citation,) if passage.start <= start < passage.end else (Citation(ref=clause.ref, quote=clause.text[start:end], start=start, end=end),)
        title = titles.title_of(f"{name}调整") if name and len(name) <= 12 else "标准调整"
        yield Candidate(Element.CHANGES, DIFFERENCE, passage.part(start - passage.start, end - passage.start), 130 - 0.01 * passage.index, statement, cited, (title,))


def _name_of(text: Text, sentence: str, headings: tuple[str, ...]) -> str:
    return titles.granted(sentence) or (titles.title_of(headings[-1], text.common) if headings else "")


def _added(text: Text, difference: Difference) -> Iterator[Candidate]:
    passages = text.by_clause.get(difference.new_ref or "", ())
    passages = [item for item in passages if item.zone == "main" and not item.introduces and item.lead is None]
    if not passages or len(passages[0].text) < 20:
        return
    first = passages[0]
    heading = titles.title_of(first.headings[-1], text.common) if first.headings and first.clause.text.startswith(first.headings[-1]) else ""
    statement = f"新增{difference.new_label}：{wording.statement_of(first)}"
    if len(statement) <= 200:
        title = titles.title_of(f"新增{heading}") if heading and len(heading) <= 12 else titles.title_of(f"新增{difference.new_label}")
        yield Candidate(Element.CHANGES, DIFFERENCE, first, 90 - 0.01 * first.index, statement, (first.citation,), (title,))


def changed_figures(old: str, new: str) -> list[tuple[str, str, int, int]]:
    """Return the figures that changed, as written before and after, with the span in ``new``.

    Certain means: two phrases are equal but for their figures, and the figures stand in the same order.
    """
    before = _phrases(old)
    found = []
    for frame, facts in _phrases(new):
        if not facts or len(frame) < 6:
            continue
        same = [others for other, others in before if other == frame and len(others) == len(facts)]
        if len(same) != 1:
            continue
        for fact, other in zip(facts, same[0], strict=True):
            if _measure(fact) != _measure(other) and fact.kind == other.kind:
                lead = _LIMITING.search(new[: fact.start])[0]
                lead_old = _LIMITING.search(old[: other.start])[0]
                kept = lead if lead == lead_old and not fact.text.startswith(lead) else ""
                found.append((kept + other.text, kept + fact.text, fact.start - len(kept), fact.end))
    return found


def _measure(fact: TextFact) -> tuple[str, str, str]:
    return (fact.value, fact.unit, fact.comparator)


def _phrases(text: str) -> list[tuple[str, list[TextFact]]]:
    """Return the phrases between punctuation as frames, each figure replaced by its kind, with the figures."""
    facts = [fact for fact in facts_in(text) if fact.kind in MEASURED]
    phrases = []
    for found in re.finditer(r"[^，。；：\n｜]+", text):
        inside: list[TextFact] = []
        for fact in facts:
            if found.start() <= fact.start and fact.end <= found.end() and not any(fact.start < other.end for other in inside):
                inside.append(fact)
        frame, at = "", found.start()
        for fact in inside:
            frame += text[at : fact.start] + f"〔{fact.kind}〕"
            at = fact.end
        phrases.append((re.sub(r"\s+", "", frame + text[at : found.end()]), inside))
    return phrases
