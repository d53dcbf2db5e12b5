"""Makes PDFs with typst and scans of their pages, so that each test shows what is printed and how it was scanned."""

import io
import math

import numpy
import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from styles import fonts

A4 = '#set page(paper: "a4", numbering: "— 1 —")'
SMALL = "#set page(width: 120mm, height: 80mm, margin: 10mm)"


def composed(source: str) -> bytes:
    """Return the PDF typst makes of its source, set in the Song face of the wheels."""
    head = f'#set text(font: "{fonts.SERIF}", size: 16pt, lang: "zh")\n'
    return typst.compile((head + source).encode(), font_paths=[str(folder) for folder in fonts.folders()], ignore_system_fonts=True)


def printed(lines, paper: str = A4, titles: tuple[int, ...] = (0,)) -> bytes:
    """Return a PDF of paragraphs with first lines set in; those numbered in ``titles`` are centred."""
    source = f"{paper}\n#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    for number, line in enumerate(lines):
        content = f"#align(center)[#par(first-line-indent: 0pt)[{line}]]" if number in titles else f"#text[{line}]"
        source += content.replace("（一）", "#[（一）]") + "\n\n"
    return composed(source)


def photographed(pdf: bytes, *, dpi: int = 110, skew: float = 0.0, noise: float = 6.0, seal: tuple[float, float] | None = None, turn: int = 0) -> list[Image.Image]:
    """Return the pages of a PDF as a scanner gives them: grey paper, grain, ``skew`` degrees askew, a red seal at shares of the page, turned."""
    grain = numpy.random.default_rng(1)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
        if seal:
            stamp = _seal(round(dpi * 1.5))
            at = (round(picture.width * seal[0] - stamp.width / 2), round(picture.height * seal[1] - stamp.height / 2))
            picture.paste(stamp, at, stamp)
        if skew:
            picture = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
        shades = numpy.asarray(picture.filter(ImageFilter.GaussianBlur(0.4))) * 0.94
        shades = numpy.clip(shades + grain.normal(0, noise, shades.shape), 0, 255).astype(numpy.uint8)
        pages.append(Image.fromarray(shades).rotate(turn, expand=True))
    return pages


def _seal(size: int) -> Image.Image:
    stamp = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw, ink, middle = ImageDraw.Draw(stamp), (208, 28, 38, 175), size / 2
    draw.ellipse([3, 3, size - 3, size - 3], outline=ink, width=max(3, size // 40))
    points = [(middle + size * 0.16 * math.sin(k * math.pi * 0.8), middle - size * 0.16 * math.cos(k * math.pi * 0.8)) for k in range(5)]
    draw.polygon(points, fill=ink)
    face = ImageFont.truetype(str(fonts.serif_regular()), size // 9)
    for at, sign in enumerate("云溪市教育局专用章"):
        angle = math.radians(-100 + at * 25)
        draw.text((middle + size * 0.37 * math.sin(angle), middle - size * 0.37 * math.cos(angle)), sign, font=face, fill=ink, anchor="mm")
    return stamp


def scanned(pages: list[Image.Image]) -> bytes:
    """Return a PDF that holds only pictures of pages."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=pages[0].width / 8.27, quality=75)
    return stream.getvalue()


def saved(pages: list[Image.Image], kind: str, **options) -> bytes:
    """Return a picture file; further pages only in a TIFF."""
    stream = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(stream, kind, **more, **options)
    return stream.getvalue()


def bound(*pdfs: bytes) -> bytes:
    """Return the pages of several PDFs as one."""
    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(pdf))
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()
