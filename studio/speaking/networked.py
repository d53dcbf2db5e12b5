"""What voices over the network have in common: how one is offered, and what is believed of a sound that came from afar."""

import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Protocol

import numpy as np

from generators.video import narration, speech
from generators.video.readings import NO_READINGS, Readings
from generators.video.speech import Line, Sound, SpeechFailed
from generators.video.voices import offered
from generators.video.voices.recorded import levelled
from generators.video.voices.sound import NotSound, decoded, trimmed
from studio.errors import CannotAccept

MOST_BYTES = 24 * 1024 * 1024
"""Bytes of one answer that are read: a sentence of two minutes at 96 kHz."""

LONGEST = 120.0
"""Seconds of one sentence at most."""

DEADLINE = 3
"""One answer may take this many times the waiting time for a sign of life, however lively it drips."""

QUICKEST, SLOWEST = 9.0, 1.2
"""Characters a second between which speech is believed to be the whole sentence and nothing else."""

TOO_LARGE = "语音服务返回的声音过大，已停止接收，请管理员检查语音服务。"
TOO_SLOW = "语音服务答得太慢，已停止等待，请稍后重试；总是这样时请管理员检查语音服务。"


class Settings(Protocol):
    """What an administrator has set: the name of the service's ``voice``, and more of its own."""

    @property
    def voice(self) -> str:
        """Return the name the service knows the voice by."""


class Networked(ABC):
    """Says sentences by asking a service, one or two at a time. ``called`` is what people call it, ``needs`` the package that connects."""

    synthetic = True
    joined = False
    at_once = 2
    called: str
    needs: str

    def __init__(self, name: str, settings: Settings, readings: Readings = NO_READINGS) -> None:
        self.name, self.label = name, self.label_of(settings)
        self._settings, self._readings = settings, readings

    @classmethod
    def label_of(cls, settings: Settings) -> str:
        """Return what people call the voice."""
        return f"{cls.called}（{settings.voice}）"

    def say(self, line: Line) -> Sound:
        """Return the spoken sentence, from what was kept if it was said before.

        Raises:
            SpeechFailed: for good when the service is not there or refuses us, for this sentence when its sound is not usable.
        """
        words = self._readings.respelled(narration.spoken(line.text))
        return speech.kept((self.name, words), lambda: Sound(usable(self._asked(words), words)))

    @abstractmethod
    def _asked(self, words: str) -> bytes:
        """Return the sound file the service gives for ``words``."""


def offer(name: str, engine: type[Networked], settings_of: Callable[[], Settings | None], unready: str) -> str:
    """Offer the voice ``name`` as the administrator has set it up, or none; return what is wrong with the settings, empty when nothing is.

    ``unready`` is what to say where the package that connects is not installed.
    """
    offered.withdraw(name)
    try:
        settings = settings_of()
    except CannotAccept as error:
        return str(error)
    if settings is None:
        return ""
    if importlib.util.find_spec(engine.needs) is None:
        return unready
    offered.offer(offered.Voice(name, engine.label_of(settings), lambda table: engine(settings, table), online=True))
    return ""


def usable(data: bytes, words: str) -> np.ndarray:
    """Return the sound of an answer (int16, mono, RATE), levelled and trimmed, if it can be the whole of ``words``.

    Raises:
        SpeechFailed: it is no sound, or too short or too long for the words.
    """
    try:
        sound = levelled(trimmed(decoded(data, LONGEST)))
    except NotSound:
        raise SpeechFailed("语音服务返回的不是可用的声音，请管理员检查语音服务和所设的声音名称。") from None
    characters, seconds = narration.length(words), len(sound) / speech.RATE
    if seconds < characters / QUICKEST or seconds > characters / SLOWEST + 3:
        raise SpeechFailed("语音服务返回的声音与文字长短不符，可能不完整，请重试；总是这样时请管理员检查语音服务。")
    return sound
