"""Word's equations (OMML, ISO/IEC 29500-1, 22.1) written on one line: a/b, x², √(y), ∑."""

from collections.abc import Callable

from lxml import etree

from studio.reading.wordml import attribute, child, local

RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
MOST_DEPTH = 24
CHARACTER_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def linear(element: etree._Element, read_run: Callable[[etree._Element], str], depth: int = 0) -> str:
    """Return what an equation, or a part of one, says; ``read_run`` gives the text of a run."""
    if depth > MOST_DEPTH:
        return ""

    def part(name: str) -> str:
        found = child(element, name)
        return "" if found is None else linear(found, read_run, depth + 1)

    match local(element):
        case "r":
            return read_run(element)
        case "f":
            return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
        case "sSup":
            return part("e") + raised(part("sup"))
        case "sSub":
            return part("e") + part("sub")
        case "sSubSup":
            return part("e") + part("sub") + raised(part("sup"))
        case "rad":
            return f"{raised(part('deg')) if part('deg') else ''}√{_grouped(part('e'))}"
        case "nary":
            return (
                _sign(element, "naryPr", "chr", "∫")
                + part("sub")
                + (raised(part("sup")) if part("sup") else "")
                + part("e")
            )
        case "d":
            inner = _sign(element, "dPr", "sepChr", "|").join(
                linear(entry, read_run, depth + 1) for entry in element if local(entry) == "e"
            )
            return _sign(element, "dPr", "begChr", "(") + inner + _sign(element, "dPr", "endChr", ")")
    return "".join(linear(entry, read_run, depth + 1) for entry in element if not local(entry).endswith("Pr"))


def raised(text: str) -> str:
    """Return an exponent in small raised signs where there are such, else after ^."""
    small = text.translate(RAISED)
    return (
        small
        if not any(sign.isascii() and sign.isalnum() for sign in small) and len(text) <= 3
        else f"^{_grouped(text)}"
    )


def _grouped(text: str) -> str:
    simple = text.isalnum() or len(text) <= 1 or text.startswith("(") and text.endswith(")") and "(" not in text[1:]
    return text if simple else f"({text})"


def _sign(element: etree._Element, properties: str, name: str, default: str) -> str:
    stated = child(element, properties)
    entry = None if stated is None else child(stated, name)
    if entry is None:
        return default
    value = entry.get(f"{{{CHARACTER_SPACE}}}val")
    return default if value is None and attribute(entry, "val") is None else (value or attribute(entry, "val") or "")
