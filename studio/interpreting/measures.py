"""The main measures (主要内容): which clauses are the measures depends on how the document is built."""

import re

from generators.model import Citation, Clause, Element, Level, Part
from studio.interpreting import acts, rosters, titles, wording
from studio.interpreting.cues import AMOUNT, RATIO, SEEN, Cue
from studio.interpreting.families import is_about_steps
from studio.interpreting.naming import kind_of
from studio.interpreting.passages import DIVISIONS, Passage, Text
from studio.interpreting.points import Candidate, in_short, is_one_list, paragraph_below, points_on, split, whole_list
from studio.interpreting.references import addressed, written_out
from studio.interpreting.similar import similarity
from studio.interpreting.topics import topic
from studio.interpreting.wholes import completed, counterpart, excepts

MEASURE = Cue(Element.CONTENT, "measure", 8)
PENAL, BOOKKEEPING = 30, 10
"""What a measure loses that punishes, or that only says what offices report, file or enter in their budgets."""
MOST = 12
LONGEST_WHOLE = 260
ENOUGH = 4
FEW_POINTS, MANY_MEASURES = 6, 10
"""Of so few headings over so many headed measures each measure is a block by itself."""
UNNAMED = 30
"""What a measure loses that no title fits: an article which says nothing in particular."""
_NOT_A_MEASURE = re.compile(
    r"总则|附则|总体要求|总体目标|指导思想|基本原则|工作目标|主要目标|发展目标|出台背景|目标|保障措施|组织领导|组织实施|组织保障|法律责任|罚则|"
    r"处罚|惩戒|停止(?:发放|享受|领取)|适用范围|有效期|施行|法律责任|解释|监督管理|职责分工|工作要求|联系方式|咨询|名词解释|术语|注意事项|附件|其他事项"
)
_HANDLING = re.compile(
    r"申领|申请|申报|办理|受理|程序|流程|渠道|申报条件|申请条件|监督|资金保障|经费保障|不予|违规|解释|名词|退出|核查|材料|职责|不重复"
)
_GENERAL = re.compile(
    r"^本[^，。]{1,6}适用于|^申请人应当?(?:向|在|于)|^逾期|前条规定|第[一二三四五六七八九十]+条|(?:部门|政府|机构|街道办事处)(?:应当)?(?:自|在)[^。，]{0,24}\d+个?(?:工作日|日|天)内|违反本|予以处罚|由其主管部门|责令改正|规定的优待|制定本|适用(?:于)?本|应当遵守本|所称|负责解释|施行|废止|是指|遵循[^。]{2,40}原则|坚持[^。]{2,60}原则|参照本|依法追究|依法给予处分|不一致的|就高不|退回|包括本数|另行制定"
)
_SIDE = re.compile(r"就高不|不重复|只配套|自行承担|包括本数|^(?:责任|牵头|配合)(?:单位|部门)")
_OPENING = re.compile(r"收悉|现批复如下|现通知如下|现函复如下|印发给你们")
_CLOSING = re.compile(
    r"^[^，。；]{2,30}(?:部门|机关|政府|机构|局|办公室|中心)负责|起(?:施行|执行|实施)|负责解释|同时废止|有效期(?:为|至|\d)|制定本|适用本|^本[^，。]{1,6}所称"
)
_PENAL = re.compile(r"责令|处[^，。；]{0,12}罚款|(?:给予|予以|依法)[^，。；]{0,4}(?:处罚|处分)|追究[^，。；]{0,8}责任|追回|追缴|骗取|拒绝提供|劝离")
_BOOKKEEPING = re.compile(r"报送|备案。|台账|归档|(?:列入|纳入)[^，。；]{0,8}预算|所需(?:资金|经费)|列支。|统计监测")
_ASIDE = re.compile(rf"{_PENAL.pattern}|{_BOOKKEEPING.pattern}|停止(?:发放|享受|拨付)|资金由")
"""Of articles without a heading, what stands aside where enough others tell what is done for whom."""
_ANAPHORA = re.compile(r"^(?:该|上述|前款|前述|其(?!他|中)|此类|对此|具体)")
_RIGHTS = re.compile(r"给予|享受|可以|免|减|补贴|补助|奖励|支持|鼓励|提高|设立|建立|优先|提供|按照|应当|不得|领取|申请")


