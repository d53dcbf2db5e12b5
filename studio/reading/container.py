"""Zip containers (.docx and its relatives) opened with suspicion: every limit is on what is really read."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.archive import DAMAGED, TOO_LARGE, opened

CHUNK = 64 * 1024
RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
DECLARES_ENTITIES = "文件“{name}”含有不允许的外部实体声明，为安全起见不予读取，请用 Word 重新另存为 .docx 后再上传。"


class Container:
    """The parts of an Office package by name. Nothing is extracted to disk, nothing outside the package is followed.

    Raises:
        CannotAccept: the package is damaged, encrypted, or larger than limits allow.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._read = 0
        self._markup = 0
        self._declares = False
        self._zip = opened(data, name)
        entries = self._zip.infolist()
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self.duplicates: list[str] = []
        for entry in entries:
            part = entry.filename.replace("\\", "/")
            if part.startswith("/") or ".." in part.split("/"):
                continue
            if part.lower() in self._entries:
                self.duplicates.append(part)
                continue
            self._entries[part.lower()] = entry

    def has(self, part: str) -> bool:
        """Tell whether the package holds ``part`` (names compare without case, as the format prescribes)."""
        return part.lower() in self._entries

    def parts(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(entry.filename for entry in self._entries.values())

    def chunks(self, part: str, most: int = limits.PART_BYTES) -> Iterator[bytes]:
        """Yield the bytes of ``part`` piecewise; stop with CannotAccept as soon as a limit is passed."""
        entry = self._entries[part.lower()]
        if entry.flag_bits & 1:
            raise CannotAccept(f"文件“{self.name}”的内容已加密，请取消密码保护后再上传。")
        if entry.file_size > most or self._bomb(entry.file_size, entry.compress_size):
            raise CannotAccept(TOO_LARGE.format(name=self.name))
        read = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    read += len(chunk)
                    self._read += len(chunk)
                    if read > most or self._read > limits.TOTAL_BYTES or self._bomb(read, entry.compress_size):
                        raise CannotAccept(TOO_LARGE.format(name=self.name))
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise CannotAccept(DAMAGED.format(name=self.name)) from error

    def count_markup(self, chunk: bytes, characters: int = 0) -> None:
        """Count the elements of a piece of XML before it is parsed; ``characters`` of text have been read so far.

        Raises:
            CannotAccept: more elements than so much text can need.
        """
        self._markup += chunk.count(b"<")
        if self._markup > limits.MARKUP + limits.MARKUP_A_CHARACTER * characters:
            raise CannotAccept(TOO_LARGE.format(name=self.name))

    @staticmethod
    def _bomb(unpacked: int, packed: int) -> bool:
        return unpacked > limits.RATIO_FLOOR and unpacked > limits.RATIO * max(packed, 1)

    def tree(self, part: str) -> etree._Element:
        """Parse a small part (styles, numbering, relationships) whole."""
        parser = etree.XMLPullParser(events=("start",), **PARSER_OPTIONS)
        for chunk in self.chunks(part, limits.TREE_BYTES):
            self.count_markup(chunk)
            self.feed(parser, chunk)
            for _, element in parser.read_events():
                self.refuse_entities(element)
        return self.close(parser)

    def feed(self, parser: etree.XMLPullParser, chunk: bytes) -> None:
        """Feed the parser; a syntax error means a damaged file."""
        self._declares = self._declares or b"<!ENTITY" in chunk.replace(b"\x00", b"")
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            # Entities that multiply beyond reason are an error to the parser before their declaration can be seen.
            raise CannotAccept((DECLARES_ENTITIES if self._declares else DAMAGED).format(name=self.name)) from error

    def close(self, parser: etree.XMLPullParser) -> etree._Element:
        """Finish parsing and return the root."""
        try:
            return parser.close()
        except etree.XMLSyntaxError as error:
            raise CannotAccept(DAMAGED.format(name=self.name)) from error

    def refuse_entities(self, element: etree._Element) -> None:
        """Refuse a part that declares a document type: no Office part needs one."""
        if element.getparent() is None:
            info = element.getroottree().docinfo
            if info.doctype or info.internalDTD is not None:
                raise CannotAccept(DECLARES_ENTITIES.format(name=self.name))

    def related(self, part: str) -> dict[str, list[str]]:
        """Return the internal targets of ``part`` ("" for the package) by short relationship type."""
        folder, leaf = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{leaf}.rels")
        found: dict[str, list[str]] = {}
        if not self.has(relations):
            return found
        for relation in self.tree(relations):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            kind, target = relation.get("Type", ""), relation.get("Target", "")
            for prefix in RELATIONSHIPS:
                kind = kind.removeprefix(prefix)
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if self.has(path):
                found.setdefault(kind, []).append(path)
        return found


PARSER_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
