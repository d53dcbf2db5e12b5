"""The products (解读产品): the brief that shapes one, its segments, the files it becomes, where all of it came from."""

import hashlib
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from generators.model.base import Value, digest_of
from generators.model.interpretation import Citation, Element, Supplement, UnsupportedStatement


class Hidden(Value):
    """A segment a person took out, and why."""

    segment: str
    reason: str = Field(min_length=1)


class Override(Value):
    """A person's wording or choice for one segment; None leaves the generator's.

    ``made_for`` is the digest of what the wording was written for (``Segment.ground``): when the segment's clause or its own
    words have changed since, a person must look at it again. Empty: not known.
    """

    segment: str
    heading: str | None = None
    text: str | None = None
    narration: str | None = None
    icon: str | None = None
    layout: str | None = Field(default=None, exclude_if=lambda value: value is None)
    made_for: str = Field(default="", exclude_if=lambda value: not value)

    def choices(self) -> dict[str, str]:
        """Return the fields of the segment that the person chose, by name."""
        return self.model_dump(exclude={"segment", "made_for"}, exclude_none=True)


class Material(Value):
    """A file a person gave for a product: a picture, a recorded narration, music. Its bytes travel apart, by ``sha256``.

    ``segment`` is the id of the segment it belongs to, empty for the whole product. A map carries its 审图号 in ``map_number``.
    """

    sha256: str
    kind: Literal["picture", "recording", "music"]
    media_type: str
    segment: str = ""
    caption: str = ""
    alt: str = Field(default="", description="pictures: what is to be seen, for those who cannot see it")
    credit: str = Field(default="", description="whose it is: 摄影：张敏")
    map_number: str = ""


class Brief(Value):
    """The arrangement of one product (产品编排): what goes in, in which order, for whom, in which theme.

    ``options`` holds what only one generator understands (``voice``, ``size`` …); each generator documents its own.
    """

    title: str = Field(default="", description="empty: derived from the policy's title")
    audience: str = ""
    theme: str = "government-blue"
    order: tuple[str, ...] = Field(
        default=(), description="segment ids in the wanted order; an unnamed one stays behind the one it follows in the outline"
    )
    hidden: tuple[Hidden, ...] = ()
    overrides: tuple[Override, ...] = ()
    options: dict[str, str] = {}
    materials: tuple[Material, ...] = Field(default=(), exclude_if=lambda value: not value)
    source_url: str = Field(default="", description="address of the policy on the portal, for links and QR codes")
    draft: bool = Field(default=False, description="mark the files 草稿")


class Figure(Value):
    """A number set large: ``prefix`` 最高, ``value`` 5000, ``unit`` 元, ``caption`` 每人每年."""

    value: str
    unit: str = ""
    prefix: str = ""
    caption: str = ""


class Segment(Value):
    """One card, answer, scene or paragraph (片段): the unit of provenance and of review.

    A content segment cites at least one clause or one named person's supplement; furniture (cover, credits) need not.
    ``basis`` is what readers see after 依据：. ``group`` names the block or page the segment stands in. ``drafted`` names the
    language models whose wording the segment uses.

    Raises:
        UnsupportedStatement: a content segment without citation and supplement.
    """

    id: str
    kind: str = Field(description="the generator's own kind: cover, figure, card, step, answer, scene, paragraph …")
    group: str = ""
    element: Element | None = None
    furniture: bool = False
    heading: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    figure: Figure | None = None
    table: tuple[tuple[str, ...], ...] = ()
    tone: Literal["", "positive", "negative", "old", "new"] = ""
    icon: str = ""
    layout: str = Field(default="", description="empty: chosen by the content", exclude_if=lambda value: not value)
    narration: str = ""
    details: dict[str, str] = Field(default={}, description="furniture only: 文号, dates, telephone … by name")
    citations: tuple[Citation, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    basis: str = ""
    drafted: tuple[str, ...] = Field(default=(), exclude_if=lambda value: not value)

    @model_validator(mode="after")
    def _content_is_supported(self) -> "Segment":
        if not self.furniture and not self.citations and not self.supplements:
            raise UnsupportedStatement(f"片段“{(self.heading or self.text)[:20]}”没有依据条款，也没有部门说明")
        return self

    def ground(self) -> str:
        """Return the digest of what wording for the segment rests on: the quoted clauses, the supplements, its own words."""
        quoted = [citation.quote for citation in self.citations]
        said = [supplement.text for supplement in self.supplements]
        return digest_of([quoted, said, self.statements()])

    def statements(self) -> tuple[str, ...]:
        """Return every text of the segment that states something, as a reader or listener meets it."""
        figure = self.figure
        shown = (self.heading, self.text, *self.points, *(cell for row in self.table for cell in row), self.narration)
        large = (f"{figure.prefix}{figure.value}{figure.unit}{figure.caption}",) if figure else ()
        return tuple(text for text in (*shown, *large) if text)


class RenderedFile(Value):
    """A file a generator made. ``filename`` is a plain name without folders; ``data`` its bytes."""

    filename: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    media_type: str
    data: bytes

    @property
    def record(self) -> "FileRecord":
        """Return what the revision keeps of the file."""
        checksum = hashlib.sha256(self.data).hexdigest()
        return FileRecord(filename=self.filename, media_type=self.media_type, bytes=len(self.data), sha256=checksum)


class FileRecord(Value):
    """A produced file without its content: name, media type, size in bytes, sha256."""

    filename: str
    media_type: str
    bytes: int
    sha256: str


class Provenance(Value):
    """Where a product came from (来源信息). Two products with equal provenance have equal bytes."""

    source_sha256: str
    interpretation_digest: str
    brief_digest: str
    generator: str
    generator_version: str
    theme: str
    theme_digest: str


class Revision(Value):
    """An immutable version (版本) of a product: its segments, its provenance and the records of its files."""

    product: str = Field(description="the generator's name")
    title: str
    brief: Brief
    segments: tuple[Segment, ...]
    provenance: Provenance
    files: tuple[FileRecord, ...]

    def digest(self) -> str:
        """Return what an approval binds to: changes whenever source, wording, arrangement, theme or any file byte does."""
        return digest_of(self.model_dump(mode="json"))


class Severity(StrEnum):
    """Whether an issue blocks submission, asks a person to confirm, or only advises."""

    BLOCKING = "blocking"
    CONFIRM = "confirm"
    ADVISORY = "advisory"


class Issue(Value):
    """Something a check found (问题). ``where`` is a segment id, clause ref, file name or question id; ``text`` says what
    is wrong and ``advice`` what to do, both in Chinese for the clerk."""

    code: str
    severity: Severity
    where: str = ""
    text: str
    advice: str = ""
