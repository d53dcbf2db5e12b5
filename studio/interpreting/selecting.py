"""From candidates to key points: how many of each element, in which order, under which title and id."""

import re
from collections import Counter
from dataclasses import replace

from generators.model import Element, KeyPoint, Level
from generators.prose import NO_GAIN
from studio.interpreting import scales, titles, wording
from studio.interpreting.cues import AMOUNT, RATIO, SEEN
from studio.interpreting.facts import facts_in
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import GRANTING, Candidate, distinct, repeats
from studio.interpreting.specific import ACTS, specific
from studio.interpreting.topics import topic

LIMITS = {
    Element.CONTENT: 12,
    Element.STANDARDS: 12,
    Element.PROCEDURE: 9,
    Element.NOTES: 8,
    Element.TERMS: 8,
    Element.BACKGROUND: 4,
    Element.OBJECTIVES: 8,
    Element.CONTACT: 5,
    Element.CHANGES: 9,
}
USUAL_LIMIT = 6
IN_DOCUMENT_ORDER = (Element.CONTENT, Element.PROCEDURE, Element.OBJECTIVES, Element.RESPONSIBILITY)
ENOUGH_BENEFITS = 3
LONGEST_BENEFIT = 200
"""Characters of a list of standards that may be told among the benefits too."""

MARGINAL = 58
"""The score under which a step is another matter's: a review, a settlement between offices."""

ENOUGH_STEPS = 3
ANSWERS_ONLY = ("table_note", "materials_list", "period", "application")
"""Cues whose points only help to answer a question: alone they say too little for a product."""

CLEARLY = 70
"""The score from which a scope is the policy's own; without one, whom each measure is for takes its place."""


def key_points(text: Text, found: list[Candidate]) -> tuple[KeyPoint, ...]:
    """Return the points of every element: the best of its candidates, without repeats, each with its id and title."""
    chosen = {element: _chosen(text, element, found) for element in Element}
    chosen[Element.PROCEDURE] = _without_measures(chosen[Element.PROCEDURE], chosen[Element.CONTENT])
    chosen[Element.BENEFITS] = _benefits(chosen, found)
    chosen[Element.NOTES] = _apart(text, Element.NOTES, "forbidden", chosen[Element.SCOPE], found)
    chosen[Element.CONTACT] = _apart(text, Element.CONTACT, "online", chosen[Element.PROCEDURE], found)
    points: list[KeyPoint] = []
    told: dict[str, str] = {}
    for element in Element:
        points.extend(_numbered(text, chosen[element], told))
    return tuple(points)


def _chosen(text: Text, element: Element, found: list[Candidate]) -> list[Candidate]:
    pool = [item for item in found if item.element is element and item.cue.id not in ANSWERS_ONLY]
    pool = [item for item in pool if not (_LEFT_OVER.match(item.statement) or out_of_place(item))]
    if element is Element.SCOPE and any(item.score >= CLEARLY and item.cue.id != "beneficiary" for item in pool):
        pool = [item for item in pool if item.cue.id != "beneficiary"]
    if element is Element.STANDARDS:
        pool = scales.list_by_list(text, distinct(pool, len(pool)), LIMITS[element])
    kept = distinct(pool, LIMITS.get(element, USUAL_LIMIT))
    if element is Element.PROCEDURE and sum(item.score >= MARGINAL for item in kept) >= ENOUGH_STEPS:
        kept = [item for item in kept if item.score >= MARGINAL]
    if element is Element.STANDARDS:
        return scales.in_lists(kept)
    return sorted(kept, key=lambda item: item.order) if element in IN_DOCUMENT_ORDER else kept


_LEFT_OVER = re.compile(r"(?:其他|其余|上述|前述|此类)(?![^，。；]{0,12}(?:《|规定的其他))[^，。；]{2,16}(?=[由可应按，])")
"""Opens a sentence that is understood only after the one before it: 其他补贴由企业自愿申请. An answer may have both."""


