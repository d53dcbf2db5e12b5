"""Containers and Word files made to hurt a reader. They are made when a test runs and never stored."""

import io
import random
import struct
import zipfile
import zlib

from making_documents import OFFICE, TRANSITIONAL, p, word, zipped

HEAD = f'<?xml version="1.0"?><w:document xmlns:w="{TRANSITIONAL}"><w:body>'
TAIL = "</w:body></w:document>"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'.encode()
POLICY = p("云溪市测试办法") + p("第一条 为规范测试，制定本办法。")
ROOTS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
    "header": "hdr", "footer": "ftr",
}  # fmt: skip
BOMB_ENTITIES = '<!ENTITY a "lol">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
LONG_ENTITY = f'<!ENTITY j "{"长" * 50_000}">'


def with_main(main: bytes, extra: dict[str, bytes] | None = None) -> bytes:
    """Return a Word file whose main part is ``main``."""
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": RELATIONS, "word/document.xml": main} | (extra or {}))


def body(inner: str) -> bytes:
    """Return a Word file with the body ``inner``."""
    return with_main((HEAD + inner + TAIL).encode())


def streamed(piece: bytes, count: int, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a Word file whose body repeats ``piece``, compressed without holding it in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("word/document.xml", "w") as main:
            main.write(HEAD.encode() + before)
            step = max(1, 1_000_000 // len(piece))
            for start in range(0, count, step):
                main.write(piece * min(step, count - start))
            main.write(after + TAIL.encode())
    return stream.getvalue()


def declared(part: str, declaration: str, use: str) -> bytes:
    """Return a Word file whose ``part`` declares a document type and uses ``use`` of it where text or values stand."""
    kind = f'<?xml version="1.0"?><!DOCTYPE x [{declaration}]>'
    if part == "document":
        return with_main((kind + HEAD[21:] + POLICY + p("甲").replace("甲", use) + TAIL).encode())
    if part == "relationships":
        inner = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="t" Target="{use if use[0] != "%" else ""}"/></Relationships>'
        return with_main((HEAD + POLICY + TAIL).encode(), {"word/_rels/document.xml.rels": (kind + inner).encode()})
    if part == "package":
        inner = RELATIONS.decode().replace("</Relationships>", f"{use}</Relationships>")
        return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": (kind + inner).encode(), "word/document.xml": (HEAD + POLICY + TAIL).encode()})
    note = f'<w:footnote w:id="1">{p("甲").replace("甲", use)}</w:footnote>' if "note" in part else p("甲").replace("甲", use)
    inner = f'{kind}<w:{ROOTS[part]} xmlns:w="{TRANSITIONAL}">{note}</w:{ROOTS[part]}>'
    return word(POLICY, **{part: inner})


PARTS = ("document", "relationships", "package", *ROOTS)


def external_entity(path: str, part: str = "document") -> bytes:
    """Return a Word file whose ``part`` asks for the content of a file of this machine."""
    return declared(part, f'<!ENTITY x SYSTEM "file://{path}">', "&x;")


def external_subset(path: str) -> bytes:
    """Return a Word file whose document type is read from elsewhere, by a parameter entity as well."""
    return declared("document", f'<!ENTITY % p SYSTEM "file://{path}"> %p;', "x")


def entity_bomb(part: str = "document") -> bytes:
    """Return a Word file whose entities multiply a billion times."""
    return declared(part, BOMB_ENTITIES, "&j;")


def quadratic_bomb(part: str = "document") -> bytes:
    """Return a Word file that uses one long entity ten thousand times."""
    return declared(part, LONG_ENTITY, "&j;" * 10_000)


def in_utf16(data: bytes) -> bytes:
    """Return the file with its main part in UTF-16, where a search for bytes finds no document type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    text = members["word/document.xml"].decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    return zipped(members | {"word/document.xml": text.encode("utf-16")})


def lying_size(data: bytes, size: int) -> bytes:
    """Return the archive with the unpacked size of its largest member understated in the central directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.file_size)
    return data.replace(struct.pack("<L", largest.file_size), struct.pack("<L", size))


def nested(depth: int, name: str) -> bytes:
    """Return a body of elements nested ``depth`` deep."""
    return body(f"<w:{name}>" * depth + f"</w:{name}>" * depth)


def duplicate_members() -> bytes:
    """Return a Word file that holds its main part twice, the second one different."""
    stream = io.BytesIO(word(p("云溪市测试办法") + p("第一条 甲。")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/Document.xml", (HEAD + p("第二条 乙。") + TAIL).encode())
    return stream.getvalue()


def overlapping(count: int) -> bytes:
    """Return an archive whose ``count`` members are one and the same compressed text (the overlap of Fifield's zip bomb)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = (HEAD + p("第一条 甲。") * 40_000 + TAIL).encode()
    kernel = packed.compress(plain) + packed.flush()
    name = b"word/document.xml"
    fields = struct.pack("<HHHHLLL", 0, 8, 0, 0, zlib.crc32(plain), len(kernel), len(plain))
    local = b"PK\x03\x04\x14\x00" + fields + struct.pack("<HH", len(name), 0) + name + kernel
    directory = b""
    for number in range(count):
        own = name if number == 0 else f"word/header{number}.xml".encode()
        directory += b"PK\x01\x02\x14\x00\x14\x00" + fields + struct.pack("<HHHHHLL", len(own), 0, 0, 0, 0, 0, 0) + own
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def many_members(count: int) -> bytes:
    """Return an archive with ``count`` members that hold nothing."""
    local = b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entry) * count, len(local), 0)
    return local + entry * count + end


def nested_archives(depth: int, width: int) -> bytes:
    """Return archives inside archives, ``width`` in each, ``depth`` deep, around a megabyte of zeros (as 42.zip)."""
    data = b"\x00" * 1_000_000
    for level in range(depth):
        data = zipped({f"lib {index}.{'zip' if level else 'dll'}": data for index in range(width)})
    return data


def noisy(template: str, count: int, seed: int = 7) -> bytes:
    """Return a Word file of ``count`` pieces made from ``template``, each with its own hexadecimal noise, so that little is saved by packing."""
    noise = random.Random(seed)
    return body(POLICY + "".join(template.format(f"{noise.getrandbits(64):016X}") for _ in range(count)))
