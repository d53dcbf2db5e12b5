"""Titles made of a statement's own main clause: what is ruled of a case, forbidden of a thing, required of somebody; whole phrases or nothing."""

import os.path
import re

from studio.interpreting import telling, titles
from studio.interpreting.fitting import PURPOSE, plain

LONGEST_CASE = 14
"""Characters of a case or a subject that a title tells together with what is ruled of it."""

LONGEST_LISTED = 24
"""Characters of a title that keeps all members of a list."""


def sure(statement: str) -> list[str]:
    """Return titles that say of a statement's cases, conditions or time limit what they are of, better than a label would."""
    said = plain(statement)
    found = (*telling.told(said), of_application(said), ended(said), of_conditions(said), of_papers(said), by_another(said), within(said), where(said), settled(said), punished(said))
    return list(dict.fromkeys(title for title in found if 4 <= len(title) <= telling.LONGEST))


def made(statement: str) -> list[str]:
    """Return titles made of a statement, best first."""
    said = plain(statement)
    said = re.sub(r"^[^，。；：]{2,16}：(?=.{12})", "", said) if "；" not in said else said
    found = (of_class(statement), handed_up(said), paid_later(said), of_field(said), of_people(said), granted(said), fixed(said), of_case(said), banned(said), required(said))
    return list(dict.fromkeys(title for title in found if 4 <= len(title) <= (titles.LONGEST_WHOLE if _BAN.match(title) else LONGEST_LISTED)))


_CONDUCT = re.compile(r"^(?:违反[^，。；]{2,24}规定，)?(?:有)?([^。；：]{4,60}?)的，(?=[^。]{0,100}?(罚款|处罚|警告|责令|追究|没收|停止|取消|追回|退回|处分|查处|处理|约谈|不再受理|批评教育))")
_CHEATS = re.compile(r"(骗取|套取|冒领)([\u4e00-\u9fff、]{2,14}?)(?:及其他[^，]*|支出|行为)?$")
_CHEATER = re.compile("[\u4e00-\u9fff]{1,5}(?:人|对象|组织|机构|企业|单位|者)(?=隐瞒|提供|虚报|有|以|采取|伪造|通过|骗取|套取|冒领)")
_ADDED = re.compile("情形|情节|逾期|拒不|构成|造成|涉嫌|审核|公示|符合|发现|行为之一|其(?!他)|履行|下列|以下|依照|一致|属于|涉及|除|是(?!否)")


def punished(said: str) -> str:
    """Return whose or which conduct a statement punishes, as a title: 申请人骗取服务补贴的处理, 伪造、变造通行证的处罚."""
    found = _CONDUCT.match(said)
    breaks = re.match(r"([^，。；]{4,20}?)违反本[^，。；]{1,6}规定，", said)
    if breaks and found and titles.is_actor(breaks[1]) and "工作人员" not in breaks[1]:
        return f"{breaks[1]}违规的责任"
    if found is None or re.match(r"[^。]{0,4}(?:符合|需要|申请(?!人)|未取得)", said):
        return ""
    kind = "处罚" if re.search("罚款|处罚|警告|没收|治安管理|追究法律责任", said[found.end() :]) else "处理"
    conduct = re.sub("^(?:凡|对于?)|有(?=弄虚)|^在[^，]{2,20}(?:期间|过程中)发生(?=[^，]{4})", "", found[1])
    if cheat := _CHEATS.search(conduct):
        who = _CHEATER.match(conduct)
        return f"{who[0] if who else ''}{cheat[1]}{cheat[2]}的{kind}"
    if len(conduct) > LONGEST_LISTED - 3:
        conduct = re.sub("^(?:市场主体|任何单位和个人|单位|个人|企业|当事人|申请人)(?=[伪涂未擅违出虚])", "", conduct)
    conduct = conduct.rpartition("，")[2] if re.match("违反[^，]{2,30}，", conduct) else conduct
    if when := re.match("(?:观看|驾驶|乘坐|参加|饲养|在)[^，]{2,24}，(?=[^，]{4,}$)", conduct):
        conduct = conduct[when.end() :]
    if "，" in conduct and all(len(part) <= 10 for part in conduct.split("，")) and "、" in conduct:
        conduct = conduct.replace("，", "、")
    if "，" in conduct or re.match("以|通过|采取", conduct) or _ADDED.search(conduct) or not re.search("不|未|擅自|违|伪造|变造|出租|出借|转让|虚|骗|冒|挪用|隐瞒|辱骂|毁坏|破坏|损坏|侮辱|占用|倾倒|排放|制造|饲养|携带|阻碍|随地|随意|吸烟|焚烧|烧烤|抛|吐|扔|买卖|拒|超量|拖欠|滥用|发生不文明", conduct):
        return ""
    return f"{conduct}的{kind}" if len(conduct) <= LONGEST_LISTED - 3 else _first_conduct(conduct, kind)


