"""What a sentence is not true or not understood without: the exception after it, the rule or the case before it, its counterpart beside it."""

import re
from bisect import bisect_left
from dataclasses import replace

from generators.model import Citation
from studio.interpreting import wording
from studio.interpreting.passages import Passage, Text
from studio.interpreting.similar import similarity

LONGEST = 330
"""Characters of a rule together with its exception."""

MOST_BEFORE = 2
"""Sentences a rule may be led back to: the case it resumes, and what that case depends on."""

_PILOT = re.compile("(?:探索|开展|选择|组织)[^，。；]{0,40}试点。$")
"""Ends a sentence that makes what follows it a trial: 探索在部分领域开展……试点。经营主体……可以一并提出申请."""

LONGEST_PARAGRAPH, MOST_ADDED = 240, 130
"""Characters of a paragraph of an article (款) that is told whole, and of what is told of it beyond the sentence found."""

LONGEST_PAIR = 280
"""Characters of two paragraphs that say the same of two."""

_OF_OFFICES = re.compile(r"[^，。；]{0,40}(?:部门|政府|办公室|机构)(?:应当|应|负责|会同|要|根据|按照|依据|对)|(?:具体|有关)?[^，。；]{0,12}(?:办法|细则|标准|规定)由|(?:本|自)")
"""Opens a sentence about an office's own work, which is told as its task and not with the rule beside it."""

_LAW = r"(?:法律|行政法规|法规|规章|国家|国务院|上级|本省|本市|合同)(?:[、和或者及有关]|法律|行政法规|法规|规章|国家|国务院|本省|本市){0,12}"
_EXCEPTS = re.compile(
    rf"^(?:{_LAW}(?:对[^。；]{{2,40}})?另有(?:规定|约定)|(?:情况|情形|案情|事项)(?:复杂|特殊)|(?:有|因|如有|如遇|遇|确有)?特殊(?:情况|原因|情形|困难)|确需|"
    rf"如?因(?!地制宜|此|而)[^。；]{{2,40}}的[，、]|如需要?[^。；]{{2,30}}的|(?:不能|无法)(?:当场|即时|按期|按时|在规定)|但(?:是)?(?![^。]{{0,40}}问题))"
    rf"|^[^。；]{{2,70}}(?:不占用?|不计入|不纳入|不受)[^，。；]{{0,16}}(?:指标|限制|规模|名额)"
)
"""Opens a sentence that limits, extends or excepts what the one before it rules: 情况复杂的……可适当延长."""

_WORSE = re.compile(r"^(?:情节(?:较轻|较重|严重|恶劣)|(?:逾期|拒)不|逾期未|构成(?:犯罪|违反))")
"""Opens what follows from the worse case of what the sentence before it punishes."""

_RESUMES = re.compile(
    r"^(?:不?符合(?:条件|要求|规定)的，|(?:双方|各方|两者|二者)(?=[^，。；]{2,20}的，)|其中(?=[，,：:]?(?!.{0,24}是指))|对?第[二三四五]年|(?:其余|剩余|另外?)(?:部分|的)?[^，。；]{0,6}\d|被[评认列][^，。；]{0,10}的(?=，|给予|按)|当[月年]未|[^，。；]{2,14}应当?予以(?:配合|协助)|用于[^，。；]{4,40}的，|"
    r"由[^，。；“”]{2,40}(?:自|在)[^，。；]{2,20}之日起)"
)
"""Opens a sentence that goes on counting what the one before it began, or leaves to it who is spoken of."""

_AFTERWARDS = re.compile(r"(暂停|停止|中止|取消|撤销|恢复)[^，。；]{0,6}后，|对([\u4e00-\u9fff]{2})期(?:内|间)|[^，。；]{2,24}应当?自([\u4e00-\u9fff]{2})结果")
"""Opens a sentence with what the one before it tells of: ……暂停发放待遇。暂停待遇后，……; ……可以申请贷款。对贷款期内……."""

