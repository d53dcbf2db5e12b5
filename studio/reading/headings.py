"""What of a clause is its heading: a whole short line, or the few words before the first full stop."""

import re

from generators.model import Level

HEADING_LEVELS = (Level.HEADING_1, Level.HEADING_2, Level.HEADING_3, Level.DECIMAL)
ENDS = "。；，：、！？;,:.…”）)"


def is_heading_only(text: str) -> bool:
    """Tell whether a clause is only a heading: short, and without the punctuation that ends a sentence."""
    return (
        0 < len(text) <= 50
        and text[-1] not in ENDS
        or 0 < len(text) <= 50
        and text[-1] in "）)”"
        and not re.search("[。；，]", text)
    )


def heading_of(text: str, level: Level) -> str:
    """Return the heading a clause begins with; "" when it has none.

    A whole short line without final punctuation, a first sentence of a few words before more text (加大补贴力度。对…), or,
    in articles, words in brackets before the text (【目的】, （适用范围）).
    """
    if level in (Level.BOOK, Level.CHAPTER, Level.SECTION):
        return text.strip()
    if found := re.match(r"[【〔](.{1,24}?)[】〕]", text):
        return found[1]
    if level is Level.ARTICLE and (found := re.match(r"[（(]([\u4e00-\u9fff、]{2,12})[）)](?=\S)", text)):
        return found[1]
    if level is not Level.ARTICLE and is_heading_only(text):
        return text.strip()
    if level in HEADING_LEVELS and (found := re.fullmatch(r"((?!本|自|由|应)[^。；：，]{2,20})。", text)):
        return found[1]
    most = 14 if level is Level.ARTICLE else 40
    found = re.match(rf"([^。；：]{{2,{most}}})。(?=.)", text, re.DOTALL)
    if found and not (
        level is Level.ARTICLE and re.search("[，、]|本(?:办法|条例|规定|细则)|应当|可以|不得", found[1])
    ):
        return found[1]
    if level is not Level.ARTICLE and (found := re.match(r"([^。；：，]{2,14})：(?=.)", text, re.DOTALL)):
        return found[1]
    return ""
