"""The numbered paragraphs of a section: one a topic, the topics in the order of the points, the last ones only in short."""

import re
from collections import Counter

from generators import masthead
from generators.article.heads import Topic, evened, fits_a_head, label_of, useful_title
from generators.article.penalties import named_for_whom
from generators.article.points import up_to
from generators.article.sections import Section
from generators.composing import supported_segment
from generators.headings import tidied
from generators.model import Interpretation, KeyPoint, PolicyDocument, Segment
from generators.nearby import by_name
from generators.prose import in_one_line, sentence, weave, without_annexes

LONGEST_ITEM = 320
LONG_LEAD = 30
"""Characters from which an introduction is not said again even where what follows it has titles of its own."""
LONGEST_BRIEF = 100
"""Characters of the one statement by which a topic beyond the length of its section is still told."""

LEAD = re.compile(r"([^：。；]{10,80})：(?=[^：。；]{4,}[^。]*。?$)")
"""What several statements say before they differ: 享受3级待遇的失能人员，其待遇限额标准：……."""

_SERIAL = re.compile(r"(\d{1,2})([.．、])(?!\d)\s*")
_AMOUNT = re.compile(r"[最每]?[高低人户]?\d")
_TASK = r"（[^（）]{2,80}(?:负责|牵头|配合|参与|落实|指导)[^（）]{0,8}）"
_SO_CALLED = re.compile(r"(?:(?<=^)|(?<=[；。]))(?:本[^，。]{1,4}|《[^《》]{1,12}》)?所称的?(?=[^，。；]{2,24}，?(?:是|包括|指))")
_NO_BASIS = re.compile(r"[^。]*依据是有关(?:法律|行政法规|法规|规章|规定|[、和的])+。")
_STRAY_TASK = re.compile(rf"(?:^|(?<=[。；])){_TASK}(?=[^。；])")
_ASSIGNED = re.compile(rf"{_TASK}(?=[。；]|$)")


def items(interpretation: Interpretation, section: Section, points: list[KeyPoint], limit: int, used: set[str]) -> list[Segment]:
    """Return a numbered paragraph for each topic, with headings none of ``used`` has; a sentence left without one closes the section.

    Beyond ``limit`` characters a topic is told by one short statement, up to twice the limit; what has none is named in a sentence at
    the end, and a point without a title left out there, unless a person accepted it.
    """
    document = interpretation.document
    topics = _topics(document, section, points)
    kept, rest = _within(topics, limit)
    kept = named_for_whom(evened(document, named_for_whom(kept, document.title), used), document.title)
    used.update(topic.head for topic in kept if topic.head)
    found = [
        supported_segment(
            interpretation,
            *topic.members,
            id=f"paragraph-{topic.members[0].id}",
            kind="paragraph" if kept[0].head and not topic.head else "item",
            group=section.title,
            element=topic.members[0].element,
            heading=topic.head,
            text=told(topic.text.removeprefix(f"{topic.head}：") if topic.head else topic.text, document),
        )
        for topic in kept
    ]
    named = [topic for topic in rest if topic.head not in used and fits_a_head(topic.head) and not re.search("[，：]", topic.head)]
    return [*found, _named_together(interpretation, section, named)] if named else found


def told(text: str, document: PolicyDocument, *, tasks: bool = False) -> str:
    """Return ``text`` as an interpreter tells it: the policy by its name, not without a subject, and not who in an office has the task.

    With ``tasks``, as a division of work asks, （X局负责） behind a sentence stays; before one it belongs to the sentence left out there.
    """
    text = _NO_BASIS.sub("", text) or text  # that laws are its basis tells nothing
    text = _SO_CALLED.sub("", without_annexes(_STRAY_TASK.sub("", in_one_line(text))))
    text = text if tasks else re.sub(r"。{2,}", "。", _ASSIGNED.sub("", text))
    if (serial := _SERIAL.match(text)) and f"{int(serial[1]) + 1}{serial[2]}" not in text:
        text = text[serial.end() :]  # the number it had in the list it was taken from
    text = by_name(document, masthead.in_third_person(re.sub("^(?:附则|总则)：", "", text), document))
    return masthead.short_name(document) + text if text.startswith("适用于") else text


