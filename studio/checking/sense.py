"""Plain words for official ones, so that 头两年不收租金 and 前两年免收租金 share their words when they are compared.

The result serves comparison only: its length differs from the text's, and nothing of it is ever shown.
"""

import re
from functools import lru_cache

import rjieba

from studio.interpreting.facts.folding import fold

_PLAIN = {
    "首次": "第一次|头一回|头一次|初次", "次年": "第二年|下一年度?|来年|下年度?|翌年", "次月": "下个月|下月|第二个月|翌月", "次日": "第二天|翌日", "当年": "本年度?|同年|当年度", "上年": "上一年度?|去年|前一年|上年度",
    "当月": "本月|同月|当个月", "前两年": "头两年|头2年|前2年|前二年", "前三年": "头三年|头3年|前3年", "后两年": "之后两年|后2年|后二年", "后三年": "之后三年|后3年|之后3年", "前一年": "头一年",
    "老年人": "老人(?!院)|长者|长辈", "死亡": "去世|过世|身故|离世|病故", "儿童": "孩子|小孩|小朋友", "残疾人": "残障人士", "企业": "公司", "不得": "不能够?|不可以?(?![抗或缺分逆])|不准|不许|不允许|不让|禁止|严禁|不可以",
    "无需": "不需要?|不用(?!于)|不必|无须|毋须|免于|用不着", "可以": "能够|可(?=[享申获领得按自在用以])|允许|有权|能(?=[申领享获够报办查])", "应当": "应该|必须|务必|须(?!知)|需要|要(?=[向到在经按由提签])", "免收": "不收取?|不再收取|免费|免除|免缴|免交|不用交|不用缴|减免",
    "取得": "拿到|拿了|考取|获得了?|得到|获取", "领取": "领到|申领|拿(?=[钱补])|领(?=[补了过津钱])", "申请": "申报|提出申请|申办", "办理": "去办|办好|申办", "提交": "交上|上交|递交|报送", "发放": "打到|打入|划到|划入|拨到|发到|发给", "拨付": "拨款|拨给|划拨|付给|兑付",
    "废止": "作废|失效|停止执行|不再执行", "施行": "实施(?!细则|方案|办法)|执行|生效", "支付": "报销|付给|给付", "起付标准": "起付线|门槛费", "医疗机构": "医院", "就医": "看病|就诊|治病", "境外": "国外|海外|出国", "外地": "异地|统筹地区以外|统筹区外",
    "购房": "买房|购买住房|购置住房|购买新房", "租房": "租住(?:房屋|住房|的房子)?|租赁(?:房屋|住房)|租房子?住?|租的房子?", "租用": "租(?=[厂场办用])", "购买": "买(?=[机车票设了])", "购置": "采购", "中小学": "小学和初中", "逾期": "过期|超期|错过.{0,4}(?:时间|期限)|超过期限|过了期", "延续": "续期|续办|延期",
    "发布": "公布|公告|对外发布", "降低": "降到|调低|下调|下降|低(?=\\d)|减少", "提高": "升高|调高|上调|增加到?|涨到?|多(?=\\d)|高出", "缩短": "压缩|压减|减少到|少(?=\\d)|减到", "一次性": "一次全部|一笔", "分期": "分批|分年|分\\d年|分[两三四五]年", "停止发放": "停发|不再发放", "停止": "中止|终止",
    "责令改正": "要求改正|限期改正", "追回": "退回|收回|追缴|要求退还|退还", "骗取": "骗领|冒领|虚报冒领|套取", "双方": "两人|两口子|双双|二人|两个人都", "一方": "一人|一个人|任意一方|其中一个", "每户": "一户|每家庭|单户|户均", "千瓦时": "度电", "房屋所有权人": "房主|业主|房东", "入户": "上门", "承担": "自己出|自付|自理|自掏腰包|负担|出资|出钱|买单", "每人": "每个人|一个人|一人|人均|每位|每名|单人",
    "单个企业": "一家企业|每家企业|每户企业|每个企业|单户企业|一个企业", "每年": "一年(?=[最可不内共只限至])|按年|逐年|年度|每年度", "每月": "一个月(?=[最可领发能补])|按月|逐月|月度", "每季度": "按季度?|一个季度(?=[最可领发能])|每三个月|每3个月", "每半年": "半年(?=[内至最一不])|每六个月|每6个月", "公示": "公开公示",
    "同时": "一并|都要", "或者": "或(?!许)|要么|任选|其一", "并且": "且|并(?=[在且按退签取应经须提])|以及同时|同时还", "除外": "不在此列|不受此限|不受影响|另有规定的除外|不计入内|例外", "规模以上": "规上", "工作日": "上班日", "转让": "转卖|倒卖|卖掉|出售|卖给", "赠与": "送人|赠送|送给", "户口": "户籍",
    "身份证明": "身份证", "劳动合同": "用工合同", "社会保险": "社保", "最低生活保障": "低保", "基本医疗保险": "医保", "住房公积金": "公积金", "职工代表大会": "职代会", "人民政府": "政府", "街道办事处": "街道办|街道(?!办)", "居民委员会": "居委会", "村民委员会": "村委会", "经营组织": "合作社|农场",
    "申请人": "申办人|申领人", "博士": "博士研究生|博士生", "硕士": "硕士研究生|硕士生", "本科": "本科毕业生|本科生|大学本科", "上浮": "上调|往上浮", "机动车": "汽车|车辆", "处罚": "惩处", "罚款": "罚(?=\\d)|处以", "不予": "不给予?|概不", "受理": "接收申请|接件", "办结": "办完|办好|审完|完成办理", "叠加": "累加|同时享受|一起享受",
}  # fmt: skip
_NAMES = tuple(_PLAIN)


