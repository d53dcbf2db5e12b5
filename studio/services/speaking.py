"""Voices and how words are said (配音、读音表): what can be chosen, what the department wrote down, and whether a service answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from generators import registry
from generators.model import Brief, Interpretation
from generators.video import readings as tables
from generators.video import speech
from generators.video.readings import NotAReading, Reading
from generators.video.voices import offered
from studio.errors import CannotAccept
from studio.reviewing import Role
from studio.services.core import Core
from studio.services.values import Check
from studio.speaking import NETWORKED, offer_voices
from studio.storage import people
from studio.storage import readings as rows

DEPARTMENT = "department_readings"
"""Where an arrangement keeps the department's readings as they were when the product was last put in hand."""


@dataclass(frozen=True)
class VoiceView:
    """A voice that can be chosen. ``online``: the sentences are sent to the service the administrator set up."""

    name: str
    label: str
    online: bool


@dataclass(frozen=True)
class ReadingView:
    """How a word is said, who wrote it down, and when."""

    word: str
    said: str
    by: str
    at: datetime


class Speaking(Core):
    """The part of Studio about voices."""

    def voices(self) -> tuple[VoiceView, ...]:
        """Return the voices that can be chosen for a video, the usual one first, none last."""
        return tuple(VoiceView(voice.name, voice.label, voice.online) for voice in offered.voices())

    def readings(self) -> tuple[ReadingView, ...]:
        """Return the department's table of readings, by word."""
        with self.database.reading() as connection:
            names = people.names(connection)
            return tuple(ReadingView(row.word, row.said, names[row.by], row.at) for row in rows.everything(connection))

    def set_reading(self, word: str, reading: str, actor: str) -> ReadingView:
        """Write down how a word is said: pinyin with tone figures (``chong2yang2``) or characters that sound so (``虫羊``).

        Products follow the next time they are made; none becomes stale by it.

        Raises:
            CannotAccept: no word, no reading that fits it, or the table is full.
            NotAllowed: the actor may neither draft nor administer.
        """
        try:
            entry = tables.reading(word, reading)
        except NotAReading as error:
            raise CannotAccept(str(error)) from None
        with self.database.writing() as connection:
            person = self._actor(connection, actor, Role.DRAFTER, Role.ADMIN)
            if rows.by_word(connection, entry.word) is None and rows.count(connection) >= tables.MOST:
                raise CannotAccept(f"读音表最多 {tables.MOST} 条，请先删去不用的。")
            at = self.clock()
            rows.put(connection, entry.word, entry.said, by=actor, at=at)
            self._note(connection, actor, "reading.set", f"reading:{entry.word}", said=entry.said)
        return ReadingView(entry.word, entry.said, person.name, at)

    def remove_reading(self, word: str, actor: str) -> None:
        """Take a word out of the table; one that is not there is no mistake.

        Raises:
            NotAllowed: the actor may neither draft nor administer.
        """
        word = word.strip()
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER, Role.ADMIN)
            if rows.by_word(connection, word) is not None:
                rows.remove(connection, word)
                self._note(connection, actor, "reading.remove", f"reading:{word}")

    def speech_check(self) -> Check:
        """Have each voice over the network say a word, where one is set up, and tell the doctor whether all did."""
        told = list(offer_voices().values())
        there = [voice for voice in offered.voices() if voice.name in NETWORKED]
        if not told and not there:
            return Check("在线语音", True, "未设置，不使用")
        usable = not told
        for voice in there:
            try:
                voice.make(tables.NO_READINGS).say(speech.Line("doctor", ("政策解读。",), 0))
                told.append(f"{voice.label}可以使用")
            except speech.SpeechFailed as error:
                usable = False
                told.append(str(error))
        return Check("在线语音", usable, "；".join(words.rstrip("。") for words in told) if len(told) > 1 else told[0])


def with_readings(connection: Connection, interpretation: Interpretation, generator: str, brief: Brief) -> Brief:
    """Return the arrangement with the department's readings of the words that occur in the policy or in the arrangement.

    They stand in the arrangement, so that the product's provenance covers them and a later change of the table makes no
    product stale that a person has approved.
    """
    if "recording" not in registry.get(generator).takes:
        return brief
    options = {name: text for name, text in brief.options.items() if name != DEPARTMENT}
    table = tables.merged(Reading.model_validate(_entry(row.word, row.said)) for row in rows.everything(connection))
    if table.entries:
        table = table.within(interpretation.model_dump_json() + brief.replace(options=options).model_dump_json())
    return brief.replace(options=options | ({DEPARTMENT: table.text} if table.entries else {}))


def _entry(word: str, said: str) -> dict:
    syllables = tables.pinyin(said)
    return {"word": word, "pinyin": syllables} if syllables else {"word": word, "homophone": said}