def out_of_place(item: Candidate) -> bool:
    """Tell whether a point speaks of other people's matters: who breaks the law does not thereby fall under the policy; what is refused,
    punished, paid in or asked for is no benefit; what is defined or watched over is no step; out of which fund something is paid says to
    whom nothing; who was only named at the end of the sentence before is charged with nothing by this one."""
    if item.element is Element.SCOPE:
        aside = re.search(r"法律责任|罚则", item.passage.chapter) or re.match(r"所需(?:资金|经费)|上述资金|[^，。]{2,20}列支。", item.statement)
        return bool(aside or (item.cue.id == "may_apply" and _NO_SCOPE.search(item.statement)))
    if item.element is Element.NOTES:
        return item.cue.id == "notes_heading" and bool(_EXHORTS.search(item.statement)) and not _LAYS_DOWN.search(item.statement)
    if item.element is Element.STANDARDS:
        return bool(_NO_STANDARD.search(item.statement))
    if item.element is Element.RESPONSIBILITY:
        return not _CHARGES.search(item.statement) or bool(_NO_DIVISION.search(item.statement))
    if item.element is Element.PROCEDURE:
        return bool(_NO_STEP.search(item.statement))
    return item.element is Element.BENEFITS and bool(_NO_BENEFIT.search(item.statement) or NO_GAIN.search(item.statement))


_CHARGES = re.compile("负总责|负责(?!同志|人)|牵头|统筹|会同|配合|承担|指导|解释|发挥|组织|协调|落实|职责|机制")
_NO_SCOPE = re.compile(r"一并|合并办理|并联|注明|[^，。；]{2,20}时，可以")
"""Says how something may be applied for, not who may."""
_NO_STANDARD = re.compile(r"投诉人|投诉材料|被投诉")
_NO_DIVISION = re.compile(r"约谈|通报批评|督办通报|查处|追究|\d{1,2}月\d{1,2}日前|责令|给予处分|可以向[^。；]{2,80}申请|从严整治")
"""Of who has which task a sentence does not tell that punishes, sets a day for a report, or says where one applies."""
_EXHORTS = re.compile("要(?:充分|切实|加大|继续|增强|加强|高度|认真|深入|进一步|强化|提高)|^(?:支持|推动|加强|强化|切实|提高|加大)|切实(?:落实|强化|加强)")
"""What a closing section asks of all offices; no reader need heed it."""
_LAYS_DOWN = re.compile(r"不得|严禁|禁止|\d")
_NO_BENEFIT = re.compile(
    r"责令|处罚|罚款|追究|追回|追缴|骗取|弄虚作假|拒绝|劝离|不听|(?:免除|减轻)[^，。；]{0,8}责任|填开|退库|保险凭证|(?<!无需)(?<!不再)(?:随同|提交|出具)[^，。；]{0,12}(?:证明|材料)|请求|"
    r"资金由[^，。；]{2,20}列支。$|守牢|底线|^(?:机关|[^，。；]{0,12}企业)[^。；]{0,40}(?:应当|不得)"
)
_NO_STEP = re.compile(r"^[^，。；：]{2,30}是指|^鼓励[^，。；]{0,24}(?:探索|创新)|^[^。；]{0,60}(?:抽查|现场演示|测算)|^[^，。；]{0,40}发布[^，。；]{0,30}(?:方案|程序|一览表|规定|信息)|投档|^[^。；]{0,40}应(?:当)?遵守")
"""Opens what no applicant does: a definition, what offices may try out, look into, reckon or publish."""


def _without_measures(steps: list[Candidate], measures: list[Candidate]) -> list[Candidate]:
    """Drop what a measure says of its own handling where the document lists the steps: it is no step of everybody's."""
    if sum(item.cue.id == "step" for item in steps) < ENOUGH_STEPS:
        return steps
    told = {item.passage.clause.ref for item in measures}
    return [item for item in steps if item.cue.id == "step" or item.passage.clause.ref not in told]


def _benefits(chosen: dict[Element, list[Candidate]], found: list[Candidate]) -> list[Candidate]:
    """Prefer benefits the standards do not already state; fill up with the best of those, never with a part of a scale."""
    pool = [item for item in found if item.element is Element.BENEFITS and not out_of_place(item)]
    shown = chosen[Element.STANDARDS]
    fresh = [item for item in pool if not any(repeats(item, other) for other in shown)]
    kept = distinct(fresh, USUAL_LIMIT)
    if len(kept) < ENOUGH_BENEFITS:
        leads = Counter(item.passage.lead.index for item in shown if item.passage.lead is not None)
        alone = [item for item in shown if item.passage.lead is None or leads[item.passage.lead.index] == 1]
        alone = [item for item in alone if item.passage.zone != "attachment" and not (item.passage.introduces and len(item.statement) > LONGEST_BENEFIT)]
        amounts = [replace(item, element=Element.BENEFITS) for item in alone if AMOUNT.search(item.statement[:SEEN])]
        kept += [item for item in amounts if not any(repeats(item, other) for other in kept)][
            : ENOUGH_BENEFITS - len(kept)
        ]
    return kept


