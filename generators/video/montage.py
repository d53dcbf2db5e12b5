"""A moviepy composition written fast: every picture that differs is made and encoded once.

Compose with moviepy as always: still ``ImageClip``s with ``with_start``, ``with_duration``, ``with_position``, the effect
``Dissolve`` for cross-fades, an ``AudioArrayClip``. ``write`` finds from the clips where the picture changes, blends
cross-fades in the encoder's own colour space, tags the stream bt709 and puts the index first. A composition with
anything else in it (another effect, a moving or transparent clip) is written by moviepy itself, slowly but faithfully.

Pictures are encoded in groups that need nothing outside them. A clip marked by ``opens`` begins one. Groups are kept (``generators.keeping``)
by all that can change them: a film of which a part changed is encoded in that part only, to the same bytes.
"""

import hashlib
import io
import struct
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path

import av
import numpy as np
from moviepy import CompositeVideoClip, ImageClip, VideoClip
from moviepy.Clip import Clip
from moviepy.video.fx import CrossFadeIn
from PIL import Image

from generators import keeping
from generators.video import h264, planes
from generators.video.h264 import FPS
from generators.video.muxing import KEEP_ALIVE, Chapter, File, Rate

__all__ = ["FPS", "KEEP_ALIVE", "Dissolve", "Rate", "Still", "Written", "opens", "states", "write"]

PLANES = 3
"""Most pictures kept ready for drawing: 3 MB each at 1080p."""

@dataclass
class Dissolve(CrossFadeIn):
    """moviepy's CrossFadeIn that leaves a note on the clip, by which ``write`` knows the mask without drawing it."""

    def apply(self, clip: Clip) -> Clip:
        """Fade the clip in over ``duration`` seconds."""
        clip = clip.with_mask(_rising(clip.w, clip.h, self.duration)) if clip.mask is None else super().apply(clip)
        clip.dissolve = (self.duration, clip.mask.frame_function)
        return clip


def _rising(width: int, height: int, duration: float) -> ImageClip:
    """Return the mask of moviepy's own effect, drawn when it is looked at: made at once it would take 16 MB a clip."""
    mask = ImageClip(np.ones((2, 2)), is_mask=True)
    mask.size = (width, height)
    mask.frame_function = lambda t: np.full((height, width), min(1.0, max(0.0, t / duration)))
    return mask


def opens(clip: Clip) -> Clip:
    """Mark a clip with which something new begins, a scene: once it has faded in, the pictures are encoded as a group of their own.

    The fade belongs to the group before: what changes in one scene changes that scene's group and no other.
    """
    clip.opens_group = True
    return clip


class Still(ImageClip):
    """moviepy's ImageClip of a PNG that is decoded when it is shown: a film holds dozens of pictures, one or two at a time."""

    def __init__(self, png: bytes, duration: float | None = None) -> None:
        width, height = Image.open(io.BytesIO(png)).size
        super().__init__(np.zeros((2, 2, 3), np.uint8), duration=duration)
        del self.img
        self.png, self.size = png, (width, height)
        self.frame_function = lambda t: _pixels(png)


@lru_cache(maxsize=4)
def _pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


