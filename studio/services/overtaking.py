"""Words of a product that somebody else saved while other ones were being typed for the same place."""

from collections.abc import Collection

from sqlalchemy import Connection

from generators.model import Brief, Segment
from studio import briefs
from studio.errors import Conflict
from studio.storage import people, products


def words_at(brief: Brief, segment: Segment | None, field: str) -> str:
    """Return the words an arrangement has for ``field`` of the outlined ``segment``, or of the product itself when that is None."""
    if segment is None:
        return getattr(brief, field)
    change = briefs.override_of(brief, segment.id)
    return str(getattr(segment, field) if change is None or getattr(change, field) is None else getattr(change, field))


def refuse_if_overtaken(
    connection: Connection, product_id: str, present: Brief, segment: Segment | None, field: str, wanted: str, instead_of: Collection[str], *, actor: str
) -> None:
    """Let ``wanted`` be saved unless other words than any of ``instead_of``, which the person had before them, stand there by now.

    Raises:
        Conflict: with those words and the name of who saved them.
    """
    words = words_at(present, segment, field)
    if not instead_of or words in instead_of or words == wanted:
        return
    who = named_author(connection, author_of(connection, product_id, segment, field, instead_of), actor)
    said = f"“{words[:60]}{'……' if len(words) > 60 else ''}”" if words else "空白"
    raise Conflict(f"{who}已把这里的文字改为{said}，这次没有保存；您写的还在，请看过再决定。")


def author_of(connection: Connection, product_id: str, segment: Segment | None, field: str, instead_of: Collection[str]) -> str:
    """Return the id of who replaced ``instead_of`` by the words that stand there now; empty where the segment's own words changed."""
    newest, present = products.latest_brief(connection, product_id)
    now, author = words_at(present, segment, field), ""
    for version in range(newest, 0, -1):
        before = words_at(products.brief_at(connection, product_id, version - 1) or Brief(), segment, field)
        if not author and before != now:
            author = products.brief_author(connection, product_id, version) or ""
        if author and before in instead_of:
            return author
    return author if now != words_at(Brief(), segment, field) else ""


def named_author(connection: Connection, author: str, actor: str) -> str:
    """Return an author as the subject of a sentence for ``actor``; where there is none, it was a change of the policy."""
    if not author:
        return "因要点或答复有改动，系统"
    return "您在另一个页面" if author == actor else people.names(connection)[author]
