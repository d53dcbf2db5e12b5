"""Which of the points found one question is about: those for one group of people, or about one thing applied for."""

import re
from dataclasses import replace

from generators.model import Citation, Element
from studio.interpreting import direct, objects
from studio.interpreting.asking import parts, wording_for
from studio.interpreting.bank import Entry
from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate

NOT_APPLYING = re.compile(r"^各[^，。；]{0,12}(?:部门|各区|单位)[^。；]{0,24}提出|^[^，。；]{0,16}机构[^。；]{0,20}提醒")
"""What offices ask of one another, or remind people of: nothing a reader applies for."""


_GIVEN = re.compile(r"(?:补贴|补助|资助|奖励|津贴|服务|救助|供养|公寓)$")
"""Ends the names of things that are each applied for in a way of its own."""


def by_matter(kept: list[Candidate], found: list[Candidate], ranks: dict[str, int]) -> list[list[Candidate]]:
    """Return the points by what is applied for, where articles of their own say so; an article that names nothing goes with the one before it.

    ``found``: all points of the document, any of which may say what its article is about. ``ranks``: the cues by their rank, so that the matter of the best comes first; in the document's order without them.
    """
    articles: dict[str, list[Candidate]] = {}
    for item in sorted(kept, key=lambda item: item.order):
        articles.setdefault(_article(item), []).append(item)
    beside = {ref: [item for item in sorted(found, key=lambda item: item.order) if _article(item) == ref and item.element is Element.PROCEDURE] for ref in articles}
    named = {ref: next((thing for item in (*items, *beside[ref]) for thing in sorted(objects.things(item.statement)) if _GIVEN.search(thing)), "") for ref, items in articles.items()}
    if len({thing[-2:] for thing in named.values() if thing}) < 2 or not all(re.fullmatch(r"art_\d+", ref) for ref in articles):
        return [kept]
    groups: dict[str, list[Candidate]] = {}
    last, at = "", 0
    for ref, items in articles.items():
        number = int(ref.removeprefix("art_"))
        last = named[ref] or (last if number <= at + 1 else "")
        groups.setdefault(last[-2:], []).extend(items if last else [])
        at = number
    found = [items for kind, items in groups.items() if kind]
    return sorted(found, key=lambda items: min(ranks.get(item.cue.id, len(ranks)) for item in items)) if ranks else found


def _article(item: Candidate) -> str:
    return item.passage.clause.ref.split(".")[0]


def of_target(entry: Entry, pool: list[Candidate]) -> list[Candidate]:
    """Return the points for those the question is about, where the document lays down conditions for persons and for bodies."""
    if not entry.target:
        return pool
    pool = [item for item in pool if not direct.OF_THESE.match(item.statement)]  # names people and says nothing of them
    targets = [direct.target(item.statement) for item in pool]
    both = {"persons", "bodies"} <= set(targets)
    if entry.target == "bodies":
        return [item for item, found in zip(pool, targets, strict=True) if both and found == "bodies"]
    return [item for item, found in zip(pool, targets, strict=True) if not both or found != "bodies"]


_CLASS = re.compile(r"^([^，。；：]{0,24}?(?:人才|企业|人员|青年|家庭|单位|机构|群体|居民|老年人|残疾人|毕业生|运动员|学生))(?:以[^。；：]{2,12}名义申请(?:，[^。；：]{2,16})?|申请材料(?:要求)?)?$")
"""A heading that names a class of those a policy is for, alone or with how they apply."""


LABELLED = 16
"""Characters at the beginning of a statement in which it names itself those it is for."""


