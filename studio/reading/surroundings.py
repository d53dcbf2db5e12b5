"""What stands around the text: headers, footers, page numbers, and pages of contents."""

import re

from studio.reading import lines
from studio.reading.folding import alike
from studio.reading.markers import Form
from studio.reading.sections import Cursor, Role

MOST_ENTRIES = 400
LONGEST_ENTRY = 80
SHORTEST_TITLE = 8
LEADER = re.compile(r"(?:[.．…·•]{3,}|[-—_]{4,}|\s{2,}|[（(])\s{0,3}\d{1,4}[)）]?$")


def set_aside(cursor: Cursor) -> None:
    """Give margins and contents their roles, so that what is left is text."""
    for index, block in enumerate(cursor.blocks):
        if block.origin in ("header", "footer") or lines.PAGE_NUMBER.match(cursor.flats[index]):
            cursor.roles[index] = Role.MARGIN
        elif block.origin == "contents":
            cursor.roles[index] = Role.CONTENTS
    for index, flat in enumerate(cursor.flats):
        if cursor.roles[index] is Role.CLAUSE and lines.CONTENTS_HEAD.match(flat):
            cursor.roles[index] = Role.CONTENTS
            _set_entries_aside(cursor, index + 1)


def _set_entries_aside(cursor: Cursor, start: int) -> None:
    """Mark the entries after 目录: as long as they end in page numbers, or up to where the first is printed again."""
    entries: list[int] = []
    first = ""
    paged = False
    for index in range(start, min(start + MOST_ENTRIES, len(cursor.texts))):
        text = cursor.texts[index]
        if not text or cursor.roles[index] is not Role.CLAUSE:
            continue
        has_page = bool(LEADER.search(text[-LONGEST_ENTRY:]))
        marker = cursor.markers[index]
        key = _entry_key(text)
        if first and (key == first and not has_page or paged and not has_page):
            break
        if first and marker and marker.form is Form.ARTICLE and len(text) > LONGEST_ENTRY * 0.75:
            break
        if len(text) > LONGEST_ENTRY or cursor.blocks[index].rows or text.endswith(("。", "；")):
            return
        first, paged = first or key, paged or has_page
        entries.append(index)
    else:
        return
    while entries and _is_title(cursor, entries[-1]):
        # The text may begin with its own title, which stands in no list of contents.
        entries.pop()
    for index in entries:
        cursor.roles[index] = Role.CONTENTS


def _is_title(cursor: Cursor, index: int) -> bool:
    text = cursor.texts[index]
    return (
        len(text) >= SHORTEST_TITLE
        and cursor.markers[index] is None
        and not LEADER.search(text)
        and lines.is_whole_title(text)
    )


def _entry_key(text: str) -> str:
    return alike(text).rstrip("0123456789").rstrip(".…·-—_")
