"""Points that need more than a sentence and a cue: purpose and bases, goals with figures, responsible units, steps."""

import re
from collections.abc import Iterator

from generators.masthead import made_how
from generators.model import Citation, Element, Level, Part
from studio.interpreting import titles, wording
from studio.interpreting.cues import EARLY, Cue
from studio.interpreting.naming import called, is_published
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import Candidate, bonus
from studio.interpreting.wholes import completed

PURPOSE = Cue(Element.BACKGROUND, "purpose", 12, name="part")
BASES = Cue(Element.BACKGROUND, "bases", 11, name="part")
GOAL = Cue(Element.OBJECTIVES, "goal", 10, name="part")
BENEFICIARY = Cue(Element.SCOPE, "beneficiary", 4, name="part", marker="yes")
STEP = Cue(Element.PROCEDURE, "step", 12, name="step")
UNITS = Cue(Element.RESPONSIBILITY, "named", 8, name="part")

_NOT_PURPOSE = re.compile(
    r"^(?:[一二]\S{3}年|\d{4}年|根据|依据|依照|按照|经|结合|现|特|制定|我[们局委厅办院]|就|提出|出台|印发|决定|本|报|征得|参照|遵照|全面推进我市|国务院|[省市县区]?(?:人民)?政府|决定|特|必须|应当|要|各(?:地区|部门|地方|级)|(?:适时|定期|分批|逐步)[^，]{0,20}(?:组织|开展|安排|进行))"
)
_PROMULGATES = re.compile(r"制定|出台|提出|印发|发布|决定|现就|现将|如下|开展|启动")
_BASIS = re.compile(r"^(?:根据|依据|依照|按照|遵照)(?=.*(?:《|法律|法规))")
_YEAR = re.compile(r"(?:力争|争取)?(?:到|至)(?:“?十[四五六]五”?(?:期)?末|20\d\d年(?:底|末|年底)?)[，,]?")
_GOAL_HEADING = re.compile(r"目标|总体要求|总体定位|主要任务")
_WITHIN = re.compile(r"(?:用|利用|通过|力争)\s*\d[-—~至]?\d?\s*年(?:左右)?(?:的)?(?:时间|努力|内)")
_NOT_A_GOAL = re.compile(r"有效期|施行|执行|享受|缴费|受理|申报|截至|截止|为止|20\d\d年\d{1,2}月|指导思想|深入贯彻")
_UNITS = re.compile(r"[（(]?(?:(?:责任|牵头|配合|实施|主责|负责)(?:单位|部门|主体))[：:]\s*([^）)]{2,300})[）)]?[。]?$")
_ROLE = re.compile(r"((?:责任|牵头|配合|实施|主责|负责)(?:单位|部门|主体))[：:]\s*([^：:；;]{2,300}?)(?=[；;）)]|$)")
_STEPS = re.compile(r"(?:程序|流程|步骤)(?:$|[^，。]{0,12}[：:。])|(?:办理|申报|申请|审核|操作)环节")
_STEP_HEADING = re.compile(
    r"(?:办理|申报|申请|申领|审核|审批|发放|拨付|兑付|操作|实施|认定|受理|服务|报名|缴费)[^，。]{0,6}(?:程序|流程)|^(?:程序|流程)$|(?:办理|申报|申请|操作)步骤"
)
LONGEST_STEP = 200
LONGEST_TASK = 30
LONGEST_LABEL = 20
"""Characters of a sentence that only names the goal the next one states: 场景驱动技术创新成效显著。"""


def background(text: Text) -> Iterator[Candidate]:
    """Yield the purpose and the bases (制定目的, 发布依据) from the sentence 为……，根据……，制定…… at the head of the document."""
    for passage in text.passages:
        if passage.rank > EARLY or passage.headings or not _PROMULGATES.search(passage.text[:800]):
            continue
        opening = passage.text[:800]
        segments = _segments(opening)
        if re.match(r"为(?!此|进一步做好以下)", opening) and (end := _purpose_end(opening, segments)):
            purpose = re.sub(r"^为了?", "", opening[:end]).strip("，, ")
            statement = wording.finish(f"{_verb(text)}{called(text.document)}，是为了{wording.polish(purpose)}")
            yield _made(PURPOSE, passage, statement, passage.part(0, end), f"{_verb(text)}目的")
        for start, end in segments:
            if _BASIS.match(opening[start:end]) and "重新发布" not in opening:
                end = _bases_end(opening, segments, end)
                basis = re.sub(r"^(?:根据|依据|依照|按照|遵照)", "", opening[start:end]).strip("，, ：:")
                basis = re.sub(r"(?<=[》）)])等(?:有关|相关)?(?:要求|精神)$", "等文件", basis)
                basis = re.sub(r"(?<=[》）)])(?:的)?(?:有关|相关)?(?:规定|要求|精神|部署)(?:和要求)?$", "", basis)
                statement = wording.finish(
                    f"{called(text.document)}的{_verb_of_bases(text)}依据是{wording.without_short_names(basis)}"
                )
                if not _NAMES_A_TEXT.search(basis):
                    break
                yield _made(BASES, passage, statement, passage.part(start, end), f"{made_how(text.document)}依据")
                break