def _first_conduct(conduct: str, kind: str) -> str:
    """Return the first of several punished conducts with 等: 露天焚烧秸秆等行为的处罚."""
    first = re.split("、|或者?|，", conduct)[0]
    return f"{first}等行为的{kind}" if 4 <= len(first) <= LONGEST_CASE and any(tag == "v" for _, tag in titles.tags_of(first)) and not titles.is_actor(first) else ""


_DEMANDED = re.compile(
    r"^([^，。；：]{2,40}?)(?:是指[^：]{0,120}，)?(?:还|均|一般)?应当?(?:还|同时|具备|符合|满足){0,3}(?:同时)?(?:具备|符合|满足)(?:下列|以下|如下|规定的|下述)[^，。；：]{0,8}(?:条件|要求)"
)
_MAY = re.compile(r"(?:条件|情形|人员|老年人|之一)[^。：]{0,16}，(?:可以?)(?:按规定)?((?:申请|享受|领取|申领)[\u4e00-\u9fff]{2,12}?)(?:：|。|，)")


_MAY_ASK = re.compile("[^，。；：]{6,40}的，可以?(?:按规定)?(?:在[^，。；]{2,8}?|向[^，。；]{2,16}?)?(?:申请|申领)([\u4e00-\u9fff]{4,12}(?:补贴|补助|奖励|资助))。")


def of_conditions(said: str) -> str:
    """Return whose or for what conditions are laid down, as a title: 积分制入户人员的条件, 申请租赁人才公寓的条件."""
    if may := _MAY.search(said):
        return f"{may[1]}的条件"
    if asked := _MAY_ASK.match(said):
        return f"{asked[1]}的申请条件"
    if named := re.match("符合(?:下列|以下)条件之一的([^，。：]{2,18})：", said):
        return f"{named[1]}的条件"
    if trade := re.match(r"[^，。；：]{0,40}?((?:从事|设立|开办|申请设立)[\u4e00-\u9fff]{2,12}?)，?应当?(?:同时)?(?:具备|符合)(?:下列|以下)", said):
        return f"{trade[1]}的条件"
    found = _DEMANDED.match(said)
    if found is None:
        return ""
    who = found[1]
    if len(who) > LONGEST_CASE and (tail := re.search("的([^的、，]{4,10})$", who)):
        return f"{tail[1]}的条件"
    if asks := re.match(r"((?:拟?申请|享受|领取|申领)[\u4e00-\u9fff]{2,12}?)的(?:人员|人才|企业|单位|对象|城市|机构|家庭)$", who):
        return f"{asks[1].removeprefix('拟')}的条件"
    who = re.split("[，、]", who)[-1] if len(who) > LONGEST_CASE else who
    return f"{who}的条件" if 2 <= len(who) <= LONGEST_CASE and not re.search("申请人|申报主体|由|的$", who) else ""


