"""How many real documents go all the way through: read, interpret, build, check.

    python benchmarks/corpus_run.py FOLDER [--quick] [--json] [--products infographic,faq,article]

FOLDER holds one sub-folder a policy with ``policy.docx|html|txt`` and the like. Each document is built in a fresh process, the
way a person would run the command; what cannot be accepted must say so in one Chinese sentence and never in a trace.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

KINDS = (".docx", ".html", ".txt", ".md", ".pdf", ".doc")


def documents(folder: Path) -> list[Path]:
    """Return every policy document below ``folder``, old versions and variants included."""
    names = ("policy", "old_version", "version_", "variant_")
    return sorted(p for p in folder.rglob("*") if p.suffix in KINDS and p.stem.startswith(names))


def build(path: Path, out: Path, products: str) -> dict:
    """Build one document and return its kind, exit status, seconds and what went wrong."""
    command = [sys.executable, "-m", "studio", "build", str(path), "--out", str(out), "--products", products]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    seconds = time.perf_counter() - started
    said = done.stderr.strip().splitlines()
    summary = json.loads(done.stdout) if done.returncode in (0, 4) else {}
    blocking = [
        f"{product['product']}: {issue['text']}"
        for product in summary.get("products", ())
        for issue in product["issues"]
        if issue["severity"] == "blocking"
    ]
    blocking += [issue["text"] for issue in summary.get("source_issues", ()) if issue["severity"] == "blocking"]
    return {
        "file": f"{path.parent.name}/{path.name}", "kind": path.suffix, "status": done.returncode, "seconds": round(seconds, 1),
        "said": said[-1] if said and done.returncode not in (0, 4) else "", "blocking": blocking,
    }


def main() -> int:
    """Run over the folder and print a table or, with --json, the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="every fourth document")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--products", default="infographic,faq,article")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    paths = documents(arguments.folder)[:: 4 if arguments.quick else 1]
    with tempfile.TemporaryDirectory() as out, ThreadPoolExecutor(arguments.workers) as pool:
        rows = list(pool.map(lambda item: build(item[1], Path(out) / str(item[0]), arguments.products), enumerate(paths)))
    through = [row for row in rows if row["status"] in (0, 4)]
    figures = {
        "documents": len(rows),
        "through": len(through),
        "through_share": round(len(through) / len(rows), 4) if rows else 0.0,
        "refused_with_a_sentence": sum(row["status"] == 3 for row in rows),
        "faults": sum(row["status"] not in (0, 3, 4) for row in rows),
        "blocked": sum(row["status"] == 4 for row in rows),
        "by_kind": {kind: f"{sum(r in through for r in rows if r['kind'] == kind)}/{n}" for kind, n in Counter(r["kind"] for r in rows).items()},
    }
    targets = {"faults": 0}
    if arguments.json:
        print(json.dumps({"benchmark": "corpus_run", "figures": figures, "targets": targets, "met": figures["faults"] == 0}, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{row['status']}  {row['seconds']:6.1f} s  {row['file']}  {row['said']}")
            for issue in row["blocking"]:
                print(f"      {issue}")
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0 if figures["faults"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
