"""Characters nobody sees: those that turn the order of printed text, hide words in words, or are no characters at all.

A reviewer approves what the screen shows, so the record must hold exactly that. They are taken out of every block before
anything is read from it; the places of what is cited are counted in the text that is left. Unicode 15.1: Bidi_Control,
Default_Ignorable_Code_Point, Cc, Cs and noncharacters.
"""

import re
from dataclasses import replace

from studio.reading.blocks import Block, Manuscript

# A variation selector behind a Chinese character chooses how it is drawn, which shows; anywhere else it is unseen.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    "|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
HARMLESS = "\ufeff\u200b\u00ad"
"""Left behind by editors and pages (marks of byte order, places where a line may break); taken out without a word."""
LONGEST_NAME = 120
LONGEST_HINT = 6_000


def seen(name: str) -> str:
    """Return a file's name as it can be shown in a sentence: nothing unseen, on one line, not endless."""
    plain = LONE_SURROGATE.sub("\ufffd", UNSEEN.sub("", re.sub(r"\s+", " ", name))).strip()
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"


def strip_unseen(manuscript: Manuscript) -> None:
    """Take the unseen characters out of a manuscript and warn of those that could deceive."""
    removed: list[str] = []

    def plain(text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        found = UNSEEN.findall(text)
        removed.extend(found)
        text = UNSEEN.sub("", text) if found else text
        return LONE_SURROGATE.sub("\ufffd", text)

    manuscript.blocks = [block for block in (_plain(block, plain) for block in manuscript.blocks) if block.words or block.rows]
    manuscript.hints = {key: plain(value[:LONGEST_HINT]) for key, value in manuscript.hints.items()}
    deceiving = sum(sign not in HARMLESS for sign in removed)
    if deceiving:
        manuscript.warn(
            "unseen_characters",
            f"文件中有{deceiving}个看不见的控制字符（可能改变文字的显示顺序或者夹带内容），已去除，请对照原件核对文字。",
        )


def _plain(block: Block, plain) -> Block:
    text, label = plain(block.text), plain(block.label)
    rows = tuple(tuple(map(plain, row)) for row in block.rows)
    if (text, label, rows) == (block.text, block.label, block.rows):
        return block
    return replace(block, text=text.strip(), label=label, rows=rows)
