"""Width folding one character to one character, so that spans found in folded text hold in the stored text."""

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_OTHER = {
    0x3000: " ",
    0x00A0: " ",
    0x2002: " ",
    0x2003: " ",
    0x2009: " ",
    0x3014: "[",
    0x3015: "]",
    0xFE5D: "[",
    0xFE5E: "]",
    0xFE59: "(",
    0xFE5A: ")",
    0xFE52: ".",
    0x2024: ".",
    0xFF61: "。",
    0x25CB: "〇",
    0x25EF: "〇",
    0x2F00: "一",
    "\t": " ",
}
TABLE = str.maketrans(
    {
        **{chr(k): chr(v) for k, v in _FULL.items()},
        **{(chr(k) if isinstance(k, int) else k): v for k, v in _OTHER.items()},
    }
)
SPACES = str.maketrans("", "", " \t\r\n\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff")


def folded(text: str) -> str:
    """Return ``text`` with full-width letters, digits and punctuation made half-width; the length never changes."""
    return text.translate(TABLE)


def squeezed(text: str) -> str:
    """Return ``text`` without any white space, for comparing titles and names."""
    return text.translate(SPACES)


def alike(text: str) -> str:
    """Return a key under which two printings of one title are equal: no spaces, folded widths, no title marks."""
    return folded(squeezed(text)).translate(_MARKS)


_MARKS = str.maketrans(
    {
        "《": None,
        "》": None,
        "〈": None,
        "〉": None,
        "<": None,
        ">": None,
        "“": None,
        "”": None,
        '"': None,
        "—": "-",
        "–": "-",
        "―": "-",
        "－": "-",
    }
)
