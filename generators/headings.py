"""Which heading may stand over which words: the one judge of the picture, the article and the video.

A heading has to tell what stands under it: its words are there as what they are about, its kind (材料, 条件, 公示) is what they hold, and
it is no piece of a phrase. None at all is better than one that tells something else.
"""

import re
from collections.abc import Collection, Iterable

import rjieba

from generators.breadth import is_of_a_case, is_second_of_two, is_unfinished, leaves_sentences
from generators.matters import HALF, speaks_a_little, speaks_enough, speaks_of
from generators.model import Citation, Clause, Level, PolicyDocument
from generators.natures import FROM_WHEN

WHOLE = 0.6
"""Share of a chapter or section that has to stand under its title."""

MOST = 0.5
"""Share of the words of a clause's heading that one sentence of it has to have to stand under it."""

SCRAP = 0.12
"""Share of a clause up to which what is told of it is a scrap, which may be of anything."""

PART = 0.3
"""Share of a clause from which its own heading may stand over what is told of it, if a word of it is there."""

SEVERAL = 3
"""Clauses under a title from which it is too wide for one of them."""

LISTED = 3
"""Things of a list from which one of them is no heading for it."""

_EMPTY = re.compile(
    r"^20\d\d年.{0,4}目标$|[\u4e00-\u9fff]”?思想$|“放管服”改革$|初心|使命$|^(?:法律责任|罚则|(?:依法)?追究(?:法律)?责任|依法(?:予以)?(?:处理|处分|处罚)|(?:违规|违反规定)的?(?:后果|责任|处理)|构成违法犯罪的(?:处理|责任)|责任追究|"
    r"(?:法律|监督|管理|组织|实施|促进|保障|考核|鼓励|执法|处罚|职责|服务|规范|倡导|奖励)(?:[与和及](?:监督|管理|实施|促进|保障|考核|处罚|考评|倡导|奖励|责任|服务))|"
    r"(?:提升|打造|加强|健全|完善|优化|强化)(?:服务|发展|管理|工作)(?:能力|平台|水平|机制|体系|保障)|"
    r"注意事项|其他(?:规定|事项|要求)|有关(?:规定|事项|要求)|相关(?:规定|事项|要求)|工作(?:要求|安排)|实施要求|办理登记|总则|附则|监督管理|管理监督|一般规定|基本规定|主要(?:措施|举措|内容)|"
    r"补贴上限|处理期限|职责分工|主要职责)$"
)
"""Names that fit any policy, or any chapter of one, and tell nothing of the words under them."""

_BROKEN = re.compile(
    r"^(?:之|是|必须|充分利用|获得|针对|首先|满足|其(?!他)|到20|从|以|由|于|并|且|但|或|及|和|与|按照?(?![年月])|根据|如(?!实)|即|则|再|该|此|上述|会同|不超过|不低于|予以)|"
    r"(?:需提供|请提交|应当?|以及|依法|方面|的|地|得|和|(?<!参)与|(?<!普)及|或者?|[、，：；。]|等工作|(?:相关|有关)[^的]{0,4}(?:工作|业务|手续)|情况下|履行职责|其中|包括|包含|如下|分为)$|^完成|^出现.*情形的处理$|^(?:告知|通知)[^，]{2,}(?:政府|办事处|部门|机构|机关)$|下列|以下|前款|本条(?!件)|第[一二三四五六七八九十]+[条款项]"
)
"""A piece of a phrase, or one that leads to what stands elsewhere."""

