"""Icons of the open set Lucide (ISC licence), chosen by what a text speaks of, in the colour asked for.

One stroke width and one grid for all: that is what makes them a family. An icon is decoration; it never carries a fact.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from io import BytesIO
from zipfile import ZipFile

DEFAULT = "file-text"

# The first rule whose words occur in the text decides. Rules go from the particular to the general.
_RULES = (
    ("landmark", "贷款 融资 贴息 担保 信贷 金融 银行"),
    ("graduation-cap", "毕业生 大学生 高校 学历 研究生"),
    ("baby", "托育 婴幼儿 生育 育儿 三孩"),
    ("accessibility", "残疾 无障碍"),
    ("heart-handshake", "救助 低保 特困 困难群众 帮扶 慈善 志愿 关爱"),
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
    ("bus-front", "公交 客运 道路运输 地铁"),
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
    ("leaf", "生态 环境 环保 绿色 低碳 碳"),
    ("zap", "电力 用电 电价 充电 能源 光伏 储能"),
    ("flame", "燃气 消防 供热 供暖 火灾"),
    ("house", "住房 购房 租房 房屋 公租房 物业 危房 安居"),
    ("building-2", "小区 社区 建筑 楼宇 城市更新 棚户区"),
    ("utensils", "食品 餐饮 农贸"),
    ("ticket", "消费券 消费 促销 展会 会展"),
    ("map-pinned", "旅游 文旅 景区 文物 博物馆"),
    ("palette", "文化 艺术 演出 非遗"),
    ("dumbbell", "体育 健身 赛事"),
    ("shield-alert", "安全生产 隐患 应急 灾害 事故 防汛"),
    ("user-plus", "扩岗 招用 吸纳 新增就业 招聘 引才"),
    ("users", "就业 稳岗 用工 人才 职工 劳动者 队伍"),
    ("shield-check", "保险 参保 返还 保障 社保"),
    ("trending-up", "上市 倍增 增长 规上 升规 提升 壮大 产值"),
    ("receipt-text", "税收 税费 减税 免征 税 发票 收费 费用 价格"),
    ("award", "奖励 奖补 表彰 评选 荣誉 认定 示范 称号"),
    ("hand-coins", "补贴 补助 资助 津贴 扶持 资金 返现 补偿 抚恤"),
    ("handshake", "合作 招商 采购 对接 协同 联动"),
    ("factory", "工业 制造 工厂 技改 设备 产业 园区 企业"),
    ("store", "个体工商户 商户 商业 店 市场主体 经营主体 市场"),
    ("headset", "专员 服务 咨询 热线 辅导"),
    ("gavel", "处罚 执法 违法 责令 查处 追究 骗取 刑事"),
    ("search-check", "检查 监督 监管 审计 评估 考核 巡查"),
    ("siren", "严禁 禁止 不得"),
    ("monitor-smartphone", "网上 线上 在线 登录 网站 一网通办 小程序"),
    ("clipboard-pen", "申请 申报 填写 报名 登记 提交"),
    ("clipboard-check", "审核 审查 审批 受理 核查 验收 评审 复核"),
    ("megaphone", "公示 公告 宣传 发布 告知"),
    ("banknote", "拨付 发放 兑付 到账 支付"),
    ("files", "材料 证明 合同 凭证 档案"),
    ("badge-check", "证书 许可 资格 资质 备案"),
    ("calendar-days", "时间 日期 期限 施行 有效期 时限"),
    ("layers", "统筹 体系 机制 组织 领导 规划"),
    ("wrench", "设施 建设 改造 修缮 管护"),
    ("list-checks", "标准 条件 要求 规范"),
)

CHOICES = tuple(sorted({name for name, _ in _RULES} | {DEFAULT}))
"""The icons a person may choose from for a segment."""


_MISLEADING = re.compile("(?:营商|市场|发展|政策|创业)环境|健康发展|(?:排队|等候)队伍|绿色通道")
"""Phrases that hold the word of a rule and speak of something else."""

_TELLING = 60
"""Characters of a text that say what it is about; later ones name this and that."""


class UnknownIcon(LookupError):
    """The set has no icon of this name."""


def icon_for(*texts: str, default: str = DEFAULT, avoid: Iterable[str] = ()) -> str:
    """Return the icon for what the texts speak of; an earlier text (a heading) counts before a later one.

    Icons in ``avoid`` (those of the neighbours) are taken only when nothing else fits.
    """
    telling = [_MISLEADING.sub("", text)[:_TELLING] for text in texts]
    fitting = [name for text in telling for name, words in _RULES if any(word in text for word in words.split())]
    return next((name for name in fitting if name not in avoid), fitting[0] if fitting else default)


def choices(*texts: str, colour: str = "#1459c7") -> tuple[tuple[str, str, bytes], ...]:
    """Return what a person may choose from: name, the words an icon stands for, drawing. What suits the texts comes first."""
    words = {DEFAULT: "文件 公文 通知 政策"} | dict(_RULES)
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
