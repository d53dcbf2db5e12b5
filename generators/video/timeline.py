"""When what is heard and seen: scenes, sentences, captions and builds laid on one line of time, on the grid of pictures."""

from dataclasses import dataclass
from itertools import accumulate
from math import ceil

import numpy as np

from generators.model import Segment
from generators.video import narration, subtitles
from generators.video.soundtrack import quietest
from generators.video.speech import RATE, Utterance
from generators.video.subtitles import Cue
from generators.video.voices.sound import first_sound, onset_near

FPS = 25
FADE = 0.48
"""Seconds a scene fades in (12 pictures)."""

BUILD = 0.2
"""Seconds an item of a slide fades in."""

LEAD = 0.6
"""From the start of a scene to its first word: the cross-fade is over."""

GAP = 0.32
"""Between sentences that are spoken; captions alone need less."""

READING_GAP = 0.12

TAIL = 0.6
"""From the last word to the next scene."""

CARD = 1.0
"""Least seconds a chapter's card stands before its first scene begins to appear."""

ANNOUNCED = 2.8
"""Longest first sentence (s) that is spoken over the card, if there are others after it."""

FEWEST_CHAPTERS = 3
"""Fewest chapters that are worth cards."""

STEP = 0.1
"""Pauses are lengthened in steps: a word more or less in one scene leaves the others as they are."""


@dataclass(frozen=True)
class TimedScene:
    """A scene on the timeline (s): when it starts and ends, its sentences with their starts, its captions.

    ``builds`` are the starts of its items, the first when its slide begins to appear: at ``opening``, which is the scene's own start
    where no card of a chapter comes before.
    """

    segment: Segment
    start: float
    end: float
    spoken: tuple[tuple[float, Utterance], ...]
    cues: tuple[Cue, ...]
    builds: tuple[float, ...]
    opening: float

    @property
    def voiced(self) -> bool:
        """Tell whether a voice speaks all its sentences."""
        return all(utterance.voiced for _, utterance in self.spoken)


def lay(
    scenes: tuple[tuple[Segment, tuple[Utterance, ...], tuple[str, ...]], ...], shortest: float, longest: float, opening: float = 0.0, cards: bool = False
) -> tuple[TimedScene, ...]:
    """Lay scenes (segment, what is said, its items) one after another.

    Pauses are lengthened when the whole is shorter than ``shortest`` seconds (slides are read meanwhile), and shortened
    when it is longer than ``longest``. The first scene stays for at least ``opening`` seconds. With ``cards`` the first scene of a
    chapter waits for the chapter's card, where there are chapters enough.
    """
    carded = first_of_chapters(tuple(segment for segment, _, _ in scenes)) if cards else {}
    gap, tail = _pauses([said for _, said, _ in scenes], shortest, longest)
    laid: list[TimedScene] = []
    start = 0.0
    for segment, said, items in scenes:
        shown = start + _card(said, gap) if segment.id in carded else start
        # A first sentence that is too long for the card waits until the slide is there.
        spoken, at = [], start + LEAD if shown == start or _announces(said) else shown + FADE
        for utterance in said:
            # A recording goes on just where it was cut: moved to the grid, its halves would overlap.
            spoken.append((spoken[-1][0] + spoken[-1][1].seconds if utterance.joined else _on_grid(at), utterance))
            at = spoken[-1][0] + utterance.seconds + gap
        last = spoken[-1][0] + spoken[-1][1].seconds if spoken else start + LEAD + 2.0
        end = _on_grid(max(last + tail, opening))
        cues = tuple(cue for begin, utterance in spoken for cue in _cues(begin, utterance, segment))
        laid.append(TimedScene(segment, start, end, tuple(spoken), _held(cues, end), _builds(shown, cues, items), shown))
        start = end
    return tuple(laid)


def first_of_chapters(segments: tuple[Segment, ...]) -> dict[str, int]:
    """Return the first scene (id) of each chapter with the chapter's number; nothing when there are too few chapters for cards."""
    firsts = [
        segment.id for number, segment in enumerate(segments)
        if segment.group and (not number or segments[number - 1].group != segment.group)
    ]  # fmt: skip
    return {scene: number for number, scene in enumerate(firsts)} if len(firsts) >= FEWEST_CHAPTERS else {}


def _announces(said: tuple[Utterance, ...]) -> bool:
    return len(said) > 1 and said[0].seconds <= ANNOUNCED


def _card(said: tuple[Utterance, ...], gap: float) -> float:
    """Return how long a chapter's card stands alone: the slide has appeared when the second sentence begins."""
    return max(CARD, _on_grid(LEAD + said[0].seconds + gap - FADE)) if _announces(said) else CARD


