"""Which headings say less, or other, than the paragraph under them, and are therefore not set."""

import re
from collections import Counter

import rjieba

from generators.headings import is_of_another_act, is_of_other_kind
from generators.matters import speaks_a_little
from generators.model import Level, PolicyDocument

_OURS = r"(?:[本我][市省区县州盟旗国])?"
_LONG = 9
"""Characters from which what stands behind 对 at the beginning is said twice; a shorter one is what the paragraph is about."""
SPECIFIC = 3
"""Words from which a chapter's title says enough even where the document's title has them all."""
_MANY = 4
"""Articles from which a chapter tells of so much that its title may not be what one sentence of it is about."""
_VAGUE = re.compile(r"^(?:登记|提出申请|提交申请(?:材料)?|其他规定|总则|附则|一般规定|依法(?:予以)?处理)$")
"""What a section of many paragraphs is called; over one sentence it does not say what that one is about."""
_CALLED_SO = "法律责任"
"""The title of a chapter that one sentence about a penalty bears as well."""
_COMMON = re.compile("管理|规定|规范|工作|行为|基本|有关|相关|要求|制度|[与和及、]")
_LISTS = re.compile("下列|以下|如下")
_FORBIDS = re.compile("^(?:不得|禁止|严禁|不准)(?!.*的(?:情形|行为|事项)$)")
_LIMITS = re.compile(r"未|没有|除|违反|不符合|超出|[以之]?外，|的，|前，|时，|[^，。；]{2,}情况下")
_FRAUD = re.compile("弄虚作假|骗取|欺诈")
_WHO = re.compile("(?:有关|相关|主管)部门$|人民政府$")
"""Ends a heading that tells who acts and not what about, unless it is an address."""
_LAW = r"法律|法规|规章|规定|制度|要求|政策|[、和与及]"
_ONLY_LAW = re.compile(rf"^(?:遵守|符合|执行|按照|依照)?(?:相关|有关|国家|各项)*(?:{_LAW})+$")
_HELPS = re.compile("^(?:予以|给予|加以|进行|不能)")
_GOES_ON = re.compile("其(?!他)|该|此|但|并|同时|具体|逾期|情况|情节|拒不|单个|每|最高|不符合|未|经(?=[^，。；]{0,14}(?:批|同意|审|核|评|查|认定|公示|协商|部门))|对符合|上述|前款|构成|造成|因|超过")
"""Opens a sentence that goes on with what the one before it tells."""
_MOVED = re.compile(r"(?:^|[，。；：应当要可以并])[将把](?![来军])[^。；]{2,60}$")
"""An object that stands before its verb: 将……，纳入信用体系."""


LEAST = 12
"""Characters of a sentence that may be of another matter."""

SAYS_MORE = 14
"""Characters a paragraph must have beyond a heading that is how it begins."""


def misleads(document: PolicyDocument, head: str, text: str) -> bool:
    """Tell whether a heading repeats how its paragraph begins, announces a list, is vague, or turns or cuts what the paragraph says."""
    head = re.sub(r"\s", "", head)
    before = text[: text.find(head)] if head in text else ""
    before = re.split("[。；]", before)[-1]
    return bool(
        (re.match(_OURS + re.escape(head), text) and len(text) < len(head) + SAYS_MORE)
        or (len(head) >= _LONG and re.match(f"对于?{re.escape(head)}", text))
        or _LISTS.search(head)
        or _ONLY_LAW.match(head)
        or is_of_another_act(head, text)
        or (_WHO.search(head) and not re.search("电话|地址", text))
        or (_FORBIDS.match(head) and (_LIMITS.search(before) or (head not in text and _drawn_from(head, text))))
        or (_MOVED.search(before) and _acts(head))
        or (_HELPS.match(head) and not _names_a_thing(head))
        or (is_single(text) and (_VAGUE.match(head) or (head in _chapters(document) and not _tells_what(document, head, text))))
    )


def goes_under(head: str, text: str) -> bool:
    """Tell whether a further sentence of an article may stand under the heading of another: it has a word of it or goes on with what stands
    there; not another matter under fraud or a ban.
    """
    if head and not (_GOES_ON.match(text) or speaks_a_little(head, text)):
        return False
    if head and "上述" not in text[:SAYS_MORE] and any(len(one) >= LEAST and not _GOES_ON.match(one) and not speaks_a_little(head, one) for one in re.split("。", text) if "：" not in text):
        return False  # a sentence of another matter
    if re.search("(?:渠道|时限|情形)$", head) and not re.search("申请(?!人)", text) and not _GOES_ON.match(text) and is_of_other_kind(head, text):
        return False  # no channel, no term, no case
    if re.search("的(?:处罚|责任|处理)$", head) and not _GOES_ON.match(text):
        if (forged := re.search("伪造|变造|骗取|买卖", head)) and forged[0] not in text:
            return False
        culprit = re.match("(.{2,8}?)(?:违规|未|拖欠|骗取)", head)
        return text.startswith(culprit[1]) if culprit else head[:2] in text
    narrow = _FRAUD.search(head) or _FORBIDS.match(head)
    if head.startswith("不予") and "不予" not in text:
        return False  # a limit is no refusal
    return not narrow or (shares_a_word(head, text) and not is_of_another_act(head, text))


def is_single(text: str) -> bool:
    """Tell whether a paragraph is one sentence."""
    return len(re.findall("[。！？]", text.rstrip("。！？"))) == 0


def _chapters(document: PolicyDocument) -> set[str]:
    """Return the titles of chapters that have many articles."""
    articles = Counter(clause.parent for clause in document.clauses if clause.level is Level.ARTICLE)
    chapters = [clause for clause in document.clauses if clause.level is Level.CHAPTER and articles[clause.ref] >= _MANY]
    return {re.sub(r"\s", "", clause.heading) for clause in chapters} - {_CALLED_SO}


def shares_a_word(head: str, text: str) -> bool:
    """Tell whether a paragraph has a word of a heading that stands over several in common."""
    return any(len(word) > 1 and word in text for word, _ in rjieba.tag(head))


def _tells_what(document: PolicyDocument, head: str, text: str) -> bool:
    """Tell whether a chapter's title says what one sentence is about: its words all stand there, and are not the document's."""
    words = [word for word, _ in rjieba.tag(_COMMON.sub("", head))]
    return all(word in text for word in words) and (len(words) >= SPECIFIC or any(word not in document.title for word in words))


def _drawn_from(head: str, text: str) -> bool:
    """Tell whether what a heading forbids consists of characters of one sentence in their order, with gaps."""
    words = _FORBIDS.sub("", head)
    return any(re.search("[^。；]*?".join(map(re.escape, words)), sentence) for sentence in re.split("[。；]", text))


def _acts(head: str) -> bool:
    return rjieba.tag(head)[0][1].startswith("v")


def _names_a_thing(head: str) -> bool:
    return any(tag[:1] in ("n", "j", "l") or tag == "vn" for _, tag in rjieba.tag(head))
