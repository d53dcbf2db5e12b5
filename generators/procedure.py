"""Which statements about a procedure are steps that follow each other, and which stand side by side.

Numbers tell a reader to do one thing after the other. They are given only to what the policy itself lists as a procedure, or to acts
that lead on, each from the one before (申请, 审核, 公示, 发放); ways to choose from, rules for single groups and lists of papers get none.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generators.model import Citation, Clause, KeyPoint, Level, PolicyDocument

_STAGES = (
    r"申请|申报|申领|报名|预约",
    r"受理",
    r"初审|预审|初核|核验|审核|审查|审批|评审|评估|复审|复核|核实|演示评价|投档",
    r"公示",
    r"批准|认定(?!标准)|公布|告知|发布名单|名单|查询|作出[^，。；]{0,12}决定",
    r"签订|签约|签发|领证|入户(?!人员|条件|指标)|入住(?!人员|条件|企业)|选房|购机(?!者)",
    r"拨付|发放|兑付|兑现|计发|发给",
)
"""Acts of a procedure in the order in which they follow each other."""

_NO_ACT = re.compile(
    r"(?:申请|申报|申领|报名|审核|审查|评审|评估|受理|认定|公示|核验|查询)(?:人|者|主体|单位|机关|机构|部门|对象|材料|资料|表|书|条件|指南|渠道|通知|程序|流程|标准|结果|结论|意见|通过|期满|期间|之日|后|时|方式|资格|地)"
)
"""Words of an act that only name something else or look back: 申请人, 审核通过后."""

_LISTED = re.compile(r"程序|流程|步骤|环节")
_OTHERWISE = re.compile(r"[也还](?:可|能)|尚未|如需|困难的")
"""Marks of what is done instead of, or besides, what stands before."""

_PAPERS = re.compile(r"^(?!审核|审查|核验|核对|提交|受理|报送).*(?:材料|资料|证件)$")
RUN = 6
"""Characters of a run that a line and what it is cited from must share to count."""

FEWEST = 3
"""Steps from which their order is worth numbers: of two, the second is too often another matter."""


class Procedure(NamedTuple):
    """``steps`` follow each other, each one or more statements; ``besides`` do not. Both keep the order given."""

    steps: tuple[tuple[KeyPoint, ...], ...]
    besides: tuple[tuple[KeyPoint, ...], ...]


def procedure(runs: Sequence[Sequence[KeyPoint]], document: PolicyDocument) -> Procedure:
    """Tell steps from the rest among statements in the order of the document, those of one run being told together."""
    told = [tuple(run) for run in runs]
    papers = [run for run in told if _PAPERS.search(run[0].title)]
    acts = [run for run in told if run not in papers]
    listed = _of_one_list(acts, document)
    if listed:
        return Procedure(tuple(listed), tuple(run for run in told if run not in listed))
    steps = _alternatives_joined(acts)
    if len(steps) >= FEWEST and _lead_on([_stages(run) for run in steps]):
        return Procedure(tuple(steps), tuple(papers))
    return Procedure((), tuple(told))


def _of_one_list(runs: list[tuple[KeyPoint, ...]], document: PolicyDocument) -> list[tuple[KeyPoint, ...]]:
    """Return the runs that stand side by side, one a clause, under what is called a procedure; none where several begin anew."""
    homes: dict[str, list[tuple[KeyPoint, ...]]] = {}
    for run in runs:
        if run[0].citations and (home := _home(document, run[0].citations[0].ref)):
            homes.setdefault(home, []).append(run)
    for members in homes.values():
        begun = [run for run in members if _acts(run[0].title)[-1:] == [0]]
        places = {run[0].citations[0].ref for run in members}
        if FEWEST <= len(members) == len(places) and len(begun) < 2:
            return members
    return []


def _home(document: PolicyDocument, ref: str) -> str:
    """Return the nearest clause above whose heading, or whose introduction, calls what stands below it a procedure; else nothing."""
    chain: tuple[Clause, ...] = (*document.ancestors(ref), document.clause(ref)) if document.has(ref) else ()
    for clause in reversed(chain[:-1]):
        words = clause.heading or re.split(r"(?<=[。；])", clause.text.strip())[-1]
        if _LISTED.search(words[-60:]):
            return clause.ref
    return ""


def _alternatives_joined(runs: list[tuple[KeyPoint, ...]]) -> list[tuple[KeyPoint, ...]]:
    """Put what may be done instead into the step it stands behind: 登录……申领；也可到窗口申领."""
    found: list[tuple[KeyPoint, ...]] = []
    for run in runs:
        if found and _OTHERWISE.search(run[0].statement) and _stages(found[-1]) == _stages(run):
            found[-1] = (*found[-1], *run)
        else:
            found.append(run)
    return found


def _stages(run: tuple[KeyPoint, ...]) -> tuple[int, int] | None:
    """Return the first and the last stage of a procedure a run speaks of; None when it speaks of none."""
    found = _acts(run[0].title + "，" + run[0].statement)
    return (found[0], found[-1]) if found else None


def _acts(text: str) -> list[int]:
    """Return the stages a text speaks of, in their order."""
    words = _NO_ACT.sub("", text)
    return [rank for rank, acts in enumerate(_STAGES) if re.search(acts, words)]


def _lead_on(stages: list[tuple[int, int] | None]) -> bool:
    """Tell whether each stage begins and ends no sooner than the one before, and at least one of both later."""
    known = [stage for stage in stages if stage]
    if len(known) < len(stages):
        return False
    return all(a[0] <= b[0] and a[1] <= b[1] and a != b for a, b in zip(known, known[1:], strict=False))


def in_one_place(document: PolicyDocument, citations: Iterable[Citation], lines: Iterable[str]) -> bool:
    """Tell whether lines can be steps of one procedure: the articles they are cited from follow one another, at most one between.

    Always true without articles.
    """
    told = _articles(document, citations, lines)
    return not told or told[-1] - told[0] <= len(told)


def _articles(document: PolicyDocument, citations: Iterable[Citation], lines: Iterable[str]) -> list[int]:
    """Return the numbers of the articles the lines are cited from, in order."""
    cited = [(citation.ref, re.sub(r"\W", "", citation.quote)) for citation in citations]
    refs = {max(cited, key=lambda told: _shared(re.sub(r"\W", "", line), told[1]))[0] for line in lines if cited}
    places = {clause.ref: place for place, clause in enumerate(clause for clause in document.clauses if clause.level is Level.ARTICLE)}
    above = {clause.ref for ref in refs for clause in (*document.ancestors(ref), document.clause(ref))}
    return sorted(places[ref] for ref in above if ref in places)


def _shared(line: str, quote: str) -> int:
    """Return how many runs of RUN characters a line shares with a quote; its beginning and end may be an editor's."""
    return sum(line[at : at + RUN] in quote for at in range(max(1, len(line) - RUN + 1)))
