"""What typing and saving did to paragraphs, undone before anything is read: lines cut in two, titles caught in tables.

Only signs that cannot be meant join two blocks: a comma at the end, a sentence begun and not ended, a bracket left open, an
item of a list without its semicolon. What stays doubtful is left as it is and queried (doubts.py).
"""

import re
from dataclasses import replace

from studio.reading import lines
from studio.reading.blocks import Block
from studio.reading.dates import date_alone
from studio.reading.folding import folded
from studio.reading.markers import marker_of

LEAST_CUT = 14
"""Shorter lines are headings, names and greetings, which end as they please."""

LEAST_RUNNING = 40
LEAST_ITEM = 18
MOST_JOINED = 4000
GOES_ON = re.compile(r"[，、]$")
ENDS_IN_WORDS = re.compile(r"[\u4e00-\u9fff]$")
BEGUN = re.compile(r"[。；]([^。；：:]{4,})$")
PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("【", "】"))


def mended(blocks: list[Block]) -> list[Block]:
    """Return the blocks with cut paragraphs joined and attachment headings taken out of their tables."""
    found: list[Block] = []
    for block in blocks:
        for piece in _without_heading_row(block):
            if found and _is_cut(found[-1], piece):
                found[-1] = replace(found[-1], text=found[-1].text + piece.text, doubt=found[-1].doubt or piece.doubt)
            else:
                found.append(piece)
    return found


def _without_heading_row(block: Block) -> list[Block]:
    """Take 附件1 … out of a table whose first row holds nothing else, so that the attachment can begin there."""
    if len(block.rows) < 2:
        return [block]
    cells = [cell for column, cell in enumerate(block.rows[0]) if cell and column not in block.merged[0]]
    if len(cells) != 1 or not lines.ATTACHMENT_HEAD.match(folded(cells[0])) or marker_of(cells[0]):
        return [block]
    label = re.match(r"附 {0,3}[件表录图]? {0,3}\d{0,3}[:：]? {1,4}", cells[0])
    heads = [cells[0][: label.end()].strip(), cells[0][label.end() :].strip()] if label else [cells[0]]
    rest = replace(block, rows=block.rows[1:], merged=block.merged[1:])
    return [*(Block(text=head, centred=True, page=block.page, origin=block.origin) for head in heads if head), rest]


def _is_cut(first: Block, second: Block) -> bool:
    """Tell whether ``second`` is the rest of ``first``."""
    if not _may_join(first) or not _may_join(second) or first.origin != second.origin:
        return False
    before, after = first.text, second.text
    if len(before) < LEAST_CUT or second.label or after.startswith(("附", "（", "(")) or before[-1] in "。；：":
        return False
    joins = bool(GOES_ON.search(before)) or _leaves_open(before, after) or _breaks_off(first, after)
    return joins and len(before) + len(after) <= MOST_JOINED and not _begins_something(after)


def _breaks_off(first: Block, after: str) -> bool:
    """Tell whether the first half ends in the middle of a sentence, or of an item of a list whose semicolon comes later."""
    before = first.text
    if not ENDS_IN_WORDS.search(before) or not after.endswith(("。", "；")):
        return False
    if len(before) >= LEAST_RUNNING and BEGUN.search(before):
        return True
    return len(before) >= LEAST_ITEM and after.endswith("；") and (bool(first.label) or marker_of(before) is not None)


def _begins_something(text: str) -> bool:
    return bool(marker_of(text) or date_alone(text) or lines.is_signature(text) or lines.is_margin_note(text))


def _may_join(block: Block) -> bool:
    return (
        bool(block.text)
        and not (block.rows or block.centred or block.right or block.outline or block.doubt)
        and block.origin == "body"
    )


def _leaves_open(before: str, after: str) -> bool:
    """Tell whether a bracket opened in the first half closes in the second, in running text (titles are broken so on purpose)."""
    if not re.search("[。；，]", before):
        return False
    return any(
        before.count(opening) == before.count(closing) + 1 and after.count(closing) == after.count(opening) + 1
        for opening, closing in PAIRS
    )
