"""Old against new: which differences between two versions a reader should see, and only the words that differ."""

import re
from difflib import SequenceMatcher

from generators.model import Difference, Level, Part, PolicyDocument

MONEY_OR_RATE = re.compile(r"\d[\d,.]*\s*(?:万|亿|千|百)?(?:元|%|％|分|倍|个月|平方米|㎡|人|次)")
"""An amount a table of standards or a comparison is read for."""


def telling(document: PolicyDocument, differences: tuple[Difference, ...], most: int) -> list[Difference]:
    """Return the differences worth a card: of the policy itself, short enough to compare, amounts first, in document order."""
    enclosed = any(clause.part is Part.ENCLOSURE for clause in document.clauses)
    fit = []
    for difference in differences:
        if (
            difference.kind not in ("changed", "added")
            or not difference.new_ref
            or not document.has(difference.new_ref)
        ):
            continue
        clause = document.clause(difference.new_ref)
        old, new = excerpts(difference)
        if (
            6 <= len(new) <= 130
            and not _only_renamed(old, new)
            and len(old) <= 130
            and not (enclosed and clause.part is Part.NOTICE)
            and clause.level is not Level.ROW
        ):
            fit.append(difference)
    ranked = sorted(range(len(fit)), key=lambda i: (fit[i].kind != "changed", not _moved_amount(fit[i]), i))
    return [fit[i] for i in sorted(ranked[:most])]


def _moved_amount(difference: Difference) -> bool:
    return set(MONEY_OR_RATE.findall(difference.new_text)) != set(MONEY_OR_RATE.findall(difference.old_text)) or bool(
        {found[0] for found in MONEY_OR_RATE.finditer(difference.new_text)}
        - {found[0] for found in MONEY_OR_RATE.finditer(difference.old_text)}
    )


def _only_renamed(old: str, new: str) -> bool:
    """Tell whether one side is the other with a word put for another throughout (市场主体 → 经营主体): nothing a reader must know."""
    if not old or not new or MONEY_OR_RATE.search(new):
        return False
    changed = [part for part in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if part[0] != "equal"]
    pairs = {(old[a:b], new[c:d]) for _, a, b, c, d in changed}
    return len(pairs) == 1 and all(1 <= len(was) <= 6 and 1 <= len(now) <= 6 and not re.search(r"\d|不|应|可|须|得|至|以", was + now) for was, now in pairs)


def excerpts(difference: Difference) -> tuple[str, str]:
    """Return the two sides of a difference without the sentences both have, and of a long sentence only from where it differs."""
    old, new = (
        re.sub(r"（(?:牵头|责任|配合)单位[^）]*）", "", text) for text in (difference.old_text, difference.new_text)
    )
    if not old or not new:
        return old, new
    ours, theirs = _sentences(_without_heading(new)), _sentences(_without_heading(old))
    left = _without(theirs, ours) or old
    right = _without(ours, theirs) or new
    return _from_difference(left, right)


def passage_of(text: str, excerpt: str) -> str:
    """Return the passage of a clause's text that an excerpt of it was taken from; the whole text when it is not found."""
    pieces = _sentences(excerpt.replace("……", ""))
    start = text.find(pieces[0]) if pieces else -1
    end = text.find(pieces[-1], start) + len(pieces[-1]) if start >= 0 else -1
    return text[start:end] if start >= 0 and end > start + len(pieces[-1]) - 1 else text


def _without(pieces: list[str], others: list[str]) -> str:
    """Join the pieces the other side lacks; …… stands for what was left out between them."""
    text, gap = "", False
    for piece in pieces:
        if piece in others:
            gap = bool(text)
            continue
        text += ("……" if gap else "") + piece
        gap = False
    return text


def _from_difference(old: str, new: str, longest: int = 70) -> tuple[str, str]:
    """Drop the clauses (to a comma) with which both sides begin alike, once either side is long; …… stands for them."""
    if max(len(old), len(new)) <= longest:
        return old, new
    pairs = list(zip(re.findall(r"[^，；]*[，；]?", old), re.findall(r"[^，；]*[，；]?", new), strict=False))
    alike = 0
    for left, right in pairs:
        if left != right:
            break
        alike += len(left)
    return (f"……{old[alike:]}", f"……{new[alike:]}") if 10 <= alike < min(len(old), len(new)) - 5 else (old, new)


def _without_heading(text: str) -> str:
    """Drop a run-in heading (实施失业保险稳岗返还。): a short first sentence that gives nothing."""
    first, stop, rest = text.partition("。")
    return (
        rest
        if stop and len(rest) > 10 and len(first) <= 20 and "，" not in first and not re.search(r"\d", first)
        else text
    )


def _sentences(text: str) -> list[str]:
    return [piece for piece in re.findall(r"[^。；]*[。；]?", text) if piece]
