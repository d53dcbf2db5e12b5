"""What a point may be called, best first: what its cue fixes, the thing granted, its heading, the subject or the act of its sentence."""

import re
from collections import Counter

from generators.model import Element, Level
from studio.interpreting import acts, telling, titles, wording
from studio.interpreting.cues import AMOUNT, RATIO, SEEN
from studio.interpreting.facts import facts_in
from studio.interpreting.passages import Passage, Text
from studio.interpreting.phrases import is_an_act
from studio.interpreting.points import GRANTING, Candidate
from studio.interpreting.topics import topic


def options_of(text: Text, item: Candidate, headings: Counter) -> list[str]:
    """Return possible titles, best first: what the cue fixes, the thing granted, the heading, the subject of the sentence."""
    passage, cue = item.passage, item.cue
    if item.titles:
        return [title for title in item.titles if title]
    heading = titles.title_of(passage.headings[-1], text.common) if passage.headings else ""
    beneath = passage.clause.level is Level.PARAGRAPH or (
        bool(passage.headings) and passage.clause.text.startswith(passage.headings[-1])
    )
    own = heading if beneath else ""
    if titles.is_generic(heading):
        own = heading = ""
    about = topic(passage.text, item.element) or (topic(item.statement, item.element) if cue.element is Element.BENEFITS else "")
    if cue.name == "term":
        return [titles.term(passage.text), own or heading, titles.subject(passage.text)]
    if cue.name == "counts":
        said = list(dict.fromkeys(re.findall(r"[“\"](以上|以下|以内|不超过|不足|低于|高于|最高|之前)[”\"]", passage.text)))
        return [f"{''.join(f'“{word}”' for word in said[:3])}的含义" if said else "是否包括本数"]
    if cue.name == "contact":
        return [
            *(
                [f"{own}咨询"]
                if own
                and len(own) <= titles.LONGEST_TITLE
                and not is_an_act(own)
                and not re.search(r"咨询|电话|联系|施行|实施|生效|解释|附则|其他|有效期|通告|通知", own)
                else []
            ),
            _contact_title(passage),
        ]
    if cue.name == "label":
        return [
            titles.title_of(re.split(r"[：:]", passage.text)[0]) if "：" in passage.text[:30] else cue.title,
            cue.title,
        ]
    if cue.name == "excluded" and (kept := re.search(r"不予(撤销|公开|变更|延期|续期|退还|批准|认定|登记|许可|备案)", passage.text.split("；")[0])):
        return [f"{'可以' if re.search('可以?不予', passage.text) else ''}不予{kept[1]}的情形"]
    case = passage.text.split("；")[0]  # what only a later branch of a sentence says does not name the whole
    fixed = next((title for pattern, title in _FIXED.get(cue.name, ()) if re.search(pattern, case)), "")
    if cue.id == "no_application" and "免申即享" in passage.text[:SEEN]:
        return list(filter(None, (own if "免申即享" in own else "", "免申即享", own, heading)))
    if item.element in GRANTING:
        if cue.id == "raised" and (
            raised := re.search(r"(?:提高|提升|上调|增加)[^，。；、]{2,11}(?=[，。；、])", passage.text)
        ):
            fixed = titles.title_of(raised[0])
        alone = headings[passage.headings[-1]] <= 1 if passage.headings else False
        named = titles.granted(passage.text)
        granting = bool(AMOUNT.search(passage.text[:SEEN]) or RATIO.search(passage.text[:SEEN]))
        first = (
            [own, named]
            if own and alone
            else [about, own, named]
            if not granting
            else [fixed, about, named, own]
            if cue.id in ("raised", "convenient")
            else [named, own]
        )
        stem = wording.lead_stem(passage.lead) if passage.lead is not None else ""
        stem = stem if len(stem) <= titles.LONGEST_TITLE else ""
        who = (
            [titles.opening(item.statement.removeprefix(f"{wording.lead_stem(passage.lead)}："))]
            if passage.lead is not None
            else []
        )
        general = own or heading or (stem if len(stem) <= 10 else "")
        chapter = (
            titles.title_of(passage.chapter)
            if len(passage.chapter) <= 8 and not _GENERIC.search(passage.chapter) and not titles.is_generic(titles.title_of(passage.chapter))
            else ""
        )
        options = [
            *first,
            about,
            fixed,
            cue.title,
            *who,
            chapter,
            *own_words(passage),
            _with_amount(general, passage),
            _with_amount(named, passage),
            own,
            heading,
            stem,
            *(found[1] for found in [_LIMITED.search(passage.text[:SEEN])] if found),
        ]
    elif cue.id.startswith("conditions"):
        who = titles.whole_subject(passage.text)
        named = f"{who}条件" if titles.is_actor(who) and len(who) <= 12 and not re.search("^申请|[有应可]", who) else ""
        options = [own if own.endswith("条件") else "", named, own, cue.title]
    elif cue.title_from_heading:
        options = [heading, about] if heading else [cue.title]
    elif cue.name == "step":
        within = acts.duty(passage.text) if item.element is Element.DATES and re.search(r"[日天月时]之?[内前]", passage.text[:SEEN]) else ""
        options = [own, about, within, step_title(passage), *own_words(passage), heading]
    elif cue.name == "double":
        alike = "同类政策不重复享受" if re.search("同类(?:政策|扶持|优惠)", passage.text[:SEEN]) else ""
        options = [alike, about if passage.text != about else "", own if "不" in own else "", "不重复享受"]
    elif cue.element is Element.RESPONSIBILITY:
        options = [fixed, cue.title, titles.acting(wording.polish(passage.text)), about, own, heading, "职责分工"]
    elif cue.id in ("penalty", "false_statement", "recover", "forbidden"):
        options = _warning_titles(passage, fixed, about, own, heading)
    else:
        options = [fixed, cue.title, about, own, *own_words(passage), heading]
    good = list(dict.fromkeys(option for option in options if len(option) >= 2))
    chapter = titles.title_of(passage.chapter)
    return good or [chapter if chapter and not titles.is_generic(chapter) else titles.whole_subject(passage.text)]


