"""Colours by lightness, strength and hue as the eye sees them (OKLCH), and the nearest one that can be read on a ground."""

import math
from typing import NamedTuple

MOST_CHROMA = 0.37


class Oklch(NamedTuple):
    """``lightness`` 0–1, ``chroma`` from 0 (grey) to about 0.37, ``hue`` in degrees."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, colour: str) -> "Oklch":
        """Return a #rrggbb colour in these terms."""
        red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
        return cls(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)

    @property
    def hex(self) -> str:
        """Return the colour as #rrggbb; one no screen can show with as much of its strength as a screen can."""
        low, high = 0.0, min(self.chroma, MOST_CHROMA)
        if _shown(self.lightness, high, self.hue) is None:
            for _ in range(24):
                half = (low + high) / 2
                low, high = (half, high) if _shown(self.lightness, half, self.hue) else (low, half)
            high = low
        parts = _shown(self.lightness, high, self.hue) or (min(max(self.lightness, 0), 1),) * 3
        return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _shown(lightness: float, chroma: float, hue: float) -> tuple[float, float, float] | None:
    """Return red, green and blue (0–1), None where a screen cannot show the colour."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    if any(not -0.0005 <= part <= 1.0005 for part in linear):
        return None
    red, green, blue = (_encoded(min(max(part, 0.0), 1.0)) for part in linear)
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio (1–21) of two #rrggbb colours."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """Return the colour itself, or the one of its hue nearest in lightness whose contrast with all ``grounds`` is ``least``.

    A colour for light grounds becomes darker, one for dark grounds lighter, whichever is the shorter way.
    """
    wanted = Oklch.of(colour)
    for step in range(101):
        for lightness in (wanted.lightness - step / 100, wanted.lightness + step / 100):
            if 0 <= lightness <= 1:
                tried = colour if step == 0 else wanted._replace(lightness=lightness).hex
                if all(contrast(tried, ground) >= least for ground in grounds):
                    return tried
    return max(("#000000", "#ffffff"), key=lambda tried: min(contrast(tried, ground) for ground in grounds))
