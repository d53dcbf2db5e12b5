"""The ruling lines of a PDF page: strokes and thin filled rectangles, through nested forms."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from studio.reading.pdf_glyphs import Turned, at, scaled
from studio.reading.ruled_tables import Ruling

MOST_OBJECTS = 40_000
MOST_SEGMENTS = 60_000
DEPTH = 8
THIN = 3.0
WHITE = 245
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rulings_of(page: pypdfium2.PdfPage, turned: Turned) -> list[Ruling]:
    """Return the horizontal and vertical lines drawn on a page; a drawing of very many parts gives none."""
    found: list[Ruling] = []
    budget = [MOST_OBJECTS, MOST_SEGMENTS]
    _collect(page.raw, None, IDENTITY, turned, found, budget, 0)
    return found if min(budget) > 0 else []


def _collect(page, form, outer, turned: Turned, found: list[Ruling], budget: list[int], depth: int) -> None:
    count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(page)
    for index in range(max(count, 0)):
        budget[0] -= 1
        if min(budget) <= 0:
            return
        item = pdfium.FPDFFormObj_GetObject(form, index) if form else pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
            _collect(page, item, scaled(_matrix(item), outer), turned, found, budget, depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _of_path(item, scaled(_matrix(item), outer), turned, found, budget)


def _matrix(item) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _of_path(item, matrix: tuple[float, ...], turned: Turned, found: list[Ruling], budget: list[int]) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    filled = bool(fill.value) and _is_visible(pdfium.FPDFPageObj_GetFillColor, item)
    stroked = bool(stroke.value) and _is_visible(pdfium.FPDFPageObj_GetStrokeColor, item)
    if not filled and not stroked:
        return
    budget[1] -= max(0, pdfium.FPDFPath_CountSegments(item))
    if budget[1] <= 0:
        return
    for shape in _shapes(item, matrix, turned):
        if stroked:
            for start, end in zip(shape, shape[1:], strict=False):
                _add(found, *start, *end)
        if filled and len(shape) >= 4:
            xs, ys = [x for x, _ in shape], [y for _, y in shape]
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
            if min(right - left, top - bottom) <= THIN:
                _add_thin(found, left, right, bottom, top)


def _shapes(item, matrix: tuple[float, ...], turned: Turned) -> list[list[tuple[float, float]]]:
    """Return the polylines of a path on the upright page; curves break them, for no ruling is curved."""
    moved, shapes = at(matrix), []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turned.point(*moved(x.value, y.value))
        if kind != pdfium.FPDF_SEGMENT_LINETO or not shapes:
            shapes.append([point])
        else:
            shapes[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and len(shapes[-1]) > 2:
            shapes[-1].append(shapes[-1][0])
    return shapes


def _is_visible(colour_of, item) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, red, green, blue, alpha):
        return True
    return alpha.value > 10 and min(red.value, green.value, blue.value) < WHITE


def _add(found: list[Ruling], x: float, y: float, to_x: float, to_y: float) -> None:
    if abs(y - to_y) <= 1 < abs(x - to_x):
        found.append(Ruling(True, (y + to_y) / 2, min(x, to_x), max(x, to_x)))
    elif abs(x - to_x) <= 1 < abs(y - to_y):
        found.append(Ruling(False, (x + to_x) / 2, min(y, to_y), max(y, to_y)))


def _add_thin(found: list[Ruling], left: float, right: float, bottom: float, top: float) -> None:
    if right - left >= top - bottom:
        found.append(Ruling(True, (bottom + top) / 2, left, right))
    else:
        found.append(Ruling(False, (left + right) / 2, bottom, top))
