"""A person's own recording of a scene: levelled, trimmed, and cut where its sentences end."""

from functools import cached_property

import numpy as np

from generators.video import narration, soundtrack
from generators.video.speech import RATE, Line, Sound, SpeechFailed, kept
from generators.video.voices.sound import NotSound, decoded, loudness_of, silence_level, trimmed

LONGEST = 180.0
"""Seconds of one scene's recording at most."""

LOUDNESS = -20.0
"""LUFS a scene is brought to before the whole is set, so that recorded and computed scenes are equally loud."""

SHORTEST_PAUSE = 0.1
"""Seconds of silence that may end a sentence; what is shorter lies inside a syllable."""

_FRAME = 0.02


class Recorded:
    """Says the sentences of one scene from its recording."""

    label = "真人录音"
    synthetic = False
    joined = True
    at_once = 1

    def __init__(self, sha256: str, data: bytes | None) -> None:
        self.name = f"recorded/{sha256[:16]}"
        self._data = data

    def say(self, line: Line) -> Sound:
        """Return the part of the recording in which the sentence is said, the pause after it included.

        Raises:
            SpeechFailed: the recording is missing, damaged, silent, or far from long enough for the words.
        """
        sound = self._sound
        wanted = sum(narration.seconds(sentence) for sentence in line.sentences)
        seconds = len(sound) / RATE
        if seconds < 0.4 * wanted:
            raise SpeechFailed(f"录音只有 {seconds:.0f} 秒，读完这一段约需 {wanted:.0f} 秒，录音可能不完整，请重新录制。")
        bounds = boundaries(sound, line.sentences)
        return Sound(sound[bounds[line.number] : bounds[line.number + 1]])

    @cached_property
    def _sound(self) -> np.ndarray:
        if self._data is None:
            raise SpeechFailed("找不到这一段的录音文件，请重新上传。")
        try:
            return kept((self.name, f"{LOUDNESS}"), lambda: Sound(levelled(trimmed(decoded(self._data, LONGEST))))).samples
        except NotSound as error:
            raise SpeechFailed(str(error)) from error


def levelled(samples: np.ndarray, loudness: float = LOUDNESS) -> np.ndarray:
    """Bring samples (int16, RATE) to ``loudness`` without clipping."""
    sound = samples.astype(np.float32) / 32768
    measured = soundtrack.loudness(sound, RATE)
    if measured is None:
        return samples
    sound = soundtrack.limit(sound * 10 ** ((loudness - measured) / 20), 0.9)
    return np.clip(np.round(sound * 32768), -32767, 32767).astype(np.int16)


def boundaries(sound: np.ndarray, sentences: tuple[str, ...]) -> list[int]:
    """Return where each sentence begins, and the end (samples): in the pauses that fit the lengths of the sentences best."""
    return [0, *_chosen(_pauses(sound), _expected(sound, sentences), len(sound)), len(sound)]


def _pauses(sound: np.ndarray) -> list[tuple[int, int]]:
    """Return the silences inside the recording (first sample, end)."""
    levels = loudness_of(sound, _FRAME)
    quiet = np.concatenate([[False], levels < silence_level(levels), [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    size = int(_FRAME * RATE)
    found = [(first * size, end * size) for first, end in zip(edges[::2], edges[1::2], strict=True)]
    return [(int(a), int(b)) for a, b in found if b - a >= SHORTEST_PAUSE * RATE and a > 0 and b < len(sound) - size]


def _expected(sound: np.ndarray, sentences: tuple[str, ...]) -> list[float]:
    """Return where sentences would end (samples) if all were spoken at one pace and pauses took no time."""
    weights = np.array([max(1, narration.length(sentence)) for sentence in sentences], dtype=float)
    shares = np.cumsum(weights)[:-1] / weights.sum()
    levels = loudness_of(sound, _FRAME)
    spoken = np.cumsum(levels >= silence_level(levels)).astype(float)
    if not len(spoken) or spoken[-1] == 0:
        return [float(share) * len(sound) for share in shares]
    return [float(np.searchsorted(spoken, share * spoken[-1])) * _FRAME * RATE for share in shares]


def _chosen(pauses: list[tuple[int, int]], expected: list[float], length: int) -> list[int]:
    """Choose one pause for each expected end, in order: long and near. An end without a pause near it stays where expected."""
    cheapest: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, ())]
    reach = max(1.5 * RATE, 0.12 * length)
    for end in expected:
        offers = [(0.8, int(end))]
        for first, last in pauses:
            away = abs((first + last) / 2 - end) / reach
            if away < 1:
                offers.append((0.7 * away - 0.5 * min(1.0, (last - first) / (0.6 * RATE)), max(first, last - int(0.03 * RATE))))
        grown = [
            (cost + extra, at, (*chosen, at))
            for cost, before, chosen in cheapest
            for extra, at in offers
            if at > before + 0.2 * RATE and at < length
        ]
        best: dict[int, tuple[float, int, tuple[int, ...]]] = {}
        for state in grown:
            if state[1] not in best or state[0] < best[state[1]][0]:
                best[state[1]] = state
        if not best:  # more sentences than the recording has room for
            return [int(length * (number + 1) / (len(expected) + 1)) for number in range(len(expected))]
        cheapest = list(best.values())
    return list(min(cheapest)[2])
