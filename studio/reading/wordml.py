"""Small helpers over WordprocessingML elements that hold for the Transitional and the Strict namespace alike."""

from lxml import etree

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def local(element: etree._Element) -> str:
    """Return the element's name without namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of that local name."""
    for candidate in element:
        if local(candidate) == name:
            return candidate
    return None


def attribute(element: etree._Element, name: str) -> str | None:
    """Return a w: attribute in either namespace."""
    for namespace in NAMESPACES:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return value
    return element.get(name)


def flag(element: etree._Element | None, name: str) -> bool:
    """Tell whether an on/off property such as w:vanish is set (present and not 0, false or off)."""
    if element is None:
        return False
    entry = child(element, name)
    return entry is not None and (attribute(entry, "val") or "1").lower() not in ("0", "false", "off", "none")


def value(element: etree._Element | None, *path: str) -> str | None:
    """Return the w:val of the element reached by child names; None when it is missing."""
    for name in path:
        if element is None:
            return None
        element = child(element, name)
    return None if element is None else attribute(element, "val")
