"""The head of a document: letterhead, number, title, adoption note, addressees (版头、发文字号、标题、题注、主送机关)."""

import re

from studio.reading import lines
from studio.reading.dates import Written, date_alone, dates_in
from studio.reading.folding import alike, folded, squeezed
from studio.reading.sections import Cursor, Role

MOST_LINES = 40
MOST_FRAME_ROWS = 4
MOST_TITLE_LINES = 8
LONGEST_TITLE = 140
MOST_NOTE_LINES = 8
INNER = re.compile(
    r"(?:印发|转发|批转|发布|公布|颁布|重新发布|重新印发|修订)(.{2,160}?)(?:的)?(?:通知|公告|通报|决定|函|令)$"
)
NAMED = re.compile(r"《([^《》]{4,120}(?:《[^《》]{1,80}》[^《》]{0,40})?)》")
MONTH = re.compile(r"(?:\d{4}|[〇零一二三四五六七八九]{4}) ?年 ?(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?月")
KEYED = re.compile(r"[\u4e00-\u9fff]{2,8}:|\d{1,2}:\d{2}")
"""违法行为：…, 发文机关：…: a line that says what it gives is no line of a title."""

ENCLOSES = re.compile(
    r"现将|现予|重新公布|现(?:印发|公布|发布|转发|批转)|[印转]发给|予以(?:印发|发布|公布|转发)|(?:业经|业已|已经|已由|经)[^，。]{0,60}(?:通过|同意|批准|审定)"
)
BARE_ORDER = re.compile(r"[\u4e00-\u9fff ]{2,40}令")
NOTICE_HEAD = re.compile(r"(?!.*关于)[\u4e00-\u9fff ]{2,40}(?:公告|通告)|文 {0,4}件|通 {0,4}告|公 {0,4}告")


def read_head(cursor: Cursor) -> None:
    """Read what stands before the text of the section at the cursor; stop at its first clause."""
    section, start = cursor.section, cursor.at
    while cursor.more and cursor.at - start < MOST_LINES:
        taken = _take_frame(cursor) if cursor.is_table() else _take_line(cursor)
        if not taken or section.addressees:
            return


def _take_frame(cursor: Cursor) -> bool:
    """Take a table that only sets letterhead, number and signer side by side; False for any other."""
    rows = cursor.block.rows
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    if len(rows) > MOST_FRAME_ROWS or not cells or not all(map(_is_head_cell, cells)):
        return False
    cursor.take(Role.HEAD)
    for cell in cells:
        (cursor.section.numbers if lines.is_number_line(cell) else cursor.section.heads).append(cell)
    return True


def _is_head_cell(text: str) -> bool:
    flat = folded(text)
    marks = (lines.SECRECY, lines.URGENCY, lines.COPY_NUMBER, lines.LETTERHEAD, lines.SIGNER)
    return (
        lines.is_number_line(text)
        or any(mark.match(flat) for mark in marks)
        or lines.organisations_in(text) is not None
        or flat == "文件"
    )


def _take_line(cursor: Cursor) -> bool:
    """Take one line of the head; False when the text begins."""
    section, text, flat = cursor.section, cursor.text(), cursor.flat()
    if _take_property(cursor) or _take_history(cursor):
        return True
    if (
        lines.DATABASE.match(flat)
        or cursor.block.origin == "textbox"
        and len(flat) < 60
        and not section.title
        or lines.SECRECY.match(flat)
        or lines.URGENCY.match(flat)
        or lines.COPY_NUMBER.match(flat)
        or lines.ISSUE.fullmatch(flat)
    ):
        section.heads.append(cursor.take(Role.HEAD))
    elif lines.is_number_line(text) or lines.ORDER_NUMBER.fullmatch(flat):
        section.numbers.append(cursor.take(Role.NUMBER))
    elif not section.title and is_letterhead(cursor):
        section.heads.append(cursor.take(Role.HEAD))
    elif lines.ANNOTATION.match(flat) or lines.OPENNESS.match(flat):
        cursor.division.notes.append(cursor.take(Role.NOTE))
    elif lines.is_addressee(text):
        section.addressees.append(cursor.take(Role.ADDRESSEE))
    elif section.title and not section.dated_head and (written := date_alone(text.strip("（）()"))):
        section.dated_head = written
        cursor.take(Role.DATE)
    elif section.title and lines.organisations_in(text) and MONTH.fullmatch(cursor.flat(1)):
        # A plan's cover: the office and the month it was drawn up in, which is no day.
        section.signatures.append(cursor.take(Role.SIGNATURE))
        cursor.take(Role.DATE)
    elif section.title and not section.dated_head and (both := signed_and_dated(text)):
        # 会议纪要 and 简报 name office and day below the title, before their text.
        section.dated_head = both[1]
        section.signatures.append(both[0])
        cursor.take(Role.SIGNATURE)
    elif not section.title and is_title_start(cursor):
        _take_title(cursor)
    else:
        return bool(section.title) and _take_repeated_title(cursor)
    return True


