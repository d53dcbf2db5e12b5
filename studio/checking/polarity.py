"""What is forbidden, allowed, required or waived stays so: 不得 never becomes 可以, 应当 never 可以, 无需 never 须."""

import re
from typing import NamedTuple

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.sense import sense, words_of
from studio.checking.texts import bigrams, sentences, share_of, without_verbatim
from studio.interpreting.facts.folding import fold
from studio.interpreting.facts.modality import modal_cues

_NOT = re.compile(
    r"不(?![得能可准许应宜予再享纳适属包给收受列计符接设需必用超低高多少大小短长晚迟早足满到仅但断同过论久良动产限含定时明锈及在易良惜等妨失乏管])|(?<![尚从])未(?![来满达成到超婚知])|没有(?!超|达)|"
    r"无(?![需须论障偿线人机纸形法锡烟缝疑微息限故效])|非(?!遗|常|公|法|独|营|税|全|国|本|现|农|居|首|在|必|标|机|医|洲|化|因|经|户|粮|道)"
)
_SKIP = re.compile(r"(?:再次?|同时|重复|叠加(?=[享申领获])|累加(?=[享申领获])|重新|擅自|自行|依法|及时|按时|按照?|按规定|以[^，。；]{0,14}?(?:形式|方式|名义|理由|方法|手段|途径|借口)|以|另行|继续|一并|当场|统一|分别|予以|给予|进行|直接|优先|免费|全额|向|在|对|由|将|把|于|从)")
_PUNCTUATION = "，。；：、！？,;:\n（）()“”"
NEGATIVE = {"forbid", "exempt", "not"}
"""Polarities that deny; among each other they are not told apart (不得收费, 无需缴费, 不收费)."""
_ADVICE = "“可以”“应当”“不得”“无需”照原文写，不要改变。"


_VERB_INSIDE = re.compile("不(?:享受|纳入|适用|属于|包括|给予|收取|受理|列入|计入|符合|接受)")
_PENAL = re.compile(r"责令|处分|处罚|罚款|追究|追回|取消.{0,8}资格|违法行为|移送")
"""A clause that punishes an act forbids it."""
_QUESTION = re.compile(r"(?<![^。；！？\n])[^。；！？\n]*(?:？|吗|呢(?=$|。)|是否|能否|能不能|可不可以|是不是|要不要|有没有)[^。；！？\n]*")
"""A question denies nothing."""
_AGAIN = re.compile("再次?|同时|重复|一并|叠加|累加|兼")
_GETS = re.compile("补[助贴]|奖励|资助|享受|申领|领取?|申请|获得|拿|叠加")
_JOINED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:(?:、|或者?|和|及)[\u4e00-\u9fff]{2,4}){1,4}(?=[，。；\n]|$)")
_DENIED_AFTER = re.compile(r"[^，。；：\n]{0,12}(?:不允许|不可以|不行|禁止|不能|不得|不准|不收费?|不缴|不交|免费)[^，。；：\n]{0,2}(?=[，。；\n]|$)")
"""A denial behind its verb (面试选拔都不允许) denies it as well."""
_BOUND = re.compile("超过|高于|低于|少于|多于|大于|小于|长于|短于|晚于|早于|迟于")
_NOUN = re.compile("[率费额金]|人员|情况|标准|资格|条件|行为")
"""What makes a noun of a verb: 裁员率 lays nobody off."""
_LIKE_AGAIN = 0.3
_FEWEST, _COVERED = 2, 0.8
_REACH = 60
"""Characters within one piece over which a denial governs what follows (不得以任何形式对…打击报复)."""
_LIKE, _SAME_MATTER = 0.34, 0.5
"""Shares of words from which two pieces are about one thing: from the first a person is asked, from the second it is plain."""


class Said(NamedTuple):
    """A verb and what is said of it: the polarity, the cue's words, the verb's place, the piece of text it stands in."""

    polarity: str
    cue: str
    verb: str
    at: int
    piece: str
    again: bool = False
    """Whether it is about doing it again or beside something else (重复享受, 同时申领)."""
    sentence: str = ""
    """The sentence as far as the piece."""


