"""The characters of a PDF page with their places, and the lines they make."""

import ctypes
import math
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from studio.reading.printed import Printed

LETTERS_ASKED_FOR_THEIR_ANGLE = 60
UNREADABLE = "\x00\x02\ufffe\uffff\ufeff\u200b\u00ad"


@dataclass(slots=True)
class Glyph:
    """A character where it is printed: the edges of its advance, its baseline and size in points, y upwards.

    Coordinates are those of the page as it is read: a page turned by its rotation or by its writing is upright here.
    """

    sign: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False

    @property
    def middle(self) -> float:
        """Return the middle of the character between its edges."""
        return (self.left + self.right) / 2

    @property
    def is_wide(self) -> bool:
        """Tell whether the character is as wide as its size (Chinese characters and their punctuation)."""
        return unicodedata.east_asian_width(self.sign) in "WF"


@dataclass(frozen=True, slots=True)
class Turned:
    """How a page must be turned to be read: quarter turns clockwise of a page ``width`` by ``height`` points."""

    quarters: int
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page's own coordinates is on the upright page."""
        match self.quarters:
            case 1:
                return y, self.width - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.height - y, x
        return x, y


def turn_of(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Turned:
    """Return how the page is read, by its own rotation and by the direction in which its characters run."""
    count = text_page.count_chars()
    step = max(1, count // LETTERS_ASKED_FOR_THEIR_ANGLE)
    # pdfium states by how much the writing is turned clockwise; turning the page as far again the other way levels it.
    angles = Counter(
        -round(pdfium.FPDFText_GetCharAngle(text_page.raw, index) / (math.pi / 2)) % 4
        for index in range(0, count, step)
        if not pdfium.FPDFText_IsGenerated(text_page.raw, index)
    )
    written = angles.most_common(1)[0][0] if angles else page.get_rotation() // 90
    left, bottom, right, top = page.get_mediabox()
    return Turned(written % 4, right - left, top - bottom)


def glyphs_of(text_page: pypdfium2.PdfTextPage, turned: Turned) -> list[Glyph]:
    """Return the characters of a page in the order they are written there; spaces only as ``spaced`` of the next one."""
    raw, found = text_page.raw, []
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    spaced = False
    surrogate = ""
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        sign = _readable(chr(code)) if code < 0x110000 else ""
        if 0xD800 <= code < 0xDC00:
            surrogate = sign
            continue
        if surrogate and 0xDC00 <= code < 0xE000:
            sign = (surrogate + sign).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        surrogate = ""
        if not sign or sign.isspace():
            spaced = spaced or sign not in ("", "\r", "\n") and not pdfium.FPDFText_IsGenerated(raw, index)
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        size = pdfium.FPDFText_GetFontSize(raw, index)
        found.append(_glyph(sign, turned, (box.left, box.right, box.bottom, box.top), (x.value, y.value), size, spaced))
        spaced = False
    return found


def _glyph(sign: str, turned: Turned, box: tuple, origin: tuple, size: float, spaced: bool) -> Glyph:
    if turned.quarters == 0:
        left, right, base = box[0], box[1], origin[1]
    else:
        corners = (turned.point(box[0], box[2]), turned.point(box[1], box[3]))
        left, right = sorted(corner[0] for corner in corners)
        base = turned.point(*origin)[1]
    # Where the font is scaled by a matrix its nominal size says nothing; a wide character is as wide as its size.
    wide = unicodedata.east_asian_width(sign) in "WF"
    if size <= 3 or wide and right - left > size * 1.5:
        size = max((right - left) * (1 if wide else 1.8), 1.0)
    return Glyph(sign, left, right, base, size, spaced)


def _readable(sign: str) -> str:
    """Return the character meant: radicals some fonts name instead of the character are replaced, marks of the PDF dropped."""
    if sign in UNREADABLE:
        return ""
    if "\u2e80" <= sign <= "\u2fdf":
        plain = unicodedata.normalize("NFKC", sign)
        return plain if len(plain) == 1 else sign
    return sign


def split_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the characters line by line: a new one begins where the baseline changes or the writing jumps back."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        last = lines[-1][-1] if lines else None
        if (
            last is None
            or abs(glyph.base - last.base) > 0.5 * max(last.size, glyph.size)
            or glyph.left < last.left - last.size
        ):
            lines.append([])
        lines[-1].append(glyph)
    return lines


def line_text(line: list[Glyph]) -> str:
    """Return the words of a line. Letter-spacing is no space: a gap counts when it stands out among those of the line."""
    usual = _usual_gap(line)
    parts = [line[0].sign]
    for before, glyph in zip(line, line[1:], strict=False):
        if _parted(before, glyph, usual):
            parts.append(" ")
        parts.append(glyph.sign)
    return "".join(parts)


def _usual_gap(line: list[Glyph]) -> float:
    gaps = [b.left - a.right for a, b in zip(line, line[1:], strict=False) if a.is_wide and b.is_wide]
    return max(0.0, statistics.median(gaps)) if len(gaps) > 1 else 0.0


def _parted(before: Glyph, glyph: Glyph, usual: float) -> bool:
    gap = glyph.left - before.right
    if before.is_wide or glyph.is_wide:
        return gap - usual > 0.45 * glyph.size or glyph.spaced and gap - usual > 0.2 * glyph.size
    return glyph.spaced or gap > 0.25 * glyph.size


def printed_line(line: list[Glyph], page: int) -> Printed:
    """Return a line of characters with its place."""
    size = statistics.median(glyph.size for glyph in line)
    return Printed(line_text(line), page, line[0].left, max(glyph.right for glyph in line), line[0].base, size)