_TERM = r"\d+(?:个)?(?:工作日|自然日|[日天年月]|小时)|\d月|之日|当[日月天]|次[月年]|每[年月季日]|[上下]午|工作日|长期|即时|当场|同时|[一二三四五六七八九十]年"
_KINDS = (
    ("(?:申请|办理|受理|缴费)(?:渠道|途径|入口)", r"(?:通过|登录|前往|在|到|向|拨打|持)[^。]{0,60}(?:平台|系统|小程序|网站|官网|窗口|大厅|中心|网点|公众号|部门|机构|APP|电话|邮箱|单位|服务网|街道)(?!停保)"),
    ("(?<!审核|核验|补正)(?:材料|资料)", r"(?<!也)(?:提交|提供|递交|报送|出具|上传|准备)[^。]{0,40}(?:材料|资料|证|表|书|合同|复印件|凭|票)|材料[^。]{0,8}[：为有]|申请表|复印件|清单"),
    ("申请条件|申报条件|条件|资格", r"条件|符合|具备|满足|应当?[为是有]|[需须](?:为|属|具|纳|在)|属于|之一|不得|达到|\d+周?岁|资质|合格|主体是|申请人为"),
    ("对象|适用范围|范围", r"适用|面向|对象|范围|是?指|包括|符合|属于|应当遵守|享受|可以?申请|[：；]"),
    ("时间|时限|期限|日期|时间安排|时长", _TERM),
    ("(?<!收取)(?<!承担的)费用|费率|额度|限额|标准|比例|金额", r"\d|[一二三四五六七八九十百]元|标准|倍|免费|全额"),
    ("处罚|后果|责任", r"罚款|处罚|责令|追究|处分|处理|取消|追回|没收|吊销|警告|不再|不予|终止|解除|停止|通报|约谈|信用|负责|承担|责任|退回|扣"),
    ("规则", "由高到低|按[^。]*[排序]|原则|顺序|公式"),
    ("管理", "管理|监[督管]|核|专[款用账]|规范|不得|应当?|负责|要"),
    ("流程|程序|步骤", r"申请|受理|审核|提交|程序|流程"),
    ("情形", r"之一|下列|以下|的；|：|不适用|不予|不享受|停止"),
)
"""Kinds of things a heading names at its end, and what the words under it have to hold then."""

_PAIRED = "方式|时间|条件|材料|标准|费用|期限|时限|渠道|流程|程序|对象|范围"

_HEARD = re.compile(r"(公示|公布|公告|投诉|举报|复核|评审|评估|备案|报销|拨付|兑付|核验|反哺|延期)")
"""Acts that have to be there as acts where a heading names them."""
_ALIKE = ("公示|公布|公开|公告", "拨付|兑付|发放|支付", "投诉|举报|反映")
"""Acts of which one may be called by another's name."""
_BY_THE_WAY = r"(?:期满|期内|期间|结果|后|的|前|情况|时|期)"

_FRAUD = re.compile("弄虚作假|骗取|欺诈")
_FALSE = re.compile("虚假|弄虚|骗取|欺诈|欺骗|隐瞒|伪造|变造|冒用|冒领|造假|失实|不实")
_OTHER_ACT = re.compile("未按|未依|未及时|未经|未履行|没有|拖欠|拒不|擅自|泄露|出租|出借|转让|转借|倒卖|买卖|涂改")
"""What is punished or forbidden besides fraud in one sentence."""

LEAST_NAME, LONGEST_NAME = 4, 20
"""Characters of a clause's heading that can stand over words of it."""

LEAST_BAN = 3
"""Characters of an act that can have an object (不得入库 has none)."""

LEAST = 12
"""Characters of a sentence that may be one of several matters."""

SHORT = 40
"""Characters of a text whose ban, though the last thing it says, is what it is for."""

_GENERAL = re.compile("(?:提出)?(?:申请|申领|申报)(?:渠道|方式|条件|材料|登记)?$|办理.{0,16}(?:登记|手续)$|(?:申请|办理)变更登记$")
_GENERAL_STEPS = "初审|审核|受理|公示|登记|复核|发放|资金拨付|申领|申报|评审评估|办理时限|申请时间|提交申请材料|结果公布|缴费"
_APART = re.compile("也可|还可|原已|[^。；]{0,40}[须需]经批准的|[^，。；]{0,6}可以委托|[^，。；：]{0,12}(?:尚未|困难的|已参加|已在|但已|[属]于依法须经)|[^，。；：]{2,12}，属于依法")

_SUM = re.compile(r"\d[\d.]*(?:[万亿]?元|[%％‰])")
_BAN = re.compile("不得|严禁|禁止|不准")
_PAYS = re.compile("费率|缴费|待遇")

_CASE = re.compile(r"(?:对于?|凡|违反[^，。；]{0,24}规定，)?")
_ACTS = re.compile("支持|鼓励|建立|健全|完善|推动|推进|加强|加快|加大|促进|探索|开展|引导|实施|培育|落实|强化|优化|提升|建设|打造|深化|充实|发展")
_BINDS = re.compile("鼓励|支持|倡导|引导")
_PERMITS = re.compile("可以?(?:同时|叠加|重复|一并)")
_FORBIDS = re.compile("不得?(?:重复|同时|叠加)|择高")


