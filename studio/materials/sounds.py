"""Sounds (WAV, MP3, M4A, Ogg, WebM, FLAC) decoded and written anew as FLAC at 48 kHz, without anything but samples."""

import io
from collections.abc import Iterator

import av
import numpy

from studio.errors import CannotAccept
from studio.materials import limits

RATE = 48_000
CODECS = ("mp3", "mp3float", "aac", "alac", "flac", "vorbis", "opus", "libopus", "libvorbis")
WANTED = "WAV、MP3、M4A、OGG 或 WebM"


def clean_sound(data: bytes, name: str, *, channels: int, most: int) -> tuple[str, bytes]:
    """Return the media type and bytes of the sound as FLAC with so many ``channels``, at most ``most`` seconds long.

    Raises:
        CannotAccept: none of the known kinds, damaged, silent, too short or too long.
    """
    if len(data) > limits.SOUND_BYTES:
        raise CannotAccept(f"声音文件“{name}”超过 {limits.SOUND_BYTES // 2**20} MB，请压缩或剪短后再上传。")
    kind = _kind(data)
    if kind is None:
        raise CannotAccept(f"“{name}”不是可用的声音文件，请上传 {WANTED} 格式的录音或音乐。")
    target, samples, loudest = io.BytesIO(), 0, 0
    try:
        with av.open(target, "w", format="flac", options={"fflags": "+bitexact"}) as out:
            stream = out.add_stream("flac", rate=RATE)
            stream.layout = "mono" if channels == 1 else "stereo"
            stream.format = "s16"
            stream.codec_context.flags |= av.codec.context.Flags.bitexact
            for frame in _frames(data, kind, stream.layout.name, name):
                samples += frame.samples
                if samples > most * RATE:
                    raise CannotAccept(f"声音文件“{name}”超过 {most // 60} 分钟，请剪短后再上传。")
                loudest = max(loudest, int(numpy.abs(frame.to_ndarray().astype(numpy.int32)).max(initial=0)))
                frame.pts = None
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
    except (av.error.FFmpegError, ValueError, IndexError, MemoryError) as error:
        raise CannotAccept(f"声音文件“{name}”已损坏或不完整，请重新录制或另存为 MP3 后再上传。") from error
    if samples < limits.SHORTEST_SECONDS * RATE:
        raise CannotAccept(f"声音文件“{name}”几乎没有内容，请检查后重新上传。")
    if loudest < limits.QUIET * 32768:
        raise CannotAccept(f"声音文件“{name}”没有声音，请检查麦克风后重新录制。")
    return "audio/flac", target.getvalue()


def _kind(data: bytes) -> str | None:
    """Return FFmpeg's name of the container by its first bytes: nothing but these few readers ever sees the file."""
    head = data[:16]
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "mp3"
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    return "flac" if head[:4] == b"fLaC" else None


def _frames(data: bytes, kind: str, layout: str, name: str) -> Iterator[av.AudioFrame]:
    """Yield the decoded sound at RATE. A damaged packet ends it with an error: half a sentence is no recording."""
    with av.open(io.BytesIO(data), format=kind, metadata_errors="ignore") as source:
        if not source.streams.audio:
            raise CannotAccept(f"“{name}”里没有声音，请上传 {WANTED} 格式的录音或音乐。")
        track = source.streams.audio[0]
        codec = track.codec_context.name
        if codec not in CODECS and not codec.startswith("pcm_"):
            raise CannotAccept(f"“{name}”的声音编码不受支持，请另存为 MP3 或 WAV 后再上传。")
        resampler = av.AudioResampler(format="s16", layout=layout, rate=RATE)
        for frame in source.decode(track):
            frame.pts = None
            yield from resampler.resample(frame)
        yield from resampler.resample(None)
