"""Listening to scenes and watching the whole while a video is arranged: one warm child process speaks and draws, so that the page
never waits for a voice.

What was said before is there at once; anything new is said in the background and tells how far it is. The child keeps its
sentences where the workers keep theirs, so that nothing is said twice, not even when the video is made.
"""

import atexit
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generators.model import Brief, Segment, digest_of
from generators.video.hearing import Heard
from generators.video.screening import Screened
from studio.errors import UserError
from studio.processes.warm import KeptChild, Turn, WarmChild
from styles.themes import Theme

PATIENCE = 180.0
"""Seconds the child may be silent: reading the voice model and saying one long sentence on a busy machine."""

IDLE_SECONDS = 300.0
"""After so long without a request the child is ended; the voice model fills some 500 MB."""

AT_ONCE = 0.8
"""Seconds a page waits for what may be there already."""

KEPT_SOUNDS, KEPT_LENGTHS = 12, 1000
_RELEVANT = ("voice", "readings", "department_readings")
BROKEN = "试听出错了，详细情况已记入 logs/hearing.log，请告诉管理员；编排已经保存，不影响制作视频。"


class NoSound(UserError):
    """Why there is nothing to listen to, in one sentence."""


@dataclass(frozen=True)
class Scene:
    """A scene to be heard, as a brief arranges it; ``materials`` holds the bytes of its recordings by sha256."""

    segment: Segment
    brief: Brief
    materials: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def asked(self) -> Brief:
        """Return what of the brief can change the sound: the voice, the readings, the scene's own recordings."""
        own = tuple(item for item in self.brief.materials if item.kind == "recording" and item.segment == self.segment.id)
        options = {name: self.brief.options[name] for name in _RELEVANT if name in self.brief.options}
        return Brief(options=options, materials=own)

    @cached_property
    def key(self) -> str:
        """Return what tells this sound from every other."""
        return digest_of([self.segment.id, self.segment.narration, self.asked.model_dump(mode="json")])


@dataclass(frozen=True)
class Whole:
    """A video to be watched from beginning to end without its voice: the composed segments that are told."""

    segments: tuple[Segment, ...]
    brief: Brief
    theme: Theme

    @cached_property
    def key(self) -> str:
        """Return what tells this film from every other."""
        return digest_of([[segment.model_dump(mode="json") for segment in self.segments], self.brief.model_dump(mode="json"), self.theme.digest()])


@dataclass(frozen=True)
class Saying:
    """A scene being said or a film being drawn: how many of its sentences or hundredths are finished, and how many it has (0: not begun)."""

    done: int = 0
    of: int = 0


