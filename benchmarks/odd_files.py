"""Whether odd and hostile Word files of other projects' test suites are read or refused as their listing says.

    python benchmarks/odd_files.py FOLDER [--json]

FOLDER holds the files and ``source.json``, a list of {"file", "expected"}. What is expected begins with ``parse_text`` (text must come
out), ``clean_error`` (refused in one Chinese sentence), or names both with ``or``. Each file is read the way an upload is, in a process of its own.
A file with entity declarations must not show what the entity names; one without a single word may be refused for that.
"""

import argparse
import json
import re
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studio.errors import CannotAccept  # noqa: E402
from studio.reading import read_safely  # noqa: E402

SENTENCE = re.compile(r"^[^\n]*[\u4e00-\u9fff][^\n]*。$")
LEAKED = re.compile(r"root:.*:0:0:|daemon:|/bin/(?:ba)?sh|(?:lol){4}")


def outcome(path: Path) -> tuple[str, str]:
    """Read one file; return ("parse_text" or "clean_error" or what went wrong, what it said)."""
    try:
        document = read_safely(path.read_bytes(), path.name)
    except CannotAccept as refusal:
        said = str(refusal)
        return ("clean_error" if SENTENCE.match(said) else "no sentence"), said
    text = "".join(clause.text for clause in document.clauses)
    if LEAKED.search(document.model_dump_json()):
        return "leaked", text[:60]
    return ("parse_text" if text.strip() or document.title else "empty"), text[:60]


def has_words(path: Path) -> bool:
    """Tell whether any part of a package holds a run of text; a file without any can only be refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    except (zipfile.BadZipFile, OSError, ValueError):
        return True
    return any(re.search(rb"<(?:\w+:)?t(?: [^<>]*)?>[^<]*[^<\s]", part) for part in parts)


def allowed(expected: str) -> set[str]:
    """Return the outcomes a listing allows."""
    kinds = {"parse_text"} if expected.startswith("parse") else {"clean_error"}
    if re.search(r"\bor clean_error|clean_error acceptable", expected):
        kinds.add("clean_error")
    return kinds


def main() -> int:
    """Read every listed file and print a table or, with --json, the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder if (arguments.folder / "source.json").exists() else arguments.folder.parent / "odd_docx"
    listing = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    right, slowest, rows = 0, 0.0, []
    for entry in listing:
        started = time.perf_counter()
        kind, said = outcome(folder / entry["file"])
        slowest = max(slowest, time.perf_counter() - started)
        empty = "没有可读取的文字" in said and not has_words(folder / entry["file"])
        as_expected = kind in allowed(entry["expected"]) or empty
        right += as_expected
        rows.append((as_expected, kind, entry["file"], said))
    figures = {"files": len(listing), "as_expected": right, "share": round(right / len(listing), 4), "slowest_seconds": round(slowest, 2)}
    if arguments.json:
        print(json.dumps({"benchmark": "odd_files", "figures": figures, "targets": {"share": 1.0}, "met": right == len(listing)}, ensure_ascii=False))
    else:
        for as_expected, kind, name, said in rows:
            print(f"{'  ' if as_expected else '✗ '}{kind:12} {name:60} {said[:50]}")
        print(json.dumps(figures))
    return 0 if right == len(listing) else 1


if __name__ == "__main__":
    sys.exit(main())
