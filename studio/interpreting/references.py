"""References written out: 符合第七条第三项规定的，每人每月200元 says for whom when the words of 第七条第三项 stand in their place."""

import re

from generators.model import Citation, Clause, PolicyDocument
from generators.model.numerals import parse_chinese, to_chinese
from generators.nearby import by_name
from studio.interpreting import wording
from studio.interpreting.naming import called
from studio.interpreting.passages import Passage, Text

LONGEST = 80
"""Characters of a clause that may stand in for a reference to it."""

_NUMBER = r"[一二三四五六七八九十百\d]+"
_REFERENCE = re.compile(
    rf"(?:符合|属于)(?:本[^，。；第]{{1,6}})?第({_NUMBER})条(?:第({_NUMBER})款)?第[（(]?({_NUMBER})[）)]?项(?:所列|规定)?(?:的)?(?:条件|情形)?的?(?=[，、])"
)


def written_out(text: Text, statement: str) -> tuple[str, tuple[Citation, ...]]:
    """Return the statement with the items it refers to in their own words, and the citations of these items."""
    citations: list[Citation] = []

    def own_words(found: re.Match) -> str:
        clause = _item(text.document, *found.groups())
        words = wording.polish(clause.text).rstrip("；;。，, ") if clause else ""
        if clause is None or not 4 <= len(words) <= LONGEST or words.endswith(("：", ":")) or "第" in words[:2]:
            return found[0]
        citations.append(Citation.of(clause))
        return words

    def cases(found: re.Match) -> str:
        first, last = parse_chinese(found[3]), parse_chinese(found[4])
        clauses = [_item(text.document, found[1], found[2], to_chinese(number)) for number in range(first, last + 1)]
        words = [re.sub("的?[；;。，]*$", "", wording.polish(clause.text)) for clause in clauses if clause]
        if len(words) != last - first + 1 or len(words) < 2 or any("，" in word for word in words) or len("".join(words)) > LONGEST:
            return found[0]
        citations.extend(Citation.of(clause) for clause in clauses)
        return f"{'、'.join(words[:-1])}或者{words[-1]}的"

    return _CASES_FROM_TO.sub(cases, _REFERENCE.sub(own_words, statement)), tuple(citations)


_CASES_FROM_TO = re.compile(
    rf"(?:出现|有|符合|属于)(?:本[^，。；第]{{1,6}})?第({_NUMBER})条(?:第({_NUMBER})款)?第[（(]?({_NUMBER})[）)]?项至第[（(]?({_NUMBER})[）)]?项(?:所列|规定)?的?情形(?:之一)?的(?=，)"
)
"""Some cases of a list by their numbers: 出现第八条第一项至第三项规定情形的."""


def stated(text: Text, passage: Passage) -> tuple[str, tuple[Citation, ...]]:
    """Return what a passage says by itself, the clauses it refers to written out or by their numbers, and the citations of those written out."""
    statement, cited = written_out(text, addressed(passage.clause, wording.statement_of(passage)))
    statement, cases = with_cases(text, statement)
    return by_name(text.document, statement), (*cited, *cases)


_CASES_OF = re.compile(rf"(?:本(?:实施)?(?:办法|条例|规定|细则|规范|方案|措施|意见))?(?<!》)第({_NUMBER})条(?:所列|规定的?)?情形(?=之一|的，|，)")
_RULED_FOR = re.compile(r"(?:下列|以下)情形之一的?，?[^，。：；]{0,20}?((?:不得|应当?|停止|不予)[^，。：；]{2,36})[：:。]")


def with_cases(text: Text, statement: str) -> tuple[str, tuple[Citation, ...]]:
    """Return the statement with cases it names by their article (第十七条情形) named by what that article rules for them: 应停止发放的情形."""
    citations: list[Citation] = []

    def cases(found: re.Match) -> str:
        ref = f"art_{parse_chinese(found[1])}"
        ruled = _RULED_FOR.search(text.document.clause(ref).text) if text.document.has(ref) else None
        if ruled is None:
            return found[0]
        citations.append(Citation.of(text.document.clause(ref)))
        return f"{ruled[1]}的情形"

    return _CASES_OF.sub(cases, statement), tuple(citations)


_ABOVE = re.compile(r"前款(?:规定)?的?|前条(?:规定)?的?|本条(?=第[一二三四五六七八九十]+款)")
_ARTICLE = re.compile(r"(?:^|\.)art_(\d+)(?:\.para_(\d+))?(?=$|\.)")


def addressed(clause: Clause, text: str) -> str:
    """Return ``text`` with 前款, 前条 and 本条第几款 as addresses (第十九条第一款), since it stands alone from here on.

    Only articles have such addresses; anything else stays as it is.
    """
    place = _ARTICLE.search(clause.ref)
    if place is None:
        return text
    article, paragraph = int(place[1]), int(place[2] or 1)

    def address(found: re.Match) -> str:
        words, goes_on = found[0], text[found.end() : found.end() + 1]
        if words.startswith("本条"):
            return f"第{to_chinese(article)}条"
        if (words.startswith("前款") and paragraph < 2) or (words.startswith("前条") and article < 2):
            return words
        above = (
            f"第{to_chinese(article)}条第{to_chinese(paragraph - 1)}款"
            if words.startswith("前款")
            else f"第{to_chinese(article - 1)}条"
        )
        rest = words[2:]
        return above + (rest or ("" if goes_on in "第、，。；至和或" else "规定的"))

    return _ABOVE.sub(address, text)


_LISTED = re.compile(r"(?:下列|以下|如下)((?:[^，。；：]{0,8})(情形|情况|行为|条件|材料|资料))")
_COUNTED = {"条件": "项"}


def by_count(lead: Clause, said: str, count: int) -> str:
    """Return an introduction to a list too long to tell, which says what follows from it, with how many things the list has:
    有规定的七种情形之一的，由其主管部门责令改正. Empty where it stands in no article or nothing is said but the list."""
    place, found = _ARTICLE.search(lead.ref), _LISTED.search(said)
    if place is None or place.end() < len(lead.ref) or found is None or count < 2:
        return ""
    papers = found[2] in ("材料", "资料")  # which a reader brings to the office by name, not by number
    counted = "" if papers else f"规定的{'两' if count == 2 else to_chinese(count)}{_COUNTED.get(found[2], '种')}"
    told = f"{said[: found.start()]}{counted}{found[1]}{said[found.end() :]}".rstrip("：:。 ")
    return told if len(said) - found.end() >= 10 else ""


def dated(text: Text, statement: str) -> str:
    """Return 《……》同时废止 with the day it means: that on which the policy comes into force."""
    if re.search("施行|执行|实施|起", statement.rpartition("》")[2]):
        return statement
    return re.sub("(?<=[》）])同时(?=废止)", f"自{called(text.document)}施行之日起", statement)


def _item(document: PolicyDocument, article: str, paragraph: str | None, item: str) -> Clause | None:
    numbers = [parse_chinese(number) if number else None for number in (article, paragraph, item)]
    if numbers[0] is None or numbers[2] is None:
        return None
    parents = [f"art_{numbers[0]}"] if not numbers[1] or numbers[1] == 1 else [f"art_{numbers[0]}.para_{numbers[1]}"]
    if not numbers[1]:
        parents += [child.ref for child in document.children(f"art_{numbers[0]}") if ".para_" in child.ref]
    for parent in parents:
        if document.has(f"{parent}.item_{numbers[2]}"):
            return document.clause(f"{parent}.item_{numbers[2]}")
    return None
