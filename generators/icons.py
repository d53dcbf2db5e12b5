"""Icons of the open set Lucide (ISC licence), chosen by what a text speaks of, in the colour asked for.

One stroke width and one grid for all: that is what makes them a family. An icon is decoration; it never carries a fact.
"""

import re
from functools import cache
from importlib import resources
from io import BytesIO
from zipfile import ZipFile

DEFAULT = "file-text"

# The word that ends last in a heading decides, the longer of two: the head of what it names.
_RULES = (
    ("receipt-text", "缴费 退费 费率 收费标准"),
    ("landmark", "贷款 融资 贴息 担保 信贷 金融 银行 资本市场 上市 债券"),
    ("graduation-cap", "毕业生 大学生 高校 学历 研究生"),
    ("baby", "托育 婴幼儿 生育 育儿 三孩"),
    ("accessibility", "残疾 无障碍"),
    ("heart-handshake", "救助 低保 特困 困难群众 帮扶 慈善 志愿 关爱 献血 捐献"),
    ("hand-helping", "养老 老年 老人 护理"),
    ("stethoscope", "医疗 医保 卫生 医院 诊疗 健康 疾病 药"),
    ("school", "学校 教育 入学 招生 幼儿园 义务教育 校园 学生"),
    ("book-open", "培训 技能 课程 工匠 教材 学习"),
    ("rocket", "创业 孵化"),
    ("cpu", "人工智能 算力 芯片 集成电路 半导体"),
    ("database", "数据 数字"),
    ("network", "互联网 工业互联网 平台 网络 信息化 5G"),
    ("flask-conical", "研发 科研 实验 科技 成果转化 技术创新"),
    ("lightbulb", "创新 专利 知识产权"),
    ("car-taxi-front", "出租汽车 出租车 网约车 巡游车"),
    ("bus-front", "公交 公共交通 公共汽车 轨道交通 客运 道路运输 地铁"),
    ("traffic-cone", "施工 维修 封闭 限行 禁行"),
    ("truck", "物流 货运 货车 运输"),
    ("car-front", "汽车 机动车 车辆 停车 驾驶 交通 以旧换新"),
    ("bike", "电动自行车 自行车"),
    ("plane", "航空 航班 机场 低空 无人机"),
    ("ship", "港口 航运 船舶 外贸 出口 进口 跨境"),
    ("sprout", "种植 农业 农村 乡村 春耕 种子 农民 农作物 耕地"),
    ("wheat", "粮食 小麦 水稻 秸秆"),
    ("fish", "渔业 水产 养殖"),
    ("recycle", "垃圾 废弃物 循环 回收 固废"),
    ("droplet", "供水 节水 污水 水质 河湖 水资源 饮用水"),
    ("wind", "大气 扬尘 废气 排放 空气"),
    ("tree-deciduous", "绿化 森林 林业 园林 古树"),
    ("leaf", "生态 生态环境 环境保护 环保 绿色 低碳 碳"),
    ("zap", "电力 用电 电价 充电 能源 光伏 储能"),
    ("flame", "燃气 消防 供热 供暖 火灾"),
    ("house", "住房 购房 租房 房屋 公租房 物业 危房 安居"),
    ("building-2", "服务设施 小区 社区 建筑 楼宇 城市更新 棚户区"),
    ("utensils", "食品 餐饮 农贸"),
    ("ticket", "消费券 消费 促销 展会 会展"),
    ("map-pinned", "旅游 文旅 景区 文物 博物馆"),
    ("palette", "文化 艺术 演出 非遗"),
    ("dumbbell", "体育 健身 赛事"),
    ("shield-alert", "安全生产 隐患 应急 灾害 事故 防汛"),
    ("user-plus", "扩岗 招用 吸纳 新增就业 招聘 引才"),
    ("users", "就业 稳岗 用工 人才 职工 劳动者 队伍 社会组织"),
    ("shield-check", "保险 参保 返还 保障 社保"),
    ("trending-up", "倍增 增长 规上 升规 提升 壮大 产值"),
    ("receipt-text", "税收 税费 减税 免征 税 发票 收费 费用 价格"),
    ("award", "奖励 奖补 表彰 评选 荣誉 称号"),
    ("hand-coins", "补贴 补助 资助 津贴 扶持 资金 经费 返现 补偿 抚恤"),
    ("handshake", "合作 招商 采购 对接 协同 联动"),
    ("factory", "工业 制造 工厂 技改 设备 产业 园区 企业"),
    ("store", "个体工商户 商户 商业 店 市场主体 经营主体 农贸市场"),
    ("headset", "专员 咨询 热线 辅导 帮办 代办 客服"),
    ("gavel", "处罚 执法 违法 责令 查处 追究 骗取 刑事"),
    ("search-check", "检查 监督 监管 审计 评估 考核 巡查"),
    ("ban", "严禁 禁止 不得"),
    ("monitor-smartphone", "网上 线上 在线 登录 网站 一网通办 小程序"),
    ("clipboard-pen", "申请 申报 填写 报名 登记 提交"),
    ("clipboard-check", "审核 审查 审批 受理 核查 验收 评审 复核"),
    ("megaphone", "公示 公告 宣传 发布 告知"),
    ("banknote", "拨付 发放 兑付 到账 支付 付款 款项 利息 保证金"),
    ("files", "材料 证明 合同 凭证 档案"),
    ("badge-check", "证书 许可 资格 资质 备案"),
    ("calendar-days", "时间 日期 期限 施行 有效期 时限"),
    ("layers", "统筹 体系 机制 规划 制度"),
    ("wrench", "改造 修缮 管护 维修 保养"),
    ("list-checks", "标准 条件 要求"),
)