def _pauses(said: list[tuple[Utterance, ...]], shortest: float, longest: float) -> tuple[float, float]:
    """Return the seconds between sentences and after a scene's last word."""
    words = sum(utterance.seconds for scene in said for utterance in scene)
    gaps = sum(not utterance.joined for scene in said for utterance in scene[1:])
    usual = GAP if any(utterance.voiced for scene in said for utterance in scene) else READING_GAP
    natural = words + len(said) * (LEAD + TAIL) + gaps * usual
    if natural > longest:
        return min(usual, 0.16), 0.3
    # A little more than needed, because starts are rounded to pictures.
    missing = max(0.0, shortest + 0.02 * (gaps + len(said)) - natural)
    if not missing or not said:
        return usual, TAIL
    gap = usual + (STEP * ceil(min(0.5, missing / 2 / gaps) / STEP) if gaps else 0.0)
    return gap, TAIL + STEP * ceil(max(0.0, missing - gaps * (gap - usual)) / len(said) / STEP)


def _on_grid(second: float) -> float:
    return round(second * FPS) / FPS


def captions(scene: TimedScene, line: int = subtitles.LINE) -> tuple[Cue, ...]:
    """Return the captions of a scene cut for lines of ``line`` characters: a narrower picture has shorter ones, in the same time."""
    return _held(tuple(cue for begin, utterance in scene.spoken for cue in _cues(begin, utterance, scene.segment, line)), scene.end)


def _cues(start: float, utterance: Utterance, segment: Segment, line: int = subtitles.LINE) -> list[Cue]:
    """Return the captions of a sentence, each from when its words are heard."""
    parts = subtitles.cut(utterance.sentence, line)
    begins = first_sound(utterance.samples) if utterance.voiced else 0.0
    bounds = [begins, *_changes(utterance, [narration.length(part) for part, _ in parts]), utterance.seconds]
    return [
        Cue(start=_on_grid(start + bounds[number]), end=_on_grid(start + bounds[number + 1]), lines=lines, scene=segment.id, basis=segment.basis)
        for number, (_, lines) in enumerate(parts)
    ]


def _changes(utterance: Utterance, lengths: list[int]) -> list[float]:
    """Return when (s) the second and further parts of a sentence begin; ``lengths`` are their spoken characters.

    Where the engine knows when each character begins, just then. Otherwise where the share of the words says, in the nearest pause.
    """
    counts = list(accumulate(lengths))[:-1]
    if len(utterance.starts) == sum(lengths) and all(lengths):
        # A hissed sound begins earlier than its place says: after a pause the sound itself decides.
        return [onset_near(utterance.samples, utterance.starts[count]) for count in counts]
    weights = list(accumulate(max(1, length) for length in lengths))
    expected = [utterance.seconds * weight / weights[-1] for weight in weights[:-1]]
    return [_pause_near(utterance.samples, at) if utterance.voiced else at for at in expected]


def _pause_near(samples: np.ndarray, expected: float) -> float:
    return quietest(samples, RATE, expected, reach=0.55)


def _held(cues: tuple[Cue, ...], scene_end: float) -> tuple[Cue, ...]:
    """Let each caption stay until the next one if that is less than half a second away, else a quarter longer."""
    held = []
    for number, cue in enumerate(cues):
        following = cues[number + 1].start if number + 1 < len(cues) else scene_end
        until = following if following - cue.end < 0.5 and number + 1 < len(cues) else min(following, cue.end + 0.24)
        held.append(cue.replace(end=_on_grid(max(until, cue.start + 1 / FPS))))
    return tuple(held)


def _builds(start: float, cues: tuple[Cue, ...], items: tuple[str, ...]) -> tuple[float, ...]:
    """Return when each item appears: with the first caption that speaks of it, never before the slide or the one above it."""
    if len(items) < 2:
        return (start,)
    times, at = [start], 0
    for item in items[1:]:
        found = next((number for number in range(at, len(cues)) if _speaks_of("".join(cues[number].lines), item)), None)
        if found is not None:
            at = found
        times.append(max(times[-1], cues[at].start) if found is not None else times[-1])
    return tuple(times)


def _speaks_of(words: str, item: str) -> bool:
    return likeness(words, item) >= 0.6


def likeness(words: str, item: str) -> float:
    """Return how far a caption speaks of an item, 0–1: the pairs of characters they share, of those of the shorter."""
    said, shown = _pairs(words), _pairs(item)
    shared = len(said & shown)
    return max(shared / max(1, len(said)), shared / max(1, len(shown))) if shared >= 3 else 0.0


def _pairs(text: str) -> set[str]:
    bare = [character for character in text if character.isalnum()]
    return {a + b for a, b in zip(bare, bare[1:], strict=False)}
