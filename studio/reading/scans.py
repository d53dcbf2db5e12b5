"""Scanned pages and pictures: recognised, turned upright, read column by column, tables by their rulings."""

import re
import statistics
from dataclasses import dataclass, replace

import numpy

from studio.reading.folding import folded
from studio.reading.ocr_engine import Sign, Words, words_on
from studio.reading.pdf_page import wrapped_cell
from studio.reading.printed import Item, Printed
from studio.reading.ruled_tables import Box, RuledTable, Ruling, tables_of
from studio.reading.scan_images import Box as Edges
from studio.reading.scan_images import Picture, fitted, rulings_on, straightened, without_seals
from studio.reading.wrapping import display_width

SURE = 0.88
"""A line is doubted when the mean score of its characters is below; on clean scans lines lie above 0.97."""
SURE_SIGN = 0.5
"""… or when a single letter or digit is less certain than this."""
LEGIBLE = 0.5
"""What scores less is no writing but specks, rulings, or the rest of a seal."""
LEGIBLE_IN_SEAL = 0.8
"""Inside a seal the rest of its own characters scores up to here."""
UPRIGHT = 0.8
"""Mean score from which a page is taken to be the right way up; upside down it lies near 0.5."""
FEWEST_WORDS = 3
A4_SHORT, A4_LONG = 595.0, 842.0
"""Points a page is taken to be wide; what matters is that all pages of a file are measured alike."""
EDGE_NUMBER = re.compile(r"[-—–_一·•.\s]{0,4}\d{1,4}[-—–_一·•.\s]{0,4}")


@dataclass(slots=True)
class Recogniser:
    """Recognises one page after the other; how the last one had to be turned is tried first on the next."""

    quarters: int = 0

    def items_on(self, picture: Picture, number: int) -> list[Item]:
        """Return the lines and tables of a page in reading order. ``picture`` is RGB, ``number`` counts pages from 1."""
        found = self._upright(fitted(picture))
        words = [line for line in found.words if line.text.strip() and not _is_noise(line, found.seals)]
        return _Page(found, number).items(words) if words else []

    def _upright(self, picture: Picture) -> "_Found":
        """Return the page the right way up and its words; turning it is tried only where the words make no sense."""
        tried: list[_Found] = []
        turns = [self.quarters]
        while turns:
            quarters = turns.pop(0)
            turned = straightened(_turned(picture, quarters))
            cleaned, seals = without_seals(turned)
            tried.append(_Found(turned, words_on(cleaned), seals, quarters))
            if tried[-1].quality >= UPRIGHT or len(tried[-1].words) < FEWEST_WORDS:
                break
            if len(tried) == 1:
                # Lines that run downwards: the page lies on one of its sides; otherwise it stands on its head.
                turns = [(quarters + turn) % 4 for turn in ((1, 3) if tried[0].lying > 0.5 else (2,))]
        best = max(tried, key=lambda found: found.quality)
        self.quarters = best.quarters
        return best


@dataclass(slots=True)
class _Found:
    """A page turned by ``quarters`` anticlockwise and what was recognised on it; ``seals`` are the places of red seals."""

    picture: Picture
    words: list[Words]
    seals: list[Edges]
    quarters: int

    @property
    def lying(self) -> float:
        """Return the share of longer lines that run downwards: those of a page on its side."""
        long = [line for line in self.words if len(line.signs) > 3]
        return (
            sum(line.bottom - line.top > 1.5 * (line.right - line.left) for line in long) / len(long) if long else 0.0
        )

    @property
    def quality(self) -> float:
        """Return the mean score of the characters, less the more lines lie on their side."""
        letters = sum(len(line.signs) for line in self.words)
        return (1 - self.lying) * sum(line.score * len(line.signs) for line in self.words) / letters if letters else 0.0


def _turned(picture: Picture, quarters: int) -> Picture:
    return numpy.ascontiguousarray(numpy.rot90(picture, quarters))


class _Page:
    """One level page of recognised words, in points from its left and bottom edges."""

    def __init__(self, found: _Found, number: int) -> None:
        self.number, self.seals = number, found.seals
        self.height, self.width = found.picture.shape[:2]
        self.scale = scale = (A4_SHORT if self.height >= self.width else A4_LONG) / self.width
        self.tables = tables_of(
            [
                Ruling(line.horizontal, line.at * scale, line.start * scale, line.end * scale)
                for line in rulings_on(found.picture, [line.edges for line in found.words])
            ]
        )

    def items(self, words: list[Words]) -> list[Item]:
        """Return lines and tables from the top down, one column after the other."""
        free = self._into_tables(words)
        self.tables = [table for table in self.tables if table.filled >= 2]
        gutter = _gutter(free, self.width)
        placed: list[tuple[bool, float, Item]] = []
        for second in (False, True):
            column = [line for line in free if (line.left >= gutter) is second]
            lines = [(row[0].top, line) for row in _rows(column) if (line := self._line(row)) is not None]
            edge = min((line.left for _, line in lines), default=0.0)
            # The second column is laid over the first, so that both have the left edge by which indents are measured.
            shift = edge - min((item.left for _, _, item in placed), default=edge) if second else 0.0
            placed += [
                (second, top, replace(line, left=line.left - shift, right=line.right - shift)) for top, line in lines
            ]
        for table in self.tables:
            second = (table.left + table.right) / 2 > gutter * self.scale
            placed.append((second, self.height - table.top / self.scale, self._table(table)))
        return [item for *_, item in sorted(placed, key=lambda entry: entry[:2])]

    def _into_tables(self, words: list[Words]) -> list[Words]:
        free = []
        for line in words:
            outside = []
            for sign in line.signs:
                box = next(
                    (
                        box
                        for table in self.tables
                        if (box := table.box_at(sign.x * self.scale, (self.height - sign.y) * self.scale))
                    ),
                    None,
                )
                if box is None:
                    outside.append(sign)
                else:
                    box.content.append((line, sign))
            if len(outside) > len(line.signs) / 2:
                free.append(line)
        return free

    def _line(self, row: list[Words]) -> Printed | None:
        text = chinese_marks(_row_text(row))
        left, right = row[0].left, row[-1].right
        bottom, top = max(line.bottom for line in row), min(line.top for line in row)
        if EDGE_NUMBER.fullmatch(text) and (top > self.height * 0.87 or bottom < self.height * 0.1):
            return None
        longest = max(row, key=lambda line: line.right - line.left)
        size = (longest.right - longest.left) / max(_set_width(longest.text), 1.0)
        points = self.scale
        return Printed(
            text,
            self.number,
            left * points,
            right * points,
            (self.height - bottom) * points,
            size * points,
            self._doubt(row),
        )

    def _doubt(self, row: list[Words]) -> str:
        if any(_overlap(line.edges, seal) for line in row for seal in self.seals):
            return f"第{self.number}页此段文字被印章遮盖，识别可能有误，请对照原件核对。"
        signs = [sign for line in row for sign in line.signs if sign.text.isalnum()]
        sure = all(line.score >= SURE for line in row) and all(sign.score >= SURE_SIGN for sign in signs)
        return "" if sure else f"第{self.number}页此段文字识别把握不大，请对照原件核对。"

    def _table(self, table: RuledTable) -> Item:
        used = {id(line): line for box in table.boxes for line, _ in box.content}
        doubt = next(filter(None, (self._doubt([line]) for line in used.values())), "")
        return table.drawn(_cell_text, self.number, doubt.replace("此段", "表格中有"))


