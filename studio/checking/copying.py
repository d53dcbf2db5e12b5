"""Check: a product that only repeats its source is 摘抄 or 压缩, not an interpretation (实质性解读)."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext
from studio.checking.texts import bare_words

RUN = 14
"""Characters in a row that count as copied."""
TOO_MUCH = 0.8
_ENOUGH = 300
"""Characters of content below which no share is stated: a picture's few words are bound to be the source's."""


def copied_share(context: CheckContext) -> tuple[float, int]:
    """Return which share (0–1) of the content's characters stands in the source in runs of at least RUN, and their number."""
    source = bare_words("\n".join(clause.text for clause in context.interpretation.document.clauses))
    known = {source[at : at + RUN] for at in range(len(source) - RUN + 1)}
    total = copied = 0
    for segment in context.segments:
        if segment.furniture or segment.supplements:
            continue
        for text in (segment.text, *segment.points):
            words = bare_words(text)
            marked = set()
            for at in range(len(words) - RUN + 1):
                if words[at : at + RUN] in known:
                    marked.update(range(at, at + RUN))
            total, copied = total + len(words), copied + len(marked)
    return (copied / total if total else 0.0), total


def not_only_copied(context: CheckContext) -> tuple[Issue, ...]:
    """Return an advisory when most of the product stands word for word in the source."""
    share, total = copied_share(context)
    if total < _ENOUGH or share <= TOO_MUCH:
        return ()
    return (
        Issue(
            code="mostly_copied", severity=Severity.ADVISORY, text=f"约{share:.0%}的文字照录原文，容易成为文件摘抄。",
            advice="补充计算例子、出台理由、办理方法或者与旧政策的差别，用部门说明写明出处。",
        ),
    )  # fmt: skip
