"""Pictures as the encoder wants them: brightness and colour apart (bt709, limited range), laid over each other there."""

from collections.abc import Sequence

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation

Planes = tuple[np.ndarray, ...]
"""Y, U, V; the colours at half width and height."""


def yuv(image: np.ndarray) -> Planes:
    """Return an RGB picture (h×w×3, uint8, even sides) as planes Y, U, V of bt709 at limited range, colour at half size."""
    return _planes(av.VideoFrame.from_ndarray(np.ascontiguousarray(image[:, :, :3].astype(np.uint8, copy=False)), format="rgb24"))


def decoded(png: bytes) -> Planes:
    """Return an opaque PNG as planes, without the detour over a picture in RGB."""
    context = av.CodecContext.create("png", "r")
    (frame,) = context.decode(av.Packet(png)) + context.decode(None)
    return _planes(frame)


def _planes(frame: av.VideoFrame) -> Planes:
    made = frame.reformat(
        format="yuv420p", src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG, interpolation=Interpolation.AREA,
    )  # fmt: skip
    planes = []
    for plane, scale in zip(made.planes, (1, 2, 2), strict=True):
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        planes.append(rows[: frame.height // scale, : frame.width // scale].copy())
    return tuple(planes)


def lay(canvas: Sequence[np.ndarray], source: Planes, x: int, y: int, opacity: int) -> None:
    """Lay a picture on the canvas at an even place (pixels), ``opacity`` in 255ths."""
    for at, (target, plane) in enumerate(zip(canvas, source, strict=True)):
        scale = 2 if at else 1
        area = target[y // scale : y // scale + plane.shape[0], x // scale : x // scale + plane.shape[1]]
        if opacity == 255:
            area[...] = plane
        else:
            _blend(area, plane, opacity)


def _blend(under: np.ndarray, over: np.ndarray, opacity: int) -> None:
    """Blend into ``under``, only in the rows that differ: what stays put under a fade costs nothing."""
    rows = np.flatnonzero((under != over).any(axis=1))
    if not len(rows):
        return
    rows = slice(rows[0], rows[-1] + 1)
    mixed = np.multiply(under[rows], np.uint16(255 - opacity), dtype=np.uint16)
    mixed += np.multiply(over[rows], np.uint16(opacity), dtype=np.uint16)
    mixed += np.uint16(128)
    # A 255th without dividing: exact for every sum of two products that add up to 255.
    mixed += mixed >> 8
    mixed >>= 8
    under[rows] = mixed