# Other words somebody may look an icon up by: what the set's own tags say in English, and what people say for it. They choose nothing
# by themselves; the last lines are icons only a person chooses.
_ALSO = {
    DEFAULT: "文件 公文 通知 政策 文本 页面 文档",
    "landmark": "钱 借钱 资金 政府 机关 部门 财政 大楼 法院",
    "graduation-cap": "学位 毕业 教育 学士帽 人才",
    "baby": "婴儿 孩子 儿童 宝宝 家庭",
    "accessibility": "残疾人 轮椅 障碍 辅助",
    "heart-handshake": "爱心 关怀 捐赠 互助 公益 救济",
    "hand-helping": "帮助 扶助 照护 照料 给予 支持",
    "stethoscope": "医生 看病 门诊 听诊器 医药",
    "school": "上学 校舍 老师 教师 入园",
    "book-open": "书 读书 阅读 教程 图书",
    "rocket": "起步 启动 加速 火箭 成长",
    "cpu": "智能 电脑 计算 芯片 处理器 AI",
    "database": "信息 存储 资料库 大数据",
    "network": "联网 连接 节点 通信",
    "flask-conical": "实验室 化学 试验 检测 烧瓶",
    "lightbulb": "点子 想法 灯泡 发明 亮点",
    "car-taxi-front": "打车 的士 叫车 出行",
    "bus-front": "公共汽车 巴士 乘车 出行",
    "traffic-cone": "路障 施工 占道 管制",
    "truck": "卡车 配送 快递 运货",
    "car-front": "小汽车 轿车 开车 出行",
    "bike": "骑行 单车",
    "plane": "飞机 机票 出行 旅行",
    "ship": "轮船 海运 码头 水路",
    "sprout": "苗 幼苗 成长 农机 三农 播种",
    "wheat": "麦子 庄稼 收成 丰收",
    "fish": "鱼 水产品 捕捞",
    "recycle": "再生 回收利用 报废 更新",
    "droplet": "水 用水 水滴",
    "wind": "风 气候 通风",
    "tree-deciduous": "树 树木 植树 造林",
    "leaf": "叶子 植物 自然 绿色",
    "zap": "电 闪电 快速 用能",
    "flame": "火 火焰 天然气 取暖",
    "house": "房子 家 住宅 居住 居家 家庭",
    "building-2": "大楼 楼房 城市 办公楼 公寓",
    "utensils": "吃饭 助餐 食堂 就餐 餐具",
    "ticket": "票 门票 优惠券 抽奖 券",
    "map-pinned": "地图 地点 位置 旅行",
    "palette": "美术 颜色 设计 绘画",
    "dumbbell": "运动 锻炼 体能",
    "shield-alert": "危险 风险 预警 警报",
    "user-plus": "新增 加人 招人 引进 入职",
    "users": "人 人员 群众 团队 大家 居民",
    "shield-check": "保护 安全 放心 权益 养老保险 医保",
    "trending-up": "上升 增加 提高 发展 趋势",
    "receipt-text": "钱 收据 票据 账单 缴费 小票 金额",
    "award": "奖 奖牌 获奖 先进 优秀 勋章",
    "hand-coins": "钱 发钱 给钱 奖金 工资 补助金 经费 现金 拨款 拿钱",
    "handshake": "握手 签约 协议 伙伴 交易",
    "factory": "厂房 生产 车间 制造业",
    "store": "门店 商店 小店 商铺 摊位",
    "headset": "电话 客服 帮办 代办 窗口",
    "gavel": "法律 法槌 判决 法治 罚款",
    "search-check": "查找 核对 搜索 调查",
    "ban": "禁令 不准 不许",
    "siren": "警告 警灯 违禁 报警",
    "monitor-smartphone": "手机 电脑 网络 网办 App 公众号",
    "clipboard-pen": "填表 表格 签字 手续 提出",
    "clipboard-check": "通过 完成 清点 办结",
    "megaphone": "喇叭 通报 公开 广播",
    "banknote": "钱 资金 现金 钞票 货币 金额 付款 纸币 打款 经费",
    "files": "资料 证件 复印件 文档",
    "badge-check": "合格 认证 证件 标志",
    "calendar-days": "日历 日子 日程 截止",
    "layers": "层级 分层 结构",
    "wrench": "工具 扳手 修理 机具 器具",
    "list-checks": "清单 列表 事项 步骤",
    "coins": "钱 资金 硬币 货币 积分 收入 金额",
    "wallet": "钱 资金 钱包 消费 支付 余额",
    "piggy-bank": "钱 资金 储蓄 存款 积蓄 存钱罐",
    "phone": "电话 联系 咨询 热线",
    "clock": "时间 时限 钟 小时 期限",
    "map-pin": "地址 地点 位置 现场",
}

