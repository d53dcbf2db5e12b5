"""Reading in a child process with limits on time and memory, so that no uploaded file can hurt the application."""

import base64
import sys
from dataclasses import asdict

from generators.model import PolicyDocument
from studio.errors import CannotAccept
from studio.processes import isolating
from studio.reading import limits
from studio.reading.limiting import limit_this_process
from studio.reading.ocr_engine import is_installed
from studio.reading.progress import Progress, silent
from studio.reading.recognition import kind_of
from studio.reading.sources import SourceBlock

WALL_SECONDS = 90
SECONDS_A_PAGE = 60
"""Given anew for each page whose recognition begins; at most limits.RECOGNISED_PAGES times."""
LOOKING_SECONDS = 20


def read_safely(
    data: bytes, name: str, *, seconds: float = WALL_SECONDS, progress: Progress | None = None
) -> PolicyDocument:
    """Read an uploaded file as ``read`` does, in a process of its own; see ``read_with_source_safely``."""
    return read_with_source_safely(data, name, seconds=seconds, progress=progress)[0]


def read_with_source_safely(
    data: bytes, name: str, *, seconds: float = WALL_SECONDS, progress: Progress | None = None
) -> tuple[PolicyDocument, tuple[SourceBlock, ...]]:
    """Read an uploaded file as ``read_with_source`` does, in a process of its own.

    The child gets the bytes on its standard input and has ``seconds`` of time, and limits on processor time and memory
    (limiting.py); each page to be recognised is given SECONDS_A_PAGE more. Whatever happens to it becomes one sentence.
    ``progress`` hears the share done and what is being done.

    Raises:
        CannotAccept: the file cannot be read, or not within the limits.
    """
    hears = progress or silent
    hears(0.0, "正在读取文件")
    answer = _asked({"do": "read", "name": name}, data, name, seconds, hears)
    document = PolicyDocument.model_validate(answer["document"])
    blocks = tuple(SourceBlock.of(block) for block in answer["blocks"])
    hears(1.0, "读取完成")
    return document, blocks


def needs_recognition(data: bytes, name: str) -> bool:
    """Tell whether reading the file will take recognition of characters, that is seconds a page rather than less than one.

    Pictures are told by their first bytes; a PDF is looked at in a limited process. False for what reading will refuse.
    """
    try:
        kind = kind_of(data, name)
        if kind == "picture":
            return is_installed()
        if kind != "pdf" or len(data) > limits.FILE_BYTES or not is_installed():
            return False
        return bool(_asked({"do": "look", "name": name}, data, name, LOOKING_SECONDS, silent)["needed"])
    except CannotAccept:
        return False


def page_picture_safely(data: bytes, name: str, page: int) -> bytes:
    """Draw a page of an uploaded file as ``page_picture`` does, in a process of its own.

    Raises:
        CannotAccept: there is no such page, or it cannot be drawn.
    """
    answer = _asked({"do": "draw", "name": name, "page": page}, data, name, LOOKING_SECONDS, silent)
    return base64.b64decode(answer["picture"])


def _asked(request: dict, data: bytes, name: str, seconds: float, progress: Progress) -> dict:
    """Put one request to a child process and return its answer.

    Raises:
        CannotAccept: as the child says, or it died or ran out of time.
    """
    return isolating.ask(
        "studio.reading.isolation",
        request,
        data,
        patience=isolating.Patience(seconds, more=SECONDS_A_PAGE, times=limits.RECOGNISED_PAGES),
        late=f"读取文件“{name}”用时过长，已停止，请核对文件是否正常，或另存为 .docx 后再上传。",
        broken=f"文件“{name}”无法正常读取，内容可能异常或过大，请用 Word 重新另存为 .docx 后再上传。",
        report=progress,
    )


def _done(request: dict, data: bytes, progress: Progress) -> dict:
    if request["do"] == "look":
        from studio.reading.pdf_text import pdf_needs_recognition

        return {"needed": pdf_needs_recognition(data, request["name"])}
    if request["do"] == "draw":
        from studio.reading.page_pictures import page_picture

        return {"picture": base64.b64encode(page_picture(data, request["name"], request["page"])).decode()}
    from studio.reading.documents import read_with_source

    document, blocks = read_with_source(data, request["name"], progress)
    return {"document": document.model_dump(mode="json"), "blocks": [asdict(block) for block in blocks]}


if __name__ == "__main__":
    sys.exit(isolating.serve(limit_this_process, _done))
