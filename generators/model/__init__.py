"""The nouns everyone shares. Import them from here."""

from generators.model.base import Value, digest_of
from generators.model.interpretation import (
    NINE_ELEMENTS,
    Answer,
    AnswerState,
    Audience,
    Citation,
    Coverage,
    Difference,
    Element,
    Fact,
    Interpretation,
    KeyPoint,
    Question,
    Supplement,
    Support,
    UnsupportedStatement,
)
from generators.model.policy import (
    Attachment,
    Basis,
    Clause,
    Level,
    Part,
    PolicyDocument,
    ReadingWarning,
    Repeal,
    Source,
    Table,
)
from generators.model.product import (
    Brief,
    Figure,
    FileRecord,
    Hidden,
    Issue,
    Override,
    Provenance,
    RenderedFile,
    Revision,
    Segment,
    Severity,
)

__all__ = [name for name in dir() if name[0].isupper()] + ["digest_of"]
