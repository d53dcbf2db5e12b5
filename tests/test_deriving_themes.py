"""A department's theme follows from one or two colours of its own, and whatever they are, its text can be read."""

import random

import pytest

from styles import themes
from styles.colours import Oklch, contrast, readable
from styles.deriving import derived, unreadable


def with_colours(base: str, brand: str, accent: str):
    return derived(themes.load(base), brand, accent, name="own-12345678", label="本局主题")


@pytest.mark.parametrize("colour", ["#ff0000", "#1459c7", "#000000", "#ffffff", "#123456", "#f0c040"])
def test_a_colour_survives_the_way_there_and_back(colour):
    assert Oklch.of(colour).hex == colour


def test_a_readable_colour_is_left_alone_and_a_pale_one_is_darkened_in_its_own_hue():
    assert readable("#0b2f78", ("#ffffff",), 4.5) == "#0b2f78"
    darker = readable("#f0c040", ("#ffffff",), 4.5)
    assert 4.5 <= contrast(darker, "#ffffff") < 4.8
    assert abs(Oklch.of(darker).hue - Oklch.of("#f0c040").hue) < 6


@pytest.mark.parametrize("base", themes.names())
def test_any_two_colours_make_a_theme_once_the_offered_ones_are_taken(base):
    source = random.Random(base)
    for _ in range(60):
        brand, accent = (f"#{source.randrange(1 << 24):06x}" for _ in range(2))
        for problem in unreadable(themes.load(base), brand, accent):
            brand, accent = (problem.nearest, accent) if problem.which == "brand" else (brand, problem.nearest)
        theme = with_colours(base, brand, accent)  # the theme itself refuses text that cannot be read
        assert theme.roles.brand == brand and theme.roles.accent == accent
        assert len(theme.roles.series) >= 3 and len(set(theme.roles.series)) == len(theme.roles.series)


def test_a_pale_brand_is_refused_with_the_nearest_colour_that_will_do():
    (problem,) = unreadable(themes.load("government-blue"), "#f0c040", "#ffb648")
    assert problem.which == "brand" and problem.contrast < 2
    with pytest.raises(ValueError):
        with_colours("government-blue", "#f0c040", "#ffb648")
    assert not unreadable(themes.load("government-blue"), problem.nearest, "#ffb648")


def test_colours_of_charts_stay_apart_from_the_brand():
    theme = with_colours("government-blue", "#0a6a4f", "#ffb648")
    hues = [Oklch.of(colour).hue for colour in theme.roles.series]
    assert all(abs((hue - hues[0] + 180) % 360 - 180) > 30 for hue in hues[1:])


def test_a_theme_for_printing_keeps_its_white_paper():
    theme = with_colours("plain-print", "#8c0f1a", "#dedede")
    assert theme.roles.page == "#ffffff" and theme.ornament == "rules"


def test_a_theme_written_to_a_file_reads_back_the_same():
    theme = with_colours("formal-red", "#12417a", "#f3c065").model_copy(update={"unit_line": '制图单位："云和"市民政局\\'})
    assert themes.parse_theme(themes.written(theme)) == theme
    for name in themes.names():
        assert themes.parse_theme(themes.written(themes.load(name))) == themes.load(name)


def test_the_built_in_themes_have_the_digests_products_were_approved_with():
    """New fields of a theme that are not used must not make every approved product stale."""
    assert themes.load("government-blue").digest().startswith("3182e9c7")


@pytest.mark.parametrize(
    "change",
    [
        ('brand = "blue"', 'brand = "#1459c7;}</style><script>"'),
        ('ornament = "skyline"', 'ornament = "../../etc"'),
        ('name = "government-blue"', 'name = "../government"'),
        ('label = "政务蓝"', 'label = "政务\\u0000蓝"'),
        ('label = "政务蓝"', 'label = "政务蓝"\nlogo = "bm90IGEgcG5n"'),
        ('label = "政务蓝"', 'label = "政务蓝"\nheading_font = "Comic Sans"'),
        ('navy = "#0b2f78"', 'navy = "#0b2f78"\n"a b" = "#000000"'),
        ('series = ["blue", "green", "orange", "violet", "teal"]', "series = []"),
        ('brand = "blue"', "brand = 7"),
        ("[roles]", "roles = 3\n[other]"),
    ],
)
def test_a_file_with_anything_else_in_it_is_refused(change):
    from importlib import resources

    text = (resources.files("styles") / "government-blue.toml").read_text("utf-8")
    assert change[0] in text
    with pytest.raises((ValueError, TypeError)):
        themes.parse_theme(text.replace(*change))
