"""References to what stands just above: 第四十四条第一款规定的社会服务 below that very paragraph is 上述社会服务."""

import re
from collections.abc import Iterable

from generators.model import Citation, PolicyDocument
from generators.model.numerals import parse_chinese

_NUMBER = "[一二三四五六七八九十百]{1,7}"
_REFERENCE = re.compile(
    rf"(?<!违反)(?<!依照)(?<!根据)(?:《[^《》]{{1,16}}》|本(?:实施)?(?:办法|条例|规定|细则|规范|方案|措施|意见))?第({_NUMBER})条(?:第({_NUMBER})款)?"
    r"(?:(规定)(?=[外执处办予]|的[，。；])|规定的|所列(?:的)?|(?=(?:情形|条件|行为)))(?!第)"
)
_ENOUGH = 12
"""Characters of a clause that have to stand above for a reader to know it."""


def with_above(document: PolicyDocument, text: str, citations: Iterable[Citation]) -> str:
    """Return ``text`` with a clause it names and has told just before as 上述; any other reference stays."""
    quotes = [(citation.ref, _bare(citation.quote)[:_ENOUGH]) for citation in citations]

    def above(found: re.Match) -> str:
        article, paragraph = parse_chinese(found[1]), parse_chinese(found[2]) if found[2] else 0
        ref = f"art_{article}" if paragraph in (0, 1) else f"art_{article}.para_{paragraph}"
        inside = [quote for cited, quote in quotes if cited == ref or cited.startswith(f"{ref}.item") or (not paragraph and cited.startswith(f"{ref}."))]
        told = _bare(text[: found.start()])
        return f"上述{found[3] or ''}" if document.has(f"art_{article}") and any(quote and quote in told for quote in inside) else found[0]

    return _REFERENCE.sub(above, text)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
