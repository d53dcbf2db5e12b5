"""What moves, and when: items appear as they are spoken of, numbers count up, words are marked while they are heard.

Nothing moves for its own sake. Every change falls on the voice, ends within a second, and leaves everything else where it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from generators.model import Segment
from generators.video import slides, timeline
from generators.video.slides import State
from generators.video.timeline import TimedScene

Motion = Literal["full", "calm", "none"]
"""``calm``: no counting, no marking; ``none``: every slide is whole from the start and cuts to the next."""

COUNT = ((0.0, 0.3), (0.12, 0.6), (0.24, 0.82), (0.36, 0.94), (0.48, 1.0))
"""Seconds from the start of counting, and the share of the number reached: quick, then slower."""

HEARD = 4
"""Fewest characters in a row that count as being heard: fewer agree by chance, one fewer where a figure is among them."""

MOST_MARKED = 0.85
"""Largest share of a slide's text that is marked."""

_NUMBER = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,7}(?:\.\d{1,2})?|0\.\d{1,2}")
_NOT_COUNTED = re.compile(r"[年月日号时点条款]|(?:月|日|号)$")


@dataclass(frozen=True)
class Shot:
    """A picture of a scene: from when (s), over how many seconds it fades in, and what it shows; None is the chapter's card."""

    start: float
    fade: float
    state: State | None


def motion_of(wanted: str) -> Motion:
    """Return the kind of motion asked for, ``full`` when it is none of the known."""
    return wanted if wanted in ("calm", "none") else "full"


def shots(scene: TimedScene, motion: Motion = "full") -> tuple[Shot, ...]:
    """Return the pictures of a scene in order; the first fades in over the scene before."""
    segment = scene.segment
    if motion == "none":
        return (Shot(scene.start, 0.0, slides.complete(segment)),)
    found = [] if scene.opening == scene.start else [Shot(scene.start, timeline.FADE, None)]
    found.append(Shot(scene.opening, timeline.FADE, _state(scene, scene.opening, motion)))
    free = scene.opening + timeline.FADE
    for moment in sorted(_moments(scene, motion)):
        if moment <= scene.opening or moment >= scene.end:
            continue
        start, last = max(moment, free), found[-1]
        state = _state(scene, start, motion)
        if state == last.state:
            continue
        fade = timeline.BUILD if state.shown > last.state.shown else 0.0
        found.append(Shot(start, fade, state))
        free = start + fade
    return tuple(found)


def _moments(scene: TimedScene, motion: Motion) -> set[float]:
    moments = set(scene.builds)
    if motion == "full":
        moments |= {cue.start for cue in scene.cues}
        for number, (value, unit) in enumerate(slides.numbers(scene.segment)):
            if steps(value, unit):
                moments |= {round(_counting(scene, number) + after, 6) for after, _ in COUNT}
    return moments


def _counting(scene: TimedScene, number: int) -> float:
    """Return when the ``number``-th number begins to count: once it has faded in."""
    shown = scene.builds[number] if number < len(scene.builds) and scene.segment.kind == "figures" else scene.opening
    return shown + (timeline.FADE if shown <= scene.opening else timeline.BUILD)


def _state(scene: TimedScene, moment: float, motion: Motion) -> State:
    segment = scene.segment
    everything = slides.complete(segment)
    shown = sum(start <= moment + 1e-6 for start in scene.builds)
    # Items nobody speaks of come with the last that somebody does.
    if shown >= len(scene.builds):
        shown = everything.shown
    if motion != "full":
        return State(shown=shown)
    words = next(("".join(cue.lines) for cue in reversed(scene.cues) if cue.start <= moment + 1e-6), "")
    return State(shown=shown, said=_said(segment, words, shown), turn=_turn(segment, words, shown), now=_now(scene, moment))


def _said(segment: Segment, words: str, shown: int) -> tuple[tuple[int, ...], ...]:
    texts = slides.texts(segment)
    said = heard(words, texts[: max(shown, 1)])
    marked = sum(len(texts[number][piece]) for number, pieces in enumerate(said) for piece in pieces)
    # Where nearly everything is marked, nothing stands out.
    return said if 0 < marked < MOST_MARKED * sum(len(piece) for pieces in texts for piece in pieces) else ()


def heard(words: str, texts: Sequence[list[str]]) -> tuple[tuple[int, ...], ...]:
    """Return for each text the numbers of its pieces that ``words`` say; what is said once is marked once, where it fits best."""
    spoken = [character for character in words if _counts(character)]
    places = [(text, number) for text, pieces in enumerate(texts) for number, piece in enumerate(pieces) for character in piece if _counts(character)]
    shown = [character for pieces in texts for piece in pieces for character in piece if _counts(character)]
    covered: Counter[tuple[int, int]] = Counter()
    for block in SequenceMatcher(None, spoken, shown, autojunk=False).get_matching_blocks():
        run = spoken[block.a : block.a + block.size]
        if block.size >= HEARD or (block.size == HEARD - 1 and any(map(str.isdigit, run))):
            covered.update(places[block.b : block.b + block.size])
    whole = Counter(places)
    found = {place for place, count in covered.items() if 2 * count > whole[place]}
    # A short word between two that are heard is heard as well.
    found |= {(text, number) for text, number in whole if whole[text, number] <= 2 and {(text, number - 1), (text, number + 1)} <= found}
    return tuple(tuple(sorted(number for other, number in found if other == text)) for text in range(len(texts)))


def _counts(character: str) -> bool:
    return character.isalnum() or character in "%％‰"


def _turn(segment: Segment, words: str, shown: int) -> int:
    """Return which item the words speak of, for scenes whose items are not running text; −1 for none."""
    if segment.kind not in ("figures", "steps", "dates"):
        return -1
    shares = [timeline.likeness(words, item) for item in slides.items(segment)[:shown]]
    best = max(range(len(shares)), key=lambda number: shares[number], default=-1)
    return best if best >= 0 and shares[best] > 0 else -1


def _now(scene: TimedScene, moment: float) -> tuple[str, ...]:
    now = []
    for number, (value, unit) in enumerate(slides.numbers(scene.segment)):
        values, start = steps(value, unit), _counting(scene, number)
        passed = sum(start + after <= moment + 1e-6 for after, _ in COUNT)
        now.append(values[max(passed, 1) - 1] if values else "")
    return tuple(now) if any(now) else ()


def steps(value: str, unit: str) -> tuple[str, ...]:
    """Return what is shown while a number counts up: the same digits in the same places, the last empty for the value itself.

    Years, dates and small whole numbers stand still: there is nothing to count.
    """
    if not _NUMBER.fullmatch(value) or _NOT_COUNTED.search(unit[:1]) or ("." not in value and len(value) < 2):
        return ()
    plain = value.replace(",", "")
    decimals = len(plain.partition(".")[2])
    made = []
    for _, share in COUNT[:-1]:
        digits = f"{float(plain) * share:0{len(plain)}.{decimals}f}"
        made.append(_grouped(digits, value))
    return (*made, "")


def _grouped(digits: str, like: str) -> str:
    """Return ``digits`` with the separators of ``like``."""
    rest = iter(digits)
    return "".join(character if character == "," else next(rest) for character in like)
