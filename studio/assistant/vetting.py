"""Whether a proposal may be shown: it quotes its clauses word for word, adds nothing, and the checks find nothing to say.

Stricter than the checks of a product. There a doubt is put to a person, who may have reasons of their own; here the wording is
only an offer, and one that needs looking into costs more than it gives. So what is merely doubtful is dropped as well.
"""

import re

from generators.model import Citation, PolicyDocument, UnsupportedStatement, Value
from studio.assistant.replies import Reply, cleaned
from studio.assistant.tasks import Kind, Task
from studio.checking import check_statement
from studio.checking.evidence import Evidence, evidence_for
from studio.checking.measures import same_value
from studio.checking.statements import fragment_findings
from studio.checking.texts import bare_words, facts_of_text, share_of
from studio.interpreting.facts import TextFact

SHORTEST_QUOTE = 4
"""Characters a quote needs to support anything."""


class Proposal(Value):
    """A wording that may be shown: for which field, in place of what, on which words of which clauses, by which model."""

    kind: Kind
    text: str
    present: str
    citations: tuple[Citation, ...]
    model: str


class Dropped(ValueError):
    """A proposal that may not be shown; the text says why, as the end of a sentence for the clerk."""


def vet(document: PolicyDocument, task: Task, reply: Reply, model: str) -> Proposal:
    """Return the proposal in ``reply``.

    Raises:
        Dropped: it may not be shown.
    """
    text = cleaned(reply.text, lines=task.kind is Kind.ANSWER)
    if task.kind is Kind.TITLE:
        text = text.strip("。，、；：“”\"'《》 ")
    _refuse_unfit(text, task)
    citations = _citations(document, task, reply)
    refs = tuple(dict.fromkeys(citation.ref for citation in citations))
    evidence = evidence_for(document, refs)
    _refuse_new(text, evidence)
    _refuse_unrelated(text, _words_behind(document, task, citations))
    if task.kind is Kind.TITLE:
        findings = fragment_findings(text, evidence)
        problem = findings[0].text if findings else ""
    else:
        verdict = check_statement(document, text, refs)
        problem = "" if verdict.verdict == "supported" else verdict.issues[0].text
    if problem:
        raise Dropped(problem.rstrip("。"))
    return Proposal(kind=task.kind, text=text, present=task.present, citations=citations, model=model)


def vet_again(document: PolicyDocument, proposal: Proposal, task: Task) -> None:
    """Look a kept proposal over once more before it is adopted: the record or the clauses cited may have changed since.

    Raises:
        Dropped: it may not be used any more.
    """
    if task.present != proposal.present:
        raise Dropped("这一条在助手起草之后有改动")
    quotes = [{"ref": citation.ref, "quote": citation.quote} for citation in proposal.citations]
    vet(document, task, Reply.model_validate({"text": proposal.text, "quotes": quotes}), proposal.model)


def _refuse_unfit(text: str, task: Task) -> None:
    if not re.search(r"[\u4e00-\u9fff]", text):
        raise Dropped("没有给出文字")
    if len(text) > task.most:
        raise Dropped(f"有 {len(text)} 个字，超过 {task.most} 个字")
    if text == task.present:
        raise Dropped("与现有表述相同")
    if task.kind is Kind.TITLE and re.search(r"[。；！？\n]", text):
        raise Dropped("小标题写成了句子")


def _citations(document: PolicyDocument, task: Task, reply: Reply) -> tuple[Citation, ...]:
    if not reply.quotes:
        raise Dropped("没有引用条款原文")
    found = []
    for item in reply.quotes:
        if item.ref not in task.refs:
            raise Dropped("引用了没有交给它的条款")
        if len(item.quote) < min(SHORTEST_QUOTE, len(document.clause(item.ref).text)):
            raise Dropped("引文太短，不足以作为依据")
        try:
            found.append(_nearest(document, task, item.ref, item.quote))
        except UnsupportedStatement:
            raise Dropped(f"引文与{document.address(item.ref)}的原文不符") from None
        if not any(_overlap(found[-1], own) for own in task.citations):
            raise Dropped("引文不在现有表述所依据的词句之内")
    return tuple(dict.fromkeys(found))


def _nearest(document: PolicyDocument, task: Task, ref: str, quote: str) -> Citation:
    """Return the quote where it stands in the words the present wording rests on, or else where it stands first."""
    clause = document.clause(ref)
    for own in task.citations:
        if own.ref == ref and own.quote.find(quote) >= 0:
            return Citation.of(clause, quote, start=own.start)
    return Citation.of(clause, quote)


def _overlap(quote: Citation, own: Citation) -> bool:
    return quote.ref == own.ref and quote.start < own.end and own.start < quote.end


_NAMED = {"organisation", "document", "phone", "date"}
_DIGITS = re.compile(r"\d[\d.]*\d|\d")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_MARKED = re.compile(r"《([^《》]+)》|“([^“”]+)”")
_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _refuse_new(text: str, evidence: Evidence) -> None:
    """Refuse numbers, names and dates the clauses do not have, also such as could be worked out from them."""
    facts = facts_of_text(text)
    known = [fact for _, fact in evidence.facts()]
    for fact in facts:
        if not any(_same(fact, other) for other in known) and fact.text not in evidence.text:
            raise Dropped(f"写了条款中没有的“{fact.text}”")
    folded, source = text.translate(_WIDTH).replace(",", ""), evidence.text.translate(_WIDTH).replace(",", "")
    numbers = set(_DIGITS.findall(source))
    within = "".join(fact.text for fact in facts).translate(_WIDTH).replace(",", "")
    for number in _DIGITS.findall(folded):
        if number not in numbers and number not in within:
            raise Dropped(f"写了条款中没有的“{number}”")
    words = [match[1] or match[2] for match in _MARKED.finditer(text)] + _LATIN.findall(text)
    for word in words:
        if word.lower() not in evidence.text.lower():
            raise Dropped(f"写了条款中没有的“{word[:20]}”")


_FILLERS = re.compile(r"可以|能够|可|能|应当|应该|需要|需|必须|也|都|就|还|会|的话|的|了|吗|呢|我们|您|你|如果|只要|以及|或者|和|与|或")
_PHRASE = re.compile(r"[^，。；：！？、\n]+")
_LONG_PHRASE, _LEAST_SHARE = 5, 0.12


def _words_behind(document: PolicyDocument, task: Task, citations: tuple[Citation, ...]) -> str:
    """Return what the wording may speak of: its quotes, the words the present one rests on, the headings above, what is asked."""
    above = [clause.heading for ref in task.refs for clause in (*document.ancestors(ref), document.clause(ref))]
    return "\n".join((*(citation.quote for citation in (*citations, *task.citations)), *above, task.about))


def _refuse_unrelated(text: str, words: str) -> None:
    """Refuse a phrase that shares next to no word with those behind it: a true sentence may carry a made-up one along (，外地老人也可以领),
    and a clause may hold words meant for the model, which no wording rests on."""
    for phrase in _PHRASE.findall(text):
        bare = bare_words(_FILLERS.sub("", phrase))
        if len(bare) >= _LONG_PHRASE and share_of(bare, words) < _LEAST_SHARE:
            raise Dropped(f"“{phrase.strip()[:24]}”在条款中找不到对应的内容")


def _same(fact: TextFact, other: TextFact) -> bool:
    if fact.kind != other.kind:
        return False
    return fact.value == other.value if fact.kind in _NAMED else same_value(fact, other)
