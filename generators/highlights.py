"""What a picture sets large, and how little of a statement it may show: read from the statement's own words, never added.

Everything returned here is a part of the text handed in, so that no fact can change on the way to a card.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generators.model import Figure
from generators.prose import first_sentence

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = r"(?:万亿|千亿|百亿|亿|千万|百万|万|千|百)?"
_THING = (
    r"(?:元|美元|平方公里|平方千米|平方米|立方米|公里|千米|公顷|千瓦时|千瓦|兆瓦|吨标准煤|个工作日|个自然日|个百分点|个月|小时|分钟|"
    r"周年|公斤|千克|吨|米|㎡|亩|倍|年|天|岁|万次|人次|人天|"
    r"[个家户人名套台项所条座处张辆件篇门款类批次间只头株场艘架份级])"
)
_PER = r"(?:[/／](?:人·月|人·年|人·天|人|月|年|天|日|亩|吨|户|次|平方米|立方米|千瓦时|千瓦|公里|台|套|辆|个|小时|班|床|张|件|所|家|头|只|株|学期|学年|课时|度))*"
_UNIT = rf"(?:[%％‰]|{_SCALE}{_THING}{_PER})"
_RANGE = rf"(?:{_UNIT})?(?:至|到|—|－|-|~|～){_NUMBER}"
_BEFORE = (
    r"(?:每[人户家月年亩件次辆台个套吨天日名位张班所例项间]|每平方米|每千瓦时|每万元|人均|户均|最高不超过|最多不超过|最长不超过|一般不超过|最高|最低|"
    r"最长|最多|不超过|不高于|不低于|不少于|不大于|不小于|至少|超过|高于|低于|少于|约|近|累计|合计|总额|控制在|"
    r"(?:力争|争取|努力)?可?(?:稳定在|保持在|达到|达|突破|提高到|提高至|提升到|提升至|降至|降低到|降低至|降低|上浮|下浮)|[≥≤]|(?:再|另)?(?:增加|补助|奖励)(?=\d))"
)
_AFTER = r"(?:以上|以下|以内|左右|之内|限额内|额度内)?"
AMOUNT = re.compile(
    rf"(?P<prefix>{_BEFORE}*)(?<![\d.〔-])(?P<value>{_NUMBER}(?:{_RANGE})?)(?P<unit>{_UNIT}{_AFTER})(?![\d.])(?![/／])"
)
ENOUGH = 2.6
"""Weight an amount needs to be set large: money, or a rate near a word of giving; a mere condition falls short."""

_MONEY_CUE = "给予 可以申请 补贴 补助 奖励 返还 贴息 贷款 资助 减免 发放 免征 标准 按 兑付 支持 一次性 额度 减征 救助 抵扣 优惠 降低 提高"
_CONDITION = re.compile(
    r"^(?:（[^）]*）)?(?:之间)?的?(?:企业|单位|个人|人员|家庭|项目|以上的|以下的|及以[上下]|基础上|，且|或者)|^（含|^[^，。；]{0,8}的[，、；]"
)
_STEP = re.compile(rf"(?P<label>(?:到|至)?20\d\d年(?:底|末)?|\D{{1,30}}?)(?P<amount>{_BEFORE}*{_NUMBER}{_UNIT}{_AFTER})(?P<tail>\D{{0,40}})")
_LEAD = re.compile(
    r"^(?:力争|争取|努力|确保)?(?:到|至|截至)?(?:20\d\d年(?:\d{1,2}月)?(?:底|末|年底)?|[“”]?十[一二三四五六七八]五[”“]?末?)(?:前|，|,|：)"
)
# Words that limit what stands before them: a text is never cut in front of one.
_LIMITS = re.compile(
    r"但|除外|不含|不包括|不适用|不得|其中|同时|仅限|前款|上述|上限|最高|不超过|累计|原则上|应当|须|需|满足|条件|以.{1,6}为准|不予|不再|超出|超过|未|"
    r"只(?!需|要)|仅|叠加|分期|降低|退出|停止|另有"
)
_OPENERS = "（《“‘〈"


@dataclass(frozen=True)
class Tier:
    """One step of a graded amount: 高级工, 1800元."""

    label: str
    amount: str


def amounts(text: str) -> list[re.Match]:
    """Return every amount with its unit (2000元, 5.5%以内, 1.8万家) in order; years, dates and clause numbers are none."""
    return [found for found in AMOUNT.finditer(text) if not _is_date(found, text)]


def figure_in(text: str, title: str = "") -> Figure | None:
    """Return the amount of ``text`` a reader looks for (what is given, not the condition for it) with what it is; None without one.

    None too where it is not the only one of its kind, or is given on top of something (另补助).
    Among a rate and its ceiling, the one counts for more that stands near words of the ``title``.
    """
    given = _given(text, title)
    if not given or not _alone(given) or _is_on_top(given[-1], text):
        return None
    return _named(_with_base(given[-1]), given[-1])


def gives(text: str) -> bool:
    """Tell whether a text gives somebody a definite amount, whether or not it may be set large."""
    return bool(amount_given(text) or tiers_in(text))


def amount_given(text: str) -> str:
    """Return the chief amount a text gives, as it stands there (2000元), whether or not it may be set large; empty without one."""
    given = _given(text)
    return given[-1]["value"] + given[-1]["unit"] if given and _with_base(given[-1]) else ""


def _given(text: str, title: str = "") -> list[re.Match]:
    """Return the amounts given, the chief one last; none where it is one of several of which none may stand for all."""
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    weighed = [(_weight(found, text) + _nearness(found, text, pairs), -found.start(), found) for found in amounts(text)]
    given = [found for weight, _, found in sorted(weighed, key=lambda item: item[:2]) if weight >= ENOUGH]
    if not given or _is_less_than_all(given[-1], title + text) or _is_one_of_many(given[-1], given, text):
        return []
    return given


def _alone(given: list[re.Match]) -> bool:
    """Tell whether the amounts given are one, or one with its ceiling: a rate and a sum may each have one."""
    kinds = [(_is_ceiling(found), found["unit"][0] in "%％‰") for found in given]
    return max(map(kinds.count, kinds)) == 1 and sum(not ceiling for ceiling, _ in kinds) <= 1


def _is_on_top(found: re.Match, text: str) -> bool:
    """Tell whether an amount is given on top of another, or beside what is left out (除……外，另补助)."""
    before = re.split("[。；]", text[: found.start()])[-1][-24:] + found["prefix"]
    return bool(re.search(r"增加|再(?:给|补|奖|予)|另(?:补|奖|给|行|外)|额外|追加|加发|上浮|提高(?!到|至)|除[^，]*外，", before))


def _named(figure: Figure | None, found: re.Match) -> Figure | None:
    """Return the figure with what it is before it (一次性奖补最高100万元), from behind it or from its sentence; None where neither says it."""
    if figure is None or len(re.sub(_BOUNDS, "", figure.prefix)) > 1:
        return figure
    after = re.match(rf"的?([\u4e00-\u9fff]{{0,6}}?{_GIVEN})", found.string[found.end() :])
    before = re.findall(rf"(?:一次性)?{_GIVEN}", re.split("[。；]", found.string[: found.start()])[-1])
    name = after[1] if after and not re.match("的|元|额度|以", after[1]) else before[-1] if before else ""
    return figure.replace(prefix=name + figure.prefix) if name else None


_GIVEN = "(?:定额扣除|扣除|减免|报销|补贴|补助|奖补|奖励|资助|扶持|贴息|津贴|贷款|配套|经费|返还|抚恤金|救助金|支持|罚款|保险金|消费券|标准)"
_BOUNDS = "每年|每月|最高|最低|最多|至少|不超过|不高于|不低于|不少于|不得|上限|限额|可|为|约|近|达到?"


def _is_less_than_all(chosen: re.Match, text: str) -> bool:
    """Tell whether a share is one branch beside a full one (首件全额补贴，第二件补贴60%): set large it would pass for the whole."""
    return chosen["unit"][0] in "%％" and bool(re.search("全额|全部免|全免", text))


def _is_one_of_many(chosen: re.Match, given: list[re.Match], text: str) -> bool:
    """Tell whether an amount is only one of several given side by side, none of which may stand for all:
    分别给予30万元、20万元; 独生子女2000元；非独生子女1000元. Ceilings, raises and shares do not stand beside it."""
    if re.match(rf"、{_NUMBER}|和{_NUMBER}", text[chosen.end() :]):
        return True
    unit = chosen["unit"].strip("以上下内")
    equal = [
        found
        for found in given
        if found["unit"].strip("以上下内") == unit
        and found["value"] != chosen["value"]
        and _is_ceiling(found) == _is_ceiling(chosen)
        and not re.search("提高|降|增|累计|合计|共计", found["prefix"] + text[max(0, found.start() - 6) : found.start()])
    ]
    whole = re.split("。", text[: chosen.start()])[-1] + text[chosen.start() :].partition("。")[0]
    if re.search("或者?按", whole) or re.search(r"分别[^。；]*$", text[: chosen.start()]) and any(found is not chosen and found["unit"] == chosen["unit"] for found in given):
        return True
    beside = {found[0] for found in given if found["unit"] == chosen["unit"]}
    if len([part for part in whole.split("；") if re.search("的，|：", part) and any(found[0] in beside for found in amounts(part))]) > 1:
        return True
    between = [_BRACKETS.sub("", text[min(chosen.end(), other.end()) : max(chosen.start(), other.start())]) for other in equal]
    return any(re.search("[；。]|也可|或者|，另?对|^[）)]?[、和，]$|^，[^，]{2,16}$|^[^，]{0,12}、", gap) or re.search(r"分别|分[两三四2-4]次|分期|分年", text[: chosen.start()]) for gap in between)


_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


def _is_ceiling(found: re.Match) -> bool:
    return bool(re.search("最|不超过|不高于|上限", found["prefix"] + _bound_of(found)))


def goals_in(text: str) -> tuple[Figure, ...]:
    """Return the amounts of a goal, each with what it measures as caption: 5.2 亿元, 全市安排稳岗扩岗资金.

    Empty unless every piece that has an amount has exactly one and says in a few words what it measures.
    """
    found: list[Figure] = []
    for part in re.split(r"[，；。、]", text[len(lead_of(text)) :]):
        inside = amounts(part)
        if not inside:
            if found and part:
                return ()
            continue
        caption = _trim(part[: inside[0].start()] + part[inside[0].end() :])
        if len(inside) > 1 or inside[0]["prefix"].startswith("每") or not 2 <= len(caption) <= 22:
            return ()
        hoped = re.match("力争|争取|努力", caption)
        figure = _as_figure(inside[0], caption[2:] if hoped else caption)
        found.append(figure.replace(prefix=hoped[0] + figure.prefix) if hoped else figure)
    return tuple(found)


def unmeasured(text: str) -> bool:
    """Tell whether a goal says more than the amounts ``goals_in`` returns: a piece of it has none."""
    return any(part and not amounts(part) for part in re.split(r"[，；。、]", text[len(lead_of(text)) :]))


def tiers_in(text: str) -> tuple[Tier, ...]:
    """Return a graded amount (初级工800元、中级工1200元、高级工1800元) as steps; empty unless at least two share a unit.

    A text with two series (for two groups of people, say) has no one answer, so it yields nothing either.
    """
    found = [run for part in re.split(r"[。；]", text) for run in _runs(part) if _is_graded(run)]
    return tuple(found[0]) if len(found) == 1 else ()


def _is_graded(run: list[Tier]) -> bool:
    units = {re.sub(r"^.*?\d[\d,.]*", "", step.amount) for step in run}
    labels = {step.label for step in run}
    return 2 <= len(run) <= 6 and len(units) == 1 and len(labels) == len(run) and all(2 <= len(x) <= 8 for x in labels)


def _runs(part: str) -> list[list[Tier]]:
    """Return the series of neighbouring pieces (split at 、，和) that each are a label followed by one amount."""
    runs: list[list[Tier]] = [[]]
    for piece in re.split(r"[、，]|和|以及", part):
        found = _STEP.fullmatch(piece)
        if found is None:
            runs.append([])
            continue
        runs[-1].append(Tier(_label(found["label"]), found["amount"]))
        if found["tail"]:
            runs.append([])
    return runs


def lead_of(text: str) -> str:
    """Return the opening that sets a goal's date (到2026年底，), empty when there is none."""
    found = _LEAD.match(text)
    return found[0] if found else ""


