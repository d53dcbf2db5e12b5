"""How dates, sizes, names and foreign text are written in the interface."""

import re
from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""The one time zone of the country, whatever the server's is."""

SIZES = {
    "a4": "A4 打印版", "a3": "A3 打印版", "cards": "竖版卡片（3:4）", "square": "方形卡片", "board": "横屏版（16:9）", "slices": "长图分段", "svg": "矢量图",
}  # fmt: skip
"""Sizes of the infographic besides the long picture, by the names its generator knows."""

FILE_NAMES = {
    "png": "图片", "pdf": "PDF 文件", "html": "网页", "md": "Markdown 文本", "json": "JSON 数据", "docx": "Word 文件", "mp4": "视频",
    "vtt": "字幕（WebVTT）", "srt": "字幕（SRT）", "txt": "文字稿", "svg": "矢量图", "jpg": "图片",
}

FILES = {
    "video.mp4": "视频（横屏）", "video-9x16.mp4": "视频（竖屏）", "video-1x1.mp4": "视频（方形）", "cover.png": "视频封面（横屏）", "cover-9x16.png": "视频封面（竖屏）",
    "cover-1x1.png": "视频封面（方形）", "video.vtt": "字幕（WebVTT）", "video.srt": "字幕（SRT）", "chapters.vtt": "章节", "descriptions.vtt": "画面说明",
    "clauses.vtt": "字幕依据的条款（数据）", "transcript.html": "文字稿（网页）",
}  # fmt: skip
"""What files are that their ending alone does not tell."""


def plain(text: str) -> str:
    """Return text so that Streamlit's Markdown shows it letter by letter, whatever it holds."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~$<>:])", r"\\\1", " ".join(text.split("\n")))


def day(value: date | None) -> str:
    """Return 2026年3月5日; empty for None."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def moment(value: datetime) -> str:
    """Return 2026年3月5日 14:05 in Beijing time."""
    return f"{day(day_of(value))} {value.astimezone(BEIJING):%H:%M}"


def day_of(value: datetime) -> date:
    """Return the day it is in Beijing at a moment."""
    return value.astimezone(BEIJING).date()


def size(count: int) -> str:
    """Return a number of bytes as people read it: 320 KB, 5.6 MB."""
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{max(1, round(count / 1024))} KB"


def field(value: object) -> str:
    """Return a field of the record as people read and enter it: a date, names with 、 between, documents one a line."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        named = [f"《{item.title}》" + (f"（{item.document_number}）" if item.document_number else "") for item in value if not isinstance(item, str)]
        return "\n".join(named) or "、".join(value)
    return str(value or "")


def file_name(filename: str) -> str:
    """Return what a produced file is, for a button: 视频（横屏） video.mp4."""
    kind = FILES.get(filename) or FILE_NAMES.get(filename.rsplit(".", 1)[-1].lower(), "文件")
    return f"{kind}　{filename}"


def download_name(title: str, filename: str) -> str:
    """Return the name under which a person finds a file again: what it is of, what it is, its ending."""
    if filename not in FILES:
        return filename
    about = re.sub(r'[\\/:*?"<>|\s]+', "", title)[:40]
    return f"{about}-{FILES[filename]}.{filename.rsplit('.', 1)[-1]}"


def segment_name(segment) -> str:
    """Return a short name for a segment in lists."""
    words = segment.heading or segment.text or (segment.points[0] if segment.points else "") or segment.id
    is_chinese = any("\u4e00" <= character <= "\u9fff" for character in segment.group)
    group = f"{segment.group}：" if is_chinese and segment.group != words else ""
    return f"{group}{words[:24]}"


def by_custom(products) -> list:
    """Return products in the order people think of them: picture, questions, video, article; others after."""
    order = ("infographic", "faq", "video", "article")


    def rank(item) -> int:
        name = getattr(item, "generator", None) or item.name
        return order.index(name) if name in order else len(order)

    return sorted(products, key=rank)
