"""Reading in a child process with limits on time and memory, so that no uploaded file can hurt the application."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from generators.model import PolicyDocument
from studio.errors import CannotAccept
from studio.reading.sources import SourceBlock

CPU_SECONDS = 30
WALL_SECONDS = 90
MEMORY_BYTES = 1536 * 1024 * 1024
Progress = Callable[[float, str], None]
"""Hears the share done (0–1) and a short Chinese phrase saying what is being done."""

PROJECT = Path(__file__).resolve().parents[2]


def read_safely(data: bytes, name: str, *, seconds: float = WALL_SECONDS, progress: Progress | None = None) -> PolicyDocument:
    """Read an uploaded file as ``read`` does, in a process of its own; see ``read_with_source_safely``."""
    return read_with_source_safely(data, name, seconds=seconds, progress=progress)[0]


def read_with_source_safely(
    data: bytes, name: str, *, seconds: float = WALL_SECONDS, progress: Progress | None = None
) -> tuple[PolicyDocument, tuple[SourceBlock, ...]]:
    """Read an uploaded file as ``read_with_source`` does, in a process of its own.

    The child gets the bytes on its standard input and has ``seconds`` of time, CPU_SECONDS of processor and MEMORY_BYTES of
    memory; whatever happens to it becomes one sentence.

    Raises:
        CannotAccept: the file cannot be read, or not within the limits.
    """
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONIOENCODING": "utf-8",
        "MALLOC_ARENA_MAX": "2",
    }
    request = json.dumps({"name": name}).encode() + b"\n" + data
    try:
        done = subprocess.run(
            [sys.executable, "-m", "studio.reading.isolation"],
            input=request,
            capture_output=True,
            timeout=seconds,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotAccept(
            f"读取文件“{name}”用时过长，已停止，请核对文件是否正常，或另存为 .docx 后再上传。"
        ) from error
    if done.returncode != 0:
        raise CannotAccept(f"文件“{name}”无法正常读取，内容可能异常或过大，请用 Word 重新另存为 .docx 后再上传。")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise CannotAccept(answer["refused"])
    blocks = tuple(SourceBlock.of(block) for block in answer["blocks"])
    return PolicyDocument.model_validate(answer["document"]), blocks


def needs_recognition(data: bytes, name: str) -> bool:
    """Tell whether reading a file takes recognition of pictures, which is slow."""
    return False


def limit_this_process() -> None:
    """Put soft limits on this process where the system knows them; a converter it starts may lift its own."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main() -> int:
    """Read one request from standard input and write the answer to standard output."""
    from studio.reading.documents import read_with_source

    limit_this_process()
    stream = sys.stdin.buffer
    name = json.loads(stream.readline())["name"]
    try:
        document, blocks = read_with_source(stream.read(), name)
        answer = {"document": document.model_dump(mode="json"), "blocks": [asdict(block) for block in blocks]}
    except CannotAccept as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
