"""The one way from bytes to a PolicyDocument."""

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePath

from generators.model import PolicyDocument, ReadingWarning, Source
from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.doubts import doubts_about
from studio.reading.mending import mended
from studio.reading.fields import Metadata
from studio.reading.metadata import metadata_of
from studio.reading.recognition import kind_of
from studio.reading.sources import SourceBlock, source_blocks_of
from studio.reading.structure import Structure, structure_of


def read(data: bytes, name: str) -> PolicyDocument:
    """Read an uploaded file. Its type is recognised by content; ``name`` is only shown.

    Raises:
        CannotAccept: the file cannot be read or is no policy; the message is one Chinese sentence saying what to do.
    """
    return read_with_source(data, name)[0]


def read_with_source(data: bytes, name: str) -> tuple[PolicyDocument, tuple[SourceBlock, ...]]:
    """Read an uploaded file as ``read`` does, and return the source beside the record: its blocks in order.

    Raises:
        CannotAccept: see ``read``.
    """
    manuscript = manuscript_of(data, name)
    structure = structure_of(manuscript)
    margins = [block.text for block in manuscript.blocks if block.origin in ("header", "footer")]
    metadata = metadata_of(structure, manuscript.hints, margins)
    return _document(data, name, manuscript, structure, metadata), source_blocks_of(manuscript, structure)


def source_blocks(data: bytes, name: str) -> tuple[SourceBlock, ...]:
    """Return the source beside the record: the blocks of a file in order, with what became of each.

    Raises:
        CannotAccept: see ``read``.
    """
    return read_with_source(data, name)[1]


def manuscript_of(data: bytes, name: str) -> Manuscript:
    """Read a file into blocks, refusing what holds no text.

    Raises:
        CannotAccept: see ``read``.
    """
    if len(data) > limits.FILE_BYTES:
        raise CannotAccept(f"文件“{name}”超过 {limits.FILE_BYTES // 1024 // 1024} MB，请压缩其中的图片或拆分后再上传。")
    manuscript = _reader(kind_of(data, name))(data, name)
    _refuse_what_is_no_policy(manuscript, name)
    manuscript.blocks = mended(manuscript.blocks)
    return manuscript


def _reader(kind: str) -> Callable[[bytes, str], Manuscript]:
    # Imported when needed: a child process that reads one Word file should not wait for the PDF library.
    match kind:
        case "word":
            from studio.reading.word import read_word as reader
        case "old_word":
            from studio.reading.old_word import read_old_word as reader
        case "pdf":
            from studio.reading.pdf_text import read_pdf as reader
        case "webpage":
            from studio.reading.webpage import read_webpage as reader
        case _:
            from studio.reading.plaintext import read_text as reader
    return reader


def _refuse_what_is_no_policy(manuscript: Manuscript, name: str) -> None:
    text = "".join(block.words + "".join(map("".join, block.rows)) for block in manuscript.blocks)
    if len(text) > limits.CHARACTERS:
        raise CannotAccept(f"文件“{name}”内容过大，超出可读取的范围，请核对文件是否正常后再上传。")
    letters = re.sub(r"[\W\d_]|PAGE|page", "", text)
    if not letters:
        raise CannotAccept(f"文件“{name}”中没有可读取的文字，请上传带文字的 Word、PDF 或网页原文。")
    longest = max((len(block.words) for block in manuscript.blocks), default=0)
    menu = len(re.findall(r"首页|无障碍|当前位置|网站地图|登录|高级搜索|互动交流|联系我们|长者", text[:3000]))
    sentences = text.count("。")
    if menu >= 4 and sentences < max(3, len(text) / 400) or len(letters) > 400 and not sentences and longest > 2000:
        raise CannotAccept(f"“{name}”像是网站导航页，没有政策正文，请打开具体的政策页面后再保存上传。")


def _document(
    data: bytes, name: str, manuscript: Manuscript, structure: Structure, metadata: Metadata
) -> PolicyDocument:
    warnings = [*manuscript.warnings, *metadata.warnings, *doubts_about(structure.clauses)]
    title = metadata.title
    if not title:
        title = PurePath(name).stem or "未命名文件"
        warnings.append(ReadingWarning(code="title_missing", message="文件中未找到标题，暂以文件名代替，请填写。", where="title"))
    force = metadata.force
    return PolicyDocument(
        title=title,
        document_number=metadata.document_number,
        registration_number=metadata.registration_number,
        issuing_authorities=metadata.issuing_authorities,
        addressees=metadata.addressees,
        kind=metadata.kind,
        written_on=metadata.written_on,
        signed_on=metadata.signed_on,
        adopted_on=metadata.adopted_on,
        printed_on=metadata.printed_on,
        published_on=metadata.published_on,
        effective_on=force.effective_on,
        expires_on=force.expires_on,
        validity=force.validity,
        repeals=metadata.repeals,
        bases=metadata.bases,
        secrecy=metadata.secrecy,
        openness=metadata.openness,
        index_number=metadata.index_number,
        interpreting_authority=metadata.interpreting_authority,
        telephones=metadata.telephones,
        clauses=tuple(structure.clauses),
        tables=tuple(structure.tables),
        attachments=tuple(structure.attachments),
        warnings=tuple(warnings),
        source=Source(
            name=name, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), media_type=manuscript.media_type
        ),
    )