def shorten(text: str, limit: int) -> str:
    """Return the first sentences of ``text`` within ``limit`` characters, or all of it when it cannot be cut safely.

    A cut falls only behind a full stop, and only when nothing after it limits what stands before (但, 其中, 最高 …):
    the condition travels with the amount, and an amount with whom it is for.
    """
    if len(text) <= limit:
        return text
    kept, rest = "", text
    while rest:
        sentence, rest = first_sentence(rest)
        if len(kept) + len(sentence) > limit:
            break
        kept += sentence
    left = text[len(kept) :]
    if (
        len(kept) < 12
        or (amounts(left) and not amounts(kept))
        or _LIMITS.search(left)
        or kept.rstrip("。").endswith(("如下", "下列", "以下"))
        or "：" in kept[-2:]
    ):
        return text
    return kept


def parts_of(text: str, *, at_least: int = 2, longest: int = 90) -> tuple[str, ...]:
    """Return the text as points, split behind 。 and ； outside brackets; empty when it does not fall into such parts."""
    found: list[str] = []
    depth, start = 0, 0
    for index, character in enumerate(text):
        depth += (character in _OPENERS) - (character in "）》”’〉")
        if character in "。；" and depth <= 0:
            found.append(text[start : index + 1].strip())
            start = index + 1
    found += [text[start:].strip()] if text[start:].strip() else []
    if len(found) < at_least or any(len(part) < 6 or len(part) > longest for part in found):
        return ()
    return tuple(part.rstrip("；。") for part in found)


