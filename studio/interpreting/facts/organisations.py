"""Organisations (机关、单位): found from their ending and read backwards to where the name begins."""

import re
from collections.abc import Iterator

from studio.interpreting.facts.textfact import TextFact

_ENDINGS = (
    "人民政府办公厅|人民政府办公室|人民政府|委员会办公室|管理委员会|委员会|街道办事处|办事处|办公厅|办公室|监督管理局|管理局|税务局|监管局|分局|总局|"
    "行政主管部门|行政管理部门|主管部门|行政部门|监管部门|管理部门|部门|人民法院|人民检察院|检察院|法院|派出所|支队|大队(?!长)|总队|"
    "经办机构|管理机构|工作机构|服务机构|监管机构|"
    "有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|集团|商业银行|银行|分行|支行|"
    "政务服务中心|服务中心|管理中心|中心|总工会|工会|联合会|残联|妇联|工商联|团委|协会|学会|商会|基金会|研究院|研究所|大学|学院|医院|"
    "管委会|居委会|村委会|卫健委|发改委|国资委|网信办|(?<=[省市区县镇乡州旗级方央])政府|(?:省|市|区|县|州|党)委(?:统战部|组织部|宣传部|政法委员会|政法委|网信办|编办)?|党组(?!织)|统战部|组织部|宣传部|"
    "(?<![餐乐大务客舞展一二两三四房])厅|(?<![布格全大开结破残当邮书])局|(?<!部)署|(?<=[政育业展改革源济务商通理健康障化旅技设安察交资管])委(?![员托派任]|书记)"
)
_ENDING = re.compile(f"(?:{_ENDINGS})(?![长员限势面域部促子版级下前际网])(?!(?:性|职能|采购|投资|购买|信息|规章|间)|化(?!工)|管理(?:办法|规定|条例)|城区|任务|预算|工作(?!办)|思想|环节)")
_MINISTRY = re.compile(
    r"(?<![\u4e00-\u9fff])?(?:国家发展改革委|国家卫生健康委|国务院国资委|财政部|教育部|科技部|工业和信息化部|公安部|民政部|司法部|人力资源(?:和)?社会保障部|自然资源部|"
    r"生态环境部|住房(?:和)?城乡建设部|交通运输部|水利部|农业农村部|商务部|文化(?:和)?旅游部|应急管理部|退役军人事务部|中国人民银行|人民银行|审计署|海关总署|国务院|"
    r"全国人大常委会|最高人民法院|最高人民检察院|国家医保局|国家税务总局|税务总局|市场监管总局|金融监管总局|国家邮政局|国家统计局|国家能源局)(?![门门])"
)
_PROVINCES = re.compile(
    "(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省|"
    "(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|中国|中华人民共和国|国务院|中共|国家(?=[\u4e00-\u9fff]{2,8}(?:局|委|署|总局))"
)
# Where a name cannot go further to the left.
_BREAK = re.compile(
    r"[^\u4e00-\u9fff]|简称|协助|协议|任何|同一|会(?=市|省|区|县)|用(?=商业)|带动|持续|整顿|获得|不同|重点(?=中心)|新建|改建|扩建|依靠|个(?=银行)|根据|依据|按照|依照|参照|经过|通过|关于|制定|以及|或者|联合|会同|报送|报请|提请|提交|上报|抄送|送至|报经|报请|负责|牵头|配合|组织|指导|协调|统筹|"
    r"所在地?的?|各级|各有关|有关|相关|同级|上级|下级|本级|其他|所属|下属|直属|属地|具体|可以|应当|应该|不得|必须|需要|要求|鼓励|支持|引导|推动|加强|建立|设立|完善|开展|做好|落实|实施|执行|成立|"
    r"租用|使用|利用|[一二两三四五六七八九十几多每各]个|担任|不能|不得|登记|哪些|哪个|什么|多少|为了|缓解|了|建议|委托|责令|函告|告知|通知|授权|登录|同意|听取|领导|考核|争取|组建|搭建|列入|纳入|形成|健全|移交|选择|选定|前往|转发|涉及|属(?=政府)|全面推行|推行|"
    r"以[上下内外]|受理|其中|全部|非(?=公司)|由|向|经(?![济信营办贸])|报|与|和|及|或|对|在|到|至|被|是|为|将|把|给|的|以|从|请|送|各|并|等|受|后|须|该|让|使|即|按|则|应|可|需|于|自(?![治然行])|其|具有|享受|申请|符合|作为|属于|包括|入驻|"
    r"明确|建设|打造|构建|依托|发挥|强化|深化|优化|提升|推进|探索"
)
_JOINED_INSIDE = re.compile(
    r"(?:人力资源|住房|工业|文化|科技工业|发展|规划|卫生|新闻出版|体育|广播电视|市场|金融|商务|港澳|台湾|城市|园林|政务服务|国有资产监督)(?:和|与)(?=社会保障|城乡建设|信息化|旅游|改革|自然资源|健康|计划生育|数据|林业|电影|绿化)"
)
_PROTECTED = re.compile(r"登记(?=中心|局|机构)|发展改革|发展和改革|自然资源|建设(?=局|厅|委|部|银行|集团)|管理(?=局|厅|委员会|部门|中心|办|机构)|组织部|发展(?=局|委|中心|银行|集团)|应急管理|城乡建设|服务(?=中心|局)|推进(?=办|局|中心)|建设(?=管理)|人力资源和社会保障|经济和信息化|联合会|统筹城乡")
_COMMITTEE = re.compile(r"村（居）民?委员?会|村民（居民）委员会|居（村）民?委员?会|乡镇（街道）?办事处$")
_BRANCH = re.compile("(?:支队|大队|总队|分局|办公室|办事处|国有资产监督管理委员会)$")
_PLACED = re.compile("[\u4e00-\u9fff]{0,4}[省市区县]")
_LONGEST = 30
_GENERIC = re.compile(
    r"^(?:[省市区县乡镇村级两三四五多第]*(?:部门|政府|机构|中心|公司|银行|医院|大学|学院|协会|学会|商会|集团|主管部门|行政部门|行政主管部门|管理部门|监管部门|办公室|委员会|研究院|研究所|服务机构|工作机构|管理机构|经办机构|联合会|基金会|服务中心|工会|法院)|"
    r"(?:责任|牵头|配合|职能|业务|成员|用人|用工|建设|中介|金融|培训|社会|第三方|定点|专业|评估|企业|行业|医疗|养老|教育|科研|生产|服务|工作|管理|中小|外资|国有|民营|上市|母|子|总|物业|保险|担保|商业|高等|技工|职业|公立|民办|合作|评审|受理|审批|审核|主管|分管|经营|基层|专门|综合|职权|处理|监督|执法|检查|审查|投诉|举报|上述|前款|本|贵|我|一线|运营|[一二三]级(?:甲等|乙等)?|社区|乡镇|公立|私立|定点|专科|综合性?)+"
    r"(?:部门|机构|中心|公司|银行|医院|大学|学院|协会|学会|商会|集团|学校|组织|单位|服务机构|服务中心|委员会|研究院|研究所))$"
)
_NOT_A_NAME = re.compile(r"^(?:当|结|格|时|变|布|全|大|棋|残|破|开|邮|书|战|僵|困|客|大会|餐|部|这|定|设|出|入|之)?[局厅署]$|数据中心$|重心$|核心$|信心$|爱心$|计算中心$|[格布全大开]局$")


