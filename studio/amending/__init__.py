"""Amending (更正与更新): a record corrected by a person, or renewed by a newer version of its source.

Either way the words keep their place: every former span is followed to where it stands now, so that what was written on
the record is carried over, and what rests on words that changed is marked to be looked at again.
"""

from studio.amending.carrying import carried
from studio.amending.clauses import (
    RECOGNISED,
    Amended,
    left_out,
    merged,
    relevelled,
    renumbered,
    retitled,
    reworded,
    split,
    taken_in,
)
from studio.amending.keeping import with_corrections
from studio.amending.kinship import Kinship, Known, kin_of
from studio.amending.renewing import renewed

__all__ = [
    "RECOGNISED",
    "Amended",
    "Kinship",
    "Known",
    "carried",
    "kin_of",
    "left_out",
    "merged",
    "relevelled",
    "renewed",
    "renumbered",
    "retitled",
    "reworded",
    "split",
    "taken_in",
    "with_corrections",
]
