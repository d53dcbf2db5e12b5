"""Which tables of a policy are standards a phone can show, and how they are shown."""

import re

from generators.infographic.differences import MONEY_OR_RATE
from generators.model import Part, PolicyDocument, Table
from generators.prose import sentence

_FORM = re.compile(r"申请表|申报表|登记表|汇总表|审批表|备案表|承诺书|申请书|任务分|责任分|签到|花名册")


def grid_of(table: Table) -> tuple[tuple[tuple[str, ...], ...], str]:
    """Return the rows without a bare numbering column, and the notes (rows of one cell) that stand below the table."""
    rows = [tuple(re.sub(r"\s+", " ", cell).strip() for cell in row) for row in table.rows]
    notes = [next(cell for cell in row if cell) for row in rows[1:] if len({cell for cell in row if cell}) == 1]
    rows = [row for row in rows if len({cell for cell in row if cell}) > 1]
    if rows and rows[0][0] == "序号" and len({len(row) for row in rows}) == 1:
        rows = [row[1:] for row in rows]
    return tuple(rows), "".join(sentence(note) for note in notes)


def is_standard(table: Table) -> bool:
    """A table of standards has a header, amounts in most rows, and fits a phone: up to 14 rows of 2–6 short cells."""
    rows, note = grid_of(table)
    if _FORM.search(table.caption) or not 3 <= len(rows) <= 15 or not 2 <= len(rows[0]) <= 6 or len(note) > 160:
        return False
    if len({len(row) for row in rows}) != 1 or not all(rows[0]) or max(len(c) for r in rows for c in r) > 90:
        return False
    priced = sum(
        any(MONEY_OR_RATE.search(cell) or re.fullmatch(r"[\d,.]+", cell) for cell in row[1:]) for row in rows[1:]
    )
    empty = sum(not cell for row in rows for cell in row)
    return (
        priced >= 0.6 * (len(rows) - 1)
        and empty <= 0.15 * len(rows) * len(rows[0])
        and sum(len(c) for r in rows for c in r) <= 700
    )


def place_of(document: PolicyDocument, table: Table) -> str:
    """Return where the table stands: 附件1, or the clause above it."""
    number = re.match(r"att_(\d+)", table.ref)
    attached = {clause.ref.split(".")[0] for clause in document.clauses if clause.part is Part.ATTACHMENT}
    if number and attached:
        return f"附件{number[1]}" if len(attached) > 1 else "附件"
    return document.address(table.clause) if table.clause and document.has(table.clause) else ""
