"""One file, several documents: cover notice, enclosed document, attachments, and what stands around their clauses.

The order of elements is that of GB/T 9704-2012: head, title, addressees, text, list of attachments, signature, date,
note, attachments, imprint. Regulations and pages from portals leave elements out; none is required here.
"""

import re

from generators.model import Part
from studio.reading import lines
from studio.reading.blocks import Block
from studio.reading.dates import date_alone
from studio.reading.folding import alike, folded, squeezed
from studio.reading.head import expect, expect_from_text, is_expected_start, is_title_start, read_head, signed_and_dated
from studio.reading.markers import Marker
from studio.reading.sections import Cursor, Division, Role
from studio.reading.surroundings import set_aside

MOST_SIGNATURES = 24
MOST_SECTIONS, MOST_LISTED = 100, 100
"""Attachments of one file, and entries of one list of them; what comes after is read as text."""
MOST_RECORD_ROWS = 4
LONGEST_NOTE = 120
LONGEST_LISTED_TITLE = 60
NO_HEADING = re.compile(r"附(?:件|表|录|图)?(?:的|中|所|则|近|加|带|属|和|与|内|及)")
NUMBERLESS = re.compile(r"附 {0,4}(?:件|表|录|图)")
ENTRY_INSIDE = re.compile(r"(?<=[\s　；;])(\d{1,2})[.、．](?=\S)")
LISTS = re.compile(r"附 {0,4}(?:件|表|录|图)|附 {0,4}:")


def divide(blocks: list[Block], markers: list[Marker | None]) -> Division:
    """Assign each block its role and its section."""
    cursor = Cursor(blocks, markers)
    set_aside(cursor)
    cursor.start()
    cursor.open(Part.NOTICE)
    read_head(cursor)
    expect(cursor, cursor.section.title)
    while cursor.more:
        _step(cursor)
    return cursor.division


def _step(cursor: Cursor) -> None:
    """Give the next block, or the element it begins, its place."""
    section = cursor.section
    if cursor.is_table():
        if not _take_record(cursor):
            cursor.take(Role.CLAUSE)
        return
    if section.part is Part.NOTICE and not section.signed:
        expect_from_text(cursor)
    flat = cursor.flat()
    room = len(cursor.division.sections) < MOST_SECTIONS
    if not flat:
        cursor.take(Role.CLAUSE)
    elif len(flat) <= LONGEST_NOTE and cursor.marker() is None and lines.is_margin_note(cursor.text()):
        cursor.division.notes.append(cursor.take(Role.NOTE))
    elif _begins_imprint(cursor):
        cursor.division.notes.append(cursor.take(Role.NOTE) + cursor.take(Role.NOTE))
    elif flat.startswith("附") and _begins_attachment_list(cursor):
        _take_attachment_list(cursor)
    elif room and flat.startswith("附") and _begins_attachment(cursor):
        _open_attachment(cursor)
    elif _begins_sign_off(cursor):
        _take_sign_off(cursor)
    elif room and _begins_enclosure(cursor):
        cursor.open(Part.ENCLOSURE)
        read_head(cursor)
    else:
        cursor.take(Role.CLAUSE)


def _begins_imprint(cursor: Cursor) -> bool:
    """Tell whether the imprint is set on two lines: the office, then 2026年3月6日印发."""
    following = cursor.text(1)
    return (
        "印" in following[-6:]
        and lines.is_imprint(following)
        and bool(lines.organisations_in(cursor.text()))
        and not lines.organisations_in(re.split(r"\d{4}年", following)[0])
    )


def _take_record(cursor: Cursor) -> bool:
    """Take the table that sets 版记 (抄送机关、印发机关和印发日期) at the foot; False for any other table."""
    rows = [" ".join(filter(None, row)) for row in cursor.block.rows]
    if len(rows) > MOST_RECORD_ROWS or not all(lines.is_margin_note(row) for row in rows):
        return False
    cursor.take(Role.NOTE)
    cursor.division.notes.extend(rows)
    return True


# ---- 附件说明