_WITHOUT_CASE = re.compile(r"^(?:(?!自[^，。；]*之日|[^，。；]*[的后时]，|收到|接到|每[年月季]|[于至]?\d{4}年)[^，。；]){2,30}应当?(?:于|在)?\d+个?(?:工作日|小时|日)内(?:上报|报告|报送|反馈|通报|转送)")
"""A time limit that does not say from when: 主管部门应在2个工作日内上报."""


def completed(text: Text, passage: Passage) -> Passage:
    """Return the sentence with the exception that follows it in its clause and the rule or case before it, where all fit."""
    found = passage
    for _ in range(MOST_BEFORE):
        before = excepts(found) or _RESUMES.match(found.text) or _WITHOUT_CASE.match(found.text) or (found is not passage and found.depends)
        whole = text.with_antecedent(found, LONGEST)
        told = whole.text[: found.start - whole.start] if whole else ""
        if whole is None or not (before or _PILOT.search(told) or (after := _AFTERWARDS.match(found.text)) and next(filter(None, after.groups())) in told):
            break
        found = whole
    group = text.by_clause.get(passage.clause.ref, ())
    for follower in group[bisect_left(group, found.end, key=lambda item: item.start) :]:
        if not (_EXCEPTS.match(follower.text) or _WORSE.match(follower.text)) or follower.introduces or follower.end - found.start > LONGEST:
            break
        found = replace(found, end=follower.end)
    return found


def whole_paragraph(text: Text, passage: Passage) -> Passage:
    """Return a sentence of an article together with the rest of its paragraph, where that is short: one paragraph is one rule with
    its cases, and a reader told one of its sentences takes it for the rule."""
    place = re.match(r"(.*art_\d+)(?:\.para_\d+)?$", passage.clause.ref)
    group = text.by_clause.get(passage.clause.ref, ())
    if place is None or len(group) < 2 or any(item.introduces or _OF_OFFICES.match(item.text) for item in group):
        return passage
    start, end = min(passage.start, group[0].start), max(passage.end, group[-1].end)
    fits = end - start <= LONGEST_PARAGRAPH and end - start - len(passage.text) <= MOST_ADDED
    return replace(passage, start=start, end=end) if fits else passage


def excepts(passage: Passage) -> bool:
    """Tell whether a sentence only limits, extends or excepts what the one before it rules."""
    return bool(_EXCEPTS.match(passage.text))


def counterpart(text: Text, passage: Passage) -> tuple[str, tuple[Citation, ...]] | None:
    """Return what a paragraph says of one together with what the paragraph beside it says of another, in nearly the same words:
    机关应当自交付之日起30日内支付……；大型企业应当自交付之日起60日内支付……. None without such a paragraph."""
    place = re.match(r"(.*art_\d+)(?:\.para_(\d+))?$", passage.clause.ref)
    if place is None or passage.start > 0:
        return None
    number = int(place[2] or 1)
    for other_number in (number + 1, number - 1):
        ref = place[1] if other_number == 1 else f"{place[1]}.para_{other_number}"
        other = (text.by_clause.get(ref) or (None,))[0] if other_number else None
        if other is None or other.introduces or not _same_of_another(passage.text, other.text):
            continue
        first, second = sorted((completed(text, passage), completed(text, other)), key=lambda item: item.index)
        statement = f"{wording.statement_of(first)}{wording.statement_of(second)}"
        if len(statement) <= LONGEST_PAIR:
            return statement, (*first.citations, *second.citations)
    return None


def _same_of_another(one: str, other: str) -> bool:
    """Tell whether two sentences rule nearly the same of different ones."""
    parts = [re.match(r"([^。；：]{2,60}?)(应当?|不得|可以|负责|对)(.{12,})", sentence) for sentence in (one, other)]
    if not all(parts) or parts[0][1] == parts[1][1] or "前款" in one + other:
        return False
    return similarity(parts[0][3][:70], parts[1][3][:70]) >= 0.5