_ENDED = re.compile(r"(?:下列|以下)[^。：]{0,8}(?:情形|情况|行为)[^：]{0,90}?((?:停止|暂停|终止|撤销|注销|追回|收回|取消|不予享受|不予)其?(?:发放|享受|领取|支付|拨付|受理|办理|登记)?[\u4e00-\u9fff、]{2,14}?)(?:手续)?(?=[：，。；])")
_CLOSED = re.compile(r"(?:下列|以下)[^。：]{0,8}(?:情形|情况)[^：]{0,60}?办理([\u4e00-\u9fff]{2,6}(?:终止|停止|暂停|注销))手续：")
_BARRED = re.compile(r"(?:下列|以下)[^。：]{0,8}(?:情形|情况)之一的，(不得(?:担任|参加|从事|报考|申请))(?:[^，。：]*的)?([\u4e00-\u9fff]{2,10})：")


def ended(said: str) -> str:
    """Return what stops in which cases, with its object: 停止领取失业保险金的情形, 不得担任法定代表人的情形."""
    found = _BARRED.search(said)
    whole = f"{found[1]}{found[2]}" if found else ""
    stops = _CLOSED.search(said) or _ENDED.search(said)
    whole = whole or (stops[1] if stops else "")
    if not whole and (refused := re.search(r"(?:的|规定|情形)，[^，。；]{0,12}?(不予(?:登记|受理|许可|批准|认定|公开|奖励|办理))", said)):
        whole = refused[1]
    whole = re.sub("本[^，。；]{1,4}规定的", "", whole)
    whole = re.sub("^(终止|撤销|注销)其", r"\1", whole)
    return f"{whole}的情形" if whole and not re.search("本办法|本规定|其(?!他)|本条", whole) else ""


def of_papers(said: str) -> str:
    """Return for what papers are handed in: 申请办理市场主体登记，应当提交下列材料 is of 市场主体登记的申请材料."""
    found = re.match("(?:申请)?(?:办理)?([\u4e00-\u9fff]{4,12})，(?:[^。；：]{0,60}，)?(?:并)?(?:应当?|须)?提交(?:下列|以下)(?:申请)?(?:材料|资料)：", said)
    if whose := re.match("([\u4e00-\u9fff]{2,10}?)(?:需|应当?|须)提供：", said):
        return f"{whose[1]}申请材料"
    where = "方式和" if found and re.match("[^：]{0,80}向[^：]{2,40}提出", said) else ""
    return f"{found[1]}的申请{where}材料" if found else ""


def settled(said: str) -> str:
    """Return what an office settles: 由……部门根据排名情况确定拟入户人员名单并公示."""
    found = re.search("(?:由|，)[^，。；]{2,18}(?:部门|机构|局|政府|委员会)(?:[^。；]{0,60}，)?[^，。；]{0,40}?(确定[\u4e00-\u9fff]{2,10}名单)(?:及金额)?(?=[，。；]|并)", said)
    return found[1] if found and said.count("。") < 2 and not re.match("[^。]{4,80}从业人员，", said) else ""


def by_another(said: str) -> str:
    """Return what somebody else may be asked to apply for, or what one may apply for: 委托代办市场主体登记, 撤销市场主体登记的申请."""
    found = re.search("可以?委托[^，。；]{2,20}代(?:其|为)?(?:办理|申请)([\u4e00-\u9fff]{2,10})(?=[，。；])", said)
    if found and said.count("。") < 2:
        return f"委托代办{found[1]}"
    asked = re.search("可以?向[^，。；]{2,20}提出([\u4e00-\u9fff]{2,14}?)的?申请(?=[，。；])", said)
    return f"{asked[1]}的申请" if asked and said.count("。") < 2 else ""


def of_application(said: str) -> str:
    """Return of what the time of applying is told: 申请医养结合补贴的……，应当于每年3月份提交申请."""
    found = re.match(r"申请([^，。；]{2,16}?)的[^，。；]{2,16}，应当?(?:于|在|自)[^，。；]*?[月日季年]", said)
    return f"{found[1]}的申请时间" if found else ""


