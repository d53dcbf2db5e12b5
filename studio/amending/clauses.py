"""The corrections a person can make to the clauses of a record: where one begins and ends, its number, level and heading.

The words themselves stay those of the source. Only a text that was recognised from a picture may be reworded, since there
the picture is the source and the reader may have mistaken a character.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from generators.model import Level, PolicyDocument
from studio.amending.moves import Moves
from studio.amending.outline import DIVISIONS, Draft, Outline
from studio.errors import CannotAccept
from studio.reading.folding import folded, squeezed
from studio.reading.markers import marker_of
from studio.reading.tree import NAMES, heading_of

LONGEST_LABEL = 16
RECOGNISED = "recognised"
"""The warning that the text was recognised from pictures; it stays with the record for good."""

NEEDS_NUMBER = (*DIVISIONS, Level.ARTICLE, Level.ITEM, Level.POINT, Level.DECIMAL)
IN_ARTICLE = (Level.ARTICLE, Level.ITEM, Level.POINT)


@dataclass(frozen=True)
class Amended:
    """A corrected record, where its former words now stand, and what was done, as a short Chinese phrase."""

    document: PolicyDocument
    moves: Moves
    what: str


def merged(document: PolicyDocument, ref: str) -> Amended:
    """Join a clause to the one before it, its number becoming part of the text again.

    Raises:
        CannotAccept: it is the first, a row of a table or a title, or follows one.
    """
    outline = Outline(document)
    draft = _wanted(outline, ref)
    at = outline.drafts.index(draft)
    before = outline.drafts[at - 1] if at else None
    if before is None or before.part is not draft.part or before.level is Level.ROW or before.is_head:
        raise CannotAccept(f"{document.address(ref)}前面没有可以并入的条款，请改用调整层级或编号。")
    start = len(before.text) + len(draft.label)
    before.pieces += [(former, a, b, place + start, length) for former, a, b, place, length in draft.pieces]
    before.text += draft.label + draft.text
    before.heading = heading_of(before.text, before.level)
    children = outline.children(draft)
    outline.remove(draft)
    for child in children:
        if child.rank > before.rank:
            outline.put_under(child, before)
    return _done(outline, f"把{document.address(ref)}并入{document.address(before.former)}")


def split(document: PolicyDocument, ref: str, at: int) -> Amended:
    """Divide a clause before the character at offset ``at`` of its text; the second part takes the number it begins with.

    Raises:
        CannotAccept: either part would be empty, or the clause is a row or a title.
    """
    outline = Outline(document)
    draft = _wanted(outline, ref)
    first, second = draft.text[:at], draft.text[at:]
    if not 0 < at < len(draft.text) or not first.strip() or not second.strip():
        raise CannotAccept("拆开后有一段是空的，请把光标放在两段文字之间再拆分。")
    gap = len(second) - len(second.lstrip())
    marker = marker_of(second.lstrip())
    start = at + gap + (marker.end if marker else 0)
    label = marker.label if marker else ""
    text = draft.text[start:]
    new = Draft(
        former=draft.prefix, level=Level.PARAGRAPH, label=label, heading="", text=text, part=draft.part, page=draft.page,
        block=draft.block, pieces=_cut(draft, start, len(draft.text)),
    )  # fmt: skip
    draft.pieces = _cut(draft, 0, len(first.rstrip()))
    draft.text = first.rstrip()
    draft.heading = heading_of(draft.text, draft.level)
    outline.drafts.insert(outline.drafts.index(draft) + 1, new)
    if label:
        new.level = _level_of(outline, new)
        outline.settle(new)
    else:
        outline.put_under(new, draft if draft.level is not Level.PARAGRAPH else draft.parent)
    new.heading = heading_of(new.text, new.level)
    return _done(outline, f"把{document.address(ref)}从“{text[:12]}”处拆开")


def relevelled(document: PolicyDocument, ref: str, level: Level) -> Amended:
    """Give a clause another level; what follows finds its place accordingly.

    Raises:
        CannotAccept: the level needs a number the clause does not have, or the clause is a row or a title.
    """
    outline = Outline(document)
    draft = _wanted(outline, ref)
    if level is Level.ROW:
        raise CannotAccept("条款不能改为表格行，请选择其他层级。")
    if level in NEEDS_NUMBER and draft.marker is None:
        raise CannotAccept("这一层级的条款要有编号，请先填写编号，再调整层级。")
    was = draft.rank
    if level is Level.PARAGRAPH:
        _take_label_back(draft)
    draft.level = level
    draft.heading = heading_of(draft.text, level)
    outline.settle(draft, was=was)
    return _done(outline, f"调整{document.address(ref)}的层级")


def renumbered(document: PolicyDocument, ref: str, label: str) -> Amended:
    """Give a clause the number ``label``, taking it out of the text when the text begins with it; "" puts it back there.

    Raises:
        CannotAccept: the number is not written in a way clauses are numbered, or the clause is a row or a title.
    """
    outline = Outline(document)
    draft = _wanted(outline, ref)
    label = label.strip()
    marker = marker_of(f"{label} 甲") if label else None
    if label and (marker is None or len(label) > LONGEST_LABEL or squeezed(label) != marker.label):
        raise CannotAccept(f"“{label[:LONGEST_LABEL]}”不像条款编号，请按“第三条”“二、”“（二）”“1.”的样子填写。")
    kept_form = draft.marker is not None and marker is not None and draft.marker.form is marker.form
    was, level = draft.rank, draft.level
    if not label:
        _take_label_back(draft)
        draft.level = Level.PARAGRAPH
    else:
        printed = marker_of(draft.text)
        if not draft.label and printed is not None and folded(printed.label) == folded(label):
            draft.text = draft.text[printed.end :]
            draft.shift(-printed.end)
        draft.label = label
        draft.level = draft.level if kept_form else _level_of(outline, draft)
    draft.heading = heading_of(draft.text, draft.level)
    draft.renamed = True
    if (draft.level, draft.rank) != (level, was):
        outline.settle(draft, was=was)
    return _done(outline, f"把{document.address(ref)}的编号改为“{label or '无'}”")


def retitled(document: PolicyDocument, ref: str, heading: str) -> Amended:
    """Set the heading of a clause: words its text begins with, or none.

    Raises:
        CannotAccept: the text does not begin with these words.
    """
    outline = Outline(document)
    draft = _wanted(outline, ref)
    heading = heading.strip()
    if heading and not draft.text.lstrip("【〔[").startswith(heading):
        raise CannotAccept(f"小标题须是条款开头的原文，{document.address(ref)}不是以“{heading[:20]}”开头的。")
    draft.heading = heading
    return _done(outline, f"把{document.address(ref)}的小标题改为“{heading or '无'}”")


def left_out(document: PolicyDocument, ref: str) -> Amended:
    """Take out of the record what is no clause: a running head, a line of the web page.

    Raises:
        CannotAccept: it is the only clause, or a row or a title.
    """
    outline = Outline(document)
    draft = _wanted(outline, ref)
    if len(outline.drafts) == 1:
        raise CannotAccept("政策记录至少要有一个条款，不能全部移出正文。")
    outline.remove(draft)
    return _done(outline, f"把“{(draft.label + draft.text)[:16]}”移出正文")


def taken_in(document: PolicyDocument, words: str, block: int, page: int | None = None) -> Amended:
    """Make a clause of source block number ``block``, whose printed ``words`` were not taken for one.

    Raises:
        CannotAccept: the words are empty or the block is in the record already.
    """
    words = words.strip()
    if not words:
        raise CannotAccept("这一段没有文字，不能列入正文。")
    if any(clause.block == block for clause in document.clauses):
        raise CannotAccept("这一段已经在正文中，请刷新页面。")
    outline = Outline(document)
    earlier = [draft for draft in outline.drafts if draft.block is not None and draft.block < block]
    neighbour = earlier[-1] if earlier else outline.drafts[0]
    marker = marker_of(words)
    text = words[marker.end :] if marker and len(words) > marker.end else words
    new = Draft(
        former=neighbour.prefix, level=Level.PARAGRAPH, label=marker.label if marker and text != words else "", heading="", text=text,
        part=neighbour.part, page=page, block=block,
    )  # fmt: skip
    outline.drafts.insert(outline.drafts.index(neighbour) + 1 if earlier else 0, new)
    if new.label:
        new.level = _level_of(outline, new)
    new.heading = heading_of(new.text, new.level)
    outline.settle(new)
    return _done(outline, f"把“{words[:16]}”列入正文")


def reworded(document: PolicyDocument, ref: str, text: str) -> Amended:
    """Correct characters of a clause that was recognised from a picture.

    Raises:
        CannotAccept: the source carries its text itself, or nothing would be left.
    """
    if not is_recognised(document):
        raise CannotAccept("这份文件的文字直接取自原文，不能改动；原文有误的，请更正文件后作为新版本上传。")
    outline = Outline(document)
    draft = _wanted(outline, ref)
    text = text.strip()
    if not text:
        raise CannotAccept("条款文字不能为空；不属于正文的，请用“移出正文”。")
    matched = SequenceMatcher(None, draft.text, text, autojunk=False).get_opcodes()
    draft.pieces = [(ref, a, b, c, d - c) for _, a, b, c, d in matched if b > a]
    draft.text = text
    draft.heading = heading_of(text, draft.level)
    return _done(outline, f"按原件改正{document.address(ref)}的文字")


def is_recognised(document: PolicyDocument) -> bool:
    """Tell whether the text was recognised from pictures, and may therefore hold mistaken characters."""
    return any(warning.code == RECOGNISED for warning in document.warnings)


def _wanted(outline: Outline, ref: str) -> Draft:
    if not outline.document.has(ref):
        raise CannotAccept("没有这个条款，可能刚刚被改动，请刷新页面。")
    draft = outline.of(ref)
    if draft.level is Level.ROW or draft.is_head:
        raise CannotAccept("表格行和文件标题不能这样更正，请选择其他条款。")
    return draft


def _cut(draft: Draft, start: int, end: int) -> list[tuple[str, int, int, int, int]]:
    """Return the pieces of ``draft.text[start:end]``, placed from 0."""
    return [
        (former, a + max(0, start - place), a + min(length, end - place), max(0, place - start), min(place + length, end) - max(place, start))
        for former, a, _, place, length in draft.pieces
        if place < end and place + length > start
    ]  # fmt: skip


def _take_label_back(draft: Draft) -> None:
    """Make the number part of the text again."""
    draft.text = draft.label + draft.text
    draft.shift(len(draft.label))
    draft.label = ""


def _level_of(outline: Outline, draft: Draft) -> Level:
    """Return the level a clause has by the form of its number and by where it stands: （一） in an article is an item."""
    marker = draft.marker
    level = NAMES[marker.form][1]
    if level in (*DIVISIONS, Level.ARTICLE, Level.HEADING_1, Level.DECIMAL):
        return level
    at = outline.drafts.index(draft)
    numbered = [
        other
        for other in outline.drafts[:at]
        if other.part is draft.part and other.prefix == draft.prefix and other.level not in (Level.PARAGRAPH, Level.ROW)
    ]
    if not numbered or numbered[-1].level not in IN_ARTICLE:
        return level
    items = []
    for other in reversed(numbered):
        if other.level is Level.ARTICLE:
            break
        items.append(other)
    alike = next((other for other in items if other.marker and other.marker.form is marker.form), None)
    if alike is not None:
        return alike.level
    return Level.POINT if items else Level.ITEM


def _done(outline: Outline, what: str) -> Amended:
    document, moves = outline.finish()
    return Amended(document, moves, what)
