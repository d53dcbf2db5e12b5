"""The sections told along the document: what no point tells is put where it belongs, chapters stand over what they hold."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from generators import masthead
from generators.article.covering import HARD, PENALTIES, Rule, part_of, unit_of, untold
from generators.article.heads import LONGEST_HEAD, LONGEST_NAME, fits_a_head, tells_a_part, told_whole, useful_title
from generators.article.items import told
from generators.article.penalties import MOST_FINES, culprits_head, is_everybodys
from generators.article.points import DIVIDES, clauses_of
from generators.article.refusing import goes_under, misleads
from generators.article.sections import SECTIONS
from generators.composing import basis_text
from generators.headings import bearer_of, inside_of, stands, tidied
from generators.model import Brief, Citation, Element, Interpretation, Level, PolicyDocument, Segment
from generators.openings import own_heading

LONGEST_JOINED = 260
"""Characters up to which paragraphs of one article are told as one."""
MOST_ADDED = 1600
"""Characters told beyond the key points."""
MOST_NAMED = 8
"""Clauses named below a paragraph put together of several."""
ROOMY = 2600
"""Characters of room from which rules are told that have no amount, limit or ban, but a number, an aid or a duty."""
_BARE = re.compile(r"^第[一二三四五六七八九十百]+[章节]\s*|^[一二三四五六七八九十]+、\s*|\s")
_PUNISHES = re.compile("罚款|责令|追究|处分|处罚|追回|退回|取消|撤销|吊销|失信|约谈|通报|没收|暂停|终止|收回|责任")
_FOR_WHOM = re.compile("适用于|对象")
_BANS = re.compile("不得|禁止|严禁|不准|不予")
_LATER = re.compile("期满|届满|到期|续租|续期|续领|腾退|退出")
"""What comes when something granted ends."""
_STEPS = next(section.title for section in SECTIONS if Element.PROCEDURE in section.elements)
_WORK = next(section.title for section in SECTIONS if Element.RESPONSIBILITY in section.elements)
_PAID, _APPLIED = re.compile("发放|拨付|兑付|兑现"), re.compile("申请|受理|审核|提交|公示|初审")
OPENING = 16
"""Characters of a paragraph that say in which case it applies."""
_ONLY_NAMED = re.compile("《[^《》]*》(?:（[^（）]*）)?。")
"""A form in a list: without what introduces it no sentence."""
_FRAGMENT = re.compile(r"[^，。；]{0,6}\d|为|是|按|包括|不超过|不低于|[一二三]是")
"""Opens what its heading is the subject of: 星级补贴。最高10万元."""
_SETTLED = ("accepted", "edited")


class Place(NamedTuple):
    """Where a new paragraph goes: the title of its section and its element."""

    title: str
    element: Element


def along(interpretation: Interpretation, brief: Brief, body: list[Segment], room: int) -> list[Segment]:
    """Return the sections with the hard rules no point tells, up to ``room`` characters, and 主要内容 by the document's chapters.

    A rule of an article that is told somewhere stands with it; another in 主要内容, a penalty in 注意事项. An article for one
    audience is not filled up, and what a person rejected as a point is not told.
    """
    document = interpretation.document
    for section in dict.fromkeys(segment.group for segment in body if segment.kind == "item"):
        body = _in_order(interpretation, body, section)
    if masthead.audience_of(interpretation, brief) is None:
        refused = {citation.ref for point in interpretation.key_points if point.state == "rejected" for citation in point.citations}
        cited = [citation for segment in body for citation in segment.citations]
        said = {piece for segment in body for piece in clauses_of(segment.text)}
        for rule in untold(document, cited, refused, said, min(room, MOST_ADDED), least=HARD if room < ROOMY else 1):
            body = _placed(interpretation, body, rule)
    settled = any(point.state in _SETTLED for point in interpretation.live_key_points(Element.CONTENT))
    return body if settled else _by_chapter(interpretation, body)


def _in_order(interpretation: Interpretation, body: list[Segment], section: str) -> list[Segment]:
    """Return the sections with one of them in the document's order, what has no heading beside the rest of its article.

    To whom the document applies, and what is said before its parts, opens its section; notes go from duties to bans to penalties. An order a person settled stays.
    """
    document = interpretation.document
    settled = {f"paragraph-{point.id}" for point in interpretation.key_points if point.state in _SETTLED}
    members = [s for s in body if s.group == section and s.kind in ("item", "paragraph") and s.citations and not _ends(s)]
    if len(members) < 2 or any(segment.id in settled or segment.supplements for segment in members):
        return body
    order = {clause.ref: number for number, clause in enumerate(document.clauses)}
    headed = sorted((s for s in members if s.heading), key=lambda s: (_severity(s), _rank(order, s)))
    bare = sorted((s for s in members if not s.heading), key=lambda s: (_severity(s), _rank(order, s)))
    left: list[Segment] = []
    for segment in bare:
        unit, ours = unit_of(document, segment.citations[0].ref), {citation.ref for citation in segment.citations}
        beside = [n for n, other in enumerate(headed) if {unit_of(document, c.ref) for c in other.citations} == {unit} and _goes_under(document, other, segment)]
        at = min(beside, key=lambda n: not ours & {c.ref for c in headed[n].citations}, default=None)  # of one paragraph first
        if at is None or len(headed[at].text) + len(segment.text) > 2 * LONGEST_JOINED:
            left.append(segment)
        else:
            headed[at] = _joined(document, headed[at], segment)
    first = min((_rank(order, s) for s in headed), default=(0, 0))
    opens = [s for s in left if headed and (s.element is Element.SCOPE and "适用" in s.text or s.element is Element.CONTENT and _rank(order, s) < first)]
    arranged = [*opens, *headed, *(s for s in left if s not in opens)]
    start = body.index(members[0])
    others = [segment for segment in body if segment not in members]
    return [*others[:start], *arranged, *others[start:]]


def _goes_under(document: PolicyDocument, headed: Segment, segment: Segment) -> bool:
    """Tell whether a further sentence of an article may stand under the heading of another: not where that is a line's own and it stands outside."""
    unit = unit_of(document, headed.citations[0].ref)
    below = (clause for clause in (document.clause(headed.citations[0].ref), *reversed(document.ancestors(headed.citations[0].ref))) if clause.ref.startswith(f"{unit}."))
    bearer = bearer_of(document, headed.heading, headed.citations) or next((clause for clause in below if clause.heading), None)
    inside = {clause.ref for clause in inside_of(document, bearer)} if bearer else set()
    return (not inside or any(citation.ref in inside for citation in segment.citations)) and goes_under(headed.heading, segment.text)


