"""The tracks beside a video's captions: chapters, what is to be seen, and which clause every caption rests on. All WebVTT."""

import json
from collections.abc import Iterable, Sequence

from generators.model import Segment
from generators.video.describing import describe
from generators.video.subtitles import Cue, escaped, one_line, stamp
from generators.video.timeline import TimedScene

Chapter = tuple[float, float, str]
"""From when (s), until when, and its name."""


def chapters(scenes: Sequence[TimedScene]) -> tuple[Chapter, ...]:
    """Return the chapters: a scene each, those of one heading that follow each other together."""
    found: list[Chapter] = []
    for scene in scenes:
        name = name_of(scene.segment)
        if found and found[-1][2] == name:
            found[-1] = (found[-1][0], scene.end, name)
        else:
            found.append((scene.start, scene.end, name))
    return tuple(found)


def name_of(segment: Segment) -> str:
    """Return what a scene is called in lists: its heading, 片头 for the opening."""
    return "片头" if segment.kind == "cover" else segment.heading or segment.group or "画面"


def chapters_vtt(scenes: Sequence[TimedScene]) -> str:
    """Return the chapters as a WebVTT file, for players and for portals that show a list of them."""
    return _file("chapters", ((start, end, escaped(one_line(name))) for start, end, name in chapters(scenes)))


def descriptions_vtt(scenes: Sequence[TimedScene]) -> str:
    """Return what each scene shows as a WebVTT file (kind descriptions), for those who listen."""
    return _file("descriptions", ((scene.start, scene.end, escaped(one_line(describe(scene.segment)))) for scene in scenes))


def clauses_vtt(scenes: Sequence[TimedScene]) -> str:
    """Return a WebVTT file of kind metadata: for every caption, as JSON, its scene and the clauses and words it rests on.

    Furniture (opening, closing), which states nothing of its own, names the policy instead.
    """
    about = {scene.segment.id: payload(scene.segment) for scene in scenes}
    return _file("metadata", ((cue.start, cue.end, _json(about[cue.scene])) for scene in scenes for cue in scene.cues))


def payload(segment: Segment) -> dict:
    """Return what a caption's metadata says of its scene."""
    clauses: dict[str, list[dict]] = {}
    for citation in segment.citations:
        clauses.setdefault(citation.ref, []).append({"quote": citation.quote, "start": citation.start, "end": citation.end})
    said: dict = {"scene": segment.id, "heading": name_of(segment)}
    if segment.basis:
        said["basis"] = segment.basis
    if clauses:
        said["clauses"] = [{"ref": ref, "citations": found} for ref, found in clauses.items()]
    if segment.supplements:
        said["supplements"] = [{"id": item.id, "by": item.author, "basis": item.basis} for item in segment.supplements]
    if segment.furniture:
        policy = {"title": segment.details.get("政策名称", ""), "number": segment.details.get("发文字号", "")}
        said["policy"] = {name: value for name, value in policy.items() if value}
    return said


def cues(scenes: Iterable[TimedScene]) -> list[Cue]:
    """Return the captions of all scenes in order."""
    return [cue for scene in scenes for cue in scene.cues]


def _json(value: dict) -> str:
    # "-->" may stand in a payload no more than in a caption.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace(">", "\\u003e").replace("\u2028", " ").replace("\u2029", " ")


def _file(kind: str, blocks: Iterable[tuple[float, float, str]]) -> str:
    lines = [f"WEBVTT\nKind: {kind}\nLanguage: zh-CN"]
    lines += [f"{number}\n{stamp(start, '.')} --> {stamp(end, '.')}\n{text}" for number, (start, end, text) in enumerate(blocks, start=1)]
    return "\n\n".join(lines) + "\n"
