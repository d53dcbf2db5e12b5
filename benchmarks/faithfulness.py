"""Whether the checks catch one altered fact in a faithful statement, and leave faithful statements alone.

    python benchmarks/faithfulness.py FOLDER [--quick] [--json] [--show CLASS]

FOLDER holds one sub-folder a policy with ``policy.txt``. Statements are the sentences of its clauses, rewritten in ways
that keep every fact (numerals, units, order, brackets, near synonyms), and the draft key points. In each, one fact is
altered by class; the statement is then checked against the clauses it came from, as ``policy-studio check`` does.

blocked: verdict contradicted or unsupported · asked: verdict confirm · missed: verdict supported.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

from mutations import alterations, rewritings

from generators.model import PolicyDocument
from studio.checking import check_statement
from studio.checking.texts import facts_of_text, sentences
from studio.interpreting import interpret
from studio.interpreting.facts.modality import modal_cues
from studio.reading import read

STRICT = ("amount", "ratio", "date", "duration", "count, age", "comparator", "polarity", "unit", "order of magnitude")
LOOSE = ("organisation", "subject swap", "role swap", "dropped condition", "actor swap", "scope", "list order", "derived value")
TARGETS = {"caught_strict": 0.99, "worst_loose": 0.90, "false_blocks": 0.01, "asked_on_faithful": 0.08}
_FEWEST = 10
"""Altered statements a class needs to be judged by itself."""
SHORTEST, LONGEST = 12, 220
Statement = tuple[str, tuple[str, ...]]


def statements_of(document: PolicyDocument, key_points: bool) -> list[Statement]:
    """Return the sentences with facts or modal words, each with the clause it stands in, and the draft key points."""
    found = []
    for clause in document.clauses:
        pieces = [clause.text[start:end] for start, end in sentences(clause.text)]
        for index, piece in enumerate(pieces):
            pair = "；".join(pieces[index : index + 2])
            found += [(text.strip(), (clause.ref,)) for text in ((piece, pair) if len(pair) > len(piece) else (piece,))]
    if key_points:
        for point in interpret(document).key_points:
            found.append((point.statement, tuple(citation.ref for citation in point.citations)))
    fit = [(text, refs) for text, refs in found if SHORTEST <= len(text) <= LONGEST and (facts_of_text(text) or modal_cues(text))]
    return list(dict.fromkeys(fit))


def measure(folder: Path, quick: bool, show: str) -> dict:
    """Check faithful and altered statements of every policy and return the counts by class and form."""
    random = Random(20260301)
    faithful: dict[str, Counter] = defaultdict(Counter)
    altered: dict[str, Counter] = defaultdict(Counter)
    started, checked = time.perf_counter(), 0
    for path in sorted(folder.glob("*/policy.txt"))[:: 4 if quick else 1]:
        document = read(path.read_bytes(), path.name)
        statements = statements_of(document, key_points=not quick)
        random.shuffle(statements)
        for text, refs in statements[: 40 if quick else 150]:
            forms = list(rewritings(text, random))
            for form, rewritten in forms:
                outcome = _outcome(document, rewritten, refs)
                faithful[form][outcome] += 1
                checked += 1
                if show in ("faithful", "all") and outcome != "missed":
                    _print(document, rewritten, refs, form)
            source = document.clause(refs[0]).text
            for base in dict.fromkeys((text, random.choice(forms)[1])):
                for name, changed in alterations(base, random):
                    if changed in source:
                        continue
                    outcome = _outcome(document, changed, refs)
                    altered[name][outcome] += 1
                    checked += 1
                    if show in (name, "all") and outcome != "blocked":
                        print(f"[{outcome}] ({name}) {base}\n      → {changed}\n")
    seconds = time.perf_counter() - started
    return {"faithful": faithful, "altered": altered, "statements_a_second": round(checked / seconds, 1)}


def _outcome(document: PolicyDocument, text: str, refs: tuple[str, ...]) -> str:
    verdict = check_statement(document, text, refs).verdict
    return {"supported": "missed", "confirm": "asked"}.get(verdict, "blocked")


def _print(document: PolicyDocument, text: str, refs: tuple[str, ...], form: str) -> None:
    verdict = check_statement(document, text, refs)
    issues = " / ".join(f"{issue.code}: {issue.text}" for issue in verdict.issues)
    print(f"[{verdict.verdict}] ({form}) {text}\n      {issues}\n")


def figures_of(counted: dict) -> dict[str, float]:
    """Return the figures the targets are set for; a question counts as caught for altered statements."""
    figures = {}
    strict = sum((counted["altered"][kind] for kind in STRICT), Counter())
    figures["caught_strict"] = round(1 - strict["missed"] / max(1, strict.total()), 4)
    shares = [1 - row["missed"] / row.total() for kind in LOOSE if (row := counted["altered"][kind]).total() >= _FEWEST]
    figures["worst_loose"] = round(min(shares, default=1.0), 4)
    total = sum(counted["faithful"].values(), Counter())
    figures["false_blocks"] = round(total["blocked"] / max(1, total.total()), 4)
    figures["asked_on_faithful"] = round(total["asked"] / max(1, total.total()), 4)
    return figures


def is_met(figures: dict[str, float]) -> bool:
    """Tell whether every target is met: shares caught from below, shares on faithful statements from above."""
    low = all(figures[name] >= TARGETS[name] for name in ("caught_strict", "worst_loose"))
    return low and all(figures[name] <= TARGETS[name] for name in ("false_blocks", "asked_on_faithful"))


def print_table(counted: dict, figures: dict[str, float]) -> None:
    """Print one row a class of alteration and one a form of faithful statement."""
    print(f"{'altered':22}{'n':>7}{'blocked':>9}{'asked':>8}{'missed':>8}{'caught':>9}")
    for name in (*STRICT, *LOOSE):
        row = counted["altered"][name]
        share = 1 - row["missed"] / max(1, row.total())
        print(f"{name:22}{row.total():7}{row['blocked']:9}{row['asked']:8}{row['missed']:8}{share:9.1%}")
    print(f"\n{'faithful':22}{'n':>7}{'blocked':>9}{'asked':>8}{'passed':>8}{'false':>9}")
    for name, row in counted["faithful"].items():
        share = row["blocked"] / max(1, row.total())
        print(f"{name:22}{row.total():7}{row['blocked']:9}{row['asked']:8}{row['missed']:8}{share:9.1%}")
    print("\n" + " · ".join(f"{name} {value:.2%} (target {TARGETS[name]:.0%})" for name, value in figures.items()))
    print(f"{counted['statements_a_second']} statements a second")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--show", default="", help="print what was not blocked in this class, in faithful, or in all")
    options = parser.parse_args()
    counted = measure(options.folder, options.quick, options.show)
    figures = figures_of(counted)
    if options.as_json:
        print(json.dumps({"benchmark": "faithfulness", "figures": figures, "targets": TARGETS, "met": is_met(figures)}))
    else:
        print_table(counted, figures)


if __name__ == "__main__":
    main()
