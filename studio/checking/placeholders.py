"""Check: nothing is left to be filled in."""

import re

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext
from studio.checking.supported import texts_of

_LEFT_OVER = re.compile(
    r"待(?:补充|填写|完善|核实|确认|定稿?)(?![的后]?(?:资料|材料|信息|事项|项目|人员|情况))|此处(?:填写|插入|补充)|请(?:填写|输入|在此)|(?<![Xx×＊*])[Xx×＊*]{2,}(?![a-z])|某某|"
    r"TODO|FIXME|TBD|Lorem ipsum|\{\{.{0,200}?\}\}|\$\{.{0,200}?\}|<[a-zA-Z/][^<>]{0,40}>|_{3,}|＿{2,}|【\s*】|（\s*）|“\s*”|\b(?:None|null|undefined|NaN)\b"
)
_MASKED = re.compile(r"\d[\dXx]{0,40}\*{2,}[\dXx]+")


def nothing_left_to_fill(context: CheckContext) -> tuple[Issue, ...]:
    """Return the placeholders in segments, unless the policy itself writes them."""
    document = context.interpretation.document
    found = []
    for segment in context.segments:
        cited = "\n".join(document.clause(citation.ref).text for citation in segment.citations if document.has(citation.ref))
        words = (match[0] for text, _ in texts_of(segment) for match in _LEFT_OVER.finditer(_MASKED.sub("", text)))
        for word in dict.fromkeys(words):
            if word not in cited:
                found.append(
                    Issue(
                        code="placeholder", severity=Severity.BLOCKING, where=segment.id, text=f"还留有没填写的内容“{word}”。", advice="补充完整，或者删去这一处。"
                    )
                )
    return tuple(found)