def _ends(segment: Segment) -> bool:
    return segment.id.endswith("-rest") or segment.id.startswith("paragraph-answer-")


def _severity(segment: Segment) -> int:
    """Return how notes are ordered: duties, then bans, then what follows from breaking them; a scope: for whom, then the rest;
    steps: applying, paying, then what comes when the term ends."""
    if segment.element is Element.SCOPE:
        return 0 if _FOR_WHOM.search(segment.heading + segment.text) else 1
    if segment.group == _STEPS:
        if _PAID.search(segment.text) and not _APPLIED.search(segment.text):
            return 1  # paying comes after applying wherever the document says it
        return 2 if _LATER.search(segment.text[:OPENING]) else 0
    if segment.element is not Element.NOTES:
        return 0
    return 2 if _PUNISHES.search(segment.text) else 1 if _BANS.search(segment.text) else 0


def _placed(interpretation: Interpretation, body: list[Segment], rule: Rule) -> list[Segment]:
    """Return the sections with a rule: behind what its article tells, else as a paragraph of its own in the document's order."""
    document = interpretation.document
    new = Segment(
        id=f"clause-{rule.citations[0].ref}-{rule.citations[0].start}",
        kind="paragraph",
        element=Element.CONTENT,
        text=told(rule.text, document),
        citations=rule.citations,
        basis=basis_text(document, rule.citations),
    )
    beside = [at for at, s in enumerate(body) if s.kind in ("item", "paragraph") and _goes_with(interpretation, s, rule) and _goes_under(document, s, new)]
    heading = _heading_of_rule(document, rule, new.text, {segment.heading for segment in body})
    place = _place(document, body, rule)
    headed = any(segment.kind == "item" and segment.heading for segment in body if segment.group == place.title)
    apart = bool(heading) and headed and place.element is Element.CONTENT and document.clause(rule.unit).heading != heading
    if apart and not any(body[at].heading or rule.citations[0].ref in {citation.ref for citation in body[at].citations} for at in beside):
        beside = []  # another matter of its section, which has a name of its own
    if beside:
        at = min(beside, key=lambda at: rule.citations[0].ref not in {citation.ref for citation in body[at].citations})
        return [*body[:at], _joined(document, body[at], new), *body[at + 1 :]]
    if _ONLY_NAMED.fullmatch(rule.text):
        return body
    by_chapters = _has_chapters(document) and place.element is Element.CONTENT
    kind = "item" if (heading and headed) or (not headed and place.element is Element.NOTES) else "paragraph"
    if headed and not heading and place.element is Element.NOTES:
        return _behind_the_notes(document, body, new.replace(group=place.title, element=place.element))
    if not place.title or (headed and not heading and not by_chapters) or (heading and not fits_a_head(heading)):
        return body  # no heading tells what it is about
    new = new.replace(kind=kind, group=place.title, element=place.element, heading=heading if kind == "item" and headed else "")
    at = _position(document, body, new)
    return [*body[:at], new, *body[at:]]


