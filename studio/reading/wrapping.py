"""Lines broken by the page's width, as PDF and text copied from it have them, joined to paragraphs again."""

import re
import unicodedata
from dataclasses import dataclass

from studio.reading.folding import folded
from studio.reading.markers import marker_of

ENDS_SENTENCE = "。；！？：…”）》;!?:"
LATIN = re.compile(r"[A-Za-z0-9,.;:%)]$")
# A number set by machine stands apart from the Chinese around it (38 号, 2021 年); the space is not in the words.
SPACED_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff（《“〔，。、；：]) (?=[A-Za-z0-9“（《〔])|(?<=[A-Za-z0-9%”）》〕]) (?=[\u4e00-\u9fff，。、；：）》〕])")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: ``indent`` in characters from the margin, ``width`` 1.0 for a full line (None: by counting)."""

    text: str
    indent: float = 0.0
    width: float | None = None
    page: int | None = None
    centred: bool = False


def display_width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def rejoined(lines: list[Line]) -> list[str]:
    """Return the paragraphs of ``lines``. Text that is not wrapped comes back line by line, empty lines dropped."""
    full = wrap_width(lines)
    if full is None:
        return [line.text for line in lines if line.text]
    paragraphs: list[str] = []
    previous: Line | None = None
    for line in lines:
        if not line.text or is_page_mark(line.text):
            # A page number or gap between two halves of a sentence does not end the paragraph.
            continue
        if previous is not None and paragraphs and continues(previous, line, full):
            paragraphs[-1] = joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        previous = line
    return [SPACED_NUMBER.sub("", paragraph) for paragraph in paragraphs]


def wrap_width(lines: list[Line]) -> float | None:
    """Return the width at which lines are wrapped; None when each line is a paragraph."""
    widths = sorted(display_width(line.text) + line.indent for line in lines if len(line.text) > 8)
    if len(widths) < 12:
        return None
    full = widths[int(len(widths) * 0.9)]
    if full > 60:
        return None
    near = [line for line in lines if display_width(line.text) + line.indent >= full - 3]
    broken = sum(line.text[-1] not in ENDS_SENTENCE for line in near if line.text)
    return full if len(near) >= len(widths) * 0.3 and broken >= len(near) * 0.5 else None


def continues(previous: Line, line: Line, full: float) -> bool:
    """Tell whether ``line`` goes on where ``previous`` was broken."""
    if line.indent >= 1.5 and line.indent > previous.indent + 1 or line.centred:
        return False
    if display_width(previous.text) + previous.indent < full - 2.6:
        return False
    marker = marker_of(line.text)
    if marker is None:
        return True
    # A number that happens to begin a line (…第\n5 次会议) does not stand after a finished sentence.
    return previous.text[-1] not in ENDS_SENTENCE and marker.form.value in ("third", "decimal", "letter") and not re.match(r"\d+[.、]", folded(line.text))


def joined(before: str, after: str) -> str:
    """Join two halves of a paragraph; words in Latin letters keep the space between them."""
    space = " " if LATIN.search(before) and re.match(r"[A-Za-z]", after) else ""
    return before + space + after


def is_page_mark(text: str) -> bool:
    """Tell whether the line is only a page number."""
    return bool(re.fullmatch(r"[-—–―─·\s]{1,6}\d{1,4}[-—–―─·\s]{1,6}|={2,}.{0,12}={2,}", folded(text)))
