"""Titles that say of whom, of what and of both of two matters a statement speaks, where the usual ones would leave it out."""

import re

from studio.interpreting import titles

LONGEST = 26
"""Characters of a title that tells for whom and what."""


def told(said: str) -> list[str]:
    """Return titles of a statement with whom it is for, what is exempt, both things it settles; best first."""
    made = (entitled(said), encouraged(said), lengthened(said), exempted(said), exclusive(said), promised(said), listed(said), undisputed(said), failing(said), awarded(said), opened(said), by_principle(said), answerable(said), workers(said), renewed(said), scheme(said), planned(said))
    return list(dict.fromkeys(title for title in made if 4 <= len(title) <= LONGEST))


_ENTITLED = re.compile(r"([^，。；：]{2,40}?(?:企业|人才|机构|单位|人员|家庭|团队|个人))，?可以?(?:按(?:相关|有关)?规定)?(?:获得|享受|申请|领取)([^，。；：、\d]{2,12}(?:补助|补贴|奖励|配套|优惠|资助|扶持|贴息))(?=[，。])")


def entitled(said: str) -> str:
    """Return who may have what: 人才购房安居补贴 of 在本市就业的人才可以获得购房安居补贴; what alone where many words say who."""
    found = _ENTITLED.match(said)
    if found is None or said.count("。") > 1 or re.search("对|按照|根据", found[1][:1]):
        return ""
    who = found[1].rpartition("的")[2]
    if who in ("企业", "机构", "单位", "人员", "个人"):
        return found[2] if len(found[2]) >= 6 else ""
    return f"{who}{found[2]}" if len(who) <= 14 else ""


_RESULT = "成效(?:较?为?(?:显著|明显|突出|好))|效果(?:显著|明显|较好)|力度较大|成绩突出|工作成效突出|真抓实干"
_REWARDED = re.compile(r"对(?:大力|积极)?([^，。；]{4,60}?)的(?:省|市|县|地方|地区|区)[^，。；]{0,16}，")


def encouraged(said: str) -> str:
    """Return what places are rewarded for: 推进自主创新成效明显地方的激励 of 对推进自主创新……成效明显的省（区、市），优先支持……."""
    found = _REWARDED.match(said)
    if found is None:
        return ""
    first = re.split("、", found[1])[0]
    done = re.search(_RESULT, first)
    what = first[: done.start()] if done else first
    what = re.sub("工作?积极主动$", "", what)
    how = done[0] if done else (re.search(_RESULT, found[1]) or [""])[0]
    if not how or not 4 <= len(what) <= 16 or titles.tags_of(what)[0][1][:1] not in ("v", "n"):
        return ""
    return f"{what}{re.sub('较?为', '', how)}地方的激励"


_LENGTHENED = re.compile(r"对([^，。；]{4,40}?)的((?:[\u4e00-\u9fff]{0,4})(?:人员|企业|家庭|老年人|对象|单位))，([^，。；]{4,14}?(?:期限|年限|时间|标准|比例))(?:延长|提高|缩短|调整|降低|减)")


def lengthened(said: str) -> str:
    """Return whose term or standard is changed: 不足一年人员领取补贴年限 of 对领取补贴且不足一年的人员，领取补贴年限延长至……."""
    found = _LENGTHENED.match(said)
    condition = re.split("，|且|并且|同时", found[1])[-1] if found else ""
    if not found or len(condition) < 3:
        return ""
    more = re.search("，由[^，。；]{2,16}(?:缴纳|支付|发放)|，(?:并|同时)(?:给予|发放|享受)", said[found.end() :])
    return f"{condition}{found[2]}{'的待遇' if more else found[3]}"


_EXEMPT = re.compile(r"对?([^；。]{4,80}?)，(?:[^，。；]{0,8}内)?(免征|减征|免收|免缴)((?:企业所得税|个人所得税|增值税|房产税|契税|印花税|费用|[\u4e00-\u9fff]{2,6}[税费金])(?:、[\u4e00-\u9fff]{2,6}[税费金])*)[。，；]")


def exempted(said: str) -> str:
    """Return what is exempt of which tax: 基本收视费免征增值税 of 对……收取的基本收视费，免征增值税."""
    found = _EXEMPT.match(said)
    if found is None:
        return ""
    thing = re.split("的(?=[^的]{4,})", found[1])[-1]
    members = [part for part in re.split("[、和及]", thing) if part]
    thing = f"{members[0]}等" if len(members) > 1 and len(thing) > 12 else thing
    return f"{thing}{found[2]}{found[3]}" if 2 <= len(thing) <= 18 and not re.search("[，\\d]|^(?:对|按|符合|经)|的等?$", thing) else ""


