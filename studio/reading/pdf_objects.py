"""What is drawn on a PDF page besides its text: objects through nested forms, and the pictures among them."""

from collections.abc import Callable, Iterator
from ctypes import c_uint
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_OBJECTS = 40_000
DEPTH = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object of a page: pdfium's handle and kind (FPDF_PAGEOBJ_…), and the matrix to the page's own points."""

    handle: object
    kind: int
    matrix: Matrix


def objects_of(page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    """Yield the objects of a page that are no forms, at most MOST_OBJECTS, those inside forms included."""
    left = [MOST_OBJECTS]
    yield from _inside(page.raw, None, IDENTITY, left, 0)


def _inside(page, form, outer: Matrix, left: list[int], depth: int) -> Iterator[Drawn]:
    count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(page)
    for index in range(max(count, 0)):
        left[0] -= 1
        if left[0] < 0:
            return
        item = pdfium.FPDFFormObj_GetObject(form, index) if form else pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        matrix = multiplied(_matrix(item), outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield Drawn(item, kind, matrix)
        elif depth < DEPTH:
            yield from _inside(page, item, matrix, left, depth + 1)


def _matrix(item) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def multiplied(matrix: Matrix, outer: Matrix) -> Matrix:
    """Return the product of two PDF matrices: first ``matrix``, then ``outer``."""
    a, b, c, d, e, f = matrix
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def mover(matrix: Matrix) -> Callable[[float, float], tuple[float, float]]:
    """Return the function that moves a point by a PDF matrix."""
    a, b, c, d, e, f = matrix
    return lambda x, y: (a * x + c * y + e, b * x + d * y + f)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page shows beside its text: the share its largest picture covers (0 to 1), the pixels of its pictures,

    the number of its paths, and whether most of its text is invisible, as a scanner's own recognition leaves it.
    """

    picture_share: float
    pixels: int
    paths: int
    hidden_text: bool


def drawing_on(page: pypdfium2.PdfPage) -> Drawing:
    """Measure what is drawn on a page, from its descriptions: no picture is decoded."""
    width, height = page.get_size()
    largest, pixels, paths, texts, hidden = 0.0, 0, 0, 0, 0
    wide, high = c_uint(), c_uint()
    for item in objects_of(page):
        if item.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [mover(item.matrix)(x, y) for x in (0, 1) for y in (0, 1)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            largest = max(largest, (max(xs) - min(xs)) * (max(ys) - min(ys)))
            if pdfium.FPDFImageObj_GetImagePixelSize(item.handle, wide, high):
                pixels += wide.value * high.value
        elif item.kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif item.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += pdfium.FPDFTextObj_GetTextRenderMode(item.handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return Drawing(min(1.0, largest / max(1.0, width * height)), pixels, paths, hidden * 2 > texts)
