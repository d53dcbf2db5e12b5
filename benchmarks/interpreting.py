"""Whether draft interpretations of real documents hold what a reader found in them.

    python benchmarks/interpreting.py FOLDER [--quick] [--json]

FOLDER holds one sub-folder a policy: ``policy.txt`` with ``gold_facts.json`` (facts listed by one reader, each with its
evidence string) and ``qa.json`` (official questions, labelled supported, partial or not_in_policy).

- facts: share of gold facts by field whose evidence stands in the quotes of a key point or in the policy record; facts
  of dates and amounts also count as found when ``facts_of`` has one within the evidence (second column);
- figures: share of gold facts with numbers for which ``facts_of`` has every number of the evidence, at its place in the
  clause, with the value, unit and comparator a plain reading of the evidence gives (``gold_figures``, which shares no code with
  the rules it measures);
- questions: share of supported (and partial) ones for which a right clause is among the first three found, and share
  of not_in_policy ones for which nothing is proposed.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from generators.model import Interpretation, PolicyDocument
from generators.model.numerals import parse_chinese
from studio.interpreting import find_clauses, interpret, locate
from studio.reading import read

TARGETS = {"facts_in_points": 0.85, "facts": 0.97, "figures_exact": 0.97, "supported_in_first_three": 0.85, "not_in_policy_pending": 0.8}
FOLDED = str.maketrans(",;:()[]<>－—", "，；：（）〔〕《》--")
MARKUP = ("sections", "old_new")
"""Fields of the gold lists that describe the numbering of the file, which no interpretation states."""


def plain(text: str) -> str:
    """Return ``text`` without white space and with punctuation folded, as the gold evidence was checked."""
    return re.sub(r"\s+", "", text).translate(FOLDED)


def record_of(document: PolicyDocument) -> str:
    """Return the policy record's own words and dates as one text."""
    dates = [
        document.written_on,
        document.printed_on,
        document.published_on,
        document.effective_on,
        document.expires_on,
    ]
    spoken = [f"{day.year}年{day.month}月{day.day}日" for day in dates if day]
    repealed = [f"（{item.document_number}）同时废止" for item in document.repeals if item.document_number]
    words = [
        document.title,
        document.document_number or "",
        *document.issuing_authorities,
        "".join(document.issuing_authorities),
    ]
    listed = [attachment.title for attachment in document.attachments]
    return plain(
        "｜".join([*words, *spoken, *repealed, *listed, "、".join(document.addressees), "，".join(document.addressees)])
    )


def in_points(interpretation: Interpretation, evidence: str) -> bool:
    """Tell whether one key point cites the evidence or states all of it."""
    for point in interpretation.key_points:
        cited = plain("".join(citation.quote for citation in point.citations))
        if evidence in cited or evidence in plain(point.statement):
            return True
    return False


def has_fact(interpretation: Interpretation, evidence: str) -> bool:
    """Tell whether a fact stands within the evidence, in a clause that holds the evidence."""
    for fact in interpretation.facts:
        words = plain(fact.text)
        if words and words in evidence and evidence in plain(interpretation.document.clause(fact.ref).text):
            return True
    return False