def _topics(document: PolicyDocument, section: Section, points: list[KeyPoint]) -> list[Topic]:
    """Return the points by topic: those of one title, of a title with an amount behind it, of one label or of one introduction."""
    titles = [_title(document, point) for point in points]
    leads = Counter(found[1] for point in points if (found := LEAD.match(point.statement)))
    groups: dict[str, list[KeyPoint]] = {}
    for point, title in zip(points, titles, strict=True):
        base = next((other for other in titles if len(other) >= 4 and title != other and title.startswith(other) and _AMOUNT.match(title[len(other) :])), title)
        lead = LEAD.match(point.statement)
        shared = lead and leads[lead[1]] > 1 and (not base or len(lead[1]) >= LONG_LEAD)
        name = f"\0{lead[1]}" if shared else base if base not in ("", section.title) else f"\0{point.id}"
        groups.setdefault(name, []).append(point)
    return [_topic("" if name.startswith("\0") else name, members) for name, members in groups.items()]


def _title(document: PolicyDocument, point: KeyPoint) -> str:
    title, label = useful_title(document, point), label_of(point.statement)
    rest = title.removeprefix(label)
    return label if label and rest != title and not re.fullmatch("(?:支付)?比例|分类", rest) else title  # 服务补贴200元 is a line of 服务补贴


def _topic(head: str, members: list[KeyPoint]) -> Topic:
    chosen = up_to(LONGEST_ITEM if head else 2 * LONGEST_ITEM, members)
    return Topic(head, tuple(chosen), _woven([_without_label(point.statement, head) for point in chosen]))


def _woven(statements: list[str]) -> str:
    """Return the statements as one paragraph, an introduction several of them share said once."""
    leads: dict[str, list[str]] = {}
    for statement in statements:
        if found := LEAD.match(statement):
            leads.setdefault(found[1], []).append(statement[found.end() :].rstrip("。；"))
    told_once: list[str] = []
    for statement in statements:
        found = LEAD.match(statement)
        parts = leads.get(found[1], []) if found else []
        if len(parts) < 2 or not found:
            told_once.append(statement)
        elif not any(known.startswith(f"{found[1]}：") for known in told_once):
            told_once.append(f"{found[1]}：{'；'.join(dict.fromkeys(parts))}。")
    return weave(told_once)


def _without_label(statement: str, title: str) -> str:
    """Return the statement without the label that the title before it already says; any other opening is part of it."""
    label = label_of(statement)
    raw = statement.partition("：")[0]
    if raw.endswith(("包括", "包含", "如下", "分为")):
        return statement
    if title and title == tidied(raw):
        return statement.partition("：")[2]
    return statement.partition("：")[2] if label and title and (label in title or tidied(label) in title) else statement


def _within(topics: list[Topic], limit: int) -> tuple[list[Topic], list[Topic]]:
    """Return the topics told, those beyond ``limit`` in short, and those that are only named; a last one alone is told anyway."""
    kept: list[Topic] = []
    rest: list[Topic] = []
    length, shortened = 0, False
    for index, topic in enumerate(topics):
        length += len(topic.text)
        alone = index == len(topics) - 1 and not shortened
        settled = any(point.state != "proposed" for point in topic.members)
        if not kept or length <= limit or alone or (settled and not topic.head):
            kept.append(topic)
            continue
        shortened = True
        brief = _in_short(topic) if topic.head and sum(len(other.text) for other in kept) <= 2 * limit else None
        if brief:
            kept.append(brief)
        elif topic.head:
            rest.append(topic)
    return kept, rest


def _in_short(topic: Topic) -> Topic | None:
    """Return the topic told by its first statement of at most LONGEST_BRIEF characters; None without one."""
    if any(point.state != "proposed" for point in topic.members):
        return topic if len(topic.text) <= LONGEST_BRIEF else None
    brief = next((point for point in topic.members if len(point.statement) <= LONGEST_BRIEF), None)
    return Topic(topic.head, (brief,), sentence(_without_label(brief.statement, topic.head))) if brief else None


def _named_together(interpretation: Interpretation, section: Section, topics: list[Topic]) -> Segment:
    names = "、".join(topic.head for topic in topics)
    return supported_segment(
        interpretation,
        *(point for topic in topics for point in topic.members),
        id=f"paragraph-{section.elements[0]}-rest",
        kind="paragraph",
        group=section.title,
        element=section.elements[0],
        text=f"此外，{masthead.short_name(interpretation.document)}还对{names}{'等' if len(topics) > 1 else ''}作出规定。",
    )
