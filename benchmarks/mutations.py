"""Rewriting a sentence without changing its facts, and altering exactly one fact of it. Used by faithfulness.py."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from generators.model.numerals import to_chinese
from studio.interpreting.facts import TextFact, facts_in
from studio.interpreting.facts.numbers import plain

Change = Callable[[str, Random], str | None]

SWAPPED_WORDS = {
    "comparator": [
        ("不得超过", "至少"), ("不能超过", "不低于"), ("不超过", "至少"), ("不低于", "不超过"), ("不少于", "不超过"), ("不高于", "不低于"), ("至少", "最多"), ("最高", "最低"),
        ("最长", "最短"), ("以上", "以下"), ("以下", "以上"), ("以内", "以上"), ("超过", "低于"), ("低于", "高于"), ("年满", "不满"), ("未满", "年满"), ("不满", "满"), ("不足", "超过"),
    ],
    "polarity": [
        ("不得", "可以"), ("不可以", "可以"), ("可以", "不得"), ("应当", "可以"), ("不予", "应予"), ("无需", "须"), ("不再", "继续"), ("不享受", "享受"), ("不能", "可以"), ("禁止", "允许"),
        ("免费", "收费"), ("必须", "可以"), ("不纳入", "纳入"), ("不收取", "收取"), ("不适用", "适用"), ("未经", "经"),
    ],
}  # fmt: skip
FAITHFUL_WORDS = [("应当", "应"), ("可以", "可"), ("不超过", "最多不超过"), ("不得", "不能"), ("按照", "按"), ("之日起", "之日起计算"), ("以及", "和"), ("或者", "或")]
SCOPES = [
    ("首次", "每次"), ("每人", "每户"), ("每户(?!籍)", "每人"), ("单个企业", "全部企业"), ("同一(?!时)", "不同"), ("一次性(?=给予|奖励|补贴|发放|支付)", "分期"), ("全额", "部分"), ("次月", "当月"), ("次年", "当年"),
    ("一方", "双方"), ("逐年", "一次性"), ("其中一项", "全部"), ("之一的", "全部的"),
]  # fmt: skip
PLAIN_WORDS = [
    ("不得", "不能"), ("无需", "不用"), ("老年人", "老人"), ("首次", "第一次"), ("医疗机构", "医院"), ("逾期", "过期"), ("次月", "下个月"), ("领取", "领"), ("就医", "看病"), ("应当", "要"), ("每人", "每个人"), ("取得", "拿到"),
]  # fmt: skip
SHORT_BODIES = [
    ("人力资源和社会保障局", "人社局"), ("人力资源社会保障局", "人社局"), ("住房和城乡建设局", "住建局"), ("住房城乡建设局", "住建局"), ("发展和改革委员会", "发改委"), ("发展改革委", "发改委"), ("卫生健康委员会", "卫健委"),
    ("卫生健康委", "卫健委"), ("市场监督管理局", "市监局"), ("市场监管局", "市监局"), ("工业和信息化局", "工信局"), ("人民政府", "政府"), ("残疾人联合会", "残联"), ("医疗保障局", "医保局"), ("农业农村局", "农业局"), ("村民委员会", "村委会"),
]  # fmt: skip
STRANGERS = ("市公共资源交易管理局", "省海洋与渔业厅", "区烟草专卖局", "市供销合作总社联合会", "国家粮食储备局")
_DEED = re.compile("应当?|负责|指导|核实|审核|审批|会同|组织|同意|统筹|制定|委托|牵头|拨付|复核|受理|确认|公布|通知|报告|备案")
_CONDITION = re.compile(r"(?:满|符合|具备|持有|取得|通过|认定|连续|签订|缴纳|登记|注册|以上|以下|同时|达到|超过|未)")


def _facts(text: str, *kinds: str) -> list[TextFact]:
    spans: dict[tuple[int, int], int] = {}
    facts = [fact for fact in facts_in(text) if fact.kind in kinds]
    for fact in facts:
        spans[fact.start, fact.end] = spans.get((fact.start, fact.end), 0) + 1
    return [fact for fact in facts if spans[fact.start, fact.end] == 1]


def _put(text: str, fact: TextFact, words: str) -> str:
    return text[: fact.start] + words + text[fact.end :]


def _number_replaced(fact: TextFact, change: Callable[[Decimal], Decimal]) -> str | None:
    """Return the fact's words with the number as written changed; Chinese numerals stay Chinese."""
    arabic = re.search(r"\d[\d,，]*(?:\.\d+)?", fact.text)
    if arabic:
        number = change(Decimal(re.sub("[,，]", "", arabic[0])))
        return fact.text.replace(arabic[0], plain(number), 1)
    chinese = re.search(r"[一二两三四五六七八九十百千]+", fact.text)
    value = Decimal(fact.value) if re.fullmatch(r"[\d.]+", fact.value) else None
    if not chinese or value is None or value != int(value) or value >= 10_000 or "分之" in fact.text:
        return None
    return fact.text.replace(chinese[0], to_chinese(int(change(value))), 1)


