"""The infographic while it is being written: what it has said already, and how much each block may say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generators.breadth import is_cut_from_list
from generators.composing import supported_segment
from generators.headings import is_broken, is_cut, is_empty, name_above, names_a_step, stands
from generators.highlights import shorten
from generators.infographic.standing import articles_of, says_something, understood
from generators.masthead import audience_of, in_third_person
from generators.model import Brief, Element, Interpretation, KeyPoint, Segment, Support
from generators.openings import own_heading
from generators.prose import sentence, weave
from generators.titling import heading_of, names_more, of_scale

# How many key points a block shows: usually, where the policy has much to say, and where even that is too much.
_SHARES = {
    "background": (3, 2, 2, 2), "goals": (8, 6, 6, 6), "measures": (8, 6, 6, 5), "benefits": (4, 2, 1, 1), "scope": (8, 6, 4, 4),
    "standards": (6, 2, 1, 1), "steps": (9, 9, 9, 9), "dates": (5, 2, 2, 1), "pairs": (4, 2, 2, 2), "changes": (5, 3, 1, 1), "terms": (5, 3, 2, 2),
    "duties": (4, 2, 1, 1), "notes": (5, 3, 2, 2), "contact": (4, 3, 2, 2),
}  # fmt: skip

LONGEST_TOGETHER = 260
"""Characters of statements of one name that stand under it together."""

NEAR = 4
"""Clauses between two statements up to which they belong to one matter."""

SHORTEST_GOAL = 3
"""Characters up to which a goal's title (满意度) is told with its year."""

LEVELS = 4

CARD_LIMIT = 110
"""Characters a card shows before whole sentences behind the first are left to the article and the questions."""


MOST_OF_A_CLAUSE = 0.6
"""Share of a clause from which what is told of it may bear its name."""

_CHOSEN_HEADINGS = frozenset(["measures", "benefits", "standards", "steps", "dates", "duties", "notes", "scope", "goals"])
"""Blocks whose headings are looked at; elsewhere they are words explained, fixed names, or not shown."""


