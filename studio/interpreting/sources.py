"""Where a title was taken from, and how much of what stands there a point tells: a chapter's name does not head one of its sentences."""

from generators.model import Clause, Element
from studio.interpreting import fitting, phrases, titles
from studio.interpreting.passages import DIVISIONS, HEADINGS, Text
from studio.interpreting.points import Candidate

MOST = 0.7
"""The share of what stands under a heading from which a statement tells all of it."""


FEW = 3
"""Articles of a chapter that are one measure, which its name names."""

_GRANTS = ("补贴", "补助", "奖励", "奖补", "资助", "津贴", "标准", "比例", "费率")
"""Ends the name of what an introduction (按下列标准给予……补贴：) grants and its items do not say again."""


def suits(text: Text, item: Candidate, title: str, *, made: bool = False) -> bool:
    """Tell whether a point may bear a title: a heading of its clause, one ``made`` of its main clause, or any other."""
    clause, heading = headed(text, item, title)
    if not heading and item.element is Element.CONTENT and title in text.document.title and not item.statement.startswith(title) and not made:
        return False  # the name of the whole policy says nothing of one of its sentences
    division = clause is not None and _is_division(text, clause)
    opens = clause is not None and _opens(text, clause, item) and (not division or len(text.document.children(clause.ref)) <= FEW)
    whole = clause is not None and (opens or told_of(text, clause, item) >= MOST)
    lead = item.passage.lead
    said = f"{lead.text}{item.statement}" if lead is not None and title in lead.text and title.endswith(_GRANTS) else item.statement
    return fitting.fits(title, said, item.element, common=text.common, source=heading, whole=whole, division=division, made=made)


def headed(text: Text, item: Candidate, title: str) -> tuple[Clause | None, str]:
    """Return the clause whose heading a title is, shortened or not, with that heading; nothing for any other title."""
    clause = item.passage.clause
    for above in (clause, *reversed(text.document.ancestors(clause.ref))):
        heading = text.heading(above) or above.heading
        if heading and title in (heading, titles.title_of(heading, text.common), titles.title_of(heading)):
            return above, heading
    return None, ""


def told_of(text: Text, clause: Clause, item: Candidate) -> float:
    """Return how much of the words under a heading a point rests on, 0 to 1."""
    below = _below(text, clause.ref)
    length = sum(len(words) for words in below.values()) - len(text.heading(clause))
    cited = {(citation.ref, citation.start, citation.end) for citation in item.citations if citation.ref in below}
    return sum(end - start for _, start, end in cited) / max(1, length)


def _below(text: Text, ref: str) -> dict[str, str]:
    """Return the words of a clause and of all clauses under it."""
    found = {ref: text.document.clause(ref).text}
    for child in text.document.children(ref):
        found |= _below(text, child.ref)
    return found



def _opens(text: Text, clause: Clause, item: Candidate) -> bool:
    """Tell whether a point tells the first sentence under a heading and shares a word with it: what a section opens with is its matter."""
    heading = text.heading(clause) or clause.heading
    first = next((passage for passage in (*text.by_clause.get(clause.ref, ()), *text.under(clause.ref)) if passage.text.strip() != heading), None)
    if not phrases.is_an_act(heading) and not fitting.is_of(heading, item.statement):
        return False
    if heading.endswith("标准") and "标准" not in fitting.core(item.statement):
        return False
    spread = len(text.document.children(clause.ref)) > FEW and not phrases.is_an_act(heading)
    if spread and not all(word in item.statement for word in titles.words_of(heading) if len(word) > 1):
        return False
    told = first is not None and any(citation.ref == first.clause.ref and citation.start <= first.start for citation in item.citations)
    return told and any(word in item.statement for word in titles.words_of(heading) if len(word) > 1)


def _is_division(text: Text, clause: Clause) -> bool:
    """Tell whether a heading is the name of a part with several headed parts of its own: a chapter, or 一、 over （一） and （二）."""
    below = text.document.children(clause.ref)
    return clause.level in DIVISIONS or (clause.level in HEADINGS and sum(bool(text.heading(child)) for child in below) > 1)
