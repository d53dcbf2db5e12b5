"""Pictures and sounds as people have them, and as somebody who means harm would make them."""

import io
import zlib

import av
import numpy
from PIL import Image, ImageDraw, PngImagePlugin


def scene(width: int = 800, height: int = 600) -> Image.Image:
    """Return a picture in four colours, red at the upper left."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 2), fill=(200, 30, 30))
    draw.rectangle((width // 2, height // 2, width, height), fill=(30, 30, 200))
    draw.ellipse((width // 3, height // 3, width * 2 // 3, height * 2 // 3), fill=(40, 160, 60))
    return image


def photograph(*, turned: int = 1, image: Image.Image | None = None) -> bytes:
    """Return a JPEG with what a phone notes: place, device, a comment; ``turned`` is EXIF's orientation."""
    image = image or scene()
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "PhoneMaker"
    exif[0x9286] = "SECRET-COMMENT"
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (29.0, 27.0, 30.0), 3: "E", 4: (119.0, 53.0, 10.0)})
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif, comment=b"SECRET-COMMENT", xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP</x:xmpmeta>")
    return target.getvalue()


def drawing(mode: str = "RGB", **options) -> bytes:
    """Return a PNG with text chunks."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET-AUTHOR")
    notes.add_itxt("XML:com.adobe.xmp", "SECRET-XMP")
    target = io.BytesIO()
    scene().convert(mode).save(target, "PNG", pnginfo=notes, **options)
    return target.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """Return a PNG of a hundred kilobytes whose pixels would take close to a gigabyte."""
    target = io.BytesIO()
    Image.new("1", (side, side)).save(target, "PNG")
    return target.getvalue()


def png_that_lies(width: int, height: int) -> bytes:
    """Return a PNG that says it is ``width`` × ``height`` and unpacks to far more than that."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    packed = zlib.compress(bytes(200_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def sound(kind: str, codec: str, *, seconds: float = 2.0, rate: int = 44_100, loud: float = 0.4, layout: str = "stereo") -> bytes:
    """Return a tone in the container ``kind`` with a title and a place in its notes."""
    target = io.BytesIO()
    with av.open(target, "w", format=kind) as out:
        out.metadata.update({"title": "SECRET-TITLE", "comment": "SECRET-COMMENT"})
        stream = out.add_stream(codec, rate=rate)
        stream.layout = layout
        count = int(seconds * rate)
        wave = numpy.sin(numpy.arange(count) * 2 * numpy.pi * 440 / rate) * loud
        planes = numpy.stack([wave] * (1 if layout == "mono" else 2)).astype("float32")
        resampler = av.AudioResampler(format=stream.format, layout=layout, rate=rate, frame_size=stream.codec_context.frame_size or 0)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
        frame.rate = rate
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return target.getvalue()
