"""The two doors of the package: the facts of a text and the facts of a document."""

import re
from bisect import bisect_right

from generators.model import Clause, Fact, PolicyDocument, Table
from studio.interpreting.facts import clocks, dates, names, organisations, quantities
from studio.interpreting.facts.circumstances import Surroundings
from studio.interpreting.facts.duties import duty_of
from studio.interpreting.facts.folding import FILLER, blank_out, fold
from studio.interpreting.facts.modality import modal_cues
from studio.interpreting.facts.textfact import TextFact

# Numbers that count nothing: 第15届130次会议, 十四五, 一二三产业, 5G, 一站式, 第三条第二款, 二十大.
_NO_FACT = re.compile(
    r"第[ ]?[\d一二三四五六七八九十百千〇零两]{1,8}[ ]?(?:届[ ]?(?:[\d一二三四五六七八九十]{1,4}[ ]?次|[一二三四五六七八九十]{1,2}中全会)?|次|条|款|项|章|节|编|目|批|期|轮|个|名|类|位|号|产业|方|人|阶段|年度?|学期|代|档|部分|季度)?"
    r"|[\"“]?[一二三四五六七八九十]{1,3}五[\"”]?(?=期间|时期|规划|以来|开局|末|收官|[”\"])|[党的]{0,2}[一二]?十[一二三四五六七八九]?(?:大(?!类|家|项)|届)|[一二三四五六七八九]中全会|一次性|一二三产业"
    r"|(?<=[\u4e00-\u9fff])[\d一二三四五六七八九十]{1,5}号(?:楼|线|院|门|窗口|公路|文件)|(?<!\d)\d{1,5}室"
    r"|[\d一二三四五六七八九十]{1,3}(?:一|[、—~\-至])?级(?=伤残|残疾|甲等|乙等|教师|职称|响应|公路|资质|防护|建造师)|三级(?=甲等|医院|以下)|(?<![分为共设])[一二两三四五六七八九十]{1,2}级(?=[\u4e00-\u9fff])|(?<=、)[一二三四五六]级|[一二三四五六]级(?=、|定点|医|企业|单位|岗|风险|保护|资质|证书|[））])|百分制|万元户|三五年|三两|两三|七八|一刀切|三支一扶|三支(?=”?一扶)|八项规定|[两三四五]级(?=书记|党委|党组|联动|政府|投入|常态|网络|管理|体系)|[上下]一年度?(?!内)|(?<=夫妻)[两二]人|(?<=夫妇)[两二]人|五保户|五年(?=规划|计划)|三保障|九年义务|九年制|二手|二维|四上企业|三公"
)
_LONGEST_HEADING = 40
_SENTENCE_END = re.compile(r"[。；;！？\n]")


def facts_in(text: str) -> tuple[TextFact, ...]:
    """Return the facts of ``text`` in order of their place. Linear in the length of the text."""
    folded = fold(text)
    found = names.documents(folded, text)
    masked = blank_out(folded, _spans(found))
    found += (more := list(names.document_numbers(masked, text)))
    masked = blank_out(masked, _spans(more))
    found += (more := list(names.phones(masked, text)))
    masked = blank_out(masked, _spans(more))
    ranges, spans = dates.bare_ranges(masked, text)
    masked = blank_out(masked, spans)
    found += ranges
    found += (more := list(dates.dates(masked, text)))
    masked = blank_out(masked, _spans(more))
    organisation_text = masked
    found += clocks.formulas(masked, text)
    found += (more := list(clocks.clock_times(masked, text)))
    masked = blank_out(masked, _spans(more))
    masked = blank_out(masked, [match.span() for match in _NO_FACT.finditer(masked)], FILLER)
    found += (more := list(quantities.fractions(masked, text)) + list(quantities.proportions(masked, text)))
    masked = blank_out(masked, _spans(more))
    found += (more := list(quantities.quantities(masked, text)))
    masked = blank_out(masked, _spans(more))
    found += quantities.bare_counts(masked, text)
    found += quantities.centenarians(masked, text)
    found += organisations.organisations(organisation_text, text)
    found.sort(key=lambda fact: (fact.start, fact.end))
    return tuple(_with_polarity(folded, found))


def facts_of(document: PolicyDocument) -> tuple[Fact, ...]:
    """Return the facts of every clause and table cell, in document order, each with the ref it stands in."""
    tables = {table.ref: table for table in document.tables}
    found = []
    for clause in document.clauses:
        facts = facts_in(clause.text)
        table = tables.get(clause.ref.rpartition(".row_")[0])
        if table:
            facts = (*facts, *cell_facts(table, clause.ref, clause.text, facts))
            found += [_fact_of(fact, clause.ref, subject=_subject_of_cell(table, clause.text, fact)) for fact in facts]
        else:
            found += _facts_of_clause(document, clause, facts)
    return tuple(found)


