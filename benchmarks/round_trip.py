"""Word files turned into PDF by LibreOffice and read again: the record must be the one of the Word file.

    python benchmarks/round_trip.py FOLDER [--json]

Takes every .docx and .doc below FOLDER that we can read, converts them (needs soffice, and Chinese fonts it finds) and compares the records
clause by clause. A clause agrees when address, number and words are the same, white space apart. What LibreOffice itself
changes (hanging punctuation it leaves out) counts against us.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def converted(files: list[Path], folder: Path) -> dict[Path, Path]:
    """Convert the files to PDF and return those that came out."""
    sources = {}
    for number, path in enumerate(files):
        copy = folder / f"{number:04}{path.suffix}"
        shutil.copyfile(path, copy)
        sources[path] = copy
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources.values())], capture_output=True, check=True, timeout=1800)
    return {path: pdf for path, copy in sources.items() if (pdf := copy.with_suffix(".pdf")).exists()}


def clauses(document) -> list[tuple[str, str, str]]:
    """Return what of each clause must agree."""
    return [(clause.ref, clause.label, re.sub(r"\s", "", clause.text)) for clause in document.clauses]


def main() -> int:
    """Compare and print a table or, with --json, one object."""
    from studio.errors import CannotAccept
    from studio.reading import read

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    records = {}
    for path in sorted(path for path in arguments.folder.rglob("*") if path.suffix in (".docx", ".doc")):
        try:
            records[path] = clauses(read(path.read_bytes(), path.name))
        except CannotAccept as refusal:
            print(f"left out: {refusal}", file=sys.stderr)
    total = same = 0
    with tempfile.TemporaryDirectory() as folder:
        for path, pdf in converted(list(records), Path(folder)).items():
            wanted, found = records[path], set(clauses(read(pdf.read_bytes(), pdf.name)))
            kept = sum(clause in found for clause in wanted)
            total, same = total + len(wanted), same + kept
            if not arguments.json:
                print(f"{kept:5} of {len(wanted):5}  {path.relative_to(arguments.folder)}")
    figures = {"clauses": total, "same": same, "share": round(same / max(1, total), 4)}
    targets = {"share": 0.96}
    met = figures["share"] >= targets["share"]
    print(json.dumps({"benchmark": "round_trip", "figures": figures, "targets": targets, "met": met}) if arguments.json else figures)
    return 0 if met else 1


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