_NAMES_A_TEXT = re.compile(r"《|〔|\d|(?<!有关)(?<!相关)(?:决定|意见|条例|办法|通知)(?!的)|宪法|部署|精神|要求")
"""Within a basis: something one can look up, which 有关法律、法规 is not."""


def _verb(text: Text) -> str:
    return "发布" if is_published(text.document) else "制定"


def _verb_of_bases(text: Text) -> str:
    """Return how a sentence calls what a policy rests on: 制定依据, 发布依据; 《批复》的依据."""
    how = made_how(text.document)
    return "" if how == "批复" else how


def _segments(opening: str) -> list[tuple[int, int]]:
    """Return the spans between the commas of a sentence; a comma within 《》 or brackets does not divide."""
    spans, start, depth = [], 0, 0
    for index, mark in enumerate(opening):
        depth = max(0, depth + (mark in "《（(") - (mark in "》）)"))
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
    return Candidate(cue.element, cue, passage, score, statement, (cited.citation,), (title,))


def goals(text: Text) -> Iterator[Candidate]:
    """Yield each goal with its year and figure: 到2027年，A达到x，B突破y makes two."""
    label = ("", "")
    for passage in text.passages:
        words = passage.text[:800]
        if not _is_goal(passage, words):
            continue
        heads = passage.start - len(passage.clause.text) + len(passage.clause.text.lstrip(" 　-—－·●■")) <= 0
        if heads and len(words) <= LONGEST_LABEL and not re.search(r"\d", words) and passage.clause.text.rstrip() != words:
            label = (passage.clause.ref, words)
            continue
        year = _YEAR.match(words)
        at = year.end() if year else 0
        for number, (start, end) in enumerate(_goal_parts(words, at)):
            said = wording.polish(words[start:end])
            if len(said) < 8:
                continue
            prefix = year.group().rstrip("，,") + "，" if year and start >= at else ""
            cited = [passage.part(0, at).citation] if prefix else []
            cited.append(passage.part(start, end).citation)
            score = GOAL.weight * 10 + 15 * bool(re.search(r"\d", said)) + 10 * bool(prefix) - 0.5 * number
            score += 8 * any("目标" in heading for heading in passage.headings) - max(0, len(said) - 90) / 4
            named = (
                titles.title_of(wording.polish(label[1]))
                if label[0] == passage.clause.ref
                else _goal_title(text, said, prefix)
            )
            statement = wording.finish(prefix + said)
            yield Candidate(
                Element.OBJECTIVES, GOAL, passage.part(start, end), score, statement, tuple(cited), (named,)
            )
            label = ("", "")


def _is_goal(passage: Passage, words: str) -> bool:
    """Tell whether a sentence states a goal: under a heading of goals, or early and with a year or a span of years."""
    if passage.zone == "attachment" or passage.introduces or _NOT_A_GOAL.search(words):
        return False
    if any("目标" in heading for heading in passage.headings):
        return True
    placed = any(_GOAL_HEADING.search(heading) for heading in passage.headings) or passage.rank <= 3 * EARLY
    return passage.lead is None and placed and bool(_YEAR.match(words) or _WITHIN.search(words))


def _goal_parts(words: str, at: int) -> list[tuple[int, int]]:
    """Return the spans of the goals of a sentence: one for each figure, or the whole when it has fewer than two."""
    spans = [(start + at, end + at) for start, end in _segments(words[at:].rstrip("。").replace("；", "，"))]
    said = {span: words[span[0] : span[1]].strip() for span in spans}
    measured = [span for span in spans if re.search(r"\d", said[span]) and not _WITHIN.fullmatch(said[span])]
    if len(measured) < 2:
        return [(at, len(words.rstrip("。")))]
    parts: list[tuple[int, int]] = []
    waiting: int | None = None
    for start, end in spans:
        begins = start if waiting is None else waiting
        if parts and waiting is None and re.match(r"\s*\d", words[start:end]):
            parts[-1] = (parts[-1][0], end)
            continue
        if (start, end) in measured:
            parts.append((begins, end))
            waiting = None
        else:
            waiting = begins
    if waiting is not None:
        parts.append((waiting, spans[-1][1]))
    return parts


