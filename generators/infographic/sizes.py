"""Other sizes of the infographic from the same segments: pages to print, cards for social media, boards for screens, slices."""

import re
from html import escape
from typing import Any

from generators.drawing import pictures_of
from generators.errors import CannotMake
from generators.model import Brief, RenderedFile
from generators.picture import slices, with_text
from generators.typesetting import PIXELS, typeset
from styles.themes import Theme

PAPERS: dict[str, dict[str, Any]] = {
    "a4": {"width": 595.276, "height": 841.89, "factors": (0.4, 0.38, 0.36, 0.34, 0.32), "cover": "banner", "columns": 2, "pdf": True},
    "a3": {"width": 841.89, "height": 1190.551, "factors": (0.5, 0.46, 0.42, 0.39, 0.36), "cover": "banner", "columns": 2, "pdf": True},
    "cards": {"width": 1080, "height": 1440, "factors": (1,), "cover": "page", "columns": 1, "pdf": False},
    "square": {"width": 1080, "height": 1080, "factors": (0.9,), "cover": "page", "columns": 1, "pdf": False},
    "board": {"width": 1920, "height": 1080, "factors": (0.84, 0.8, 0.76), "cover": "hero", "columns": 2, "pdf": False},
}
"""Pages by the name ``Brief.options["sizes"]`` uses (comma-separated). ``factors`` are scales of type against the long
picture: of those that need the fewest pages the largest is taken. ``cover`` fills a page (``page``, on a screen ``hero``) or is a
``banner`` over the columns of the first."""

SLICE = 3000
"""Pixels: sites that limit a picture's height take this much."""

LABEL = 84
"""Pixels of the label across the top of a long picture that a language model drafted words of: each slice may travel alone."""

SIZES = (*PAPERS, "slices", "svg")
"""Every size there is: the pages, the long picture in slices, the long picture as SVG."""


class UnknownSize(CannotMake):
    """No size has this name."""


def sizes_of(brief: Brief) -> tuple[str, ...]:
    """Return the sizes the brief asks for besides the long picture, each once.

    Raises:
        UnknownSize: with the names there are.
    """
    names = tuple(dict.fromkeys(name.strip() for name in brief.options.get("sizes", "").split(",") if name.strip()))
    for name in names:
        if name not in SIZES:
            raise UnknownSize(f"没有名为 {name} 的版式，可选：{'、'.join(SIZES)}")
    return names


def other_sizes(
    brief: Brief, data: dict[str, Any], theme: Theme, files: dict[str, bytes], marks: dict[str, str], long: bytes
) -> tuple[RenderedFile, ...]:
    """Return the files of the sizes the brief asks for; ``long`` is the long picture as PNG."""
    made: list[RenderedFile] = []
    for name in sizes_of(brief):
        if name == "slices":
            made += _numbered("part", slices(long, SLICE, theme.roles.page, head=LABEL if data.get("ai") else 0), data["title"], marks)
        elif name == "svg":
            made.append(_drawing(data, theme, files))
        elif PAPERS[name]["pdf"]:
            pdf = pages_pdf(name, data, theme, files)
            made.append(RenderedFile(filename=f"infographic-{name}.pdf", media_type="application/pdf", data=pdf))
        else:
            pages = typeset("infographic_pages", _paged(name, data), theme=theme, files=files, output="pdf")[0]
            made += _numbered(name, pictures_of(pages, PIXELS), data["title"], marks)
    return tuple(made)


def pages_pdf(name: str, data: dict[str, Any], theme: Theme, files: dict[str, bytes]) -> bytes:
    """Return the pages called ``name`` as one tagged PDF.

    Raises:
        generators.typesetting.DoesNotFit: a segment is too long for a page.
    """
    content = _paged(name, data)
    return typeset("infographic_pages", content, theme=theme, files=files, output="pdf", pdf_standard="ua-1")[0]


def _paged(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the template's data; long parts may go on in the next column."""
    colophon = data["colophon"] or {}
    unit = colophon.get("解读机构", "")
    note = "　".join(filter(None, (f"解读机构：{unit}" if unit else "", colophon.get("text", ""))))
    blocks = [block | {"parts": _divisible(block["parts"])} for block in data["blocks"]]
    factors = tuple(factor * data["enlarged"] for factor in PAPERS[name]["factors"])
    return data | {"paper": PAPERS[name] | {"note": note, "factors": factors}, "blocks": blocks, "zoom": 1}


LISTED = 6
"""Points after which a list of conditions may go on in the next column."""


def _divisible(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts with columns that stand one under the other as parts of their own, their long lists in pieces."""
    found: list[dict[str, Any]] = []
    for part in parts:
        if part["layout"] != "scope" or part["beside"]:
            found.append(part)
            continue
        for column in part["columns"]:
            items = [piece for item in column["items"] for piece in _in_pieces(item)]
            found.append({"layout": "scope", "beside": False, "share": 1, "columns": [column], "items": items, "id": items[0]["id"]})
    return found


def _in_pieces(item: dict[str, Any]) -> list[dict[str, Any]]:
    points = item["points"]
    runs = [points[at : at + LISTED] for at in range(0, len(points), LISTED)] if len(points) > LISTED + 2 else [points]
    last = len(runs) - 1
    return [item | {"text": "" if at else item["text"], "points": run, "basis": item["basis"] if at == last else ""} for at, run in enumerate(runs)]


def _numbered(name: str, pictures: list[bytes], title: str, marks: dict[str, str]) -> list[RenderedFile]:
    return [
        RenderedFile(
            filename=f"infographic-{name}-{number:02}.png",
            media_type="image/png",
            data=with_text(png, marks | {"Description": f"{title}，第{number}张，共{len(pictures)}张"}),
        )
        for number, png in enumerate(pictures, start=1)
    ]


def _drawing(data: dict[str, Any], theme: Theme, files: dict[str, bytes]) -> RenderedFile:
    """Return the long picture as SVG, with its title and what it shows for those who cannot see it."""
    svg = typeset("infographic", data, theme=theme, files=files, output="svg")[0].decode()
    about = f"<title>{escape(data['title'])}</title><desc>{escape(data['description'])}</desc>"
    for side in ("width", "height"):  # what is set on a wider page is shown as wide as the picture
        svg = re.sub(rf'(<svg [^>]*?\b{side}=")([\d.]+)pt"', lambda found: f'{found[1]}{float(found[2]) * data["zoom"]:.2f}"', svg, count=1)
    svg = re.sub(r"<svg ([^>]*)>", lambda found: f'<svg role="img" {found[1]}>{about}', svg, count=1)
    return RenderedFile(filename="infographic.svg", media_type="image/svg+xml", data=svg.encode())
