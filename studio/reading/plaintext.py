"""Text files (.txt, .md): the encoding recognised, lines wrapped by hand joined again."""

import re

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.marktext import is_markdown, read_markdown
from studio.reading.refusing import refuse_data
from studio.reading.typed_tables import blocks_of

MEDIA_TYPE = "text/plain"
ENTITY_SPACE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|sp);")
"""Spaces a page spells out, left behind where its text was copied by a program."""
TOO_LARGE = "文件“{name}”内容过大，超出可读取的范围，请核对文件是否正常后再上传。"
MOST_ROWS = 2 * limits.PARAGRAPHS
"""Lines of text; several of them may make one paragraph."""


def decoded(data: bytes, name: str) -> str:
    """Decode text in UTF-8 (with or without mark), UTF-16 with mark, or GB 18030.

    Raises:
        CannotAccept: none of them fits.
    """
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotAccept(f"无法识别文件“{name}”的文字编码，请另存为 UTF-8 编码的文本或 .docx 后再上传。")


def read_text(data: bytes, name: str) -> Manuscript:
    """Read a plain text file into blocks, one a line or, when lines are wrapped, one a paragraph."""
    if len(data) > 4 * limits.CHARACTERS:
        raise CannotAccept(TOO_LARGE.format(name=name))
    text = re.sub(r"\r\n?|[\x0b\x0c\u2028\u2029]", "\n", decoded(data, name))
    if text.count("\n") > MOST_ROWS:
        raise CannotAccept(TOO_LARGE.format(name=name))
    refuse_data(text, name)
    text = ENTITY_SPACE.sub(" ", text)
    if is_markdown(text):
        return read_markdown(text)
    return Manuscript(MEDIA_TYPE, blocks=blocks_of(text.split("\n")))
