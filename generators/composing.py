"""What every outline needs: a segment made from a supported statement, with the clause it rests on written out."""

import re
from collections.abc import Iterable
from typing import Any

from generators import labelling
from generators.model import Citation, Interpretation, PolicyDocument, Segment, Support


def basis_text(document: PolicyDocument, citations: Iterable[Citation], *, limit: int = 3) -> str:
    """Return what readers see after 依据：, for instance 第五条、第六条第二款; beyond ``limit`` clauses it ends in 等.

    A clause below another cited one is not named again (第九条, not 第九条、第九条第（一）项), nor the article of the paragraph
    before it (第六条第一款、第二款). Addresses that hold a 、 of
    their own (二、（一）) are separated by semicolons, or a reader could not tell them apart; the point behind a number goes (五、（四）1).
    """
    refs = dict.fromkeys(citation.ref for citation in citations)
    highest = [ref for ref in refs if not any(above.ref in refs for above in document.ancestors(ref) if _within(document, ref, above.ref))]
    addresses = list(dict.fromkeys(document.address(ref).translate(_POINTS).removesuffix(".") for ref in highest))
    addresses = _rows_together(addresses)
    shown = addresses[:limit]
    for at in range(len(shown) - 1, 0, -1):  # a document's name is not said again for the next clause of it
        name = re.match("《[^》]*》", shown[at])
        article = re.match("(?:《[^》]*》)?第[^条款、；]+条(?=第[^条款项、；]+款$)", shown[at])
        if article and re.fullmatch("第[^条款项、；]+款", shown[at - 1].removeprefix(article[0])):
            shown[at] = shown[at][article.end() :]
        elif name and shown[at - 1].startswith(name[0]):
            shown[at] = shown[at][name.end() :]
    separator = "；" if any("、" in address for address in addresses) else "、"
    return separator.join(shown) + ("等" if len(addresses) > limit else "")


def _within(document: PolicyDocument, ref: str, above: str) -> bool:
    """Tell whether a clause is part of what another's address names: 第六条第一款, the article's own words, holds no 第二款."""
    return not (re.match(r"\.para_\d+", ref.removeprefix(above)) and document.address(above).endswith("款"))


_POINTS = str.maketrans({"﹒": ".", "．": "."})


def _rows_together(addresses: list[str]) -> list[str]:
    """Return rows of one table as one address: 附件表第4行、附件表第6行 is 附件表第4、6行; its heading row only where it stands alone."""
    told: list[str] = []
    tables = {row[1] for address in addresses if (row := re.fullmatch(r"(.*表第)(?!1行)\d+行", address))}
    for address in addresses:
        if address.endswith("表第1行") and address.removesuffix("1行") in tables:
            continue
        row = re.fullmatch(r"(.*表第)(\d+)行", address)
        if row and told and (before := re.fullmatch(r"(.*表第)([\d、]+)行", told[-1])) and before[1] == row[1]:
            told[-1] = f"{row[1]}{before[2]}、{row[2]}行"
        else:
            told.append(address)
    return told


def supported_segment(interpretation: Interpretation, *supports: Support, **fields: Any) -> Segment:
    """Return a content segment that carries the citations and supplements of ``supports``.

    ``fields`` are the other fields of Segment (id, kind, heading …). The basis names the clauses and, where the
    department speaks from its own knowledge, the person: 部门说明（张敏）. Wording a language model drafted stays marked as such.
    """
    citations = tuple(dict.fromkeys(citation for support in supports for citation in support.citations))
    ids = dict.fromkeys(name for support in supports for name in support.supplements)
    supplements = tuple(interpretation.supplement(name) for name in ids)
    said_by = [f"部门说明（{supplement.author}）" for supplement in supplements]
    clauses = basis_text(interpretation.document, citations)
    basis = "；".join(filter(None, (clauses, "、".join(dict.fromkeys(said_by)))))
    made = Segment(citations=citations, supplements=supplements, basis=basis, **fields)
    models = labelling.models_behind(supports, made)
    return made.replace(drafted=models) if models else made
