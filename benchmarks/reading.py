"""How exactly real documents are read: clause counts and metadata against a gold listing.

    python benchmarks/reading.py FOLDER [--quick] [--json]

FOLDER holds one sub-folder a policy with the original (policy.docx, .html, .txt, .md, .pdf), ``gold_structure.json``
(markers counted at line starts), ``gold_facts.json`` and ``source.json`` (metadata). A row of counts agrees when the
clauses account for every marker of the gold that does not stand in a contents page, a table row, a list of attachments or
a title; those are counted apart, since the gold's expression cannot tell them from clauses. ``--quick`` takes every third.
"""

import argparse
import json
import re
import sys
import time
from pathlib import Path

from generators.model import Level, PolicyDocument
from studio.errors import CannotAccept
from studio.reading import read, source_blocks
from studio.reading.dates import dates_in, stated_date
from studio.reading.folding import alike, folded, squeezed
from studio.reading.lines import number_in
from studio.reading.markers import Form, marker_of

FORMS = {
    "chapter": Form.CHAPTER, "section": Form.SECTION, "article": Form.ARTICLE, "l1": Form.FIRST, "l2": Form.SECOND,
    "l3": Form.THIRD, "l4": Form.FOURTH,
}  # fmt: skip
FORMATS = ("docx", "doc", "html", "md", "txt", "pdf")


def form_of(label: str) -> Form | None:
    """Return the form of a clause label."""
    found = marker_of(f"{label} 甲") if label else None
    return found.form if found else None


def counts(document: PolicyDocument, blocks) -> dict[str, tuple[int, int]]:
    """Return for each form how many clauses carry it and how many lines outside the clauses begin with it."""
    clauses = [form_of(clause.label) for clause in document.clauses]
    rows = [cell for clause in document.clauses if clause.level is Level.ROW for cell in clause.text.split(" ｜ ")]
    others = [block.words for block in blocks if block.role != "clause"] + rows
    elsewhere = [found.form for text in others if (found := marker_of(text))]
    return {name: (clauses.count(form), elsewhere.count(form)) for name, form in FORMS.items()}


def structure_checks(document: PolicyDocument, blocks, gold: dict) -> list[tuple[str, str, bool]]:
    """Return (count, what was found, agreement) for each form the gold counts."""
    checks = []
    for name, (inside, outside) in counts(document, blocks).items():
        wanted = gold.get(name, 0)
        checks.append((name, f"{inside}+{outside}/{wanted}", inside <= wanted <= inside + outside))
    return checks


def metadata_checks(document: PolicyDocument, source: dict, facts: list[dict], has_page: bool, printed: str) -> list[tuple[str, str, bool]]:
    """Return (field, found against gold, agreement) for each piece of metadata the gold states and the file prints.

    ``printed`` is the text of the file without spaces: what stands only in the catalogue (a title the crawler noted, the
    day a page was fetched) is no fault of reading.
    """
    checks: list[tuple[str, str, bool]] = []

    def check(field: str, found: object, wanted: object, agrees: bool) -> None:
        checks.append((field, f"{found} / {wanted}", agrees))

    stated = source.get("title", "")
    if stated and alike(stated) in alike(printed):
        ours = alike(document.title)
        enclosed = [alike(clause.text) for clause in document.clauses if re.fullmatch(r"enc_\d+", clause.ref)]
        check("title", document.title, stated, alike(stated) in ours or alike(stated) in enclosed)
    number = source.get("doc_number", "")
    if number and "verify" not in number and "(" not in number:
        check("number", document.document_number, number, _same_number(document.document_number, number))
    day = stated_date(source.get("date", "") or "")
    if day and day in {written.value for written in dates_in(printed)}:
        check("written_on", document.written_on, day, document.written_on == day)
    if has_page and source.get("published"):
        check("published_on", document.published_on, source["published"], document.published_on == stated_date(source["published"]))
    if has_page and source.get("index_no"):
        check("index_number", document.index_number, source["index_no"], document.index_number == source["index_no"])
    for fact in facts:
        checks.extend(_fact_check(document, fact["field"], fact["value"]))
    return checks


def _same_number(found: str | None, wanted: str) -> bool:
    ours, theirs = squeezed(folded(found or "")), squeezed(folded(wanted))
    return ours == theirs or ours.endswith(theirs) or ours.removeprefix("中华人民共和国") == theirs