def exclusive(said: str) -> str:
    """Return which two things nobody has at once: 甲扣除和乙扣除不能同时享受."""
    found = re.search(r"(?:不能|不得|不可)同时(?:分别)?(享受|申请|领取)([^，。；：、]{2,10}[和与及][^，。；：、]{2,14})(?=[。，])", said)
    if found:
        return f"{found[2]}不能同时{found[1]}"
    found = re.search(r"(?:^|，)([^，。；：]{2,12})与([^，。；：]{2,12})(不[得能予]?重复(?:享受|申领|申请))(?=[，。])", said)
    return f"{found[1]}与{found[2]}{found[3]}" if found else ""


def promised(said: str) -> str:
    """Return that applicants vouch for their papers, and what follows where they do not."""
    found = re.search("(?:书面)?承诺[^，。；]{0,12}材料[^，。；]{0,8}真实", said)
    if found is None or "；" in said[: found.start()]:
        return ""
    return "申请材料真实性承诺和虚假承诺的处理" if re.search("虚假|不实", said[found.end() :]) else "申请材料真实性承诺"


def listed(said: str) -> str:
    """Return that a list is settled and made public: 确定拟录取名单并公示."""
    found = re.search("确定([\u4e00-\u9fff]{2,10}名单)(?:及金额)?并(?:进行|予以)?(公示|公布)(?=[，。；])", said)
    return f"确定{found[1]}并{found[2]}" if found and said.count("。") < 2 else ""


def undisputed(said: str) -> str:
    """Return for which part a duty holds: 无争议部分的及时付款义务."""
    found = re.search("对于?([\u4e00-\u9fff]{2,6}部分)，?应当(履行)?([^，。；：]{4,12})(?=[，。])", said)
    return f"{found[1]}{'的' if found[2] and found[3].endswith('义务') else ''}{found[3]}" if found and said.count("。") < 2 else ""


_FAILING = re.compile(r"([^，。；：]{2,10}?(?:企业|单位|机构|人|者|主体|组织))(?:违反(?:本|《)[^，。；]{1,12}(?:规定)?，)?未(?:按照?|依照?)[^，。；]{0,6}?规定(?:在)?[^。；]{0,60}?(公示|公开|报送|报告(?!中)|备案|提交|公布)([^。；]{0,60}?)的，")


def failing(said: str) -> str:
    """Return who did not do what was due, with what follows: 大型企业未按规定公示信息的责任."""
    found = _FAILING.match(said)
    if found is None:
        return ""
    thing = (re.findall("信息|材料|报告|资料|情况|数据", found[3]) or [""])[0]
    return f"{found[1]}未按规定{found[2]}{thing}的责任"


def with_both(title: str, said: str) -> str:
    """Return a title with the second of two things its statement has beside what it names; any other as it is.

    Offices answer beside their officials (有关部门及其工作人员的责任), a policy holds from a day and for years, who must do one thing must not
    do another (对投诉人的要求), one office has others beside it. A label of the statement itself says of which class a rate is: 常规机具的补贴比例.
    """
    if title == "施行时间" and re.search("有效期[为至]?[\\d一二三四五六七八九十]", said):
        return "施行时间和有效期"
    if re.search("工作人员的?责任$", title) and (found := re.match("(?:[^，。；：、]{2,}?(?=[有相]关))?([^，。；：、]{2,14}及其工作人员)(?:在|有|不|未|滥用|玩忽|应当)", said)):
        return f"{found[1]}的责任"
    if title.endswith("部门") and re.search(f"{re.escape(title)}、[^，。；]{{2,40}}部门[^。；]*分别负责", said):
        return f"{title}等部门"
    if (label := re.match(f"([^，。；：]{{4,18}}{re.escape(title[-4:])})：[^。]*{re.escape(title)}", said)) and re.search("(?:比例|标准)$", title):
        return label[1]
    found = re.match("([^，。；：、的]{2,6}[人者])应当[^，。；：]{4,20}，不得[^，。；：]{4,14}。$", said)
    return f"对{found[1]}的要求" if found and title.startswith("不得") else title


_LINES = (("咨询电话", "咨询"), ("监督电话", "监督"), ("投诉电话", "投诉"), ("举报电话", "举报"))


def both(said: str) -> str:
    """Return both lines a statement gives: 咨询和监督电话."""
    kinds = [kind for name, kind in _LINES if re.search(f"{name}[：为]?\\s*[\\d（(]|{kind}[、和]?[^。]{{0,4}}电话[：为]", said)]
    return f"{'、'.join(kinds[:-1])}和{kinds[-1]}电话" if len(kinds) > 1 else ""


_PARTS = re.compile("“[^”]{2,8}”")


