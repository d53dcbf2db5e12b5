"""Every number, date, amount and ratio of a statement stands in its clauses: with that value, unit and bound."""

import re

from studio.checking.derived import is_worked_out, recomputed
from studio.checking.evidence import Evidence, Source
from studio.checking.findings import Finding
from studio.checking.implied import implied_facts
from studio.checking.measures import MEASURED, measure, same_value, whole_bound
from studio.checking.places import label_of, likeness
from studio.checking.quoting import quoted
from studio.checking.texts import facts_of_text, share_of
from studio.checking.units import units_of
from studio.interpreting.facts import TextFact

CHECKED = MEASURED | {"date", "phone", "formula", "other"}
_SOFT = {"满", "年满", "届满", "已满", "起", "内", "之内", "以内", "多"}
"""Bounds that everyday wording drops or adds without a change of sense: 满1年 and 1年, 10个工作日内 and 10个工作日."""
_BOUND_WORDS = {
    "<": re.compile("不超过|不高于|最高|最多|最长|上限|限额|封顶|以内|以下|至多|不得超过|不能超过|控制在|额度|总额|总计"),
    ">": re.compile("不低于|不少于|至少|最低|最少|以上|起步|下限|满|达到|不得低于|不得少于"),
}
_EDITORS_UNITS, _EDITORS_MOST = {"项", "个", "类", "种", "步", "条", "次", "批"}, 30
"""What an editor may have counted (共8项措施), and up to which number."""
_MOST_PLACES = 100
"""Places of one value that are compared; a clause that repeats a figure more often than this says it often enough."""
_ADVICE_VALUE = "按原文改正；如果出自别的条款，补上那一条的引文；如果是本部门掌握的情况，作为部门说明署名写明出处。"
_ADVICE_BOUND = "照原文写明上限、下限或者起止，不要改动。"