def measures(text: Text) -> list[Candidate]:
    """Return four to twelve measures where the document has them, in document order."""
    if rosters.is_roster(text):
        return rosters.decisions(text)
    blocks = _blocks(text)
    made = [candidate for block in blocks if not _handles(text, block) and (candidate := _measure(text, block))]
    telling = [candidate for candidate in made if candidate.passage.headings or not _ASIDE.search(candidate.statement)]
    if ENOUGH - 1 <= len(telling) < len(made):
        made = telling
    elif len(made) < ENOUGH:
        handling = [candidate for block in blocks if _handles(text, block) and (candidate := _measure(text, block))]
        made += sorted(handling, key=lambda item: (-item.score, item.order))[: ENOUGH - len(made)]
    return _spread(made, MOST) or _plain_sentences(text)


def _plain_sentences(text: Text) -> list[Candidate]:
    """Return the sentences of a document without headings and numbers that say what is decided, at most three."""
    told = [passage for passage in text.passages if passage.zone != "attachment" and not passage.introduces and passage.clause.level is not Level.ROW]
    told = [
        passage
        for passage in told
        if len(passage.text) >= 16
        and not _OPENING.search(passage.text[:SEEN])
        and not _CLOSING.search(passage.text[:SEEN])
    ]
    return [
        Candidate(
            Element.CONTENT,
            MEASURE,
            passage,
            40 - passage.rank,
            wording.statement_of(passage),
            passage.citations,
            _titles(text, passage.clause, passage, passage.text) or (titles.subject(passage.text),),
        )
        for passage in told[:3]
    ]


def _blocks(text: Text) -> list[Clause]:
    """Return the clauses that are measures, for each of the enclosed documents by itself."""
    document = text.document
    told = [clause for clause in document.clauses if clause.ref in text.by_clause or document.children(clause.ref)]
    enclosed = any(clause.part is Part.ENCLOSURE for clause in told)
    main = [clause for clause in told if clause.part is (Part.ENCLOSURE if enclosed else Part.NOTICE)]
    bodies: dict[str, list[Clause]] = {}
    for clause in main:
        further = re.match(r"enc_(?:[2-9]|\d\d)\.", clause.ref)
        bodies.setdefault(further[0] if further else "", []).append(clause)
    return [block for body in bodies.values() for block in _blocks_of(text, body)]


def _blocks_of(text: Text, main: list[Clause]) -> list[Clause]:
    """Return the measures of one document: run-in headings, else numbered clauses; of regulations chapters or articles."""
    document = text.document
    articles = [clause for clause in main if clause.level is Level.ARTICLE]
    if len(articles) >= 3:
        chapters = [
            clause
            for clause in main
            if clause.level is Level.CHAPTER and not _aside(text, clause) and not _HANDLING.search(text.heading(clause))
        ]
        if len(chapters) >= ENOUGH and not any(text.heading(article) for article in articles):
            return chapters
        return [clause for clause in articles if not _aside(text, clause)]
    headed = [clause for clause in main if text.heading(clause) and not _aside(text, clause)]
    sections = [clause for clause in headed if clause.level is Level.HEADING_1]
    if kind_of(document).endswith(("通告", "公告")) and len(sections) >= 3:
        return sections
    points = [clause for clause in headed if clause.level in (Level.HEADING_2, Level.HEADING_3, Level.DECIMAL)]
    points = [clause for clause in points if not any(above in points for above in document.ancestors(clause.ref))]
    finer = [child for clause in points for child in document.children(clause.ref) if child in headed]
    if 3 <= len(points) <= FEW_POINTS and len(finer) >= MANY_MEASURES and all(any(child.parent == clause.ref for child in finer) for clause in points):
        return finer
    for blocks in (points, sections):
        if len(blocks) >= 3:
            return blocks
    numbered = [
        clause for clause in main if clause.level in (Level.HEADING_1, Level.HEADING_2) and not _aside(text, clause)
    ]
    return numbered or [clause for clause in main if not _aside(text, clause)]


