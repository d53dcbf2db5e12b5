"""Points that need more than a sentence and a cue: purpose and bases, goals with figures, responsible units, table rows."""

import re
from collections.abc import Iterator

from generators.model import Citation, Clause, Element, Level
from studio.interpreting import titles, wording
from studio.interpreting.cues import AMOUNT, EARLY, PHONE, Cue
from studio.interpreting.naming import kind_of, short_name
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import Candidate, bonus

PURPOSE = Cue(Element.BACKGROUND, "purpose", 12, name="part")
BASES = Cue(Element.BACKGROUND, "bases", 11, name="part")
GOAL = Cue(Element.OBJECTIVES, "goal", 10, name="part")
UNITS = Cue(Element.RESPONSIBILITY, "named", 8, name="part")

_NOT_PURPOSE = re.compile(r"^(?:根据|依据|依照|按照|经|结合|现|特|制定|我[们局委厅办院]|就|提出|出台|印发|决定|本|报|征得|参照|遵照|全面推进我市)")
_PROMULGATES = re.compile(r"制定|出台|提出|印发|发布|现就|现将|通知如下|通告如下|公告如下|如下|开展|启动")
_BASIS = re.compile(r"^(?:根据|依据|依照|按照|遵照)(?=.*(?:《|法律|法规|规定|精神|要求|部署))")
_YEAR = re.compile(r"(?:力争|争取)?(?:到|至)(?:“?十[四五六]五”?(?:期)?末|20\d\d年(?:底|末|年底)?)[，,]?")
_GOAL_HEADING = re.compile(r"目标|总体要求|总体定位|主要任务")
_WITHIN = re.compile(r"(?:用|利用|通过|力争)\s*\d[-—~至]?\d?\s*年(?:左右)?(?:的)?(?:时间|努力|内)")
_NOT_A_GOAL = re.compile(r"有效期|施行|执行|享受|缴费|受理|申报|截至|截止|为止|20\d\d年\d{1,2}月|指导思想|深入贯彻")
_UNITS = re.compile(r"[（(]?(?:(?:责任|牵头|配合|实施|主责|负责)(?:单位|部门|主体))[：:]\s*([^）)]{2,300})[）)]?[。]?$")
_NO_FORM = re.compile(r"申请表|申报表|登记表|承诺书|样表|审批表|汇总表|签字|盖章|身份证号|填表")


def background(text: Text) -> Iterator[Candidate]:
    """Yield 制定目的 and 制定依据 from the sentence 为……，根据……，制定…… at the head of the document."""
    for passage in text.passages:
        if passage.rank > EARLY or not _PROMULGATES.search(passage.text[:800]):
            continue
        opening = passage.text[:800]
        segments = _segments(opening)
        if re.match(r"为(?!进一步做好以下)", opening) and (end := _purpose_end(opening, segments)):
            purpose = re.sub(r"^为了?", "", opening[:end]).strip("，, ")
            statement = wording.finish(f"{_verb(text)}{short_name(text.document)}，是为了{wording.polish(purpose)}")
            yield _made(PURPOSE, passage, statement, passage.part(0, end), "制定目的")
        for start, end in segments:
            if _BASIS.match(opening[start:end]):
                end = _bases_end(opening, segments, end)
                basis = re.sub(r"^(?:根据|依据|依照|按照|遵照)", "", opening[start:end]).strip("，, ：:")
                basis = re.sub(r"(?<=[》）)])(?:的)?(?:有关|相关)?(?:规定|要求|精神|部署)(?:和要求)?$", "", basis)
                statement = wording.finish(f"{short_name(text.document)}的制定依据是{basis}")
                yield _made(BASES, passage, statement, passage.part(start, end), "制定依据")
                break


def _verb(text: Text) -> str:
    return "发布" if kind_of(text.document).endswith(("通告", "公告", "通知", "决定")) else "制定"


