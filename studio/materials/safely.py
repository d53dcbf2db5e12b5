"""Cleaning a given file in a child process with limits on time and memory (``studio.processes.isolating``)."""

import base64
import sys
from typing import Any, Literal, NamedTuple

from studio.errors import CannotAccept
from studio.materials import limits
from studio.processes import isolating
from studio.reading.limiting import limit_this_process

Kind = Literal["picture", "recording", "music", "logo"]

PATIENCE = isolating.Patience(60)
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "audio/flac": b"fLaC"}
_NOUNS = {"picture": "图片", "logo": "标识图片", "recording": "声音文件", "music": "声音文件"}


class Cleaned(NamedTuple):
    """A given file made anew: PNG or JPEG, or FLAC at 48 kHz (recordings in mono, music in stereo)."""

    media_type: str
    data: bytes


def made_safe(data: bytes, name: str, kind: Kind) -> Cleaned:
    """Decode the file called ``name`` in a process of its own and return what it shows or sounds like, made anew.

    Raises:
        CannotAccept: it is none of the known kinds, damaged, or beyond the limits; one sentence says which.
    """
    if not data:
        raise CannotAccept(f"文件“{name}”是空的，请重新选择文件。")
    most = limits.SOUND_BYTES if kind in ("recording", "music") else limits.PICTURE_BYTES
    noun = _NOUNS[kind]
    if len(data) > most:
        raise CannotAccept(f"{noun}“{name}”超过 {most // 2**20} MB，请压缩后再上传。")
    broken = CannotAccept(f"{noun}“{name}”无法正常读取，内容可能异常或过大，请重新另存后再上传。")
    answer = isolating.ask(
        "studio.materials.safely",
        {"name": name, "kind": kind},
        data,
        patience=PATIENCE,
        late=f"处理{noun}“{name}”用时过长，已停止，请缩小或剪短后再上传。",
        broken=str(broken),
        report=lambda share, phrase: None,
    )
    cleaned = Cleaned(answer["media_type"], base64.b64decode(answer["data"]))
    # Whatever happened in the child, nothing but these kinds is kept.
    if not cleaned.data.startswith(_SIGNATURES.get(cleaned.media_type, b"\0none")):
        raise broken
    return cleaned


def _clean(request: dict[str, Any], data: bytes, report: isolating.Report) -> dict[str, Any]:
    name, kind = request["name"], request["kind"]
    if kind == "picture":
        from studio.materials.pictures import clean_picture

        media_type, made = clean_picture(data, name)
    elif kind == "logo":
        from studio.materials.logos import clean_logo

        media_type, made = clean_logo(data, name)
    else:
        from studio.materials.sounds import clean_sound

        recording = kind == "recording"
        most = limits.RECORDING_SECONDS if recording else limits.MUSIC_SECONDS
        media_type, made = clean_sound(data, name, channels=1 if recording else 2, most=most)
    return {"media_type": media_type, "data": base64.b64encode(made).decode()}


if __name__ == "__main__":
    sys.exit(isolating.serve(limit_this_process, _clean))
