"""A PDF weighed before it is opened: what its streams unpack to, and how often one is drawn inside another.

The library that reads PDF pages has no limit of its own: a page of a few kilobytes can make it unpack gigabytes. So the objects
are found here by looking at the bytes (ISO 32000-1, 7.3.8 and 7.5.7), their streams are unpacked piecewise up to a limit, and what is
only pictures, which text does not need, is left alone. Streams under a password cannot be weighed; for those the limits of the reading
process hold.
"""

import re
import zlib
from dataclasses import dataclass

from studio.errors import CannotAccept

OBJECTS = 150_000
STREAM_BYTES = 16 * 1024 * 1024
PAGE_BYTES = 48 * 1024 * 1024
"""What one page draws, forms counted as often as they are drawn."""
TOTAL_BYTES = 96 * 1024 * 1024
RATIO, RATIO_FLOOR = 60, 1024 * 1024
"""Real pages pack to a fifth or a tenth, forms of lines to a thirtieth."""
SAVED_STATES = 4_000
TEXT_PIECES, TEXT_BYTES = 20_000, 240_000
"""Pieces and bytes of text on one page; a page set in the smallest type has 5,000 characters."""
MOST_FORMS_DEEP = 40
NESTING = 2_000
CHUNK = 64 * 1024
TOO_HEAVY = "文件“{name}”的页面内容异常庞大，超出可读取的范围，请重新导出 PDF 或上传 Word 原稿。"

_START = re.compile(rb"obj(?=[\s<\[(/\d%])")
_NUMBER = re.compile(rb"(\d{1,10})\s{1,8}\d{1,5}\s{1,8}$")
_STREAM = re.compile(rb"stream\r?\n")
_REFERENCE = re.compile(rb"(\d{1,10})\s{1,8}\d{1,5}\s{1,8}R\b")
_RUN = re.compile(rb"(?:\d{1,10}\s{1,8}\d{1,5}\s{1,8}R\s{0,8}){2,}")
_CONTENTS = re.compile(rb"/Contents\s{0,8}(\d{1,10})\s{1,8}\d{1,5}\s{1,8}R")
_USED = re.compile(rb"/(?:Contents|ToUnicode|FontFile\d?|CIDToGIDMap|Encoding|CMap|ICCBased|Function)\s{0,8}\[?\s{0,8}(\d{1,10})\s{1,8}\d{1,5}\s{1,8}R")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_SHOWN = re.compile(rb"<[0-9A-Fa-f\s]{2,}>|\((?:[^()\\]|\\.){1,}\)", re.DOTALL)
_DRAWN = re.compile(rb"[\s/]Do\b")
_SHOWS = re.compile(rb"(?:[\s\])>])T[jJ]\b")
_SAVES, _RESTORES = re.compile(rb"(?:^|\s)q(?=\s)"), re.compile(rb"(?:^|\s)Q(?=\s|$)")


@dataclass(slots=True)
class _Object:
    """An object's dictionary or array, and where its stream begins; ``content`` is the stream unpacked, once it was."""

    words: bytes
    start: int = -1
    content: bytes | None = None

    @property
    def is_form(self) -> bool:
        return self.start >= 0 and b"/Form" in self.words

    @property
    def is_picture(self) -> bool:
        return b"/Image" in self.words and not self.is_form


def refuse_bombs(data: bytes, name: str) -> None:
    """Weigh a PDF.

    Raises:
        CannotAccept: it unpacks to more than a page of any real policy needs.
    """
    try:
        _Scales(data).weigh()
    except _TooHeavyError as error:
        raise CannotAccept(TOO_HEAVY.format(name=name)) from error


class _TooHeavyError(ValueError):
    """Some limit is passed."""


