"""Pre-filled answers (答复), composed by rules from the points found: conclusion first, whole sentences, never invented."""

import re
from collections import Counter
from functools import partial

from generators.composing import basis_text
from generators.model import Answer, Citation, Element, Level, Part
from generators.model.numerals import to_chinese
from studio.interpreting import targets
from studio.interpreting.asking import parts, speaks_to, wording_for
from studio.interpreting.bank import Entry
from studio.interpreting.materials import PASSED_ON, in_full
from studio.interpreting.naming import called, kind_of
from studio.interpreting.paragraphs import in_whole_paragraphs
from studio.interpreting.passages import Text
from studio.interpreting.points import Candidate, distinct
from studio.interpreting.selecting import MARGINAL, out_of_place

LONGEST = 560
"""Characters of an answer. A further point is left out rather than cut, and the reader told where it stands."""

LONGEST_LIST = 1100
"""Characters of an answer that is one list: steps, materials, the rows of a table, what changed, the lines of a standard."""

LONGEST_NUMBERED = 45
"""Characters up to which every statement must fit for 一是……；二是……; longer ones are easier to read line by line."""

MOST_COURTESIES = 8
"""Benefits told of a policy that is about nothing else (优待办法)."""

MOST_BESIDES = 2
"""Points told after an answer that are none by themselves."""

ENOUGH_ROWS = 3
"""A table of at least so many rows answers a question about standards better than sentences do."""

MOST_CHAPTERS = 2
"""Chapters named as where the rest stands; with more the document itself is."""

ENOUGH_NAMES, MOST_NAMES = 3, 12
"""Parts or measures an overview must be able to name, and may; with fewer or more it tells the measures instead."""

_FRAME = re.compile(
    r"总则|附则|总体(?:要求|目标|思路)|指导思想|基本原则|背景|其他事[项宜]|名词解释|施行|有效期|法律责任|组织(?:实施|领导|保障)|保障措施"
    r"|^(?:实施|工作|有关)要求$|^(?:主要|工作|重点)?(?:目标|任务|措施|内容)$"
)
"""Headings that frame a document and say nothing of what it is about."""

_LIABILITY = "法律责任"
"""A heading that frames a document too, but belongs to what it lays down."""

SCATTERED = ("accept", "handled", "publicity", "pay", "handling_limit")
"""Cues that gather steps from all over a document; where it lists its steps itself they only bring in other procedures."""

_SHARED_OPENING = re.compile(r"^((?:力争)?到(?:20\d\d年(?:底|末)?|“?十[四五六]五”?末)，)")
_SHARED_STEM = re.compile(r"^([^，。：；]{2,20}：)(?=[^：]+$)")
_LONG_STEM = re.compile(r"^([^。：；]{6,90}：)(?=[^：]+$)")
"""An introduction with commas of its own; what stands under it is told line by line."""

_SLOGAN = re.compile(r"[^，。；]{0,12}免申即享[^，。；]{0,8}[。；]?|其他[^，。；]{2,12}由[^，。；]{2,6}自愿申请。")
"""免申即享 by itself, or that the others are applied for, which tells nobody where to go."""


def answer(text: Text, entry: Entry, found: list[Candidate]) -> Answer:
    """Return the answer to one question from the candidates of its cues; pending (待补充) when there are none."""
    chosen = [] if entry.own else _chosen(text, entry, found)
    chosen = [targets.classed(text, item) for item in chosen] if entry.element in _FOR_WHOM else chosen
    if not chosen:
        return Answer(question=entry.id)
    if entry.element in _IN_WHOLE:
        chosen = in_whole_paragraphs(text, chosen)
        chosen = sorted(chosen, key=_after_applying) if entry.shape == "steps" else chosen
    chosen += _besides(entry, chosen, found)
    if entry.shape == "overview" and (named := _overview(text)):
        words, cited = named
        return Answer(question=entry.id, text=words, state="proposed", citations=cited)
    longest = entry.room or LONGEST_LIST if entry.long or entry.shape == "overview" or _is_one_list(chosen) else LONGEST
    fitted = partial(compose, longest=longest, lists=_lists(text, chosen), in_turns=bool(entry.room), whole=entry.shape not in ("one", "overview") and (not entry.long or entry.element is Element.STANDARDS))
    words, used = fitted(chosen)
    if entry.id == "prohibitions" and (kept := targets.of_wording(entry, words, chosen)) != chosen:
        chosen = kept
        words, used = fitted(chosen)
    told = {item.cue.id for item in used}
    left = [item for item in chosen if item not in used and (entry.id != "who_qualifies" or (item.cue.id in told and item.cue.id in entry.unless_others))]
    rest = _untold_chapters(text, used) if entry.shape == "overview" else _rest(text, left, used, entry.rest)
    if rest:
        words += f"\n{rest}" if "\n" in words else rest
    if entry.wordings and wording_for(entry, words) is None:
        return Answer(question=entry.id)
    citations: dict[Citation, None] = {citation: None for item in used for citation in item.citations}
    return Answer(question=entry.id, text=words, state="proposed", citations=tuple(citations))


