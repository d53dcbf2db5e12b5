"""Document names (《…》), document numbers (文号), standards (GB/T …) and telephone numbers."""

import re
from collections.abc import Iterator

from studio.interpreting.facts.textfact import TextFact

_OPEN, _CLOSE = "《〈<", "》〉>"
_LONGEST_TITLE = 160
_NUMBER = re.compile(r"[ ]?[〔【（](?P<year>(?:19|20)\d\d)[〕】）][ ]?(?P<ordinal>第?[ ]?\d{1,5})[ ]?号")
_ORDER = re.compile(r"第[ ]?(?P<number>\d{1,5}|[一二三四五六七八九十百〇零]{1,7})[ ]?号(?P<after>令|公告|通告|提案|建议|修改单)?")
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z]{0,16}$")
_BODY = re.compile(r"[\u4e00-\u9fff]{0,20}(?:令|公告|通告|决定)(?=[ ]?（?$)")
_STANDARD = re.compile(r"(?<![A-Za-z])(?:GB|DB|GA|HJ|JT|YY|NY|CJ|JGJ|WS|MZ|LD|ISO|IEC|T/[A-Z]+)(?:/[TZ])?(?:\d{2}(?:/T)?)?[ ]?\d{2,6}(?:[.\-—]\d{1,4}){0,3}")
_LEAD = re.compile(r"(?:[年月日]|根据|依据|按照|参照|贯彻|落实|执行|依照|由|和(?!国)|与|及|以|等|同时|废止|文件|通知|意见|精神|规定)")


def documents(text: str, original: str) -> list[TextFact]:
    """Return the documents named in 《…》, with nesting and unmatched brackets tolerated; spans include the brackets."""
    found, depth, start = [], 0, -1
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            if depth == 0 or match.start() - start > _LONGEST_TITLE:
                depth, start = 1, match.start()
            else:
                depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start <= _LONGEST_TITLE:
                found.append(_title(original, start, match.end()))
    return found


def _title(original: str, start: int, end: int) -> TextFact:
    name = re.sub(r"\s", "", original[start + 1 : end - 1])
    name = name.translate({ord("《"): "〈", ord("》"): "〉", ord("<"): "〈", ord(">"): "〉", ord("＜"): "〈", ord("＞"): "〉"})
    return TextFact(kind="document", value=name, text=original[start:end], start=start, end=end)


def document_numbers(text: str, original: str) -> Iterator[TextFact]:
    """Yield 穗府规〔2025〕8号, 国务院令第802号, GB/T 9704-2012, in a folded text whose 《…》 are blanked out."""
    for match in _NUMBER.finditer(text):
        letters = _LETTERS.search(text, max(0, match.start() - 16), match.start())[0]
        letters = letters[_lead_of(letters) :]
        value = f"{letters}〔{match['year']}〕{re.sub('[第 ]', '', match['ordinal'])}号"
        yield _fact(original, match.start() - len(letters), match.end(), value)
    for match in _ORDER.finditer(text):
        body = _BODY.search(text, max(0, match.start() - 22), match.start())
        start = body.start() + _lead_of(body[0]) if body else match.start()
        alone = text[match.start() - 1 : match.start()] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
        if body or match["after"] or alone:
            issuer = text[start : body.end()] if body else ""
            yield _fact(original, start, match.end(), f"{issuer}第{match['number']}号{match['after'] or ''}")
    for match in _STANDARD.finditer(text):
        yield _fact(original, match.start(), match.end(), match[0].replace(" ", "").replace("—", "-"))


def _lead_of(words: str) -> int:
    """Return where a name begins behind words that only lead up to it (根据云政发 → 云政发)."""
    leads = list(_LEAD.finditer(words))
    return leads[-1].end() if leads else 0


def _fact(original: str, start: int, end: int, value: str) -> TextFact:
    return TextFact(kind="document", value=value, text=original[start:end], start=start, end=end)


_SPOKEN = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_PHONE = re.compile(
    r"(?<![\d.A-Za-z])(?:"
    r"(?P<service>[48]00[- ]?\d{3,4}[- ]?\d{3,4})"
    r"|（?(?P<area>0(?:10|2\d|[3-9]\d{2}))(?:）[ ]?|[ ]?[-—][ ]?|[ ])(?P<local>[1-9]\d{6,8})"
    r"|(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
    r"|(?P<glued>0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7})"
    r")(?:[ ]?（?[ ]?(?:转|-)[ ]?(?P<ext>\d{1,6}))?(?![\d%元.])"
)
_SHORT = re.compile(r"(?<![\d.,:A-Za-z〔\-])(?P<n>12[0-9]{3}|1[01]\d{3}|9[56]\d{3,4}|11[0249]|12[0-2]|[2-9]\d{6,7})(?![\d.,:%°A-Za-z]|[ ]?(?:元|万|亿|人|名|家|户|个|件|年|平方|㎡|吨|公里|米|次|亩|号))")
_CELL = re.compile(r"(?<=[|｜] )[2-9]\d{6,7}(?=[ ]*(?:[|｜]|$))", re.MULTILINE)
_WORDS = re.compile(r"(?:[〇零][〇零幺一二三四五六七八九]{2,3}[ ，、-]{1,2})?[〇零幺一二三四五六七八九]{5,12}")
_CONTEXT = re.compile(r"(?:电话|热线|拨打|致电|来电|客服|专线|咨询|举报|监督|投诉|联系|传真)[^。；\n]{0,24}$")
_HOTLINE_AFTER = re.compile(r"[ ”」]?(?:[\u4e00-\u9fff]{0,6})?(?:热线|电话|专线|平台|短信|客服)")


def phones(text: str, original: str) -> Iterator[TextFact]:
    """Yield telephone numbers of a folded text: landlines with area code, mobiles, 400 numbers, hotlines, spoken digits."""
    taken: set[int] = set()
    for match in _PHONE.finditer(text):
        taken.update(range(*match.span()))
        digits = re.sub(r"\D", "", match[0][: match.end("ext") - match.start() - len(match["ext"])] if match["ext"] else match[0])
        yield _phone(original, match.span(), digits + (f"-{match['ext']}" if match["ext"] else ""))
    for match in _SHORT.finditer(text):
        known = match["n"].startswith("123") and len(match["n"]) == 5
        if match.start() not in taken and (known or _in_context(text, match)):
            yield _phone(original, match.span(), match["n"])
    for match in _CELL.finditer(text):
        if match.start() not in taken and not _in_context(text, match):
            yield _phone(original, match.span(), match[0])
    for match in _WORDS.finditer(text):
        if "幺" in match[0] or _in_context(text, match):
            yield _phone(original, match.span(), re.sub(r"\D", "", match[0].translate(_SPOKEN)))


def _in_context(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 32) : match.start()]
    return bool(_CONTEXT.search(before) or _HOTLINE_AFTER.match(text, match.end()))


def _phone(original: str, span: tuple[int, int], digits: str) -> TextFact:
    return TextFact(kind="phone", value=digits, text=original[span[0] : span[1]], start=span[0], end=span[1])