def may_stand(heading: str, text: str, *, strictly: bool = True) -> bool:
    """Tell whether ``heading`` tells what ``text`` tells: no empty name, no piece, of its kind, of all it lists, with its words:
    ``strictly`` half of them and the last, else any.
    """
    heading = heading.strip()
    speaks = speaks_of if strictly else speaks_a_little
    refused = (is_empty, is_broken, is_bare_case, is_of_other_kind, names_other_acts, turns_it, is_one_of_list, is_of_part, lacks_its_object, is_last_of_several, is_wider)
    if heading.startswith("弄虚作假"):
        return bool(_FALSE.search(text)) and not is_of_another_act(heading, text)
    return bool(heading) and not any(check(heading, text) for check in refused) and bool(_HEARD.search(heading) or speaks(_matter_of(heading), text))


def names_a_step(heading: str, text: str) -> bool:
    """Tell whether a heading can name a step of a procedure: what is done there, in whatever words; not what the text only looks back at."""
    refused = (is_empty, is_broken, is_bare_case, is_of_other_kind, names_other_acts, is_wider)
    return bool(heading) and not any(check(heading, text) for check in refused)


def is_empty(heading: str, text: str = "") -> bool:
    """Tell whether a heading would fit any policy."""
    return bool(_EMPTY.search(heading))


def is_broken(heading: str, text: str = "") -> bool:
    """Tell whether a heading is a piece of a phrase, or leaves a mark open."""
    return bool(_BROKEN.search(heading)) or any(heading.count(a) != heading.count(b) for a, b in ("“”", "（）", "《》"))


def is_cut(heading: str, text: str) -> bool:
    """Tell whether a heading stops within the last of several things (技术升级、产业 of 技术升级、产业增长的新路径)."""
    after = text[text.find(heading) + len(heading) :] if heading in text else ""
    return bool(re.search("、[\u4e00-\u9fff]{2,3}$", heading) and re.match("[\u4e00-\u9fff]", after))


def is_bare_case(heading: str, text: str) -> bool:
    """Tell whether a heading is only the case a sentence opens with (伪造、变造通行证的，……) and not what is laid down for it."""
    if re.match(f"在{re.escape(heading)}(?:方面|应当|，)|[^，。；：]{{0,14}}{re.escape(heading)}，(?:应当?|须)", text) and not _ACTS.match(heading):
        return True
    said = text[_CASE.match(text).end() :]
    if not said.startswith(heading) or _ACTS.match(heading):
        return False
    after = said[len(heading) :]
    case = "的[，；]|或者?|、|[，；](?:应当?|须|由|可以?|除|依照|按照?|法律|经|并)"
    return bool(re.match(case, after)) and not _names_people(heading) or bool(re.match("(?:应当?|可以?|必须|不得|须)(?!届)", after) and "的" in heading)


def is_of_other_kind(heading: str, text: str) -> bool:
    """Tell whether the kind of thing a heading names at its end (材料, 条件, 时限) is not what the text holds."""
    if re.match("(?:办理|申请|申报)时[间限]$", heading) and FROM_WHEN.search(text):
        return True
    if re.search("期限$", heading) and re.match("[^，。；]{0,8}(?:期满|届满|到期)", text) and not re.search("期限(?:为|最长|不|一般|原则|自)|最长", text):
        return True  # what comes when a term is over
    text = re.sub("^(?:放宽|提高|降低|调整)[^，。；：]{2,20}：", "", text)
    for names, holds in _KINDS:
        if re.search(f"(?:{names})$", heading):
            return not re.search(holds, text)
    return False


def names_other_acts(heading: str, text: str) -> bool:
    """Tell whether a heading names an act (公示, 投诉) the text only looks back at (公示期满后) or has not at all."""
    for act in _HEARD.findall(heading):
        over = re.search(f"{act}(?:期满|后|结束)|经{act}", text)
        alike = act if over else next((group for group in _ALIKE if re.search(group, act)), act)
        if not re.search(f"(?:{alike})(?!{_BY_THE_WAY})|(?:应当?|予以|进行|并)(?:{alike})", text):
            return True
    return False


def turns_it(heading: str, text: str) -> bool:
    """Tell whether a heading encourages what the text demands, forbids what it permits, or limits what it does not."""
    if re.search("仅限|只限|只能", heading) and not re.search("仅限|只限|只能|本人", text):
        return True
    urges = _BINDS.match(heading)
    return bool(urges and not _BINDS.search(text) and re.search("应当|必须|不得", text)) or bool(_FORBIDS.search(heading) and _PERMITS.search(re.split("[；。]", text)[0]))


