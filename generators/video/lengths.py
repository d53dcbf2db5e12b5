"""How long a video gets, scene by scene, and what to leave out or take in when it is too long or too short (时长建议)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from generators.model import Brief, Interpretation, Segment, Value
from generators.video import narration, storyboard
from generators.video.scenes import PAUSE, Scene

SHORTEST, LONGEST = 60.0, 180.0
"""Seconds an official video lasts (domain rule), at about 240 characters a minute."""

UNKNOWN_RANK = 12.0
"""Importance of a scene the storyboard does not know (a person's own): in the middle."""


class SceneLength(Value):
    """One scene: its characters as spoken and the seconds it is estimated to take, pauses included."""

    segment: str
    heading: str
    characters: int
    seconds: float


class Shorten(Value):
    """A scene to leave out, or to keep with only its first ``points`` points (0: leave it out); ``seconds`` it saves."""

    segment: str
    heading: str
    points: int
    seconds: float


class Lengthen(Value):
    """A scene that could be taken in, with what it would say and the seconds it takes. ``hidden``: a person took it out before.

    It is taken in by its id in ``Brief.options["include"]``, or by no longer hiding it.
    """

    segment: str
    heading: str
    narration: str
    seconds: float
    hidden: bool


class LengthAdvice(Value):
    """The estimated length, whether it is fitting, and what helps: the least important to leave out, the most to take in.

    Taking all of ``shorten`` (or ``lengthen``) in order brings the video within bounds, as far as there is anything to take.
    """

    seconds: float
    verdict: Literal["short", "fits", "long"]
    scenes: tuple[SceneLength, ...]
    shorten: tuple[Shorten, ...] = ()
    lengthen: tuple[Lengthen, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the advice in one sentence for people."""
        whole = f"预计 {self.seconds:.0f} 秒"
        if self.verdict == "long":
            names = "、".join(f"“{item.heading}”" for item in self.shorten[:3])
            return f"{whole}，超过 {LONGEST:.0f} 秒。可以先减去{names or '次要的内容'}。"
        if self.verdict == "short":
            names = "、".join(f"“{item.heading}”" for item in self.lengthen[:3])
            return f"{whole}，不足 {SHORTEST:.0f} 秒。" + (f"可以加上{names}。" if names else "没有更多要点可加，画面会停留得久一些。")
        return f"{whole}，长短合适。"


def length_advice(
    segments: Iterable[Segment], brief: Brief, interpretation: Interpretation, measured: Mapping[str, float] = MappingProxyType({})
) -> LengthAdvice:
    """Return how long the scenes last and what to change. ``segments`` are those the video shows, edited as they are.

    ``measured`` holds the seconds of scenes (by id) that have been spoken already; the others are estimated.
    """
    told = [segment for segment in segments if segment.narration.strip()]
    scenes = tuple(_length(segment, measured.get(segment.id)) for segment in told)
    total = sum(scene.seconds for scene in scenes)
    candidates = {scene.id: scene for scene in storyboard.candidates(interpretation, brief)}
    if total > LONGEST:
        return LengthAdvice(seconds=round(total, 1), verdict="long", scenes=scenes, shorten=_shorten(told, candidates, total - LONGEST))
    if total < SHORTEST:
        return LengthAdvice(seconds=round(total, 1), verdict="short", scenes=scenes, lengthen=_lengthen(told, brief, candidates, SHORTEST - total))
    return LengthAdvice(seconds=round(total, 1), verdict="fits", scenes=scenes)


def _length(segment: Segment, measured: float | None) -> SceneLength:
    characters = narration.length(segment.narration)
    seconds = seconds_of(segment.narration) if measured is None else measured
    return SceneLength(segment=segment.id, heading=_name(segment), characters=characters, seconds=round(seconds, 1))


def seconds_of(words: str) -> float:
    """Return the seconds a scene with this narration takes, its cross-fade and breath included."""
    return narration.seconds(words) + PAUSE


def _name(segment: Segment) -> str:
    return "片头" if segment.kind == "cover" else segment.heading or segment.id


def _shorten(told: list[Segment], candidates: dict[str, Scene], excess: float) -> tuple[Shorten, ...]:
    """Return what to leave out until ``excess`` seconds are saved: the least important point or scene first."""
    offers: list[tuple[float, int, Segment, float]] = []
    for segment in told:
        if segment.furniture:
            continue
        scene = candidates.get(segment.id)
        rank = scene.rank if scene else UNKNOWN_RANK
        whole = seconds_of(segment.narration)
        first = scene.fewest if scene else 0
        # Points can be told apart only where the words are the storyboard's own.
        own = scene is not None and len(scene.points) > 1 and scene.spoken and all(words in segment.narration for words in scene.spoken[: first + 1])
        said = [words for words in scene.spoken if words in segment.narration] if own and scene else []
        for count in range(len(said) - 1, first - 1, -1):
            offers.append((rank + storyboard.FURTHER + 0.01 * count, count, segment, narration.seconds(said[count])))
            whole -= narration.seconds(said[count])
        offers.append((rank, 0, segment, whole))
    found: list[Shorten] = []
    for _, count, segment, saved in sorted(offers, key=lambda offer: -offer[0]):
        if excess <= 0:
            break
        before = sum(item.seconds for item in found if item.segment == segment.id)  # its points, if they go as well
        found = [item for item in found if item.segment != segment.id]
        found.append(Shorten(segment=segment.id, heading=_name(segment), points=count, seconds=round(before + saved, 1)))
        excess -= saved
    return tuple(found)


def _lengthen(told: list[Segment], brief: Brief, candidates: dict[str, Scene], missing: float) -> tuple[Lengthen, ...]:
    """Return what to take in until ``missing`` seconds are filled: the most important scene first."""
    present, hidden = {segment.id for segment in told}, {item.segment for item in brief.hidden}
    found: list[Lengthen] = []
    for scene in sorted(candidates.values(), key=lambda scene: scene.rank):
        if missing <= 0:
            break
        if scene.id not in present:
            fewest = scene.first(scene.fewest)
            found.append(
                Lengthen(segment=scene.id, heading=scene.heading, narration=fewest.words, seconds=round(fewest.seconds, 1), hidden=scene.id in hidden)
            )
            missing -= fewest.seconds
    return tuple(found)
