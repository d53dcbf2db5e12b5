"""Words of which one excludes the other (首次 and 每次, 一方 and 双方, 提高 and 降低), each where the clause has it."""

import re
from functools import lru_cache
from typing import NamedTuple

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.measures import same_value
from studio.checking.sense import sense
from studio.checking.units import Scale, Unit, units_of

_SETS: tuple[dict[str, str], ...] = (
    {"首次": "首次", "再次": "再次|第二次", "每次": "每次|每一次|次次|历次"},
    {"一方": "一方|任一方", "双方": "双方"},
    {"同一": "同一(?:个|种)?|相同", "不同": "不同(?!意)"},
    {"上年": "上年", "当年": "当年", "次年": "次年"},
    {"上月": "上月|上个月", "当月": "当月", "次月": "次月"},
    {"当日": "当日|当天", "次日": "次日"},
    {"每日": "每日|每天|逐日|按日", "每周": "每周|按周", "每月": "每月", "每季度": "每季度", "每半年": "每半年", "每年": "每年"},
    {"一次性": "一次性(?!消费|用品)", "分期": "分期|等额"},
    {"由高到低": "[由从]高到低|从高至低|由高至低", "由低到高": "[由从]低到高|从低至高|由低至高"},
    {"提高": "提高|上浮|增长|上升", "降低": "降低|下浮|缩减"},
    {"增加": "增加", "减少": "减少|压减"},
    {"继续": "继续", "停止": "停止"},
    {"免收": "免收", "收取": "(?<!不)(?<!免予)(?<!不得)(?<!免)(?:收取|缴纳|收费|征收|要收|要交|另收)"},
    {"新": "(?<!重)(?<!更)新(?=[认引建办登注设批购评开])", "重新": "重新(?=[认引建办登注设批购评开])"},
    {"前两年": "前两年", "前三年": "前三年", "前一年": "前一年"},
    {"后两年": "后两年", "后三年": "后三年", "后一年": "后一年"},
    {"增量": "增量|新增部分|增长部分|增加部分", "总额": "总额|全部(?=投入|费用)|总量"},
    {"成年人": "(?<!未)成年人?", "未成年人": "未成年人?"},
    {"在职": "在职", "退休": "退休(?!年龄)"},
    {"男": "男(?!女)", "女": "(?<!男)女(?!儿)"},
    {"城市": "城市|城镇", "农村": "农村|乡村"},
    {"职工": "职工(?=基本|医保|参保|养老|在)|职工参保人", "居民": "居民(?=基本|医保|参保|养老|门诊)|居民参保人"},
    {"单职工": "单职工|单方缴存", "双职工": "双职工|双方缴存"},
    {"首套": "首套|第一套", "第二套": "第?二套", "第三套": "第?三套"},
    {"一孩": "一孩|头胎|一胎", "二孩": "二孩|二胎", "三孩": "三孩|三胎"},
    {"购房": "购房", "租房": "租房"},
    {"小学": "小学(?!和)", "初中": "初中", "高中": "高中(?!级)", "幼儿园": "幼儿园"},
    {"红色": "红色", "橙色": "橙色", "黄色": "黄色", "蓝色": "蓝色"},
    {"初级工": "初级", "中级工": "中级", "高级工": "高级(?!人民)"},
    {"一级": "(?<![\\d第])一级", "二级": "(?<![\\d第])二级", "三级": "(?<![\\d第])三级", "四级": "(?<![\\d第])四级"},
    {"一类": "一类", "二类": "二类", "三类": "三类"},
    {"一等": "一等", "二等": "二等", "三等": "三等"},
    {"博士": "博士(?!后)", "硕士": "硕士", "本科": "本科", "专科": "专科|大专"},
    {"每人": "每人", "每户": "每户|单个企业", "每台": "每台", "每班": "每班|每个班"},
    {"不设": "不设(?![区])", "设有": "(?<!不)设(?:有|置|立|定)(?=起付|门槛|上限|下限|等待)"},
    {"公办": "公办|公立", "民办": "民办|私立"},
    {"国家级": "国家级", "省级": "省级", "市级": "市级", "区级": "区级|县级"},
    {"上半年": "上半年", "下半年": "下半年"},
    {"境内": "境内", "境外": "境外"},
    {"个人": "个人(?!账户|缴费|所得)", "单位": "(?<!用人)单位(?!缴费)"},
    {"线上": "线上|网上", "线下": "线下|现场"},
    {"全额": "全额", "部分": "部分(?=承担|资助|支付|减免|补助|上缴|退还|返还|缴纳|拨付|免除|报销|退回|收回)|(?<=退还)部分|(?<=返还)部分|(?<=退回)部分|(?<=追回)部分|差额(?=补助|拨款)"},
    {"结余": "结余|剩余", "全部": "全部"},
    {"不低于": "不(?:得|能|应)?(?:低于|少于)(?![\\d一二三四五六七八九十百])", "不超过": "不(?:得|能|应)?(?:超过|高于|多于)(?![\\d一二三四五六七八九十百])"},
    {"之一": "之一|任一|任何一(?:项|种)", "同时": "(?:情形|条件|行为|要求|项目)全部|全部(?:情形|条件|行为)|同时(?:符合|具备|满足)"},
    {"主动": "主动", "依申请": "依申请|经申请|申请后才"},
    {"书面": "书面", "口头": "口头"},
    {"税前": "税前", "税后": "税后"},
    {"最高": "最高(?=者|值|级|档)", "最低": "最低(?=者|值|级|档)"},
    {"就高": "就高|从高|择高", "就低": "就低|从低|择低"},
    {"内": "(?<=[\u4e00-\u9fff])(?<!年)(?<!月)(?<!日)(?<!区)内", "外": "(?<=[\u4e00-\u9fff])(?<!另)(?<!此)(?<!以)(?<!除)外(?![出地来籍资商国])"},
)  # fmt: skip
_PATTERNS = tuple({name: re.compile(pattern) for name, pattern in members.items()} for members in _SETS)
_BY_NEIGHBOURS = (
    {"前": "(?<=[\u4e00-\u9fff])(?<![年月日提目此之])前(?![款述期置来往三两几一年提])", "后": "(?<=[\u4e00-\u9fff])(?<![年月日先然此之最落])后(?![续勤台三两一年来果再])"},
    {"内": "(?<=[\u4e00-\u9fff])内", "外": "(?<=[\u4e00-\u9fff])外(?![出地来籍资商])"},
)  # fmt: skip
_NEIGHBOURS = tuple({name: re.compile(pattern) for name, pattern in members.items()} for members in _BY_NEIGHBOURS)
_CLEAR, _LIKE, _PLAIN = 0.2, 0.45, 0.7
"""By how much another member must fit better, from which fit it counts, and from which it is plain."""
_CHANGE = re.compile(r"[由从](?P<old>[^，。；]{1,24}?)(?:提高|降低|调整|增加|减少|缩短|延长|上调|下调|调|压缩|压减|改|变更|变|升|降)(?:到|至|为|成)(?P<new>[^，。；]{1,24})")
_ADVICE = "照原文写，看对象、次数、范围和方向有没有写反；无误则确认。"


