"""The video (政策短视频): slides in the order they are told, a voice, captions in time, all from one timeline."""

from collections.abc import Callable, Mapping

import numpy as np

from generators.errors import CannotMake
from generators.labelling import OPENING_SECONDS, label_of, metadata_of
from generators.model import Brief, Interpretation, Provenance, RenderedFile, Segment
from generators.picture import with_text
from generators.previews import Preview
from generators.registry import Materials, Progress, register
from generators.video import (
    montage,
    music,
    slides,
    soundtrack,
    speech,
    stills,
    storyboard,
    subtitles,
    timeline,
    tracks,
    transcript,
)
from generators.video.film import Film
from generators.video.slides import SHAPES
from generators.video.timeline import TimedScene
from generators.video.voices import offered
from styles.themes import Theme


@register
class Video:
    """A narrated slide video of one to three minutes, 1920×1080; on request for phones and squares as well.

    ``Brief.options``: ``voice`` = the name of a voice that is offered (``voices.offered``; default: the offline woman's voice where
    it is installed), ``none`` for captions alone; ``readings`` = how words are said, a line each (``readings``); ``include`` = scenes taken in beyond the time, by id; ``rate`` = ``constant``
    (25 pictures a second, for publishing; default) | ``variable`` (quick preview); ``aspects`` = ``16:9`` (default), ``9:16``, ``1:1``, several
    separated by commas; ``motion`` = ``full`` (default) | ``calm`` | ``none`` (``motion``); ``captions`` = ``burnt`` (default) | ``file``
    (only in the caption files; their place stays free);
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
        ``transcript.html``, ``cover.png``. Each other aspect adds a film and a cover, ``video-9x16.mp4`` and ``cover-9x16.png``,
        in the order they were asked for; the first asked for comes first.

        Raises:
            generators.typesetting.CannotTypeset: a scene or caption does not fit, or has a character no font can draw.
            generators.errors.CannotMake: the music cannot be used.
            ValueError: there is no scene with narration.
        """
        label = label_of(segments, provenance)
        doing = "合成解说语音" if offered.chain(brief)[0] else "安排字幕"
        scenes = timed(segments, brief, lambda share: progress(0.02 + 0.58 * share, doing), OPENING_SECONDS if label else 0.0, materials)
        marks = _marks(segments, scenes, provenance) | metadata_of(label)
        sound = _sound(scenes, scenes[-1].end, brief, materials)
        shapes = aspects(brief)
        films, covers = [], []
        for number, shape in enumerate(shapes):
            start, part = 0.6 + 0.39 * number / len(shapes), 0.39 / len(shapes)
            film = Film(scenes, theme, brief, shape, label.text if label else "", _within(progress, start, part / 2, "绘制画面"))
            composed = film.composition(sound)
            written = montage.write(
                composed, rate="variable" if brief.options.get("rate") == "variable" else "constant", metadata=marks,
                progress=_within(progress, start + part / 2, part / 2, "合成视频"),
                chapters=tracks.chapters(scenes),
                slowly=lambda start=start + part / 2: progress(start, "画面含有逐帧变化的效果，改为逐帧合成，需要较长时间"),
            )  # fmt: skip
            films.append(RenderedFile(filename=f"video{shape.suffix}.mp4", media_type="video/mp4", data=written.data))
            covers.append(RenderedFile(filename=f"cover{shape.suffix}.png", media_type="image/png", data=with_text(film.poster, metadata_of(label))))
        cues = tracks.cues(scenes)
        progress(1.0, "完成")
        return (
            *films,
            RenderedFile(filename="video.vtt", media_type="text/vtt", data=subtitles.webvtt(cues, marks["title"] + (f"（{label.text}）" if label else "")).encode()),
            RenderedFile(filename="video.srt", media_type="application/x-subrip", data=subtitles.srt(cues).encode()),
            RenderedFile(filename="chapters.vtt", media_type="text/vtt", data=tracks.chapters_vtt(scenes).encode()),
            RenderedFile(filename="clauses.vtt", media_type="text/vtt", data=tracks.clauses_vtt(scenes).encode()),
            RenderedFile(filename="descriptions.vtt", media_type="text/vtt", data=tracks.descriptions_vtt(scenes).encode()),
            RenderedFile(filename="transcript.html", media_type="text/html; charset=utf-8", data=transcript.page(scenes, marks["title"], label, offered.labels(brief), shown=brief.options.get("captions") == "file").encode()),
            *covers,
        )

    def preview(
        self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, provenance: Provenance, materials: Materials, at: str
    ) -> Preview:
        """Return the still of the scene ``at``; without one, all scenes as small stills on a sheet, each with its box."""
        label = label_of(segments, provenance)
        return stills.preview(segments, theme, brief, aspects(brief)[0], label.text if label else "", at)


def aspects(brief: Brief) -> tuple[slides.Shape, ...]:
    """Return the shapes of picture a brief asks for, the wide one when it names none that exists."""
    wanted = [name.strip() for name in brief.options.get("aspects", "").replace("，", ",").split(",")]
    return tuple(dict.fromkeys(SHAPES[name] for name in wanted if name in SHAPES)) or (slides.WIDE,)


def _within(progress: Progress, start: float, share: float, doing: str) -> Callable[[float], None]:
    return lambda done: progress(start + share * done, doing)


def timed(
    segments: tuple[Segment, ...], brief: Brief, progress: Callable[[float], None], opening: float = 0.0, materials: Mapping[str, bytes] | None = None
) -> tuple[TimedScene, ...]:
    """Have everything said and lay it on the timeline; the first scene stays for ``opening`` seconds at least.

    Raises:
        ValueError: there is no scene with narration.
    """
    told = [segment for segment in segments if segment.narration.strip()]
    if not told:
        raise ValueError("no scene has narration")
    said = speech.say(offered.told(told, brief, materials or {}), lambda number, total: progress(number / total))
    shortest = 0.0 if "seconds" in brief.options else storyboard.SHORTEST
    parts = tuple((segment, words, slides.items(segment)) for segment, words in zip(told, said, strict=True))
    return timeline.lay(parts, shortest, storyboard.LONGEST, opening, cards=brief.options.get("motion") != "none")


def _sound(scenes: tuple[TimedScene, ...], seconds: float, brief: Brief, materials: Mapping[str, bytes]) -> np.ndarray:
    """Return the voice with the music a person gave under it, at the loudness of web video (mono, float32).

    Raises:
        generators.errors.CannotMake: the music cannot be used.
    """
    spoken = [(start, said) for scene in scenes for start, said in scene.spoken if said.voiced]
    track = soundtrack.lay([(start, said.samples) for start, said in spoken], seconds, speech.RATE)
    given = next((material.sha256 for material in brief.materials if material.kind == "music"), "")
    if given:
        if given not in materials:
            raise CannotMake("背景音乐文件没有找到，请重新上传。")
        heard = [(start, start + said.seconds) for start, said in spoken]
        # The voice first, so that the music lies as deep under a quiet voice as under a loud one.
        track = music.under(soundtrack.level(track), music.read(materials[given], seconds), heard)
    return soundtrack.level(track)


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
