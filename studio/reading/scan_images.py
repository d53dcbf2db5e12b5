"""Pictures of pages made fit for recognition: straightened, cleared of seals, their ruling lines found."""

from collections.abc import Sequence

import cv2
import numpy

from studio.reading.ruled_tables import Ruling

LONGEST_SIDE = 1800
"""Pixels of a page's longer side: characters of 10.5 points are then some 22 pixels high; more brings nothing."""
SPREAD_SIDE = 2500
THICKEST = 14
STAMPED = 0.7
"""The share of the paper's red light that the ink of a seal throws back at least; print and rulings under a seal lie below."""
STAMPED_DARK = 0.5
"""… and what still counts as the seal's ink where the place is plainly red."""
MOST_SKEW = 4.0
LEAST_SKEW = 0.25
Picture = numpy.ndarray
Box = tuple[float, float, float, float]


def wanted_side(width: float, height: float) -> int:
    """Return the pixels the longer side of a page should have; two pages side by side need more."""
    return LONGEST_SIDE if width < 1.2 * height else SPREAD_SIDE


def fitted(picture: Picture) -> Picture:
    """Return the picture reduced to the size recognition works best at; small ones are enlarged to half of that."""
    height, width = picture.shape[:2]
    longest, most = max(height, width), wanted_side(width, height)
    wanted = min(max(longest, most // 2), most)
    if wanted == longest:
        return picture
    scale = wanted / longest
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method)


def without_seals(picture: Picture) -> tuple[Picture, list[Box]]:
    """Return the picture with red seals turned to paper, and where they were (left, top, right, bottom).

    Black print below a seal stays, red letterheads too.
    """
    channels = picture.astype(numpy.int16)
    red, green, blue = channels[..., 0], channels[..., 1], channels[..., 2]
    mask = ((red - numpy.maximum(green, blue) > 50) & (red > 120)).astype(numpy.uint8)
    seals = _seals(mask) if int(mask.sum()) >= 200 else []
    if not seals:
        return picture, []
    cleaned = picture.copy()
    for left, top, right, bottom in seals:
        part, is_red = cleaned[top:bottom, left:right], mask[top:bottom, left:right] > 0
        ink = cv2.dilate(is_red.astype(numpy.uint8), numpy.ones((5, 5), numpy.uint8)) > 0
        # In red light the seal is nearly as bright as paper while black print stays black.
        paper = numpy.median(part[~ink], axis=0) if (~ink).any() else numpy.array([255, 255, 255])
        light = part[..., 0] / max(1.0, float(paper[0]))
        part[ink & ((light > STAMPED) | is_red & (light > STAMPED_DARK))] = paper
    return cleaned, [tuple(map(float, seal)) for seal in seals]


def _seals(mask: Picture) -> list[tuple[int, int, int, int]]:
    height, width = mask.shape
    reach = max(3, width // 80)
    # Not of the seal: the red line below a letterhead, and the coloured fringes that compression leaves along print.
    rule = cv2.morphologyEx(mask, cv2.MORPH_OPEN, numpy.ones((1, width // 4), numpy.uint8))
    alone = cv2.medianBlur(mask & ~cv2.dilate(rule, numpy.ones((9, 1), numpy.uint8)), 5)
    joined = cv2.morphologyEx(alone, cv2.MORPH_CLOSE, numpy.ones((reach, reach), numpy.uint8))
    found = []
    for left, top, wide, high, area in cv2.connectedComponentsWithStats(joined)[2][1:]:
        # A seal is round or square and some 4 cm wide; a letterhead is far wider than high.
        if 0.12 * width < wide < 0.45 * width and 0.7 < wide / high < 1.45 and area > 0.03 * wide * high:
            found.append((int(left), int(top), int(left + wide), int(top + high)))
    return found


def straightened(picture: Picture) -> Picture:
    """Return the picture turned by the degree or two a page lay askew."""
    angle = skew_of(picture)
    if abs(angle) < LEAST_SKEW:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def skew_of(picture: Picture) -> float:
    """Return by how many degrees the picture must be turned anticlockwise for its lines to run level.

    Level lines make the sums of ink over the rows differ most from row to row.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    scale = 700 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < cv2.threshold(small, 0, 255, cv2.THRESH_OTSU)[0]).astype(numpy.uint8)
    margin_y, margin_x = (round(side * 0.04) for side in ink.shape)
    ink = ink[margin_y:-margin_y, margin_x:-margin_x]
    height, width = ink.shape

    def unevenness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(ink * 255, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(
            axis=1, dtype=numpy.float64
        )
        return float(numpy.square(numpy.diff(rows)).sum())

    rough = max(numpy.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5), key=unevenness)
    return float(max(numpy.arange(rough - 0.4, rough + 0.41, 0.1), key=unevenness))


def rulings_on(picture: Picture, boxes: Sequence[Box]) -> list[Ruling]:
    """Return the ruling lines of a level page in pixels, y upwards from the bottom as ``tables_of`` expects.

    ``boxes`` are the places of its words (left, top, right, bottom): what lies inside one is a stroke of its characters.
    """
    ink = _ink(cv2.cvtColor(without_seals(picture)[0], cv2.COLOR_RGB2GRAY), 12)
    # Clearing a seal takes thin rulings below it away; in red light they stand out against it.
    ink |= _ink(numpy.ascontiguousarray(picture[..., 0]), 25)
    level, upright = (_outside(_lines(ink, horizontal=along), boxes) for along in (True, False))
    frames = _frames(level | upright)
    height = ink.shape[0]
    found: list[Ruling] = []
    for left, top, wide, high, _ in cv2.connectedComponentsWithStats(level & frames)[2][1:]:
        if high <= THICKEST and wide >= 4 * high:
            found.append(Ruling(True, height - (top + high / 2), float(left), float(left + wide)))
    for left, top, wide, high, _ in cv2.connectedComponentsWithStats(upright & frames)[2][1:]:
        if wide <= THICKEST and high >= 4 * wide:
            found.append(Ruling(False, left + wide / 2, float(height - top - high), float(height - top)))
    return found


def _ink(light: Picture, darker: int) -> Picture:
    """Return what is darker than its surroundings by more than so many steps of grey."""
    return cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, darker)


def _lines(ink: Picture, *, horizontal: bool) -> Picture:
    """Return the ink that runs on for the length of two characters, gaps of a few pixels closed."""
    length = max(24, max(ink.shape) // 45)
    bridge, bar = (numpy.ones((1, size) if horizontal else (size, 1), numpy.uint8) for size in (5, length))
    return cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, bar)


def _outside(lines: Picture, boxes: Sequence[Box]) -> Picture:
    """Return the lines that do not lie within one of the boxes."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(lines)
    left, top = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    right, bottom = left + stats[:, cv2.CC_STAT_WIDTH], top + stats[:, cv2.CC_STAT_HEIGHT]
    kept = numpy.ones(len(stats), bool)
    kept[0] = False
    for box in boxes:
        kept &= ~((left >= box[0] - 4) & (top >= box[1] - 4) & (right <= box[2] + 4) & (bottom <= box[3] + 4))
    return numpy.where(kept[labels], 255, 0).astype(numpy.uint8)


def _frames(lines: Picture) -> Picture:
    """Return where lines hang together over the extent of a table: strokes of characters make small groups of their own."""
    height, width = lines.shape
    joined = cv2.dilate(lines, numpy.ones((5, 5), numpy.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    large = (stats[:, cv2.CC_STAT_WIDTH] > 0.15 * width) & (stats[:, cv2.CC_STAT_HEIGHT] > 0.02 * height)
    large[0] = False
    return numpy.where(large[labels], 255, 0).astype(numpy.uint8)


def pages_of(picture: Picture) -> list[Picture]:
    """Cut a long picture (a screenshot of a whole document) into pages, between lines; others are one page."""
    height, width = picture.shape[:2]
    page = round(width * 1.5)
    if height < width * 2.4 or width < 200:
        return [picture]
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    unrest = grey.max(axis=1).astype(int) - grey.min(axis=1)
    cuts, start = [], 0
    while height - start > page * 1.2:
        window = unrest[start + round(page * 0.8) : start + page]
        start += round(page * 0.8) + int(len(window) - 1 - numpy.argmin(window[::-1]))
        cuts.append(start)
    return [part for part in numpy.split(picture, cuts) if part.shape[0] >= 8]
