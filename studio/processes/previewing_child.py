"""The child process of ``studio.processes.previewing``: reads requests from standard input until it closes, answers on standard output."""

import importlib
import json
import os
import sys
import threading
import traceback
from collections import OrderedDict
from pathlib import Path
from typing import BinaryIO

from generators import registry
from generators.errors import CannotMake
from generators.model import Brief, Interpretation, Segment
from generators.previews import Preview, preview
from generators.typesetting import read_fonts
from studio.processes.previewing import MOST_BYTES, MOST_RENDERS
from studio.processes.warm import say
from styles.themes import Theme

KEPT = 4
"""Interpretations at hand."""

OUTLINES = 12
"""Outlines at hand; they change only when what is told does, not with wording, order or hiding."""


class Desk:
    """What the child has before it, and its answers."""

    def __init__(self, asked: BinaryIO, answers: BinaryIO) -> None:
        """Read requests from ``asked`` and write to ``answers``."""
        self._asked, self._answers = asked, answers
        self._interpretations: OrderedDict[str, Interpretation] = OrderedDict()
        self._outlines: OrderedDict[str, tuple[Segment, ...]] = OrderedDict()
        self._drawn = 0

    def serve(self) -> None:
        """Answer one request after the other until there are no more."""
        while line := self._asked.readline():
            request = json.loads(line)
            materials = {name: self._asked.read(length) for name, length in request["materials"]}
            try:
                self._say(*self._answer(request, materials))
            except CannotMake as refusal:
                self._say({"refused": str(refusal), "segment": getattr(refusal, "segment", "")})
            except Exception:
                self._say({"trace": traceback.format_exc()})

    def _answer(self, request: dict, materials: dict[str, bytes]) -> tuple[dict, bytes]:
        interpretation = self._interpretation(request["interpretation"])
        brief, theme = Brief.model_validate(request["brief"]), Theme.model_validate(request["theme"])
        name = request["product"]
        segments = registry.composed(name, interpretation, brief, self._outline(name, interpretation, request["interpretation"], brief))
        made: Preview = preview(name, segments, interpretation, brief, theme, materials, request["at"])
        self._drawn += 1
        spent = self._drawn >= MOST_RENDERS or _memory() > MOST_BYTES
        return {"media_type": made.media_type, "boxes": dict(made.boxes), "anchors": dict(made.anchors), "spent": spent}, made.data

    def _interpretation(self, digest: str) -> Interpretation:
        if digest not in self._interpretations:
            self._say({"needs": "interpretation"})
            length = json.loads(self._asked.readline())["bytes"]
            self._interpretations[digest] = Interpretation.model_validate_json(self._asked.read(length))
        return _used(self._interpretations, digest, KEPT)

    def _outline(self, name: str, interpretation: Interpretation, digest: str, brief: Brief) -> tuple[Segment, ...]:
        told = registry.told(brief)
        key = f"{name} {digest} {told.digest()}"
        if key not in self._outlines:
            self._outlines[key] = registry.get(name).outline(interpretation, told)
        return _used(self._outlines, key, OUTLINES)

    def _say(self, answer: dict, data: bytes = b"") -> None:
        say(self._answers, answer, data)


def _used(kept: OrderedDict, key: str, most: int):
    """Return what is kept under ``key`` and let go of what was used longest ago."""
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]


def _memory() -> int:
    """Return the bytes this process holds now; 0 where the system does not say.

    Not its peak: on Linux that begins with the size of the process which started it, and a large studio would never keep a child.
    """
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if pages.exists() else 0


def warm_up() -> None:
    """Read what every preview needs before anybody asks: the products, the fonts, the drawing of charts."""
    registry.discover()
    read_fonts()
    importlib.import_module("matplotlib.backends.backend_svg")


def main() -> int:
    """Serve until standard input closes. Libraries that print must not be taken for the answer."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    threading.Thread(target=warm_up, daemon=True).start()
    Desk(sys.stdin.buffer, answers).serve()
    return 0
