"""Character recognition with RapidOCR's models from its wheel: a picture of a page becomes lines of characters with places."""

import importlib.util
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

THREADS = 2 if (os.cpu_count() or 1) >= 4 else 1
"""On few cores a second thread mostly waits, spinning, for work the application needs the core for."""
DETECTION_SIDE = 1280
"""Longest side in pixels at which lines are looked for: body text of an A4 page is then some 20 pixels high."""
MODULES = ("rapidocr", "onnxruntime", "cv2")
MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")


@dataclass(frozen=True, slots=True)
class Sign:
    """A recognised character, the middle of its place in pixels, and how sure the model is of it, 0 to 1."""

    text: str
    x: float
    y: float
    score: float


@dataclass(frozen=True, slots=True)
class Words:
    """A recognised line: its characters, its edges in pixels (y downwards), and the mean score, 0 to 1."""

    signs: tuple[Sign, ...]
    left: float
    top: float
    right: float
    bottom: float
    score: float

    @property
    def text(self) -> str:
        """Return the words of the line."""
        return "".join(sign.text for sign in self.signs)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom in pixels."""
        return self.left, self.top, self.right, self.bottom


def is_installed() -> bool:
    """Tell whether the recognition extra is installed with its models; nothing is ever fetched."""
    if any(importlib.util.find_spec(module) is None for module in MODULES):
        return False
    found = importlib.util.find_spec("rapidocr")
    folder = Path(found.origin).parent / "models" if found and found.origin else None
    return folder is not None and all((folder / name).is_file() for name in MODELS)


@cache
def _engine():
    # Imported when needed: loading the library and its models takes a second and 200 MB.
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            # Nothing is dropped: lines of low scores tell that a page stands on its head.
            "Global.text_score": 0.0,
            # Lines one by one: in a batch all are padded to the longest, which costs half as much again and twice the memory.
            "Rec.rec_batch_num": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
            "Global.max_side_len": 4000,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def words_on(picture: "numpy.ndarray") -> list[Words]:
    """Return the lines found on a picture (height × width × 3, 8 bits), in no promised order."""
    found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if found.boxes is None or found.txts is None:
        return []
    lines = []
    for box, text, score, signs in zip(found.boxes, found.txts, found.scores, found.word_results, strict=True):
        (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
        lines.append(
            Words(_signs(text, score, signs, box), float(left), float(top), float(right), float(bottom), float(score))
        )
    return lines


def _signs(text: str, score: float, signs, box) -> tuple[Sign, ...]:
    """Return the characters with their places; where the engine gives none, they are spread over the line."""
    if "".join(sign for sign, _, _ in signs).replace(" ", "") == text.replace(" ", ""):
        return tuple(
            Sign(sign, sum(x for x, _ in place) / 4, sum(y for _, y in place) / 4, float(sure))
            for sign, sure, place in signs
        )
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    step = (right - left) / len(text)
    return tuple(
        Sign(sign, float(left + step * (at + 0.5)), float(top + bottom) / 2, float(score))
        for at, sign in enumerate(text)
    )