def _value_change(*kinds: str) -> Change:
    def change(text: str, random: Random) -> str | None:
        facts = _facts(text, *kinds)
        if not facts:
            return None
        fact = random.choice(facts)
        step = random.choice((Decimal(1), Decimal(2), Decimal(5)))
        words = _number_replaced(fact, lambda number: number + (step if number >= 10 else Decimal(1)) if number == int(number) else number + Decimal("0.3"))
        return words and _put(text, fact, words)

    return change


def _date_change(text: str, random: Random) -> str | None:
    facts = _facts(text, "date")
    if not facts:
        return None
    fact = random.choice(facts)
    part = random.choice(re.findall(r"\d+(?=[ ]*[年月日])", fact.text) or [""])
    if not part:
        return None
    limit = 12 if re.search(rf"(?<!\d){part}[ ]*月", fact.text) else 28 if re.search(rf"(?<!\d){part}[ ]*日", fact.text) else 9999
    other = int(part) + 1 if int(part) < limit else int(part) - 1
    return _put(text, fact, re.sub(rf"(?<!\d){part}(?=[ ]*[年月日])", str(other), fact.text, count=1))


def _word_change(kind: str) -> Change:
    def change(text: str, random: Random) -> str | None:
        facts = [fact for fact in facts_in(text) if fact.kind in ("money", "ratio", "duration", "age", "count")]
        choices = []
        for old, new in SWAPPED_WORDS[kind]:
            for match in re.finditer(old, text):
                beside = any(abs(match.end() - fact.start) <= 3 or abs(match.start() - fact.end) <= 1 for fact in facts)
                inside = any(match.start() - 2 < start and end <= match.end() + 2 for start, end in _longer_words(text, old))
                doubled = kind == "comparator" and re.match(r"[^，。；\d]{0,5}(?:不超过|不得超过|不低于)", text[match.end() :])
                if (kind != "comparator" or beside) and not inside and not doubled:
                    choices.append((match.start(), old, new))
        if not choices:
            return None
        at, old, new = random.choice(choices)
        return text[:at] + new + text[at + len(old) :]

    return change


def _longer_words(text: str, word: str) -> list[tuple[int, int]]:
    """A word inside a longer one of the same kind (超过 in 不超过, 可以 in 不可以) is not a word of its own."""
    longer = [old for pairs in SWAPPED_WORDS.values() for old, _ in pairs if word in old and old != word]
    return [match.span() for old in longer for match in re.finditer(old, text)]


def _bound_dropped(text: str, random: Random) -> str | None:
    words = re.finditer(r"最高不超过|最多不超过|最长不超过|不得超过|不超过|不低于|不少于|最高|至少", text)
    found = [match for match in words if re.match(r"\d", text[match.end() :]) and not re.search(r"(?:最[高多长]|限额|上限)[^，。；]{0,8}$", text[: match.start()])]
    if not found:
        return None
    match = random.choice(found)
    return text[: match.start()] + text[match.end() :]