class Opposed(NamedTuple):
    """Two members of one set in one statement and its clause."""

    said: str
    written: str
    unit: Unit
    plain: bool


def contrast_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return where ``text`` has one word of a set and the clause, of the same matter, another."""
    found = list(_reversed_changes(text, evidence))
    scale = evidence.scale
    for said in units_of(text):
        for opposed in _opposed_in(said, scale):
            verdict = "contradicted" if opposed.plain else "confirm"
            message = f"“{said.text.strip()[:40]}”中的“{opposed.said}”与{evidence.label_of(opposed.unit)}不符，原文是“{opposed.unit.text.strip()[:60]}”（{opposed.written}）。"
            found.append(Finding(code="meaning_differs", verdict=verdict, text=message, advice=_ADVICE, ref=evidence.ref_of(opposed.unit)))
    return list(dict.fromkeys(found))


def _opposed_in(said: Unit, scale: Scale) -> list[Opposed]:
    if any(fact.kind == "money" and not any(same_value(fact, other) for unit in scale.units for other in unit.facts) for fact in said.facts):
        return []  # an amount of its own is judged by the rules on figures
    if any(said.text.strip() == unit.text.strip() for unit in scale.units):
        return []
    ours = members_of(said.text)
    found = []
    for index, names in enumerate(ours):
        for name in names:
            if opposed := _misplaced(said, index, name, scale):
                found.append(opposed)
    return found or _neighbours(said, scale)


def _misplaced(said: Unit, index: int, name: str, scale: Scale) -> Opposed | None:
    """Return the unit that has another member of the set and fits clearly better than any that has ``name``."""
    own, rival, nearest = 0.0, 0.0, None
    for unit in scale.units:
        theirs = members_of(unit.text)[index] or members_of(unit.lead)[index]
        if not theirs:
            continue
        fit = scale.fit(said, unit)
        if name in theirs:
            own = max(own, fit)
        elif fit > rival:
            rival, nearest = fit, unit
    if nearest is None or rival < _LIKE or rival - own < _CLEAR or scale.information(said) < 2:
        return None
    other = sorted(members_of(nearest.text)[index] or members_of(nearest.lead)[index])[0]
    return Opposed(name, other, nearest, own == 0.0 and rival >= _PLAIN)


def _neighbours(said: Unit, scale: Scale) -> list[Opposed]:
    """Compare 前 and 后 with the two characters before them: 期满前 and 期满后."""
    found = []
    plain = sense(said.text)
    for members in _NEIGHBOURS:
        for name, pattern in members.items():
            for match in pattern.finditer(plain):
                left = plain[max(0, match.start() - 2) : match.start()]
                if len(left) < 2 or any(left + name in sense(unit.text) for unit in scale.units):
                    continue
                for other in members:
                    unit = next((unit for unit in scale.units if other != name and left + other in sense(unit.text)), None)
                    if unit is not None:
                        found.append(Opposed(left + name, left + other, unit, scale.fit(said, unit) >= _LIKE))
    return found


@lru_cache(maxsize=16384)
def members_of(text: str) -> tuple[frozenset[str], ...]:
    """Return, set by set, which members stand in the sense of ``text``."""
    plain = sense(text)
    return tuple(frozenset(name for name, pattern in members.items() if pattern.search(plain)) for members in _PATTERNS)


def _reversed_changes(text: str, evidence: Evidence):
    """Yield where the statement says 由A调整为B and the clause 由B调整为A."""
    said = [(sense(match["old"]), sense(match["new"]), match[0]) for match in _CHANGE.finditer(text)]
    for source in evidence.sources if said else ():
        for match in _CHANGE.finditer(source.text):
            old, new = _core(sense(match["old"])), _core(sense(match["new"]))
            for ours_old, ours_new, words in said:
                if not _ends_alike(old, new) and _ends_alike(_core(ours_old), new) and _ends_alike(_core(ours_new), old):
                    message = f"“{words[:40]}”把变化的方向写反了，{source.label}的原文是“{match[0][:60]}”。"
                    yield Finding(code="meaning_differs", verdict="contradicted", text=message, advice=_ADVICE, ref=source.ref)


def _ends_alike(one: str, other: str) -> bool:
    """Tell whether two amounts are the same, words before one of them apart (培训补贴500元 and 500元)."""
    return bool(one and other) and (one.endswith(other) or other.endswith(one))


def _core(words: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff\dA-Za-z.%]", "", words)
