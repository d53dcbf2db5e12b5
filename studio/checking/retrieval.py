"""The clauses a statement most likely speaks of: BM25 on character bigrams over each clause with its headings."""

import math
from collections import Counter
from functools import lru_cache

from generators.model import PolicyDocument
from studio.checking.measures import MEASURED, same_value
from studio.checking.texts import bigrams, facts_of_text

K1, B = 1.2, 0.6
_MOST = 3
_WORTH = 0.6
"""A further clause is taken when it scores at least this share of the best."""
_MORE, _WORTH_FOR_A_FIGURE = 3, 0.3
"""Up to so many more may be taken, from this share of the best, for figures the first ones do not have."""


def best_refs(document: PolicyDocument, text: str) -> tuple[str, ...]:
    """Return the refs of up to three clauses that best match ``text``, in order of the match; none when nothing matches."""
    scored = _scored(document, text)
    return tuple(ref for score, ref in scored[:_MOST] if score >= _WORTH * scored[0][0])


def further_refs(document: PolicyDocument, text: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return clauses beside the ``chosen`` ones that hold figures of ``text`` these lack: a statement may sum up several steps."""
    scored = _scored(document, text)
    near = [ref for score, ref in scored if score >= _WORTH_FOR_A_FIGURE * scored[0][0] and ref not in chosen]
    return tuple(_holding_figures(document, text, list(chosen), near))


def _scored(document: PolicyDocument, text: str) -> list[tuple[float, str]]:
    rows = tuple(
        (clause.ref, "".join((*(above.heading or above.text[:40] for above in document.ancestors(clause.ref)), clause.text)))
        for clause in document.clauses if clause.text
    )  # fmt: skip
    refs, counts, rarity, average = _index(rows)
    wanted = bigrams(text)
    scored = []
    for ref, count in zip(refs, counts, strict=True):
        length = sum(count.values())
        score = sum(
            weight * rarity[gram] * count[gram] * (K1 + 1) / (count[gram] + K1 * (1 - B + B * length / average))
            for gram, weight in wanted.items() if count[gram]
        )  # fmt: skip
        if score > 0:
            scored.append((score, ref))
    return sorted(scored, key=lambda pair: -pair[0])


def _holding_figures(document: PolicyDocument, text: str, chosen: list[str], near: list[str]) -> list[str]:
    known = [fact for ref in chosen for fact in facts_of_text(document.clause(ref).text)]
    missing = [fact for fact in facts_of_text(text) if fact.kind in MEASURED and not any(same_value(fact, other) for other in known)]
    parents = {document.clause(ref).parent for ref in chosen} - {None}
    found: list[str] = []
    for ref in near:
        related = document.clause(ref).parent in parents or ref in parents
        facts = facts_of_text(document.clause(ref).text) if related else ()
        if len(found) < _MORE and any(same_value(fact, other) for fact in missing for other in facts):
            found.append(ref)
    return found


@lru_cache(maxsize=4)
def _index(rows: tuple[tuple[str, str], ...]) -> tuple[list[str], list[Counter], dict[str, float], float]:
    counts = [bigrams(text) for _, text in rows]
    frequencies = Counter(gram for count in counts for gram in count)
    rarity = {gram: math.log(1 + (len(rows) - seen + 0.5) / (seen + 0.5)) for gram, seen in frequencies.items()}
    average = sum(sum(count.values()) for count in counts) / max(1, len(counts)) or 1.0
    return [ref for ref, _ in rows], counts, rarity, average
