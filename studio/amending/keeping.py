"""What a person corrected in a record, kept when its source is replaced: fields and settled doubts; clauses are named."""

from generators.model import PolicyDocument, ReadingWarning

CORRECTABLE = (
    "title", "document_number", "registration_number", "issuing_authorities", "addressees", "kind", "written_on", "signed_on",
    "adopted_on", "printed_on", "published_on", "effective_on", "expires_on", "validity", "openness", "index_number",
    "interpreting_authority", "telephones",
)  # fmt: skip
"""Fields of a record a person may set; those that name other documents rest on a clause and are read anew."""

MOST = 6


def with_corrections(fresh: PolicyDocument, corrected: PolicyDocument, as_read: PolicyDocument) -> PolicyDocument:
    """Return ``fresh``, a newer source as read, with what a person made of ``as_read``, the former one, in ``corrected``.

    A field the person set is kept where the newer source reads as the former did; a doubt the person settled does not come
    back. Corrected clauses cannot be carried to other text with certainty: a warning names those that are to be corrected
    again.
    """
    kept = {
        name: getattr(corrected, name)
        for name in CORRECTABLE
        if getattr(corrected, name) != getattr(as_read, name) and getattr(fresh, name) == getattr(as_read, name)
    }
    settled = {(item.code, item.message) for item in as_read.warnings} - {(item.code, item.message) for item in corrected.warnings}
    warnings = [item for item in fresh.warnings if (item.code, item.message) not in settled and item.where not in kept]
    if lost := _lost(fresh, corrected, as_read):
        names = "、".join(lost[:MOST]) + ("等" if len(lost) > MOST else "")
        message = f"更换原文前人工更正过的{names}没有带到新的原文，请在“条款核对”中重新更正。"
        warnings.append(ReadingWarning(code="corrections_lost", message=message))
    return fresh.replace(**kept, warnings=tuple(warnings))


def _lost(fresh: PolicyDocument, corrected: PolicyDocument, as_read: PolicyDocument) -> list[str]:
    """Return the addresses of corrected clauses that the newer source does not read so by itself."""

    def words(document: PolicyDocument) -> set[tuple]:
        return {(clause.label, clause.level, clause.text) for clause in document.clauses}

    before, now = words(as_read), words(fresh)
    changed = [clause for clause in corrected.clauses if (clause.label, clause.level, clause.text) not in before | now]
    left_out = [clause for clause in as_read.clauses if (clause.label, clause.level, clause.text) in now - words(corrected)]
    named = [corrected.address(clause.ref) for clause in changed] + [as_read.address(clause.ref) for clause in left_out]
    return list(dict.fromkeys(named))
