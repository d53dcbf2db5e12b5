"""Every picture of many policies on sheets for the eye: a minute's work for whoever judges how the infographic looks.

    python benchmarks/contact_sheet.py POLICY… --out FOLDER [--themes a,b|all] [--sizes a4,cards] [--json]

``POLICY`` is a file or a folder of policies (``*.docx`` …, or ``*/policy.*``); without one, the samples. The pictures are written at
real size; each is also folded into columns on one sheet (``NAME.THEME.sheet.png``) that a screen shows whole and legibly.
Pages of other sizes follow on sheets of their own. What cannot be made is named with the reason, and makes the exit status 1.
"""

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402
from PIL import Image  # noqa: E402

from generators import registry  # noqa: E402
from generators.errors import CannotMake  # noqa: E402
from generators.model import Brief, Interpretation, RenderedFile  # noqa: E402
from studio.errors import CannotAccept  # noqa: E402
from studio.interpreting import interpret  # noqa: E402
from studio.reading import read  # noqa: E402
from styles import themes  # noqa: E402

SHEET, GUTTER = 1560, 12
"""Pixels: the side of a sheet that is seen whole on a screen, and the ground between columns."""

KINDS = (".docx", ".doc", ".pdf", ".html", ".htm", ".md", ".txt")
GROUND = "#9aa3b2"


def policies_in(places: list[Path]) -> Iterator[tuple[str, Path]]:
    """Yield (name, file) of every policy named or found; a folder of a policy gives its file of the best kind."""
    for place in places:
        if place.is_file():
            yield place.stem, place
            continue
        inside = sorted(file for file in place.iterdir() if file.is_file() and file.suffix in KINDS)
        own = sorted((file for file in inside if file.stem == "policy"), key=lambda file: KINDS.index(file.suffix))
        if own:
            yield place.name, own[0]
        elif inside:
            yield from ((file.stem, file) for file in inside if file.name != "README.md")
        else:
            yield from policies_in([folder for folder in sorted(place.iterdir()) if folder.is_dir()])


def folded(picture: Image.Image) -> Image.Image:
    """Return a long picture as columns side by side, as large as a sheet allows."""
    best = max(range(1, 9), key=lambda count: _scale(picture, count))
    scale, part = _scale(picture, best), -(-picture.height // best)
    size = (round(picture.width * scale), round(part * scale))
    sheet = Image.new("RGB", (best * size[0] + (best - 1) * GUTTER, size[1]), GROUND)
    for column in range(best):
        below = min(picture.height, (column + 1) * part)
        cut = picture.crop((0, column * part, picture.width, below))
        sheet.paste(cut.resize((size[0], round(cut.height * scale)), Image.LANCZOS), (column * (size[0] + GUTTER), 0))
    return sheet


def _scale(picture: Image.Image, columns: int) -> float:
    return min((SHEET - GUTTER * (columns - 1)) / columns / picture.width, SHEET / (picture.height / columns), 1)


def tiled(pages: list[Image.Image]) -> Image.Image:
    """Return pages of one size side by side in rows, as large as a sheet allows."""
    width, height = pages[0].size
    across = max(range(1, len(pages) + 1), key=lambda n: min(SHEET / (n * width), SHEET / (-(-len(pages) // n) * height)))
    down = -(-len(pages) // across)
    scale = min(SHEET / (across * width), SHEET / (down * height), 1)
    w, h = round(width * scale), round(height * scale)
    sheet = Image.new("RGB", (across * (w + GUTTER), down * (h + GUTTER)), GROUND)
    for index, page in enumerate(pages):
        sheet.paste(page.resize((w, h), Image.LANCZOS), (index % across * (w + GUTTER), index // across * (h + GUTTER)))
    return sheet


def pages_of(files: tuple[RenderedFile, ...]) -> dict[str, list[Image.Image]]:
    """Return the pictures of each other size by its name; the pages of a PDF are drawn."""
    found: dict[str, list[Image.Image]] = {}
    for file in files:
        size = file.filename.removeprefix("infographic-").partition("-")[0].partition(".")[0]
        if not file.filename.startswith("infographic-") or size == "part":
            continue
        if file.media_type == "application/pdf":
            found[size] = [page.render(scale=1.6).to_pil() for page in pypdfium2.PdfDocument(file.data)]
        elif file.media_type == "image/png":
            found.setdefault(size, []).append(Image.open(io.BytesIO(file.data)).convert("RGB"))
    return found


def made(name: str, interpretation: Interpretation, chosen: tuple[str, ...], sizes: str, out: Path) -> tuple[int, dict[str, str]]:
    """Make one policy's pictures in each theme and lay them on sheets; return how many, and what could not be made, by name."""
    count, refused = 0, {}
    for theme in chosen:
        brief = Brief(theme=theme, options={"sizes": sizes} if sizes else {}, source_url="https://www.example.gov.cn/zwgk/policy.html")
        try:
            _, files = registry.produce("infographic", interpretation, brief, themes.load(theme))
        except CannotMake as refusal:
            refused[f"{name}.{theme}"] = str(refusal)
            continue
        long = next(file.data for file in files if file.filename == "infographic.png")
        (out / f"{name}.{theme}.png").write_bytes(long)
        folded(Image.open(io.BytesIO(long)).convert("RGB")).save(out / f"{name}.{theme}.sheet.png")
        for size, pages in pages_of(files).items():
            tiled(pages).save(out / f"{name}.{theme}.{size}.sheet.png")
        count += 1
    return count, refused


def asking(description: str) -> argparse.ArgumentParser:
    """Return the parser of what every script that makes sheets is asked: which policies, and where the sheets go."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("policies", type=Path, nargs="*", default=[ROOT / "samples"])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    return parser


def look_through(benchmark: str, arguments: argparse.Namespace, make: Callable[[str, Interpretation], tuple[int, dict[str, str]]]) -> int:
    """Make the sheets of every policy with ``make`` and print how many pictures there are and what is wrong; return the exit status."""
    arguments.out.mkdir(parents=True, exist_ok=True)
    count, wrong, began = 0, {}, time.perf_counter()
    for name, file in policies_in(arguments.policies):
        try:
            interpretation = interpret(read(file.read_bytes(), file.name))
        except CannotAccept as refusal:
            wrong[name] = str(refusal)
            continue
        pictures, found = make(name, interpretation)
        count, wrong = count + pictures, wrong | found
    figures = {"pictures": count, "wrong": len(wrong), "seconds": round(time.perf_counter() - began, 1)}
    if arguments.json:
        print(json.dumps({"benchmark": benchmark, "figures": figures, "targets": {"wrong": 0}, "met": not wrong}, ensure_ascii=False))
    else:
        print(f"{count} pictures in {figures['seconds']} s: {arguments.out}")
        for name, reason in wrong.items():
            print(f"  {name}: {reason}")
    return 1 if wrong else 0


def main() -> int:
    """Make the sheets and print what was made and what could not be."""
    parser = asking(__doc__)
    parser.add_argument("--themes", default="", help="comma-separated, or all; without it the one that suits each policy")
    parser.add_argument("--sizes", default="", help="other sizes, comma-separated")
    asked = parser.parse_args()
    chosen = themes.names() if asked.themes == "all" else tuple(filter(None, asked.themes.split(",")))

    def make(name: str, interpretation: Interpretation) -> tuple[int, dict[str, str]]:
        return made(name, interpretation, chosen or (themes.suited(interpretation.document.title),), asked.sizes, asked.out)

    return look_through("contact_sheet", asked, make)


if __name__ == "__main__":
    sys.exit(main())