def _aside(text: Text, clause: Clause) -> bool:
    headings = [text.heading(above) for above in (*text.document.ancestors(clause.ref), clause)]
    if any(_NOT_A_MEASURE.search(heading) for heading in headings if heading):
        return True
    return bool(_GENERAL.search(clause.text[:120]))


def _handles(text: Text, clause: Clause) -> bool:
    """Tell whether a clause says how things are handled rather than what is done for whom; chapters do not decide."""
    above = (
        link
        for link in (*text.document.ancestors(clause.ref), clause)
        if link is clause or link.level not in DIVISIONS or is_about_steps(text.heading(link))
    )
    return any(_HANDLING.search(text.heading(link)) for link in above if text.heading(link))


def _measure(text: Text, block: Clause) -> Candidate | None:
    """Return the sentence or list that says best what a clause does; None when it says nothing."""
    best = _short_siblings(text, block)
    position = 0
    heading = text.heading(block)
    for passage in (part for whole in text.under(block.ref) for part in split(whole)):
        if passage.clause.level is Level.ROW or ((passage.depends or excepts(passage)) and text.with_antecedent(passage)):
            continue
        full = completed(text, text.with_dependents(passage))
        statement, citations = wording.statement_of(full), full.citations
        if passage.introduces and passage.index in text.items:
            whole = whole_list(text, passage) or in_short(text, passage)
            if whole is None or len(whole[0]) > LONGEST_WHOLE:
                continue
            statement, citations = whole
        elif passage.lead is not None and (is_one_list(text, passage.lead) or in_short(text, passage.lead)):
            continue
        if (
            len(statement) < 12
            or points_on(statement)
            or _SIDE.search(passage.text[:SEEN])
            or _CLOSING.search(passage.text[:SEEN])
        ):
            continue
        hard = _hard(statement[:SEEN])
        whole_told = passage.introduces and "所列" not in statement[:SEEN]
        score = hard + 8 * bool(_RIGHTS.search(statement[:SEEN])) - min(8 if hard >= 20 else 12, 2 * position) + 15 * whole_told
        own = len(statement) - (full.end - passage.end)  # its ceilings and periods do not speak against a sentence
        score -= min(18, max(0, own - 90) / 5) + 10 * bool(_ANAPHORA.match(statement))
        score -= PENAL * bool(_PENAL.search(statement)) + BOOKKEEPING * bool(_BOOKKEEPING.search(statement))
        score += 14 * similarity(heading, passage.text[:SEEN]) if heading else 0
        position += 1
        if best is None or score > best[0]:
            best = (score, passage, statement, citations)
    if best is None:
        return None
    score, passage, statement, citations = best
    named = _titles(text, block, passage, statement)
    score -= 0 if named else UNNAMED
    statement, referred = written_out(text, addressed(passage.clause, statement))
    citations = (*citations, *referred)
    if not passage.introduces and (both := counterpart(text, passage)):
        statement, citations = both
    elif below := paragraph_below(text, passage):
        statement, citations = below[0], (*citations, *below[1])
    return Candidate(
        Element.CONTENT,
        MEASURE,
        passage,
        score,
        statement,
        citations,
        named or (titles.subject(passage.text),),
        bool(named),
    )


_LIMIT = re.compile(r"不得?(?:超过|低于|少于|高于)|最[长多高低短]不?|至少|应当?[^，。；]{0,30}\d+\s*个?(?:工作日|日|天|个月|小时|年)之?内|\d月\d{1,2}日前")
_QUANTITY = re.compile(r"\d[\d.]*[万亿余多]*(?:亩|斤|吨|公里|个(?!百分点)|家|项|人次?|所|名|套|张|平方米|立方米|辆)(?!以?上一)")


