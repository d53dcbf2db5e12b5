"""Narration as sound: engines behind one small protocol. A sentence said once by a voice is kept."""

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from generators import keeping
from generators.video import narration
from generators.video.voices import kokoro

RATE = kokoro.RATE
"""Samples a second of all speech here; mono, 16-bit."""

NONE = "none"
"""The choice of no voice: captions alone, paced by reading time."""

PACE = {"zf_xiaoxiao": 0.94, "zm_yunyang": 0.86}
"""Speed of each voice that, with the pauses between sentences, comes to about 240 characters a minute."""


class SpeechFailed(RuntimeError):
    """An engine could not say a sentence."""


class Engine(Protocol):
    """Says one sentence. The same sentence always gives the same samples."""

    name: str
    label: str
    synthetic: bool

    def speak(self, sentence: str) -> np.ndarray:
        """Return the sentence's samples: int16, mono, RATE a second.

        Raises:
            SpeechFailed: it cannot be said.
        """
        ...


class Paced:
    """No voice: as much silence as reading the sentence takes."""

    name = NONE
    label = "无配音"
    synthetic = False

    def speak(self, sentence: str) -> np.ndarray:
        """Return silence of the sentence's reading time, at least a second."""
        return np.zeros(int(max(1.0, narration.seconds(sentence)) * RATE), dtype=np.int16)


class Offline:
    """A voice of Kokoro-82M, on this machine."""

    synthetic = True

    def __init__(self, voice: str) -> None:
        self.voice = voice
        self.speed = PACE[voice]
        self.name = f"kokoro-82m-int8/{voice}@{self.speed}"
        self.label = kokoro.VOICES[voice][0]

    def speak(self, sentence: str) -> np.ndarray:
        """Return the spoken sentence, from the cache if it was said before."""
        words = narration.spoken(sentence)
        key = hashlib.sha256(f"{self.name}|{words}".encode()).hexdigest()
        try:
            if (kept := keeping.get(key)) is None:
                sound = kokoro.speak(words, self.voice, self.speed)
                kept = np.clip(np.round(sound * 32767), -32767, 32767).astype("<i2").tobytes()
                keeping.put(key, kept)
        except Exception as error:  # the runtime's own exceptions share no base class, and a cache may be a failing disk
            raise SpeechFailed(f"{self.name}: {sentence}") from error
        return np.frombuffer(kept, dtype="<i2")


def default_voice() -> str:
    """Return the voice used when nobody chose one: the offline woman's voice where it is installed, else none."""
    return "zf_xiaoxiao" if kokoro.installed() else NONE


def engine(voice: str) -> Engine:
    """Return the engine for a choice of voice; captions alone when it is unknown or not installed here."""
    return Offline(voice) if voice in kokoro.VOICES and kokoro.installed() else Paced()


@dataclass(frozen=True)
class Utterance:
    """One sentence said: its text, its samples (int16, mono, RATE), and whether a voice said it."""

    sentence: str
    samples: np.ndarray
    voiced: bool

    @property
    def seconds(self) -> float:
        """Return its length."""
        return len(self.samples) / RATE


def say(
    scenes: tuple[tuple[str, ...], ...], speaker: Engine, done: Callable[[int, int], None] = lambda number, total: None
) -> tuple[tuple[Utterance, ...], ...]:
    """Say the sentences of every scene, several at once on the cores there are.

    A scene with a sentence that cannot be said is paced by reading time as a whole: half a scene in silence would seem
    broken. ``done`` is called from this thread with the number of sentences finished and their total.
    """
    flat = [sentence for scene in scenes for sentence in scene]
    workers = max(1, min(4, os.cpu_count() or 1)) if speaker.synthetic else 1
    said: list[np.ndarray | None] = []
    with ThreadPoolExecutor(workers) as pool:
        for number, samples in enumerate(pool.map(lambda sentence: _try(speaker, sentence), flat), start=1):
            said.append(samples)
            done(number, len(flat))
    results = iter(said)
    return tuple(_scene(scene, [next(results) for _ in scene], speaker) for scene in scenes)


def _try(speaker: Engine, sentence: str) -> np.ndarray | None:
    try:
        return speaker.speak(sentence)
    except SpeechFailed:
        return None  # the caller paces the scene and the product says so


def _scene(scene: tuple[str, ...], samples: list[np.ndarray | None], speaker: Engine) -> tuple[Utterance, ...]:
    if any(sound is None for sound in samples):
        paced = Paced()
        return tuple(Utterance(sentence, paced.speak(sentence), voiced=False) for sentence in scene)
    return tuple(
        Utterance(sentence, sound, voiced=speaker.synthetic) for sentence, sound in zip(scene, samples, strict=True)
    )