def awarded(said: str) -> str:
    """Return which firms an award is for, by the names in quotes they bear: “小巨人”企业等奖励."""
    found = re.search("(?:^|[：，])对([^；。]{4,120}?)(?:分别)?给予[^。；]{0,16}?(奖励|奖补|补助)", said)
    names = _PARTS.findall(found[1]) if found else []
    if not found or not names or re.search("按照|不超过", found[1]):
        return ""
    if len(names) > 1:
        return f"{''.join(names[:3])}{'等' if len(names) > 3 else ''}{found[2]}"
    kind = re.search(f"{names[0]}([\u4e00-\u9fff]{{0,4}}?企业)", found[1])
    more = re.search("[、或]", found[1][found[1].find(names[0]) :])
    return f"{names[0]}{kind[1] if kind else ''}{'等' if more else ''}{found[2]}"


def opened(said: str) -> str:
    """Return which information is made public: 逾期未支付款项信息的公开 of 将逾期未支付款项的合同数量、金额等信息……公开."""
    found = re.search("将(?:上一年度)?([^，。；、]{4,16})的[^，。；]{2,16}等?信息[^。；]{0,40}?向?(?:社会)?(公开|公示)(?=。)", said)
    return f"{found[1]}信息的{found[2]}" if found else ""


def by_principle(said: str) -> str:
    """Return the principle something is done by: 就高不重复、晋级补差."""
    found = re.match("按照?([^，。；：]{4,16}?)(?:的)?原则执行。", said)
    return found[1] if found else ""


def answerable(said: str) -> str:
    """Return who is called to account: 大型活动主办、承办单位的责任 of 可以约谈大型活动的主办、承办单位，责令整改."""
    found = re.search("约谈([\u4e00-\u9fff、]{4,16}?(?:单位|机构|企业|负责人))，(?:并)?责令", said)
    return f"{found[1].replace('的', '', 1)}的责任" if found else ""


def workers(said: str) -> str:
    """Return whom a rule is for that opens with their age and trade: 特殊技能岗位从业人员."""
    found = re.match("[^。]{4,60}?，从事([^，。；]{3,16}?从业人员)，由", said)
    return found[1] if found else ""


def renewed(said: str) -> str:
    """Return what has to be renewed when it runs out: 自我声明的更新."""
    found = re.match("([^，。；：]{2,20}?)(?:有效期)?(?:到期|届满)(?:或者?[^，。；]{2,20})?(?:的)?(?:，|后|前)[^。]{0,60}?(更新|换领|续期|延期|换发)", said)
    return f"{found[1]}的{found[2]}" if found and "有效期" not in found[1] and len(found[1]) > 2 else ""


def scheme(said: str) -> str:
    """Return the standard a system is given with: 辅助器具适配补贴标准 of 建立辅助器具适配制度，首件全额补贴；第二件补贴60%."""
    found = re.match("(?:本市|全市)?(?:建立|实行|实施)([^，。；、]{4,14}?)制度[，。：]", said)
    paid = re.search("补贴|补助|资助|奖励", said) if found else None
    return f"{found[1]}{paid[0]}标准" if found and paid and len(re.findall(r"\d[\d.]*(?:[万亿]?元|[%％])|全额", said)) > 1 else ""


def planned(said: str) -> str:
    """Return which plan a rule is for: 编制旅游规划的要求 of 部门编制旅游规划应当注重保护资源."""
    found = re.match("[^，。；]{2,20}?((?:编制|制定)[\u4e00-\u9fff]{2,8}规划)，?应当[^，。；]{4,}[，。]", said)
    return f"{found[1]}的要求" if found else ""


_STOCK_OWNERS = re.compile("(?:[本我全各][市省区县]|规定|国家|其他|有关|相关|[省市区县]级|申请人|本人)$")


def whole_name(title: str, said: str) -> str:
    """Return a name with whose it is where its statement never has it without that: 住房贷款的利息扣除; any other title as it is."""
    if not 3 <= len(title) <= SHORT_NAME or title not in said or titles.tags_of(title)[0][1][:1] == "d":
        return title
    before = [said[: found.start()] for found in re.finditer(re.escape(title), said)]
    if not all(re.search("[\u4e00-\u9fff]{2}的$", one) for one in before):
        return title
    words = titles.tags_of(re.split("[，。；：、和与]", before[0])[-1].removesuffix("的"))[-2:]
    whose = "".join(word for word, _ in words)
    if not words or words[-1][1] != "n" or words[0][1][:1] not in ("n", "v", "a", "b") or _STOCK_OWNERS.search(whose) or len(whose) > SHORT_NAME:
        return title
    return f"{whose}的{title}"


SHORT_NAME = 8
"""Characters up to which a name may be cut from a longer one."""
