"""What is costly to make and may be kept: spoken sentences, pictures set, scenes encoded. Left out, everything is made anew.

Keys are digests of everything that can change the bytes. The application says where to keep it: ``keep_in(mapping)`` takes any
mutable mapping from text to bytes, for instance one on disk. Left alone, the last 64 MB stay in memory.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping


class BoundedMemory(MutableMapping[str, bytes]):
    """A mapping that forgets what was used longest ago once it holds more than ``limit`` bytes. Safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __getitem__(self, key: str) -> bytes:
        with self._lock:
            self._kept.move_to_end(key)
            return self._kept[key]

    def __setitem__(self, key: str, value: bytes) -> None:
        with self._lock:
            self._bytes += len(value) - len(self._kept.pop(key, b""))
            self._kept[key] = value
            while self._bytes > self.limit:
                self._bytes -= len(self._kept.popitem(last=False)[1])

    def __delitem__(self, key: str) -> None:
        with self._lock:
            self._bytes -= len(self._kept.pop(key))

    def __iter__(self) -> Iterator[str]:
        with self._lock:
            return iter(list(self._kept))

    def __len__(self) -> int:
        return len(self._kept)


_kept: MutableMapping[str, bytes] = BoundedMemory(64 * 1024 * 1024)


def get(key: str) -> bytes | None:
    """Return what was kept under ``key``, None when nothing was."""
    return _kept.get(key)


def put(key: str, value: bytes) -> None:
    """Keep ``value`` under ``key`` for as long as there is room."""
    _kept[key] = value


def keep_in(mapping: MutableMapping[str, bytes]) -> MutableMapping[str, bytes]:
    """Keep everything in ``mapping`` from now on; return the one used until now."""
    global _kept
    before, _kept = _kept, mapping
    return before
