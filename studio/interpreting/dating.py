"""自印发之日起施行 with the day it means, where the record knows it: 自印发之日（2026年3月6日）起施行."""

import re

from generators.model import PolicyDocument

_FROM = re.compile(
    r"(?:^|(?<=[。；\n])|《[^《》]{2,40}》，?|(?:本|以上|上述)[\u4e00-\u9fff]{1,6}，?)自(印发|公布|发布)之日(?=起(?:正式)?(?:施行|实施|执行|生效|试行))"
)


def with_its_day(document: PolicyDocument, text: str) -> str:
    """Return ``text`` with the day of effect behind 自印发之日 or 自公布之日 where it speaks of the document itself.

    The day is told only when the record has it as the day of effect and as that of printing (印发) or of publication or signature
    (公布, 发布); else the words stay as they are.
    """
    day = document.effective_on
    if day is None or "之日起" not in text:
        return text
    made_public = (document.published_on, document.signed_on, document.written_on)
    known = {"印发": (document.printed_on,), "公布": made_public, "发布": made_public}

    def dated(found: re.Match[str]) -> str:
        return f"{found[0]}（{day.year}年{day.month}月{day.day}日）" if day in known[found[1]] else found[0]

    return _FROM.sub(dated, text)
