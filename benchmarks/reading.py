"""How exactly real documents are read: clause counts and metadata against a gold listing.

    python benchmarks/reading.py FOLDER [--all] [--quick] [--json]

FOLDER holds one sub-folder a policy with the original (policy.docx, .html, .txt, .md, .pdf), ``gold_structure.json``
(markers counted at line starts), ``gold_facts.json`` and ``source.json`` (metadata). A row of counts agrees when the
clauses account for every marker of the gold that does not stand in a contents page, a table row, a list of attachments or
a title; those are counted apart, since the gold's expression cannot tell them from clauses. Each clause is looked up in the
source block it names: its words must stand there, letter by letter, behind its number. ``--all`` reads other versions too
(old_version, version_…, variant_…, lossy_…, which have no gold: only spans and warnings count); ``--quick`` takes every third.
"""

import argparse
import json
import re
import sys
import time
from pathlib import Path

from generators.model import Clause, Level, PolicyDocument
from studio.errors import CannotAccept
from studio.reading import SourceBlock, read, source_blocks
from studio.reading.dates import dates_in, stated_date
from studio.reading.folding import alike, folded, squeezed
from studio.reading.lines import number_in
from studio.reading.markers import Form, marker_of

FORMS = {
    "chapter": Form.CHAPTER, "section": Form.SECTION, "article": Form.ARTICLE, "l1": Form.FIRST, "l2": Form.SECOND,
    "l3": Form.THIRD, "l4": Form.FOURTH,
}  # fmt: skip
FORMATS = ("docx", "doc", "html", "md", "txt", "pdf")
OTHER_VERSIONS = ("old_version", "version_*", "variant_*", "lossy_*", "policy_original")


def form_of(label: str) -> Form | None:
    """Return the form of a clause label."""
    found = marker_of(f"{label} 甲") if label else None
    return found.form if found else None


def unseen(clause: Clause) -> bool:
    """Tell whether the gold's expressions cannot see this number: 1﹒ is not in them, nor 1. right before a digit (1.80周岁)."""
    return clause.label.endswith("﹒") or clause.label.endswith((".", "．")) and clause.text[:1].isdigit()


def counts(document: PolicyDocument, blocks) -> dict[str, tuple[int, int, int]]:
    """Return for each form how many clauses carry it, how many lines outside the clauses begin with it, how many are unseen."""
    clauses = [form_of(clause.label) for clause in document.clauses]
    hidden = [form_of(clause.label) for clause in document.clauses if unseen(clause)]
    rows = [cell for clause in document.clauses if clause.level is Level.ROW for cell in clause.text.split(" ｜ ")]
    others = [block.words for block in blocks if block.role != "clause"] + rows
    elsewhere = [found.form for text in others if (found := marker_of(text))]
    return {name: (clauses.count(form), elsewhere.count(form), hidden.count(form)) for name, form in FORMS.items()}


def structure_checks(document: PolicyDocument, blocks, gold: dict) -> list[tuple[str, str, bool]]:
    """Return (count, what was found, agreement) for each form the gold counts."""
    checks = []
    for name, (inside, outside, hidden) in counts(document, blocks).items():
        wanted = gold.get(name, 0)
        checks.append((name, f"{inside}+{outside}/{wanted}", inside - hidden <= wanted <= inside + outside))
    return checks


def metadata_checks(
    document: PolicyDocument, source: dict, facts: list[dict], has_page: bool, printed: str
) -> list[tuple[str, str, bool]]:
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
        check(
            "published_on",
            document.published_on,
            source["published"],
            document.published_on == stated_date(source["published"]),
        )
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
    days = {
        "signature_date": document.written_on,
        "print_date": document.printed_on,
        "effective": document.effective_on,
        "expiry": document.expires_on,
    }
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
        agrees = len(document.issuing_authorities) == wanted and (
            bool(count) or set(value.split("；")) == set(document.issuing_authorities)
        )
        return [(field, f"{document.issuing_authorities} / {value}", agrees)]
    if field == "repeals":
        wanted_numbers = {number_in(part) for part in value.split("；")}
        return [(field, f"{repealed} / {wanted_numbers}", wanted_numbers <= repealed)]
    if field == "addressee":
        return [(field, f"{document.addressees} / {value}", "，".join(document.addressees) == value)]
    return []


def stray_spans(document: PolicyDocument, blocks) -> list[str]:
    """Return the refs of clauses whose words do not stand, behind their number, in the block they name.

    Two kinds are compared otherwise: a table's row by its cells, and the title of an enclosed document or attachment, which
    may be set on several lines, by how it begins.
    """
    return [
        clause.ref for clause in document.clauses if clause.block is None or not _stands(clause, blocks[clause.block])
    ]


def _stands(clause: Clause, block: SourceBlock) -> bool:
    if clause.level is Level.ROW:
        printed = [cell for row in block.rows for cell in row]
        return all(any(cell in other for other in printed) for cell in clause.text.split(" ｜ ") if cell)
    if re.fullmatch(r"(?:enc|att)_\d+", clause.ref):
        line, title = alike(block.words), alike(clause.text)
        return title in line or bool(line) and title.startswith(line)
    before, found, _ = block.words.partition(clause.text)
    alone = block.words.endswith(clause.text) and clause.level is Level.ARTICLE and not before
    # A number alone on its line, or one equal to its words, leaves nothing in front of them.
    return bool(found) and (alone or squeezed(clause.label) in squeezed(before + clause.text))


