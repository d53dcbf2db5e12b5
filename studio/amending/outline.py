"""A record taken apart so that a person's correction can be made, and put together again with addresses that fit.

Only what a correction touches gets a new address; every other clause keeps its own.
"""

import re
from dataclasses import dataclass, field
from typing import Self

from generators.model import Clause, Level, Part, PolicyDocument
from studio.amending.moves import Moves, Piece, moved_ref
from studio.reading.markers import Marker, marker_of
from studio.reading.tree import BELOW_ARTICLE, CLOSING, NAMES

HEADS = re.compile(r"(?:att|enc)_\d+")
PREFIX = re.compile(r"(?:notice|enc_\d+|att_\d+)\.")
NAME_OF = {level: name for name, level in NAMES.values()}
NAME_OF |= {Level.HEADING_4: "subpt", Level.HEADING_1: "sec", Level.HEADING_2: "sub", Level.HEADING_3: "pt"}
DIVISIONS = (Level.BOOK, Level.CHAPTER, Level.SECTION)
RANK = {
    Level.BOOK: 0.0, Level.CHAPTER: 1.0, Level.SECTION: 2.0, Level.HEADING_1: 3.0, Level.DECIMAL: 3.0, Level.ARTICLE: 4.0,
    Level.HEADING_2: 5.0, Level.HEADING_3: 6.0, Level.HEADING_4: 7.0, Level.ITEM: 8.0, Level.POINT: 9.0,
}  # fmt: skip
"""How high a numbered clause stands; paragraphs and rows hold nothing of their own accord."""


@dataclass(eq=False, slots=True)
class Draft:
    """A clause being corrected. ``pieces`` say where its words stood: (former ref, start, end, place in ``text``, length)."""

    former: str
    level: Level
    label: str
    heading: str
    text: str
    part: Part
    page: int | None
    block: int | None
    parent: Self | None = None
    pieces: list[tuple[str, int, int, int, int]] = field(default_factory=list)
    renamed: bool = False
    ref: str = ""

    @property
    def marker(self) -> Marker | None:
        """Return the clause's number, parsed."""
        return marker_of(f"{self.label} 甲") if self.label else None

    @property
    def rank(self) -> float:
        """Return how high the clause stands; infinite for paragraphs and rows."""
        marker = self.marker if self.level is Level.DECIMAL else None
        return RANK.get(self.level, float("inf")) + (0.1 * (len(marker.numbers) - 1) if marker else 0.0)

    @property
    def is_head(self) -> bool:
        """Tell whether this is the title of an enclosed document or an attachment."""
        return bool(HEADS.fullmatch(self.former))

    @property
    def prefix(self) -> str:
        """Return what precedes every address of the clause's document (notice., enc_2., att_1.)."""
        found = PREFIX.match(f"{self.former}.")
        return found[0] if found else ""

    def shift(self, by: int) -> None:
        """Move the former words ``by`` characters on, what then stands before the text cut off."""
        shifted = []
        for ref, start, end, at, length in self.pieces:
            cut = max(0, -(at + by))
            if cut < length:
                shifted.append((ref, start + cut if end - start == length else start, end, at + by + cut, length - cut))
        self.pieces = shifted


