"""The samples are read without a fault; their outlines are kept in tests/golden and compared word for word.

To accept a deliberate change run the tests once with REGENERATE_GOLDEN=1 and look at what git shows.
"""

import os
from collections import defaultdict
from pathlib import Path

import pytest

from generators.model import PolicyDocument
from studio.reading import read, source_blocks
from studio.reading.folding import squeezed

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = sorted((ROOT / "samples").glob("*.docx"))
REGENERATE = bool(os.environ.get("REGENERATE_GOLDEN"))
FIELDS = (
    "title", "document_number", "registration_number", "issuing_authorities", "addressees", "kind", "written_on", "printed_on", "published_on",
    "effective_on", "expires_on", "validity", "secrecy", "openness", "index_number",
)  # fmt: skip


def outline(document: PolicyDocument) -> str:
    """Return metadata, clauses and what was queried, one a line."""
    lines = [f"{name}: {_shown(getattr(document, name))}" for name in FIELDS]
    lines += [f"repeals: 《{each.title}》 {each.document_number or ''} [{each.ref}]" for each in document.repeals]
    lines += [f"basis: 《{each.title}》 {each.document_number or ''} [{each.ref}]" for each in document.bases]
    lines += [f"attachment: {each.label} {each.title} [{each.ref}]" for each in document.attachments]
    lines += [f"warning: {each.code} {each.message}" for each in document.warnings]
    lines.append("")
    for clause in document.clauses:
        heading = f" 〈{clause.heading}〉" if clause.heading and clause.heading != clause.text else ""
        lines.append(f"{'  ' * len(document.ancestors(clause.ref))}{clause.ref} {clause.level.value} {clause.label}{heading} {clause.text}")
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def test_the_samples_are_there_and_the_switch_is_off():
    assert SAMPLES
    assert not REGENERATE, "golden outlines were written anew; look at them and run again without REGENERATE_GOLDEN"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_its_known_outline(path):
    found = outline(read(path.read_bytes(), path.name))
    golden = GOLDEN / f"{path.stem}.outline.txt"
    if REGENERATE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_word_of_a_sample_is_lost(path):
    data = path.read_bytes()
    held = defaultdict(str)
    for clause in read(data, path.name).clauses:
        held[clause.block] += clause.label + clause.text
    for block in source_blocks(data, path.name):
        if block.role == "clause" and not block.rows:
            assert squeezed(held[block.index]) == squeezed(block.words)
        for cell in (cell for row in block.rows for cell in row):
            assert squeezed(cell) in squeezed(held[block.index])
