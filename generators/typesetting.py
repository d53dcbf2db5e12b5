"""Text to pages: every page, slide and caption is set by typst from a template and data, in memory, from fonts of wheels.

A template is ``styles/templates/NAME.typ``; it may import the others (``kit.typ`` holds what they share). It finds its
data with ``json("data.json")`` and its pictures as files by the names given. A template that cannot place a
segment refuses with ``refuse(id, reason)`` of ``kit.typ``; nothing is ever cut off in silence.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

import typst

from generators.errors import CannotMake
from generators.picture import as_drawing
from styles import fonts
from styles.themes import Theme

Output = Literal["png", "pdf", "svg"]

PIXELS = 72
"""Points per inch at which one typst point is one pixel."""

TIMESTAMP = 0
"""The moment written into every file, so that the same content gives the same bytes; real dates travel as data."""

_REFUSED = re.compile(r"refused\|(?P<segment>[^|]*)\|(?P<reason>[^|]*)")

_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe",
    )
)
_INVISIBLE |= {code: None for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: None}

_SAME_MEANING = str.maketrans(
    {"✔": "√", "✓": "√", "☑": "√", "✕": "×", "✖": "×", "✗": "×", "✘": "×", "❌": "×", "➜": "→", "➔": "→", "\t": " "}
    | {"▪": "■", "❖": "◆", "➢": "→", "\uf0b7": "•", "\uf06c": "●", "\uf0d8": "→", "\uf0fc": "√", "\ufe0f": ""}
)


class CannotTypeset(CannotMake):
    """A page cannot be set. ``segment`` is the id of the segment that stands in the way; the text is one Chinese sentence."""

    def __init__(self, message: str, segment: str = "") -> None:
        super().__init__(message)
        self.segment = segment


class MissingGlyph(CannotTypeset):
    """A character no font of ours can draw."""


class DoesNotFit(CannotTypeset):
    """A segment has more text than any layout can hold."""


class BrokenTemplate(RuntimeError):
    """The template itself is wrong: our fault, not the text's."""


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    theme: Theme | None = None,
    files: Mapping[str, bytes] | None = None,
    output: Output = "png",
    ppi: float = PIXELS,
    pdf_standard: str | None = None,
) -> list[bytes]:
    """Set ``data`` with the template and return one item a page (one item altogether for a PDF).

    Args:
        template: name of a file in ``styles/templates`` without ``.typ``.
        data: JSON-ready. In nested objects the nearest ``id`` names the segment a problem is reported for.
        theme: its roles, ornament and fonts reach the template as ``data.theme``.
        files: drawings (SVG) by the name under which the template asks for them; ``picture.as_drawing`` makes one of a PNG or JPEG.
        ppi: pixels per inch of a PNG; at the default one point is one pixel.
        pdf_standard: for instance ``ua-1`` (tagged, accessible) or ``a-3b``.

    Raises:
        MissingGlyph: the text has a character without a glyph.
        DoesNotFit: the template refused a segment.
        BrokenTemplate: typst reports any other error or a warning.
    """
    content = settable(dict(data)) | ({"theme": theme_data(theme)} if theme else {})
    sources = {"main.typ" if name == f"{template}.typ" else name: text for name, text in _templates().items()}
    if "main.typ" not in sources:
        raise BrokenTemplate(f"there is no template {template!r}")
    given = {"data.json": json.dumps(content, ensure_ascii=False).encode()}
    if theme and theme.logo:
        given["logo.svg"] = as_drawing(theme.logo_png())
    compiler = typst.Compiler(input=sources | dict(files or {}) | given, font_paths=_fonts(), ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(
            format=output,
            ppi=ppi,
            pdf_standards=[pdf_standard] if pdf_standard else [],
            timestamp=TIMESTAMP,
        )
    except typst.TypstError as error:
        raise _mapped(error) from error
    if warnings:
        raise BrokenTemplate("; ".join(f"{warning.message} {warning.diagnostic}" for warning in warnings))
    return made if isinstance(made, list) else [made]


def theme_data(theme: Theme) -> dict[str, Any]:
    """Return what templates see of a theme: roles (colours), ornament, fonts, whether there is a ``logo.svg``."""
    shown = theme.model_dump(mode="json", include={"name", "roles", "ornament", "heading_font", "body_font"})
    return shown | {"logo": bool(theme.logo)}


def settable(data: Any) -> Any:
    """Return ``data`` with every string made fit for setting.

    Raises:
        MissingGlyph: naming the segment, the character and its code point.
    """
    prepared = _prepared(data)
    if lacking := fonts.lacking("".join(text for _, text in _strings(prepared))):
        raise _missing(prepared, lacking[0])
    return prepared


def prepare(text: str) -> str:
    """Return ``text`` composed (NFC), without invisible characters, with tick marks and bullets the fonts do have."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_SAME_MEANING).replace("\r\n", "\n")


def _prepared(data: Any) -> Any:
    if isinstance(data, str):
        return prepare(data)
    if isinstance(data, Mapping):
        return {key: _prepared(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_prepared(value) for value in data]
    return data


def _strings(data: Any, segment: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield segment, data.replace("\n", "")
    elif isinstance(data, Mapping):
        segment = data["id"] if isinstance(data.get("id"), str) else segment
        for value in data.values():
            yield from _strings(value, segment)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, segment)


def _missing(data: Any, character: str) -> MissingGlyph:
    segment, text = next((segment, text) for segment, text in _strings(data) if character in text)
    at = text.index(character)
    near = text[max(0, at - 8) : at + 9]
    return MissingGlyph(
        f"“{near}”中的字符“{character}”（U+{ord(character):04X}）没有可用的字形，请换一种写法。", segment
    )


def _mapped(error: typst.TypstError) -> Exception:
    if refused := _REFUSED.search(error.message):
        return DoesNotFit(refused["reason"].rstrip('"'), refused["segment"])
    return BrokenTemplate(f"{error.message}\n{error.diagnostic}")


def read_fonts() -> None:
    """Read the fonts now, so that the first page need not wait for them."""
    _fonts()


@cache
def _fonts() -> typst.Fonts:
    paths = [str(folder) for folder in fonts.folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@cache
def _templates() -> dict[str, bytes]:
    folder = resources.files("styles") / "templates"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}
