"""Documents a text names: those it repeals (废止) and those it rests on (制定依据)."""

import re

from generators.model import Basis, Clause, Part, Repeal
from studio.reading.folding import alike
from studio.reading.lines import number_in, order_in

NAMED = re.compile(r"《((?:[^《》]|《[^《》]{1,80}》){2,160})》(?:[(（]([^()（）]{3,60})[)）])?")
GROUNDS = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|执行")
MADE = re.compile(
    r"现将|现就|现予|现印发|现公布|现发布|印发给|(?:研究|组织|起草|编制|修订|制定|特制|制订)(?:了|定|形成)?[^，。；]{0,12}《|(?:通知|公告|通告|意见|决定)如下"
)
"""Where a sentence turns from what it rests on to what it brings."""

OPENING_CLAUSES = 6
REPEALED = re.compile(r"废止|停止执行|停止施行|不再执行|失效")
NOT_REPEALED = re.compile(
    r"(?:修改|修订|宣布|依法).{0,6}废止|废止(?:的|日期|制|程序|后|或|、|之日)|有效期|被废止|废止前"
)


def repeals_in(clauses: list[Clause]) -> tuple[Repeal, ...]:
    """Return the documents named before 废止 in a sentence, or listed below a clause that ends in 废止："""
    found: dict[str, Repeal] = {}
    listing: set[str] = set()

    def add(named: re.Match[str], ref: str) -> None:
        key = alike(named[1]) + (named[2] or "")
        found.setdefault(key, Repeal(title=_spaced(named[1]), document_number=_number(named[2]), ref=ref))

    for clause in clauses:
        if clause.parent in listing and (named := NAMED.match(clause.text)):
            add(named, clause.ref)
        if not REPEALED.search(clause.text):
            continue
        if re.search(r"废止[：:]$", clause.text):
            listing.add(clause.ref)
        for sentence in re.split(r"(?<=[。；])", clause.text):
            end = REPEALED.search(sentence)
            if (
                not end
                or NOT_REPEALED.search(sentence[max(0, end.start() - 12) : end.end() + 4])
                and "同时废止" not in sentence
            ):
                continue
            for named in _repealed_in(sentence, end):
                add(named, clause.ref)
    return tuple(found.values())


def _repealed_in(sentence: str, verb: re.Match[str]) -> list[re.Match[str]]:
    """Return the documents a sentence ends: those right behind its verb (废止《…》《…》), else those named before it."""
    behind = re.match(r"《|(?:下列|以下)[^《]{0,12}《", sentence[verb.end() :])
    if behind:
        named = list(NAMED.finditer(sentence, verb.end()))
        # 不再执行《…》中关于…的规定 ends a provision, not the document.
        return [] if named and re.match(r"(?:中|第|关于|有关)", sentence[named[-1].end() :]) else named
    return [
        named
        for named in NAMED.finditer(sentence[: verb.start()])
        if not re.search(r"(?:根据|依据|按照|依照)[^，。；]{0,4}$", sentence[: named.start()])
    ]


def bases_in(clauses: list[Clause], own_titles: list[str]) -> tuple[Basis, ...]:
    """Return the documents named after 根据、按照、贯彻 in the opening clauses of each part.

    ``own_titles`` are those of the file itself, which a cover names in the same sentence (为贯彻…，制定了《本办法》).
    """
    found: dict[str, Basis] = {}
    own = {alike(title) for title in own_titles if title}
    opening: dict[Part, int] = {}
    for clause in clauses:
        opening[clause.part] = opening.get(clause.part, 0) + 1
        if clause.part is Part.ATTACHMENT or opening[clause.part] > OPENING_CLAUSES:
            continue
        for sentence in re.split(r"(?<=[。；])", clause.text):
            start = GROUNDS.search(sentence)
            if not start or REPEALED.search(sentence):
                continue
            made = MADE.search(sentence, start.end())
            for named in NAMED.finditer(sentence, start.start(), made.end() - 1 if made else len(sentence)):
                if alike(named[1]) in own or re.match(r"(?:已经|已由|业经|经)", sentence[named.end() :]):
                    continue
                basis = Basis(title=_spaced(named[1]), document_number=_number(named[2]), ref=clause.ref)
                found.setdefault(alike(named[1]), basis)
    return tuple(found.values())


def _spaced(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip()


def _number(text: str | None) -> str | None:
    return (number_in(text) or order_in(text)) if text else None
