"""What must be looked at when a source is uploaded: marks of secrecy, personal data, traces of editing, openness."""

import io
import re
import zipfile
import zlib

from generators.model import Issue, PolicyDocument, Severity
from studio.checking.personal import personal_data_in, personal_data_of
from studio.checking.secrecy import secrecy_marks_in, secrecy_of

_TRACES = {"tracked_changes", "hidden_text", "comments", "macros", "embedded_text"}
_BESIDE = re.compile(r"word/comments\w*\.xml|docProps/(?:core|custom|app)\.xml", re.IGNORECASE)
_MOST = 2_000_000
"""Bytes read of all parts beside the text; a clerk's comments are never longer."""


def check_upload(data: bytes, document: PolicyDocument) -> tuple[Issue, ...]:
    """Return what a person must look at before the source is interpreted; ``data`` is the file the document was read from.

    Traces of editing come from the reader's warnings; comments and properties of a .docx are searched for personal data
    and marks of secrecy as well. A damaged container gives no issue here: the reader has spoken of it.
    """
    found = [*secrecy_of(document), *personal_data_of(document)]
    for warning in document.warnings:
        if warning.code in _TRACES:
            found.append(
                Issue(
                    code=warning.code, severity=Severity.CONFIRM, where=warning.where, text=warning.message, advice="清除后重新上传，或者确认不影响公开。",
                )
            )
    for part, text in _parts_beside(data):
        where = "批注" if "comments" in part.lower() else "文件属性"
        for mark in secrecy_marks_in(text):
            found.append(
                Issue(
                    code="secrecy_mark", severity=Severity.BLOCKING, where=where, text=f"文件的{where}里有“{mark}”字样，不得直接对外解读。",
                    advice="送保密审查，取得公开版本后再上传。",
                )  # fmt: skip
            )
        for item in personal_data_in(text):
            found.append(
                Issue(
                    code="personal_data", severity=Severity.BLOCKING, where=where, text=f"文件的{where}里有{item.what}{item.masked}，属于个人信息。",
                    advice="清除后重新上传。",
                )  # fmt: skip
            )
    if not document.openness:
        found.append(
            Issue(
                code="openness_unknown", severity=Severity.ADVISORY, text="原文没有写明“此件公开发布”或者公开方式。", advice="核对公开属性，确认可以主动公开后再解读。",
            )
        )
    return tuple(dict.fromkeys(found))


def _parts_beside(data: bytes) -> list[tuple[str, str]]:
    """Return the text of comments and properties of a .docx; none for other files."""
    if not data.startswith(b"PK"):
        return []
    found: list[tuple[str, str]] = []
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if left > 0 and _BESIDE.fullmatch(entry.filename):
                    with archive.open(entry) as stream:
                        raw = stream.read(left)
                    left -= len(raw)
                    written = raw.decode("utf-8", "replace")
                    found.append((entry.filename, re.sub(r"<(?:/w:p|/[a-z]+:[A-Za-z]+)>", "\n", written)))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return []
    return [(name, re.sub(r"<[^<>]*>", "", text)) for name, text in found]
