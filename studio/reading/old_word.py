"""Word 97–2003 files (.doc): read directly; what our reader cannot follow goes through LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from studio.errors import CannotAccept
from studio.reading.blocks import Manuscript
from studio.reading.compound import Damaged
from studio.reading.word import read_word
from studio.reading.word97 import MEDIA_TYPE, Encrypted, read_word97

SECONDS = 60
PROGRAMS = ("soffice", "libreoffice")


def read_old_word(data: bytes, name: str) -> Manuscript:
    """Read a .doc file.

    Raises:
        CannotAccept: it asks for a password, or neither we nor LibreOffice can read it.
    """
    try:
        manuscript = read_word97(data)
    except Encrypted as error:
        raise CannotAccept(f"文件“{name}”设有打开密码，请在 Word 中取消密码保护后再上传。") from error
    except Damaged:
        manuscript = _converted(data, name)
    manuscript.warn("old_format", "文件为旧版 .doc 格式，文本框和图片中的文字未读取，请核对正文是否完整。")
    return manuscript


def _converted(data: bytes, name: str) -> Manuscript:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise CannotAccept(
            f"旧版 Word 文件“{name}”（.doc）无法读取，请用 Word 或 WPS 打开，选择“另存为”.docx 格式后再上传。"
        )
    with tempfile.TemporaryDirectory(prefix="policy-studio-") as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "source.docx")
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--safe-mode", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
            converted = target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise CannotAccept(f"旧版 Word 文件“{name}”转换失败，请用 Word 或 WPS 另存为 .docx 后再上传。") from error
    manuscript = read_word(converted, name)
    manuscript.media_type = MEDIA_TYPE
    return manuscript
