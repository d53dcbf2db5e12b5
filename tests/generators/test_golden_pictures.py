"""The long pictures of the samples look as they did when a person last looked at them, within what antialiasing may differ.

After a change of looks that is wanted, look at the new pictures at real size, then renew the references with one command:

    python -m tests.generators.test_golden_pictures
"""

import io
from pathlib import Path

import numpy
import pytest
from PIL import Image

from generators import registry
from generators.model import Brief
from studio.interpreting import interpret
from studio.reading import read
from styles import themes

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = ("wengang_cuoshi", "wengang_cuoshi_2023", "xianxing_tonggao", "yanglao_banfa")
THEMES = ("government-blue", "livelihood-warm")

WIDTH, QUALITY, BYTES = 240, 60, 80_000
"""Pixels across a reference, the quality it is packed with, and bytes it may take at most."""

TILE, MEAN, LOCAL = 15, 6.0, 30.0
"""Side of the squares compared; levels of 255 by which all pixels on average, and the mean of any one square, may differ."""


def picture(sample: str, theme: str) -> Image.Image:
    """Return the sample's long picture at the references' width."""
    file = ROOT / "samples" / f"{sample}.docx"
    brief = Brief(theme=theme, source_url="https://www.yunxi.gov.cn/zwgk/policy.html")
    _, files = registry.produce("infographic", interpret(read(file.read_bytes(), file.name)), brief, themes.load(theme))
    whole = Image.open(io.BytesIO(files[0].data)).convert("RGB")
    return whole.resize((WIDTH, round(whole.height * WIDTH / whole.width)), Image.BOX)


def golden(sample: str, theme: str) -> Path:
    return GOLDEN / f"{sample}.{theme}.webp"


def differences(now: Image.Image, reference: Image.Image) -> tuple[float, float]:
    """Return the mean difference of the pixels, and the largest difference of the means of a square."""
    pair = [numpy.asarray(image.convert("RGB"), dtype=numpy.float64) for image in (now, reference)]
    apart = float(numpy.abs(pair[0] - pair[1]).mean())
    rows, columns = (side - side % TILE for side in pair[0].shape[:2])
    tiles = [a[:rows, :columns].reshape(rows // TILE, TILE, columns // TILE, TILE, 3).mean(axis=(1, 3)) for a in pair]
    return apart, float(numpy.abs(tiles[0] - tiles[1]).max())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_picture_looks_as_it_was_last_approved(sample, theme):
    now, before = picture(sample, theme), Image.open(golden(sample, theme))
    assert now.size == before.size, "the picture has another length; look at it and renew the references"
    mean, local = differences(now, before)
    assert mean <= MEAN and local <= LOCAL, f"differs by {mean:.1f} on average, {local:.1f} in one place"


def test_a_card_that_moves_or_changes_its_colour_is_noticed():
    reference = Image.open(golden("xianxing_tonggao", "government-blue"))
    before = reference.convert("RGB")
    moved = before.copy()
    moved.paste(before.crop((0, 600, WIDTH, 900)), (0, 615))
    painted = before.copy()
    painted.paste((200, 30, 30), (30, 700, 90, 760))
    for changed in (moved, painted):
        mean, local = differences(changed, reference)
        assert mean > MEAN or local > LOCAL


def test_the_references_stay_small():
    assert all(golden(sample, theme).stat().st_size <= BYTES for sample in SAMPLES for theme in THEMES)


def renew() -> None:
    """Write the references anew."""
    for sample in SAMPLES:
        for theme in THEMES:
            now = picture(sample, theme)
            now.save(golden(sample, theme), "WEBP", quality=QUALITY, method=6)
            print(golden(sample, theme).relative_to(ROOT), golden(sample, theme).stat().st_size)


if __name__ == "__main__":
    renew()
