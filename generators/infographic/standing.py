"""What can stand in a picture: a statement that is understood without the text, an exception beside the rule it is one from."""

import re

from generators.highlights import amounts
from generators.model import Element, Interpretation, KeyPoint, Level, Segment

_SENDS = re.compile(r"第[〇零一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[)）]?项)?(?:至第[一二三四五六七八九十\d]+项)?(?:所列|所述|规定的(?![，。；、的])|(?:规定)?情形)")
_CLASS = re.compile("第[一二三四五]类[\u4e00-\u9fff]{0,3}(?:对象|人员|企业|项目|群体)")
_EXCEPTS = re.compile(r"(?:追回|收回|退回|缴回|停发|停止发放)|不再(?:给予|享受|发放|予以)|折抵[^。；]{0,16}不得超过|每.{1,6}(?:再|另)?增加[^，。；]{0,10}\d")
_NAMED = re.compile("(?!给予|享受|发放|取消|所获|有关|相应|骗取|领取|获得)[\u4e00-\u9fff]{2}(?:补贴|补助|资助|奖励|奖补|津贴)")
_GRANTS = (Element.CONTENT, Element.BENEFITS, Element.STANDARDS)


def sends_away(statement: str) -> bool:
    """Tell whether a statement can only be understood by looking up another clause (符合第二十四条所列情形的)."""
    return bool(_SENDS.search(statement))


_SLOGAN = re.compile(
    r"(?:进一步|大力|积极|更好|充分|切实|持续)*(?:支持|推动|加强|促进|发挥|提高|完善|优化)[^，。；：、\d《]{4,14}。?|[^。；：\d]{4,30}应当?遵守[^，。；\d《]{2,16}(?:相关|有关)规定。?"
)
"""A statement that only bids somebody to support something, or to keep to rules it does not name."""


def says_something(point: KeyPoint) -> bool:
    """Tell whether a statement says more than a slogan; what a person wrote or accepted does."""
    return point.state != "proposed" or not _SLOGAN.fullmatch(point.statement)


def undefined_class(statement: str, interpretation: Interpretation) -> bool:
    """Tell whether a statement speaks of a numbered class of people (第一类资助对象) that no statement says who belongs to."""
    names = dict.fromkeys(_CLASS.findall(statement))
    told = [point.statement for element in Element for point in interpretation.live_key_points(element)] if names else []
    return any(not any(re.search(f"{name}[^，。；]{{0,4}}(?:是指|包括|为(?!每)|：)|(?:属于|作为|列为){name}", other) for other in told) for name in names)


def understood(points: list[KeyPoint], interpretation: Interpretation) -> list[KeyPoint]:
    """Return the points that are understood by themselves, and those a person wrote; all of them where the policy grants nothing else."""
    def stands(point: KeyPoint) -> bool:
        handling = point.element is Element.PROCEDURE
        return point.state == "edited" or handling or not (sends_away(point.statement) or undefined_class(point.statement, interpretation))

    kept = [point for point in points if stands(point)]
    if len(kept) == len(points):
        return points
    granted = [point for element in _GRANTS for point in interpretation.live_key_points(element)]
    return kept if any(map(stands, granted)) else points


def with_their_rules(segments: list[Segment], interpretation: Interpretation, own: frozenset[str]) -> list[Segment]:
    """Leave out exceptions, caps, supplements and repayments (退回相应等级补贴, 每月增加200元) whose rule stands in the policy and not in the picture.

    ``own`` are the ids of segments a person wrote: they stay.
    """
    rules = [segment for segment in segments if not _EXCEPTS.search(re.split("[。；]", segment.text)[0])]
    return [segment for segment in segments if segment in rules or segment.id in own or _has_its_rule(segment, rules, interpretation)]


def told_once(segments: list[Segment], own: frozenset[str]) -> list[Segment]:
    """Leave out a card all of whose words a later one tells with more: 不得收取任何费用 as a measure and again among the notes.

    Steps, numbers and tables keep their places, and what a person wrote (``own``).
    """
    words = [re.sub(r"\W", "", segment.text) for segment in segments]
    return [
        segment
        for at, segment in enumerate(segments)
        if segment.kind == "step" or segment.figure or segment.table or segment.id in own or not words[at] or not any(words[at] in later for later in words[at + 1 :])
    ]


def _has_its_rule(segment: Segment, rules: list[Segment], interpretation: Interpretation) -> bool:
    articles = articles_of(segment, interpretation)
    if any(articles & articles_of(rule, interpretation) for rule in rules):
        return True
    said = "".join(rule.heading + rule.text for rule in rules if rule.element in _GRANTS)
    return any(name in said for name in _NAMED.findall(segment.text)) or not _rule_before(segment, interpretation)


def _rule_before(segment: Segment, interpretation: Interpretation) -> bool:
    """Tell whether the article of an exception gives, before it, what it is an exception from."""
    document = interpretation.document
    first = min((citation.ref for citation in segment.citations), key=[clause.ref for clause in document.clauses].index, default="")
    before = []
    articles = articles_of(segment, interpretation)
    for clause in document.clauses:
        if clause.ref == first:
            before.append(clause.text[: min(citation.start for citation in segment.citations if citation.ref == first)])
            break
        if clause.ref in articles or any(above.ref in articles for above in document.ancestors(clause.ref)):
            before.append(clause.text)
    told = "".join(before)
    return any(re.search("[元%％]", found["unit"]) for found in amounts(told)) or bool(re.search("可以?[^，。；]{0,16}(?:参加|申请)", told))


def articles_of(segment: Segment, interpretation: Interpretation) -> set[str]:
    """Return the addresses of the articles, or of the sections of the second level, that a segment cites; else of the clauses."""
    document = interpretation.document
    chains = [(*document.ancestors(c.ref), document.clause(c.ref)) for c in segment.citations if document.has(c.ref)]
    return {next((link.ref for link in chain if link.level in (Level.ARTICLE, Level.HEADING_2)), chain[-1].ref) for chain in chains}
