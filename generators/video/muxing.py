"""The file: packets of pictures and sound side by side in an MP4 whose index comes first."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import TracebackType
from typing import Literal

import av
import numpy as np
from moviepy import CompositeVideoClip
from moviepy.audio.AudioClip import AudioArrayClip
from moviepy.Clip import Clip

from generators.video import h264
from generators.video.h264 import FPS

Rate = Literal["constant", "variable"]

KEEP_ALIVE = 1.0
"""Longest time (s) without a picture at a variable rate: players and seeking stay lively."""

Chapter = tuple[float, float, str]
"""From when (s), until when, and its name."""

CHAPTER_ROOM = 400
"""Bytes a chapter takes in the index, with a long name."""

INDEX_ROOM = 64_000
"""Bytes kept free at the head of the file for the index, besides what grows with its length."""


class File:
    """An MP4 being written in memory: groups of pictures are added in order, the sound of the film goes along.

    ``data`` is the finished file once the block is left; ``pictures`` counts those written.
    """

    def __init__(
        self, composition: CompositeVideoClip, length: int, rate: Rate, metadata: Mapping[str, str], chapters: Sequence[Chapter] = ()
    ) -> None:
        self.length, self.step = length, 1 if rate == "constant" else round(KEEP_ALIVE * FPS)
        self.size = tuple(composition.size)
        self.pictures, self.data = 0, b""
        room = INDEX_ROOM + 24 * length + CHAPTER_ROOM * len(chapters) + (300 * int(composition.duration) if composition.audio else 0)
        options = {"movflags": "+use_metadata_tags", "moov_size": str(room), "fflags": "+bitexact"}
        self.file = io.BytesIO()
        self.container = av.open(self.file, "w", format="mp4", options=options)
        self.container.metadata.update(metadata)
        self.container.set_chapters([
            {"id": number, "start": round(1000 * start), "end": round(1000 * end), "time_base": Fraction(1, 1000), "metadata": {"title": name}}
            for number, (start, end, name) in enumerate(chapters)
        ])  # fmt: skip
        # The stream's own encoder only states the parameters; the packets come from encoders with the same settings.
        self.video = self.container.add_stream("libx264", rate=FPS)
        h264.settle(self.video.codec_context, *self.size)
        self.video.time_base = Fraction(1, FPS)
        self.sound = _Sound(self.container, composition.audio) if composition.audio is not None else None
        self.bits, repeat = h264.number_bits(*self.size), h264.repeat(*self.size)
        self.repeats = [h264.numbered(repeat, number, self.bits) for number in range(1 << self.bits)]

    def __enter__(self) -> "File":
        return self

    def add(self, packets: list[bytes], shots: tuple[int, ...], end: int) -> None:
        """Add a group: a packet for the first picture of each shot, repeated until the next shot begins; ``end`` is exclusive."""
        number = 0
        for packet, first, until in zip(packets, shots, (*shots[1:], end), strict=True):
            for picture in range(first, until):
                final = picture == self.length - 1
                if picture != first and (picture - first) % self.step and not final:
                    continue
                repeats = picture != first
                content = self.repeats[number % len(self.repeats)] if repeats else h264.numbered(packet, number, self.bits)
                self._mux(content, picture, is_key=not number)
                number += 1

    def _mux(self, content: bytes, picture: int, is_key: bool) -> None:
        packet = av.Packet(content)
        packet.stream, packet.time_base = self.video, Fraction(1, FPS)
        packet.pts = packet.dts = picture
        packet.is_keyframe = is_key
        self.container.mux(packet)
        self.pictures += 1
        if self.sound:
            self.sound.until(picture / FPS)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self.sound:
            self.sound.finish()
        self.container.close()
        self.data = self.file.getvalue() if kind is None else b""


class _Sound:
    """The sound of a composition, encoded along with the pictures so that both lie side by side in the file."""

    BLOCK = 8192

    def __init__(self, container: av.container.OutputContainer, audio: Clip) -> None:
        self.container = container
        self.rate = int(getattr(audio, "fps", None) or 48_000)
        # A part cut out of a sound still carries the whole of it: its own length tells.
        whole = isinstance(audio, AudioArrayClip) and audio.fps == self.rate and abs(len(audio.array) / self.rate - audio.duration) < 1e-3
        self.samples = audio.array if whole and audio.start == 0 else audio.to_soundarray(fps=self.rate)
        self.stream = container.add_stream("aac", rate=self.rate, layout="stereo")
        self.stream.bit_rate = 128_000
        self.stream.options = {"aac_coder": "fast"}  # half the work; at this rate a voice leaves nothing to search for
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
        columns = np.asarray(block, np.float32).reshape(len(block), -1).T
        both = columns if len(columns) == 2 else np.repeat(columns[:1], 2, axis=0)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(both), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = self.rate, self.at, Fraction(1, self.rate)
        self.at += len(block)
        self.container.mux(self.stream.encode(frame))