def is_one_of_list(heading: str, text: str) -> bool:
    """Tell whether a heading (投诉处理) names but one thing of a list the text names beside others."""
    words = [word for word, _ in rjieba.tag(heading) if len(word) > 1]
    if len(heading) > 6 or not words or "为" in text[len(heading) : len(heading) + 1]:
        return False
    listed = re.findall(r"(?:[\u4e00-\u9fff]{2,8}、){2,}[\u4e00-\u9fff]{2,8}", text)
    outside = re.sub(r"(?:[\u4e00-\u9fff]{2,8}、){2,}[\u4e00-\u9fff]{2,8}", "", text)
    return bool(listed) and not any(word in outside for word in words) and any(word in one for word in words for one in listed)


def is_of_part(heading: str, text: str) -> bool:
    """Tell whether a heading is what one of several like cases says (满足条件2的企业 of 条件1……；条件2……；条件3……)."""
    if re.search(f"：{re.escape(heading)}：[^。]*；[^，。；：]{{2,12}}：", text) and not text.startswith(heading):
        return True  # the label of the first of several
    listed = [part for part in re.split("；", text.rstrip("。")) if part]
    own = [part for part in listed if heading in part]
    first = bool(own) and own[0] is listed[0] and heading not in listed[0].partition("包括：")[2]
    return len(listed) >= LISTED and len(own) == 1 and not first


def lacks_its_object(heading: str, text: str = "") -> bool:
    """Tell whether a heading forbids or limits and does not say what (不得入库, 只能享受一次)."""
    ban = re.match("(?:不得|严禁|禁止|不能|只能)(.+?)(?:的情形)?$", heading)
    return bool(ban) and not re.match("享受|重复|以", ban[1]) and (len(ban[1]) < LEAST_BAN or not any(tag[:1] in "njliazs" or tag == "vn" for _, tag in rjieba.tag(ban[1])))


def is_last_of_several(heading: str, text: str) -> bool:
    """Tell whether a heading is only the last thing a sentence lays down (应当组织……，批评和谴责不文明行为), or of a later sentence alone."""
    sentences = [one for one in re.split("[。\n]", text) if len(one) >= LEAST]
    own = next((one for one in sentences if heading in one), "")
    before = own[: own.find(heading)] if own else ""
    if _BAN.match(heading) and len(re.split("[，；]", before)) > LISTED:
        return True
    if not (_BAN.match(heading) and not heading.startswith("不得以") and len(text) <= SHORT) and re.search("(?:应当|由|责令)[^，。；：]{4,}，(?:[^，。；：]+，)*(?:并|或者?|且)?(?:\\d+年内|[^，。；：]+、)?$", before):
        return True
    plain = len(sentences) > 1 and not any(re.search("：|^\\d", one) for one in sentences[:2]) and not heading.startswith("弄虚作假")
    return plain and not speaks_a_little(_matter_of(heading), sentences[0])


def is_wider(heading: str, text: str) -> bool:
    """Tell whether a heading is of applying in general (申请渠道, 提出申请) and the words are of a case apart (线上申请困难的，……; 也可……)."""
    return bool(_GENERAL.match(heading)) and bool(_APART.match(text))


def is_general(heading: str) -> bool:
    """Tell whether a heading is of applying in general (申请渠道, 提出申请), whatever for."""
    of_something = re.match("办理.{4,}(?:登记|手续)$", heading)
    return bool(_GENERAL.match(heading) and not of_something or re.fullmatch(_GENERAL_STEPS, heading))


def is_of_another_act(head: str, text: str) -> bool:
    """Tell whether a heading names fraud and its paragraph first tells of another act: 未按规定公示或者隐瞒真实情况."""
    if not _FRAUD.search(head):
        return bool(re.search("伪造|变造", head)) and not _FALSE.search(text.partition("。")[0])
    first = text.partition("。")[0]
    act = re.split("由|责令|依法|处", first, maxsplit=1)[0]
    return not _FALSE.search(first) or bool(_OTHER_ACT.search(act))


def _names_people(heading: str) -> bool:
    acts = rjieba.tag(heading)[0][1][:1] == "v" or bool(re.match("[\u4e00-\u9fff]{2}、", heading))
    return not acts and bool(re.search("(?:人员|企业|家庭|老年人|学生|新生儿|婴儿|儿童|职工|居民|残疾人|毕业生|车辆|使用权|单位|机构|组织|团体)$", heading)) and len(heading) <= 18