def _heading_of_rule(document: PolicyDocument, rule: Rule, text: str, taken: set[str]) -> str:
    """Return the heading of the nearest clause above a rule that has one, where it may stand over the rule."""
    above = [document.clause(rule.citations[0].ref), *reversed(document.ancestors(rule.citations[0].ref))]
    unit = document.clause(rule.unit)
    nearest = next((clause for clause in above if clause.heading), unit)
    for clause in dict.fromkeys((nearest, unit)):
        heading = tidied(_BARE.sub("", clause.heading))
        if heading and (heading not in taken or clause is unit) and stands(document, heading, text, rule.citations):
            return heading
    return ""


def _behind_the_notes(document: PolicyDocument, body: list[Segment], new: Segment) -> list[Segment]:
    """Return the notes with a penalty no point tells of: with that of whom it strikes, else at their end under what it punishes."""
    head = culprits_head(new.text)
    head = "" if is_everybodys(head, document.title) else head
    ours = next((at for at, other in enumerate(body) if head and other.group == new.group and other.heading == head), None)
    if ours is not None and len(body[ours].text) + len(new.text) <= 2 * LONGEST_JOINED and f"{body[ours].text}{new.text}".count("罚款") <= MOST_FINES:
        return [*body[:ours], _joined(document, body[ours], new), *body[ours + 1 :]]
    head = next((one for one in (own_heading(new.text), head) if one and fits_a_head(one) and all(one != other.heading for other in body)), "")
    at = _among_its_like(document, body, new := new.replace(kind="item" if head else "paragraph", heading=head))
    return [*body[:at], new, *body[at:]]


def _among_its_like(document: PolicyDocument, body: list[Segment], new: Segment) -> int:
    """Return where a penalty stands among the notes: by its article, headed ones before those without, which would else seem to be theirs."""
    order = {clause.ref: number for number, clause in enumerate(document.clauses)}
    place = (not new.heading, _severity(new), _rank(order, new))
    members = [at for at, segment in enumerate(body) if segment.group == new.group]
    later = [at for at in members if body[at].kind != "section" and (_ends(body[at]) or (not body[at].heading, _severity(body[at]), _rank(order, body[at])) > place)]
    return min(later, default=max(members) + 1)


def _title(document: PolicyDocument, part: str) -> str:
    return _BARE.sub("", document.clause(part).heading or document.clause(part).text)


