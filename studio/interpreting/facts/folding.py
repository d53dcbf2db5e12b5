"""One-to-one width folding, so that a span found in the folded text is the span in the original."""

import re

_FOLDED = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_KEPT = "（），：；？！"
_MORE = {
    "\u3000": " ", "\u00a0": " ", "\t": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": " ",
    "(": "（", ")": "）", ";": "；", "?": "？", "!": "！",
    "－": "-", "‐": "-", "‑": "-", "–": "—", "―": "—", "─": "—", "～": "~", "〜": "~", "∼": "~",
    "∶": ":", "﹪": "%", "○": "〇", "◯": "〇", "□": "□", "㎡": "㎡", "﹝": "〔", "﹞": "〕", "［": "〔", "］": "〕", "[": "〔", "]": "〕",
    "＜": "<", "＞": ">", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥",
}  # fmt: skip
_TABLE = _FOLDED | {ord(character): ord(character) for character in _KEPT} | {ord(a): ord(b) for a, b in _MORE.items()}
_COLON_IN_NUMBER = re.compile(r"(?<=\d)：(?=\d)")
_COMMA_IN_NUMBER = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")

BLANK = "\u0000"
"""Stands for a fact already found: words before it do not reach a number behind it."""
FILLER = "\u0001"
"""Stands for words that are no facts (一次性): other words reach across."""


def fold(text: str) -> str:
    """Return ``text`` with full-width digits, letters and signs in half width and brackets in full; same length."""
    folded = text.translate(_TABLE)
    folded = _COLON_IN_NUMBER.sub(":", folded)
    return _COMMA_IN_NUMBER.sub(",", folded) if "，" in folded else folded


def blank_out(text: str, spans: list[tuple[int, int]], blank: str = BLANK) -> str:
    """Return ``text`` with every span replaced by as many blanks, which no unit or digit pattern matches; same length."""
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        pieces += (text[at:start], blank * (end - start))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