def _matter_of(heading: str) -> str:
    """Return a heading without the kind of thing it names at its end, and the applying it is for."""
    for names, _ in _KINDS:
        if (shorter := re.sub(f"(?:的?(?:{names}))$", "", heading)) != heading:
            heading = re.sub("^(?:提交|提供)?(?:申请|申报|申领|办理|适用|受理|施行|提交|执行|补贴|补助|扶持|资助|参保)$", "", shorter)
    return re.sub("等行为$|情况$|事项$|的?情形$", "", heading)


def tidied(heading: str) -> str:
    """Return a heading without the frame of an outline: 关于奖售基数问题 → 奖售基数, 维护社区和谐方面 → 维护社区和谐."""
    heading = re.sub("^关于(.{4,}?)(?:的?问题)?$", r"\1", heading.strip())
    heading = re.sub("(?<=.{4})(?:的?问题|(?<!遵守)的(?:有关|相关)?规定)$", "", heading)
    heading = re.sub("^第[一二三四五六七八九十]阶段[为是](?=.{4})", "", heading)
    heading = re.sub("(?<=.{4}[\u4e00-\u9fff])是$", "", heading)
    heading = re.sub("^[本我][省市区县](?=(?:完善|建立|健全|加强|支持|鼓励|推进|推动|实行|开展|优化)[^，]{4})", "", heading)
    heading = re.sub("^留存(?:相关|有关)(?=[^，]{4})", "留存", heading)
    heading = re.sub("(?<=.{2})(还|均|同时)?(应当?|须|需)(具备|符合|满足)$", r"\1\2\3的条件", heading)
    heading = re.sub("^[^，。；：]{0,10}(?:部门|机构|办公厅|办公室|单位|政府|机关)(?:要|应当)(?=[\u4e00-\u9fff]{4})", "", heading)
    heading = re.sub("^对([^，。；：]{2,16})进行(审查|审核|检查|核查|评估|监督|管理)$", r"\2\1", heading)
    heading = re.sub("^((?:逾期)?未[^，的]{2,8})$", r"\1的处理", heading)
    heading = re.sub(r"方面\d{1,2}项$", "方面的举措", heading)
    return re.sub("(?<=.{4})方面$", "", heading)


def narrowed(heading: str, text: str) -> str:
    """Return a heading of two kinds of things (办理方式和时限) without the one the text does not hold."""
    found = re.fullmatch(f"(.{{0,6}}?)({_PAIRED})(?:[和与及、])({_PAIRED})", heading)
    if not found:
        return heading
    held = [found[1] + kind for kind in found.groups()[1:] if not is_of_other_kind(found[1] + kind, text)]
    return held[0] if len(held) == 1 else heading


def stands(document: PolicyDocument, heading: str, text: str, citations: Iterable[Citation]) -> bool:
    """Tell whether ``heading`` may stand over ``text``; a title of the policy itself also over most of what it stands over there.

    The title of a chapter or section of several clauses stands over a part only where that opens it, or where the title says what is done.
    """
    heading, citations = heading.strip(), [citation for citation in citations if document.has(citation.ref)]
    if not heading or is_empty(heading) or is_broken(heading) or turns_it(heading, text) or is_unfinished(heading, text) or is_of_part(heading, text) or is_of_a_case(heading, text) or is_second_of_two(heading, text):
        return False
    rows = [clause.text for citation in citations if (clause := document.clause(citation.ref)).level is Level.ROW]
    if any(_bare(heading) in _bare(row) for row in rows):
        return True  # what a table calls its row
    if any(_is_sentence_of(document.clause(citation.ref), heading) for citation in citations) and heading not in text:
        return False
    bearer = bearer_of(document, heading, citations)
    if _bare(heading) in _bare(document.title) and not _SUM.search(text) and (bearer is None or _share(inside_of(document, bearer), citations) < WHOLE):
        return False  # it names what the whole policy is about
    if bearer is None and (_is_everybody(document, heading) or _names_people(heading) and not text.startswith(heading)):
        return False
    if bearer is None:
        return may_stand(heading, text, strictly=False) and not leaves_sentences(_matter_of(heading), text)
    inside = inside_of(document, bearer)
    share = _share(inside, citations)
    if share >= WHOLE and _names_people(heading) and _PAYS.search(text):
        return False  # who, where what they pay or get is told
    if share >= WHOLE:
        return not any(check(heading, text) for check in (is_bare_case, is_of_other_kind, is_wider))
    own = bearer.ref in {citation.ref for citation in citations}
    if own and share >= PART:
        return speaks_enough(_matter_of(heading), text, share=HALF) and speaks_a_little(_matter_of(heading), text, but=document.title)
    if own and share < SCRAP and heading not in text and not speaks_enough(heading, text, share=MOST):
        return False
    if not own and share < WHOLE and "，" in heading and not all(speaks_a_little(half, text) for half in heading.split("，")):
        return False
    if _ACTS.match(heading):
        return may_stand(heading, text) and (share >= PART or heading in text or speaks_enough(heading, text, share=MOST))
    opens = next((clause.ref for clause in inside if clause.text != clause.heading), "") in {citation.ref for citation in citations}
    if opens and share >= PART:
        return names_a_step(heading, text)
    return (opens or len(inside) <= SEVERAL) and may_stand(heading, text, strictly=len(inside) > SEVERAL)


