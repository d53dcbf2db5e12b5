"""What is no policy is refused before it is read as one: data, programs, logs, chats, menus, pages without words.

Each test asks for signs that a policy cannot show; a list of names, a table or a decision without numbers passes.
"""

import json
import re
from itertools import islice

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.markers import marker_of

ADVICE = "请上传 Word、PDF 或网页形式的政策原文。"
LINES_SEEN, CHARACTERS_SEEN = 400, 300
LEAST_LINES = 4

LOG_LINE = re.compile(
    r"\[?(?:\d{4}[-/]\d{2}[-/]\d{2}[ T]\d{2}:\d{2}:\d{2}|\d{2}:\d{2}:\d{2}[.,]\d{3})\S*\s.*(?:INFO|WARN|ERROR|DEBUG|TRACE|FATAL|GET |POST |Exception)"
    r"|\S+ \S+ \S+ \[\d{2}/[A-Z][a-z]{2}/\d{4}:|(?:INFO|WARN(?:ING)?|ERROR|DEBUG)[ :\[]"
)
CODE_LINE = re.compile(
    r"\s*(?:import [\w.{*]|from [\w.]+ import|def \w+\(|class \w+[(:{ ]|function[ (*]|(?:const|let|var) \w+ ?=|#include ?[<\"]|package \w|public |private |"
    r"return\b[^\u4e00-\u9fff]*;?$|if ?\(.*\) ?\{|\}.*$|else\b|for ?\(|SELECT .* FROM|INSERT INTO|CREATE TABLE|@\w+\(|</?[a-z]\w*[ />])"
    r"|[^\u4e00-\u9fff。]*[;{}]\s*(?://.*)?$|\s*[\w.\[\]\"']+ ?[-+]?= ?[^=\u4e00-\u9fff]+$"
)
SETTING = re.compile(r"\s*-?\s*[\"']?[A-Za-z_][\w.-]{0,40}[\"']?\s*[:=]\s*\S|\s*\[[\w. -]+\]\s*$")
HEADER = re.compile(r"\s*\[{1,2}[A-Za-z][\w. -]*\]{1,2}\s*$")
CHAT_HEAD = re.compile(
    r".{1,24}\s{1,4}\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?$|\d{4}[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?\s+[^\d\s].{0,24}$"
    r"|(?:\[\d{1,2}:\d{2}\]|\[?\d{1,2}:\d{2}:\d{2}\]?)\s*[^\d\s:：]{1,12}[：:]"
)
MAIL_HEAD = re.compile(r"(?im)^(?:from|发件人) ?[:：].*\n(?:.*\n){0,6}?(?:subject|主题|to|收件人) ?[:：]")
SUBTITLE = re.compile(r"\d{2}:\d{2}:\d{2}[,.]\d{3} --> ")
MENU = re.compile(r"首页|无障碍|当前位置|网站地图|登录|高级搜索|互动交流|联系我们|长者")
FEW_LETTERS = 12
"""What recognition leaves of pages it could not read: a stroke here, a letter there."""

NEARLY_NONE = 4
MOST_FOREIGN = 200
MOST_FOREIGN_IN_WORD = 1_500
"""A form or note of a few foreign words in a Word file is read; running text of that length without Chinese is no policy."""


def refuse_data(text: str, name: str) -> None:
    """Refuse a text file that is data, a program, a log, a chat or a mail.

    Raises:
        CannotAccept: what it is, and what to upload instead.
    """
    kind = _kind_of_text(text)
    if kind:
        raise CannotAccept(f"“{name}”是{kind}，不是政策正文，{ADVICE}")


def _kind_of_text(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in "{[" and _is_json(start):
        return "JSON 数据"
    if re.match(r"<[A-Za-z?!]", start):
        return "XML 数据"
    if MAIL_HEAD.match(start):
        return "电子邮件"
    rows = [row.strip()[:CHARACTERS_SEEN] for row in islice(start.split("\n"), 4 * LINES_SEEN) if row.strip()][:LINES_SEEN]
    if len(rows) < LEAST_LINES:
        return ""
    for kind, pattern, share in (
        ("日志文件", LOG_LINE, 0.5), ("聊天记录", CHAT_HEAD, 0.25), ("字幕文件", SUBTITLE, 0.2), ("配置数据", SETTING, 0.9), ("程序代码", CODE_LINE, 0.4),
    ):  # fmt: skip
        if sum(bool(pattern.match(row)) for row in rows) >= share * len(rows):
            return kind
    if sum(bool(HEADER.match(row)) for row in rows) > 1 and sum(bool(SETTING.match(row)) for row in rows) >= 0.2 * len(
        rows
    ):
        return "配置数据"
    return "表格数据（CSV）" if _is_separated(rows) else ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
        return True
    except (ValueError, RecursionError):
        # Cut off, or one object a line.
        return bool(re.match(r"[{\[]\s*(?:[{\[]\s*)*\"[^\"\n]{1,80}\"\s*:", text))


def _is_separated(rows: list[str]) -> bool:
    """Tell whether nearly all lines have the same number of half-width commas or semicolons and hardly a sentence."""
    sentences = sum("。" in row or row.rstrip()[-1] in ";:：；" for row in rows)
    if max(sentences, sum(marker_of(row.strip()) is not None for row in rows)) > 0.1 * len(rows):
        return False
    for sign in ",;":
        counts = [row.count(sign) for row in rows]
        usual = max(set(counts), key=counts.count)
        if usual >= 2 and counts.count(usual) >= 0.8 * len(rows):
            return True
    return False


def refuse_what_is_no_policy(manuscript: Manuscript, name: str, *, is_word: bool) -> None:
    """Refuse a file without words, without Chinese, beyond all bounds, or that is a portal's menu.

    Raises:
        CannotAccept: what is wrong, and what to do.
    """
    text = "".join(block.words + "".join(map("".join, block.rows)) for block in manuscript.blocks)
    if len(text) > limits.CHARACTERS:
        raise CannotAccept(f"文件“{name}”内容过大，超出可读取的范围，请核对文件是否正常后再上传。")
    letters = re.sub(r"[\W\d_]|PAGE|page", "", text)
    chinese = len(re.findall(r"[\u3400-\u9fff]", letters))
    if not letters or not is_word and not chinese and len(letters) < FEW_LETTERS:
        raise CannotAccept(f"文件“{name}”中没有可读取的文字，请上传带文字的 Word、PDF 或网页原文。")
    foreign = len(re.findall(r"[A-Za-z]", letters))
    if chinese < NEARLY_NONE and foreign > (MOST_FOREIGN_IN_WORD if is_word else MOST_FOREIGN):
        raise CannotAccept(f"“{name}”的正文不是中文，不能作为政策文件读取，请上传中文的政策原文。")
    longest = max((len(block.words) for block in manuscript.blocks), default=0)
    sentences = text.count("。")
    menu = len(MENU.findall(text[:3000]))
    if menu >= 4 and sentences < max(3, len(text) / 400) or len(letters) > 400 and not sentences and longest > 2000:
        raise CannotAccept(f"“{name}”像是网站导航页，没有政策正文，请打开具体的政策页面后再保存上传。")
