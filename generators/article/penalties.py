"""The headings of what follows from a breach: who is punished, where the heading is of one act among several or of none."""

import re
from collections.abc import Iterator

from generators.article.heads import Topic
from generators.headings import is_of_another_act
from generators.openings import own_heading
from generators.prose import weave

MOST_FINES = 3
"""Fines told in one paragraph: of more, a reader no longer sees which belongs to which act."""

_VAGUE = re.compile(r"^(?:法律责任|依法追究(?:法律)?责任|依法(?:予以)?(?:处理|处分|处罚)|责任追究|罚则|违规的?(?:后果|责任))$")
_STRUCK = "违规的责任"
_PUNISHED = re.compile("责令|追究|处分|处罚|罚款|没收|吊销|约谈|通报|依法处理")
_CULPRIT = re.compile(r"(?!违反|任何)([^，。；：未违的对将在由与]{2,14}?)(?=违反|未按|未依|未经|未及时|有下列|没有法律|拖欠|拒不|不依法|伪造|擅自|滥用|泄露)")


def named_for_whom(topics: list[Topic], everybody: str = "") -> list[Topic]:
    """Return the paragraphs, penalties under the one they strike where their heading does not say for whom or what.

    Whom the title of the policy names (``everybody``) is no heading. 弄虚作假的后果 stays where fraud is all that is punished; a
    paragraph goes to another of the same heading. What a person accepted stays as it is.
    """
    found: dict[str, Topic] = {}
    for number, (topic, before) in enumerate(zip(_renamed(topics, everybody), topics, strict=True)):
        if topic.head in found and f"{found[topic.head].text}{topic.text}".count("罚款") > MOST_FINES:
            topic = before
        key = topic.head or f"\0{number}"
        if key in found:
            earlier = found[key]
            topic = Topic(earlier.head, (*earlier.members, *topic.members), weave([earlier.text, topic.text]))
        found[key] = topic
    return list(found.values())


def culprits_head(text: str) -> str:
    """Return the heading of a penalty by whom it strikes (经营者违规的责任); empty where the text does not open with that."""
    found = _CULPRIT.match(text)
    return f"{found[1].removeprefix('其他任何')}{_STRUCK}" if found and _PUNISHED.search(text) else ""


def is_everybodys(head: str, everybody: str) -> bool:
    """Tell whether a heading says who is punished and these are those the whole policy is for."""
    return head.endswith(_STRUCK) and head.removesuffix(_STRUCK) in everybody


def _renamed(topics: list[Topic], everybody: str) -> Iterator[Topic]:
    beside = any(topic.head for topic in topics)
    for topic in topics:
        settled = any(point.state in ("accepted", "edited") for point in topic.members)
        unfit = (_VAGUE.match(topic.head) or is_of_another_act(topic.head, topic.text)) if topic.head else beside
        head = (own_heading(topic.text) or culprits_head(topic.text)) if unfit and not settled else ""
        head = "" if is_everybodys(head, everybody) else head
        yield topic._replace(head=head) if head else topic
