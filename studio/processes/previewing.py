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
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path

from generators.model import Brief, Interpretation
from generators.previews import Preview
from studio.errors import UserError
from studio.processes.warm import KeptChild, Turn, WarmChild
from styles.themes import Theme

SECONDS = 45.0
"""Given to one preview by a child at work, from when it is asked."""

STARTING_SECONDS = 120.0
"""Given to the first preview of a child, which must read the program and the fonts."""

AT_ONCE = 1.0
"""Seconds a page waits for a preview before it says that one is coming."""

TRIED_AGAIN_AFTER = 60.0
"""Seconds for which what went wrong stands; whoever asks later, or asks for it expressly, has it tried again."""

IDLE_SECONDS = 600.0
"""After so long without a request the child is ended."""

MOST_RENDERS = 300
MOST_BYTES = 900 * 1024 * 1024
"""A child that has drawn so much, or has become so big, is replaced by a fresh one."""

KEPT = 24
"""Previews kept, so that going back and forth costs nothing."""

PLACES = 200
"""Places that show previews whose last request is remembered."""

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


@dataclass(frozen=True)
class Coming:
    """A preview being made; ``begins`` tells that the program which sets it is still starting, which takes some seconds."""

    begins: bool


class Previewer:
    """Makes previews, one after the other. Safe between threads; the child is started by the first request."""

    def __init__(self, logs: Path) -> None:
        """Write what goes wrong into ``preview.log`` in the folder ``logs``."""
        self._logs = logs
        self._lock = threading.Lock()
        self._child = KeptChild(_Child, IDLE_SECONDS)
        self._turn = Turn("previewing")
        self._wanted: OrderedDict[tuple[str, ...], Future[Preview]] = OrderedDict()
        self._failed_at: dict[tuple[str, ...], float] = {}
        self._asked_last: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        atexit.register(self.close)

    def preview(self, wanted: Wanted) -> Preview:
        """Return the preview, kept or fresh; wait for it. What failed before is tried again.

        Raises:
            NoPreview: a segment does not fit or cannot be set, it took too long, or the child broke.
        """
        asker = f"waiting in {threading.get_ident()}"
        try:
            return self._future(wanted, asker, again=True).result()
        finally:
            with self._lock:
                self._asked_last.pop(asker, None)

    def ask(self, wanted: Wanted, asker: str, *, wait: float = AT_ONCE, again: bool = False) -> Preview | Coming:
        """Return the preview, or that it is coming when it is not there within ``wait`` seconds; ask again then.

        ``asker`` names the place that shows it: what it asked for before and is still waiting for its turn is not made any more.
        What went wrong is told for a minute without another try, unless ``again``.

        Raises:
            NoPreview: as ``preview``.
        """
        future = self._future(wanted, asker, again=again)
        try:
            return future.result(wait)
        except (NotYet, CancelledError):
            child = self._child.present
            return Coming(begins=child is None or not child.answered)

    def warm(self) -> None:
        """Start the child, if none is there, without waiting for it."""
        self._child.ready()

    def close(self) -> None:
        """End the child and give up what waits; the next request starts another."""
        with self._lock:
            for future in self._wanted.values():
                future.cancel()
        self._child.end()

    def _future(self, wanted: Wanted, asker: str, *, again: bool) -> Future[Preview]:
        """Return what will hold the preview, kept, on its way or begun now."""
        with self._lock:
            self._give_up(self._asked_last.get(asker), wanted.key)
            self._asked_last[asker] = wanted.key
            while len(self._asked_last) > PLACES:
                self._asked_last.popitem(last=False)
            future = self._wanted.get(wanted.key)
            failed = future is not None and future.done() and (future.cancelled() or future.exception() is not None)
            if future is None or failed and (again or future.cancelled() or time.monotonic() - self._failed_at.get(wanted.key, 0.0) > TRIED_AGAIN_AFTER):
                future = self._wanted[wanted.key] = self._turn.submit(self._made, wanted)
            self._wanted.move_to_end(wanted.key)
            while len(self._wanted) > KEPT:
                key, oldest = self._wanted.popitem(last=False)
                oldest.cancel()
                self._failed_at.pop(key, None)
            return future

    def _give_up(self, former: tuple[str, ...] | None, key: tuple[str, ...]) -> None:
        """Take back what one place asked for before, unless it is begun or another place waits for it."""
        if former is not None and former != key and list(self._asked_last.values()).count(former) == 1 and former in self._wanted:
            self._wanted[former].cancel()

    def _made(self, wanted: Wanted) -> Preview:
        try:
            return self._answered(wanted)
        except NoPreview:
            self._failed_at[wanted.key] = time.monotonic()
            raise
        finally:
            self._child.rest()

    def _answered(self, wanted: Wanted) -> Preview:
        try:
            answer, data = self._child.ready().ask(wanted)
        except (OSError, ValueError, EOFError):
            self._child.end()
            raise NoPreview("预览程序中断了，请再试一次；编排已经保存，不会丢失。") from None
        except queue.Empty:
            self._child.end()
            raise NoPreview(TOO_SLOW) from None
        if answer.get("spent"):
            self._child.end()
            self._child.ready()
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


class _Child(WarmChild):
    """The process that sets products."""

    def __init__(self) -> None:
        super().__init__("studio.processes.previewing")
        self.answered = False

    def ask(self, wanted: Wanted) -> tuple[dict, bytes]:
        """Return the answer and its bytes.

        Raises:
            queue.Empty: out of time.
            EOFError, OSError: the child died.
        """
        until = time.monotonic() + (SECONDS if self.answered else STARTING_SECONDS)
        request = {
            "product": wanted.product, "interpretation": wanted.digest, "at": wanted.at,
            "brief": wanted.brief.model_dump(mode="json"), "theme": wanted.theme.model_dump(mode="json"),
            "materials": [[name, len(data)] for name, data in (wanted.materials or {}).items()],
        }  # fmt: skip
        self.tell(request, *(wanted.materials or {}).values(), until=until)
        answer = self.next(until)
        if answer[0].get("needs"):
            content = wanted.interpretation.model_dump_json().encode()
            self.tell({"bytes": len(content)}, content, until=until)
            answer = self.next(until)
        self.answered = True
        return answer


if __name__ == "__main__":
    from studio.processes.previewing_child import main

    sys.exit(main())
