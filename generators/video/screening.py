"""The whole film to look at before anything is spoken (预览整片): captions paced by reading time, small, at a variable rate."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from generators.labelling import OPENING_SECONDS, VISIBLE
from generators.model import Brief, Segment
from generators.video import montage, soundtrack, subtitles, tracks
from generators.video.film import Film
from generators.video.product import aspects, timed
from generators.video.speech import NONE
from styles.themes import Theme

SCALE = 2 / 3
"""Of the full size: sides and places stay even numbers in every shape."""


class Screened(NamedTuple):
    """A film without sound (MP4), and its captions (WebVTT) where they are not in its pictures."""

    film: bytes
    captions: str


def screened(segments: tuple[Segment, ...], theme: Theme, brief: Brief, progress: Callable[[float], None] = lambda share: None) -> Screened:
    """Return the film of composed segments in the first shape that is asked for; ``progress`` hears the share that is done.

    Raises:
        generators.typesetting.CannotTypeset: a scene or caption does not fit, or has a character no font can draw.
        ValueError: there is no scene with narration.
    """
    silent = brief.replace(options=brief.options | {"voice": NONE}, materials=())
    ai = VISIBLE if any(segment.drafted for segment in segments) else ""
    scenes = timed(segments, silent, lambda share: None, OPENING_SECONDS if ai else 0.0)
    film = Film(scenes, theme, silent, aspects(silent)[0], ai, lambda share: progress(0.8 * share), SCALE)
    silence = np.zeros(round(scenes[-1].end * soundtrack.RATE), np.float32)
    written = montage.write(film.composition(silence), rate="variable", progress=lambda share: progress(0.8 + 0.2 * share))
    return Screened(written.data, "" if film.burnt else subtitles.webvtt(tracks.cues(film.scenes)))
