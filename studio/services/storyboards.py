"""A video's storyboard (分镜): its scenes with their lengths and voices, what to leave out or take in, and each to listen to."""

from dataclasses import dataclass

from generators import registry
from generators.model import Brief, Interpretation, Segment
from generators.video import hearing as film
from generators.video import lengths, narration
from generators.video.hearing import Heard
from generators.video.lengths import LengthAdvice
from generators.video.readings import NotAReading, reading
from generators.video.screening import Screened
from generators.video.speech import NONE
from generators.video.voices import offered
from studio.errors import CannotAccept
from studio.processes.hearing import Listening, Saying, Scene, Whole
from studio.services.arranged import Arrangement
from studio.services.arranging import Arranging
from studio.services.speaking import with_readings
from studio.storage import products

FOR_LENGTH = "控制时长"
"""The reason written down for a scene left out because the video was too long."""


@dataclass(frozen=True)
class SceneView:
    """A scene: its seconds (``measured``: as spoken, else estimated), which voice it will have, why it had another last time."""

    segment: Segment
    seconds: float
    measured: bool
    voice: str
    voice_label: str
    trouble: str = ""

    @property
    def first_line(self) -> str:
        """Return the first sentence that is said."""
        return next(iter(narration.sentences(self.segment.narration)), "")


@dataclass(frozen=True)
class Storyboard:
    """The scenes that are told, in order, and the advice on their length altogether."""

    scenes: tuple[SceneView, ...]
    advice: LengthAdvice

    def scene(self, segment_id: str) -> SceneView | None:
        """Return one scene, None when it is not told."""
        return next((scene for scene in self.scenes if scene.segment.id == segment_id), None)


@dataclass(frozen=True)
class _Film:
    """A video as it is arranged, with the readings it will be spoken with."""

    segments: tuple[Segment, ...]
    brief: Brief
    interpretation: Interpretation


class Storyboards(Arranging):
    """The part of Studio about a video's scenes."""

    listening: Listening

    def storyboard(self, product_id: str, brief: Brief | None = None) -> Storyboard:
        """Return the scenes of a video as it is arranged (or with ``brief``).

        Raises:
            CannotAccept: the policy has not enough for this product any more.
            NotAllowed: no such product.
        """
        found = self._film(product_id, brief)
        heard = self.listening.lengths(self._scene(segment, found.brief) for segment in found.segments)
        measured = {name: sound.seconds for name, sound in heard.items()}
        advice = lengths.length_advice(found.segments, found.brief, found.interpretation, measured)
        troubles = self._troubles(product_id)
        scenes = tuple(
            SceneView(segment, length.seconds, segment.id in measured, *film.speaks(segment, found.brief), troubles.get(segment.id, ""))
            for segment, length in zip(found.segments, advice.scenes, strict=True)
        )
        return Storyboard(scenes, advice)

    def hear_scene(self, product_id: str, segment_id: str, *, brief: Brief | None = None) -> Heard | Saying:
        """Return how a scene sounds, or how far the voice is with it; ask again then.

        Raises:
            CannotAccept: the scene is not told.
            studio.processes.hearing.NoSound: it could not be said.
        """
        found = self._film(product_id, brief)
        segment = next((item for item in found.segments if item.id == segment_id), None)
        if segment is None:
            raise CannotAccept("这个片段没有解说词或者不显示，没有可以试听的声音。")
        return self.listening.hear(self._scene(segment, found.brief))

    def watch_whole(self, product_id: str, *, brief: Brief | None = None) -> Screened | Saying:
        """Return the whole video as it is arranged (or with ``brief``), without its voice, or how far it is; ask again then.

        Raises:
            CannotAccept: nothing is told, or the theme is not offered any more.
            studio.processes.hearing.NoSound: it could not be drawn.
        """
        found = self._film(product_id, brief)
        if not found.segments:
            raise CannotAccept("没有带解说词的片段，没有可以预览的画面。")
        return self.listening.watch(Whole(found.segments, found.brief, self.theme(found.brief.theme)))

    def hear_reading(self, word: str, said: str) -> Heard | Saying:
        """Return how a word would be read with this reading, or how far the voice is.

        Raises:
            CannotAccept: it is no reading, or no offline voice is installed.
            studio.processes.hearing.NoSound: it could not be said.
        """
        try:
            entry = reading(word, said)
        except NotAReading as error:
            raise CannotAccept(str(error)) from None
        if offered.default_voice() == NONE:
            raise CannotAccept("这里没有安装离线语音，不能试听读音；读音可以先保存。")
        spoken = Segment(id="reading", kind="reading", furniture=True, narration=f"{entry.word}。")
        return self.listening.hear(Scene(spoken, Brief(options={"readings": entry.line})))

    def leave_out(self, product_id: str, segment_id: str, *, actor: str, base: int | None = None) -> Arrangement:
        """Leave a scene out because the video is too long; that is the reason written down."""
        return self.hide_segment(product_id, segment_id, FOR_LENGTH, actor=actor, base=base)

    def take_in(self, product_id: str, segment_id: str, *, actor: str, base: int | None = None) -> Arrangement:
        """Take in a scene the video could have: show it again, or ask for it by name."""
        arrangement = self.arrangement(product_id)
        if any(item.segment == segment_id for item in arrangement.brief.hidden):
            return self.hide_segment(product_id, segment_id, None, actor=actor, base=base)
        asked = [name for name in arrangement.brief.options.get("include", "").split(",") if name and name != segment_id]
        return self.choose_for_product(product_id, "options.include", ",".join([*asked, segment_id]), actor=actor, base=base)

    def _film(self, product_id: str, brief: Brief | None) -> _Film:
        with self.database.reading() as connection:
            now = self._present(connection, product_id, brief)
            spoken = with_readings(connection, now.interpretation, now.row.generator, now.brief)
        segments = registry.composed(now.row.generator, now.interpretation, now.brief, now.outline)
        return _Film(tuple(segment for segment in segments if segment.narration.strip()), spoken, now.interpretation)

    def _scene(self, segment: Segment, brief: Brief) -> Scene:
        recordings = offered.recorded(brief).get(segment.id, ())
        return Scene(segment, brief, {sha256: self.files.get(sha256) for sha256 in recordings})

    def _troubles(self, product_id: str) -> dict[str, str]:
        """Return why scenes had another voice than they should when the video was made last, by segment."""
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            head = products.revision_head(connection, product_id, row.current_revision) if row.current_revision else None
            return {view.issue.where: view.issue.text for view in self._issues(connection, head) if view.issue.code == "voice_replaced"}