def comparable(figures: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, float]], str]:
    """Return labelled amounts as numbers with their one unit, or an empty list when they do not share a plain unit.

    ``figures`` are (label, amount) pairs; amounts such as 最高20万元 or ranges are not plain and rule a chart out.
    """
    found, units, frames = [], set(), set()
    for label, amount in figures:
        match = re.fullmatch(rf"(?P<frame>[^\d]*)(?P<value>{_NUMBER})(?P<unit>{_UNIT})", amount.strip())
        if match is None:
            return [], ""
        found.append((label.strip(), float(match["value"].replace(",", ""))))
        units.add(match["unit"])
        frames.add(match["frame"])
    if len(units) != 1 or len(frames) != 1:
        return [], ""
    return found, frames.pop() + "，" + units.pop() if frames != {""} else units.pop()


def _weight(found: re.Match, text: str) -> float:
    before, after = text[max(0, found.start() - 12) : found.start()], text[found.end() : found.end() + 14]
    unit = found["unit"]
    weight = 3.0 if "元" in unit else 2.0 if unit[0] in "%％‰" else 0.3
    weight += 2 * any(cue in before + found["prefix"] + after[:8] for cue in _MONEY_CUE.split())
    weight -= 4 * bool(_CONDITION.match(after) or before.endswith("（含") or re.search(r"(?:收入|产值|投资额?|资本|税额|规模)(?:在|达|达到|超过|不低于)?$", before) or re.search(r"(?:满|率|达到|超过|不足|以下|以上|低于|高于)$", before))
    weight -= 4 * found["prefix"].startswith(("超过", "高于", "低于", "少于"))
    weight -= 0.8 * bool(re.search(r"最|不超过|上限|累计|合计|总额", found["prefix"]))
    if re.search(r"以上|以下", unit) and not found["prefix"].startswith(("每", "最")):
        weight -= 2
    if re.search(r"年|月|天|日|岁|小时|级|次", unit) and "元" not in unit:
        weight -= 1.5
    return weight


