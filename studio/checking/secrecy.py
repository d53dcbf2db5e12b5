"""Check: nothing with a mark of secrecy or for internal use (条例第十四条: 先审查、后公开)."""

import re

from generators.model import Issue, PolicyDocument, Severity
from studio.checking.findings import CheckContext
from studio.checking.supported import texts_of
from studio.interpreting.facts.folding import fold

_MARKS = (
    re.compile(r"(?:绝密|机密|秘密)[ ]?[★☆*]"),
    re.compile(r"^[ ]*(?:绝密|机密|秘密|内部)[ ]{0,20}(?:级)?(?:件)?[ ]*$", re.MULTILINE),
    re.compile(r"密[ ]?级[ ]?[:：]"),
    re.compile(r"^[ ]*份[ ]?号[ ]?[:：]?[ ]?\d*", re.MULTILINE),
    re.compile(r"保密期限[ ]?[:：]"),
    re.compile(r"内部(?:资料|文件|材料|参考|刊物|明电|掌握)(?!管理|审查)"),
    re.compile(r"(?:仅供|仅限|限于?)内部(?:使用|参考|掌握|阅读)"),
    re.compile(r"(?:注意保存|不得外传|严禁外传|请勿外传|不得对外公布|不予公开|依申请公开)"),
    re.compile(r"工作秘密(?:[ ]?[★☆*:：]|标[志识]|事项$|$)"),
    re.compile(r"此件不公开|此件依申请公开"),
)  # fmt: skip


def secrecy_marks_in(text: str) -> list[str]:
    """Return the marks of secrecy or internal use in ``text``; 国家秘密 or 商业秘密 as a subject are no marks."""
    folded = fold(text)
    return list(dict.fromkeys(match[0].strip() for pattern in _MARKS for match in pattern.finditer(folded)))


def no_secrecy_marks(context: CheckContext) -> tuple[Issue, ...]:
    """Return the marks of secrecy on the source and in segments."""
    found = list(secrecy_of(context.interpretation.document))
    for segment in context.segments:
        for mark in dict.fromkeys(mark for text, _ in texts_of(segment) for mark in secrecy_marks_in(text)):
            found.append(_issue(mark, segment.id, "产品中"))
    return tuple(found)


def secrecy_of(document: PolicyDocument) -> tuple[Issue, ...]:
    """Return the marks of secrecy the document carries."""
    found = []
    if document.secrecy:
        found.append(_issue(document.secrecy, "", "原文"))
    if document.openness and re.search("依申请公开|不予公开|不公开", document.openness):
        found.append(_issue(document.openness, "", "原文"))
    for clause in document.clauses:
        found += [_issue(mark, clause.ref, "原文") for mark in secrecy_marks_in(clause.text) if len(clause.text) < 60 or "★" in mark]
    return tuple(dict.fromkeys(found))


def _issue(mark: str, where: str, place: str) -> Issue:
    return Issue(
        code="secrecy_mark", severity=Severity.BLOCKING, where=where, text=f"{place}带有“{mark}”字样，不得直接对外解读。",
        advice="送保密审查；确认可以公开并取得公开版本后，再上传解读。",
    )  # fmt: skip