def _goes_with(interpretation: Interpretation, segment: Segment, rule: Rule) -> bool:
    document = interpretation.document
    first = next((citation.ref for citation in segment.citations), "")
    wide = len({unit_of(document, citation.ref) for citation in segment.citations}) > 1
    told_by = [point for point in interpretation.key_points if f"paragraph-{point.id}" == segment.id]
    ours = document.has(first) and unit_of(document, first) == rule.unit and not wide
    divides = segment.group != _WORK or DIVIDES.search(rule.text)
    return ours and bool(divides) and segment.element not in (Element.TERMS, Element.DATES, Element.BACKGROUND) and not any(point.state in _SETTLED for point in told_by)


def _joined(document: PolicyDocument, first: Segment, second: Segment) -> Segment:
    """Return two paragraphs as one, in the order of their clauses where the first is a sentence without its heading."""
    order = {clause.ref: number for number, clause in enumerate(document.clauses)}
    parts = [first, second]
    if _rank(order, second) < _rank(order, first) and not _FRAGMENT.match(first.text):
        parts = [second, first]
    return retold(document, first, "".join(part.text for part in parts), [citation for part in parts for citation in part.citations])


def retold(document: PolicyDocument, segment: Segment, text: str, citations: Iterable[Citation]) -> Segment:
    """Return a paragraph with other words and the clauses these rest on; who spoke for the department stays named below it."""
    cited = tuple(dict.fromkeys(citations))
    _, spoken, names = segment.basis.partition("；部门说明")
    return segment.replace(text=text, citations=cited, basis=basis_text(document, cited, limit=MOST_NAMED) + spoken + names)


def _place(document: PolicyDocument, body: list[Segment], rule: Rule) -> Place:
    penal = bool(rule.part) and PENALTIES.search(document.clause(rule.part).heading)
    titles = {segment.element: segment.group for segment in body if segment.kind == "section"}
    if penal and Element.NOTES in titles:
        return Place(titles[Element.NOTES], Element.NOTES)
    return Place(titles.get(Element.CONTENT, ""), Element.CONTENT)


def _position(document: PolicyDocument, body: list[Segment], new: Segment) -> int:
    """Return where a paragraph stands in its section: before the first that stands on a later clause, before the closing list."""
    order = {clause.ref: number for number, clause in enumerate(document.clauses)}
    after = 0
    last = max((at for at, segment in enumerate(body) if segment.group == new.group and segment.heading), default=0)
    for at, segment in enumerate(body):
        if segment.group != new.group:
            continue
        if new.heading and not segment.heading and at > last:
            return at  # what has no heading closes its section
        if segment.kind != "section" and (_ends(segment) or _rank(order, segment) > _rank(order, new)):
            return at
        after = at + 1
    return after


def _rank(order: dict[str, int], segment: Segment) -> tuple[int, int]:
    return min(((order.get(citation.ref, 0), citation.start) for citation in segment.citations), default=(0, 0))


def _has_chapters(document: PolicyDocument) -> bool:
    return sum(clause.level is Level.CHAPTER for clause in document.clauses) > 1


def _by_chapter(interpretation: Interpretation, body: list[Segment]) -> list[Segment]:
    """Return 主要内容 with a numbered heading for each chapter that has more than one paragraph there, in their order."""
    document = interpretation.document
    group = next((segment.group for segment in body if segment.kind == "section" and segment.element is Element.CONTENT), "")
    content = [segment for segment in body if segment.group == group and segment.kind in ("item", "paragraph") and not _ends(segment)]
    if not _has_chapters(document) or len(content) < 2 or any(segment.supplements for segment in content):
        return body
    order = {clause.ref: number for number, clause in enumerate(document.clauses)}
    chapters: dict[str, list[Segment]] = {}
    for segment in sorted(content, key=lambda segment: _rank(order, segment)):
        chapters.setdefault(part_of(document, segment.citations[0].ref), []).append(segment)
    if len(chapters) < 2 or "" in chapters:
        return body
    taken = {segment.heading for segment in body if segment not in content} | {_title(document, part) for part in chapters}
    told_by_chapter = [segment for part, members in chapters.items() for segment in _chapter(interpretation, part, members, taken)]
    at = body.index(content[0])
    left = [segment for segment in body if segment not in content]
    return [*left[:at], *told_by_chapter, *left[at:]]


