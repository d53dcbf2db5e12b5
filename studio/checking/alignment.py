"""A statement that nearly copies a sentence: what was changed in it, word by word."""

import re
from difflib import SequenceMatcher

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.texts import bare_words, share_of
from studio.interpreting.facts.folding import fold

_NEAR = 0.72
"""Share of a statement's sentence that must stand in one sentence of the clauses for a word-by-word comparison."""
_PIECE = re.compile(r"[^。；！？\n]+")
_NUMERALS = re.compile(r"[\d.,%〇零一二两三四五六七八九十百千万亿点分之元]+")
_SWAPPABLE = re.compile(r"[\u4e00-\u9fff]{2,}")


def alignment_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return words swapped within a near copy: A … B in the clause, B … A in the statement."""
    found = []
    written = [piece for source in evidence.sources if source.cited for piece in _PIECE.findall(fold(source.text))]
    for said in _PIECE.findall(fold(text)):
        if len(bare_words(said)) < 10 or not written:
            continue
        nearest = max(written, key=lambda piece: share_of(said, piece))
        if share_of(said, nearest) < _NEAR:
            continue
        if swapped := _swapped(said, nearest):
            found.append(
                Finding(
                    code="words_swapped", verdict="confirm",
                    text=f"“{swapped[0]}”和“{swapped[1]}”的先后与{evidence.label}相反，原文是“{nearest.strip()[:50]}”。",
                    advice="对照原文，看主语和对象有没有写反；无误则确认。",
                )  # fmt: skip
            )
    return found


def _swapped(said: str, written: str) -> tuple[str, str] | None:
    """Return two words that changed places: each was replaced where the other stands in the clause."""
    ours, theirs = bare_words(said), bare_words(written)
    replaced = [
        (theirs[a1:a2], ours[b1:b2])
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    for index, (old, new) in enumerate(replaced):
        for other_old, other_new in replaced[index + 1 :]:
            if new and other_new and _alike(old, other_new) and _alike(new, other_old) and not _NUMERALS.fullmatch(new):
                return new, other_new
    return None


def _alike(left: str, right: str) -> bool:
    return bool(left) and left == right and len(left) >= 2
