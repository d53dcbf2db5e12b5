"""Reads and interprets documents changed at random; anything but a record that holds together or one Chinese sentence is a finding.

    python benchmarks/fuzz_reading.py [FOLDER] [--minutes N] [--seed S] [--keep FOLDER] [--json]

Changed are documents made here (Word, .doc, PDF, page, text) and, with FOLDER, every policy file below it. A finding is an exception, a
refusal that is not one Chinese sentence, a record whose spans or addresses do not hold, or more than two seconds of processor (recognition of pictures apart). With
``--keep`` the files are written there. The same seed changes the same documents in the same way.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tests" / "reading")]

from mutating import mutated  # noqa: E402

from studio.checking import check_upload  # noqa: E402
from studio.errors import CannotAccept  # noqa: E402
from studio.interpreting import interpret  # noqa: E402
from studio.reading.documents import read  # noqa: E402

SECONDS = 2.0
SENTENCE = re.compile(r"^[^\n]*[\u4e00-\u9fff][^\n]*。$")
ENGLISH = re.compile(r"Error|Traceback|Exception|\bNone\b")
SUFFIXES = (".docx", ".docm", ".dotx", ".doc", ".pdf", ".html", ".txt", ".md")
LARGEST = 4 * 1024 * 1024


def seeds(folder: Path | None) -> list[tuple[str, bytes]]:
    """Return the documents to change by name: those made here, and those of the folder."""
    from seed_documents import made

    found = list(made().items())
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.suffix in SUFFIXES and path.stat().st_size <= LARGEST:
            found.append((f"{path.parent.name}/{path.name}", path.read_bytes()))
    return found


def fault_in(data: bytes, name: str, accepted: list[str] | None = None) -> str:
    """Read and interpret one file; return what is wrong with what came of it, "" when nothing is. ``accepted`` notes what was read."""
    started = time.process_time()
    try:
        document = read(data, name)
        if accepted is not None:
            accepted.append(name)
    except CannotAccept as refusal:
        text = str(refusal)
        if not SENTENCE.match(text) or ENGLISH.search(text.replace(name, "")):
            return f"refused with {text!r}"
        return _slow(started, "reading")
    # Recognising a page takes as long as it takes, whatever the file is.
    if (slow := _slow(started, "reading")) and not any(warning.code.startswith("recognised") for warning in document.warnings):
        return slow
    started = time.process_time()
    check_upload(data, document)
    interpretation = interpret(document)
    for fact in interpretation.facts:
        if fact.ref and document.clause(fact.ref).text[fact.start : fact.end] != fact.text:
            return f"the fact {fact.text!r} does not stand at its place in {fact.ref}"
    for clause in document.clauses:
        if re.search("[\ud800-\udfff\u202a-\u202e\u2066-\u2069\x00]", clause.text + clause.label):
            return f"{clause.ref} holds a character that must not be in a record"
        document.address(clause.ref)
    type(document).model_validate_json(document.model_dump_json())
    return _slow(started, "interpreting")


def _slow(started: float, what: str) -> str:
    seconds = time.process_time() - started
    return f"{what} took {seconds:.1f} s" if seconds > SECONDS else ""


def examined(documents: list[tuple[str, bytes]], seed: int, until: float, most: int | None = None, accepted: list[str] | None = None) -> Iterator[tuple[str, bytes, str]]:
    """Change one document after another until the clock says ``until`` (or ``most`` are done); yield name, bytes and fault of each."""
    noise = random.Random(seed)
    count = 0
    while time.monotonic() < until and (most is None or count < most):
        name, data = noise.choice(documents)
        kind = Path(name).suffix
        other = noise.choice([content for each, content in documents if Path(each).suffix == kind])
        changed = mutated(data, other, noise)
        for _ in range(noise.choice((0, 0, 0, 1, 2))):
            changed = mutated(changed, other, noise)
        count += 1
        try:
            fault = fault_in(changed, f"上传{kind}", accepted)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            frames = _frames(error)
            fault = f"{type(error).__name__}: {str(error)[:160]} at {frames}"
        yield name, changed, fault


def _frames(error: BaseException) -> str:
    trace, last = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if ROOT in file.parents:
            last = f"{file.relative_to(ROOT)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return last


def main() -> int:
    """Run for the given minutes; print each new kind of finding and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    os.environ["PATH"] = ""  # no converter of the machine takes part
    until = time.monotonic() + 60 * arguments.minutes
    kinds: Counter[str] = Counter()
    accepted: list[str] = []
    findings: Counter[str] = Counter()
    for number, (name, data, fault) in enumerate(examined(seeds(arguments.folder), arguments.seed, until, accepted=accepted)):
        kinds[Path(name).suffix] += 1
        if not fault:
            continue
        key = re.sub(r"\d+\.\d s", "long", fault)
        findings[key] += 1
        if findings[key] == 1:
            print(f"{number} {name}: {fault}", file=sys.stderr, flush=True)
        if findings[key] <= 3 and arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{arguments.seed}-{number}{Path(name).suffix}").write_bytes(data)
    figures = {"documents": kinds.total(), "accepted": len(accepted), "findings": findings.total(), **{f"read{kind}": count for kind, count in sorted(kinds.items())}}
    if arguments.json:
        print(json.dumps({"benchmark": "fuzz_reading", "figures": figures, "targets": {"findings": 0}, "met": not findings}, ensure_ascii=False))
    else:
        for kind, value in figures.items():
            print(f"{kind:12} {value}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
