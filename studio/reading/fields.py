"""The record's fields as they are gathered, with what is doubtful about them."""

from dataclasses import dataclass, field
from datetime import date

from generators.model import Basis, ReadingWarning, Repeal
from studio.reading.dates import dates_in
from studio.reading.force import Force


@dataclass(slots=True)
class Metadata:
    """The fields of a PolicyDocument that are not its clauses.

    ``inferred`` names the fields whose value the text does not print, and whence it comes instead: title or page.
    """

    title: str = ""
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
    repeals: tuple[Repeal, ...] = ()
    bases: tuple[Basis, ...] = ()
    secrecy: str | None = None
    openness: str | None = None
    index_number: str | None = None
    interpreting_authority: str | None = None
    telephones: tuple[str, ...] = ()
    adoption_note: str | None = None
    force: Force = field(default_factory=Force)
    warnings: list[ReadingWarning] = field(default_factory=list)
    inferred: dict[str, str] = field(default_factory=dict)

    @property
    def latest(self) -> date | None:
        """Return the last day the file tells of itself: its writing, printing, publication or last revision."""
        revised = (written.value for written in dates_in(self.adoption_note or "") if not written.doubtful)
        days = (self.written_on, self.signed_on, self.adopted_on, self.printed_on, self.published_on, *revised)
        return max(filter(None, days), default=None)

    def warn(self, code: str, message: str, where: str = "") -> None:
        """Note something doubtful."""
        self.warnings.append(ReadingWarning(code=code, message=message, where=where))
