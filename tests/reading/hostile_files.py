"""Files made to hurt a reader. They are made when a test runs and never stored."""

import io
import struct
import zipfile

from making_documents import TRANSITIONAL, p, word, zipped

HEAD = f'<?xml version="1.0"?><w:document xmlns:w="{TRANSITIONAL}"><w:body>'
TAIL = "</w:body></w:document>"
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'


def with_main(main: bytes, extra: dict[str, bytes] | None = None) -> bytes:
    """Return a Word file whose main part is ``main``."""
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": RELATIONS, "word/document.xml": main} | (extra or {}))


def streamed(piece: bytes, count: int) -> bytes:
    """Return a Word file whose body repeats ``piece``, compressed without holding it in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("word/document.xml", "w") as main:
            main.write(HEAD.encode())
            step = max(1, 1_000_000 // len(piece))
            for start in range(0, count, step):
                main.write(piece * min(step, count - start))
            main.write(TAIL.encode())
    return stream.getvalue()


def external_entity(path: str) -> bytes:
    """Return a Word file whose text asks for the content of a file of this machine."""
    declared = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://{path}">]>'
    return with_main((declared + HEAD[21:] + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>" + TAIL).encode())


def entity_bomb() -> bytes:
    """Return a Word file whose entities multiply a billion times."""
    entities = '<!ENTITY a "lol">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    return with_main((f'<?xml version="1.0"?><!DOCTYPE d [{entities}]>' + HEAD[21:] + "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>" + TAIL).encode())


def lying_size(data: bytes, declared: int) -> bytes:
    """Return the archive with the unpacked size of its largest member understated in the central directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.file_size)
    return data.replace(struct.pack("<L", largest.file_size), struct.pack("<L", declared))


def nested(depth: int, name: str) -> bytes:
    """Return a body of elements nested ``depth`` deep."""
    return with_main((HEAD + f"<w:{name}>" * depth + f"</w:{name}>" * depth + TAIL).encode())


def duplicate_members() -> bytes:
    """Return a Word file that holds its main part twice, the second one different."""
    stream = io.BytesIO(word(p("云溪市测试办法") + p("第一条 甲。")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/Document.xml", (HEAD + p("第二条 乙。") + TAIL).encode())
    return stream.getvalue()