def measure(path: Path) -> dict:
    """Read one file and compare it with the gold beside it."""
    folder = path.parent
    data = path.read_bytes()
    gold_file, facts_file, source_file = (
        folder / f"{name}.json" for name in ("gold_structure", "gold_facts", "source")
    )
    has_gold = path.stem == "policy"
    started = time.perf_counter()
    try:
        document = read(data, path.name)
    except CannotAccept as refusal:
        # A scan, which has no gold, is refused where recognition is not installed; a file with gold never is.
        checks = [("refused", str(refusal), not gold_file.exists())]
        return {
            "name": f"{folder.name}/{path.name}",
            "structure": checks,
            "metadata": [],
            "seconds": 0.0,
            "warnings": [],
            "clauses": 0,
            "stray": [],
        }
    seconds = time.perf_counter() - started
    blocks = source_blocks(data, path.name)
    printed = squeezed("".join(block.words for block in blocks)) + (
        squeezed(document.title) if path.suffix == ".html" else ""
    )
    spans = {
        "clauses": len(document.clauses),
        "stray": stray_spans(document, blocks),
        # That a text was recognised, and which words are doubtful, is said of every scan and rightly so.
        "warnings": [warning.code for warning in document.warnings if not warning.code.startswith("recognised")],
    }
    if not has_gold:
        return {"name": f"{folder.name}/{path.name}", "structure": [], "metadata": [], "seconds": seconds, **spans}
    gold = json.loads(gold_file.read_text(encoding="utf-8")) if gold_file.exists() else None
    facts = json.loads(facts_file.read_text(encoding="utf-8"))["facts"] if facts_file.exists() else []
    source = json.loads(source_file.read_text(encoding="utf-8"))
    return {
        "name": f"{folder.name}/{path.name}",
        "structure": structure_checks(document, blocks, gold) if gold else [],
        "metadata": metadata_checks(document, source, facts, path.suffix == ".html", printed),
        "seconds": seconds,
        **spans,
    }


def main() -> int:
    """Measure the folder and print a table or, with --json, one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="other versions too")
    parser.add_argument("--quick", action="store_true", help="every third document")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    stems = ("policy", *OTHER_VERSIONS) if arguments.all else ("policy",)
    paths = sorted(path for kind in FORMATS for stem in stems for path in arguments.folder.glob(f"*/{stem}.{kind}"))
    rows = [measure(path) for path in paths[:: 3 if arguments.quick else 1]]
    figures, targets = summary(rows)
    met = all(figures[name] >= target for name, target in targets.items())
    if arguments.json:
        print(
            json.dumps({"benchmark": "reading", "figures": figures, "targets": targets, "met": met}, ensure_ascii=False)
        )
    else:
        show(rows, figures)
    return 0 if met else 1


def summary(rows: list[dict]) -> tuple[dict, dict]:
    """Return figures and targets over all documents."""
    structure = [agrees for row in rows for _, _, agrees in row["structure"]]
    metadata = [agrees for row in rows for _, _, agrees in row["metadata"]]
    whole = [all(agrees for _, _, agrees in row["structure"]) for row in rows]
    clauses, stray = sum(row["clauses"] for row in rows), sum(len(row["stray"]) for row in rows)
    figures = {
        "documents": len(rows),
        "documents_with_all_counts_right": sum(whole),
        "counts_right": round(sum(structure) / len(structure), 4),
        "metadata_right": round(sum(metadata) / len(metadata), 4) if metadata else 0.0,
        "metadata_checked": len(metadata),
        "clauses": clauses,
        "spans_right": round(1 - stray / clauses, 5) if clauses else 0.0,
        "warnings_per_document": round(sum(len(row["warnings"]) for row in rows) / len(rows), 3),
        "documents_without_warning": round(sum(not row["warnings"] for row in rows) / len(rows), 3),
        "seconds": round(sum(row["seconds"] for row in rows), 2),
    }
    return figures, {"counts_right": 0.99, "metadata_right": 0.98, "spans_right": 1.0}


def totals(rows: list[dict]) -> list[str]:
    """Return a line for each kind of file: documents, counts, metadata, spans, warnings, seconds."""
    found = []
    for kind in FORMATS:
        own = [row for row in rows if row["name"].endswith(f".{kind}")]
        if not own:
            continue
        structure, metadata = (
            [agrees for row in own for *_, agrees in row[part]] for part in ("structure", "metadata")
        )
        clauses, stray = sum(row["clauses"] for row in own), sum(len(row["stray"]) for row in own)
        found.append(
            f"{kind:5} {len(own):4} documents  counts {sum(structure)}/{len(structure)}  metadata {sum(metadata)}/{len(metadata)}  "
            f"spans {clauses - stray}/{clauses}  warnings {sum(len(row['warnings']) for row in own)}  {sum(row['seconds'] for row in own):.2f} s"
        )
    return found


def show(rows: list[dict], figures: dict) -> None:
    """Print a row a document, then what disagrees, then the figures."""
    for row in rows:
        structure, metadata = row["structure"], row["metadata"]
        right = f"{sum(a for *_, a in structure)}/{len(structure)} {sum(a for *_, a in metadata)}/{len(metadata)}"
        warnings = " ".join(f"{code}×{row['warnings'].count(code)}" for code in sorted(set(row["warnings"])))
        print(f"{row['name']:46} {right:12} {row['seconds']:5.2f} s  {warnings}")
        for name, found, agrees in (*structure, *metadata):
            if not agrees:
                print(f"      {name}: {found}")
        if row["stray"]:
            print(f"      not where they should stand: {' '.join(row['stray'][:8])}")
    print("\n".join(totals(rows)))
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