def _apart(text: Text, element: Element, cue: str, shown: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Choose the points of an element without those of one cue which another element already shows."""
    pool = [item for item in found if item.cue.id != cue or not any(repeats(item, other) for other in shown)]
    return _chosen(text, element, pool)


def _numbered(text: Text, chosen: list[Candidate], named: dict[str, str]) -> list[KeyPoint]:
    """Return the points of one element; ``named`` holds the titles given so far with their statements: what is said besides the
    measures (``_BESIDES``) gets none of them where its sentence offers another."""
    points: list[KeyPoint] = []
    used: Counter[str] = Counter()
    headings = Counter(item.passage.headings[-1] for item in chosen if item.passage.headings)
    for number, item in enumerate(chosen, 1):
        options = [*_specific(title_options(text, item, headings), item), _ELEMENTS[item.element]]
        told = [title for title in (*options[:-1], *titles.apart(item.passage.text)) if not (titles.overstates(title, item.statement) or _ANNOUNCES.search(title))]
        free = [title for title in told if not used[title]]
        own = [title for title in free if title in options and named.get(title, item.statement) == item.statement]
        title = next(iter([*(own if item.element in _BESIDES else ()), *free, *told]), options[-1])
        used[title] += 1
        named.setdefault(title, item.statement)
        marker = f"_{item.cue.marker}" if item.cue.marker else ""
        point_id = f"{item.element.value}{marker}_{number}"
        citations = tuple(dict.fromkeys(item.citations))
        points.append(
            KeyPoint(id=point_id, element=item.element, title=title, statement=item.statement, citations=citations)
        )
    return points


def _specific(options: list[str], item: Candidate) -> list[str]:
    """Return the titles, those that fit any document told of whom or of what."""
    own = item.passage.headings[-1] if item.passage.headings else ""
    told = list(dict.fromkeys(title for option in options for title in ((option,) if option == own else specific(option, item.statement))))
    bare = [title for title in told if title in ACTS and title != own] if item.element is Element.PROCEDURE else []
    better = [title for title in told if title not in bare and not _WORSE.search(title)]
    return [*better, *bare, *(title for title in told if title not in (*better, *bare))] if bare else told


_WORSE = re.compile("^(?:引导|制定|予以|逾期|在|对)|(?:后|时|条件|事项)$|对符合|^[^登办申受]{0,4}渠道$")
"""What names a sentence less well than 提出申请 or 登记 does: part of it, or what follows from it."""


_BESIDES = (Element.NOTES, Element.DATES, Element.RESPONSIBILITY)

_ANNOUNCES = re.compile("下列|如下")
"""A title that announces what does not stand under it."""


def title_options(text: Text, item: Candidate, headings: Counter) -> list[str]:
    """Return possible titles, best first: what the cue fixes, the thing granted, the heading, the subject of the sentence."""
    passage, cue = item.passage, item.cue
    if item.titles:
        return [title for title in item.titles if title] or [_ELEMENTS[item.element]]
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
                and len(own) <= 12
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
            if len(passage.chapter) <= 8 and not _GENERIC.search(passage.chapter)
            else ""
        )
        options = [
            *first,
            about,
            fixed,
            cue.title,
            *who,
            chapter,
            *_plain(passage),
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
        options = [own, about, step_title(passage), *_plain(passage), heading]
    elif cue.name == "double":
        alike = "同类政策不重复享受" if re.search("同类(?:政策|扶持|优惠)", passage.text[:SEEN]) else ""
        options = [alike, about if passage.text != about else "", own if "不" in own else "", "不重复享受"]
    elif cue.element is Element.RESPONSIBILITY:
        options = [fixed, cue.title, titles.acting(wording.polish(passage.text)), about, own, heading, "职责分工"]
    elif cue.id in ("penalty", "false_statement", "recover", "forbidden"):
        options = _warning_titles(passage, fixed, about, own, heading)
    else:
        options = [fixed, cue.title, about, own, *_plain(passage), heading]
    good = list(dict.fromkeys(option for option in options if len(option) >= 2))
    chapter = titles.title_of(passage.chapter)
    last = chapter if chapter and not titles.is_generic(chapter) else titles.whole_subject(passage.text)
    return good or [last or _ELEMENTS[item.element]]


_LIMITED = re.compile(r"(?:[，。；]|^)(?:但|其|且)?([\u4e00-\u9fff]{2,8}(?:期限|时限|间隔|额度|比例))(?:最长|最高|最多|为|不得|不超过|不低于)")
"""What a sentence limits, the last resort for a title: 处理期限最长不得超过90日."""

_FOLLOWS = re.compile(r"处理|处罚|罚款|警告|退回|追回|收回|取消|停止|追究|信用|黑名单|责令|处分|不再|不予|移送|恢复执行|查处|通报")


def _warning_titles(passage: Passage, fixed: str, about: str, own: str, heading: str) -> list[str]:
    """Return titles for what is forbidden or punished, best first: a ban is named by what it bans, not by a consequence."""
    said = passage.text
    conduct = titles.duty(said) if passage.introduces and not _FOLLOWS.search(said) else ""
    if not _FOLLOWS.search(said[:SEEN]):
        who = re.split("及其|或者其|不得", said[:SEEN])[0] if passage.introduces else ""
        whose = f"{who}的禁止行为" if titles.is_actor(who) and 2 <= len(who) <= 10 else ""
        general = "禁止的行为" if re.search(r"不得|禁止|严禁|不准|不可(?!见|分|或缺|抗|替代)", said[:SEEN]) else "需要报告的情形" if re.search(r"报送|报告|告知", said[:SEEN]) else "注意事项"
        return [conduct, titles.ban(said), whose, about, own, *_plain(passage), heading, general]
    false = "弄虚作假的后果" if re.search(r"虚假|弄虚作假|骗取|套取|冒领|冒用|伪造|变造|隐瞒", said[:SEEN]) else ""
    about = "" if about in ("不得弄虚作假", "不得买卖、伪造") else about
    general = ["违规的后果", "法律责任"] if re.search(r"违反|处罚|罚款|警告|责令|处分|追究", said) else _plain(passage)
    return [fixed, false, titles.penalised(said), about, own, titles.ban(said), heading, *general]


def _with_amount(heading: str, passage: Passage) -> str:
    """Return a heading told apart by the one amount it grants, for instance 高质量发展奖励20万元."""
    amounts = [fact.text for fact in facts_in(passage.text[:SEEN]) if fact.kind == "money"]
    amount = amounts[0] if len(set(amounts)) == 1 else ""
    return (
        f"{heading}{amount}"
        if heading.endswith(_GRANTS) and amount and len(heading) + len(amount) <= titles.LONGEST_TITLE
        else ""
    )


def _plain(passage: Passage) -> list[str]:
    """Return what the sentence has someone do, or its subject unless that only names who acts; uncut, best first."""
    who = titles.whole_subject(passage.text)
    does = (titles.duty(passage.text), titles.directive(passage.text), titles.act(passage.text))
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
_ELEMENTS = {
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
    ("公示", "公示"),
    ("初审|预审|初核", "初审"),
    ("复审|复核", "复审"),
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


_NO_ACT = re.compile(r"(?:申报|申请|审核|评审|受理|登记)(?=指南|材料|主体|项目|通知|条件|单位|程序|机关|机构|部门|意见|人(?!才)|通过|合格|完成后|之日)|公示(?=结果|期|无异议|完成)")
"""Words of an act within the name of something else or of a step before it: 申报材料, 登记机关, 公示期满."""


def step_title(passage: Passage) -> str:
    """Return the step a sentence describes: the act it names first."""
    text = _NO_ACT.sub("", passage.text[:200])
    if re.search(r"(?:结果|结论|决定)有异议", text):
        return "异议处理"
    places = [(found.start(), title) for pattern, title in _STEPS if (found := re.search(pattern, text))]
    return min(places)[1] if places else ""


def _contact_title(passage: Passage) -> str:
    found = re.search(r"([\u4e00-\u9fff]{2,8}(?:电话|热线))", passage.text)
    return titles.title_of(found[1]) if found else "咨询电话"
