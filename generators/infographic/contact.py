"""Whom to ask: telephones with whose they are, opening hours, the code that leads to the source."""

import re
from typing import Any

from generators.infographic.content import GROUPS
from generators.masthead import PHONE
from generators.model import Brief, Segment

_IN_PROSE = re.compile(r"(?:“|通过|拨打|依托|致电)$")
"""Before a number that is a word of its sentence, which would not be one without it."""


def contact(masthead: Segment | None, members: list[Segment], brief: Brief) -> dict[str, Any] | None:
    """Return the block of telephones, the sentences they stand in, and whether a code to the source is shown."""
    lines = [line for segment in members for line in _telephones(segment)]
    if known := only_known(masthead, members):
        lines = _telephones(Segment(id="masthead", kind="contact", furniture=True, heading="咨询电话", text=known)) + lines
    if not lines and not brief.source_url:
        return None
    part = {"layout": "contact", "lines": lines, "address": brief.source_url}
    return {"id": "contact", "title": GROUPS["contact"], "parts": [part]}


def only_known(masthead: Segment | None, members: list[Segment]) -> str:
    """Return the telephone (咨询电话) of the policy's particulars when no segment of the block tells it; else nothing."""
    known = masthead.details.get("咨询电话", "") if masthead else ""
    lines = [line for segment in members for line in _telephones(segment)]
    told = set(PHONE.findall(known)) & {line["number"] for line in lines} or any(known in line["text"] for line in lines)
    return "" if told else known


def _telephones(segment: Segment) -> list[dict[str, str]]:
    """Return one line a telephone, with whose it is; a sentence of another form comes as it is."""
    icon = "clock" if "时间" in segment.heading else "info"
    base = {
        "id": segment.id,
        "icon": icon,
        "label": segment.heading,
        "number": "",
        "text": segment.text.rstrip("。"),
        "basis": segment.basis,
    }
    pieces = [piece for piece in re.split(r"[、；，。](?![^（]*）)", segment.text) if piece]
    with_number = [piece for piece in pieces if PHONE.search(piece)]
    if not with_number or any(len(PHONE.findall(piece)) > 1 or len(piece) > 44 for piece in with_number):
        return [base]
    found = PHONE.search(segment.text)
    if len(with_number) == 1 and _IN_PROSE.search(segment.text[: found.start()]):
        return [base | {"icon": "phone", "number": found[0]}]
    lines, label, rest = [], segment.heading, "，".join(piece for piece in pieces if piece not in with_number)
    for piece in with_number:
        found = PHONE.search(piece)
        before, after = piece[: found.start()].strip("：: 为是（("), piece[found.end() :].strip("（）() ")
        label = before if re.search(r"电话|热线|方式", before) else label
        owner = "" if before == label else before
        lines.append(
            base
            | {
                "icon": "phone",
                "label": label,
                "number": found[0],
                "text": "，".join(filter(None, (owner, after))),
                "basis": "",
            }
        )
    lines[-1]["text"] = "，".join(filter(None, (lines[-1]["text"], rest)))
    lines[-1]["basis"] = segment.basis
    return lines