def _is_sentence_of(clause: Clause, heading: str) -> bool:
    """Tell whether a heading is how the first sentence of a clause begins (港口局实行局长负责制，……。), which says nothing of the next one."""
    opens = clause.text.startswith(f"{clause.heading}。") and clause.heading.startswith(f"{heading}，")
    return opens and bool(re.match("[^，]{2,12}(?:实行|负责|领导|要|应当|必须)", heading)) and rjieba.tag(heading)[0][1][:1] == "n"


def name_above(document: PolicyDocument, text: str, citations: Iterable[Citation], taken: Collection[str]) -> str:
    """Return the nearest heading over what a text cites that may stand over the text alone (子女教育, the chapter of its standard); else nothing."""
    cited = [citation for citation in citations if document.has(citation.ref)]
    above = (document.clause(cited[0].ref), *reversed(document.ancestors(cited[0].ref))) if cited else ()
    for clause in above:
        heading = tidied(_bare(clause.heading))
        if heading and LEAST_NAME <= len(heading) <= LONGEST_NAME:
            fits = heading not in taken and not _names_another(heading, text) and stands(document, heading, text, cited)
            return heading if fits and (_share(inside_of(document, clause), cited) >= WHOLE or _tells_both(heading, text)) else ""
    return ""


def _names_another(heading: str, text: str) -> bool:
    """Tell whether a text lays down another thing of the kind its heading names: 照料护理标准…… is not 供养标准."""
    kind = re.search("(?:标准|比例|额度|期限|条件)$", heading)
    return bool(kind) and kind[0] in text and heading not in text


def _tells_both(heading: str, text: str) -> bool:
    """Tell whether a text speaks of each of several matters its heading names."""
    halves = re.split("[和与及、]", heading)
    return len(halves) == 1 or all(speaks_a_little(half, text) for half in halves)


def _is_everybody(document: PolicyDocument, heading: str) -> bool:
    """Tell whether a heading names as whom it strikes those the whole policy is for (市场主体违规的责任 of rules for 市场主体)."""
    found = re.match("(.{2,8})违规的责任$", heading)
    return bool(found) and found[1] in document.title


def bearer_of(document: PolicyDocument, title: str, citations: Iterable[Citation]) -> Clause | None:
    """Return the nearest clause, of those cited and above them, that bears ``title``, alone or behind words of a heading above it
    (通行证申请条件 is borne by 申请条件 below 通行证的办理)."""
    for citation in citations:
        above = (*document.ancestors(citation.ref), document.clause(citation.ref)) if document.has(citation.ref) else ()
        for at in range(len(above) - 1, -1, -1):
            over = document.title + "".join(clause.heading for clause in above[:at])
            raw = _bare(above[at].heading)
            if any(own and _bare(title).endswith(own) and _bare(title).removesuffix(own) in over for own in (raw, tidied(raw))):
                return above[at]
    return None


def inside_of(document: PolicyDocument, bearer: Clause) -> list[Clause]:
    """Return a chapter or clause with all that stands below it."""
    return [clause for clause in document.clauses if clause is bearer or bearer in document.ancestors(clause.ref)]


def _share(inside: list[Clause], citations: list[Citation]) -> float:
    """Return how much of what stands under a title is cited, 0 to 1."""
    refs = {clause.ref for clause in inside}
    whole = sum(len(clause.text) - (len(clause.heading) if clause.heading in clause.text else 0) for clause in inside)
    spans = {(citation.ref, citation.start, citation.end) for citation in citations if citation.ref in refs}
    return sum(end - start for _, start, end in spans) / whole if whole > 0 else 1


def _bare(title: str) -> str:
    return re.sub(r"^第[一二三四五六七八九十百]+[章节条]\s*|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十\d]+[）)]|^\d+[.．、]|[\s。：:]", "", title)
