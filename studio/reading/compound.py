"""Compound files ([MS-CFB], the container of .doc): streams by name, with every chain bounded by the file's own size."""

import struct

FREE = 0xFFFFFFF0
"""Sector numbers from here on are marks (free, end of chain), not sectors."""

MINI_CUTOFF = 4096
ENTRY = 128
MOST_STREAM = 64 * 1024 * 1024


class Damaged(ValueError):
    """The file contradicts its own format."""


class CompoundFile:
    """The streams of a compound file.

    Raises:
        Damaged: the header, a chain or the directory is broken.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise Damaged("shorter than a header")
        self._data = data
        self._sector = 1 << self._number("<H", 30, most=12)
        self._mini = 1 << self._number("<H", 32, most=self._sector.bit_length())
        self._table = self._allocation()
        directory = self._chained(self._number("<L", 48))
        mini_start = self._number("<L", 60)
        self._mini_table = _numbers(self._chained(mini_start)) if mini_start < FREE else ()
        self._entries = dict(_entries(directory))
        root = self._entries.get("root entry")
        self._mini_stream = self._chained(root[0])[: root[1]] if root and root[0] < FREE else b""

    def has(self, name: str) -> bool:
        """Tell whether there is a stream of this name."""
        return name.lower() in self._entries

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; Damaged when there is none."""
        if not self.has(name):
            raise Damaged(f"no stream {name}")
        start, size = self._entries[name.lower()]
        if size > MOST_STREAM:
            raise Damaged("stream too large")
        if size < MINI_CUTOFF:
            return self._mini_chained(start)[:size]
        return self._chained(start)[:size]

    def _number(self, form: str, offset: int, most: int | None = None) -> int:
        value = struct.unpack_from(form, self._data, offset)[0]
        if most is not None and not 6 <= value <= most:
            raise Damaged("sector size")
        return value

    def _allocation(self) -> tuple[int, ...]:
        """Return the sector allocation table, following its extension sectors."""
        sectors = [number for number in struct.unpack_from("<109L", self._data, 76) if number < FREE]
        extension, left = self._number("<L", 68), len(self._data) // self._sector + 1
        while extension < FREE and left > 0:
            numbers = _numbers(self._read(extension))
            sectors += [number for number in numbers[:-1] if number < FREE]
            extension, left = numbers[-1], left - 1
        return _numbers(b"".join(self._read(number) for number in sectors[: len(self._data) // self._sector + 1]))

    def _read(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chained(self, start: int) -> bytes:
        pieces, left = [], len(self._data) // self._sector + 1
        while start < FREE:
            left -= 1
            if left < 0 or start >= len(self._table):
                raise Damaged("chain of sectors")
            pieces.append(self._read(start))
            start = self._table[start]
        return b"".join(pieces)

    def _mini_chained(self, start: int) -> bytes:
        pieces, left = [], len(self._mini_stream) // self._mini + 1
        while start < FREE:
            left -= 1
            if left < 0 or start >= len(self._mini_table):
                raise Damaged("chain of short sectors")
            pieces.append(self._mini_stream[start * self._mini : (start + 1) * self._mini])
            start = self._mini_table[start]
        return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])


def _entries(directory: bytes):
    """Yield name and (first sector, size) of each stream of the root storage and of the root itself."""
    for offset in range(0, len(directory) - ENTRY + 1, ENTRY):
        length, kind = struct.unpack_from("<HB", directory, offset + 64)
        if kind not in (2, 5) or not 2 <= length <= 64:
            continue
        name = directory[offset : offset + length - 2].decode("utf-16-le", "replace").lower()
        start, size = struct.unpack_from("<LL", directory, offset + 116)
        yield name, (start, size)
