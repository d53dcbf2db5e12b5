"""A moviepy composition written fast: every picture that differs is made and encoded once.

Compose with moviepy as always: still ``ImageClip``s with ``with_start``, ``with_duration``, ``with_position``, the effect
``Dissolve`` for cross-fades, an ``AudioArrayClip``. ``write`` finds from the clips where the picture changes, blends
cross-fades in the encoder's own colour space, tags the stream bt709 and puts the index first. A composition with
anything else in it (another effect, a moving or transparent clip) is written by moviepy itself, slowly but faithfully.
"""

import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Literal

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from moviepy import CompositeVideoClip, ImageClip, VideoClip
from moviepy.audio.AudioClip import AudioArrayClip
from moviepy.Clip import Clip
from moviepy.video.fx import CrossFadeIn
from PIL import Image

Rate = Literal["constant", "variable"]

FPS = 25
"""Pictures a second of everything published (domain rule: 25 in China)."""

KEEP_ALIVE = 1.0
"""Longest time (s) without a picture at a variable rate: players and seeking stay lively."""

INDEX_ROOM = 64_000
"""Bytes kept free at the head of the file for the index, besides what grows with its length."""

BT709 = 1


@dataclass
class Dissolve(CrossFadeIn):
    """moviepy's CrossFadeIn that leaves a note on the clip, by which ``write`` knows the mask without drawing it."""

    def apply(self, clip: Clip) -> Clip:
        """Fade the clip in over ``duration`` seconds."""
        if clip.mask is None:  # moviepy's own full mask would take 16 MB a clip
            whole = np.broadcast_to(np.float64(1.0), (clip.h, clip.w))
            clip = clip.with_mask(ImageClip(whole, is_mask=True))
        clip = super().apply(clip)
        clip.dissolve = (self.duration, clip.mask.frame_function)
        return clip


class Still(ImageClip):
    """moviepy's ImageClip of a PNG that is decoded when it is shown: a film holds dozens of pictures, one or two at a time."""

    def __init__(self, png: bytes, duration: float | None = None) -> None:
        width, height = Image.open(io.BytesIO(png)).size
        super().__init__(np.zeros((2, 2, 3), np.uint8), duration=duration)
        del self.img
        self.png, self.size = png, (width, height)
        self.frame_function = lambda t: _pixels(png)

    @property
    def pixels(self) -> np.ndarray:
        """Return the picture (height × width × 3, uint8)."""
        return _pixels(self.png)


@lru_cache(maxsize=4)
def _pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


@dataclass(frozen=True)
class Written:
    """A video file: its bytes, how many pictures were made and encoded, and whether moviepy itself had to write it."""

    data: bytes
    distinct: int
    encoded: int
    by_moviepy: bool


@dataclass(frozen=True)
class _Layer:
    """A still, opaque clip: where, when (in pictures, end exclusive), and over how many seconds it fades in."""

    clip: ImageClip
    x: int
    y: int
    start: float
    end: float
    fade: float


