"""What a file is, by its bytes and never by its name."""

import re

from studio.errors import CannotAccept
from studio.reading.archive import opened

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTROLS = re.compile(rb"[\x00-\x06\x08\x0e-\x19\x1b-\x1f]")
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


KINDS = {"word": "Word 文档", "old_word": "Word 文档", "pdf": "PDF", "picture": "图片", "webpage": "网页", "text": "纯文本"}
"""What a person calls a kind of file."""

CLAIMS = {"pdf": ("PDF", ("pdf",)), "docx": ("Word", ("word", "old_word")), "doc": ("Word", ("word", "old_word", "webpage"))}
"""What the ending of a name says, and the kinds that may bear it: Word itself saves pages as .doc."""


def misnamed(kind: str, name: str) -> str:
    """Return the beginning of a sentence: that a file of this kind is not what its name says, and what it is; empty where it is."""
    claimed, kinds = CLAIMS.get(name.rpartition(".")[2].lower(), ("", (kind,)))
    return "" if kind in kinds else f"“{name}”不是 {claimed} 文件，其实是{KINDS[kind]}"


def kind_of(data: bytes, name: str) -> str:
    """Return word, old_word, pdf, picture, webpage or text.

    Raises:
        CannotAccept: empty, an animation, another Office program's file, .wps, .ofd, an archive, or encrypted.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise CannotAccept(f"文件“{name}”是空的，请重新选择文件。")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, name)
    if data.startswith(OLE):
        return _ole_kind(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _is_picture(data):
        return "picture"
    if data.startswith(b"GIF8"):
        raise CannotAccept(f"“{name}”是 GIF 图片，请另存为 PNG 或 JPG，或上传 Word、PDF 形式的原文。")
    if data.startswith(b"{\\rtf"):
        raise CannotAccept(f"“{name}”是 RTF 文件，请用 Word 打开后另存为 .docx 再上传。")
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise CannotAccept(f"“{name}”是压缩包，请解压后上传其中的政策文件。")
    return _text_kind(data, name)


def _is_picture(data: bytes) -> bool:
    # "BM" alone could begin a text; a bitmap states the size of its header too.
    if data.startswith(b"BM"):
        return data[14:18] in (b"\x0c\x00\x00\x00", b"\x28\x00\x00\x00", b"\x6c\x00\x00\x00", b"\x7c\x00\x00\x00")
    return data.startswith(PICTURES) or data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _zip_kind(data: bytes, name: str) -> str:
    with opened(data, name) as archive:
        names = {entry.filename.replace("\\", "/").lower() for entry in archive.infolist()}
    if "ofd.xml" in names:
        raise CannotAccept(f"“{name}”是 OFD 版式文件，请在 OFD 阅读器中另存为 PDF，或上传 Word 原稿。")
    if any(part.startswith("xl/") for part in names):
        raise CannotAccept(f"“{name}”是 Excel 表格，不是政策正文，请上传 Word、PDF 或网页形式的原文。")
    if any(part.startswith("ppt/") for part in names):
        raise CannotAccept(f"“{name}”是演示文稿，不是政策正文，请上传 Word、PDF 或网页形式的原文。")
    if "content.xml" in names and "mimetype" in names:
        raise CannotAccept(f"“{name}”是 OpenDocument 文件，请另存为 .docx 后再上传。")
    if "[content_types].xml" in names or any(part.startswith("word/") for part in names):
        return "word"
    no_pdf = "不是 PDF 文件，" if name.lower().endswith(".pdf") else ""
    raise CannotAccept(f"“{name}”{no_pdf}是压缩包，请解压后上传其中的政策文件。")


def _ole_kind(data: bytes, name: str) -> str:
    wide = {
        kind: kind.encode("utf-16-le")
        for kind in ("EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document", "WpsContent")
    }
    if wide["EncryptedPackage"] in data:
        raise CannotAccept(f"文件“{name}”设有打开密码，请在 Word 中取消密码保护后再上传。")
    if wide["WordDocument"] in data:
        return "old_word"
    if wide["Workbook"] in data or wide["PowerPoint Document"] in data:
        raise CannotAccept(f"“{name}”不是 Word 文档，请上传 Word、PDF 或网页形式的政策原文。")
    raise CannotAccept(f"“{name}”是 WPS 或旧版办公软件的文件，请用 WPS 打开后另存为 .docx 再上传。")


def _text_kind(data: bytes, name: str) -> str:
    head = data[:4096]
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(CONTROLS.findall(head)) * 100 > len(head):
        if name.lower().endswith(".pdf"):
            raise CannotAccept(f"“{name}”不是 PDF 文件，也认不出是什么文件，可能没有下载完整，请重新下载后再上传。")
        raise CannotAccept(f"无法识别“{name}”的文件类型，请上传 Word、PDF、网页或文本形式的政策原文。")
    lowered = head.lower()
    if any(
        sign in lowered
        for sign in (b"<html", b"<!doctype html", b"<head", b"<body", b"<div", b"<table", b"<p>", b"<p ", b"<span")
    ):
        return "webpage"
    if lowered.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<?xml"):
        raise CannotAccept(f"“{name}”是 XML 数据，不是政策正文，请上传 Word、PDF 或网页形式的原文。")
    if head.startswith(b"MIME-Version:") or b"multipart/related" in lowered:
        raise CannotAccept(f"“{name}”是单个文件网页（.mht），请在浏览器中另存为“网页，仅 HTML”后再上传。")
    return "text"
