"""H.264 of stills: what differs is encoded, what repeats is written down.

A picture that repeats the one before is, in the finished stream, a few dozen bytes that say so for every block. They are the same
each time but for the number of the picture; so they are made once by the encoder and copied with their number set. Groups of
pictures begin with a picture that needs no other (IDR) and lean on nothing outside: a group may be kept and used again.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import av
import numpy as np
from av.codec.context import Flags
from av.video.reformatter import ColorRange, Colorspace

FPS = 25
"""Pictures a second of everything published (domain rule: 25 in China)."""

LONGEST_GROUP = 250
"""Most pictures of a group: a player that seeks decodes no more than these."""

USUAL_GROUP = 200
"""After so many pictures the next one that differs begins a new group."""

X264 = "threads=1:lookahead-threads=1:keyint=250:scenecut=0:bframes=0:ref=1:weightp=0:cabac=0:8x8dct=1:partitions=none:merange=4:chroma-qp-offset=-4"
"""Stills hold nothing that a wide search would find: most blocks are skipped. A fixed quantiser spares the encoder looking ahead,
and one thread does less work than several for no more time; the bytes do not depend on the machine. Plain codes for the coefficients
in place of arithmetic ones, and no search for how to divide a block, take a third less work for a seventh more bytes."""

OPTIONS = {"qp": "23", "preset": "ultrafast", "profile": "high", "x264-params": X264}

FORMAT = f"{av.__version__} {OPTIONS}"
"""Everything but the pictures that can change the encoded bytes."""

BT709 = 1
_SEI, _PICTURE = 6, 1


def settle(context: av.VideoCodecContext, width: int, height: int) -> None:
    """Give an encoder, or the encoder of a stream, the settings that all groups share."""
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.framerate, context.time_base = Fraction(FPS), Fraction(1, FPS)
    context.color_range, context.colorspace = int(ColorRange.MPEG), int(Colorspace.ITU709)
    context.color_primaries = context.color_trc = BT709
    context.options = dict(OPTIONS)


class Canvas:
    """A picture to draw on and hand to the encoder, which copies it: one is enough for all pictures of a film.

    ``planes`` are Y, U, V (uint8), the colours at half width and height.
    """

    def __init__(self, width: int, height: int) -> None:
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self.frame.color_range, self.frame.colorspace = ColorRange.MPEG, Colorspace.ITU709
        self.planes = tuple(
            np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: height // scale, : width // scale]
            for plane, scale in zip(self.frame.planes, (1, 2, 2), strict=True)
        )


def encoded(frames: Iterable[av.VideoFrame], width: int, height: int) -> list[bytes]:
    """Encode pictures as one group: one packet a picture, the first an IDR, each other leaning on the one before.

    A frame may be drawn anew as soon as the next one is asked for.
    """
    context = _encoder(width, height)
    packets = []
    for number, frame in enumerate(frames):
        frame.pts, frame.time_base = number, Fraction(1, FPS)
        packets += context.encode(frame)
    return [_bare(bytes(packet)) for packet in (*packets, *context.encode(None))]


def _encoder(width: int, height: int) -> av.VideoCodecContext:
    context = av.CodecContext.create("libx264", "w")
    settle(context, width, height)
    context.flags |= Flags.global_header
    return context


def _bare(packet: bytes) -> bytes:
    """Return a packet without what is not picture: the encoder's note about itself at the head of every group."""
    return b"".join(b"\x00\x00\x00\x01" + unit for unit in _units(packet) if unit[0] & 31 != _SEI)


def _units(packet: bytes) -> list[bytes]:
    return [unit for unit in re.split(rb"\x00\x00\x00?\x01", packet) if unit]


@cache
def repeat(width: int, height: int) -> bytes:
    """Return the packet of a picture that is the one before, of any group of this size; ``numbered`` puts it in its place."""
    canvas = Canvas(width, height)
    for plane in canvas.planes:
        plane[...] = 128
    return encoded([canvas.frame] * 3, width, height)[2]


@cache
def number_bits(width: int, height: int) -> int:
    """Return how many bits a picture's number has in its header, as the stream's parameters say.

    Raises:
        RuntimeError: the order of pictures would not follow from their numbers alone; these settings do not lead there.
    """
    context = _encoder(width, height)
    context.open()
    parameters = next(unit for unit in _units(context.extradata) if unit[0] & 31 == 7)
    bits = _Bits(parameters.replace(b"\x00\x00\x03", b"\x00\x00"), at=32)
    bits.golomb()
    for _ in range(3):  # kind of colour, depth of brightness, depth of colour
        bits.golomb()
    bits.at += 2
    length = bits.golomb() + 4
    if bits.golomb() != 2:
        raise RuntimeError("the encoder reorders pictures")
    return length


def numbered(packet: bytes, number: int, bits: int) -> bytes:
    """Return a packet of a group as its ``number``-th picture (from 0, the IDR)."""
    done = []
    for unit in _units(packet):
        if unit[0] & 31 == _PICTURE:
            plain = unit.replace(b"\x00\x00\x03", b"\x00\x00")
            head = _Bits(plain, at=8)
            for _ in range(3):  # first block, kind of slice, parameters used
                head.golomb()
            unit = re.sub(rb"\x00\x00(?=[\x00-\x03])", b"\x00\x00\x03", head.replaced(number, bits))
        done.append(b"\x00\x00\x00\x01" + unit)
    return b"".join(done)


class _Bits:
    """Bits of a unit's header, from the most significant on."""

    HEAD = 24

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at
        self.head = f"{int.from_bytes(content[: self.HEAD], 'big'):0{8 * len(content[: self.HEAD])}b}"

    def golomb(self) -> int:
        """Read an unsigned Exp-Golomb number."""
        zeros = self.head.index("1", self.at) - self.at
        end = self.at + 2 * zeros + 1
        value = int(self.head[self.at + zeros : end], 2) - 1
        self.at = end
        return value

    def replaced(self, number: int, bits: int) -> bytes:
        """Return the content with the next ``bits`` bits set to ``number``, which begins anew when they are used up."""
        head = self.head[: self.at] + f"{number % (1 << bits):0{bits}b}" + self.head[self.at + bits :]
        return int(head, 2).to_bytes(len(head) // 8, "big") + self.content[self.HEAD :]