def _unit_change(text: str, random: Random) -> str | None:
    pairs = [
        (r"(?<=\d)万元", "元"), (r"(?<=\d)元", "万元"), (r"个工作日", "日"), (r"(?<=\d)日(?=内)", "个工作日"), (r"(?<=\d)个月", "年"), (r"(?<=\d)年(?=以上|内|以内|的|，|。)", "个月"),
        (r"每月(?=\d)", "每年"), (r"每年(?=[^，。]{0,8}\d+[^，。]{0,3}元)", "每月"), (r"每人每天", "每人每月"), (r"(?<=\d)%", "‰"), (r"个百分点", "%"),
    ]  # fmt: skip
    found = [(match, new) for old, new in pairs for match in re.finditer(old, text)]
    dated = [(fact.start, fact.end) for fact in facts_in(text) if fact.kind in ("date", "document", "phone")]
    found = [(match, new) for match, new in found if not any(a <= match.start() < b for a, b in dated)]
    if not found:
        return None
    match, new = random.choice(found)
    return text[: match.start()] + new + text[match.end() :]


def _magnitude_change(text: str, random: Random) -> str | None:
    facts = _facts(text, "money", "count", "duration", "ratio")
    facts = [fact for fact in facts if re.search(r"\d", fact.text)]
    if not facts:
        return None
    fact = random.choice(facts)
    words = _number_replaced(fact, lambda number: number * 10 if random.random() < 0.6 or number < 10 else number / 10)
    return words and _put(text, fact, words)


def _organisation_change(text: str, random: Random) -> str | None:
    facts = _facts(text, "organisation")
    return _put(text, random.choice(facts), random.choice(STRANGERS)) if facts else None


def _subject_swap(text: str, random: Random) -> str | None:
    """Exchange two values of one kind and unit that stand in one sentence."""
    facts = _facts(text, "money", "ratio", "duration", "age")
    pairs = [
        (a, b) for index, a in enumerate(facts) for b in facts[index + 1 :]
        if a.kind == b.kind and a.unit == b.unit and a.value != b.value and not re.search("[。；]", text[a.end : b.start])
        and len(re.sub(r"[^\u4e00-\u9fff]", "", text[a.end : b.start])) >= 4
    ]  # fmt: skip
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return text[: a.start] + b.text + text[a.end : b.start] + a.text + text[b.end :]


def _role_swap(text: str, random: Random) -> str | None:
    match = re.search(r"(?P<a>[^，。；：（）\n]{2,16}?)(?P<r>牵头|配合)", text)
    heads = re.search(r"牵头(单位|部门)?：(?P<a>[^，；。、）]{3,16})；?(?:配合|责任)(单位|部门)?：(?P<b>[^，；。、）]{3,16})", text)
    if heads:
        return text[: heads.start("a")] + heads["b"] + text[heads.end("a") : heads.start("b")] + heads["a"] + text[heads.end("b") :]
    if match:
        return text[: match.start("r")] + {"牵头": "配合", "配合": "牵头"}[match["r"]] + text[match.end("r") :]
    match = re.search(r"由(?P<a>[^，。；]{3,18}?)负责(?P<what>解释|组织实施)", text)
    return match and text[: match.start("a")] + random.choice(STRANGERS) + text[match.end("a") :]


def _actor_swap(text: str, random: Random) -> str | None:
    """Exchange two bodies that do different things in one sentence."""
    facts = _facts(text, "organisation")
    pairs = [
        (a, b) for a, b in zip(facts, facts[1:], strict=False)
        if a.value != b.value and a.value not in b.value and b.value not in a.value
        and not re.search("[。；]", text[a.end : b.start]) and len(re.sub(r"[^\u4e00-\u9fff]|[和与及由]|会同|以及", "", text[a.end : b.start])) >= 3
        and _DEED.search(re.sub(r"（[^（）]*）|及其有关部门", "", text[a.end : b.start])) and "简称" not in text[a.end : b.start]
    ]  # fmt: skip
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return text[: a.start] + b.text + text[a.end : b.start] + a.text + text[b.end :]


