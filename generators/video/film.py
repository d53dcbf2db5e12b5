"""The film as a moviepy composition: slides that dissolve into each other, captions above them, the sound."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from moviepy import CompositeVideoClip
from moviepy.audio.AudioClip import AudioArrayClip

from generators.model import Brief
from generators.video import montage, motion, slides, soundtrack, timeline
from generators.video.motion import Motion, Shot
from generators.video.pictures import Setter
from generators.video.slides import Chapter, Shape
from generators.video.timeline import TimedScene
from styles.themes import Theme


class Film:
    """Scenes in one shape: which pictures there are, when each is seen, and the poster.

    Every distinct picture is set once, when the film is made, at ``scale`` of its full size.

    Raises:
        generators.typesetting.CannotTypeset: a scene or caption does not fit, or has a character no font can draw.
    """

    def __init__(
        self,
        scenes: tuple[TimedScene, ...],
        theme: Theme,
        brief: Brief,
        shape: Shape = slides.WIDE,
        ai: str = "",
        progress: Callable[[float], None] = lambda share: None,
        scale: float = 1.0,
    ) -> None:
        if shape.caption != slides.WIDE.caption:  # a narrower picture has shorter captions, in the same time
            scenes = tuple(replace(scene, cues=timeline.captions(scene, shape.caption)) for scene in scenes)
        self.scenes, self.shape = scenes, shape.scaled(scale)
        self.burnt = brief.options.get("captions") != "file"
        self.motion: Motion = motion.motion_of(brief.options.get("motion", ""))
        told = tuple(scene.segment for scene in scenes)
        firsts = timeline.first_of_chapters(told)
        names = tuple(segment.group for segment in told if segment.id in firsts)
        self.chapters = {scene: Chapter(names, number) for scene, number in firsts.items()}
        self.shots = [motion.shots(scene, self.motion) for scene in scenes]
        wanted = [self._page(index, shot) for index, shots in enumerate(self.shots) for shot in shots]
        cues = [scene.cues if self.burnt else () for scene in scenes]
        wanted += [slides.caption(cue.lines) for found in cues for cue in found]
        wanted.append(slides.page(told[0], slides.complete(told[0]), 0, len(told), shape=shape, band=False))
        self.pages = wanted
        """Every picture of the film as the template's data, in the order of ``slides``, ``captions`` and the poster."""
        made = iter(Setter(told, theme, brief, shape, ai, scale).set(wanted, progress))
        self.slides = [[next(made) for _ in shots] for shots in self.shots]
        self.captions = [[(cue, next(made)) for cue in found] for found in cues]
        self.poster = next(made)
        """The opening as a picture of its own (PNG), without the caption band."""

    def _page(self, index: int, shot: Shot) -> dict[str, Any]:
        segment, total = self.scenes[index].segment, len(self.scenes)
        if shot.state is None:
            return slides.chapter_card(segment, self.chapters[segment.id], index, total, band=self.burnt)
        return slides.page(segment, shot.state, index, total, shape=self.shape, band=self.burnt)

    def composition(self, sound: np.ndarray) -> CompositeVideoClip:
        """Return the film with its sound (mono, float32, ``soundtrack.RATE``)."""
        end = self.scenes[-1].end
        clips = [clip for number in range(len(self.scenes)) for clip in self._scene(number)]
        place = (0, self.shape.band_top)
        for cue, png in (pair for captions in self.captions for pair in captions):
            clips.append(montage.Still(png).with_start(cue.start).with_end(cue.end).with_position(place))
        film = CompositeVideoClip(clips, size=self.shape.size, bg_color=np.zeros(3, np.uint8)).with_duration(end)
        return film.with_audio(AudioArrayClip(np.broadcast_to(sound[:, None], (len(sound), 2)), fps=soundtrack.RATE))

    def _scene(self, number: int) -> list[montage.Still]:
        shots = self.shots[number]
        following = self.shots[number + 1][0] if number + 1 < len(self.shots) else None
        clips = []
        for position, (shot, png) in enumerate(zip(shots, self.slides[number], strict=True)):
            # A picture is covered by the next one, whose fading-in it must outlast.
            after = shots[position + 1] if position + 1 < len(shots) else following
            end = min(after.start + after.fade, self.scenes[-1].end) if after else self.scenes[-1].end
            clip = montage.Still(png).with_start(shot.start).with_end(end)
            if shot.fade and (position or number):
                clip = clip.with_effects([montage.Dissolve(shot.fade)])
            clips.append(clip if position else montage.opens(clip))
        return clips
