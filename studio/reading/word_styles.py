"""What a Word document's styles contribute: numbering, outline level, alignment, and which styles mark contents pages."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from studio.reading.wordml import attribute, child, flag, local, value

CONTENTS_STYLE = re.compile(r"(toc|目录)\s*(\d|heading|标题)?", re.IGNORECASE)
MOST_ANCESTORS = 12


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of a paragraph or character style that reading needs, inheritance resolved."""

    name: str = ""
    based_on: str = ""
    number_id: str | None = None
    number_level: int | None = None
    outline: int | None = None
    alignment: str | None = None
    hidden: bool = False

    @property
    def is_contents(self) -> bool:
        """Tell whether paragraphs of this style belong to a table of contents."""
        return bool(CONTENTS_STYLE.fullmatch(self.name.strip()))


class Styles:
    """All styles of a document by id; unknown ids give an empty style."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._stated: dict[str, Style] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        for element in root if root is not None else ():
            if local(element) == "style":
                identity = attribute(element, "styleId") or ""
                self._stated[identity] = _stated(element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                    self.default = identity

    def get(self, identity: str | None) -> Style:
        """Return the style with everything it inherits."""
        key = identity or self.default
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, identity: str) -> Style:
        style = self._stated.get(identity, Style())
        parent, seen = style.based_on, {identity}
        for _ in range(MOST_ANCESTORS):
            if not parent or parent in seen:
                break
            seen.add(parent)
            above = self._stated.get(parent, Style())
            style = replace(
                style,
                number_id=above.number_id if style.number_id is None else style.number_id,
                number_level=above.number_level if style.number_level is None else style.number_level,
                outline=above.outline if style.outline is None else style.outline,
                alignment=above.alignment if style.alignment is None else style.alignment,
                hidden=style.hidden or above.hidden,
            )
            parent = above.based_on
        return style

    def numbering(self) -> dict[str, str]:
        """Return the numbering instance of each style that names one, for numStyleLink."""
        return {identity: style.number_id for identity, style in self._stated.items() if style.number_id}


def _stated(element: etree._Element) -> Style:
    properties = child(element, "pPr")
    numbering = None if properties is None else child(properties, "numPr")
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn") or "",
        number_id=value(numbering, "numId"),
        number_level=whole(value(numbering, "ilvl")),
        outline=whole(value(properties, "outlineLvl")),
        alignment=value(properties, "jc"),
        hidden=flag(child(element, "rPr"), "vanish"),
    )


def whole(text: str | None) -> int | None:
    """Return ``text`` as an integer; None when it is missing or not one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