def _goal_title(text: Text, said: str, prefix: str) -> str:
    chunks = said.split("，")
    said = "，".join(chunks[1:]) if _WITHIN.match(chunks[0]) and len(chunks) > 1 else said
    last = said.rpartition("，")[2]
    if "，" in said and re.search(r"\d", last) and not re.search(r"\d", said[: -len(last)]):
        said = last  # the figure is told of this: 基本实现全覆盖，重点人群覆盖率力争达到95%
    elif len(chunks) >= 3 and prefix and not re.search(r"\d", said):
        return f"{prefix.strip('，力争到至')}目标"
    said = re.sub(r"^(?:全年|全[省市区县]|我[省市区]|本[省市区])", "", said)
    if held := re.match(r"面向[^，。；]{2,50}?开展([^，。；]{4,18})(?=[，。；]|$)", said):
        return held[1]
    said = re.sub(r"^在[^，。；]{2,20}(?:基础|前提|条件)[上下]，?", "", said)
    first = re.split(
        r"(?:分别|力争|预计)?(?:达到|达(?!标)|突破|提高到|提升至|稳定在|保持在|不低于|不少于|超过|控制在|增长|完成|[，。；]|(?<=[\u4e00-\u9fff]{4})约?\d[\d.]*(?:万|亿)?[^\d，。；“]{1,2}以[上下内])",
        said,
    )[0]
    first = re.sub(r"^([\u4e00-\u9fff]{2})\d[\d.]*[万亿]?[个家名项件座所条支批户人]+", r"\1", first)
    named = titles.title_of(first, text.common)
    if also := re.match(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,4}、([\u4e00-\u9fff]{2,8}?)\d", said[len(first) :]):
        named = f"{named}、{also[1]}" if len(named) + len(also[1]) < titles.LONGEST_TITLE else named
    if len(named) >= 4 or (len(named) == 3 and named[-1] in "率度数量"):
        return named
    return prefix.strip("，力争到") + "目标" if prefix else titles.subject(said, text.common)


def units(text: Text) -> Iterator[Candidate]:
    """Yield who leads and who helps with it, from the （牵头单位：…；配合单位：…） that close the measures: one point a leading unit."""
    led: dict[str, list[tuple[str, str, Passage, str]]] = {}
    assisting: dict[Passage, list[str]] = {}
    for passage in text.passages:
        found = _UNITS.search(passage.text[-330:])
        if found is None:
            continue
        at = len(passage.text) - len(passage.text[-330:])
        cited = passage.part(at + found.start(), at + found.end())
        for role, names in _ROLE.findall(found.group()):
            names = names.strip("。；; ）)")
            if role.startswith("配合"):
                assisting[cited] = names.split("、")
            else:
                if (task := _task(passage))[0]:
                    led.setdefault(names, []).append((*task, cited, role))
    for names, places in led.items():
        yield _led(names, places, assisting)


def _task(passage: Passage) -> tuple[str, str]:
    """Return what is to be done, as a phrase and as it stands in the clause: its heading, else its first phrase if short."""
    text = passage.clause.text
    heading = passage.headings[-1] if passage.headings else ""
    if not heading or not (text.startswith(heading) or passage.clause.level is Level.PARAGRAPH):
        heading = re.split(r"[，。；（(]", text[:400])[0]
        if len(heading) > LONGEST_TASK or not re.search(r"[，。（(]", text):
            return "", ""
    return titles.title_of(heading, (), LONGEST_TASK), heading


MOST_ASSISTING = 4
"""Units that help with the tasks of another and are all named."""