CHOICES = tuple(sorted({name for name, _ in _RULES} | _ALSO.keys()))
"""The icons a person may choose from for a segment."""


_MISLEADING = re.compile("(?:营商|市场|发展|政策|创业)环境|健康发展|(?:排队|等候)队伍|绿色通道|(?:发展|合作|产业|创新|应用)生态|环境卫生|补贴(?:退坡|退出)|健康(?:有序|持续)")
"""Phrases that hold the word of a rule and speak of something else."""

_FORBIDDEN = re.compile("^(?:不得|严禁|禁止)|(?:不得|严禁|禁止)[^，。；]{2,8}$")


_NEUTRAL = (DEFAULT, "list-checks")
"""Icons that say nothing of the matter."""


class UnknownIcon(LookupError):
    """The set has no icon of this name."""


def icon_for(heading: str, *, default: str = DEFAULT) -> str:
    """Return the icon for what a heading is about: its head, the word of a rule that ends last; ``default`` where no word is one.

    What is forbidden has one icon, whatever it is.
    """
    if _FORBIDDEN.search(heading):
        return "ban"
    ends = _found(heading)
    return max(ends, key=lambda found: found[:2])[2] if ends else default


def _found(heading: str) -> list[tuple[int, int, str]]:
    """Return the icons a heading has words for, with where the word ends and how long it is."""
    telling = _MISLEADING.sub(lambda found: "　" * len(found[0]), heading)
    return [(telling.rfind(word) + len(word), len(word), name) for name, words in _RULES for word in words.split() if word in telling]


def office_icon(heading: str, text: str) -> str:
    """Return the icon for who has a duty: a public building for an authority, an office block for a company, else what the heading is about."""
    if re.search("(?:政府|部门|单位|机构|厅|局|委员会|办公室|街道办事处)$", heading):
        return "landmark"
    return "building-2" if re.match("由?[^，。；“”]*(?:公司|企业|集团|银行|协会)", text) and not re.match("[^，。；]*(?:厅|局|部门|政府|委员会)", text) else icon_for(heading, default="landmark")


def unlike(icon: str, heading: str, before: str, heading_before: str) -> str:
    """Return ``icon``, or another where the card before has it already and its heading has another head noun: 制度 and 制度 may share one."""
    if icon != before or heading[-2:] == heading_before[-2:] != "":
        return icon
    others = [name for _, _, name in sorted(_found(heading), reverse=True) if name != before]
    return next(iter(others), next(name for name in _NEUTRAL if name != before))


def choices(*texts: str, colour: str = "#1459c7") -> tuple[tuple[str, str, bytes], ...]:
    """Return what a person may choose from: name, the words an icon can be found by, drawing. What suits the texts comes first."""
    rules = dict(_RULES)
    words = {name: " ".join(dict.fromkeys(f"{rules.get(name, '')} {_ALSO.get(name, '')}".split())) for name in rules | _ALSO}
    fitting = [name for text in texts for name, stands in _RULES if any(word in text for word in stands.split())]
    return tuple((name, words[name], svg(name, colour)) for name in dict.fromkeys([*fitting, *words]))


def svg(name: str, colour: str, *, stroke: float = 2) -> bytes:
    """Return the icon as SVG with lines in ``colour`` (#rrggbb), ``stroke`` wide on its grid of 24.

    Raises:
        UnknownIcon: the set has none of this name.
    """
    drawing = _source(name).replace("currentColor", colour)
    return re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{stroke:g}"', drawing, count=1).encode()


def exists(name: str) -> bool:
    """Tell whether the set has an icon of this name."""
    return f"{name}.svg" in _archive().namelist()


@cache
def _source(name: str) -> str:
    try:
        return _archive().read(f"{name}.svg").decode()
    except KeyError:
        raise UnknownIcon(f"no icon is called {name!r}") from None


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO((resources.files("lucide") / "lucide.zip").read_bytes()))
