"""Reading (阅读): the bytes of an uploaded file become a PolicyDocument, clause by clause, with its metadata."""

from studio.reading.documents import read
from studio.reading.isolation import read_safely
from studio.reading.sources import SourceBlock, source_blocks

__all__ = ["SourceBlock", "read", "read_safely", "source_blocks"]
