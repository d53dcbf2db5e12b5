"""The policy record (政策记录): what reading a document yields, with an address for every clause."""

import re
from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field, model_validator

from generators.model.base import Value
from generators.model.numerals import parse_chinese, to_chinese


class Part(StrEnum):
    """Which of the documents inside one file a clause belongs to (通知/印发文件/附件)."""

    NOTICE = "notice"
    ENCLOSURE = "enclosure"
    ATTACHMENT = "attachment"


class Level(StrEnum):
    """The rank of a clause. Regulations use 编章节条款项目; other documents 一、（一）1.（1）; plans for emergencies 1.1.1."""

    BOOK = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    POINT = "point"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    HEADING_4 = "heading_4"
    DECIMAL = "decimal"
    ROW = "row"


class Clause(Value):
    """One numbered clause, unnumbered paragraph or table row.

    ``text`` is the clause's own words after its label, without those of its children; every character of the document's
    body belongs to exactly one clause. A heading, alone or at the head of a run-in paragraph (（一）加大补贴力度。…), is
    also the beginning of ``text``. An article's first paragraph (第一款) is the article clause itself; its further
    paragraphs are children (``art_3.para_2``), so that adding one never moves an address.
    """

    ref: str
    label: str = ""
    level: Level
    heading: str = ""
    text: str
    parent: str | None = None
    part: Part = Part.NOTICE
    page: int | None = None
    block: int | None = Field(default=None, description="index of the source paragraph the text was read from")


class Table(Value):
    """A table of the document. Its rows are clauses too (``{ref}.row_1`` …), so that a figure in a cell can be cited."""

    ref: str
    clause: str | None = Field(default=None, description="ref of the clause it stands under")
    caption: str = ""
    rows: tuple[tuple[str, ...], ...]


class Attachment(Value):
    """An attachment (附件) as the document lists it; ``ref`` is set when its text is in the same file."""

    label: str
    title: str
    ref: str | None = None


class Basis(Value):
    """A document this policy rests on (制定依据)."""

    title: str
    document_number: str | None = None
    ref: str | None = None


class Repeal(Value):
    """A document this policy repeals (废止)."""

    title: str
    document_number: str | None = None
    ref: str | None = None


class ReadingWarning(Value):
    """Something the reader is unsure of or that a person must look at before publication.

    ``where`` is the ref of a clause, the name of a field of the record, or empty for the file as a whole; ``doubted`` the words of the
    source that cannot be meant (7月31月), which no product repeats until somebody has compared them with the original.
    """

    code: str
    message: str
    where: str = ""
    doubted: tuple[str, ...] = Field(default=(), exclude_if=lambda value: not value)


class Source(Value):
    """The uploaded file: its name, size in bytes, type recognised by content, and the sha256 of its bytes."""

    name: str
    sha256: str
    bytes: int
    media_type: str


