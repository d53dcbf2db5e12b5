"""Old and new (新旧对照): clauses aligned by text, place and heading; what was added, removed, changed, moved."""

import re
from collections import Counter, defaultdict

from generators.model import Clause, Difference, Part, PolicyDocument
from studio.interpreting.passages import DIVISIONS, is_furniture
from studio.interpreting.similar import bigrams

ALIKE = 0.42
ALIKE_IN_PLACE = 0.32
CONTAINED = 0.75
NEIGHBOURS = 12
"""How many old clauses, those sharing the rarest pairs of characters, a new clause is compared with."""

SPLIT_OFF, CUT_OFF = 20, 10
"""Characters a new clause must share with an old one to be part of it: anywhere, or at its beginning or end."""

SEEN = 3000


def differences(document: PolicyDocument, old: PolicyDocument) -> tuple[Difference, ...]:
    """Return what differs between two versions, in the order of the new one; removed clauses come last.

    A clause renumbered with unchanged words is ``moved``; one of two parts a clause was split into is ``changed`` and
    names the clause it came from.
    """
    new_clauses, old_clauses = _content(document), _content(old)
    pairs = align(new_clauses, old_clauses)
    taken = set(pairs.values())
    found = []
    for index, clause in enumerate(new_clauses):
        before = old_clauses[pairs[index]] if index in pairs else _source_of(clause, old_clauses)
        if before is None:
            found.append(
                Difference(
                    kind="added", new_ref=clause.ref, new_label=document.address(clause.ref), new_text=clause.text
                )
            )
            continue
        same = plain(clause.text) == plain(before.text)
        if same and (clause.ref == before.ref or clause.label == before.label):
            continue
        found.append(
            Difference(
                kind="moved" if same else "changed",
                old_ref=before.ref,
                new_ref=clause.ref,
                old_label=old.address(before.ref),
                new_label=document.address(clause.ref),
                old_text=before.text,
                new_text=clause.text,
            )
        )
    gone = [clause for index, clause in enumerate(old_clauses) if index not in taken and not _survives(clause, new_clauses)]
    for clause, into in _joined(gone, new_clauses):
        common = {"old_ref": clause.ref, "old_label": old.address(clause.ref), "old_text": clause.text}
        if into is None:
            found.append(Difference(kind="removed", **common))
        else:
            new = {"new_ref": into.ref, "new_label": document.address(into.ref), "new_text": into.text}
            found.append(Difference(kind="changed", **common, **new))
    return tuple(found)


def align(new: list[Clause], old: list[Clause]) -> dict[int, int]:
    """Return which old clause each new one corresponds to, by index: equal texts first, then the most alike."""
    pairs = _equal(new, old)
    used = set(pairs.values())
    grams_old = [bigrams(plain(clause.text)[:SEEN]) for clause in old]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, grams in enumerate(grams_old):
        if index not in used:
            for gram in grams:
                holders[gram].append(index)
    scored = []
    for index, clause in enumerate(new):
        if index in pairs:
            continue
        grams = bigrams(plain(clause.text)[:SEEN])
        for other in _neighbours(grams, holders):
            alike = _dice(grams, grams_old[other])
            in_place = clause.ref == old[other].ref
            same_heading = bool(clause.heading) and clause.heading == old[other].heading
            if alike >= (ALIKE_IN_PLACE if in_place or same_heading else ALIKE):
                scored.append((alike + 0.15 * same_heading + 0.05 * in_place, -index, -other))
    for _, index, other in sorted(scored, reverse=True):
        if -index not in pairs and -other not in used:
            pairs[-index] = -other
            used.add(-other)
    return pairs


def _equal(new: list[Clause], old: list[Clause]) -> dict[int, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(old):
        places[plain(clause.text)].append(index)
    pairs = {}
    for index, clause in enumerate(new):
        waiting = places.get(plain(clause.text))
        if waiting:
            same = next((place for place in waiting if old[place].ref == clause.ref), waiting[0])
            waiting.remove(same)
            pairs[index] = same
    return pairs


def _neighbours(grams: Counter, holders: dict[str, list[int]]) -> list[int]:
    shared: Counter[int] = Counter()
    for gram in grams:
        held = holders.get(gram, ())
        for index in held[:200]:
            shared[index] += 1 / len(held)
    return [index for index, _ in shared.most_common(NEIGHBOURS)]


def _dice(one: Counter, other: Counter) -> float:
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def _source_of(clause: Clause, old: list[Clause]) -> Clause | None:
    """Return the old clause whose words a new clause repeats: it was split off from it. A few words must be its beginning or end."""
    words = plain(clause.text)
    for other in old:
        whole = plain(other.text)
        if len(words) >= SPLIT_OFF and words in whole or len(words) >= CUT_OFF and (whole.startswith(words) or whole.endswith(words)):
            return other
    return None


def _survives(clause: Clause, new: list[Clause]) -> bool:
    words = plain(clause.text)
    return any(len(words) >= 12 and words in plain(other.text) for other in new)


def _joined(gone: list[Clause], new: list[Clause]) -> list[tuple[Clause, Clause | None]]:
    """Return each clause that is gone with the longer new clause it was worked into, if most of its words are there."""
    if not gone:
        return []
    grams = [bigrams(plain(clause.text)[:SEEN]) for clause in new]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, held in enumerate(grams):
        for gram in held:
            holders[gram].append(index)
    found = []
    for clause in gone:
        own = bigrams(plain(clause.text)[:SEEN])
        whole = sum(own.values())
        into = (
            new[index]
            for index in _neighbours(own, holders)
            if sum(grams[index].values()) > whole and sum((own & grams[index]).values()) >= CONTAINED * whole
        )
        found.append((clause, next(into, None) if whole >= SPLIT_OFF else None))
    return found


def _content(document: PolicyDocument) -> list[Clause]:
    """Return the clauses to compare: without layout, chapter headings and the notice that only encloses the document."""
    enclosed = any(clause.part is Part.ENCLOSURE for clause in document.clauses)
    return [
        clause
        for clause in document.clauses
        if clause.text.strip()
        and clause.level not in DIVISIONS
        and not (enclosed and clause.part is Part.NOTICE)
        and clause.text.strip() != document.title
        and not is_furniture(clause)
    ]


def likeness(text: str, others: PolicyDocument) -> float:
    """Return how much the most similar clause of another version has in common with ``text``, 0 to 1."""
    grams = bigrams(plain(text)[:SEEN])
    return max((_dice(grams, bigrams(plain(clause.text)[:SEEN])) for clause in _content(others)), default=0.0)


def plain(text: str) -> str:
    """Return ``text`` without white space, with half-width punctuation as full-width, for comparison only."""
    return re.sub(r"\s+", "", text).translate(str.maketrans(",;:()?!", "，；：（）？！"))