def _begins_attachment_list(cursor: Cursor) -> bool:
    section, flat = cursor.section, cursor.flat()
    found = lines.ATTACHMENT_HEAD.match(flat)
    if section.listed or not found or not LISTS.match(flat):
        return False
    second = lines.ATTACHMENT_ENTRY.match(cursor.flat(1))
    if not found[3]:
        return bool(found[2]) and bool(second) and not section.signed
    if section.signed and section.part is Part.NOTICE and not second and cursor.text(1):
        return False
    return bool(found[2]) and found[3][-1] not in "。；;" and not _opens_attachment(cursor, found)


def _opens_attachment(cursor: Cursor, found: re.Match[str]) -> bool:
    """Tell a heading 附件1：名单 from an entry of the list: after a heading comes its text, after an entry the next."""
    if not found[1]:
        return False
    second = lines.ATTACHMENT_ENTRY.match(cursor.flat(1))
    if second and (second[1] or second[2]) == "2":
        return False
    return cursor.section.signed is not None or not any(date_alone(cursor.text(ahead)) for ahead in range(1, 8))


def _take_attachment_list(cursor: Cursor) -> None:
    entries: list[str] = []
    first = cursor.flat()
    found = lines.ATTACHMENT_HEAD.match(first)
    rest = cursor.text()[found.start(3) :].strip()
    if rest and found[1]:
        rest = f"{found[1]}.{rest}"
    cursor.take(Role.ATTACHMENT_LIST)
    if rest:
        entries.append(rest)
    while cursor.more and not cursor.is_table() and len(entries) < MOST_LISTED:
        flat = cursor.flat()
        if (
            lines.ATTACHMENT_ENTRY.match(flat)
            and len(flat) <= LONGEST_NOTE
            and not (cursor.section.signed and flat.startswith("附"))
        ):
            entries.append(cursor.take(Role.ATTACHMENT_LIST))
        elif entries and _continues_entry(cursor):
            entries[-1] += cursor.take(Role.ATTACHMENT_LIST)
        else:
            break
    kind = re.match(r"附 {0,4}([件表录图]?)", first)[1] or "件"
    cursor.section.listed = [_listed(one, f"附{kind}") for entry in entries for one in _apart(entry)]
    cursor.listed |= {alike(title) for _, title in cursor.section.listed}


def _apart(entry: str) -> list[str]:
    """Split entries set on one line (1.申请表 2.承诺书): each further number follows the one before it."""
    pieces = [entry]
    while found := next(ENTRY_INSIDE.finditer(pieces[-1]), None):
        first = lines.ATTACHMENT_ENTRY.match(folded(pieces[-1]))
        if not first or not first[1] or first[1].count("-") or int(found[1]) != int(first[1]) + 1:
            break
        pieces[-1:] = [pieces[-1][: found.start()].strip(), pieces[-1][found.start() :].strip()]
    return pieces


def _continues_entry(cursor: Cursor) -> bool:
    """Tell whether the line is the rest of an entry broken in two: short, and the list ends after it."""
    text, following = cursor.text(), cursor.text(1)
    if (
        len(text) > 24
        or not lines.is_title_like(text)
        or lines.is_signature(text)
        or lines.is_margin_note(text)
        or date_alone(text)
        or _attachment_head(cursor)
    ):
        return False
    ends = lines.is_signature(following) or date_alone(following) or lines.ATTACHMENT_HEAD.match(cursor.flat(1))
    return not following or bool(ends)


def _listed(entry: str, kind: str) -> tuple[str, str]:
    found = lines.ATTACHMENT_ENTRY.match(folded(entry))
    number = (found[1] or found[2]) if found else ""
    title = entry[found.end() :] if found else entry
    return (f"{kind}{number}", title.strip().rstrip("；;。"))


# ---- 附件


def _attachment_head(cursor: Cursor) -> re.Match[str] | None:
    flat = cursor.flat()
    found = lines.ATTACHMENT_HEAD.match(flat)
    if not found or NO_HEADING.match(flat) or found[3] and not NUMBERLESS.match(flat):
        return None
    return found


