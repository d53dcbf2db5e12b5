"""Documents changed at random: elements and attributes inside the parts of a .docx, bytes of anything, two documents spliced."""

import io
import random
import struct
import zipfile
import zlib

from lxml import etree

ATOMS = [
    b"<w:p>", b"</w:p>", b"&x;", b"\x00", b"<!--", b"]]>", "第一条".encode(), b'"', b"999999999", b"-1", b"\xff\xfe", b"<table>", b"</td>",
    b"<td rowspan=9999>", b"\xe2\x80\xae", b"obj", b"endobj", b"stream\n", b"<<", b"%%EOF", "（一）".encode(), "《".encode(), "\u2028".encode(), b"&#0;", b"\xed\xa0\x80",
]  # fmt: skip
NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
VALUES = ("", "0", "-1", "1", "9", "65536", "4294967296", "NaN", "none", "true", "第%1条", "%9%9%9", "%0", "center", "Ａ", "\u202e", "甲" * 500)
MOST_ELEMENTS = 60_000


def mutated(data: bytes, other: bytes, noise: random.Random) -> bytes:
    """Return ``data`` changed in one of the ways that fit what it is; ``other`` lends pieces to splice in."""
    if data.startswith(b"PK") and noise.random() < 0.75:
        changed = _parts_changed(data, other, noise)
        if changed is not None:
            return changed
    if data.startswith(b"\xd0\xcf") and noise.random() < 0.5:
        return _words_changed(data, noise)
    if noise.random() < 0.15:
        return _spliced(data, other, noise)
    return _bytes_changed(data, noise)


def _spliced(data: bytes, other: bytes, noise: random.Random) -> bytes:
    first, second = noise.randrange(len(data)), noise.randrange(len(other))
    return data[:first] + other[second:]


def _bytes_changed(data: bytes, noise: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(noise.choice((1, 1, 2, 4, 12))):
        at = noise.randrange(len(changed) or 1)
        match noise.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([noise.randrange(256)])
            case 1:
                del changed[at : at + noise.choice((1, 3, 20, 400))]
            case 2:
                start = noise.randrange(len(changed) or 1)
                changed[at:at] = changed[start : start + noise.choice((1, 8, 60, 2_000))]
            case 3:
                changed[at:at] = noise.choice(ATOMS) * noise.choice((1, 1, 1, 30))
            case 4:
                changed[at : at + 1] = bytes([(changed[at] if at < len(changed) else 0) ^ 1 << noise.randrange(8)])
            case _:
                del changed[at:]
                changed += bytes(noise.randrange(64))
    return bytes(changed) or b"x"


def _words_changed(data: bytes, noise: random.Random) -> bytes:
    """Change whole numbers of a binary file: that is what offsets, lengths and counts are."""
    changed = bytearray(data)
    for _ in range(noise.choice((1, 2, 5))):
        form = noise.choice(("<H", "<L"))
        # Most numbers that matter stand in the header, in the head of the text stream and in the directory.
        at = noise.randrange(0, min(len(changed), noise.choice((512, 4_096, len(changed)))) - 4)
        old = struct.unpack_from(form, changed, at)[0]
        new = noise.choice((*NUMBERS, old + 1, old - 1, old * 2, noise.randrange(2**16)))
        struct.pack_into(form, changed, at, new & (0xFFFF if form == "<H" else 0xFFFFFFFF))
    return bytes(changed)


def _parts_changed(data: bytes, other: bytes, noise: random.Random) -> bytes | None:
    """Change elements and attributes of one or two parts of a package; None when it cannot be opened."""
    members = _members(data)
    parts = [name for name in members if name.endswith((".xml", ".rels"))]
    if not parts:
        return None
    for _ in range(noise.choice((1, 1, 2))):
        name = noise.choice([*parts, *[part for part in parts if part.startswith("word/")]])
        lender = _members(other).get(name, members[name]) if noise.random() < 0.3 else members[name]
        try:
            members[name] = _xml_changed(members[name], lender, noise)
        except etree.XMLSyntaxError:
            members[name] = _bytes_changed(members[name], noise)
    if noise.random() < 0.05:
        members.pop(noise.choice(list(members)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return {}


def _xml_changed(part: bytes, lender: bytes, noise: random.Random) -> bytes:
    root, lent = _tree(part), _tree(lender)
    elements, pieces = list(root.iter(etree.Element)), list(lent.iter(etree.Element))
    for _ in range(noise.choice((1, 2, 4, 8))):
        element = noise.choice(elements)
        parent = element.getparent()
        copied = etree.fromstring(etree.tostring(noise.choice(pieces)))
        match noise.randrange(7):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None:
                parent.insert(noise.randrange(len(parent) + 1), copied)
            case 2:
                element[:] = noise.sample(list(element), len(element))
            case 3 if element.attrib:
                element.set(noise.choice(list(element.attrib)), noise.choice(VALUES))
            case 4:
                element.text = noise.choice(("", "第一条", "1.1.1.1.1", "附件1", "2026年2月30日", "《" * 9, " TOC \\o ", "\t\n", "甲" * 3_000))
            case 5:
                element.append(copied)
            case _ if parent is not None:
                parent.replace(element, copied)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _tree(part: bytes) -> etree._Element:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise etree.XMLSyntaxError("too large to change", 0, 0, 0)
    return root
