"""The one way from bytes to a PolicyDocument."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from generators.model import PolicyDocument, ReadingWarning, Source
from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.doubts import doubts_about
from studio.reading.fields import Metadata
from studio.reading.mending import mended
from studio.reading.metadata import metadata_of
from studio.reading.progress import Progress, silent
from studio.reading.recognised_doubts import recognition_doubts
from studio.reading.recognition import kind_of, misnamed
from studio.reading.refusing import refuse_what_is_no_policy
from studio.reading.sources import SourceBlock, source_blocks_of
from studio.reading.structure import Structure, structure_of
from studio.reading.unseen import seen, strip_unseen


def read(data: bytes, name: str, progress: Progress = silent) -> PolicyDocument:
    """Read an uploaded file. Its type is recognised by content; ``name`` is only shown, ``progress`` hears how far it is.

    Raises:
        CannotAccept: the file cannot be read or is no policy; the message is one Chinese sentence saying what to do.
    """
    return read_with_source(data, name, progress)[0]


def read_with_source(
    data: bytes, name: str, progress: Progress = silent
) -> tuple[PolicyDocument, tuple[SourceBlock, ...]]:
    """Read an uploaded file as ``read`` does, and return the source beside the record: its blocks in order.

    Raises:
        CannotAccept: see ``read``.
    """
    name = seen(name)
    manuscript = manuscript_of(data, name, progress)
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


def manuscript_of(data: bytes, name: str, progress: Progress = silent) -> Manuscript:
    """Read a file into blocks, refusing what holds no text.

    Raises:
        CannotAccept: see ``read``.
    """
    if len(data) > limits.FILE_BYTES:
        raise CannotAccept(f"文件“{name}”超过 {limits.FILE_BYTES // 1024 // 1024} MB，请压缩其中的图片或拆分后再上传。")
    kind = kind_of(data, name)
    called = misnamed(kind, name)
    try:
        manuscript = _reader(kind, progress)(data, name)
        manuscript.count_again()
        strip_unseen(manuscript)
        refuse_what_is_no_policy(manuscript, name, is_word="word" in kind)
    except CannotAccept as refused:
        if not called:
            raise
        raise CannotAccept(f"{called}；{refused}") from None
    if called:
        manuscript.warnings.append(ReadingWarning(code="misnamed", message=f"{called}，请核对是不是要上传的文件。", where=""))
    manuscript.blocks = mended(manuscript.blocks)
    return manuscript


def _reader(kind: str, progress: Progress) -> Callable[[bytes, str], Manuscript]:
    # Imported when needed: a child process that reads one Word file should not wait for the PDF library.
    match kind:
        case "word":
            from studio.reading.word import read_word as reader
        case "old_word":
            from studio.reading.old_word import read_old_word as reader
        case "pdf":
            from studio.reading.pdf_text import read_pdf

            return partial(read_pdf, progress=progress)
        case "picture":
            from studio.reading.pictures import read_picture

            return partial(read_picture, progress=progress)
        case "webpage":
            from studio.reading.webpage import read_webpage as reader
        case _:
            from studio.reading.plaintext import read_text as reader
    return reader


def _document(
    data: bytes, name: str, manuscript: Manuscript, structure: Structure, metadata: Metadata
) -> PolicyDocument:
    warnings = [
        *manuscript.warnings,
        *recognition_doubts(manuscript.blocks, structure),
        *metadata.warnings,
        *doubts_about(structure.clauses, metadata.written_on, metadata.latest),
    ]
    title = metadata.title
    if not title:
        title = PurePath(name).stem or "未命名文件"
        warnings.append(
            ReadingWarning(code="title_missing", message="文件里没有标题，现在显示的是文件名，请填写政策标题。", where="title")
        )
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
        adoption_note=metadata.adoption_note,
        clauses=tuple(structure.clauses),
        tables=tuple(structure.tables),
        attachments=tuple(structure.attachments),
        warnings=tuple(warnings),
        source=Source(
            name=name, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), media_type=manuscript.media_type
        ),
    )