def _is_noise(line: Words, seals: list[Edges]) -> bool:
    within = any(
        seal[0] <= line.left and line.right <= seal[2] and seal[1] <= line.top and line.bottom <= seal[3]
        for seal in seals
    )
    return line.score < (LEGIBLE_IN_SEAL if within else LEGIBLE)


def _overlap(line: Edges, seal: Edges) -> bool:
    return line[0] < seal[2] and seal[0] < line[2] and line[1] < seal[3] and seal[1] < line[3]


def _cell_text(box: Box) -> str:
    """Return the words of a cell: the characters that lie in it, line by line."""
    lines: dict[int, list[Sign]] = {}
    heights: dict[int, float] = {}
    for line, sign in box.content:
        lines.setdefault(id(line), []).append(sign)
        heights[id(line)] = line.bottom - line.top
    rows = sorted(lines, key=lambda key: statistics.mean(sign.y for sign in lines[key]))
    laid = []
    for key in rows:
        signs = lines[key]
        text = chinese_marks("".join(sign.text for sign in signs).strip())
        size = heights[key] * 0.75
        laid.append((text, signs[0].x - size / 2, signs[-1].x + size / 2, size))
    return wrapped_cell([line for line in laid if line[0]])


def _set_width(text: str) -> float:
    """Return how many characters wide a text is printed; digits take somewhat more than half of one."""
    wide = display_width(text)
    return wide + 0.1 * 2 * (len(text) - wide)


def _gutter(words: list[Words], width: int) -> float:
    """Return where the second of two columns begins: two pages side by side leave a gap near the middle; else the width."""
    for middle in (width * share / 100 for share in (50, 48, 52, 46, 54, 44, 56)):
        sides = [line for line in words if line.right <= middle], [line for line in words if line.left >= middle]
        wide = min(sum(line.right - line.left > width * 0.2 for line in side) for side in sides)
        if len(sides[0]) + len(sides[1]) == len(words) and wide >= 5:
            return middle
    return float(width)


def _rows(words: list[Words]) -> list[list[Words]]:
    """Return the pieces that stand on one level, rows from the top down, pieces from the left."""
    rows: list[list[Words]] = []
    for line in sorted(words, key=lambda line: line.top + line.bottom):
        last = rows[-1][-1] if rows else None
        overlap = min(last.bottom, line.bottom) - max(last.top, line.top) if last else 0
        if last and overlap > 0.55 * min(last.bottom - last.top, line.bottom - line.top):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _row_text(row: list[Words]) -> str:
    text = row[0].text
    for before, line in zip(row, row[1:], strict=False):
        gap = line.left - before.right
        text += (" " if gap > 0.5 * (line.bottom - line.top) else "") + line.text
    return re.sub(r"^(第[一二三四五六七八九十百零〇]{1,7}[条章节编])(?=[\u4e00-\u9fff])", r"\1 ", text.strip())


MARKS = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}


def chinese_marks(text: str) -> str:
    """Return recognised text with full-width marks beside Chinese characters: the model does not tell widths apart."""
    signs = list(text)
    for at, sign in enumerate(signs):
        if sign not in MARKS:
            continue
        beside = signs[max(0, at - 1) : at] + signs[at + 1 : at + 2]
        if any("\u4e00" <= other <= "\u9fff" or other in "》”）〉" for other in beside):
            signs[at] = MARKS[sign]
    # Both halves of a pair of brackets are of one width.
    opened: list[int] = []
    for at, sign in enumerate(signs):
        if folded(sign) == "(" and sign in "(（":
            opened.append(at)
        elif (
            folded(sign) == ")"
            and opened
            and "（" in (signs[(start := opened.pop())], *(("（",) if sign == "）" else ()))
        ):
            signs[start], signs[at] = "（", "）"
    return re.sub(r"^([一二三四五六七八九十]{1,3})[，,.．](?=[\u4e00-\u9fff])", r"\1、", "".join(signs))
