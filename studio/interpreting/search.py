"""Which clause answers a question: BM25 on character bigrams, over each clause with its headings and introduction."""

import math
import re
from collections import Counter
from functools import lru_cache

from generators.model import Clause, PolicyDocument
from studio.interpreting.passages import passages_of
from studio.interpreting.points import bigrams

K1, B = 1.2, 0.5
MOST_SEEN = 4000
"""Characters of a clause that are searched."""

_NOISE = re.compile(r"[\s，。；：、？！,.;:?!（）()《》“”\"'‘’]|什么|怎么|怎样|如何|哪些|哪里|多少|是否|能不能|可不可以|可以|吗|呢|的|了|是|有|请问|应该|需要")
_SAID_FOR = (
    (r"多少钱|给多少|标准是|金额|能拿", "标准 给予 每月 元"),
    (r"什么时候|何时|几号|哪天|时间", "自 起施行 时间 月 日 工作日内"),
    (r"多久|多长时间|期限|无限期|几个月|几年", "期限 最长 不超过 个月 年"),
    (r"谁(?:可以|能)|条件|资格|哪些人", "符合 条件 对象 同时"),
    (r"怎么(?:办|申请|领|申领)|流程|到哪|在哪|去哪|哪里", "申请 提交 办理 平台 窗口 受理 登录"),
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
    clauses, counts, lengths, frequencies = _index(document)
    wanted = bigrams(_NOISE.sub("", query[:MOST_SEEN]))
    for pattern, words in _SAID_FOR:
        if re.search(pattern, query):
            for word in words.split():
                for gram in bigrams(word) or {word: 1}:
                    wanted[gram] += 0.3
    average = sum(lengths) / max(1, len(lengths))
    scored = []
    for index, clause in enumerate(clauses):
        score = 0.0
        for gram, weight in wanted.items():
            if count := counts[index][gram]:
                rarity = math.log(1 + (len(clauses) - frequencies[gram] + 0.5) / (frequencies[gram] + 0.5))
                score += weight * rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[index] / average))
        if score > 0:
            scored.append((-score, index, clause))
    return tuple(clause for _, _, clause in sorted(scored, key=lambda entry: entry[:2])[:limit])


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
