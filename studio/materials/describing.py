"""What people say of a given file: caption, text alternative, whose it is, 审图号. Each is asked for where it is needed."""

from collections.abc import Iterable

from generators.model import Material
from studio.errors import CannotAccept
from studio.materials import maps
from studio.services.core import clean

LONGEST_CAPTION = 40
LONGEST_ALT = 200
LONGEST_CREDIT = 40


def described(material: Material, *, filename: str = "", is_map: bool = False, year: int) -> Material:
    """Return the material with its words in order; ``filename`` is what the person's file was called, ``year`` the present one.

    Raises:
        CannotAccept: a needed text is missing or too long, or a map has no 审图号 or one of another form.
    """
    if material.kind != "picture":
        return _heard(material)
    alt = clean(material.alt, "图片的文字说明（替代文本）", most=LONGEST_ALT, needed=False).replace("\n", " ")
    if len(alt) < 4:
        raise CannotAccept("请用一句话写明图片上有什么（替代文本），看不见图片的人靠它了解内容。")
    caption = _line(material.caption, "图片说明", LONGEST_CAPTION)
    number = maps.map_number(material.map_number, year) if material.map_number.strip() else ""
    word = "" if is_map else maps.map_word(caption, alt, filename)
    if not number and is_map:
        raise CannotAccept("公开使用的地图必须标注审图号，请填写地图上的审图号，或者换一张不含地图的图片。")
    if not number and word:
        raise CannotAccept(
            f"这张图片的说明或文件名里有“{word}”，公开使用的地图必须标注审图号，请填写审图号；如果不是地图，请换一种说法或改文件名。"
        )
    return material.replace(caption=caption, alt=alt, credit=_line(material.credit, "图片来源", LONGEST_CREDIT), map_number=number)


def _heard(material: Material) -> Material:
    caption = _line(material.caption, "名称", LONGEST_CAPTION)
    credit = _line(material.credit, "音乐的来源或授权", LONGEST_CREDIT)
    if material.kind == "music" and not credit:
        raise CannotAccept("请写明音乐的来源或授权（如“本单位自制”“已获某某授权”），没有授权的音乐不能公开使用。")
    return material.replace(caption=caption, alt="", credit=credit, map_number="")


def _line(text: str, what: str, most: int) -> str:
    return clean(text.replace("\n", " "), what, most=most, needed=False)


def refuse_strange(materials: Iterable[Material], known: Iterable[Material], year: int) -> tuple[Material, ...]:
    """Return the ``materials`` of an arrangement in order, provided each is a file that was given for this very product before.

    Raises:
        CannotAccept: a file of another origin, one named twice, or words that are not in order.
    """
    given = {(item.sha256, item.kind, item.media_type) for item in known}
    found = [described(item, year=year) for item in materials]
    keys = {(item.sha256, item.kind, item.media_type) for item in found}
    # A picture stands in one place; one recording may be heard in several scenes.
    places = {(item.sha256, "" if item.kind == "picture" else item.segment) for item in found}
    if not keys <= given or len(places) != len(found):
        raise CannotAccept("编排中有不属于这个产品的图片或声音文件，请刷新页面后重新上传。")
    return tuple(found)
