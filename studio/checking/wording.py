"""Words that change who or how many a statement speaks of, beyond its figures: groups of people, 全部, 仅, 首次."""

import re

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.sense import sense, words_of
from studio.checking.texts import bare_words, facts_of_text, share_of

_GROUPS = ["个体工商户", "高校毕业生", "大学生", "毕业生", "研究生", "中职生", "在校生", "学生", "儿童", "未成年人", "青少年", "青年", "妇女", "老年人", "老人", "残疾人", "残疾儿童", "失业人员", "就业困难人员", "农民工", "脱贫人口", "低保对象", "低保家庭", "特困人员", "孤儿", "退役军人", "军人", "烈属", "居民", "职工", "农民", "村民", "农户", "渔民", "牧民", "灵活就业人员", "退休人员", "在职人员", "个人", "家庭", "企业", "小微企业", "中小企业", "大型企业", "国有企业", "民营企业", "外资企业", "高新技术企业", "初创企业", "合作社", "家庭农场", "社会组织", "事业单位", "国家机关", "机关", "学校", "幼儿园", "医疗机构", "医院", "养老机构", "护理机构", "培训机构", "金融机构", "银行", "担保机构", "用人单位", "用工单位", "建设单位", "施工单位", "承租人", "出租人", "纳税人", "扣缴义务人", "申请人", "购房人", "参保人员", "参保人", "监护人", "被监护人", "投资者", "消费者", "经营者", "债权人", "债务人", "供应商", "采购人", "港澳居民", "台湾居民", "外国人", "非本市户籍", "本市户籍", "外地户籍", "城镇", "农村", "城市", "乡村", "男性", "女性", "男职工", "女职工", "独生子女", "非独生子女", "父母", "子女", "配偶", "祖父母"]
_GROUP = re.compile("|".join(sorted(map(re.escape, _GROUPS), key=len, reverse=True)))
_ALIKE = (
    {"老年人", "老人"}, {"高校毕业生", "毕业生", "大学生"}, {"参保人员", "参保人"}, {"企业", "单位", "用人单位", "小微企业", "中小企业"}, {"农民", "农户", "村民"},
    {"医院", "医疗机构"}, {"城市", "城镇"}, {"农村", "乡村"}, {"低保对象", "低保家庭"}, {"银行", "金融机构"}, {"低保家庭", "最低生活保障的家庭"}, {"低保家庭", "低保的家庭"}, {"学生", "在校生"}, {"个人", "本人", "居民"}, {"青年", "青少年"},
)  # fmt: skip
_SCOPE = re.compile(r"全部|所有|全市范围|全省范围|全国范围|全市(?=各|内|所有)|一律|任何|无条件|全体|仅限|只限|只能|仅能|仅(?=[对向由为限可])|只(?=[对向由为限可])|首次|逐年|永久|长期有效|终身|不限|均可|都可以|都能")
_SCOPE_ALIKE = {"均可": "均|都", "都可以": "均|都", "都能": "均|都", "仅限": "仅|只|限", "只限": "仅|只|限", "只能": "仅|只|限|不得|不能", "仅能": "仅|只|限", "仅": "仅|只|限", "只": "仅|只|限",
                "所有": "所有|全部|各|凡|均|一律|任何", "全部": "所有|全部|各|均|全额|100%|百分之百", "任何": "任何|所有|各|一律|均", "一律": "一律|均|都|所有|全部|凡", "不限": "不限|不受|不设"}  # fmt: skip
_LEAST_SHARE, _FEWEST = 0.3, 3
_GENERAL = {"企业", "个人", "职工", "家庭", "学校", "居民", "学生", "儿童", "用人单位", "申请人", "经营者"}
"""Groups so wide that a document which speaks of them means them without saying so in each clause."""
_MILD = {"都可以", "都能", "均可"}


def wording_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the groups and words of scope in ``text`` that its evidence does not have, and text that shares little with it."""
    found = []
    known = evidence.text
    said, written = sense(text), sense(known)
    others = set(_GROUP.findall(written)) - _GENERAL
    everywhere = sense(evidence.document_text)
    for group in dict.fromkeys(_GROUP.findall(said)):
        alike = next((names for names in _ALIKE if group in names), {group})
        general = group in everywhere and (group in _GENERAL or not others)
        if not general and not any(name in written or sense(name) in written for name in alike):
            found.append(_confirm("subject_absent", f"依据条款（{evidence.label}）中没有写到“{group}”。", "核对说的是不是同一类对象；无误则确认。"))
    for word in dict.fromkeys(_SCOPE.findall(text)):
        if not re.search(_SCOPE_ALIKE.get(word, re.escape(word)), known) and not (word in _MILD and re.search(f"每[^，。；]{{1,4}}{word}", text)):
            found.append(_confirm("scope_changed", f"依据条款（{evidence.label}）中没有“{word}”这样的范围。", "照原文写范围，不扩大也不缩小；无误则确认。"))
    stated = any(fact.kind != "organisation" for fact in facts_of_text(text))
    if not found and not stated and len(bare_words(text)) >= 8 and share_of(said, written) < _LEAST_SHARE and len(words_of(text) & words_of(known)) < _FEWEST:
        found.append(_confirm("hardly_related", f"这句话与依据条款（{evidence.label}）很少有相同的词。", "核对引用的条款是不是这句话的依据。"))
    return found


def _confirm(code: str, text: str, advice: str) -> Finding:
    return Finding(code=code, verdict="confirm", text=text, advice=advice)
