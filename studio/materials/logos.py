"""Logos (标识) of departments: any picture, or a drawing (SVG), made a see-through PNG of a few hundred pixels."""

import io
import re

from lxml import etree
from PIL import Image

from studio.errors import CannotAccept
from studio.materials import limits
from studio.materials.pictures import as_png, decoded

SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {f"{SVG}{name}" for name in ("script", "foreignObject", "animate", "set", "iframe", "feImage")}
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/(?:png|jpeg);)", re.IGNORECASE)
_ELEMENTS = 20_000


def clean_logo(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the media type and bytes of the logo as PNG, cut to what is drawn, at most LOGO_SIDE pixels long.

    Raises:
        CannotAccept: no picture or SVG, damaged, too small, or a drawing with scripts or with parts that lie elsewhere.
    """
    image = _drawn(data, name) if _is_svg(data) else decoded(data, name, limits.SMALLEST_LOGO)
    if image.mode == "RGBA":
        box = image.getchannel("A").getbbox()
        if box is None:
            raise CannotAccept(f"标识图片“{name}”上什么也没有，请换一张图片。")
        image = image.crop(box)
        if image.getchannel("A").getextrema() == (255, 255):  # what decoding it once more would do as well
            image = image.convert("RGB")
    if max(image.size) > limits.STRETCH * min(image.size):
        raise CannotAccept(f"标识图片“{name}”过于细长，请换一张长宽比不超过 {limits.STRETCH}:1 的图片。")
    side = limits.LOGO_SIDE
    while True:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        png = as_png(image)
        if len(png) <= limits.LOGO_BYTES:
            return "image/png", png
        side = side * 3 // 4


def _is_svg(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data[:65536]


def _drawn(data: bytes, name: str) -> Image.Image:
    """Draw an SVG that holds all it shows."""
    if len(data) > limits.PICTURE_BYTES // 4 or b"<!ENTITY" in data:
        raise _refused(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CannotAccept(f"标识图片“{name}”已损坏，请重新导出，或改用 PNG 格式。") from error
    for count, element in enumerate(root.iter(), start=1):
        if count > _ELEMENTS or element.tag in _ACTIVE or _points_elsewhere(element):
            raise _refused(name)
    import typst

    source = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("logo.svg", width: 400pt)'
    try:
        compiler = typst.Compiler(input={"main.typ": source.encode(), "logo.svg": etree.tostring(root)}, ignore_system_fonts=True)
        page = compiler.compile(format="png", ppi=144)
    except typst.TypstError as error:
        raise CannotAccept(f"标识图片“{name}”无法画出，请改用 PNG 格式的图片。") from error
    return Image.open(io.BytesIO(page[0] if isinstance(page, list) else page)).convert("RGBA")


def _points_elsewhere(element: etree._Element) -> bool:
    """Tell whether an element would fetch or run anything: only references within the drawing and embedded pictures may stay."""
    for key, value in element.attrib.items():
        local = etree.QName(key).localname.lower()
        if local.startswith("on") or _ELSEWHERE.search(value):
            return True
        if local in ("href", "src") and not re.match(r"\s*(?:#|data:image/(?:png|jpeg);base64,)", value):
            return True
    return bool(element.text and _ELSEWHERE.search(element.text))


def _refused(name: str) -> CannotAccept:
    return CannotAccept(f"标识图片“{name}”含有脚本、外部链接或过于复杂，不能使用，请改用 PNG 格式的图片。")
