"""How parts of a sentence hang together: both conditions or one of them, exceptions, and who is not excepted."""

import re

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.measures import measure
from studio.checking.quoting import quoted, shortened
from studio.checking.sense import sense, words_of
from studio.checking.texts import facts_of_text, sentences
from studio.checking.units import Cell, Unit, units_of
from studio.interpreting.facts import TextFact
from studio.interpreting.facts.folding import fold

_OR = re.compile(r"(?P<left>[^，。；]{4,30}?)(?:，)?或者?(?P<right>[^。；]{4,40})")
_BOTH = re.compile(r"同时(?:符合|具备|满足)|[，；]?(?:并且|而且|并|且)(?![非不购])|[；]")
_EITHER = re.compile(r"或者?|之一|任一|其中一")
_EXCEPT = re.compile(r"除(?P<outside>[^，。；]{2,24}?)(?:以?外|之外)|(?P<after>[^，。；]{2,24}?)(?:除外|不在此限|不受此限|另有规定的从其规定)")
_NAMED_EXCEPTION = re.compile(r"除|例外|不受|另有|不含|不包括|以外|之外|无需|不用|不适用|可不|不设|免")
_NOT_EXCEPTED = re.compile(r"(?:也|均)?不例外|包括[^，。；]{0,10}在内|(?<!不)包括|也(?:要|需|应|得|须|不得|不能)|同样")
_EVERY = re.compile(r"任何|一律|所有|全部|均|凡|都(?!市)|全市|无一例外")
_START = re.compile(r"(?:自|从|于)(?P<event>[\u4e00-\u9fff]{2,16}?)(?:之日|那天|当天|次日|次月|之时)(?:起|开始|算起)|(?:^|[，。；：在])(?P<after>[\u4e00-\u9fff]{2,16})后(?=\d)")
_JOIN = re.compile("[、和及与]|以及")
_SAME_EVENT = 0.5
_LIKE, _COVERED = 0.6, 0.6
_ADVICE_OR = "照原文写明是同时符合，还是符合其中一项。"
_ADVICE_EXCEPT = "写明例外的情形；如果前后文已经写明，则确认。"


