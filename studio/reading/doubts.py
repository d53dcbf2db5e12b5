"""What a careful clerk would query in a text: numbers left out or used twice, days and numbers that cannot be meant."""

import re
from datetime import date
from functools import partial

from generators.model import Clause, Level, ReadingWarning
from studio.reading.date_doubts import date_doubts
from studio.reading.folding import folded
from studio.reading.markers import Form, Marker, marker_of

RUNNING = (Form.CHAPTER, Form.ARTICLE, Form.FIRST)
DIVIDING = (Level.BOOK, Level.CHAPTER, Level.SECTION)
LONGEST_HEADING = 60
NEXT_AFTER_STOP = (Form.ARTICLE, Form.FIRST, Form.SECOND)
INNER_START = re.compile(r"(?<=。)\s*")
OPENING = re.compile(r"[(（《〔［【]")
BRACKETS = (("(", ")"), ("《", "》"), ("[", "]"), ("【", "】"))
MOST = 12


def doubts_about(clauses: list[Clause], written_on: date | None = None, latest: date | None = None) -> list[ReadingWarning]:
    """Return at most a dozen queries of each kind, each with the address it concerns; the days are those of ``date_doubts``."""
    days = partial(date_doubts, written_on=written_on, latest=latest)
    queries = (_number_doubts, days, _heading_doubts, _inner_number_doubts, _bracket_doubts, _telephone_doubts)
    return [warning for query in queries for warning in query(clauses)[:MOST]]


def _number_doubts(clauses: list[Clause]) -> list[ReadingWarning]:
    found: list[ReadingWarning] = []
    last: dict[tuple, tuple[Marker, Clause]] = {}
    seen: dict[tuple, int] = {}
    for clause, above in zip(clauses, ["", *(clause.text for clause in clauses)], strict=False):
        marker = marker_of(f"{clause.label} 甲") if clause.label and clause.level is not Level.ROW else None
        if marker is None or marker.form is Form.DECIMAL or marker.extra:
            continue
        # Chapters, articles and 一、 run through a part; other lists begin anew or run on in each clause.
        section = (clause.part, clause.ref.split(".")[0] if re.match(r"(?:att|enc)_\d+\.", clause.ref) else "")
        key = (
            (section, marker.form)
            if marker.form in RUNNING and "." not in _below(clause)
            else (section, clause.parent, marker.form)
        )
        before = last.get(key)
        last[key] = (marker, clause)
        seen_before, seen[section, marker.form] = seen.get((section, marker.form)), marker.number
        if before is None:
            # A list may run on from the section before it ((四) under 一、, （五） under 二、); else its beginning is missing.
            if (
                marker.number > 1
                and (seen_before is None or marker.number != seen_before + 1)
                and not _begun_above(clause, marker, above)
            ):
                found.append(
                    _doubt("numbering_gap", f"编号从“{clause.label}”开始，前面可能有遗漏，请核对原文。", clause)
                )
            continue
        previous = before[0].number
        if marker.number == previous:
            found.append(_doubt("numbering_repeated", f"编号“{clause.label}”重复出现，请核对原文。", clause))
        elif marker.number not in (previous + 1, 1):
            found.append(
                _doubt(
                    "numbering_gap",
                    f"“{before[1].label}”之后是“{clause.label}”，编号不连续，请核对原文是否有遗漏。",
                    clause,
                )
            )
    return found


def _begun_above(clause: Clause, marker: Marker, above: str) -> bool:
    """Tell whether the paragraph before begins the list in its own text (注：1、… before 2、…)."""
    first = marker_of(re.sub(r"^\s*(?:备?注|说明)\s*[:：]?\s*", "", above))
    return first is not None and first.form is marker.form and first.number == marker.number - 1


def _below(clause: Clause) -> str:
    """Return the ref without the prefix of its part, so that a dot in it means a clause inside another."""
    return re.sub(r"^(?:notice|enc_\d+|att_\d+)\.", "", clause.ref)


def _heading_doubts(clauses: list[Clause]) -> list[ReadingWarning]:
    """Query headings of chapters that are too long to be one: a paragraph may have run into them."""
    return [
        _doubt("long_heading", f"“{clause.label}”的标题过长，可能与正文连在一起，请核对分段。", clause)
        for clause in clauses
        if clause.level in DIVIDING and len(clause.text) > LONGEST_HEADING
    ]


def _inner_number_doubts(clauses: list[Clause]) -> list[ReadingWarning]:
    """Query paragraphs that hold the number following their own after a full stop: a line break may have been lost."""
    found = []
    for clause in clauses:
        marker = marker_of(f"{clause.label} 甲") if clause.label and clause.level is not Level.ROW else None
        if marker is None or marker.form not in NEXT_AFTER_STOP:
            continue
        for inner in INNER_START.finditer(clause.text):
            following = marker_of(clause.text[inner.end() :])
            if following and following.form is marker.form and following.number == marker.number + 1:
                message = f"“{clause.label}”中还有“{following.label}”，可能漏了换行，请核对分段。"
                found.append(_doubt("number_inside", message, clause))
                break
    return found


def _bracket_doubts(clauses: list[Clause]) -> list[ReadingWarning]:
    """Query paragraphs whose bracket does not close: their rest may stand elsewhere. Quotations run over paragraphs by custom."""
    found = []
    for clause in clauses:
        flat = folded(clause.text) if clause.level is not Level.ROW and OPENING.search(clause.text) else ""
        for opening, closing in BRACKETS:
            if flat.count(opening) > flat.count(closing):
                message = f"这一段的“{opening}”没有对应的“{closing}”，段落可能不完整，请核对原文。"
                found.append(_doubt("bracket_open", message, clause))
                break
    return found


_TOO_LONG = re.compile(r"(?<![\d-])0\d{2,3}[-－—]\d{9,11}(?![\d-])")
"""A telephone with its area and a digit too many."""


def _telephone_doubts(clauses: list[Clause]) -> list[ReadingWarning]:
    """Query telephones with more digits than any has."""
    return [
        ReadingWarning(code="telephone_doubtful", message=f"电话号码“{found[0]}”位数过多，请核对原文。", where=clause.ref, doubted=(found[0],))
        for clause in clauses
        for found in _TOO_LONG.finditer(clause.text)
    ]


def _doubt(code: str, message: str, clause: Clause) -> ReadingWarning:
    return ReadingWarning(code=code, message=message, where=clause.ref)