def _scope_change(text: str, random: Random) -> str | None:
    found = [(match, new) for old, new in SCOPES for match in re.finditer(old, text)]
    if not found:
        return None
    match, new = random.choice(found)
    return text[: match.start()] + new + text[match.end() :]


def _list_order(text: str, random: Random) -> str | None:
    """Turn round the values behind 分别: the first gets the last one's."""
    match = re.search(r"分别[^，。；、\d]{0,8}(?P<values>\d[\d.]*[万亿]?[元%倍分个家年月日]?(?:[、和]\d[\d.]*[万亿]?[元%倍分个家年月日]?){1,4})", text)
    parts = re.split("([、和])", match["values"]) if match else []
    values = parts[::2]
    if len(values) < 2 or len(set(values)) < 2:
        return None
    parts[::2] = [*values[1:], values[0]]
    return text[: match.start("values")] + "".join(parts) + text[match.end("values") :]


def _sum_of(text: str, off: int) -> str | None:
    facts = [fact for fact in _facts(text, "money") if fact.unit == "元" and fact.comparator == "="]
    if len(facts) != 2 or facts[0].per != facts[1].per or facts[0].value == facts[1].value:
        return None
    total = Decimal(facts[0].value) + Decimal(facts[1].value)
    return f"{text.rstrip('。；')}，两项合计{plain(total * (100 + off) / 100)}元。"


def _wrong_sum(text: str, random: Random) -> str | None:
    return _sum_of(text, random.choice((5, 10, 50)))


def _condition_dropped(text: str, random: Random) -> str | None:
    facts = _facts(text, "money", "ratio")
    for fact in facts:
        start = max(text.rfind(mark, 0, fact.start) for mark in "。；\n") + 1
        parts = re.split("(?<=，)", text[start : fact.start])
        conditions = [part for part in parts[:-1] if _CONDITION.search(part) and len(part) >= 8 and not _facts(part, "money") and (part.endswith("的，") or not _facts(part, "ratio"))]
        if conditions and re.search("给予|补贴|奖励|补助|标准|资助|享受|扣除|支付", text[start : fact.end + 20]):
            kept = [part for part in parts[:-1] if part not in conditions]
            return text[:start] + "".join([*kept, parts[-1]]) + text[fact.start :]
    return None


ALTERATIONS: dict[str, tuple[Change, ...]] = {
    "amount": (_value_change("money"),),
    "ratio": (_value_change("ratio"),),
    "date": (_date_change,),
    "duration": (_value_change("duration"),),
    "count, age": (_value_change("count", "age"),),
    "comparator": (_word_change("comparator"), _bound_dropped),
    "polarity": (_word_change("polarity"),),
    "unit": (_unit_change,),
    "order of magnitude": (_magnitude_change,),
    "organisation": (_organisation_change,),
    "subject swap": (_subject_swap,),
    "role swap": (_role_swap,),
    "dropped condition": (_condition_dropped,),
    "actor swap": (_actor_swap,),
    "scope": (_scope_change,),
    "list order": (_list_order,),
    "derived value": (_wrong_sum,),
}


