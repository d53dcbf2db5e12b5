"""Work on untrusted bytes in a child process with limits on time and memory, so that no file can hurt the application.

The parent asks a module that calls ``serve``; request and answer are lines of JSON, the bytes follow the request.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from studio.errors import CannotAccept

PROJECT = Path(__file__).resolve().parents[2]

Report = Callable[[float, str], None]
"""Called with the share done (0–1) and a short Chinese phrase for what is under way."""


class Patience(NamedTuple):
    """How long a child may take: ``seconds``, and ``more`` after each of its first ``times`` reports of progress."""

    seconds: float
    more: float = 0
    times: int = 0


def ask(
    module: str, request: dict[str, Any], data: bytes, *, patience: Patience, late: str, broken: str, report: Report
) -> dict[str, Any]:
    """Put one request about ``data`` to ``python -m module`` and return its answer.

    Args:
        request: JSON-ready; the child's ``serve`` hands it on.
        late: the sentence for a child that took too long; ``broken`` for one that died.

    Raises:
        CannotAccept: as the child says, or it died or ran out of time.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    try:
        heard: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_tell, args=(child, json.dumps(request).encode() + b"\n" + data), daemon=True).start()
        threading.Thread(target=_listen, args=(child, heard), daemon=True).start()
        answer = _answer(heard, patience, late, broken, report)
    finally:
        child.kill()
        child.wait()
    if "refused" in answer:
        raise CannotAccept(answer["refused"])
    return answer


def environment() -> dict[str, str]:
    """Return the environment of a child process: it finds this project, speaks UTF-8 and gives memory back."""
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8", "MALLOC_ARENA_MAX": "2"}


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


def _answer(heard: queue.Queue, patience: Patience, late: str, broken: str, report: Report) -> dict[str, Any]:
    until, reports = time.monotonic() + patience.seconds, 0
    while True:
        try:
            line = heard.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty as error:
            raise CannotAccept(late) from error
        if not line:
            raise CannotAccept(broken)
        message = json.loads(line)
        if "share" not in message:
            return message
        reports += 1
        if reports <= patience.times:
            until = max(until, time.monotonic() + patience.more)
        report(message["share"], message["phrase"])


def serve(limit: Callable[[], None], do: Callable[[dict[str, Any], bytes, Report], dict[str, Any]]) -> int:
    """Be the child: put limits on this process, read one request, and answer what ``do`` makes of it; return the exit status."""
    limit()
    stream = sys.stdin.buffer
    request = json.loads(stream.readline())
    # Libraries that print must not be taken for the answer.
    output, sys.stdout = sys.stdout, sys.stderr

    def say(message: dict[str, Any]) -> None:
        output.write(json.dumps(message, ensure_ascii=False) + "\n")
        output.flush()

    try:
        say(do(request, stream.read(), lambda share, phrase: say({"share": share, "phrase": phrase})))
    except CannotAccept as refusal:
        say({"refused": str(refusal)})
    return 0
