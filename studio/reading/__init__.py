"""Reading (阅读): the bytes of an uploaded file become a PolicyDocument, clause by clause, with its metadata."""

from studio.reading.documents import read

__all__ = ["read"]