def organisations(text: str, original: str) -> Iterator[TextFact]:
    """Yield the organisations named in a folded text with 《…》 blanked out; general words (有关部门、用人单位) are left out."""
    at, found = 0, []
    for match in _ENDING.finditer(text):
        if match.start() < at:
            continue
        start = _beginning(text, match.start(), at)
        if province := _PROVINCES.search(text, start, match.end()):
            start = province.start()
        if committee := _COMMITTEE.search(text, max(at, match.start() - 8), match.end()):
            start = committee.start()
        if text[start : start + 1] == "个":
            start += 1
        name = text[start : match.end()]
        at = match.end()
        if len(name) < 3 or _GENERIC.match(name) or _NOT_A_NAME.search(name) or match.end() - start < len(match[0]) + 1:
            continue
        if found and found[-1][1] == start and _BRANCH.search(name) and not _PLACED.match(name):
            start = found.pop()[0]
        found.append((start, match.end()))
    for span in found:
        yield _fact(original, *span)
    taken = {position for span in found for position in range(*span)}
    for match in _MINISTRY.finditer(text):
        if match.start() not in taken:
            yield _fact(original, *match.span())


def _beginning(text: str, ending: int, floor: int) -> int:
    floor = max(floor, ending - _LONGEST)
    window = text[floor:ending]
    shield = [match.span() for match in _JOINED_INSIDE.finditer(window)]
    shield += [(match.start() - floor, match.end() - floor) for match in _PROTECTED.finditer(text, floor, min(len(text), ending + 8))]
    start = 0
    for match in _BREAK.finditer(window):
        if not any(a < match.end() and match.start() < b for a, b in shield):
            start = match.end()
    return floor + start


def _fact(original: str, start: int, end: int) -> TextFact:
    words = original[start:end]
    return TextFact(kind="organisation", value=re.sub(r"\s", "", words), text=words, start=start, end=end)
