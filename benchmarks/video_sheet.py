"""Every scene of many policies' videos on sheets for the eye, in every shape, without voice; and a look at every glyph by measure.

    python benchmarks/video_sheet.py POLICY… --out FOLDER [--aspects 16:9,9:16,1:1] [--theme T] [--json]

``POLICY`` is a file or a folder of policies, as for ``contact_sheet``; without one, the samples. ``NAME.SHAPE.sheet.png`` shows the
cover, the first card, and the last picture of every scene with its last caption. The same pictures are set as PDF and every glyph is
looked at: none may lie outside the picture or too near its edge, none where captions stand, and none over another. What cannot be made or
is out of place is named, and makes the exit status 1.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402
import pypdfium2.raw as pdfium  # noqa: E402
from PIL import Image  # noqa: E402

from benchmarks.contact_sheet import asking, look_through, tiled  # noqa: E402
from generators.errors import CannotMake  # noqa: E402
from generators.model import Brief, Interpretation  # noqa: E402
from generators.registry import composed  # noqa: E402
from generators.typesetting import typeset  # noqa: E402
from generators.video import product  # noqa: E402
from generators.video.film import Film  # noqa: E402
from generators.video.pictures import Setter  # noqa: E402
from generators.video.slides import SHAPES, Shape  # noqa: E402
from styles import themes  # noqa: E402

EDGE = 12
"""Fewest pixels between a glyph and the edge of the picture."""

OVER = 0.3
"""Largest share of a glyph's box that another may cover: boxes are a little larger than what is drawn."""


def brief_of(theme: str) -> Brief:
    """Return the arrangement all are made with."""
    return Brief(theme=theme, options={"voice": "none"}, source_url="https://www.example.gov.cn/zwgk/policy.html")


def glyphs(page: pypdfium2.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield every visible character of a page with its box (left, top, right, bottom) in pixels from the upper left."""
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if character.strip() and character.isprintable():
            left, bottom, right, top = text.get_charbox(index)
            yield character, (left, height - top, right, height - bottom)


def misplaced(found: list[tuple[str, tuple[float, float, float, float]]], shape: Shape, is_slide: bool) -> list[str]:
    """Return what is wrong with the places of a picture's glyphs."""
    width, height = shape.size[0], shape.size[1] if is_slide else shape.band
    wrong = []
    for character, (left, top, right, bottom) in found:
        if left < EDGE or right > width - EDGE or top < 0 or bottom > height:
            wrong.append(f"“{character}” at {left:.0f},{top:.0f} leaves the picture")
        elif is_slide and top < shape.band_top + shape.band and bottom > shape.band_top:
            wrong.append(f"“{character}” at {left:.0f},{top:.0f} lies under the captions")
    return wrong + overlapping(found)


def overlapping(found: list[tuple[str, tuple[float, float, float, float]]]) -> list[str]:
    """Return the glyphs drawn over each other."""
    wrong = []
    for number, (character, box) in enumerate(found):
        area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
        for other, place in found[number + 1 :]:
            across, down = min(box[2], place[2]) - max(box[0], place[0]), min(box[3], place[3]) - max(box[1], place[1])
            if across > 0 and down > 0 and across * down > OVER * min(area, (place[2] - place[0]) * (place[3] - place[1])):
                wrong.append(f"“{character}” and “{other}” at {box[0]:.0f},{box[1]:.0f} lie over each other")
    return wrong


def looked_at(film: Film, brief: Brief, theme: str) -> list[str]:
    """Set every distinct picture of a film as a page and return what is out of place, by scene."""
    told = tuple(scene.segment for scene in film.scenes)
    setter = Setter(told, themes.load(theme), brief, film.shape)
    document = setter.document | {"pages": film.pages}
    (pdf,) = typeset("slides", document, theme=setter.theme, files=setter.files, output="pdf")
    wrong = []
    for page, data in zip(pypdfium2.PdfDocument(pdf), film.pages, strict=True):
        wrong += [f"{data['id'] or data['kind']}: {words}" for words in misplaced(list(glyphs(page)), film.shape, data["kind"] != "caption")]
    return wrong


def shown(film: Film) -> list[Image.Image]:
    """Return the poster, the first card and each scene's last picture with its last caption."""
    pictures = [film.poster]
    pictures += [next(png for shot, png in zip(shots, made, strict=True) if shot.state is None) for shots, made in zip(film.shots, film.slides, strict=True) if shots[0].state is None][:1]
    found = [Image.open(io.BytesIO(png)).convert("RGB") for png in pictures]
    for made, captions in zip(film.slides, film.captions, strict=True):
        picture = Image.open(io.BytesIO(made[-1])).convert("RGB")
        if captions:
            picture.paste(Image.open(io.BytesIO(captions[-1][1])).convert("RGB"), (0, film.shape.band_top))
        found.append(picture)
    return found


def made(name: str, interpretation: Interpretation, theme: str, aspects: list[str], out: Path) -> tuple[int, dict[str, str]]:
    """Make one policy's sheets; return how many pictures were looked at and what went wrong, by name."""
    brief, count, wrong = brief_of(theme), 0, {}
    scenes = product.timed(composed("video", interpretation, brief), brief, lambda share: None)
    for aspect in aspects:
        shape = SHAPES[aspect]
        try:
            film = Film(scenes, themes.load(theme), brief, shape)
        except CannotMake as refusal:
            wrong[f"{name}.{shape.name}"] = str(refusal)
            continue
        count += len(film.pages)
        tiled(shown(film)).save(out / f"{name}.{shape.name}.sheet.png")
        if found := looked_at(film, brief, theme):
            wrong[f"{name}.{shape.name}"] = "; ".join(found[:6]) + (f" … {len(found)} in all" if len(found) > 6 else "")
    return count, wrong


def main() -> int:
    """Make the sheets and print what was looked at and what is out of place."""
    parser = asking(__doc__)
    parser.add_argument("--theme", default="government-blue")
    parser.add_argument("--aspects", default=",".join(SHAPES), help="comma-separated")
    asked = parser.parse_args()
    return look_through("video_sheet", asked, lambda name, interpretation: made(name, interpretation, asked.theme, asked.aspects.split(","), asked.out))


if __name__ == "__main__":
    sys.exit(main())
