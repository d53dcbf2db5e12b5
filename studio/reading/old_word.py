"""Word 97–2003 files (.doc): converted by LibreOffice where it is installed, else refused with what to do."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from studio.errors import CannotAccept
from studio.reading.blocks import Manuscript
from studio.reading.word import read_word

MEDIA_TYPE = "application/msword"
SECONDS = 60
PROGRAMS = ("soffice", "libreoffice")


def read_old_word(data: bytes, name: str) -> Manuscript:
    """Read a .doc file through LibreOffice.

    Raises:
        CannotAccept: LibreOffice is not installed or cannot convert the file.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise CannotAccept(f"“{name}”是旧版 Word 文件（.doc），请用 Word 或 WPS 打开，选择“另存为”.docx 格式后再上传。")
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
    manuscript.warn("converted", "文件为旧版 .doc 格式，已转换后读取，请核对编号和表格。")
    return manuscript
