"""From a manuscript to the clauses of its documents: divide into sections, build each section's tree, name its address."""

import re
from dataclasses import dataclass, field

from generators.model import Attachment, Clause, Level, Part, Table
from studio.reading.blocks import Block, Manuscript
from studio.reading.dividing import divide
from studio.reading.folding import alike, folded
from studio.reading.lines import ATTACHMENT_ENTRY, FILE_NAME, is_whole_title
from studio.reading.sections import Division, Role, Section
from studio.reading.tree import Tree
from studio.reading.units import block_marker, units_of


@dataclass(slots=True)
class Structure:
    """Clauses and tables of the whole file, with the division they came from."""

    division: Division
    clauses: list[Clause] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


def structure_of(manuscript: Manuscript) -> Structure:
    """Build the clause tree of every section of the file."""
    markers = [block_marker(block) for block in manuscript.blocks]
    division = divide(manuscript.blocks, markers)
    if not any(section.body for section in division.sections):
        _take_all_as_text(division)
    structure = Structure(division)
    taken: set[str] = set()
    heads: dict[int, str] = {}
    wraps = any(section.part is Part.ENCLOSURE for section in division.sections)
    enclosures = attachments = 0
    for position, section in enumerate(division.sections):
        prefix = head = ""
        if section.part is Part.NOTICE and wraps:
            prefix = "notice."
        elif section.part is Part.ENCLOSURE:
            enclosures += 1
            head, prefix = f"enc_{enclosures}", f"enc_{enclosures}." if enclosures > 1 else ""
        elif section.part is Part.ATTACHMENT:
            attachments += 1
            head = f"att_{attachments}"
            prefix = f"{head}."
        tree = Tree(section.part, prefix, taken)
        if head and section.title:
            _add_head(tree, section, head, manuscript.blocks)
            heads[position] = head
        units = units_of(section.body, manuscript.blocks, markers)
        signed = set(section.body[: section.before_signature])
        tree.build(unit for unit in units if unit.block in signed)
        # What follows the signature (联系人 …) belongs to the document, not to its last clause.
        tree.close()
        tree.build(unit for unit in units if unit.block not in signed)
        structure.clauses += tree.clauses
        structure.tables += tree.tables
    files = [name for name in manuscript.hints.get("attachments", "").split("\n") if name]
    structure.attachments = _with_files(_attachments(division, heads), files)
    return structure


def _take_all_as_text(division: Division) -> None:
    """Where everything looked like a heading (a leaflet, a single text box), read it as text rather than lose it."""
    section = division.sections[0]
    wanted = {Role.HEAD, Role.NOTE}
    if not is_whole_title(section.title):
        wanted.add(Role.TITLE)
        section.title = ""
    for index, role in enumerate(division.roles):
        if role in wanted:
            division.roles[index] = Role.CLAUSE
            section.body.append(index)


def _add_head(tree: Tree, section: Section, ref: str, blocks: list[Block]) -> None:
    """Make the title of an enclosed document or attachment a clause, so that it has an address and can be shown.

    Its block is the line the title begins on; a title set on several lines stands in it only in part.
    """
    title = alike(section.title)
    words = {index: alike(blocks[index].words) for index in section.titles}
    begins = (index for index, line in words.items() if line and (title in line or title.startswith(line)))
    block = next(begins, section.titles[0] if section.titles else None)
    tree.refs.add(ref)
    tree.clauses.append(
        Clause(
            ref=ref,
            label=section.label,
            level=Level.PARAGRAPH,
            heading=section.title,
            text=section.title,
            part=section.part,
            block=block,
        )
    )


def _attachments(division: Division, heads: dict[int, str]) -> list[Attachment]:
    """Match the attachments the documents list with those whose text the file holds."""
    listed = [entry for section in division.sections for entry in section.listed]
    titles: list[tuple[str, str, str | None]] = []
    for position, section in enumerate(division.sections):
        if section.part is Part.ATTACHMENT or section.part is Part.ENCLOSURE and section.label:
            titles.append((section.label or "附件", section.title, heads.get(position)))
    found: list[Attachment] = []
    used: set[int] = set()
    keys = [alike(own) for _, own, _ in titles]
    for label, title in listed:
        wanted = alike(title)
        match = next((i for i, key in enumerate(keys) if i not in used and _match(key, wanted)), None)
        if match is None:
            # The list and the attachment itself may word a title differently; the number tells which one is meant.
            match = next((i for i, (own, _, _) in enumerate(titles) if i not in used and own == label), None)
        if match is not None:
            used.add(match)
        found.append(Attachment(label=label, title=title, ref=titles[match][2] if match is not None else None))
    found += [
        Attachment(label=own, title=title, ref=ref) for i, (own, title, ref) in enumerate(titles) if i not in used
    ]
    return found


def _with_files(attachments: list[Attachment], files: list[str]) -> list[Attachment]:
    """Add the files a page offers beside its text, those the text already lists left out."""
    found = list(attachments)
    for name in files:
        entry = ATTACHMENT_ENTRY.match(folded(name)) or re.match(r"附 ?件 ?(\d{0,2}) ?[:.、]? ?", folded(name))
        title = name[entry.end() :].strip() if entry else name
        number = (entry[1] or "") if entry else ""
        if title and not any(_same(FILE_NAME.sub("", known.title), FILE_NAME.sub("", title)) for known in found):
            found.append(Attachment(label=f"附件{number}", title=title))
    return found


def _same(own: str, listed: str) -> bool:
    return _match(alike(own), alike(listed))


def _match(first: str, second: str) -> bool:
    return bool(first) and (first == second or len(first) > 6 and (first in second or second in first))
