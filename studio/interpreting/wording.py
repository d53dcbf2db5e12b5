"""Titles and statements as an editor would write them, by rules that cannot change a fact."""

import re

import rjieba

from studio.interpreting.passages import Passage, without_responsible

LONGEST_TITLE = 14
LONG = 120
"""Characters from which a statement is split at its ；."""

_OPENERS = re.compile(r"^(?:其中|同时|此外|另外|具体|对此|一是|二是|三是|四是|五是|六是|首先|其次|——|—|[-－]|[（(]\d{1,2}[）)]|[①-⑳])[，,：:、]?\s*")
_PREAMBLE = re.compile(r"^(?:为了?|围绕|按照|根据|依据|以)[^，。；《》]{4,60}，(?=(?:对|给予|鼓励|支持|建立|设立|实施|开展|推进|加快|将|自|自动|每年|凡))")
_NUMBER_OF_FILE = re.compile(r"[（(](?:[\u4e00-\u9fff]{1,12}[〔\[（(【]\d{4}[〕\]）)】]\s*第?\s*\d+\s*号)[）)]")
_SHORT_NAME = re.compile(r"[（(](?:以下|下)(?:简称|统称|称)[^）)]{1,30}[）)]")
_LIST_INTRO = re.compile(r"[，,]?(?:具体|主要)?(?:可以|应当|应|须)?(?:分别)?(?:按照|按|依照)?(?:以下|下列|如下)(?:的)?(?:标准|规定|方式|原则|方法|办法|程序|比例|要求|情况|渠道)?(?:[^，。：]{0,8})?[：:]$|[，,]?(?:具体)?(?:如下|标准为|包括|为|是)[：:]$|[：:]$")
_TRAIL = "，。；：、,;: 　的和与及或并等对为在由按将把从向以"
_HEAD_NOUNS = ("补贴", "补助", "奖励", "奖补", "资助", "津贴", "救助金", "保险金", "补助金", "抚恤金", "奖金", "消费券", "贴息", "优惠", "待遇", "保障标准", "养育标准", "生活标准", "饮食标准", "认定标准", "扣除", "标准", "支持", "减免", "补偿", "费用", "经费", "额度", "期限", "利息", "优待")
_STOP_WORDS = {"给予", "发放", "享受", "按", "按照", "为", "的", "对", "可", "可以", "领取", "申请", "一次性", "最高", "不超过", "每", "每人", "每月", "每年", "提供", "予以", "实行", "进行", "获得", "单个", "同一", "该", "其", "和", "及", "或", "与", "，", "、", "。", "；", "（", "）", "“", "”", "《", "》", "不", "不得", "再", "能", "由", "将", "自", "在", "以", "从", "等", "于", "至", "元", "万元", "应", "应当", "有", "用", "上述", "本", "所", "是", "下列", "以下", "符合", "规定", "相应", "相关", "有关", "其他", "各", "已", "已经", "年度", "以上", "以下", "继续", "累计", "只能", "补贴给", "到", "安排", "用于", "超过", "确定", "定额", "据实"}
_VERBS_OF_HEADINGS = re.compile(r"^(?:关于|切实|进一步|积极|大力|着力|全面|加快|不断|持续)+")


def title_of(text: str, limit: int = LONGEST_TITLE) -> str:
    """Return ``text`` as a title: no closing punctuation or dangling word, at most ``limit`` characters, cut between words."""
    text = re.sub(r"[（(][^）)]*[）)]", "", text).strip(" 　。；：，、,.:;")
    text = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*", "", text)
    text = _VERBS_OF_HEADINGS.sub("", text) or text
    if len(text) > limit:
        first = re.split(r"[，；：。,;]", text)[0]
        text = first if 4 <= len(first) else text
    if len(text) > limit and (cut := _at_enumeration(text, limit)):
        text = cut
    if len(text) > limit:
        text = _by_words(text, limit)
    return _balanced(text.strip(_TRAIL))


def _at_enumeration(text: str, limit: int) -> str:
    """Cut A、B和C at a joint, when what stays is a title of its own."""
    cut = text[: limit + 1].rfind("、")
    return text[:cut] if cut >= 5 else ""