def _nearness(found: re.Match, text: str, pairs: set[str]) -> float:
    near = text[max(0, found.start() - 10) : found.start()] + "|" + text[found.end() : found.end() + 12]
    return 0.5 * min(4, sum(pair in near for pair in pairs))


def _as_figure(found: re.Match, caption: str = "") -> Figure:
    """Return the amount as it is set large; a bound goes along from before what it is a share of: 不超过上年均价的30%."""
    return Figure(value=found["value"], unit=found["unit"], prefix=_bound_of(found) + found["prefix"], caption=caption)


def _bound_of(found: re.Match) -> str:
    """Return the bound before what an amount is a share of, or before 每年: 不超过, 上限; empty where it bears its own."""
    if found["prefix"] and not found["prefix"].startswith("每"):
        return ""
    bound = _BOUND.search(found.string[max(0, found.start() - 40) : found.start()])
    said = next(filter(None, bound.groups()), "") if bound else ""
    return "" if found["prefix"] and said not in ("上限", "限额") else said


def _with_base(found: re.Match) -> Figure | None:
    """Return the amount with what it is a share of (采购金额的30%) and for each of what it is (每人每月增加200元).

    None where that stands too far away to be set beside it: the number alone would say more than the policy does.
    """
    figure = _as_figure(found)
    if re.match(r"0\d", found["value"]):
        return None  # no number is written so: 033万元 is spoiled
    if found["unit"].endswith(("限额内", "额度内")):
        return figure.replace(unit=found["unit"][:-3], prefix=f"{found['unit'][-3:-1]}{figure.prefix}")
    before = re.split("[，。；：（）()]", found.string[: found.start()])[-1]
    earlier = re.split("[。；]", found.string[: found.start()])[-1].removesuffix(before)
    each = _EACH.search(before.rpartition("、")[2])
    if found["unit"][0] in "%％‰倍":
        base = _base_of(before)
        base += "的" if found["prefix"] and re.search("[金费额价款资]$", base) else ""
        return figure.replace(prefix=base + found["prefix"]) if base else None
    if each and len(each[0]) <= LONGEST_BASE:
        return figure.replace(prefix=each[0] + figure.prefix)
    return None if each or "每" not in found["prefix"] and _EACH_OF.search(earlier) else figure


