"""How well old and new are compared: known edits found again, and what is found on real pairs.

    python benchmarks/comparing.py FOLDER [--quick] [--json] [--show]

Known edits: each policy of FOLDER is turned into a newer version by a handful of edits drawn at random (a clause added,
taken out, moved to another place so that all after it are renumbered, split in two, joined to the next; an amount, a period
or a condition changed). The comparison has to say of every clause what was done to it, and nothing of the others.
Real pairs: ``FOLDER/*/old_version.txt`` and ``version_*.txt`` beside ``policy.txt``; printed for the eye, since nobody listed their differences.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from random import Random

from generators.model import Level, PolicyDocument
from generators.model.numerals import to_chinese
from studio.errors import CannotAccept
from studio.interpreting.comparing import differences
from studio.reading import read

TARGETS = {"edits_found": 0.95, "unchanged_left_alone": 0.98}
EDITS = ("added", "removed", "moved", "amount", "period", "condition", "split", "joined")
NEW = "市有关部门应当每年向社会公布本项工作的办理情况，接受群众监督，并对第三方机构的意见逐条答复。"


def articles_of(document: PolicyDocument) -> list[str]:
    """Return the texts of the articles or free paragraphs of a document that are long enough to be told apart."""
    texts = [clause.text for clause in document.clauses if clause.level not in (Level.CHAPTER, Level.SECTION, Level.BOOK, Level.ROW)]
    kept = list(dict.fromkeys(text for text in texts if len(text) >= 24 and "。" in text and "\n" not in text))
    return kept[:60]


def edited(texts: list[str], random: Random) -> tuple[list[str], dict[str, str]]:
    """Return the texts with about every sixth one edited, and which edit each edited text (old or new wording) underwent."""
    done: dict[str, str] = {}
    result: list[str] = []
    left = list(texts)
    while left:
        text = left.pop(0)
        edit = random.choice(EDITS) if random.random() < 1 / 6 else ""
        changed = _changed(text, edit)
        if edit == "added":
            new = f"{NEW[: 12 + random.randrange(len(NEW) - 20)]}（{random.randrange(10**6)}）。"
            result += [text, new]
            done[new] = "added"
        elif edit == "removed":
            done[text] = "removed"
        elif edit == "moved" and len(result) > 3:
            result.insert(random.randrange(len(result) - 2), text)
        elif edit == "split" and (at := text.find("。", 12)) > 0 and len(text) - at > 24:
            result += [text[: at + 1], text[at + 1 :]]
            done |= {text[: at + 1]: "changed", text[at + 1 :]: "changed"}
        elif edit == "joined" and left:
            result.append(text + left[0])
            done[text + left.pop(0)] = "changed"
        elif changed != text:
            result.append(changed)
            done[changed] = "changed"
        else:
            result.append(text)
    return result, done


def _changed(text: str, edit: str) -> str:
    if edit == "amount":
        return re.sub(r"(\d+(?:\.\d+)?)(?=万?元|%)", lambda found: str(round(float(found[1]) * 2 + 1)), text, count=1)
    if edit == "period":
        return re.sub(r"(\d+)(?=个?(?:工作日|月|年|日))", lambda found: str(int(found[1]) + 3), text, count=1)
    if edit == "condition":
        return re.sub(r"，(?=[^，。；]{6,})", "，经所在地乡镇政府同意并公示无异议后，", text, count=1)
    return text


def numbered(texts: list[str]) -> PolicyDocument:
    """Return the texts as the articles of an invented regulation."""
    body = "\n".join(f"第{to_chinese(number)}条 {text}" for number, text in enumerate(texts, 1))
    return read(f"云溪市比对试验办法\n\n{body}\n".encode(), "比对.txt")


def judge(old: list[str], new: list[str], done: dict[str, str], show: bool) -> Counter:
    """Compare two versions and count edits found and missed, clauses left alone and wrongly said to differ."""
    said: dict[str, str] = {}
    for item in differences(numbered(new), numbered(old)):
        if item.kind != "moved":
            said[item.old_text if item.kind == "removed" else item.new_text] = item.kind
    counts: Counter = Counter()
    for text, kind in done.items():
        found = said.get(text)
        counts["found" if found == kind else "missed"] += 1
        if show and found != kind:
            print(f"[{kind} → {found}] {text[:60]}")
    for text in set(old) | set(new):
        if text in done:
            continue
        alone = text not in said or text in old and text not in new
        counts["alone" if alone else "disturbed"] += 1
        if show and not alone:
            print(f"[unchanged → {said[text]}] {text[:60]}")
    return counts


def real_pairs(folder: Path) -> list[dict]:
    """Return what is found on each pair of a policy with its previous version."""
    rows = []
    pairs = {path.with_suffix(""): path for name in ("old_version", "version_*") for path in sorted(folder.glob(f"*/{name}.txt"))}
    for before in pairs.values():
        now = before.with_name("policy.txt")
        try:
            document, old = read(now.read_bytes(), now.name), read(before.read_bytes(), before.name)
        except CannotAccept as refusal:
            rows.append({"name": f"{before.parent.name}/{before.stem}", "refused": str(refusal)})
            continue
        kinds = Counter(item.kind for item in differences(document, old))
        rows.append({"name": f"{before.parent.name}/{before.stem}", "old": len(old.clauses), "new": len(document.clauses), **kinds})
    return rows


def main() -> int:
    """Measure the folder and print a table or, with --json, one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="every third document")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was wrongly said to differ")
    arguments = parser.parse_args()
    random, counts = Random(20260301), Counter()
    for path in sorted(arguments.folder.glob("*/policy.txt"))[:: 3 if arguments.quick else 1]:
        texts = articles_of(read(path.read_bytes(), path.name))
        if len(texts) < 8:
            continue
        new, done = edited(texts, random)
        counts += judge(texts, new, done, arguments.show)
        counts["documents"] += 1
    figures = {
        "documents": counts["documents"],
        "edits": counts["found"] + counts["missed"],
        "edits_found": round(counts["found"] / max(1, counts["found"] + counts["missed"]), 4),
        "unchanged_left_alone": round(counts["alone"] / max(1, counts["alone"] + counts["disturbed"]), 4),
    }
    met = all(figures[name] >= target for name, target in TARGETS.items())
    if arguments.json:
        print(json.dumps({"benchmark": "comparing", "figures": figures, "targets": TARGETS, "met": met}, ensure_ascii=False))
    else:
        for row in real_pairs(arguments.folder):
            print("  ".join(f"{name} {value}" for name, value in row.items()))
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
