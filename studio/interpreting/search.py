"""Which clause answers a question: BM25 on character bigrams, over each clause with its headings and introduction."""

import math
import re
from collections import Counter
from functools import lru_cache

from generators.model import Clause, PolicyDocument
from studio.interpreting.passages import passages_of
from studio.interpreting.similar import bigrams

K1, B = 1.2, 0.5
SAID_WEIGHT = 0.7
"""What a word counts that policies use where people say another (多少钱 for 标准), against 1 for a word of the question."""

MOST_SEEN = 4000
"""Characters of a clause that are searched."""

LOOKED_AT = 5
ENOUGH_HELD = 0.3
_ASKED_FOR = (
    (r"多少(?:个|名|钱|元|金额)|标准是|领取标准", r"\d[\d.]*(?:万)?(?:元|个|名|%)"),
    (r"起止|截止|什么时候|何时|起算|几月|哪天", r"\d{1,4}月|之日起|工作日"),
    (r"网址|哪个网站|电话", r"https?://|www|网|\d{7,}"),
    (r"流程|怎么(?:办|申请)|如何申请", r"提交|登录|受理窗口|填报|平台"),
)
_NOISE = re.compile(
    r"[\s，。；：、？！,.;:?!（）()《》“”\"'‘’]|什么|怎么|怎样|如何|哪些|哪里|多少|是否|能不能|可不可以|可以|吗|呢|的|了|是|有|请问|应该|需要"
)
_SAID_FOR = (
    (r"多少钱|给多少|标准是|金额|能拿", "标准 给予 每月 元"),
    (r"什么时候|何时|几号|哪天|时间", "自 起施行 时间 月 日 工作日内"),
    (r"多久|多长时间|期限|无限期|几个月|几年", "期限 最长 不超过 个月 年"),
    (r"谁(?:可以|能)|条件|资格|哪些人", "符合 条件 对象 同时"),
    (r"怎么(?:办|申请|领|申领)|流程|到哪|在哪|去哪|哪里", "申请 提交 办理 平台 窗口 受理 登录 公示 手续"),
    (r"材料|带什么|证件", "材料 提供 证明 身份证"),
    (r"电话|咨询|联系", "电话 咨询 联系"),
    (r"不能|不可以|不给|不予|例外", "不得 不予 不再 停止"),
    (r"排名|排序|先后", "排名 从高到低"),
    (r"辞职|离职|被裁|下岗", "中断就业 解除 劳动合同 终止"),
    (r"叠加|同时(?:享受|领)|重复", "不重复 同时 就高"),
    (r"废止|旧政策|老政策|以前的", "废止 不一致 以本"),
    (r"谁(?:负责|来管)|哪个部门", "负责 牵头 部门"),
    (r"是什么|什么意思|指的是", "所称 是指"),
)  # fmt: skip


def find_clauses(document: PolicyDocument, query: str, limit: int = 3) -> tuple[Clause, ...]:
    """Return the clauses that best match ``query``, best first; none when no clause shares two characters with it."""
    return tuple(clause for _, clause in _ranked(document, query)[:limit])


def locate(document: PolicyDocument, question: str) -> tuple[Clause, ...]:
    """Return the clauses that may answer ``question``, at most three; none when the document says nothing about it.

    A clause may answer when it holds most of what is asked about, and the kind of thing asked for: an amount, a date,
    a place. Used to decide between a proposed answer and 原文未作规定.
    """
    ranked = _ranked(document, question)[:LOOKED_AT]
    held = [clause for share, clause in ranked if share >= ENOUGH_HELD and _holds_kind(document, clause, question)]
    return tuple(held[:3])


def _holds_kind(document: PolicyDocument, clause: Clause, question: str) -> bool:
    text = "".join(part.text for part in document.subtree(clause.ref))[:MOST_SEEN]
    return all(re.search(needed, text) for asked, needed in _ASKED_FOR if re.search(asked, question))


def _ranked(document: PolicyDocument, query: str) -> list[tuple[float, Clause]]:
    """Return the clauses with the share of the query's own (weighted) pairs of characters each holds, best match first."""
    clauses, counts, lengths, frequencies = _index(document)
    own = bigrams(_NOISE.sub("", query[:MOST_SEEN]))
    wanted = Counter({gram: float(count) for gram, count in own.items()})
    for pattern, words in _SAID_FOR:
        if re.search(pattern, query):
            for word in words.split():
                for gram in bigrams(word) or {word: 1}:
                    wanted[gram] += SAID_WEIGHT
    rarity = {
        gram: math.log(1 + (len(clauses) - frequencies[gram] + 0.5) / (frequencies[gram] + 0.5)) for gram in wanted
    }
    whole = sum(rarity[gram] for gram in own) or 1.0
    average = sum(lengths) / max(1, len(lengths))
    scored = []
    for index, clause in enumerate(clauses):
        score = 0.0
        for gram, weight in wanted.items():
            if count := counts[index][gram]:
                score += (
                    weight * rarity[gram] * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[index] / average))
                )
        if score > 0:
            share = sum(rarity[gram] for gram in own if counts[index][gram]) / whole
            scored.append((-score, index, share, clause))
    return [(share, clause) for _, _, share, clause in sorted(scored, key=lambda entry: entry[:2])]


@lru_cache(maxsize=8)
def _indexed(digest: str, texts: tuple[str, ...]) -> tuple[list[Counter], list[int], Counter]:
    counts = [bigrams(_NOISE.sub("", text)) for text in texts]
    frequencies = Counter(gram for count in counts for gram in count)
    return counts, [sum(count.values()) for count in counts], frequencies


def _index(document: PolicyDocument) -> tuple[list[Clause], list[Counter], list[int], Counter]:
    clauses, texts = [], []
    for ref, passages in passages_of(document).by_clause.items():
        first = passages[0]
        lead = first.lead.text if first.lead else ""
        clauses.append(document.clause(ref))
        texts.append("".join((*first.headings, lead, document.clause(ref).text))[:MOST_SEEN])
    counts, lengths, frequencies = _indexed(document.source.sha256, tuple(texts))
    return clauses, counts, lengths, frequencies
