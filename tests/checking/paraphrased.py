"""Reads the invented policies of paraphrases.toml and its further parts with what was written about them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generators.model import Clause, Level, PolicyDocument, Table
from tests.checking.invented_policies import document

HERE = Path(__file__).parent
FILES = ("paraphrases.toml", "paraphrases_more.toml", "paraphrases_third.toml", "paraphrases_fourth.toml", "paraphrases_fifth.toml")


class Case(NamedTuple):
    """One statement on one policy. ``kind`` is the class of its alteration, empty when it is faithful."""

    policy: PolicyDocument
    refs: tuple[str, ...]
    kind: str
    statement: str


def cases(*files: str) -> Iterator[Case]:
    """Yield every case of the files, in order."""
    for name in files or FILES:
        for entry in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["policy"]:
            policy = _policy(entry)
            for line in entry["faithful"]:
                refs, statement = line.split("|")
                yield Case(policy, _refs(refs), "", statement)
            for line in entry["altered"]:
                refs, kind, statement = line.split("|")
                yield Case(policy, _refs(refs), kind, statement)


def _refs(written: str) -> tuple[str, ...]:
    return tuple(f"tbl_1.row_{ref[1:]}" if ref.startswith("t") else f"art_{ref}" for ref in written.split(","))


def _policy(entry: dict) -> PolicyDocument:
    policy = document(*entry["clauses"], title=entry["title"])
    rows = tuple(tuple(row) for row in entry.get("table", ()))
    if not rows:
        return policy
    added = tuple(Clause(ref=f"tbl_1.row_{n}", level=Level.ROW, text=" ｜ ".join(row)) for n, row in enumerate(rows, 1))
    return policy.replace(clauses=(*policy.clauses, *added), tables=(Table(ref="tbl_1", rows=rows),))