def _take_property(cursor: Cursor) -> bool:
    found = lines.KEY_VALUE.match(cursor.flat())
    if not found:
        return False
    text = cursor.take(Role.HEAD)
    cursor.division.properties.setdefault(squeezed(found[1]), text[found.start(2) :].strip())
    return True


def is_letterhead(cursor: Cursor) -> bool:
    """Tell whether the next line names the authority above the number (云溪市人民政府文件, 某某令), not the title's first."""
    flat = cursor.flat()
    if lines.LETTERHEAD.match(flat) and lines.organisations_in(squeezed(flat)[:-2]) or BARE_ORDER.fullmatch(flat):
        return True
    for ahead in range(6):
        line = cursor.flat(ahead)
        if lines.is_number_line(line) or lines.ORDER_NUMBER.fullmatch(line):
            return ahead > 0
        if lines.organisations_in(line) is None and not NOTICE_HEAD.fullmatch(line) and not BARE_ORDER.fullmatch(line):
            return False
    return False


def _take_history(cursor: Cursor) -> bool:
    """Take an adoption note (（2012年12月25日…通过）); it may run over several lines until its bracket closes."""
    text, section = cursor.text(), cursor.section
    if section.addressees:
        return False
    if section.title and lines.HISTORY_LINE.match(cursor.flat()) and dates_in(text):
        section.history.append(cursor.take(Role.HISTORY))
        return True
    if not text.startswith(("（", "(")):
        return False
    depth = length = 0
    for ahead in range(MOST_NOTE_LINES):
        line = cursor.text(ahead)
        depth += line.count("（") + line.count("(") - line.count("）") - line.count(")")
        length += 1
        if depth <= 0:
            break
    else:
        return False
    note = "".join(cursor.text(ahead) for ahead in range(length))
    if not dates_in(note) or not lines.HISTORY.match(folded(note[:420])):
        return False
    section.history.extend(cursor.take(Role.HISTORY) for _ in range(length))
    return True


def signed_and_dated(text: str) -> tuple[str, Written] | None:
    """Split a line that holds both signature and date (国务院　2018年12月13日); None for any other."""
    written = dates_in(text)
    if len(written) != 1 or written[0].end < len(text.rstrip()):
        return None
    names = text[: written[0].start].strip()
    return (names, written[0]) if names and lines.organisations_in(names) else None


# ---- title


def is_title_start(cursor: Cursor) -> bool:
    """Tell whether the next line could begin a title."""
    text = cursor.text()
    return (
        lines.is_title_like(text)
        and cursor.marker() is None
        and not date_alone(text)
        and not lines.is_margin_note(text)
    )


def _take_title(cursor: Cursor) -> None:
    taken: list[str] = []
    while cursor.more and len(taken) < MOST_TITLE_LINES and not cursor.is_table() and is_title_start(cursor):
        if taken and not _continues_title(cursor, taken):
            break
        taken.append(cursor.take(Role.TITLE))
    cursor.section.title = lines.clean_title(taken)


def _continues_title(cursor: Cursor, taken: list[str]) -> bool:
    text, flat = cursor.text(), cursor.flat()
    joined = "".join(taken)
    if (
        lines.ISSUE.fullmatch(flat)
        or KEYED.match(flat)
        or lines.is_number_line(text)
        or lines.ORDER_NUMBER.fullmatch(flat)
        or lines.CONTENTS_HEAD.match(flat)
    ):
        return False
    if (flat.startswith("(") or lines.HISTORY_LINE.match(flat)) and dates_in(text) or alike(joined) == alike(text):
        return False
    if re.fullmatch(r"[(][^()]{1,40}[)]", flat):
        return True
    if len(joined) + len(flat) > LONGEST_TITLE:
        return False
    return (
        not lines.is_whole_title(joined)
        or bool(re.match(r"的|等|和|及|与", flat))
        or is_expected_start(cursor, joined + text)
    )


def is_expected_start(cursor: Cursor, text: str) -> bool:
    """Tell whether an announced title is or begins with ``text``."""
    key = alike(text)
    return any(name.startswith(key) for name in cursor.expected)


def _take_repeated_title(cursor: Cursor) -> bool:
    """Take a title printed a second time, as databases do."""
    wanted, joined = alike(cursor.section.title), ""
    for ahead in range(4):
        if not lines.is_title_like(cursor.text(ahead)):
            return False
        joined += cursor.text(ahead)
        if alike(joined) == wanted:
            for _ in range(ahead + 1):
                cursor.take(Role.TITLE)
            return True
    return False


def expect(cursor: Cursor, title: str) -> None:
    """Note the titles a cover says it encloses, so that they are known when they come."""
    found = INNER.search(folded(title))
    if found:
        inner = found[1].removesuffix("的")
        names = [inner, *inner.split("和"), *NAMED.findall(title)]
        cursor.expected |= {alike(name) for name in names if len(name) > 4}


def expect_from_text(cursor: Cursor) -> None:
    """Note the titles a sentence of the cover announces (现将《…》印发给你们)."""
    text = cursor.text()
    if "《" in text and ENCLOSES.search(text):
        cursor.expected |= {alike(name) for name in NAMED.findall(text[:2000])}
