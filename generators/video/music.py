"""Background music a person gave: looped to the film's length, faded in and out, turned down while somebody speaks."""

import io

import av
import numpy as np

from generators.errors import CannotMake
from generators.video import soundtrack
from generators.video.soundtrack import RATE

MOST_BYTES = 64 * 1024 * 1024
SHORTEST = 2.0
"""Shortest music (s) that may be looped: less would be a rattle."""

LOUDNESS = -24.0
"""LUFS of the music where nobody speaks, before the whole is brought to its loudness."""

DUCKED = -12.0
"""Decibels the music goes down under the voice: heard as there, never fought with."""

FADE_IN, FADE_OUT = 1.5, 3.0
JOINT = 1.0
"""Seconds over which the end of the music fades into its beginning when it is looped."""

DOWN, UP = 0.35, 0.8
"""Seconds the music takes to go down before somebody speaks, and to come up afterwards."""

BREATH = 1.2
"""Pauses up to this long do not bring the music up: it would pump."""


def read(data: bytes, seconds: float) -> np.ndarray:
    """Return at most ``seconds`` of a sound file's first stream: float32, mono, RATE a second.

    Raises:
        CannotMake: it is no sound file, is damaged, too large, too short or silent.
    """
    if not data or len(data) > MOST_BYTES:
        raise CannotMake("背景音乐文件是空的或超过 64 MB，请换一个文件。")
    pieces: list[np.ndarray] = []
    wanted, length = int(seconds * RATE), 0
    try:
        with av.open(io.BytesIO(data)) as container:
            if not container.streams.audio:
                raise CannotMake("背景音乐文件中没有声音，请换一个文件。")
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for frame in container.decode(container.streams.audio[0]):
                frame.pts = None  # times of a damaged file would be taken for gaps
                for part in resampler.resample(frame):
                    pieces.append(part.to_ndarray().reshape(-1))
                    length += len(pieces[-1])
                if length >= wanted:
                    break
    except (av.FFmpegError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, CannotMake):
            raise
        raise CannotMake("背景音乐文件已损坏或格式不受支持，请换用 FLAC、WAV、MP3 或 M4A 格式。") from error
    track = np.nan_to_num(np.concatenate(pieces)[:wanted]) if pieces else np.zeros(0, np.float32)
    if len(track) < min(wanted, int(SHORTEST * RATE)):
        raise CannotMake(f"背景音乐不足 {SHORTEST:.0f} 秒，请换一个较长的文件。")
    return np.clip(track, -4, 4).astype(np.float32)


def under(track: np.ndarray, music: np.ndarray, spoken: list[tuple[float, float]]) -> np.ndarray:
    """Return ``track`` (float32, mono) with the music under it; ``spoken`` are the stretches (s) in which somebody speaks.

    Raises:
        CannotMake: the music is silent.
    """
    measured = soundtrack.loudness(music)
    if measured is None:
        raise CannotMake("背景音乐中听不到声音，请换一个文件。")
    bed = looped(music, len(track))
    bed *= np.float32(10 ** ((LOUDNESS - measured) / 20))
    step = RATE // 100
    for first in range(0, len(bed), RATE * 10):  # ten seconds at a time: gains of the whole would take memory
        times = np.arange(first, min(first + RATE * 10, len(bed)), step) / RATE
        gains = gain(times, spoken, len(track) / RATE).astype(np.float32)
        part = bed[first : first + RATE * 10]
        part *= np.interp(np.arange(len(part)), np.arange(len(times)) * step, gains).astype(np.float32)
    return track + bed


def looped(music: np.ndarray, length: int) -> np.ndarray:
    """Return ``length`` samples of the music, begun again as often as needed, each end fading into the next beginning."""
    if len(music) >= length:
        return music[:length].copy()
    joint = min(int(JOINT * RATE), len(music) // 4)
    rise = np.sin(np.linspace(0, np.pi / 2, joint, dtype=np.float32))  # equal power: the joint is as loud as the rest
    whole = np.zeros(length, np.float32)
    at = 0
    while at < length:
        part = music.copy()
        if at:
            part[:joint] *= rise
        part[len(part) - joint :] *= rise[::-1]
        part = part[: length - at]
        whole[at : at + len(part)] += part
        at += len(music) - joint
    return whole


def gain(times: np.ndarray, spoken: list[tuple[float, float]], seconds: float) -> np.ndarray:
    """Return the music's gain (0–1) at ``times`` (s): faded at both ends of ``seconds``, low where somebody speaks."""
    decibels = np.zeros(len(times))
    for start, end in joined(spoken):
        depth = np.interp(times, (start - DOWN, start, end, end + UP), (0.0, 1.0, 1.0, 0.0))
        decibels = np.minimum(decibels, DUCKED * (3 * depth**2 - 2 * depth**3))  # without corners
    edges = np.clip(np.minimum(times / FADE_IN, (seconds - times) / FADE_OUT), 0, 1)
    return 10 ** (decibels / 20) * np.sin(edges * np.pi / 2)


def joined(spoken: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return stretches with the short pauses between them filled."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spoken):
        if found and start - found[-1][1] <= BREATH:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