def alterations(text: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield (class, altered text) for every class that applies to ``text``."""
    for name, changes in ALTERATIONS.items():
        for change in changes:
            altered = change(text, random)
            if altered and altered != text:
                yield name, altered


def _chinese_numerals(text: str, random: Random) -> str | None:
    for fact in reversed(_facts(text, "duration", "age", "count", "ratio")):
        match = re.match(r"(\d{1,4})(?!\d|[.,])(.*)", fact.text)
        if not match:
            continue
        rest = match[2].strip()
        words = f"百分之{to_chinese(int(match[1]))}" if rest == "%" else to_chinese(int(match[1])) + rest
        text = _put(text, fact, words)
    return text


def _other_money_unit(text: str, random: Random) -> str | None:
    for fact in reversed(_facts(text, "money")):
        value = Decimal(fact.value)
        if fact.unit != "元" or "、" in fact.text:
            continue
        words = f"{plain(value)}元" if "万" in fact.text else f"{plain(value / 10_000)}万元" if value >= 100 else None
        text = _put(text, fact, words) if words else text
    return text


def _spoken_dates(text: str, random: Random) -> str | None:
    for fact in reversed(_facts(text, "date")):
        words = re.sub(r"\d{4}(?=[ ]*年)", lambda year: "".join("〇一二三四五六七八九"[int(digit)] for digit in year[0]), fact.text)
        words = re.sub(r"\d{1,2}(?=[ ]*[月日])", lambda part: to_chinese(int(part[0])), words)
        text = _put(text, fact, words)
    return text


def _without_brackets(text: str, random: Random) -> str | None:
    return re.sub(r"（[^（）]{0,40}）", "", text)


def _without_lead(text: str, random: Random) -> str | None:
    return re.sub(r"^(?:[^，。；]{0,6}[是：:]|同时，|此外，|其中，|为[^，。]{4,40}，|根据[^，。]{4,40}，|按照[^，。]{4,40}，)", "", text)


def _reordered(text: str, random: Random) -> str | None:
    parts = [part for part in re.split("(?<=[；。])", text) if part.strip()]
    if len(parts) < 2:
        return None
    parts[-1] = parts[-1].rstrip("；。") + "。"
    return "".join(reversed(parts))


def _other_words(text: str, random: Random) -> str | None:
    for old, new in FAITHFUL_WORDS:
        text = re.sub(rf"(?<![不最]){old}", new, text)
    return text


def _replaced(pairs: list[tuple[str, str]]) -> Change:
    def rewrite(text: str, random: Random) -> str | None:
        held = [(fact.start, fact.end) for fact in facts_in(text) if fact.kind == "document"]
        for old, new in pairs:
            if not any(a <= match.start() < b for match in re.finditer(old, text) for a, b in held):
                text = text.replace(old, new)
        return text

    return rewrite


def _shares_in_tenths(text: str, random: Random) -> str | None:
    return re.sub(r"(?<![\d.])([2-9])0%(?!\d|的?股)", lambda match: f"{to_chinese(int(match[1]))}成", text)


def _by_whom(text: str, random: Random) -> str | None:
    """由市财政局负责 and 市财政局负责 are one."""
    return re.sub(r"(?<=[，。；])由(?=[省市区县][\u4e00-\u9fff]{2,12}(?:局|委|厅|部门)(?:牵头|负责|会同))", "", text)


REWRITINGS: dict[str, Change] = {
    "as written": lambda text, random: text,
    "Chinese numerals": _chinese_numerals,
    "元 and 万元": _other_money_unit,
    "dates as spoken": _spoken_dates,
    "brackets dropped": _without_brackets,
    "lead dropped": _without_lead,
    "sentences reordered": _reordered,
    "near synonyms": _other_words,
    "plain words": _replaced(PLAIN_WORDS),
    "bodies shortened": _replaced(SHORT_BODIES),
    "shares as 成": _shares_in_tenths,
    "由 left out": _by_whom,
    "sums added": lambda text, random: _sum_of(text, 0),
}


def rewritings(text: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield (form, text) for every rewriting that leaves the facts as they are; equal texts once."""
    seen = set()
    for name, rewrite in REWRITINGS.items():
        rewritten = rewrite(text, random)
        if rewritten and len(rewritten) >= 8 and rewritten not in seen:
            seen.add(rewritten)
            yield name, rewritten
