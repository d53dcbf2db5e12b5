"""The record beside its source: an element of the pages in which choosing a clause shows its very words in the source."""

from collections import defaultdict
from pathlib import Path

import streamlit as st

from generators.model import digest_of
from studio import labels

STATIC = Path(__file__).parents[1] / "static"
_component = st.components.v2.component(
    "record_beside_source",
    html=(STATIC / "beside.html").read_text(encoding="utf-8"),
    css=(STATIC / "beside.css").read_text(encoding="utf-8"),
    js=(STATIC / "beside.js").read_text(encoding="utf-8"),
)


def record_beside_source(document, beside, *, chosen: str = "", block: int | None = None, key: str) -> dict | None:
    """Draw clauses and source side by side; return what was just chosen: {"ref": …} or {"block": …}, or None.

    ``chosen`` and ``block`` are what is selected now.
    """
    clauses = _clauses(document, beside.spans)
    return _mounted(clauses, beside.blocks, {"ref": chosen} if chosen else {"block": block} if block is not None else {}, key)


def source_alone(beside, *, key: str) -> None:
    """Draw the source with what each part of it is in the record."""
    _mounted([], beside.blocks, {}, key)


def _mounted(clauses: list[dict], blocks, chosen: dict, key: str) -> dict | None:
    drawn = [
        {"index": b.index, "words": b.words, "role": b.role, "label": b.role_label, "rows": b.rows, "page": b.page} for b in blocks
    ]
    data = {"clauses": clauses, "blocks": drawn, "stamp": digest_of([clauses, drawn]), "chosen": chosen}
    return _component(data=data, key=key, on_chosen_change=lambda: None).chosen


def _clauses(document, spans) -> list[dict]:
    doubts = defaultdict(list)
    for warning in document.warnings:
        doubts[warning.where].append(warning.message)
    found, part = [], None
    for clause in document.clauses:
        found.append(
            {
                "ref": clause.ref,
                "label": clause.label,
                "text": clause.text,
                "address": document.address(clause.ref),
                "depth": len(document.ancestors(clause.ref)),
                "head": bool(clause.heading) and clause.heading == clause.text,
                "part": labels.part(clause.part, document) if clause.part is not part else "",
                "doubts": doubts.get(clause.ref, []),
                "spans": [[span.block, span.start, span.end, span.row] for span in spans.get(clause.ref, ())],
            }
        )
        part = clause.part
    return found