def _chosen(text: Text, entry: Entry, found: list[Candidate]) -> list[Candidate]:
    pool = [item for item in found if item.cue.id in entry.cues or item.element in entry.elements]
    if entry.element in (Element.BENEFITS, Element.PROCEDURE, Element.STANDARDS):
        pool = [item for item in pool if not out_of_place(item)]
    left = {(item.passage.clause.ref, item.passage.start) for item in found if item.cue.id in entry.leaves}
    pool = [item for item in pool if (item.passage.clause.ref, item.passage.start) not in left]
    pool = [item for item in pool if not any(parts()[name].is_in([item.statement]) for name in entry.leaves_parts)]
    pool = targets.of_target(entry, [item for item in pool if not entry.prefers or parts()[entry.prefers].is_in([item.statement])] or pool)
    if entry.shape == "overview":  # what a word means is no content
        pool = [item for item in pool if not re.match("[^，。；]{2,24}(?:，)?是指", item.statement)] or pool
    if entry.shape == "steps":
        pool = [item for item in pool if not targets.NOT_APPLYING.match(item.statement)] or pool
        pool = [item for item in pool if not _SLOGAN.fullmatch(item.statement)] or pool
    if any(item.cue.id not in entry.unless_others and item.score >= MARGINAL and speaks_to(entry, item.statement) for item in pool):
        pool = [item for item in pool if item.cue.id not in entry.unless_others]
    if entry.shape == "steps" and any(item.cue.id == "step" for item in pool):
        pool = [item for item in pool if item.cue.id not in SCATTERED]
    if entry.shape == "one":
        return _speaking(entry, pool, 1)
    rows = [item for item in pool if item.cue.id == "standard_row"]
    if entry.rows_first and len(rows) >= ENOUGH_ROWS:
        notes = [item for item in found if item.cue.id == "table_note"]
        return sorted([*distinct(rows, 12), *notes], key=lambda item: item.order)
    if entry.id == "prohibitions":
        pool = [targets.to_the_ban(item) for item in pool if not targets.rewards(item)]
    if entry.id == "materials":
        pool = [in_full(text, item) for item in pool if not PASSED_ON.match(item.statement)] or pool
    ranks = {name: rank for rank, name in enumerate(entry.cues)}
    kept = _speaking(entry, pool, MOST_COURTESIES if entry.id == "benefits" and "优待" in kind_of(text.document) else entry.take)
    if entry.long and entry.shape in ("steps", "by_cue") and entry.element is not Element.NOTES:
        strong = [item for item in kept if item.score >= MARGINAL]
        kept = strong if len(strong) >= ENOUGH_NAMES else kept
    if entry.id == "effective_dates":  # what comes into force by stages is told in full
        kept += [item for item in pool if item not in kept and parts()["start_of_some"].is_in([item.statement]) and not any(item.statement == other.statement for other in kept)]
    if entry.id.startswith("where_to_apply") or entry.id == "application_window":
        matters = targets.by_matter(kept, found, ranks if entry.shape == "by_cue" else {})
        kept = matters[entry.nth] if entry.nth < len(matters) else []
    if entry.shape in ("steps", "overview"):  # being paid comes after applying, wherever it stands
        return sorted(kept, key=_after_applying)
    if entry.shape == "by_cue":
        kept = _of_the_procedure(kept, found)
        return sorted(kept, key=lambda item: (ranks.get(item.cue.id, len(ranks)), item.order))
    told = _together(sorted(kept, key=lambda item: (-item.score, ranks.get(item.cue.id, len(ranks)))))
    return targets.without_strays(told) if entry.id == "how_much" else told


def _after_applying(item: Candidate) -> tuple[bool, tuple[int, int]]:
    """Order steps as the document has them, and behind them how one is paid, or may do it online where that is all they say."""
    return item.cue.id == "pay" or (item.cue.id == "online" and item.statement.count("。") == 1), item.order


