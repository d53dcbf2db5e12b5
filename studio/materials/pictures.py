"""Pictures (PNG, JPEG, WebP) decoded and drawn anew: upright, in sRGB, of a bounded size, without anything but pixels."""

import io
import struct

from PIL import Image, ImageCms, ImageOps

from studio.errors import CannotAccept
from studio.materials import limits

FORMATS = ("PNG", "JPEG", "WEBP")
# What Pillow's decoders raise for files cut short or made to hurt.
BROKEN = (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, AttributeError, OverflowError, ZeroDivisionError, MemoryError, struct.error)  # fmt: skip
_QUALITY = 90


def clean_picture(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the media type and bytes of the picture drawn anew: JPEG for photographs, PNG for drawings and what is see-through.

    Raises:
        CannotAccept: no PNG, JPEG or WebP, damaged, moving, too small, too large or too thin a strip.
    """
    image = decoded(data, name, limits.SMALLEST_SIDE)
    if max(image.size) > limits.STRETCH * min(image.size):
        raise CannotAccept(f"图片“{name}”过于细长，版面上放不下，请裁成长宽比不超过 {limits.STRETCH}:1 的图片后再上传。")
    image.thumbnail((limits.LONGEST_SIDE, limits.LONGEST_SIDE), Image.Resampling.LANCZOS)
    drawing = data.startswith(b"\x89PNG") or image.mode == "RGBA"
    if drawing:
        png = as_png(image)
        if len(png) <= limits.PNG_BYTES or image.mode == "RGBA":
            return "image/png", png
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return "image/jpeg", target.getvalue()


def decoded(data: bytes, name: str, smallest: int) -> Image.Image:
    """Return the pixels of a picture, upright as its camera noted, in sRGB, as RGB or (where see-through) RGBA.

    Raises:
        CannotAccept: as ``clean_picture``; ``smallest`` is the least length of the shorter side in pixels.
    """
    if len(data) > limits.PICTURE_BYTES:
        raise CannotAccept(f"图片“{name}”超过 {limits.PICTURE_BYTES // 2**20} MB，请压缩后再上传。")
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        _check(picture, name, smallest)
        picture.load()
        return _plain(_in_srgb(ImageOps.exif_transpose(picture)))
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except Image.UnidentifiedImageError as error:
        raise CannotAccept(f"“{name}”不是可用的图片，请上传 PNG、JPG 或 WebP 格式的图片。") from error
    except BROKEN as error:
        raise CannotAccept(f"图片“{name}”已损坏或不完整，请用看图软件重新另存为 PNG 或 JPG 后再上传。") from error


def as_png(image: Image.Image) -> bytes:
    """Return the picture as PNG with nothing but its pixels."""
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _check(picture: Image.Image, name: str, smallest: int) -> None:
    if picture.width * picture.height > limits.PICTURE_PIXELS:
        raise _too_large(name)
    if min(picture.size) < smallest:
        raise CannotAccept(
            f"图片“{name}”只有 {picture.width}×{picture.height} 像素，放大后会模糊，请上传短边不小于 {smallest} 像素的图片。"
        )
    # Cameras put a small second picture (MPO) behind the first: that is no film.
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise CannotAccept(f"图片“{name}”是动图，请上传静止的图片。")


def _too_large(name: str) -> CannotAccept:
    return CannotAccept(f"图片“{name}”的像素超过 {limits.PICTURE_PIXELS // 10_000} 万，请缩小后再上传。")


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture's colours as sRGB, by its own colour profile where that can be read."""
    profile = picture.info.get("icc_profile")
    if picture.mode == "I;16":
        picture = Image.frombytes("L", picture.size, picture.tobytes()[1::2])
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a broken profile: the plain values are what other programs show as well


def _plain(picture: Image.Image) -> Image.Image:
    """Return a new picture of the pixels alone: nothing of the file's notes comes along."""
    clear = picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info
    pixels = picture.convert("RGBA" if clear else "RGB")
    if clear and pixels.getextrema()[3] == (255, 255):
        pixels = pixels.convert("RGB")
    plain = Image.new(pixels.mode, pixels.size)
    plain.paste(pixels)
    return plain
