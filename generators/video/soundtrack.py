"""The sound of a video: sentences laid on the timeline, loudness set to −16 LUFS, peaks kept below −1 dB.

Loudness is measured as ITU-R BS.1770-4 says: K-weighting, blocks of 400 ms, gates at −70 LUFS and 10 LU below the mean.
"""

import numpy as np

RATE = 48_000
"""Samples a second of the finished sound."""

LOUDNESS = -16.0
"""Target in LUFS, usual for web video."""

CEILING = 10 ** (-2 / 20)
"""Highest sample before encoding; AAC overshoots by up to a decibel, so that decoded peaks stay below −1 dB."""


def lay(pieces: list[tuple[float, np.ndarray]], seconds: float, rate: int) -> np.ndarray:
    """Return ``seconds`` of sound (float32, mono, ``RATE``) with each piece (start in s, int16 at ``rate``) in its place."""
    track = np.zeros(int(round(seconds * RATE)), dtype=np.float32)
    for start, samples in pieces:
        sound = resample(samples.astype(np.float32) / 32768, rate)
        at = int(round(start * RATE))
        sound = sound[: max(0, len(track) - at)]
        track[at : at + len(sound)] += sound
    return track


def resample(sound: np.ndarray, rate: int) -> np.ndarray:
    """Bring sound from ``rate`` to RATE by band-limited interpolation (in the frequency domain)."""
    if rate == RATE or not len(sound):
        return sound
    count = int(round(len(sound) * RATE / rate))
    spectrum = np.fft.rfft(sound)
    wanted = np.zeros(count // 2 + 1, dtype=spectrum.dtype)
    shared = min(len(spectrum), len(wanted))
    wanted[:shared] = spectrum[:shared]
    return (np.fft.irfft(wanted, count) * (count / len(sound))).astype(np.float32)


def level(track: np.ndarray) -> np.ndarray:
    """Return the track at LOUDNESS with peaks below CEILING; silence stays silence."""
    levelled = track
    for _ in range(4):  # turning peaks down takes loudness away, which the next round gives back
        measured = loudness(levelled)
        if measured is None or abs(measured - LOUDNESS) < 0.2:
            break
        levelled = limit(levelled * 10 ** ((LOUDNESS - measured) / 20))
    return levelled


def loudness(track: np.ndarray, rate: int = RATE) -> float | None:
    """Return the integrated loudness in LUFS of a mono track heard on both speakers; None for silence."""
    if not track.any():
        return None
    step = int(0.1 * rate)
    weighted = _k_weighted(np.pad(track, (0, max(0, 4 * step - len(track)))), rate)
    tenths = np.square(weighted[: len(weighted) // step * step]).reshape(-1, step).sum(axis=1, dtype=np.float64)
    # Two channels with the same signal add up: + 3 dB against one.
    power = 2 * np.convolve(tenths, np.ones(4), mode="valid") / (4 * step)
    levels = -0.691 + 10 * np.log10(np.maximum(power, 1e-12))
    heard = power[levels > -70]
    if not len(heard):
        return None
    gate = -0.691 + 10 * np.log10(heard.mean()) - 10
    return float(-0.691 + 10 * np.log10(power[levels > max(gate, -70)].mean()))


def limit(track: np.ndarray, ceiling: float = CEILING, window: float = 0.005) -> np.ndarray:
    """Turn peaks down to ``ceiling`` smoothly, looking ``window`` seconds ahead, so that nothing is clipped."""
    peaks = np.flatnonzero(np.abs(track) > ceiling)
    if not len(peaks):
        return track
    half = max(1, int(window * RATE))
    limited = track.copy()
    # Gains differ from one only near peaks: each stretch of peaks that reach each other is worked on by itself.
    borders = np.flatnonzero(np.diff(peaks) > 8 * half) + 1
    for group in np.split(peaks, borders):
        first, last = max(0, group[0] - 2 * half), min(len(track), group[-1] + 2 * half + 1)
        limited[first:last] *= _gain(track[first:last], ceiling, half)
    return limited


def _gain(sound: np.ndarray, ceiling: float, half: int) -> np.ndarray:
    gain = np.minimum(1.0, ceiling / np.maximum(np.abs(sound), 1e-9))
    width = 2 * half + 1
    padded = np.pad(gain, 2 * half, constant_values=1.0)
    # The lowest of each window, doubling the window instead of looking at every sample of it.
    lowest, reach = padded, 1
    while 2 * reach <= width:
        lowest = np.minimum(lowest[:-reach], lowest[reach:])
        reach *= 2
    lowest = np.minimum(lowest[: len(padded) - width + 1], lowest[width - reach :][: len(padded) - width + 1])
    kernel = np.hanning(width)
    # Every value of the window that reaches a peak is at most the gain the peak needs, and so is their mean.
    return np.convolve(lowest, kernel / kernel.sum(), mode="valid").astype(np.float32)


def quietest(sound: np.ndarray, rate: int, around: float, reach: float, width: float = 0.06) -> float:
    """Return the time (s) within ``around`` ± ``reach`` where ``width`` seconds are quietest: where a caption may change."""
    half = int(width * rate / 2)
    first, last = int((around - reach) * rate), int((around + reach) * rate)
    first, last = max(half, first), min(len(sound) - half, last)
    if last <= first:
        return around
    power = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
    centres = np.arange(first, last, max(1, rate // 200))
    energy = power[centres + half] - power[centres - half]
    # Of equally quiet places take the one nearest to where the words say it should be.
    cost = energy / max(energy.max(), 1.0) + 0.15 * np.abs(centres / rate - around) / reach
    return float(centres[int(np.argmin(cost))] / rate)


def _k_weighted(track: np.ndarray, rate: int) -> np.ndarray:
    """Filter with the two stages of BS.1770 (head, then low cut), in the frequency domain, ten seconds at a time.

    Each stretch is filtered with the half second before it, in which the filters' memory fades away.
    """
    stretch, before = 10 * rate, rate // 2
    size = 1 << int(np.ceil(np.log2(stretch + 2 * before)))
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = np.ones(len(z), dtype=complex)
    for b, a in (_shelf(rate), _low_cut(rate)):
        response *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    weighted = np.empty(len(track), dtype=np.float32)
    for start in range(0, len(track), stretch):
        first = max(0, start - before)
        piece = np.fft.irfft(np.fft.rfft(track[first : start + stretch], size) * response, size)
        end = min(len(track), start + stretch)
        weighted[start:end] = piece[start - first : end - first]
    return weighted


def _shelf(rate: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    gain, quality, k = 3.999843853973347, 0.7071752369554196, np.tan(np.pi * 1681.974450955533 / rate)
    high = 10 ** (gain / 20)
    middle = high**0.4996667741545416
    norm = 1 + k / quality + k * k
    b = ((high + middle * k / quality + k * k), 2 * (k * k - high), (high - middle * k / quality + k * k))
    return tuple(value / norm for value in b), (1.0, 2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm)


def _low_cut(rate: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    quality, k = 0.5003270373238773, np.tan(np.pi * 38.13547087602444 / rate)
    norm = 1 + k / quality + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm)
