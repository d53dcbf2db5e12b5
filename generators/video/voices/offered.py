"""The voices there are to choose from, and who says which scene. The application offers online ones; nothing here connects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generators.model import Brief, Segment
from generators.video import narration, readings
from generators.video.readings import Readings
from generators.video.speech import NONE, Engine, Offline, Paced, Told
from generators.video.voices import kokoro
from generators.video.voices.recorded import Recorded


@dataclass(frozen=True)
class Voice:
    """A voice a person may choose (``Brief.options["voice"]`` = ``name``); ``make`` returns its engine for a table of readings."""

    name: str
    label: str
    make: Callable[[Readings], Engine]
    online: bool = False


_offered: dict[str, Voice] = {}


def offer(voice: Voice) -> None:
    """Let people choose ``voice``, in place of another of that name.

    Raises:
        ValueError: the name belongs to a voice that is always there.
    """
    if voice.name in kokoro.VOICES or voice.name == NONE:
        raise ValueError(f"the name {voice.name!r} is taken")
    _offered[voice.name] = voice


def withdraw(name: str) -> None:
    """Offer a voice no longer; nothing happens when it was not."""
    _offered.pop(name, None)


def voices() -> tuple[Voice, ...]:
    """Return the voices to be chosen here, the usual one first, none last."""
    offline = tuple(Voice(name, label, _offline(name)) for name, (label, _) in kokoro.VOICES.items()) if kokoro.installed() else ()
    return (*offline, *_offered.values(), Voice(NONE, "不配音，只配字幕", lambda table: Paced()))


def _offline(name: str) -> Callable[[Readings], Engine]:
    return lambda table: Offline(name, table)


def default_voice() -> str:
    """Return the voice used when nobody chose one: the offline woman's voice where it is installed, else none. Never an online one."""
    return "zf_xiaoxiao" if kokoro.installed() else NONE


def chain(brief: Brief) -> tuple[tuple[Engine, ...], tuple[str, ...]]:
    """Return the engines of the chosen voice in the order they are tried, and why the choice itself could not be kept.

    An online voice is followed by the offline one; the last resort, captions without a voice, is not listed.
    """
    table = readings_of(brief)
    choice = brief.options.get("voice") or default_voice()
    known = {voice.name: voice for voice in voices()}
    if choice == NONE:
        return (), ()
    usual = (known[default_voice()].make(table),) if default_voice() != NONE else ()
    if choice not in known:
        return usual, (f"所选的配音“{_shown(choice)}”在这里不可用，请管理员检查设置，或另选配音。",)
    voice = known[choice]
    return ((voice.make(table), *usual) if voice.online else (voice.make(table),)), ()


def readings_of(brief: Brief) -> Readings:
    """Return how words are said in a product: as its arrangement says, else as the department does (``department_readings``)."""
    written = (brief.options.get(name, "") for name in ("department_readings", "readings"))
    return readings.merged(entry for text in written for entry in readings.usable(text).entries)


def told(segments: Iterable[Segment], brief: Brief, materials: Mapping[str, bytes]) -> tuple[Told, ...]:
    """Return the scenes with who says them: first the scene's own recording, where there is one, then the chosen voice."""
    engines, failed = chain(brief)
    recordings = recorded(brief)
    return tuple(
        Told(
            segment.id,
            narration.sentences(segment.narration),
            (*(Recorded(sha256, materials.get(sha256)) for sha256 in recordings.get(segment.id, ())), *engines),
            failed,
        )
        for segment in segments
    )


def recorded(brief: Brief) -> dict[str, tuple[str, ...]]:
    """Return the recordings of each scene: scene id → sha256, the latest first."""
    found: dict[str, tuple[str, ...]] = {}
    for material in brief.materials:
        if material.kind == "recording" and material.segment:
            found[material.segment] = (material.sha256, *found.get(material.segment, ()))
    return found


def spoken_by(brief: Brief) -> tuple[str, str]:
    """Return name and label of the chosen voice; the label is empty when no computer will speak."""
    engines, _ = chain(brief)
    if not engines:
        return NONE, ""
    return engines[0].name, engines[0].label if engines[0].synthetic else ""


def credited(segments: tuple[Segment, ...], brief: Brief) -> tuple[Segment, ...]:
    """Return the scenes without the credit for a computed voice where people recorded all of them."""
    recordings = recorded(brief)
    if not recordings or any(segment.narration.strip() and segment.id not in recordings for segment in segments):
        return segments
    details = {name: words for name, words in segments[-1].details.items() if name != "配音"}
    return (*segments[:-1], segments[-1].replace(details=details | {"voice": "recorded"}))


def labels(brief: Brief) -> dict[str, str]:
    """Return what people call the engines that may speak, by their names."""
    return {engine.name: engine.label for engine in chain(brief)[0]}


def _shown(text: str) -> str:
    return "".join(character for character in text if character.isprintable())[:20]