def within(said: str) -> str:
    """Return what has to be finished in time: 应在5个工作日内完成资格核实等工作 tells the 资格核实时限."""
    sentences = [sentence for sentence in said.split("。") if sentence and not re.search("[日天]内|当场|即时|[个个]月内", sentence)]
    found = re.search(r"应当?(?:于|在)[^，。；]{0,40}?[日月年]内，?(?:完成|做出|作出|予以)(?:相关)?([\u4e00-\u9fff]{2,8}?)(?:等?工作|等)?(?=[，。；])", said) if not sentences else None
    return f"{found[1]}时限" if found and not re.search("^是否|决定$|处理$", found[1]) else ""


_FIXED = re.compile(r"^(?:(?:全|本|我)[市省区县])?([^，。；：\d]{2,26}?(?:标准|费率|限额|比例|上限|价格|期限|额度|有效期|种类范围))(?=为|按(?!照规定)|是|统一|不(?:超|低|高)|自|从|最长|一律|：)")
_HOLDS = re.compile(r"^([\u4e00-\u9fff（）]{4,16}?)(?:主要)?(?:包括|包含|分为)(?:[一二三四五六七八九十\d]+[类种项])?(?:(?:下列|以下)[\u4e00-\u9fff]{0,6})?(?:：|[^，。；]{0,12}、)")
_WITHHELD = re.compile(r"^([\u4e00-\u9fff]{2,10}?)不(?:予)?(支付|补贴|补助|报销|资助)(?:下列|以下)([\u4e00-\u9fff]{2,6})：")
_MOVED = re.compile(r"^([\u4e00-\u9fff]{2,12}?)(?:应当|应(?![急对用税收届]))(?:[^，。；]*)(?:进行|实行|予以)([\u4e00-\u9fff]{2,6})(?=[，。])")


_GRADED = re.compile(r"^([^，。；：]{4,20}?)(?:服务质量|服务|质量|年度|绩效)?(?:评估|考核|评定)为[^，。；]*的，[^。；]{0,30}?给予[^，。；]{0,30}?元((?:[\u4e00-\u9fff]{2})?(?:奖励|补贴|补助|奖补))")
_RENT = re.compile("(?:^|[：；])([^，：。；]{6,18})的，((?:租金|收费|缴费|补贴)标准)")
_ONCE = re.compile("(?:^|，)([^，。；：]{4,16}?只能?(?:享受|申请|领取)一次)(?=[，。；])")


def granted(said: str) -> str:
    """Return to whom or for what a grade, a rent or a single time is fixed: 街道级设施的服务奖励, 承租国有企业房产的租金标准, 同一种补贴只能享受一次."""
    if graded := _GRADED.match(said):
        return f"{graded[1]}的{graded[2]}"
    if rents := _RENT.findall(said):
        return f"{_shared(*(case for case, _ in rents))}的{rents[0][1]}"
    once = _ONCE.search(said) if said.count("。") < 2 else None
    within = "使用期限内" if once and re.search("使用期限内，", said[: once.start() + 1]) else ""
    return f"{within}{once[1]}" if once else ""


def _shared(case: str, *others: str) -> str:
    """Return what cases have in common: 承租非住宅房产 of 承租国有企业非住宅房产 and 承租政府公有非住宅房产; the one case where there are no others."""
    for other in others:
        opening, closing = os.path.commonprefix((case, other)), os.path.commonprefix((case[::-1], other[::-1]))[::-1]
        case = f"{opening}{closing}" if opening and closing else case
    return case


