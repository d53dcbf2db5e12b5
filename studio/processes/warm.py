"""A child process kept warm for quick answers: lines of JSON, each followed by bytes, over its pipes.

It ends by itself when its standard input closes, so also when this process dies.
"""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import BinaryIO, Generic, TypeVar

from studio.processes.isolating import environment


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

    def tell(self, line: dict, *parts: bytes, until: float = 0.0) -> None:
        """Send a line and the bytes that belong to it. One that does not listen is ended when ``time.monotonic()`` is ``until``.

        Raises:
            OSError, ValueError: the child is gone.
        """
        pipe = self._process.stdin
        assert pipe is not None
        deaf = threading.Timer(max(0.0, until - time.monotonic()), self._process.kill) if until else None
        if deaf is not None:
            deaf.daemon = True
            deaf.start()
        try:
            pipe.write(json.dumps(line).encode() + b"\n")
            for part in parts:
                pipe.write(part)
            pipe.flush()
        finally:
            if deaf is not None:
                deaf.cancel()

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


Child = TypeVar("Child", bound=WarmChild)


class KeptChild(Generic[Child]):
    """A child that is there when it is needed and ended when nobody has asked for a while. Safe between threads."""

    def __init__(self, make: Callable[[], Child], idle_seconds: float) -> None:
        """Start children with ``make``; end one after ``idle_seconds`` without a request."""
        self._make, self._idle_seconds = make, idle_seconds
        self._lock = threading.Lock()
        self._idle: threading.Timer | None = None
        self.present: Child | None = None

    def ready(self) -> Child:
        """Return the child, a fresh one when there is none or it is gone."""
        with self._lock:
            if self.present is not None and not self.present.is_alive():
                self.present.end()
                self.present = None
            if self.present is None:
                self.present = self._make()
            child = self.present
        self.rest()
        return child

    def rest(self) -> None:
        """Count the time without a request from now."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = threading.Timer(self._idle_seconds, self.end)
            self._idle.daemon = True
            self._idle.start()

    def end(self) -> None:
        """End the child now, whatever it is doing."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            child, self.present = self.present, None
        if child is not None:
            child.end()


class Turn:
    """Does one thing after the other in a thread that nobody waits for at the end: what is half done keeps no program open."""

    def __init__(self, name: str) -> None:
        """Begin a thread called ``name``."""
        self._waiting: queue.SimpleQueue[tuple[Future, Callable, tuple]] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True, name=name).start()

    def submit(self, do: Callable, *arguments) -> Future:
        """Do this when all before it is done; the future may be cancelled until then."""
        future: Future = Future()
        self._waiting.put((future, do, arguments))
        return future

    def _work(self) -> None:
        while True:
            future, do, arguments = self._waiting.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(do(*arguments))
            except Exception as error:  # whoever asked is told, and the next one has their turn
                future.set_exception(error)
