"""Checks before a person approves: data in, issues out. One small file a check; ``CHECKS`` is the whole list."""

from collections.abc import Callable, Iterable, Mapping

from generators.model import Interpretation, Issue, RenderedFile, Segment, Severity
from studio.checking.agreement import check_agreement
from studio.checking.arithmetic import sums_come_out, wrong_sums
from studio.checking.basis import basis_shown, supplements_named
from studio.checking.citations import citations_hold
from studio.checking.copying import not_only_copied
from studio.checking.dates import dates_in_order
from studio.checking.elements import elements_covered, questions_answered
from studio.checking.files import files_have_content
from studio.checking.findings import CheckContext, StatementVerdict
from studio.checking.given import pictures_looked_at
from studio.checking.layouts import chosen_layouts_suit
from studio.checking.omission import Matter, omitted
from studio.checking.personal import no_personal_data
from studio.checking.placeholders import nothing_left_to_fill
from studio.checking.punctuation import punctuation_in_order
from studio.checking.secrecy import no_secrecy_marks
from studio.checking.standing import no_longer_in_force
from studio.checking.statements import check_statement
from studio.checking.substance import Substance, substance_of
from studio.checking.supported import statements_supported
from studio.checking.titles import TITLE_MISSING, title_given
from studio.checking.upload import check_upload
from studio.checking.voices import scenes_are_spoken

__all__ = [
    "CHECKS",
    "TITLE_MISSING",
    "CheckContext",
    "Matter",
    "StatementVerdict",
    "Substance",
    "check_agreement",
    "check_product",
    "check_products",
    "check_segments",
    "check_statement",
    "check_upload",
    "no_longer_in_force",
    "omitted",
    "substance_of",
    "wrong_sums",
]

CHECKS: tuple[Callable[[CheckContext], tuple[Issue, ...]], ...] = (
    statements_supported,
    sums_come_out,
    citations_hold,
    title_given,
    dates_in_order,
    basis_shown,
    supplements_named,
    no_personal_data,
    no_secrecy_marks,
    nothing_left_to_fill,
    files_have_content,
    scenes_are_spoken,
    pictures_looked_at,
    chosen_layouts_suit,
    questions_answered,
    elements_covered,
    punctuation_in_order,
    not_only_copied,
)
_ORDER = {Severity.BLOCKING: 0, Severity.CONFIRM: 1, Severity.ADVISORY: 2}


def check_product(
    interpretation: Interpretation, segments: Iterable[Segment], files: Iterable[RenderedFile] = ()
) -> tuple[Issue, ...]:
    """Return every issue of a product, the gravest first; equal issues once."""
    context = CheckContext(interpretation=interpretation, segments=tuple(segments), files=tuple(files))
    found = dict.fromkeys(issue for check in CHECKS for issue in check(context))
    return tuple(sorted(found, key=lambda issue: _ORDER[issue.severity]))


SEGMENT_CHECKS = (statements_supported, sums_come_out, basis_shown, supplements_named, no_personal_data, nothing_left_to_fill, punctuation_in_order)
"""The checks that look at one segment at a time."""


def check_segments(interpretation: Interpretation, segments: Iterable[Segment]) -> tuple[Issue, ...]:
    """Return what is wrong with segments by themselves, while they are being worded; the gravest first."""
    context = CheckContext(interpretation=interpretation, segments=tuple(segments))
    found = dict.fromkeys(issue for check in SEGMENT_CHECKS for issue in check(context))
    return tuple(sorted(found, key=lambda issue: _ORDER[issue.severity]))


def check_products(
    interpretation: Interpretation, products: Mapping[str, tuple[Iterable[Segment], Iterable[RenderedFile]]]
) -> dict[str, tuple[Issue, ...]]:
    """Return the issues of each product, and where two products state one fact differently, the gravest first.

    ``products`` maps what people call each product to its segments and files.
    """
    made = {name: (tuple(segments), tuple(files)) for name, (segments, files) in products.items()}
    differing = check_agreement(interpretation, {name: segments for name, (segments, _) in made.items()})
    return {
        name: tuple(sorted((*check_product(interpretation, segments, files), *differing[name]), key=lambda issue: _ORDER[issue.severity]))
        for name, (segments, files) in made.items()
    }