def classed(text: Text, item: Candidate) -> Candidate:
    """Return what stands under the name of one class of people among several with that name before it: 创新型企业：……."""
    document = text.document
    above = [*document.ancestors(item.passage.clause.ref), item.passage.clause]
    clause = next((link for link in reversed(above) if text.heading(link)), None)
    named = _CLASS.match(text.heading(clause)) if clause is not None else None
    head = named[1] if named else ""
    if not head or head[:4] in re.sub("《[^》]*》", "", item.statement)[:LABELLED] or item.passage.lead is not None or any("tbl" in citation.ref for citation in item.citations):
        return item
    others = [sibling for sibling in document.children(clause.parent) if sibling.ref != clause.ref and _CLASS.match(text.heading(sibling))] if clause.parent else []
    if not others or head not in clause.text:
        return item
    return replace(item, statement=f"{head}：{item.statement}", citations=(Citation.of(clause, head), *item.citations))


def of_wording(entry: Entry, words: str, chosen: list[Candidate]) -> list[Candidate]:
    """Return what speaks to a question as it will be put to its answer: one that only asks what is forbidden is told of nothing else
    but what follows from doing that."""
    wording = wording_for(entry, words)
    holds = [parts()[name] for name in wording.holds if not parts()[name].beside] if wording else []
    if len(holds) != 1 or holds[0].share:
        return chosen
    asked = "".join(item.statement for item in chosen if holds[0].is_in([item.statement]))
    return [item for item in chosen if item.statement in asked or any(act in asked for case in _CASES.findall(item.statement) for act in re.split("、|或者", case) if len(act) > 3)]


_CASES = re.compile(r"([^，。；]{4,40}?)的，")


def without_strays(kept: list[Candidate]) -> list[Candidate]:
    """Leave out what is given for another thing beside one scale: a reward for services is no line of the subsidy's scale."""
    stems = [found[1] if (found := _STEM.match(item.statement)) else "" for item in kept]
    scale = next(iter(dict.fromkeys(stem for stem in stems if stem)), "")
    if not objects.is_given(scale) or stems.count(scale) < ENOUGH_LINES or set(stems) != {scale, ""}:
        return kept
    return [item for item, stem in zip(kept, stems, strict=True) if stem or scale[-2:] in item.statement]


_LEANS = re.compile(r"^(?:其(?!他)|该|上述|前述|此|但|并|对(?:此|其)|违反[^，。；]{0,4}的|不得|严禁|禁止|应当?(?!事人)|逾期|情节|拒不|[^，。；]{0,20}不得[^，。；]{0,12}(?:套取|截留|挤占|挪用)，|经[^，。；]{0,6}(?:查实|认定|核实)|构成|有(?:下列|以下)|不符合|未(?![^，。；]*的(?:[\u4e00-\u9fff]{2,4}机关|单位|企业|人员|个人)，))")
"""Opens a sentence that is not understood without the one before it."""

_REWARDS = re.compile("[^；：]*(?:给予|发放)[^；：]{0,10}奖励[^；：]*；")


def rewards(item: Candidate) -> bool:
    """Tell whether a point about what is done badly first says what is given to those who do well."""
    return bool(_REWARDS.match(item.statement))


_HOW_TO_APPLY = re.compile(r"，(?:具体)?[^，。；：]{0,8}(?:流程|程序|步骤)如下：.*$", re.DOTALL)
"""What follows a ban as the way to apply, with its steps."""


def to_the_ban(item: Candidate) -> Candidate:
    """Return what is forbidden or follows from it without the sentences before it that speak of something else, and without how one applies."""
    spoken = [parts()[name] for name in ("ban", "limit", "consequence")]
    opening = item.statement.split("：")[0]
    if "\n" in item.statement or ("：" in item.statement and not _HOW_TO_APPLY.search(item.statement)):
        return item
    said = _HOW_TO_APPLY.sub("。", item.statement) if any(part.is_in([opening]) for part in spoken) else item.statement
    told = re.findall("[^。]+。", said)
    while len(told) > 1 and not any(part.is_in(told[:1]) for part in spoken) and not _LEANS.match(told[1]):
        told = told[1:]
    return replace(item, statement="".join(told)) if told else item


_STEM = re.compile(r"^([^，。：；]{2,20})：(?=[^：]+$)")
ENOUGH_LINES = 3
"""Lines under one introduction that make a scale."""