def _facts_of_clause(document: PolicyDocument, clause: Clause, facts: tuple[TextFact, ...]) -> list[Fact]:
    """Return the facts of a clause outside tables, its conditions and exceptions among them, each with what stands around it."""
    text, folded = clause.text, fold(clause.text)
    above = [one.heading or one.text for one in (clause, *reversed(tuple(document.ancestors(clause.ref))))]
    heading = next((words for words in above if words and words != text and len(words) <= _LONGEST_HEADING), "")
    around = Surroundings(text, facts, heading.rstrip("：:"))
    found = []
    for fact in sorted((*facts, *around.conditions), key=lambda each: (each.start, each.end)):
        found.append(
            _fact_of(
                fact, clause.ref, subject=around.subject_of(fact), scope=around.scope_of(fact),
                role=duty_of(folded, fact) if fact.kind == "organisation" else "",
            )  # fmt: skip
        )
    return found


def _subject_of_cell(table: Table, text: str, fact: TextFact) -> str:
    """Return row heading and column heading of the cell a fact stands in: 白河县 农村低保标准."""
    cells = text.split(" ｜ ")
    column = text.count(" ｜ ", 0, fact.start)
    if column == 0 or column >= len(table.rows[0]):
        return ""
    heading = _HEADER_UNIT.sub("", table.rows[0][column]).strip()
    return " ".join(words for words in (cells[0].strip(), heading) if words and words != cells[column].strip())


def _spans(facts: list[TextFact]) -> list[tuple[int, int]]:
    return [(fact.start, fact.end) for fact in facts]


def _with_polarity(folded: str, facts: list[TextFact]) -> list[TextFact]:
    cues = modal_cues(folded)
    if not cues:
        return facts
    starts = [cue.start for cue in cues]
    result = []
    for fact in facts:
        at = bisect_right(starts, fact.start) - 1
        governs = at >= 0 and fact.start - cues[at].end <= 30 and not _SENTENCE_END.search(folded, cues[at].end, fact.start)
        result.append(fact.model_copy(update={"polarity": cues[at].polarity}) if governs else fact)
    return result


def _fact_of(fact: TextFact, ref: str, subject: str = "", scope: str = "", role: str = "") -> Fact:
    return Fact(
        kind=fact.kind, value=fact.value, unit=fact.unit, comparator=fact.comparator, text=fact.text, ref=ref,
        start=fact.start, end=fact.end, per=fact.per, polarity=fact.polarity, subject=subject, scope=scope, role=role,
    )  # fmt: skip


_HEADER_UNIT = re.compile(r"[（(]\s*(?:单位[:：]\s*)?((?:万|亿)?[\u4e00-\u9fffA-Za-z%％㎡²³/·]{1,10})\s*[)）]")
_CELL_NUMBER = re.compile(r"\s*\d[\d,，]*(?:\.\d+)?\s*")


def cell_facts(table: Table, ref: str, text: str, known: tuple[TextFact, ...]) -> tuple[TextFact, ...]:
    """Return the facts of a row's bare numbers, whose unit stands in the column's heading (补贴标准（元）) or the caption.

    ``ref`` and ``text`` are the row's clause, ``known`` the facts already found in it.
    """
    if ref.endswith(".row_1"):
        return ()
    found, at = [], 0
    for cell, unit in zip(text.split(" ｜ "), _column_units(table), strict=False):
        if unit and _CELL_NUMBER.fullmatch(cell) and not any(fact.start < at + len(cell) and at < fact.end for fact in known):
            number = cell.strip()
            start = at + len(cell) - len(cell.lstrip())
            for fact in facts_in(number + unit):
                found.append(fact.model_copy(update={"text": number, "start": start, "end": start + len(number)}))
        at += len(cell) + 3
    return tuple(found)


def _column_units(table: Table) -> tuple[str, ...]:
    if len(table.rows) < 2:
        return ()
    caption = _HEADER_UNIT.search(table.caption) or re.search(r"单位[:：]\s*([\u4e00-\u9fff]{1,6})", table.caption)
    common = caption[1] if caption else ""
    return tuple((match[1] if (match := _HEADER_UNIT.search(cell)) else common) for cell in table.rows[0])
