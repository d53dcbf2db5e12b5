"""Lines broken by the page's width, as PDF and text copied from it have them, joined to paragraphs again."""

import re
import unicodedata
from dataclasses import dataclass, replace

from studio.reading.dates import date_alone
from studio.reading.folding import folded
from studio.reading.lines import organisations_in
from studio.reading.markers import Form, marker_of

ENDS_SENTENCE = "。；！？：…;!?:"
ENDS_PARAGRAPH = ENDS_SENTENCE + "）)”》"
LATIN = re.compile(r"[A-Za-z,.;:%)]$")
# A number set by machine stands apart from the Chinese around it (38 号, 2021 年); the space is not in the words.
SPACED_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff（《“〔，。、；：—])[ \u2002]+(?=[A-Za-z0-9“（《〔＜<—])|(?<=[A-Za-z0-9%”）》〕＞>—])[ \u2002]+(?=[\u4e00-\u9fff，。、；：）》〕（《“])"
)
PUSHED = 5.0
"""An indent of so many characters centres a line or sets it to the right; lists are indented less."""

# What is never broken at the end of a line: a word, a number, with the marks that cling to them.
_OPENING, _CLOSING, _WORD = "[（《“〔]", "[，。、；：）》”〕！？]", "(?:[!-~‐-―]{1,40}|.)"
UNBROKEN = re.compile(
    rf"{_OPENING}{{0,2}}{_WORD}(?:{_CLOSING}{{0,2}}{_OPENING}{{1,2}}{_WORD}|{_CLOSING}{{1,2}}[!-~‐-―]{{1,40}}){{0,3}}{_CLOSING}{{0,2}}"
)
NOT_ITS_START = "，。、；：）》”〕！？"
CUT_NUMBER = (Form.THIRD, Form.DECIMAL, Form.LETTER)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: ``indent`` from the left edge of the text and ``width`` to its end, both in characters.

    ``begins`` says that its indent is known to be that of a new paragraph, not of a block set in as a whole.
    """

    text: str
    indent: float = 0.0
    width: float | None = None
    page: int | None = None
    centred: bool = False
    doubt: str = ""
    begins: bool = False

    @property
    def reach(self) -> float:
        """Return how far right the line goes, in characters from the left edge of the text."""
        return self.width if self.width is not None else display_width(self.text) + self.indent


@dataclass(slots=True)
class Paragraph:
    """A paragraph put together from lines, with the page, indent and setting of the first."""

    text: str
    page: int | None = None
    centred: bool = False
    doubt: str = ""
    indent: float = 0.0
    lines: int = 1


def typed_lines(rows: list[str]) -> list[Line]:
    """Return the lines of a text file with the indent their leading spaces make."""
    found = [Line(row.strip(), indent=_indent(row)) for row in rows]
    # What is pushed to the middle or the right with spaces stands alone and says nothing of the width.
    return [replace(line, width=0.0, centred=True) if line.indent >= PUSHED else line for line in found]


def _indent(row: str) -> float:
    lead = re.match(r"[ \t\u3000\u00a0]*", row)[0]
    return sum(1.0 if sign == "\u3000" else 2.0 if sign == "\t" else 0.5 for sign in lead)


def display_width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def rejoined(lines: list[Line]) -> list[str]:
    """Return the paragraphs of typed text. Text that is not wrapped comes back line by line, empty lines dropped."""
    full = wrap_width(lines)
    if full is None:
        return [line.text for line in lines if line.text]
    return [paragraph.text for paragraph in paragraphs_of(lines, full)]


def paragraphs_of(lines: list[Line], full: float) -> list[Paragraph]:
    """Join lines wrapped at ``full`` characters. A page number between two halves does not end the paragraph."""
    found: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        if not line.text or is_page_mark(line.text):
            continue
        if previous is not None and found and _goes_on(found[-1], previous, line, full):
            found[-1].text = joined(found[-1].text, line.text)
            found[-1].doubt = found[-1].doubt or line.doubt
            found[-1].lines += 1
        else:
            found.append(Paragraph(line.text, line.page, line.centred, line.doubt, line.indent))
        previous = line
    for paragraph in found:
        paragraph.text = SPACED_NUMBER.sub("", paragraph.text)
    return found


def _goes_on(paragraph: Paragraph, previous: Line, line: Line, full: float) -> bool:
    if continues(previous, line, full, starts=paragraph.lines == 1) or _is_bracketed_block(paragraph, previous, line):
        return True
    # Back at the left edge below a paragraph set in, after a full line: whatever number the line begins with (统 ⏎ 一、公开).
    flush = previous.width is not None and paragraph.indent >= 1.4 and line.indent < 0.6 and not line.centred
    return flush and previous.reach >= full - 1.2 and previous.text[-1] not in ENDS_SENTENCE


def _is_bracketed_block(paragraph: Paragraph, previous: Line, line: Line) -> bool:
    """Tell whether both lines belong to a note in brackets set in from both sides (（2013年…通过 …修正）)."""
    flat = folded(paragraph.text)
    inset = line.centred or min(previous.indent, line.indent) >= 1.4 and abs(previous.indent - line.indent) < 1.2
    return flat[0] == "(" and flat.count("(") > flat.count(")") and inset and marker_of(line.text) is None


def wrap_width(lines: list[Line]) -> float | None:
    """Return the width at which lines are wrapped; None when each line is a paragraph.

    Wrapped text has many lines of nearly one width, most of them ending inside a sentence.
    """
    reaches = sorted(line.reach for line in lines if len(line.text) > 8 and line.reach > 0)
    if len(reaches) < 8:
        return None
    full = reaches[int(len(reaches) * 0.9)]
    if not 18 <= full <= 60:
        return None
    near = [line for line in lines if line.reach >= full - 3 and line.text]
    broken = sum(line.text[-1] not in ENDS_PARAGRAPH for line in near)
    return full if len(near) >= len(reaches) * 0.3 and broken >= len(near) * 0.5 else None


def continues(previous: Line, line: Line, full: float, *, starts: bool) -> bool:
    """Tell whether ``line`` goes on where ``previous`` was broken.

    ``starts`` says that ``previous`` begins its paragraph; where the indent of two characters was lost in copying, such a
    line is two characters shorter than the others.
    """
    if line.text[0] in NOT_ITS_START:
        return True
    if line.centred or line.indent >= 1.4 and line.indent > previous.indent + 1.0 or line.indent >= 1.4 and not starts:
        return False
    if previous.text[-1] in "。！？" and (organisations_in(line.text) or date_alone(line.text)):
        # The signature below a last line that happens to be full.
        return False
    if line.begins or line.indent >= 1.4 and previous.text[-1] in ENDS_SENTENCE:
        return False
    lost_indent = starts and previous.indent < 1.0 and previous.width is None
    room = max(
        4.6 if lost_indent else 2.4,
        display_width(UNBROKEN.match(line.text)[0]) + 0.8 if previous.width is not None else 0,
    )
    if previous.reach < full - room:
        return False
    marker = marker_of(line.text)
    if marker is None:
        return True
    # A number that happens to begin a line (…第\n5 次会议) does not stand after a finished sentence.
    cut = marker.form in CUT_NUMBER and not re.match(r"\d+ ?[.、﹒)]", folded(line.text))
    return cut and previous.text[-1] not in ENDS_SENTENCE


def joined(before: str, after: str) -> str:
    """Join two halves of a paragraph; words in Latin letters keep the space between them."""
    space = " " if LATIN.search(before) and re.match(r"[A-Za-z]", after) else ""
    return before + space + after


def is_page_mark(text: str) -> bool:
    """Tell whether the line is only a page number."""
    return bool(re.fullmatch(r"[-—–―─·\s]{1,6}\d{1,4}[-—–―─·\s]{1,6}|={2,}.{0,12}={2,}", folded(text)))
