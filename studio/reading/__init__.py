"""Reading (阅读): the bytes of an uploaded file become a PolicyDocument, clause by clause, with its metadata."""

from studio.reading.documents import read, read_with_source, source_blocks
from studio.reading.isolation import needs_recognition, page_picture_safely, read_safely, read_with_source_safely
from studio.reading.locating import Span, located
from studio.reading.ocr_engine import is_installed as recognises
from studio.reading.sources import SourceBlock

__all__ = [
    "SourceBlock",
    "Span",
    "located",
    "needs_recognition",
    "page_picture_safely",
    "read",
    "read_safely",
    "read_with_source",
    "read_with_source_safely",
    "recognises",
    "source_blocks",
]
