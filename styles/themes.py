"""Themes (主题) as data: one .toml a theme, palette → semantic roles → a contrast check when loaded."""

import hashlib
import json
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, model_validator

MINIMUM_CONTRAST = 4.5
"""WCAG 2.2 AA, normal text."""


class UnknownTheme(LookupError):
    """No theme has this name."""


class Roles(BaseModel):
    """The colours generators ask for, by what they mean. Values are #rrggbb after the palette is resolved."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: str
    surface: str
    surface_soft: str
    line: str
    ink: str
    ink_soft: str
    brand: str
    brand_deep: str
    brand_bright: str
    on_brand: str
    accent: str
    on_accent: str
    positive: str
    negative: str
    series: tuple[str, ...]


class Theme(BaseModel):
    """A theme with its roles resolved. ``fonts`` names families of ``styles.fonts``; ``ornament`` a drawing of the templates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    label: str
    description: str = ""
    palette: dict[str, str]
    roles: Roles
    ornament: str = "skyline"
    heading_font: str = "Noto Sans CJK SC"
    body_font: str = "Noto Sans CJK SC"

    @model_validator(mode="after")
    def _text_is_readable(self) -> "Theme":
        roles = self.roles
        pairs = [
            ("ink", roles.ink, "surface", roles.surface),
            ("ink", roles.ink, "page", roles.page),
            ("ink_soft", roles.ink_soft, "surface", roles.surface),
            ("ink_soft", roles.ink_soft, "surface_soft", roles.surface_soft),
            ("on_brand", roles.on_brand, "brand", roles.brand),
            ("on_brand", roles.on_brand, "brand_deep", roles.brand_deep),
            ("brand", roles.brand, "surface", roles.surface),
            ("on_accent", roles.on_accent, "accent", roles.accent),
            ("positive", roles.positive, "surface", roles.surface),
            ("negative", roles.negative, "surface", roles.surface),
            *((f"series {i}", colour, "surface", roles.surface) for i, colour in enumerate(roles.series)),
        ]
        for front, colour, back, ground in pairs:
            if (ratio := contrast(colour, ground)) < MINIMUM_CONTRAST:
                raise ValueError(
                    f"theme {self.name}: {front} on {back} has contrast {ratio:.2f}, below {MINIMUM_CONTRAST}"
                )
        return self

    @property
    def panel_end(self) -> str:
        """Return the lighter end of the ground numbers stand on: between brand_deep and brand, nearer the deep one."""
        deep, brand = self.roles.brand_deep, self.roles.brand
        parts = [round(0.6 * int(deep[i : i + 2], 16) + 0.4 * int(brand[i : i + 2], 16)) for i in (1, 3, 5)]
        return "#" + "".join(f"{part:02x}" for part in parts)

    @property
    def bright(self) -> str:
        """Return the colour of numbers on that ground: the accent where it is readable there, else on_brand."""
        accent = self.roles.accent
        readable = all(contrast(accent, ground) >= MINIMUM_CONTRAST for ground in (self.panel_end, self.roles.brand_deep))
        return accent if readable else self.roles.on_brand

    def digest(self) -> str:
        """Return the sha256 of everything that can change a pixel."""
        return hashlib.sha256(json.dumps(self.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()


def parse_theme(text: str) -> Theme:
    """Read a theme from the text of its .toml.

    Raises:
        ValueError: a role names a colour the palette lacks, a field is unknown, or a contrast is too low.
    """
    data = tomllib.loads(text)
    palette = data.get("palette", {})

    def resolve(value: str) -> str:
        colour = value if value.startswith("#") else palette.get(value)
        if colour is None:
            near = get_close_matches(value, palette, n=1)
            raise ValueError(f"the palette has no colour {value!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return colour

    roles = {
        role: tuple(resolve(item) for item in value) if isinstance(value, list) else resolve(value)
        for role, value in data.pop("roles", {}).items()
    }
    return Theme(**data, roles=Roles(**roles))


@cache
def load(name: str) -> Theme:
    """Return the theme called ``name``.

    Raises:
        UnknownTheme: with the nearest known name in its text.
    """
    file = resources.files("styles") / f"{name}.toml"
    if name not in names():
        near = get_close_matches(name, names(), n=1)
        hint = f"，是不是想用 {near[0]}？" if near else "。"
        raise UnknownTheme(f"没有名为 {name} 的主题{hint}可选：{'、'.join(names())}")
    return parse_theme(file.read_text(encoding="utf-8"))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all themes, in alphabetical order."""
    files = resources.files("styles").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio (1–21) of two #rrggbb colours."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