@dataclass
class Draft:
    """The segments made so far and what they have said, so that nothing is said twice; ``own`` are the ids of those a person wrote."""

    interpretation: Interpretation
    brief: Brief
    crowding: int = 0
    segments: list[Segment] = field(default_factory=list)
    said: list[tuple[str, frozenset[tuple[str, int, int]]]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)

    @property
    def full(self) -> bool:
        """Tell whether the brief asks for everything (``options["extent"] = "full"``)."""
        return self.brief.options.get("extent") == "full"

    def share(self, group: str) -> int:
        """Return how many statements a block may show."""
        return 100 if self.full else _SHARES[group][self.crowding]

    def points(self, element: Element, group: str = "") -> list[KeyPoint]:
        """Return the live points for this audience that have not been said yet, as many as ``group`` may show."""
        audience = audience_of(self.interpretation, self.brief)
        wanted = {"", audience.id} if audience else None
        live = self.interpretation.live_key_points(element)
        found = [point for point in live if (wanted is None or point.audience in wanted) and not self._repeats(point)]
        found = [point for point in understood(found, self.interpretation) if point.state == "edited" or not leans(point.statement)]
        found = [point for point in found if says_something(point)] or found
        return found[: self.share(group)] if group else found

    def add(self, group: str, kind: str, segment_id: str, *supports: Support, **fields) -> Segment:
        """Add one content segment and remember what it says."""
        segment = supported_segment(self.interpretation, *supports, id=segment_id, kind=kind, group=group, **fields)
        self.segments.append(segment)
        spans = frozenset((c.ref, c.start, c.end) for support in supports for c in support.citations)
        self.said.append((bare(segment.text), spans))
        return segment

    def tell(self, group: str, kind: str, point: KeyPoint, text: str, *, more: Iterable[KeyPoint] = (), **fields) -> None:
        """Add the segment of one key point under its title; ``text`` is its statement as this block says it, with those of ``more``."""
        name = f"{group}.{point.id}"
        more = list(more)
        if leaning := [follower for told in (point, *more) for follower in self.followers(told) if follower not in more]:
            more += leaning
            text = weave(self.words(one, LONGEST_TOGETHER) for one in self.in_order([point, *more]))
        self.own |= {name for told in (point, *more) if told.state == "edited"}
        heading = self.heading(group, kind, [point, *more], text)
        if heading and group != "contact":
            text = re.sub(f"^{re.escape(heading)}[和与及][^，。：]{{2,4}}：", "", under(heading, under(point.title, text)))
        self.add(group, kind, name, point, *more, element=point.element, heading=heading, text=text, **fields)

    def heading(self, group: str, kind: str, points: list[KeyPoint], text: str) -> str:
        """Return what stands over a statement: its title as a person wrote it, or what may stand over these words (``heading_of``, ``name_above``); none twice."""
        heading = self._fitting(group, kind, points, text)
        if points[0].state != "edited" and group in _CHOSEN_HEADINGS and group != "goals":
            citations = [citation for told in points for citation in told.citations]
            heading = heading or name_above(self.interpretation.document, text, citations, self.named)
            self.named |= {heading} - {""}
        return heading

    def _fitting(self, group: str, kind: str, points: list[KeyPoint], text: str) -> str:
        point, title = points[0], points[0].title
        if point.state == "edited" or group not in _CHOSEN_HEADINGS:
            return title
        if (line := of_scale(title, text)) != title:
            return line
        if kind == "chart" and (label := re.match("[^，。：；]{2,14}(?=：)", text)):
            return label[0]  # bars say nothing without what they are of
        document = self.interpretation.document
        citations = [citation for told in points for citation in told.citations]

        def fits(heading: str) -> bool:
            return stands(document, heading, text, citations)

        if kind == "figure" and (year := re.match(r"到(\d{4}年)[底末]?，", text)) and year[1] not in title and self._is_shared(title):
            return f"{year[1]}{title}"
        if group == "goals" or kind == "step" and names_a_step(title, text):
            return "" if is_broken(title) or is_empty(title) or is_cut(title, text) or is_cut_from_list(title, text) or bare(title) == bare(text) else title
        told = group == "duties" and _is_office(title, text) or not text.startswith(title) and under(title, text) != text
        heading = title if told else heading_of(title, text, fits)
        if heading in self.named or names_more(heading, text):
            heading = next((own for own in (own_heading(text),) if own not in self.named), "")
        return "" if bare(heading) == bare(text) else heading

    def _is_shared(self, title: str) -> bool:
        """Tell whether a goal's title is another statement's too, or too short to tell its goal from others."""
        return 0 < len(title) <= SHORTEST_GOAL or bool(title) and sum(point.title == title for point in self._live) > 1

    def apart(self, group: str, kind: str, run: Sequence[KeyPoint], limit: int) -> list[tuple[KeyPoint, ...]]:
        """Return statements of one title that nothing may stand over together each by itself, where they are of different articles: two matters are two cards."""
        places = [articles_of(point, self.interpretation) for point in run]
        together = len(run) < 2 or any(a & b for at, a in enumerate(places) for b in places[at + 1 :])
        if together or self._fitting(group, kind, list(run), weave(self.words(point, limit) for point in run)):
            return [tuple(run)]
        return [(point,) for point in run]

    def in_order(self, points: Iterable[KeyPoint]) -> list[KeyPoint]:
        """Return statements in the order in which the policy makes them."""
        return sorted(points, key=lambda point: (self.rank(point), point.citations[0].start if point.citations else 0))

    def share_of_clauses(self, points: Iterable[KeyPoint]) -> float:
        """Return how much of the clauses they cite statements rest on, 0 to 1."""
        cited: Counter[str] = Counter()
        for citation in {citation for point in points for citation in point.citations}:
            cited[citation.ref] += citation.end - citation.start
        length = sum(len(self.interpretation.document.clause(ref).text) for ref in cited)
        return cited.total() / length if length else 1

    def followers(self, point: KeyPoint) -> list[KeyPoint]:
        """Return the statements of the same clause that lean on this one (情况复杂的，可以延长): they are told with it and never alone."""
        if not point.citations:
            return []
        last = point.citations[-1]
        behind = [other for other in self._live if other.citations and other.citations[0].ref == last.ref and other.citations[0].start >= last.end]
        found: list[KeyPoint] = []
        for other in sorted(behind, key=lambda other: other.citations[0].start):
            if not leans(other.statement):
                break
            found += [other] if other.statement not in {one.statement for one in found} else []
        return found

    @cached_property
    def _live(self) -> list[KeyPoint]:
        return [point for element in Element for point in self.interpretation.live_key_points(element)]

    def told_together(self, group: str, kind: str, points: Iterable[KeyPoint], limit: int) -> list[tuple[tuple[KeyPoint, ...], str]]:
        """Return the points of a block with what is said of them; those of one name stand together where they can (``go_together``)."""
        runs: dict[str, list[KeyPoint]] = {}
        for point in points:
            key = next((key for key, run in runs.items() if run[0].title == point.title != "" and go_together([*run, point])), point.id)
            runs.setdefault(key, []).append(point)
        ordered = [part for run in runs.values() for part in self.apart(group, kind, self.in_order(run), limit)]
        return [(run, weave(self.words(point, limit) for point in run)) for run in ordered]

    def near(self, one: KeyPoint, other: KeyPoint) -> bool:
        """Tell whether two points stand close together in the policy, so that a name they share means the same matter."""
        if not (one.citations and other.citations):
            return False
        return abs(self.rank(one) - self.rank(other)) <= NEAR

    def rank(self, point: KeyPoint) -> int:
        """Return how many clauses stand before the first a point cites; none cited stands last."""
        return self.places[point.citations[0].ref] if point.citations else len(self.places)

    @cached_property
    def places(self) -> dict[str, int]:
        """Return how many clauses stand before each clause, by its address."""
        return {clause.ref: place for place, clause in enumerate(self.interpretation.document.clauses)}

    def words(self, point: KeyPoint, limit: int = 10_000) -> str:
        """Return the point's statement as the picture says it."""
        return shorten(in_third_person(sentence(point.statement), self.interpretation.document), limit)

    def _repeats(self, point: KeyPoint) -> bool:
        text = bare(in_third_person(sentence(point.statement), self.interpretation.document))
        spans = frozenset((c.ref, c.start, c.end) for c in point.citations)
        return any((text and text in said) or (spans and _covered(spans, said_spans)) for said, said_spans in self.said)


