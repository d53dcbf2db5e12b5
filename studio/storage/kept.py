"""Costly parts kept on disk between builds, so that an interrupted or repeated build goes on where it was."""

import hashlib
import os
import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import Path

ROOM = 2 * 1024**3
"""Bytes kept at most; what was used longest ago goes first."""


class KeptParts(MutableMapping[str, bytes]):
    """A folder as a mapping from key to bytes. Several processes may use it at once; a damaged part counts as absent.

    Each file begins with the sha256 of what follows, so that half a file is never taken for a whole one.
    """

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        """Use ``folder``, made when missing; keep at most ``room`` bytes."""
        self.folder, self.room = folder, room
        folder.mkdir(parents=True, exist_ok=True)
        self._written = 0

    def __getitem__(self, key: str) -> bytes:
        path = self._path(key)
        try:
            whole = path.read_bytes()
            os.utime(path)
        except OSError:
            raise KeyError(key) from None
        digest, data = whole[:32], whole[32:]
        if hashlib.sha256(data).digest() != digest:
            raise KeyError(key)
        return data

    def __setitem__(self, key: str, value: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(value).digest() + value)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        self._written += len(value)
        if self._written > self.room // 20:
            self._written = 0
            self._make_room()

    def __delitem__(self, key: str) -> None:
        try:
            self._path(key).unlink()
        except FileNotFoundError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        return (path.name for path in self.folder.glob("??/[!.]*"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name

    def _make_room(self) -> None:
        """Delete what was used longest ago until a tenth of the room is free. Another process may be doing the same."""
        found = []
        for path in self.folder.glob("??/[!.]*"):
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            found.append((state.st_mtime, state.st_size, path))
        spare = sum(size for _, size, _ in found) - self.room
        if spare <= 0:
            return
        spare += self.room // 10
        for _, size, path in sorted(found, key=lambda item: item[0]):
            if spare <= 0:
                return
            path.unlink(missing_ok=True)
            spare -= size
