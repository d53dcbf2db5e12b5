"""Other sizes of the infographic from the same segments: A4 for printing, cards of 3:4 and squares for social media."""

from typing import Any

from generators.errors import CannotMake
from generators.model import Brief, RenderedFile
from generators.picture import with_text
from generators.typesetting import typeset
from styles.themes import Theme

PAPERS: dict[str, dict[str, Any]] = {
    "a4": {"width": 595.276, "height": 841.89, "factor": 0.4, "cover": "top"},
    "cards": {"width": 1080, "height": 1440, "factor": 1, "cover": "page"},
    "square": {"width": 1080, "height": 1080, "factor": 0.9, "cover": "page"},
}
"""Sizes by the name ``Brief.options["sizes"]`` uses (comma-separated). ``factor`` is the scale of type against the long
picture, ``cover`` whether the cover fills a page or stands at the top of the first. An A4 page prints on A3 as it is."""


class UnknownSize(CannotMake):
    """No size has this name."""


def sizes_of(brief: Brief) -> tuple[str, ...]:
    """Return the sizes the brief asks for besides the long picture, each once.

    Raises:
        UnknownSize: with the names there are.
    """
    names = tuple(dict.fromkeys(name.strip() for name in brief.options.get("sizes", "").split(",") if name.strip()))
    for name in names:
        if name not in PAPERS:
            raise UnknownSize(f"没有名为 {name} 的版式，可选：{'、'.join(PAPERS)}")
    return names


def other_sizes(
    brief: Brief, data: dict[str, Any], theme: Theme, files: dict[str, bytes], marks: dict[str, str]
) -> tuple[RenderedFile, ...]:
    """Return the files of the sizes the brief asks for: one PDF for A4, one PNG a card."""
    made: list[RenderedFile] = []
    colophon = data["colophon"] or {}
    unit = colophon.get("解读机构", "")
    note = "　".join(filter(None, (f"解读机构：{unit}" if unit else "", colophon.get("text", ""))))
    for name in sizes_of(brief):
        paged = [
            block for block in data["blocks"] if name == "a4" or block["id"] != "sources"
        ]  # each card names its clause
        content = data | {"paper": PAPERS[name] | {"note": note}, "blocks": paged, "zoom": 1}
        if name == "a4":
            pdf = typeset("infographic_pages", content, theme=theme, files=files, output="pdf", pdf_standard="ua-1")[0]
            made.append(RenderedFile(filename="infographic-a4.pdf", media_type="application/pdf", data=pdf))
            continue
        pages = typeset("infographic_pages", content, theme=theme, files=files, output="png")
        made += [
            RenderedFile(
                filename=f"infographic-{name}-{number:02}.png",
                media_type="image/png",
                data=with_text(png, marks | {"Description": f"{data['title']}，第{number}张，共{len(pages)}张"}),
            )
            for number, png in enumerate(pages, start=1)
        ]
    return tuple(made)