def fixed(said: str) -> str:
    """Return the whole name of what is fixed, for whom and all members of a list: 市财政供养的特困人员基本生活标准; 服务项目动态调整."""
    if holds := _HOLDS.match(said):
        return f"{holds[1]}分类" if re.match("分为[^，。；]{1,4}类：", said[holds.end(1) :]) else holds[1]
    if withheld := _WITHHELD.match(said):
        return f"{withheld[1]}不予{withheld[2]}的{withheld[3]}"
    if (found := _FIXED.match(said)) and not re.search("以上|以下|(?<!供)应(?!用)|可|要|享受|给予|符合", found[1]):
        return found[1].replace("城镇", "") if "其农村" in said else found[1]
    if level := re.match(r"享受([^，。]{2,12}待遇)的[^，。]{2,20}，其[^，。：]*?((?:限额)?标准)(?:：|为)", said):
        return f"{level[1]}{level[2]}"
    moved = _MOVED.match(said)
    if moved:
        thing = re.sub("^(?:本|我|全)[市省区县]", "", moved[1])
        return f"{thing}{'的' if '和' in moved[2] else ''}{moved[2]}" if not titles.is_actor(thing) and titles.tags_of(thing)[-1][1][:1] in ("n", "v") else ""
    return ""


def of_class(statement: str) -> str:
    """Return for which class of people a line tells the handling of what: 资助范围内的居民参保登记."""
    found = re.match("(?:纳入)?(?:[本我][市省区县])?([\u4e00-\u9fff]{4,20}(?:居民|人员|对象|家庭|儿童))：[^。；]{0,60}?办理([\u4e00-\u9fff]{2,6}?)(?:手续)?[，。]", statement)
    return f"{re.sub('(?<=范围)的', '内的', found[1])}{found[2]}" if found else ""


def handed_up(said: str) -> str:
    """Return what is handed to whom: 建设方案报送主管部门 of 建设方案经市政府审核后，报送主管部门."""
    found = re.match("([\u4e00-\u9fff]{2,10}?)(?:经|由)[^，。；]{2,30}后，?((?:报送|报|提交)[\u4e00-\u9fff]{2,10})。", said)
    return f"{found[1]}{found[2]}" if found else ""


def where(said: str) -> str:
    """Return what may be applied for at one of several places: 购机补贴的申请地点."""
    found = re.match("[^，。；]{2,10}可到[^，。；]{4,40}申请(?:办理)?([\u4e00-\u9fff]{2,10})，也可到", said)
    return f"{found[1]}的申请地点" if found else ""


def paid_later(said: str) -> str:
    """Return what is paid after its time: 补缴社会保险费 of 申请补缴领取期间的社会保险费的，……，办理补缴业务."""
    found = re.search("申请(补缴|补办|补领)[^，。；]{2,20}的([\u4e00-\u9fff]{3,8})的，", said)
    return f"{found[1]}{found[2]}" if found else ""


_PERSON = re.compile("([^，。；：的]{2,12}?(?:负责人|工作人员|从业人员|教师|医师|评估员|专家|法定代表人))(?:还|均|一般)?(?:应当?|须|必须)(?!当)")


def of_people(said: str) -> str:
    """Return whose age, health or term a sentence lays down: 负责人的任职条件 of 负责人应身体健康，任期……，年龄……."""
    found = _PERSON.match(said)
    asked = re.findall("身体健康|年龄|任期|学历|品行|资格", said.split("。")[0]) if found else []
    return f"{found[1]}的{'任职' if '任期' in said else ''}条件" if len(set(asked)) > 1 else ""


def of_field(said: str) -> str:
    """Return in which field rules of conduct are laid down: 在公共卫生方面，重点治理下列不文明行为 is 公共卫生不文明行为治理."""
    if field := re.match(r"在([^，。；]{2,12})方面，(?:应当)?(遵守|重点治理|提倡|禁止)(?:下列|以下)([\u4e00-\u9fff]{2,10})：", said):
        name = field[1]
        acts = titles.tags_of(name)[0][1][:1] == "v" or name.startswith("文明")
        return {"遵守": name if acts else f"{name}{field[3]}", "重点治理": f"{name}{field[3]}治理", "提倡": f"提倡{name}", "禁止": f"{name}禁止的行为"}[field[2]]
    if rules := re.match(r"((?:在)?[^，。；：]{2,12}?)，?应当遵守(?:下列|以下)(规定|规范|要求)：", said):
        return f"{rules[1][1:]}行为规范" if rules[1].startswith("在") else f"{rules[1]}应当遵守的{rules[2]}"
    found = re.match(r"((?:观看|驾驶|饲养|乘坐|参加|进行|举办|使用|遇有|在[^，。；]{2,10}(?:进行|开展|举办))[^。；：]{2,20}?)，?应当", said)
    return f"{re.sub('^在[^，。；]{2,10}(?:进行|开展|举办)', '', found[1])}{'时' if found[1].startswith('遇有') else ''}的要求" if found else ""