def _is_office(title: str, text: str) -> bool:
    """Tell whether a title is the office a task is given to: it opens the text, is said to bear it, or has an office's name."""
    return text.startswith(title) or bool(re.search("(?:单位|机构|部门|[局厅委院]|政府|办公室|团体)$", title)) or bool(re.search(f"由[^，。]{{0,12}}{re.escape(title)}", text))


def leans(statement: str) -> bool:
    """Tell whether a statement says of what only the sentence before it tells (其他……, 情况复杂的，可以延长): alone it would mislead."""
    return bool(_LEANING.match(statement))


_LEANING = re.compile(
    "其(?!次)|上述|前述|前款|此类|该(?!县|区|市)|但|对其|构成(?:违反|犯罪)[^，。]{0,12}的，|(?:情况|情形)(?:复杂|特殊)[^，。]*，[^。]*延长|(?:情节|后果)(?:特别)?严重的|(?:拒不|逾期[不未]|仍不)改正?的"
)


def go_together(points: list[KeyPoint]) -> bool:
    """Tell whether statements can stand under one name: short ones, none of which opens a list that would take the others in."""
    return sum(len(point.statement) for point in points) <= LONGEST_TOGETHER and not any("：" in point.statement for point in points)


def under(heading: str, text: str) -> str:
    """Return what stands under a heading without saying the heading, or how it ends, once more: 申请条件：…… and 裁员率，是指……."""
    label = re.match(r"([^，。；：]{2,14})[：:](?=.{6})", text)
    if label and heading != label[1] and heading.endswith(label[1]):
        return text[label.end() :]
    if not heading or not text.startswith(heading):
        return text
    rest = text[len(heading) :]
    if found := re.match(r"[，,]?是(?=指[^，。；]*.{8})|[：:](?=.{6})", rest):
        return rest[found.end() :]
    return text


def bare(text: str) -> str:
    """Return a text without its marks and spaces, to see whether two say the same."""
    return re.sub(r"[\s，。；：、]", "", text)


def _covered(spans: frozenset[tuple[str, int, int]], said: frozenset[tuple[str, int, int]]) -> bool:
    """Tell whether nine tenths of ``spans`` lie within ``said``."""
    inside = 0
    for ref, start, end in spans:
        inside += max((min(end, b) - max(start, a) for other, a, b in said if other == ref), default=0)
    whole = sum(end - start for _, start, end in spans)
    return whole > 0 and inside >= 0.9 * whole
