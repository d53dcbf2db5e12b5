"""Reading in a child process with limits on time and memory, so that no uploaded file can hurt the application."""

import base64
import json
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

from generators.model import PolicyDocument
from studio.errors import CannotAccept
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
PROJECT = Path(__file__).resolve().parents[2]


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
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONIOENCODING": "utf-8",
        "MALLOC_ARENA_MAX": "2",
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "studio.reading.isolation"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        heard: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_tell, args=(child, json.dumps(request).encode() + b"\n" + data), daemon=True).start()
        threading.Thread(target=_listen, args=(child, heard), daemon=True).start()
        answer = _answer(heard, name, seconds, progress)
    finally:
        child.kill()
        child.wait()
    if "refused" in answer:
        raise CannotAccept(answer["refused"])
    return answer


def _tell(child: subprocess.Popen, request: bytes) -> None:
    assert child.stdin is not None
    try:
        with child.stdin as pipe:
            pipe.write(request)
    except OSError:
        # The child ended before it had heard all; its silence is answered for in _answer.
        return


def _listen(child: subprocess.Popen, heard: queue.Queue) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        heard.put(line)
    heard.put(b"")


def _answer(heard: queue.Queue, name: str, seconds: float, progress: Progress) -> dict:
    until, pages = time.monotonic() + seconds, 0
    while True:
        try:
            line = heard.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty as error:
            raise CannotAccept(
                f"读取文件“{name}”用时过长，已停止，请核对文件是否正常，或另存为 .docx 后再上传。"
            ) from error
        if not line:
            raise CannotAccept(f"文件“{name}”无法正常读取，内容可能异常或过大，请用 Word 重新另存为 .docx 后再上传。")
        message = json.loads(line)
        if "share" not in message:
            return message
        pages += 1
        if pages <= limits.RECOGNISED_PAGES:
            until = max(until, time.monotonic() + SECONDS_A_PAGE)
        progress(message["share"], message["phrase"])


def main() -> int:
    """Read one request from standard input and write progress and the answer to standard output, a line of JSON each."""
    limit_this_process()
    stream = sys.stdin.buffer
    request = json.loads(stream.readline())
    # Libraries that print must not be taken for the answer.
    output, sys.stdout = sys.stdout, sys.stderr

    def say(message: dict) -> None:
        output.write(json.dumps(message, ensure_ascii=False) + "\n")
        output.flush()

    try:
        say(_done(request, stream.read(), lambda share, phrase: say({"share": share, "phrase": phrase})))
    except CannotAccept as refusal:
        say({"refused": str(refusal)})
    return 0


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
    sys.exit(main())
