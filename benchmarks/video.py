"""Encoding the same scenes: moviepy's own writer against ours, constant and variable rate, without voice.

    python benchmarks/video.py [--quick] [--json]

Each way runs in a fresh process on the same composition: slides and captions of an invented policy, builds, cross-fades.
Wall and CPU seconds (child processes included) and peak memory are those of composing and writing; setting the slides is
the same for all and stands apart. A file counts only when its pictures are those moviepy composes (PSNR ≥ 38 dB).
The full run writes 68 seconds, ours three times; moviepy's own writer, which takes minutes, once.
"""

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

WAYS = ("moviepy", "constant", "variable")
FULL, QUICK = 68, 3
TARGETS = {"constant_cpu_ratio": 15, "variable_cpu_ratio": 40}
PSNR = 38


def prepare(seconds: float):
    """Return a composition of ``seconds`` seconds, and how long setting its slides took (s of CPU)."""
    from generators.model import Brief
    from generators.video import product as video
    from styles import themes
    from tests.sample_interpretation import rich_interpretation

    brief = Brief(options={"voice": "none", "seconds": str(seconds + 6)})
    segments = video.Video().outline(rich_interpretation(), brief)
    scenes = video._timed(segments, brief, lambda share: None)
    before = time.process_time()
    pictures = video._Pictures(segments, scenes, themes.load(brief.theme), brief, lambda share: None)
    setting = time.process_time() - before
    film = video.composition(scenes, pictures)
    # The quick run takes a stretch with a cross-fade in it.
    start = max(0.0, scenes[1].start - 1.5) if seconds < 20 else 0.0
    return stretch(film, start, min(seconds, film.duration - start)), setting


def stretch(film, start: float, seconds: float):
    """Return ``seconds`` of a composition from ``start`` on, still made of the same kind of clips."""
    from moviepy import CompositeVideoClip

    clips = [clip.with_start(clip.start - start) for clip in film.clips if clip.end > start]
    audio = film.audio.subclipped(start, start + seconds)
    return CompositeVideoClip(clips, size=film.size, bg_color=(0, 0, 0)).with_duration(seconds).with_audio(audio)


def run(way: str, seconds: float) -> dict:
    """Write the film one way in this process; return what it cost and how true it is."""
    from generators.video import montage

    film, setting = prepare(seconds)
    cpu, wall = used(), time.perf_counter()
    if way == "moviepy":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "video.mp4"
            film.write_videofile(str(path), fps=montage.FPS, audio_codec="aac", logger=None, temp_audiofile_path=folder)
            data = path.read_bytes()
    else:
        data = montage.write(film, rate=way).data
    cpu, wall = used() - cpu, time.perf_counter() - wall
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    lowest, pictures, end = compare(film, data)
    return {
        "wall": wall, "cpu": cpu, "peak_mb": peak, "file_mb": len(data) / 1e6, "psnr": lowest, "pictures": pictures,
        "setting_cpu": setting, "seconds": end, "true": lowest >= PSNR and abs(end - film.duration) < 0.1,
    }  # fmt: skip


def used() -> float:
    """Return the CPU seconds of this process and the children it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def compare(film, data: bytes) -> tuple[float, int, float]:
    """Return the PSNR (dB, brightness, over ten pictures) against what moviepy composes, the number of pictures, the length (s).

    Brightness, because halving the colours' resolution, which every player asks for, alone costs more than encoding does.
    """
    import av
    import numpy as np

    errors, count = [], 0
    with av.open(io.BytesIO(data)) as container:
        length = container.duration / 1e6
        frames = container.streams.video[0].frames or 1
        for count, frame in enumerate(container.decode(video=0), start=1):
            if count % max(1, frames // 10) == 0:
                space = "ITU709" if frame.colorspace == 1 else "ITU601"
                wanted = av.VideoFrame.from_ndarray(film.get_frame(float(frame.pts * frame.time_base)), format="rgb24")
                wanted = wanted.reformat(format="yuv420p", src_colorspace=space, dst_colorspace=space)
                errors.append(((plane(frame, np) - plane(wanted, np)) ** 2).mean())
    return float(10 * np.log10(255**2 / max(float(np.mean(errors)), 1e-9))), count, length


def plane(frame, np):
    """Return the brightness of a picture."""
    content = frame.planes[0]
    return np.frombuffer(content, np.uint8).reshape(-1, content.line_size)[:, : frame.width].astype(float)


def measured(way: str, seconds: float, times: int) -> dict:
    """Run one way in fresh processes and return the median of each figure."""
    runs = []
    for _ in range(times):
        command = [sys.executable, __file__, "--way", way, "--seconds", str(seconds)]
        runs.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]))
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0] if name != "true"}
    return middle | {"true": all(run["true"] for run in runs)}


def main() -> int:
    """Print the table or, with ``--json``, one object; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        print(json.dumps(run(arguments.way, arguments.seconds)))
        return 0
    seconds = QUICK if arguments.quick else FULL
    results = {way: measured(way, seconds, 1 if arguments.quick or way == "moviepy" else 3) for way in WAYS}
    figures = {f"{way}_{name}": round(value, 2) for way, result in results.items() for name, value in result.items() if name != "true"}
    for way in WAYS[1:]:
        figures[f"{way}_cpu_ratio"] = round(results["moviepy"]["cpu"] / results[way]["cpu"], 1)
    true = all(results[way]["true"] for way in WAYS[1:])
    # In three seconds starting an encoder weighs as much as using it: the targets are for the full length.
    met = true and (arguments.quick or all(figures[name] >= least for name, least in TARGETS.items()))
    if arguments.json:
        print(json.dumps({"benchmark": "video", "figures": figures, "targets": TARGETS, "met": met}, ensure_ascii=False))
    else:
        print(f"{seconds} s of 1920×1080\n{'way':10}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'file MB':>9}{'PSNR dB':>9}{'pictures':>10}{'CPU ratio':>11}")
        for way, result in results.items():
            ratio = results["moviepy"]["cpu"] / result["cpu"]
            print(f"{way:10}{result['wall']:9.1f}{result['cpu']:9.1f}{result['peak_mb']:9.0f}{result['file_mb']:9.1f}{result['psnr']:9.1f}{result['pictures']:10.0f}{ratio:11.1f}")
        print("targets met" if met else "a target is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
