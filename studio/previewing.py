"""Live previews: one warm child process that sets a product in a fraction of a second, and is replaced before it grows too big.

What is asked and answered travels as a line of JSON followed by bytes, over pipes. The child keeps what it was last asked about
(interpretations, outlines), so that a request is a few kilobytes. Whatever happens to it becomes one sentence.
"""

import atexit
import queue
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.model import Brief, Interpretation
from generators.previews import Preview
from studio.errors import UserError
from studio.warm import WarmChild
from styles.themes import Theme

SECONDS = 45.0
"""Given to one preview by a child at work, from when it is asked."""

STARTING_SECONDS = 120.0
"""Given to the first preview of a child, which must read the program and the fonts."""

IDLE_SECONDS = 600.0
"""After so long without a request the child is ended."""

MOST_RENDERS = 300
MOST_BYTES = 900 * 1024 * 1024
"""A child that has drawn so much, or has become so big, is replaced by a fresh one."""

KEPT = 24
"""Previews kept, so that going back and forth costs nothing."""

TOO_SLOW = "预览用时过长，已停止；编排已经保存，可以直接“重新制作”查看成品。"
BROKEN = "预览出错了，详细情况已记入 logs/preview.log，请告诉管理员；编排已经保存，可以直接“重新制作”。"


class NoPreview(UserError):
    """Why there is no preview, in one sentence; ``segment`` is the id of the segment that stands in the way, if one does."""

    def __init__(self, message: str, segment: str = "") -> None:
        super().__init__(message)
        self.segment = segment


@dataclass(frozen=True)
class Wanted:
    """What is to be shown: a product of an interpretation, as a brief arranges it, in a theme; the part that holds ``at``."""

    product: str
    interpretation: Interpretation
    digest: str
    brief: Brief
    theme: Theme
    at: str = ""
    materials: Mapping[str, bytes] | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Return what tells this preview from every other."""
        return self.product, self.digest, self.brief.digest(), self.theme.digest(), self.at


class Previewer:
    """Makes previews, one after the other. Safe between threads; the child is started by the first request."""

    def __init__(self, logs: Path) -> None:
        """Write what goes wrong into ``preview.log`` in the folder ``logs``."""
        self._logs = logs
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._kept: OrderedDict[tuple[str, ...], Preview] = OrderedDict()
        self._idle: threading.Timer | None = None
        atexit.register(self.close)

    def preview(self, wanted: Wanted) -> Preview:
        """Return the preview, kept or fresh.

        Raises:
            NoPreview: a segment does not fit or cannot be set, it took too long, or the child broke.
        """
        with self._lock:
            if wanted.key in self._kept:
                self._kept.move_to_end(wanted.key)
                return self._kept[wanted.key]
            try:
                made = self._asked(wanted)
            finally:
                self._wait_for_more()
            self._kept[wanted.key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return made

    def warm(self) -> None:
        """Start the child, if none is there, without waiting for it."""
        with self._lock:
            if self._child is None:
                self._child = _Child()
            self._wait_for_more()

    def close(self) -> None:
        """End the child; the next request starts another."""
        with self._lock:
            self._end()

    def _asked(self, wanted: Wanted) -> Preview:
        if self._child is None or not self._child.is_alive():
            self._end()
            self._child = _Child()
        try:
            answer, data = self._child.ask(wanted)
        except (OSError, ValueError, EOFError):
            self._end()
            raise NoPreview("预览程序中断了，请再试一次；编排已经保存，不会丢失。") from None
        except queue.Empty:
            self._end()
            raise NoPreview(TOO_SLOW) from None
        if answer.get("spent"):
            self._end()
            self._child = _Child()
        if "refused" in answer:
            raise NoPreview(answer["refused"], answer["segment"])
        if "trace" in answer:
            self._note(answer["trace"])
            raise NoPreview(BROKEN)
        boxes = {name: tuple(box) for name, box in answer["boxes"].items()}
        return Preview(answer["media_type"], data, boxes, answer["anchors"])

    def _note(self, trace: str) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / "preview.log").open("a", encoding="utf-8") as file:
            file.write(trace + "\n")

    def _wait_for_more(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = threading.Timer(IDLE_SECONDS, self.close)
        self._idle.daemon = True
        self._idle.start()

    def _end(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child(WarmChild):
    """The process that sets products."""

    def __init__(self) -> None:
        super().__init__("studio.previewing")
        self._answered = False

    def ask(self, wanted: Wanted) -> tuple[dict, bytes]:
        """Return the answer and its bytes.

        Raises:
            queue.Empty: out of time.
            EOFError, OSError: the child died.
        """
        until = time.monotonic() + (SECONDS if self._answered else STARTING_SECONDS)
        request = {
            "product": wanted.product, "interpretation": wanted.digest, "at": wanted.at,
            "brief": wanted.brief.model_dump(mode="json"), "theme": wanted.theme.model_dump(mode="json"),
            "materials": [[name, len(data)] for name, data in (wanted.materials or {}).items()],
        }  # fmt: skip
        self.tell(request, *(wanted.materials or {}).values())
        answer = self.next(until)
        if answer[0].get("needs"):
            content = wanted.interpretation.model_dump_json().encode()
            self.tell({"bytes": len(content)}, content)
            answer = self.next(until)
        self._answered = True
        return answer


if __name__ == "__main__":
    from studio.previewing_child import main

    sys.exit(main())