class _Scales:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.total = self.count = 0
        self.objects: dict[int, list[_Object]] = {}
        self.weights: dict[int, int] = {}

    def weigh(self) -> None:
        """Find the objects, unpack what is not a picture, and add up what each page draws."""
        self._find_objects()
        used = {int(number) for entry in self._all() for number in _USED.findall(entry.words)}
        for number, entries in list(self.objects.items()):
            for entry in entries:
                _refuse_nesting(entry.words)
                if entry.start >= 0 and (number in used or not entry.is_picture):
                    self._unpack(entry)
        # Streams that hold objects have added to the list; those objects have no streams of their own.
        for entry in self._all():
            for run in _RUN.finditer(entry.words):
                self._add_up(int(number) for number in _REFERENCE.findall(run[0]))
            self._add_up(int(number) for number in _CONTENTS.findall(entry.words))
            if entry.is_form:
                self._add_up(number for number in self._forms_of(entry.words))

    def _all(self) -> list[_Object]:
        return [entry for entries in self.objects.values() for entry in entries]

    def _add(self, number: int, entry: _Object) -> None:
        self.count += 1
        self.objects.setdefault(number, []).append(entry)
        if self.count > OBJECTS or entry.words.count(b" R") > OBJECTS:
            raise _TooHeavyError

    def _find_objects(self) -> None:
        if self.data.count(b" obj") > OBJECTS:
            raise _TooHeavyError
        starts = []
        for found in _START.finditer(self.data):
            number = _NUMBER.search(self.data[max(0, found.start() - 28) : found.start()])
            if number:
                starts.append((int(number[1]), found.end()))
            if len(starts) > OBJECTS:
                raise _TooHeavyError
        ends = [*(start for _, start in starts[1:]), len(self.data)][: len(starts)]
        for (number, start), end in zip(starts, ends, strict=True):
            stream = _STREAM.search(self.data, start, end)
            words = _ESCAPE.sub(_unescaped, self.data[start : stream.start() if stream else end])
            self._add(number, _Object(words, stream.end() if stream else -1))

    def _unpack(self, entry: _Object) -> bytes:
        """Return what a stream holds; what is packed otherwise than by deflation is returned as it is, up to the limit."""
        if entry.content is not None:
            return entry.content
        layers = entry.words.count(b"/FlateDecode") or entry.words.count(b"/Fl ") or entry.words.count(b"/Fl]")
        content = self._inflated(entry.start) if layers else self.data[entry.start : self._end(entry.start)]
        for _ in range(layers - 1):
            content = self._inflated(0, content)
        if re.search(rb"/(?:LZW|LZWDecode|RunLengthDecode|RL)\b", entry.words) and len(content) > RATIO_FLOOR // 64:
            # Both can blow up a hundredfold and more, and no program has written them for long.
            raise _TooHeavyError
        entry.content = content
        self._refuse_content(entry)
        if b"/ObjStm" in entry.words:
            self._take_objects(entry)
        return content

    def _end(self, start: int) -> int:
        found = self.data.find(b"endstream", start, start + STREAM_BYTES)
        return found if found >= 0 else min(len(self.data), start + STREAM_BYTES)

    def _inflated(self, start: int, source: bytes | None = None) -> bytes:
        source = self.data if source is None else source
        engine, pieces, size, at = zlib.decompressobj(), [], 0, start
        try:
            while at < len(source) and not engine.eof:
                waiting = source[at : at + CHUNK]
                at += CHUNK
                while waiting and not engine.eof:
                    piece = engine.decompress(waiting, CHUNK)
                    waiting = engine.unconsumed_tail
                    pieces.append(piece)
                    size += len(piece)
                    self.total += len(piece)
                    bomb = size > RATIO_FLOOR and size > RATIO * (min(at, len(source)) - start - len(waiting))
                    if bomb or size > STREAM_BYTES or self.total > TOTAL_BYTES:
                        raise _TooHeavyError
        except zlib.error:
            # A reader shows what came before the damage, and so that is what is weighed.
            return b"".join(pieces)
        return b"".join(pieces)

    def _refuse_content(self, entry: _Object) -> None:
        content = entry.content or b""
        if len(content) < 2 * SAVED_STATES or b"/FontFile" in entry.words or b"/Length1" in entry.words:
            return
        if len(_SAVES.findall(content)) - len(_RESTORES.findall(content)) > SAVED_STATES:
            raise _TooHeavyError
        _refuse_nesting(content)
        if len(content) > 4 * TEXT_PIECES and len(_SHOWS.findall(content)) > 0:
            shown = sum(len(piece) for piece in _SHOWN.findall(content))
            if len(_SHOWS.findall(content)) > TEXT_PIECES or shown > TEXT_BYTES:
                raise _TooHeavyError

    def _take_objects(self, entry: _Object) -> None:
        """Add the objects that lie packed in a stream: pairs of number and place, then the objects."""
        first = re.search(rb"/First\s{0,8}(\d{1,9})", entry.words)
        content = entry.content or b""
        start = int(first[1]) if first else 0
        numbers = [int(digits) for digits in content[:start].split() if digits.isdigit() and len(digits) < 10]
        places = [start + place for place in numbers[1::2]]
        for number, place, end in zip(numbers[::2], places, [*places[1:], len(content)], strict=False):
            self._add(number, _Object(_ESCAPE.sub(_unescaped, content[place : max(place, end)])))

    # ---- what a page draws

    def _add_up(self, numbers) -> None:
        """Add up what a row of references draws, each as often as it is named."""
        drawn = 0
        for number in numbers:
            drawn += self._weight(number)
            if drawn > PAGE_BYTES:
                raise _TooHeavyError

    def _weight(self, number: int, depth: int = 0) -> int:
        """Return the bytes that drawing an object goes through; 0 for what is drawn by no text."""
        if number in self.weights:
            return self.weights[number]
        if depth > MOST_FORMS_DEEP:
            return 0
        self.weights[number] = 0
        most = 0
        for entry in self.objects.get(number, ()):
            own = 0
            if entry.content is not None and b"/ObjStm" not in entry.words:
                forms = [self._weight(form, depth + 1) for form in self._forms_of(entry.words)]
                drawn = len(_DRAWN.findall(entry.content))
                own = len(entry.content) + drawn * max(forms, default=0)
            elif b"/Contents" in entry.words and entry.start < 0:
                forms = [self._weight(form, depth + 1) for form in self._forms_of(entry.words)]
                streams = _REFERENCE.findall(entry.words.partition(b"/Contents")[2].partition(b"]")[0])
                for stream in map(int, streams[:1000]):
                    own += self._weight(stream, depth + 1) + self._drawn_by(stream) * max(forms, default=0)
            most = max(most, own)
        self.weights[number] = most
        return most

    def _drawn_by(self, number: int) -> int:
        return sum(len(_DRAWN.findall(entry.content or b"")) for entry in self.objects.get(number, ()))

    def _forms_of(self, words: bytes) -> set[int]:
        """Return the forms that resources named in a dictionary lead to, through at most three dictionaries."""
        at = min((place for place in (words.find(b"/Resources"), words.find(b"/XObject")) if place >= 0), default=-1)
        if at < 0:
            return set()
        found: set[int] = set()
        seen: set[int] = set()
        near = {int(number) for number in _REFERENCE.findall(words[at:])}
        for _ in range(3):
            further: set[int] = set()
            for number in near - seen:
                for entry in self.objects.get(number, ()):
                    if entry.is_form:
                        found.add(number)
                    elif entry.start < 0 and b"/Parent" not in entry.words and b"/Type/Page" not in entry.words:
                        further |= {int(inner) for inner in _REFERENCE.findall(entry.words[:CHUNK])}
            seen |= near
            near = further
        return found


def _refuse_nesting(words: bytes) -> None:
    if words.count(b"[") - words.count(b"]") > NESTING or words.count(b"<<") - words.count(b">>") > NESTING:
        raise _TooHeavyError
    if re.search(rb"(?:\[\s*){%d}" % NESTING, words) or re.search(rb"(?:<<[^<>]{0,40}){%d}" % NESTING, words):
        raise _TooHeavyError


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])
