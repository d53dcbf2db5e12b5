"""The headings that open the numbered paragraphs of a section: all of them have one, or none has."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import rjieba

from generators.article.points import CHANNEL, LABEL, WARNS
from generators.article.refusing import misleads, shares_a_word
from generators.headings import narrowed, stands, tidied
from generators.matters import speaks_a_little
from generators.model import KeyPoint, PolicyDocument
from generators.openings import own_heading
from generators.titling import carried_on, halved, is_set_aside, is_tail, of_row, qualified

LONGEST_HEAD = 18
LONGEST_NAME = 26
"""Characters of a title that is a name (……的申请材料) and no sentence."""

_SERIAL = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*")
_NO_HEAD = re.compile(
    r"^(?:除|对|根据|如|从|首先|以|由|向|按(?![月年季期时])|在(?!.*(?:[和与].*时|举办中).{4})|自|为|与|经|并|且|或|及|其|该|将|被|凡|当|使|于|围绕|有关|各|上述)|[的和与及或中时、，：]$|[；。｜|]|下列|以下|^(?:注意事项|适用范围|符合支持)$"
)
_OPEN_END = re.compile("[的和与及或中时、，：]$")
_GRANT = re.compile("(?:补贴|补助|资助|奖励|奖补|津贴|标准|费用|费率)$")
"""What an amount is not told without: 星级评定补贴：五星级的给予10万元。"""
_SUM = re.compile(r"\d[\d.]*(?:[万亿]?元|[%％‰])")
_BY = re.compile("(?:[按依]照|根据|依据)(?:[^，。；]{0,14}[和、])?$")
SHORT = 4
"""Characters up to which a noun behind 的 does not say of what it speaks: 纳入支付范围的费用标准."""
_GAP = r"(?:的|[，、]|规定的?|有关|相关|应当|包括下列|包括以下|下列|以下|刑事)?"
"""What may be left out of a phrase without turning its sense."""


class Topic(NamedTuple):
    """What one paragraph tells: its heading, which may be empty, the key points it rests on, and its words."""

    head: str
    members: tuple[KeyPoint, ...]
    text: str


def useful_title(document: PolicyDocument, point: KeyPoint) -> str:
    """Return the title where it tells more than the sentence it would stand before; else the label the sentence begins with.

    失业人员。失业人员… says it twice. A title a person accepted or the clause itself has is good; words cut out of the
    sentence, whole or with gaps, are not: 提供资料申领 is not what 提供虚假资料申领 says.
    """
    title = _bare(point.title)
    label = label_of(point.statement)
    if re.search("[｜|]", title) or not title or title in point.statement[: len(title) + 3]:
        return label
    trusted = point.state in ("accepted", "edited") or title in "".join(_headings(document, point))
    return title if trusted or not is_cut_out(title, point.statement) else label


def label_of(statement: str) -> str:
    """Return the label a statement begins with (申请材料：……), without a number of its own; empty without one."""
    return _bare(statement.partition("：")[0]) if LABEL.match(statement) else ""


def is_cut_out(title: str, statement: str) -> bool:
    """Tell whether the title's characters stand in the statement in their order, within twice the title's length."""
    for start, character in enumerate(statement):
        window = statement[start : start + 2 * len(title) + 2]
        if character == title[0] and _is_subsequence(title, window):
            return True
    return False


def tells_a_part(head: str, text: str) -> bool:
    """Tell whether a heading is taken out of a longer phrase of the paragraph: the first of two things, or by what something is done.

    制定财政政策 of 制定财政政策和投资政策; 完善通报制度 of 完善案件移送和线索通报制度; 标准配套 of 按照标准配套建设.
    """
    at = text.find(head)
    verb, tag = rjieba.tag(head)[0]
    acts = tag[:1] in ("v", "d")
    if at < 0:
        things = re.search(f"{re.escape(verb)}([^。；]{{2,}}){re.escape(head[len(verb) :])}", text)
        cut = acts and is_cut_out(head, text) and not re.search(_GAP.join(map(re.escape, head)), text)
        return cut or bool(acts and len(head) > len(verb) and things and re.search("[、和与及或]", things[1]))
    after = text[at + len(head) : at + len(head) + 1]
    kind_only = not acts and len(head) <= SHORT and text[at - 1 : at] == "的"  # of what it is the standard is left out
    return kind_only or after in tuple("、和及与或") or (acts and after == "的") or bool(_BY.search(text[:at]))


def evened(document: PolicyDocument, topics: list[Topic], used: set[str]) -> list[Topic]:
    """Return the paragraphs of a section with a heading each, or with none, and no heading another section has (``used``).

    A paragraph without one, or with one that misleads, takes the next best of its point and clause. Where at least a third have one those without
    are told at the end, none under a name for what is left over; else all lose theirs. Headings a person
    accepted stay as they are.
    """
    if not any(topic.head for topic in topics):
        return topics
    settled = any(topic.head and _accepted(topic) for topic in topics)
    filled: list[Topic] = []
    for topic in topics:
        taken = used | {other.head for other in (*topics, *filled)}
        misled = bool(topic.head) and not settled and (misleads(document, topic.head, topic.text) or not _stands(document, topic.head, topic))
        fresh = topic.head and ((topic.head not in used and not _OPEN_END.search(topic.head) and not misled) or settled)
        filled.append(topic if fresh else _with_other_head(document, topic, taken, strict=misled))
    bare = [topic for topic in filled if not topic.head]
    headed = [topic for topic in filled if topic.head]
    if bare and not settled:
        few = len(headed) >= max(2, len(bare) / 2)
        filled = [*headed, *map(_without_head, bare)] if few else [_without_head(topic) for topic in topics]
    filled = filled if settled else [topic._replace(head=told_whole(topic.head, topic.text)) for topic in filled]
    used.update(topic.head for topic in filled if topic.head)
    return filled


def told_whole(head: str, text: str) -> str:
    """Return a heading as the picture bears it: not stopped inside a list, without what is not told, with when it holds."""
    if not head:
        return ""
    head = of_row(head, text)
    whole = carried_on(halved(head, text), text) or head
    whole = whole if len(whole) <= LONGEST_NAME and (whole.startswith(head) or head.startswith(whole)) else head
    return qualified(whole, text)


def _stands(document: PolicyDocument, head: str, topic: Topic) -> bool:
    cited = [citation for point in topic.members for citation in point.citations]
    return stands(document, head, topic.text, cited) and not is_set_aside(head, topic.text) and not is_tail(head, topic.text)


def _accepted(topic: Topic) -> bool:
    return any(point.state in ("accepted", "edited") for point in topic.members)


def _without_head(topic: Topic) -> Topic:
    """Return the paragraph without its heading; the label that was left out for it stands in its words again."""
    label = label_of(topic.members[0].statement) == topic.head or (_GRANT.search(topic.head) and topic.head not in topic.text and _SUM.search(topic.text))
    labelled = topic.head and label and not topic.text.startswith(topic.head)
    return topic._replace(head="", text=f"{topic.head}：{topic.text}" if labelled else topic.text)


def _with_other_head(document: PolicyDocument, topic: Topic, taken: set[str], *, strict: bool) -> Topic:
    """Return the paragraph with the first of its other headings that fits it; without one when none does.

    Once one was refused (``strict``) the next must have a word of what the paragraph says.
    """
    bare = _without_head(topic)
    for found in _other_heads(document, bare):
        if found.head in taken or not _is_of_length(found.head, bare) or _NO_HEAD.search(found.head):
            continue
        if misleads(document, found.head, found.text) or not _stands(document, found.head, bare):
            strict = True
        elif (not strict or shares_a_word(found.head, bare.text)) and all(speaks_a_little(found.head, point.statement) for point in bare.members):
            return found
    return bare


def _is_of_length(head: str, topic: Topic) -> bool:
    """Tell whether a heading is of fair length; a longer one has to be a title and read as a name."""
    names = any(_bare(point.title) == head for point in topic.members) and not re.search("[，要]|应当|进行|^(?:包括|充分|在|对)|现有", head)
    return 2 <= len(head) <= (LONGEST_NAME if names else LONGEST_HEAD)


def _other_heads(document: PolicyDocument, bare: Topic) -> Iterator[Topic]:
    """Yield the paragraph under the heading of its clause, a title its words bear out, the phrase it opens with, the heading above,
    what a channel is for."""
    for point in bare.members:
        if (narrow := narrowed(_bare(point.title), bare.text)) != _bare(point.title):
            yield bare._replace(head=narrow, text=bare.text.removeprefix(f"{_bare(point.title)}："))
        yield from (_opened_by(bare, _bare(document.clause(citation.ref).heading)) for citation in point.citations)
        title = re.sub(r"^(?:应当|要(?=建立|加强|严格|完善|充分))|方面$", "", _bare(point.title))
        if title and bare.text.startswith(title):
            yield _opened_by(bare, title)
        elif title and _borne_out(title, bare.text):
            yield bare._replace(head=title)
        above = (document.clause(citation.ref).parent for citation in point.citations)
        yield from (_opened_by(bare, head) for parent in above if parent and (head := _bare(document.clause(parent).heading)))
    if own := own_heading(bare.text):
        yield bare._replace(head=own)
    channel = CHANNEL.search(bare.text)
    if channel:
        yield bare._replace(head=f"{channel[1] or channel[2]}渠道")


def _opened_by(topic: Topic, head: str) -> Topic:
    """Return the paragraph under ``head``; a label that says the same is not said again, the opening of a sentence is part of it."""
    rest = topic.text.removeprefix(head)
    labelled = head and rest != topic.text and len(rest) > 8 and rest[0] == "："
    return topic._replace(head=head, text=rest[1:] if labelled else topic.text)


def _borne_out(title: str, text: str) -> bool:
    """Tell whether the words of a title stand in the text side by side, up to where a phrase of it ends.

    What another document is called, or what is lost by those it warns, is not what a sentence is about.
    """
    at = re.sub("《[^《》]*》", lambda found: "《" * len(found[0]), text).find(title)
    if at < 0 and title in text:
        return False
    if at < 0:
        return not is_cut_out(title, text) or bool(re.search(_GAP.join(map(re.escape, title)), text))
    after = text[at + len(title) : at + len(title) + 1]
    acts = rjieba.tag(title)[0][1][:1] in ("v", "d")
    cut = after == "、" or (after == "的" and acts) or bool(_GRANT.search(title) and WARNS.search(text))  # 不能取得一致意见的，应……
    return not cut and text[at - 1 : at] not in ("不", "未", "非")


def _headings(document: PolicyDocument, point: KeyPoint) -> list[str]:
    return [document.clause(citation.ref).heading for citation in point.citations]


def fits_a_head(title: str) -> bool:
    """Tell whether a title reads as one beside others."""
    return bool(title) and not _NO_HEAD.search(title)


def _bare(title: str) -> str:
    """Return a title without the number it had in its list (10.签约居民续约率) and without marks around it."""
    return tidied(_SERIAL.sub("", title.strip("。：:；，、 ")).strip("。：:；，、 "))


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
