"""Reading (阅读): the bytes of an uploaded file become a PolicyDocument, clause by clause, with its metadata."""

from studio.reading.documents import read, read_with_source, source_blocks
from studio.reading.isolation import needs_recognition, read_safely, read_with_source_safely
from studio.reading.locating import Span, located
from studio.reading.sources import SourceBlock

__all__ = [
    "SourceBlock",
    "Span",
    "located",
    "needs_recognition",
    "read",
    "read_safely",
    "read_with_source",
    "read_with_source_safely",
    "source_blocks",
]