@dataclass(frozen=True)
class Written:
    """A video file: its bytes, how many pictures differ, how many it holds, how many were kept from before, who wrote it."""

    data: bytes
    distinct: int
    encoded: int
    by_moviepy: bool
    kept: int = 0


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
    slowly: Callable[[], None] = lambda: None,
    chapters: Sequence[Chapter] = (),
) -> Written:
    """Encode a composition as MP4 (H.264 High yuv420p bt709, AAC, index first). The same composition gives the same bytes.

    ``slowly`` is called when moviepy's own writer has to do it, before it begins; that one leaves ``chapters`` out.

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
        slowly()
        return _by_moviepy(composition, metadata or {})
    return _Film(composition, layers, keys).written(rate, metadata or {}, progress, chapters)


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
    return int(min(1.0, max(0.0, (picture / FPS - layer.start) / layer.fade)) * 255 + 1e-6)


@dataclass(frozen=True)
class _Group:
    """Pictures encoded together: the first picture of each shot (what is seen until the next), and where the group ends."""

    shots: tuple[int, ...]
    end: int


class _Film:
    """A composition of stills on its way into a file."""

    def __init__(self, composition: CompositeVideoClip, layers: list[_Layer], keys: list[tuple]) -> None:
        self.composition, self.layers, self.keys = composition, layers, keys
        self.width, self.height = composition.size
        self.canvas = h264.Canvas(self.width, self.height)
        self.reader = planes.Reader()
        self.planes: dict[int, planes.Planes] = {}
        self.names: dict[int, str] = {}

    def written(self, rate: Rate, metadata: Mapping[str, str], progress: Callable[[float], None], chapters: Sequence[Chapter] = ()) -> Written:
        """Encode everything that is not kept and return the file."""
        distinct = kept = 0
        with File(self.composition, len(self.keys), rate, metadata, chapters) as file:
            for group in self._groups():
                packets, known = self._packets(group)
                file.add(packets, group.shots, group.end)
                distinct, kept = distinct + len(packets), kept + known
                self._forget(group.end)
                progress(group.end / len(self.keys))
        return Written(file.data, distinct, file.pictures, by_moviepy=False, kept=kept)

    def _groups(self) -> Iterator[_Group]:
        openings = {_first_picture(layer.start + layer.fade) for layer in self.layers if getattr(layer.clip, "opens_group", False)}
        shots: list[int] = []
        for picture, key in enumerate(self.keys):
            differs = not picture or key != self.keys[picture - 1]
            age = picture - shots[0] if shots else 0
            if shots and (picture in openings or age >= h264.LONGEST_GROUP or (differs and age >= h264.USUAL_GROUP)):
                yield _Group(tuple(shots), picture)
                shots = []
            if differs or not shots:
                shots.append(picture)
        yield _Group(tuple(shots), len(self.keys))

    def _packets(self, group: _Group) -> tuple[list[bytes], int]:
        """Return a packet a shot, and how many of them were kept from before."""
        key = self._key(group)
        if (kept := keeping.get(key)) is not None:
            return _unpacked(kept), len(group.shots)
        frames = (self._draw(self.keys[shot]) for shot in group.shots)
        packets = h264.encoded(frames, self.width, self.height)
        keeping.put(key, _packed(packets))
        return packets, 0

    def _key(self, group: _Group) -> str:
        """Return the digest of all that can change a group's packets: the pictures of its shots, not how long they are seen."""
        digest = hashlib.sha256(f"group of pictures {h264.FORMAT} {self.width}x{self.height}".encode())
        for shot in group.shots:
            digest.update(b"|")
            for index, opacity in self.keys[shot]:
                layer = self.layers[index]
                digest.update(f"{self._name(index)} {layer.x} {layer.y} {opacity};".encode())
        return digest.hexdigest()

    def _name(self, index: int) -> str:
        if index not in self.names:
            clip = self.layers[index].clip
            content = clip.png if isinstance(clip, Still) else str(clip.img.shape).encode() + np.ascontiguousarray(clip.img).tobytes()
            self.names[index] = hashlib.sha256(content).hexdigest()
        return self.names[index]

    def _draw(self, key: tuple) -> av.VideoFrame:
        for index, opacity in key:  # the lowest clip is opaque and of full size
            planes.lay(self.canvas.planes, self._planes_of(index), self.layers[index].x, self.layers[index].y, opacity)
        return self.canvas.frame

    def _planes_of(self, index: int) -> planes.Planes:
        if index not in self.planes:
            while len(self.planes) >= PLANES:
                del self.planes[next(iter(self.planes))]
            clip = self.layers[index].clip
            self.planes[index] = self.reader.decoded(clip.png) if isinstance(clip, Still) else self.reader.yuv(clip.img)
        return self.planes[index]

    def _forget(self, picture: int) -> None:
        """Drop planes of clips that have ended: memory stays that of the pictures on screen."""
        for index in [index for index in self.planes if self.layers[index].end * FPS < picture]:
            del self.planes[index]


def _packed(packets: list[bytes]) -> bytes:
    return struct.pack(f"<I{len(packets)}I", len(packets), *map(len, packets)) + b"".join(packets)


def _unpacked(kept: bytes) -> list[bytes]:
    (count,) = struct.unpack_from("<I", kept)
    at, packets = 4 + 4 * count, []
    for length in struct.unpack_from(f"<{count}I", kept, 4):
        packets.append(kept[at : at + length])
        at += length
    return packets


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