_LIMITED = re.compile(r"(?:[，。；]|^)(?:但|其|且)?([\u4e00-\u9fff]{2,8}(?:期限|时限|间隔|额度|比例))(?:最长|最高|最多|为|不得|不超过|不低于)")
"""What a sentence limits, the last resort for a title: 处理期限最长不得超过90日."""

_FOLLOWS = re.compile(r"处理|处罚|罚款|警告|退回|追回|收回|取消|停止|追究|信用|黑名单|责令|处分|不再|不予|移送|恢复执行|查处|通报")


def _warning_titles(passage: Passage, fixed: str, about: str, own: str, heading: str) -> list[str]:
    """Return titles for what is forbidden or punished, best first: a ban is named by what it bans, not by a consequence."""
    said = passage.text
    conduct = acts.duty(said) if passage.introduces and not _FOLLOWS.search(said) else ""
    if not _FOLLOWS.search(said[:SEEN]):
        who = re.split("及其|或者其|不得", said[:SEEN])[0] if passage.introduces else ""
        whose = f"{who}的禁止行为" if titles.is_actor(who) and 2 <= len(who) <= 10 else ""
        general = "禁止的行为" if re.search(r"不得|禁止|严禁|不准|不可(?!见|分|或缺|抗|替代)", said[:SEEN]) else "需要报告的情形" if re.search(r"报送|报告|告知", said[:SEEN]) else "注意事项"
        return [conduct, acts.ban(said), whose, about, own, *own_words(passage), heading, acts.whole_ban(said), general]
    false = "弄虚作假的后果" if re.search(r"虚假|弄虚作假|骗取|套取|冒领|冒用|伪造|变造|隐瞒", said[:SEEN]) else ""
    about = "" if about in ("不得弄虚作假", "不得买卖、伪造") else about
    general = ["违规的后果", "法律责任"] if re.search(r"违反|处罚|罚款|警告|责令|处分|追究", said) else own_words(passage)
    return [fixed, false, acts.penalised(said), about, own, acts.ban(said), heading, *general]


def _with_amount(heading: str, passage: Passage) -> str:
    """Return a heading told apart by the one amount it grants, for instance 高质量发展奖励20万元."""
    amounts = [fact.text for fact in facts_in(passage.text[:SEEN]) if fact.kind == "money"]
    amount = amounts[0] if len(set(amounts)) == 1 else ""
    return (
        f"{heading}{amount}"
        if heading.endswith(_GRANTS) and amount and len(heading) + len(amount) <= titles.LONGEST_TITLE
        else ""
    )


def own_words(passage: Passage) -> list[str]:
    """Return what the sentence has someone do, or its subject unless that only names who acts; uncut, best first."""
    who = titles.whole_subject(passage.text)
    does = (acts.duty(passage.text), acts.directive(passage.text), acts.act(passage.text))
    return list(filter(None, (*does, "" if titles.is_actor(who) else who)))


