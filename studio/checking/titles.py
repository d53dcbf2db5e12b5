"""Check: the policy is called by its title, not by the name of its file."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext

TITLE_MISSING = "title_missing"
"""The code of the reader's warning."""


def title_given(context: CheckContext) -> tuple[Issue, ...]:
    """Return that the file printed no title and nobody has entered one."""
    document = context.interpretation.document
    if not any(warning.code == TITLE_MISSING for warning in document.warnings):
        return ()
    text = f"原文没有标题，现在用的“{document.title}”是文件名。"
    return (Issue(code=TITLE_MISSING, severity=Severity.CONFIRM, where="title", text=text, advice="在“政策记录”中填写政策标题。"),)