def _hard(statement: str) -> int:
    """Return what speaks for a sentence that lays something down: amounts, ratios, limits, quantities; bans are told as notes."""
    weights = ((AMOUNT, 20), (RATIO, 8), (_LIMIT, 4), (_QUANTITY, 8))
    return min(30, sum(weight for pattern, weight in weights if pattern.search(statement)))


def _short_siblings(text: Text, block: Clause) -> tuple[float, Passage, str, tuple[Citation, ...]] | None:
    """Return a section of short lines, each with its amount, as one measure: 缴费标准：在校学生…413元；其他人员…549元。"""
    children = text.document.children(block.ref)
    lines = [text.by_clause.get(child.ref, ()) for child in children]
    heading = text.heading(block)
    if (
        len(children) < 2
        or not heading
        or block.text.strip().rstrip("。") != heading
        or not all(len(line) == 1 and AMOUNT.search(line[0].text) for line in lines)
    ):
        return None
    statement = wording.joined(heading, [wording.polish(line[0].text) for line in lines])
    citations = (Citation.of(block, heading), *(line[0].citation for line in lines))
    return (60.0, lines[0][0], statement, citations) if len(statement) <= LONGEST_WHOLE else None


def _titles(text: Text, block: Clause, passage: Passage, statement: str) -> tuple[str, ...]:
    if (heading := text.heading(block)) and not titles.is_generic(heading):
        inner = text.heading(passage.clause) if passage.clause.ref != block.ref and not statement.startswith(heading) else ""
        gift = titles.granted(passage.text) if not inner and _grants_several(text, block) else ""
        own = inner if inner and not titles.is_generic(inner) else gift if not set(zip(gift, gift[1:], strict=False)) & set(zip(heading, heading[1:], strict=False)) else ""
        if own:
            return titles.title_of(own, text.common), titles.title_of(heading, text.common)
        return tuple(filter(None, (titles.title_of(heading, text.common), acts.act(passage.text)))) or (heading,)
    said = passage.text
    about, named = topic(said, Element.CONTENT), titles.granted(said)
    first = (named, about) if AMOUNT.search(said[:SEEN]) and not passage.introduces else (about, named)
    does = (acts.ban(said), acts.situation(said) or acts.duty(said), acts.directive(said), acts.act(said))
    who = titles.whole_subject(said)
    if passage.introduces and re.search(r"(?:具备|符合|满足)(?:下列|以下)", said[:SEEN]) and "申请" not in said and 2 <= len(who) <= 10:
        return (f"{who}的条件",)
    if passage.introduces and about != "申请条件":
        first, does = (), (*does[1:3], *first, does[0], does[3])
    who = "" if titles.is_actor(who) else who
    chapter = "" if titles.is_generic(passage.chapter) else titles.title_of(passage.chapter)
    return tuple(option for option in (*first, *does, who, chapter) if option)


def _grants_several(text: Text, block: Clause) -> bool:
    """Tell whether a clause grants several things: its heading then names none of them."""
    gifts = {titles.granted(passage.text) for passage in text.under(block.ref) if AMOUNT.search(passage.text[:SEEN])}
    return len(gifts - {""}) > 1


def _spread(made: list[Candidate], limit: int) -> list[Candidate]:
    """Keep the best, but at least one of each section, in document order."""
    ranked = sorted(made, key=lambda item: (-item.score, item.order))
    kept: list[Candidate] = []
    seen: set[str | None] = set()
    if len([item for item in ranked if item.score > -10]) >= ENOUGH:
        ranked = [item for item in ranked if item.score > -10]
    for item in ranked:
        section = item.passage.chapter or (item.passage.headings[0] if item.passage.headings else None)
        if section not in seen and len(kept) < limit:
            seen.add(section)
            kept.append(item)
    for item in ranked:
        if (
            len(kept) < limit
            and item not in kept
            and not any(similarity(item.statement, other.statement) > 0.8 for other in kept)
        ):
            kept.append(item)
    return sorted(kept, key=lambda item: item.order)
