"""Invented policies for the tests of interpreting, as plain text read the ordinary way."""

from generators.model import Element, Interpretation, KeyPoint, PolicyDocument
from studio.interpreting import interpret
from studio.reading import read

MEASURES = """青岚市支持青年创业若干措施
为进一步激发青年创业活力，促进高质量充分就业，根据《中华人民共和国就业促进法》《青岚省促进创业条例》，结合我市实际，制定本措施。
一、工作目标
到2027年底，全市新增青年创业主体2.4万户，带动就业6万人以上，创业存活率达到70%。
二、加大资金支持
（一）发放一次性创业补贴。毕业5年内高校毕业生首次创办企业并正常经营6个月以上的，给予一次性创业补贴8000元。每户企业只能享受一次。（牵头单位：市人力资源社会保障局；配合单位：市财政局）
（二）给予场地租金补贴。入驻市级创业孵化基地的创业企业，按实际租金的60%给予补贴，每户每年最高不超过1.2万元，补贴期限最长不超过3年。（牵头单位：市人力资源社会保障局；配合单位：市财政局、市住房城乡建设局）
（三）实行创业担保贷款贴息。符合条件的个体工商户可以申请最高不超过50万元的创业担保贷款，由财政按贷款实际利率的50%给予贴息。（牵头单位：市财政局；配合单位：市人力资源社会保障局）
三、优化服务
（四）减免行政事业性收费。对创业企业免收工商登记费，不得收取任何押金。
四、申领办法
（五）申领条件。申请本措施规定的补贴，应当同时符合下列条件：
1.在本市依法登记注册；
2.申请人年龄在35周岁以下；
3.未被列入严重失信主体名单。
（六）办理程序。申请补贴按照下列程序办理：
1.提出申请。申请人于每年3月1日至10月31日登录“青岚人社”小程序提交申请。
2.审核。县（区）人力资源社会保障部门应当自受理之日起10个工作日内完成审核。
3.拨付。公示无异议的，15个工作日内将补贴拨付至申请人账户。
（七）不予享受的情形。有下列情形之一的，不予享受本措施规定的补贴：
1.已在外地享受同类补贴的；
2.提供虚假材料的。
五、附则
（八）名词解释。本措施所称创业存活率，是指登记满2年仍正常经营的创业主体所占比例。
（九）同一事项已享受国家、省同类政策的，不重复享受。
（十）本措施由市人力资源社会保障局负责解释。
（十一）本措施自2026年3月1日起施行，有效期3年。《青岚市支持青年创业若干办法》（青政办〔2022〕6号）同时废止。
（十二）咨询电话：0611-8200123（市人力资源社会保障局）。
"""

RULES = """青岚市独居老人关爱补贴发放办法
第一章 总则
第一条 为了保障独居老人基本生活，根据《中华人民共和国老年人权益保障法》，制定本办法。
第二条 本办法所称独居老人，是指具有本市户籍、年满70周岁且独自居住的老年人。
第二章 补贴对象和标准
第三条 独居老人符合下列条件之一的，可以申请关爱补贴：
（一）最低生活保障家庭成员；
（二）年满80周岁的老年人。
第四条 关爱补贴按照下列标准发放：
（一）符合第三条第一项规定的，每人每月260元；
（二）符合第三条第二项规定的，每人每月180元。
第五条 入住养老机构的老年人，不适用本办法。
第三章 申请和发放
第六条 申请人应当向户籍所在地乡镇人民政府、街道办事处提出申请，并提交下列材料：
（一）居民身份证；
（二）户口簿。
第七条 乡镇人民政府、街道办事处应当自受理之日起5个工作日内完成初审。
第八条 关爱补贴按月发放至申请人社会保障卡。
第九条 提供虚假材料骗取补贴的，由县（区）民政部门追回已发放的补贴。
第四章 附则
第十条 本办法由市民政局负责解释。
第十一条 本办法自2026年4月1日起施行。
"""

NOTICE = """青岚市公安局关于烟花爆竹禁放区域的通告
为保障公共安全，减少环境污染，根据《烟花爆竹安全管理条例》，现将有关事项通告如下：
一、禁放区域
东环路、西环路、南环路、北环路合围的区域。
二、禁放时间
全年禁止在禁放区域内燃放烟花爆竹。
三、法律责任
违反本通告的，由公安机关依照《烟花爆竹安全管理条例》处理。
四、施行日期
本通告自2026年1月15日起施行。
"""

OLD_RULES = (
    RULES.replace("每人每月260元", "每人每月200元")
    .replace("5个工作日", "10个工作日")
    .replace("第五条 入住养老机构的老年人，不适用本办法。\n", "")
    .replace("第六条 ", "第五条 ")
    .replace("第七条 ", "第六条 ")
)


def document(text: str) -> PolicyDocument:
    """Return the invented policy as the reader gives it."""
    return read(text.encode(), "policy.txt")


def draft(text: str, old: str | None = None) -> Interpretation:
    """Return the draft interpretation of an invented policy."""
    return interpret(document(text), document(old) if old else None)


def points(interpretation: Interpretation, element: Element) -> tuple[KeyPoint, ...]:
    """Return the key points of one element."""
    return interpretation.live_key_points(element)


def titled(interpretation: Interpretation, element: Element, words: str) -> str:
    """Return the title of the first point of an element that says ``words``."""
    return next(point.title for point in points(interpretation, element) if words in point.statement)


def saying(interpretation: Interpretation, element: Element, *words: str) -> list[KeyPoint]:
    """Return the key points of one element whose statement holds all the words."""
    return [point for point in points(interpretation, element) if all(word in point.statement for word in words)]