def write(
    composition: CompositeVideoClip,
    *,
    rate: Rate = "constant",
    metadata: Mapping[str, str] | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Written:
    """Encode a composition as MP4 (H.264 High yuv420p bt709, AAC, index first). The same composition gives the same bytes.

    Raises:
        ValueError: the composition has no duration or an odd width or height.
    """
    if not composition.duration:
        raise ValueError("a composition without a duration cannot be written")
    if composition.size[0] % 2 or composition.size[1] % 2:
        raise ValueError("H.264 needs an even width and height")
    layers = _layers(composition)
    keys = layers and _states(layers, composition)
    if not keys:
        return _by_moviepy(composition, metadata or {})
    return _Encoder(composition, layers, keys, rate, metadata or {}, progress).run()


def states(composition: CompositeVideoClip) -> list[tuple] | None:
    """Return what is visible in each picture at FPS, as comparable keys; None when moviepy has to draw it.

    A key holds, from the bottom up, the index of each visible clip and its opacity in 255ths.
    """
    layers = _layers(composition)
    return None if layers is None else _states(layers, composition)


def _pictures(composition: CompositeVideoClip) -> int:
    return max(1, round(composition.duration * FPS))


# What moviepy's own still clips, masks and positions are made of, so that anything else is noticed.
def _png(image: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()


_probe = ImageClip(np.zeros((2, 2, 3), np.uint8))
_STILL = {_probe.frame_function.__code__, Still(_png(_probe.img)).frame_function.__code__}
_PLACES = {_probe.pos.__code__, _probe.with_position((0, 0)).pos.__code__}


def _layers(composition: CompositeVideoClip) -> list[_Layer] | None:
    if not isinstance(composition, CompositeVideoClip):
        return None
    if composition.frame_function.__code__ is not CompositeVideoClip.frame_function.__code__:
        return None
    # Without a background colour moviepy lays a transparent one, which shows only where no clip is.
    background = [] if composition.mask is not None and composition.created_bg else [composition.bg]
    clips = [*background, *composition.clips]
    layers = [_layer(clip, composition) for clip in clips]
    return None if any(layer is None for layer in layers) else layers


def _layer(clip: VideoClip, composition: CompositeVideoClip) -> _Layer | None:
    if not isinstance(clip, ImageClip) or getattr(clip.frame_function, "__code__", None) not in _STILL:
        return None
    fade = 0.0
    if clip.mask is not None:
        fade, mask = getattr(clip, "dissolve", (0.0, None))
        if mask is None or clip.mask.frame_function is not mask:
            return None
    if clip.relative_pos or getattr(clip.pos, "__code__", None) not in _PLACES:
        return None
    place = clip.pos(0)
    if any(isinstance(value, str) for value in place):
        return None
    x, y = (int(value) for value in place)
    inside = x >= 0 and y >= 0 and x + clip.w <= composition.w and y + clip.h <= composition.h
    if not inside or x % 2 or y % 2 or clip.w % 2 or clip.h % 2:
        return None
    return _Layer(clip, x, y, clip.start, composition.duration if clip.end is None else clip.end, fade)


def _states(layers: list[_Layer], composition: CompositeVideoClip) -> list[tuple] | None:
    """Return one key a picture; what an opaque clip of full size covers is left out. None if the ground shows through."""
    spans = [(_first_picture(layer.start), _first_picture(layer.end)) for layer in layers]
    full = [tuple(layer.clip.size) == tuple(composition.size) for layer in layers]
    found = []
    for picture in range(_pictures(composition)):
        visible: list[tuple[int, int]] = []
        for index, (first, last) in enumerate(spans):
            if not first <= picture < last:
                continue
            opacity = _opacity(layers[index], picture)
            if opacity == 255 and full[index]:
                visible = []
            if opacity:
                visible.append((index, opacity))
        if not visible or visible[0][1] < 255 or not full[visible[0][0]]:
            return None
        found.append(tuple(visible))
    return found


def _first_picture(second: float) -> int:
    """Return the first picture shown at or after ``second``."""
    return ceil(second * FPS - 1e-6)


def _opacity(layer: _Layer, picture: int) -> int:
    if not layer.fade:
        return 255
    # As moviepy: the mask grows with the clip's own time and is cut to whole 255ths.
    return int(min(1.0, max(0.0, (picture / FPS - layer.start) / layer.fade)) * 255)


class _Encoder:
    """One run of the fast writer."""

    def __init__(
        self,
        composition: CompositeVideoClip,
        layers: list[_Layer],
        keys: list[tuple],
        rate: Rate,
        metadata: Mapping[str, str],
        progress: Callable[[float], None],
    ) -> None:
        self.composition, self.layers, self.keys, self.rate = composition, layers, keys, rate
        self.metadata, self.progress = metadata, progress
        self.width, self.height = composition.size
        self.planes: dict[int, tuple[np.ndarray, ...]] = {}

    def run(self) -> Written:
        """Encode everything and return the file."""
        keys = self.keys
        room = INDEX_ROOM + 24 * len(keys) + (300 * int(self.composition.duration) if self.composition.audio else 0)
        file = io.BytesIO()
        options = {"movflags": "+use_metadata_tags", "moov_size": str(room), "fflags": "+bitexact"}
        distinct = encoded = 0
        with av.open(file, "w", format="mp4", options=options) as container:
            container.metadata.update(self.metadata)
            video = self._video_stream(container)
            sound = _Sound(container, self.composition.audio) if self.composition.audio is not None else None
            for picture, frame, is_new in self._frames(keys):
                distinct, encoded = distinct + is_new, encoded + 1
                container.mux(video.encode(frame))
                if sound:
                    sound.until(picture / FPS)
                if picture % FPS == 0 or is_new:
                    self.progress(picture / len(keys))
            container.mux(video.encode(None))
            if sound:
                sound.finish()
        return Written(file.getvalue(), distinct, encoded, by_moviepy=False)

    def _video_stream(self, container: av.container.OutputContainer) -> av.video.stream.VideoStream:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = self.width, self.height, "yuv420p"
        stream.time_base = Fraction(1, FPS)
        context = stream.codec_context
        context.time_base = Fraction(1, FPS)
        context.color_range, context.colorspace = int(ColorRange.MPEG), int(Colorspace.ITU709)
        context.color_primaries = context.color_trc = BT709
        stream.options = {"qp": "22", "preset": "ultrafast", "profile": "high", "x264-params": X264}
        return stream

    def _frames(self, keys: list[tuple]) -> Iterator[tuple[int, av.VideoFrame, bool]]:
        last_key, last_shown, frame = None, -1, None
        for picture, key in enumerate(keys):
            is_new = key != last_key
            if is_new:
                frame = self._draw(key)
                last_key = key
            final = picture == len(keys) - 1
            if is_new or final or self.rate == "constant" or (picture - last_shown) >= KEEP_ALIVE * FPS:
                frame.pts, frame.time_base = picture, Fraction(1, FPS)
                last_shown = picture
                yield picture, frame, is_new
            self._forget(picture)

    def _draw(self, key: tuple) -> av.VideoFrame:
        canvas: list[np.ndarray] = []
        for index, opacity in key:
            layer, planes = self.layers[index], self._planes_of(index)
            if not canvas:  # the lowest clip is opaque and of full size
                canvas = [plane.copy() for plane in planes]
                continue
            for at, (target, source) in enumerate(zip(canvas, planes, strict=True)):
                scale = 1 if at == 0 else 2
                top, left = layer.y // scale, layer.x // scale
                area = target[top : top + source.shape[0], left : left + source.shape[1]]
                area[...] = source if opacity == 255 else _blend(area, source, opacity)
        return self._frame(canvas)

    def _frame(self, canvas: list[np.ndarray]) -> av.VideoFrame:
        frame = av.VideoFrame(self.width, self.height, "yuv420p")
        for plane, content in zip(frame.planes, canvas, strict=True):
            buffer = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            buffer[: content.shape[0], : content.shape[1]] = content
        frame.color_range, frame.colorspace = ColorRange.MPEG, Colorspace.ITU709
        return frame

    def _planes_of(self, index: int) -> tuple[np.ndarray, ...]:
        if index not in self.planes:
            clip = self.layers[index].clip
            self.planes[index] = yuv(clip.pixels if isinstance(clip, Still) else clip.img)
        return self.planes[index]

    def _forget(self, picture: int) -> None:
        """Drop planes of clips that have ended: memory stays that of the pictures on screen."""
        for index in [index for index in self.planes if self.layers[index].end * FPS < picture]:
            del self.planes[index]


X264 = "threads=1:lookahead-threads=1:keyint=250:cabac=1:8x8dct=1:partitions=i4x4,i8x8:chroma-qp-offset=-4"
"""Stills hold nothing that a wide search would find: most blocks are skipped. A fixed quantiser spares the encoder looking ahead
at every repeated picture, and one thread does less work than several for no more time; the bytes do not depend on the machine."""


def yuv(image: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return an RGB picture (h×w×3, uint8, even sides) as planes Y, U, V of bt709 at limited range, colour at half size."""
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image[:, :, :3].astype(np.uint8, copy=False)), format="rgb24")
    made = frame.reformat(
        format="yuv420p", src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG, interpolation=Interpolation.AREA,
    )  # fmt: skip
    planes = []
    for number, plane in enumerate(made.planes):
        height, width = image.shape[0] // (2 if number else 1), image.shape[1] // (2 if number else 1)
        planes.append(np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:height, :width].copy())
    return tuple(planes)


def _blend(under: np.ndarray, over: np.ndarray, opacity: int) -> np.ndarray:
    mixed = under.astype(np.uint16) * np.uint16(255 - opacity) + over.astype(np.uint16) * np.uint16(opacity)
    return ((mixed + 127) // 255).astype(np.uint8)


class _Sound:
    """The sound of a composition, encoded along with the pictures so that both lie side by side in the file."""

    BLOCK = 1024

    def __init__(self, container: av.container.OutputContainer, audio: Clip) -> None:
        self.container = container
        self.rate = int(getattr(audio, "fps", None) or 48_000)
        self.samples = _samples(audio, self.rate)
        self.stream = container.add_stream("aac", rate=self.rate, layout="stereo")
        self.stream.bit_rate = 128_000
        self.at = 0

    def until(self, second: float) -> None:
        """Encode what is heard before ``second`` + half a second."""
        wanted = min(len(self.samples), int((second + 0.5) * self.rate))
        while self.at + self.BLOCK <= wanted:
            self._encode(self.samples[self.at : self.at + self.BLOCK])

    def finish(self) -> None:
        """Encode the rest and close the stream."""
        while self.at < len(self.samples):
            self._encode(self.samples[self.at : self.at + self.BLOCK])
        self.container.mux(self.stream.encode(None))

    def _encode(self, block: np.ndarray) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block.T), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = self.rate, self.at, Fraction(1, self.rate)
        self.at += len(block)
        self.container.mux(self.stream.encode(frame))


def _samples(audio: Clip, rate: int) -> np.ndarray:
    """Return float32 samples, two columns."""
    plain = isinstance(audio, AudioArrayClip) and audio.start == 0 and audio.fps == rate
    samples = audio.array if plain else audio.to_soundarray(fps=rate)
    samples = np.asarray(samples, dtype=np.float32).reshape(len(samples), -1)
    return samples if samples.shape[1] == 2 else np.repeat(samples[:, :1], 2, axis=1)


def _by_moviepy(composition: CompositeVideoClip, metadata: Mapping[str, str]) -> Written:
    """Let moviepy's own writer make the file; it only writes to a path."""
    tags = [part for name, value in metadata.items() for part in ("-metadata", f"{name}={value}")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "video.mp4"
        composition.write_videofile(
            str(path), fps=FPS, codec="libx264", audio_codec="aac", audio_fps=48_000, pixel_format="yuv420p", threads=4,
            temp_audiofile_path=folder, logger=None,
            ffmpeg_params=["-movflags", "+faststart", "-fflags", "+bitexact", *tags],
        )  # fmt: skip
        pictures = _pictures(composition)
        return Written(path.read_bytes(), pictures, pictures, by_moviepy=True)