def _segments(opening: str) -> list[tuple[int, int]]:
    """Return the spans between the commas of a sentence; a comma within 《》 or brackets does not divide."""
    spans, start, depth = [], 0, 0
    for index, mark in enumerate(opening):
        depth += (mark in "《（(“") - (mark in "》）)”")
        if mark in "，," and depth <= 0:
            spans.append((start, index))
            start, depth = index + 1, 0
    return [*spans, (start, len(opening))]


def _purpose_end(opening: str, segments: list[tuple[int, int]]) -> int:
    end = 0
    for start, stop in segments:
        if start and (_NOT_PURPOSE.match(opening[start:stop]) or stop == len(opening)):
            return end
        end = stop
    return 0


def _bases_end(opening: str, segments: list[tuple[int, int]], end: int) -> int:
    for start, stop in segments:
        if start > end and opening[start:stop].lstrip().startswith("《"):
            end = stop
        elif start > end:
            break
    found = re.search(r"(?:制定|，?现)", opening[end - 6 : end])
    return end - 6 + found.start() if found and opening[end - 6 : end].endswith(("办法", "如下")) else end


def _made(cue: Cue, passage: Passage, statement: str, cited: Passage, title: str) -> Candidate:
    score = cue.weight * 10 + bonus(passage, cue.element, statement)
    return Candidate(cue.element, cue, passage, score, statement, (cited.citation,), title)


def goals(text: Text) -> Iterator[Candidate]:
    """Yield each goal with its year and figure: 到2027年，A达到x，B突破y makes two."""
    for passage in text.passages:
        words = passage.text[:800]
        headed = any(re.search(r"目标", heading) for heading in passage.headings)
        placed = headed or any(_GOAL_HEADING.search(heading) for heading in passage.headings) or passage.rank <= 3 * EARLY
        year = _YEAR.search(words)
        if passage.zone == "attachment" or _NOT_A_GOAL.search(words) or passage.introduces or passage.lead is not None and not headed:
            continue
        if not (headed or (placed and (year or _WITHIN.search(words)))):
            continue
        for number, (start, end) in enumerate(_goal_parts(words, year.end() if year and year.start() < 12 else 0)):
            said = wording.polish(words[start:end])
            if len(said) < 8:
                continue
            prefix = year.group().rstrip("，,") + "，" if year and year.start() < 12 and start >= year.end() else ""
            citations = [passage.part(start, end).citation]
            if prefix:
                citations.insert(0, passage.part(year.start(), year.end()).citation)
            figures = bool(re.search(r"\d", said))
            score = GOAL.weight * 10 + 15 * figures + 10 * bool(prefix) + 8 * headed - number * 0.5 - max(0, len(said) - 90) / 4
            yield Candidate(Element.OBJECTIVES, GOAL, passage.part(start, end), score, wording.finish(prefix + said), tuple(citations), _goal_title(text, said, prefix))


def _goal_parts(words: str, at: int) -> list[tuple[int, int]]:
    """Return the spans of the goals of a sentence: one for each figure, or the whole when it has fewer than two."""
    spans = [(start + at, end + at) for start, end in _segments(words[at:].rstrip("。").replace("；", "，"))]
    measured = [span for span in spans if re.search(r"\d", words[span[0] : span[1]])]
    if len(measured) < 2:
        return [(at, len(words.rstrip("。")))]
    parts: list[tuple[int, int]] = []
    waiting: int | None = None
    for start, end in spans:
        begins = start if waiting is None else waiting
        if (start, end) in measured:
            parts.append((begins, end))
            waiting = None
        else:
            waiting = begins
    if waiting is not None:
        parts.append((waiting, spans[-1][1]))
    return parts


def _goal_title(text: Text, said: str, prefix: str) -> str:
    said = re.sub(r"^(?:全[省市区县]|我[省市区]|本[省市区])", "", said)
    first = re.split(r"(?:分别)?(?:达到|达|突破|提高到|提升至|稳定在|保持在|不低于|不少于|超过|控制在|增长|完成|[，。；])", said)[0]
    named = titles.title_of(first, text.common)
    if 4 <= len(named):
        return named
    return prefix.strip("，力争到") + "目标" if prefix else titles.subject(said, text.common)


