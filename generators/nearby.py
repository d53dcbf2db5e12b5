"""References to other clauses, which a reader has not before him: 第四十四条第一款规定的社会服务 below that very paragraph is 上述社会服务,
and anywhere else it is 社会服务."""

import re
from collections.abc import Iterable

from generators.masthead import short_name
from generators.model import Citation, PolicyDocument
from generators.model.numerals import parse_chinese

_NUMBER = "[一二三四五六七八九十百]{1,7}"
_REFERENCE = re.compile(
    rf"(?<!违反)(?<!依照)(?<!根据)(?:《[^《》]{{1,16}}》|本(?:实施)?(?:办法|条例|规定|细则|规范|方案|措施|意见))?第({_NUMBER})条(?:第({_NUMBER})款)?"
    r"(?:(规定)(?=[外执处办予]|的[，。；])|规定的|所列(?:的)?|(?=(?:情形|条件|行为)))(?!第)"
)
_ENOUGH = 12
"""Characters of a clause that have to stand above for a reader to know it."""


def with_above(document: PolicyDocument, text: str, citations: Iterable[Citation]) -> str:
    """Return ``text`` with a clause it names and has told just before as 上述; any other reference stays."""
    quotes = [(citation.ref, _bare(citation.quote)[:_ENOUGH]) for citation in citations]

    def above(found: re.Match) -> str:
        article, paragraph = parse_chinese(found[1]), parse_chinese(found[2]) if found[2] else 0
        ref = f"art_{article}" if paragraph in (0, 1) else f"art_{article}.para_{paragraph}"
        inside = [quote for cited, quote in quotes if cited == ref or cited.startswith(f"{ref}.item") or (not paragraph and cited.startswith(f"{ref}."))]
        told = _bare(text[: found.start()])
        return f"上述{found[3] or ''}" if document.has(f"art_{article}") and any(quote and quote in told for quote in inside) else found[0]

    return _REFERENCE.sub(above, text)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def by_name(document: PolicyDocument, text: str) -> str:
    """Return ``text`` with what it names by the number of a clause of the policy named by its own words: 第九条规定的备案事项 is 备案事项,
    符合第六条第一款规定的人员 are 符合规定的人员, 违反第三章规定 is 违反关于不文明行为治理的规定."""

    def chapter(found: re.Match) -> str:
        ref = f"chap_{parse_chinese(found[2])}"
        title = re.sub(r"\s", "", document.clause(ref).heading) if document.has(ref) else ""
        return f"{found[1] or ''}关于{title}的规定" if title else found[0]

    def clause(found: re.Match) -> str:
        before = text[: found.start()]
        if whole := _opening_noun(document, found, text):
            return whole
        if before.endswith("符合"):
            return "规定的"
        if _BY_WHICH.search(before):
            return found[0]
        return "" if found["named"] else "规定的"

    ours = rf"(?:({re.escape(short_name(document))}|{_THIS})|(?<!》))" if "第" in text else ""
    if not ours:
        return text
    text = re.sub(rf"{ours}第({_NUMBER})章(?:的)?规定(?=[，。；])", chapter, text)
    place = rf"{ours}第(?P<article>{_NUMBER})条(?:第{_NUMBER}款)?(?:第[（(]?{_NUMBER}[）)]?项)?"
    text = re.sub(rf"{ours}第{_NUMBER}[点部]分?所[述列](?=[\u4e00-\u9fff]{{4}})", "规定的", text)
    text = re.sub(rf"(?<=按){place}(?:[第、和]?[（(]{_NUMBER}[）)])*项?规定(?=提[供交]|报送|补[交充])", "规定", text)
    text = re.sub(rf"(?<=出现){place}(?![至和或])(?=(?:(?!规定|所列)[\u4e00-\u9fff]){{4,16}}情形)", "", text)
    return re.sub(rf"{place}规定的(?!{_NOT_NAMED})(?=(?P<named>[\u4e00-\u9fff]{{4}})|[\u4e00-\u9fff]{{2,3}}[，。；])", clause, text)


def _opening_noun(document: PolicyDocument, found: re.Match, text: str) -> str:
    """Return what stands before a short noun in the name the article gives the thing: 上门维修 of 第九条规定的服务, where that
    article opens with 上门维修服务包括……; empty where it names nothing so."""
    ref = f"art_{parse_chinese(found['article'])}"
    noun = re.match("([\u4e00-\u9fff]{2,3})[，。；]", text[found.end() :])
    opens = re.match(rf"([\u4e00-\u9fff]{{2,10}}?){noun[1]}(?:包括|是指|分为|应当)", document.clause(ref).text) if noun and document.has(ref) else None
    return opens[1] if opens else ""


_THIS = "本(?:实施)?(?:办法|条例|规定|细则|规范|方案|措施|意见)"
_BY_WHICH = re.compile("(?:按照|依照|遵守|参照|根据|违反|依据|[按依])$|[及、和或]$")
"""Says that a clause is kept to or broken, for which its number has to be known."""
_NOT_NAMED = "情形|行为|条件|时间|期限|标准|程序|情况|范围|方式"
"""Things that have no name but their clause's number."""