class PolicyDocument(Value):
    """A policy document (政策文件) as read: metadata, clauses, tables. Unknown is None or empty, never a guess.

    ``written_on`` is the date below the signature (成文日期), ``signed_on`` the day an order was signed where the file tells
    it apart (签署日期), ``adopted_on`` the day a meeting or congress adopted the text (通过日期). ``interpreting_authority`` is
    the body the text names for its interpretation (由…负责解释), ``telephones`` the numbers it prints for enquiries, ``adoption_note``
    the line below the title that tells who adopted or revised the text and when (题注), without its brackets;
    where there is none it is left out of the digest, so that records read before keep theirs.
    """

    title: str
    document_number: str | None = None
    registration_number: str | None = None
    issuing_authorities: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    kind: str | None = None
    written_on: date | None = None
    signed_on: date | None = None
    adopted_on: date | None = None
    printed_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    validity: str | None = None
    repeals: tuple[Repeal, ...] = ()
    bases: tuple[Basis, ...] = ()
    secrecy: str | None = None
    openness: str | None = None
    index_number: str | None = None
    interpreting_authority: str | None = None
    telephones: tuple[str, ...] = ()
    adoption_note: str | None = Field(default=None, exclude_if=lambda note: note is None)
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    source: Source

    @model_validator(mode="after")
    def _addresses_are_unique_and_known(self) -> "PolicyDocument":
        refs = [clause.ref for clause in self.clauses]
        if len(set(refs)) != len(refs):
            raise ValueError("two clauses share one ref")
        known = set(refs)
        for clause in self.clauses:
            if clause.parent is not None and clause.parent not in known:
                raise ValueError(f"the parent of {clause.ref} is not in the document")
        return self

    def doubts(self, text: str) -> bool:
        """Tell whether ``text`` holds a day, a number or a telephone of the source that cannot be meant and that nobody has compared yet."""
        return any(words in text for warning in self.warnings for words in warning.doubted)

    @cached_property
    def _by_ref(self) -> dict[str, Clause]:
        return {clause.ref: clause for clause in self.clauses}

    def clause(self, ref: str) -> Clause:
        """Return the clause at ``ref``; KeyError when the document has none."""
        return self._by_ref[ref]

    def has(self, ref: str) -> bool:
        """Tell whether ``ref`` is an address of this document."""
        return ref in self._by_ref

    def children(self, ref: str) -> tuple[Clause, ...]:
        """Return the direct children of the clause at ``ref``, in document order."""
        return self._children.get(ref, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Clause, ...]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            if clause.parent is not None:
                found.setdefault(clause.parent, []).append(clause)
        return {ref: tuple(clauses) for ref, clauses in found.items()}

    def subtree(self, ref: str) -> tuple[Clause, ...]:
        """Return the clause at ``ref`` and everything below it, in document order."""
        found = [self.clause(ref)]
        for child in self.children(ref):
            found.extend(self.subtree(child.ref))
        return tuple(found)

    def ancestors(self, ref: str) -> tuple[Clause, ...]:
        """Return the clauses above ``ref``, outermost first."""
        chain: list[Clause] = []
        parent = self.clause(ref).parent
        while parent is not None:
            chain.insert(0, self.clause(parent))
            parent = chain[0].parent
        return tuple(chain)

    def address(self, ref: str) -> str:
        """Return what people read for ``ref``: 第三条第二款第（一）项, 二、（一）3., 附件1第2段, 第3段."""
        clause = self.clause(ref)
        if re.fullmatch(r"(?:att|enc)_\d+", ref):
            # The title of an attachment or enclosed document stands at the address of the whole.
            return _part_prefix(clause, self) or "标题"
        chain = (*self.ancestors(ref), clause)
        if len(chain) == 1 and self._ends_its_part(clause):
            return _part_prefix(clause, self) + "最后一段"
        articles = [index for index, link in enumerate(chain) if link.level is Level.ARTICLE]
        if articles:
            chain = chain[articles[-1] :]
        text = "".join(_address_part(link) for link in chain) or clause.ref
        if len(chain) == 1 and clause.level is Level.ARTICLE and self._has_paragraphs(ref):
            text += "第一款"
        return _part_prefix(clause, self) + text.rstrip("、")

    def _ends_its_part(self, clause: Clause) -> bool:
        """Tell whether a paragraph under no number closes a text of numbered clauses: 第1段 would be looked for at its head."""
        if clause.level is not Level.PARAGRAPH or clause.part is Part.ATTACHMENT:
            return False
        same = [other for other in self.clauses if other.part is clause.part and other.parent is None]
        return len(same) > 1 and same[-1] is clause and any(other.level is not Level.PARAGRAPH for other in same)

    def _has_paragraphs(self, ref: str) -> bool:
        return any(child.level is Level.PARAGRAPH for child in self.children(ref))


def _address_part(clause: Clause) -> str:
    number = re.search(r"_(\d+)$", clause.ref)
    if clause.level is Level.ARTICLE:
        return clause.label
    if clause.level is Level.PARAGRAPH:
        if number is None:
            return ""
        return f"第{to_chinese(int(number[1]))}款" if "art_" in clause.ref else f"第{number[1]}段"
    if clause.level in (Level.ITEM, Level.POINT):
        name = "项" if clause.level is Level.ITEM else "目"
        inner = clause.label.strip("（）()．.、 ")
        bracketed = clause.label.startswith(("（", "("))
        if not inner:
            return ""
        if ".subpt_" in clause.ref:  # there is no name for what stands below a 目: 第2目（1）
            return clause.label.strip(" ．.、")
        if parse_chinese(inner) is not None and not inner.isdecimal():
            return f"第（{inner}）{name}" if bracketed else f"第{inner}{name}"
        return f"第{inner}{name}"
    if clause.level is Level.ROW:
        return f"表第{number[1]}行" if number else "表"
    return clause.label or f"“{(clause.heading or clause.text)[:12]}”"


def _part_prefix(clause: Clause, document: PolicyDocument) -> str:
    if clause.part is Part.ATTACHMENT:
        number = re.match(r"att_(\d+)", clause.ref)
        several = len({c.ref.split(".")[0] for c in document.clauses if c.part is Part.ATTACHMENT}) > 1
        return f"附件{number[1]}" if number and several else "附件"
    further = re.match(r"(enc_\d+)\.", clause.ref)
    if further and document.has(further[1]):
        return f"《{document.clause(further[1]).text}》"
    if clause.part is Part.NOTICE and any(c.part is Part.ENCLOSURE for c in document.clauses):
        return "印发通知"
    return ""