def units(text: Text) -> Iterator[Candidate]:
    """Yield who is responsible for what, from the （责任单位：…） that close the measures, one point for each set of units."""
    by_units: dict[str, list[tuple[str, Passage]]] = {}
    for passage in text.passages:
        found = _UNITS.search(passage.text[-330:])
        if found is None or not passage.headings:
            continue
        at = len(passage.text) - len(passage.text[-330:])
        cited = passage.part(at + found.start(), at + found.end())
        by_units.setdefault(found[1].strip("。 "), []).append((passage.headings[-1], cited))
    for names, places in by_units.items():
        tasks = list(dict.fromkeys(titles.title_of(task, (), 30) for task, _ in places))
        shown = "、".join(f"“{task}”" for task in tasks[:4])
        cited = tuple(place.citation for task, place in places if titles.title_of(task, (), 30) in tasks[:4])
        heads = tuple(Citation.of(place.clause, task) for task, place in places[:4] if task in place.clause.text)
        statement = f"{shown}的责任单位是{names.rstrip('、，；')}。"
        score = UNITS.weight * 10 + 3 * len(places) - max(0, len(statement) - 120) / 6
        title = titles.title_of(names.split("、")[0] + "负责的事项") if len(names.split("、")) == 1 else titles.title_of(names.split("、")[0] + "等单位")
        yield Candidate(Element.RESPONSIBILITY, UNITS, places[0][1], score, statement, tuple(dict.fromkeys((*heads, *cited))), title)


_TABLES = (
    (Element.CONTACT, re.compile(r"电话|联系方式"), PHONE),
    (Element.STANDARDS, re.compile(r"标准|金额|补贴|补助|奖励|元|比例|分值|计分|额度"), re.compile(r"\d")),
    (Element.PROCEDURE, re.compile(r"渠道|流程|步骤|材料|办理|环节|窗口|地点"), re.compile(r".")),
    (Element.SCOPE, re.compile(r"对象|条件|范围"), re.compile(r".")),
)


def rows(text: Text) -> Iterator[Candidate]:
    """Yield one point for each row of a table of standards, steps or telephones, its cells named by the header."""
    header: Clause | None = None
    for clause in text.document.clauses:
        if clause.level is not Level.ROW:
            continue
        if header is None or _table_of(clause) != _table_of(header):
            header = clause
            continue
        names, cells = _cells(header), _cells(clause)
        if len(names) != len(cells) or len(cells) < 2 or _NO_FORM.search(header.text + clause.text):
            continue
        for element, heads, needed in _TABLES:
            matching = [cell for name, cell in zip(names, cells, strict=True) if heads.search(name)]
            if matching and any(needed.search(cell) for cell in matching):
                yield from _row(text, element, header, clause, names, cells)
                break


def _row(text: Text, element: Element, header: Clause, clause: Clause, names: list[str], cells: list[str]) -> Iterator[Candidate]:
    said = [(name, cell) for name, cell in zip(names, cells, strict=True) if cell and not re.fullmatch(r"序\s*号|编号", name)]
    if not said or len(said) < 2:
        return
    passages = text.by_clause.get(clause.ref)
    if not passages:
        return
    statement = wording.finish("；".join(f"{name}：{cell.rstrip('。；')}" for name, cell in said))
    first = said[0][1]
    title = titles.title_of(first if len(first) >= 2 and not first.isdigit() else said[0][0], text.common)
    cue = Cue(element, "row", 7, name="part")
    score = 70 + bonus(passages[0], element, statement) + 4 * bool(AMOUNT.search(statement[:400]))
    yield Candidate(element, cue, passages[0], score, statement, (Citation.of(header), Citation.of(clause)), title)


def _table_of(clause: Clause) -> str:
    return clause.ref.rsplit(".row_", 1)[0]


def _cells(clause: Clause) -> list[str]:
    return [re.sub(r"\s+", "", cell) for cell in clause.text.split("｜")]
