"""Themes (主题) as data: one .toml a theme, palette → semantic roles → a contrast check when loaded."""

import base64
import binascii
import hashlib
import json
import re
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from styles.colours import contrast
from styles.fonts import FAMILIES, SANS

MINIMUM_CONTRAST = 4.5
"""WCAG 2.2 AA, normal text."""

ORNAMENTS = ("skyline", "ribbon", "leaves", "sunrise", "waves", "plain", "rules")
"""The drawings of covers the templates know."""

USUAL = "government-blue"
"""The theme of a policy that speaks of nothing another theme is for."""

TYPE_SCALES = {"usual": 1.0, "large": 1.12}
"""How large everything of a picture is set, against the usual size: ``large`` for readers whose eyes are no longer good."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
"""#rrggbb in small letters: what a style sheet and a template may be handed without a second look."""


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("control characters in a theme's text")
    return text


Line = Annotated[str, AfterValidator(_one_line)]


def _png(text: str) -> str:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("the logo is not base64") from error
    if data and not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ValueError("the logo is no PNG")
    return text


class PaleText(ValueError):
    """Text of a theme that could not be read: the role ``front`` on the role ``back``, with their contrast."""

    def __init__(self, theme: str, front: str, back: str, ratio: float) -> None:
        super().__init__(f"theme {theme}: {front} on {back} has contrast {ratio:.2f}, below {MINIMUM_CONTRAST}")
        self.front, self.back, self.ratio = front, back, ratio


class UnknownTheme(LookupError):
    """No theme has this name."""


class Roles(BaseModel):
    """The colours generators ask for, by what they mean. Values are #rrggbb after the palette is resolved."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: Colour
    surface: Colour
    surface_soft: Colour
    line: Colour
    ink: Colour
    ink_soft: Colour
    brand: Colour
    brand_deep: Colour
    brand_bright: Colour
    on_brand: Colour
    accent: Colour
    on_accent: Colour
    positive: Colour
    negative: Colour
    series: Annotated[tuple[Colour, ...], Field(min_length=1, max_length=8)]


class Theme(BaseModel):
    """A theme with its roles resolved. Fonts are families of ``styles.fonts``; ``ornament`` is a drawing of the templates.

    A department's own theme may carry its ``logo`` (a PNG in base64, so that the theme is whole in itself), the line that says who
    made a picture (``unit_line``, 制图单位：…) and ``base``, the theme its colours were derived from. ``suits`` are words by which a
    policy's title tells that this theme is for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    label: Annotated[Line, StringConstraints(min_length=1, max_length=16, strip_whitespace=True)]
    description: Annotated[Line, StringConstraints(max_length=60)] = ""
    palette: Annotated[dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,24}$")], Colour], Field(max_length=40)]
    roles: Roles
    ornament: Literal[ORNAMENTS] = "skyline"
    heading_font: Literal[FAMILIES] = SANS
    body_font: Literal[FAMILIES] = SANS
    type_scale: Annotated[Literal[tuple(TYPE_SCALES)], Field(exclude_if=lambda value: value == "usual")] = "usual"
    logo: Annotated[str, AfterValidator(_png), Field(max_length=800_000, exclude_if=lambda value: not value)] = ""
    unit_line: Annotated[Line, StringConstraints(max_length=40), Field(exclude_if=lambda value: not value)] = ""
    base: Annotated[str, Field(max_length=40, exclude_if=lambda value: not value)] = ""
    suits: Annotated[tuple[Annotated[Line, StringConstraints(min_length=2, max_length=12)], ...], Field(exclude_if=lambda value: not value)] = ()

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
            ("ink", roles.ink, "surface_soft", roles.surface_soft),
            ("ink_soft", roles.ink_soft, "page", roles.page),
            ("brand", roles.brand, "surface_soft", roles.surface_soft),
            ("brand_deep", roles.brand_deep, "page", roles.page),
            ("white", "#ffffff", "positive", roles.positive),
            ("white", "#ffffff", "negative", roles.negative),
            ("numbers", self.bright, "the end of the ground they stand on", self.panel_end),
            *((f"series {i}", colour, "surface", roles.surface) for i, colour in enumerate(roles.series)),
        ]
        for front, colour, back, ground in pairs:
            if (ratio := contrast(colour, ground)) < MINIMUM_CONTRAST:
                raise PaleText(self.name, front, back, ratio)
        return self

    @property
    def enlarged(self) -> float:
        """Return how large everything is set against the usual size."""
        return TYPE_SCALES[self.type_scale]

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

    @property
    def made_by(self) -> str:
        """Return the line that says who made something to read: 制图单位 draw pictures, of a text it is 制作单位."""
        return re.sub("^制图单位", "制作单位", self.unit_line)

    def logo_png(self) -> bytes:
        """Return the logo's PNG; empty without one."""
        return base64.b64decode(self.logo)

    def digest(self) -> str:
        """Return the sha256 of everything that can change a pixel."""
        return hashlib.sha256(json.dumps(self.model_dump(mode="json", exclude={"suits"}), sort_keys=True).encode()).hexdigest()


def parse_theme(text: str) -> Theme:
    """Read a theme from the text of its .toml.

    Raises:
        ValueError: no TOML, a role names a colour the palette lacks, a field is unknown or wrong, or a contrast is too low.
    """
    data = tomllib.loads(text)
    palette, roles = data.get("palette", {}), data.pop("roles", {})
    if not isinstance(palette, dict) or not isinstance(roles, dict):
        raise ValueError("palette and roles are tables")

    def resolve(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is no colour")
        colour = value if value.startswith("#") else palette.get(value)
        if colour is None:
            near = get_close_matches(value, palette, n=1)
            raise ValueError(f"the palette has no colour {value!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return colour

    resolved = {
        role: tuple(resolve(item) for item in value) if isinstance(value, list) else resolve(value)
        for role, value in roles.items()
    }
    return Theme(**data, roles=Roles(**resolved))


def written(theme: Theme) -> str:
    """Return a theme as the text of a .toml that ``parse_theme`` reads back to the same theme."""
    fields = theme.model_dump(mode="json")
    palette, roles = fields.pop("palette"), fields.pop("roles")

    def lines(table: dict) -> list[str]:
        return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]

    return "\n".join([*lines(fields), "", "[palette]", *lines(palette), "", "[roles]", *lines(roles), ""])


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


def suited(title: str) -> str:
    """Return the name of the theme for a policy of this title: the one that knows most of what it speaks of, else the usual one."""
    known = {name: sum(len(word) for word in load(name).suits if word in title) for name in names()}
    best = max(known, key=lambda name: (known[name], name == USUAL))
    return best if known[best] else USUAL