def figure_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return what is wrong with the figures of ``text``. A bound or period named in the text ``beside`` it counts."""
    found = []
    facts = [fact for fact in facts_of_text(text) if fact.kind in CHECKED]
    for fact in facts:
        if finding := _finding(fact, text, evidence, beside):
            found.append(finding)
    return list(dict.fromkeys([*found, *_words_findings(text, evidence)]))


def _words_findings(text: str, evidence: Evidence) -> list[Finding]:
    """Ask about 全额, 减半 and their like where the clauses have neither the word nor the share it stands for."""
    found = []
    for fact in implied_facts(text):
        if fact.kind != "ratio" or fact.text in evidence.text:
            continue
        known = [other for _, other in evidence.facts()] + list(implied_facts(evidence.text))
        if not any(other.kind == "ratio" and same_value(fact, other) for other in known):
            message = f"依据条款（{evidence.label}）中没有“{fact.text}”的意思。"
            found.append(Finding(code="figure_unclear", verdict="confirm", text=message, advice="照原文写明比例或者金额；无误则确认。"))
    return found


_EACH = re.compile(r"每[^，。；、\d]{0,6}$")


def _finding(fact: TextFact, text: str, evidence: Evidence, beside: str) -> Finding | None:
    if fact.kind == "count" and fact.value == "1" and _EACH.search(text[max(0, fact.start - 7) : fact.start]):
        return None
    same = [(fact, source, other) for source, other in evidence.facts() if other.kind == fact.kind and same_value(fact, other)]
    whole = whole_bound(fact)
    if whole is not fact:
        same += [(whole, source, other) for source, other in evidence.facts() if other.kind == fact.kind and same_value(whole, whole_bound(other))]
    if not same:
        return _absent(fact, text, evidence)
    said = label_of(text, fact)
    judged = [
        (likeness(said, label_of(source.text, other)), problem and problem.replace(ref=source.ref))
        for ours, source, other in same[:_MOST_PLACES]
        for problem in [_difference(ours, other, source, text, evidence, beside)]
    ]  # fmt: skip
    fitting = max((fit for fit, problem in judged if problem is None), default=-1.0)
    worse = [(fit, problem) for fit, problem in judged if problem is not None and (fitting < 0 or (fit >= 0.9 and fit - fitting >= 0.2))]
    if not worse:
        return None
    best = max(fit for fit, _ in worse)
    return min((problem for fit, problem in worse if fit == best), key=lambda finding: finding.verdict != "confirm")


def _absent(fact: TextFact, text: str, evidence: Evidence) -> Finding | None:
    if any(same_value(fact, other) for other in implied_facts(evidence.text)):
        return None
    if _is_first(fact, text, evidence):
        return None
    if _is_period(fact, text, evidence) or _is_interval(fact, text, evidence):
        return None
    dimension = measure(fact)[0]
    rivals = [(source, other) for source, other in evidence.facts() if other.kind == fact.kind and measure(other)[0] == dimension]
    cited = [(source, other) for source, other in rivals if source.cited] or rivals
    said = label_of(text, fact)
    if not any(likeness(said, label_of(source.text, other)) == 1.0 for source, other in cited) and recomputed(fact, text, evidence):
        return None
    if is_worked_out(fact, text, evidence):
        return None
    if fact.kind == "formula":
        message = f"依据条款（{evidence.label}）中没有与“{fact.text[:40]}”相同的算式。"
        return Finding(code="figure_unclear", verdict="confirm", text=message, advice="核对算式里的每一项；写法不同但算法相同的，予以确认。")
    if _may_be_counted(fact) and not _close(fact, text, cited):
        if int(fact.value) in evidence.counted | _listed(text, evidence):
            return None
        return Finding(
            code="figure_unclear", verdict="confirm", text=f"依据条款（{evidence.label}）中没有“{quoted(text, fact)}”这个数。",
            advice="如果是编写时自己数的，核对一遍并确认；如果是政策的规定，按原文改正。",
        )  # fmt: skip
    if not cited:
        return Finding(
            code="figure_unsupported", verdict="unsupported",
            text=f"“{quoted(text, fact)}”在依据条款（{evidence.label}）中找不到{_elsewhere(fact, evidence)}。", advice=_ADVICE_VALUE,
        )  # fmt: skip
    source, nearest = _nearest(fact, text, cited, evidence)
    return Finding(
        code="figure_contradicted", verdict="contradicted",
        text=f"“{quoted(text, fact)}”与{source.label}不符，原文是“{quoted(source.text, nearest)}”{_elsewhere(fact, evidence)}。", advice=_ADVICE_VALUE, ref=source.ref,
    )  # fmt: skip


def _nearest(fact: TextFact, text: str, cited: list[tuple[Source, TextFact]], evidence: Evidence) -> tuple[Source, TextFact]:
    """Return the figure of the clauses that has the subject of ``fact``: whose words fit best, then whose surroundings do."""
    said = next((unit for unit in units_of(text) if unit.start <= fact.start < unit.end), None)
    dimension = measure(fact)[0]
    fits: dict[TextFact, float] = {}
    for unit in evidence.scale.units if said else ():
        for other in unit.facts:
            fits[other] = max(fits.get(other, 0.0), evidence.scale.fit(said, unit, besides=dimension))
    return max(cited, key=lambda pair: (round(fits.get(pair[1], 0.0), 2), share_of(context(text, fact), context(pair[0].text, pair[1]))))


def _is_first(fact: TextFact, text: str, evidence: Evidence) -> bool:
    """头一个小时 is 首小时."""
    first = fact.kind == "duration" and fact.value == "1" and re.search("[头首第前]$", text[max(0, fact.start - 1) : fact.start])
    return bool(first) and re.search(f"(?:首|第一)个?{fact.unit}", evidence.text) is not None


def _is_period(fact: TextFact, text: str, evidence: Evidence) -> bool:
    """一年最高20万元 says 每年: the year counts nothing, it is what the amount is for."""
    if fact.kind != "duration" or fact.value != "1" or fact.comparator != "=":
        return False
    amounts = [other for other in facts_of_text(text) if other.kind in ("money", "count") and 0 <= other.start - fact.end <= 8]
    return bool(amounts) and (_mentions_period(fact.unit, evidence.text) or any(recomputed(other, text, evidence) for other in amounts))


_INTERVALS = {("月", "1"): "每月|按月", ("月", "3"): "每季度?|按季", ("月", "6"): "每半年", ("月", "12"): "每年|按年", ("日", "7"): "每周", ("年", "0.5"): "每半年", ("年", "1"): "每年|按年|年度"}


def _is_interval(fact: TextFact, text: str, evidence: Evidence) -> bool:
    """每三个月 is 每季度."""
    words = _INTERVALS.get((fact.unit, fact.value)) if fact.kind == "duration" else None
    return bool(words and re.search("每[隔满]?$", text[max(0, fact.start - 2) : fact.start]) and re.search(words, evidence.text))


def _listed(text: str, evidence: Evidence) -> frozenset[int]:
    """Return how many things a reader may count: the parts of a sentence of the clauses, 一是 and 二是, the amounts just given."""
    numbers = {len(re.findall("[一二三四五六七八九]是", text)), sum(fact.kind in ("money", "ratio") for fact in facts_of_text(text)) - 1}
    for source in evidence.sources:
        if source.cited:
            for sentence in re.split("[。\n]", source.text):
                numbers |= {sentence.count("；") + 1, sentence.count("，") + 1} | {len(re.findall("[、和及或]", piece)) + 1 for piece in re.split("[，；：]", sentence)}
    return frozenset(number for number in numbers if number > 1)


def _may_be_counted(fact: TextFact) -> bool:
    own = fact.kind == "count" and fact.unit in _EDITORS_UNITS and fact.comparator == "="
    return own and fact.value.isdecimal() and int(fact.value) <= _EDITORS_MOST


def _elsewhere(fact: TextFact, evidence: Evidence) -> str:
    """Say where else in the document the value stands, if anywhere: the citation may be what is wrong."""
    for clause in evidence.document.clauses:
        if any(other.kind == fact.kind and same_value(fact, other) for other in facts_of_text(clause.text)):
            return f"（{evidence.document.address(clause.ref)}有“{fact.text}”）"
    return ""


def _close(fact: TextFact, text: str, rivals: list[tuple[Source, TextFact]]) -> bool:
    said = context(text, fact)
    return any(share_of(said, context(source.text, other)) >= 0.4 for source, other in rivals)


def _difference(said: TextFact, written: TextFact, source: Source, text: str, evidence: Evidence, beside: str) -> Finding | None:
    return _bound_difference(said, written, source, text, evidence, beside) or _per_difference(said, written, source, text, evidence, beside)


def _bound_difference(said: TextFact, written: TextFact, source: Source, text: str, evidence: Evidence, beside: str) -> Finding | None:
    ours, theirs = said.comparator, written.comparator
    if ours == theirs or said.kind in ("phone", "formula", "other") or said.bound == "含":
        return None
    if said.kind == "date" and "=" in (ours, theirs):
        return None
    both = f"“{quoted(text, said)}”，{source.label}的原文是“{quoted(source.text, written)}”"
    if ours == "=":
        if written.bound in _SOFT or _bounded_beside(said, written, beside):
            return None
        if theirs == "~":
            return Finding(code="bound_dropped", verdict="confirm", text=f"少了“左右”一类的约数：{both}。", advice=_ADVICE_BOUND)
        return Finding(code="bound_dropped", verdict="contradicted", text=f"少了上限或者下限：{both}。", advice=_ADVICE_BOUND)
    if theirs == "=":
        if _bound_of_sentence(written, source) == ours:
            return None
        loose = _BOUND_WORDS.get(ours[0])
        if loose and loose.search(source.heading_of(written)):
            return None
        if said.bound in _SOFT or (loose and loose.search(evidence.text)):
            return Finding(code="bound_added", verdict="confirm", text=f"上下限需要核对：{both}。", advice=_ADVICE_BOUND)
        return Finding(code="bound_added", verdict="contradicted", text=f"多了原文没有的上限、下限或者约数：{both}。", advice=_ADVICE_BOUND)
    if ours[0] != theirs[0] and len(ours) != len(theirs) and _UNDONE.search(_piece_of(text, said)):
        return Finding(code="bound_unclear", verdict="confirm", text=f"说的是超出期限的情形，需要核对：{both}。", advice=_ADVICE_BOUND)
    if ours[0] == theirs[0]:
        if any(other.kind == said.kind and same_value(said, other) and _completes(ours, other.comparator) for _, other in evidence.facts()):
            return None
        return Finding(code="bound_unclear", verdict="confirm", text=f"包不包括这个数需要核对：{both}。", advice=_ADVICE_BOUND)
    opposite = "相反" if {ours[0], theirs[0]} == {"<", ">"} else "不同"
    return Finding(code="bound_differs", verdict="contradicted", text=f"上下限与原文{opposite}：{both}。", advice=_ADVICE_BOUND)


_UNDONE = re.compile("没有|还没|仍未|未(?!满)|逾期")
_ADJUSTED = re.compile("放宽|提高|延长|增加|上浮|调整|降低|缩短|下调|上调")


def _completes(ours: str, theirs: str) -> bool:
    """不满3周岁 is what 年满3周岁 leaves over."""
    return {ours, theirs} in ({"<", ">="}, {">", "<="})


def _bound_of_sentence(written: TextFact, source: Source) -> str:
    """Return the comparator an earlier figure of the clause sets for one that adjusts it: 不超过40周岁，…可放宽至45周岁; '' without."""
    before = [other for other in source.facts if other.kind == written.kind and other.unit == written.unit and other.end <= written.start]
    if not before or not _ADJUSTED.search(source.text, before[-1].end, written.start):
        return ""
    return before[-1].comparator


def _piece_of(text: str, fact: TextFact) -> str:
    return next((unit.text for unit in units_of(text) if unit.start <= fact.start < unit.end), text)


def _bounded_beside(said: TextFact, written: TextFact, beside: str) -> bool:
    return any(fact.comparator == written.comparator and same_value(fact, said) for fact in facts_of_text(beside))


_PERIODS = {"年", "学年", "学期", "季度", "月", "周", "日", "小时"}
_ALIKE = {"家": "户", "个": "户", "次": "次"}


def _per_difference(said: TextFact, written: TextFact, source: Source, text: str, evidence: Evidence, beside: str) -> Finding | None:
    ours, theirs = _units_of(said.per), _units_of(written.per)
    if ours == theirs or said.kind not in ("money", "count", "ratio", "duration"):
        return None
    both = f"“{quoted(text, said)}”，{source.label}的原文是“{quoted(source.text, written)}”"
    advice = "按原文写明是每人、每月还是每年。"
    if (ours & _PERIODS) != (theirs & _PERIODS):
        added = (ours - theirs) & _PERIODS
        if added and not all(_mentions_period(unit, evidence.text) for unit in added):
            return Finding(code="unit_differs", verdict="contradicted", text=f"计算的周期与原文不同：{both}。", advice=advice)
        if added and theirs & _PERIODS:
            return Finding(code="unit_differs", verdict="contradicted", text=f"计算的周期与原文不同：{both}。", advice=advice)
        dropped = (theirs - ours) & _PERIODS
        if dropped and said.kind == "money" and not all(_mentions_period(unit, text + beside) for unit in dropped):
            return Finding(code="unit_dropped", verdict="confirm", text=f"没有说明是每月还是每年：{both}。", advice=advice)
    extra = (ours - theirs) - _PERIODS
    if extra and not all(re.search(f"每{{0,1}}(?:一|个)?{unit}|/{unit}|单{unit}|各{unit}", evidence.text) for unit in extra):
        return Finding(code="unit_differs", verdict="confirm", text=f"按什么计算需要核对：{both}。", advice=advice)
    return None


def _units_of(per: str) -> set[str]:
    return {_ALIKE.get(unit, unit) for unit in per.split("·") if unit}


def _mentions_period(unit: str, text: str) -> bool:
    written = {"日": "[日天]", "年": "年度?"}.get(unit, unit)
    return re.search(f"(?:每|按|逐|/|月均|单|各|一个?(?:自然|纳税|会计)?){written}|{written}(?:均|补|缴|租|标准|度|费率|工资|薪)", text) is not None


def context(text: str, fact: TextFact) -> str:
    """Return the words of the sentence around a fact that tell what it is about."""
    before = re.search(r"[^。；！？\n]{0,40}$", text[max(0, fact.start - 40) : fact.start])
    after = re.match(r"[^。；，！？\n]{0,12}", text[fact.end : fact.end + 12])
    return (before[0] if before else "") + (after[0] if after else "")
