"""The text of one section as a run of units: a number with its words, a bare paragraph, a table, a footnote."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from studio.reading.blocks import Block
from studio.reading.folding import folded
from studio.reading.markers import Form, Marker, marker_of, plain_number, run_on_number

NEXT_ON_LINE = re.compile(r"(?<=[。；：])[\s　]*(?=第[一二三四五六七八九十百零〇\d]{1,6}条[\s　])")
SECOND_ON_LINE = re.compile(r"[\s　]第[一二三四五六七八九十百零〇\d]{1,6}条[\s　]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that becomes one clause (or, for a table, its rows)."""

    block: int
    text: str
    label: str = ""
    marker: Marker | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    merged: tuple[frozenset[int], ...] = ()
    page: int | None = None
    note: bool = False
    generated: bool = False
    outline: int | None = None


def block_marker(block: Block) -> Marker | None:
    """Return the clause number of a block, generated or typed."""
    if block.rows or block.origin == "footnote":
        return None
    if block.label:
        found = marker_of(f"{block.label} {block.text[:8]}") or marker_of(f"{block.label}、")
        return found if found and len(found.label) >= len(block.label.strip("、")) - 1 else None
    return marker_of(block.text)


def units_of(indexes: Iterable[int], blocks: list[Block], markers: list[Marker | None]) -> list[Unit]:
    """Return the units of a section, numbers that cannot be clause numbers demoted to text."""
    units: list[Unit] = []
    for index in indexes:
        units.extend(_of_block(index, blocks[index], markers[index]))
    return _plausible(units)


def _of_block(index: int, block: Block, marker: Marker | None) -> list[Unit]:
    if block.rows:
        return [Unit(index, "", rows=block.rows, merged=block.merged, page=block.page)]
    if block.origin == "footnote":
        return [Unit(index, block.text, label=block.label, page=block.page, note=True)]
    common = {"page": block.page, "outline": block.outline}
    if marker is None:
        return [Unit(index, block.text, label=block.label, **common)]
    if block.label:
        return [Unit(index, block.text, label=block.label, marker=marker, generated=True, **common)]
    text = block.text[marker.end :]
    first = Unit(index, text, label=marker.label, marker=marker, **common)
    if marker.form in (Form.BOOK, Form.CHAPTER, Form.SECTION):
        heading, *articles = _split_heading(first, index, common)
        return [heading, *(piece for article in articles for piece in _split_articles(article, common))]
    return _split_articles(first, common)


def _split_articles(unit: Unit, common: dict) -> list[Unit]:
    """Split a paragraph that runs on into the next article (第一条 ….第二条 …), as text copied without its breaks does.

    Only the number that follows at once, after the end of a sentence and before a space, counts: 第二条 named in the text
    does not begin one.
    """
    pieces = [unit]
    while (last := pieces[-1]).marker is not None and last.marker.form is Form.ARTICLE:
        found = next(
            (
                (start, marker)
                for start in (match.end() for match in NEXT_ON_LINE.finditer(last.text))
                if (marker := marker_of(last.text[start:]))
                and marker.form is Form.ARTICLE
                and marker.number == last.marker.number + 1
            ),
            None,
        )
        if found is None:
            break
        start, marker = found
        pieces[-1] = replace(last, text=last.text[:start].rstrip())
        pieces.append(Unit(last.block, last.text[start + marker.end :], label=marker.label, marker=marker, **common))
    return pieces


def _split_heading(heading: Unit, index: int, common: dict) -> list[Unit]:
    """Split a line that holds a chapter heading and its first article (第一章 总则 第一条 为了…)."""
    found = SECOND_ON_LINE.search(f" {heading.text}"[:60])
    if not found:
        return [heading]
    start = found.start() if found.start() else 0
    rest = heading.text[start:].lstrip()
    marker = marker_of(rest)
    if marker is None or marker.form is not Form.ARTICLE:
        return [heading]
    before = Unit(index, heading.text[:start].strip(), heading.label, heading.marker, **common)
    return [before, Unit(index, rest[marker.end :], label=marker.label, marker=marker, **common)]


def _plausible(units: list[Unit]) -> list[Unit]:
    """Demote decimals that follow on nothing (1.5倍) and, in texts numbered by decimals, accept bare tops (1 总则)."""
    decimals = [unit.marker.numbers for unit in units if unit.marker and unit.marker.form is Form.DECIMAL]
    known = set(decimals)
    tops = {numbers[0] for numbers in decimals if len(numbers) == 2}
    result = []
    next_top = 1
    for unit in units:
        marker = unit.marker
        if marker and marker.form is Form.DECIMAL and not unit.generated and not _follows(marker.numbers, known):
            unit = _demoted(unit)
        elif marker is None and not unit.label and not unit.rows and not unit.note and len(known) >= 3:
            plain = plain_number(unit.text)
            if plain and plain.number in (*tops, next_top):
                next_top = plain.number + 1
                unit = Unit(
                    unit.block, unit.text[plain.end :], plain.label, plain, page=unit.page, outline=unit.outline
                )
        result.append(unit)
    return _with_run_on_numbers(result)


def _with_run_on_numbers(units: list[Unit]) -> list[Unit]:
    """Number what reads as a decimal but stands in a list of 1. 2. 3. (1.80周岁以上的；2.孤寡老人)."""
    result = list(units)
    for position, unit in enumerate(units):
        if unit.marker is not None or unit.label or unit.rows or unit.note:
            continue
        number = run_on_number(unit.text)
        if number is None:
            continue
        before = result[position - 1].marker if position else None
        after = next((later.marker for later in units[position + 1 : position + 2]), None)
        goes_on = before is not None and before.form is Form.THIRD and before.number + 1 == number.number
        begins = number.number == 1 and after is not None and after.form is Form.THIRD and after.number == 2
        if goes_on or begins:
            result[position] = Unit(
                unit.block, unit.text[number.end :], number.label, number, page=unit.page, outline=unit.outline
            )
    return result


def _follows(numbers: tuple[int, ...], known: set[tuple[int, ...]]) -> bool:
    if len(known) < 2:
        return False
    before = (*numbers[:-1], numbers[-1] - 1)
    after = (*numbers[:-1], numbers[-1] + 1)
    return before in known or after in known or numbers[-1] == 1 and (len(numbers) > 2 or len(known) >= 3)


def _demoted(unit: Unit) -> Unit:
    assert unit.marker is not None
    label = unit.label if unit.label and not folded(unit.text).startswith(folded(unit.label)) else ""
    return Unit(unit.block, f"{label}{unit.text}", page=unit.page, outline=unit.outline)