def _by_words(text: str, limit: int) -> str:
    kept = ""
    for word in rjieba.cut(text[: limit * 3]):
        if len(kept) + len(word) > limit:
            break
        kept += word
    return kept or text[:limit]


def _balanced(text: str) -> str:
    for opening, closing in ("“”", "《》", "（）", "()"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


def granted(text: str) -> str:
    """Return the name of what is granted, for instance 租房补贴; empty when the sentence names nothing."""
    words = rjieba.cut(text[:400])
    best = ""
    for index, word in enumerate(words):
        if not word.endswith(_HEAD_NOUNS):
            continue
        name = word
        for before in reversed(words[max(0, index - 4) : index]):
            if before in _STOP_WORDS or re.search(r"[\d\W]", before) or len(before) + len(name) > 12:
                break
            name = before + name
        if len(name) > 2 and (not best or _telling(name) > _telling(best)):
            best = name
    return best if len(best) >= 4 else ""


def _telling(name: str) -> int:
    good = name.endswith(("补贴", "补助", "奖励", "奖补", "资助", "津贴", "保险金", "补助金", "标准", "贴息", "奖金"))
    return (10 if good else 0) + min(len(name), 8)


def term(text: str) -> str:
    """Return the word a definition explains; empty when there is none."""
    found = re.search(r"(?:所称|所指|所说)的?[“\"]?([^，。：”\"（(]{2,24}?)[”\"]?(?:[（(][^）)]*[）)])?[，,]?(?:是指|指的是|主要是指|指|包括|，是|是)", text)
    found = found or re.search(r"^(?:其中，?)?[“\"]?([^，。：”\"（(]{2,20}?)[”\"]?(?:[（(][^）)]*[）)])?[，,]?(?:是指|包括)", text)
    return found[1].removeprefix("的").strip() if found else ""


def subject(text: str) -> str:
    """Return who or what the sentence speaks about: its first phrase, without opening words."""
    text = re.sub(r"^(?:对于?|凡|由|在|经|自|为了?|将|鼓励|支持)(?=[\u4e00-\u9fff]{4})", "", _OPENERS.sub("", text))
    return title_of(re.split(r"(?:应当|应该|须|可以|不得|负责|[，。；：（(]|可按|享受|按照|应|可)", text)[0])


def own_heading(passage: Passage) -> str:
    """Return the heading nearest to the passage, as a title; empty when it has none."""
    return title_of(passage.headings[-1]) if passage.headings else ""


def statement_of(passage: Passage) -> str:
    """Return the passage as one self-contained sentence: the introduction it continues, then its own words."""
    text = polish(passage.text)
    if passage.lead is not None:
        stem = lead_stem(passage.lead)
        if stem and stem not in text:
            text = f"{stem}：{text}"
    return finish(text)


def lead_stem(lead: Passage) -> str:
    """Return what an introduction says without its 如下：, for instance 对符合条件的企业给予支持."""
    stem = _LIST_INTRO.sub("", polish(lead.text)).strip(" ，；。")
    if len(stem) > 60:
        stem = stem.rsplit("。", 1)[-1]
    return "" if len(stem) < 4 else stem


def polish(text: str) -> str:
    """Drop what states nothing: opening connectives, preambles (为进一步…，), numbers of files, short names, responsible units."""
    text = without_responsible(text.strip())
    text = _OPENERS.sub("", text)
    text = _NUMBER_OF_FILE.sub("", _SHORT_NAME.sub("", text))
    if len(text) > 50:
        text = _PREAMBLE.sub("", text)
    return text.replace("\n", "").strip()


def finish(text: str) -> str:
    """Return ``text`` ending in one full stop."""
    text = text.strip().rstrip("；;，,、。：: ")
    return text if text.endswith(("！", "？")) else f"{text}。"


def joined(lead: str, items: list[str]) -> str:
    """Return an introduction and its items as one sentence: lead：A；B；C。"""
    cleaned = [item.strip().rstrip("；;。，,") for item in items]
    return finish(f"{lead.rstrip('：: ')}：{'；'.join(cleaned)}")
