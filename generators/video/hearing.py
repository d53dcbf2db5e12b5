"""One scene of a video to listen to while it is being arranged: just as it will sound in the film, music aside."""

import io
import wave
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generators.model import Brief, Segment
from generators.registry import Materials
from generators.video import slides, soundtrack, speech, storyboard, timeline
from generators.video.speech import NONE, Told, Utterance
from generators.video.voices import offered

SILENT, RECORDED, COMPUTED = "none", "recorded", "computed"


@dataclass(frozen=True)
class Heard:
    """A scene as it is said: the seconds it fills in the film, who says it, and its sound (WAV, mono, 48 kHz).

    ``voice`` is SILENT, RECORDED or COMPUTED; ``failed`` tells in sentences for people why those before in turn did not say it.
    ``sound`` is empty where only the length was asked for.
    """

    seconds: float
    voice: str
    failed: tuple[str, ...] = ()
    sound: bytes = b""


def hear(segment: Segment, brief: Brief, materials: Materials, done: Callable[[int, int], None] = lambda number, total: None) -> Heard:
    """Say one scene, from what was said before as far as possible; ``done`` hears how many of its sentences are finished."""
    (said,) = speech.say([_told(segment, brief, materials)], done)
    laid = _laid(segment, said)
    track = soundtrack.lay([(start, piece.samples) for start, piece in laid.spoken], laid.end, speech.RATE)
    return Heard(laid.end, _voice(said), said[0].failed if said else (), _wave(soundtrack.level(track)))


def remembered(segment: Segment, brief: Brief, materials: Materials) -> Heard | None:
    """Return how long a scene is and who says it, without its sound; None where its voice has not said all of it yet."""
    said = speech.recall(_told(segment, brief, materials))
    return Heard(_laid(segment, said).end, _voice(said)) if said else None


def speaks(segment: Segment, brief: Brief) -> tuple[str, str]:
    """Return which kind of voice a scene will have, and what people call it."""
    if segment.id in offered.recorded(brief):
        return RECORDED, "真人录音"
    engines, _ = offered.chain(brief)
    return (COMPUTED, engines[0].label) if engines else (SILENT, "只配字幕")


def _told(segment: Segment, brief: Brief, materials: Materials) -> Told:
    return offered.told([segment], brief, materials)[0]


def _laid(segment: Segment, said: tuple[Utterance, ...]) -> timeline.TimedScene:
    return timeline.lay(((segment, said, slides.items(segment)),), 0.0, storyboard.LONGEST)[0]


def _voice(said: tuple[Utterance, ...]) -> str:
    engine = said[0].engine if said else NONE
    if engine == NONE:
        return SILENT
    return RECORDED if engine.startswith("recorded/") else COMPUTED


def _wave(track: np.ndarray) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(soundtrack.RATE)
        file.writeframes(np.clip(np.round(track * 32767), -32767, 32767).astype("<i2").tobytes())
    return target.getvalue()