_GENERIC = re.compile(r"总则|附则|申报|申请|程序|规定|管理|保障|监督|责任|对象|内容")
_GRANTS = (
    "补贴",
    "补助",
    "奖励",
    "奖补",
    "资助",
    "支持",
    "扣除",
    "津贴",
    "标准",
    "返还",
    "贴息",
    "配套",
    "上限",
    "限额",
    "额度",
)
NAMES = {
    Element.BACKGROUND: "出台背景",
    Element.OBJECTIVES: "工作目标",
    Element.CONTENT: "主要举措",
    Element.SCOPE: "适用范围",
    Element.STANDARDS: "执行标准",
    Element.NOTES: "注意事项",
    Element.TERMS: "名词解释",
    Element.BENEFITS: "惠民举措",
    Element.CHANGES: "政策变化",
    Element.PROCEDURE: "办理流程",
    Element.DATES: "时间安排",
    Element.RESPONSIBILITY: "责任分工",
    Element.CONTACT: "咨询方式",
    Element.RATIONALE: "研判过程",
}
"""What a point is called when its sentence offers nothing better."""

_FIXED = {
    "excluded": [
        (r"逾期", "逾期不再受理"),
        (r"不(?:再|予|能|得)?享受", "不能享受的情形"),
        (r"不予受理", "不予受理的情形"),
        (r"不予?(?:补贴|补助|支持|奖励)", "不予支持的情形"),
        (r"不(?:能|得)(?:再|再次)?(?:申请|申报)", "不得申请的情形"),
        (r"不适用", "不适用的情形"),
        (r"不得担任", "不得担任的情形"),
        (r"不予", "不予办理的情形"),
    ],
    "consequence": [
        (r"虚假|弄虚作假|骗取|套取|冒领|冒用|伪造|隐瞒", "弄虚作假的后果"),
        (r"停止(?:发放|享受|领取)", "停止享受的情形"),
        (r"(?:追回|收回|追缴)[^，。；]{0,12}(?:资金|款|补[贴助]|奖|经费|待遇|所得|金额)|(?:资金|款项|补[贴助]|奖金|经费)[^，。；]{0,12}(?:追回|收回|追缴)", "追回资金的情形"),
        (r"(?<!不)(?<!部分)退[回还]", "需要退回的情形"),
        (r"取消", "取消资格的情形"),
        (r"(?:停止|暂停)(?:发放|拨付|支付)", "停止发放的情形"),
        (r"应当(?:终止|撤销)其|终止[^，。；]{0,12}(?:协议|授权|资格)", "终止的情形"),
    ],
    "forbidden": [(r"不得[^。，]{0,10}收取|不收取", "不得收取费用")],
    "changed": [
        (r"有效期", "有效期调整"),
        (r"提高|上调|增加", "标准提高"),
        (r"降低|下调", "标准降低"),
        (r"延长", "期限延长"),
        (r"缩短", "时限缩短"),
    ],
}
_STEPS = (
    ("年度(?:工作)?(?:总结|报告)", "年度总结报送"),
    ("公示", "公示"),
    ("初审|预审|初核", "初审"),
    ("复审", "复审"),
    ("复核", "复核"),
    ("拨付|兑付|兑现|函告", "资金拨付"),
    ("发放|计发", "发放"),
    ("受理", "受理"),
    ("审核|审查|核定|核准|审定", "审核"),
    ("评审|评估", "评审评估"),
    ("登记", "登记"),
    ("缴费|清缴", "缴费"),
    ("报名", "报名"),
    ("申领", "申领"),
    ("申报", "申报"),
    ("查询", "结果查询"),
    ("申请(?!人|地|表|材料|资料|条件|渠道)|提交", "提出申请"),
    ("推荐", "推荐"),
    ("续期", "续期"),
    ("告知|公布|发布", "结果公布"),
)


_NO_ACT = re.compile(r"(?:申报|申请|审核|评审|受理|登记)(?=表|指南|材料|主体|项目|通知|条件|单位|程序|机关|机构|部门|意见|人(?!才)|通过|合格|完成后|之日)|公示(?=结果|期|无异议|完成)")
"""Words of an act within the name of something else or of a step before it: 申报材料, 登记机关, 公示期满."""


def step_title(passage: Passage) -> str:
    """Return the step a sentence describes: the act it names first."""
    text = _NO_ACT.sub("", passage.text[:200])
    if re.search(r"(?:结果|结论|决定)有异议", text):
        return "异议处理"
    places = [(found.start(), title) for pattern, title in _STEPS if (found := re.search(pattern, text))]
    return min(places)[1] if places else ""


def _contact_title(passage: Passage) -> str:
    if both := telling.both(passage.text):
        return both
    found = re.search(r"(?:开通|设立|拨打)([\u4e00-\u9fff]{2,14}?(?:专线|热线|电话))", passage.text) or re.search(r"([\u4e00-\u9fff]{2,8}(?:电话|热线))", passage.text)
    return titles.title_of(found[1]) if found else "咨询电话"