def _first_characters(pattern: str) -> set[str]:
    """Return with which characters the words of one entry can begin."""
    found: set[str] = set()
    depth, beginning = 0, True
    for at, character in enumerate(pattern):
        if beginning and depth == 0 and character not in "(|":
            found |= set(pattern[at + 1 : pattern.index("]", at)]) if character == "[" else {character}
            beginning = False
        depth += (character == "(") - (character == ")")
        beginning = beginning or (character == "|" and depth == 0)
    return found


_BEGINNINGS = "".join(sorted(set().union(*map(_first_characters, _PLAIN.values()))))
_WORDS = re.compile(f"(?=[{re.escape(_BEGINNINGS)}])(?:" + "|".join(f"(?P<w{number}>{words})" for number, words in enumerate(_PLAIN.values())) + ")")
_CHINESE = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_IDLE = re.compile(r"每[人户月年天日次台班个周]|其中|此外|另外|同时，|也就是说|即|具体|以上|以下|以内|不超过|不低于|不少于|最高|最多|最长|至少|大约|左右|共计|一共|我市|本市|全市")
_CHARACTERLESS = {"的", "了", "和", "与", "及", "或", "等", "在", "对", "为", "是", "按", "将", "给", "予", "由", "从", "至", "到", "每", "其", "该", "也", "就", "都", "还", "又", "则", "以", "可", "能", "要", "会", "个"}


@lru_cache(maxsize=16384)
def sense(text: str) -> str:
    """Return ``text`` folded, with plain words put in the words of official documents."""
    return _WORDS.sub(lambda match: _NAMES[int(match.lastgroup[1:])], fold(text))


@lru_cache(maxsize=16384)
def words_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of the sense of ``text`` that carry meaning."""
    plain = _IDLE.sub(" ", sense(text))
    return _pairs(_CHINESE.findall(plain))


@lru_cache(maxsize=16384)
def firm_words_of(text: str) -> frozenset[str]:
    """Return those of ``words_of`` that stand within a word, not across the border of two (目支 of 项目支持 does)."""
    plain = _IDLE.sub(" ", sense(text))
    return _pairs([word for run in _CHINESE.findall(plain) for word in _segments(run)])


def _pairs(runs: list[str]) -> frozenset[str]:
    pairs = (run[at : at + 2] for run in runs for at in range(len(run) - 1))
    return frozenset(pair for pair in pairs if pair[0] not in _CHARACTERLESS and pair[1] not in _CHARACTERLESS)


def _segments(run: str) -> list[str]:
    """Return the words of ``run``; single characters that follow each other stay with the words beside them."""
    joined: list[str] = []
    for word in rjieba.cut(run):
        single = len(word) == 1 or bool(joined) and len(joined[-1]) == 1
        if joined and single and not {word, joined[-1]} & _CHARACTERLESS:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
