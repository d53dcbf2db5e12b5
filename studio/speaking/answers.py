"""What is believed of a sound that came over the network, and how much of it is taken."""

import numpy as np

from generators.video import narration, speech
from generators.video.speech import SpeechFailed
from generators.video.voices.recorded import levelled
from generators.video.voices.sound import NotSound, decoded, trimmed

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
