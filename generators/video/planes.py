"""Pictures as the encoder wants them: brightness and colour apart (bt709, limited range), laid over each other there."""

from collections.abc import Sequence

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

Planes = tuple[np.ndarray, ...]
"""Y, U, V; the colours at half width and height."""

STRETCH = 64
"""Rows blended in one go: what is worked on stays in the processor's cache, a fifth of the time of a whole picture."""


class Reader:
    """Makes planes of pictures: one converter serves all pictures of a film, since it sets up its tables for each size once."""

    def __init__(self) -> None:
        self._converter = VideoReformatter()

    def yuv(self, image: np.ndarray) -> Planes:
        """Return an RGB picture (h×w×3, uint8, even sides) as planes Y, U, V of bt709 at limited range, colour at half size."""
        return self._planes(av.VideoFrame.from_ndarray(np.ascontiguousarray(image[:, :, :3].astype(np.uint8, copy=False)), format="rgb24"))

    def decoded(self, png: bytes) -> Planes:
        """Return an opaque PNG as planes, without the detour over a picture in RGB."""
        decoder = av.CodecContext.create("png", "r")  # one anew: used again, it lays a picture over the one before
        (frame,) = decoder.decode(av.Packet(png)) + decoder.decode(None)
        return self._planes(frame)

    def _planes(self, frame: av.VideoFrame) -> Planes:
        made = self._converter.reformat(
            frame, format="yuv420p", src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG, interpolation=Interpolation.AREA,
        )  # fmt: skip
        return tuple(
            np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: frame.height // scale, : frame.width // scale]
            for plane, scale in zip(made.planes, (1, 2, 2), strict=True)
        )


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
    """Blend into ``under``, a stretch of rows at a time; a stretch that stays as it is under a fade costs nothing."""
    for top in range(0, len(under), STRETCH):
        below, above = under[top : top + STRETCH], over[top : top + STRETCH]
        if np.array_equal(below, above):
            continue
        mixed = np.multiply(below, np.uint16(255 - opacity), dtype=np.uint16)
        mixed += np.multiply(above, np.uint16(opacity), dtype=np.uint16)
        mixed += np.uint16(128)
        # A 255th without dividing: exact for every sum of two products that add up to 255.
        mixed += mixed >> 8
        mixed >>= 8
        below[...] = mixed
