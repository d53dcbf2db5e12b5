"""The text of one Word paragraph as printed: runs, fields, tracked changes, symbols, boxes and note references."""

import re
from dataclasses import dataclass, field

from lxml import etree

from studio.reading.folding import folded
from studio.reading.numbering_formats import written
from studio.reading.word_math import linear, raised
from studio.reading.word_styles import Styles
from studio.reading.wordml import attribute, child, flag, local, value

EQUATIONS = {"oMath", "oMathPara"}
ENCLOSED = re.compile(r"(?i)^\s*eq\s+\\o\s*(?:\\a[clr]\s*)?\(\s*([○〇□△])\s*[,，;]\s*(.{1,4}?)\s*\)\s*$")
"""EQ \\o\\ac(○,11): how Word sets a number in a circle that no character exists for."""

REMOVED = {"del", "moveFrom", "delText", "delInstrText"}
DESCEND = {
    "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "subDoc",
    "object", "pict", "drawing", "inline", "anchor", "graphic", "graphicData", "wsp", "wgp", "wpc", "txbx", "group",
    "grpSp", "shape", "rect", "roundrect", "shapetype", "textbox", "Choice", "Fallback",
}  # fmt: skip
# Symbol fonts print other characters than their codes; these are the boxes and ticks official forms use.
SYMBOLS = {
    0xA8: "□",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0xFE: "☑",
    0x52: "☑",
    0x54: "☒",
    0xFD: "☒",
    0xFC: "√",
    0xFB: "×",
    0x6C: "●",
    0x6E: "■",
    0xB7: "·",
}


@dataclass(slots=True)
class RunIn:
    """What a paragraph holds: its text (line breaks as newlines), text boxes anchored in it, notes it refers to."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


MOST_NESTED_FIELDS = 64
MOST_CODE = 200
"""Characters kept of a field's code, whose first word is all that is asked of it."""


class RunReader:
    """Reads paragraphs in order, remembering fields that stay open across them and counting what is not printed."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.fields: list[list[str]] = []
        self.tracked = 0
        self.hidden: list[str] = []

    @property
    def in_contents(self) -> bool:
        """Tell whether the text just read lies in the result of a TOC field."""
        return any(code.lstrip().upper().startswith("TOC") for phase, code in self.fields)

    def read(self, paragraph: etree._Element) -> RunIn:
        """Return the printed content of a w:p element."""
        found = RunIn()
        pieces: list[str] = []
        self._walk(paragraph, pieces, found)
        found.text = "".join(pieces)
        return found

    def _walk(self, element: etree._Element, pieces: list[str], found: RunIn) -> None:
        for entry in element:
            kind = local(entry)
            if kind == "r":
                self._run(entry, pieces, found)
            elif kind in REMOVED:
                self.tracked += 1
            elif kind in ("txbxContent",):
                found.boxes.append(entry)
            elif kind == "AlternateContent":
                self._alternative(entry, pieces, found)
            elif kind == "ruby":
                base = child(entry, "rubyBase")
                if base is not None:
                    self._walk(base, pieces, found)
            elif kind in EQUATIONS:
                pieces.append(linear(entry, lambda run: self._plain(run, found)))
            elif kind in DESCEND:
                if kind in ("ins", "moveTo"):
                    self.tracked += 1
                self._walk(entry, pieces, found)

    def _plain(self, run: etree._Element, found: RunIn) -> str:
        pieces: list[str] = []
        self._run(run, pieces, found)
        return "".join(pieces)

    def _alternative(self, entry: etree._Element, pieces: list[str], found: RunIn) -> None:
        """Read one of the encodings of the same content: the first that has any text."""
        for choice in entry:
            texts, inner = [], RunIn()
            self._walk(choice, texts, inner)
            if texts or inner.boxes or inner.notes:
                pieces.extend(texts)
                found.boxes.extend(inner.boxes)
                found.notes.extend(inner.notes)
                return

    def _run(self, run: etree._Element, pieces: list[str], found: RunIn) -> None:
        properties = child(run, "rPr")
        hidden = properties is not None and (
            flag(properties, "vanish") or self._hidden_style(value(properties, "rStyle"))
        )
        for entry in run:
            kind = local(entry)
            if kind == "fldChar":
                pieces.append(self._field(entry))
            elif kind == "instrText":
                if self.fields and self.fields[-1][0] == "code":
                    self.fields[-1][1] = (self.fields[-1][1] + (entry.text or ""))[:MOST_CODE]
            elif any(phase == "code" for phase, _ in self.fields):
                continue
            elif hidden:
                if kind == "t" and (entry.text or "").strip():
                    self.hidden.append(entry.text.strip())
            elif kind == "t":
                text = entry.text or ""
                # 平方千米 as km and a raised 2: the exponent must not become a figure.
                is_exponent = text.isascii() and text.isdigit() and value(properties, "vertAlign") == "superscript"
                pieces.append(raised(text) if is_exponent and len(text) <= 3 else text)
            elif kind in ("tab", "ptab"):
                pieces.append(" ")
            elif kind in ("br", "cr"):
                if attribute(entry, "type") not in ("page", "column"):
                    pieces.append("\n")
            elif kind == "noBreakHyphen":
                pieces.append("-")
            elif kind == "sym":
                pieces.append(_symbol(attribute(entry, "char"), attribute(entry, "font")))
            elif kind in ("footnoteReference", "endnoteReference"):
                found.notes.append(f"{kind.removesuffix('Reference')}{attribute(entry, 'id')}")
            elif kind == "AlternateContent":
                self._alternative(entry, pieces, found)
            elif kind == "ruby":
                base = child(entry, "rubyBase")
                if base is not None:
                    self._walk(base, pieces, found)
            elif kind in REMOVED:
                self.tracked += 1
            elif kind in DESCEND:
                self._walk(entry, pieces, found)

    def _hidden_style(self, identity: str | None) -> bool:
        return bool(identity) and self.styles.get(identity).hidden

    def _field(self, entry: etree._Element) -> str:
        """Follow a field's begin, separator and end; return what a check box among form fields prints."""
        step = attribute(entry, "fldCharType")
        if step == "begin" and len(self.fields) < MOST_NESTED_FIELDS:
            inner = any(phase == "code" for phase, _ in self.fields)
            self.fields.append(["code", ""])
            return "" if inner else _check_box(entry)
        if step == "separate" and self.fields:
            self.fields[-1][0] = "result"
        elif step == "end" and self.fields:
            phase, code = self.fields.pop()
            outer_is_code = any(open_phase == "code" for open_phase, _ in self.fields)
            return enclosed(code) if phase == "code" and not outer_is_code else ""
        return ""


def enclosed(code: str) -> str:
    """Return what an EQ field prints that sets a number into a circle; "" for any other field without a result."""
    found = ENCLOSED.match(code)
    if not found:
        return ""
    inside = folded(found[2])
    return written(int(inside), "decimalEnclosedCircle") if inside.isdigit() and found[1] in "○〇" else inside


def _check_box(field_start: etree._Element) -> str:
    data = child(field_start, "ffData")
    box = None if data is None else child(data, "checkBox")
    if box is None:
        return ""
    stated = "checked" if child(box, "checked") is not None else "default"
    return "☑" if flag(box, stated) else "□"


def _symbol(code: str | None, font: str | None) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if "wingdings" in (font or "").lower() or "symbol" in (font or "").lower():
        return SYMBOLS.get(number & 0xFF, "")
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xF000 else ""
