"""Narration as sound: engines behind one small protocol, tried in turn scene by scene. A sentence said once is kept."""

import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from generators import keeping
from generators.video import narration
from generators.video.readings import NO_READINGS, Readings
from generators.video.voices import kokoro

RATE = kokoro.RATE
"""Samples a second of all speech here; mono, 16-bit."""

NONE = "none"
"""The choice of no voice: captions alone, paced by reading time."""

PACE = {"zf_xiaoxiao": 0.94, "zm_yunyang": 0.86}
"""Speed of each voice that, with the pauses between sentences, comes to about 240 characters a minute."""


class SpeechFailed(RuntimeError):
    """An engine could not say a sentence. The text is one Chinese sentence for people.

    ``for_good`` means that it will not say the other scenes either, so that nobody need wait for it again.
    """

    def __init__(self, sentence: str, *, for_good: bool = False) -> None:
        super().__init__(sentence)
        self.for_good = for_good


@dataclass(frozen=True)
class Sound:
    """A sentence as said: samples (int16, mono, RATE) and when (s) each spoken character begins, as far as the engine knows.

    ``starts`` has as many entries as ``narration.length`` counts, or none.
    """

    samples: np.ndarray
    starts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Line:
    """A sentence to be said: number ``number`` of ``sentences``, which are the whole of the scene ``scene``."""

    scene: str
    sentences: tuple[str, ...]
    number: int

    @property
    def text(self) -> str:
        """Return the sentence as it is written."""
        return self.sentences[self.number]


class Engine(Protocol):
    """Says one sentence. ``name`` is kept with the video and differs whenever the voice does.

    ``at_once`` is how many sentences it may be asked for at a time; ``joined`` that each sentence goes on from the one before
    it, the pause included, as in a recording of the whole scene.
    """

    name: str
    label: str
    synthetic: bool
    at_once: int
    joined: bool

    def say(self, line: Line) -> Sound:
        """Return the sentence as said.

        Raises:
            SpeechFailed: it cannot be said.
        """
        ...


class Paced:
    """No voice: as much silence as reading the sentence takes."""

    name = NONE
    label = "无配音"
    synthetic = False
    joined = False
    at_once = 1

    def say(self, line: Line) -> Sound:
        """Return silence of the sentence's reading time, at least a second."""
        return Sound(np.zeros(int(max(1.0, narration.seconds(line.text)) * RATE), dtype=np.int16))


class Offline:
    """A voice of Kokoro-82M, on this machine."""

    synthetic = True
    joined = False

    def __init__(self, voice: str, readings: Readings = NO_READINGS) -> None:
        self.voice = voice
        self.speed = PACE[voice]
        self.name = f"kokoro-82m-int8/{voice}@{self.speed}"
        self.label = kokoro.VOICES[voice][0]
        self.at_once = max(1, min(4, os.cpu_count() or 1))
        self._words = readings.pronounced()

    def say(self, line: Line) -> Sound:
        """Return the spoken sentence, from what was kept if it was said before."""
        words = narration.spoken(line.text)
        try:
            pieces = kokoro.pieces(words, self._words)
            return kept((self.name, *pieces), lambda: self._said(pieces, words))
        except Exception as error:  # the runtime's own exceptions share no base class, and what is kept may be on a failing disk
            raise SpeechFailed(f"离线语音没能读出“{line.text[:20]}”。") from error

    def _said(self, pieces: tuple[str, ...], words: str) -> Sound:
        samples, starts = kokoro.speak(pieces, self.voice, self.speed)
        samples = np.clip(np.round(samples * 32767), -32767, 32767).astype("<i2")
        return Sound(samples, starts if len(starts) == narration.length(words) else ())


def kept(about: tuple[str, ...], make: Callable[[], Sound]) -> Sound:
    """Return the sound kept for ``about``, everything that can change it; made and kept when there is none.

    Raises:
        SpeechFailed: there is none and only what was said before is asked for (``recall``).
    """
    key = hashlib.sha256("\x1f".join(("speech/2", *about)).encode()).hexdigest()
    if (found := keeping.get(key)) is None:
        if _recalling.get():
            raise SpeechFailed("这句话还没有读过。")
        sound = make()
        starts = np.array([len(sound.starts), *(round(start * 1e6) for start in sound.starts)], dtype="<i4")
        found = starts.tobytes() + sound.samples.astype("<i2").tobytes()
        keeping.put(key, found)
    count = int(np.frombuffer(found, dtype="<i4", count=1)[0])
    starts = np.frombuffer(found, dtype="<i4", count=count, offset=4) / 1e6
    return Sound(np.frombuffer(found, dtype="<i2", offset=4 + 4 * count), tuple(starts.tolist()))


_recalling: ContextVar[bool] = ContextVar("recalling", default=False)
"""Set while nothing new may be said."""


