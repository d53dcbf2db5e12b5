"""What is to be seen in a scene, in words, for those who listen only (画面说明)."""

from generators.model import Segment

PICTURED = {
    "coins": "硬币", "wallet": "钱包", "piggy-bank": "存钱罐", "phone": "电话", "clock": "时钟", "map-pin": "地点标记",
    "landmark": "银行", "graduation-cap": "学位帽", "baby": "婴儿", "accessibility": "轮椅", "heart-handshake": "爱心", "hand-helping": "扶助的手", "stethoscope": "听诊器",
    "school": "学校", "book-open": "书本", "rocket": "火箭", "cpu": "芯片", "database": "数据库", "network": "网络", "flask-conical": "烧瓶", "lightbulb": "灯泡",
    "bus-front": "公交车", "car-taxi-front": "出租车", "traffic-cone": "路锥", "truck": "货车", "car-front": "汽车", "bike": "自行车", "plane": "飞机", "ship": "轮船", "sprout": "嫩芽", "wheat": "麦穗",
    "fish": "鱼", "recycle": "循环箭头", "droplet": "水滴", "wind": "风", "tree-deciduous": "树", "leaf": "叶子", "zap": "闪电", "flame": "火焰", "house": "房屋",
    "building-2": "楼房", "utensils": "餐具", "ticket": "票券", "map-pinned": "地图", "palette": "调色板", "dumbbell": "哑铃", "shield-alert": "警示盾牌", "ban": "禁止标志", "user-plus": "增加人员",
    "users": "人群", "shield-check": "盾牌", "trending-up": "上升曲线", "receipt-text": "票据", "award": "奖章", "hand-coins": "手托钱币", "handshake": "握手", "factory": "工厂",
    "store": "店铺", "headset": "耳麦", "gavel": "法槌", "search-check": "放大镜", "siren": "警灯", "monitor-smartphone": "电脑和手机", "clipboard-pen": "填写表格",
    "clipboard-check": "核对表格", "megaphone": "喇叭", "banknote": "钞票", "files": "文件", "badge-check": "认证徽章", "calendar-days": "日历", "layers": "层叠",
    "wrench": "扳手", "list-checks": "清单", "target": "靶心", "triangle-alert": "警告标志", "refresh-cw": "更新箭头", "file-text": "文件",
}  # fmt: skip
"""What the icons show."""


def describe(segment: Segment, *, basis: bool = True) -> str:
    """Return what a viewer sees of a scene, in whole sentences that end in a full stop. Every figure and word of it is the segment's.

    ``basis`` includes the line that names the clauses, for where they are not named beside the description.
    """
    parts = [_FIRST.get(segment.kind, _titled)(segment)]
    if segment.figure:
        figure = segment.figure
        caption = f"，说明文字为“{figure.caption}”" if figure.caption else ""
        parts.append(f"醒目大字：{figure.prefix}{figure.value}{figure.unit}{caption}")
    if segment.table:
        parts.append(_table(segment))
    if segment.points:
        parts.append(f"逐条显示{len(segment.points)}条文字：" + "；".join(point.rstrip("。；") for point in segment.points))
    if segment.text and not segment.furniture:
        parts.append(f"文字：{segment.text.rstrip('。')}")
    if segment.kind not in ("cover", "closing") and segment.icon in PICTURED:
        parts.append(f"图标：{PICTURED[segment.icon]}")
    if basis and segment.basis and not segment.furniture:
        parts.append(f"角标：依据{segment.basis}")
    return "。".join(part for part in parts if part) + "。"


def _titled(segment: Segment) -> str:
    warning = "，提醒色调" if segment.tone == "negative" else ""
    return f"标题“{segment.heading}”{warning}" if segment.heading else "没有标题的画面"


def _cover(segment: Segment) -> str:
    details = segment.details
    shown = [f"{name}：{details[name]}" for name in ("发文机关", "发文字号", "发布日期", "施行日期") if details.get(name)]
    return f"片头，标题“{segment.heading}”" + (f"，下方列出{'；'.join(shown)}" if shown else "")


def _closing(segment: Segment) -> str:
    details = segment.details
    shown = [f"{name}：{details[name]}" for name in ("咨询电话", "政策名称", "发文字号", "解读机构") if details.get(name)]
    code = "，并有政策原文的二维码" if details.get("原文地址") else ""
    return f"片尾，标题“{segment.heading}”" + (f"，列出{'；'.join(shown)}" if shown else "") + code


def _table(segment: Segment) -> str:
    rows = "；".join("：".join(cell.rstrip("。") for cell in row if cell) for row in segment.table)
    shape = {"steps": f"流程图，共{len(segment.table)}步", "dates": "时间轴", "figures": f"{len(segment.table)}个大字数据"}.get(segment.kind, "数据对照")
    return f"{shape}：{rows}"


_FIRST = {"cover": _cover, "closing": _closing}