class Listening:
    """Says scenes, one after the other. Safe between threads; the child is started by the first request."""

    def __init__(self, kept: Path, logs: Path) -> None:
        """Keep spoken sentences in the folder ``kept``; write what goes wrong into ``hearing.log`` in ``logs``."""
        self._folder, self._logs = kept, logs
        self._lock = threading.Lock()
        self._child = KeptChild(lambda: WarmChild("studio.processes.hearing_child", str(self._folder)), IDLE_SECONDS)
        self._turn = Turn("hearing")
        self._wanted: OrderedDict[str, Future] = OrderedDict()
        self._progress: dict[str, Saying] = {}
        self._lengths: OrderedDict[str, Heard] = OrderedDict()
        self._asking: Future[None] | None = None
        atexit.register(self.close)

    def hear(self, scene: Scene, wait: float = AT_ONCE) -> Heard | Saying:
        """Return the scene's sound, or how far it is when it is not there within ``wait`` seconds; ask again then.

        Whoever asks for another scene does not want the ones still waiting any more.

        Raises:
            NoSound: it could not be said.
        """
        return self._result(scene, self._say, wait)

    def watch(self, whole: Whole, wait: float = AT_ONCE) -> Screened | Saying:
        """Return the film, or how far it is when it is not there within ``wait`` seconds; ask again then.

        Raises:
            NoSound: it could not be drawn.
        """
        return self._result(whole, self._draw, wait)

    def _result(self, wanted: Scene | Whole, do: Callable, wait: float):
        with self._lock:
            future = self._wanted.get(wanted.key)
            if future is None:
                for waiting in self._wanted.values():
                    waiting.cancel()
                self._progress[wanted.key] = Saying()
                future = self._wanted[wanted.key] = self._turn.submit(do, wanted)
            self._wanted.move_to_end(wanted.key)
            while len(self._wanted) > KEPT_SOUNDS:
                self._wanted.popitem(last=False)[1].cancel()
        try:
            return future.result(wait)
        except NotYet:
            return self._progress.get(wanted.key, Saying())
        except (NoSound, CancelledError) as error:
            with self._lock:
                self._wanted.pop(wanted.key, None)  # the next time it is tried again
            if isinstance(error, CancelledError):
                return self._result(wanted, do, wait)
            raise

    def lengths(self, scenes: Iterable[Scene], wait: float = 0.3) -> dict[str, Heard]:
        """Return how long the scenes are that were said before, by id. What is not told within ``wait`` seconds is told later."""
        wanted = list(scenes)
        with self._lock:
            missing = [scene for scene in wanted if scene.key not in self._lengths]
            asking = None
            if missing and (self._asking is None or self._asking.done()):  # else it is speaking: nobody waits for that twice
                self._asking = asking = self._turn.submit(self._recall, missing)
        if asking is not None:
            with suppress(NotYet, NoSound, CancelledError):  # the length is then an estimate, as it was before
                asking.result(wait)
        with self._lock:
            return {scene.segment.id: self._lengths[scene.key] for scene in wanted if scene.key in self._lengths}

    def close(self) -> None:
        """End the child and what it is doing."""
        with self._lock:
            for future in self._wanted.values():
                future.cancel()
            self._wanted.clear()
        self._child.end()

    def _draw(self, whole: Whole) -> Screened:
        request = {
            "kind": "film", "brief": whole.brief.model_dump(mode="json"), "theme": whole.theme.model_dump(mode="json"),
            "segments": [segment.model_dump(mode="json") for segment in whole.segments], "materials": [],
        }  # fmt: skip
        try:
            return self._answer(request, {}, whole.key)
        finally:
            self._progress.pop(whole.key, None)

    def _say(self, scene: Scene) -> Heard:
        try:
            heard = self._ask([scene], "sound")
        finally:
            self._progress.pop(scene.key, None)
        with self._lock:
            self._lengths[scene.key] = heard
        return heard

    def _recall(self, scenes: list[Scene]) -> None:
        known = self._ask(scenes, "lengths")
        with self._lock:
            self._lengths |= {scene.key: known[scene.segment.id] for scene in scenes if scene.segment.id in known}
            while len(self._lengths) > KEPT_LENGTHS:
                self._lengths.popitem(last=False)

    def _ask(self, scenes: list[Scene], kind: str):
        """Send scenes that share voice and readings, and return what comes back."""
        files = {name: data for scene in scenes for name, data in scene.materials.items()}
        brief = scenes[0].asked.replace(materials=tuple(item for scene in scenes for item in scene.asked.materials))
        request = {
            "kind": kind, "brief": brief.model_dump(mode="json"), "segments": [scene.segment.model_dump(mode="json") for scene in scenes],
            "materials": [[name, len(data)] for name, data in files.items()],
        }  # fmt: skip
        return self._answer(request, files, scenes[0].key)

    def _answer(self, request: dict, files: Mapping[str, bytes], key: str):
        """Send a request with its files and return what comes back; how far it is goes under ``key``."""
        child = self._child.ready()
        try:
            child.tell(request, *files.values(), until=time.monotonic() + PATIENCE)
            while True:
                answer, data = child.next(time.monotonic() + PATIENCE)
                if "of" in answer:
                    self._progress[key] = Saying(answer["done"], answer["of"])
                elif "known" in answer:
                    return {name: _heard(line) for name, line in answer["known"].items()}
                elif "heard" in answer:
                    return _heard(answer["heard"], data)
                elif "captions" in answer:
                    return Screened(data, answer["captions"])
                elif "refused" in answer:
                    raise NoSound(answer["refused"])
                else:
                    self._note(answer["trace"])
                    raise NoSound(BROKEN)
        except (OSError, ValueError, EOFError):
            self._child.end()
            raise NoSound("试听程序中断了，请再试一次；编排已经保存，不会丢失。") from None
        except queue.Empty:
            self._child.end()
            raise NoSound("合成语音用时过长，已停止，请稍后再试；也可以直接制作视频。") from None
        finally:
            self._child.rest()

    def _note(self, trace: str) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / "hearing.log").open("a", encoding="utf-8") as file:
            file.write(trace + "\n")


def _heard(line: dict, sound: bytes = b"") -> Heard:
    return Heard(line["seconds"], line["voice"], tuple(line["failed"]), sound)
