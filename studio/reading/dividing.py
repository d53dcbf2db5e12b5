"""One file, several documents: cover notice, enclosed document, attachments, and what stands around their clauses.

The order of elements is that of GB/T 9704-2012: head, title, addressees, text, list of attachments, signature, date,
note, attachments, imprint. Regulations and pages from portals leave elements out; none is required here.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from generators.model import Part
from studio.reading import lines
from studio.reading.blocks import Block
from studio.reading.dates import Written, date_alone, dates_in
from studio.reading.folding import alike, folded, squeezed
from studio.reading.markers import Form, Marker, marker_of


class Role(StrEnum):
    """What a source block is in the record."""

    CLAUSE = "clause"
    TITLE = "title"
    HEAD = "head"
    NUMBER = "number"
    HISTORY = "history"
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    DATE = "date"
    ATTACHMENT_LIST = "attachment_list"
    NOTE = "note"
    CONTENTS = "contents"
    MARGIN = "margin"


@dataclass(slots=True)
class Section:
    """One document inside the file: its title, the blocks of its text, and the elements found around them."""

    part: Part
    title: str = ""
    label: str = ""
    body: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    signed: Written | None = None
    dated_head: Written | None = None
    listed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Division:
    """The sections of a file in order, the role of each block, and the notes that concern the whole file."""

    sections: list[Section]
    roles: list[Role]
    notes: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


MOST_HEAD_LINES = 40
MOST_SIGNATURES = 24
INNER = re.compile(r"(?:印发|转发|批转|发布|公布|颁布|重新发布|重新印发|修订)(.{2,160}?)(?:的)?(?:通知|公告|通报|决定|函|令)$")
NAMED = re.compile(r"《([^《》]{4,120}(?:《[^《》]{1,80}》[^《》]{0,40})?)》")


def divide(blocks: list[Block], markers: list[Marker | None]) -> Division:
    """Assign each block its role and its section."""
    return _Divider(blocks, markers).run()


class _Divider:
    def __init__(self, blocks: list[Block], markers: list[Marker | None]) -> None:
        self.blocks, self.markers = blocks, markers
        self.texts = [block.words.strip() for block in blocks]
        self.division = Division([], [Role.CLAUSE] * len(blocks))
        self.roles = self.division.roles
        self.expected: set[str] = set()

    def run(self) -> Division:
        self._set_margins_aside()
        self._set_contents_aside()
        self.order = [i for i, role in enumerate(self.roles) if role is Role.CLAUSE and (self.texts[i] or self.blocks[i].rows)]
        self.at = 0
        self.section = self._open(Part.NOTICE)
        self._head()
        self._expect(self.section.title)
        while self.at < len(self.order):
            self._step()
        self._label_parts()
        return self.division

    # ---- walking

    def _text(self, ahead: int = 0) -> str:
        position = self.at + ahead
        return self.texts[self.order[position]] if position < len(self.order) else ""

    def _marker(self, ahead: int = 0) -> Marker | None:
        position = self.at + ahead
        return self.markers[self.order[position]] if position < len(self.order) else None

    def _take(self, role: Role) -> str:
        index = self.order[self.at]
        self.roles[index] = role
        self.at += 1
        if role is Role.CLAUSE:
            self.section.body.append(index)
        return self.texts[index]

    def _open(self, part: Part, label: str = "") -> Section:
        section = Section(part, label=label)
        self.division.sections.append(section)
        return section

    # ---- before dividing

    def _set_margins_aside(self) -> None:
        for index, block in enumerate(self.blocks):
            if block.origin in ("header", "footer") or lines.PAGE_NUMBER.match(folded(self.texts[index])):
                self.roles[index] = Role.MARGIN
            elif block.origin == "contents":
                self.roles[index] = Role.CONTENTS

    def _set_contents_aside(self) -> None:
        for index, text in enumerate(self.texts):
            if self.roles[index] is Role.CLAUSE and lines.CONTENTS_HEAD.match(folded(text)):
                self.roles[index] = Role.CONTENTS
                self._contents_after(index + 1)

    def _contents_after(self, start: int) -> None:
        """Mark the entries after 目录: up to where the first of them is printed again as a heading of the text."""
        entries: list[int] = []
        first = ""
        for index in range(start, min(start + 400, len(self.texts))):
            text = self.texts[index]
            if not text or self.roles[index] is not Role.CLAUSE:
                continue
            key = _entry_key(text)
            marker = self.markers[index]
            if first and (key == first or (marker and marker.form is Form.ARTICLE and len(text) > 60)):
                break
            if len(text) > 80 or self.blocks[index].rows or text.endswith(("。", "；")):
                return
            first = first or key
            entries.append(index)
        else:
            return
        for index in entries:
            self.roles[index] = Role.CONTENTS

    # ---- head of a document

    def _head(self) -> None:
        section, start = self.section, self.at
        while self.at < len(self.order) and self.at - start < MOST_HEAD_LINES and not self._is_table():
            text = self._text()
            flat = folded(text)
            if self._is_property():
                continue
            if lines.DATABASE.match(flat) and len(flat) < 160:
                section.heads.append(self._take(Role.HEAD))
                continue
            if self.blocks[self.order[self.at]].origin == "textbox" and len(flat) < 60 and not section.title:
                section.heads.append(self._take(Role.HEAD))
            elif lines.SECRECY.match(flat) or lines.URGENCY.match(flat) or lines.COPY_NUMBER.match(flat):
                section.heads.append(self._take(Role.HEAD))
            elif lines.is_number_line(text) or (lines.ORDER_NUMBER.fullmatch(flat) and not section.body):
                section.numbers.append(self._take(Role.NUMBER))
            elif not section.title and self._is_letterhead():
                section.heads.append(self._take(Role.HEAD))
            elif flat.startswith("(") and not section.addressees and self._history():
                continue
            elif section.title and lines.HISTORY_LINE.match(flat) and dates_in(text):
                section.history.append(self._take(Role.HISTORY))
            elif lines.ANNOTATION.match(flat) or lines.OPENNESS.match(flat):
                self.division.notes.append(self._take(Role.NOTE))
            elif not section.addressees and lines.is_addressee(text):
                section.addressees.append(self._take(Role.ADDRESSEE))
                return
            elif section.title and not section.dated_head and (written := date_alone(text)):
                section.dated_head = written
                self._take(Role.DATE)
            elif not section.title and self._is_title_start():
                self._title()
            elif section.title and self._repeats_title():
                continue
            else:
                return

    def _is_table(self) -> bool:
        return bool(self.blocks[self.order[self.at]].rows)

    def _is_property(self) -> bool:
        found = lines.KEY_VALUE.match(folded(self._text()))
        if not found:
            return False
        text = self._take(Role.HEAD)
        self.division.properties.setdefault(squeezed(found[1]), text[found.start(2) :].strip())
        return True

    def _is_letterhead(self) -> bool:
        flat = folded(self._text())
        if lines.LETTERHEAD.match(flat) and lines.organisations_in(squeezed(flat)[:-2]) or re.fullmatch(r"[\u4e00-\u9fff ]{2,40}令", flat):
            return True
        following = folded(self._text(1))
        if re.fullmatch(r"[\u4e00-\u9fff ]{2,40}(?:公告|通告)", flat) and lines.ORDER_NUMBER.fullmatch(following):
            return True
        return self._is_joint_letterhead()

    def _is_joint_letterhead(self) -> bool:
        """Tell whether organisations stand here line by line, perhaps over a lone 文件, down to the number (联合行文)."""
        for ahead in range(MOST_HEAD_LINES):
            text = self._text(ahead)
            if lines.is_number_line(text):
                return ahead > 0
            if lines.organisations_in(text) is None and squeezed(text) not in ("文件", "通告", "公告", "通知"):
                return False
        return False

    def _history(self) -> bool:
        """Take an adoption note (（2012年12月25日…通过）), which may run over several lines until its bracket closes."""
        length, depth = 0, 0
        for ahead in range(8):
            flat = folded(self._text(ahead))
            depth += flat.count("(") - flat.count(")")
            length += 1
            if depth <= 0:
                break
        else:
            return False
        note = "".join(self._text(ahead) for ahead in range(length))
        if not dates_in(note) or not lines.HISTORY.match(folded(note)):
            return False
        self.section.history.extend(self._take(Role.HISTORY) for _ in range(length))
        return True

    def _is_title_start(self) -> bool:
        text = self._text()
        return lines.is_title_like(text) and self._marker() is None and not date_alone(text) and not lines.is_margin_note(text)

    def _title(self) -> None:
        taken: list[str] = []
        while self.at < len(self.order) and len(taken) < 8 and not self._is_table():
            text = self._text()
            flat = folded(text)
            if taken and not self._continues_title(taken, text, flat):
                break
            if not self._is_title_start():
                break
            self.section.titles.append(self.order[self.at])
            taken.append(self._take(Role.TITLE))
        self.section.title = lines.clean_title(taken)

    def _continues_title(self, taken: list[str], text: str, flat: str) -> bool:
        joined = folded(squeezed("".join(taken)))
        if lines.is_number_line(text) or (flat.startswith("(") or lines.HISTORY_LINE.match(flat)) and dates_in(text) or lines.CONTENTS_HEAD.match(flat):
            return False
        if alike(joined) == alike(text) or lines.ORDER_NUMBER.fullmatch(flat):
            return False
        if re.fullmatch(r"[(][^()]{1,40}[)]", flat):
            return True
        if len(joined) + len(flat) > 140:
            return False
        return not lines.is_whole_title(joined) or bool(re.match(r"(?:的|等|和|及|与)", flat)) or self._joins_expected(joined, flat)

    def _joins_expected(self, joined: str, flat: str) -> bool:
        return any(alike(joined + squeezed(flat)) in name and alike(joined) != name for name in self.expected)

    def _repeats_title(self) -> bool:
        """Drop a title printed twice, as databases do."""
        joined = ""
        for ahead in range(4):
            text = self._text(ahead)
            if not lines.is_title_like(text):
                return False
            joined += text
            if alike(joined) == alike(self.section.title):
                for _ in range(ahead + 1):
                    self._take(Role.TITLE)
                return True
        return False

    def _expect(self, title: str) -> None:
        """Note the titles a cover says it encloses, so that they are known when they come."""
        found = INNER.search(folded(title))
        if found:
            inner = found[1].removesuffix("的")
            names = [inner, *inner.split("和"), *NAMED.findall(title)]
            self.expected |= {alike(name) for name in names if len(name) > 4}

    # ---- text

    def _step(self) -> None:
        text = self._text()
        section = self.section
        if self._is_table():
            self._take(Role.CLAUSE)
            return
        if section.part is Part.NOTICE and not section.signed:
            self.expected |= {alike(name) for name in NAMED.findall(text)} if "发" in text or "通过" in text or "公布" in text else set()
        if lines.is_margin_note(text) and self._marker() is None:
            self.division.notes.append(self._take(Role.NOTE))
        elif self._is_attachment_list():
            self._attachment_list()
        elif self._is_attachment_head():
            self._attachment()
        elif self._is_sign_off():
            self._sign_off()
        elif self._is_enclosure():
            self._enclosure()
        else:
            self._take(Role.CLAUSE)

    def _is_attachment_list(self) -> bool:
        section = self.section
        if section.listed:
            return False
        found = lines.ATTACHMENT_HEAD.match(folded(self._text()))
        if not found or not self._text().startswith("附件") and not re.match(r"附[:：]", self._text()):
            return False
        if found[3]:
            if section.signed and section.part is Part.NOTICE and not lines.ATTACHMENT_ENTRY.match(folded(self._text(1))):
                return False
            return bool(found[2]) and found[3][-1] not in "。；" and not self._opens_attachment(found)
        return bool(found[2]) and bool(lines.ATTACHMENT_ENTRY.match(folded(self._text(1)))) and not section.signed

    def _opens_attachment(self, found: re.Match[str]) -> bool:
        """Tell a heading 附件1：名单 from an entry of the list: after a heading comes its text, after an entry the next."""
        if not found[1]:
            return False
        following = folded(self._text(1))
        if lines.ATTACHMENT_ENTRY.match(following) and int(re.search(r"\d+", following)[0]) == 2:
            return False
        return self.section.signed is not None or not self._signature_ahead()

    def _signature_ahead(self) -> bool:
        return any(date_alone(self._text(ahead)) for ahead in range(1, 8))

    def _attachment_list(self) -> None:
        entries: list[str] = []
        first = folded(self._text())
        found = lines.ATTACHMENT_HEAD.match(first)
        rest = self._text()[found.start(3) :].strip() if found else ""
        if rest and found[1]:
            rest = f"{found[1]}.{rest}"
        self._take(Role.ATTACHMENT_LIST)
        if rest:
            entries.append(rest)
        while self.at < len(self.order) and not self._is_table():
            text = self._text()
            flat = folded(text)
            if lines.ATTACHMENT_ENTRY.match(flat) and len(flat) < 120 and not (self.section.signed and flat.startswith("附")):
                entries.append(self._take(Role.ATTACHMENT_LIST))
            elif entries and self._continues_entry(text):
                entries[-1] += self._take(Role.ATTACHMENT_LIST)
            else:
                break
        self.section.listed = [_listed_entry(entry, position) for position, entry in enumerate(entries, 1)]

    def _continues_entry(self, text: str) -> bool:
        following = self._text(1)
        ends = not following or lines.is_signature(following) or date_alone(following) or lines.ATTACHMENT_HEAD.match(folded(following))
        return bool(len(text) <= 24 and lines.is_title_like(text) and not lines.is_signature(text) and not date_alone(text) and not self._head_shape() and ends)

    def _head_shape(self) -> re.Match[str] | None:
        found = lines.ATTACHMENT_HEAD.match(folded(self._text()))
        if not found or re.match(r"附(?:件|表|录|图)?(?:的|中|所|则|近|加|带|属|和|与|内|及)", folded(self._text())):
            return None
        if not self._text().startswith(("附件", "附 件", "附　件", "附表", "附录", "附图")) and found[3]:
            return None
        return found

    def _is_attachment_head(self) -> bool:
        found = self._head_shape()
        if not found or self._marker() is not None:
            return False
        if not found[3]:
            return True
        if found[3][-1] in "。；":
            return False
        return bool(found[1] or found[2]) and bool(self.section.signed or self.section.listed or any(s.listed for s in self.division.sections) or found[1])

    def _attachment(self) -> None:
        found = self._head_shape()
        rest = self._text()[found.start(3) :].strip()
        label = squeezed(self._text()[: found.start(3)]).rstrip("：:.、")
        listed = {alike(title): title for section in self.division.sections for _, title in section.listed}
        self.section = self._open(Part.ATTACHMENT, label)
        index = self.order[self.at]
        self._take(Role.TITLE)
        self.section.titles.append(index)
        if rest:
            self.section.title = lines.clean_title([rest])
            if alike(rest) in listed or lines.KIND_AT_END.search(folded(rest)):
                return
        self._attachment_title(listed, [rest] if rest else [])

    def _attachment_title(self, listed: dict[str, str], taken: list[str]) -> None:
        while self.at < len(self.order) and not self._is_table() and len(taken) < 4:
            text = self._text()
            if not self._is_title_start() or self._head_shape() or lines.is_number_line(text):
                break
            joined = "".join([*taken, text])
            known = any(alike(joined) in name for name in (*listed, *self.expected))
            if taken and not known and (lines.is_whole_title("".join(taken)) or re.search(r"[:：]|\s{2}|　", text)):
                if not re.fullmatch(r"[(][^()]{1,40}[)]", folded(text)):
                    break
            if not taken and not known and len(text) > 60:
                break
            self.section.titles.append(self.order[self.at])
            taken.append(self._take(Role.TITLE))
            if alike("".join(taken)) in listed or alike("".join(taken)) in self.expected:
                break
        self.section.title = lines.clean_title(taken)
        if alike(self.section.title) in self.expected and not any(s.part is Part.ENCLOSURE for s in self.division.sections):
            self.section.part = Part.ENCLOSURE

    def _is_sign_off(self) -> bool:
        """Tell whether signature and date begin here: lines of organisations or a person, then a line that is a date."""
        if self.section.signed:
            return False
        for ahead in range(MOST_SIGNATURES):
            text = self._text(ahead)
            if date_alone(text):
                return True
            if text and _signed_and_dated(text):
                return True
            if not text or not lines.is_signature(text) or self._marker(ahead) is not None:
                return False
        return False

    def _sign_off(self) -> None:
        section = self.section
        while self.at < len(self.order):
            text = self._text()
            if written := date_alone(text):
                section.signed = written
                self._take(Role.DATE)
                return
            if both := _signed_and_dated(text):
                section.signed = both[1]
                section.signatures.append(both[0])
                self._take(Role.SIGNATURE)
                return
            section.signatures.append(self._take(Role.SIGNATURE))

    def _is_enclosure(self) -> bool:
        if self._is_expected():
            return True
        if not self.section.signed or self.section.part is Part.ATTACHMENT:
            return False
        marker = self._marker()
        if marker is not None:
            return marker.number == 1
        if lines.CONTACT.match(folded(self._text())):
            return False
        return self._is_title_start() and any(self._marker(ahead) or len(self._text(ahead)) > 30 for ahead in range(1, 9))

    def _is_expected(self) -> bool:
        if self.section.title and alike(self.section.title) in self.expected and self.section.part is not Part.NOTICE and not self.section.body:
            return False
        joined = ""
        done = {alike(section.title) for section in self.division.sections}
        for ahead in range(5):
            text = self._text(ahead)
            if not lines.is_title_like(text) or self._marker(ahead):
                return False
            joined += text
            if alike(joined) in self.expected and alike(joined) not in done:
                return True
        return False

    def _enclosure(self) -> None:
        self.section = self._open(Part.ENCLOSURE)
        self._head()

    # ---- after dividing

    def _label_parts(self) -> None:
        sections = self.division.sections
        if len(sections) > 1 and not sections[0].body and not sections[0].title and sections[1].part is Part.ENCLOSURE:
            sections[1].part = Part.NOTICE


def _entry_key(text: str) -> str:
    return re.sub(r"[.…·\-—_]*\d*$", "", alike(text))


def _listed_entry(entry: str, position: int) -> tuple[str, str]:
    found = lines.ATTACHMENT_ENTRY.match(folded(entry))
    number = (found[1] or found[2]) if found else ""
    title = entry[found.end() :] if found else entry
    return (f"附件{number}" if number else "附件", title.strip().rstrip("；;。"))


def _signed_and_dated(text: str) -> tuple[str, Written] | None:
    """Split a line that holds both signature and date (国务院　2018年12月13日)."""
    written = dates_in(text)
    if len(written) != 1 or written[0].end < len(text.rstrip()) or len(text) > 90:
        return None
    names = text[: written[0].start].strip()
    return (names, written[0]) if names and lines.organisations_in(names) else None
