"""A department's theme shows its logo on the cover and says who made the picture, in every size."""

import base64
import io
import re

import docx
import numpy
import pypdfium2
import pytest
from lxml import html
from PIL import Image

from generators import registry
from generators.model import Brief
from styles import themes
from styles.deriving import derived
from tests.generators.official_documents import faults_of, lines_of, needs_office, to_pdf
from tests.sample_interpretation import small_interpretation

MAGENTA = (230, 0, 200)
UNIT = "制图单位：云和市民政局"


def logo() -> str:
    target = io.BytesIO()
    Image.new("RGB", (120, 80), MAGENTA).save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def theme(**fields):
    return derived(themes.load("government-blue"), "#0a6a4f", "#f5c451", name="own-12345678", label="本局", **fields)


def made(look, sizes="") -> dict[str, bytes]:
    brief = Brief(options={"sizes": sizes} if sizes else {})
    return {file.filename: file.data for file in registry.produce("infographic", small_interpretation(), brief, look)[1]}


def pixels_of(png: bytes, colour=MAGENTA) -> int:
    picture = numpy.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=numpy.int16)
    return int((numpy.abs(picture - colour) < 10).all(axis=2).sum())


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_the_logo_is_on_the_cover_and_the_unit_in_the_footer():
    plain, own = made(theme()), made(theme(logo=logo(), unit_line=UNIT))
    assert pixels_of(plain["infographic.png"]) == 0 and pixels_of(own["infographic.png"]) > 2000
    assert UNIT in words_of(own["infographic.pdf"]) and UNIT not in words_of(plain["infographic.pdf"])
    assert UNIT in own["infographic.txt"].decode()


@pytest.mark.parametrize("size", ["cards", "square", "board"])
def test_cards_and_boards_carry_the_logo_once(size):
    files = made(theme(logo=logo(), unit_line=UNIT), size)
    pages = [data for name, data in files.items() if name.startswith(f"infographic-{size}-")]
    assert [pixels_of(page) > 500 for page in pages] == [True] + [False] * (len(pages) - 1)


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_printed_pages_name_the_unit(size):
    assert UNIT in words_of(made(theme(logo=logo(), unit_line=UNIT), size)[f"infographic-{size}.pdf"])


def test_large_type_makes_the_same_words_larger():
    usual, large = made(theme(unit_line=UNIT), "a4"), made(theme(unit_line=UNIT, type_scale="large"), "a4")
    heights = [Image.open(io.BytesIO(files["infographic.png"])) for files in (usual, large)]
    assert heights[0].width == heights[1].width == 1080 and heights[1].height > heights[0].height
    assert words_of(usual["infographic.pdf"]) == words_of(large["infographic.pdf"])
    assert set(words_of(usual["infographic-a4.pdf"])) == set(words_of(large["infographic-a4.pdf"]))


@pytest.mark.parametrize("ornament", themes.ORNAMENTS)
def test_every_drawing_of_a_cover_can_be_set_in_a_departments_colours(ornament):
    assert Image.open(io.BytesIO(made(theme(ornament=ornament, logo=logo()))["infographic.png"])).width == 1080


def page_files(name: str, look, **brief) -> dict[str, bytes]:
    return {file.filename: file.data for file in registry.produce(name, small_interpretation(), Brief(**brief), look)[1]}


@pytest.mark.parametrize("name", ["faq", "article"])
def test_pages_show_the_logo_at_the_head_and_who_made_them_at_the_foot(name):
    picture, plain = logo(), html.document_fromstring(page_files(name, theme())[f"{name}.html"].decode())
    page = html.document_fromstring(page_files(name, theme(logo=picture, unit_line=UNIT))[f"{name}.html"].decode())
    assert page.xpath("//header//img/@src") == [f"data:image/png;base64,{picture}"]
    assert page.xpath("//footer/p/text()")[-1] == "制作单位：云和市民政局"
    assert not plain.xpath("//img") and "制作单位" not in plain.text_content()


@pytest.mark.parametrize("name", ["faq", "article"])
@pytest.mark.parametrize("draft", [False, True])
def test_documents_carry_the_logo_on_the_first_page_and_who_made_them_at_the_end(name, draft):
    data = page_files(name, theme(logo=logo(), unit_line=UNIT), draft=draft)[f"{name}.docx"]
    document = docx.Document(io.BytesIO(data))
    (section,) = document.sections
    blips = section.first_page_header._element.xpath(".//a:blip/@r:embed")
    assert section.different_first_page_header_footer and len(blips) == 1
    drawn = section.first_page_header.part.related_parts[blips[0]].blob
    assert Image.open(io.BytesIO(drawn)).getpixel((5, 5)) == MAGENTA
    assert not section.header._element.xpath(".//a:blip") and not section.even_page_header._element.xpath(".//a:blip")
    assert "PAGE" in section.first_page_footer._element.xpath("string()")
    assert ("草稿" in section.first_page_header._element.xpath("string()")) == draft
    assert document.paragraphs[-1].text == "制作单位：云和市民政局"
    assert faults_of(data) == []


@needs_office
def test_the_logo_takes_no_line_from_the_text(tmp_path):
    looks = {"plain": theme(), "own": theme(logo=logo())}
    first = {}
    for name, look in looks.items():
        (tmp_path / name).mkdir()
        pdf = to_pdf(page_files("article", look, draft=True)["article.docx"], tmp_path / name)
        first[name] = [line for line in lines_of(pdf[0]) if "草稿" not in line[3]]
    assert [line[3] for line in first["own"]] == [line[3] for line in first["plain"]]
    assert first["own"][0][0] == pytest.approx(first["plain"][0][0], abs=0.6)