def polarity_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return where ``text`` says the opposite of its clauses about the same thing done."""
    text = without_verbatim(text, evidence.rule_text)
    ours, theirs = _said(text), _said(evidence.rule_text)
    ours_text, theirs_text = fold(text), fold(evidence.rule_text)
    found = []
    for said in ours:
        if _BOUND.match(said.verb):
            continue  # 不能超过 is a bound, judged with its figure
        others = [other for other in theirs if _is_same_deed(said, other)] + ([] if said.again else _plain_uses(said.verb, theirs_text, theirs))
        finding = _opposed(said, others, evidence) if others else _newly_denied(said, theirs, theirs_text, evidence)
        if finding:
            found.append(finding)
    negative = {said.verb for said in theirs if said.polarity in NEGATIVE and not said.again}
    for verb in negative:
        others = [other for other in theirs if other.verb == verb] + _plain_uses(verb, theirs_text, theirs)
        for said in _plain_uses(verb, ours_text, ours):
            if finding := _opposed(said, others, evidence):
                found.append(finding)
    return list(dict.fromkeys([*found, *_against_lead(ours, evidence)]))


def _is_same_deed(said: Said, other: Said) -> bool:
    return said.again == other.again and (said.verb == other.verb or (said.again and _GETS.match(said.verb) and _GETS.match(other.verb)))


def _against_lead(ours: list[Said], evidence: Evidence) -> list[Finding]:
    """An item under 有下列情形之一的，不予享受： cannot be said to be enjoyed, however little else the two share."""
    found = []
    for source in evidence.sources:
        if source.cited or not source.text.rstrip().endswith(("：", ":")):
            continue
        for lead in _said(source.text):
            for said in ours:
                modal = "not" not in (said.polarity, lead.polarity)
                if modal and said.verb == lead.verb and not _agree(said.polarity, lead.polarity):
                    message = f"“{said.piece.strip()[:40]}”与{source.label}的意思相反或者不同，原文是“{lead.piece.strip()[:40]}”。"
                    found.append(Finding(code="polarity_differs", verdict="contradicted", text=message, advice=_ADVICE))
    return found


def _opposed(said: Said, others: list[Said], evidence: Evidence) -> Finding | None:
    """Return a finding when the uses of the verb that are about the same thing all say otherwise."""
    if _is_short(said) and any(_agree(said.polarity, other.polarity) for other in others):
        return None
    near = [(_nearness(said, other, evidence), other) for other in others]
    near = [(share, other) for share, other in near if share >= (_LIKE_AGAIN if said.again else _LIKE)]
    if not near:
        return None
    best = max(share for share, _ in near)
    about_it = [other for share, other in near if share >= best - 0.15]
    if any(_agree(said.polarity, other.polarity) for other in about_it):
        return None
    if said.polarity in NEGATIVE and _PENAL.search(evidence.rule_text):
        return None
    other = max(near, key=lambda pair: pair[0])[1]
    plain = best >= _SAME_MATTER and ("not" not in (said.polarity, other.polarity) or said.again)
    verdict = "contradicted" if plain else "confirm"
    return Finding(
        code="polarity_differs", verdict=verdict,
        text=f"“{said.piece.strip()[:40]}”与{evidence.label}的意思相反或者不同，原文是“{other.piece.strip()[:40]}”。", advice=_ADVICE,
    )  # fmt: skip


def _nearness(said: Said, other: Said, evidence: Evidence) -> float:
    """Return how much of the piece stands in the other's, or, of the words the clauses have, in the other's sentence.

    What may be had again is told by the sentences alone.
    """
    if said.again:
        return share_of(sense(said.sentence), sense(other.sentence))
    known = words_of(_without_cue(said)) & frozenset(evidence.scale.weights)
    covered = len(known & words_of(other.sentence or other.piece)) / len(known) if len(known) >= _FEWEST else 0.0
    return max(share_of(_without_cue(said), _without_cue(other)), covered * _COVERED)


def _newly_denied(said: Said, theirs: list[Said], text: str, evidence: Evidence) -> Finding | None:
    """Ask when the statement denies something, in words of its own, where the clauses deny nothing alike."""
    if said.polarity not in ("forbid", "exempt") or _is_short(said) or _BOUND.match(said.verb):
        return None
    bare = _without_cue(said)
    denied = max((share_of(bare, _without_cue(other)) for other in theirs if other.polarity in NEGATIVE), default=0.0)
    stated = [text[start:end] for start, end in sentences(text)]
    nearest = max(stated, key=lambda sentence: share_of(bare, sentence), default="")
    if denied >= _LIKE or share_of(bare, nearest) < _LIKE:
        return None
    message = f"“{said.piece.strip()[:40]}”是否定的说法，{evidence.label}中与它最接近的是“{nearest.strip()[:40]}”。"
    return Finding(code="polarity_unclear", verdict="confirm", text=message, advice="对照原文，看意思有没有说反；无误则确认。")


def _is_short(said: Said) -> bool:
    """A title (不得申请的情形) has too few words to tell which use of its verb it means."""
    return sum(bigrams(_without_cue(said)).values()) < 6


def _without_cue(said: Said) -> str:
    return said.piece.replace(said.cue, "", 1) if said.cue else said.piece


def _agree(ours: str, theirs: str) -> bool:
    if ours in NEGATIVE or theirs in NEGATIVE:
        return ours in NEGATIVE and theirs in NEGATIVE
    return "" in (ours, theirs) or ours == theirs


def _said(text: str) -> list[Said]:
    """Return every modal or negated verb of ``text``."""
    folded = fold(text)
    asked = [match.span() for match in _QUESTION.finditer(folded)]
    found = []
    for start, end, polarity in _cues(folded):
        if any(first <= start < last for first, last in asked):
            continue
        at = start + 1 if _VERB_INSIDE.fullmatch(folded[start:end]) else end
        again = False
        while skipped := _SKIP.match(folded, at):
            again = again or bool(_AGAIN.fullmatch(skipped[0]))
            at = skipped.end()
        for place in (at, *_joined_verbs(folded, at, polarity)):
            verb = folded[place : place + 2]
            if len(verb) == 2 and not any(character in _PUNCTUATION for character in verb):
                found.append(Said(polarity, folded[start:end], verb, place, _piece(folded, place), again, _sentence(folded, place)))
    return found


def _joined_verbs(text: str, at: int, polarity: str) -> list[int]:
    """Return where the further verbs of 不得转让、赠与或者抵押 begin."""
    if polarity not in NEGATIVE:
        return []
    joined = _JOINED.match(text, at)
    return [joined.start() + match.end() for match in re.finditer("、|或者?|和|及", joined[0])] if joined else []


def _cues(folded: str) -> list[tuple[int, int, str]]:
    cues = [(cue.start, cue.end, cue.polarity) for cue in modal_cues(folded)]
    taken = {position for start, end, _ in cues for position in range(start, end)}
    cues += [(match.start(), match.end(), "not") for match in _NOT.finditer(folded) if match.start() not in taken]
    return sorted(cues)


def polarities_in(text: str, start: int, end: int) -> set[str]:
    """Return the polarities of the words that share a character with ``text[start:end]``, or reach across an empty span."""
    return {polarity for first, last, polarity in _cues(text) if first < max(end, start + 1 if start == end else end) and start < last and (start < end or first < start)}


def denials_in(text: str) -> int:
    """Return how many words of ``text`` deny something."""
    return sum(polarity in NEGATIVE for _, _, polarity in _cues(fold(text)))


def _plain_uses(verb: str, text: str, said: list[Said]) -> list[Said]:
    """Return the places where ``verb`` stands and nothing before it in its piece denies it."""
    governed = {item.at for item in said}
    said = [item for item in said if item.polarity in NEGATIVE]
    found = []
    for match in re.finditer(re.escape(verb), text):
        if match.start() in governed or _NOUN.match(text, match.end()) or _DENIED_AFTER.match(text, match.end()) or any(item.at <= match.start() and match.start() - item.at < _REACH and _same_piece(text, item.at, match.start()) for item in said):
            continue
        found.append(Said("", "", verb, match.start(), _piece(text, match.start()), False, _sentence(text, match.start())))
    return found


def _same_piece(text: str, first: int, second: int) -> bool:
    return not any(character in _PUNCTUATION and character != "、" for character in text[first:second])


def _sentence(text: str, at: int) -> str:
    """Return the sentence around ``at`` as far as the piece ``at`` stands in."""
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    ends = [position for mark in "，。；：\n,;" if (position := text.find(mark, at)) >= 0]
    return text[max(start, at - 120) : min(ends, default=len(text))]


def _piece(text: str, at: int) -> str:
    """Return the words around ``at`` up to commas; a short piece takes the one before it."""
    start = max((text.rfind(mark, 0, at) for mark in "，。；：\n,;"), default=-1) + 1
    ends = [position for mark in "，。；：\n,;" if (position := text.find(mark, at)) >= 0]
    end = min(ends, default=len(text))
    if sum(bigrams(text[start:end]).values()) < 8 and start > 0 and text[start - 1] in "，,":
        start = max((text.rfind(mark, 0, start - 1) for mark in "，。；：\n,;"), default=-1) + 1
    return text[start:end]
