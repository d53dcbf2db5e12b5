"""Recognised words that may be wrong become warnings at the clause or the field of the record that was read from them."""

from generators.model import ReadingWarning
from studio.reading.blocks import Block
from studio.reading.sections import Role
from studio.reading.structure import Structure

CODE = "recognised_doubt"
MOST = 36
FIELDS = {
    Role.TITLE: "title", Role.NUMBER: "document_number", Role.ADDRESSEE: "addressees",
    Role.SIGNATURE: "issuing_authorities", Role.DATE: "written_on",
}  # fmt: skip


def recognition_doubts(blocks: list[Block], structure: Structure) -> list[ReadingWarning]:
    """Return at most MOST warnings, one a block, and one more that says how many were left out."""
    first: dict[int, str] = {}
    for clause in structure.clauses:
        if clause.block is not None:
            first.setdefault(clause.block, clause.ref)
    found = []
    for index, (block, role) in enumerate(zip(blocks, structure.division.roles, strict=True)):
        if block.doubt and role is not Role.MARGIN:
            found.append(ReadingWarning(code=CODE, message=block.doubt, where=first.get(index) or FIELDS.get(role, "")))
    if len(found) > MOST:
        rest = f"另有{len(found) - MOST}处文字识别把握不大，未逐一列出，请对照原件通读核对。"
        found[MOST:] = [ReadingWarning(code=CODE, message=rest)]
    return found
