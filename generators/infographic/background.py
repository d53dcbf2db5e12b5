"""Why a policy was made: its reasons in words, the documents it rests on as a list."""

import re

from generators.infographic.draft import Draft
from generators.masthead import made_how, policy_name
from generators.model import Basis, Citation, Element, KeyPoint, Support
from generators.natures import names_no_basis


def background(draft: Draft) -> None:
    """Add the reasons, and the list of bases unless the reasons already name them all."""
    document = draft.interpretation.document
    own = policy_name(document)
    basis = f"{made_how(document)}依据"
    bases = [base for base in document.bases if own not in base.title]
    names = [
        _quoted_title(base.title) + (f"（{base.document_number}）" if base.document_number else "") for base in bases
    ]
    points = draft.points(Element.BACKGROUND, "background")
    listed = [point for point in points if any(base.title in point.statement for base in bases)]
    reasons = [point for point in points if point not in listed or _says_more_than_bases(point)]
    reasons = [point for point in reasons if not names_no_basis(point)]
    for point in reasons:
        draft.add(
            "background",
            "reason",
            f"background.{point.id}",
            point,
            element=point.element,
            heading=point.title,
            text=draft.words(point, 160),
        )
    support = _bases_support(draft, listed, bases)
    if (
        names
        and support is not None
        and not support.is_empty()
        and not all(_named_in(reasons, base.title) for base in bases)
    ):
        again = any(re.search("现将[^。]*重新(?:发布|印发)", document.clause(citation.ref).text) for citation in support.citations)
        draft.add(
            "background",
            "bases",
            "background.bases",
            support,
            element=Element.BACKGROUND,
            heading="重新发布依据" if again else basis,
            points=tuple(names),
            icon="scale",
        )


def _says_more_than_bases(point: KeyPoint) -> bool:
    """A sentence that gives reasons as well as bases is worth its words; a bare list of documents is not."""
    rest = re.sub(r"《[^》]*》|（[^）]*）", "", point.statement)
    return (
        len(
            re.sub(
                r"根据|依据|制定|法律法规|结合.{0,10}实际|[本我]\w{1,4}|[、，。和等的是有关规定文件精神要求为了]",
                "",
                rest,
            )
        )
        > 14
    )


def _quoted_title(title: str) -> str:
    """Return the title in 《》, names inside it in 〈〉 (GB/T 15834)."""
    inner = title.strip().removeprefix("《").removesuffix("》")
    return "《" + inner.translate(str.maketrans("《》<>", "〈〉〈〉")) + "》"


def _named_in(points: list[KeyPoint], title: str) -> bool:
    return any(title in point.statement for point in points)


def _bases_support(draft: Draft, listed: list[KeyPoint], bases: list[Basis]) -> Support | None:
    document = draft.interpretation.document
    if listed and all(_named_in(listed, base.title) for base in bases):
        return Support(citations=tuple(c for point in listed for c in point.citations))
    found = []
    for base in bases:
        clause = document.clause(base.ref) if base.ref and document.has(base.ref) else None
        if clause is None or base.title not in clause.text:
            return None
        found.append(Citation.of(clause, base.title))
    return Support(citations=tuple(found))