def _chapter(interpretation: Interpretation, part: str, members: list[Segment], taken: set[str]) -> list[Segment]:
    """Return a chapter's paragraphs in their order: its title over all where none is headed, else on a line of its own.

    A single one keeps its own heading, and one sentence takes its own.
    """
    document, title = interpretation.document, _title(interpretation.document, part)
    own = _own_headings(interpretation, members, taken)
    if len(members) == 1 and own[0]:
        return [members[0].replace(kind="item", heading=own[0], text=members[0].text.removeprefix(f"{own[0]}："))]
    taken.update(filter(None, own))
    opening = title == "总则"  # its title says nothing of what it holds; it opens the section
    lists = any("：" in segment.text for segment in members)
    short = not any(own) and not lists and sum(len(segment.text) for segment in members) <= LONGEST_JOINED  # one paragraph, which the title is of
    paragraphs: list[Segment] = []
    for segment, heading in zip(members, own, strict=True):
        told_under = segment.replace(heading=heading, kind="item" if heading and opening else "paragraph", text=segment.text.removeprefix(f"{heading}：") if heading else _labelled(segment))
        before = paragraphs[-1] if paragraphs else None
        if before and not before.heading and not heading and (short or _of_one_matter(document, before, told_under)) and len(before.text) + len(told_under.text) <= LONGEST_JOINED:
            paragraphs[-1] = _joined(document, before, told_under)
        else:
            paragraphs.append(told_under)
    if opening:
        return sorted(paragraphs, key=lambda segment: bool(segment.heading))  # what is numbered comes behind what is not
    if len(paragraphs) > 1 or paragraphs[0].heading:
        over = Segment(id=f"chapter-{part}", kind="item", group=members[0].group, element=Element.CONTENT, furniture=True, heading=title)
        return [over, *paragraphs]
    cited = [citation for segment in members for citation in segment.citations]
    head = title if stands(document, title, paragraphs[0].text, cited) else own_heading(paragraphs[0].text)
    return [paragraphs[0].replace(kind="item" if head else "paragraph", heading=head)]


_SUBJECT = re.compile("([^，。；：]{4,40}?)(?:应当?|不得|可以|要|须|负责)")
"""Opens a sentence with whom it binds."""


def _of_one_matter(document: PolicyDocument, one: Segment, other: Segment) -> bool:
    """Tell whether paragraphs are of one article, or begin by binding the same: another article's is else another matter."""
    units = [{unit_of(document, citation.ref) for citation in segment.citations} for segment in (one, other)]
    bound = [_SUBJECT.match(segment.text) for segment in (one, other)]
    return bool(units[0] & units[1]) or all(bound) and bound[0][1] == bound[1][1] and "：" not in one.text + other.text


def _own_headings(interpretation: Interpretation, members: list[Segment], taken: set[str]) -> list[str]:
    """Return what may stand over each paragraph within its chapter: its heading, or the title of its one point; empty where it tells a part."""
    document = interpretation.document
    found: list[str] = []
    for segment in members:
        points = [point for point in interpretation.key_points if f"paragraph-{point.id}" == segment.id]
        units = {unit_of(document, citation.ref) for citation in segment.citations}
        head = tidied(segment.heading) or (useful_title(document, points[0]) if points else "")
        qualified = bool(points) and head != points[0].title and head.endswith(points[0].title or head)
        sits = fits_a_head(head) and 2 <= len(head) <= (LONGEST_NAME if qualified else LONGEST_HEAD) and head not in taken and head not in found and len(units) == 1
        sits = sits and not tells_a_part(head, segment.text) and not misleads(document, head, segment.text)
        sits = sits and stands(document, head, segment.text, segment.citations)
        other = own_heading(segment.text) if not sits and len(units) == 1 else ""
        found.append(told_whole(head, segment.text) if sits else other if other not in (*taken, *found) else "")
    return found


def _labelled(segment: Segment) -> str:
    """Return a paragraph's words with the heading that was their subject: 服务补贴：每人每月200元."""
    bare = segment.heading and segment.heading not in segment.text and _FRAGMENT.match(segment.text)
    return f"{segment.heading}：{segment.text}" if bare else segment.text