class Outline:
    """The clauses of a document as drafts, in order."""

    def __init__(self, document: PolicyDocument) -> None:
        self.document = document
        self.drafts: list[Draft] = []
        by_ref: dict[str, Draft] = {}
        for clause in document.clauses:
            draft = Draft(
                former=clause.ref, level=clause.level, label=clause.label, heading=clause.heading, text=clause.text,
                part=clause.part, page=clause.page, block=clause.block, ref=clause.ref,
                pieces=[(clause.ref, 0, len(clause.text), 0, len(clause.text))],
            )  # fmt: skip
            by_ref[clause.ref] = draft
            self.drafts.append(draft)
        for draft, clause in zip(self.drafts, document.clauses, strict=True):
            draft.parent = by_ref.get(clause.parent) if clause.parent else None
        self.disturbed: set[tuple] = set()

    def of(self, ref: str) -> Draft:
        """Return the draft of the clause at ``ref``; KeyError when there is none."""
        for draft in self.drafts:
            if draft.former == ref:
                return draft
        raise KeyError(ref)

    def children(self, parent: Draft) -> list[Draft]:
        """Return the drafts directly under ``parent``."""
        return [draft for draft in self.drafts if draft.parent is parent]

    # ---- who stands under whom

    def parent_for(self, draft: Draft) -> Draft | None:
        """Return the nearest clause before ``draft`` in the same document that can stand above it."""
        at = self.drafts.index(draft)
        for other in reversed(self.drafts[:at]):
            if other.part is not draft.part or other.prefix != draft.prefix:
                break
            if self._holds(other, draft):
                return other
        return None

    def _holds(self, other: Draft, draft: Draft) -> bool:
        if other.level is Level.ROW or other.is_head:
            return False
        if other.level is Level.PARAGRAPH:
            in_article = other.parent is not None and other.parent.level is Level.ARTICLE
            return draft.level is Level.ITEM and in_article
        if draft.level in (Level.PARAGRAPH, Level.ROW):
            # A paragraph after the items of an article is the article's next 款.
            return other.level not in (Level.ITEM, Level.POINT)
        return other.rank < draft.rank

    def put_under(self, draft: Draft, parent: Draft | None) -> None:
        """Set the parent of ``draft``; its address changes with it."""
        for above in (draft.parent, parent):
            self.disturbed.add(_siblings(draft, above))
        draft.parent, draft.renamed = parent, True

    def settle(self, draft: Draft, *, was: float = float("inf")) -> None:
        """Find the place of ``draft`` after its rank changed from ``was``, and of what came to stand under it or lost it."""
        self.put_under(draft, self.parent_for(draft))
        at = self.drafts.index(draft)
        for child in self.children(draft):
            if not child.rank > draft.rank or not self._holds(draft, child):
                self.put_under(child, self.parent_for(child))
        if draft.rank >= was:
            return
        before = {id(other) for other in self.drafts[:at]}
        for later in self.drafts[at + 1 :]:
            if later.part is not draft.part or later.prefix != draft.prefix or later.is_head or later.rank <= draft.rank:
                return
            closes = later.parent is None and CLOSING.match(later.text)
            if not closes and (later.parent is None or id(later.parent) in before):
                self.put_under(later, self.parent_for(later))

    def remove(self, draft: Draft) -> None:
        """Take a clause out; what stood under it finds another place."""
        children = self.children(draft)
        self.disturbed.add(_siblings(draft, draft.parent))
        self.drafts.remove(draft)
        for child in children:
            self.put_under(child, self.parent_for(child))

    # ---- addresses

    def finish(self) -> tuple[PolicyDocument, Moves]:
        """Return the document with the correction made, and where its former words now stand."""
        self._name()
        moves = self._moves()
        clauses = tuple(
            Clause(
                ref=draft.ref, label=draft.label, level=draft.level, heading=draft.heading, text=draft.text,
                parent=draft.parent.ref if draft.parent else None, part=draft.part, page=draft.page, block=draft.block,
            )
            for draft in self.drafts
        )  # fmt: skip

        def here(item, name: str):
            former = getattr(item, name)
            return item.replace(**{name: moved_ref(former, moves)}) if former else item

        document = self.document
        warnings = [
            warning.replace(where=moved_ref(warning.where, moves) or "") if document.has(warning.where) else warning
            for warning in document.warnings
        ]
        changed = document.replace(
            clauses=clauses,
            tables=tuple(here(table, "clause") for table in document.tables),
            attachments=tuple(here(item, "ref") for item in document.attachments),
            bases=tuple(here(item, "ref") for item in document.bases),
            repeals=tuple(here(item, "ref") for item in document.repeals),
            warnings=tuple(warnings),
        )
        return changed, moves

    def _name(self) -> None:
        changing: set[int] = set()
        for draft in self.drafts:
            follows = draft.parent is not None and id(draft.parent) in changing and _below(draft.former, draft.parent.former)
            counted = _is_counted(draft) and _siblings(draft, draft.parent) in self.disturbed
            if draft.renamed or follows or counted:
                changing.add(id(draft))
        taken = {draft.former for draft in self.drafts if id(draft) not in changing}
        for draft in self.drafts:
            if id(draft) not in changing:
                draft.ref = draft.former
                continue
            parent = draft.parent
            if not draft.renamed and parent is not None and _below(draft.former, parent.former) and not _is_counted(draft):
                wanted = parent.ref + draft.former[len(parent.former) :]
            elif draft.level is Level.ROW or draft.level is Level.PARAGRAPH and not _is_counted(draft):
                wanted = draft.former
            else:
                wanted = self._address(draft)
            draft.ref = _free(wanted, taken)
            taken.add(draft.ref)

    def _address(self, draft: Draft) -> str:
        parent = draft.parent
        stem = f"{parent.ref}." if parent else draft.prefix
        if draft.level is Level.PARAGRAPH:
            earlier = self.drafts[: self.drafts.index(draft)]
            mine = _siblings(draft, parent)
            count = sum(_is_counted(other) and _siblings(other, other.parent) == mine for other in earlier)
            # The first paragraph of an article is the article itself.
            return f"{stem}para_{count + (2 if parent is not None and parent.level is Level.ARTICLE else 1)}"
        marker = draft.marker
        number = "h1" if marker is None else f"{marker.number}_{marker.extra}" if marker.extra else f"{marker.number}"
        if draft.level in (Level.ITEM, Level.POINT):
            return f"{stem}{self._list_name(draft)}_{number}"
        name = NAME_OF[draft.level]
        if draft.level in (Level.BOOK, Level.CHAPTER, Level.ARTICLE):
            return f"{draft.prefix}{name}_{number}"
        return f"{stem}{name}_{number}"

    @staticmethod
    def _list_name(draft: Draft) -> str:
        depth, above = 0, draft.parent
        while above is not None and above.level in (Level.ITEM, Level.POINT):
            depth, above = depth + 1, above.parent
        return BELOW_ARTICLE[min(depth, len(BELOW_ARTICLE) - 1)]

    def _moves(self) -> Moves:
        found: dict[str, list[Piece]] = {clause.ref: [] for clause in self.document.clauses}
        for draft in self.drafts:
            for former, start, end, at, length in draft.pieces:
                found[former].append(Piece(start, end, draft.ref, at, at + length))
        lengths = {clause.ref: len(clause.text) for clause in self.document.clauses}
        return {
            ref: tuple(pieces)
            for ref, pieces in found.items()
            if pieces != [Piece(0, lengths[ref], ref, 0, lengths[ref])]
        }


def _below(ref: str, above: str) -> bool:
    return bool(above) and ref.startswith(f"{above}.")


def _siblings(draft: Draft, parent: Draft | None) -> tuple:
    """Return what the paragraphs counted together have in common."""
    return (id(parent),) if parent is not None else (draft.part, draft.prefix)


def _is_counted(draft: Draft) -> bool:
    """Tell whether this is a paragraph counted among its siblings; footnotes and titles of parts are not."""
    return draft.level is Level.PARAGRAPH and not draft.is_head and not re.search(r"(?:^|\.)fn_\d+$", draft.former)


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    if found := re.search(r"_h(\d+)$", wanted):
        number = int(found[1])
        while f"{wanted[: found.start()]}_h{number}" in taken:
            number += 1
        return f"{wanted[: found.start()]}_h{number}"
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