def _begins_attachment(cursor: Cursor) -> bool:
    found = _attachment_head(cursor)
    if not found or cursor.marker() is not None:
        return False
    if not found[3]:
        return True
    announced = cursor.section.signed or cursor.listed
    return found[3][-1] not in "。；;" and bool(found[1] or found[2] and announced)


def _open_attachment(cursor: Cursor) -> None:
    found = _attachment_head(cursor)
    text = cursor.text()
    rest = text[found.start(3) :].strip()
    section = cursor.open(Part.ATTACHMENT, squeezed(text[: found.start(3)]).rstrip("：:.、"))
    cursor.take(Role.TITLE)
    taken = [rest] if rest else []
    if not rest or alike(rest) not in cursor.listed and not lines.KIND_AT_END.search(folded(rest)):
        _take_attachment_title(cursor, taken)
    section.title = lines.clean_title(taken)
    if alike(section.title) in cursor.expected:
        section.part = Part.ENCLOSURE


def _take_attachment_title(cursor: Cursor, taken: list[str]) -> None:
    """Take the title below 附件N: as listed where the list names it, else one line and what clearly continues it."""
    known = cursor.listed | cursor.expected
    while cursor.more and not cursor.is_table() and len(taken) < 4 and is_title_start(cursor):
        text, flat = cursor.text(), cursor.flat()
        joined = alike("".join([*taken, text]))
        is_known = any(joined in name for name in known)
        if (
            _attachment_head(cursor)
            or lines.is_number_line(text)
            or not taken
            and not is_known
            and len(text) > LONGEST_LISTED_TITLE
        ):
            break
        ends = taken and (lines.is_whole_title("".join(taken)) or re.search(r"[:：]|\s{2}|　", text))
        if ends and not is_known and not re.fullmatch(r"[(][^()]{1,40}[)]", flat):
            break
        taken.append(cursor.take(Role.TITLE))
        if joined in known:
            break


# ---- 署名和成文日期


def _begins_sign_off(cursor: Cursor) -> bool:
    """Tell whether signature and date begin here: lines of organisations or a person, then a line that is a date."""
    if cursor.section.signed:
        return False
    for ahead in range(MOST_SIGNATURES):
        text = cursor.text(ahead)
        if not text or len(text) > LONGEST_NOTE:
            return False
        if date_alone(text) or signed_and_dated(text):
            return True
        if cursor.marker(ahead) is not None or not lines.is_signature(text):
            return False
    return False


def _take_sign_off(cursor: Cursor) -> None:
    section = cursor.section
    section.before_signature = len(section.body)
    while cursor.more:
        text = cursor.text()
        if written := date_alone(text):
            section.signed = written
            cursor.take(Role.DATE)
            return
        if both := signed_and_dated(text):
            section.signed = both[1]
            section.signatures.append(both[0])
            cursor.take(Role.SIGNATURE)
            return
        section.signatures.append(cursor.take(Role.SIGNATURE))


# ---- 印发、转发的文件


def _begins_enclosure(cursor: Cursor) -> bool:
    if _is_expected(cursor):
        return True
    if not cursor.section.signed or cursor.section.part is Part.ATTACHMENT:
        return False
    if marker := cursor.marker():
        return marker.number == 1
    if lines.CONTACT.match(cursor.flat()) or not is_title_start(cursor):
        return False
    return any(cursor.marker(ahead) or len(cursor.text(ahead)) > 30 for ahead in range(1, 9))


def _is_expected(cursor: Cursor) -> bool:
    """Tell whether the next lines print a title the cover has announced and that has not come yet."""
    if not cursor.expected or not is_expected_start(cursor, cursor.text()):
        return False
    done = {alike(section.title) for section in cursor.division.sections}
    joined = ""
    for ahead in range(5):
        text = cursor.text(ahead)
        if not lines.is_title_like(text) or cursor.marker(ahead):
            return False
        joined += text
        if alike(joined) in cursor.expected and alike(joined) not in done:
            return True
    return False
