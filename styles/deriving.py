"""A department's own theme from a base theme and one or two colours of its own: every other role follows from them."""

from typing import NamedTuple

from styles.colours import Oklch, contrast, readable
from styles.themes import MINIMUM_CONTRAST, Roles, Theme

COMFORT = MINIMUM_CONTRAST + 0.05
"""What derived colours keep to: rounding must not bring one below the minimum."""

APART = 32
"""Degrees of hue between the brand and another colour of charts, at least."""

GREY = 0.03
"""Chroma below which a colour counts as grey."""


class Unreadable(NamedTuple):
    """A chosen colour words could not be read in or on: which one (``brand`` or ``accent``), its contrast, the nearest that will do."""

    which: str
    colour: str
    contrast: float
    nearest: str


def unreadable(base: Theme, brand: str, accent: str) -> tuple[Unreadable, ...]:
    """Return what is wrong with the chosen colours; nothing when a theme can be made of them."""
    found = []
    grounds = _light_grounds(base, brand)
    nearest = readable(brand, grounds, COMFORT)
    if nearest != brand:
        found.append(Unreadable("brand", brand, min(contrast(brand, ground) for ground in grounds), nearest))
    roles = _neutrals(base, nearest)
    if max(contrast(accent, roles["ink"]), contrast(accent, "#ffffff")) < MINIMUM_CONTRAST:
        best = readable(accent, (roles["ink"],), COMFORT)
        found.append(Unreadable("accent", accent, contrast(accent, roles["ink"]), best))
    return tuple(found)


def derived(base: Theme, brand: str, accent: str, **fields: str) -> Theme:
    """Return a theme of one's own: ``base`` with all colours following from ``brand`` and ``accent`` (#rrggbb).

    ``fields`` are the theme's others (name, label, ornament, logo, unit_line …).

    Raises:
        ValueError: a colour is unreadable (``unreadable`` says so beforehand), or a field is wrong.
    """
    roles = _neutrals(base, brand) | {"brand": brand, "accent": accent}
    hue = Oklch.of(brand)
    roles["brand_deep"] = _deep(hue)
    roles["brand_bright"] = hue._replace(lightness=min(0.8, max(0.62, hue.lightness + 0.2)), chroma=hue.chroma * 0.85).hex
    roles["on_brand"] = "#ffffff"
    roles["on_accent"] = roles["ink"] if contrast(accent, roles["ink"]) >= contrast(accent, "#ffffff") else "#ffffff"
    for role in ("positive", "negative"):
        roles[role] = readable(getattr(base.roles, role), ("#ffffff",), COMFORT)
    series = _series(base, brand)
    names = {colour: f"c{number}" for number, colour in enumerate(dict.fromkeys((*roles.values(), *series)), start=1)}
    fields = {"description": base.description, "ornament": base.ornament, "heading_font": base.heading_font, "body_font": base.body_font, "base": base.name} | fields
    return Theme(palette={name: colour for colour, name in names.items()}, roles=Roles(**roles, series=series), **fields)


def _deep(brand: Oklch) -> str:
    deep = brand._replace(lightness=min(brand.lightness * 0.76, 0.42), chroma=brand.chroma * 0.85)
    return readable(deep.hex, ("#ffffff",), 7.5)


def _light_grounds(base: Theme, brand: str) -> tuple[str, ...]:
    roles = _neutrals(base, brand)
    return "#ffffff", roles["surface_soft"]


def _neutrals(base: Theme, brand: str) -> dict[str, str]:
    """Return the paper and ink of the theme, tinted by the brand; a base on white paper (to print) keeps its own."""
    kept = {role: getattr(base.roles, role) for role in ("page", "surface", "surface_soft", "line", "ink", "ink_soft")}
    if base.roles.page == "#ffffff":
        return kept
    _, strength, hue = Oklch.of(brand)
    share = min(1.0, strength / 0.15)
    return {
        "page": Oklch(0.965, 0.016 * share, hue).hex,
        "surface": "#ffffff",
        "surface_soft": Oklch(0.982, 0.009 * share, hue).hex,
        "line": Oklch(0.915, 0.024 * share, hue).hex,
        "ink": Oklch(0.27, 0.045 * share, hue).hex,
        "ink_soft": Oklch(0.47, 0.035 * share, hue).hex,
    }


def _series(base: Theme, brand: str) -> tuple[str, ...]:
    """Return the colours of charts and cards: the brand first, then those of the base far enough from it."""
    own = Oklch.of(brand)
    found = [brand]
    for colour in base.roles.series:
        other = Oklch.of(colour)
        apart = abs((other.hue - own.hue + 180) % 360 - 180)
        alike = apart < APART and other.chroma > GREY and own.chroma > GREY
        if not alike and colour not in found:
            found.append(readable(colour, ("#ffffff",), COMFORT))
    return tuple(found[:5])