_IN_WHOLE = (Element.PROCEDURE, Element.DATES)
"""Elements whose points are single sentences elsewhere, so that steps can be drawn one by one."""

_FOR_WHOM = (Element.SCOPE, Element.PROCEDURE, Element.STANDARDS)
"""Elements whose answers differ by the class of those they are for."""

def _besides(entry: Entry, chosen: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Return what an answer is told together with, which is none by itself."""
    pool = [item for item in found if item.cue.id in entry.besides and item not in chosen]
    return [item for item in distinct(pool, MOST_BESIDES) if not any(_is_part_of(item, other) for other in chosen)]


def _together(kept: list[Candidate]) -> list[Candidate]:
    """Let what stands under one introduction follow the best of it, in the document's order: a scale is read from top to bottom."""
    told: dict[str, list[Candidate]] = {}
    for item in kept:
        found = _LONG_STEM.match(item.statement) or _SHARED_STEM.match(item.statement)
        told.setdefault(found[1] if found and item.passage.lead is not None else item.statement, []).append(item)
    return [item for group in told.values() for item in sorted(group, key=lambda item: item.order)]


def _speaking(entry: Entry, pool: list[Candidate], limit: int) -> list[Candidate]:
    """Return those of the best ``limit`` points that speak to the question; the best of all that do where none of these does."""
    best = [item for item in distinct(pool, limit) if speaks_to(entry, item.statement)]
    best = best or distinct([item for item in pool if speaks_to(entry, item.statement)], limit)
    if entry.element is Element.SCOPE and best and best[0].score >= MARGINAL:
        best = [item for item in best if item.score >= MARGINAL]
    return [item for item in best if not any(_is_part_of(item, other) for other in best)]


def _is_part_of(item: Candidate, other: Candidate) -> bool:
    """Tell whether a point is one line of a list that another tells whole."""
    cited = {citation.ref for citation in other.citations}
    words, whole = (re.sub(r"\W", "", text) for text in (item.passage.text, other.statement))
    return other is not item and item.passage.clause.ref in cited and len(item.statement) < len(other.statement) and words in whole


def _of_the_procedure(kept: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Leave out the time limits of other matters where the document lists the steps of its procedure in one place."""
    steps = {item.passage.clause.ref.split(".")[0] for item in found if item.cue.id == "step"}
    return [
        item
        for item in kept
        if not steps or item.cue.id != "handling_limit" or item.passage.clause.ref.split(".")[0] in steps
    ]


def _is_one_list(chosen: list[Candidate]) -> bool:
    """Tell whether the points are the rows of a table or the lines under one introduction."""
    stems = {_stem(item.statement) for item in chosen}
    rows = all(item.cue.id in ("standard_row", "table_note") for item in chosen)
    return len(chosen) > 1 and (rows or (len(stems) == 1 and "" not in stems))


def _lists(text: Text, chosen: list[Candidate]) -> dict[str, int]:
    """Return by long introduction how many items its list has."""
    leads = {found[1]: item.passage.lead for item in chosen if item.passage.lead is not None and (found := _LONG_STEM.match(item.statement))}
    return {stem: len(text.items.get(lead.index, ())) for stem, lead in leads.items()}


def compose(
    chosen: list[Candidate], longest: int = LONGEST, *, lists: dict[str, int] | None = None, whole: bool = True, in_turns: bool = False
) -> tuple[str, list[Candidate]]:
    """Return the text of an answer and the candidates it uses: whole statements while they fit, at least one.

    ``lists``: how many items the list under an introduction has; one told in part has no numbers.
    ``in_turns``: the cues take turns in finding room, so that none fills it alone.
    ``whole``: statements may be joined into one sentence (一是……；二是……); steps and lists stand line by line.
    """
    used, length = [], 0
    for item in _in_turns(chosen) if in_turns else chosen:
        if used and length + len(item.statement) > longest:
            continue
        used.append(item)
        length += len(item.statement)
    used.sort(key=chosen.index)
    statements = [item.statement for item in used]
    if len(statements) == 1:
        return statements[0], used
    if all(_SHARED_OPENING.match(statement) for statement in statements):
        return _by_opening(statements), used
    lines = _by_stem(statements)
    bare = [statement.rstrip("。") for statement in lines]
    simple = whole and all(_is_simple(statement) for statement in bare)
    if simple and len(bare) == 2:
        return f"{bare[0]}；{bare[1]}。", used
    if simple and 3 <= len(bare) <= 6 and len({item.cue.id for item in used}) == 1:
        return "；".join(f"{to_chinese(number)}是{text}" for number, text in enumerate(bare, 1)) + "。", used
    return "\n".join(_under_one_stem(lines, lists or {})), used


def _in_turns(chosen: list[Candidate]) -> list[Candidate]:
    """Return the first of each cue, then the second of each, and so on."""
    turns = Counter()
    ranked = []
    for item in chosen:
        turns[item.cue.id] += 1
        ranked.append((turns[item.cue.id], item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def _is_simple(statement: str) -> bool:
    return len(statement) <= LONGEST_NUMBERED and not re.search(r"[；。：]|是指", statement)


def _by_opening(statements: list[str]) -> str:
    """Say 到2027年底 once for the goals it governs: 到2027年底，A；B；C。"""
    groups: dict[str, list[str]] = {}
    for statement in statements:
        opening = _SHARED_OPENING.match(statement)[1]
        groups.setdefault(opening, []).append(statement[len(opening) :].rstrip("。"))
    return "".join(f"{opening}{'；'.join(goals)}。" for opening, goals in groups.items())


def _stem(statement: str) -> str:
    found = _SHARED_STEM.match(statement)
    return found[1] if found else ""


def _by_stem(statements: list[str]) -> list[str]:
    """Say 服务补贴： once for the lines that follow one another under it: 服务补贴：A；B；C。"""
    lines: list[str] = []
    last = ""
    for statement in statements:
        stem = _stem(statement)
        simple = stem and not re.search(r"[；。]", statement[len(stem) : -1])
        if simple and stem == last:
            lines[-1] = f"{lines[-1].rstrip('。')}；{statement[len(stem) :]}"
        else:
            lines.append(statement)
        last = stem if simple else ""
    return lines


def _under_one_stem(lines: list[str], lists: dict[str, int]) -> list[str]:
    """Say a long introduction once for the lines that follow one another under it: these with numbers where they are the whole list,
    else as some of it."""
    told: list[str] = []
    stems = [found[1] if (found := _LONG_STEM.match(line)) else "" for line in lines]
    for at, (line, stem) in enumerate(zip(lines, stems, strict=True)):
        run = [other for other in range(len(lines)) if stem and stems[other] == stem]
        if len(run) < 2 or run != list(range(run[0], run[0] + len(run))):
            told.append(line)
            continue
        whole = lists.get(stem, 0) <= len(run)
        told += ([stem] if whole else [_in_part(stem)]) if at == run[0] else []
        told.append(f"{f'（{to_chinese(at - run[0] + 1)}）' if whole else '· '}{line[len(stem) :]}")
    return told


def _in_part(stem: str) -> str:
    """Return an introduction for some of its list: 应当提交下列材料，其中包括："""
    opening = re.sub(r"[，,]?(?:其中)?(?:主要)?(?:包括|如下)?：$", "", stem)
    joint = "" if opening.endswith(("标准", "条件", "材料", "情形")) else "，其中"
    return f"{opening}{joint}包括："


def _overview(text: Text) -> tuple[str, tuple[Citation, ...]] | None:
    """Name what the document itself names: its chapters or parts, else the headings its measures stand under.

    None when it has too few of them: a row of titles found for single sentences is no answer, the measures have to be told.
    """
    document = text.document
    measures = _measures_named(text)
    names = measures or next(filter(None, (_named(text, levels) for levels in _DIVIDING)), {})
    told = [re.sub("^(?:着力|切实)", "", name) for name in names.values()]
    listed = any("、" in name for name in told)
    if measures:
        said = f"的主要内容包括{'：' if listed else ''}{('；' if listed else '、').join(told)}"
    else:
        done = "部署" if kind_of(document).endswith(_PLANS) else "说明" if kind_of(document).endswith("公告") else "规定"
        sentence = any(_SAYS.search(name) for name in told)
        said = f"主要从以下方面作出{done}：{'；'.join(told)}" if listed else f"的主要内容包括：{'；'.join(told)}" if sentence else f"主要从{'、'.join(told)}等方面作出{done}"
    cited = tuple(Citation.of(document.clause(ref), name) for ref, name in names.items() if name in document.clause(ref).text)
    return (f"{called(document)}{said}。", cited) if names and len(cited) == len(names) else None


def _measures_named(text: Text) -> dict[str, str]:
    """Return the headings of single measures by ref where a list of measures has them in every part that is not about handling."""
    if not kind_of(text.document).endswith(("措施", "政策")):
        return {}
    parts = {ref for ref, name in _headings(text, (Level.HEADING_1,)).items() if not _HANDLES.search(name)}
    found = {ref: name for ref, name in _headings(text, (Level.HEADING_2,)).items() if text.document.clause(ref).parent in parts}
    whole = {text.document.clause(ref).parent for ref in found} == parts
    return found if parts and whole and _names_well(found) else {}


def _named(text: Text, levels: tuple[Level, ...]) -> dict[str, str]:
    found = _headings(text, levels)
    return found if _names_well(found) else {}


def _headings(text: Text, levels: tuple[Level, ...]) -> dict[str, str]:
    """Return the headings of the document's own clauses of these levels by ref, without those that only frame it."""
    clauses = text.document.clauses
    main = Part.ENCLOSURE if any(clause.part is Part.ENCLOSURE for clause in clauses) else Part.NOTICE
    found = {clause.ref: text.heading(clause) for clause in clauses if clause.level in levels and clause.part is main}
    return {ref: name for ref, name in found.items() if name and (not _FRAME.search(name) or name == _LIABILITY)}


def _names_well(found: dict[str, str]) -> bool:
    """Tell whether headings make a row of names: neither few nor many, all different, none a sentence."""
    fitting = ENOUGH_NAMES <= len(found) <= MOST_NAMES and len(set(found.values())) == len(found)
    return fitting and not any(re.search(r"[，。；：\d]", name) for name in found.values())


_PLANS = ("意见", "方案", "规划", "计划", "纲要", "要点")
"""Kinds of document that set tasks; what they say is 部署, no 规定."""

_SAYS = re.compile("至少|不得|应当|必须")
"""In a heading that is a sentence, no name of a matter: 一年至少认证一次."""

_HANDLES = re.compile(r"申领|申请|申报|办理|程序|流程|监督|管理|咨询|有关")
"""Headings of parts that say how a thing is handled, not what is done."""

_DIVIDING = ((Level.CHAPTER, Level.HEADING_1), (Level.ARTICLE,), (Level.HEADING_2,))
"""Levels whose headings say what a document is about, from the outermost."""


def _rest(text: Text, left: list[Candidate], used: list[Candidate], called_so: str) -> str:
    """Return the sentence that says of what else the document speaks, and where; empty when nothing is left.

    ``called_so`` is what the points left out are (标准). A selection (主要内容) promises no more than it
    tells, and has no such sentence.
    """
    left = [item for item in left if not any(item.statement.rstrip("。") in other.statement for other in used)]
    if not left or not _where(text, left, used):
        return ""
    document = text.document
    above = [next((link for link in document.ancestors(item.passage.clause.ref) if link.level is Level.CHAPTER), None) for item in left]
    chapters = list(dict.fromkeys(link.label.strip() for link in document.clauses if link in above))
    where = "、".join(chapters) if all(above) and len(chapters) <= MOST_CHAPTERS else ""
    name = called(document)
    return f"其他{called_so}详见{name if name.endswith('》') else '原文'}{where}。"


def _untold_chapters(text: Text, used: list[Candidate]) -> str:
    """Return the sentence that names the chapters of which an overview by measures tells nothing, and where they stand."""
    document = text.document
    chapters = [clause for clause in document.clauses if clause.level is Level.CHAPTER and not _OPENS_OR_CLOSES.search(clause.heading)]
    told = {above.ref for item in used for citation in item.citations for above in document.ancestors(citation.ref)}
    untold = [clause for clause in chapters if clause.ref not in told and document.children(clause.ref)]
    if not untold or len(untold) == len(chapters):
        return ""
    names = "、".join(re.sub(r"\s+", "", clause.heading) for clause in untold)
    return f"关于{names}的规定，详见{called(document)}{'、'.join(clause.label.strip() for clause in untold)}。"


_OPENS_OR_CLOSES = re.compile(r"总\s*则|附\s*则")


def _where(text: Text, left: list[Candidate], used: list[Candidate]) -> str:
    """Return where the points left out stand, at most three addresses; empty when the answer already cites those clauses."""
    cited = {citation.ref for item in used for citation in item.citations}
    rest = [item.passage.citation for item in left if item.passage.clause.ref not in cited]
    return basis_text(text.document, rest).replace(".；", "；").rstrip(".．")