@dataclass(frozen=True)
class Utterance:
    """One sentence said: its text, its samples (int16, mono, RATE), and whether a voice said it.

    ``engine`` names who said it and ``failed`` tells, in sentences for people, why those before it in turn did not;
    ``joined`` means that the sound goes on from the sentence before without a gap. ``starts`` is as in ``Sound``.
    """

    sentence: str
    samples: np.ndarray
    voiced: bool
    engine: str = ""
    failed: tuple[str, ...] = ()
    joined: bool = False
    starts: tuple[float, ...] = ()

    @property
    def seconds(self) -> float:
        """Return its length."""
        return len(self.samples) / RATE


@dataclass(frozen=True)
class Told:
    """A scene to be said: its id, its sentences, and who is asked to say them, one after another."""

    scene: str
    sentences: tuple[str, ...]
    chain: tuple[Engine, ...]
    failed: tuple[str, ...] = ()


@dataclass
class _Turn:
    """A scene on its way through its chain."""

    told: Told
    at: int = 0
    failed: list[str] = field(default_factory=list)
    said: list[Sound] | None = None

    @property
    def engine(self) -> Engine:
        return self.told.chain[self.at] if self.at < len(self.told.chain) else Paced()


def say(scenes: Iterable[Told], done: Callable[[int, int], None] = lambda number, total: None) -> tuple[tuple[Utterance, ...], ...]:
    """Say the sentences of every scene, several at once on the cores there are.

    A scene with a sentence that its engine cannot say is said by the next one as a whole, at last by none: half a scene in
    another voice, or in silence, would seem broken. ``done`` is called from this thread with the number of sentences
    finished and their total.
    """
    turns = [_Turn(told, failed=list(told.failed)) for told in scenes]
    total, given_up = sum(len(turn.told.sentences) for turn in turns), {}
    while waiting := [turn for turn in turns if turn.said is None]:
        engine = waiting[0].engine
        asked = [turn for turn in waiting if turn.engine.name == engine.name]
        before = sum(len(turn.said) for turn in turns if turn.said is not None)
        for turn, sounds in zip(asked, _ask(engine, [turn.told for turn in asked], given_up, before, total, done), strict=True):
            if isinstance(sounds, SpeechFailed):
                turn.failed.append(str(sounds))
                turn.at += 1
            else:
                turn.said = sounds
    return tuple(_utterances(turn) for turn in turns)


def recall(told: Told) -> tuple[Utterance, ...] | None:
    """Return the scene as the first in its chain said it before; None where that has not said all of it. Nothing new is said.

    A recording is always there: taking it apart is no work.
    """
    engine = told.chain[0] if told.chain else Paced()
    before = _recalling.set(engine.synthetic)
    try:
        said = [engine.say(Line(told.scene, told.sentences, number)) for number in range(len(told.sentences))]
    except (SpeechFailed, OSError):
        return None
    finally:
        _recalling.reset(before)
    return tuple(_utterances(_Turn(told, failed=list(told.failed), said=said)))


def _ask(
    engine: Engine, scenes: list[Told], given_up: dict[str, SpeechFailed], before: int, total: int, done: Callable[[int, int], None]
) -> list[list[Sound] | SpeechFailed]:
    """Return the sounds of each scene, or why the engine could not say one of its sentences."""

    def one(line: Line) -> Sound | SpeechFailed:
        if engine.name in given_up:
            return given_up[engine.name]
        try:
            return engine.say(line)
        except SpeechFailed as error:
            if error.for_good:
                given_up[engine.name] = error
            return error
        except OSError as error:  # what was kept lies on a disk, which may be full or gone
            return SpeechFailed(f"读写语音文件时出错（{error.strerror or '原因不明'}），请管理员检查磁盘。")

    lines = [Line(told.scene, told.sentences, number) for told in scenes for number in range(len(told.sentences))]
    sounds: list[Sound | SpeechFailed] = []
    with ThreadPoolExecutor(engine.at_once) as pool:
        for number, sound in enumerate(pool.map(one, lines), start=1):
            sounds.append(sound)
            if not isinstance(sound, SpeechFailed):
                done(before + number - sum(isinstance(other, SpeechFailed) for other in sounds), total)
    results, at = [], iter(sounds)
    for told in scenes:
        own = [next(at) for _ in told.sentences]
        results.append(next((sound for sound in own if isinstance(sound, SpeechFailed)), own))
    return results


def _utterances(turn: _Turn) -> tuple[Utterance, ...]:
    engine = turn.engine
    return tuple(
        Utterance(sentence, sound.samples, engine.name != NONE, engine.name, tuple(turn.failed), engine.joined and number > 0, sound.starts)
        for number, (sentence, sound) in enumerate(zip(turn.told.sentences, turn.said or (), strict=True))
    )
