"""The ruling lines of a PDF page: strokes and thin filled rectangles."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from studio.reading.pdf_glyphs import Turned
from studio.reading.pdf_objects import Drawn, mover, objects_of
from studio.reading.ruled_tables import Ruling

MOST_SEGMENTS = 60_000
THIN = 3.0
WHITE = 245


def rulings_of(page: pypdfium2.PdfPage, turned: Turned) -> list[Ruling]:
    """Return the horizontal and vertical lines drawn on a page; a drawing of very many parts gives none."""
    found: list[Ruling] = []
    segments = 0
    for item in objects_of(page):
        if item.kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        segments += max(0, pdfium.FPDFPath_CountSegments(item.handle))
        if segments > MOST_SEGMENTS:
            return []
        _add_path(found, item, turned)
    return found


def _add_path(found: list[Ruling], item: Drawn, turned: Turned) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.handle, fill, stroke)
    filled = bool(fill.value) and _is_visible(pdfium.FPDFPageObj_GetFillColor, item)
    stroked = bool(stroke.value) and _is_visible(pdfium.FPDFPageObj_GetStrokeColor, item)
    if not filled and not stroked:
        return
    for shape in _shapes(item, turned):
        if stroked:
            for start, end in zip(shape, shape[1:], strict=False):
                _add_stroke(found, *start, *end)
        if filled and len(shape) >= 4:
            xs, ys = [x for x, _ in shape], [y for _, y in shape]
            _add_thin(found, min(xs), max(xs), min(ys), max(ys))


def _shapes(item: Drawn, turned: Turned) -> list[list[tuple[float, float]]]:
    """Return the polylines of a path on the upright page; curves break them, for no ruling is curved."""
    moved, shapes = mover(item.matrix), []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(item.handle)):
        segment = pdfium.FPDFPath_GetPathSegment(item.handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turned.point(*moved(x.value, y.value))
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO or not shapes:
            shapes.append([point])
        else:
            shapes[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and len(shapes[-1]) > 2:
            shapes[-1].append(shapes[-1][0])
    return shapes


def _is_visible(colour_of, item: Drawn) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item.handle, red, green, blue, alpha):
        return True
    return alpha.value > 10 and min(red.value, green.value, blue.value) < WHITE


def _add_stroke(found: list[Ruling], x: float, y: float, to_x: float, to_y: float) -> None:
    if abs(y - to_y) <= 1 < abs(x - to_x):
        found.append(Ruling(True, (y + to_y) / 2, min(x, to_x), max(x, to_x)))
    elif abs(x - to_x) <= 1 < abs(y - to_y):
        found.append(Ruling(False, (x + to_x) / 2, min(y, to_y), max(y, to_y)))


def _add_thin(found: list[Ruling], left: float, right: float, bottom: float, top: float) -> None:
    if min(right - left, top - bottom) > THIN:
        return
    if right - left >= top - bottom:
        found.append(Ruling(True, (bottom + top) / 2, left, right))
    else:
        found.append(Ruling(False, (left + right) / 2, bottom, top))
