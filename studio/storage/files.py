"""Files by content: each is kept once, under its sha256, and checked whenever it is read."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from studio.errors import UserError


class DamagedFile(UserError):
    """A kept file is missing, or its bytes are not what they were."""


class FileStore:
    """A folder of files named by their sha256 (``ab/ab12…``). Several processes may write at once."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, made when missing."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its sha256. The file appears whole or not at all."""
        checksum = hashlib.sha256(data).hexdigest()
        path = self._path(checksum)
        if path.exists() and path.stat().st_size == len(data):
            return checksum
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return checksum

    def get(self, checksum: str) -> bytes:
        """Return the bytes kept under ``checksum``.

        Raises:
            DamagedFile: the file is missing, or its bytes no longer have this sha256.
        """
        path = self._path(checksum)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise DamagedFile(f"存储中缺少文件 {checksum[:12]}，请联系管理员从备份中恢复。") from None
        if hashlib.sha256(data).hexdigest() != checksum:
            raise DamagedFile(f"存储中的文件 {checksum[:12]} 已损坏，请联系管理员从备份中恢复。")
        return data

    def _path(self, checksum: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", checksum):
            raise DamagedFile("文件的校验值不正确，请联系管理员。")
        return self.folder / checksum[:2] / checksum
