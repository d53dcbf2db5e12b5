"""Every theme is a data file that resolves, reads well and names a drawing the templates know."""

import re
from importlib import resources

import pytest

from styles import fonts, themes
from styles.themes import MINIMUM_CONTRAST, contrast, load, parse_theme

ORNAMENTS = set(
    re.findall(r'"(\w+)"', re.search(r"#let known = \((.*)\)", (resources.files("styles") / "templates" / "ornaments.typ").read_text("utf-8"))[1])
)  # fmt: skip


def source_of(name: str) -> str:
    return (resources.files("styles") / f"{name}.toml").read_text("utf-8")


def test_there_is_a_theme_for_each_usual_occasion():
    assert {"government-blue", "formal-red", "ecology-green", "livelihood-warm", "festive-gold", "plain-print"} <= set(
        themes.names()
    )


def test_people_can_tell_the_themes_apart_by_their_names():
    labels = [load(name).label for name in themes.names()]
    assert len(set(labels)) == len(labels)
    assert all(label and load(name).description for name, label in zip(themes.names(), labels, strict=True))


@pytest.mark.parametrize("name", themes.names())
def test_every_role_is_a_colour_and_every_palette_colour_is_used(name):
    theme = load(name)
    roles = theme.roles.model_dump()
    colours = {*(value for value in roles.values() if isinstance(value, str)), *roles["series"]}
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours)
    assert set(theme.palette.values()) == colours


@pytest.mark.parametrize("name", themes.names())
def test_text_is_readable_on_every_ground_it_is_set_on(name):
    theme = load(name)
    roles = theme.roles
    grounds = [
        (roles.ink, roles.surface_soft), (roles.ink_soft, roles.page), (roles.brand_deep, roles.page), (roles.brand, roles.surface_soft),
        (theme.bright, theme.panel_end), (theme.bright, roles.brand_deep), (roles.on_brand, theme.panel_end),
        ("#ffffff", roles.positive), ("#ffffff", roles.negative),
    ]  # fmt: skip
    for front, back in grounds:
        assert contrast(front, back) >= MINIMUM_CONTRAST, (front, back)


@pytest.mark.parametrize("name", themes.names())
def test_the_ornament_and_the_fonts_exist(name):
    theme = load(name)
    assert theme.ornament in ORNAMENTS
    assert {theme.heading_font, theme.body_font} <= set(fonts.FAMILIES)


def test_a_role_naming_an_unknown_colour_is_refused_with_the_nearest_name():
    broken = source_of("formal-red").replace('brand = "red"', 'brand = "redd"')
    with pytest.raises(ValueError, match="did you mean 'red'"):
        parse_theme(broken)


def test_a_theme_with_pale_text_is_refused():
    pale = source_of("government-blue").replace('grey = "#51607a"', 'grey = "#b9c4d6"')
    with pytest.raises(ValueError, match="contrast"):
        parse_theme(pale)


def test_an_unknown_field_is_refused():
    with pytest.raises(ValueError, match="shadow"):
        parse_theme(source_of("formal-red").replace('page = "rose"', 'page = "rose"\nshadow = "rose"'))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云和市节约用水条例", "ecology-green"),
        ("云和市居家社区养老服务管理办法", "livelihood-warm"),
        ("云和市文明行为促进条例", "formal-red"),
        ("云和市进一步支持小微企业稳岗扩岗若干措施", "government-blue"),
        ("", "government-blue"),
    ],
)
def test_a_policy_is_offered_the_theme_that_is_for_what_it_speaks_of(title, name):
    assert themes.suited(title) == name
