"""The video (政策短视频): slides in the order they are told, a voice, captions in time, all from one timeline."""

from collections.abc import Callable, Mapping

import numpy as np
from moviepy import CompositeVideoClip
from moviepy.audio.AudioClip import AudioArrayClip

from generators.labelling import OPENING_SECONDS, AiLabel, label_of, metadata_of
from generators.model import Brief, Interpretation, Provenance, RenderedFile, Segment
from generators.picture import with_text
from generators.previews import Preview
from generators.registry import Materials, Progress, register
from generators.typesetting import typeset
from generators.video import montage, slides, soundtrack, speech, storyboard, subtitles, timeline, tracks, transcript
from generators.video.timeline import TimedScene
from generators.video.voices import offered
from styles.themes import Theme

PREVIEW_PPI = 36
"""Pixels per inch of a scene's still while the video is being arranged: half of what the film shows."""


@register
class Video:
    """A narrated slide video of one to two minutes, 1920×1080.

    ``Brief.options``: ``voice`` = the name of a voice that is offered (``voices.offered``; default: the offline woman's voice where
    it is installed), ``none`` for captions alone; ``readings`` = how words are said, a line each (``readings``); ``rate`` = ``constant`` (25 pictures a second, for publishing; default) | ``variable`` (quick preview);
    ``seconds`` = the most the scenes may fill (for previews; the usual is 60–120 in all).
    """

    name = "video"
    label = "短视频"
    version = "1"
    takes = ("picture", "recording", "music")

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return the scenes: cover, content by rank as far as the time allows, closing with the voice that will speak."""
        return offered.credited(storyboard.outline(interpretation, brief, *offered.spoken_by(brief)), brief)

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return ``video.mp4``, ``video.vtt``, ``video.srt``, ``chapters.vtt``, ``clauses.vtt``, ``descriptions.vtt``,
        ``transcript.html``, ``cover.png``.

        Raises:
            generators.typesetting.CannotTypeset: a scene or caption does not fit, or has a character no font can draw.
            ValueError: there is no scene with narration.
        """
        label = label_of(segments, provenance)
        doing = "合成解说语音" if offered.chain(brief)[0] else "安排字幕"
        scenes = _timed(segments, brief, lambda share: progress(0.02 + 0.58 * share, doing), OPENING_SECONDS if label else 0.0, materials)
        progress(0.6, "绘制画面")
        pictures = _Pictures(segments, scenes, theme, brief, lambda share: progress(0.6 + 0.2 * share, "绘制画面"), label)
        progress(0.8, "合成视频")
        marks = _marks(segments, scenes, provenance) | metadata_of(label)
        rate = "variable" if brief.options.get("rate") == "variable" else "constant"
        film = montage.write(composition(scenes, pictures), rate=rate, metadata=marks, progress=lambda share: progress(0.8 + 0.19 * share, "合成视频"))
        cues = tracks.cues(scenes)
        progress(1.0, "完成")
        return (
            RenderedFile(filename="video.mp4", media_type="video/mp4", data=film.data),
            RenderedFile(filename="video.vtt", media_type="text/vtt", data=subtitles.webvtt(cues, marks["title"] + (f"（{label.text}）" if label else "")).encode()),
            RenderedFile(filename="video.srt", media_type="application/x-subrip", data=subtitles.srt(cues).encode()),
            RenderedFile(filename="chapters.vtt", media_type="text/vtt", data=tracks.chapters_vtt(scenes).encode()),
            RenderedFile(filename="clauses.vtt", media_type="text/vtt", data=tracks.clauses_vtt(scenes).encode()),
            RenderedFile(filename="descriptions.vtt", media_type="text/vtt", data=tracks.descriptions_vtt(scenes).encode()),
            RenderedFile(filename="transcript.html", media_type="text/html; charset=utf-8", data=transcript.page(scenes, marks["title"], label, offered.labels(brief)).encode()),
            RenderedFile(filename="cover.png", media_type="image/png", data=with_text(pictures.cover, metadata_of(label))),
        )

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the scene ``at`` with everything it shows in the end, at half its size; see ``Previews``."""
        told = tuple(segment for segment in segments if segment.narration.strip())
        number = next((n for n, segment in enumerate(told) if segment.id == at), 0)
        if not told:
            return Preview("", b"")
        shown = slides.page(told[number], len(slides.items(told[number])), number, len(told), band=False)
        label = label_of(segments, provenance)
        data = slides.document(told, brief, theme, [shown], label.text if label else "")
        still = typeset("slides", data, theme=theme, files=slides.files(told, brief, theme), ppi=PREVIEW_PPI)[0]
        return Preview("image/png", still, {told[number].id: (0.0, 0.0, 1.0, 1.0)})


def _timed(
    segments: tuple[Segment, ...], brief: Brief, progress: Callable[[float], None], opening: float = 0.0, materials: Mapping[str, bytes] | None = None
) -> tuple[TimedScene, ...]:
    told = [segment for segment in segments if segment.narration.strip()]
    if not told:
        raise ValueError("no scene has narration")
    said = speech.say(offered.told(told, brief, materials or {}), lambda number, total: progress(number / total))
    shortest = 0.0 if "seconds" in brief.options else storyboard.SHORTEST
    parts = tuple((segment, words, slides.items(segment)) for segment, words in zip(told, said, strict=True))
    return timeline.lay(parts, shortest, storyboard.LONGEST, opening)


class _Pictures:
    """Every distinct picture of the video, set once: states of slides by (scene, items shown), captions by their lines."""

    BATCH = 8

    def __init__(
        self,
        segments: tuple[Segment, ...],
        scenes: tuple[TimedScene, ...],
        theme: Theme,
        brief: Brief,
        progress: Callable[[float], None],
        label: AiLabel | None = None,
    ) -> None:
        told = tuple(scene.segment for scene in scenes)
        wanted: dict[tuple, dict] = {}
        for index, scene in enumerate(scenes):
            for shown in sorted({shown for _, shown in states(scene)}):
                wanted[scene.segment.id, shown] = slides.page(scene.segment, shown, index, len(scenes))
            for cue in scene.cues:
                wanted[cue.lines] = slides.caption(cue.lines)
        wanted["cover",] = slides.page(told[0], len(slides.items(told[0])), 0, len(scenes), band=False)
        files = slides.files(told, brief, theme)
        made: list[bytes] = []
        pages = list(wanted.values())
        for first in range(0, len(pages), self.BATCH):
            data = slides.document(told, brief, theme, pages[first : first + self.BATCH], label.text if label else "")
            made += typeset("slides", data, theme=theme, files=files)
            progress(len(made) / len(pages))
        self._made = dict(zip(wanted, made, strict=True))
        self.cover = self._made["cover",]

    def slide(self, scene: TimedScene, shown: int) -> montage.Still:
        """Return the picture of a scene with ``shown`` items."""
        return montage.Still(self._made[scene.segment.id, shown])

    def caption(self, lines: tuple[str, ...]) -> montage.Still:
        """Return the picture of a caption."""
        return montage.Still(self._made[lines])


def states(scene: TimedScene) -> tuple[tuple[float, int], ...]:
    """Return the pictures of a scene: from when (s), and how many items it shows then."""
    found: dict[float, int] = {}
    for number, start in enumerate(scene.builds, start=1):
        found[start] = number
    everything = max(1, len(slides.items(scene.segment)))
    last = max(found)
    found[last] = everything
    return tuple(sorted(found.items()))


def composition(scenes: tuple[TimedScene, ...], pictures: _Pictures) -> CompositeVideoClip:
    """Return the film as a moviepy composition: slides that dissolve into each other, captions above them, the sound."""
    end = scenes[-1].end
    clips = []
    for number, scene in enumerate(scenes):
        for position, (start, shown) in enumerate(states(scene)):
            clip = pictures.slide(scene, shown).with_start(start).with_end(_gone(scenes, number, position))
            if position or number:
                clip = clip.with_effects([montage.Dissolve(timeline.BUILD if position else timeline.FADE)])
            clips.append(clip)
    place = (0, slides.SIZE[1] - slides.BAND)
    for scene in scenes:
        for cue in scene.cues:
            clips.append(pictures.caption(cue.lines).with_start(cue.start).with_end(cue.end).with_position(place))
    film = CompositeVideoClip(clips, size=slides.SIZE, bg_color=(0, 0, 0)).with_duration(end)
    return film.with_audio(AudioArrayClip(_sound(scenes, end), fps=soundtrack.RATE))


def _gone(scenes: tuple[TimedScene, ...], number: int, position: int) -> float:
    """Return when a picture is covered by the next one, whose fading-in it must outlast."""
    following = states(scenes[number])[position + 1 :]
    if following:
        return following[0][0] + timeline.BUILD
    return min(scenes[number].end + timeline.FADE, scenes[-1].end)


def _sound(scenes: tuple[TimedScene, ...], seconds: float) -> np.ndarray:
    pieces = [(start, said.samples) for scene in scenes for start, said in scene.spoken if said.voiced]
    track = soundtrack.level(soundtrack.lay(pieces, seconds, speech.RATE))
    return np.broadcast_to(track[:, None], (len(track), 2))


def _marks(segments: tuple[Segment, ...], scenes: tuple[TimedScene, ...], provenance: Provenance) -> dict[str, str]:
    """Return the metadata embedded in the MP4: title, author, and where everything came from."""
    details = next((segment.details for segment in segments if segment.kind == "cover"), {})
    title = next((segment.heading for segment in segments if segment.kind == "cover"), "政策解读")
    failed = {tracks.name_of(scene.segment): transcript.failed(scene) for scene in scenes if transcript.failed(scene)}
    silent = [tracks.name_of(scene.segment) for scene in scenes if transcript.failed(scene) and not scene.voiced]
    comment = {
        "政策": details.get("政策名称", ""),
        "发文字号": details.get("发文字号", ""),
        "source_sha256": provenance.source_sha256,
        "interpretation": provenance.interpretation_digest,
        "brief": provenance.brief_digest,
        "generator": f"{provenance.generator}/{provenance.generator_version}",
        "theme": f"{provenance.theme}/{provenance.theme_digest[:16]}",
        "voice": "、".join(dict.fromkeys(utterance.engine for scene in scenes for _, utterance in scene.spoken)),
        "改用其他语音的场景": "、".join(f"{name}（{reasons[0].rstrip('。')}）" for name, reasons in failed.items() if name not in silent),
        "未能配音的场景": "、".join(silent),
    }
    return {
        "title": title,
        "artist": details.get("解读机构") or details.get("发文机关") or "",
        "comment": "；".join(f"{name}: {value}" for name, value in comment.items() if value),
    }