_RULED = (
    (r"(?:另外?)?(补助|补贴|奖励)(?=\d|最高)", ""),
    (r"给予[^。；]{0,40}?((?:一次性)?(?:补助|补贴|奖励|奖补|资助|贴息|扶持|配套))", ""),
    (r"(?:申请|办理|进行)[^，。；]{0,4}(变更登记|注销登记|登记|备案|认定|认证)", ""),
    (r"(?:不予|无法)(登记|受理|认定|许可|批准)", "不予"),
)
_CASE = re.compile(r"^(?![^，]{2,8}决定，)(?:对于?|在)?([^，。；：]{4,40}?)(?:的)?(?:，|(?=[省市区县]级(?:分别)?(?:给予|按)))")


def of_case(said: str) -> str:
    """Return a case together with what is ruled of it, as a title: 发行公司债券、企业债券的补助, 设立分支机构的登记."""
    found = _CASE.match(re.sub("[（(][^（()）]*[）)]", "", said))
    if found is None:
        return ""
    case = re.sub("^(?:市场主体|申请人|纳税人|当事人|企业|单位)(?=[设变注办发])", "", found[1])
    case = case.rpartition("的")[2] if len(case) > LONGEST_CASE and said.startswith("对") and len(case.rpartition("的")[2]) >= 6 else case
    case = re.sub("有争议$", "", case)
    case = re.sub("发生(变更|变化)$", r"\1", case)
    if not 4 <= len(case) <= LONGEST_CASE + 2 or re.search("属于|规定|要求|情况|下列|以下|为了?|根据|按照|其(?!他)|[年月日](?!内)|期间|过程|申请(?:变更|注销)?登记|工作$|^(?:各|经|依|面向|利用|通过|支持|属于|鼓励|围绕|推动|加强|符合|有|未)|费用$", case):
        return ""
    ruled = re.split("[。；]", said[found.end() :])[0][:90]
    for pattern, opening in _RULED:
        if (rule := re.search(pattern, ruled)) and rule[1] not in case[-4:]:
            if opening:
                return f"{opening}{rule[1]}的情形"
            case, plainly = re.subn("^([\u4e00-\u9fff]{2})的(?=[^的]{2,6}$)", r"\1", case)
            return f"{case}{'' if plainly else '的'}{rule[1]}"
    return ""


_BAN = re.compile(r"(?<!除)(不得|严禁|禁止)([^，。；：]{2,26})(?=[，。；]|$)")
_HELD = re.compile("(?:基金|资金|经费|款项)")
_KINDS = re.compile("((?:在[^、]{2,6}内)?(?:设立|建设|生产|销售|使用|经营|发布|引进|新建))([^、的]{2,10})、([^、的]{2,10})(、[^、的]{2,14})*的([\u4e00-\u9fff]{2,4})")