def _base_of(before: str) -> str:
    """Return what a share is a share of, or which rate it is, from the words just before it; empty where they do not say."""
    told = _SHARED.split(before)[-1].removeprefix("其")
    told = re.sub("(?:为|是|均|达|至|到)$", lambda found: found[0] if found[0] in "至到" else "", told)
    return told if len(told.removesuffix("的")) >= 2 and len(told) <= LONGEST_BASE and not re.search(r"\d|^(?:的|其中|、)|[\u4e00-\u9fff]、.*、", told) else ""


LONGEST_BASE = 18
"""Characters of what a share is of, or of 每家企业每年补助额, that can stand over a number."""

_SHARED = re.compile("按照|按(?!揭)|以(?![上下内])|(?:给予|予以|补贴|补助|返还|提供|贴息|占(?!比)|由|将|对|减按|分别)(?!额|比例|标准|率|金)|原则上|一般|可(?:以)?|省级|市级|区级|财政")
"""Words before the base of a share that are no part of it."""

_EACH = re.compile(r"(?:每|单(?=[个家户笔件台项]))[^\d]{1,24}$")
_EACH_OF = re.compile(r"每(?![年月日天])[^，。；：]{0,10}\d|(?:^|，|对)每[个家名户人项台件]")
"""For each of what an amount is given, in a part of the sentence before: 每成功推荐1个企业的，给予1万元."""

_BOUND = re.compile(
    r"(不超过|不高于|不低于|不少于|不得超过|不得低于|最高|最低(?!生活|工资)|最多|至少)[^，。；：\d]{2,36}$|(上限|限额)(?:统一)?(?:为|是)$"
)


def _is_date(found: re.Match, text: str) -> bool:
    after = text[found.end("value") :]
    year = re.fullmatch(r"(?:19|20)\d\d", found["value"]) and after.startswith("年")
    return (
        bool(year)
        or after.startswith(("月", "日", "号", "时", "点", "条", "款"))
        or bool(re.match(r"个?月?\d{1,2}日", after))
    )


def _label(text: str) -> str:
    if year := re.search(r"20\d\d年(?:底|末)?$", text):
        return year[0]
    text = re.sub(r"的?(?:分别)?(?:一次性)?(?:给予|予以|发放|奖励|补助|补贴|按|为)$", "", text) or text
    return re.sub(r"^.*?(?:按照|按|给予|分别为|分别|标准为|为|至|对|和|及|由)", "", text) or text


def _trim(text: str) -> str:
    return re.sub(r"^(?:确保|实现|其中|全年|并|使)|确保$", "", text.strip("，。；、： ")).strip("，。；、： ")