def logic_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return where ``text`` joins by 或者 what the clause asks for together, includes what it excepts, or drops an exception."""
    return list(dict.fromkeys([*_either_for_both(text, evidence), *_exceptions(text, evidence, beside), *_other_start(text, evidence), *_values_in_other_order(text, evidence)]))


def _either_for_both(text: str, evidence: Evidence) -> list[Finding]:
    found = []
    for match in _OR.finditer(text):
        at = match.end("left")
        if fold(text[max(0, at - 3) : at + 5]) in fold(evidence.text):
            continue
        for source, sentence in _sentences_of(evidence):
            left, right = _stands(match["left"], sentence), _stands(match["right"], sentence)
            if left is None or right is None or left.start == right.start:
                continue
            first, second = sorted((left, right), key=lambda unit: unit.start)
            joined = sentence[first.start : second.start + 3]
            together = _BOTH.search(joined) or re.search("同时(?:符合|具备|满足)", sentence)
            if together and not _EITHER.search(sentence[first.start : second.end]):
                message = f"“{shortened(match[0])}”用“或者”连接，{source}要求同时具备，原文是“{shortened(sentence[first.start : second.end], 80)}”。"
                found.append(Finding(code="condition_loosened", verdict="contradicted", text=message, advice=_ADVICE_OR))
    return found


def _values_in_other_order(text: str, evidence: Evidence) -> list[Finding]:
    """Ask where 20万元、50万元、10万元 stands for 10万元、20万元、50万元 and the names they belong to could not be told apart."""
    if "分别" not in text:
        return []
    told_apart = {(fact.start, fact.end) for unit in units_of(text) if isinstance(unit.piece, Cell) for fact in unit.facts}
    ours = [run for run in _runs_of(text) if not any((fact.start, fact.end) in told_apart for fact in run)]
    written = [(source, run) for source in evidence.sources if source.cited for run in _runs_of(source.text)] if ours else []
    found = []
    for run in ours:
        values = [measure(fact) for fact in run]
        alike = [(source, other) for source, other in written if sorted(map(str, map(measure, other))) == sorted(map(str, values))]
        if alike and all([measure(fact) for fact in other] != values for _, other in alike):
            source, other = alike[0]
            message = f"“{quoted(text, run[0])}”的先后与{source.label}不同，原文是“{quoted(source.text, other[0])}”。"
            advice = "对照原文，看每个数字说的是不是同一类；无误则确认。"
            found.append(Finding(code="words_swapped", verdict="confirm", text=message, advice=advice, ref=source.ref))
    return found


def _runs_of(text: str) -> list[list[TextFact]]:
    """Return the rows of two or more figures joined by 、 and 和."""
    runs: list[list[TextFact]] = []
    for fact in facts_of_text(text):
        if fact.kind not in ("money", "ratio", "duration", "count"):
            continue
        last = runs[-1][-1] if runs else None
        if last and last.kind == fact.kind and _JOIN.fullmatch(text[last.end : fact.start]):
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return [run for run in runs if len(run) > 1]


def _other_start(text: str, evidence: Evidence) -> list[Finding]:
    """Ask where a period runs from another event than in the clauses (自开工之日起 for 自竣工验收合格之日起)."""
    written = [(source, match) for source in evidence.sources if source.cited for match in _START.finditer(source.text)]
    found = []
    for said in _START.finditer(text):
        ours = words_of(_event(said))
        rivals = [words_of(_event(match)) for _, match in written if bool(match["after"]) == bool(said["after"])]
        best = max((len(ours & theirs) / max(1, min(len(ours), len(theirs))) for theirs in rivals), default=1.0)
        new = bool(rivals) and sense(_event(said))[-2:] not in sense(evidence.text)
        if ours and (best < _SAME_EVENT or new):
            source, match = max((pair for pair in written if bool(pair[1]["after"]) == bool(said["after"])), key=lambda pair: len(words_of(text) & words_of(pair[0].text[max(0, pair[1].start() - 20) : pair[1].end() + 10])))
            message = f"“{shortened(_event(said))}”与{source.label}的起算时间不同，原文是“{shortened(_event(match))}”。"
            found.append(Finding(code="start_differs", verdict="confirm", text=message, advice="照原文写明从什么时候起算；无误则确认。", ref=source.ref))
    return found


def _event(match: re.Match) -> str:
    return match["event"] or match["after"]


def _stands(words: str, sentence: str) -> Unit | None:
    """Return the piece of ``sentence`` that has most of ``words``; None when no piece has."""
    wanted = words_of(words)
    units = units_of(sentence)
    known = frozenset().union(*(unit.words for unit in units)) if units else frozenset()
    wanted &= known
    if len(wanted) < 2:
        return None
    best = max(units, key=lambda unit: len(wanted & unit.words))
    return best if len(wanted & best.words) / len(wanted) >= _COVERED else None


def _exceptions(text: str, evidence: Evidence, beside: str) -> list[Finding]:
    found = []
    every = _EVERY.search(text)
    for source, sentence in _sentences_of(evidence):
        for match in _EXCEPT.finditer(sentence):
            excepted = match["outside"] or match["after"]
            if any(word in sense(text) for word in _heads(excepted)) and _NOT_EXCEPTED.search(text) and not re.search("除外|除.*外", text):
                message = f"{source}把“{shortened(excepted)}”列为例外，这句话却没有把它除外：“{shortened(text)}”。"
                found.append(Finding(code="exception_differs", verdict="contradicted", text=message, advice=_ADVICE_EXCEPT))
            elif every and not _NAMED_EXCEPTION.search(text + beside) and _is_about(text, sentence, evidence):
                message = f"没有写到{source}的例外“{shortened(match[0])}”。"
                found.append(Finding(code="exception_missing", verdict="confirm", text=message, advice=_ADVICE_EXCEPT))
    return found


def _heads(excepted: str) -> list[str]:
    return [name for name in re.split("[、和或及]", sense(excepted)) if len(name) >= 2]


def _is_about(text: str, sentence: str, evidence: Evidence) -> bool:
    """Tell whether most known words of ``text`` stand in ``sentence`` or the sentence around it."""
    wanted = words_of(text) & frozenset(evidence.scale.weights)
    return len(wanted) >= 3 and len(wanted & words_of(sentence)) / len(wanted) >= _LIKE


def _sentences_of(evidence: Evidence) -> list[tuple[str, str]]:
    """Return the sentences of the cited clauses (up to 。) with their label; an exception joins the sentence before it."""
    found = []
    for source in evidence.sources:
        if not source.cited or source.columns:
            continue
        spans: list[list[int]] = []
        for start, end in sentences(source.text):
            joins = spans and (source.text[spans[-1][1]] in "；;" or _is_exception(source.text[start:end]))
            if joins:
                spans[-1][1] = end
            else:
                spans.append([start, end])
        found += [(source.label, source.text[start:end]) for start, end in spans]
    return found


def _is_exception(sentence: str) -> bool:
    return len(sentence) < 30 and sentence.rstrip().endswith(("除外", "不受此限", "不在此限"))