def _fact_check(document: PolicyDocument, field: str, value: str) -> list[tuple[str, str, bool]]:
    repealed = {repeal.document_number for repeal in document.repeals}
    days = {"signature_date": document.written_on, "print_date": document.printed_on, "effective": document.effective_on, "expiry": document.expires_on}
    if field in days:
        wanted = stated_date(value)
        if wanted is None:
            # Corrupt or relative dates: right is to know none.
            return [(field, f"{days[field]} / {value}", days[field] is None or "自" in value)]
        if "(" in value:
            return []
        return [(field, f"{days[field]} / {wanted}", days[field] == wanted)]
    if field in ("doc_number", "order"):
        return [(field, f"{document.document_number} / {value}", _same_number(document.document_number, value))]
    if field == "validity":
        return [(field, f"{document.validity} / {value}", value in (document.validity or ""))]
    if field == "issuer":
        count = re.match(r"(\d)", value)
        wanted = int(count[1]) if count else len(re.split("；", value))
        agrees = len(document.issuing_authorities) == wanted and (bool(count) or set(value.split("；")) == set(document.issuing_authorities))
        return [(field, f"{document.issuing_authorities} / {value}", agrees)]
    if field == "repeals":
        wanted_numbers = {number_in(part) for part in value.split("；")}
        return [(field, f"{repealed} / {wanted_numbers}", wanted_numbers <= repealed)]
    if field == "addressee":
        return [(field, f"{document.addressees} / {value}", "，".join(document.addressees) == value)]
    return []


def measure(path: Path) -> dict:
    """Read one file and compare it with the gold beside it."""
    folder = path.parent
    data = path.read_bytes()
    gold_file, facts_file, source_file = (folder / f"{name}.json" for name in ("gold_structure", "gold_facts", "source"))
    started = time.perf_counter()
    try:
        document = read(data, path.name)
    except CannotAccept as refusal:
        # A file without gold (a scan) has to be refused; one with gold has not.
        checks = [("refused", str(refusal), not gold_file.exists())]
        return {"name": f"{folder.name}/{path.name}", "structure": checks, "metadata": [], "seconds": 0.0, "warnings": []}
    seconds = time.perf_counter() - started
    blocks = source_blocks(data, path.name)
    printed = squeezed("".join(block.words for block in blocks)) + (squeezed(document.title) if path.suffix == ".html" else "")
    gold = json.loads(gold_file.read_text(encoding="utf-8")) if gold_file.exists() else None
    facts = json.loads(facts_file.read_text(encoding="utf-8"))["facts"] if facts_file.exists() else []
    source = json.loads(source_file.read_text(encoding="utf-8"))
    return {
        "name": f"{folder.name}/{path.name}",
        "structure": structure_checks(document, blocks, gold) if gold else [("gold", "none", False)],
        "metadata": metadata_checks(document, source, facts, path.suffix == ".html", printed),
        "seconds": seconds,
        "warnings": [warning.code for warning in document.warnings],
    }


def main() -> int:
    """Measure the folder and print a table or, with --json, one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="every third document")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    paths = sorted(path for kind in FORMATS for path in arguments.folder.glob(f"*/policy.{kind}"))
    rows = [measure(path) for path in paths[:: 3 if arguments.quick else 1]]
    figures, targets = summary(rows)
    met = all(figures[name] >= target for name, target in targets.items())
    if arguments.json:
        print(json.dumps({"benchmark": "reading", "figures": figures, "targets": targets, "met": met}, ensure_ascii=False))
    else:
        show(rows, figures)
    return 0 if met else 1


def summary(rows: list[dict]) -> tuple[dict, dict]:
    """Return figures and targets over all documents."""
    structure = [agrees for row in rows for _, _, agrees in row["structure"]]
    metadata = [agrees for row in rows for _, _, agrees in row["metadata"]]
    whole = [all(agrees for _, _, agrees in row["structure"]) for row in rows]
    figures = {
        "documents": len(rows),
        "documents_with_all_counts_right": sum(whole),
        "counts_right": round(sum(structure) / len(structure), 4),
        "metadata_right": round(sum(metadata) / len(metadata), 4) if metadata else 0.0,
        "metadata_checked": len(metadata),
        "seconds": round(sum(row["seconds"] for row in rows), 2),
    }
    return figures, {"counts_right": 0.99, "metadata_right": 0.98}


def show(rows: list[dict], figures: dict) -> None:
    """Print a row a document, then what disagrees, then the figures."""
    for row in rows:
        structure, metadata = row["structure"], row["metadata"]
        right = f"{sum(a for *_, a in structure)}/{len(structure)} {sum(a for *_, a in metadata)}/{len(metadata)}"
        print(f"{row['name']:46} {right:12} {row['seconds']:5.2f} s  {' '.join(sorted(set(row['warnings'])))}")
        for name, found, agrees in (*structure, *metadata):
            if not agrees:
                print(f"      {name}: {found}")
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
