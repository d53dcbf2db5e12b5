"""Zip archives opened with suspicion, before anything of them is unpacked."""

import io
import struct
import zipfile

from studio.errors import CannotAccept
from studio.reading import limits

ENTRY = b"PK\x01\x02"
LOCAL_HEADER = 30
DAMAGED = "文件“{name}”已损坏或不完整，请用 Word 或 WPS 重新打开并另存为 .docx 后再上传。"
TOO_LARGE = "文件“{name}”解压后内容过大，超出可读取的范围，请核对文件是否正常后再上传。"


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """Open an archive whose number of members has been counted first: listing a million of them takes seconds.

    Raises:
        CannotAccept: no archive, damaged, or too many members.
    """
    if data.count(ENTRY) > limits.MEMBERS:
        raise CannotAccept(TOO_LARGE.format(name=name))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeError, struct.error) as error:
        raise CannotAccept(DAMAGED.format(name=name)) from error
    _refuse_overlaps(archive.infolist(), name)
    return archive


def _refuse_overlaps(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse an archive two of whose members share bytes: one compressed text that unpacks many times over."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise CannotAccept(DAMAGED.format(name=name))
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size