def _led(names: str, places: list[tuple[str, str, Passage, str]], assisting: dict[Passage, list[str]]) -> Candidate:
    tasks = list(dict.fromkeys(task for task, _, _, _ in places))[:4]
    more = len(dict.fromkeys(task for task, _, _, _ in places)) > len(tasks)
    named = (
        [f"“{task.replace('“', '‘').replace('”', '’')}”" for task in tasks]
        if any(re.search("[、，]", task) for task in tasks)
        else tasks
    )
    shown = ("" if named[0].startswith("“") else "、").join(named) + ("等任务" if more else "，")
    names = names.replace("，", "、")
    leads = "牵头" if places[0][3].startswith(("牵头", "主责")) else "负责"
    does = f"由{names}{leads}"
    told = [(words, place) for task, words, place, _ in places if task in tasks]
    cited = [place for _, place in told]
    apiece = "分别" if len(tasks) > 1 and len({tuple(assisting.get(place, ())) for place in cited}) > 1 else ""  # not each with each
    helping = list(dict.fromkeys(unit for place in cited for unit in assisting.get(place, ()) if unit not in names))
    does += f"，{'、'.join(helping[:MOST_ASSISTING])}{'等单位' if len(helping) > MOST_ASSISTING else ''}{apiece}配合" if helping else ""
    heads = [Citation.of(place.clause, words) for words, place in told if words in place.clause.text]
    citations = tuple(dict.fromkeys((*heads, *(place.citation for place in cited))))
    score = UNITS.weight * 10 + 3 * len(places)
    first = re.split(r"[、，]", names)[0]
    title = names if len(names) <= titles.LONGEST_WHOLE else titles.title_of(f"{first}等单位" if first != names else f"{first}{leads}")
    return Candidate(Element.RESPONSIBILITY, UNITS, cited[0], score, f"{shown}{does}。", citations, (title,))


def steps(text: Text) -> Iterator[Candidate]:
    """Yield the steps of a list announced as 程序、流程 or 步骤, in order, each with all of its sentences where they fit.

    Announced by a sentence (按照下列程序办理：) or by a heading over sub-headings (五、办理流程 over （一）提出申请。……).
    """
    for index, items in text.items.items():
        lead = text.passages[index]
        if lead.zone != "attachment" and len(items) >= 2 and _STEPS.search(lead.text[-60:]):
            yield from filter(None, (_step(text, item) for item in items))
    for clause in text.document.clauses:
        children = [child for child in text.document.children(clause.ref) if text.heading(child)]
        if len(children) >= 3 and clause.part is not Part.ATTACHMENT and _STEP_HEADING.search(text.heading(clause)):
            groups = (text.by_clause.get(child.ref) or text.under(child.ref) for child in children)
            yield from filter(None, (_step(text, group[0]) for group in groups if group))
        articles = [child for child in text.document.children(clause.ref) if child.level is Level.ARTICLE]
        if len(articles) >= 3 and is_about_steps(text.heading(clause)):
            yield from filter(None, (_step(text, group[0]) for article in articles if (group := text.by_clause.get(article.ref)) and not group[0].introduces))


def is_about_steps(chapter: str) -> bool:
    """Tell whether a chapter lists, article by article, how something is applied for: 申报程序."""
    return bool(re.fullmatch(r"(?:申报|申请|申领|办理|审核|审批|认定|发放|兑付|受理|报名)[^，。和与及]{0,6}(?:程序|流程|步骤)", chapter))


def _step(text: Text, item: Passage) -> Candidate | None:
    group = text.by_clause[item.clause.ref]
    whole = completed(text, item) if group[-1].end - item.start > LONGEST_STEP or group[-1].introduces else _until(item, group[-1].end)
    statement = wording.finish(wording.polish(whole.text))
    return (
        Candidate(Element.PROCEDURE, STEP, whole, 125.0, statement, (whole.citation,)) if len(statement) >= 8 else None
    )


def _until(passage: Passage, end: int) -> Passage:
    return passage.part(0, end - passage.start)


_BENEFITS_FROM = re.compile(
    r"^对(?:于)?([^，。；：]{4,70}?(?:企业|机构|高校|单位|人才|人员|个人|团队|载体|平台|家庭|园区|组织|基地|学生|农户|毕业生))(?:，|(?=给予|按照|分别))"
    r"[^。；]{0,60}(?:给予|发放|予以)"
)


def beneficiaries(text: Text) -> Iterator[Candidate]:
    """Yield whom each measure is for (对……的企业，给予……), for policies that nowhere say to whom they apply as a whole."""
    for passage in text.passages:
        found = _BENEFITS_FROM.match(passage.text[:300]) if passage.zone == "main" else None
        gift = titles.granted(passage.text) if found else ""
        if found and gift:
            statement = f"{wording.polish(found[1])}可以获得{gift}。"
            yield Candidate(
                Element.SCOPE,
                BENEFICIARY,
                passage,
                45.0 - 0.1 * passage.rank,
                statement,
                (passage.citation,),
                (titles.title_of(gift),),
            )
