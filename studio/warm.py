"""A child process kept warm for quick answers: lines of JSON, each followed by bytes, over its pipes.

It ends by itself when its standard input closes, so also when this process dies.
"""

import json
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

from studio.isolating import environment


def say(answers: BinaryIO, line: dict, data: bytes = b"") -> None:
    """Say a line and the bytes that belong to it: what a child answers and ``WarmChild.next`` hears."""
    answers.write(json.dumps(line | {"bytes": len(data)}, ensure_ascii=False).encode() + b"\n" + data)
    answers.flush()


class WarmChild:
    """The process and its pipes. What it says is read as it comes; a line tells by ``bytes`` how many follow it."""

    def __init__(self, module: str, *arguments: str) -> None:
        """Start ``python -m module`` with ``arguments``."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment(),
        )  # fmt: skip
        self._heard: queue.Queue[tuple[dict, bytes] | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it now, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was still to be written concerns nobody any more
                    pipe.close()

    def tell(self, line: dict, *parts: bytes) -> None:
        """Send a line and the bytes that belong to it.

        Raises:
            OSError, ValueError: the child is gone.
        """
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(json.dumps(line).encode() + b"\n")
        for part in parts:
            pipe.write(part)
        pipe.flush()

    def next(self, until: float) -> tuple[dict, bytes]:
        """Return the next line it says, with its bytes; wait until ``time.monotonic()`` is ``until``.

        Raises:
            queue.Empty: it said nothing in time.
            EOFError: it is gone.
        """
        if (left := until - time.monotonic()) <= 0:
            raise queue.Empty
        found = self._heard.get(timeout=left)
        if found is None:
            raise EOFError("the child ended")
        return found

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with suppress(ValueError, OSError):  # broken off in the middle: whoever waits is told by the None
            while line := pipe.readline():
                answer = json.loads(line)
                self._heard.put((answer, pipe.read(answer.get("bytes", 0))))
        self._heard.put(None)
