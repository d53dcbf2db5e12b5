"""What a careful clerk would query in the record's fields: values inferred rather than printed, and values that disagree."""

from datetime import date

from studio.reading import lines
from studio.reading.date_doubts import SUSPICIOUS_NUMBER, number_doubt
from studio.reading.date_order import OUT_OF_ORDER, out_of_order
from studio.reading.dates import stated_date
from studio.reading.fields import Metadata
from studio.reading.sections import Section

NUMBERED_KINDS = {"通知", "意见", "实施意见", "指导意见", "决定", "批复", "函", "复函", "通报", "报告", "请示", "议案"}
"""Kinds that carry a 发文字号 when they go to named addressees (党政机关公文处理工作条例)."""


def query_fields(found: Metadata, main: Section, properties: dict[str, str]) -> None:
    """Add to ``found`` a warning, with the field's name as its place, for every value a person should check."""
    _inferred(found, properties)
    _numbers(found, main, properties)
    _days(found, main, properties)


def _inferred(found: Metadata, properties: dict[str, str]) -> None:
    names = "、".join(found.issuing_authorities)
    match found.inferred.get("issuing_authorities"):
        case "title":
            found.warn(
                "authority_inferred", f"文中没有署名，发文机关“{names}”根据标题判断，请核对。", "issuing_authorities"
            )
        case "page":
            found.warn(
                "authority_inferred",
                f"文中没有署名，发文机关“{names}”取自网页标注的发布机构，可能只是转载单位，请核对。",
                "issuing_authorities",
            )
    if found.inferred.get("written_on"):
        found.warn("date_inferred", "文中没有成文日期，所填日期取自网页标注的信息，请核对。", "written_on")
    if found.inferred.get("title") == "text":
        found.warn("title_inferred", f"文件开头没有标题，所填标题“{found.title}”取自正文第一段的说法，请核对。", "title")
    elif found.inferred.get("title"):
        found.warn("title_inferred", "正文中没有标题，所填标题取自网页的窗口标题，请核对。", "title")


def _numbers(found: Metadata, main: Section, properties: dict[str, str]) -> None:
    stated = lines.number_in(properties.get("document_number", ""))
    printed = [lines.number_in(text) for text in main.numbers]
    candidates = list(dict.fromkeys(number for number in (*printed, stated) if number))
    if len(candidates) > 1 and found.document_number in candidates:
        shown = "、".join(candidates)
        found.warn("several_numbers", f"发文字号有不同写法（{shown}），请核对后填写。", "document_number")
    if not found.document_number and found.kind in NUMBERED_KINDS and main.signatures and main.addressees:
        found.warn("number_missing", f"这份{found.kind}中没有找到发文字号，请核对原件后填写。", "document_number")
    if doubt := number_doubt(found.document_number, found.written_on):
        found.warn(SUSPICIOUS_NUMBER, doubt, "document_number")


def _days(found: Metadata, main: Section, properties: dict[str, str]) -> None:
    written, force = found.written_on, found.force
    stated = stated_date(properties.get("written_on", ""))
    if main.signed and written and stated and stated != written:
        found.warn(
            "several_dates",
            f"文末成文日期（{_day(written)}）与网页标注的（{_day(stated)}）不同，请核对。",
            "written_on",
        )
    days = {
        "written_on": written, "signed_on": found.signed_on, "adopted_on": found.adopted_on, "printed_on": found.printed_on,
        "published_on": found.published_on, "effective_on": force.effective_on, "expires_on": force.expires_on,
    }  # fmt: skip
    for disorder in out_of_order(days):
        found.warn(OUT_OF_ORDER, disorder.text, disorder.second)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
