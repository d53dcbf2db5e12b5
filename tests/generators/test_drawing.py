"""Pages of a PDF as PNG: the size asked for, what the page shows, the same bytes for the same PDF."""

import io

import numpy
from PIL import Image

from generators import drawing, registry
from generators.drawing import pictures_of
from generators.infographic.product import laid_out
from generators.model import Brief
from generators.picture import with_text
from generators.typesetting import typeset
from styles import themes
from tests.generators.test_layouts import NOWHERE
from tests.sample_interpretation import rich_interpretation

BLUE = themes.load("government-blue")


def laid():
    brief = Brief(draft=True, source_url="https://www.yunxi.gov.cn/zwgk/policy.html")
    return laid_out(registry.composed("infographic", rich_interpretation(), brief), BLUE, brief, NOWHERE)


def test_the_picture_is_the_one_the_typesetter_would_draw():
    page = laid()
    ppi = 72 * page.data["zoom"]
    ours = Image.open(io.BytesIO(pictures_of(page.pdf, ppi)[0]))
    theirs = Image.open(io.BytesIO(typeset("infographic", page.data, theme=BLUE, files=page.files, output="png", ppi=ppi)[0])).convert("RGB")
    assert ours.mode == "RGB" and ours.size == theirs.size == (1080, theirs.height)
    small = [numpy.asarray(picture.resize((270, picture.height // 4), Image.BOX), dtype=float) for picture in (ours, theirs)]
    apart = numpy.abs(small[0] - small[1])
    assert apart.mean() < 2 and (apart > 60).mean() < 0.0005


def test_bands_join_without_a_seam(monkeypatch):
    """Where bands meet is where the drawing could differ: in bands that meet elsewhere it is the same, but for the edges of a letter cut there."""
    page = laid()
    usual = numpy.asarray(Image.open(io.BytesIO(pictures_of(page.pdf, 36)[0])), dtype=int)
    for band in (100, 333):
        monkeypatch.setattr(drawing, "BAND", band)
        other = numpy.asarray(Image.open(io.BytesIO(pictures_of(page.pdf, 36)[0])), dtype=int)
        assert other.shape == usual.shape
        apart = numpy.abs(other - usual).max(axis=2)
        assert apart.max() < 64 and (apart > 3).mean(axis=1).max() < 0.05


def test_the_same_pdf_gives_the_same_bytes_and_takes_words_in():
    pdf = laid().pdf
    first = pictures_of(pdf, 30)
    assert len(first) == 1 and pictures_of(pdf, 30) == first
    marked = Image.open(io.BytesIO(with_text(first[0], {"DocumentNumber": "云人社发〔2026〕18号"})))
    marked.load()
    assert marked.text["DocumentNumber"] == "云人社发〔2026〕18号"
