"""The title of a point: of those that fit its statement the best that no other point has."""

import re
from collections import Counter

from generators.model import Element
from studio.interpreting import acts, classes, making, telling, titles
from studio.interpreting.captions import options_of, own_words
from studio.interpreting.fitting import NAMED_SO
from studio.interpreting.passages import Text
from studio.interpreting.points import GRANTING, Candidate
from studio.interpreting.sources import headed, suits
from studio.interpreting.specific import ACTS, specific


def title_for(text: Text, item: Candidate, headings: Counter, used: Counter, named: dict[str, str]) -> str:
    """Return the best title that fits a point and that no other point has, except under one heading; empty when none does.

    ``used`` counts the titles of the element, ``named`` holds those given so far with their statements.
    """
    told = _fitting(text, item, headings)
    if item.element is Element.OBJECTIVES and (year := re.match(r"到(\d{4}年)", item.statement)):
        told += [f"{year[1]}{title}" for title in told if not title.startswith(year[1])]
    heads = {title for title in told if headed(text, item, title)[1]}
    own = {title for title in told if item.element in NAMED_SO or title in heads or item.statement.startswith(f"{title}：")}
    free = [title for title in told if not used[title] and (title in own or _is_as_told(named.get(title), item.statement))]
    fresh = [title for title in free if _is_as_told(named.get(title), item.statement)] if item.element in _BESIDES else []
    again = [title for title in told if title in heads] if item.element in GRANTING else []
    chosen = next(iter([*fresh, *free, *again]), "")
    if (chosen in STOCK or chosen in classes.STEPS or item.element is Element.SCOPE or chosen == "解释机关") and (whose := classes.of_what(chosen, item.statement, "", (item.passage.chapter, *item.passage.headings))):
        return whose
    chosen = telling.with_both(classes.of_subject(chosen, item.statement), item.statement)
    return chosen if item.element is Element.PROCEDURE else telling.whole_name(chosen, item.statement)


def _fitting(text: Text, item: Candidate, headings: Counter) -> list[str]:
    """Return the titles that fit a point, best first: its heading, what its statement itself says, a label, words of its sentence."""
    raw = options_of(text, item, headings)
    heading = item.passage.headings[-1] if item.passage.headings else "-"
    whole = {acts.ban(item.statement), acts.ban(item.passage.text), *(title for title in item.titles if title.startswith(heading) and title != heading)}
    options = [title for title in _specific(raw, item) if suits(text, item, title, made=title in whole or title not in raw)]
    if item.element in NAMED_SO:
        return _announced_none(item, [*_told_of(item, options), *options])
    own = [title for title in making.made(item.statement) if suits(text, item, title, made=True)]
    sure = [title for title in making.sure(item.statement) if suits(text, item, title, made=True)]
    further = [title for title in (*acts.apart(item.passage.text), acts.papers(item.statement), *own_words(item.passage)) if suits(text, item, title)]
    first = options[:1] if options and headed(text, item, options[0])[1] else []
    named = [title for title in own if first and not item.titles and item.element in GRANTING and item.statement.startswith(title)]
    vague = [title for title in options if _VAGUE.search(title) and not headed(text, item, title)[1]]
    told = [*named, *first, *sure, *(title for title in options if title not in vague), *own, *vague, *further]
    whose = _told_of(item, told)
    return _announced_none(item, [*whose, *(told[1:] if whose else told)])


def _announced_none(item: Candidate, told: list[str]) -> list[str]:
    """Return the titles without those that say too much or announce what does not stand under them."""
    return [title for title in told if not (titles.overstates(title, item.statement) or _ANNOUNCES.search(title) or is_half_a_ban(title, item.statement))]


def is_half_a_ban(title: str, statement: str) -> bool:
    """Tell whether a title forbids to take what it does not name (不得挤占、挪用) or one of two things (不收取费用 of 不得收取费用或者干预经营)."""
    if re.search("挪用|截留|挤占", title) and title.startswith(("不得", "严禁", "禁止")) and not re.search("资金|基金|经费|款", title):
        return True
    return title in ("不收取费用", "不得收取费用") and bool(re.search("收取[^，。；]{0,6}费用(?:或者?|、|和)", statement))


def _is_as_told(before: str | None, statement: str) -> bool:
    """Tell whether a title is new, or was given to the same statement, with more or less of it."""
    return before is None or before[:30] in statement or statement[:30] in before


def _told_of(item: Candidate, told: list[str]) -> list[str]:
    """Return the first title of a point told of whom or of what, where it does not say and headings or the statement do."""
    if item.element is Element.BACKGROUND and _MATTERS.search(item.statement) and not item.statement.startswith("制定"):
        return ["重要意义"]
    if item.element is Element.TERMS or (item.element is Element.SCOPE and "是指" in item.statement):
        return list(filter(None, (classes.terms(item.statement),)))
    if item.element is Element.RESPONSIBILITY:
        return list(filter(None, (classes.actors(item.statement),)))
    own = item.passage.headings[-1] if item.passage.headings else ""
    first = next(iter(told), "")
    if item.element is Element.CONTACT:
        return []
    if listed := classes.of_list(own):
        return [listed] if not told or first in STOCK else []
    if first and (whose := classes.of_what(first, item.statement, own, item.passage.headings)):
        return [whose]
    if first == own and (half := classes.of_half(own, item.statement)):
        return [half]
    if first != own and first not in STOCK:
        return []
    return list(filter(None, (classes.of_parent(own, item.passage.headings) if first == own else "", classes.of_class(first, item.statement))))


_MATTERS = re.compile("[^。；]*(?:具有[^，。；]{0,20}意义|，有利于[^。；]*，|的必然要求，)")
"""Says why a thing matters; its first words do not."""

STOCK = ("申请条件", "申请材料", "提出申请", "申请时间", "办理时间", "待遇享受时间", "咨询电话", "联系电话", "申请渠道", "办理时限", "自动续保")
"""Labels that do not say of whom they speak."""


def _specific(options: list[str], item: Candidate) -> list[str]:
    """Return the titles, those that fit any document told of whom or of what."""
    own = item.passage.headings[-1] if item.passage.headings else ""
    told = list(dict.fromkeys(title for option in options for title in ((option,) if option == own else specific(option, item.statement))))
    bare = [title for title in told if title in ACTS and title != own] if item.element is Element.PROCEDURE else []
    better = [title for title in told if title not in bare and not _WORSE.search(title)]
    return [*better, *bare, *(title for title in told if title not in (*better, *bare))] if bare else told


_WORSE = re.compile("^(?:引导|制定|予以|逾期|在|对)|(?:后|时|条件|事项)$|对符合|^[^登办申受]{0,4}渠道$")
"""What names a sentence less well than 提出申请 or 登记 does: part of it, or what follows from it."""


_BESIDES = (Element.NOTES, Element.DATES, Element.RESPONSIBILITY)

_VAGUE = re.compile("违规的(?:责任|处罚)$|^(?:申请认定|申请登记|登记|审核|复核|受理|申领|申报|提出申请|申请条件|弄虚作假的后果|停止享受的情形|追回资金的情形|取消资格的情形|停止发放|停止发放的情形|补贴期限|补贴标准|支付比例|只能享受一次|结果公布|公示)$")
"""Titles that say too little where the statement itself says of what."""

_ANNOUNCES = re.compile("下列|如下|以下条件")
"""A title that announces what does not stand under it."""
