"""Sound files of any kind to samples. They come from people and from servers: nothing in them is trusted."""

import io

import av
import numpy as np

from generators.video.voices.kokoro import RATE

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a file that is opened at all."""


class NotSound(ValueError):
    """The bytes are no sound that can be used. The text is one Chinese sentence."""


def decoded(data: bytes, most_seconds: float) -> np.ndarray:
    """Return the first audio stream of ``data`` as int16 samples, mono, RATE a second.

    Raises:
        NotSound: no sound file, damaged, longer than ``most_seconds``, or without any sound in it.
    """
    if not data or len(data) > MOST_BYTES:
        raise NotSound("录音文件是空的或过大，请重新录制。")
    pieces, most, length = [], int(most_seconds * RATE), 0
    try:
        with av.open(io.BytesIO(data)) as container:
            if not container.streams.audio:
                raise NotSound("文件中没有声音，请上传录音。")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            for frame in container.decode(container.streams.audio[0]):
                frame.pts = None  # times of a damaged file would be taken for gaps
                length += _add(resampler.resample(frame), pieces)
                if length > most:
                    raise NotSound(f"录音超过 {most_seconds:.0f} 秒，请剪短或分成几段。")
            _add(resampler.resample(None), pieces)
    except (av.FFmpegError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, NotSound):
            raise
        raise NotSound("录音文件已损坏或格式不受支持，请换用 WAV、MP3、M4A 或 FLAC 格式。") from error
    samples = np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
    if not len(samples) or np.abs(samples.astype(np.int32)).max() < 64:
        raise NotSound("录音中听不到声音，请检查话筒后重新录制。")
    return samples


def _add(frames: list, pieces: list[np.ndarray]) -> int:
    found = [frame.to_ndarray().reshape(-1).astype(np.int16) for frame in frames]
    pieces += found
    return sum(map(len, found))


def loudness_of(samples: np.ndarray, frame: float = 0.02) -> np.ndarray:
    """Return the level (dB below full scale) of every ``frame`` seconds."""
    size = int(frame * RATE)
    count = len(samples) // size
    blocks = samples[: count * size].astype(np.float64).reshape(count, size) / 32768
    return 10 * np.log10(np.maximum(np.square(blocks).mean(axis=1), 1e-10))


def trimmed(samples: np.ndarray, before: float = 0.03, after: float = 0.06) -> np.ndarray:
    """Cut off what is quiet at both ends, but for ``before`` and ``after`` seconds."""
    levels = loudness_of(samples)
    if not len(levels):
        return samples
    loud = np.flatnonzero(levels > silence_level(levels))
    if not len(loud):
        return samples
    size = int(0.02 * RATE)
    first = max(0, loud[0] * size - int(before * RATE))
    return samples[first : min(len(samples), (loud[-1] + 1) * size + int(after * RATE))]


def onset_near(samples: np.ndarray, at: float, reach: float = 0.12, pause: float = 0.06) -> float:
    """Return when (s) sound begins after a pause of ``pause`` seconds, if it does within ``reach`` of ``at``; else ``at``."""
    step = 0.005
    first = max(0, int((at - reach - pause) / step))
    size = int(step * RATE)
    stretch = samples[first * size : int((at + reach) / step) * size]
    levels, loudest = loudness_of(stretch, step), 20 * np.log10(max(1, int(np.abs(samples.astype(np.int32)).max())) / 32768)
    loud = levels > loudest - 45
    quiet = int(pause / step)
    found = [(first + number) * step for number in range(quiet, len(loud)) if loud[number] and not loud[number - quiet : number].any()]
    return min(found, key=lambda onset: abs(onset - at)) if found else at


def first_sound(samples: np.ndarray, reach: float = 0.15) -> float:
    """Return when (s) a voice begins, if within ``reach``; 0.0 for silence or a later beginning."""
    step = 0.005
    levels = loudness_of(samples, step)
    loud = np.flatnonzero(levels > levels.max(initial=-200.0) - 38)
    return float(loud[0]) * step if len(loud) and loud[0] * step <= reach else 0.0


def silence_level(levels: np.ndarray) -> float:
    """Return below which level (dB) a sound counts as silence: between the room and the voice, nearer to the room."""
    room, voice = float(np.percentile(levels, 5)), float(np.percentile(levels, 90))
    return max(min(room + 0.35 * (voice - room), voice - 18), -60.0) if voice - room > 12 else voice - 12
