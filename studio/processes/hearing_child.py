"""The child process of ``studio.processes.hearing``: says scenes, draws the whole. Its one argument is the folder where spoken sentences are kept."""

import json
import sys
import threading
import traceback
from pathlib import Path
from typing import BinaryIO

from generators import keeping
from generators.errors import CannotMake
from generators.model import Brief, Segment
from generators.video import hearing, screening, tracks
from generators.video.hearing import Heard
from generators.video.voices import kokoro
from studio.processes.warm import say
from studio.speaking import offer_voices
from studio.storage.kept import KeptParts
from styles.themes import Theme


class Booth:
    """Reads what is to be said and answers, one request after the other."""

    def __init__(self, asked: BinaryIO, answers: BinaryIO) -> None:
        """Read from ``asked`` and write to ``answers``."""
        self._asked, self._answers = asked, answers

    def serve(self) -> None:
        """Answer until there is nothing more to read."""
        while line := self._asked.readline():
            request = json.loads(line)
            materials = {name: self._asked.read(length) for name, length in request["materials"]}
            brief = Brief.model_validate(request["brief"])
            segments = [Segment.model_validate(segment) for segment in request["segments"]]
            try:
                if request["kind"] == "film":
                    self._draw(tuple(segments), brief, Theme.model_validate(request["theme"]))
                elif request["kind"] == "sound":
                    self._say_aloud(segments[0], brief, materials)
                else:
                    found = {segment.id: hearing.remembered(segment, brief, materials) for segment in segments}
                    self._tell({"known": {name: _line(heard) for name, heard in found.items() if heard}})
            except CannotMake as refusal:
                scene = next((tracks.name_of(segment)[:12] for segment in segments if segment.id == getattr(refusal, "segment", "")), "")
                self._tell({"refused": f"“{scene}”：{refusal}" if scene else str(refusal)})
            except Exception:
                self._tell({"trace": traceback.format_exc()})

    def _say_aloud(self, segment: Segment, brief: Brief, materials: dict[str, bytes]) -> None:
        heard = hearing.hear(segment, brief, materials, lambda number, total: self._tell({"done": number, "of": total}))
        self._tell({"heard": _line(heard)}, heard.sound)

    def _draw(self, segments: tuple[Segment, ...], brief: Brief, theme: Theme) -> None:
        film, captions = screening.screened(segments, theme, brief, lambda share: self._tell({"done": round(100 * share), "of": 100}))
        self._tell({"captions": captions}, film)

    def _tell(self, answer: dict, data: bytes = b"") -> None:
        say(self._answers, answer, data)


def _line(heard: Heard) -> dict:
    return {"seconds": heard.seconds, "voice": heard.voice, "failed": list(heard.failed)}


def warm_up() -> None:
    """Read the dictionary of readings before anybody asks. The model itself waits: who only listens to recordings needs none."""
    if kokoro.installed():
        kokoro.pieces("政策解读。")


def main() -> int:
    """Serve until standard input closes. Libraries that print must not be taken for the answer."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    keeping.keep_in(KeptParts(Path(sys.argv[1])))
    offer_voices()  # what is wrong with its settings is told by the doctor
    threading.Thread(target=warm_up, daemon=True).start()
    Booth(sys.stdin.buffer, answers).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