GOLD_UNITS = {"个工作日": "工作日", "工作日": "工作日", "个月": "月", "周岁": "岁", "岁": "岁", "万元": "元", "亿元": "元", "元": "元", "日": "日", "天": "日", "年": "年", "%": "%", "倍": "倍", "个": "个", "家": "家", "分": "分", "次": "次", "级": "级"}
GOLD_FIGURE = re.compile(r"(?<![\d第〔])(?P<n>\d+(?:\.\d+)?)(?P<u>个工作日|工作日|个月|周岁|万元|亿元|[元岁日天年%倍个家分]|次(?!常务|全体|会))(?!\d|号|龄|度(?!补)|人)")
GOLD_DATE = re.compile(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?|(?P<only>\d{4})年")
GOLD_OUTSIDE = re.compile("限额|上限|最高|不超过|自$|从$|至$")
GOLD_BEFORE = (("<=", re.compile("(?:不超过|不能超过|最长|最高|至|上限为?)(?:每[人月天年日])*$")), (">=", re.compile("(?:不低于|不少于|年满|满|自|从|至少)(?:每[人月天年日])*$")))
GOLD_BEHIND = (("<=", re.compile("(?:及|或)?(?:以下|以内|内|之前|前|止)")), (">=", re.compile("(?:及|或)?以上|起|(?:[上中下]旬)?至(?=\d)")))


def gold_figures(evidence: str) -> list[tuple[str, str, str]]:
    """Return value, unit and comparator of the numbers and dates of a piece of evidence, read in the plainest way."""
    found, rest = [], evidence
    for match in GOLD_DATE.finditer(evidence):
        year = match["y"] or match["only"] or ""
        value = "-".join([year, *(part.zfill(2) for part in (match["m"], match["d"]) if part)])
        found.append((value, "", gold_bound(evidence, *match.span())))
        rest = rest[: match.start()] + "\n" * len(match[0]) + rest[match.end() :]
    for match in GOLD_FIGURE.finditer(rest):
        factor = {"万元": 10_000, "亿元": 100_000_000}.get(match["u"], 1)
        value = f"{Decimal(match['n']) * factor:f}"
        value = value.rstrip("0").rstrip(".") if "." in value else value
        found.append((value, GOLD_UNITS[match["u"]], gold_bound(rest, *match.span())))
    return found


def gold_bound(text: str, start: int, end: int) -> str:
    """Return the comparator the words right before or right behind a number give it."""
    for sign, pattern in GOLD_BEFORE:
        if pattern.search(text[max(0, start - 9) : start]):
            return sign
    return next((sign for sign, pattern in GOLD_BEHIND if pattern.match(text, end)), "=")


def has_figures(interpretation: Interpretation, evidence: str, figures: list[tuple[str, str, str]]) -> bool:
    """Tell whether one clause that holds the evidence has a fact for each of ``figures`` within it."""
    for clause in interpretation.document.clauses:
        at = plain(clause.text).find(evidence)
        if at < 0:
            continue
        known = []
        for fact in interpretation.facts:
            place = len(plain(clause.text[: fact.start]))
            if fact.ref == clause.ref and at <= place < at + len(evidence):
                known.append((fact.value, fact.unit, fact.comparator))
        before = plain(clause.text)[max(0, at - 40) : at]
        bounded = bool(GOLD_OUTSIDE.search(before))
        if all(is_known(figure, known, bounded) for figure in figures):
            return True
    return False


def is_known(figure: tuple[str, str, str], known: list[tuple[str, str, str]], bounded: bool) -> bool:
    """Tell whether the figure is among the facts; a unit of a date (下旬) is the rules' own, and so is the year of 至12月31日.

    ``bounded``: words right before the evidence may bind the figure (限额标准为…), which the evidence alone does not show.
    """
    value, unit, sign = figure
    return any(
        (value == other or (value.startswith("-") and other.endswith(value)))
        and (sign == comparator or (sign == "=" and bounded))
        and (unit == own or not unit)
        for other, own, comparator in known
    )


def wanted_refs(evidence: str) -> list[str]:
    """Return the refs a label such as 第六条第三款 or 第四条、第五条、附件 points to."""
    articles = [f"art_{parse_chinese(number)}" for number in re.findall(r"第([一二三四五六七八九十百]+)条", evidence)]
    return articles + (["att_", "tbl_"] if "附件" in evidence else [])


def measure(folder: Path, quick: bool) -> dict:
    """Return the figures over all policies of the folder that have gold labels."""
    facts: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    questions: dict[str, list[bool]] = defaultdict(list)
    exact: list[bool] = []
    missed, seconds, characters = [], 0.0, 0
    policies = sorted(path.parent for path in folder.glob("*/policy.txt") if (path.parent / "gold_facts.json").exists())
    for policy in policies[:: 3 if quick else 1]:
        document = read((policy / "policy.txt").read_bytes(), "policy.txt")
        started = time.perf_counter()
        interpretation = interpret(document)
        seconds += time.perf_counter() - started
        characters += sum(len(clause.text) for clause in document.clauses)
        record = record_of(document)
        for gold in json.loads((policy / "gold_facts.json").read_text(encoding="utf-8"))["facts"]:
            if gold["field"] in MARKUP:
                continue
            evidence = plain(gold["evidence"]).rstrip("：")
            evidence = evidence.removesuffix("印发") if gold["field"] == "print_date" else evidence
            pointed = evidence in record or in_points(interpretation, evidence)
            if not pointed:
                missed.append(f"{policy.name} {gold['field']}: {gold['evidence']}")
            if figures := gold_figures(evidence):
                exact.append(has_figures(interpretation, evidence, figures) or evidence in record)
                if not exact[-1]:
                    missed.append(f"{policy.name} figures {figures}: {gold['evidence']}")
            facts[gold["field"]].append((pointed, pointed or has_fact(interpretation, evidence)))
        labels = policy / "qa.json"
        for item in json.loads(labels.read_text(encoding="utf-8"))["items"] if labels.exists() else ():
            right = _answered(document, item)
            questions[item["support"]].append(right)
            if not right:
                missed.append(f"{policy.name} {item['support']}: {item['q']}")
    return _figures(facts, questions) | {
        "gold_with_figures": len(exact),
        "figures_exact": _share(exact),
        "seconds": round(seconds, 2),
        "characters_per_second": round(characters / max(seconds, 1e-9)),
        "missed": missed,
    }


def _answered(document: PolicyDocument, item: dict) -> bool:
    if item["support"] == "not_in_policy":
        return not locate(document, item["q"])
    wanted = tuple(wanted_refs(item["evidence"]))
    return any(clause.ref.startswith(wanted) for clause in find_clauses(document, item["q"], 3))


def _figures(facts: dict, questions: dict) -> dict:
    everything = [pair for pairs in facts.values() for pair in pairs]
    by_field = {
        field: {
            "gold": len(pairs),
            "in_points": sum(a for a, _ in pairs),
            "in_points_or_facts": sum(b for _, b in pairs),
        }
        for field, pairs in sorted(facts.items(), key=lambda entry: -len(entry[1]))
    }
    shares = {label: {"asked": len(rights), "right": sum(rights)} for label, rights in questions.items()}
    return {
        "by_field": by_field,
        "questions": shares,
        "facts_in_points": round(sum(a for a, _ in everything) / max(1, len(everything)), 3),
        "facts": round(sum(b for _, b in everything) / max(1, len(everything)), 3),
        "supported_in_first_three": _share(questions["supported"] + questions["partial"]),
        "not_in_policy_pending": _share(questions["not_in_policy"]),
    }


def _share(rights: list[bool]) -> float:
    return round(sum(rights) / len(rights), 3) if rights else 0.0


def main() -> int:
    """Print a table or, with --json, the figures; exit 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="every third document")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.folder, arguments.quick)
    met = all(figures[name] >= target for name, target in TARGETS.items())
    if arguments.json:
        print(
            json.dumps(
                {"benchmark": "interpreting", "figures": figures, "targets": TARGETS, "met": met}, ensure_ascii=False
            )
        )
        return 0 if met else 1
    print(f"{'field':<16}{'gold':>6}{'points':>8}{'+facts':>8}")
    for field, row in figures["by_field"].items():
        print(f"{field:<16}{row['gold']:>6}{row['in_points']:>8}{row['in_points_or_facts']:>8}")
    for label, row in figures["questions"].items():
        print(f"questions {label:<16}{row['right']:>3} of {row['asked']}")
    for name, target in TARGETS.items():
        print(f"{name:<28}{figures[name]:>7.1%}  target {target:.0%}")
    print(f"{figures['seconds']} s, {figures['characters_per_second']} characters/s")
    print(*(f"missed  {line}" for line in figures["missed"]), sep="\n")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