def banned(said: str) -> str:
    """Return what is forbidden together with its object or the thing it is forbidden of: 不得挤占、挪用基金, 非原厂生产的产品不得入库."""
    if re.search("不得以[^。；]{4,140}?为由", said):
        return ""  # what is forbidden on a pretext is not forbidden as such
    for found in _BAN.finditer(said):
        act = found[2]
        before = re.split("[，。；：]", said[: found.start()])[-1]
        if re.match("超过|高于|低于|少于|以|有(?:下列|以下)|将", act) or re.search("年内|月内", before):
            continue
        if kinds := _KINDS.fullmatch(act):
            if len(found[0]) <= titles.LONGEST_WHOLE:
                return found[0]
            two = f"{found[1]}{kinds[1]}{kinds[2]}、{kinds[3]}等{kinds[5]}"
            two = re.sub(f"等(?={kinds[5]}$)", "等的" if titles.tags_of(kinds[2])[0][1].startswith("v") else "等", two)
            return two if len(two) <= LONGEST_LISTED - 3 else f"{found[1]}{kinds[1]}{kinds[2]}等{kinds[5]}"
        if re.search("挪用|截留|挤占|套取", act) and not _HELD.search(act) and (held := _HELD.search(said)):
            verbs = "、".join(word for word in re.split("[、或]者?", act) if re.fullmatch("挪用|截留|挤占|套取|侵占|滞留|虚报|冒领", word))
            return f"{found[1]}{verbs}{held[0]}"
        if any(tag.startswith("n") for _, tag in titles.tags_of(act)):
            continue
        thing = re.sub("^.*(?:等|的)(?=[^的]{4,}$)", "", before) if len(before) > LONGEST_CASE else before
        if 3 <= len(thing) <= LONGEST_CASE and not titles.is_actor(thing) and titles.tags_of(thing)[-1][1][:1] == "n":
            return f"{thing}{found[1]}{act}"
    return ""


_WITH = r"(?:会同[^，。；]{2,14}?(?:部门|单位|机构)(?:共同)?|(?:按照|根据|结合|依托|利用)[^，。；]{2,60}?(?:标准|原则|规定|要求|需求、[^，。；]{2,40}|手段|资源|清单)的?，?|采取(?:有效)?措施)?"
_MUST = re.compile(rf"(?:应当|必须|应(?![急对用税收届当])|须){_WITH}(?:依法|及时|自觉|积极|主动|定期|不断|切实|按照规定|按规定|如实|优先|严格)*([^，。；：]{{4,60}})(?=[，。；]|$)")


_TO_DO = re.compile("对[^，。；]{2,40}[^重需主]要([^，。；求]{4,8})，([^，。；]{4,8})。")
"""Two things to do for one matter: 对疑难问题要开展培训，建立咨询渠道。"""


def required(said: str) -> str:
    """Return what is required, and the second thing required with it: 取得健康证明、接受岗前培训; 检查、考评文明行为促进工作情况."""
    if both := _TO_DO.match(said):
        return f"{both[1]}、{both[2]}"
    found = _MUST.search(said)
    if found is None:
        return ""
    act = _verb_first(re.sub("并[\u4e00-\u9fff]{2,5}$", "", found[1]))
    after = re.match(r"，(?:并|且|同时)(?:应当?)?([^，。；：]{4,30})(?=[，。；]|$)", said[found.end() :])
    if after and not PURPOSE.match(after[1]):
        second = re.sub(r"^([\u4e00-\u9fff]{2})[^，。；]{2,16}的(?=[\u4e00-\u9fff]{4}$)", r"\1", after[1])
        both = f"{act}、{second}"
        return both if len(both) <= titles.LONGEST_TITLE and not re.search("其(?!他)", both) else ""
    return act


def _verb_first(act: str) -> str:
    """Return an act with its verb before its object: 对投诉进行核查 is 核查投诉; 组织甲、乙、丙宣传行为规范 is 宣传行为规范."""
    if turned := re.fullmatch(r"(?:定期)?(?:组织)?对([^，。；]{2,14})(?:进行|开展|予以|实施)([\u4e00-\u9fff、]{2,6})", act):
        return f"{turned[2]}{turned[1]}"
    if told := re.fullmatch(r"(?:组织|引导|督促|指导).{8,}(?:、|和|等)[\u4e00-\u9fff]{2,8}?((?:宣传|开展|参加|学习|制定|落实|实施|遵守|履行)[\u4e00-\u9fff]{4,12})", act):
        return told[1]
    if moved := re.match(r"将([^，。；]{2,12})(纳入|报送|报|告知|提交)([^，。；]{2,14})$", act):
        return f"{moved[1]}{moved[2]}{moved[3]}"
    return act
