"""Check: no personal data. ID cards (with checksum), mobiles, bank cards (Luhn); published enquiry numbers may stay."""

import re
from typing import NamedTuple

from generators.model import Issue, PolicyDocument, Severity
from studio.checking.findings import CheckContext
from studio.checking.supported import texts_of
from studio.interpreting.facts.folding import fold

_ID_CARD = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])")
_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])")
_BANK_CARD = re.compile(r"(?<![\d.])(?:62|4\d|5[1-5]|60|9\d)\d{2}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}(?![\d.])")
_ENQUIRY = re.compile(r"(?:咨询|联系|服务|监督|投诉|举报|受理|办公|热线|值班)[^。；\n]{0,40}$|(?:电话|手机|热线)[^。；\n]{0,16}$")
_SPOKEN = re.compile(r"(?:幺|[〇零一二三四五六七八九]){11,19}")
_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Personal(NamedTuple):
    """Personal data found in a text: what it is, the number masked, the digits, and where it starts."""

    what: str
    masked: str
    digits: str
    start: int


def personal_data_in(text: str) -> list[Personal]:
    """Return ID card numbers, mobile numbers and bank card numbers in ``text``, also in full width or as spoken digits."""
    folded = _SPOKEN.sub(lambda match: match[0].translate(_DIGITS), fold(text))
    found: dict[int, Personal] = {}
    for what, pattern, proof, head, tail in (
        ("身份证号", _ID_CARD, _is_id_card, 2, 3), ("手机号", _MOBILE, bool, 3, 4), ("银行卡号", _BANK_CARD, _is_bank_card, 4, 4),
    ):  # fmt: skip
        for match in pattern.finditer(folded):
            digits = re.sub(r"[^\dXx]", "", match[0])
            if proof(digits) and not _within_another(found, match.start(), what):
                masked = digits[:head] + "*" * (len(digits) - head - tail) + digits[-tail:]
                found[match.start()] = Personal(what, masked, digits, match.start())
    return [found[start] for start in sorted(found)]


def _within_another(found: dict[int, Personal], at: int, what: str) -> bool:
    """Tell whether a number of another kind that begins at most 18 characters before covers ``at``."""
    near = (found.get(start) for start in range(at - 18, at + 1))
    return any(item is not None and item.what != what for item in near)


def _is_id_card(digits: str) -> bool:
    """GB 11643: the last character is a checksum over the first seventeen."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11] == digits[-1].upper()


def _is_bank_card(digits: str) -> bool:
    """Luhn's checksum; cards have 16 to 19 digits."""
    if not 16 <= len(digits) <= 19:
        return False
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def no_personal_data(context: CheckContext) -> tuple[Issue, ...]:
    """Return the personal data in segments. A mobile the policy itself publishes for enquiries asks for confirmation."""
    found = []
    for segment in context.segments:
        texts = [text for text, _ in texts_of(segment)] + [segment.basis] + [f"{item.text}\n{item.basis}" for item in segment.supplements]
        for text in texts:
            found += [_issue(item, segment.id, context.interpretation.document) for item in personal_data_in(text)]
    return tuple(dict.fromkeys(found))


def personal_data_of(document: PolicyDocument) -> tuple[Issue, ...]:
    """Return the personal data in the document's own clauses, with the clause as place."""
    return tuple(
        _issue(item, clause.ref, document) for clause in document.clauses for item in personal_data_in(clause.text)
    )


def _issue(item: Personal, where: str, document: PolicyDocument) -> Issue:
    published = item.what == "手机号" and _published(item.digits, document)
    if published:
        return Issue(
            code="personal_data", severity=Severity.CONFIRM, where=where, text=f"{item.masked}是手机号，原文把它作为咨询电话公布。",
            advice="确认本人同意对外公布；能用座机的改用座机。",
        )  # fmt: skip
    return Issue(
        code="personal_data", severity=Severity.BLOCKING, where=where, text=f"出现了{item.what}{item.masked}，属于个人信息。", advice="删去，或者按规定遮盖后再公开。",
    )


def _published(digits: str, document: PolicyDocument) -> bool:
    for clause in document.clauses:
        folded = fold(clause.text)
        for match in _MOBILE.finditer(folded):
            if re.sub(r"\D", "", match[0]) == digits and _ENQUIRY.search(folded[: match.start()]):
                return True
    return False
