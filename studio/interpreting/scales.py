"""The lines of scales among the standards: read from top to bottom, and where there are too many, a list told as one point."""

import re
from collections import Counter
from dataclasses import replace

from studio.interpreting import titles, wording
from studio.interpreting.passages import Text
from studio.interpreting.points import LONGEST_LIST, Candidate

ENOUGH_LISTS = 2
"""Lists from which more lines than there is room for are told list by list."""

_CLASS = re.compile(r"(?:[\d一二三四五六七八九十]+(?:[～—-]\d)?|[A-Z甲乙丙丁])[级类档等](?:待遇|补贴|奖励|补助)?")
_WHAT = re.compile(r"[^，。；：的其]{0,12}(?:限额|补贴|奖励|补助|支付|缴费|收费|资助)?(?:标准|限额|比例|额度)")


def list_by_list(text: Text, pool: list[Candidate], limit: int) -> list[Candidate]:
    """Return the standards with each list as one point where their lines are more than ``limit`` and come from several lists.

    Of a scale of which only some lines are told a reader takes the others not to exist.
    """
    leads = Counter(item.passage.lead.index for item in pool if item.passage.lead is not None)
    wholes = {index: whole for index, count in leads.items() if count > 1 and (whole := _whole(text, index, pool))}
    if len(pool) <= limit or len(wholes) < ENOUGH_LISTS:
        return pool
    rest = [item for item in pool if item.passage.lead is None or item.passage.lead.index not in wholes]
    return [*rest, *wholes.values()]


def _whole(text: Text, index: int, pool: list[Candidate]) -> Candidate | None:
    """Return all lines of a list as one point; None when they are too long for one or are more than lines."""
    lead, items = text.passages[index], text.items.get(index, ())
    stem = wording.lead_stem(lead)
    if not stem or any(item.introduces or text.by_clause[item.clause.ref][-1] is not item for item in items):
        return None
    statement = wording.joined(stem, [wording.polish(item.text) for item in items])
    best = max((item for item in pool if item.passage.lead is lead), key=lambda item: item.score)
    if len(statement) > LONGEST_LIST:
        return None
    citations = (*lead.citations, *(item.citation for item in items))
    return replace(best, passage=lead, statement=statement, citations=citations, titles=_titles(text, stem, statement, best))


def _titles(text: Text, stem: str, statement: str, best: Candidate) -> tuple[str, ...]:
    """Return what a list is called: the class it is for with what it fixes (3级待遇限额标准), else its heading with that."""
    grade, what = _CLASS.search(stem), _WHAT.search(stem)
    kind = what[0] if what else "支付比例" if "比例支付" in statement else ""
    if grade and kind:
        return (titles.title_of(grade[0] + re.sub(rf"^.*{grade[0][-2:]}", "", kind)), titles.title_of(stem))
    heading = best.passage.headings[-1] if best.passage.headings else ""
    named = heading if heading and not titles.is_generic(heading) else stem
    whole = named + (kind.removeprefix(named[-2:]))
    return tuple(filter(None, (titles.title_of(whole) if len(whole) <= titles.LONGEST_TITLE and kind not in named else "", titles.title_of(named))))


def in_lists(kept: list[Candidate]) -> list[Candidate]:
    """Let the lines of one list follow the best of them, in the document's order: a scale is read from top to bottom."""
    told: list[Candidate] = []
    for item in kept:
        lead = item.passage.lead
        if item in told:
            continue
        beside = [other for other in kept if lead is not None and other.passage.lead is lead]
        told.extend(sorted(beside, key=lambda other: other.order) if len(beside) > 1 else [item])
    return told
