"""Check: every file of a product has content."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext


def files_have_content(context: CheckContext) -> tuple[Issue, ...]:
    """Return the files that are empty."""
    return tuple(
        Issue(code="file_empty", severity=Severity.BLOCKING, where=file.filename, text=f"文件{file.filename}是空的。", advice="重新制作这个产品。")
        for file in context.files
        if not file.data
    )
