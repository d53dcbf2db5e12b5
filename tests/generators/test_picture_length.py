"""How long a picture will be is told before it is set, so that nearly every picture is set once."""

import re
from pathlib import Path

import pytest

from generators import registry
from generators.infographic import charts, product
from generators.infographic import length as lengths
from generators.infographic.layout import prepared
from generators.infographic.length import length
from generators.infographic.product import LONGEST, ZOOMS, largest_within
from generators.model import Brief
from generators.picture import pdf_height
from generators.typesetting import typeset
from studio.interpreting import interpret
from studio.reading import read
from styles import themes
from tests.generators.test_layouts import NOWHERE
from tests.sample_interpretation import rich_interpretation

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NAMES = ("wengang_cuoshi", "wengang_cuoshi_2023", "xianxing_tonggao", "yanglao_banfa")
WITHIN = 0.03
"""Share of the true length by which what is told may be off; on forty policies it was off by 0.5 % on average."""


def pages_of(interpretation, brief: Brief):
    """Return the template's data and a function that sets the page at a step of the scale and returns its height in pixels."""
    theme = themes.load(brief.theme or "government-blue")
    segments = prepared(registry.composed("infographic", interpretation, brief))
    data = product.content(segments, theme, brief, NOWHERE) | {"title": "一图读懂", "author": "", "description": "", "keywords": []}
    drawn = product.values_of(segments)
    files = product.drawings_of(segments, theme, brief, {}) | {f"chart-{name}.svg": charts.blank(*values) for name, values in drawn.items()}

    def height(zoom: float) -> float:
        stepped = product.at_step(data, zoom)
        return pdf_height(typeset("infographic", stepped, theme=theme, files=files, output="pdf")[0]) * stepped["zoom"]

    return theme, data, height


def sample(name: str):
    file = SAMPLES / f"{name}.docx"
    return interpret(read(file.read_bytes(), file.name))


@pytest.mark.parametrize("theme", ["government-blue", "plain-print"])
@pytest.mark.parametrize("name", NAMES)
def test_the_length_told_is_near_the_true_one_at_every_step(name, theme):
    brief = Brief(theme=theme, source_url="https://www.yunxi.gov.cn/zwgk/policy.html", options={"extent": "full"})
    theme, data, height = pages_of(sample(name), brief)
    for zoom in ZOOMS:
        assert length(product.at_step(data, zoom), theme) == pytest.approx(height(zoom), rel=WITHIN), zoom


def test_every_layout_of_the_template_has_a_length():
    template = (Path(product.__file__).parent.parent.parent / "styles" / "templates" / "blocks.typ").read_text(encoding="utf-8")
    named = re.findall(r"(\w+): ", template.partition("#let layouts = (")[2])
    assert len(named) > 20 and set(named) == set(lengths._ROWS) | set(lengths._OTHERS)


def test_the_length_is_told_of_every_layout_a_person_may_choose():
    interpretation = rich_interpretation()
    offered = {s.id: product.layouts_for(s) for s in registry.composed("infographic", interpretation, Brief())}
    for number in range(max(map(len, offered.values()))):
        chosen = {name: choices[number][0] for name, choices in offered.items() if number < len(choices)}
        overrides = tuple({"segment": name, "layout": layout} for name, layout in chosen.items())
        theme, data, height = pages_of(interpretation, Brief.model_validate({"overrides": overrides}))
        assert length(product.at_step(data, 0.87), theme) == pytest.approx(height(0.87), rel=WITHIN), chosen


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_set_at_the_largest_step_that_fits_and_twice_only_where_the_length_told_is_at_the_limit(name):
    theme, data, height = pages_of(sample(name), Brief(source_url="https://www.yunxi.gov.cn/zwgk/policy.html"))
    tried = []

    def made(zoom: float) -> float:
        tried.append(zoom)
        return height(zoom)

    def told(zoom: float) -> float:
        return length(product.at_step(data, zoom), theme)

    zoom, found = largest_within(made, lambda found: found, told)
    assert tried == [zoom] or tried == [ZOOMS[ZOOMS.index(zoom) - 1], zoom] and told(tried[0]) > LONGEST
    assert found <= LONGEST
    assert zoom == ZOOMS[0] or height(ZOOMS[ZOOMS.index(zoom) - 1]) > LONGEST


TRUE = dict(zip(ZOOMS, (12_000, 11_000, 9_900, 9_000, 8_600), strict=True))


@pytest.mark.parametrize(
    ("off", "tried", "taken"),
    [(1, [0.87], 0.87), (0.9, [0.93, 0.87], 0.87), (1.01, [0.87], 0.87), (1.1, [0.82], 0.82), (1.2, [0.78, 0.82], 0.82), (0.5, [1, 0.93, 0.87], 0.87)],
)
def test_the_search_begins_where_the_length_told_fits(off, tried, taken):
    """Of steps told too long, the larger is tried again only when the page found makes it likely to fit (9,900 is too near)."""
    seen = []
    found, _ = largest_within(lambda zoom: seen.append(zoom) or zoom, TRUE.get, lambda zoom: off * TRUE[zoom])
    assert (seen, found) == (tried, taken)


def test_a_page_found_much_shorter_than_told_is_set_larger():
    short = {zoom: 0.8 * height for zoom, height in TRUE.items()}
    seen = []
    found, _ = largest_within(lambda zoom: seen.append(zoom) or zoom, short.get, lambda zoom: 1.3 * short[zoom])
    assert seen == [0.82, 0.87, 0.93, 1] and found == 1


def test_what_fits_no_step_is_set_at_the_smallest():
    long = {zoom: 2 * height for zoom, height in TRUE.items()}
    assert largest_within(lambda zoom: zoom, long.get, long.get) == (ZOOMS[-1], ZOOMS[-1])
