"""The clauses a statement most likely speaks of: BM25 on character bigrams over each clause with its headings."""

import math
from collections import Counter
from functools import lru_cache

from generators.model import PolicyDocument
from studio.checking.texts import bigrams

K1, B = 1.2, 0.6
_MOST = 3
_WORTH = 0.6
"""A further clause is taken when it scores at least this share of the best."""


def best_refs(document: PolicyDocument, text: str) -> tuple[str, ...]:
    """Return the refs of up to three clauses that best match ``text``, in order of the match; none when nothing matches."""
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
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0][0] if scored else 0.0
    return tuple(ref for score, ref in scored[:_MOST] if score >= _WORTH * best)


@lru_cache(maxsize=4)
def _index(rows: tuple[tuple[str, str], ...]) -> tuple[list[str], list[Counter], dict[str, float], float]:
    counts = [bigrams(text) for _, text in rows]
    frequencies = Counter(gram for count in counts for gram in count)
    rarity = {gram: math.log(1 + (len(rows) - seen + 0.5) / (seen + 0.5)) for gram, seen in frequencies.items()}
    average = sum(sum(count.values()) for count in counts) / max(1, len(counts)) or 1.0
    return [ref for ref, _ in rows], counts, rarity, average
