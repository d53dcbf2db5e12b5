"""A product's story (时间线): what happened to it, told from the rows that are only ever added."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row

from studio import labels
from studio.reviewing import Event
from studio.services.product_values import TimelineEntry
from studio.storage import products


def timeline(connection: Connection, product_id: str, names: dict[str, str]) -> tuple[TimelineEntry, ...]:
    """Return builds, arrangements, steps of review, remarks and confirmations, oldest first."""
    heads = products.revision_heads(connection, product_id)
    entries = [TimelineEntry(head.at, names[head.built_by], f"制作完成第 {head.number} 版", "", head.number) for head in heads]
    for event in products.events_of(connection, product_id):
        what, number = labels.ACTIONS[event.action], _number_at(heads, event)
        entries.append(TimelineEntry(event.at, event.actor_name, what, event.note, number, event.action))
    for row in products.comments_of(connection, product_id):
        entries.append(TimelineEntry(row.at, names[row.by], "批注", row.text, row.revision_number))
        if row.resolved_at:
            entries.append(TimelineEntry(row.resolved_at, names[row.resolved_by], "处理批注", row.text, row.revision_number))
    for row in products.confirmations_of(connection, product_id):
        note = f"{row.text.rstrip('。')}。{row.reason}"
        entries.append(TimelineEntry(row.at, names[row.by], "核对确认", note, row.revision_number))
    return tuple(sorted(entries, key=lambda entry: entry.at))


def _number_at(heads: Sequence[Row], event: Event) -> int:
    """Return the number a revision had when something was done to it: made again unchanged, it has a later one with the same digest.

    ``heads`` are oldest first. Where the clock was set back meanwhile it is the first of that digest, and 0 when there is none.
    """
    same = [head for head in heads if head.digest == event.revision]
    made = [head.number for head in same if head.at <= event.at] or [head.number for head in same[:1]]
    return made[-1] if made else 0
